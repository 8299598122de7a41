"""Export lots: blended or milled, sampled, inspected, judged, packed, labelled."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from acopio.documents.label import THERMAL
from acopio.domain.rows.lots import Lot
from acopio.domain.rules.label_jobs import ConfirmLabels
from acopio.domain.rules.labels import PrintLabels
from acopio.domain.rules.lots import GiveName
from acopio.services import deciding, inspecting, processing, sampling
from acopio.services.demo.cast import CACAO, COFFEE, FINE, INSPECTOR
from acopio.services.demo.story import Story, later
from acopio.services.demo.tasting import ALSO

CUT, CUP = "cacao.cut.iso2451", "coffee.cup.sca2004"
HOUSE = "house"
"""Kind of the names that the cooperative gives its export lots."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportLot:
    """One export lot and what the season does to it."""

    name: str
    """House number."""
    streams: tuple[str, ...]
    day: str
    """When it is blended."""
    sack: str
    profile: str
    found: Any
    """What the inspector observes."""
    lose: tuple[str, ...] = ()
    reason: str | None = None
    rejected: str | None = None
    held: str | None = None
    fine: bool = False
    """Whether it is released for tablets too."""
    again: Any = None
    """What she observes in a second sample, after a hold."""


def cut(mouldy: int, slaty: int, insects: int, flat: int, violet: int, purple: int) -> Any:
    """Return the counts of 300 beans; the rest are well fermented."""
    counts = {
        "mouldy": mouldy,
        "slaty": slaty,
        "insect_damaged": insects,
        "flat": flat,
        "violet": violet,
        "partly_purple": purple,
    }
    return {"counts": {**counts, "well_fermented": 300 - sum(counts.values())}}


SCORED = ("fragrance_aroma", "flavor", "aftertaste", "acidity", "body", "balance", "overall")


def cupped(*sheets: str) -> Any:
    """Return the forms of a panel: seven scores a sheet, all cups uniform, clean and sweet."""
    full = {"uniformity": "10", "clean_cup": "10", "sweetness": "10"}
    return {
        "forms": [
            {"scores": {**dict(zip(SCORED, sheet.split(), strict=True)), **full}}
            for sheet in sheets
        ]
    }


LOTS = (
    ExportLot(
        name="FINO-01", streams=("P1", "P2", "P3"), day="2026-06-15", sack="50 kg",
        profile=CACAO, found=cut(3, 4, 1, 2, 9, 38), fine=True,
    ),
    ExportLot(
        name="FINO-02", streams=("H1", "H2", "H3"), day="2026-06-22", sack="60 kg",
        profile=CACAO, found=cut(5, 6, 2, 1, 14, 45),
    ),
    ExportLot(
        name="CCN-01", streams=("C1", "C2"), day="2026-06-29", sack="60 kg",
        profile=CACAO, found=cut(17, 12, 4, 3, 31, 52),
        rejected="demasiados granos mohosos para exportar",
    ),
    ExportLot(
        name="FINO-03", streams=("J1", "J2", "J3", "J4"), day="2026-07-20", sack="50 kg",
        profile=CACAO, found=cut(8, 5, 2, 2, 18, 44),
        held="olor a humedad en dos pilas: se vuelve a muestrear después de asolear",
        again=cut(4, 5, 2, 1, 17, 46),
    ),
    ExportLot(
        name="FINO-04", streams=("P4", "P5", "H4", "H5"), day="2026-08-03", sack="50 kg",
        profile=CACAO, found=cut(2, 3, 1, 1, 11, 40), lose=("organic",),
        reason="el comprador pide un solo lote fino de dos toneladas; se vende como convencional",
    ),
    ExportLot(
        name="CCN-02", streams=("C3", "C4"), day="2026-08-10", sack="60 kg",
        profile=CACAO, found=cut(6, 8, 3, 2, 24, 58),
    ),
    ExportLot(
        name="CAFE-01", streams=("green-organic",), day="2026-08-17", sack="69 kg",
        profile=COFFEE,
        found=cupped(
            "8.00 8.00 7.75 7.75 7.75 7.75 8.00",
            "7.75 8.00 7.75 8.00 7.75 7.75 8.00",
            "8.00 7.75 7.75 7.75 7.50 7.75 7.75",
        ),
    ),
    ExportLot(
        name="CAFE-02", streams=("green-fair",), day="2026-08-24", sack="69 kg",
        profile=COFFEE,
        found=cupped(
            "7.75 7.50 7.50 7.50 7.50 7.50 7.50",
            "7.50 7.50 7.25 7.50 7.50 7.50 7.50",
            "7.50 7.50 7.50 7.25 7.50 7.50 7.50",
        ),
    ),
)  # fmt: skip


