"""Claims: backed by a certificate on that day, for that product and member; or not given."""

from dataclasses import replace
from typing import Any

import pytest
from tests.support.refused import assert_refused, assert_refuses
from tests.support.world import DAY, World, kg

from acopio.domain.rows.parties import SchemeCertificate, SchemeMember
from acopio.domain.rules.batches import Take
from acopio.domain.rules.gate import BuyLot, Deliver, NewLine, OpenLot
from acopio.domain.rules.lots import Blend, Split
from acopio.services import gate, members, register, schemes
from acopio.services.acts import act_of
from acopio.services.gate import DeliveryWords, LineWords, StockWords
from acopio.services.schemes import SchemeWords

PAPER = SchemeWords(
    scheme="organic",
    number="CU-1",
    certifier="Control Unión",
    begins="2026-01-01",
    ends="2026-12-31",
    products=("cacao",),
)


def put_on_file(world: World, **changed: Any) -> str:
    return schemes.add_scheme(world.node, world.manager, replace(PAPER, **changed))


def delivers(world: World, family: str = "F-1", **line: Any) -> str:
    fields: dict[str, Any] = {"product": "baba", "gross": "60", "claims": ("organic",), **line}
    day = fields.pop("day", DAY)
    words = DeliveryWords(
        lines=(LineWords(household=family, **fields),), place="Centro NAR", day=day
    )
    return gate.deliver(world.node, world.manager, words).lots[0]


def why(world: World, family: str = "F-1", **line: Any) -> str:
    refused = assert_refused(world, "claim-not-backed", lambda: delivers(world, family, **line))
    return str(refused["why"])


def cited(world: World, lot: str) -> Any:
    with world.node.reading() as reader:
        body: Any = act_of(reader, world.lot(lot).act).body
    return body.lines[0].claim_certificates if hasattr(body, "lines") else body.claim_certificates


def test_without_a_certificate_a_scheme_claim_is_refused_by_name(world: World) -> None:
    refused = assert_refused(world, "claim-not-backed", lambda: delivers(world))

    assert refused == {
        "claim": "organic", "day": DAY, "why": "no-certificate", "certificate": "",
    }  # fmt: skip


def test_a_backed_claim_names_the_certificate_it_leans_on(world: World) -> None:
    paper = put_on_file(world)

    lot = delivers(world, claims=("organic", "fine-aromatic"))

    assert cited(world, lot) == (("organic", paper),)
    assert world.lot(lot).claims == ("fine-aromatic", "organic")


def test_a_variety_class_needs_no_certificate(world: World) -> None:
    assert cited(world, delivers(world, claims=("fine-aromatic",))) == ()


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"products": ("coffee",)}, "other-product"),
        ({"products": ("cacao.dry",)}, "other-product"),
        ({"begins": "2026-11-21"}, "not-yet-valid"),
        ({"ends": "2026-11-19"}, "expired"),
        ({"claims": ("in-conversion",)}, "no-certificate"),
    ],
)
def test_a_claim_outside_its_certificate_says_what_is_wrong(
    world: World, changed: dict[str, Any], reason: str
) -> None:
    put_on_file(world, **changed)

    assert why(world) == reason


def test_the_first_and_the_last_day_of_a_certificate_count(world: World) -> None:
    put_on_file(world, begins="2026-11-18", ends="2026-11-19")

    with world.node.reading() as reader:  # everybody became a member later than that
        assert why(world, day="2026-11-17") == "not-yet-valid"
        assert reader.where(SchemeCertificate, number="CU-1")[0].valid_to == "2026-11-19"
    assert why(world, day=DAY) == "expired"
    assert why(world, day="2026-11-19") == "not-member"


def test_a_suspended_certificate_backs_nothing_from_that_day_until_it_is_resumed(
    world: World,
) -> None:
    put_on_file(world)
    schemes.suspend_scheme(world.node, world.manager, "CU-1", DAY)
    assert why(world) == "suspended"

    schemes.suspend_scheme(world.node, world.manager, "CU-1", None)
    delivers(world)

    schemes.suspend_scheme(world.node, world.manager, "CU-1", "2026-11-21")
    assert world.lot(delivers(world)).claims == ("organic",)


def test_only_the_listed_are_backed_when_a_certificate_lists_members(world: World) -> None:
    put_on_file(world, members=("F-1", "002"))

    delivers(world, "F-1")
    delivers(world, "F-2")  # by the person
    assert why(world, "F-3") == "not-member"


