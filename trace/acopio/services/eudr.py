"""Handing a European importer the origin of a lot (Regulation (EU) 2023/1115)."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from acopio.domain.entries.envelope import Entry, read_entry
from acopio.domain.permissions import Actor
from acopio.domain.products import PRODUCTS
from acopio.domain.rows.custody import Dispatch, DispatchLine, OtherName, Paper
from acopio.domain.rows.lots import Lot
from acopio.domain.rows.parties import Organisation
from acopio.domain.rules.handing import LONGEST_DAYS, ExpiryUnusable, HandOverData
from acopio.domain.state import NotFound
from acopio.domain.times import LIMA, day_of, stamp
from acopio.geo.remarks import LIMITS
from acopio.integrations.eudr.geojson import LARGEST_BYTES, plots_geojson
from acopio.integrations.eudr.model import DocumentOut, LotOut, Missing, PartyOut, Statement
from acopio.integrations.eudr.statement import lot_json
from acopio.ledger.b64 import url_decode, url_encode
from acopio.messages import words as said_as
from acopio.services.eudr_links import keep_link, link_address
from acopio.services.eudr_opening import opening_entries
from acopio.services.eudr_origin import Origin, origin_of, show_origin
from acopio.services.find import Finder
from acopio.services.log import signed_checkpoint
from acopio.services.node import Node
from acopio.storage.reader import Reader, Stored

LOT_FILE, PLOTS_FILE = "lot.json", "plots.geojson"
ON_LAND = {"whisp", "deforestation", "imagery", "field-visit", "deforestacion", "imagen", "visita"}
ON_LAW = {"land-title", "possession", "cusaf", "lease", "legality",
          "titulo", "posesion", "contrato-de-cesion", "legalidad"}  # fmt: skip
"""Types of documents that speak for land without deforestation, and for lawful production."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EudrWords:
    """What is asked for, in the words of the person."""

    lot: str
    to: str | None = None
    in_excess: bool = False
    language: str = "en"
    address: str | None = None
    """Postal address of the supplier, which no entry holds."""
    email: str | None = None
    link_days: int | None = None
    """Make a link that is open for so many days, instead of files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What was handed over."""

    lot: str
    files: dict[str, bytes]
    statement: Statement
    link: str | None = None
    """Address of the files, to which their names are added."""
    link_name: str | None = None
    """How the link is called here, for revoking it."""
    expires_at: str | None = None


def export_eudr(node: Node, actor: Actor, words: EudrWords) -> Handed:
    """Make ``lot.json`` and ``plots.geojson``, and write down who was given them.

    Raises:
        NotAllowed: only who may hand over personal data.
        NotFound, UnknownCode, SeveralMatch: no such lot, or several.
        NotTheHolder, HistoryMoved, ExpiryUnusable, AddressUnset, LogForked, ClockUnconfirmed.
    """
    actor.require("hand-over")
    _check_days(words.link_days)
    with node.reading() as reader:
        finder = Finder(reader, actor.organisation)
        lot = finder.lot(words.lot)
        receiver, receiver_text = _receiver(finder, words.to)
        address = link_address(reader, actor.organisation) if words.link_days else None
    note = "" if node.dry else signed_checkpoint(node, actor.organisation)[1]
    with node.reading() as reader:
        statement = _statement(node, reader, lot, words, receiver, note)
        zone = _zone(reader, actor.organisation)
    files = _files(statement, words.language)
    now = node.now()
    expires = stamp(now + timedelta(days=words.link_days)) if words.link_days else None
    command = HandOverData(
        id=node.ids.uuid(),
        occurred_at=stamp(now),
        lot=lot.code,
        after=lot.latest,
        hand_over=node.ids.uuid(),
        what="eudr",
        scope=statement.scope,
        way="link" if expires else "files",
        digest=url_encode(sha256(files[LOT_FILE]).digest()),
        plots=sum(plot.shape is not None for plot in statement.plots),
        to=receiver.id if receiver else None,
        to_text=receiver_text,
        expires_on=day_of(expires, zone) if expires else None,
    )
    if expires is None or address is None:
        node.carry_out(actor, [command])
        return Handed(lot=lot.code, files=files, statement=statement)
    link, name = keep_link(node, actor, command, files, expires, address)
    return Handed(
        lot=lot.code,
        files=files,
        statement=statement,
        link=link,
        link_name=name,
        expires_at=expires,
    )


def _check_days(days: int | None) -> None:
    if days is not None and not 1 <= days <= LONGEST_DAYS:
        raise ExpiryUnusable(given=str(days), longest=LONGEST_DAYS)


def _zone(reader: Reader, organisation: str) -> str:
    row = reader.one(Organisation, id=organisation)
    return row.zone if row else LIMA


def _receiver(finder: Finder, text: str | None) -> tuple[Organisation | None, str | None]:
    """Return the organisation that is meant, or the words for somebody who is not recorded."""
    if not text or not text.strip():
        return None, None
    try:
        return finder.organisation_named(text), None
    except NotFound:
        return None, text.strip()


