"""``lot.json``: what article 9 asks for, what is missing, and how to check it against the log."""

import json
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from acopio.geo.remarks import Remark
from acopio.integrations.eudr.model import EntryOut, OriginOut, PlotOut, Statement
from acopio.integrations.eudr.regulation import CUT_OFF, in_annex, said_on
from acopio.messages import text, words

FORMAT = "acopio/eudr-lot/v1"


def lot_json(statement: Statement, language: str, geojson: bytes, digest: str, *, file: str) -> str:
    """Return ``lot.json``. ``geojson`` is the file of plots, ``digest`` its SHA-256 in hexadecimal.

    Masses are grams and text in kilograms; shares are exact fractions; no number has a point.
    """
    shown = [plot for plot in statement.plots if plot.shape is not None]
    day = statement.made_at[:10]
    document = {
        "format": FORMAT,
        "made_at": statement.made_at,
        "nonce": statement.nonce,
        "regulation": [
            {"about": row.about, "says": row.value, "since": row.valid_from, "source": row.source}
            for row in said_on(day)
        ],
        "cut_off": CUT_OFF,
        "no_verdict": text("eudr.no-verdict", language),
        "scope": {"is": statement.scope, "means": text(f"eudr.{statement.scope}", language)},
        "product": _product(statement, day),
        "country_of_production": statement.lot.country,
        "districts": list(statement.lot.districts),
        "production": _production(statement),
        "mass_with_plots": _share(statement.covered_g, statement.lot.net_g),
        "plots_file": {
            "name": file,
            "sha256": digest,
            "bytes": len(geojson),
            "features": len(shown),
        },
        "missing": list(_missing(statement, language)),
        "supplier": _party(statement.supplier),
        "customer": _party(statement.customer),
        "origins": [_origin(one, statement.lot.net_g) for one in statement.origins],
        "plots": [_plot(one) for one in statement.plots],
        "checks": {
            "thresholds": statement.limits,
            "results": list(_results(statement, language)),
        },
        "documents": list(_documents(statement)),
        "log": {
            "means": text("eudr.log", language),
            "checkpoints": list(statement.checkpoints),
            "entries": [_entry(one) for one in statement.entries],
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _missing(statement: Statement, language: str) -> Iterator[dict[str, Any]]:
    for one in statement.missing:
        yield {
            "what": one.what,
            "of": one.of,
            "grams": one.grams,
            "found": one.found,
            "means": _means(one.what, language),
        }


def _documents(statement: Statement) -> Iterator[dict[str, Any]]:
    for one in statement.documents:
        yield {
            "type": one.type,
            "number": one.number,
            "issuer": one.issuer,
            "date": one.date,
            "sha256": one.hash,
            "entry": one.entry,
        }


def _means(what: str, language: str) -> str:
    known = words("datum", what, language)
    return known if known != what else words("land", what, language)


def _product(statement: Statement, day: str) -> dict[str, Any]:
    lot = statement.lot
    return {
        "lot": lot.code,
        "other_names": list(lot.other_names),
        "product": lot.product,
        "description": lot.description,
        "hs": lot.hs,
        "hs_heading": lot.hs[:4],
        "in_annex_i": in_annex(lot.hs, day),
        "net_mass_g": lot.net_g,
        "net_mass_kg": kilograms(lot.net_g),
    }


def kilograms(grams: int) -> str:
    """Return grams as kilograms for machines: ``1250.000``, no thousands sign."""
    return f"{grams // 1000}.{grams % 1000:03d}"


def _production(statement: Statement) -> dict[str, Any]:
    begins = [one.harvest_from for one in statement.origins if one.harvest_from]
    ends = [one.harvest_to for one in statement.origins if one.harvest_to]
    stated = sum(one.grams for one in statement.origins if one.harvest_from and one.harvest_to)
    return {
        "harvest_from": min(begins, default=None),
        "harvest_to": max(ends, default=None),
        "mass_with_harvest_dates": _share(stated, statement.lot.net_g),
    }


def _share(grams: int, whole: int) -> dict[str, Any]:
    share = Fraction(grams, whole) if whole else Fraction(0)
    return {
        "grams": grams,
        "of_grams": whole,
        "share": f"{share.numerator}/{share.denominator}",
        # Cut, never rounded: what is not whole is not shown as whole.
        "percent": f"{int(share * 10_000) // 100}.{int(share * 10_000) % 100:02d}",
    }


def _party(party: Any) -> dict[str, Any] | None:
    if party is None:
        return None
    return {
        "name": party.name,
        "country": party.country,
        "tax_number": party.tax_number,
        "postal_address": party.address,
        "email": party.email,
        "website": party.website,
    }


def _origin(one: OriginOut, whole: int) -> dict[str, Any]:
    found = {"kept_from": one.kept_from, "kept_to": one.kept_to} if one.kept_from else {}
    return {
        "lot": one.lot,
        "began_as": one.born,
        "day": one.day,
        "place": one.place,
        **_share(one.grams, whole),
        "producer": one.producer,
        "plots": list(one.plots),
        "plots_known": one.plots_known,
        "plots_in_file": one.covered,
        "harvest_from": one.harvest_from,
        "harvest_to": one.harvest_to,
        **found,
    }


def _plot(one: PlotOut) -> dict[str, Any]:
    kind = None
    if one.shape is not None:
        kind = "polygon" if one.shape.polygons else "point"
    return {
        "plot": one.code,
        "version": one.version,
        "producer": one.producer,
        "why": one.why,
        "in_file": one.shape is not None,
        "kind": kind,
        "hectares_said": None if one.said_ha is None else f"{one.said_ha:f}",
        "hectares_drawn": None if one.drawn_ha is None else f"{one.drawn_ha:.4f}",
        "valid_from": one.valid_from,
        "valid_to": one.valid_to,
        "district": one.district,
    }


def _results(statement: Statement, language: str) -> Iterator[dict[str, Any]]:
    for plot in statement.plots:
        for remark in plot.remarks:
            yield {"plot": plot.code, **_remark(remark, language)}
    for one, two, remark in statement.between:
        yield {"plot": one, "other": two, **_remark(remark, language)}


def _remark(remark: Remark, language: str) -> dict[str, Any]:
    return {
        "check": remark.code,
        "severity": remark.severity("export"),
        "found": remark.found,
        "threshold": remark.limit,
        "means": words("land", remark.code, language),
    }


def _entry(one: EntryOut) -> dict[str, Any]:
    return {
        "origin": one.origin,
        "index": one.index,
        "leaf_hash": one.hash,
        "entry": one.leaf,
        "disclosures": list(one.disclosures),
    }
