import pytest
from tests.support.refused import assert_refuses
from tests.support.world import World, kg

from acopio.domain.masses import Mass
from acopio.domain.rules.batches import Close, Give, Note, Open, Pass, Take


def test_a_batch_takes_no_more_of_a_lot_than_there_is(world: World) -> None:
    batch, lot = world.opened(), world.delivered(64)

    assert_refuses(
        world, "not-enough-mass", world.manager, Take, batch=batch, lots=((lot, 64_001, "w"),)
    )
    world.do(world.manager, Take, batch=batch, lots=((lot, None, "w"),))
    assert_refuses(
        world, "not-enough-mass", world.manager, Take, batch=batch, lots=((lot, None, "w"),)
    )


@pytest.mark.parametrize("grams", [0, -5])
def test_a_batch_takes_something(world: World, grams: int) -> None:
    assert_refuses(
        world, "mass-not-positive", world.manager, Take,
        batch=world.opened(), lots=((world.delivered(), grams, "w"),),
    )  # fmt: skip


def test_a_lot_goes_into_a_batch_once_in_an_act(world: World) -> None:
    batch, lot = world.opened(), world.delivered()

    assert_refuses(world, "nothing-named", world.manager, Take, batch=batch, lots=())
    assert_refuses(
        world, "named-twice", world.manager, Take,
        batch=batch, lots=((lot, 1_000, "w"), (lot, None, "w")),
    )  # fmt: skip


def test_a_batch_takes_one_product(world: World) -> None:
    batch = world.filled()
    dry = world.stock(product="cacao.semi-dry")

    assert_refuses(
        world, "different-products", world.manager, Take, batch=batch, lots=((dry, None, "w"),)
    )


@pytest.mark.parametrize("product", ["coffee.cherry", "cacao.wet"])
def test_beans_do_not_change_their_crop_nor_go_back(world: World, product: str) -> None:
    batch = world.opened(product=product)
    lots = ((world.stock(product="cacao.dry"), None, "w"),)

    assert_refuses(world, "no-such-processing", world.manager, Take, batch=batch, lots=lots)


@pytest.mark.parametrize("product", ["coffee.green", "coffee.husk"])
def test_what_comes_out_is_of_the_same_crop(world: World, product: str) -> None:
    batch, into = world.filled(), world.opened("coffee.green", "dryer")

    assert_refuses(
        world, "no-such-processing", world.manager, Give,
        batch=batch, product=product, masses=(kg(1),),
    )  # fmt: skip
    assert_refuses(
        world, "no-such-processing", world.manager, Pass, batch=batch, into=into, product=product
    )


def test_what_comes_out_is_not_less_processed_than_what_went_in(world: World) -> None:
    batch, into = world.opened(), world.opened(kind="dryer")
    world.do(world.manager, Take, batch=batch, lots=((world.stock(), None, "w"),))

    assert_refuses(
        world, "no-such-processing", world.manager, Give,
        batch=batch, product="cacao.wet", masses=(kg(1),),
    )  # fmt: skip
    assert_refuses(
        world, "no-such-processing", world.manager, Pass,
        batch=batch, into=into, product="cacao.semi-dry",
    )  # fmt: skip


def test_a_lot_goes_into_a_batch_where_it_lies(world: World) -> None:
    batch = world.opened(place=world.coop.other_place)

    refused = assert_refuses(
        world, "elsewhere", world.manager, Take, batch=batch, lots=((world.stock(), None, "w"),)
    )

    assert refused["needed"] == world.coop.other_place


def test_another_organisations_batch_or_lot_is_left_alone(world: World) -> None:
    batch = world.filled()
    other = world.coops[1].actor("manager")
    theirs = world.stock(coop=world.coops[1])

    for act, fields in (
        (Take, {"lots": ((theirs, None, "w"),)}),
        (Note, {"what": "turned"}),
        (Give, {"product": "cacao.dry", "masses": (kg(40),)}),
        (Pass, {"into": batch, "product": "cacao.dry"}),
        (Close, {}),
    ):
        assert_refuses(world, "not-the-holder", other, act, batch=batch, **fields)
    assert_refuses(
        world, "not-the-holder", world.manager, Take, batch=batch, lots=((theirs, None, "w"),)
    )


def test_a_batch_that_gave_something_takes_nothing_more(world: World) -> None:
    batch = world.filled()
    world.given(batch, 10)

    assert_refuses(
        world, "batch-has-given", world.manager, Take,
        batch=batch, lots=((world.delivered(), None, "w"),),
    )  # fmt: skip
    assert_refuses(
        world, "batch-has-given", world.manager, Pass,
        batch=world.filled(), into=batch, product="cacao.semi-dry",
    )  # fmt: skip


def test_a_batch_is_not_passed_into_itself(world: World) -> None:
    batch = world.filled()

    assert_refuses(
        world, "batch-has-given", world.manager, Pass,
        batch=batch, into=batch, product="cacao.semi-dry",
    )  # fmt: skip


def test_nothing_is_done_with_a_closed_batch(world: World) -> None:
    batch = world.filled()
    world.given(batch, 40)
    world.do(world.manager, Close, batch=batch)

    for act, fields in (
        (Take, {"lots": ((world.delivered(), None, "w"),)}),
        (Note, {"what": "turned"}),
        (Give, {"product": "cacao.dry", "masses": (kg(1),)}),
        (Pass, {"into": world.opened(), "product": "cacao.semi-dry"}),
        (Close, {}),
    ):
        assert_refuses(world, "batch-closed", world.manager, act, batch=batch, **fields)


