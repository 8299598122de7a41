"""What qualifies an inspector: licences, courses, accreditations, appointments, with their days."""

from collections.abc import Iterable
from dataclasses import dataclass

from acopio.domain.entries.parties import Credential
from acopio.domain.rows.parties import Held
from acopio.errors import Refusal

KINDS = ("licence", "course", "accreditation", "appointment")
STANDINGS = ("own-staff", "buyer", "independent", "accredited-body")
"""Of what standing an inspector is: printed beside every result."""


@dataclass(eq=False)
class UnknownQualityWord(Refusal):
    """A rule for a second test, a standing or a kind of credential that does not exist."""

    code = "unknown-quality-word"
    what: str
    given: str
    known: str


def known_word(what: str, given: str, known: tuple[str, ...]) -> None:
    """Refuse a word that is none of those that are known.

    Raises:
        UnknownQualityWord.
    """
    if given not in known:
        raise UnknownQualityWord(what=what, given=given, known=", ".join(known))


def valid_on(held: Iterable[Held], day: str) -> list[Held]:
    """Return the credentials that hold on a day; the first and the last day belong to them."""
    return [one for one in held if (one[2] or day) <= day <= (one[3] or day)]


def qualifies(held: Held, wanted: Iterable[str]) -> bool:
    """Say whether a credential is of a scheme or kind that is asked for."""
    scheme, _number, _begins, _ends, kind, _issuer = held
    return bool({scheme.casefold(), kind or ""} & {one.casefold() for one in wanted})


def entry_of(held: Held) -> Credential:
    """Return a credential as an entry says it."""
    scheme, number, begins, ends, kind, issuer = held
    return Credential(
        scheme=scheme, number=number, valid_from=begins, valid_to=ends, kind=kind, issuer=issuer
    )


def as_text(held: Held) -> str:
    """Return a credential in a few words: ``Q-Arabica QG-51207 (2026-01-01 – 2028-12-31)``."""
    scheme, number, begins, ends, _kind, _issuer = held
    days = f" ({begins or '…'} – {ends or '…'})" if begins or ends else ""
    return f"{scheme} {number}{days}"
