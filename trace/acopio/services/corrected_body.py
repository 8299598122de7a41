"""From the words of a correction to the whole new body of the act."""

from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from acopio.domain.deductions import share_of
from acopio.domain.entries import batches, custody, gate, lots, quality
from acopio.domain.entries.fields import Body, Part, Weight
from acopio.domain.entries.kinds import KIND_OF
from acopio.domain.masses import MassNotPositive
from acopio.domain.products import product
from acopio.domain.rules.correcting import NotCorrectable
from acopio.domain.rules.counting import percent
from acopio.errors import Refusal
from acopio.services.gate import Desk, LineWords


@dataclass(eq=False)
class NotInAct(Refusal):
    """A lot that the act says nothing of."""

    code = "not-in-act"
    lot: str


@dataclass(eq=False)
class WordNotForAct(Refusal):
    """Something that acts of this kind do not say."""

    code = "word-not-for-act"
    word: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactWords:
    """What should have been typed; what is left out stays as it was."""

    gross: str | None = None
    tare: str | None = None
    handed_back: str | None = None
    product: str | None = None
    household: str | None = None
    person: str | None = None
    plots: tuple[str, ...] = ()
    all_plots: bool = False
    claims: tuple[str, ...] = ()
    drop_claims: tuple[str, ...] = ()
    harvest_from: str | None = None
    harvest_to: str | None = None
    pad: str | None = None
    moisture: str | None = None
    place: str | None = None
    day: str | None = None
    mass: str | None = None
    """Of an act about one mass: stock, a count, a sample, the output of a blend."""
    cause: str | None = None
    masses: tuple[str, ...] = ()
    """``LOT=MASS``: of one of several lots of the act."""
    add: tuple[str, ...] = ()
    """Lots, or ``LOT=MASS``, that went in too."""
    remove: tuple[str, ...] = ()
    vehicle: str | None = None
    seal: str | None = None

    def given(self) -> set[str]:
        """Return the names of what is said."""
        return {name for name in self.__slots__ if getattr(self, name)}


_LINE = {
    "gross", "tare", "handed_back", "product", "household", "person", "plots", "all_plots",
    "claims", "drop_claims", "harvest_from", "harvest_to", "pad", "moisture", "place", "day",
}  # fmt: skip
_STOCK = {"mass", "product", "claims", "drop_claims", "place", "day"}
_SAYS: dict[type[Body], set[str]] = {
    gate.DeliveryReceived: _LINE,
    gate.LotOpened: _STOCK,
    gate.LotBought: _STOCK,
    batches.BatchTook: {"masses", "add", "remove", "day"},
    batches.BatchGave: {"masses", "product", "moisture", "place", "day"},
    batches.BatchOpened: {"product", "place", "day"},
    lots.LotBlended: {"masses", "add", "remove", "mass", "day"},
    lots.LotSplit: {"masses", "day"},
    lots.LotCounted: {"mass", "cause", "day"},
    lots.LotFound: {"mass", "product", "place", "day"},
    quality.SampleDrawn: {"mass", "day"},
    custody.DispatchSent: {"vehicle", "seal", "day"},
    custody.DispatchAnswered: {"masses", "day"},
    custody.DispatchReported: {"masses", "day"},
}
"""What can be corrected in each kind of act."""


def corrected_body(desk: Desk, old: Body, words: FactWords, lot: str | None) -> Body:
    """Return the body that the act should have had.

    ``lot``: which line of a ticket is meant, when it has several.

    Raises:
        NotCorrectable, WordNotForAct, NotInAct, and what reading the words refuses.
    """
    kind = KIND_OF[type(old)].name
    known = _SAYS.get(type(old))
    if known is None:
        raise NotCorrectable(kind=kind)
    for word in sorted(words.given() - known):
        raise WordNotForAct(word=word, kind=kind)
    if isinstance(old, gate.DeliveryReceived):
        return _ticket(desk, old, words, lot)
    return _masses(desk, replace(old, **_details(desk, old, words)), words)


def _details(desk: Desk, old: Body, words: FactWords) -> dict[str, Any]:
    """Return the fields that are no masses, as they should have been."""
    changes: dict[str, Any] = {}
    if words.place:
        changes["place"] = desk.finder.place(words.place).id
    if words.product:
        changes["product"] = product(words.product).id
    if words.claims or words.drop_claims:
        changes["claims"] = _claims(getattr(old, "claims", ()), words)
    if words.moisture:
        percent(words.moisture)
    for name in ("moisture", "vehicle", "seal"):
        if said := getattr(words, name):
            changes[name] = said
    return changes


def _claims(before: tuple[str, ...], words: FactWords) -> tuple[str, ...]:
    return tuple(sorted((set(before) | set(words.claims)) - set(words.drop_claims)))


def _ticket(
    desk: Desk, old: gate.DeliveryReceived, words: FactWords, lot: str | None
) -> gate.DeliveryReceived:
    """Return a ticket with one line corrected; place and day are the whole ticket's."""
    lines = list(old.lines)
    meant = [number for number, line in enumerate(lines) if lot in (None, line.lot)]
    if len(meant) != 1:
        raise NotInAct(lot=lot or "")
    lines[meant[0]] = _line(desk, lines[meant[0]], words)
    place = desk.finder.place(words.place).id if words.place else old.place
    return replace(old, lines=tuple(lines), place=place)


