"""Rules for decisions against a profile, and for holds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from acopio.domain.entries import quality as kinds
from acopio.domain.rows.lots import Batch, Lot
from acopio.domain.rows.parties import Profile, Staff
from acopio.domain.rows.quality import Hold, Inspection
from acopio.domain.rules.base import (
    Command,
    Context,
    Fact,
    Need,
    NotTheHolder,
    ReasonNeeded,
    enough,
    not_held,
    ours,
)
from acopio.domain.state import State
from acopio.errors import Refusal


@dataclass(eq=False)
class LimitsNotMet(Refusal):
    """Limits of a profile that were not tested, or not met."""

    code = "limits-not-met"
    lot: str
    profile: str
    failed: str


@dataclass(eq=False)
class NotQualified(Refusal):
    """An inspector without what the profile demands on the day of the inspection."""

    code = "not-qualified"
    inspector: str
    needed: str


@dataclass(eq=False)
class WrongProduct(Refusal):
    """A profile for another product."""

    code = "profile-for-other-product"
    profile: str
    needed: str
    found: str


@dataclass(eq=False)
class NotYourHold(Refusal):
    """A hold that another organisation set, or that is lifted already."""

    code = "not-your-hold"
    subject: str


def meets(op: str, value: str, found: str) -> bool:
    """Say whether a result satisfies a limit; numbers compare as exact decimals."""
    if op == "in":
        return found in [one.strip() for one in value.split(",")]
    try:
        left, right = Decimal(found), Decimal(value)
    except InvalidOperation:
        return False
    return left >= right if op == ">=" else left <= right


def failures(profile: Profile, inspections: list[Inspection]) -> list[str]:
    """Return every limit of a profile that the latest inspections leave missing or failed."""
    results: dict[str, dict[str, str]] = {}
    for inspection in sorted(inspections, key=lambda one: one.day):
        if not inspection.superseded:
            results[inspection.protocol] = dict(inspection.result)
    failed = []
    for protocol, field, op, value in profile.limits:
        found = results.get(protocol, {}).get(field)
        if found is None or not meets(op, value, found):
            failed.append(f"{protocol} {field} {op} {value} ({found or '–'})")
    return failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide(Command):
    """Certify, downgrade or reject a lot for a profile."""

    ACT: ClassVar[str] = "decide"
    lot: str
    profile: str
    what: str
    inspections: tuple[str, ...] = ()
    """Inspection ids; they belong to the lot or to one it was split from."""
    staff: tuple[str, ...] = ()
    """The inspectors, so that their credentials can be looked at."""
    reason: str | None = None

    def needs(self) -> Iterable[Need]:
        """Lot, profile, inspections and who made them."""
        yield Lot, "code", self.lot
        yield Profile, "id", self.profile
        for inspection in self.inspections:
            yield Inspection, "id", inspection
        for staff in self.staff:
            yield Staff, "id", staff

    def ancestry(self) -> Iterable[str]:
        """Holds block certifying."""
        return [self.lot]

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """A quality certificate needs every limit of its profile."""
        lot = ours(state, self.lot, context.actor)
        profile = state.get(Profile, self.profile)
        cited = [state.get(Inspection, one) for one in self.inspections]
        leaves = tuple(sorted(one.latest for one in cited))
        changes = ((Lot, lot.code),)
        if self.what == "certified":
            self._check(state, context, lot, profile, cited)
            yield Fact(
                kinds.LotCertified(
                    lot=lot.code,
                    profile=profile.id,
                    profile_entry=profile.latest,
                    inspections=leaves,
                    standing="own-staff",
                ),
                changes,
            )
            return
        if not self.reason:
            raise ReasonNeeded(why=self.what)
        body = kinds.LotDowngraded if self.what == "downgraded" else kinds.LotRejected
        yield Fact(
            body(
                lot=lot.code,
                profile=profile.id,
                profile_entry=profile.latest,
                inspections=leaves,
                reason=self.reason,
            ),
            changes,
        )

    def _check(
        self, state: State, context: Context, lot: Lot, profile: Profile, cited: list[Inspection]
    ) -> None:
        not_held(state, lot.code)
        enough(lot, 1)
        if lot.product != profile.product:
            raise WrongProduct(profile=profile.name, needed=profile.product, found=lot.product)
        failed = failures(profile, cited)
        if failed:
            raise LimitsNotMet(lot=lot.code, profile=profile.name, failed="; ".join(failed))
        for inspection in cited:
            staff = state.get(Staff, (inspection.inspector, context.actor.organisation))
            _check_qualified(profile, staff, inspection.day)


def _check_qualified(profile: Profile, staff: Staff, day: str) -> None:
    if not profile.qualification:
        return
    for scheme, _number, begins, ends in staff.credentials:
        if scheme in profile.qualification and (begins or day) <= day <= (ends or day):
            return
    raise NotQualified(inspector=staff.name or staff.id, needed=", ".join(profile.qualification))


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldLot(Command):
    """Hold a lot or batch, with all made from it."""

    ACT: ClassVar[str] = "decide"
    lot: str | None = None
    batch: str | None = None
    reason: str | None = None

    def needs(self) -> Iterable[Need]:
        """What is held."""
        if self.lot:
            yield Lot, "code", self.lot
        if self.batch:
            yield Batch, "id", self.batch

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Also a used-up lot is held: what was made from it follows."""
        if not self.reason:
            raise ReasonNeeded(why="hold")
        row: Lot | Batch = (
            state.get(Lot, self.lot) if self.lot else state.get(Batch, self.batch or "")
        )
        if row.organisation != context.actor.organisation:
            raise NotTheHolder(what=str(row.key()), holder=row.organisation)
        yield Fact(
            kinds.LotHeld(lot=self.lot, batch=self.batch, reason=self.reason),
            ((type(row), str(row.key())),),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift(Command):
    """End a hold that our organisation set."""

    ACT: ClassVar[str] = "decide"
    hold: str
    lot: str | None = None
    batch: str | None = None
    reason: str | None = None

    def needs(self) -> Iterable[Need]:
        """The hold and what it holds."""
        yield Hold, "id", self.hold
        if self.lot:
            yield Lot, "code", self.lot
        if self.batch:
            yield Batch, "id", self.batch

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Only who set it lifts it."""
        hold = state.get(Hold, self.hold)
        if hold.organisation != context.actor.organisation or hold.lifted:
            raise NotYourHold(subject=hold.subject)
        if not self.reason:
            raise ReasonNeeded(why="lift")
        changes: tuple[Any, ...] = ((Lot, self.lot),) if self.lot else ((Batch, self.batch),)
        yield Fact(
            kinds.LotLifted(hold=hold.id, lot=self.lot, batch=self.batch, reason=self.reason),
            changes,
        )