def test_an_empty_batch_gives_nothing(world: World) -> None:
    batch = world.opened()

    assert_refuses(
        world, "batch-empty", world.manager, Give,
        batch=batch, product="cacao.dry", masses=(kg(1),),
    )  # fmt: skip
    assert_refuses(
        world, "batch-empty", world.manager, Pass,
        batch=batch, into=world.opened(), product="cacao.semi-dry",
    )  # fmt: skip


def test_giving_names_a_mass(world: World) -> None:
    batch = world.filled()

    assert_refuses(
        world, "nothing-named", world.manager, Give, batch=batch, product="cacao.dry", masses=()
    )


@pytest.mark.parametrize("grams", [0, -1])
def test_giving_names_a_mass_of_something(world: World, grams: int) -> None:
    batch = world.filled()

    assert_refuses(
        world, "field-unusable", world.manager, Give,
        batch=batch, product="cacao.dry", masses=(kg(40), Mass(grams, "0 kg")),
    )  # fmt: skip


def test_no_more_comes_out_than_went_in(world: World) -> None:
    batch = world.filled(100)

    refused = assert_refuses(
        world, "gives-more-than-taken", world.manager, Give,
        batch=batch, product="cacao.dry", masses=(kg(60), Mass(41_001, "41.001")),
    )  # fmt: skip

    assert refused == {"taken_g": 100_000, "given_g": 101_001}


def test_no_more_comes_out_on_the_second_day_either(world: World) -> None:
    batch = world.filled(100)
    world.given(batch, 60)

    assert_refuses(
        world, "gives-more-than-taken", world.manager, Give,
        batch=batch, product="cacao.dry", masses=(kg(42),),
    )  # fmt: skip


@pytest.mark.parametrize("part", [(2, 1), (0, 1), (-1, 2), (1, 1_000_000)])
def test_a_part_that_passes_on_is_more_than_nothing_and_at_most_all(
    world: World, part: tuple[int, int]
) -> None:
    assert_refuses(
        world, "gives-more-than-taken", world.manager, Pass,
        batch=world.filled(1), into=world.opened(), product="cacao.semi-dry", part=part,
    )  # fmt: skip


def test_beans_pass_on_once(world: World) -> None:
    batch = world.filled()
    fields = {"batch": batch, "product": "cacao.semi-dry"}
    world.do(world.manager, Pass, into=world.opened(), part=(1, 2), **fields)

    assert_refuses(
        world, "gives-more-than-taken", world.manager, Pass, into=world.opened(), **fields
    )
    world.do(world.manager, Pass, into=world.opened(), part=(1, 2), **fields)
    assert_refuses(
        world, "gives-more-than-taken", world.manager, Pass,
        into=world.opened(), part=(1, 100), **fields,
    )  # fmt: skip


@pytest.mark.parametrize("mass", [20, 60])
def test_a_yield_outside_its_band_asks_for_a_reason_and_a_second_person(
    world: World, mass: int
) -> None:
    batch = world.filled(100)
    world.given(batch, mass)

    why = assert_refuses(world, "reason-needed", world.manager, Close, batch=batch)
    assert why == {"why": "yield-outside-band"}
    assert_refuses(
        world, "second-person-needed", world.manager, Close, batch=batch, reason="very wet"
    )
    closed = world.do(world.two, Close, batch=batch, reason="very wet").entries[0]

    assert closed.body["loss_g"] == (100 - mass) * 1000
    assert closed.body["inside"] is False


def test_a_batch_that_gave_nothing_is_outside_its_band(world: World) -> None:
    assert_refuses(world, "reason-needed", world.manager, Close, batch=world.filled())


def test_a_yield_inside_its_band_needs_no_word(world: World) -> None:
    batch = world.filled(100)
    world.given(batch, 20, 19)
    world.do(world.manager, Close, batch=batch)

    assert world.batch(batch).loss_g == 61_000


def test_the_kinds_of_batch_are_known(world: World) -> None:
    assert_refuses(
        world, "unknown-batch-kind", world.manager, Open,
        kind="oven", place=world.coop.place, product="cacao.dry",
    )  # fmt: skip
    assert_refuses(
        world, "unknown-product", world.manager, Open,
        kind="box", place=world.coop.place, product="tea",
    )  # fmt: skip
    assert_refuses(
        world, "not-found", world.manager, Open, kind="box", place="nowhere", product="cacao.dry"
    )


def test_a_batch_keeps_the_claims_that_all_its_lots_have(world: World) -> None:
    batch = world.opened()
    one_farm = world.delivered(
        claims=("single-farm", "fine-aromatic"), household=world.coop.families[0].household
    )
    plain = world.delivered(claims=("fine-aromatic",))
    world.do(world.manager, Take, batch=batch, lots=((one_farm, None, "w"),))
    more = {"batch": batch, "lots": ((plain, None, "w"),)}

    assert_refuses(world, "claim-would-be-lost", world.manager, Take, **more)
    assert_refuses(world, "reason-needed", world.manager, Take, **more, lose=("single-farm",))
    world.do(world.manager, Take, **more, lose=("single-farm",), reason="box was half full")

    assert world.lot(world.given(batch, 70)[0]).claims == ("fine-aromatic",)


def test_a_sorting_without_a_known_yield_can_be_closed(world: World) -> None:
    batch = world.opened("cacao.second", "sorting")
    world.do(world.manager, Take, batch=batch, lots=((world.stock(100), None, "w"),))
    world.do(world.manager, Give, batch=batch, product="cacao.second", masses=(kg(3),))
    closed = world.do(world.manager, Close, batch=batch).entries[0]

    assert closed.body["loss_g"] == 97_000
