"""Rules between two houses: keys vouched for, arrivals by dispatch file, confirmations."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

import msgspec

from acopio.domain.entries.custody import ReportConfirmed, ReportRecorded
from acopio.domain.entries.envelope import Entry, body_of, read_entry
from acopio.domain.entries.fields import Part
from acopio.domain.entries.gate import LotBought
from acopio.domain.entries.lots import NameGiven
from acopio.domain.entries.opening import KeyVouched
from acopio.domain.fold.reports import masses_of
from acopio.domain.masses import Mass, MassNotPositive
from acopio.domain.products import product
from acopio.domain.rows.custody import Dispatch, DispatchLine
from acopio.domain.rows.lots import Lot, Sack
from acopio.domain.rows.parties import Organisation, Place
from acopio.domain.rows.reports import Report, VouchedKey
from acopio.domain.rules.base import Command, Context, Fact, Need, NotTheHolder, distinct
from acopio.domain.rules.custody import AlreadyAnswered, AnswerIncomplete, ReceiverAnswers
from acopio.domain.rules.gate import check_claims
from acopio.domain.rules.reports import OursWritesItself
from acopio.domain.state import State
from acopio.domain.times import LIMA, day_of
from acopio.errors import Refusal
from acopio.ledger import canonical
from acopio.ledger import proof as tlog_proof
from acopio.ledger.note import VerifierKey

ARRIVED = "received"
"""What the receiver's own entry says."""
SENDERS_LOT = "sender-lot"
"""Kind of the name that a lot had in the house that sent it."""


@dataclass(eq=False)
class KeyNotVouched(Refusal):
    """A file signed under a key that nobody of ours vouched for."""

    code = "key-not-vouched"
    origin: str
    organisation: str


@dataclass(eq=False)
class KeyOfAnother(Refusal):
    """A key that was vouched for as another organisation's."""

    code = "key-of-another"
    origin: str
    owner: str


@dataclass(eq=False)
class KeyNotYetValid(Refusal):
    """A key that is vouched for from a later day on."""

    code = "key-not-yet-valid"
    valid_from: str
    written: str


@dataclass(eq=False)
class ConfirmsAnother(Refusal):
    """An entry of the receiver that is about another dispatch, or about none."""

    code = "confirms-another"
    dispatch: str
    found: str


