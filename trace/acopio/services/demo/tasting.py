"""The laboratory's bench: what the export lots are evaluated by, beside cut test and cupping."""

from dataclasses import dataclass
from typing import Any

from acopio.domain.entries.fields import Document
from acopio.quality.sheet import CUPPER
from acopio.services.inspecting import Circumstances

LABORATORY = "Laboratorio Ejemplo de Alimentos SAC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Also:
    """One more evaluation of the sample of an export lot."""

    protocol: str
    found: Any
    how: Circumstances | None = None


def _taster(name: str, cacao: str, fruit: str, floral: str, quality: str) -> dict[str, str]:
    """Return the form of one taster of cacao liquor; what is not named here was not there."""
    return {
        CUPPER: name, "cacao": cacao, "fruity": "3", "acetic": "0.5", "lactic": "0.5",
        "mineral_butyric": "0", "bitterness": "3.5", "astringency": "2.5", "fresh_fruit": fruit,
        "citrus": "2", "tropical": fruit, "browned_fruit": "2", "dried_fruit": "2",
        "floral": floral, "flowers": floral, "woody": "1", "light_wood": "1", "spice": "1",
        "spices": "1", "nutty": "3", "nut_flesh": "3", "caramel_panela": "2.5",
        "roast_degree": "5", "global_quality": quality,
    }  # fmt: skip


ALSO: dict[str, tuple[Also, ...]] = {
    "FINO-01": (
        Also(
            protocol="physical",
            found={
                "beans": 300, "mass_g": "372.5", "moisture": "6.7", "sample_g": "1000",
                "foreign_matter": "1.5", "cocoa_related_matter": "8", "flat_beans": "6",
                "sieving": "4",
            },
        ),
        Also(
            protocol="contaminants",
            found={"cadmium": "0.42", "lead": "<0.05", "ochratoxin_a": "<0.5"},
            how=Circumstances(
                laboratory=LABORATORY,
                docs=(Document(type="lab", number="2026-0417", issuer=LABORATORY),),
            ),
        ),
        Also(
            protocol="coex",
            found={
                "forms": [
                    _taster("calidad", "6", "4", "3", "8"),
                    _taster("gerencia", "6.5", "4.5", "2.5", "7.5"),
                    _taster("Catadora invitada", "6", "5", "3.5", "8"),
                ]
            },
        ),
    ),
    "CAFE-01": (
        Also(
            protocol="sca-arabica",
            found={
                "sample_g": "350", "odour": "clean", "colour": "bluish-green", "moisture": "11.2",
                "water_activity": "0.56", "screen": "97", "quakers": 0,
                "counts": {
                    "partial_black": 4, "broken_chipped_cut": 11, "shell": 6,
                    "slight_insect_damage": 12, "immature_unripe": 3,
                },
            },
        ),
    ),
}  # fmt: skip
"""By the house number of the export lot."""
