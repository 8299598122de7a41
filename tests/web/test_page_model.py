"""What the page says, from facts written by hand."""

import gzip
from dataclasses import replace

import pytest
from tests.web.lots import AROUND, FACTS, JUDGEMENT, RESULT, box, brought, public, public_sack, sack

from acopio.documents.facts import Origin
from acopio.documents.pages.model import lot_page
from acopio.documents.pages.public import PublicLot, to_json
from acopio.documents.pages.render import live_lot, published_lot
from acopio.documents.pages.wording import (
    _TABLE,
    LANGUAGES,
    Language,
    day,
    kilograms,
    share,
)
from acopio.documents.regions import district
from acopio.messages.forming import placeholders

LIMIT = 15 * 1024


@pytest.mark.parametrize(
    ("state", "es", "en", "tone"),
    [
        ("in-store", "En registro", "On record", "good"),
        ("on-the-way", "Despachado", "Dispatched", "moving"),
        ("delivered", "Despachado y recibido", "Dispatched and received", "moving"),
        ("held", "En retención", "On hold", "warn"),
        ("used-up", "Agotado", "Used up", "quiet"),
    ],
)
def test_the_page_begins_with_the_state_of_the_lot(state: str, es: str, en: str, tone: str) -> None:
    lot = public(replace(FACTS, state=state))

    assert [lot_page(lot, one).state for one in LANGUAGES] == [es, en]
    assert lot_page(lot, "es").tone == tone


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("void", "Anulado"),
        ("missing", "Saco faltante"),
        ("emptied", "Saco vaciado"),
        ("burst", "Saco reventado"),
        ("re-used", "Bolsa usada otra vez"),
        ("reserved", "Etiqueta reservada"),
    ],
)
def test_the_state_of_a_sack_outweighs_that_of_its_lot(state: str, says: str) -> None:
    assert lot_page(public_sack(state=state), "es").state == says


def test_a_hold_outweighs_the_state_of_a_sack_unless_its_label_is_void() -> None:
    held = replace(FACTS, state="held")

    assert lot_page(public_sack(held, "missing"), "en").state == "On hold"
    assert lot_page(public_sack(held, "void"), "en").state == "Void"


def test_a_void_label_says_so_before_anything_else_whatever_the_lot() -> None:
    for state in ("in-store", "held", "delivered"):
        facts = replace(FACTS, state=state)
        page = lot_page(public_sack(facts, voided_on="2026-07-01", printing=1), "es")
        assert (page.state, page.tone) == ("Etiqueta anulada", "bad")
        assert "se anuló" in page.state_more


def test_only_the_latest_printing_of_a_label_is_said_to_be_valid() -> None:
    page = lot_page(public_sack(printing=3), "en")

    assert "COPIA 3" in page.state_more
    assert page.tone == "good"
    assert "COPIA" not in lot_page(public_sack(), "en").state_more


@pytest.mark.parametrize(
    ("lot", "tone"),
    [
        (public_sack(), "good"),
        (public_sack(state="void"), "quiet"),
        (public_sack(replace(FACTS, state="held")), "quiet"),
    ],
)
def test_a_release_shines_only_on_a_code_that_holds(lot: PublicLot, tone: str) -> None:
    assert [one.tone for one in lot_page(lot, "en").verdicts] == [tone]


def test_a_sack_is_named_by_number_lot_and_code() -> None:
    page = lot_page(public_sack(), "es")

    assert (page.what, page.lot_code) == ("Saco 42 de 250", "NAR-RUPV278-N")
    assert page.code.startswith("NAR-RUPV278-N-23D-")


def test_a_release_names_organisation_standing_profile_and_day_but_no_person() -> None:
    page = lot_page(public(), "en")

    assert [one.text for one in page.verdicts] == [
        "Released by Cooperativa Ñaupe (own staff) against profile “Fino” on 21\u00a0Nov\u00a02026"
    ]


