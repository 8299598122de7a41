"""Between two houses: a dispatch file goes with the goods, a confirmation file comes back."""

from dataclasses import dataclass
from typing import TypeVar

import msgspec

from acopio.domain.entries.envelope import Entry, read_entry
from acopio.domain.entries.fields import Document
from acopio.domain.history import closure, in_causal_order
from acopio.domain.masses import Mass, kilograms
from acopio.domain.permissions import Actor
from acopio.domain.replay import replay
from acopio.domain.rows.custody import Dispatch, DispatchLine
from acopio.domain.rows.lots import Lot
from acopio.domain.rows.parties import Organisation
from acopio.domain.rows.reports import Report, VouchedKey
from acopio.domain.rules.confirming import (
    Arrive,
    Arrived,
    Confirm,
    ConfirmsAnother,
    KeyNotVouched,
    Vouch,
    proven,
)
from acopio.domain.rules.custody import AnswerIncomplete
from acopio.domain.state import NotFound, State
from acopio.errors import Refusal
from acopio.ledger.b64 import url_encode
from acopio.ledger.canonical import NotCanonical, encode
from acopio.ledger.merkle import leaf_hash
from acopio.ledger.proof import TlogProof
from acopio.services.custody import named_refusal
from acopio.services.gate import Desk
from acopio.services.log import signed_checkpoint
from acopio.services.node import Node
from acopio.storage.log_store import proof_at
from acopio.storage.reader import Reader

T = TypeVar("T")
DISPATCH_FORMAT = "acopio/dispatch/v1"
CONFIRMATION_FORMAT = "acopio/confirmation/v1"
LARGEST_FILE = 64_000_000
"""A dispatch of an export lot of 2,000 deliveries has about three megabytes."""


@dataclass(eq=False)
class NotAHouseFile(Refusal):
    """A file that is no dispatch file or confirmation, or has lost something."""

    code = "not-a-house-file"
    expected: str
    """``dispatch`` or ``confirmation``."""


@dataclass(eq=False)
class HistoryIncomplete(Refusal):
    """A dispatch file from which entries of the history are missing."""

    code = "history-incomplete"
    dispatch: str
    missing: int


class DispatchFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a house gives to the receiver of a dispatch: its entries, and that they stand."""

    format: str
    origin: str
    vkey: str
    cites: str
    """Leaf hash of the entry that sent the goods."""
    proof: str
    entries: tuple[str, ...]
    """Leaf bytes of the whole history, as text; the dispatch is one of them."""


class ConfirmationFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a receiver gives back: its own entry, and that it stands in its log."""

    format: str
    origin: str
    vkey: str
    entry: str
    proof: str


def vouch(
    node: Node,
    actor: Actor,
    organisation: str,
    vkey: str,
    *,
    how: str | None = None,
    valid_from: str | None = None,
) -> str:
    """Vouch for the key of an outside organisation; return the origin of its log.

    Raises:
        BadNote, OursWritesItself, KeyOfAnother, NotAllowed.
    """
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        known = reader.one(VouchedKey, organisation=actor.organisation, vkey=vkey.strip())
        command = Vouch(
            id=node.ids.uuid(),
            occurred_at=node.today(),
            organisation=desk.finder.organisation_named(organisation).id,
            vkey=vkey.strip(),
            valid_from=desk.day(valid_from)[:10] if valid_from else node.today(),
            how=how,
            known_owner=known.owner if known else None,
        )
    return str(node.carry_out(actor, [command])[0].entries[0].body["origin"])


