"""Rules for decisions against a profile, and for holds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from acopio.domain.credentials import as_text as credential_text
from acopio.domain.credentials import qualifies, valid_on
from acopio.domain.entries import quality as kinds
from acopio.domain.judging import Counting, as_text, counting, judged
from acopio.domain.rows.lots import Batch, Lot
from acopio.domain.rows.parties import Profile, Staff
from acopio.domain.rows.quality import Hold, Inspection, Sample
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
from acopio.domain.times import day_of
from acopio.errors import Refusal
from acopio.quality.registry import get

VALID_DAYS = 365
"""How long a release lives where its profile says nothing: 365 days, not a year (CQI lots)."""


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
    day: str
    held: str


@dataclass(eq=False)
class StandingNotEnough(Refusal):
    """An inspector of another standing than the profile accepts."""

    code = "standing-not-enough"
    profile: str
    needed: str
    standing: str


@dataclass(eq=False)
class PanelTooSmall(Refusal):
    """Fewer cuppers than the profile asks for."""

    code = "panel-too-small"
    profile: str
    protocol: str
    cuppers: int
    needed: int


@dataclass(eq=False)
class NotBlind(Refusal):
    """An inspection by somebody who knew which lot it was, where a blind one is asked for."""

    code = "not-blind"
    profile: str
    protocol: str


@dataclass(eq=False)
class SamplerNotApart(Refusal):
    """Who drew the sample also inspects it or decides on it, which the profile forbids."""

    code = "sampler-not-apart"
    profile: str
    sample: str


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
    samples: tuple[str, ...] = ()
    """The samples that were inspected: what for, and who drew them."""
    reason: str | None = None

    def needs(self) -> Iterable[Need]:
        """Lot, profile, inspections with their samples, and who made them."""
        yield Lot, "code", self.lot
        yield Profile, "id", self.profile
        for inspection in self.inspections:
            yield Inspection, "id", inspection
        for sample in self.samples:
            yield Sample, "id", sample
        for staff in self.staff:
            yield Staff, "id", staff

    def ancestry(self) -> Iterable[str]:
        """Holds block certifying."""
        return [self.lot]

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """A release needs every limit of its profile; the entry holds what each of them found."""
        lot = ours(state, self.lot, context.actor)
        profile = state.get(Profile, self.profile)
        cited = [state.get(Inspection, one) for one in self.inspections]
        samples = {
            one.sample: sample for one in cited if (sample := state.find(Sample, one.sample))
        }
        if lot.product != profile.product:
            raise WrongProduct(profile=profile.name, needed=profile.product, found=lot.product)
        if self.what == "certified":
            not_held(state, lot.code)
            enough(lot, 1)
        elif not self.reason:
            raise ReasonNeeded(why=self.what)
        chosen = self._counting(lot, profile, cited, samples, context)
        found = judged(profile, chosen)
        if self.what == "certified":
            self._check_limits(lot, profile, found)
            for one in chosen.values():
                for inspection in one.inspections:
                    _check_inspection(state, context, profile, inspection, samples)
        yield Fact(self._body(context, profile, cited, chosen, found), ((Lot, lot.code),))

    def _counting(
        self,
        lot: Lot,
        profile: Profile,
        cited: list[Inspection],
        samples: Mapping[str, Sample],
        context: Context,
    ) -> Mapping[str, Counting]:
        """Return which inspections count.

        Whoever rejects a lot need not know which of two results counts: then none is cited.

        Raises:
            RetestWithoutRule, RetestRuleLate, ArbitrationNeeded, NotComparable: for a release.
        """
        try:
            return counting(lot.code, profile, cited, samples, context.actor.organisation)
        except Refusal:
            if self.what == "certified":
                raise
            return {}

    def _check_limits(self, lot: Lot, profile: Profile, found: tuple[kinds.Judged, ...]) -> None:
        failed = "; ".join(as_text(one) for one in found if not one.met)
        if failed:
            raise LimitsNotMet(lot=lot.code, profile=profile.name, failed=failed)

    def _body(
        self,
        context: Context,
        profile: Profile,
        cited: list[Inspection],
        chosen: Mapping[str, Counting],
        found: tuple[kinds.Judged, ...],
    ) -> kinds.LotCertified | kinds.LotDowngraded | kinds.LotRejected:
        """Return the entry: it says itself what was judged, whatever the profile says later."""
        same: dict[str, Any] = {
            "lot": self.lot,
            "profile": profile.id,
            "profile_entry": profile.latest,
            "inspections": tuple(sorted(one.latest for one in cited)),
            "judged": found,
            "retest": next((one.rule for one in chosen.values() if one.rule), None),
        }
        if self.what != "certified":
            body = kinds.LotDowngraded if self.what == "downgraded" else kinds.LotRejected
            return body(**same, reason=self.reason)
        day = date.fromisoformat(day_of(self.occurred_at, context.zone))
        valid_to = day + timedelta(days=profile.valid_days or VALID_DAYS)
        return kinds.LotCertified(**same, standing="own-staff", valid_to=valid_to.isoformat())


def _check_inspection(
    state: State,
    context: Context,
    profile: Profile,
    inspection: Inspection,
    samples: Mapping[str, Sample],
) -> None:
    """Refuse an inspection that was not made as the profile asks.

    Raises:
        NotQualified, StandingNotEnough, PanelTooSmall, NotBlind, SamplerNotApart.
    """
    # An inspector of another organisation of ours is known to that one only.
    staff = state.find(Staff, (inspection.inspector, inspection.organisation))
    _check_qualified(profile, staff, inspection)
    if profile.standing and inspection.standing not in profile.standing:
        needed = ", ".join(profile.standing)
        raise StandingNotEnough(profile=profile.name, needed=needed, standing=inspection.standing)
    cuppers = len({staff or name for staff, name, _held in inspection.panel})
    if (
        profile.panel
        and cuppers < profile.panel
        and get(inspection.protocol, inspection.protocol_version).panel
    ):
        raise PanelTooSmall(
            profile=profile.name,
            protocol=inspection.protocol,
            cuppers=cuppers,
            needed=profile.panel,
        )
    if profile.blind and not inspection.blind and not inspection.laboratory:
        raise NotBlind(profile=profile.name, protocol=inspection.protocol)
    _check_sampler(context, profile, inspection, samples.get(inspection.sample))


def _check_sampler(
    context: Context, profile: Profile, inspection: Inspection, sample: Sample | None
) -> None:
    decides = sample is not None and sample.drawn_by == context.actor.people[0]
    # What a laboratory measured is only copied by whoever drew the sample.
    inspects = inspection.drew_sample and not inspection.laboratory
    if profile.sampler_apart and (inspects or decides):
        raise SamplerNotApart(
            profile=profile.name, sample=sample.number if sample else inspection.sample
        )


def _check_qualified(profile: Profile, staff: Staff | None, inspection: Inspection) -> None:
    """A laboratory answers for its own figures; everything else needs somebody qualified."""
    if not profile.qualification or inspection.laboratory:
        return
    # What the inspector held when she signed: a course added later qualifies no earlier test.
    held = inspection.credentials
    if any(qualifies(one, profile.qualification) for one in valid_on(held, inspection.day)):
        return
    raise NotQualified(
        inspector=(staff.name if staff else None) or inspection.inspector,
        needed=", ".join(profile.qualification),
        day=inspection.day,
        held=", ".join(map(credential_text, held)),
    )


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
