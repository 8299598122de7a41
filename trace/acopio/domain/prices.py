"""What is paid for a lot: reading a price, and the arithmetic that the receipt shows."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from acopio.domain.masses import unit_grams, unit_named
from acopio.domain.rows.gate import LotPrice
from acopio.errors import Refusal

BASES = ("payable", "received", "dry")
"""The mass a price is for: after deductions, as received, or the declared dry equivalent."""

_AMOUNT = re.compile(r"(\d{1,3}(?:,\d{3}){1,3}|\d{1,12})(\.\d{1,4})?", re.ASCII)
_CURRENCIES = {
    "s/": "PEN", "s/.": "PEN", "sol": "PEN", "soles": "PEN", "$": "USD", "us$": "USD",
    "dolar": "USD", "dólar": "USD", "dolares": "USD", "dólares": "USD", "€": "EUR",
}  # fmt: skip
_BASES = {
    "pagable": "payable", "por-pagar": "payable", "neto": "payable", "recibido": "received",
    "bruto": "received", "seco": "dry", "base-seca": "dry",
}  # fmt: skip
_CODE = re.compile(r"[A-Z]{3}")
_BEFORE = re.compile(r"(s/\.?|us\$|\$|€)\s*(?=\d)", re.IGNORECASE)


@dataclass(eq=False)
class PriceUnreadable(Refusal):
    """A price that is not written as an amount, a currency and a unit."""

    code = "price-unreadable"
    given: str


@dataclass(eq=False)
class UnknownBasis(Refusal):
    """A mass that no price is for."""

    code = "unknown-basis"
    given: str
    known: str = ", ".join(BASES)


@dataclass(frozen=True, slots=True)
class Asked:
    """A price as it was typed."""

    amount: str
    """Plain decimal text."""
    currency: str
    """Three letters."""
    per: str
    """Unit of mass."""


def read_amount(text: str) -> str:
    """Return an amount such as ``1,200.50`` as plain decimal text.

    Raises:
        PriceUnreadable: it is none, or a comma stands where a point belongs.
    """
    if not _AMOUNT.fullmatch(text.strip()):
        raise PriceUnreadable(given=text)
    return text.strip().replace(",", "")


def read_price(text: str) -> Asked:
    """Read ``9.80 PEN/kg``, ``S/ 9.80``, ``450 soles/qq``: soles for a kilogram unless said.

    Raises:
        PriceUnreadable: no positive amount, no currency of three letters or no known unit.
    """
    money, slash, unit = _split(text)
    before = _BEFORE.match(money)
    if before:
        money = f"{money[before.end() :]} {before[1]}"
    amount, _, currency = money.strip().partition(" ")
    currency = currency.strip()
    code = _CURRENCIES.get(currency.lower(), currency.upper()) or "PEN"
    per = unit_named(unit) if slash else "kg"
    if not _CODE.fullmatch(code) or per is None or not _AMOUNT.fullmatch(amount):
        raise PriceUnreadable(given=text)
    plain = read_amount(amount)
    if not Decimal(plain):
        raise PriceUnreadable(given=text)
    return Asked(amount=plain, currency=code, per=per)


def _split(text: str) -> tuple[str, str, str]:
    """Divide money from unit: at the last slash that is not the one of ``S/``."""
    text = text.strip()
    money, slash, unit = text.rpartition("/")
    if not slash or not re.fullmatch(r"[A-Za-z@ ]+", unit):
        return text, "", ""
    return money.strip(), slash, unit


def read_basis(text: str) -> str:
    """Return the basis that people call ``text``.

    Raises:
        UnknownBasis: it is none of the list.
    """
    name = "-".join(text.strip().lower().split())
    basis = _BASES.get(name, name)
    if basis not in BASES:
        raise UnknownBasis(given=text)
    return basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """What a lot comes to, in hundredths of the currency."""

    grams: int
    """The mass that the price is for."""
    cents: int
    advance_cents: int

    @property
    def left_cents(self) -> int:
        """What remains to be paid; less than nothing when more was advanced."""
        return self.cents - self.advance_cents


def payment(price: LotPrice, received_g: int, payable_g: int) -> Payment | None:
    """Return what a lot comes to, half up to the cent; nothing when the price was erased."""
    if price.amount is None or price.per is None:
        return None
    if price.basis == "dry":
        grams = price.dry_g or 0
    else:
        grams = received_g if price.basis == "received" else payable_g
    exact = _number(price.amount) * grams / Fraction(unit_grams(price.per, price.quintal_g))
    return Payment(
        grams=grams, cents=_cents(exact), advance_cents=_cents(_number(price.advance or "0"))
    )


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


def _cents(amount: Fraction) -> int:
    return int(amount * 100 + Fraction(1, 2))


def money(cents: int) -> str:
    """Return hundredths as ``1,234.50``."""
    units, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{units:,}.{rest:02d}"
