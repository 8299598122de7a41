"""Exact shares: how many grams of a lot came from each lot at the beginning of its history.

An input's share in every output of a step is its grams over the step's input. Weights are integers
over one common denominator, the product of the inputs of every step that mixes; each path to an
origin passes a step at most once, so every division is exact. One largest remainder at the end
makes grams that add up to the lot, ties by lot code.
"""

from collections.abc import Iterable
from math import prod

from acopio.domain.masses import share_out

Edge = tuple[str, str, str, int]
"""Child lot, step, parent lot, grams of the parent in the step."""


def shares(lot: str, mass_g: int, edges: Iterable[Edge]) -> dict[str, int]:
    """Return grams by origin lot; they add up to ``mass_g``. A lot without edges is its own."""
    parents, inputs = _graph(edges)
    total = {step: sum(listed.values()) for step, listed in inputs.items()}
    mixing = [total[step] for step, listed in inputs.items() if len(listed) > 1]
    weights: dict[str, int] = {lot: prod(mixing)}
    origins: dict[str, int] = {}
    for child in _from_the_end(lot, parents, inputs):
        weight = weights.pop(child)
        step = parents.get(child)
        if step is None:
            origins[child] = weight
            continue
        mixed = len(inputs[step]) > 1
        for parent, grams in inputs[step].items():
            part = weight * grams // total[step] if mixed else weight
            weights[parent] = weights.get(parent, 0) + part
    codes = sorted(origins)
    return dict(zip(codes, share_out(mass_g, [origins[code] for code in codes]), strict=True))


def _graph(edges: Iterable[Edge]) -> tuple[dict[str, str], dict[str, dict[str, int]]]:
    """Return the step each lot came from, and the inputs of each step."""
    parents: dict[str, str] = {}
    took: dict[str, dict[str, int]] = {}
    for child, step, parent, grams in edges:
        parents[child] = step
        # A lot may go into a step twice; a step of several children is listed for each of them.
        listed = took.setdefault(child, {})
        listed[parent] = listed.get(parent, 0) + grams
    return parents, {step: _weighing(took[child]) for child, step in parents.items()}


def _weighing(listed: dict[str, int]) -> dict[str, int]:
    """Return inputs that weigh something: corrected down to nothing, all count the same."""
    return listed if any(listed.values()) else dict.fromkeys(listed, 1)


def _from_the_end(
    lot: str, parents: dict[str, str], inputs: dict[str, dict[str, int]]
) -> Iterable[str]:
    """Yield every lot of the ancestry after all lots that were made from it."""
    waiting: dict[str, int] = {}
    for step in parents.values():
        for parent in inputs[step]:
            waiting[parent] = waiting.get(parent, 0) + 1
    ready = [lot]
    while ready:
        child = ready.pop()
        yield child
        step = parents.get(child, "")
        for parent in inputs.get(step, {}):
            waiting[parent] -= 1
            if not waiting[parent]:
                ready.append(parent)
