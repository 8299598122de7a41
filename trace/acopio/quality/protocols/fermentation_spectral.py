"""Fermentation of cacao by the colour of an extract: absorbance at 460 nm over that at 530 nm.

Anthocyanins, which absorb at 530 nm, go while beans ferment; their brown products absorb at 460.
"""

from acopio.quality.form import choices, measured
from acopio.quality.panel import printed
from acopio.quality.protocol import Computed, Figure, Protocol, Sample, Source, Words
from acopio.quality.rounding import plain
from acopio.quality.sheet import read_sheet

# "AU", absorbance units: what any photometer shows lies far within ten.
_SPAN = ("0.001", "10")
ATTRIBUTES = (
    measured("a460", "Absorbancia a 460 nm", "Absorbance at 460 nm", "AU", _SPAN),
    measured("a530", "Absorbancia a 530 nm", "Absorbance at 530 nm", "AU", _SPAN),
)


def _compute(observations: object) -> Computed:
    """FI = A460 / A530; well fermented from 1 on, compared exactly (PMC8021503, table 1)."""
    sheet = read_sheet(observations, ATTRIBUTES)
    a460, a530 = sheet.number("a460"), sheet.number("a530")
    well = a460 >= a530
    index = printed(a460 / a530, 3)
    return Computed(
        result={"fermentation_index": index, "well_fermented": "yes" if well else "no"},
        working=(
            f"{plain(a460)} / {plain(a530)} = {index}",
            f"{plain(a460)} {'>=' if well else '<'} {plain(a530)}",
        ),
    )


PROTOCOL = Protocol(
    id="cacao.fermentation.spectral",
    version="1",
    name=Words("Índice de fermentación espectral", "Spectral fermentation index"),
    products=("cacao.dry",),
    source=(
        Source(standard="Fermentation index A460/A530 (PMC8021503)", section="table 1, methods"),
    ),
    attributes=ATTRIBUTES,
    sample=Sample(
        # Ours: the source does not say of how many beans the powder is.
        quantity=100,
        unit="beans",
        note=Words(
            "Granos sin cáscara, molidos y mezclados; extracto en metanol con ácido clorhídrico; "
            "leer a 460 y a 530 nm contra el mismo disolvente",
            "Shelled beans, ground and mixed; extract in methanol with hydrochloric acid; read at "
            "460 and at 530 nm against the same solvent",
        ),
    ),
    compute=_compute,
    limits=("fermentation_index", "well_fermented"),
    headline="fermentation_index",
    figures=(
        Figure(
            key="fermentation_index", name=Words("Índice de fermentación", "Fermentation index")
        ),
        Figure(
            key="well_fermented",
            name=Words("Bien fermentado", "Well fermented"),
            words=choices(("yes", "Sí", "Yes"), ("no", "No", "No")),
        ),
    ),
)
