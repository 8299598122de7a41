"""A fixed cast for labels and certificates, and ways to read what was printed."""

from dataclasses import replace
from io import BytesIO

import pypdfium2
import zxingcpp
from PIL import Image

from acopio_labels.model import (
    CertificatePage,
    CustodyRow,
    Fact,
    Issuer,
    OriginRow,
    Proof,
    QualityRow,
    Radar,
    RadarAxis,
    SackLabel,
)

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
DOTS_PER_POINT = 203.2 / 72

HOSTILE = {
    "300 letters in one word": "Ñ" * 300,
    "300 letters in words": "Cooperativa Agraria Ñuñunhuayo " * 10,
    "emoji": "Cacao 🍫☕👩🏽‍🌾 fino",
    "right to left": "قهوة עברית \u202edrow\u202c",
    "control characters": "a\x00b\x07c\x1b[31md\r\n\te\x7f",
    "compatibility forms": "ﬁno ① ㎏ Ａ",
    "lone surrogate": "x\ud800y",
    "combining marks": "Z" + "\u0351\u036b\u0343" * 40,
    "PDF syntax": r"(a) \) <</Type /Page>> endstream %%EOF",
    "nothing": "",
    "white space": " \t\u3000\u2028 ",
    "unassigned and private": "\U000e0001\ue000\uffff\U0010fffe",
}


def sack(number: int = 42, count: int = 250) -> SackLabel:
    serial = "".join(ALPHABET[number // 31**power % 31] for power in (2, 1, 0))
    return SackLabel(
        organisation="Cooperativa Agraria Cafetalera y Cacaotera Naranjillo Ltda.",
        ruc="20146732155",
        product_es="Cacao en grano seco, fino de aroma",
        product_en="Dry cocoa beans, fine flavour",
        process="Fermentado 6 días, secado al sol",
        season="2025/26",
        grade="ISO 2451 Grado 1 (prueba de corte)",
        net_mass="69.000 kg",
        sack_number=number,
        sack_count=count,
        lot_code="NAR-7KQ4M9T-6",
        sack_code=f"NAR-7KQ4M9T-6-{serial}-K",
        address=f"HTTPS://ID.EXAMPLE.PE/S/NAR7KQ4M9T6{serial}K",
        claims=("Orgánico PE-BIO-123", "Fairtrade FLO-ID 1234"),
        origin="José Crespo y Castillo, Huánuco",
        packed_on="2026-02-03",
        other_lines=("Exporter lot: EX-2026-118",),
    )


def custody_row(number: int) -> CustodyRow:
    return CustodyRow(
        date=f"2026-01-{number % 28 + 1:02d}",
        step=f"Paso {number}",
        party="Almacén central, Tingo María",
        mass_in=f"{17_000 + number:,}.0 kg",
        mass_out=f"{16_000 + number:,}.0 kg",
        difference="−1,000.0 kg",
    )


def certificate() -> CertificatePage:
    return CertificatePage(
        language="es",
        title="Certificado de cadena de custodia",
        number="CC-NAR-2026-000123",
        state="EMITIDO · el estado de hoy se lee en el código",
        issuer=Issuer(
            name="Cooperativa Agraria Naranjillo Ltda.",
            ruc="20146732155",
            place="Tingo María, Leoncio Prado, Huánuco",
        ),
        issued_on="3 de febrero de 2026",
        lot_code="NAR-7KQ4M9T-6",
        product="Cacao en grano seco, fermentado",
        mass="17,250.0 kg",
        season="2025/26",
        address="HTTPS://ID.EXAMPLE.PE/C/NAR7KQ4M9T6-123",
        proof=Proof(
            origin="id.example.pe/log/nar/7k2m9q4t",
            entry_index="48,213",
            tree_size="48,214",
            root="q7Zk…9fA=",
            entries_covered="1,284",
            key_fingerprint="3f9a 77c1 02de 8b41",
        ),
        footer="Se verifica sin conexión con el archivo PDF.",
        claims=("Orgánico (CU 812345)", "Fairtrade FLO-ID 1234"),
        other_facts=(Fact(label="Contrato", value="EX-2026-118"),),
        origin_rows=(
            OriginRow(group="Santa Rosa", families="64", mass="6,210.4 kg", share="36.0 %"),
            OriginRow(group="Alto Pacae", families="41", mass="11,039.6 kg", share="64.0 %"),
        ),
        families="105",
        custody_rows=tuple(custody_row(number) for number in range(1, 7)),
        quality_rows=(
            QualityRow(
                protocol="Prueba de corte",
                result="78 % fermentados",
                limit="mohosos ≤ 3 %",
                method="ISO 1114",
                by="Rosa Huamán Ñaupari",
                standing="catadora de la cooperativa",
                date="2026-01-27",
            ),
        ),
        radar=Radar(
            title="Perfil sensorial",
            axes=(
                RadarAxis(name="Cacao", value="6.5"),
                RadarAxis(name="Acidez", value="4.0"),
                RadarAxis(name="Amargor", value="3.5"),
                RadarAxis(name="Astringencia", value="2.5"),
                RadarAxis(name="Floral", value="10"),
            ),
        ),
        not_said=(
            "No dice que el cacao esté libre de deforestación.",
            "Los resultados valen para la muestra de 2 kg que tomó la cooperativa.",
        ),
    )


def bloated(text: str, rows: int = 60) -> CertificatePage:
    """Return a certificate with the same text everywhere and many rows of everything."""
    page = certificate()
    return replace(
        page,
        title=text,
        number=text,
        state=text,
        issuer=Issuer(name=text, ruc=text, place=text),
        issued_on=text,
        lot_code=text,
        product=text,
        mass=text,
        season=text,
        footer=text,
        claims=(text,) * rows,
        other_facts=(Fact(label=text, value=text),) * rows,
        origin_rows=(OriginRow(group=text, families=text, mass=text, share=text),) * rows,
        families=text,
        origin_note=text,
        custody_rows=(
            CustodyRow(
                date=text, step=text, party=text, mass_in=text, mass_out=text, difference=text
            ),
        )
        * rows,
        custody_note=text,
        quality_rows=(QualityRow(protocol=text, result=text, limit=text, method=text, by=text),)
        * rows,
        quality_note=text,
        radar=Radar(title=text, axes=(RadarAxis(name=text, value="5"),) * 12),
        not_said=(text,) * rows,
        proof=Proof(
            origin=text,
            entry_index=text,
            tree_size=text,
            root=text,
            entries_covered=text,
            key_fingerprint=text,
        ),
    )


def printed(pdf: bytes, *, page: int = 0, black_and_white: bool = True) -> Image.Image:
    """Render a page as a 203 dpi printer sees it."""
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        image: Image.Image = document[page].render(scale=DOTS_PER_POINT, grayscale=True).to_pil()
    if not black_and_white:
        return image
    black_and_white_image: Image.Image = image.point([0] * 128 + [255] * 128)
    return black_and_white_image


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of every page, white space made plain."""
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return [" ".join(text.split()) for text in texts]


def decoded(image: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(image)]
