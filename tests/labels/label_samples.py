"""One label of each kind, and what must hold of every drawing."""

from dataclasses import fields, replace
from itertools import combinations
from typing import Any

from tests.labels.samples import sack

from acopio_labels.drawing import LabelDrawing
from acopio_labels.fonts import CAP_HEIGHT, text_width
from acopio_labels.label_model import CupLabel, Label, LotTag, PalletLabel, SampleLabel
from acopio_labels.media import LabelSize
from acopio_labels.model import Organic, SackLabel
from acopio_labels.qr import QUIET_ZONE
from acopio_labels.shapes import Text

SSCC = "377012345678901234"

CODES = ("lot_code", "sack_code", "sample_code", "cup_code", "code", "sscc", "address", "ico_mark")


def coffee() -> SackLabel:
    """Return the sack with the most on it: coffee, organic, reprinted, not weighed."""
    return replace(
        sack(),
        crop="coffee",
        ico_mark="029/0123/0456",
        product_es="Café verde, lavado",
        product_en="Green coffee, washed",
        organic=Organic(
            control_body="PE-BIO-149",
            operator="CAC Naranjillo",
            address="Av. Perú 123, Tingo María",
        ),
        copy=2,
        copy_reason="etiqueta rota",
        remainder=True,
        net_mass=None,
    )


def lot_tag() -> LotTag:
    return LotTag(
        organisation=sack().organisation,
        lot_code=sack().lot_code,
        address="HTTPS://ID.EXAMPLE.PE/L/NAR7KQ4M9T6",
        product_es=sack().product_es,
        product_en=sack().product_en,
        ruc=sack().ruc,
        process=sack().process,
        season="2025/26",
        grade=sack().grade,
        origin=sack().origin,
        sacks="250",
        net_mass="17,250.000 kg",
        opened_on="2026-02-03",
        claims=("Orgánico PE-BIO-123",),
    )


def sample() -> SampleLabel:
    return SampleLabel(
        organisation=sack().organisation,
        sample_code="M-T6W9Z",
        address="HTTPS://ID.EXAMPLE.PE/M/NARMT6W9Z",
        lot_code=sack().lot_code,
        product_es=sack().product_es,
        product_en=sack().product_en,
        net_mass="2.000 kg",
        drawn_on="2026-06-16",
        drawn_by="Rosa Huamán Ñaupari",
        seals="INIA-00481, INIA-00482",
    )


def cup() -> CupLabel:
    return CupLabel(
        cup_code="417",
        address="HTTPS://ID.EXAMPLE.PE/T/NAR417",
        cup="2 / 5",
        session="S-2026-14",
        day="2026-06-20",
    )


def pallet() -> PalletLabel:
    return PalletLabel(
        organisation=sack().organisation,
        code="NAR-P-00012",
        sscc=SSCC,
        product_es=sack().product_es,
        product_en=sack().product_en,
        lot_code=sack().lot_code,
        sacks="24",
        net_mass="1,656.000 kg",
        gross_mass="1,690.000 kg",
        address="HTTPS://ID.EXAMPLE.PE/P/NARP00012",
    )


KINDS: dict[str, Label] = {
    "cacao sack": sack(),
    "coffee sack": coffee(),
    "lot": lot_tag(),
    "sample": sample(),
    "cup": cup(),
    "pallet": pallet(),
    "pallet without SSCC": replace(pallet(), sscc=None),
}

TOO_SMALL = {
    "pallet": {"avery-5160", "avery-l7160", "avery-l7163", "roll-62x100"},
    "pallet without SSCC": {"avery-5160"},
    "coffee sack": {"avery-5160"},  # organic: what the law asks is never cut
}
"""The media that have no room for a kind."""


def filled_with(label: Label, text: str) -> Label:
    """Return a label with the same text in every field that holds no code."""
    known = {one.name: getattr(label, one.name) for one in fields(label)}
    changed: dict[str, Any] = {
        name: text
        for name, value in known.items()
        if isinstance(value, str) and name not in CODES and name != "crop"
    }
    changed |= {name: (text,) * 5 for name, value in known.items() if isinstance(value, tuple)}
    if known.get("organic"):
        changed["organic"] = Organic(control_body="PE-BIO-149", operator=text, address=text)
    return replace(label, **changed)


def expected_codes(label: Label, drawing: LabelDrawing) -> list[str]:
    """Return what a scanner finds on a label."""
    return sorted([str(label.address)] * len(drawing.symbols) + [one.text for one in drawing.bars])


def text_boxes(drawing: LabelDrawing) -> list[tuple[float, float, float, float, str]]:
    """Return left, top, right, bottom of the capitals of every line, and the line."""
    return [
        (
            text.x,
            text.y - text.size * CAP_HEIGHT,
            text.x + text_width(text.text, text.face, text.size) * text.squeeze,
            text.y,
            text.text,
        )
        for text in drawing.every_shape
        if isinstance(text, Text) and text.text
    ]


def assert_tidy(drawing: LabelDrawing, size: LabelSize) -> None:
    """Nothing leaves the label, meets another text, or stands in the quiet zone of a code."""
    boxes = text_boxes(drawing)
    slack = 0.05
    for left, top, right, bottom, text in boxes:
        assert left >= size.margin - slack, text
        assert top >= 1.0, text
        assert right <= size.width - size.margin + slack, text
        assert bottom <= size.height - min(size.margin, size.foot) + slack, text
    for one, two in combinations(boxes, 2):
        assert not meets(one[:4], two[:4]), (one, two)
    for zone in quiet_zones(drawing):
        assert zone[0] >= -slack
        assert zone[2] <= size.width + slack
        for box in boxes:
            assert not meets(zone, box[:4]), box


def quiet_zones(drawing: LabelDrawing) -> list[tuple[float, float, float, float]]:
    """Return the room of every code, its white included."""
    zones = []
    for symbol in drawing.symbols:
        quiet = QUIET_ZONE * symbol.module - 0.13  # corners lie on whole dots
        end_x, end_y = symbol.x + symbol.side, symbol.y + symbol.side
        zones.append((symbol.x - quiet, symbol.y - quiet, end_x + quiet, end_y + quiet))
    for bars in drawing.bars:
        quiet = 10 * bars.module
        end = bars.x + sum(bars.widths) * bars.module
        zones.append((bars.x - quiet, bars.y, end + quiet, bars.y + bars.height))
    return zones


def meets(one: tuple[float, ...], two: tuple[float, ...]) -> bool:
    """Return whether two boxes have more than a hair in common."""
    hair = 0.02
    return (
        one[0] < two[2] - hair
        and two[0] < one[2] - hair
        and one[1] < two[3] - hair
        and two[1] < one[3] - hair
    )
