"""Jobs of labels: sent, confirmed, gone on with, printed again, void; and what papers remember."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.labels.samples import decoded, page_texts, printed
from tests.services.mending import check_refused
from tests.services.paperwork import PrintedLabels, labels
from tests.support.world import leaves_of
from tests.web.world import World, build, copy_of

from acopio.documents.label_run import LabelError, PrinterGoneError
from acopio.domain.codes import printed as dashed
from acopio.domain.codes import sack_code
from acopio.domain.entries.quality import LotRecalled
from acopio.domain.permissions import Actor
from acopio.domain.rows.labels import LabelJob
from acopio.domain.rows.lots import Lot, Sack
from acopio.domain.rows.quality import Sample
from acopio.domain.rules.base import Command, Context, Fact, Need
from acopio.domain.state import State
from acopio.services import label_jobs, processing, sampling, store
from acopio.services.facts import standings_of
from acopio.services.files import whole_file
from acopio.services.label_jobs import (
    confirm,
    jobs,
    prepare_resume,
    print_to_file,
    print_to_printer,
    void,
)
from acopio.services.labelling import Job, Printing, Wanted, prepare
from acopio.services.log import audit_all
from acopio.services.publish import public_facts


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = build(tmp_path_factory.mktemp("template"))
    world.node.engine.dispose()
    return world


@pytest.fixture
def world(template: World, tmp_path: Path) -> Iterator[World]:
    """Return a world whose lot has the sacks 3 to 10; 1 and 2 were sent away."""
    copy = copy_of(template, tmp_path / "home")
    yield copy
    copy.node.engine.dispose()


def made(world: World, *lots: str, reason: str | None = None, **how: Any) -> Job:
    wanted = Wanted(lots=lots or (world.lot,))
    return prepare(world.node, world.actor, wanted, Printing(**how), reason)


def filed(world: World, job: Job) -> PrintedLabels:
    path = world.node.home / "labels.pdf"
    sent = print_to_file(world.node, world.actor, job, path)
    return PrintedLabels(job=job, number=sent.number, pdf=path.read_bytes())


def resumed(world: World, first: str | None = None) -> PrintedLabels:
    before = jobs(world.node, world.organisation)[0].job
    printing = Printing(medium=before.medium)
    return filed(world, prepare_resume(world.node, world.actor, before, first, printing))


def worth(world: World, number: int, lot: str | None = None) -> tuple[str, int]:
    with world.node.reading() as reader:
        found = standings_of(reader, lot or world.lot).of(number)
    return found.worth, found.printing


def rows(world: World) -> list[LabelJob]:
    with world.node.reading() as reader:
        return reader.where(LabelJob)


def entries(world: World, kind: str) -> int:
    found = leaves_of(world.node, world.organisation)
    return sum(f'"kind":"{kind}"'.encode() in leaf for _, leaf in found)


# ---- sent, confirmed, resumed -------------------------------------------------------------------


def test_a_job_is_sent_and_then_confirmed_up_to_the_last_good_label(world: World) -> None:
    job = labels(world.node, world.actor, world.lot)
    assert worth(world, 7) == ("sent", 1)

    found = confirm(world.node, world.actor, job.number, "7")

    assert (found.job.count, found.good) == (8, 5)
    assert [worth(world, number) for number in (7, 8)] == [("good", 1), ("none", 0)]


def test_the_rest_of_a_job_bears_no_copy_mark_and_the_torn_label_is_void_until_then(
    world: World,
) -> None:
    labels(world.node, world.actor, world.lot)

    rest = resumed(world, "8")

    texts = page_texts(rest.pdf)
    assert len(texts) == 3
    assert not any("COPIA" in text for text in texts)
    assert dashed(sack_code(world.lot, 8)) in texts[0]
    assert [worth(world, number) for number in (7, 8, 10)] == [
        ("good", 1), ("sent", 1), ("sent", 1)
    ]  # fmt: skip
    assert entries(world, "labels.voided") == 1
    confirm(world.node, world.actor, rest.number, "0")
    assert worth(world, 8) == ("void", 0)


def test_a_job_goes_on_after_the_last_good_label_without_naming_it_again(world: World) -> None:
    labels(world.node, world.actor, world.lot)
    confirm(world.node, world.actor, None, dashed(sack_code(world.lot, 9)))

    rest = resumed(world)

    assert rest.job.due.runs == ((world.lot, 10, 10, 1),)


def test_every_job_is_one_entry(world: World) -> None:
    labels(world.node, world.actor, world.lot, sacks="3-8")
    labels(world.node, world.actor, world.lot, sacks="9-10")

    assert entries(world, "labels.printed") == len(rows(world)) == 2


def test_a_job_is_resumed_once_and_only_where_it_stopped(world: World) -> None:
    first = labels(world.node, world.actor, world.lot)
    confirm(world.node, world.actor, first.number, "6")
    before = rows(world)[0]

    with check_refused("resume-elsewhere"):
        filed(world, prepare_resume(world.node, world.actor, before, "9", Printing()))
    resumed(world)
    with check_refused("resumed-before"):
        filed(world, prepare_resume(world.node, world.actor, before, "7", Printing()))
    with check_refused("resumed-before"):
        confirm(world.node, world.actor, first.number)


def test_what_nobody_confirmed_is_not_gone_on_with_blindly(world: World) -> None:
    labels(world.node, world.actor, world.lot)

    with check_refused("labels-not-confirmed"):
        resumed(world)
    confirm(world.node, world.actor)
    before = rows(world)[0]
    with check_refused("nothing-left-of-job"):
        prepare_resume(world.node, world.actor, before, None, Printing())


@pytest.mark.parametrize("given", ["2", "11", "0009", "-1", "siete", "NAR", "²", "9" * 40])
def test_a_last_label_that_the_job_does_not_have_is_refused(world: World, given: str) -> None:
    labels(world.node, world.actor, world.lot)
    accepted = given == "0009"

    if accepted:
        assert confirm(world.node, world.actor, None, given).good == 7
        return
    with check_refused("label-not-in-job"):
        confirm(world.node, world.actor, None, given)


def test_of_several_lots_a_number_alone_tells_nothing(world: World) -> None:
    job = filed(world, made(world, world.lot, world.single))
    assert job.job.lots == (world.lot, world.single)

    with check_refused("which-label"):
        confirm(world.node, world.actor, job.number, "1")
    code = dashed(sack_code(world.single, 1))
    assert confirm(world.node, world.actor, job.number, code).good == 9


def test_many_lots_are_one_job_each_with_its_own_sacks(world: World) -> None:
    (part,) = processing.split(world.node, world.actor, world.lot, sacks=("9-10",))
    job = filed(world, made(world, f"{world.lot}:4-5", part, f"{world.lot}:5-6,8"))

    assert job.job.due.runs == (
        (world.lot, 4, 5, 1), (world.lot, 9, 10, 1), (world.lot, 6, 6, 1), (world.lot, 8, 8, 1)
    )  # fmt: skip
    found = [decoded(printed(job.pdf, page=page))[0].rpartition("/")[2] for page in range(6)]
    assert found == [sack_code(world.lot, number) for number in (4, 5, 9, 10, 6, 8)]
    assert entries(world, "labels.printed") == 1


# ---- printed again, void ------------------------------------------------------------------------


def test_a_second_label_says_that_it_is_one_and_why(world: World) -> None:
    confirm(world.node, world.actor, labels(world.node, world.actor, world.lot).number)

    with check_refused("labels-out"):
        made(world)
    again = labels(world.node, world.actor, world.lot, sacks="4", reason="se mojó")
    third = labels(world.node, world.actor, world.lot, sacks="3-5", reason="rotas")

    assert "COPIA 2" in page_texts(again.pdf)[0]
    assert "se mojó" in page_texts(again.pdf)[0]
    assert third.job.due.runs == (
        (world.lot, 3, 3, 2), (world.lot, 4, 4, 3), (world.lot, 5, 5, 2)
    )  # fmt: skip
    assert "COPIA 3" in page_texts(third.pdf)[1]


def test_labels_that_may_be_out_there_are_not_printed_as_if_they_were_not(world: World) -> None:
    labels(world.node, world.actor, world.lot)

    with check_refused("labels-not-checked") as refused:
        made(world)
    assert refused.value.values()["job"] == rows(world)[0].number


def test_what_did_not_come_out_is_printed_as_an_original(world: World) -> None:
    confirm(world.node, world.actor, labels(world.node, world.actor, world.lot).number, "8")

    rest = prepare(world.node, world.actor, Wanted(lots=(world.lot,), sacks="9-10"), Printing())

    assert rest.due.runs == ((world.lot, 9, 10, 1),)


def test_whoever_scans_a_void_label_is_told_until_there_is_another(world: World) -> None:
    confirm(world.node, world.actor, labels(world.node, world.actor, world.lot).number)

    assert void(world.node, world.actor, world.lot, "4-5,9", "se cayeron") == 3

    assert page_of(world, 4) == ("void", 1)
    assert page_of(world, 6) == (None, 1)
    again = labels(world.node, world.actor, world.lot, sacks="4")
    assert "se cayeron" in page_texts(again.pdf)[0]
    assert page_of(world, 4) == (None, 2)


def page_of(world: World, number: int) -> tuple[str | None, int]:
    with world.node.reading() as reader:
        sack = public_facts(reader, sack_code(world.lot, number)).sack
    assert sack is not None
    return sack.label, sack.printing


def test_only_a_label_that_is_out_there_becomes_void_and_for_a_reason(world: World) -> None:
    with check_refused("no-label-to-void"):
        void(world.node, world.actor, world.lot, "4", "rota")
    labels(world.node, world.actor, world.lot)
    with check_refused("reason-needed"):
        void(world.node, world.actor, world.lot, "4", None)
    code = dashed(sack_code(world.lot, 4)).lower()
    assert void(world.node, world.actor, code, None, "rota") == 1
    for sacks in ("4", "3-11", "4-1000"):
        with check_refused("no-label-to-void"):
            void(world.node, world.actor, world.lot, sacks, "rota")
    with check_refused("nothing-named"):
        void(world.node, world.actor, world.lot, None, "rota")


def test_labels_of_sacks_that_somebody_else_has_are_not_ours_to_print_or_void(
    world: World,
) -> None:
    with check_refused("not-the-holder"):
        filed(world, made(world, world.sent))
    with check_refused("not-the-holder"):
        void(world.node, world.actor, world.lot, "1-3", "rota")


def test_labels_that_were_said_to_be_good_are_copies_even_when_that_is_taken_back(
    world: World,
) -> None:
    number = labels(world.node, world.actor, world.lot).number
    confirm(world.node, world.actor, number)
    confirm(world.node, world.actor, number, "5")
    assert worth(world, 8) == ("none", 1)

    rest = resumed(world)

    assert rest.job.due.runs == ((world.lot, 6, 10, 2),)
    assert "COPIA 2" in page_texts(rest.pdf)[0]


def test_the_rest_of_a_job_does_not_repeat_what_was_printed_otherwise_meanwhile(
    world: World,
) -> None:
    labels(world.node, world.actor, world.lot)
    again = labels(world.node, world.actor, world.lot, sacks="8", reason="se mojó")
    confirm(world.node, world.actor, again.number)
    first = next(one for one in rows(world) if one.number != again.number)

    rest = filed(world, prepare_resume(world.node, world.actor, first, "7", Printing()))

    assert rest.job.due.runs == (
        (world.lot, 7, 7, 1), (world.lot, 8, 8, 3), (world.lot, 9, 10, 1)
    )  # fmt: skip


def test_sacks_that_are_empty_by_now_are_left_out_of_the_rest(world: World) -> None:
    labels(world.node, world.actor, world.lot)
    store.change_sacks(world.node, world.actor, world.lot, "emptied", sacks=("8-9",))

    rest = resumed(world, "7")

    assert rest.job.due.runs == ((world.lot, 7, 7, 1), (world.lot, 10, 10, 1))
    assert rest.job.due.skipped == "8-9"


def test_a_blank_reason_is_none(world: World) -> None:
    confirm(world.node, world.actor, labels(world.node, world.actor, world.lot).number)

    with check_refused("labels-out"):
        made(world, reason="  \t")
    with check_refused("reason-needed"):
        void(world.node, world.actor, world.lot, "4", " ")


def test_of_several_jobs_that_wait_one_is_named(world: World) -> None:
    one = labels(world.node, world.actor, world.lot, sacks="3-5")
    labels(world.node, world.actor, world.lot, sacks="6-10")

    with check_refused("which-job") as refused:
        confirm(world.node, world.actor)
    assert one.number in str(refused.value.values()["jobs"])
    confirm(world.node, world.actor, one.number.lower().removeprefix("e-"))
    assert confirm(world.node, world.actor).labels == f"{dashed(world.lot)} 6-10"
    with check_refused("not-found"):
        confirm(world.node, world.actor)


def test_somebody_who_printed_meanwhile_comes_first(world: World) -> None:
    one, other = made(world), made(world)
    filed(world, one)

    with check_refused("labels-not-checked"):
        filed(world, other)
    confirm(world.node, world.actor)
    with check_refused("labels-moved"):
        filed(world, replace(other, due=replace(other.due, reason="x")))
    assert len(rows(world)) == 1


def test_a_recalled_lot_gets_no_labels_nor_what_was_made_from_it(world: World) -> None:
    recalled(world, world.lot)
    (part,) = processing.split(world.node, world.actor, world.lot, sacks=("9-10",))

    for lot in (world.lot, part):
        with check_refused("lot-recalled"):
            filed(world, made(world, lot))
    assert rows(world) == []


def recalled(world: World, lot: str) -> None:
    class Recall(Command):
        ACT = "decide"

        def needs(self) -> list[Need]:
            return [(Lot, "code", lot)]

        def decide(self, _state: State, _context: Context) -> Iterator[Fact]:
            yield Fact(LotRecalled(lot=lot, reason="cadmio"), ((Lot, lot),))

    world.node.carry_out(
        world.inspector, [Recall(id=world.node.ids.uuid(), occurred_at="2026-10-02")]
    )


def test_the_full_audit_finds_nothing_in_all_of_it(world: World) -> None:
    labels(world.node, world.actor, world.lot)
    resumed(world, "6")
    confirm(world.node, world.actor)
    void(world.node, world.actor, world.lot, "9", "rota")
    labels(world.node, world.actor, world.lot, sacks="9")

    assert audit_all(world.node, full=True) == []


# ---- reserved before weighing -------------------------------------------------------------------


def test_sacks_numbered_before_they_are_weighed_get_labels_and_their_weights_by_list(
    world: World,
) -> None:
    lot = world.delivered
    processing.pack(world.node, world.actor, lot, sacks=4, reserve=True)
    printed_ = labels(world.node, world.actor, lot)
    assert "PESO" in page_texts(printed_.pdf)[0]
    confirm(world.node, world.actor)

    words = store.SackWords(lot=lot, weights=(("1", "10"), ("2", "10.5"), ("3", "9")))
    assert store.weigh_sacks(world.node, world.actor, words) == (3, 29_500)
    store.change_sacks(world.node, world.actor, lot, "void", unused=True, reason="no se llenó")

    with world.node.reading() as reader:
        states = [one.state for one in reader.where(Sack, packed_for=lot)]
    assert states == ["packed", "packed", "packed", "void"]
    with check_refused("other-sacks"):
        prepare(world.node, world.actor, Wanted(lots=(lot,), sacks="4"), Printing())


# ---- sheets, copies, samples, tags, pallets -----------------------------------------------------


def test_the_next_job_goes_on_where_the_last_one_left_the_sheet(world: World) -> None:
    labels_on = {"medium": "avery-l7173"}
    first = filed(world, made(world, f"{world.lot}:3-5", copies=2, **labels_on))
    second = made(world, f"{world.lot}:6-10", **labels_on)
    new_sheet = made(world, f"{world.lot}:6-10", start=1, **labels_on)
    other_paper = made(world, f"{world.lot}:6-10", medium="avery-l7165")

    assert (first.job.run.start, first.job.goes_on) == (1, False)
    assert (second.run.start, second.goes_on) == (7, True)
    assert (new_sheet.run.start, other_paper.run.start) == (1, 1)
    filed(world, second)
    assert made(world, world.single, **labels_on).run.start == 2


def test_samples_cups_tags_and_pallets_are_jobs_too_and_a_cup_tells_nothing(world: World) -> None:
    sample = sampling.draw(
        world.node, world.inspector, sampling.SampleWords(lot=world.lot, mass="500 g")
    )
    bag = Wanted(samples=(sample.number,), what="sample")
    cups = Wanted(samples=(sample.number,), what="cup", cups=3)
    tag = Wanted(lots=(world.lot,), what="lot")
    pallet = Wanted(lots=(world.lot,), sacks="3-6", what="pallet", sscc="107612345000000014")
    both = replace(pallet, lots=(world.lot, world.single), sacks=None)
    with check_refused("one-sscc"):
        prepare(world.node, world.actor, both, Printing())
    texts = []
    for wanted in (bag, cups, tag, pallet):
        job = prepare(world.node, world.actor, wanted, Printing(medium="thermal-100x150"))
        texts.append(page_texts(filed(world, job).pdf))

    assert sample.number in texts[0][0]
    assert len(texts[1]) == 3
    for one in texts[1]:
        assert dashed(world.lot) not in one
        assert sample.number not in one
    assert dashed(world.lot) in texts[2][0]
    assert "(00)107612345000000014" in texts[3][0]
    assert [one.what for one in sorted(rows(world), key=lambda job: job.id)] == [
        "sample", "cup", "lot", "pallet"
    ]  # fmt: skip
    with check_refused("pallet-resumed"):
        resumed(world, "1")


def test_the_blind_code_of_a_sample_stays_out_of_the_log(world: World) -> None:
    sample = sampling.draw(
        world.node, world.inspector, sampling.SampleWords(lot=world.lot, mass="500 g")
    )
    wanted = Wanted(samples=(sample.number,), what="cup", cups=2)
    filed(world, prepare(world.node, world.actor, wanted, Printing()))

    with world.node.reading() as reader:
        (row,) = reader.where(Sample, number=sample.number)
    assert row.blind
    for _, leaf in leaves_of(world.node, world.organisation):
        assert row.blind.encode() not in leaf


# ---- out to paper, or not -----------------------------------------------------------------------


def test_a_job_whose_code_cannot_be_read_is_neither_written_nor_noted(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("acopio_labels.proofread.read_code", lambda _picture, linear: "")

    with pytest.raises(LabelError, match="unreadable-label"):
        print_to_file(world.node, world.actor, made(world), tmp_path / "out" / "l.pdf")

    assert not (tmp_path / "out").exists()
    assert rows(world) == []


def test_a_file_that_cannot_take_its_name_leaves_a_job_that_is_gone_on_with(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The moment between note and file: the log knows of labels that nobody has."""

    def killed(*_paths: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("acopio.services.files.os.replace", killed)
        with pytest.raises(KeyboardInterrupt):
            print_to_file(world.node, world.actor, made(world), tmp_path / "l.pdf")

    assert list(tmp_path.glob("*l.pdf*")) == []
    rest = resumed(world, "3")
    assert rest.job.count == 8
    assert "COPIA" not in page_texts(rest.pdf)[0]


class Printer(threading.Thread):
    """A thermal printer that takes so many labels and then hangs up."""

    def __init__(self, labels_taken: int) -> None:
        super().__init__(daemon=True)
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.server.getsockname()[1])
        self.most = labels_taken
        self.taken = b""

    def run(self) -> None:
        line, _ = self.server.accept()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        with line:
            while self.taken.count(b"^XZ") < self.most and (part := line.recv(4096)):
                self.taken += part
        self.server.close()


