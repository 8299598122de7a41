"""A certificate that says anything else than the log is caught, whatever was changed in it."""

import io
import random
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import msgspec
import pikepdf
import pytest
from tests.services.paperwork import (
    attached,
    edited,
    failed_checks,
    log_key_in,
    proof_in,
    verdict,
    with_file,
    with_twin,
)
from tests.web.world import World, build

from acopio.documents.bundle import ENTRIES, KEY, PROOF, TWIN, Bundle, bind, unbind
from acopio.documents.certificate import Standing, custody_page, draw_certificate
from acopio.documents.facts import Issuer, LotFacts
from acopio.ledger.b64 import encode as b64_encode
from acopio.ledger.canonical import encode
from acopio.ledger.checkpoint import open_checkpoint, sign_checkpoint
from acopio.ledger.keys import new_key
from acopio.ledger.note import VerifierKey, fingerprint
from acopio.ledger.proof import TlogProof
from acopio.services import sampling
from acopio.services.certificates import certify_custody
from acopio.services.log import prove, signed_checkpoint

FILES = (TWIN, PROOF, ENTRIES, KEY)
CAUGHT = {"failed", "not-a-certificate", "bad-note", "bad-proof", "bad-checkpoint"} | {
    "not-canonical", "newer-entry", "not-found",
}  # fmt: skip


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Return a world that the tests of this file share and do not change."""
    return build(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="module")
def older_checkpoint(world: World) -> str:
    """Return a head that was signed before the certificate was issued."""
    _log, note = signed_checkpoint(world.node, world.organisation)
    return note


@pytest.fixture(scope="module")
def pdf(world: World, older_checkpoint: str) -> bytes:
    """Return a certificate with a cupping of nothing and a cut test."""
    assert older_checkpoint
    return certify_custody(world.node, world.actor, world.lot).pdf


def test_the_certificate_of_this_file_passes(pdf: bytes) -> None:
    assert verdict(pdf) == "passed"
    assert verdict(edited(pdf, lambda _: None)) == "passed"


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def dropped(data: bytes, at: int) -> bytes:
    return data[:at] + data[at + 1 :]


def inserted(data: bytes, at: int) -> bytes:
    return data[:at] + b" " + data[at:]


@pytest.mark.parametrize("how", [flipped, dropped, inserted])
@pytest.mark.parametrize("name", FILES)
def test_a_byte_flipped_dropped_or_put_into_an_attachment_is_caught(
    pdf: bytes, name: str, how: Callable[[bytes, int], bytes]
) -> None:
    data = attached(pdf)[name]
    step = max(len(data) // 12, 1)

    for at in {*range(0, len(data), step), len(data) - 1}:
        assert verdict(with_file(pdf, name, how(data, at))) in CAUGHT, at


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "data", [None, b"", b"\x00\xff\xfe", b"{}", b"[]", b"null", b"[" * 100_000]
)
def test_an_attachment_that_is_gone_or_nonsense_is_caught(
    pdf: bytes, name: str, data: bytes | None
) -> None:
    assert verdict(with_file(pdf, name, data)) in CAUGHT


def test_another_file_inside_is_too_much(pdf: bytes) -> None:
    assert verdict(with_file(pdf, "read-me.html", b"<script>")) == "not-a-certificate"


@pytest.mark.parametrize("key", [None, "its-own"])
def test_another_logs_key_is_caught(world: World, pdf: bytes, key: str | None) -> None:
    stranger = new_key("log", "id.example.pe/log/xyz/22222222").verifier_key
    namesake = new_key("log", log_key_in(pdf).split("+")[0]).verifier_key

    for other in (stranger, namesake):
        changed = with_file(pdf, KEY, f"{other}\n".encode())
        assert verdict(changed, log_key_in(pdf) if key else None) in CAUGHT


def test_a_whole_log_invented_under_another_key_fails_against_the_real_key(pdf: bytes) -> None:
    """Without a key from elsewhere it is consistent, and its fingerprint is another one."""
    real = VerifierKey.parse(log_key_in(pdf))
    forger = new_key("log", real.name)
    proof = TlogProof.parse(proof_in(pdf))
    checkpoint = open_checkpoint(proof.checkpoint, [real], real.name)
    note = sign_checkpoint(checkpoint, forger.signer)
    forged = with_file(pdf, KEY, f"{forger.verifier_key}\n".encode())
    forged = with_file(forged, PROOF, TlogProof(proof.index, proof.hashes, note).text().encode())

    assert verdict(forged, str(real)) == "bad-note"
    assert failed_checks(forged) == {"page"}, "the printed fingerprint is the real key's"


def test_the_proof_of_another_entry_is_caught(world: World, pdf: bytes) -> None:
    index = TlogProof.parse(proof_in(pdf)).index
    other = prove(world.node, world.organisation, index - 1)

    assert verdict(with_file(pdf, PROOF, other.text().encode())) == "bad-proof"


def test_an_older_checkpoint_is_caught(pdf: bytes, older_checkpoint: str) -> None:
    proof = TlogProof.parse(proof_in(pdf))
    older = TlogProof(proof.index, proof.hashes, older_checkpoint)

    assert verdict(with_file(pdf, PROOF, older.text().encode())) == "bad-proof"


def test_a_newer_checkpoint_than_the_printed_one_is_caught(
    tmp_path: Path, world: World, pdf: bytes
) -> None:
    sampling.draw(world.node, world.inspector, sampling.SampleWords(lot=world.single, mass="100 g"))
    index = TlogProof.parse(proof_in(pdf)).index
    newer = prove(world.node, world.organisation, index)

    assert verdict(with_file(pdf, PROOF, newer.text().encode())) == "failed"


def _lines(pdf: bytes) -> list[bytes]:
    return attached(pdf)[ENTRIES].splitlines(keepends=True)


@pytest.mark.parametrize("at", [0, 1, -2])
def test_an_entry_left_out_is_caught(pdf: bytes, at: int) -> None:
    lines = _lines(pdf)
    del lines[at]

    assert verdict(with_file(pdf, ENTRIES, b"".join(lines))) in CAUGHT


def test_the_certificates_own_entry_left_out_is_caught(pdf: bytes) -> None:
    assert verdict(with_file(pdf, ENTRIES, b"".join(_lines(pdf)[:-1]))) == "bad-proof"


def test_entries_swapped_repeated_or_put_in_are_caught(pdf: bytes, world: World) -> None:
    lines = _lines(pdf)
    swapped = [lines[1], lines[0], *lines[2:]]
    repeated = [lines[0], *lines]
    opening = world.node
    with opening.reading() as reader:
        log = reader.log_of(world.organisation)
    from acopio.services.log import stored_entries

    foreign = stored_entries(opening, world.organisation, 0, 1)[0].encode() + b"\n"
    assert log.origin.encode() in foreign

    for changed in (swapped, repeated, [foreign, *lines]):
        assert verdict(with_file(pdf, ENTRIES, b"".join(changed))) in CAUGHT


def test_an_entry_with_another_mass_is_caught(pdf: bytes) -> None:
    lines = _lines(pdf)
    entry = msgspec.json.decode(lines[0])
    entry["recorded_at"] = entry["recorded_at"].replace("20", "19", 1)
    lines[0] = encode(entry) + b"\n"

    assert verdict(with_file(pdf, ENTRIES, b"".join(lines))) in CAUGHT


def test_a_history_list_made_shorter_is_caught(pdf: bytes) -> None:
    def shorter(twin: dict[str, Any]) -> None:
        twin["history"].pop()

    changed = with_twin(pdf, shorter)

    assert {"history-root", "history-whole"} <= failed_checks(changed)


def test_history_entries_and_list_made_shorter_together_are_caught(pdf: bytes) -> None:
    changed = with_twin(pdf, lambda twin: twin["history"].pop(0))
    changed = with_file(changed, ENTRIES, b"".join(_lines(pdf)[1:]))

    assert verdict(changed) in CAUGHT


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [leaf for key, one in value.items() for leaf in _leaves(one, (*path, key))]
    if isinstance(value, list):
        return [leaf for key, one in enumerate(value) for leaf in _leaves(one, (*path, key))]
    return [path]


def _changed(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    return f"{value}x" if isinstance(value, str) else "x"


def test_every_single_value_of_the_twin_is_bound(pdf: bytes) -> None:
    twin = msgspec.json.decode(attached(pdf)[TWIN])
    paths = _leaves({key: twin[key] for key in ("format", "lot", "issuer", "page")})
    assert len(paths) > 150

    for path in random.Random(7).sample(paths, 60):

        def change(twin: dict[str, Any], path: tuple[Any, ...] = path) -> None:
            inner: Any = twin
            for key in path[:-1]:
                inner = inner[key]
            inner[path[-1]] = _changed(inner[path[-1]])

        assert verdict(with_twin(pdf, change)) in CAUGHT, path


def test_a_page_drawn_again_from_prettier_facts_is_caught(pdf: bytes) -> None:
    """A forger with our own program: facts, page and twin agree, only the entry does not."""
    files = attached(pdf)
    twin = msgspec.json.decode(files[TWIN])
    twin["lot"]["families"] = 400
    twin["lot"]["origins"][0]["group"] = "Grupo Inventado"
    page = twin["page"]
    proof = TlogProof.parse(files[PROOF].decode())
    vkey = VerifierKey.parse(log_key_in(pdf))
    checkpoint = open_checkpoint(proof.checkpoint, [vkey], vkey.name)
    drawn = custody_page(
        msgspec.convert(twin["lot"], LotFacts),
        msgspec.convert(twin["issuer"], Issuer),
        Standing(
            number=page["number"],
            issued_on=page["issued_on"],
            index=proof.index,
            size=checkpoint.size,
            root=b64_encode(checkpoint.root),
            entries=len(twin["history"]),
            key=fingerprint(vkey),
        ),
        "es",
    )
    twin["page"] = asdict(drawn)
    forged = bind(
        Bundle(
            page=draw_certificate(drawn),
            twin=encode(twin),
            proof=files[PROOF],
            entries=files[ENTRIES],
            key=files[KEY],
        )
    )

    assert failed_checks(forged) == {"facts"}


def _number_changed(pdf: pikepdf.Pdf) -> None:
    content = pdf.pages[0].Contents
    data = content.read_bytes()
    at = data.index(b"Tj") - 3
    content.write(data[:at] + (b"1" if data[at : at + 1] != b"1" else b"2") + data[at + 1 :])


def _note_on_top(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.FreeText,
        Rect=[50, 700, 400, 760],
        Contents="99 999 kg",
        DA="/Helv 24 Tf",
    )
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])


def _glyphs_changed(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    program = font.FontDescriptor.FontFile2
    program.write(flipped(program.read_bytes(), 20_000))


def _widths_changed(pdf: pikepdf.Pdf) -> None:
    next(iter(pdf.pages[0].Resources.Font.values())).Widths[40] = 1


def _cropped(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].CropBox = pikepdf.Array([0, 400, 595, 842])


def _turned(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Rotate = 180


def _second_page(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page()


def _picture_on_top(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(pdf.make_stream(b"1 0 0 rg 0 0 600 400 re f"))


def _script(pdf: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    pdf.Root.OpenAction = pdf.make_indirect(action)


def _hidden_layer(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array(), D=pikepdf.Dictionary())


def _named_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names.JavaScript = pikepdf.Dictionary(Names=pikepdf.Array())


def _no_content(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].Contents


def _round_in_a_circle(pdf: pikepdf.Pdf) -> None:
    resources = pdf.make_indirect(pdf.pages[0].Resources)
    resources.Loop = resources


@pytest.mark.parametrize(
    "change",
    [
        _number_changed, _note_on_top, _glyphs_changed, _widths_changed, _cropped, _turned,
        _second_page, _picture_on_top, _script, _hidden_layer, _named_script, _no_content,
        _round_in_a_circle,
    ],
)  # fmt: skip
def test_a_page_that_looks_otherwise_is_caught(
    pdf: bytes, change: Callable[[pikepdf.Pdf], None]
) -> None:
    changed = edited(pdf, change)

    assert verdict(changed) in {"failed", "not-a-certificate"}
    assert verdict(changed, log_key_in(pdf)) in {"failed", "not-a-certificate"}


def test_raw_bytes_changed_anywhere_never_pass_as_something_else(pdf: bytes) -> None:
    """Some bytes of a PDF mean nothing; then what is shown and attached is the same."""
    source = random.Random(11)
    original = unbind(pdf)

    for _ in range(120):
        at = source.randrange(len(pdf))
        changed = source.choice([flipped, dropped, inserted])(pdf, at)
        said = verdict(changed)
        assert said in CAUGHT or (said == "passed" and unbind(changed) == original), at


@pytest.mark.parametrize("size", [0, 1, 4, 100, 20_000])
def test_a_file_cut_short_is_no_certificate(pdf: bytes, size: int) -> None:
    assert verdict(pdf[:size]) in CAUGHT


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"%PDF-1.7\n%%EOF", b"PK\x03\x04" + b"\x00" * 100, b"\xff" * 4096]
)
def test_any_other_file_is_no_certificate(data: bytes) -> None:
    assert verdict(data) == "not-a-certificate"


def test_a_pdf_with_a_password_is_no_certificate(pdf: bytes) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))

    assert verdict(out.getvalue()) == "not-a-certificate"


def test_the_certificate_of_another_lot_does_not_lend_its_attachments(
    world: World, pdf: bytes
) -> None:
    other = certify_custody(world.node, world.actor, world.single).pdf

    for name, data in attached(other).items():
        if name != KEY:
            assert verdict(with_file(pdf, name, data)) in CAUGHT, name
    lent = pdf
    for name, data in attached(other).items():
        lent = with_file(lent, name, data)
    assert failed_checks(lent) == {"page"}
