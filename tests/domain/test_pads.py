import pytest

from acopio.domain.pads import pad_key


@pytest.mark.parametrize(
    "typed", ["A-004711", "a-4711", "A004711", "A 4711", " a/004711 ", "A--4711", "A.4711"]
)
def test_one_sheet_is_one_sheet_however_it_is_typed(typed: str) -> None:
    assert pad_key(typed) == "A-4711"


def test_another_pad_has_other_sheets() -> None:
    typed = ["4711", "A-4711", "B-4711", "AB-4711", "1-4711", "2027-4711", "A-4712", "A1-4711"]

    assert len({pad_key(one) for one in typed}) == len(typed)


def test_the_series_of_a_printed_invoice_is_a_series() -> None:
    assert pad_key("E001-0004711") == pad_key("e001 4711") == "E001-4711"
    assert pad_key("001-0004711") == pad_key("1-4711")


@pytest.mark.parametrize("typed", ["000", "0", "A-000"])
def test_a_sheet_may_be_number_nought(typed: str) -> None:
    assert pad_key(typed).endswith("0")


@pytest.mark.parametrize("typed", ["", "sin recibo", "<b>", "\u202e4711", "٤٧١١", "x" * 300])
def test_what_is_no_number_is_kept_as_it_is(typed: str) -> None:
    assert pad_key(typed) == typed.upper()
    assert pad_key(f"  {typed} ") == pad_key(typed)