def test_a_suspended_certificate_keeps_its_list(world: World) -> None:
    paper = put_on_file(world, members=("F-1",))
    schemes.suspend_scheme(world.node, world.manager, "CU-1", None)

    with world.node.reading() as reader:
        listed = reader.where(SchemeMember, certificate=paper)
    assert [one.member for one in listed] == [world.coop.families[0].household]
    assert why(world, "F-2") == "not-member"


def test_without_a_list_every_member_is_backed_and_nobody_else(world: World) -> None:
    put_on_file(world)
    register.add_household(
        world.node,
        world.manager,
        register.NewHousehold(
            name="Vecinos", number="V-1", people=(register.NewPerson(name="Beto"),)
        ),
    )

    delivers(world, "F-2")
    assert why(world, "V-1") == "not-member"
    words = DeliveryWords(
        lines=(LineWords(product="baba", gross="5", claims=("organic",)),), place="Centro NAR"
    )
    assert_refused(
        world, "claim-not-backed", lambda: gate.deliver(world.node, world.manager, words)
    )


def test_who_left_is_no_longer_backed(world: World) -> None:
    put_on_file(world)
    members.leave(world.node, world.manager, "F-1", "Grupo NAR", on=DAY)
    world.clock.moment = world.clock.moment.replace(day=22)

    assert cited(world, delivers(world, day=DAY)) != ()
    assert why(world, day="2026-11-21") == "not-member"


def test_a_household_with_two_people_is_backed_by_the_membership_of_either(world: World) -> None:
    put_on_file(world)
    register.add_household(
        world.node,
        world.manager,
        register.NewHousehold(
            name="Pareja",
            number="P-1",
            people=(
                register.NewPerson(name="Ana"),
                register.NewPerson(name="Luis", member_of=world.coop.group),
            ),
        ),
    )

    delivers(world, "P-1")
    words = LineWords(product="baba", gross="5", person="Ana", claims=("organic",))
    assert_refused(
        world,
        "claim-not-backed",
        lambda: gate.deliver(
            world.node, world.manager, DeliveryWords(lines=(words,), place="Centro NAR")
        ),
    )


def test_another_cooperative_cannot_lean_on_our_certificate(world: World) -> None:
    put_on_file(world)
    other = world.coops[1]
    line = NewLine(
        product="cacao.wet", gross=kg(5), claims=("organic",),
        household=other.families[0].household, people=other.families[0].people,
    )  # fmt: skip

    refused = assert_refuses(
        world, "claim-not-backed", other.actor("manager"), Deliver,
        place=other.place, lines=(line,),
    )  # fmt: skip

    assert refused["why"] == "no-certificate"


def test_our_own_stock_leans_on_our_own_certificate_and_bought_beans_on_the_sellers(
    world: World,
) -> None:
    put_on_file(world)
    stock = {"place": world.coop.place, "product": "cacao.dry", "mass": kg(5)}
    world.do(world.manager, OpenLot, **stock, claims=("organic",))
    bought = {**stock, "seller": world.coop.buyer, "claims": ("organic",)}
    assert_refuses(world, "claim-not-backed", world.manager, BuyLot, **bought)

    paper = put_on_file(world, number="X-9", holder="Buyer NAR")
    made = world.do(world.manager, BuyLot, **bought)

    assert made.entries[0].body["claim_certificates"] == (("organic", paper),)
    group = {**bought, "seller": world.coop.group}
    assert_refuses(world, "claim-not-backed", world.manager, BuyLot, **group)


def test_a_bought_lot_keeps_country_process_document_and_that_nobody_weighed_it(
    world: World,
) -> None:
    words = StockWords(
        product="cacao.dry", mass="900", place="Centro NAR", seller="Buyer NAR", country="ec",
        process="lavado", estimated=True, harvest="2025",
    )  # fmt: skip
    lot = world.lot(gate.take_in(world.node, world.manager, words))

    assert (lot.country, lot.process, lot.harvest, lot.how) == ("EC", "lavado", "2025", "p")
    for country in ("Ecuador", "XX", "P"):
        assert_refused(
            world,
            "unknown-country",
            lambda country=country: gate.take_in(  # type: ignore[misc]
                world.node, world.manager, replace(words, country=country)
            ),
        )


