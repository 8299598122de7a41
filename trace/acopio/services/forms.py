"""Forms as they are filled in: begun, continued by every cupper, looked at, signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from acopio.domain.entries.fields import Document
from acopio.domain.permissions import Actor
from acopio.domain.rows.quality import Inspection, Sample
from acopio.domain.spelling import plain
from acopio.domain.state import NotFound
from acopio.domain.times import stamp
from acopio.errors import Refusal
from acopio.quality.protocol import Attribute, Evaluation, Protocol
from acopio.quality.refusals import AttributeUnknown
from acopio.quality.registry import current, evaluate, get
from acopio.quality.sheet import CUPPER, choice_key, missing_lines, read_line
from acopio.services.gate import Desk
from acopio.services.inspecting import (
    Circumstances,
    Signer,
    Which,
    given_blind,
    inspection_of,
    record,
    signed_observations,
    text_of,
)
from acopio.services.node import Node
from acopio.storage.drafts import (
    Draft,
    More,
    change_draft,
    drafts_of,
    drop_draft,
    find_draft,
    save_draft,
)
from acopio.storage.unit_of_work import Connection


@dataclass(eq=False)
class ObservationUnreadable(Refusal):
    """An observation that is not written as NAME=VALUE."""

    code = "observation-unreadable"
    given: str


@dataclass(eq=False)
class FormChanged(Refusal):
    """A form that somebody filled in or signed while it was being signed."""

    code = "form-changed"
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormShown:
    """A form as it stands: no total before it is complete."""

    draft: Draft
    protocol: Protocol
    sample: Sample
    sheets: tuple[Mapping[str, Any], ...]
    missing: tuple[tuple[str, ...], ...]
    """Keys of the lines that each sheet still lacks."""
    evaluation: Evaluation | None
    refused: Refusal | None
    """Why a form with every line filled in gives no result yet: 34 beans are missing."""

    @property
    def complete(self) -> bool:
        """Whether there is a result."""
        return self.evaluation is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewForm:
    """What a form is begun with."""

    sample: str
    """The blind code, or the number on the seal."""
    protocol: str
    day: str | None = None
    portion: str | None = None
    laboratory: str | None = None
    supersedes: bool = False
    """It replaces the result in force of this sample and protocol."""
    reason: str | None = None
    result: str | None = None
    """Which one, where the sample has several: the end of its id."""


def begin(node: Node, actor: Actor, new: NewForm) -> FormShown:
    """Begin a form for a sample; one that supersedes begins with what was observed before.

    Raises:
        NotFound, UnknownProtocol, NotAllowed.
    """
    actor.require("inspect")
    protocol = current(new.protocol)
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        sample = desk.finder.sample(new.sample)
        old, observations = None, _empty(protocol)
        if new.supersedes:
            old = inspection_of(
                reader,
                actor.organisation,
                sample,
                Which(protocol=protocol.id, result=new.result),
            )
            observations = signed_observations(reader, old)
        day = desk.day(new.day)
    draft = Draft(
        id=f"F-{node.ids.signs(5)}",
        organisation=actor.organisation,
        head=actor.people[0],
        sample=sample.id,
        protocol=protocol.id,
        version=protocol.version,
        observations=observations,
        day=day,
        more=More(
            by_blind_code=given_blind(sample, new.sample),
            portion=old.portion if old else new.portion,
            laboratory=old.laboratory if old else new.laboratory,
            supersedes=old.id if old else None,
            reason=new.reason,
        ),
        made_at=stamp(node.now()),
    )
    node.keep(lambda connection: save_draft(connection, draft))
    return _shown(draft, sample)


def _empty(protocol: Protocol) -> dict[str, Any]:
    return {"forms": []} if protocol.panel else {}


def _draft(node: Node, actor: Actor, identity: str) -> Draft:
    with node.reading() as reader:
        return _own(find_draft(reader.connection, identity.strip().upper()), actor, identity)


def _own(draft: Draft | None, actor: Actor, given: str) -> Draft:
    if draft is None or draft.organisation != actor.organisation:
        raise NotFound(what="form", given=given)
    return draft


def _sample(node: Node, draft: Draft) -> Sample:
    with node.reading() as reader:
        sample = reader.one(Sample, id=draft.sample)
    if sample is None:
        raise NotFound(what="sample", given=draft.sample)
    return sample


def show(node: Node, actor: Actor, identity: str) -> FormShown:
    """Return a form as it stands.

    Raises:
        NotFound, UnknownProtocol.
    """
    draft = _draft(node, actor, identity)
    return _shown(draft, _sample(node, draft))


def begun(node: Node, actor: Actor) -> list[FormShown]:
    """Return the forms that wait to be signed."""
    with node.reading() as reader:
        drafts = drafts_of(reader.connection, actor.organisation)
    return [_shown(one, _sample(node, one)) for one in drafts]


def _shown(draft: Draft, sample: Sample) -> FormShown:
    protocol = get(draft.protocol, draft.version)
    sheets = sheets_of(protocol, draft.observations)
    missing = tuple(tuple(one.key for one in missing_lines(protocol, sheet)) for sheet in sheets)
    evaluation, refused = None, None
    if sheets and not any(missing):
        try:
            evaluation = evaluate(draft.protocol, draft.version, draft.observations)
        except Refusal as error:
            refused = error
    return FormShown(
        draft=draft,
        protocol=protocol,
        sample=sample,
        sheets=sheets,
        missing=missing,
        evaluation=evaluation,
        refused=refused,
    )


def sheets_of(protocol: Protocol, observations: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """Return the sheets of a panel, or the only one there is."""
    if not protocol.panel:
        return (observations,)
    forms = observations.get("forms", [])
    return tuple(one for one in forms if isinstance(one, Mapping)) if forms else ()


def fill(
    node: Node, actor: Actor, identity: str, values: Mapping[str, Any], *, cupper: str | None = None
) -> FormShown:
    """Fill in lines of a form; of a panel, of the form of one cupper: whoever acts, or a guest.

    Each line is checked by itself; nothing is kept when one of them cannot be.

    Raises:
        NotFound, AttributeUnknown, Refusal: as the lines of the form ask.
    """
    actor.require("report")

    def work(connection: Connection) -> Draft:
        draft = _own(find_draft(connection, identity.strip().upper(), lock=True), actor, identity)
        protocol = get(draft.protocol, draft.version)
        label = (cupper or account_name(node, actor)).strip()
        return change_draft(connection, draft, filled(protocol, draft.observations, values, label))

    draft = node.keep(work)
    return _shown(draft, _sample(node, draft))


def account_name(node: Node, actor: Actor) -> str:
    """Return what the acting person signs in as."""
    with node.reading() as reader:
        for one in reader.accounts():
            if (one.staff, one.organisation) == (actor.people[0], actor.organisation):
                return one.name
    return actor.people[0]


def filled(
    protocol: Protocol, observations: Mapping[str, Any], values: Mapping[str, Any], cupper: str
) -> dict[str, Any]:
    """Return observations with lines filled in on one sheet; a value of nothing empties a line."""
    sheets = [dict(one) for one in sheets_of(protocol, observations)]
    place = 0
    if protocol.panel:
        labels = [plain(str(one.get(CUPPER, ""))) for one in sheets]
        place = labels.index(plain(cupper)) if plain(cupper) in labels else len(sheets)
        if place == len(sheets):
            sheets.append({CUPPER: cupper})
    sheet = sheets[place]
    for name, value in values.items():
        _put(sheet, line_named(protocol, name, place + 1), value, place + 1)
    return {"forms": sheets} if protocol.panel else sheet


def _put(sheet: dict[str, Any], line: Attribute, value: Any, form: int) -> None:
    inside = dict(sheet.get(line.part, {})) if line.part else sheet
    if value is None or value == "":
        inside.pop(line.key, None)
    else:
        read_line(value, line, form)
        inside[line.key] = value
    if line.part:
        sheet[line.part] = inside


def line_named(protocol: Protocol, name: str, form: int = 1) -> Attribute:
    """Return a line of a form by its key, or by its name in either language.

    Raises:
        AttributeUnknown.
    """
    wanted = name.strip().casefold()
    for line in protocol.attributes:
        if wanted in {line.key, line.name.es.casefold(), line.name.en.casefold()}:
            return line
    raise AttributeUnknown(form, name[:40], tuple(one.named for one in protocol.attributes))


def read_values(protocol: Protocol, texts: Sequence[str]) -> dict[str, Any]:
    """Read lines typed as ``NAME=VALUE``; several words or cups are divided by commas.

    Raises:
        ObservationUnreadable, AttributeUnknown.
    """
    values: dict[str, Any] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise ObservationUnreadable(given=text)
        line = line_named(protocol, name)
        values[line.key] = typed_value(line, value)
    return values


def typed_value(line: Attribute, text: str) -> Any:
    """Return what was typed on a line as the form keeps it.

    Whole counts become numbers; a choice typed by its name becomes its key; the rest stays text.
    """
    given = text.strip()
    if line.kind in {"choices", "cups"}:
        return [choice_key(line, one) for one in given.split(",") if one.strip()]
    if line.kind == "choice":
        return choice_key(line, given)
    if line.kind == "count" and given.isascii() and given.isdecimal() and len(given) < 10:
        return int(given)
    return given


def observed(protocol_name: str, texts: Sequence[str]) -> dict[str, Any]:
    """Return the observations of one sheet that was typed line by line.

    Raises:
        ObservationUnreadable, AttributeUnknown, UnknownProtocol, Refusal.
    """
    protocol = current(protocol_name)
    sheet: dict[str, Any] = {}
    for key, value in read_values(protocol, texts).items():
        _put(sheet, line_named(protocol, key), value, 1)
    return {"forms": [sheet]} if protocol.panel else sheet


def _how(draft: Draft, docs: tuple[Document, ...], remark: str | None) -> Circumstances:
    return Circumstances(
        day=draft.day,
        by_blind_code=draft.more.by_blind_code,
        portion=draft.more.portion,
        laboratory=draft.more.laboratory,
        supersedes=draft.more.supersedes,
        reason=draft.more.reason,
        remark=remark,
        docs=docs,
    )


def sign(
    node: Node,
    actor: Actor,
    identity: str,
    signer: Signer,
    *,
    docs: tuple[Document, ...] = (),
    remark: str | None = None,
) -> Inspection:
    """Sign a form and record it: from now on it is never edited, only superseded.

    Raises:
        AttributeMissing, Refusal: the form is not complete, or the rules of inspections say so.
        FormChanged: somebody filled it in or signed it meanwhile.
    """
    draft = _draft(node, actor, identity)

    def used(connection: Connection) -> None:
        if find_draft(connection, draft.id, lock=True) != draft:
            raise FormChanged(form=draft.id)
        drop_draft(connection, draft.id)

    return record(
        node,
        actor,
        _sample(node, draft).number,
        get(draft.protocol, draft.version),
        draft.observations,
        _how(draft, docs, remark),
        signer,
        after=used,
    )


def text_to_sign(node: Node, actor: Actor, identity: str) -> str:
    """Return exactly what is signed, for a key that lives on another device."""
    draft = _draft(node, actor, identity)
    protocol = get(draft.protocol, draft.version)
    number = _sample(node, draft).number
    return text_of(node, actor, number, protocol, draft.observations, _how(draft, (), None))


def give_up(node: Node, actor: Actor, identity: str) -> str:
    """Delete a form that will not be signed; return its id."""
    actor.require("inspect")
    draft = _draft(node, actor, identity)
    node.keep(lambda connection: drop_draft(connection, draft.id))
    return draft.id