def _files(statement: Statement, language: str) -> dict[str, bytes]:
    plots = plots_geojson(statement.plots, statement.lot.country).encode("utf-8")
    digest = sha256(plots).hexdigest()
    lot = lot_json(statement, language, plots, digest, file=PLOTS_FILE)
    return {LOT_FILE: lot.encode("utf-8"), PLOTS_FILE: plots}


def _statement(
    node: Node,
    reader: Reader,
    lot: Lot,
    words: EudrWords,
    receiver: Organisation | None,
    note: str,
) -> Statement:
    origin = origin_of(reader, lot, in_excess=words.in_excess)
    country = lot.country or "PE"
    shown = show_origin(origin, country)
    history = [(one, read_entry(one.leaf)) for one in reader.history(lot.latest)]
    supplier = _supplier(reader, lot, words)
    customer = _customer(reader, lot, receiver)
    documents = _documents(reader, history, origin)
    geodata = len(plots_geojson(shown.plots, country))
    return Statement(
        made_at=stamp(node.now()),
        nonce=url_encode(node.ids.salt()),
        scope="in-excess" if words.in_excess else "ancestry",
        lot=_lot(reader, lot, origin, words.language),
        supplier=supplier,
        customer=customer,
        origins=shown.origins,
        plots=shown.plots,
        between=shown.between,
        documents=documents,
        missing=(
            *shown.missing,
            *_missing(supplier, customer, documents),
            *([Missing(what="plots-file-too-large", found=str(geodata))]
              if geodata > LARGEST_BYTES else []),
        ),
        limits=LIMITS.as_text(),
        checkpoints=(note,) if note else (),
        entries=opening_entries(reader, history, origin),
    )  # fmt: skip


def _lot(reader: Reader, lot: Lot, origin: Origin, language: str) -> LotOut:
    districts = {row.district for row in origin.rows.values() if row.district}
    return LotOut(
        code=lot.code,
        other_names=tuple(row.name for row in reader.where(OtherName, subject=lot.code)),
        product=lot.product,
        description=said_as("product", lot.product, language),
        hs=PRODUCTS[lot.product].hs,
        net_g=origin.net_g,
        country=lot.country or "PE",
        districts=tuple(sorted(districts)),
    )


def _party(row: Organisation, address: str | None, email: str | None) -> PartyOut:
    return PartyOut(
        name=row.name,
        country=row.country,
        tax_number=row.ruc,
        address=address,
        email=email,
        website=row.address,
    )


def _supplier(reader: Reader, lot: Lot, words: EudrWords) -> PartyOut:
    """Return the organisation of ours whose prefix the lot's code carries."""
    row = reader.one(Organisation, prefix=lot.code[:3])
    if row is None:
        raise NotFound(what="organisation", given=lot.code[:3])
    return _party(row, words.address, words.email)


def _customer(reader: Reader, lot: Lot, receiver: Organisation | None) -> PartyOut | None:
    """Return to whom the lot was dispatched last, else who is given the data."""
    lines = reader.where(DispatchLine, lot=lot.code)
    sent = [
        row
        for row in reader.among(Dispatch, "id", [line.dispatch for line in lines])
        if row.purpose != "move"
    ]
    if sent:
        last = max(sent, key=lambda row: (row.day, row.number))
        receiver = reader.one(Organisation, id=last.to_organisation) or receiver
    return _party(receiver, None, None) if receiver else None


def _documents(
    reader: Reader, history: list[tuple[Stored, Entry]], origin: Origin
) -> tuple[DocumentOut, ...]:
    """Return the papers behind the entries of the history, and those attached to its lots."""
    rows = {row.key(): row for row in reader.among(Paper, "entry", [e.id for _, e in history])}
    subjects = [*origin.ancestry, *origin.steps, *(row.id for row in _trips(reader, origin))]
    rows |= {row.key(): row for row in reader.among(Paper, "subject", subjects)}
    return tuple(
        DocumentOut(
            type=row.type,
            number=row.number,
            issuer=row.issuer,
            date=row.date,
            hash=(url_decode(row.hash) or b"").hex() if row.hash else None,
            entry=row.entry,
        )
        for _, row in sorted(rows.items())
        if not row.type.startswith("acopio/")
    )


def _trips(reader: Reader, origin: Origin) -> list[Dispatch]:
    lines = reader.among(DispatchLine, "lot", origin.ancestry)
    return reader.among(Dispatch, "id", [line.dispatch for line in lines])


def _missing(
    supplier: PartyOut, customer: PartyOut | None, documents: tuple[DocumentOut, ...]
) -> list[Missing]:
    """Return what article 9 asks for beside origin and is not held."""
    types = {one.type.strip().lower().replace(" ", "-") for one in documents}
    absent: dict[str, bool] = {
        "supplier-address": supplier.address is None,
        "supplier-email": supplier.email is None,
        "customer": customer is None,
        "deforestation-evidence": not types & ON_LAND,
        "legality-evidence": not types & ON_LAW,
    }
    return [Missing(what=what) for what, is_absent in absent.items() if is_absent]
