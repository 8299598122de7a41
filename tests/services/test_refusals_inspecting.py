"""What the inspector's rules refuse, and that nothing is written then."""

from functools import partial
from typing import Any

import pytest
from tests.services.test_refusals_quality import certify, profile, samples_of
from tests.support.refused import assert_refused, assert_refuses
from tests.support.world import BAD_BEANS, DAY, SOUND_BEANS, World, kg

from acopio.domain.entries.fields import Document
from acopio.domain.rows.parties import Profile
from acopio.domain.rows.quality import Decision, Inspection, Sample
from acopio.domain.rules.custody import Going, Send
from acopio.domain.rules.decisions import Decide
from acopio.domain.rules.inspecting import Cupper, Dispute, Inspect
from acopio.domain.rules.samples import AnswerSample, SendSample
from acopio.domain.rules.sampling import PURPOSES, Draw, Portion
from acopio.services import profiles

CUPPING = "coffee.cup.sca2004"
LAB = "lab.contaminants"
REPORT = (Document(type="lab", number="INF-12"),)


def drawn(world: World, lot: str, by: str = "manager", **more: Any) -> str:
    fields = {"purpose": "own-grading", "mass": kg(1), "lot": lot, **more}
    made = world.do(world.coop.actor(by), Draw, **fields)
    return str(made.entries[0].body["sample"])


def sheet(score: str = "7.75", cupper: str | None = None) -> dict[str, Any]:
    keys = ("fragrance_aroma", "flavor", "aftertaste", "acidity", "body", "balance", "overall")
    scores = dict.fromkeys(keys, score) | dict.fromkeys(
        ("uniformity", "clean_cup", "sweetness"), "10"
    )
    return {"scores": scores} | ({"cupper": cupper} if cupper else {})


def row(world: World, inspection: str) -> Inspection:
    with world.node.reading() as reader:
        found = reader.one(Inspection, id=inspection)
    assert found is not None
    return found


def test_portions_weigh_no_more_than_the_sample_and_have_names_of_their_own(world: World) -> None:
    lot = world.stock()
    parts = tuple(Portion(name=one, mass=kg(1)) for one in ("seller", "buyer", "arbitration"))
    fields: dict[str, Any] = {"purpose": "offer", "mass": kg(2), "lot": lot}

    refused = assert_refuses(
        world, "portions-exceed", world.manager, Draw, **fields, portions=parts
    )
    assert refused == {"sample_g": 2000, "portions_g": 3000}
    assert_refuses(
        world, "named-twice", world.manager, Draw, **fields, portions=(parts[0], parts[0])
    )


def test_a_protocol_is_used_on_its_own_product_only(world: World) -> None:
    sample = drawn(world, world.stock(product="coffee.green"))

    refused = assert_refuses(
        world, "protocol-for-other-product", world.coop.actor("inspector"), Inspect,
        **world.inspection(sample, SOUND_BEANS),
    )  # fmt: skip

    assert (refused["needed"], refused["found"]) == ("cacao.dry", "coffee.green")


def test_a_portion_that_was_not_sealed_is_not_inspected(world: World) -> None:
    sample = drawn(world, world.stock(), portions=(Portion(name="arbitration", mass=kg(1)),))

    refused = assert_refuses(
        world, "not-found", world.coop.actor("inspector"), Inspect,
        **world.inspection(sample, SOUND_BEANS, portion="buyer"),
    )  # fmt: skip

    assert refused == {"what": "portion", "given": "buyer"}


def test_nothing_is_inspected_before_it_was_drawn(world: World) -> None:
    sample = drawn(world, world.stock())

    assert_refuses(
        world, "before-it-began", world.coop.actor("inspector"), Inspect,
        **world.inspection(sample, SOUND_BEANS, "2026-11-01"),
    )  # fmt: skip


