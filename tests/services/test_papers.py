"""Documents beside the database: kept once, whole, and looked at again by the audit."""

import os
from pathlib import Path

import pytest
from tests.support.refused import assert_refused
from tests.support.world import World

from acopio.domain.papers import guide_forms, looks_like_a_guide, paper_type
from acopio.services import papers
from acopio.services.custody import DispatchWords, dispatch
from acopio.services.log import audit_all
from acopio.services.node import Node
from acopio.storage.audit import Finding


@pytest.fixture
def node(world: World, tmp_path: Path) -> Node:
    """Return the node of a world with a folder of its own."""
    from dataclasses import replace

    world.node = replace(world.node, home=tmp_path / "house")
    return world.node


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """Return a scanned paper."""
    path = tmp_path / "guia T001 = 442.pdf"
    path.write_bytes(b"%PDF-1.7 " + bytes(range(256)) * 9000)
    return path


def kept_files(node: Node) -> list[str]:
    folder = node.home / "documents"
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def attached(world: World, text: str, lot: str | None = None) -> str:
    """Attach a paper to a lot; return its digest."""
    lot = lot or world.stock()
    with papers.kept(world.node, [text]) as docs:
        papers.attach(world.node, world.manager, lot, docs)
    assert docs[0].hash is not None
    return docs[0].hash


def test_a_document_is_kept_once_under_its_own_digest(
    world: World, node: Node, scan: Path, tmp_path: Path
) -> None:
    first = attached(world, f"guía:T001-442={scan}")
    second = attached(world, f"factura:F001-9={scan}")

    (name,) = kept_files(node)
    papers.save(node, first, tmp_path / "copy.pdf")
    papers.save(node, name, tmp_path / "again.pdf")

    assert first == second
    assert (tmp_path / "copy.pdf").read_bytes() == scan.read_bytes()
    assert (tmp_path / "again.pdf").read_bytes() == scan.read_bytes()
    assert audit_all(node, full=True) == []


def test_a_missing_or_changed_document_is_a_finding(world: World, node: Node, scan: Path) -> None:
    digest = attached(world, f"lab:7={scan}")
    path = papers.file_of(node, digest)
    whole = path.read_bytes()

    path.write_bytes(whole[:-1] + b"x")
    assert audit_all(node, full=True) == [Finding("document", digest, "hash-differs")]
    path.unlink()
    assert audit_all(node, full=True) == [Finding("document", digest, "missing")]
    assert audit_all(node, full=False) == []


def test_a_document_of_a_gigabyte_is_refused_before_it_is_read(
    world: World, node: Node, tmp_path: Path
) -> None:
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as file:
        os.truncate(file.fileno(), 1_000_000_000)  # a hole: it takes no room

    lot = world.stock()
    refused = assert_refused(world, "file-too-large", lambda: attached(world, f"lab:1={huge}", lot))

    assert refused["megabytes"] == 1000
    assert kept_files(node) == []


def test_a_file_that_grows_while_it_is_read_is_refused(
    world: World, node: Node, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "LARGEST_BYTES", 1_000_000)
    monkeypatch.setattr(papers, "_check", lambda _path: None)

    assert_refused(world, "file-too-large", lambda: papers.keep(node, scan))
    assert kept_files(node) == []


@pytest.mark.parametrize("name", ["nothing.pdf", "folder", "pipe"])
def test_what_is_no_file_is_refused_in_one_sentence(
    world: World, node: Node, tmp_path: Path, name: str
) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    text, lot = f"lab:1={tmp_path / name}", world.stock()

    assert_refused(world, "file-unusable", lambda: attached(world, text, lot))
    assert kept_files(node) == []


def test_the_file_of_a_refused_act_is_not_kept(world: World, node: Node, scan: Path) -> None:
    lot = world.stock()

    def leave(to: str) -> None:
        with papers.kept(node, [f"guia:T001-1={scan}"]) as docs:
            words = DispatchWords(to=to, lots=(lot,), docs=docs)
            dispatch(node, world.manager, words)

    assert_refused(world, "not-found", lambda: leave("nobody"))
    assert kept_files(node) == []
    leave("Buyer NAR")
    assert len(kept_files(node)) == 1
    assert_refused(world, "on-the-way", lambda: leave("Buyer NAR"))
    assert len(kept_files(node)) == 1


def test_a_copy_that_was_broken_off_leaves_nothing_under_the_name(
    node: Node, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_path: Path, to: Path) -> str:
        to.write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(papers, "_copy", stop)

    with pytest.raises(KeyboardInterrupt):
        papers.keep(node, scan)
    assert kept_files(node) == []


def test_the_papers_of_a_dispatch_are_listed_with_what_was_added_later(
    world: World, node: Node, scan: Path
) -> None:
    with papers.kept(node, ["guia:T001-1"]) as docs:
        words = DispatchWords(to="Buyer NAR", lots=(world.stock(),), docs=docs)
        left = dispatch(node, world.manager, words)
    with papers.kept(node, [f"B/L:MAEU77={scan}"]) as docs:
        papers.attach(node, world.manager, left.number, docs, note="llegó por correo")

    with node.reading() as reader:
        found = papers.papers_of(reader, world.coop.id, left.number)

    assert [(one.type, one.number) for one in found] == [
        ("guia", "T001-1"),
        ("bill-of-lading", "MAEU77"),
    ]


@pytest.mark.parametrize("digest", ["", "x", "../../acopio.db", "a" * 64, "A" * 43, "é" * 43])
def test_a_digest_reaches_nothing_but_kept_documents(
    world: World, node: Node, tmp_path: Path, digest: str
) -> None:
    target = tmp_path / "out"

    assert_refused(world, "not-found", lambda: papers.save(node, digest, target))
    assert not target.exists()


def test_types_of_papers_have_spanish_and_english_words() -> None:
    assert [paper_type(one) for one in ("Guía", "gre", "FACTURA", "b/l", "Dua", "mi papel")] == [
        "guia", "guia", "invoice", "bill-of-lading", "customs-declaration", "mi papel",
    ]  # fmt: skip


def test_a_guide_has_the_form_of_sunat() -> None:
    good = ["T001-442", "V001-1", "EG01-12345678", "EG07-1", "G001-9", "0001-7", "t001-442"]
    bad = ["442", "T001-123456789", "X001-1", "EG05-1", "T001-", "T001 442", "T001-٤"]

    assert [one for one in good if not looks_like_a_guide(one)] == []
    assert [one for one in bad if looks_like_a_guide(one)] == []
    assert "T001-00000442" in guide_forms("t001-442")
    assert guide_forms("sin número") == ("sin número", "SIN NÚMERO")
