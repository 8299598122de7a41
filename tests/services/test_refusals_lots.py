import pytest
from tests.support.refused import assert_refuses
from tests.support.world import World, kg

from acopio.domain.masses import Mass
from acopio.domain.rules.custody import Going, ReportReceipt, Send
from acopio.domain.rules.decisions import Decide
from acopio.domain.rules.labels import PrintLabels
from acopio.domain.rules.lots import Blend, Pack, Split
from acopio.domain.rules.sampling import Draw

NOTHING = Mass(0, "0 kg")


def packed(world: World, mass: int = 100, each: int = 10) -> str:
    """Return a lot of which every gram is in sacks."""
    lot = world.stock(mass)
    world.do(world.manager, Pack, lot=lot, masses=(each * 1000,) * (mass // each))
    return lot


def profile(world: World) -> str:
    from acopio.services import profiles

    return profiles.add_profile(
        world.node,
        world.manager,
        profiles.NewProfile(
            name="Fino", product="cacao.dry", limits=("cacao.cut.iso2451:grade in I",)
        ),
    )


def test_a_blend_takes_no_more_than_there_is(world: World) -> None:
    one, other = world.stock(100), world.stock(50)

    refused = assert_refuses(
        world, "not-enough-mass", world.manager, Blend,
        inputs=((one, 100_001), (other, None)), output=kg(150),
    )  # fmt: skip

    assert refused == {"lot": one, "left_g": 100_000, "asked_g": 100_001}


def test_a_used_up_lot_gives_nothing_more(world: World) -> None:
    one = world.stock(100)
    world.do(world.manager, Blend, inputs=((one, None),), output=kg(100))

    for act, fields in (
        (Blend, {"inputs": ((one, None),), "output": kg(1)}),
        (Split, {"lot": one, "masses": (kg(1),)}),
        (Draw, {"purpose": "offer", "mass": kg(1), "lot": one}),
        (Send, {"to": world.coop.buyer, "lots": (Going(lot=one),)}),
    ):
        assert_refuses(world, "not-enough-mass", world.manager, act, **fields)


@pytest.mark.parametrize("grams", [0, -1, -1_000_000])
def test_nothing_or_less_is_never_drawn(world: World, grams: int) -> None:
    lot = world.stock()
    mass = Mass(grams, f"{grams} g")

    for act, fields in (
        (Blend, {"inputs": ((lot, grams),), "output": kg(1)}),
        (Split, {"lot": lot, "masses": (mass, kg(20))}),
        (Draw, {"purpose": "offer", "mass": mass, "lot": lot}),
    ):
        assert_refuses(world, "mass-not-positive", world.manager, act, **fields)


def test_another_organisations_lot_is_left_alone(world: World) -> None:
    theirs = world.stock(coop=world.coops[1])
    fino = profile(world)

    for act, fields in (
        (Blend, {"inputs": ((theirs, None),), "output": kg(100)}),
        (Split, {"lot": theirs, "masses": (kg(1),)}),
        (Pack, {"lot": theirs, "masses": (1000,)}),
        (Send, {"to": world.coop.buyer, "lots": (Going(lot=theirs),)}),
        (Draw, {"purpose": "offer", "mass": kg(1), "lot": theirs}),
        (Decide, {"lot": theirs, "profile": fino, "what": "rejected", "reason": "no"}),
    ):
        refused = assert_refuses(world, "not-the-holder", world.manager, act, **fields)
        assert refused["holder"] == world.coops[1].id


def test_a_lot_on_the_way_is_left_alone_until_it_is_answered(world: World) -> None:
    lot = world.stock()
    sent = world.do(world.manager, Send, to=world.coop.buyer, lots=(Going(lot=lot),))
    dispatch = sent.entries[0].body["dispatch"]
    fino = profile(world)

    for act, fields in (
        (Blend, {"inputs": ((lot, None),), "output": kg(100)}),
        (Split, {"lot": lot, "masses": (kg(1),)}),
        (Pack, {"lot": lot, "masses": (1000,)}),
        (Send, {"to": world.coop.buyer, "lots": (Going(lot=lot),)}),
        (Draw, {"purpose": "offer", "mass": kg(1), "lot": lot}),
        (Decide, {"lot": lot, "profile": fino, "what": "rejected", "reason": "no"}),
    ):
        refused = assert_refuses(world, "on-the-way", world.manager, act, **fields)
        assert refused["dispatch"] == dispatch


def test_what_a_buyer_received_is_the_buyers(world: World) -> None:
    lot = world.stock()
    sent = world.do(world.manager, Send, to=world.coop.buyer, lots=(Going(lot=lot),))
    world.do(
        world.manager, ReportReceipt, dispatch=sent.entries[0].body["dispatch"],
        receiver=world.coop.buyer, received=((lot, 100_000),),
    )  # fmt: skip

    assert_refuses(
        world, "not-the-holder", world.manager, Send,
        to=world.coop.buyer, lots=(Going(lot=lot),),
    )  # fmt: skip


def test_a_lot_that_nobody_made_is_not_found(world: World) -> None:
    for act, fields in (
        (Blend, {"inputs": (("NAR22222222", None),), "output": kg(1)}),
        (Split, {"lot": "NAR22222222", "masses": (kg(1),)}),
        (Pack, {"lot": "NAR22222222", "masses": (1,)}),
        (
            PrintLabels,
            {
                "number": "E-1",
                "medium": "a4",
                "labels": (("NAR22222222", 1, 1, 1),),
                "lots": ("NAR22222222",),
            },
        ),
    ):
        assert_refuses(world, "not-found", world.manager, act, **fields)


def test_a_lot_stands_once_in_a_blend(world: World) -> None:
    lot = world.stock()

    assert_refuses(
        world, "named-twice", world.manager, Blend,
        inputs=((lot, 10_000), (lot, 20_000)), output=kg(30),
    )  # fmt: skip


def test_an_act_names_something(world: World) -> None:
    lot = world.stock()

    assert_refuses(world, "nothing-named", world.manager, Blend, inputs=(), output=kg(1))
    assert_refuses(world, "nothing-named", world.manager, Split, lot=lot)
    assert_refuses(world, "nothing-named", world.manager, Pack, lot=lot, masses=())
    assert_refuses(world, "nothing-named", world.manager, Send, to=world.coop.buyer, lots=())


def test_two_products_are_not_blended(world: World) -> None:
    inputs = ((world.stock(), None), (world.stock(product="coffee.green"), None))

    refused = assert_refuses(
        world, "different-products", world.manager, Blend, inputs=inputs, output=kg(200)
    )

    assert refused["products"] == "cacao.dry, coffee.green"


def test_lots_that_lie_apart_are_not_mixed_nor_sent_together(world: World) -> None:
    here, there = world.stock(), world.stock(place=world.coop.other_place)

    assert_refuses(
        world, "elsewhere", world.manager, Blend,
        inputs=((here, None), (there, None)), output=kg(200),
    )  # fmt: skip
    assert_refuses(
        world, "elsewhere", world.manager, Send,
        to=world.coop.buyer, lots=(Going(lot=here), Going(lot=there)),
    )  # fmt: skip


def test_a_claim_is_not_lost_unless_that_is_said_with_a_reason(world: World) -> None:
    organic = world.stock(claims=("organic", "fine-aromatic"))
    plain = world.stock(claims=("fine-aromatic",))
    mix = {"inputs": ((organic, None), (plain, None)), "output": kg(200)}

    refused = assert_refuses(world, "claim-would-be-lost", world.manager, Blend, **mix)
    assert refused == {"claim": "organic", "lots": plain}
    assert_refuses(
        world, "claim-would-be-lost", world.manager, Blend,
        **mix, lose=("fine-aromatic",), reason="sold as plain",
    )  # fmt: skip
    why = assert_refuses(world, "reason-needed", world.manager, Blend, **mix, lose=("organic",))
    assert why == {"why": "claims-lost"}
    made = world.do(world.manager, Blend, **mix, lose=("organic",), reason="sold as plain").entries[
        0
    ]

    assert list(made.body["lost"]) == ["organic"]
    assert world.lot(made.body["lot"]).claims == ("fine-aromatic",)


@pytest.mark.parametrize("output", [kg(1007), kg(993)])
def test_a_difference_beyond_tolerance_asks_for_a_reason_and_a_second_person(
    world: World, output: Mass
) -> None:
    mix = {"inputs": ((world.stock(1000), None),), "output": output}

    assert_refuses(world, "reason-needed", world.manager, Blend, **mix)
    assert_refuses(world, "second-person-needed", world.manager, Blend, **mix, reason="scale")
    made = world.do(world.two, Blend, **mix, reason="scale").entries[0]

    assert made.body["difference_g"] == 1_000_000 - output.g
    assert len(made.by) == 2


@pytest.mark.parametrize("output", [kg(1005), kg(995)])
def test_a_difference_within_tolerance_needs_no_word(world: World, output: Mass) -> None:
    made = world.do(world.manager, Blend, inputs=((world.stock(1000), None),), output=output)

    assert made.entries[0].body["difference_g"] == 1_000_000 - output.g


def test_a_rejected_lot_enters_a_blend_only_with_a_reason_and_a_second_person(
    world: World,
) -> None:
    lot = world.stock()
    world.do(
        world.manager, Decide, lot=lot, profile=profile(world), what="rejected", reason="mould"
    )
    mix = {"inputs": ((lot, None), (world.stock(), None)), "output": kg(200)}

    why = assert_refuses(world, "reason-needed", world.manager, Blend, **mix)
    assert why == {"why": "rejected-in-blend"}
    assert_refuses(world, "second-person-needed", world.manager, Blend, **mix, reason="industrial")
    made = world.do(world.two, Blend, **mix, reason="industrial").entries[0]

    assert world.lot(made.body["lot"]).rejected == ()
    assert world.lot(made.body["lot"]).certified == ()


def test_sacks_hold_no_more_than_the_lot(world: World) -> None:
    lot = world.stock(100)
    world.do(world.manager, Pack, lot=lot, masses=(60_000,))

    refused = assert_refuses(
        world, "sacks-exceed-lot", world.manager, Pack, lot=lot, masses=(40_000, 1)
    )

    assert refused == {"lot": lot, "loose_g": 40_000, "asked_g": 40_001}


@pytest.mark.parametrize("grams", [0, -1])
def test_a_sack_of_nothing_or_less_is_refused(world: World, grams: int) -> None:
    assert_refuses(
        world, "mass-not-positive", world.manager, Pack,
        lot=world.stock(), masses=(50_000, grams),
    )  # fmt: skip


def test_a_number_may_be_reserved_before_the_sack_is_weighed(world: World) -> None:
    lot = packed(world)
    world.do(world.manager, Draw, purpose="offer", mass=kg(1), lot=lot)
    world.do(world.manager, Pack, lot=lot, masses=(None, None))

    assert world.lot(lot).sacks == 12
    assert_refuses(world, "sack-not-here", world.manager, Split, lot=lot, sacks=((11, 12),))


def test_a_lot_has_at_most_29790_sacks(world: World) -> None:
    assert_refuses(
        world, "sack-number-out-of-range", world.manager, Pack,
        lot=world.stock(), masses=(None,) * 29_791,
    )  # fmt: skip


def test_a_sack_that_is_not_in_the_lot_is_not_split_off(world: World) -> None:
    lot = packed(world)
    world.do(world.manager, Split, lot=lot, sacks=((1, 2),))

    for numbers in ((1, 1), (2, 3), (10, 11), (0, 1), (11, 11), (1, 10**12)):
        assert_refuses(world, "sack-not-here", world.manager, Split, lot=lot, sacks=(numbers,))
    assert_refuses(world, "sack-not-here", world.manager, Split, lot=world.stock(), sacks=((1, 1),))


@pytest.mark.parametrize("ranges", [((1, 3), (3, 5)), ((2, 2), (2, 2)), ((1, 9), (4, 5))])
def test_a_sack_goes_into_one_part_only(world: World, ranges: tuple[tuple[int, int], ...]) -> None:
    lot = packed(world)

    assert_refuses(world, "named-twice", world.manager, Split, lot=lot, sacks=ranges)
    assert_refuses(
        world, "named-twice", world.manager, Send,
        to=world.coop.buyer, lots=(Going(lot=lot, sacks=ranges),),
    )  # fmt: skip


def test_a_part_of_a_packed_lot_goes_by_sack_number(world: World) -> None:
    lot = packed(world)

    for act, fields in (
        (Split, {"lot": lot, "masses": (kg(1),)}),
        (Split, {"lot": lot, "masses": (kg(100),)}),
        (Split, {"lot": lot, "masses": (kg(1),), "sacks": ((1, 1),)}),
        (Blend, {"inputs": ((lot, 1000),), "output": kg(1)}),
    ):
        refused = assert_refuses(world, "in-sacks", world.manager, act, **fields)
        assert refused["loose_g"] == 0


def test_what_is_loose_beside_the_sacks_may_be_drawn(world: World) -> None:
    lot = world.stock(100)
    world.do(world.manager, Pack, lot=lot, masses=(30_000, 30_000))
    world.do(world.manager, Split, lot=lot, masses=(kg(40),))

    assert world.lot(lot).left_g == 60_000
    assert_refuses(world, "in-sacks", world.manager, Split, lot=lot, masses=(kg(1),))


def test_sacks_of_a_part_can_be_parted_again(world: World) -> None:
    lot = packed(world)
    half = world.do(world.manager, Split, lot=lot, sacks=((1, 5),)).entries[0].body["parts"][0][0]
    quarter = world.do(world.manager, Split, lot=half, sacks=((2, 3),)).entries[0]

    assert quarter.body["parts"][0][1] == 20_000
    assert world.lot(half).left_g == 30_000
    assert world.lot(half).packed_g == 30_000


def test_a_sample_is_missed_in_the_sacks_it_came_from(world: World) -> None:
    lot = packed(world, 20, 10)
    world.do(world.manager, Draw, purpose="offer", mass=kg(2), lot=lot, sacks=((2, 2),))
    parts = world.do(world.manager, Split, lot=lot, sacks=((1, 1), (2, 2))).entries[0].body["parts"]

    assert [tuple(part[1:]) for part in parts] == [(10_000, "w"), (8_000, "w")]


def test_a_sample_empties_no_sack(world: World) -> None:
    sample = {"purpose": "offer", "lot": packed(world, 20, 10), "sacks": ((1, 1),)}

    assert_refuses(world, "sample-empties-sacks", world.manager, Draw, mass=kg(10), **sample)


def test_a_whole_packed_lot_that_is_mixed_leaves_empty_sacks(world: World) -> None:
    from acopio.domain.rows.lots import Sack

    lot = packed(world)
    world.do(world.manager, Blend, inputs=((lot, None),), output=kg(100))

    with world.node.reading() as reader:
        assert {sack.state for sack in reader.where(Sack, lot=lot)} == {"emptied"}
    assert world.lot(lot).packed_g == 0


def test_a_code_that_is_in_use_is_not_given_again(either_world: World) -> None:
    world = either_world
    lot = world.stock()

    assert_refuses(
        world, "already-there", world.manager, Blend,
        inputs=((world.stock(), None),), output=kg(100), lot=lot,
    )  # fmt: skip
