import pytest

from acopio.domain.deductions import (
    DEDUCTIONS,
    PercentUnreadable,
    UnknownDeduction,
    deduction_kind,
    share_of,
)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("humedad", "moisture"),
        ("Moisture", "moisture"),
        ("IMPUREZAS", "impurities"),
        ("tara de saco", "sack-tare"),
        ("Mucílago", "pulp"),
        ("escurrido", "drip"),
    ],
)
def test_a_deduction_is_named_in_spanish_or_english(typed: str, kind: str) -> None:
    assert deduction_kind(typed) == kind


def test_every_kind_is_named_by_itself() -> None:
    assert [deduction_kind(kind) for kind in DEDUCTIONS] == list(DEDUCTIONS)


@pytest.mark.parametrize("typed", ["", "suerte", "moisture\x00"])
def test_an_unknown_deduction_is_refused(typed: str) -> None:
    with pytest.raises(UnknownDeduction):
        deduction_kind(typed)


@pytest.mark.parametrize(
    ("typed", "grams", "share"),
    [
        ("2%", 63_300, 1_266),
        ("0.5 %", 100, 1),  # half a gram goes up
        ("0.49%", 100, 0),
        ("1.5%", 63_301, 950),
        ("100%", 63_300, 63_300),
        ("0%", 63_300, 0),
        ("33.333333%", 3, 1),
    ],
)
def test_a_share_is_rounded_half_up_to_the_gram(typed: str, grams: int, share: int) -> None:
    assert share_of(typed, grams) == share


def test_a_mass_is_no_share() -> None:
    assert share_of("2 kg", 63_300) is None


@pytest.mark.parametrize("typed", ["%", "100.1%", "101%", "-2%", "2,5%", "2%%", "1e2%", "٢%"])
def test_a_share_that_cannot_be_is_refused(typed: str) -> None:
    with pytest.raises(PercentUnreadable):
        share_of(typed, 63_300)
