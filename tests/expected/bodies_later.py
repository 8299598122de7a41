"""Invented bodies of kinds that came later, in the order they came. See ``bodies.py``.

The times of an expected entry follow from its place in the list: a new kind goes to the end.
"""

from tests.expected.invented import (
    BUYER,
    HOUSEHOLD,
    INSPECTION,
    LOTS,
    PERSON,
    SAMPLE,
    a_hash,
    identity,
)

from acopio.domain.entries import gate, paper, quality
from acopio.domain.entries.fields import Body

BODIES: dict[str, Body] = {
    "price.agreed": gate.PriceAgreed(
        lot=LOTS[0],
        price=gate.Agreed(
            amount="450.00",
            currency="PEN",
            per="qq",
            basis="dry",
            advance="100.00",
            dry_g=23_888,
            dry="39%",
        ),
    ),
    "harvest.estimated": gate.HarvestEstimated(
        product="cacao.wet",
        season="2027",
        valid_from="2027-01-01",
        valid_to="2027-12-31",
        mass_g=920_000,
        typed="20 qq",
        household=HOUSEHOLD,
        person=PERSON,
    ),
    "data.handed-over": paper.DataHandedOver(
        hand_over=identity("hand-over"),
        lot=LOTS[2],
        what="eudr",
        scope="in-excess",
        way="link",
        digest=a_hash("lot.json"),
        plots=41,
        to=BUYER,
        to_text="A la señora Jansen, por correo",
        expires_on="2026-11-27",
    ),
    "inspection.disputed": quality.InspectionDisputed(
        inspection=INSPECTION,
        sample=SAMPLE,
        by=BUYER,
        lot=LOTS[2],
        reason="El comprador contó doce mohosos",
    ),
}
