"""What a lot can be made of, and what processing does to its mass.

Bands are grams given for grams taken, as fractions of 1000; a closing outside its band asks for a
reason and a second person, it is never refused.
"""

from dataclasses import dataclass

from acopio.errors import Refusal


@dataclass(frozen=True, slots=True)
class Product:
    """One form of cacao or coffee."""

    id: str
    crop: str
    """``cacao`` or ``coffee``."""
    hs: str
    """Harmonised System heading, six digits."""
    form: int
    """How far it is processed: 0 at harvest; processing never goes back."""
    by_product: bool = False
    beans: bool = True
    """Whether it is beans, of whatever quality: husk is not, and counts in no yield."""


PRODUCTS = {
    product.id: product
    for product in (
        Product("cacao.wet", "cacao", "180100", 0),
        Product("cacao.semi-dry", "cacao", "180100", 1),
        Product("cacao.dry", "cacao", "180100", 2),
        Product("cacao.second", "cacao", "180100", 2, by_product=True),
        Product("cacao.husk", "cacao", "180200", 2, by_product=True, beans=False),
        Product("cacao.sweepings", "cacao", "180200", 2, by_product=True),
        Product("coffee.cherry", "coffee", "090111", 0),
        Product("coffee.wet-parchment", "coffee", "090111", 1),
        Product("coffee.dried-cherry", "coffee", "090111", 2),
        Product("coffee.dry-parchment", "coffee", "090111", 2),
        Product("coffee.green", "coffee", "090111", 3),
        Product("coffee.second", "coffee", "090111", 3, by_product=True),
        Product("coffee.husk", "coffee", "090190", 3, by_product=True, beans=False),
        Product("coffee.sweepings", "coffee", "090190", 3, by_product=True),
    )
}

_ALIASES = {
    "baba": "cacao.wet", "cacao-baba": "cacao.wet", "semiseco": "cacao.semi-dry",
    "cacao-seco": "cacao.dry", "cacao": "cacao.dry", "cereza": "coffee.cherry",
    "cafe-cereza": "coffee.cherry", "pergamino": "coffee.dry-parchment",
    "pergamino-humedo": "coffee.wet-parchment", "oro": "coffee.green", "verde": "coffee.green",
}  # fmt: skip


@dataclass(eq=False)
class UnknownProduct(Refusal):
    """A product that is not in the list."""

    code = "unknown-product"
    given: str
    known: str = ", ".join(PRODUCTS)


@dataclass(frozen=True, slots=True)
class Band:
    """How much of one form a mass of another gives: thousandths, usual and expected range."""

    usual: int
    low: int
    high: int


# What the figures rest on, and what is our own estimate (to be checked with each cooperative):
# - cacao wet to dry: 0.39, 0.33 to 0.45: a cooperative's traceability system in San Martín;
# - coffee: parchment to green 0.80, dried cherry to green 0.50: the conversion factors of the ICO,
#   which name no range: the ranges are ours; fresh cherry to parchment about 0.20, range ours;
# - cacao semi-dry (heaps come in at about 15 %, box beans far wetter), coffee's wet parchment, and
#   what sorting and re-drying the same form lose: ours.
BANDS = {
    ("cacao.wet", "cacao.semi-dry"): Band(500, 400, 650),
    ("cacao.wet", "cacao.dry"): Band(390, 330, 450),
    ("cacao.semi-dry", "cacao.dry"): Band(850, 700, 970),
    ("cacao.dry", "cacao.dry"): Band(990, 950, 1000),
    ("coffee.cherry", "coffee.wet-parchment"): Band(450, 350, 550),
    ("coffee.cherry", "coffee.dry-parchment"): Band(200, 160, 240),
    ("coffee.cherry", "coffee.dried-cherry"): Band(400, 330, 500),
    ("coffee.wet-parchment", "coffee.dry-parchment"): Band(520, 420, 650),
    ("coffee.dry-parchment", "coffee.green"): Band(800, 740, 840),
    ("coffee.dried-cherry", "coffee.green"): Band(500, 440, 560),
    ("coffee.dry-parchment", "coffee.dry-parchment"): Band(990, 950, 1000),
    ("coffee.green", "coffee.green"): Band(985, 940, 1000),
}


def product(text: str) -> Product:
    """Return the product that people call ``text``.

    Raises:
        UnknownProduct: no product has this id or everyday name.
    """
    key = text.strip().lower().replace(" ", "-").replace("é", "e").replace("ú", "u")
    found = PRODUCTS.get(_ALIASES.get(key, key))
    if found is None:
        raise UnknownProduct(given=text)
    return found


def conversion(source: str, target: str) -> Band:
    """Return the band from one form to another; the same form keeps its mass."""
    if source == target and (source, target) not in BANDS:
        return Band(1000, 950, 1000)
    return BANDS.get((source, target), Band(1000, 0, 1000))


def chained(source: str, target: str) -> Band | None:
    """Return the band from one form to another over unweighed steps, where one is known."""
    return None if source == target else BANDS.get((source, target))