def test_certificates_that_cannot_be_are_refused(world: World) -> None:
    put_on_file(world)

    def wrong(code: str, **changed: Any) -> None:
        assert_refused(world, code, lambda: put_on_file(world, **{"number": "N", **changed}))

    wrong("scheme-taken", number="CU-1")
    wrong("period-backwards", ends="2025-12-31")
    wrong("time-unreadable", begins="enero")
    wrong("not-a-scheme-claim", claims=("fine-aromatic",))
    wrong("nothing-named", scheme="EU 2018/848")
    wrong("unknown-product", products=("arroz",))
    wrong("not-found", members=("F-99",))
    wrong("not-found", holder="Nadie")
    assert_refused(
        world,
        "not-found",
        lambda: schemes.suspend_scheme(world.node, world.manager, "CU-2", None),
    )


def single(world: World, family: int, mass: int = 50) -> str:
    return world.delivered(
        mass, claims=("single-farm",), household=world.coop.families[family].household
    )


def test_a_single_farm_says_whose(world: World) -> None:
    line = NewLine(product="cacao.wet", gross=kg(5), claims=("single-farm",))

    assert_refuses(
        world, "single-farm-of-nobody", world.manager, Deliver,
        place=world.coop.place, lines=(line,),
    )  # fmt: skip


def test_lots_of_one_family_blend_into_a_lot_of_a_single_farm(world: World) -> None:
    inputs = ((single(world, 0), None), (single(world, 0), None))

    made = world.do(world.manager, Blend, inputs=inputs, output=kg(100))

    assert made.entries[0].body["claims"] == ("single-farm",)


def test_lots_of_two_families_are_of_no_single_farm(world: World) -> None:
    one, other = single(world, 0), single(world, 1)
    mix = {"inputs": ((one, None), (other, None)), "output": kg(100)}

    refused = assert_refuses(world, "farms-mixed", world.manager, Blend, **mix)
    made = world.do(world.manager, Blend, **mix, lose=("single-farm",), reason="no more boxes")

    assert refused == {"lots": f"{one}, {other}"}
    assert made.entries[0].body["lost"] == ("single-farm",)


def test_a_box_of_one_family_stays_so_through_drying_and_splitting(world: World) -> None:
    batch = world.opened()
    world.do(world.manager, Take, batch=batch, lots=((single(world, 0), None, "w"),))
    assert_refuses(
        world, "farms-mixed", world.manager, Take,
        batch=batch, lots=((single(world, 1), None, "w"),),
    )  # fmt: skip
    world.do(world.manager, Take, batch=batch, lots=((single(world, 0), None, "w"),))
    dry = world.given(batch, 39)[0]
    parts = world.do(world.manager, Split, lot=dry, masses=(kg(10), kg(20)))
    first, second = (part[0] for part in parts.entries[0].body["parts"])
    other_box = world.opened()
    world.do(world.manager, Take, batch=other_box, lots=((single(world, 1), None, "w"),))
    foreign = world.given(other_box, 19)[0]

    same = (
        world.do(world.manager, Blend, inputs=((first, None), (second, None)), output=kg(30))
        .entries[0]
        .body["lot"]
    )

    assert world.lot(same).claims == ("single-farm",)
    assert_refuses(
        world, "farms-mixed", world.manager, Blend,
        inputs=((same, None), (foreign, None)), output=kg(49),
    )  # fmt: skip


def test_two_bought_lots_of_single_farms_are_of_two_farms(world: World) -> None:
    one, other = (world.stock(10, claims=("single-farm",)) for _ in range(2))

    assert_refuses(
        world, "farms-mixed", world.manager, Blend,
        inputs=((one, None), (other, None)), output=kg(20),
    )  # fmt: skip


def test_one_transaction_of_two_families_into_a_box_loses_the_single_farm(world: World) -> None:
    def words(*families: str) -> DeliveryWords:
        lines = tuple(
            LineWords(product="baba", gross="20", household=one, claims=("single-farm",))
            for one in families
        )
        return DeliveryWords(lines=lines, into="CAJA-3")

    def act(*families: str) -> None:
        gate.deliver(world.node, world.manager, words(*families))

    assert_refused(world, "farms-mixed", lambda: act("F-1", "F-2"))
    act("F-1", "F-1")
    assert_refused(world, "farms-mixed", lambda: act("F-2"))


def test_two_variety_classes_leave_neither(world: World) -> None:
    fine = world.delivered(50, claims=("fine-aromatic",))
    clone = world.delivered(50, claims=("ccn-51",))
    mix = {"inputs": ((fine, None), (clone, None)), "output": kg(100)}

    assert_refuses(
        world, "claim-would-be-lost", world.manager, Blend, **mix, lose=("ccn-51",), reason="x"
    )
    made = world.do(
        world.manager, Blend, **mix, lose=("ccn-51", "fine-aromatic"), reason="common grade"
    )

    assert made.entries[0].body.get("claims", ()) == ()
