"""A body that is too long for one entry is divided, and read as one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acopio.domain.codes import new_lot_code
from acopio.domain.entries.batches import BatchTook
from acopio.domain.entries.commitments import redact
from acopio.domain.entries.envelope import ENTRY_MAX_BYTES, ITEMS_MAX, joined, parts_of
from acopio.domain.entries.fields import Body, Part
from acopio.domain.entries.gate import DeliveryReceived, Line, Price
from acopio.domain.entries.lots import LotBlended, LotPacked
from acopio.ledger.canonical import encode
from acopio.services.ids import SeededIds

IDS = SeededIds(5)
CODES = [new_lot_code("NAR", IDS._random.randrange) for _ in range(2000)]


def line(number: int, length: int) -> Line:
    """Return a line with everything a line can have, in texts of a length."""
    words = "ñ" * max(length, 1)
    return Line(
        lot=CODES[number],
        product="cacao.wet",
        gross=(64_500, words),
        received_g=64_500,
        payable_g=60_000,
        pad=words,
        person=words,
        household=words,
        plots=((words, 1),),
        price=Price(amount="5", currency="PEN", per="kg", basis="payable"),
        plots_known="versions",
        note=words,
    )


def size_of(body: Body, follows: int) -> int:
    raw, taken = redact(body)
    return len(encode(raw)) + 46 * (len(taken) + follows)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 300), min_size=1, max_size=900))
def test_every_part_fits_an_entry_and_all_together_are_the_whole(lengths: list[int]) -> None:
    whole = DeliveryReceived(
        delivery="d",
        place="p",
        lines=tuple(line(number, length) for number, length in enumerate(lengths)),
    )

    parts = parts_of(whole)

    assert joined(parts) == whole
    assert all(size_of(part, 0) <= ENTRY_MAX_BYTES for part in parts)
    assert all(0 < len(getattr(part, "lines", ())) <= ITEMS_MAX for part in parts)


@pytest.mark.parametrize("count", [1, 16, 17, 500, 501, 1300, 2000])
def test_what_a_long_list_follows_is_divided_with_it(count: int) -> None:
    inputs: tuple[Part, ...] = tuple((code, 1000, "a") for code in CODES[:count])
    body = BatchTook(batch="b", inputs=inputs)

    parts = parts_of(body, follows=count + 1)

    assert joined(parts) == body
    assert all(size_of(part, -(-(count + 1) // len(parts))) <= ENTRY_MAX_BYTES for part in parts)


def test_a_short_body_is_one_entry() -> None:
    body = LotPacked(lot=CODES[0], first=1, sacks=(50_000,) * ITEMS_MAX)

    assert parts_of(body) == [body]


def test_one_sack_more_than_an_entry_holds_makes_two() -> None:
    body = LotPacked(lot=CODES[0], first=1, sacks=(50_000, None) * 250 + (1,))

    parts = parts_of(body)

    assert len(parts) == 2
    assert joined(parts) == body


def test_what_is_said_once_is_repeated_in_every_part_and_joined_once() -> None:
    inputs: tuple[Part, ...] = tuple((code, 1000, "a") for code in CODES[:700])
    body = LotBlended(
        lot=CODES[-1], product="cacao.dry", place="p", inputs=inputs,
        output_g=699_000, difference_g=1000, typed="699 kg", claims=("organic",),
    )  # fmt: skip

    parts = parts_of(body, follows=700)

    assert len(parts) > 1
    assert {
        (part.lot, part.output_g, part.claims) for part in parts if isinstance(part, LotBlended)
    } == {(CODES[-1], 699_000, ("organic",))}
    assert joined(parts) == body