def test_a_laboratorys_figures_name_the_laboratory_and_its_report(world: World) -> None:
    sample = drawn(world, world.stock())

    for missing in ({"laboratory": "Lab Sur"}, {"docs": REPORT}, {}):
        assert_refuses(
            world, "laboratory-needed", world.coop.actor("inspector"), Inspect,
            **world.inspection(sample, {"cadmium": "0.31"}, protocol=LAB, **missing),
        )  # fmt: skip
    found = world.inspected(
        sample, {"cadmium": "<0.05"}, protocol=LAB, laboratory="Lab Sur", docs=REPORT
    )

    assert row(world, found).laboratory == "Lab Sur"
    assert dict(row(world, found).result)["cadmium"] == "<0.05"


@pytest.mark.parametrize("people", [1, 3])
def test_there_are_as_many_cuppers_as_forms(world: World, people: int) -> None:
    sample = drawn(world, world.stock(product="coffee.green"))
    fields = world.inspection(sample, {"forms": [sheet(), sheet()]}, protocol=CUPPING)

    refused = assert_refuses(
        world, "panel-differs", world.coop.actor("inspector"), Inspect,
        **fields, panel=(Cupper(name="Ana"),) * people,
    )  # fmt: skip

    assert refused == {"people": people, "forms": 2}


def test_a_result_is_superseded_by_one_of_the_same_sample_and_protocol_with_a_reason(
    world: World,
) -> None:
    lot = world.stock()
    one, other = drawn(world, lot), drawn(world, lot)
    first = world.inspected(one, BAD_BEANS)
    inspector = world.coop.actor("inspector")

    assert_refuses(
        world, "supersedes-other", inspector, Inspect,
        **world.inspection(other, SOUND_BEANS, supersedes=first, reason="otra"),
    )  # fmt: skip
    fermentation = {"beans": 100, "well_fermented": 100}
    assert_refuses(
        world, "supersedes-other", inspector, Inspect,
        **world.inspection(
            one, fermentation, protocol="cacao.cut.fermentation", supersedes=first, reason="otra"
        ),
    )  # fmt: skip
    assert_refuses(
        world, "reason-needed", inspector, Inspect,
        **world.inspection(one, SOUND_BEANS, supersedes=first),
    )  # fmt: skip
    second = world.inspected(one, SOUND_BEANS, supersedes=first, reason="se contó mal")

    assert row(world, first).superseded
    assert row(world, second).supersedes == first
    assert_refuses(
        world, "supersedes-other", inspector, Inspect,
        **world.inspection(one, BAD_BEANS, supersedes=first, reason="otra vez"),
    )  # fmt: skip


def dispute(world: World, inspection: str, sample: str, **more: Any) -> dict[str, Any]:
    return {
        "inspection": inspection, "by": world.coop.buyer, "sample": sample,
        "lot": row(world, inspection).lot, "reason": "contamos doce mohosos", **more,
    }  # fmt: skip


def test_a_result_is_disputed_once_with_a_reason(world: World) -> None:
    sample = drawn(world, world.stock())
    inspection = world.inspected(sample, SOUND_BEANS)

    assert_refuses(
        world, "reason-needed", world.manager, Dispute,
        **dispute(world, inspection, sample, reason=None),
    )  # fmt: skip
    world.do(world.manager, Dispute, **dispute(world, inspection, sample))
    refused = assert_refuses(
        world, "disputed-before", world.manager, Dispute, **dispute(world, inspection, sample)
    )

    assert refused["day"] == DAY
    assert row(world, inspection).disputed_by == world.coop.buyer


def test_somebody_elses_result_is_not_disputed_here(world: World) -> None:
    sample = drawn(world, world.stock())
    inspection = world.inspected(sample, SOUND_BEANS)

    assert_refuses(
        world, "not-the-holder", world.coops[1].actor("manager"), Dispute,
        **dispute(world, inspection, sample),
    )  # fmt: skip


def test_a_disputed_result_waits_for_the_arbitration_sample(world: World) -> None:
    lot = world.stock()
    sample = drawn(world, lot, portions=(Portion(name="arbitration", mass=kg(1)),))
    first = world.inspected(sample, SOUND_BEANS)
    world.do(world.manager, Dispute, **dispute(world, first, sample))

    refused = assert_refuses(
        world, "arbitration-needed", world.manager, Decide, **certify(world, lot, first)
    )
    assert refused["protocol"] == "cacao.cut.iso2451"
    final = world.inspected(sample, BAD_BEANS, portion="arbitration")
    assert_refuses(
        world, "limits-not-met", world.manager, Decide, **certify(world, lot, first, final)
    )


