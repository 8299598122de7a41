"""ICO marks are read as people write them, and never guessed."""

import pytest

from acopio.domain.ico_mark import read_ico_mark
from acopio.services.custody import other_names


@pytest.mark.parametrize(
    ("typed", "printed", "country"),
    [
        ("11/441/50", "011-0441-0050", "GT"),
        ("030-0123-0045", "030-0123-0045", "PE"),
        ("ICO 030.123.45", "030-0123-0045", "PE"),
        ("OIC No. 3 37 12345", "003-0037-12345", "CO"),
        ("99/1/2", "099-0001-0002", None),
    ],
)
def test_a_mark_is_printed_the_same_however_it_was_typed(
    typed: str, printed: str, country: str | None
) -> None:
    mark = read_ico_mark(typed)

    assert mark is not None
    assert (mark.printed, mark.country_iso) == (printed, country)


@pytest.mark.parametrize(
    "typed", ["2014/2015", "033/0004", "0/0/0", "Taiwan", "1/2/3/4", "1-2-123456", "", "²/1/1"]
)
def test_what_is_no_mark_is_none(typed: str) -> None:
    assert read_ico_mark(typed) is None


def test_a_shipments_mark_is_kept_as_it_is_printed() -> None:
    assert other_names(("ico=30/123/45", "marca=sin número")) == (
        ("ico-mark", "030-0123-0045"),
        ("ico-mark", "sin número"),
    )
