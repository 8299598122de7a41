from dataclasses import astuple, fields, is_dataclass, replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from tests.conftest import Decoder
from tests.labels.samples import (
    HOSTILE,
    bloated,
    certificate,
    custody_row,
    decoded,
    page_texts,
    printed,
)

from acopio_labels.certificate_page import draw_certificate
from acopio_labels.errors import OffTheScale, TooFewAxes
from acopio_labels.model import CertificatePage, Radar, RadarAxis
from acopio_labels.wording import CERTIFICATE_WORDS


def values(thing: object) -> list[str]:
    """Return every text of a model, however deep."""
    if isinstance(thing, str):
        return [thing]
    if isinstance(thing, tuple):
        return [text for item in thing for text in values(item)]
    if is_dataclass(thing) and not isinstance(thing, type):
        return [text for field in fields(thing) for text in values(getattr(thing, field.name))]
    return []


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_value_can_be_read_back_as_text() -> None:
    page = certificate()

    text = squeezed(page_texts(draw_certificate(page))[0])

    for value in values(replace(page, language="es", address="")):
        assert value == "es" or squeezed(value) in text, value


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_heading_is_in_the_language_of_the_document(language: str) -> None:
    page = replace(certificate(), language=language)  # type: ignore[arg-type]

    text = squeezed(page_texts(draw_certificate(page))[0])

    words = CERTIFICATE_WORDS[page.language]
    assert not [word for word in astuple(words) if "{" not in word and squeezed(word) not in text]


def test_the_symbol_leads_to_the_certificate() -> None:
    page = certificate()

    assert decoded(printed(draw_certificate(page))) == [page.address]


def test_a_second_decoder_reads_the_same_address(second_decoder: Decoder) -> None:
    assert second_decoder([printed(draw_certificate(certificate()))]) == [certificate().address]


def test_the_same_page_gives_the_same_bytes() -> None:
    first = draw_certificate(certificate())

    draw_certificate(bloated("otra cosa", rows=3))

    assert draw_certificate(certificate()) == first


def test_the_page_is_a4() -> None:
    with pypdfium2.PdfDocument(BytesIO(draw_certificate(certificate()))) as document:
        assert document.get_page_size(0) == pytest.approx((595.276, 841.890), abs=0.001)


def test_sixty_steps_of_custody_still_make_one_page() -> None:
    rows = tuple(custody_row(number) for number in range(1, 61))

    pages = page_texts(draw_certificate(replace(certificate(), custody_rows=rows)))

    assert len(pages) == 1
    shown = sum(f"Paso {number} " in pages[0] for number in range(1, 61))
    assert 10 < shown < 60
    assert f"… {60 - shown} más" in pages[0]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("rows", [1, 60])
def test_no_text_leaves_the_page_or_runs_into_the_footer(text: str, rows: int) -> None:
    page = bloated(text, rows)

    pdf = draw_certificate(page)

    image = printed(pdf)
    right, bottom = image.size
    dots = 8
    assert decoded(image) == [page.address]
    white = (255, 255)
    assert image.crop((0, 0, right, 8 * dots)).getextrema() == white
    assert image.crop((0, 0, 14 * dots, bottom)).getextrema() == white
    assert image.crop((196 * dots, 0, right, bottom)).getextrema() == white
    assert image.crop((0, 291 * dots, right, bottom)).getextrema() == white
    above_footer = image.crop((0, int(281.5 * dots), right, int(282.7 * dots)))
    assert above_footer.getextrema() == white


def test_a_page_without_inspection_says_so() -> None:
    sentence = "No hizo falta inspección y no consta ninguna."
    page = replace(certificate(), quality_rows=(), quality_note=sentence, radar=None)

    assert sentence in page_texts(draw_certificate(page))[0]


def test_the_document_names_its_title_author_and_language() -> None:
    with pikepdf.open(BytesIO(draw_certificate(certificate()))) as pdf:
        assert pdf.docinfo["/Title"] == "Certificado de cadena de custodia · CC-NAR-2026-000123"
        assert pdf.docinfo["/Author"] == "Cooperativa Agraria Naranjillo Ltda."
        assert pdf.Root.Lang == "es-PE"
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"


def test_the_least_a_certificate_can_say_is_a_page() -> None:
    full = certificate()
    page = CertificatePage(
        language="en",
        title=full.title,
        number=full.number,
        state=full.state,
        issuer=full.issuer,
        issued_on=full.issued_on,
        lot_code=full.lot_code,
        product=full.product,
        mass=full.mass,
        season=full.season,
        address=full.address,
        proof=full.proof,
        footer=full.footer,
    )

    assert decoded(printed(draw_certificate(page))) == [full.address]


@pytest.mark.parametrize("value", ["-0.1", "10.01", "six", "NaN", "Infinity", ""])
def test_a_score_off_the_scale_is_refused(value: str) -> None:
    with pytest.raises(OffTheScale):
        RadarAxis(name="Acidez", value=value)


def test_a_radar_needs_three_axes() -> None:
    with pytest.raises(TooFewAxes):
        Radar(title="Perfil", axes=(RadarAxis(name="Acidez", value="5"),) * 2)
