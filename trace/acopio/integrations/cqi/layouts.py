"""The four headers, and which column holds what."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from acopio.integrations.cqi.model import Species
from acopio.integrations.cqi.refusals import UnknownCqiFile

_SHOWN_COLUMNS = 60
_SHOWN_SIGNS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The cupping form of one species: attribute key and column, in the order of the form."""

    protocol_id: str
    protocol_known: bool
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One header."""

    kind: str
    id_column: str
    forms: dict[Species, Form]
    species_column: str = ""
    defects_column: str = ""
    copy_of_total: str = ""
    company_column: str = "Company"
    has_bean_counts: bool = False
    more: tuple[str, ...] = field(default=())

    @property
    def required(self) -> tuple[str, ...]:
        """The columns without which a file is not of this layout."""
        named = (self.id_column, self.species_column, self.defects_column, self.copy_of_total)
        scored = tuple(column for form in self.forms.values() for _, column in form.columns)
        return tuple(dict.fromkeys(c for c in (*named, *COMMON, *scored, *self.more) if c))


COMMON = (
    "Country of Origin",
    "Region",
    "Farm Name",
    "Altitude",
    "Variety",
    "Processing Method",
    "Lot Number",
    "Mill",
    "ICO Number",
    "Harvest Year",
    "Grading Date",
    "Expiration",
    "Certification Body",
    "In-Country Partner",
    "Status",
    "Number of Bags",
    "Bag Weight",
    "Moisture",
    "Color",
    "Category One Defects",
    "Category Two Defects",
    "Quakers",
    "Total Cup Points",
)

# Bean column -> how many such beans make one full defect (SCA green arabica, category 1 and 2).
CATEGORY_ONE = (
    ("Full Black", 1),
    ("Full Sour", 1),
    ("Dried Cherry", 1),
    ("Fungus Damage", 1),
    ("Foreign Matter", 1),
    ("Severe Insect", 5),
)
CATEGORY_TWO = (
    ("Cat2 Partial Black", 3),
    ("Cat2 Partial Sour", 3),
    ("Cat2 Parchment", 5),
    ("Cat2 Floater", 5),
    ("Cat2 Immature", 5),
    ("Cat2 Withered", 5),
    ("Cat2 Shell", 5),
    ("Cat2 Broken", 5),
    ("Cat2 Hull", 5),
    ("Cat2 Slight Insect", 10),
)
CATEGORY_ONE_TOTAL = "Cat1 Equiv. Total"
CATEGORY_TWO_TOTAL = "Cat2 Equiv. Total"
BEAN_COLUMNS = tuple(column for column, _ in (*CATEGORY_ONE, *CATEGORY_TWO))


def _arabica(overall: str) -> Form:
    return Form(
        protocol_id="coffee.cup.sca2004",
        protocol_known=True,
        columns=(
            ("fragrance_aroma", "Aroma"),
            ("flavor", "Flavor"),
            ("aftertaste", "Aftertaste"),
            ("acidity", "Acidity"),
            ("body", "Body"),
            ("uniformity", "Uniformity"),
            ("balance", "Balance"),
            ("clean_cup", "Clean Cup"),
            ("sweetness", "Sweetness"),
            ("overall", overall),
        ),
    )


def _robusta(overall: str) -> Form:
    # Where both species share a table, robusta values are repeated under arabica headings
    # ("Sweetness" then holds bitter/sweet): only the robusta headings say what was scored.
    return Form(
        protocol_id="cqi.fine-robusta",
        protocol_known=False,
        columns=(
            ("fragrance_aroma", "Fragrance / Aroma"),
            ("flavor", "Flavor"),
            ("aftertaste", "Aftertaste"),
            ("salt_acid", "Salt / Acid"),
            ("bitter_sweet", "Bitter / Sweet"),
            ("mouthfeel", "Mouthfeel"),
            ("uniform_cups", "Uniform Cup"),
            ("clean_cups", "Clean Cup"),
            ("balance", "Balance"),
            ("overall", overall),
        ),
    )


LAYOUTS = (
    Layout(
        kind="cqi2018-arabica",
        id_column="row_id",
        species_column="Species",
        copy_of_total="quality_score",
        forms={"arabica": _arabica("Cupper Points")},
    ),
    Layout(
        kind="cqi2018-robusta",
        id_column="row_id",
        species_column="Species",
        copy_of_total="quality_score",
        forms={"robusta": _robusta("Cupper Points")},
    ),
    Layout(
        kind="cqi2023-arabica",
        id_column="row_id",
        defects_column="Defects",
        forms={"arabica": _arabica("Overall")},
    ),
    Layout(
        kind="cqi2025-lots",
        id_column="ID",
        species_column="Species",
        defects_column="Defects",
        copy_of_total="List Grade",
        company_column="company_h",
        has_bean_counts=True,
        forms={"arabica": _arabica("Overall"), "robusta": _robusta("Overall")},
        more=(*BEAN_COLUMNS, CATEGORY_ONE_TOTAL, CATEGORY_TWO_TOTAL),
    ),
)


def column_names(kind: str, species: Species) -> dict[str, str]:
    """Return the columns in which a layout holds the attributes of a species' form."""
    layout = next(layout for layout in LAYOUTS if layout.kind == kind)
    return dict(layout.forms[species].columns)


def recognise(header: Sequence[str], name: str) -> Layout:
    """Return the layout whose columns all stand in the header, once each; more may stand there.

    Raises:
        UnknownCqiFile: none does; names what was found and what the nearest layout lacks.
    """
    times = Counter(header)
    missing = [
        (tuple(column for column in layout.required if times[column] != 1), layout)
        for layout in LAYOUTS
    ]
    lacking, layout = min(missing, key=lambda pair: len(pair[0]))
    if lacking:
        found = tuple(column[:_SHOWN_SIGNS] for column in header[:_SHOWN_COLUMNS])
        raise UnknownCqiFile(name, found, layout.kind, lacking)
    return layout