def schedule(story: Story) -> None:
    """Put every export lot into the agenda."""
    for lot in LOTS:
        story.at(lot.day, 8, partial(_blend, story, lot))
        story.at(later(lot.day, 1), 9, partial(_draw_and_inspect, story, lot, lot.found))
        settled = later(lot.day, 2)
        if lot.held:
            story.at(settled, 11, partial(_hold, story, lot))
            story.at(later(lot.day, 8), 9, partial(_draw_and_inspect, story, lot, lot.again))
            settled = later(lot.day, 9)
            story.at(settled, 10, partial(_lift, story, lot))
        story.at(settled, 12, partial(_judge, story, lot))
        story.at(later(settled, 3), 8, partial(_pack, story, lot))


def _blend(story: Story, lot: ExportLot) -> None:
    """Mix the lots on the floor; a little dust is lost."""
    inputs = story.here([code for stream in lot.streams for code in story.dry[stream]])
    taken = sum(inputs.values())
    code = processing.blend(
        story.node,
        story.clerk,
        tuple(inputs),
        f"{(taken - taken * 2 // 1000) // 500 * 500} g",
        lose=lot.lose,
        reason=lot.reason,
    )
    story.export[lot.name] = code
    name = GiveName(
        id=story.node.ids.uuid(),
        occurred_at=lot.day,
        subject=code,
        kind=HOUSE,
        name=lot.name,
    )
    story.node.carry_out(story.clerk, [name])


def _draw_and_inspect(story: Story, lot: ExportLot, found: Any) -> None:
    """Draw two kilograms and evaluate them; of the first lot one more sample goes to the buyer."""
    node, inspector = story.node, story.actors[INSPECTOR]
    code = story.export[lot.name]
    seal = f"VDR-26-{story.random.randrange(1000, 9999)}"
    words = sampling.SampleWords(lot=code, mass="2 kg", seals=(seal,))
    sample = sampling.draw(node, inspector, words)
    if lot.name == "FINO-01":
        offer = sampling.SampleWords(lot=code, mass="1 kg", purpose="pre-shipment")
        sampling.draw(node, inspector, offer)
    protocol = CUP if "forms" in found else CUT
    inspecting.inspect(node, inspector, sample.number, protocol, found)
    for also in ALSO.get(lot.name, ()):
        inspecting.inspect(
            story.beside, inspector, sample.number, also.protocol, also.found, how=also.how
        )


def _hold(story: Story, lot: ExportLot) -> None:
    deciding.hold(story.node, story.actors[INSPECTOR], story.export[lot.name], lot.held)


def _lift(story: Story, lot: ExportLot) -> None:
    reason = "asoleado dos días; la segunda muestra está limpia"
    deciding.lift(story.node, story.actors[INSPECTOR], story.export[lot.name], reason)


def _judge(story: Story, lot: ExportLot) -> None:
    deciding.decide(
        story.node,
        story.actors[INSPECTOR],
        story.export[lot.name],
        lot.profile,
        "rejected" if lot.rejected else "certified",
        reason=lot.rejected,
    )
    if lot.fine:
        inspector, code = story.actors[INSPECTOR], story.export[lot.name]
        deciding.decide(story.beside, inspector, code, FINE, "certified")


def _pack(story: Story, lot: ExportLot) -> None:
    """Pack everything into sacks, the last one lighter, and print a label for each."""
    code = story.export[lot.name]
    first, last = processing.pack(story.node, story.clerk, code, of=lot.sack)
    day = story.clock.at.date().isoformat()
    job = PrintLabels(
        id=story.node.ids.uuid(),
        occurred_at=day,
        number=f"E-{story.node.ids.signs(6)}",
        medium=THERMAL,
        labels=((code, first, last, 1),),
        lots=(code,),
    )
    made = story.node.carry_out(story.clerk, [job])[0].entries[-1].body
    came_out = ConfirmLabels(
        id=story.node.ids.uuid(), occurred_at=day, job=str(made["job"]), good=last - first + 1
    )
    story.node.carry_out(story.clerk, [came_out])


def exported(story: Story, name: str) -> Lot:
    """Return an export lot as it stands."""
    with story.node.reading() as reader:
        return reader.where(Lot, code=story.export[name])[0]
