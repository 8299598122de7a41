"""The demo's season: what it holds, that it closes, and that it is loaded once."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tests.labels.samples import page_texts
from tests.support.postgres import PostgresServer

from acopio.cli.demo import run_demo
from acopio.cli.demo_words import WORDS
from acopio.cli.session import SESSION
from acopio.domain.codes import is_valid
from acopio.domain.rows.custody import Dispatch, DispatchLine
from acopio.domain.rows.lots import Batch, DeliveryLine, Lot
from acopio.domain.rows.parties import Membership, Person
from acopio.domain.rows.quality import Hold, Inspection
from acopio.domain.rows.reports import Confirmation
from acopio.services.demo import cast, season
from acopio.services.facts import lot_facts
from acopio.services.log import audit_all, rebuild_all
from acopio.services.node import Node
from acopio.services.opening import initialise
from acopio.services.verify import verify_certificate
from acopio.storage.engine import open_engine
from acopio.storage.log_store import leaves
from acopio.storage.projections import dump

pytestmark = pytest.mark.slow

EXPORT_LOTS = {
    "FINO-01": ("VDRDZRGEYJG", "cacao.dry", "in-store"),
    "FINO-02": ("VDR5Z3DJUES", "cacao.dry", "delivered"),
    "FINO-03": ("VDRQFWCU3J8", "cacao.dry", "in-store"),
    "FINO-04": ("VDRXJZWW4NC", "cacao.dry", "in-store"),
    "CCN-01": ("VDRM9GZ6TPX", "cacao.dry", "delivered"),
    "CCN-02": ("VDR48384399", "cacao.dry", "in-store"),
    "CAFE-01": ("VDRTHBPH7HM", "coffee.green", "in-store"),
    "CAFE-02": ("VDR7C73FJG3", "coffee.green", "in-store"),
}


@dataclass(frozen=True)
class Loaded:
    """A node after ``acopio demo``."""

    node: Node
    folder: Path


def node_on(url: str, home: Path) -> Node:
    home.mkdir(exist_ok=True)
    return Node(engine=open_engine(url), home=home, passphrase=lambda: "a pass phrase")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    """Return the demo, loaded once for the tests that only look."""
    home = tmp_path_factory.mktemp("demo")
    node = node_on(f"sqlite:///{(home / 'acopio.db').as_posix()}", home)
    run_demo(node, home / "demo")
    yield Loaded(node, home / "demo")
    node.engine.dispose()


def test_the_season_has_the_families_deliveries_and_lots_that_are_promised(demo: Loaded) -> None:
    counts = season.counts(demo.node)

    assert (counts.households, counts.people, counts.plots) == (60, 120, 120)
    assert (counts.deliveries, counts.lines, counts.dispatches) == (401, 409, 4)
    assert counts.received_g == 43_427_600
    assert {row.name: (row.code, row.product, row.state) for row in counts.lots} == EXPORT_LOTS
    assert [row.name for row in counts.lots if row.rejected] == ["CCN-01"]
    assert all(row.released != row.rejected for row in counts.lots)
    assert all(is_valid(row.code) for row in counts.lots)
    with demo.node.reading() as reader:
        pads = sorted(line.pad or "" for line in reader.where(DeliveryLine))
        members = {row.person for row in reader.where(Membership)}
        assert {one.gender for one in reader.where(Person) if one.id in members} == {"f", "m"}
    assert pads == [f"{number:06d}" for number in range(4701, 4701 + 409)]


def test_the_season_has_each_thing_that_a_visitor_should_see(demo: Loaded) -> None:
    with demo.node.reading() as reader:
        batches = reader.where(Batch)
        answers = {one.outcome for one in reader.where(DispatchLine) if one.outcome}
        sales = {one.id: one.state for one in reader.where(Dispatch) if one.purpose == "sale"}
        outcomes = sorted(
            f"{sales[line.dispatch]} {line.outcome}"
            for line in reader.where(DispatchLine)
            if line.dispatch in sales
        )
        holds = reader.where(Hold)
        inspected = {one.lot for one in reader.where(Inspection)}
        fine = reader.where(Lot, code=EXPORT_LOTS["FINO-04"][0])[0]
        organic = reader.where(Lot, code=EXPORT_LOTS["FINO-01"][0])[0]

    assert all(batch.state == "closed" for batch in batches)
    assert {batch.kind for batch in batches} == {"box", "dryer", "mill"}
    assert answers == {"as-sent", "short"}
    assert outcomes == ["confirmed short", "reported as-sent", "reported as-sent", "sent None"]
    assert len(holds) == 1
    assert holds[0].lifted
    assert {code for code, _, _ in EXPORT_LOTS.values()} <= inspected
    assert organic.claims == ("fairtrade", "fine-aromatic", "organic")
    assert fine.claims == ("fairtrade", "fine-aromatic")


def test_the_buyer_confirms_from_a_database_of_its_own(demo: Loaded) -> None:
    home = demo.node.home / "comprador"
    buyer = replace(demo.node, engine=open_engine(f"sqlite:///{home / 'acopio.db'}"), home=home)
    with demo.node.reading() as reader:
        (signed,) = reader.where(Confirmation)
        (line,) = (x for x in reader.where(DispatchLine) if x.reported_g is not None)
    with buyer.reading() as reader:
        (log,) = reader.logs()
        kept = [hashed for hashed, _ in leaves(reader.connection, log.log)]

    assert signed.entry in kept
    assert (line.sent_g - (line.reported_g or 0), line.sent_g - (line.received_g or 0)) == (
        5_500,
        5_200,
    )
    assert audit_all(buyer, full=True) == []
    assert (demo.folder / "confirmacion.json").is_file()
    buyer.engine.dispose()


def test_one_closing_is_outside_its_band_with_a_reason_and_two_people(demo: Loaded) -> None:
    with demo.node.reading() as reader:
        log = reader.log_of(season.manager(demo.node).organisation)
        entries = [json.loads(leaf) for _, leaf in leaves(reader.connection, log.log)]
    closed = [one for one in entries if one["kind"] == "batch.closed"]
    outside = [one for one in closed if not one["body"].get("inside", True)]

    assert len(outside) == 1
    assert len(set(outside[0]["by"])) == 2
    stamps = [one["recorded_at"] for one in entries]
    assert stamps == sorted(stamps)
    assert stamps[0] >= "2026-04-01"


def test_the_mass_of_every_lot_closes_and_its_origins_add_up(demo: Loaded) -> None:
    with demo.node.reading() as reader:
        for lot in reader.where(Lot):
            facts = lot_facts(reader, lot.code)
            parts = dict(facts.balance)
            assert parts.pop("made") == sum(parts.values()) == lot.made_g
            assert sum(origin.grams for origin in facts.origins) == lot.made_g


def test_labels_certificates_and_pages_lie_in_the_folder(demo: Loaded) -> None:
    for language in ("es", "en"):
        found = verify_certificate((demo.folder / f"certificado-{language}.pdf").read_bytes())
        assert found.passed, found.checks
    labels = (demo.folder / "etiquetas.pdf").read_bytes()
    assert "ORGÁNICO · ORGANIC · PE-BIO-000" in page_texts(labels)[0]
    for code, _, _ in EXPORT_LOTS.values():
        assert (demo.folder / "paginas" / "L" / code / "index.html").is_file()


def test_a_second_run_loads_nothing_and_writes_nothing(
    demo: Loaded, capsys: pytest.CaptureFixture[str]
) -> None:
    before = season.counts(demo.node).entries
    kept = (demo.folder / "certificado-es.pdf").read_bytes()

    run_demo(demo.node, demo.folder)

    assert season.counts(demo.node).entries == before
    assert (demo.folder / "certificado-es.pdf").read_bytes() == kept
    assert "acopio serve" in capsys.readouterr().err


def test_the_audit_finds_nothing_and_a_rebuild_gives_the_same_rows(demo: Loaded) -> None:
    assert audit_all(demo.node, full=True) == []
    with demo.node.engine.connect() as connection:
        before = dump(connection)
    rebuild_all(demo.node)
    with demo.node.engine.connect() as connection:
        assert dump(connection) == before


def test_a_database_with_other_entries_is_refused_and_left_alone(tmp_path: Path) -> None:
    node = node_on(f"sqlite:///{(tmp_path / 'acopio.db').as_posix()}", tmp_path)
    initialise(node, replace(cast.COOPERATIVE, name="Cooperativa Ñaupe", prefix="NAR"))
    before = season.counts(node).entries

    with pytest.raises(season.DemoNeedsEmpty) as refused:
        run_demo(node, tmp_path / "demo")

    assert refused.value.found == "Cooperativa Ñaupe"
    assert season.counts(node).entries == before
    assert not (tmp_path / "demo").exists()
    node.engine.dispose()


def test_a_demo_that_was_interrupted_says_so(tmp_path: Path) -> None:
    node = node_on(f"sqlite:///{(tmp_path / 'acopio.db').as_posix()}", tmp_path)
    season.begin(node)

    with pytest.raises(season.DemoUnfinished):
        run_demo(node, tmp_path / "demo")
    node.engine.dispose()


def test_a_rehearsal_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SESSION.options, "dry_run", True)
    node = node_on(f"sqlite:///{(tmp_path / 'acopio.db').as_posix()}", tmp_path)

    run_demo(node, tmp_path / "demo")

    assert not season.is_loaded(node)
    assert not (tmp_path / "keys").exists()
    node.engine.dispose()


def test_the_season_loads_on_postgresql_with_the_same_codes(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    url = postgres_server.create_database()
    node = node_on(url, tmp_path)
    season.begin(node).run()

    assert {row.name: row.code for row in season.counts(node).lots} == {
        name: code for name, (code, _, _) in EXPORT_LOTS.items()
    }
    assert season.is_loaded(node)
    node.engine.dispose()
    postgres_server.drop_database(url)


def test_both_languages_of_the_demo_say_the_same_things() -> None:
    assert WORDS["es"].keys() == WORDS["en"].keys()
