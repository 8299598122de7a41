"""Rules for samples, signed inspections and reported results."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import msgspec

from acopio.domain.entries import quality as kinds
from acopio.domain.entries.fields import SackRange
from acopio.domain.masses import Mass
from acopio.domain.rows.lots import Batch, Lot, Sack
from acopio.domain.rows.parties import Staff
from acopio.domain.rows.quality import Inspection, Sample
from acopio.domain.rules.base import (
    Command,
    Context,
    Fact,
    Need,
    NotTheHolder,
    enough,
    ours,
)
from acopio.domain.rules.batches import working
from acopio.domain.rules.lots import apart, in_ranges, label_of, sacks_in
from acopio.domain.state import State
from acopio.domain.times import day_of
from acopio.errors import Refusal
from acopio.ledger import b64
from acopio.ledger.canonical import encode
from acopio.ledger.keys import verify_signature
from acopio.ledger.note import VerifierKey
from acopio.quality.registry import evaluate

PURPOSES = ("process", "own-grading", "offer", "pre-shipment", "arrival", "arbitration")


CONTEXT = "acopio/inspection/v1"


@dataclass(eq=False)
class UnknownPurpose(Refusal):
    """A purpose of sampling that does not exist."""

    code = "unknown-purpose"
    given: str
    known: str = ", ".join(PURPOSES)


@dataclass(eq=False)
class SampleEmptiesSacks(Refusal):
    """A sample as heavy as all the sacks that it is said to come from."""

    code = "sample-empties-sacks"
    lot: str
    numbers: str
    inside_g: int
    asked_g: int


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw(Command):
    """Draw a sample from a lot or batch."""

    ACT: ClassVar[str] = "sample"
    purpose: str
    mass: Mass
    lot: str | None = None
    batch: str | None = None
    sacks: tuple[tuple[int, int], ...] = ()
    """Sacks of the lot that were opened: each gives in proportion to what it weighs."""
    seals: tuple[str, ...] = ()
    witness: str | None = None
    sample: str | None = None

    def needs(self) -> Iterable[Need]:
        """What is sampled."""
        if self.lot:
            yield Lot, "code", self.lot
            yield Sack, "lot", self.lot
        if self.batch:
            yield Batch, "id", self.batch

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """The sample takes its mass along, and a blind code that only the vault knows."""
        if self.purpose not in PURPOSES:
            raise UnknownPurpose(given=self.purpose)
        changes: tuple[Any, ...]
        opened: tuple[SackRange, ...] = ()
        if self.lot:
            lot = ours(state, self.lot, context.actor)
            enough(lot, self.mass.g)
            opened = self._opened(state, lot)
            changes = ((Lot, lot.code),)
        else:
            batch = working(state, self.batch or "", context)
            changes = ((Batch, batch.id),)
        yield Fact(
            kinds.SampleDrawn(
                sample=self.sample or context.ids.uuid(),
                number=f"M-{context.ids.signs(5)}",
                purpose=self.purpose,
                mass_g=self.mass.g,
                typed=self.mass.typed,
                lot=self.lot,
                batch=self.batch,
                seals=self.seals,
                sacks=opened,
                drawn_by=context.actor.people[0],
                witness=self.witness,
                blind=context.ids.signs(6),
            ),
            changes,
        )

    def _opened(self, state: State, lot: Lot) -> tuple[SackRange, ...]:
        """Return the sacks that gave; where none is named, what is loose gives, then all of them.

        Raises:
            SampleEmptiesSacks: the sacks that were opened do not hold so much.
            SackNotHere, NamedTwice.
        """
        if not self.sacks:
            return ()
        label = label_of(state, lot)
        apart(self.sacks, label)
        inside = sum(one.mass_g or 0 for one in sacks_in(state, lot, label, self.sacks))
        if self.mass.g >= inside and self.mass.g < lot.left_g:
            numbers = in_ranges(n for first, last in self.sacks for n in range(first, last + 1))
            raise SampleEmptiesSacks(
                lot=lot.code, numbers=numbers, inside_g=inside, asked_g=self.mass.g
            )
        return tuple((label, first, last) for first, last in self.sacks)


def text_to_sign(
    *, origin: str, blind: str, protocol: str, version: str, observations: dict[str, Any],
    day: str, vkey: str,
) -> str:  # fmt: skip
    """Return what an inspector signs: inputs and result, as canonical JSON.

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
            "warnings": [[w.code, *(f"{k}={v}" for k, v in w.values)] for w in evaluation.warnings],
            "date": day,
            "key": vkey,
        }
    ).decode("utf-8")


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
    supersedes: str | None = None
    remark: str | None = None

    def needs(self) -> Iterable[Need]:
        """Sample, lot, the inspector, what is superseded."""
        yield Sample, "id", self.sample
        yield Staff, "id", self.inspector
        if self.lot:
            yield Lot, "code", self.lot
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
        self._check_text(context, sample, staff.key_text)
        changes: list[Any] = [(Sample, sample.id)]
        if sample.lot:
            changes.append((Lot, sample.lot))
        if self.supersedes:
            state.get(Inspection, self.supersedes)
            changes.append((Inspection, self.supersedes))
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
                standing="own-staff",
                supersedes=self.supersedes,
                remark=self.remark,
            ),
            tuple(changes),
        )

    def _check_text(self, context: Context, sample: Sample, vkey: str) -> None:
        """Refuse a text of another sample, key or day, or whose result is not what is computed."""
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
        )
        expected = _said(text)
        for field in sorted(expected.keys() | said.keys()):
            if said.get(field) != expected.get(field):
                raise SignedTextDiffers(field=field)
        if text != self.signed:
            raise SignedTextDiffers(field="form")


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

    def needs(self) -> Iterable[Need]:
        """The lot."""
        return [(Lot, "code", self.lot)]

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
            ),
            ((Lot, lot.code),),
        )