@dataclass(eq=False)
class ConfirmationContradicts(Refusal):
    """A lot that we hold as refused, and the receiver confirms as received."""

    code = "confirmation-contradicts"
    lot: str
    dispatch: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouch(Command):
    """A person vouches for the key of an organisation that this node does not operate."""

    ACT: ClassVar[str] = "set-up"
    organisation: str
    vkey: str
    valid_from: str
    how: str | None = None
    known_owner: str | None = None
    """Whose key it was said to be before."""

    def needs(self) -> Iterable[Need]:
        """The organisation, and what was said of the key before."""
        yield Organisation, "id", self.organisation
        yield Organisation, "id", self.known_owner
        yield VouchedKey, "vkey", self.vkey

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """One key has one owner; what is said of it last counts.

        Raises:
            BadNote: it is no verifier key.
            OursWritesItself, KeyOfAnother.
        """
        owner = state.get(Organisation, self.organisation)
        if owner.ours:
            raise OursWritesItself(organisation=owner.name or owner.id)
        key = VerifierKey.parse(self.vkey)
        known = state.find(VouchedKey, (context.actor.organisation, self.vkey))
        if known is not None and known.owner != owner.id:
            other = state.find(Organisation, known.owner)
            raise KeyOfAnother(origin=key.name, owner=(other and other.name) or known.owner)
        yield Fact(
            KeyVouched(
                organisation=owner.id,
                origin=key.name,
                vkey=self.vkey,
                valid_from=self.valid_from,
                how=self.how,
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """One lot that came with a dispatch file: what it was called, what our scale says."""

    theirs: str
    received: Mass
    product: str
    claims: tuple[str, ...] = ()
    harvest: str | None = None
    country: str | None = None
    process: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrive(Command):
    """Lots of another house are ours: bought, and answered by an entry that cites its dispatch."""

    ACT: ClassVar[str] = "gate"
    sender: str
    dispatch: str
    """Its id in the sender's log."""
    cites: str
    place: str
    lots: tuple[Arrived, ...]
    """Without those that were refused."""
    text: str | None = None

    def needs(self) -> Iterable[Need]:
        """The sender, the place, and whether it was answered before."""
        yield Organisation, "id", self.sender
        yield Place, "id", self.place
        yield Report, "cites", self.cites

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Each lot gets a code of ours and keeps the sender's as a name."""
        state.get(Organisation, self.sender)
        state.get(Place, self.place)
        for report in state.where(Report, "cites", self.cites):
            if report.organisation == context.actor.organisation:
                raise AlreadyAnswered(dispatch=report.number, state="received")
        made: list[str] = []
        for lot in self.lots:
            if lot.received.g < 1:
                raise MassNotPositive(given=lot.received.typed)
            made.append(context.ids.lot_code(context.prefix))
            yield Fact(
                LotBought(
                    lot=made[-1],
                    product=product(lot.product).id,
                    mass_g=lot.received.g,
                    how="w",
                    typed=lot.received.typed,
                    place=self.place,
                    seller=self.sender,
                    claims=check_claims(lot.claims),
                    harvest=lot.harvest,
                    country=lot.country,
                    process=lot.process,
                )
            )
            yield Fact(NameGiven(subject=made[-1], kind=SENDERS_LOT, name=lot.theirs))
        yield Fact(self._report(context), tuple((Lot, code) for code in made))

    def _report(self, context: Context) -> ReportRecorded:
        parts: list[Part] = [(lot.theirs, lot.received.g, "w") for lot in self.lots]
        return ReportRecorded(
            report=context.ids.uuid(),
            number=f"R-{context.ids.signs(5)}",
            reporter=context.actor.organisation,
            about=self.dispatch,
            what=ARRIVED,
            lots=tuple(parts),
            place=self.place,
            cites=self.cites,
            text=self.text,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm(Command):
    """The receiver of a dispatch confirms it by an entry of its own log."""

    ACT: ClassVar[str] = "report"
    dispatch: str
    receiver: str
    lots: tuple[str, ...]
    """Every lot of the dispatch."""
    origin: str
    entry: str
    proof: str
    vkey: str

    def needs(self) -> Iterable[Need]:
        """The dispatch with its lines and lots, the receiver, the key."""
        yield Dispatch, "id", self.dispatch
        yield DispatchLine, "dispatch", self.dispatch
        yield Organisation, "id", self.receiver
        yield VouchedKey, "vkey", self.vkey
        for code in self.lots:
            yield Lot, "code", code
            yield Sack, "lot", code

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Key, proof, dispatch, lots: each is checked before its figures count.

        Raises:
            NotTheHolder, AlreadyAnswered, KeyNotVouched, KeyNotYetValid, ConfirmsAnother,
            AnswerIncomplete, ConfirmationContradicts: it is not what it should be.
            BadNote, BadCheckpoint, BadProof: its proof does not hold.
        """
        dispatch = state.get(Dispatch, self.dispatch)
        if dispatch.organisation != context.actor.organisation:
            raise NotTheHolder(what=dispatch.number, holder=dispatch.organisation)
        if dispatch.state not in {"sent", "reported"}:
            raise AlreadyAnswered(dispatch=dispatch.number, state=dispatch.state)
        key = self._key(state, context, dispatch)
        proven(self.proof, self.entry, key.vkey)
        entry = cited(self.entry, dispatch.act, dispatch.number)
        written = day_of(entry.recorded_at, LIMA)
        if written < key.valid_from:
            raise KeyNotYetValid(valid_from=key.valid_from, written=written)
        self._check_lots(state, dispatch)
        yield Fact(
            ReportConfirmed(
                report=dispatch.id,
                origin=key.origin,
                entry=self.entry,
                proof=self.proof,
                vkey=key.vkey,
                cites=dispatch.act,
            ),
            ((Dispatch, dispatch.id), *((Lot, code) for code in self.lots)),
        )

    def _key(self, state: State, context: Context, dispatch: Dispatch) -> VouchedKey:
        """Return the key, which must be the receiver's own."""
        key = state.find(VouchedKey, (context.actor.organisation, self.vkey))
        receiver = state.get(Organisation, dispatch.to_organisation)
        name = receiver.name or receiver.id
        if receiver.ours:
            raise ReceiverAnswers(dispatch=dispatch.number, receiver=name)
        if key is None or key.owner != receiver.id or key.origin != self.origin:
            raise KeyNotVouched(origin=self.origin, organisation=name)
        return key

    def _check_lots(self, state: State, dispatch: Dispatch) -> None:
        lines = state.where(DispatchLine, "dispatch", dispatch.id)
        said = masses_of(self.entry)
        strange = set(said) - {line.lot for line in lines}
        if strange or set(self.lots) != {line.lot for line in lines}:
            missing = ", ".join(sorted(strange or set(self.lots)))
            raise AnswerIncomplete(dispatch=dispatch.number, missing=missing)
        for line in lines:
            if line.outcome == "refused" and said.get(line.lot):
                raise ConfirmationContradicts(lot=line.lot, dispatch=dispatch.number)


def proven(proof: str, leaf: str, vkey: str) -> None:
    """Check that an entry stands in the log that a key signs for.

    Raises:
        BadNote, BadCheckpoint, BadProof: it does not.
    """
    key = VerifierKey.parse(vkey)
    tlog_proof.verify(tlog_proof.TlogProof.parse(proof), leaf.encode("utf-8"), [key], key.name)


def cited(leaf: str, act: str, number: str) -> Entry:
    """Return the receiver's entry, which must answer our dispatch.

    Raises:
        ConfirmsAnother: it is no arrival, or cites another dispatch.
        NewerEntry: a newer program wrote it.
    """
    try:
        entry = read_entry(leaf.encode("utf-8"))
        body = body_of(entry, [])
    except (canonical.NotCanonical, UnicodeEncodeError, msgspec.ValidationError):
        raise ConfirmsAnother(dispatch=number, found="") from None
    if not isinstance(body, ReportRecorded) or body.what != ARRIVED or body.cites != act:
        found = body.cites if isinstance(body, ReportRecorded) else entry.kind
        raise ConfirmsAnother(dispatch=number, found=found or "")
    if body.lots:
        distinct([code for code, _, _ in body.lots], "lots")
    return entry
