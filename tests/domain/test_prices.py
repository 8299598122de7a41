from dataclasses import replace

import pytest

from acopio.domain.prices import (
    Asked,
    PriceUnreadable,
    UnknownBasis,
    money,
    payment,
    read_basis,
    read_price,
)
from acopio.domain.rows.gate import LotPrice

PRICE = LotPrice(
    lot="NAR7KQ4M9T6", organisation="o", day="2026-11-20", later=False, amount="9.80",
    currency="PEN", per="kg", basis="payable", advance=None, quintal_g=46_000, dry_g=None, dry=None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("9.80", Asked("9.80", "PEN", "kg")),
        ("9.80 PEN", Asked("9.80", "PEN", "kg")),
        ("9.80 pen/kg", Asked("9.80", "PEN", "kg")),
        ("S/ 9.80", Asked("9.80", "PEN", "kg")),
        ("S/. 9.80 / kilo", Asked("9.80", "PEN", "kg")),
        ("450 soles/qq", Asked("450", "PEN", "qq")),
        ("US$ 2,500.50/t", Asked("2500.50", "USD", "t")),
        ("120 EUR/arrobas", Asked("120", "EUR", "arroba")),
        ("3.2 USD/lb", Asked("3.2", "USD", "lb")),
    ],
)
def test_a_price_is_read_as_people_write_it(typed: str, asked: Asked) -> None:
    assert read_price(typed) == asked


@pytest.mark.parametrize(
    "typed",
    ["", "free", "9,80 PEN", "0", "0.00 PEN", "-3 PEN", "9.80 PEN/saco", "9.80 PENN", "1e3 PEN",
     "9.80000 PEN", "٩ PEN", "9.80 PEN/", "12,34 PEN"],
)  # fmt: skip
def test_what_is_no_price_is_refused(typed: str) -> None:
    with pytest.raises(PriceUnreadable):
        read_price(typed)


def test_the_basis_has_spanish_and_english_words() -> None:
    assert [read_basis(one) for one in ("pagable", "Recibido", "seco", "dry")] == [
        "payable", "received", "dry", "dry",
    ]  # fmt: skip
    with pytest.raises(UnknownBasis):
        read_basis("sack")


def test_an_amount_is_exact_and_half_a_cent_goes_up() -> None:
    paid = payment(PRICE, received_g=63_300, payable_g=61_534)
    assert paid is not None
    assert (paid.grams, paid.cents) == (61_534, 60_303)  # 603.0332

    half = payment(replace(PRICE, amount="0.01"), received_g=500, payable_g=500)
    below = payment(replace(PRICE, amount="0.01"), received_g=499, payable_g=499)
    assert half is not None
    assert below is not None
    assert (half.cents, below.cents) == (1, 0)


def test_a_quintal_is_the_organisations_and_a_pound_is_exact() -> None:
    quintal = payment(replace(PRICE, amount="460", per="qq"), 46_000, 46_000)
    other = payment(replace(PRICE, amount="460", per="qq", quintal_g=45_360), 46_000, 46_000)
    pound = payment(replace(PRICE, amount="1000", per="lb"), 453_592, 453_592)

    assert [one.cents for one in (quintal, other, pound) if one] == [46_000, 46_649, 99_999_918]


def test_a_price_is_for_the_mass_that_was_said() -> None:
    dry = replace(PRICE, basis="dry", dry_g=25_000)

    masses = [
        paid.grams
        for price in (PRICE, replace(PRICE, basis="received"), dry)
        if (paid := payment(price, 63_300, 61_534))
    ]

    assert masses == [61_534, 63_300, 25_000]


def test_an_advance_is_taken_off_and_an_erased_price_comes_to_nothing() -> None:
    paid = payment(replace(PRICE, advance="1,000"), 63_300, 61_534)

    assert paid is not None
    assert (paid.advance_cents, paid.left_cents) == (100_000, -39_697)
    assert payment(replace(PRICE, amount=None), 63_300, 61_534) is None


def test_money_has_two_decimals() -> None:
    assert [money(one) for one in (0, 5, 123_456, -39_697)] == [
        "0.00",
        "0.05",
        "1,234.56",
        "-396.97",
    ]