def test_two_results_need_a_rule_that_was_fixed_before(world: World) -> None:
    lot = world.stock()
    bad, good = (world.inspected(drawn(world, lot), beans) for beans in (BAD_BEANS, SOUND_BEANS))

    refused = assert_refuses(
        world, "retest-without-rule", world.manager, Decide, **certify(world, lot, bad, good)
    )
    assert refused["results"] == 2
    assert_refuses(
        world, "retest-rule-late", world.manager, Decide,
        **certify(world, lot, bad, good, retest="second"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "first", "second", "passes"),
    [
        ("second", BAD_BEANS, SOUND_BEANS, True),
        ("second", SOUND_BEANS, BAD_BEANS, False),
        ("mean", SOUND_BEANS, SOUND_BEANS, True),
        ("mean", SOUND_BEANS, BAD_BEANS, False),
    ],
)
def test_the_rule_says_which_of_two_results_counts(
    world: World, rule: str, first: dict[str, Any], second: dict[str, Any], passes: bool
) -> None:
    profile(world, retest=rule)
    lot = world.stock()
    tested = [world.inspected(drawn(world, lot), beans) for beans in (first, second)]
    wanted = certify(world, lot, *tested, retest=rule)

    if passes:
        world.do(world.manager, Decide, **wanted)
        with world.node.reading() as reader:
            decision = reader.where(Decision, lot=lot)[0]
        assert decision.retest == rule
        assert all(met for _limit, _found, met, _leaves in decision.judged)
    else:
        assert_refuses(world, "limits-not-met", world.manager, Decide, **wanted)


def test_under_the_arbitral_rule_only_the_arbitration_sample_counts(world: World) -> None:
    profile(world, retest="arbitral")
    lot = world.stock()
    tested = [world.inspected(drawn(world, lot), beans) for beans in (SOUND_BEANS, BAD_BEANS)]

    assert_refuses(
        world, "arbitration-needed", world.manager, Decide,
        **certify(world, lot, *tested, retest="arbitral"),
    )  # fmt: skip
    final = world.inspected(drawn(world, lot, purpose="arbitration"), SOUND_BEANS)
    world.do(world.manager, Decide, **certify(world, lot, *tested, final, retest="arbitral"))

    assert len(world.lot(lot).certified) == 1


def test_the_mean_of_two_results_is_exact_and_names_both(world: World) -> None:
    profile(world, retest="mean")
    lot = world.stock()
    # 9 and 10 of 300 are 3.00 % and 3.33 %: together 3.17 %, over the limit of 3.
    beans = [{"counts": {"mouldy": n, "well_fermented": 300 - n}} for n in (9, 10)]
    tested = [world.inspected(drawn(world, lot), one) for one in beans]

    refused = assert_refuses(
        world, "limits-not-met", world.manager, Decide,
        **certify(world, lot, *tested, retest="mean"),
    )  # fmt: skip

    assert "mouldy_pct <= 3 (3.17)" in refused["failed"]
    assert "grade in I (II)" in refused["failed"]


def test_process_samples_say_nothing_for_a_release(world: World) -> None:
    lot = world.stock()
    tested = world.inspected(drawn(world, lot, purpose="process"), SOUND_BEANS)

    refused = assert_refuses(
        world, "limits-not-met", world.manager, Decide, **certify(world, lot, tested)
    )

    assert "(–)" in refused["failed"]


def test_an_inspector_of_the_wrong_standing_is_not_enough(world: World) -> None:
    lot = world.stock()
    tested = world.inspected(drawn(world, lot), SOUND_BEANS)

    refused = assert_refuses(
        world, "standing-not-enough", world.manager, Decide,
        **certify(world, lot, tested, standing=("independent", "accredited-body")),
    )  # fmt: skip

    assert refused["standing"] == "own-staff"