def test_the_employer_of_who_decided_is_named() -> None:
    judged = replace(JUDGEMENT, organisation="Laboratorio Selva")

    page = lot_page(public(replace(FACTS, judgements=(judged,))), "es")

    assert "Liberado por Laboratorio Selva" in page.verdicts[0].text


def test_the_newest_decision_for_a_profile_counts() -> None:
    down = replace(JUDGEMENT, act="downgraded", day="2026-11-22", standing=None)
    facts = replace(FACTS, certified=(), rejected=("Fino",), judgements=(JUDGEMENT, down))

    page = lot_page(public(facts), "en")

    assert [one.tone for one in page.verdicts] == ["warn"]
    assert page.verdicts[0].text.startswith("Downgraded by Cooperativa Ñaupe")
    assert any(one.startswith("Released by") for one in page.decisions)


def test_a_lot_that_nobody_judged_says_so() -> None:
    page = lot_page(public(replace(FACTS, certified=(), judgements=())), "en")

    assert page.verdicts[0].text.startswith("Not released")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bare_word_certified_is_never_used(language: Language) -> None:
    html = live_lot(public(), language, "/L/X").decode()

    assert "certified" not in html.lower()
    assert "certificado" not in html.lower().replace("el certificado o el archivo de prueba", "")


def test_limits_stand_beside_results() -> None:
    (finding,) = lot_page(public(), "en").findings

    rows = {one.name: (one.value, one.limit, one.more) for one in finding.measures}

    assert rows["Mouldy"] == ("1.00\u00a0%", "≤ 3\u00a0%", "0.3–2.9 (95 %)")


def test_what_the_receiver_said_is_marked() -> None:
    step = replace(box(1), kind="receipt", where="Choc BV", detail="short", reported=True)
    facts = replace(FACTS, state="delivered", steps=(brought(), box(1), step))

    page = lot_page(public(facts), "en")

    assert page.custody[-1].reported == "reported by Choc BV, not confirmed"
    assert page.state_more == "Arrival reported by the receiver, not confirmed"


def test_figures_of_an_outside_body_are_shown_and_names_in_it_are_not() -> None:
    printed = (("total", "85.5"), ("owner", "Rosaura Quispe"), ("moisture", "10.5 %"))
    result = replace(RESULT, protocol="CQI", values=printed, by="CQI", reported=True)

    lot = public(replace(FACTS, results=(result,)))

    assert lot.results[0].values == {"total": "85.5", "moisture": "10.5 %"}
    assert "reported, not confirmed" in lot_page(lot, "en").facts[2].more


def origin(group: str, families: int, grams: int) -> Origin:
    return Origin(
        group=group, district="220601", families=families, deliveries=families, grams=grams
    )


def test_fewer_than_five_families_give_no_weights_groups_districts_or_days() -> None:
    facts = replace(FACTS, families=4, origins=(origin("Grupo Chico", 4, 500_000),))

    lot = public(facts)

    assert (lot.origin.families, lot.origin.fewer_than) == (None, 5)
    assert [(row.name, row.district, row.mass_g) for row in lot.origin.rows] == [(None, "22", None)]
    assert {(s.in_g, s.out_g, s.difference_g, len(s.first_day)) for s in lot.steps} == {
        (None, None, None, 7)
    }
    assert lot.mass_g is None


def test_an_unprocessed_lot_of_few_families_hides_its_own_mass_everywhere() -> None:
    facts = replace(
        FACTS,
        born="delivery",
        families=1,
        steps=(brought(1),),
        sacks=(sack(1),),
        origins=(origin("Grupo Chico", 1, 500_000),),
    )

    made = to_json(public(facts)) + live_lot(public(facts), "es", "/L/X")

    for private in (b"500000", b"500\xc2\xa0kg", b"69000", b"69\xc2\xa0kg", b"2026-11-02"):
        assert private not in made


