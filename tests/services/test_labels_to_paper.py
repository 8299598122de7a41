"""Labels on their way to paper: sheets, files, printers, and other labels than of sacks."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.labels.samples import page_texts
from tests.services.label_desk import filed, made, resumed, rows
from tests.services.mending import check_refused
from tests.support.world import leaves_of
from tests.web.world import World

from acopio.documents.label_run import LabelError, PrinterGoneError
from acopio.domain.codes import printed as dashed
from acopio.domain.permissions import Actor
from acopio.domain.rows.quality import Sample
from acopio.services import label_jobs, sampling
from acopio.services.files import whole_file
from acopio.services.label_jobs import (
    print_to_file,
    print_to_printer,
)
from acopio.services.labelling import Printing, Wanted, prepare


@pytest.fixture
def world(packed_world: World) -> World:
    return packed_world


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

    print_to_printer(world.node, world.actor, made(world), "127.0.0.1", printer.port)
    printer.join(10)

    assert printer.taken.count(b"^XA") == 8
    assert [one.count for one in rows(world)] == [8]


def test_a_reader_may_print_nothing(world: World) -> None:
    reader = Actor(world.organisation, world.actor.people, frozenset({"reader"}))

    with check_refused("not-allowed"):
        prepare(world.node, reader, Wanted(lots=(world.lot,)), Printing())