def test_who_drew_the_sample_neither_inspects_nor_decides_where_that_is_forbidden(
    world: World,
) -> None:
    lot = world.stock()
    own = world.inspected(drawn(world, lot, by="inspector"), SOUND_BEANS)

    assert_refuses(
        world, "sampler-not-apart", world.coop.actor("second"), Decide,
        **certify(world, lot, own, sampler_apart=True),
    )  # fmt: skip

    other = world.stock()
    tested = world.inspected(drawn(world, other, by="manager"), SOUND_BEANS)
    assert_refuses(
        world, "sampler-not-apart", world.manager, Decide,
        **certify(world, other, tested, sampler_apart=True),
    )  # fmt: skip
    world.do(
        world.coop.actor("second"), Decide, **certify(world, other, tested, sampler_apart=True)
    )
    assert len(world.lot(other).certified) == 1


def test_only_a_blind_inspection_counts_where_it_is_asked_for(world: World) -> None:
    lot = world.stock()
    seen = world.inspected(drawn(world, lot), SOUND_BEANS)
    assert_refuses(
        world, "not-blind", world.manager, Decide, **certify(world, lot, seen, blind=True)
    )

    other = world.stock()
    # She drew it herself: the code hides nothing from her.
    own = world.inspected(drawn(world, other, by="inspector"), SOUND_BEANS, by_blind_code=True)
    assert not row(world, own).blind
    third = world.stock()
    blind = world.inspected(drawn(world, third), SOUND_BEANS, by_blind_code=True)
    world.do(world.manager, Decide, **certify(world, third, blind, blind=True))
    assert len(world.lot(third).certified) == 1


def test_a_panel_has_as_many_cuppers_as_the_profile_asks_for(world: World) -> None:
    lot = world.stock(product="coffee.green")
    more: dict[str, Any] = {"product": "coffee.green", "limits": ("sca2004:total>=80",), "panel": 3}
    sample = drawn(world, lot)
    two = world.inspected(
        sample, {"forms": [sheet("8.00"), sheet("8.25")]}, protocol=CUPPING,
        panel=(Cupper(name="Ana"), Cupper(name="Luis")),
    )  # fmt: skip

    refused = assert_refuses(
        world, "panel-too-small", world.manager, Decide, **certify(world, lot, two, **more)
    )

    assert (refused["cuppers"], refused["needed"]) == (2, 3)
    assert [name for _staff, name, _held in row(world, two).panel] == ["Ana", "Luis"]


def test_a_profile_says_only_what_exists(world: World) -> None:
    asked: tuple[tuple[str, dict[str, Any]], ...] = (
        ("unknown-quality-word", {"retest": "best-of"}),
        ("unknown-quality-word", {"standing": ("friend",)}),
        ("approval-without-buyer", {"approval": True}),
        ("limit-field-unknown", {"limits": ("iso2451:beauty>=3",)}),
        ("limit-unreadable", {"limits": ("iso2451:mouldy_pct<=three",)}),
        ("limit-unreadable", {"limits": ("iso2451 mouldy_pct 3",)}),
        ("unknown-protocol", {"limits": ("tea:score>=3",)}),
        ("limit-word-unknown", {"limits": ("iso2451:grade in IV",)}),
        ("limit-word-unknown", {"limits": ("iso2451:grade in I,IV",)}),
        ("limit-word-unknown", {"limits": ("iso2451:grade>=1",)}),
        ("limit-for-other-product", {"limits": ("sca2004:total>=80",)}),
        ("limit-never-met", {"limits": ("iso2451:mouldy_pct<=-3",)}),
        ("limit-never-met", {"limits": ("fermentation:well_fermented_pct>=101",)}),
        ("limit-never-met", {"limits": ("coex:cacao>10",)}),
        ("limit-twice", {"limits": ("iso2451:mouldy_pct<=3", "iso2451:mouldy_pct<=2")}),
    )
    for code, more in asked:
        fields: dict[str, Any] = {
            "name": "X", "product": "cacao.dry", "limits": ("iso2451:grade in I",), **more,
        }  # fmt: skip
        new = profiles.NewProfile(**fields)
        assert_refused(world, code, partial(profiles.add_profile, world.node, world.manager, new))


