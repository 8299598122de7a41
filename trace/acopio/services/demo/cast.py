"""Who and where: an invented cooperative with its people, places and buyers.

Nobody here exists. Districts are those of San Martín, numbers of documents are none that anybody
was given.
"""

from dataclasses import dataclass

from acopio.domain.entries.parties import Credential
from acopio.services.opening import NewOrganisation
from acopio.services.people import NewStaff
from acopio.services.profiles import NewProfile
from acopio.services.register import NewPlace, Outside
from acopio.services.schemes import SchemeWords

PREFIX = "VDR"
NAME = "Cooperativa Agraria Cacaotera y Cafetalera Valle Dorado"
MANAGER, SECOND, CLERK, INSPECTOR = "gerencia", "administracion", "acopio", "calidad"
PINS = {MANAGER: "2604", SECOND: "2605", CLERK: "2606", INSPECTOR: "2607"}

COOPERATIVE = NewOrganisation(
    name=NAME,
    prefix=PREFIX,
    manager=MANAGER,
    pin=PINS[MANAGER],
    ruc="20999999906",
    address="https://id.example.pe",
    hosted_by="demo",
)

STAFF = (
    NewStaff(name=SECOND, pin=PINS[SECOND], roles=("manager",)),
    NewStaff(name=CLERK, pin=PINS[CLERK], roles=("clerk",)),
    NewStaff(
        name=INSPECTOR,
        pin=PINS[INSPECTOR],
        roles=("inspector",),
        credentials=(
            Credential(
                scheme="cacao-course",
                number="CC-0007",
                valid_from="2025-02-10",
                kind="course",
                issuer="Escuela Ejemplo de Cacao",
            ),
            Credential(
                scheme="q-grader",
                number="Q-0000",
                valid_from="2024-08-01",
                valid_to="2027-07-31",
                kind="licence",
                issuer="Instituto Ejemplo de Café",
            ),
        ),
    ),
)

WAREHOUSE = "Almacén y trilladora Juanjuí"
PACHIZA, HUICUNGO, CAMPANILLA = "Centro Pachiza", "Centro Huicungo", "Centro Campanilla"
JUANJUI, ROQUE = "Centro Juanjuí", "Beneficio Roque"


def _fermentary(name: str, district: str, boxes: tuple[int, int], dryer: int) -> NewPlace:
    return NewPlace(
        name=name,
        kinds=("collection-centre", "fermentary"),
        district=district,
        vessels=(
            *((f"CAJA-{number}", "box") for number in boxes),
            (f"SECADOR-{dryer}", "dryer"),
        ),
    )


PLACES = (
    _fermentary(PACHIZA, "220604", (1, 2), 1),
    _fermentary(HUICUNGO, "220603", (3, 4), 2),
    _fermentary(CAMPANILLA, "220602", (5, 6), 3),
    _fermentary(JUANJUI, "220601", (7, 8), 4),
    NewPlace(
        name=ROQUE,
        kinds=("collection-centre", "drying-yard"),
        district="220502",
        vessels=(("TANQUE-1", "box"), ("TANQUE-2", "box"), ("PATIO-1", "dryer"),
                 ("PATIO-2", "dryer")),
    ),
    NewPlace(name=WAREHOUSE, kinds=("warehouse", "mill"), district="220601"),
)  # fmt: skip

ANTWERP = Outside(name="Chocolade Voorbeeld BV", kinds=("buyer",), country="BE")
HAMBURG = Outside(name="Beispiel Schokolade GmbH", kinds=("buyer",), country="DE")
ROASTER = Outside(name="Voorbeeld Koffiebranders NV", kinds=("buyer",), country="BE")
LOCAL = Outside(name="Comercial Ejemplo del Huallaga EIRL", kinds=("buyer",), ruc="20999999914")
BUYERS = (ANTWERP, HAMBURG, ROASTER, LOCAL)

SCHEMES = (
    SchemeWords(
        scheme="EU 2018/848", number="CO-2026-0417", certifier="Certificadora Ejemplo",
        begins="2026-01-01", ends="2026-12-31", claims=("organic",), products=("cacao", "coffee"),
        control_body="PE-BIO-000", address="Jr. Ejemplo 100, Juanjuí, San Martín",
    ),
    SchemeWords(
        scheme="fairtrade", number="FT-00000", certifier="Auditora Ejemplo",
        begins="2025-07-01", ends="2027-06-30", products=("cacao", "coffee"),
    ),
)  # fmt: skip

CACAO, COFFEE = "Cacao de exportación, grado I", "Café de especialidad, 82 puntos"
FINE = "Fino de aroma para tabletas"
PROFILES = (
    NewProfile(
        name=CACAO,
        product="cacao.dry",
        limits=("cacao.cut.iso2451:grade in I",),
        qualification=("cacao-course",),
        valid_days=365,
        retest="second",
    ),
    NewProfile(
        name=FINE,
        product="cacao.dry",
        limits=(
            "iso2451:grade in I",
            "iso2451:well_fermented_pct>=80",
            "physical:moisture_pct<=7.0",
            "contaminants:cadmium<=0.8",
            "coex:global_quality>=7",
            "coex:highest_off_flavour<=1",
        ),
        qualification=("course",),
        valid_days=365,
        retest="second",
    ),
    NewProfile(
        name=COFFEE,
        product="coffee.green",
        limits=("coffee.cup.sca2004:total>=82", "coffee.cup.sca2004:clean_cup>=9"),
        qualification=("q-grader",),
        valid_days=365,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A producer group: fifteen families around one village."""

    name: str
    letter: str
    """Begins the numbers of its families: P-01 … P-15."""
    district: str
    latitude: int
    """In millionths of a degree, as everything here: no float touches a coordinate."""
    longitude: int
    altitude: int
    crop: str
    variety: str
    outsiders: tuple[int, ...] = ()
    """Families that deliver and are no members."""


FAMILIES_OF_A_GROUP = 15
GROUPS = (
    Group(
        name="Comité Pachiza", letter="P", district="220604", latitude=-7_297_000,
        longitude=-76_774_000, altitude=320, crop="cacao", variety="criollo, trinitario",
    ),
    Group(
        name="Comité Huicungo", letter="H", district="220603", latitude=-7_318_000,
        longitude=-76_789_000, altitude=360, crop="cacao", variety="trinitario",
    ),
    Group(
        name="Comité Campanilla", letter="C", district="220602", latitude=-7_483_000,
        longitude=-76_652_000, altitude=310, crop="cacao", variety="CCN-51", outsiders=(13, 14, 15),
    ),
    Group(
        name="Comité Alonso de Alvarado", letter="A", district="220502", latitude=-6_352_000,
        longitude=-76_771_000, altitude=1180, crop="coffee", variety="caturra, catimor",
    ),
)  # fmt: skip

WOMEN = ("Rosa", "María", "Luz", "Carmen", "Julia", "Elena", "Norma", "Flor", "Nelly", "Ana")
MEN = ("Juan", "José", "Luis", "Pedro", "Jorge", "Carlos", "Miguel", "Víctor", "Raúl", "Wilmer")
SURNAMES = (
    "Flores", "Ríos", "García", "Pérez", "Torres", "Vela", "Rojas", "Díaz", "Sánchez", "Ramírez",
    "Tuanama", "Sangama", "Pinchi", "Saavedra", "Cárdenas",
)  # fmt: skip
FARMS = ("La Loma", "El Mango", "La Quebrada", "Alto", "San Isidro", "El Retiro", "Buena Vista")
