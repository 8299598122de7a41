"""Labels beside the sack's own: folder of a lot, sample, cup, pallet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from acopio.documents.facts import LotFacts, SackFacts
from acopio.documents.label import grade_line, lot_address
from acopio.documents.regions import departments
from acopio.domain.codes import printed
from acopio.domain.masses import kilograms
from acopio.domain.rows.quality import Sample
from acopio.domain.rules.lots import in_ranges
from acopio.messages import words
from acopio_labels.label_model import CupLabel, LotTag, PalletLabel, SampleLabel


def lot_tag(facts: LotFacts, address: str) -> LotTag:
    """Return the tag of a lot's folder or stack."""
    return LotTag(
        organisation=facts.issuer.name,
        ruc=facts.issuer.ruc,
        lot_code=printed(facts.code),
        address=lot_address(address, facts.code),
        product_es=words("product", facts.product, "es"),
        product_en=words("product", facts.product, "en"),
        process=facts.process,
        season=facts.season,
        grade=grade_line(facts.results),
        origin=departments((one.district for one in facts.origins), facts.country) or None,
        sacks=str(len(facts.sacks)) if facts.sacks else None,
        net_mass=f"{kilograms(facts.left_g or facts.made_g)} kg",
        opened_on=facts.day,
        claims=tuple(words("claim", claim, "es") for claim in facts.claims),
    )


def pallet_label(
    facts: LotFacts, sacks: Iterable[SackFacts], address: str, sscc: str | None
) -> PalletLabel:
    """Return the label of a pallet with these sacks; its code is an SSCC, or lot and numbers.

    Raises:
        LabelError: the SSCC is none.
    """
    stacked = list(sacks)
    numbers = in_ranges(one.number for one in stacked)
    weighed = [one.mass_g for one in stacked]
    known = [grams for grams in weighed if grams is not None]
    return PalletLabel(
        organisation=facts.issuer.name,
        code=f"{printed(facts.code)} {numbers.replace(', ', '+')}".strip(),
        sscc=sscc,
        product_es=words("product", facts.product, "es"),
        product_en=words("product", facts.product, "en"),
        lot_code=printed(facts.code),
        sacks=f"{len(stacked)} · {numbers}",
        net_mass=f"{kilograms(sum(known))} kg" if len(known) == len(weighed) else None,
        address=lot_address(address, facts.code),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleWords:
    """What stands on a sample's label beside the sample itself, worded."""

    organisation: str
    address: str | None
    product: str | None
    drawn_by: str | None


def sample_label(sample: Sample, said: SampleWords) -> SampleLabel:
    """Return the label of a sample's bag; without a lot's page its code holds its number."""
    leads = lot_address(said.address, sample.lot) if said.address and sample.lot else sample.number
    return SampleLabel(
        organisation=said.organisation,
        sample_code=sample.number,
        address=leads,
        lot_code=printed(sample.lot) if sample.lot else None,
        product_es=words("product", said.product, "es") if said.product else None,
        product_en=words("product", said.product, "en") if said.product else None,
        net_mass=f"{kilograms(sample.mass_g)} kg",
        drawn_on=sample.day,
        drawn_by=said.drawn_by,
        seals=", ".join(sample.seals) or None,
    )


def cup_labels(sample: Sample, cups: int) -> Iterator[CupLabel]:
    """Yield a label for each cup of a sample: its blind code and nothing that tells whose it is."""
    for cup in range(1, cups + 1):
        yield CupLabel(cup_code=sample.blind or "", cup=f"{cup} / {cups}")