def dispatch_file(node: Node, actor: Actor, number: str) -> bytes:
    """Return the file that goes to the receiver of a dispatch; the log is signed for it.

    It holds entries without the values behind their commitments: no names, no land, no prices.

    Raises:
        NotFound, ConfirmsAnother, LogForked, ClockUnconfirmed.
    """
    actor.require("paper")
    with node.reading() as reader:
        found = Desk(reader, actor, node).finder.dispatch(number)
        if found.organisation != actor.organisation:
            raise NotFound(what="dispatch", given=number)
    log, note = signed_checkpoint(node, actor.organisation)
    with node.reading() as reader:
        (own,) = reader.entries([found.act])
        history = reader.history(found.act)
        hashes = proof_at(reader.connection, log.log, own.index, log.head.size)
    return encode(
        msgspec.to_builtins(
            DispatchFile(
                format=DISPATCH_FORMAT,
                origin=log.origin,
                vkey=log.vkey,
                cites=found.act,
                proof=TlogProof(own.index, hashes, note).text(),
                entries=tuple(one.leaf.decode("utf-8") for one in history),
            )
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalWords:
    """What came with a dispatch file; a lot that is not named came as it was sent."""

    lots: tuple[str, ...] = ()
    """``LOT=MASS`` or ``LOT=refused``, by the sender's codes."""
    place: str | None = None
    day: str | None = None
    text: str | None = None
    docs: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What an arrival made: our lots, and the report that answers the dispatch."""

    report: str
    lots: tuple[tuple[str, str, int], ...]
    """The sender's code, ours, grams."""
    repeated: bool
    """It had been taken in before: only the confirmation is made again."""


def arrive(node: Node, actor: Actor, data: bytes, words: ArrivalWords) -> Taken:
    """Check a dispatch file with nothing but a vouched key, and take its lots in.

    Raises:
        NotAHouseFile, KeyNotVouched, HistoryIncomplete, AnswerIncomplete.
        BadNote, BadCheckpoint, BadProof: its proof does not hold.
    """
    file = _read(data, DispatchFile, DISPATCH_FORMAT, "dispatch")
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        key = reader.one(VouchedKey, organisation=actor.organisation, vkey=file.vkey)
        if key is None or key.origin != file.origin:
            raise KeyNotVouched(origin=file.origin, organisation="")
        sent, lots = _opened(file)
        before = reader.one(Report, organisation=actor.organisation, cites=file.cites)
        if before is not None:
            return Taken(report=before.number, lots=(), repeated=True)
        arrived = _arrived(desk, sent, lots, words)
        command = Arrive(
            # Two clerks who take in the same file at once are one arrival.
            id=f"arrival-{actor.organisation}-{file.cites}",
            occurred_at=desk.day(words.day),
            docs=words.docs,
            sender=key.owner,
            dispatch=str(sent.body["dispatch"]),
            cites=file.cites,
            place=desk.finder.place(words.place).id,
            lots=arrived,
            text=words.text,
        )
    entries = node.carry_out(actor, [command])[0].entries
    ours = [one.body["lot"] for one in entries if one.kind == "lot.bought"]
    return Taken(
        report=str(entries[-1].body["number"]),
        lots=tuple(
            (lot.theirs, code, lot.received.g) for lot, code in zip(arrived, ours, strict=True)
        ),
        repeated=False,
    )


def _read(data: bytes, kind: type[T], expected_format: str, expected: str) -> T:
    """Return a file between houses.

    Raises:
        NotAHouseFile: it is none of this kind.
    """
    try:
        file = msgspec.json.decode(data, type=kind) if len(data) <= LARGEST_FILE else None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        file = None
    if file is None or getattr(file, "format", None) != expected_format:
        raise NotAHouseFile(expected=expected)
    return file


def _opened(file: DispatchFile) -> tuple[Entry, dict[str, Lot]]:
    """Return the entry that sent the goods, proven, and the lots as its history makes them."""
    leaves = {}
    for text in file.entries:
        leaf = text.encode("utf-8", "surrogatepass")
        leaves[url_encode(leaf_hash(leaf))] = leaf
    own = leaves.get(file.cites)
    if own is None:
        raise NotAHouseFile(expected="dispatch")
    proven(file.proof, own.decode("utf-8"), file.vkey)
    try:
        sent = read_entry(own)
        if sent.kind != "dispatch.sent":
            raise NotAHouseFile(expected="dispatch")
        _reached, missing = closure(sent.after, leaves)
        if missing:
            raise HistoryIncomplete(dispatch=str(sent.body["number"]), missing=len(missing))
        state = State()
        for _ in replay(state, in_causal_order(leaves), lambda _digest: None):
            pass
        lines = state.where(DispatchLine, "dispatch", sent.body["dispatch"])
        return sent, {line.lot: state.get(Lot, line.lot) for line in lines}
    except (
        msgspec.ValidationError,
        NotCanonical,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
    ):
        raise NotAHouseFile(expected="dispatch") from None


def _arrived(
    desk: Desk, sent: Entry, lots: dict[str, Lot], words: ArrivalWords
) -> tuple[Arrived, ...]:
    """Return what was received of each lot; what was refused is left out."""
    said: dict[str, Mass | None] = {}
    for text in words.lots:
        code, mass = named_refusal(text)
        said[code] = desk.mass(mass) if mass else None
    strange = set(said) - set(lots)
    if strange:
        raise AnswerIncomplete(
            dispatch=str(sent.body["number"]), missing=", ".join(sorted(strange))
        )
    arrived = []
    for code, lot in sorted(lots.items()):
        received = said.get(code, Mass(lot.left_g, f"{kilograms(lot.left_g)} kg"))
        if received is not None:
            arrived.append(
                Arrived(
                    theirs=code,
                    received=received,
                    product=lot.product,
                    claims=lot.claims,
                    harvest=lot.harvest,
                    country=lot.country,
                    process=lot.process,
                )
            )
    return tuple(arrived)


def confirmation_file(node: Node, actor: Actor, number: str) -> bytes:
    """Return the file by which a sender can confirm what we received; the log is signed for it.

    Raises:
        NotFound: there is no arrival of that number.
    """
    actor.require("paper")
    with node.reading() as reader:
        report = reader.one(Report, organisation=actor.organisation, number=number.strip().upper())
    if report is None or report.cites is None:
        raise NotFound(what="report", given=number)
    log, note = signed_checkpoint(node, actor.organisation)
    with node.reading() as reader:
        (own,) = reader.entries([report.act])
        hashes = proof_at(reader.connection, log.log, own.index, log.head.size)
    return encode(
        msgspec.to_builtins(
            ConfirmationFile(
                format=CONFIRMATION_FORMAT,
                origin=log.origin,
                vkey=log.vkey,
                entry=own.leaf.decode("utf-8"),
                proof=TlogProof(own.index, hashes, note).text(),
            )
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """A dispatch whose receiver confirmed it."""

    number: str
    receiver: str
    lots: tuple[tuple[str, int, int | None, int], ...]
    """Lot, grams sent, reported before, confirmed."""


def confirm(node: Node, actor: Actor, data: bytes) -> Confirmed:
    """Check a confirmation file and let its figures count.

    Raises:
        NotAHouseFile, KeyNotVouched, KeyNotYetValid, ConfirmsAnother, AlreadyAnswered,
        AnswerIncomplete, ConfirmationContradicts, NotTheHolder.
        BadNote, BadCheckpoint, BadProof: its proof does not hold.
    """
    file = _read(data, ConfirmationFile, CONFIRMATION_FORMAT, "confirmation")
    with node.reading() as reader:
        found = _cited(reader, actor, file)
        command = Confirm(
            id=node.ids.uuid(),
            occurred_at=node.today(),
            dispatch=found.id,
            receiver=found.to_organisation,
            lots=tuple(one.lot for one in reader.where(DispatchLine, dispatch=found.id)),
            origin=file.origin,
            entry=file.entry,
            proof=file.proof,
            vkey=file.vkey,
        )
    node.carry_out(actor, [command])
    with node.reading() as reader:
        receiver = reader.one(Organisation, id=found.to_organisation)
        lines = reader.where(DispatchLine, dispatch=found.id)
    return Confirmed(
        number=found.number,
        receiver=(receiver.name if receiver else None) or found.to_organisation,
        lots=tuple((one.lot, one.sent_g, one.reported_g, one.received_g or 0) for one in lines),
    )


def _cited(reader: Reader, actor: Actor, file: ConfirmationFile) -> Dispatch:
    """Return the dispatch that the receiver's entry cites.

    Raises:
        ConfirmsAnother: none of ours.
    """
    try:
        cites = str(read_entry(file.entry.encode("utf-8")).body.get("cites", ""))
    except (NotCanonical, UnicodeEncodeError):
        raise NotAHouseFile(expected="confirmation") from None
    found = reader.one(Dispatch, act=cites, organisation=actor.organisation) if cites else None
    if found is None:
        raise ConfirmsAnother(dispatch="", found=cites)
    return found
