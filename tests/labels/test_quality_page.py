from collections.abc import Iterable
from dataclasses import astuple, fields, is_dataclass, replace
from io import BytesIO
from itertools import combinations

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from tests.conftest import Decoder
from tests.labels.quality_samples import (
    bloated,
    cut_bar,
    cut_test,
    green,
    limit_row,
    physical,
    quality,
    radar,
    sensory,
)
from tests.labels.samples import HOSTILE, decoded, page_texts

from acopio_labels.charts import radar as draw_radar
from acopio_labels.cut_bar import cut_bar as draw_cut_bar
from acopio_labels.errors import OffTheScale
from acopio_labels.fonts import CAP_HEIGHT, DESCENT, text_width
from acopio_labels.model import Language, RadarAxis
from acopio_labels.quality_model import BarPart, CutBar, QualityPage, Verdict
from acopio_labels.quality_page import draw_quality_certificate
from acopio_labels.quality_wording import QUALITY_WORDS
from acopio_labels.shapes import Drawing, Line, Polygon, Text

DOTS = 150 / 25.4
"""Per millimetre, of an office printer at its worst."""
WORDS = ("Defectos", "Sin defecto")


def values(thing: object) -> Iterable[str]:
    """Yield every text of a model, however deep."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for item in thing:
            yield from values(item)
    elif is_dataclass(thing) and not isinstance(thing, type):
        for field in fields(thing):
            if field.name not in {"language", "address", "verdict"}:
                yield from values(getattr(thing, field.name))


def squeezed(text: str) -> str:
    return "".join(text.split())


def images(pdf: bytes) -> list[Image.Image]:
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        return [page.render(scale=150 / 72, grayscale=True).to_pil() for page in document]


def box(text: Text) -> tuple[float, float, float, float]:
    return (
        text.x,
        text.y - text.size * CAP_HEIGHT,
        text.x + text_width(text.text, text.face, text.size),
        text.y + text.size * DESCENT,
    )


def inked(drawing: Drawing) -> list[Text]:
    return [shape for shape in drawing.shapes if isinstance(shape, Text)]


def full() -> QualityPage:
    """Return a certificate of twenty limits and six evaluations."""
    return replace(
        quality(),
        limit_rows=tuple(limit_row(number) for number in range(1, 21)),
        evaluations=(
            cut_test(),
            physical(),
            sensory(),
            green(),
            replace(physical(), day="2026-07-01"),
            replace(sensory(), day="2026-07-02"),
        ),
    )


@pytest.mark.parametrize("page", [quality(), full()], ids=["common", "full"])
def test_every_text_can_be_read_back(page: QualityPage) -> None:
    text = squeezed(" ".join(page_texts(draw_quality_certificate(page))))

    assert not [value for value in values(page) if squeezed(value) not in text]


def test_a_cut_test_a_physical_and_a_sensory_one_are_one_page() -> None:
    pages = page_texts(draw_quality_certificate(quality()))

    assert len(pages) == 1
    assert "Página 1 de 1" in pages[0]


def test_the_first_page_has_decision_headlines_and_every_limit_beside_its_method() -> None:
    page = full()

    first = squeezed(page_texts(draw_quality_certificate(page))[0])

    said = [
        *values(page.decision),
        *values(page.limit_rows),
        *(one.headline for one in page.evaluations),
    ]
    assert not [value for value in said if squeezed(value) not in first]


def test_further_pages_name_certificate_lot_and_their_number() -> None:
    pages = page_texts(draw_quality_certificate(full()))

    assert len(pages) > 1
    for number, text in enumerate(pages, start=1):
        assert f"Página {number} de {len(pages)}" in text
        assert "Certificado de calidad" in text
        assert "VDR-Q-4TZ7KD" in text
        assert "VDR-DZRGEYJ-G" in text


def test_a_heading_comes_again_where_its_rows_go_on() -> None:
    rows = tuple(limit_row(number) for number in range(1, 101))

    pages = page_texts(draw_quality_certificate(replace(quality(), limit_rows=rows)))

    assert sum(text.count("Condición") for text in pages) == 100
    going_on = [text for text in pages if "Condición" in text]
    assert len(going_on) > 2
    assert all("Límites y resultados" in text for text in going_on)
    assert all("Qué se exige Límite Hallado Método Juicio" in text for text in going_on)


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_heading_is_in_the_language_of_the_document(language: Language) -> None:
    verdicts: tuple[Verdict, ...] = ("met", "not-met", "not-stated")
    rows = tuple(replace(limit_row(1), verdict=verdict) for verdict in verdicts)
    page = replace(full(), language=language, limit_rows=rows)

    text = squeezed(" ".join(page_texts(draw_quality_certificate(page))))

    words = QUALITY_WORDS[language]
    said = [word for word in astuple(words) if isinstance(word, str) and "{" not in word]
    said += words.verdicts.values()
    assert not [word for word in said if squeezed(word) not in text]


def test_a_sample_is_described_once_and_then_named() -> None:
    (text,) = page_texts(draw_quality_certificate(quality()))

    assert text.count("INIA-00481, INIA-00482") == 1
    assert text.count("Muestra: M-T6W9Z") == 2


def test_what_is_missing_leaves_no_label() -> None:
    page = replace(quality(), valid_to="", superseded=(), not_said=(), evaluations=(green(),))

    (text,) = page_texts(draw_quality_certificate(page))

    words = QUALITY_WORDS["es"]
    for label in (words.valid_to, words.superseded, f"{words.blind}:", f"{words.panel}:"):
        assert label not in text


def test_without_limits_and_evaluations_it_is_still_a_page() -> None:
    page = replace(quality(), limit_rows=(), evaluations=())

    (text,) = page_texts(draw_quality_certificate(page))

    assert "Liberado" in text
    assert "Límites" not in text
    assert "Inspecciones Prueba" not in text


def test_the_same_certificate_gives_the_same_bytes() -> None:
    first = draw_quality_certificate(quality())

    draw_quality_certificate(bloated("otra cosa"))

    assert draw_quality_certificate(quality()) == first


def test_the_symbol_leads_to_the_certificate_at_150_dots_per_inch() -> None:
    (image,) = images(draw_quality_certificate(quality()))

    assert decoded(image) == [quality().address]


def test_a_second_decoder_reads_the_same_address(second_decoder: Decoder) -> None:
    assert second_decoder(images(draw_quality_certificate(quality()))) == [quality().address]


def test_the_document_names_its_title_author_and_language_and_prints_at_true_size() -> None:
    with pikepdf.open(BytesIO(draw_quality_certificate(quality()))) as pdf:
        assert pdf.docinfo["/Title"] == "Certificado de calidad · VDR-Q-4TZ7KD"
        assert pdf.docinfo["/Author"] == quality().issuer.name
        assert pdf.Root.Lang == "es-PE"
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        assert [float(edge) for edge in pdf.pages[0].mediabox[2:]] == pytest.approx(
            (595.276, 841.890), abs=0.001
        )


def test_every_font_is_embedded() -> None:
    with pikepdf.open(BytesIO(draw_quality_certificate(quality()))) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def assert_inside_margins(pdf: bytes) -> None:
    white = (255, 255)
    for image in images(pdf):
        right, bottom = image.size
        edges = (
            (0, 0, right, int(8 * DOTS)),
            (0, 0, int(14.5 * DOTS), bottom),
            (int(196 * DOTS), 0, right, bottom),
            (0, int(292 * DOTS), right, bottom),
            (0, int(281.5 * DOTS), right, int(282.7 * DOTS)),
        )
        assert [image.crop(edge).getextrema() for edge in edges] == [white] * len(edges)


@pytest.mark.parametrize("page", [quality(), full()], ids=["common", "full"])
def test_nothing_lies_outside_the_margins(page: QualityPage) -> None:
    assert_inside_margins(draw_quality_certificate(page))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_leaves_the_page_or_runs_into_the_footer(text: str) -> None:
    page = bloated(text, rows=2)

    pdf = draw_quality_certificate(page)

    assert_inside_margins(pdf)
    assert decoded(images(pdf)[0]) == [page.address]


@pytest.mark.parametrize("text", ["300 letters in one word", "300 letters in words"])
def test_three_hundred_letters_everywhere_are_all_there(text: str) -> None:
    pages = page_texts(draw_quality_certificate(bloated(HOSTILE[text])))

    assert "…" not in " ".join(pages)


def test_texts_of_a_page_each_are_shortened_rather_than_run_off_the_page() -> None:
    assert_inside_margins(draw_quality_certificate(bloated("Cooperativa Agraria " * 100)))


@pytest.mark.parametrize("count", [13, 14])
@pytest.mark.parametrize("size", [1.96, 2.2])
def test_no_two_labels_of_a_radar_of_many_axes_overlap(count: int, size: float) -> None:
    drawing = draw_radar(radar(count).axes, width=68, radius=18.4, label_size=size)

    boxes = [(shape.text, box(shape)) for shape in inked(drawing)]
    assert not [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if a[0] < b[2] - 0.05 and b[0] < a[2] - 0.05 and a[1] < b[3] - 0.3 and b[1] < a[3] - 0.3
    ]
    assert all(y1 >= 0 and y2 <= drawing.height for _, (_, y1, _, y2) in boxes)


def test_every_axis_of_the_radar_keeps_its_whole_name() -> None:
    (text,) = page_texts(draw_quality_certificate(quality()))

    for axis in radar(14).axes:
        assert axis.name in text


@pytest.mark.parametrize("value", ["-0.1", "10.5", "seis", "NaN", ""])
def test_a_score_off_the_scale_is_refused(value: str) -> None:
    with pytest.raises(OffTheScale):
        RadarAxis(name="Acidez", value=value)


@pytest.mark.parametrize("share", ["-1", "100.1", "un tercio", "NaN", "Infinity", ""])
def test_a_share_that_is_none_is_refused(share: str) -> None:
    with pytest.raises(OffTheScale):
        BarPart(name="Mohosos", share=share)


def test_shares_that_add_up_to_more_than_rounding_explains_are_refused() -> None:
    with pytest.raises(OffTheScale):
        CutBar(title="300 granos", parts=(BarPart(name="Planos", share="50.8"),) * 2)


def test_shares_rounded_up_still_end_with_the_bar() -> None:
    bar = CutBar(title="300 granos", parts=(BarPart(name="Planos", share="33.4"),) * 3)

    drawing = draw_cut_bar(bar, width=100, label_size=2.5, words=WORDS)

    assert max(x for shape in drawing.shapes if isinstance(shape, Polygon)
               for x, _ in shape.points) == pytest.approx(100)  # fmt: skip


def test_a_bar_of_eight_parts_names_each_with_its_share_in_the_order_given() -> None:
    bar = cut_bar(8)

    drawing = draw_cut_bar(bar, width=180, label_size=2.4, words=WORDS)

    said = " ".join(shape.text for shape in inked(drawing)[3:])
    places = [said.index(f"{part.name} {part.share} %") for part in bar.parts]
    assert places == sorted(places)


def test_a_share_is_drawn_at_its_part_of_a_fixed_whole() -> None:
    bar = CutBar(title="100 granos", parts=(BarPart(name="Violetas", share="25"),))

    drawing = draw_cut_bar(bar, width=80, label_size=2.5, words=WORDS)

    part, whole = [one for one in drawing.shapes if isinstance(one, Polygon)][:2]
    assert part.points[1][0] - part.points[0][0] == pytest.approx(20)
    assert whole.points[1][0] - whole.points[0][0] == pytest.approx(80)


def test_a_defect_of_one_bean_is_seen_and_of_none_is_not() -> None:
    def drawn(share: str) -> float:
        parts = (BarPart(name="Mohosos", share=share, defect=True), BarPart(name="x", share="99"))
        drawing = draw_cut_bar(CutBar(title="", parts=parts), width=60, label_size=2.5, words=WORDS)
        black = [shape for shape in drawing.shapes if isinstance(shape, Polygon)]
        bar = [shape for shape in black if shape.fill == "ink" and shape.points[0][1] == 0]
        return bar[0].points[1][0] if bar else 0.0

    assert drawn("0.01") == pytest.approx(0.4)
    assert drawn("0.00") == 0


def test_defects_differ_from_each_other_and_from_the_rest_without_any_colour() -> None:
    parts = tuple(BarPart(name=f"d{n}", share="10", defect=True) for n in range(7))
    drawing = draw_cut_bar(
        CutBar(title="", parts=(*parts, BarPart(name="ok", share="30"))),
        width=180,
        label_size=2.5,
        words=WORDS,
    )

    in_the_bar = (one for one in drawing.shapes if isinstance(one, Line) and one.y1 < 4.61)
    looks: dict[int, set[tuple[bool, bool, bool]]] = {number: set() for number in range(8)}
    for line in in_the_bar:
        part = int((line.x1 + line.x2) / 2 // 18)
        looks[min(part, 7)].add((line.x1 == line.x2, line.y1 == line.y2, line.y1 < line.y2))
    solid = [one for one in drawing.shapes if isinstance(one, Polygon) and one.fill == "ink"]
    assert solid[0].points[0] == (0, 0)
    assert looks[0] == looks[7] == set()
    assert len({frozenset(looks[number]) for number in range(7)}) == 7


@pytest.mark.parametrize("width", [106.0, 180.0])
@pytest.mark.parametrize("name", ["Mohosos", "Dañados por insectos vivos o muertos", "Ñ" * 300])
def test_no_legend_leaves_the_width_of_the_bar(width: float, name: str) -> None:
    parts = tuple(BarPart(name=name, share="12.5", defect=n < 5) for n in range(8))

    drawing = draw_cut_bar(CutBar(title="", parts=parts), width=width, label_size=2.4, words=WORDS)

    for left, _, right, bottom in map(box, inked(drawing)):
        assert left >= 0
        assert right <= width + 1e-6
        assert bottom <= drawing.height + 1
