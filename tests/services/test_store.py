"""Counts, sweepings, sacks, moves and samples as the store keeper knows them."""

from typing import Any

from tests.support.refused import assert_refused
from tests.support.world import World, everything, kg

from acopio.domain.entries.fields import Document
from acopio.domain.permissions import Actor
from acopio.domain.rows.custody import Dispatch
from acopio.domain.rows.lots import FULL, Count, Flow, Found, Lot, Sack
from acopio.domain.rows.parties import Organisation, Place
from acopio.domain.rows.quality import Sample
from acopio.domain.rules.custody import Going, Send
from acopio.domain.rules.lots import Blend, Pack
from acopio.domain.rules.sampling import Draw
from acopio.services import processing, register, samples, store
from acopio.services.facts import lot_facts
from acopio.services.store import CountWords, FoundWords, MoveWords, SackWords
from acopio.services.store_lists import COUNTS, SACKS, rows_of
from acopio.services.tracing import trace_lot
from acopio.storage.engine import writer
from acopio.storage.rebuild import rebuild


def counted(world: World, lot: str, mass: str, actor: Actor | None = None, **more: Any) -> Any:
    words = CountWords(lot=lot, mass=mass, **more)
    return store.count(world.node, actor or world.manager, [words]).lots[0]


def sacks_of(world: World, lot: str) -> dict[int, tuple[str, int | None]]:
    with world.node.reading() as reader:
        return {one.number: (one.state, one.mass_g) for one in reader.where(Sack, lot=lot)}


def balance(world: World, lot: str) -> dict[str, int]:
    with world.node.reading() as reader:
        return dict(lot_facts(reader, lot).balance)


