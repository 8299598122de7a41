import pytest
from tests.labels.samples import HOSTILE

from acopio_labels.fonts import Face, signs, text_width
from acopio_labels.text import MISSING, clean, fit, wrap

LETTERS = {
    "Spanish": "áéíóúüñÁÉÍÓÚÜÑ¿¡«»ºª—–…",
    "Quechua": "aAchCHhHiIkKlLmMnNñÑpPqQrRsStTuUwWyYäÄ'ʼ’",
    "Asháninka": "aAbBcCeEgGhHiIjJkKmMnNñÑoOpPrRsStTtyvVyY",
    "Awajún": "aAbBchdDeEgGhiIjJkKmMnNpPrRshtTuUwWyYãÃẽẼĩĨũŨɨŋŊ",
    "Shipibo": "aAbBeEhHiIjJkKmMnNoOpPrRsStTwWxXyYáéíóɨãẽĩõṉ̃",
    "print": "≤≥±×·°µ²³€№✓□−",
}


@pytest.mark.parametrize("language", LETTERS)
def test_every_face_has_the_letters_of(language: str) -> None:
    assert not {letter for letter in LETTERS[language] if ord(letter) not in signs()}


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("  a \n b\t", "a b"),
        ("ﬁno", "fino"),
        ("e\u0301", "é"),
        ("a\u202eb\u200bc", "abc"),
        ("\x00\x07", ""),
        ("x\ud800y", "xy"),
        ("🍫", MISSING),
        ("中", MISSING),
    ],
)
def test_cleaning_gives_what_can_be_printed(given: str, printed: str) -> None:
    assert clean(given) == printed


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("width", [3.0, 20.0, 90.0])
def test_fitted_lines_stay_inside_their_box(text: str, width: float) -> None:
    fitted = fit(
        (clean(text),) * 3,
        face=Face.BOLD,
        width=width,
        height=12.0,
        largest=6.0,
        smallest=1.5,
        lines=4,
        balanced=True,
    )

    assert len(fitted.lines) <= 4
    assert fitted.height <= 12.0
    for line in fitted.lines:
        assert text_width(line, Face.BOLD, fitted.size) <= width + 1e-6


def test_words_are_shrunk_before_they_are_broken() -> None:
    fitted = fit(
        ("Astringencia",),
        face=Face.CONDENSED,
        width=12.0,
        height=9.0,
        largest=3.0,
        smallest=1.5,
    )

    assert fitted.lines == ("Astringencia",)


def test_what_does_not_fit_is_seen_to_be_shortened() -> None:
    fitted = fit(
        ("uno dos tres cuatro cinco seis",),
        face=Face.REGULAR,
        width=10.0,
        height=3.0,
        largest=2.0,
        smallest=2.0,
        lines=1,
    )

    assert fitted.shortened
    assert fitted.lines[0].endswith("…")


def test_a_figure_keeps_its_unit_on_its_line() -> None:
    lines = wrap("mohosos ≤ 3 %", face=Face.CONDENSED, size=3.0, width=14.0)

    assert lines == ["mohosos", "≤ 3 %"]