def test_small_groups_are_joined_until_they_are_five_families() -> None:
    rows = (origin("A", 9, 300_000), origin("B", 6, 150_000), origin("C", 1, 50_000))

    lot = public(replace(FACTS, families=16, origins=rows))

    assert [(row.kind, row.name, row.families, row.mass_g) for row in lot.origin.rows] == [
        ("group", "A", 9, 300_000),
        ("several", None, 7, 200_000),
    ]


def test_stock_with_nobody_behind_it_is_not_joined() -> None:
    rows = (origin("A", 9, 300_000), origin("bought", 0, 200_000))

    lot = public(replace(FACTS, families=9, origins=rows, declared_g=200_000))

    assert [row.kind for row in lot.origin.rows] == ["group", "bought"]
    assert "200\u00a0kg (40\u00a0%)" in " ".join(lot_page(lot, "en").origin_lines)


def test_places_of_delivery_are_joined() -> None:
    facts = replace(FACTS, steps=(brought(19), replace(brought(1), where="Bagazán"), box(1)))

    lot = public(facts)

    assert next((s.kind, s.where, s.out_g, s.detail) for s in lot.steps) == (
        "delivery",
        "Centro Juanjuí · Bagazán",
        2_400_000,
        "20",
    )


def test_one_step_of_few_families_hides_the_masses_of_all_steps() -> None:
    lot = public(replace(FACTS, steps=(brought(), box(1), box(2))), replace(AROUND, thin=True))

    assert [s.withheld for s in lot.steps] == [False, True, True]
    assert all(s.in_g is None and s.difference_g is None for s in lot.steps[1:])


def test_organisations_that_are_persons_are_not_named() -> None:
    step = replace(box(1), kind="dispatch", where="Teófilo Mamani")
    facts = replace(FACTS, holder="Teófilo Mamani", steps=(brought(), step))

    lot = public(facts, replace(AROUND, persons=frozenset({"Teófilo Mamani"})))

    assert b"Mamani" not in to_json(lot) + published_lot(lot)
    assert b"Persona natural" in published_lot(lot)


def test_a_ruc_of_a_person_is_not_shown() -> None:
    own = replace(FACTS, issuer=replace(FACTS.issuer, ruc="10401122333"))
    firm = replace(FACTS, issuer=replace(FACTS.issuer, ruc="20100070970"))

    assert b"10401122333" not in to_json(public(own)) + published_lot(public(own))
    assert b"RUC 20100070970" in published_lot(public(firm))


@pytest.mark.parametrize("form", ["live", "published"])
def test_a_lot_of_250_sacks_and_60_steps_fits_15_kilobytes(form: str) -> None:
    facts = replace(
        FACTS,
        steps=(brought(), *(box(number) for number in range(59))),
        sacks=tuple(sack(number) for number in range(1, 251)),
        origins=tuple(origin(f"Grupo {n} de la cuenca", 5 + n, 25_000) for n in range(20)),
        families=290,
    )

    lot = public(facts)
    html = live_lot(lot, "es", "/L/X") if form == "live" else published_lot(lot)

    assert len(gzip.compress(html)) <= LIMIT


def test_both_languages_have_the_same_words_with_the_same_fields() -> None:
    odd = [
        key
        for key, (es, en) in _TABLE.items()
        if not es or not en or set(placeholders(es)) != set(placeholders(en))
    ]

    assert odd == []


def test_masses_shares_days_and_districts_are_read_alike_everywhere() -> None:
    assert kilograms(16_000_500) == "16\u202f000.5\u00a0kg"
    assert kilograms(-40) == "−0.04\u00a0kg"
    assert [share(1, 3), share(1, 2), share(1, 10_000)] == [
        "33.3\u00a0%",
        "50\u00a0%",
        "<\u202f0.1\u00a0%",
    ]
    assert [day("2026-09-03", one) for one in LANGUAGES] == [
        "3\u00a0set\u00a02026",
        "3\u00a0Sep\u00a02026",
    ]
    assert [district(one) for one in ("220601", "22", "Juanjuí", None, "990101")] == [
        "San Martín (220601)",
        "San Martín",
        "Juanjuí",
        "",
        "990101",
    ]
