"""Rules for inspections: signed by their inspector, superseded, disputed; and reported results."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import msgspec

from acopio.domain.credentials import entry_of, valid_on
from acopio.domain.entries import quality as kinds
from acopio.domain.rows.lots import Batch, Lot
from acopio.domain.rows.parties import Organisation, Staff
from acopio.domain.rows.quality import Inspection, Sample
from acopio.domain.rules.base import (
    Command,
    Context,
    Fact,
    Need,
    NotTheHolder,
    ReasonNeeded,
    Subject,
    not_before,
)
from acopio.domain.spelling import plain
from acopio.domain.state import NotFound, State
from acopio.domain.times import day_of
from acopio.errors import Refusal
from acopio.ledger import b64
from acopio.ledger.canonical import encode
from acopio.ledger.keys import verify_signature
from acopio.ledger.note import VerifierKey
from acopio.quality.protocol import Protocol
from acopio.quality.registry import as_signed, evaluate, get

CONTEXT = "acopio/inspection/v1"


@dataclass(eq=False)
class SignatureNotTheirs(Refusal):
    """An inspection signed by another key than the inspector's on record."""

    code = "signature-not-theirs"
    inspector: str


@dataclass(eq=False)
class SignedTextDiffers(Refusal):
    """A signed text that does not say what its inputs give."""

    code = "signed-text-differs"
    field: str


@dataclass(eq=False)
class ProtocolForOtherProduct(Refusal):
    """A protocol for cacao on coffee, or for green coffee on parchment."""

    code = "protocol-for-other-product"
    protocol: str
    needed: str
    found: str


@dataclass(eq=False)
class SupersedesOther(Refusal):
    """An inspection that would supersede one of another sample or protocol, or an earlier one."""

    code = "supersedes-other"
    sample: str
    protocol: str


@dataclass(eq=False)
class PanelDiffers(Refusal):
    """Other people than there are forms."""

    code = "panel-differs"
    people: int
    forms: int


@dataclass(eq=False)
class LaboratoryNeeded(Refusal):
    """Figures that only a laboratory can find, without its name or its report."""

    code = "laboratory-needed"
    protocol: str


@dataclass(eq=False)
class SignedBefore(Refusal):
    """A signature that is in the log already: it was made for another inspection."""

    code = "signed-before"
    sample: str
    day: str


@dataclass(eq=False)
class CupperTwice(Refusal):
    """One person with two forms of a panel."""

    code = "cupper-twice"
    cupper: str


@dataclass(eq=False)
class DisputedBefore(Refusal):
    """A result that is disputed already, or counts no more."""

    code = "disputed-before"
    sample: str
    day: str


def text_to_sign(
    *, origin: str, blind: str, protocol: str, version: str, observations: dict[str, Any],
    day: str, vkey: str, about: Mapping[str, str | None] | None = None,
) -> str:  # fmt: skip
    """Return what an inspector signs: inputs and result, as canonical JSON.

    ``about`` is what else the inspection says of itself (``supersedes``, ``portion``,
    ``laboratory``), so that nobody can use a signature for what it was not made for.

    Raises:
        Refusal: the observations are not what the protocol's form asks for.
    """
    evaluation = evaluate(protocol, version, observations)
    return encode(
        {
            "context": CONTEXT,
            "origin": origin,
            "blind": blind,
            "protocol": protocol,
            "version": version,
            "observations": observations,
            "result": evaluation.result,
            "working": list(evaluation.working),
            "warnings": list(map(as_signed, evaluation.warnings)),
            "date": day,
            "key": vkey,
            **{name: value for name, value in (about or {}).items() if value is not None},
        }
    ).decode("utf-8")


