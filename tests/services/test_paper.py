"""Labels and certificates: one label for each sack, one page for each certificate."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from sqlalchemy import delete, insert, select
from tests.labels.samples import decoded, page_texts, printed
from tests.services.paperwork import (
    at,
    attached,
    handed_over,
    labels,
    log_key_in,
    neighbour,
    verdict,
    without_address,
)
from tests.web.world import World

from acopio.documents.bundle import ENTRIES, KEY, PROOF, TWIN
from acopio.documents.facts import LotFacts, SackFacts
from acopio.documents.label import ico_mark_line, remainders
from acopio.documents.layouts import Language
from acopio.domain.codes import printed as dashed
from acopio.domain.codes import sack_code
from acopio.domain.entries.envelope import read_entry
from acopio.domain.rows.custody import Certificate
from acopio.domain.rows.labels import LabelJob, LabelRange
from acopio.domain.rules.base import NotTheHolder
from acopio.domain.rules.paper import HistoryMoved, NothingToCertify
from acopio.domain.state import NotFound
from acopio.services import certificates, gate, processing, sampling
from acopio.services.certificates import certify_custody, reprint
from acopio.services.facts import lot_facts
from acopio.services.label_models import NoSacks, OtherSacks
from acopio.services.paper import AddressUnset
from acopio.services.publish import publish
from acopio.services.verify import verify_certificate
from acopio.storage.reader import Reader
from acopio.storage.tables import TABLE_OF


@pytest.fixture
def world(packed_world: World) -> World:
    return packed_world


def test_every_sack_gets_one_page_of_100_by_150_mm(world: World) -> None:
    job = labels(world.node, world.actor, world.lot)

    assert (job.job.due.runs, job.job.count) == (((world.lot, 3, 10, 1),), 8)
    with pypdfium2.PdfDocument(job.pdf) as document:
        sizes = {tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in document}
        assert len(document) == job.job.count
    assert sizes == {(100, 150)}


def test_each_label_leads_to_its_own_sack(world: World) -> None:
    job = labels(world.node, world.actor, world.lot)

    for page, number in enumerate(range(3, 11)):
        address = f"HTTPS://ID.EXAMPLE.PE/S/{sack_code(world.lot, number)}"
        assert decoded(printed(job.pdf, page=page)) == [address] * 2


def test_sacks_keep_the_code_of_the_lot_they_were_packed_for(world: World) -> None:
    (part,) = processing.split(world.node, world.actor, world.lot, sacks=("3-4",))
    job = labels(world.node, world.actor, part)

    found = [decoded(printed(job.pdf, page=page))[0] for page in range(job.job.count)]
    assert found == [f"HTTPS://ID.EXAMPLE.PE/S/{sack_code(world.lot, n)}" for n in (3, 4)]


def test_a_range_of_sacks_is_labelled_alone_and_written_down(world: World) -> None:
    job = labels(world.node, world.actor, world.lot, sacks="4-6")

    assert job.job.count == 3
    text = page_texts(job.pdf)[0]
    assert dashed(sack_code(world.lot, 4)) in text
    assert "4" in text
    with world.node.reading() as reader:
        (row,) = reader.where(LabelRange, subject=world.lot)
        (noted,) = reader.where(LabelJob)
    assert (row.first, row.last, row.printing) == (4, 6, 1)
    assert (noted.medium, noted.count, noted.good) == ("thermal-100x150", 3, None)


def test_the_origin_on_a_label_is_where_beans_grew_and_not_where_they_lie(world: World) -> None:
    text = page_texts(labels(world.node, world.actor, world.lot, sacks="4").pdf)[0]

    assert "Origen · Origin: San Martín" in text
    assert "Juanjuí" not in text


@pytest.mark.parametrize("sacks", ["11-20", "1-2"])
def test_sacks_that_are_not_in_the_lot_are_refused(world: World, sacks: str) -> None:
    with pytest.raises(OtherSacks):
        labels(world.node, world.actor, world.lot, sacks=sacks)


def test_a_lot_that_was_never_packed_has_no_labels(world: World) -> None:
    with pytest.raises(NoSacks):
        labels(world.node, world.actor, world.delivered)


def test_labels_that_would_lead_nowhere_are_refused(world: World) -> None:
    node = without_address(world)

    with pytest.raises(AddressUnset):
        labels(node, world.actor, world.lot)
    with pytest.raises(AddressUnset):
        certify_custody(node, world.actor, world.lot)
    with node.reading() as reader:
        assert reader.where(LabelJob) == []
        assert reader.where(Certificate) == []


def test_the_last_sack_is_a_remainder_only_when_it_is_lighter_than_all_others() -> None:
    def sacks(*masses: int | None) -> list[SackFacts]:
        return [
            SackFacts(code=sack_code("NAR7KQ4M9T6", n), number=n, of=3, mass_g=mass,
                      packed_on="2026-06-01", state="full", lot="NAR7KQ4M9T6")
            for n, mass in enumerate(masses, start=1)
        ]  # fmt: skip

    assert remainders(sacks(50_000, 50_000, 20_000)) == {sack_code("NAR7KQ4M9T6", 3)}
    assert remainders(sacks(50_000, 20_000, 50_000)) == frozenset()
    assert remainders(sacks(50_000, 50_000)) == frozenset()
    assert remainders(sacks(50_000, 50_000, None)) == frozenset()


@pytest.mark.parametrize(
    ("names", "line"),
    [
        (["030-0123-0045"], "030/0123/0045"),
        (["030-0123-0045", "30/123/45"], "030/0123/0045"),
        (["030-12345-0045"], "030/12345/0045"),
        (["030-0123-0045", "030-0123-0046"], None),
        (["lote 7"], None),
    ],
)
def test_a_sack_bears_the_one_ico_mark_there_is(names: list[str], line: str | None) -> None:
    assert ico_mark_line(names) == line


def test_it_is_said_whether_the_page_behind_the_labels_is_out(world: World, tmp_path: Path) -> None:
    before = labels(world.node, world.actor, world.lot)
    publish(world.node, world.organisation, tmp_path / "site")
    after = labels(world.node, world.actor, world.lot, reason="otra vez")

    assert (before.job.unpublished, after.job.unpublished) == ((world.lot,), ())


def test_the_evening_in_peru_is_still_today(world: World) -> None:
    """At nine in the evening of Lima it is tomorrow in Greenwich."""
    node = at(world, lambda: datetime(2027, 3, 2, 2, 0, tzinfo=UTC))

    labels(node, world.actor, world.lot)
    issued = certify_custody(node, world.actor, world.lot)

    with node.reading() as reader:
        assert [job.day for job in reader.where(LabelJob)] == ["2027-03-01"]
        (row,) = reader.where(Certificate)
    assert row.day == "2027-03-01"
    assert verdict(issued.pdf) == "passed"


def test_a_certificate_is_one_page_with_everything_that_proves_it(world: World) -> None:
    issued = certify_custody(world.node, world.actor, world.lot)

    (text,) = page_texts(issued.pdf)
    assert issued.number in text
    assert dashed(world.lot) in text
    assert decoded(printed(issued.pdf)) == [f"HTTPS://ID.EXAMPLE.PE/L/{world.lot}"]
    files = attached(issued.pdf)
    assert set(files) == {TWIN, PROOF, ENTRIES, KEY}
    last = read_entry(files[ENTRIES].splitlines()[-1])
    assert (last.kind, last.body["number"]) == ("certificate.issued", issued.number)
    with world.node.reading() as reader:
        assert log_key_in(issued.pdf) == reader.log_of(world.organisation).vkey


def test_no_name_number_or_plot_of_a_family_is_in_a_certificate(world: World) -> None:
    issued = certify_custody(world.node, world.actor, world.lot)

    everything = b"\n".join(attached(issued.pdf).values()).decode("utf-8")
    everything += page_texts(issued.pdf)[0]
    for word in ("Quispe", "Rosaura", "40112233", "987654321", "La Loma", "13.75", "Huamán",
                 "motivo secreto", "-76.65"):  # fmt: skip
        assert word not in everything


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_certificate_verifies_offline_in_both_languages(world: World, language: Language) -> None:
    issued = certify_custody(world.node, world.actor, world.lot, language)
    world.node.engine.dispose()

    found = verify_certificate(issued.pdf)

    assert found.passed, found.checks
    assert (found.number, found.lot) == (issued.number, world.lot)
    title = {"es": "Cadena de custodia", "en": "Chain of custody"}[language]
    assert title.lower() in page_texts(issued.pdf)[0].lower()


def test_the_log_key_that_came_another_way_is_enough_and_no_other_is(world: World) -> None:
    issued = certify_custody(world.node, world.actor, world.lot)
    right = log_key_in(issued.pdf)
    neighbour(world)
    with world.node.reading() as reader:
        other = next(log.vkey for log in reader.logs() if log.vkey != right)

    assert verdict(issued.pdf, right) == "passed"
    assert verdict(issued.pdf, f"  {right}\n") == "passed"
    assert verdict(issued.pdf, other) in {"bad-note", "bad-checkpoint"}
    assert verdict(issued.pdf, "no key at all") == "bad-note"


def test_printing_again_gives_the_same_bytes_whatever_happened_since(world: World) -> None:
    issued = certify_custody(world.node, world.actor, world.lot)
    processing.split(world.node, world.actor, world.lot, sacks=("9-10",))
    certify_custody(world.node, world.actor, world.lot)

    again = reprint(world.node, issued.number.lower())

    assert again.pdf == issued.pdf
    assert (again.number, again.lot) == (issued.number, world.lot)
    with pytest.raises(NotFound):
        reprint(world.node, "NAR-C-222222")


def test_a_lot_certified_twice_has_two_numbers_and_both_verify(world: World) -> None:
    first = certify_custody(world.node, world.actor, world.lot)
    second = certify_custody(world.node, world.actor, world.lot)

    assert first.number != second.number
    assert verdict(first.pdf) == verdict(second.pdf) == "passed"


def test_a_certificate_says_what_happened_since_the_last_one(world: World) -> None:
    before = certify_custody(world.node, world.actor, world.lot)
    sample = sampling.draw(
        world.node, world.inspector, sampling.SampleWords(lot=world.lot, mass="1 kg")
    )
    (part,) = processing.split(world.node, world.actor, world.lot, sacks=("9-10",))
    after = certify_custody(world.node, world.actor, world.lot)
    of_part = certify_custody(world.node, world.actor, part)

    assert sample.number not in page_texts(before.pdf)[0]
    assert sample.number in page_texts(after.pdf)[0]
    assert [verdict(one.pdf) for one in (before, after, of_part)] == ["passed"] * 3


def test_one_lot_of_one_family_or_a_bare_delivery_can_be_certified(world: World) -> None:
    for lot in (world.single, world.delivered):
        assert verdict(certify_custody(world.node, world.actor, lot).pdf) == "passed"


def test_what_passed_unweighed_between_two_batches_is_no_lot_to_certify(world: World) -> None:
    gate.deliver(
        world.node,
        world.actor,
        gate.DeliveryWords(
            lines=(gate.LineWords(product="baba", gross="60", household="F-1"),), into="CAJA-7"
        ),
    )
    passed = processing.pass_on(world.node, world.actor, "CAJA-7", "SEC-7")
    lot = str(passed.entries[0].body["lot"])

    with pytest.raises(NothingToCertify):
        certify_custody(world.node, world.actor, lot)


def test_a_lot_that_changes_meanwhile_is_not_certified(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(reader: Reader, code: str) -> LotFacts:
        facts = lot_facts(reader, code)
        sampling.draw(world.node, world.inspector, sampling.SampleWords(lot=code, mass="1 kg"))
        return facts

    monkeypatch.setattr(certificates, "lot_facts", slow)
    with pytest.raises(HistoryMoved):
        certify_custody(world.node, world.actor, world.lot)


def test_who_neither_packed_nor_holds_a_lot_cannot_certify_it(world: World) -> None:
    with pytest.raises(NotTheHolder):
        certify_custody(world.node, neighbour(world), world.lot)


def test_the_receivers_certificate_spans_two_logs_and_verifies(world: World) -> None:
    receiver = neighbour(world)
    lot = handed_over(world, receiver)

    issued = certify_custody(world.node, receiver, lot)

    assert issued.number.startswith("SUR-C-")
    assert verdict(issued.pdf) == "passed"
    entries = [read_entry(leaf) for leaf in attached(issued.pdf)[ENTRIES].splitlines()]
    assert {entry.org for entry in entries} == {world.organisation, receiver.organisation}
    (text,) = page_texts(issued.pdf)
    assert "Exportadora del Sur" in text
    with world.node.reading() as reader:
        log = reader.log_of(receiver.organisation)
    assert verify_certificate(issued.pdf).origin == log.origin
    assert log.origin in text


def test_the_sender_may_still_certify_what_it_packed(world: World) -> None:
    lot = handed_over(world, neighbour(world))

    issued = certify_custody(world.node, world.actor, lot)

    assert issued.number.startswith("NAR-C-")
    assert verdict(issued.pdf) == "passed"


def test_a_tampered_table_cannot_be_certified_away(world: World) -> None:
    """Facts come from the tables; the entries attached say when a table was changed by hand."""
    lots = TABLE_OF[TABLE_NAMES["lot"]]
    with world.node.engine.begin() as connection:
        row = connection.execute(select(lots).where(lots.c.code == world.lot)).one()
        connection.execute(delete(lots).where(lots.c.code == world.lot))
        changed = {**row._mapping, "made_g": row.made_g + 50_000}
        connection.execute(insert(lots).values(changed))

    issued = certify_custody(world.node, world.actor, world.lot)

    assert verdict(issued.pdf) == "failed"


TABLE_NAMES = {table.name: kind for kind, table in TABLE_OF.items()}


def test_the_file_carries_the_rules_for_printing_it(world: World) -> None:
    issued = certify_custody(world.node, world.actor, world.lot)

    with pikepdf.open(io.BytesIO(issued.pdf)) as pdf:
        assert str(pdf.Root.ViewerPreferences.PrintScaling) == "/None"
        assert str(pdf.Root.Lang).startswith("es")