def packed(world: World, mass: int = 100, each: int = 10) -> str:
    lot = world.stock(mass)
    world.do(world.manager, Pack, lot=lot, masses=(each * 1000,) * (mass // each))
    return lot


def assert_sound(world: World) -> None:
    """Assert that every gram has a cause, sacks add up, and a rebuild gives the same tables."""
    with writer(world.node.engine).begin() as connection:
        before = everything(connection)
        rebuild(connection)
        assert everything(connection) == before
    with world.node.reading() as reader:
        for lot in reader.where(Lot):
            gone = reader.where(Flow, lot=lot.code, way=["in", "loss"])
            assert lot.made_g == lot.left_g + sum(one.grams for one in gone)
            full = reader.where(Sack, lot=lot.code, state=list(FULL))
            assert sum(one.mass_g or 0 for one in full) == lot.packed_g
            assert lot.packed_g <= lot.left_g


def test_regained_moisture_is_believed_as_far_as_dry_matter_allows(world: World) -> None:
    lot = world.stock(1000, claims=("fine-aromatic",))

    done = counted(world, lot, "1010.8", moisture_before="6.5", moisture_after="7.5")

    assert (done.book_g, done.counted_g, done.cause) == (1_000_000, 1_010_800, "regain")
    assert world.lot(lot).left_g == 1_010_800
    assert world.lot(lot).claims == ("fine-aromatic",)
    assert balance(world, lot)["regain"] == -10_800
    assert_sound(world)


def test_drying_is_judged_the_same_way(world: World) -> None:
    lot = world.stock(1000)
    moisture: dict[str, Any] = {"moisture_before": "7.5", "moisture_after": "6.8"}

    assert_refused(world, "count-not-plausible", lambda: counted(world, lot, "985", cause="dried"))
    done = counted(world, lot, "992.5", **moisture)

    assert done.cause == "dried"
    assert balance(world, lot)["dried"] == 7_500


def test_a_loss_of_one_percent_needs_no_words_and_theft_takes_two_people(world: World) -> None:
    lot = world.stock(100)

    assert counted(world, lot, "99").cause == "scale"
    assert_refused(
        world, "second-person-needed",
        lambda: counted(world, lot, "60", cause="robo", reason="forzaron la puerta"),
    )  # fmt: skip
    counted(world, lot, "60", world.two, cause="robo", reason="forzaron la puerta")

    assert balance(world, lot) == {
        "made": 100_000, "drawn": 0, "scale": 1000, "theft": 39_000, "left": 60_000,
    }  # fmt: skip
    assert_sound(world)


def test_a_lot_that_is_gone_is_counted_at_nothing(world: World) -> None:
    lot = packed(world)

    counted(world, lot, "0", world.two, cause="theft", reason="todo")

    assert world.lot(lot).left_g == 0
    assert {state for state, _ in sacks_of(world, lot).values()} == {"emptied"}
    assert_refused(world, "count-not-plausible", lambda: counted(world, lot, "5", world.two))
    assert_sound(world)


def test_sacks_share_what_a_count_of_a_packed_lot_found(world: World) -> None:
    lot = packed(world)

    counted(world, lot, "99.005", cause="dried")

    row = world.lot(lot)
    assert (row.left_g, row.packed_g) == (99_005, 99_005)
    assert sorted(mass or 0 for _, mass in sacks_of(world, lot).values())[-1] == 9901
    assert_sound(world)


def test_with_loose_beans_the_difference_is_loose(world: World) -> None:
    lot = world.stock(105)
    world.do(world.manager, Pack, lot=lot, masses=(10_000,) * 10)

    counted(world, lot, "104.2")

    row = world.lot(lot)
    assert (row.left_g, row.packed_g) == (104_200, 100_000)
    assert {mass for _, mass in sacks_of(world, lot).values()} == {10_000}


def test_a_whole_place_is_counted_at_once_and_what_was_forgotten_is_named(world: World) -> None:
    one, other, forgotten = world.stock(100), world.stock(50), world.stock(20)
    place = f"Centro {world.coop.prefix}"

    done = store.count(
        world.node, world.manager,
        [CountWords(lot=one, mass="99.5"), CountWords(lot=other, mass="50")], place=place,
    )  # fmt: skip

    assert [(one.lot, one.counted_g) for one in done.lots] == [(one, 99_500), (other, 50_000)]
    assert [one.lot for one in done.not_counted] == [forgotten]


def test_lists_are_read_with_spanish_or_english_columns() -> None:
    spanish = "Lote;Peso;Humedad después\nA;64.5;7\n\nB;3;\n".encode()
    english = b"number,weight\r\n1,60.2\r\n"

    assert rows_of(spanish, COUNTS) == [
        (2, {"lot": "A", "mass": "64.5", "moisture_after": "7"}),
        (4, {"lot": "B", "mass": "3"}),
    ]
    assert rows_of(spanish.decode().encode("cp1252"), COUNTS) == rows_of(spanish, COUNTS)
    assert rows_of(english, SACKS) == [(2, {"number": "1", "mass": "60.2"})]


def test_sweepings_have_a_place_and_a_time_but_no_shares_and_no_claims(world: World) -> None:
    lot = store.find(
        world.node, world.manager,
        FoundWords(mass="12.5", product="cacao", kept_from="2026-06-01",
                   place=f"Centro {world.coop.prefix}"),
    )  # fmt: skip

    with world.node.reading() as reader:
        facts, traced = lot_facts(reader, lot), trace_lot(reader, lot)
        found = reader.one(Found, lot=lot)
    assert found is not None
    assert (found.kept_from, found.kept_to) == ("2026-06-01", "2026-11-20")
    assert (facts.product, facts.born, facts.claims) == ("cacao.sweepings", "found", ())
    assert (facts.families, facts.with_plots_g, facts.origins[0].families) == (0, 0, 0)
    assert traced.without_shares_g == 12_500
    assert_sound(world)


def test_found_beans_take_two_people_and_end_claims_by_name(world: World) -> None:
    words = FoundWords(mass="12.5", product="cacao.dry", kept_from="2026-06-01", cause="hallado",
                       place=f"Centro {world.coop.prefix}")  # fmt: skip
    with_reason = FoundWords(**{**_fields(words), "reason": "detrás de la secadora"})
    organic = world.stock(100, claims=("fine-aromatic",))

    assert_refused(world, "reason-needed", lambda: store.find(world.node, world.manager, words))
    assert_refused(
        world, "second-person-needed", lambda: store.find(world.node, world.manager, with_reason)
    )
    lot = store.find(world.node, world.two, with_reason)
    mix = {"inputs": ((organic, None), (lot, None)), "output": kg(112)}
    refused = assert_refused(
        world, "claim-would-be-lost", lambda: world.do(world.two, Blend, **mix)
    )

    assert refused == {"claim": "fine-aromatic", "lots": lot}
    blend = world.do(world.two, Blend, **mix, lose=("fine-aromatic",), reason="local")
    with world.node.reading() as reader:
        assert trace_lot(reader, blend.entries[0].body["lot"]).without_shares_g == 12_444
    assert_sound(world)


def _fields(words: Any) -> dict[str, Any]:
    return {name: getattr(words, name) for name in words.__dataclass_fields__}


def test_numbers_are_reserved_then_weighed_then_the_rest_is_void(world: World) -> None:
    lot = world.stock(100)
    assert processing.pack(world.node, world.manager, lot, sacks=5, reserve=True) == (1, 5)

    done = store.weigh_sacks(
        world.node, world.manager, SackWords(lot=lot, weights=(("1", "30.2"), ("2", "30.1")))
    )
    void = store.change_sacks(
        world.node, world.manager, lot, "void", unused=True, reason="sobraron"
    )

    assert (done, void) == ((2, 60_300), "3-5")
    assert world.lot(lot).packed_g == 60_300
    assert [state for state, _ in sacks_of(world, lot).values()] == ["packed"] * 2 + ["void"] * 3
    assert_sound(world)


def test_a_sack_weighed_again_moves_beans_to_the_loose_part_and_back(world: World) -> None:
    lot = world.stock(100)
    world.do(world.manager, Pack, lot=lot, masses=(10_000,) * 9)

    store.weigh_sacks(world.node, world.manager, SackWords(lot=lot, weights=(("3", "9.5"),)))
    assert (world.lot(lot).left_g, world.lot(lot).packed_g) == (100_000, 89_500)
    assert_refused(
        world, "sacks-exceed-lot",
        lambda: store.weigh_sacks(
            world.node, world.manager, SackWords(lot=lot, weights=(("3", "30"),))
        ),
    )  # fmt: skip
    assert_sound(world)


def test_sacks_that_weigh_more_in_all_are_a_count_as_well(world: World) -> None:
    lot = packed(world)

    store.weigh_sacks(
        world.node, world.manager,
        SackWords(lot=lot, weights=(("3", "10.5"), ("4", "10.2")), cause="humedad",
                  moisture_before="7", moisture_after="7.5"),
    )  # fmt: skip

    row = world.lot(lot)
    assert (row.left_g, row.packed_g) == (100_700, 100_700)
    assert sacks_of(world, lot)[3] == ("packed", 10_500)
    assert sacks_of(world, lot)[5] == ("packed", 10_000)
    assert balance(world, lot)["regain"] == -700
    assert_sound(world)


def test_burst_and_emptied_sacks_leave_their_beans_loose(world: World) -> None:
    lot = packed(world)

    store.change_sacks(world.node, world.manager, lot, "emptied", sacks=("1-2,5",))
    store.change_sacks(world.node, world.manager, lot, "burst", sacks=("3",), reason="gancho")
    store.weigh_sacks(
        world.node, world.manager,
        SackWords(lot=lot, weights=(("4", "9.9"),), rebagged=True, reason="yute roto"),
    )  # fmt: skip
    store.change_sacks(world.node, world.manager, lot, "re-used", sacks=("1",))

    row = world.lot(lot)
    assert (row.left_g, row.packed_g) == (100_000, 59_900)
    states = {number: state for number, (state, _) in sacks_of(world, lot).items()}
    assert states[1] == "re-used"
    assert states[4] == "re-bagged"
    assert (states[2], states[3], states[6]) == ("emptied", "burst", "packed")
    assert_sound(world)


def test_a_missing_sack_leaves_with_its_mass(world: World) -> None:
    lot = packed(world)

    assert_refused(
        world, "reason-needed",
        lambda: store.change_sacks(world.node, world.two, lot, "missing", sacks=("7",)),
    )  # fmt: skip
    assert_refused(
        world, "second-person-needed",
        lambda: store.change_sacks(
            world.node, world.manager, lot, "missing", sacks=("7",), reason="no está"
        ),
    )  # fmt: skip
    store.change_sacks(world.node, world.two, lot, "missing", sacks=("7",), reason="no está")

    assert balance(world, lot)["missing"] == 10_000
    assert (world.lot(lot).left_g, world.lot(lot).packed_g) == (90_000, 90_000)
    assert_sound(world)


def test_several_ranges_are_one_part(world: World) -> None:
    lot = packed(world)

    parts = processing.split(world.node, world.manager, lot, sacks=("1-3,5", "7-8"))
    world.do(
        world.manager, Send, to=world.coop.buyer, lots=(Going(lot=lot, sacks=((4, 4), (9, 10))),)
    )

    assert [world.lot(part).left_g for part in parts] == [40_000, 20_000]
    assert sorted(sacks_of(world, parts[0])) == [1, 2, 3, 5]
    assert (world.lot(lot).left_g, sorted(sacks_of(world, lot))) == (10_000, [6])
    assert_sound(world)


def test_a_sample_makes_the_sacks_lighter_that_were_opened_or_all_of_them(world: World) -> None:
    lot = packed(world)
    sample = {"purpose": "offer", "lot": lot}

    world.do(world.manager, Draw, mass=kg(2), **sample)
    assert {mass for _, mass in sacks_of(world, lot).values()} == {9800}
    world.do(world.manager, Draw, mass=kg(1), sacks=((1, 4), (9, 9)), **sample)

    masses = [mass for _, mass in sacks_of(world, lot).values()]
    assert masses == [9600] * 4 + [9800] * 4 + [9600, 9800]
    assert (world.lot(lot).left_g, world.lot(lot).packed_g) == (97_000, 97_000)
    assert_sound(world)


def drawn(world: World, lot: str) -> str:
    made = world.do(world.manager, Draw, purpose="pre-shipment", mass=kg(2), lot=lot)
    return str(made.entries[0].body["number"])


def test_a_sample_goes_out_is_approved_and_comes_back_as_a_lot(world: World) -> None:
    lot = world.stock(100, claims=("fine-aromatic",))
    number = drawn(world, lot)
    centre = f"Centro {world.coop.prefix}"

    samples.send(world.node, world.manager, number, f"Buyer {world.coop.prefix}", courier="DHL 12")
    words = samples.AnswerWords(sample=number, answer="aprobada", returned="1.5", place=centre)
    made = samples.answer(world.node, world.manager, words)

    assert made is not None
    row = world.lot(made)
    assert (row.left_g, row.claims, row.place) == (1500, ("fine-aromatic",), world.coop.place)
    assert balance(world, lot) == {
        "made": 100_000, "drawn": 1500, "sample": 500, "left": 98_000,
    }  # fmt: skip
    with world.node.reading() as reader:
        sample = reader.one(Sample, number=number)
        assert [one.lot for one in trace_lot(reader, made).origins] == [lot]
    assert sample is not None
    assert (sample.answer, sample.courier, sample.returned_g) == ("approved", "DHL 12", 1500)
    assert_sound(world)


def test_a_move_that_arrives_the_same_day_is_one_act(world: World) -> None:
    lot = packed(world)
    store_name = f"Almacén {world.coop.prefix}"

    done = store.move(
        world.node, world.manager,
        MoveWords(lots=(f"{lot}:1-3,5",), to_place=store_name,
                  docs=(Document(type="guia", number="T001-442"),)),
    )  # fmt: skip

    ((part, grams),) = done.lots
    row = world.lot(part)
    assert (grams, row.place, row.dispatch, row.owner) == (
        40_000, world.coop.other_place, None, world.coop.id,
    )  # fmt: skip
    assert world.lot(lot).place == world.coop.place
    with world.node.reading() as reader:
        dispatch = reader.one(Dispatch, number=done.number)
        assert [
            one.code
            for one in reader.newest_lots(
                world.coop.id, every=False, limit=9, place=world.coop.other_place
            )
        ] == [part]
    assert dispatch is not None
    assert (dispatch.purpose, dispatch.state) == ("move", "received")
    assert_refused(
        world, "lies-there",
        lambda: store.move(world.node, world.manager, MoveWords(lots=(part,), to_place=store_name)),
    )  # fmt: skip
    assert_sound(world)


def test_a_move_in_two_steps_lies_nowhere_until_it_is_received(world: World) -> None:
    from acopio.services.custody import ReceiptWords, receive

    lot = world.stock(100)
    name = f"Almacén {world.coop.prefix}"
    done = store.move(
        world.node, world.manager, MoveWords(lots=(lot,), to_place=name, arrived=False)
    )

    assert_refused(world, "on-the-way", lambda: counted(world, lot, "100"))
    receive(world.node, world.manager, ReceiptWords(
        dispatch=done.number, place=name, lots=(f"{lot}=99.9",), reason="polvo"))  # fmt: skip

    assert (world.lot(lot).place, world.lot(lot).left_g) == (world.coop.other_place, 99_900)
    assert_sound(world)


def test_stock_at_a_mill_that_others_run_is_ours_and_is_processed_there(world: World) -> None:
    node, actor = world.node, world.manager
    register.add_organisation(node, actor, register.Outside(name="Trilla SAC", country="PE"))
    register.add_place(
        node, actor, register.NewPlace(name="Trilla Jaén", kinds=("mill",), run_by="Trilla SAC")
    )
    lot = world.stock(100, product="coffee.dry-parchment")

    store.move(node, actor, MoveWords(lots=(lot,), to_place="Trilla Jaén"))
    run = processing.open_batch(
        node, actor, "PILA-1", kind="mill", place="Trilla Jaén", product="coffee.green"
    )
    processing.take(node, actor, processing.TakeWords(batch=run, lots=(lot,)))
    (green,) = processing.give(node, actor, run, ("80",))

    with node.reading() as reader:
        mill = reader.one(Place, name="Trilla Jaén")
        miller = reader.one(Organisation, name="Trilla SAC")
    assert mill is not None
    assert miller is not None
    assert (mill.run_by, mill.kinds) == (miller.id, ("mill",))
    assert world.lot(green).owner == world.coop.id
    assert world.lot(green).place == mill.id


def test_a_count_is_kept_with_what_the_book_said(world: World) -> None:
    lot = world.stock(100)

    counted(world, lot, "99.2", cause="balanza", reason="fin de mes")

    with world.node.reading() as reader:
        (row,) = reader.where(Count, lot=lot)
    assert (row.book_g, row.counted_g, row.cause, row.reason) == (
        100_000, 99_200, "scale", "fin de mes",
    )  # fmt: skip
