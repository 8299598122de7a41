"""Every refusal of the domain's rules is reached by a test of this room."""

from importlib import import_module
from inspect import getmembers, isclass
from pathlib import Path
from pkgutil import iter_modules

import pytest

import acopio.domain.rules
from acopio.errors import Refusal

HERE = Path(__file__).parent
OTHER_ROOMS = {"acopio.domain.rules.paper"}


def refusals() -> set[str]:
    found = set()
    for module in iter_modules(acopio.domain.rules.__path__, "acopio.domain.rules."):
        if module.name in OTHER_ROOMS:
            continue
        for _, kind in getmembers(import_module(module.name), isclass):
            if issubclass(kind, Refusal) and kind is not Refusal:
                found.add(kind.code)
    return found


@pytest.mark.parametrize("code", sorted(refusals()))
def test_every_refusal_of_the_rules_has_a_test(code: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in HERE.glob("test_*.py")]

    assert any(f'"{code}"' in text for text in texts)
