"""The picture of one inspection: a radar of taste, the bar of a cut test, a table of defects."""

from acopio.documents.quality_facts import InspectionFacts
from acopio.messages import text
from acopio.quality import green
from acopio.quality.naming import figure_name, known, protocol_name
from acopio.quality.protocol import Protocol
from acopio_labels.model import Fact, Language, Radar, RadarAxis
from acopio_labels.quality_model import (
    BarPart,
    CutBar,
    DefectCategory,
    DefectRow,
    DefectTable,
    Picture,
)

_SOUND = {"violet_pct", "partly_purple_pct", "partly_fermented_pct", "well_fermented_pct"}
"""Shares of a cut test that are no defects."""


def picture(one: InspectionFacts, language: Language) -> Picture | None:
    """Return what is drawn of an inspection, if its protocol has a picture."""
    protocol = known(one.protocol, one.version)
    if protocol is None or protocol.chart == "none":
        return None
    drawn = {"radar": _radar, "bar": _bar, "table": _table}[protocol.chart]
    return drawn(protocol, one, language)


def _radar(protocol: Protocol, one: InspectionFacts, language: Language) -> Radar | None:
    values = dict(one.values)
    axes = tuple(
        RadarAxis(name=figure_name(one.protocol, one.version, key, language), value=values[key])
        for key in protocol.axes
        if key in values
    )
    title = f"{protocol_name(one.protocol, one.version, language)} (0–10)"
    return Radar(title=title, axes=axes) if len(axes) > 2 else None


def _bar(protocol: Protocol, one: InspectionFacts, language: Language) -> CutBar:
    values = dict(one.values)
    return CutBar(
        title=text("quality.beans-cut", language, beans=values.get("beans", "–")),
        parts=tuple(
            BarPart(
                name=figure_name(one.protocol, one.version, key, language),
                share=values[key],
                defect=key not in _SOUND,
            )
            for key in protocol.axes
            if key in values
        ),
    )


def _table(_protocol: Protocol, one: InspectionFacts, language: Language) -> DefectTable:
    counts, values = dict(one.counts), dict(one.values)
    types = green.TYPES[one.protocol]
    full = green.full_defects(counts, types)
    categories = [
        DefectCategory(
            heading=text("quality.category", language, number=number),
            rows=tuple(
                DefectRow(
                    name=figure_name(one.protocol, one.version, kind.key, language),
                    count=str(counts.get(kind.key, 0)),
                    equivalent=str(kind.beans),
                    full=str(full.by_type[kind.key]),
                )
                for kind in types
                if kind.category == number and counts.get(kind.key, 0)
            ),
            total=str(total),
        )
        for number, total in ((green.CATEGORY_ONE, full.cat1), (green.CATEGORY_TWO, full.cat2))
    ]
    quakers = values.get("quakers")
    return DefectTable(
        title=text("quality.green-sample", language, grams=values.get("sample_g", "350")),
        categories=tuple(categories),
        totals=(
            Fact(label=text("quality.full", language), value=str(full.total)),
            *([Fact(label=figure_name(one.protocol, one.version, "quakers", language),
                    value=quakers)] if quakers else []),
        ),
    )  # fmt: skip
