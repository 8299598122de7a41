"""From a lot's facts to the models of its sack labels."""

from collections.abc import Iterable, Iterator

from acopio.documents.facts import LotFacts, Result, SackFacts
from acopio.domain.codes import printed
from acopio.domain.masses import kilograms
from acopio.messages import words
from acopio.quality.naming import headline, protocol_name
from acopio_labels.model import SackLabel
from acopio_labels.sack_label import draw_sack_labels

THERMAL = "thermal-100x150"


def sack_address(address: str, code: str) -> str:
    """Return what the QR of a sack holds: all in capitals, so that it stays alphanumeric."""
    return f"{address}/S/{code}".upper()


def lot_address(address: str, code: str) -> str:
    """Return what the QR of a lot's papers holds."""
    return f"{address}/L/{code}".upper()


def grade_line(results: Iterable[Result]) -> str | None:
    """Return the newest own grade or score with its protocol, as the label prints it."""
    newest = None
    for result in results:
        values = dict(result.values)
        key = headline(result.protocol, result.version, values)
        if key and not result.reported:
            name = protocol_name(result.protocol, result.version, "es")
            newest = f"{values[key]} · {name} · {result.day or ''}"
    return newest


def sack_labels(facts: LotFacts, sacks: Iterable[SackFacts], address: str) -> Iterator[SackLabel]:
    """Yield one label for each sack, in order."""
    district = None if (facts.district or "").isdigit() else facts.district  # a bare ubigeo
    origin = ", ".join(part for part in (facts.place, district) if part)
    claims = tuple(words("claim", claim, "es") for claim in facts.claims)
    grade = grade_line(facts.results)
    for sack in sacks:
        yield SackLabel(
            organisation=facts.issuer.name,
            ruc=facts.issuer.ruc,
            product_es=words("product", facts.product, "es"),
            product_en=words("product", facts.product, "en"),
            process=facts.process,
            season=facts.season,
            grade=grade,
            net_mass=f"{kilograms(sack.mass_g)} kg" if sack.mass_g is not None else None,
            sack_number=sack.number,
            sack_count=sack.of,
            lot_code=printed(sack.code[:11]),
            sack_code=printed(sack.code),
            address=sack_address(address, sack.code),
            claims=claims,
            origin=origin or None,
            packed_on=sack.packed_on,
        )


__all__ = ["THERMAL", "draw_sack_labels", "grade_line", "lot_address", "sack_labels"]
