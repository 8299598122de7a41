from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acopio.domain.masses import (
    MASS_MAX_G,
    Mass,
    MassNotPositive,
    MassTooFine,
    MassTooLarge,
    MassUnreadable,
    UnitUnknown,
    kilograms,
    parse_mass,
    share_out,
)
from acopio.errors import Refusal


@pytest.mark.parametrize(
    ("text", "grams"),
    [
        ("64.5", 64_500),
        ("16,000.5", 16_000_500),
        ("16,000.5 kg", 16_000_500),
        ("1,234,567", 1_234_567_000),
        ("0.001", 1),
        (" 64 kilos ", 64_000),
        ("+5", 5_000),
        ("500g", 500),
        ("1.5 t", 1_500_000),
        ("1 lb", 454),
        ("2 qq", 92_000),
        ("1 arroba", 11_500),
        ("0.5 @", 5_750),
        ("1,000,000 t", MASS_MAX_G),
    ],
)
def test_a_mass_is_read_as_peru_writes_it(text: str, grams: int) -> None:
    assert parse_mass(text).g == grams


@pytest.mark.parametrize(
    ("text", "typed"), [("64.5", "64.5 kg"), (" 2 qq ", "2 qq"), ("500g", "500g")]
)
def test_value_and_unit_are_kept_as_typed(text: str, typed: str) -> None:
    assert parse_mass(text).typed == typed


@pytest.mark.parametrize(
    ("text", "perhaps"),
    [
        ("64,5", "64.5"),
        ("1,25 kg", "1.25 kg"),
        ("0,5qq", "0.5qq"),
        ("16.000,5", ""),
        ("1,2345", "1.2345"),
        ("1,23,456", ""),
        ("1.2.3", ""),
        (".5", ""),
        ("5.", ""),
    ],
)
def test_a_decimal_comma_is_refused_with_what_it_may_mean(text: str, perhaps: str) -> None:
    with pytest.raises(MassUnreadable) as refused:
        parse_mass(text)

    assert refused.value.given == text
    assert refused.value.perhaps == perhaps


@pytest.mark.parametrize("quintal_g", [46_000, 45_360, 100_000])
def test_a_quintal_is_the_organisations_own(quintal_g: int) -> None:
    assert parse_mass("2 qq", quintal_g).g == 2 * quintal_g
    assert parse_mass("0.25 quintales", quintal_g).g == quintal_g // 4


@pytest.mark.parametrize("text", ["0", "0.000", "-1", "-64.5 kg", "-1 lb", "0 qq", "-0"])
def test_a_mass_of_nothing_or_less_is_refused(text: str) -> None:
    with pytest.raises(MassNotPositive):
        parse_mass(text)


@pytest.mark.parametrize("text", ["0.0001", "64.50001 kg", "0.5 g", "0.0000001 t"])
def test_a_mass_finer_than_a_gram_is_refused(text: str) -> None:
    with pytest.raises(MassTooFine):
        parse_mass(text)


@pytest.mark.parametrize("text", ["1,000,000.001 t", "9" * 400, "-" + "9" * 400, "9" * 20 + " qq"])
def test_a_mass_that_no_lot_can_have_is_refused(text: str) -> None:
    with pytest.raises(MassTooLarge):
        parse_mass(text)


@pytest.mark.parametrize("text", ["5 stone", "5 K", "5 kgg", "64.5 fanegas"])
def test_a_unit_that_is_not_in_use_here_is_refused(text: str) -> None:
    with pytest.raises(UnitUnknown):
        parse_mass(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "kg",
        "1e5",
        "NaN",
        "Infinity",
        "0x10",
        "--5",
        "5 5",
        "5\x00",
        "1_000",
        "5 kg; DROP",
        "'",
        "=1+1",
        "<b>5</b>",
        "5 ㎏",
        "½",
        "٦٤٫٥",
    ],
)
def test_hostile_text_is_no_mass(text: str) -> None:
    with pytest.raises(MassUnreadable):
        parse_mass(text)


@given(st.text(max_size=30))
def test_any_text_is_a_positive_mass_or_refused_and_never_an_error(text: str) -> None:
    try:
        grams = parse_mass(text).g
    except Refusal:
        grams = 1

    assert 0 < grams <= MASS_MAX_G


@given(st.integers(1, MASS_MAX_G))
def test_what_is_printed_is_read_as_the_same_mass(grams: int) -> None:
    assert parse_mass(kilograms(grams)) == Mass(grams, f"{kilograms(grams)} kg")


@given(st.integers(1, 10**9))
def test_pounds_are_rounded_half_up_to_the_gram(thousandths: int) -> None:
    pounds = Decimal(thousandths) / 1000
    exact = pounds * Decimal("453.59237")
    if exact < Decimal("0.5"):
        return

    grams = parse_mass(f"{pounds} lb").g

    assert Decimal("-0.5") < grams - exact <= Decimal("0.5")


@pytest.mark.parametrize(
    ("grams", "text"),
    [(0, "0.000"), (1, "0.001"), (1_412_500, "1,412.500"), (-5, "-0.005"), (-64_500, "-64.500")],
)
def test_grams_are_shown_as_kilograms(grams: int, text: str) -> None:
    assert kilograms(grams) == text


WEIGHTS = st.lists(st.integers(0, 10**12), min_size=1, max_size=40).filter(any)


@given(st.integers(0, 10**12), WEIGHTS)
def test_shares_add_up_to_the_gram_and_none_is_a_gram_away(total: int, weights: list[int]) -> None:
    shares = share_out(total, weights)

    assert sum(shares) == total
    assert all(
        abs(share * sum(weights) - total * weight) < sum(weights)
        for share, weight in zip(shares, weights, strict=True)
    )


def test_ties_go_to_the_earlier_share() -> None:
    assert share_out(2, [1, 1, 1]) == [1, 1, 0]
    assert share_out(10, [1, 1, 1]) == [4, 3, 3]


def test_nothing_goes_to_a_weight_of_nothing() -> None:
    assert share_out(7, [0, 1, 0]) == [0, 7, 0]
