from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from tests.support.refused import assert_refused
from tests.support.world import World, everything

from acopio.domain.rows.lots import Batch, DeliveryLine
from acopio.errors import Refusal
from acopio.services import gate, register
from acopio.services.gate import DeliveryWords, LineWords
from acopio.storage.engine import writer
from acopio.storage.rebuild import rebuild

LINE = LineWords(product="baba", gross="64.5", household="F-1", all_plots=True, pad="004711")
HOSTILE = [
    "<script>alert(1)</script>",
    "'; DROP TABLE lot; --",
    '=HYPERLINK("http://x")',
    "{{ 7*7 }} {% raw %}",
    "^XA^FO50,50^FDx^FS^XZ",
    "../../etc/passwd",
    "\u202egnp.exe\u202c",
    "a\nb\r\nc\td",
    "Ñandú 🍫 可可 \u0301\u0301",
    "%s %(x)s :name ? $1",
    "NULL",
    "x" * 300,
]
UNREADABLE = ["", " " * 0, "a\x00b", "\ud800", "x" * 301]


@pytest.mark.parametrize("into", [None, "CAJA-3"])
def test_a_ticket_that_is_sent_again_is_recorded_once(
    either_world: World, into: str | None
) -> None:
    world = either_world
    place = None if into else "Centro NAR"
    words = DeliveryWords(lines=(LINE, LINE), place=place, into=into, command=world.uuid())
    first = gate.deliver(world.node, world.manager, words)
    before = world.everything()
    world.clock.moment += timedelta(minutes=5)
    second = gate.deliver(world.node, world.manager, words)

    assert second == first
    assert world.everything() == before
    other = replace(words, lines=(LINE,))
    assert_refused(
        world, "command-id-reused", lambda: gate.deliver(world.node, world.manager, other)
    )


def test_a_ticket_goes_straight_into_a_box(either_world: World) -> None:
    world = either_world
    made = gate.deliver(world.node, world.manager, DeliveryWords(lines=(LINE, LINE), into="CAJA-3"))
    again = replace(LINE, pad="004712")
    gate.deliver(world.node, world.manager, DeliveryWords(lines=(again,), into="CAJA-3"))

    with world.node.reading() as reader:
        (batch,) = reader.where(Batch)
        lines = reader.where(DeliveryLine, delivery=made.delivery)
    assert batch.taken_g == 3 * 64_500
    assert [world.lot(code).left_g for code in made.lots] == [0, 0]
    assert {line.plots for line in lines} == {((world.coop.families[0].plot, 1),)}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_a_name_and_nothing_else(either_world: World, name: str) -> None:
    world = either_world
    people = (register.NewPerson(name=name, document_type="DNI", document_number=name),)
    household = register.add_household(
        world.node, world.manager, register.NewHousehold(name=name, number=name, people=people)
    )
    register.add_place(
        world.node, world.manager, register.NewPlace(name=name, vessels=((name, "box"),))
    )
    register.add_organisation(world.node, world.manager, register.Outside(name=name, country="NL"))
    line = LineWords(product="baba", gross="64.5", household=household, pad=name, note=name)
    made = gate.deliver(world.node, world.manager, DeliveryWords(lines=(line,), into=name))

    with writer(world.node.engine).begin() as connection:
        before = everything(connection)
        rebuild(connection)
        assert everything(connection) == before
        pads = connection.execute(
            text("SELECT pad FROM delivery_line WHERE lot = :lot"), {"lot": made.lots[0]}
        ).scalars()
        assert list(pads) == [name]


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_name_that_could_not_be_read_back_is_refused(either_world: World, name: str) -> None:
    world = either_world
    before = world.everything()

    node, manager = world.node, world.manager
    acts: tuple[Callable[[], object], ...] = (
        lambda: register.add_household(node, manager, register.NewHousehold(name=name)),
        lambda: register.add_place(node, manager, register.NewPlace(name=name)),
        lambda: register.add_organisation(node, manager, register.Outside(name=name)),
    )
    for act in acts:
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "field-unusable"

    assert world.everything() == before
