"""Exact shares, against fractions."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.shares import Edge, exact_shares

from acopio.domain.shares import shares


def largest_remainder(exact: dict[str, Fraction], mass_g: int) -> dict[str, int]:
    grams = {code: int(share * mass_g) for code, share in exact.items()}
    rest = sorted(exact, key=lambda code: (grams[code] - exact[code] * mass_g, code))
    for code in rest[: mass_g - sum(grams.values())]:
        grams[code] += 1
    return grams


@st.composite
def histories(draw: st.DrawFn) -> list[Edge]:
    """Return the ancestry of lot L0: steps that mix one to four later-numbered lots."""
    edges: list[Edge] = []
    count = draw(st.integers(1, 12))
    waiting, seen = [0], {0}
    while waiting:
        child = waiting.pop()
        # Low numbers are made, high ones may be origins: no cycle is possible.
        above = list(range(child + 1, count + 5))
        if child >= count or (child and draw(st.integers(0, 3)) == 0):
            continue
        for parent in draw(st.lists(st.sampled_from(above), min_size=1, max_size=4, unique=True)):
            edges.append((f"L{child}", f"S{child}", f"L{parent}", draw(st.integers(1, 10**7))))
            if parent not in seen:
                seen.add(parent)
                waiting.append(parent)
    return edges


@settings(max_examples=300)
@given(histories(), st.integers(1, 10**8))
def test_shares_are_what_fractions_say_and_add_up_to_the_gram(
    edges: list[Edge], mass_g: int
) -> None:
    found = shares("L0", mass_g, edges)
    exact = exact_shares("L0", edges)

    assert sum(exact.values()) == 1
    assert sum(found.values()) == mass_g
    assert found == largest_remainder(exact, mass_g)


def test_a_lot_without_a_history_is_its_own() -> None:
    assert shares("A", 64_500, []) == {"A": 64_500}


def test_two_outputs_of_one_step_meet_again() -> None:
    edges = [
        ("E", "mix", "C", 30), ("E", "mix", "D", 70),
        ("C", "box", "A", 1), ("C", "box", "B", 2),
        ("D", "box", "A", 1), ("D", "box", "B", 2),
    ]  # fmt: skip

    assert shares("E", 100, edges) == {"A": 33, "B": 67}


@pytest.mark.parametrize("order", [1, -1])
def test_ties_go_by_lot_code_in_whatever_order_the_edges_come(order: int) -> None:
    edges = [("Z", "mix", code, 10) for code in ("C", "A", "B")][::order]

    assert shares("Z", 100, edges) == {"A": 34, "B": 33, "C": 33}


def test_a_deep_history_of_one_lot_into_the_next_is_walked() -> None:
    edges = [(f"L{n}", f"S{n}", f"L{n + 1}", 1000) for n in range(5000)]

    assert shares("L0", 7, edges) == {"L5000": 7}
