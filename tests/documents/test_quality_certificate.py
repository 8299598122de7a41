"""The page of a quality certificate shows all of its arithmetic, and which figure is which."""

from dataclasses import replace

import pytest
from tests.documents.quality_facts import SAMPLE, inspected, judged, paged, panel
from tests.labels.samples import page_texts

from acopio.documents.quality_certificate import draw_quality_certificate
from acopio.documents.quality_facts import InspectionFacts, PortionFacts
from acopio_labels.quality_model import QualityPage

LONG = "Laboratorio de Análisis " * 13


def coex(tasters: int = 3) -> InspectionFacts:
    found = panel(tasters, musty="1", smoky="2", global_quality="5")
    return inspected("cacao.sensory.coex", found, panel=tuple(f"p-{n}" for n in range(tasters)))


def cut() -> InspectionFacts:
    counts = {"mouldy": 9, "slaty": 4, "well_fermented": 287}
    return inspected("cacao.cut.iso2451", {"counts": counts})


def physical(**more: str) -> InspectionFacts:
    filled = {
        "beans": 300, "mass_g": "371", "moisture": "7.0", "sample_g": "2000",
        "foreign_matter": "1", "cocoa_related_matter": "2", "flat_beans": "3", "sieving": "31",
    }  # fmt: skip
    return inspected("cacao.beans.physical", {**filled, **more})


def said(page: QualityPage) -> str:
    return " ".join(" ".join(page_texts(draw_quality_certificate(page))).split())


def test_the_arithmetic_of_a_panel_is_all_there_with_the_figure_that_was_judged() -> None:
    one = coex()
    page = paged(one, limits=(judged(one, "highest_off_flavour", "<=", "1"),))

    (shown,) = page.evaluations
    assert len(shown.working) == len(one.working)
    text = said(page)
    for line in (
        "1: Sabores atípicos: min(10, 0 + 0 + 0 + 0 + 0 + 0 + 0 + 0) = 0",
        "3: Sabores atípicos: min(10, 0 + 1 + 0 + 0 + 0 + 0 + 2 + 0) = 3",
        "Humo: (0.00 + 0.00 + 2.00) / 3 = 0.67",
        "Sabor atípico más alto: max(0.00, 0.33, 0.00, 0.00, 0.00, 0.00, 0.67, 0.00) = 0.67",
    ):
        assert line in text, line


def test_the_cut_test_and_the_sieving_are_compared_with_their_limits_on_the_page() -> None:
    text = said(paged(cut(), physical()))

    assert "I: Mohosos <= 3 %, Pizarrosos <= 3 %" in text
    assert "Grado I" in text
    assert "Residuos de tamizado: 1.55 % > 1.5 %" in text


def test_of_very_much_arithmetic_what_was_judged_comes_first_and_the_rest_is_counted() -> None:
    one = coex(tasters=20)
    page = paged(one, limits=(judged(one, "off_flavours", "<=", "1"),))

    (shown,) = page.evaluations
    left = len(one.working) - len(shown.working) + 1
    assert left > 0
    assert shown.working[-1] == f"… y {left} líneas más en el archivo"
    assert [line.split(": ")[1] for line in shown.working[:20]] == ["Sabores atípicos"] * 20
    assert f"… y {left} líneas más en el archivo" in said(page)
    (english,) = paged(one, language="en").evaluations
    assert english.working[-1] == f"… and {left} more lines in the file"


@pytest.mark.parametrize(
    ("one", "headline"),
    [
        (physical(), "Granos por 100 g: 81"),
        (coex(), "Calidad global: 7.00"),
        (cut(), "Grado I"),
    ],
    ids=lambda one: one if isinstance(one, str) else one.protocol,
)
def test_the_summary_says_which_figure_it_is(one: InspectionFacts, headline: str) -> None:
    (shown,) = paged(one).evaluations

    assert shown.headline == headline


def test_what_was_replaced_says_which_figure_it_had() -> None:
    old = replace(physical(), leaf="leaf-old", superseded=True)
    (sentence,) = paged(old, replace(physical(), supersedes="leaf-old")).superseded

    assert "Granos por 100 g: 81" in sentence


def test_moisture_is_printed_as_it_was_typed_beside_its_limit() -> None:
    one = physical()
    (row,) = paged(one, limits=(judged(one, "moisture_pct", "<=", "7.0"),)).limit_rows

    assert (row.found, row.limit) == ("7.0 %", "≤ 7.0 %")


def test_what_nobody_stated_is_not_printed_as_though_it_were_met() -> None:
    green = {"sample_g": "350", "odour": "clean", "moisture": "11", "quakers": 0}
    (shown,) = paged(inspected("coffee.green.sca-arabica", green)).evaluations

    assert "En la malla del contrato: no consta (>= 95 %)" in shown.working
    assert "No medido: Actividad de agua, Malla del contrato" in shown.working


def test_long_names_are_shortened_on_the_page_and_leave_it_readable() -> None:
    portion = PortionFacts(
        name="arbitration", mass_g=500, seal="9" * 300, kept_at=None, kept_until=None
    )
    sample = replace(SAMPLE, seals=("S" * 300,), drawn_by_outside=LONG, portions=(portion,))
    one = replace(coex(), sample=sample, laboratory=LONG, reports=("R" * 300,), body=LONG)
    guests = {f"p-{n}": f"{n} {LONG}" for n in range(3)}
    short = paged(one, limits=(judged(one, "cacao", ">=", "5"),), people=guests)

    (shown,) = short.evaluations
    assert shown.sample.seals == f"{'S' * 39}…, {'9' * 39}…"
    assert shown.sample.drawn_by.endswith("…")
    assert len(shown.sample.drawn_by) <= 60
    assert len(shown.panel) < 150
    assert len(short.decision.by) <= 60
    assert shown.panel.count("…") == 3
    assert len(shown.note) < 200
    assert len(shown.standing) < 100
    assert len(short.limit_rows[0].method) < 130
    assert "S" * 300 not in said(short)


def test_of_very_many_seals_the_first_are_printed() -> None:
    sample = replace(SAMPLE, seals=tuple(f"S-{n}" for n in range(40)))
    (shown,) = paged(replace(cut(), sample=sample)).evaluations

    assert shown.sample.seals.startswith("S-0, S-1, ")
    assert shown.sample.seals.endswith("S-11, …")
