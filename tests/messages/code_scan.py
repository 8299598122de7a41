"""What the code refuses and says: classes found by importing, literals found in the syntax."""

import ast
import dataclasses
import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.support.project import functions, product_files, tree

import acopio
import acopio_labels
from acopio.errors import Refusal
from acopio_labels.errors import LabelError

Refusing = type[Refusal] | type[LabelError]


@cache
def refusing_classes() -> dict[str, Refusing]:
    """Import every module and return each class that can be refused, by its code."""
    for package in (acopio, acopio_labels):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith(".__main__"):
                importlib.import_module(module.name)
    found: dict[str, Refusing] = {}
    waiting: list[Refusing] = [Refusal, LabelError]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if isinstance(getattr(kind, "code", None), str):
            assert kind.code not in found or found[kind.code] is kind, f"twice: {kind.code}"
            found[kind.code] = kind
    return found


def calls() -> Iterator[tuple[Path, ast.Call, str]]:
    """Yield every call of the product with the last part of the name that is called."""
    for path in product_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call):
                yield path, node, called(node)


def called(call: ast.Call) -> str:
    """Return the last part of the name that is called."""
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def given(call: ast.Call, names: list[str]) -> dict[str, ast.expr]:
    """Return the arguments of a call by name."""
    by_name = dict(zip(names, call.args, strict=False))
    return by_name | {word.arg: word.value for word in call.keywords if word.arg}


def literals(node: ast.expr) -> Iterator[str]:
    """Yield the texts that an expression may be, as far as they stand in the code."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)


Sink = tuple[str, str]
"""Code and field of a refusal."""


@cache
def sinks() -> dict[str, tuple[list[str], dict[str, Sink]]]:
    """Return what can be called, its parameters, and into which field of a refusal they go.

    Refusals themselves, and functions that hand a parameter on: ``require_second(why)``.
    """
    by_class = {kind.__name__: kind for kind in refusing_classes().values()}
    found: dict[str, tuple[list[str], dict[str, Sink]]] = {}
    for name, kind in by_class.items():
        fields = [one.name for one in dataclasses.fields(kind)]
        found[name] = fields, {field: (kind.code, field) for field in fields}
    # A helper may call a helper: two rounds reach both.
    for _ in range(2):
        for path in product_files():
            for function in functions(tree(path)):
                _add_helper(found, function)
    return found


def _add_helper(
    found: dict[str, tuple[list[str], dict[str, Sink]]],
    function: ast.FunctionDef | ast.AsyncFunctionDef,
) -> None:
    arguments = function.args
    names = [one.arg for one in [*arguments.posonlyargs, *arguments.args] if one.arg != "self"]
    everything = {*names, *(one.arg for one in arguments.kwonlyargs)}
    handed: dict[str, Sink] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            parameters, fields = found.get(called(node), ([], {}))
            for parameter, value in given(node, parameters).items():
                if isinstance(value, ast.Name) and value.id in everything and parameter in fields:
                    handed[value.id] = fields[parameter]
    if handed and function.name not in found:
        found[function.name] = names, handed


def stable_words() -> Iterator[tuple[str, Sink, str]]:
    """Yield place, (code, field) and text of every literal that goes into a refusal."""
    for path, call, name in calls():
        parameters, fields = sinks().get(name, ([], {}))
        for parameter, value in given(call, parameters).items():
            if parameter in fields:
                for literal in literals(value):
                    yield f"{path.name}:{call.lineno}", fields[parameter], literal
