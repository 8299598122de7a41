"""From a lot's facts to the models of its sack labels."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from acopio.documents.facts import LotFacts, Result, SackFacts
from acopio.documents.regions import departments
from acopio.domain.codes import printed
from acopio.domain.ico_mark import read_ico_mark
from acopio.domain.masses import kilograms
from acopio.domain.products import PRODUCTS
from acopio.messages import words
from acopio.quality.naming import headline, protocol_name
from acopio_labels.model import Organic, SackLabel

THERMAL = "thermal-100x150"


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """Which labels were printed before: by sack code, which printing this one is, and why."""

    printings: Mapping[str, int] = field(default_factory=dict)
    reason: str | None = None


NOT_AGAIN = Again()


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


def ico_mark_line(names: Iterable[str]) -> str | None:
    """Return the ICO mark as a sack bears it, ``030/0123/0045``, if there is exactly one."""
    marks = {mark.printed for name in names if (mark := read_ico_mark(name))}
    return marks.pop().replace("-", "/") if len(marks) == 1 else None


def remainders(sacks: Iterable[SackFacts]) -> frozenset[str]:
    """Return the codes of last sacks that are lighter than every other sack of their packing."""
    packings: dict[str, list[SackFacts]] = {}
    for sack in sacks:
        packings.setdefault(sack.code[:11], []).append(sack)
    found = set()
    for packed in packings.values():
        last = max(packed, key=lambda sack: sack.number)
        others = [sack.mass_g for sack in packed if sack is not last and sack.mass_g is not None]
        if last.number == last.of and last.mass_g is not None and others:
            found |= {last.code} if last.mass_g < min(others) else set()
    return frozenset(found)


def sack_labels(
    facts: LotFacts,
    sacks: Iterable[SackFacts],
    address: str,
    *,
    ico_marks: Iterable[str] = (),
    again: Again = NOT_AGAIN,
    organic: Mapping[str, Organic] | None = None,
) -> Iterator[SackLabel]:
    """Yield one label for each sack, in order; an ICO mark stands on coffee only.

    ``organic``: what organic sacks bear, by the day they were packed on.
    """
    origin = departments((one.district for one in facts.origins), facts.country)
    claims = tuple(words("claim", claim, "es") for claim in facts.claims)
    grade = grade_line(facts.results)
    product = PRODUCTS.get(facts.product)
    coffee = product is not None and product.crop == "coffee"
    ico_mark = ico_mark_line(ico_marks) if coffee else None
    light = remainders(facts.sacks)
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
            crop="coffee" if coffee else "cacao",
            ico_mark=ico_mark,
            organic=(organic or {}).get(sack.packed_on),
            remainder=sack.code in light,
            copy=printing if (printing := again.printings.get(sack.code, 1)) > 1 else None,
            copy_reason=again.reason if printing > 1 else None,
        )


__all__ = ["THERMAL", "Again", "Organic", "grade_line", "lot_address", "sack_labels"]
