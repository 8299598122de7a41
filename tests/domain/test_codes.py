import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acopio.domain.codes import (
    ALPHABET,
    SACK_NUMBER_MAX,
    BadPrefix,
    SackCode,
    SackNumberOutOfRange,
    UnknownCode,
    check_prefix,
    check_sign,
    new_lot_code,
    parse_lot_code,
    parse_sack_code,
    printed,
    sack_code,
)

PREFIXES = st.text(ALPHABET, min_size=3, max_size=3)
BODIES = st.text(ALPHABET, min_size=10, max_size=10)
LOTS = BODIES.map(lambda signs: signs + check_sign(signs))
NUMBERS = st.integers(1, SACK_NUMBER_MAX)
SACKS = st.builds(sack_code, LOTS, NUMBERS)
CODES = [new_lot_code("NAR", random.Random(seed).randrange) for seed in range(4)]


def accepted(code: str) -> bool:
    """Return whether a text of 11 or 15 signs is taken for a lot or sack code."""
    try:
        return bool(parse_lot_code(code) if len(code) == 11 else parse_sack_code(code))
    except UnknownCode:
        return False


def wrong_signs(code: str) -> list[str]:
    return [
        code[:place] + sign + code[place + 1 :]
        for place in range(len(code))
        for sign in ALPHABET
        if sign != code[place]
    ]


def swaps(code: str) -> list[str]:
    found = []
    for one, other in combinations(range(len(code)), 2):
        signs = list(code)
        signs[one], signs[other] = signs[other], signs[one]
        if code[one] != code[other]:
            found.append("".join(signs))
    return found


@pytest.mark.parametrize("code", [*CODES, *(sack_code(lot, 4711) for lot in CODES)])
def test_no_single_wrong_sign_and_no_swap_of_two_reaches_another_code(code: str) -> None:
    assert accepted(code)
    assert [slip for slip in wrong_signs(code) + swaps(code) if accepted(slip)] == []


@given(st.one_of(LOTS, SACKS), st.data())
def test_a_wrong_sign_anywhere_in_any_code_is_refused(code: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(code) - 1))
    sign = data.draw(st.sampled_from([sign for sign in ALPHABET if sign != code[place]]))

    assert not accepted(code[:place] + sign + code[place + 1 :])


@given(st.one_of(LOTS, SACKS), st.data())
def test_a_swap_of_any_two_signs_of_any_code_is_refused(code: str, data: st.DataObject) -> None:
    places = st.integers(0, len(code) - 1)
    one, other = sorted(data.draw(st.tuples(places, places)))
    signs = list(code)
    signs[one], signs[other] = signs[other], signs[one]

    assert accepted("".join(signs)) == (code[one] == code[other])


@given(LOTS, st.booleans(), st.sampled_from(["", "-", " ", " - ", "·", ".", "/"]))
def test_a_lot_code_is_read_in_any_case_with_or_without_dashes(
    code: str, lower: bool, between: str
) -> None:
    typed = printed(code).replace("-", between)

    assert parse_lot_code(f"  {typed.lower() if lower else typed}\n") == code


@given(LOTS, NUMBERS, st.booleans())
def test_a_sack_code_gives_its_lot_and_number_back(lot: str, number: int, dashes: bool) -> None:
    code = sack_code(lot, number)

    assert len(code) == 15
    assert code.startswith(lot)
    assert parse_sack_code(printed(code).lower() if dashes else code) == SackCode(lot, number)


def test_codes_are_printed_in_groups_that_people_can_read() -> None:
    lot = "NAR7777777" + check_sign("NAR7777777")

    assert printed(lot) == f"NAR-7777777-{lot[-1]}"
    assert printed(sack_code(lot, 42)).startswith(f"NAR-7777777-{lot[-1]}-23D-")


def test_new_codes_begin_with_the_prefix_and_differ() -> None:
    draw = random.Random(9).randrange
    codes = {new_lot_code("NAR", draw) for _ in range(1000)}

    assert len(codes) == 1000
    assert all(code.startswith("NAR") and accepted(code) for code in codes)
    assert all({code[place] for code in codes} == set(ALPHABET) for place in range(3, 10))


@pytest.mark.parametrize("number", [1, 2, 30, 31, 960, 961, 29_789, 29_790])
def test_a_sack_has_a_number_from_1_to_29790(number: int) -> None:
    assert parse_sack_code(sack_code(CODES[0], number)).number == number


@pytest.mark.parametrize("number", [-1, 0, 29_791, 10**9])
def test_other_sack_numbers_are_refused(number: int) -> None:
    with pytest.raises(SackNumberOutOfRange):
        sack_code(CODES[0], number)


def test_sack_number_zero_reaches_nothing_even_with_a_right_check_sign() -> None:
    signs = CODES[0] + "222"

    with pytest.raises(UnknownCode):
        parse_sack_code(signs + check_sign(signs))


def test_a_sack_code_whose_inner_lot_code_is_wrong_reaches_nothing() -> None:
    other = "3" if CODES[0][-1] == "2" else "2"
    signs = CODES[0][:-1] + other + "234"

    with pytest.raises(UnknownCode):
        parse_sack_code(signs + check_sign(signs))


@pytest.mark.parametrize(
    "text", ["", "-", "NAR", "0" * 11, "I" * 11, "ß" * 11, "é" * 11, "x" * 999]
)
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(UnknownCode):
        parse_lot_code(text)
    with pytest.raises(UnknownCode):
        parse_sack_code(text)


@given(st.text(max_size=20))
def test_any_text_is_a_code_or_refused_and_never_an_error(text: str) -> None:
    try:
        found = parse_lot_code(text)
    except UnknownCode:
        found = ""

    assert len(found) in {0, 11}


@given(PREFIXES)
def test_a_prefix_of_three_signs_is_accepted_in_any_case(prefix: str) -> None:
    assert check_prefix(f" {prefix.lower()} ") == prefix


@pytest.mark.parametrize("text", ["", "NA", "NARA", "N0R", "NIR", "ÑAR", "N R", "N-R", "lol"])
def test_another_prefix_is_refused(text: str) -> None:
    with pytest.raises(BadPrefix):
        check_prefix(text)