def _line(desk: Desk, old: gate.Line, words: FactWords) -> gate.Line:
    gross = _weight(desk, words.gross) or old.gross
    tare = _weight(desk, words.tare) or old.tare
    back = _weight(desk, words.handed_back) or old.handed_back
    received = gross[0] - (tare[0] if tare else 0) - (back[0] if back else 0)
    if received <= 0:
        raise MassNotPositive(given=gross[1])
    deductions = tuple(
        (kind, share if (share := share_of(typed, received)) is not None else grams, typed)
        for kind, grams, typed in old.deductions
    )
    payable = received - sum(grams for _, grams, _ in deductions)
    made = replace(
        old,
        gross=gross,
        tare=tare,
        handed_back=back,
        received_g=received,
        payable_g=max(payable, 0),
        deductions=deductions,
        product=product(words.product).id if words.product else old.product,
        claims=_claims(old.claims, words),
        harvest_from=words.harvest_from or old.harvest_from,
        harvest_to=words.harvest_to or old.harvest_to,
        pad=words.pad or old.pad,
        moisture=words.moisture or old.moisture,
    )
    return _whose(desk, made, words)


def _whose(desk: Desk, line: gate.Line, words: FactWords) -> gate.Line:
    """Return a line with the family and plots that it should have named."""
    if not (words.household or words.person or words.plots or words.all_plots):
        return line
    day = desk.day(words.day)[:10]
    said = LineWords(
        product=line.product,
        gross=line.gross[1],
        household=words.household or (None if words.person else line.household),
        person=words.person,
        plots=words.plots,
        all_plots=words.all_plots,
    )
    found = desk.line(said, day)
    return replace(
        line,
        person=found.person,
        household=found.household,
        plots=found.plots or None,
        plots_known=found.plots_known,
    )


def _weight(desk: Desk, text: str | None) -> Weight | None:
    if text is None:
        return None
    mass = desk.mass(text)
    return mass.g, mass.typed


def _masses(desk: Desk, body: Body, words: FactWords) -> Body:
    """Return a body with the masses that should have been typed."""
    listed = dict(_listed(desk, words.masses))
    if isinstance(body, batches.BatchTook):
        return replace(body, inputs=_inputs(desk, body.inputs, words, listed))
    if isinstance(body, lots.LotBlended):
        return _blended(desk, body, words, listed)
    if isinstance(body, batches.BatchGave):
        return replace(body, outputs=_restated(body.outputs, listed))
    if isinstance(body, lots.LotSplit):
        return replace(body, parts=_restated(body.parts, listed))
    if isinstance(body, custody.DispatchAnswered | custody.DispatchReported):
        return replace(body, answers=_answers(body.answers, listed))
    return body if words.mass is None else _weighed(desk, body, words.mass, words.cause)


def _weighed(desk: Desk, body: Body, text: str, cause: str | None) -> Body:
    mass = desk.mass(text)
    if isinstance(body, lots.LotCounted):
        return replace(body, counted_g=mass.g, typed=mass.typed, cause=cause or body.cause)
    return replace(body, mass_g=mass.g, typed=mass.typed)


def _blended(
    desk: Desk, body: lots.LotBlended, words: FactWords, listed: dict[str, int]
) -> lots.LotBlended:
    inputs = _inputs(desk, body.inputs, words, listed)
    grams, typed = body.output_g, body.typed
    if words.mass:
        mass = desk.mass(words.mass)
        grams, typed = mass.g, mass.typed
    difference = sum(taken for _, taken, _ in inputs) - grams
    return replace(body, inputs=inputs, output_g=grams, typed=typed, difference_g=difference)


def _listed(desk: Desk, texts: tuple[str, ...]) -> list[tuple[str, int]]:
    found = []
    for text in texts:
        name, _equals, mass = text.partition("=")
        found.append((desk.finder.lot(name).code, desk.mass(mass).g))
    return found


def _restated(parts: tuple[Part, ...], listed: dict[str, int]) -> tuple[Part, ...]:
    known = {part[0] for part in parts}
    for lot in listed:
        if lot not in known:
            raise NotInAct(lot=lot)
    return tuple((lot, listed.get(lot, grams), how) for lot, grams, how in parts)


def _inputs(
    desk: Desk, inputs: tuple[Part, ...], words: FactWords, listed: dict[str, int]
) -> tuple[Part, ...]:
    """Return what went in, with masses corrected, lots added and lots left out."""
    gone = {desk.finder.lot(text).code for text in words.remove}
    for lot in gone - {part[0] for part in inputs}:
        raise NotInAct(lot=lot)
    kept: list[Part] = []
    for lot, grams, how in inputs:
        if lot not in gone:
            kept.append((lot, listed[lot], "w") if lot in listed else (lot, grams, how))
    for text in words.add:
        name, equals, mass = text.partition("=")
        row = desk.finder.lot(name)
        kept.append((row.code, desk.mass(mass).g, "w") if equals else (row.code, row.left_g, "a"))
    for lot in listed.keys() - {part[0] for part in inputs}:
        raise NotInAct(lot=lot)
    return tuple(kept)


def _answers(
    answers: tuple[custody.Answer, ...], listed: dict[str, int]
) -> tuple[custody.Answer, ...]:
    """Return what arrived; a refused lot stays refused."""
    for lot in listed.keys() - {answer.lot for answer in answers}:
        raise NotInAct(lot=lot)
    return tuple(
        replace(answer, received_g=listed[answer.lot], typed=None)
        if answer.lot in listed and answer.outcome != "refused"
        else answer
        for answer in answers
    )
