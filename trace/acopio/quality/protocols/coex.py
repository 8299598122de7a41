"""Cacao of Excellence: the flavour of cacao mass or chocolate, each note from 0 to 10.

Acidity and off-flavours are sums, of at most 10, of what each taster gave. The total of any other
group is tasted, not added up, and one that nobody wrote down was not there;
global quality is a judgement of its own, never computed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from acopio.quality.form import anchors, scored
from acopio.quality.panel import mean, mean_working, printed
from acopio.quality.protocol import (
    Anchor,
    Attribute,
    Caution,
    Computed,
    Figure,
    Protocol,
    Sample,
    Source,
    Words,
)
from acopio.quality.refusals import AttributeMissing
from acopio.quality.rounding import plain
from acopio.quality.sheet import Sheet, read_forms

# Half points are from memory: the glossary names whole numbers, and the panel whose means were
# read gave whole numbers only.
_SCALE = ("0", "10", "0.5")
_MOST = Fraction(10)
_OFF, _ACIDITY, _QUALITY = "off_flavours", "acidity", "global_quality"


def _bands(*words: tuple[int, int, str, str]) -> tuple[Anchor, ...]:
    """Return the words of ``(first, last, es, en)`` under every whole step."""
    steps = ((str(n), es, en) for first, last, es, en in words for n in range(first, last + 1))
    return anchors(*steps)


_INTENSITY = _bands(
    (0, 0, "Ausente", "Absent"),
    (1, 1, "Solo un rastro", "Just a trace"),
    (2, 2, "Intensidad baja", "Low intensity"),
    (3, 5, "Caracteriza claramente la muestra", "Clearly characterising"),
    (6, 8, "Caracterización dominante", "Dominant"),
    (9, 10, "Máxima", "Maximum"),
)
_ROAST = _bands(
    (2, 3, "Tostado bajo", "Low roast"),
    (4, 6, "Tostado medio", "Medium roast"),
    (7, 7, "Tostado alto", "High roast"),
    (8, 10, "Sobretostado", "Over-roasted"),
)
_FAULT = _bands(
    (0, 0, "Ausente: limpio", "Absent: clean"),
    (1, 2, "Intensidad baja", "Low intensity"),
    (3, 10, "Caracteriza la muestra como defecto", "Characterises the sample as a defect"),
)
_GLOBAL = _bands(
    (0, 3, "Sabores atípicos graves", "Serious off-flavours"),
    (4, 6, "Sabores atípicos leves; plano", "Low off-flavours; plain"),
    (7, 7, "Sin sabores atípicos; balanceado", "No off-flavours; balanced"),
    (8, 8, "Cierta complejidad", "Some complexity"),
    (9, 9, "Complejo, único, armonioso, limpio", "Complex, unique, harmonious, clean"),
    (10, 10, "Extraordinario, rara vez visto", "Extraordinary, rarely seen"),
)


def _tasted(key: str, es: str, en: str, steps: tuple[Anchor, ...] = _INTENSITY) -> Attribute:
    return scored(key, es, en, _SCALE, anchors=steps)


def _note(key: str, es: str, en: str, steps: tuple[Anchor, ...] = _INTENSITY) -> Attribute:
    # A note that nobody wrote down was not there.
    return replace(_tasted(key, es, en, steps), default="0")


def _optional(key: str, es: str, en: str, steps: tuple[Anchor, ...] = _INTENSITY) -> Attribute:
    return replace(_tasted(key, es, en, steps), optional=True)


@dataclass(frozen=True, slots=True)
class Group:
    """A complementary attribute: its total as tasted, and the notes that it is composed of.

    Core attributes are always scored; a complementary one only where it is tasted (0: absent).
    """

    total: Attribute
    notes: tuple[Attribute, ...] = ()


CACAO = _tasted("cacao", "Cacao", "Cacao")
# Core attributes are always scored, also with 0.
ACIDITIES = (
    _tasted("fruity", "Acidez frutal", "Fruity acidity"),
    _tasted("acetic", "Acidez acética", "Acetic acidity"),
    _tasted("lactic", "Acidez láctica", "Lactic acidity"),
    _tasted("mineral_butyric", "Acidez mineral o butírica", "Mineral or butyric acidity"),
)
BITTERNESS = _tasted("bitterness", "Amargor", "Bitterness")
ASTRINGENCY = _tasted("astringency", "Astringencia", "Astringency")
ROAST = _tasted("roast_degree", "Grado de tostado", "Roast degree", _ROAST)
GROUPS = (
    Group(
        _note("fresh_fruit", "Fruta fresca", "Fresh fruit"),
        (
            _note("berry", "Bayas", "Berry"),
            _note("citrus", "Cítricos", "Citrus"),
            _note("dark_fruit", "Fruta oscura", "Dark fruit"),
            _note(
                "yellow_orange_white", "Pulpa amarilla, naranja o blanca",
                "Yellow, orange or white flesh",
            ),
            _note("tropical", "Fruta tropical", "Tropical fruit"),
        ),
    ),
    Group(
        _note("browned_fruit", "Fruta marrón", "Browned fruit"),
        (
            _note("dried_fruit", "Fruta seca", "Dried fruit"),
            _note("browned", "Pasas, dátiles, ciruelas pasas", "Raisins, dates, prunes"),
            _note("over_ripe", "Fruta sobremadura", "Over-ripe fruit"),
        ),
    ),
    Group(
        _note("vegetal", "Vegetal", "Vegetal"),
        (
            _note(
                "grassy_green_herbal", "Pasto, vegetal verde, hierba",
                "Grassy, green vegetal, herbal",
            ),
            _note(
                "earthy_mushroom_moss_woodsy", "Terroso, hongo, musgo, bosque",
                "Earthy, mushroom, moss, woodsy",
            ),
        ),
    ),
    Group(
        _note("floral", "Floral", "Floral"),
        (
            _note("orange_blossom", "Flor de azahar", "Orange blossom"),
            _note("flowers", "Flores", "Flowers"),
        ),
    ),
    Group(
        _note("woody", "Madera", "Woody"),
        (
            _note("light_wood", "Madera clara", "Light wood"),
            _note("dark_wood", "Madera oscura", "Dark wood"),
            _note("resin", "Resina", "Resin"),
        ),
    ),
    Group(
        _note("spice", "Especia", "Spice"),
        (
            _note("spices", "Especias", "Spices"),
            _note("tobacco", "Tabaco", "Tobacco"),
            _note("savoury_umami", "Sazonado, umami", "Savoury, umami"),
        ),
    ),
    Group(
        _note("nutty", "Nuez", "Nutty"),
        (
            _note("nut_flesh", "Parte interna de la nuez", "Nut flesh"),
            _note("nut_skins", "Piel de la nuez", "Nut skins"),
        ),
    ),
    Group(_note("caramel_panela", "Caramelo, panela", "Caramel, panela")),
)  # fmt: skip
SWEETNESS = _optional("sweetness", "Dulzor (solo chocolate)", "Sweetness (chocolate only)")
OFF_FLAVOURS = tuple(
    _note(key, es, en, _FAULT)
    for key, es, en in (
        ("dirty_dusty", "Sucio, empolvado", "Dirty, dusty"),
        ("musty", "Humedad", "Musty"),
        ("mouldy", "Mohoso", "Mouldy"),
        ("meaty_animal_leather", "Carne, animal, cuero", "Meaty, animal, leather"),
        (
            "over_fermented_rotten_fruit",
            "Sobrefermentado, fruta podrida",
            "Over-fermented, rotten fruit",
        ),
        ("putrid_manure", "Podrido, estiércol", "Putrid, manure"),
        ("smoky", "Humo", "Smoky"),
        ("other_off_flavour", "Otro sabor atípico", "Other off-flavour"),
    )
)
GLOBAL_QUALITY = _tasted(_QUALITY, "Calidad global", "Global quality", _GLOBAL)
POSITIVES = tuple(
    _optional(key, es, en, ())
    for key, es, en in (
        ("uniqueness", "Particularidad", "Uniqueness"),
        ("complexity", "Complejidad", "Complexity"),
        ("harmony_balance", "Armonía, equilibrio", "Harmony, balance"),
        ("clear_clean_bright", "Claridad, limpieza, brillo", "Clear, clean, bright"),
        ("quality_of_acidity", "Calidad de la acidez", "Quality of acidity"),
        ("quality_of_astringency", "Calidad de la astringencia", "Quality of astringency"),
        ("quality_of_bitterness", "Calidad del amargor", "Quality of bitterness"),
        ("quality_of_finish", "Calidad del final", "Quality of finish"),
    )
)
ATTRIBUTES = (
    CACAO, *ACIDITIES, BITTERNESS, ASTRINGENCY,
    *(line for group in GROUPS for line in (group.total, *group.notes)),
    SWEETNESS, ROAST, *OFF_FLAVOURS, GLOBAL_QUALITY, *POSITIVES,
)  # fmt: skip
SUMS = {_ACIDITY: ACIDITIES, _OFF: OFF_FLAVOURS}
"""The two totals that are sums, and what they add up."""
AXES = (
    "cacao", _ACIDITY, "bitterness", "astringency",
    *(group.total.key for group in GROUPS),
    "roast_degree", _OFF,
)  # fmt: skip
_SPREAD = (_QUALITY, *AXES, SWEETNESS.key, *(one.key for one in POSITIVES))
"""Of these a panel also says the lowest and the highest; the notes below them have a mean only."""

_ALWAYS = {_QUALITY, "cacao", _ACIDITY, "bitterness", "astringency", "roast_degree", _OFF}
Taster = Mapping[str, Fraction]
"""What one taster gave, with the totals, by the keys of the result."""


def capped(parts: Sequence[Fraction]) -> Fraction:
    """Return the sum, of at most 10 (CoEx glossary 2024, total acidity, total off-flavours)."""
    return min(_MOST, sum(parts, Fraction(0)))


def _taster(sheet: Sheet, form: int) -> Taster:
    given = {key: value for key, value in sheet.values.items() if isinstance(value, Fraction)}
    for group in GROUPS:
        noted = any(given[note.key] for note in group.notes)
        if noted and group.total.key in sheet.empty:
            raise AttributeMissing(form, group.total.named)
    for total, parts in SUMS.items():
        given[total] = capped([given[one.key] for one in parts])
    return given


def _compute(observations: Mapping[str, object]) -> Computed:
    """Return the mean and the spread of the panel; the sums are capped taster by taster.

    (CoEx Guide 2023 and glossary 2024.) A group or note that a taster left empty was absent: it
    counts as 0. Of sweetness and the positive scores, which a form may not ask for, what some
    left empty is the mean of the others.
    """
    sheets = read_forms(observations, ATTRIBUTES)
    tasters = [_taster(sheet, number) for number, sheet in enumerate(sheets, start=1)]
    result = {_QUALITY: printed(mean(_of(tasters, _QUALITY))), "tasters": str(len(tasters))}
    for key in dict.fromkeys((*_SPREAD, *(one.key for one in ATTRIBUTES))):
        values = _of(tasters, key)
        if values:
            result[key] = printed(mean(values))
            if key in _SPREAD and len(tasters) > 1:
                result[f"{key}_spread"] = f"{plain(min(values))}-{plain(max(values))}"
    result[_HIGHEST] = printed(max(_off_means(tasters)))
    return Computed(
        result=result, working=tuple(_working(tasters)), warnings=tuple(_cautions(tasters))
    )


def _of(tasters: Sequence[Taster], key: str) -> list[Fraction]:
    return [given[key] for given in tasters if key in given]


def _off_means(tasters: Sequence[Taster]) -> list[Fraction]:
    return [mean(_of(tasters, one.key)) for one in OFF_FLAVOURS]


def _working(tasters: Sequence[Taster]) -> Iterable[str]:
    for number, given in enumerate(tasters, start=1):
        before = f"{number}: " if len(tasters) > 1 else ""
        for total, parts in SUMS.items():
            added = " + ".join(plain(given[one.key]) for one in parts)
            yield f"{before}{total}: min(10, {added}) = {plain(given[total])}"
    if len(tasters) > 1:
        for key in (*_SPREAD, *(one.key for one in OFF_FLAVOURS)):
            values = _of(tasters, key)
            # Of what nobody tasted there is nothing to repeat; what is always scored is shown.
            if any(values) or (values and key in _ALWAYS):
                yield f"{key}: {mean_working(values)}"
    each = _off_means(tasters)
    listed = ", ".join(printed(one) for one in each)
    yield f"{_HIGHEST}: max({listed}) = {printed(max(each))}"


def _cautions(tasters: Sequence[Taster]) -> Iterable[Caution]:
    """Name forms whose global quality does not go with their off-flavours: it stays as judged."""
    for number, given in enumerate(tasters, start=1):
        quality, off = given[_QUALITY], given[_OFF]
        said = (("form", str(number)), (_QUALITY, plain(quality)))
        if quality >= 7 and off > 0:
            yield Caution("quality-despite-off-flavours", (*said, (_OFF, plain(off))))
        if quality <= 3 and off == 0:
            yield Caution("low-quality-clean", said)


_TOTALS = {
    _ACIDITY: Words("Acidez", "Acidity"),
    _OFF: Words("Sabores atípicos", "Off-flavours"),
}
_HIGHEST = "highest_off_flavour"
_NAMES = {one.key: one.name for one in ATTRIBUTES} | _TOTALS

PROTOCOL = Protocol(
    id="cacao.sensory.coex",
    version="1",
    name=Words("Cacao de Excelencia, evaluación sensorial", "Cacao of Excellence, sensory"),
    products=("cacao.dry",),
    source=(
        Source(
            standard="Cacao of Excellence, glossary (July 2024)",
            section="intensity scale; core, complementary and off-flavours; global quality",
        ),
        Source(
            standard="Cacao of Excellence, Guide (September 2023)",
            section="sensory evaluation; form of the taster",
        ),
    ),
    attributes=ATTRIBUTES,
    sample=Sample(
        # As a contest asks for; the glossary names no mass.
        quantity=3000,
        unit="g",
        note=Words(
            "Granos con 6 a 12 semanas de reposo antes de hacer el licor; anotar si se prueba "
            "licor o chocolate; códigos ciegos; cada catador, su ficha",
            "Beans rested 6 to 12 weeks before the liquor is made; note whether liquor or "
            "chocolate is tasted; blind codes; each taster a form of their own",
        ),
    ),
    compute=_compute,
    panel=True,
    headline=_QUALITY,
    figures=(
        Figure(key="tasters", name=Words("Catadores", "Tasters")),
        *(Figure(key=key, name=name) for key, name in _TOTALS.items()),
        Figure(key=_HIGHEST, name=Words("Sabor atípico más alto", "Highest off-flavour")),
        *(
            Figure(
                key=f"{key}_spread",
                name=Words(f"{_NAMES[key].es}, de menor a mayor", f"{_NAMES[key].en}, low to high"),
            )
            for key in _SPREAD
        ),
    ),
    chart="radar",
    axes=AXES,
    limits=(_QUALITY, _HIGHEST, *AXES, *(one.key for one in (*OFF_FLAVOURS, *POSITIVES))),
)