def approving(world: World) -> str:
    return profile(world, buyer=world.coop.buyer, approval=True)


def send(world: World, lot: str, **more: Any) -> dict[str, Any]:
    return {
        "to": world.coop.buyer, "lots": (Going(lot=lot),), "wholes": ((lot,),), **more
    }  # fmt: skip


def test_nothing_goes_to_a_buyer_who_has_not_approved_a_sample(world: World) -> None:
    approving(world)
    lot = world.stock()

    refused = assert_refuses(world, "approval-missing", world.manager, Send, **send(world, lot))
    assert refused["answer"] == "none"

    sample = drawn(world, lot, purpose="pre-shipment")
    world.do(world.manager, SendSample, sample=sample, to=world.coop.buyer)
    world.do(world.manager, AnswerSample, sample=sample, answer="declined", reason="humo")
    refused = assert_refuses(world, "approval-missing", world.manager, Send, **send(world, lot))
    assert refused["answer"] == "declined"

    again = drawn(world, lot, purpose="pre-shipment")
    world.do(world.manager, SendSample, sample=again, to=world.coop.buyer, occurred_at="2026-11-20")
    world.clock.moment = world.clock.moment.replace(day=22)
    world.do(world.manager, AnswerSample, sample=again, answer="approved", occurred_at="2026-11-21")
    world.do(world.manager, Send, **send(world, lot), occurred_at="2026-11-21")

    assert world.lot(lot).dispatch is not None


@pytest.mark.parametrize("purpose", PURPOSES)
def test_what_a_buyer_approved_counts_whatever_it_was_drawn_for(world: World, purpose: str) -> None:
    approving(world)
    lot = world.stock()
    sample = drawn(world, lot, purpose=purpose)
    world.do(world.manager, SendSample, sample=sample, to=world.coop.buyer)
    world.do(world.manager, AnswerSample, sample=sample, answer="approved")

    assert world.do(world.manager, Send, **send(world, lot)).entries


def test_what_somebody_else_approved_is_no_approval_of_the_buyer(world: World) -> None:
    approving(world)
    lot = world.stock()
    sample = drawn(world, lot, purpose="offer")
    world.do(world.manager, SendSample, sample=sample, to=world.coop.group)
    world.do(world.manager, AnswerSample, sample=sample, answer="approved")

    assert_refuses(world, "approval-missing", world.manager, Send, **send(world, lot))


def test_a_limit_at_the_end_of_a_scale_can_be_met_and_both_ends_may_be_limited(
    world: World,
) -> None:
    limits = (
        "iso2451:grade in I, II", "iso2451:mouldy_pct<=0", "coex:cacao>=10",
        "physical:moisture_pct<=7.5", "physical:moisture_pct>=5", "contaminants:cadmium<0.8",
    )  # fmt: skip
    made = profile(world, limits=limits)

    with world.node.reading() as reader:
        row = reader.one(Profile, id=made)
    assert row is not None
    assert len(row.limits) == len(limits)


def test_a_move_or_another_product_waits_for_nobody(world: World) -> None:
    approving(world)

    tolled, coffee = world.stock(), world.stock(product="coffee.green")
    world.do(world.manager, Send, **send(world, tolled, purpose="toll"))
    world.do(world.manager, Send, **send(world, coffee))

    assert world.lot(tolled).dispatch
    assert world.lot(coffee).dispatch


def test_a_sample_remembers_how_it_was_drawn(world: World) -> None:
    lot = world.stock()
    part = Portion(
        name="arbitration", mass=kg(1), seal="PR-1", kept_at="Laboratorio", kept_until="2027-12-31"
    )
    sample = drawn(world, lot, portions=(part,), drawn_by_outside=world.coop.buyer)
    with world.node.reading() as reader:
        found = reader.one(Sample, id=sample)

    assert found is not None
    assert found.portions == (("arbitration", 1000, "PR-1", "Laboratorio", "2027-12-31"),)
    assert (found.drawn_by, found.drawn_by_outside) == (None, world.coop.buyer)
    assert samples_of(world, lot) == (sample,)
