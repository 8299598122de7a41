"""What a corrected body must hold by itself: the gate's own rules, as of the day it happened."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from acopio.domain.entries.fields import Body
from acopio.domain.entries.gate import DeliveryReceived, Line, LotBought, LotOpened
from acopio.domain.masses import Mass
from acopio.domain.pads import pad_key
from acopio.domain.products import product
from acopio.domain.rows.gate import PadReceipt
from acopio.domain.rows.parties import Household, Person, Place, Plot
from acopio.domain.rules.base import Context, Need
from acopio.domain.rules.claims import Whose, backed, claim_needs
from acopio.domain.rules.gate import NewLine, PadUsed, check_claims, line_of
from acopio.domain.state import State
from acopio.domain.times import day_of

People = Mapping[str, tuple[str, ...]]
"""Who lives in each household: a claim may lean on the membership of any of them."""


def facts_need(new: Body, people: People) -> Iterator[Need]:
    """Yield the places, people, plots and certificates that corrected facts name."""
    if (place := getattr(new, "place", None)) is not None:
        yield Place, "id", place
    for line in getattr(new, "lines", ()):
        yield Person, "id", line.person
        yield Household, "id", line.household
        for plot, _version in line.plots or ():
            yield Plot, "plot", plot
        yield from claim_needs(line.claims, _again(line, people).whose)
    if isinstance(new, LotOpened | LotBought):
        yield from claim_needs(new.claims, _whose(new, people))


def settled(
    state: State, context: Context, old: Body, new: Body, occurred_at: str, people: People
) -> Body:
    """Return the corrected facts as the gate would have recorded them.

    Raises:
        Refusal: they could not have been recorded at the gate either.
        SecondPersonNeeded: a claim is added.
    """
    place = getattr(new, "place", None)
    if place is not None and place != getattr(old, "place", None):
        state.get(Place, place)
    day = day_of(occurred_at, context.zone)
    if isinstance(new, DeliveryReceived) and isinstance(old, DeliveryReceived):
        return _ticket(state, context, old, new, day, people)
    if isinstance(new, LotOpened | LotBought):
        _added(context, getattr(old, "claims", ()), new.claims)
        claims = check_claims(new.claims)
        whose = _whose(new, people)
        certificates = backed(state, context, claims, product(new.product).id, whose, day)
        return replace(new, claims=claims, claim_certificates=certificates)
    return new


def _ticket(
    state: State, context: Context, old: DeliveryReceived, new: DeliveryReceived, day: str,
    people: People,
) -> DeliveryReceived:  # fmt: skip
    """Return a ticket whose lines the gate would have taken on that day."""
    before = {line.lot: line for line in old.lines}
    lines = []
    for line in new.lines:
        sheet = (context.actor.organisation, pad_key(line.pad)) if line.pad else None
        used = state.find(PadReceipt, sheet) if sheet else None
        if used is not None and used.delivery not in {"", new.delivery}:
            raise PadUsed(pad=line.pad or "", lot=used.lot, day=used.day)
        _added(context, before[line.lot].claims, line.claims)
        made = line_of(state, context, _again(line, people), day)
        lines.append(replace(made, sacks=line.sacks))
    return replace(new, lines=tuple(lines))


def _again(line: Line, people: People) -> NewLine:
    """Return a recorded line as it would be said at the gate."""
    return NewLine(
        product=line.product,
        gross=Mass(*line.gross),
        tare=Mass(*line.tare) if line.tare else None,
        handed_back=Mass(*line.handed_back) if line.handed_back else None,
        deductions=line.deductions,
        claims=line.claims,
        person=line.person,
        household=line.household,
        people=people.get(line.household or "", ()),
        plots=line.plots or (),
        plots_known=line.plots_known,
        harvest_from=line.harvest_from,
        harvest_to=line.harvest_to,
        pad=line.pad,
        moisture=line.moisture,
        price=line.price,
        note=line.note,
        lot=line.lot,
    )


def _whose(stock: LotOpened | LotBought, people: People) -> Whose:
    if isinstance(stock, LotBought):
        return Whose(seller=stock.seller)
    return Whose(
        person=stock.person,
        household=stock.household,
        people=people.get(stock.household or "", ()),
        stock=True,
    )


def _added(context: Context, before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """A claim that is added later asks for a second person.

    Raises:
        SecondPersonNeeded: there is only one.
    """
    if set(after) - set(before):
        context.actor.require_second("claim-added")
