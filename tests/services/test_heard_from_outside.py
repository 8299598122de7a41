"""What others say and confirm, on the buyer's page and in a certificate checked offline."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.houses import confirmed_by
from tests.web.world import World, build

from acopio.documents.pages.render import published_lot
from acopio.domain.entries.fields import Document
from acopio.domain.rows.custody import Dispatch
from acopio.services.certificates import certify_custody
from acopio.services.papers import kept
from acopio.services.publish import public_facts
from acopio.services.reports import ReportWords, ReturnWords, give_back, said
from acopio.services.verify import verify_certificate

BUYER = "Choc Maker BV"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Return a season with a lot of which two sacks were dispatched to a buyer."""
    made = build(tmp_path)
    yield made
    made.node.engine.dispose()


def page(world: World, lot: str) -> str:
    with world.node.reading() as reader:
        return published_lot(public_facts(reader, lot)).decode("utf-8")


def number_of(world: World) -> str:
    with world.node.reading() as reader:
        return reader.where(Dispatch)[0].number


def tell(world: World, about: str, tmp_path: Path, what: str = "tested") -> None:
    scan = tmp_path / "lab.pdf"
    scan.write_bytes(b"%PDF-1.7 cadmio 0.4")
    with kept(world.node, [f"lab:77={scan}"]) as docs:
        words = ReportWords(
            reporter=BUYER, what=what, about=about, text="<b>Ana</b> dijo 0.4", docs=docs
        )
        said(world.node, world.actor, words)


def test_the_page_says_who_reported_what_and_that_nobody_confirmed(
    world: World, tmp_path: Path
) -> None:
    tell(world, world.lot, tmp_path)

    shown = page(world, world.lot)

    assert "Informe de terceros: analizó" in shown
    assert f"informado por {BUYER}, no confirmado" in shown
    assert f"reported by {BUYER}, not confirmed" in shown
    assert "dijo 0.4" not in shown


def test_the_page_keeps_the_report_beside_the_confirmation(world: World, tmp_path: Path) -> None:
    number = number_of(world)
    assert "Arrival reported by the receiver, not confirmed" in page(world, world.sent)
    confirmed_by(world.node, world.actor, number, BUYER)

    shown = page(world, world.sent)

    assert "Arrival confirmed by the receiver in its own log" in shown
    assert f"reported by {BUYER}, not confirmed" in shown
    assert "Arrival confirmed by the receiver: arrived as sent" in shown


def test_a_certificate_with_reports_and_returns_is_checked_offline(
    world: World, tmp_path: Path
) -> None:
    number = number_of(world)
    tell(world, number, tmp_path, "stored")
    words = ReturnWords(
        lots=(f"{world.sent}=97.5",),
        place="Centro Juanjuí",
        docs=(Document(type="guia", number="V001-1"),),
    )
    give_back(world.node, world.actor, words)
    confirmed_by(world.node, world.actor, number, BUYER)
    tell(world, world.sent, tmp_path)

    issued = certify_custody(world.node, world.actor, world.sent)
    found = verify_certificate(issued.pdf)

    assert found.passed, found.checks