def test_a_file_that_fails_after_the_note_names_the_job_and_the_way_out(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_paths: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("acopio.services.files.os.replace", full)
    with check_refused("file-after-note") as refused:
        print_to_file(world.node, world.actor, made(world), tmp_path / "out" / "l.pdf")

    said = refused.value.values()
    assert (said["job"], said["first"]) == (rows(world)[0].number, "3")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_folder_in_place_of_the_file_is_refused_before_anything_is_noted(
    world: World, tmp_path: Path
) -> None:
    for path in (tmp_path, Path()):
        with check_refused("file-unusable"):
            print_to_file(world.node, world.actor, made(world), path)
    assert rows(world) == []


def test_two_who_write_the_same_file_do_not_mix(tmp_path: Path) -> None:
    path = tmp_path / "same.pdf"
    with whole_file(path) as one, whole_file(path) as other:
        one.write(b"one")
        other.write(b"other")

    assert path.read_bytes() in {b"one", b"other"}
    assert list(tmp_path.iterdir()) == [path]


def test_a_printer_that_hangs_up_leaves_a_job_of_which_it_is_said_what_cannot_be_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang_up(host: str, parts: Iterator[bytes], *, port: int) -> None:
        assert next(parts).count(b"^XZ") == 1
        raise PrinterGoneError(host, port, 9000, 2, "hung-up")

    monkeypatch.setattr(label_jobs, "send_raw", hang_up)

    with check_refused("job-cut-short") as refused:
        print_to_printer(world.node, world.actor, made(world), "10.0.0.5")

    (row,) = rows(world)
    said = refused.value.values()
    assert (said["job"], said["taken"], said["count"]) == (row.number, 2, 8)
    assert said["first"] == "5"
    assert row.good is None
    monkeypatch.undo()
    assert resumed(world, "5").job.count == 6


def test_a_printer_that_is_not_there_leaves_no_job(world: World) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = int(server.getsockname()[1])

    with pytest.raises(PrinterGoneError):
        print_to_printer(world.node, world.actor, made(world), "127.0.0.1", port)

    assert rows(world) == []


def test_a_printer_takes_its_first_byte_when_the_job_stands_in_the_log(world: World) -> None:
    printer = Printer(labels_taken=8)
    printer.start()

    sent = print_to_printer(world.node, world.actor, made(world), "127.0.0.1", printer.port)
    printer.join(10)

    assert printer.taken.count(b"^XA") == 8
    assert sent.number == rows(world)[0].number


def test_a_reader_may_print_nothing(world: World) -> None:
    reader = Actor(world.organisation, world.actor.people, frozenset({"reader"}))

    with check_refused("not-allowed"):
        prepare(world.node, reader, Wanted(lots=(world.lot,)), Printing())
