"""Buyers who approve a sample before anything is sent to them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from acopio.domain.rows.lots import Lot
from acopio.domain.rows.parties import Organisation, Profile
from acopio.domain.rows.quality import Sample
from acopio.domain.rows.reports import Report
from acopio.domain.rules.base import Context, Need
from acopio.domain.state import State
from acopio.errors import Refusal


@dataclass(eq=False)
class ApprovalMissing(Refusal):
    """A lot for a buyer who approves a sample before anything is sent, and has not."""

    code = "approval-missing"
    lot: str
    buyer: str
    profile: str
    answer: str


def approval_needs(buyer: str, wholes: Iterable[Iterable[str]]) -> Iterator[Need]:
    """Yield what says whether a buyer approved: profiles, samples of the lots, reports."""
    yield Profile, "buyer", buyer
    for code in sorted({code for whole in wholes for code in whole}):
        yield Sample, "lot", code
        yield Report, "about", code


def check_approved(
    state: State, context: Context, lot: Lot, whole: Iterable[str], buyer: str
) -> None:
    """Refuse a lot whose buyer wants to approve a sample first, and has not.

    Args:
        state: with what ``approval_needs`` asks for.
        context: who sends.
        lot: what is to be sent.
        whole: the lot, and those it was split from: a sample of the whole speaks for its parts.
        buyer: who gets it.

    Raises:
        ApprovalMissing: there is no answer yet, or the latest one declines.
    """
    asks = [
        one
        for one in state.where(Profile, "buyer", buyer)
        if one.approval
        and one.product == lot.product
        and one.organisation == context.actor.organisation
    ]
    answer = _latest_answer(state, whole, buyer) if asks else None
    if asks and answer != "approved":
        organisation = state.get(Organisation, buyer)
        raise ApprovalMissing(
            lot=lot.code,
            buyer=organisation.name or organisation.id,
            profile=asks[0].name,
            answer=answer or "none",
        )


def _latest_answer(state: State, lots: Iterable[str], buyer: str) -> str | None:
    """Return what a buyer last said of samples sent to it, or in a report with its paper.

    What a sample was drawn for does not matter: the buyer had it, and answered.
    """
    said: list[tuple[str, bool, str]] = []
    for code in lots:
        said += [
            (sample.answered_on or "", sample.answer == "declined", sample.answer)
            for sample in state.where(Sample, "lot", code)
            if sample.sent_to == buyer and sample.answer
        ]
        said += [
            (report.day, report.what == "declined", report.what)
            for report in state.where(Report, "about", code)
            if report.reporter == buyer and report.what in {"approved", "declined"}
        ]
    # Of two answers of one day the one that declines is believed.
    return max(said)[2] if said else None