def signed_about(
    supersedes: str | None, portion: str | None, laboratory: str | None
) -> dict[str, str | None]:
    """Return what an inspection says of itself, by the names that the signed text has."""
    return {"supersedes": supersedes, "portion": portion, "laboratory": laboratory}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cupper:
    """Somebody of a panel: a member of staff, or a guest by name."""

    staff: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspect(Command):
    """Record a signed evaluation of a sample."""

    ACT: ClassVar[str] = "inspect"
    inspector: str
    sample: str
    lot: str | None
    origin: str
    signed: str
    signature: bytes
    batch: str | None = None
    supersedes: str | None = None
    remark: str | None = None
    reason: str | None = None
    """Why it supersedes an earlier one."""
    panel: tuple[Cupper, ...] = ()
    """Who filled in each form; nobody named: the inspector alone."""
    by_blind_code: bool = False
    """The inspector knew the sample by its blind code only."""
    portion: str | None = None
    laboratory: str | None = None

    @property
    def about(self) -> dict[str, str | None]:
        """What is signed besides inputs and result."""
        return signed_about(self.supersedes, self.portion, self.laboratory)

    def needs(self) -> Iterable[Need]:
        """Sample, lot or batch, the panel, what is superseded."""
        yield Sample, "id", self.sample
        yield Inspection, "signature", b64.url_encode(self.signature)
        for staff in {self.inspector, *(one.staff for one in self.panel if one.staff)}:
            yield Staff, "id", staff
        if self.lot:
            yield Lot, "code", self.lot
        if self.batch:
            yield Batch, "id", self.batch
        if self.supersedes:
            yield Inspection, "id", self.supersedes

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """The signature is the inspector's, and the signed result is what the inputs give."""
        sample = state.get(Sample, self.sample)
        if sample.organisation != context.actor.organisation:
            raise NotTheHolder(what=sample.number, holder=sample.organisation)
        staff = state.get(Staff, (context.actor.people[0], context.actor.organisation))
        if not staff.key_text:
            raise SignatureNotTheirs(inspector=staff.name or staff.id)
        key = VerifierKey.parse(staff.key_text)
        verify_signature(key.public, self.signature, self.signed.encode("utf-8"))
        said = self._checked_text(context, sample, staff.key_text)
        self._check_new(state, sample)
        protocol = get(said["protocol"], said["version"])
        day = day_of(self.occurred_at, context.zone)
        self._check_fits(state, context, sample, protocol)
        people = self._people(protocol, said["observations"])
        drew = sample.drawn_by is not None and sample.drawn_by in {
            staff.id,
            *(one.staff for one in people),
        }
        yield Fact(
            kinds.InspectionSigned(
                inspection=context.ids.uuid(),
                sample=sample.id,
                lot=sample.lot,
                batch=sample.batch,
                signed=self.signed,
                signature=b64.url_encode(self.signature),
                key=staff.key_text,
                key_home=staff.key_home or "operator",
                standing=staff.standing,
                supersedes=self.supersedes,
                remark=self.remark,
                panel=tuple(self._cupper(state, context, one, day) for one in people),
                credentials=tuple(map(entry_of, valid_on(staff.credentials, day))),
                blind=self.by_blind_code and not drew,
                portion=self.portion,
                laboratory=self.laboratory,
                body=staff.body,
                reason=self.reason if self.supersedes else None,
            ),
            tuple(self._changes(state, context, sample, protocol)),
        )

    def _check_new(self, state: State, sample: Sample) -> None:
        """Refuse a signature that was used before: on one day, the same text says one thing.

        Raises:
            SignedBefore.
        """
        for one in state.where(Inspection, "signature", b64.url_encode(self.signature)):
            raise SignedBefore(sample=sample.number, day=one.day)

    def _changes(
        self, state: State, context: Context, sample: Sample, protocol: Protocol
    ) -> Iterator[tuple[Subject, str]]:
        """Yield what the entry changes; only a result of the same sample and protocol is replaced.

        Raises:
            SupersedesOther, ReasonNeeded, NotFound.
        """
        yield Sample, sample.id
        if sample.lot:
            yield Lot, sample.lot
        if self.supersedes is None:
            return
        old = state.get(Inspection, self.supersedes)
        mine = old.organisation == context.actor.organisation and not old.superseded
        if not mine or (old.sample, old.protocol) != (sample.id, protocol.id):
            raise SupersedesOther(sample=sample.number, protocol=protocol.id)
        if not self.reason:
            raise ReasonNeeded(why="supersede")
        yield Inspection, old.id

    def _check_fits(
        self, state: State, context: Context, sample: Sample, protocol: Protocol
    ) -> None:
        """Refuse a protocol for another product, an unknown portion, a day before the sample.

        Raises:
            ProtocolForOtherProduct, LaboratoryNeeded, NotFound, BeforeItBegan.
        """
        not_before(sample.number, sample.day, self.occurred_at, context)
        lot, batch = state.find(Lot, sample.lot), state.find(Batch, sample.batch)
        product = lot.product if lot else batch.product if batch else None
        if product is not None and product not in protocol.products:
            needed = ", ".join(protocol.products)
            raise ProtocolForOtherProduct(protocol=protocol.id, needed=needed, found=product)
        if self.portion is not None and self.portion not in {one[0] for one in sample.portions}:
            raise NotFound(what="portion", given=self.portion)
        if protocol.transcribed and not (self.laboratory and self.docs):
            raise LaboratoryNeeded(protocol=protocol.id)

    def _people(self, protocol: Protocol, observations: Mapping[str, Any]) -> tuple[Cupper, ...]:
        """Return who filled in each form of a panel.

        Raises:
            PanelDiffers: other people are named than there are forms.
            CupperTwice: somebody has two of them.
        """
        forms = len(observations.get("forms", ())) if protocol.panel else 0
        people = self.panel or ((Cupper(staff=self.inspector),) if forms == 1 else ())
        if people and len(people) != forms:
            raise PanelDiffers(people=len(people), forms=forms)
        seen: set[str] = set()
        for one in people:
            person = one.staff or plain(one.name or "")
            if person and person in seen:
                raise CupperTwice(cupper=one.name or person)
            seen.add(person)
        return people

    def _cupper(self, state: State, context: Context, one: Cupper, day: str) -> kinds.Cupper:
        if one.staff is None:
            return kinds.Cupper(name=one.name)
        staff = state.get(Staff, (one.staff, context.actor.organisation))
        held = valid_on(staff.credentials, day)
        return kinds.Cupper(staff=staff.id, credentials=tuple(map(entry_of, held)))

    def _checked_text(self, context: Context, sample: Sample, vkey: str) -> dict[str, Any]:
        """Return what was signed.

        Raises:
            SignedTextDiffers: it is of another sample, key or day, or its result is not what is
                computed.
        """
        said = _said(self.signed)
        observations = said.get("observations")
        text = text_to_sign(
            origin=self.origin,
            blind=sample.blind or "",
            protocol=str(said.get("protocol")),
            version=str(said.get("version")),
            observations=observations if isinstance(observations, dict) else {},
            day=day_of(self.occurred_at, context.zone),
            vkey=vkey,
            about=self.about,
        )
        expected = _said(text)
        for field in sorted(expected.keys() | said.keys()):
            if said.get(field) != expected.get(field):
                raise SignedTextDiffers(field=field)
        if text != self.signed:
            raise SignedTextDiffers(field="form")
        return expected


