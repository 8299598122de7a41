"""Holding a lot against a profile: which inspections count, and what each limit finds.

A lot is tested a second time only under a rule that was fixed before the first test, so that nobody
can choose the better of two results afterwards.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from acopio.domain.entries.quality import Judged, Limit
from acopio.domain.rows.parties import Profile
from acopio.domain.rows.quality import Inspection, Sample
from acopio.errors import Refusal
from acopio.quality.levels import at_least, at_most
from acopio.quality.registry import comparable
from acopio.quality.rounding import half_up
from acopio.quality.typed import number

RETEST_RULES = ("mean", "second", "arbitral")
ARBITRATION = "arbitration"
_BESIDE = ("process", "arrival")
"""Samples for these purposes say nothing for a release at origin."""


@dataclass(eq=False)
class RetestWithoutRule(Refusal):
    """A lot that was tested more than once, and a profile that does not say which result counts."""

    code = "retest-without-rule"
    lot: str
    protocol: str
    profile: str
    results: int


@dataclass(eq=False)
class RetestRuleLate(Refusal):
    """A rule for a second test that was fixed only after the first one."""

    code = "retest-rule-late"
    profile: str
    protocol: str
    fixed: str
    tested: str


@dataclass(eq=False)
class ArbitrationNeeded(Refusal):
    """A disputed result, or two results, that only the arbitration sample can settle."""

    code = "arbitration-needed"
    lot: str
    protocol: str


@dataclass(frozen=True, slots=True)
class Counting:
    """The inspections of one protocol that count, and the rule that chose them."""

    inspections: tuple[Inspection, ...]
    rule: str | None = None


def of_purpose(
    inspections: Iterable[Inspection], samples: Mapping[str, Sample]
) -> list[Inspection]:
    """Return the inspections in force of samples that were drawn to judge the lot."""
    return [
        one
        for one in inspections
        if not one.superseded
        and ((sample := samples.get(one.sample)) is None or sample.purpose not in _BESIDE)
    ]


def counting(
    lot: str,
    profile: Profile,
    inspections: Sequence[Inspection],
    samples: Mapping[str, Sample],
    organisation: str,
) -> dict[str, Counting]:
    """Return, for each protocol that the profile asks for, the inspections that count.

    Args:
        lot: its code, for refusals.
        profile: what the lot is held against.
        inspections: everything that may be cited.
        samples: the samples of those inspections, by id.
        organisation: who decides: its own inspections come before those of others.

    Raises:
        RetestWithoutRule, RetestRuleLate, ArbitrationNeeded, NotComparable.
    """
    found: dict[str, list[Inspection]] = {}
    for one in sorted(of_purpose(inspections, samples), key=_order):
        found.setdefault(one.protocol, []).append(one)
    wanted = dict.fromkeys(protocol for protocol, *_ in profile.limits)
    return {
        protocol: _chosen(lot, profile, _own(found[protocol], organisation), samples)
        for protocol in wanted
        if protocol in found
    }


def _order(one: Inspection) -> tuple[str, str]:
    return one.recorded_at, one.id


def _own(found: list[Inspection], organisation: str) -> list[Inspection]:
    return [one for one in found if one.organisation == organisation] or found


def _chosen(
    lot: str, profile: Profile, found: list[Inspection], samples: Mapping[str, Sample]
) -> Counting:
    disputes = [one.disputed_at for one in found if one.disputed_at]
    if disputes:
        final = [one for one in _final(found, samples) if one.recorded_at > min(disputes)]
        if not final:
            raise ArbitrationNeeded(lot=lot, protocol=found[0].protocol)
        return Counting((final[0],), "arbitral")
    if len(found) == 1:
        return Counting((found[0],))
    _check_rule(lot, profile, found)
    if profile.retest == "mean":
        comparable((one.protocol, one.protocol_version) for one in found)
        return Counting(tuple(found), "mean")
    if profile.retest == "second":
        # The second, however many follow it: else one would test until the last one pleases.
        return Counting((found[1],), "second")
    final = _final(found, samples)
    if not final:
        raise ArbitrationNeeded(lot=lot, protocol=found[0].protocol)
    return Counting((final[0],), "arbitral")


def _check_rule(lot: str, profile: Profile, found: list[Inspection]) -> None:
    protocol = found[0].protocol
    if profile.retest is None:
        raise RetestWithoutRule(
            lot=lot, protocol=protocol, profile=profile.name, results=len(found)
        )
    if (profile.retest_since or "") > found[0].recorded_at:
        raise RetestRuleLate(
            profile=profile.name,
            protocol=protocol,
            fixed=(profile.retest_since or "")[:10],
            tested=found[0].recorded_at[:10],
        )


def _final(found: list[Inspection], samples: Mapping[str, Sample]) -> list[Inspection]:
    """Return the inspections of an arbitration sample."""
    return [
        one
        for one in found
        if one.portion == ARBITRATION
        or ((sample := samples.get(one.sample)) is not None and sample.purpose == ARBITRATION)
    ]


def judged(profile: Profile, chosen: Mapping[str, Counting]) -> tuple[Judged, ...]:
    """Return every limit of a profile beside what was found, in the order of the profile."""
    return tuple(_judged(limit, chosen.get(limit[0])) for limit in profile.limits)


def _judged(limit: tuple[str, str, str, str], counts: Counting | None) -> Judged:
    protocol, field, op, value = limit
    words = Limit(protocol=protocol, field=field, op=op, value=value)
    if counts is None:
        return Judged(limit=words)
    leaves = tuple(sorted(one.act for one in counts.inspections if one.act))
    found, met = judged_again(words, [dict(one.result) for one in counts.inspections])
    return Judged(limit=words, found=found, met=met, inspections=leaves)


def judged_again(limit: Limit, results: Sequence[Mapping[str, str]]) -> tuple[str | None, bool]:
    """Return what the results that count give for a limit, and whether it is met."""
    known = [one[limit.field] for one in results if limit.field in one]
    if not known or len(known) < len(results):
        return None, False
    return _mean(limit.op, limit.value, known)


def _mean(op: str, value: str, results: list[str]) -> tuple[str, bool]:
    """Return the mean and whether it meets a limit; of grades and ``<0.05`` the worst of them.

    The exact mean is held against the limit. It is written with as many places as the results
    have, and with more where rounding would make it say the opposite.
    """
    exact = [one for one in map(number, results) if one is not None]
    if len(results) == 1 or op == "in" or len(exact) < len(results):
        worst = next((one for one in results if not meets(op, value, one)), results[0])
        return worst, meets(op, value, worst)
    mean = sum(exact, Fraction(0)) / len(exact)
    met = _holds(op, mean, number(value))
    places = max(len(one.partition(".")[2]) for one in results)
    while meets(op, value, str(half_up(mean, places))) != met:
        places += 1
    return str(half_up(mean, places)), met


def _holds(op: str, found: Fraction, value: Fraction | None) -> bool:
    """Say whether an exact figure satisfies a limit; a limit that is no figure is not met."""
    if value is None:
        return False
    return {"<=": found <= value, ">=": found >= value, "<": found < value, ">": found > value}[op]


def meets(op: str, value: str, found: str) -> bool:
    """Say whether a result satisfies a limit; figures compare as exact fractions.

    A laboratory's ``<0.05`` satisfies what every figure below it would; else it is not known, and
    what is not known is not met.
    """
    if op == "in":
        return found in [one.strip() for one in value.split(",")]
    return {
        "<=": at_most(found, value) is True,
        ">=": at_least(found, value) is True,
        "<": at_least(found, value) is False,
        ">": at_most(found, value) is False,
    }[op]


def as_text(one: Judged) -> str:
    """Return a limit beside what was found: ``cacao.cut.iso2451 grade in I (II)``."""
    limit = one.limit
    return f"{limit.protocol} {limit.field} {limit.op} {limit.value} ({one.found or '–'})"