def _said(signed: str) -> dict[str, Any]:
    """Read a signed text.

    Raises:
        SignedTextDiffers: it is no JSON object.
    """
    try:
        return msgspec.json.decode(signed, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeEncodeError):
        raise SignedTextDiffers(field="form") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute(Command):
    """Somebody does not accept a result: from now on the arbitration sample decides."""

    ACT: ClassVar[str] = "report"
    inspection: str
    by: str
    sample: str
    lot: str | None = None
    reason: str | None = None

    def needs(self) -> Iterable[Need]:
        """The inspection, its sample and lot, and who disputes it."""
        yield Inspection, "id", self.inspection
        yield Organisation, "id", self.by
        yield Sample, "id", self.sample
        if self.lot:
            yield Lot, "code", self.lot

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """The result stands as it was signed; whether it counts is settled elsewhere."""
        inspection = state.get(Inspection, self.inspection)
        sample = state.get(Sample, inspection.sample)
        if inspection.organisation != context.actor.organisation:
            raise NotTheHolder(what=sample.number, holder=inspection.organisation)
        state.get(Organisation, self.by)
        if inspection.disputed or inspection.superseded:
            raise DisputedBefore(sample=sample.number, day=inspection.disputed or inspection.day)
        if not self.reason:
            raise ReasonNeeded(why="dispute")
        changes: list[tuple[Subject, str]] = [(Inspection, inspection.id), (Sample, sample.id)]
        if inspection.lot:
            changes.append((Lot, inspection.lot))
        yield Fact(
            kinds.InspectionDisputed(
                inspection=inspection.id,
                sample=sample.id,
                by=self.by,
                lot=inspection.lot,
                reason=self.reason,
            ),
            tuple(changes),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportResult(Command):
    """Enter what an outside body printed about a lot."""

    ACT: ClassVar[str] = "report"
    lot: str
    issuer: str
    protocol: str
    printed: tuple[tuple[str, str], ...]
    total: str | None = None
    protocol_version: str | None = None
    graded_on: str | None = None
    expires_on: str | None = None
    flags: tuple[str, ...] = ()
    remark: str | None = None
    reporter: str | None = None
    purpose: str | None = None

    def needs(self) -> Iterable[Need]:
        """The lot, and who found it."""
        yield Lot, "code", self.lot
        if self.reporter:
            yield Organisation, "id", self.reporter

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Printed figures are kept as printed; nothing is signed by us."""
        lot = state.get(Lot, self.lot)
        yield Fact(
            kinds.ResultReported(
                result=context.ids.uuid(),
                lot=lot.code,
                issuer=self.issuer,
                protocol=self.protocol,
                protocol_version=self.protocol_version,
                printed=self.printed,
                total=self.total,
                graded_on=self.graded_on,
                expires_on=self.expires_on,
                flags=self.flags,
                remark=self.remark,
                reporter=self.reporter,
                purpose=self.purpose,
            ),
            ((Lot, lot.code),),
        )
