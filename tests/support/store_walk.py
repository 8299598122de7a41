"""Random acts of the store: counts, sweepings, sacks, moves, samples that travel."""

from typing import TYPE_CHECKING, Any

from tests.support.world import Cooperative

from acopio.domain.masses import Mass
from acopio.domain.rows.lots import FULL, Lot, Sack
from acopio.domain.rows.quality import Sample
from acopio.domain.rules import counting, custody, moving, samples
from acopio.domain.rules import sacks as sack_rules
from acopio.domain.rules.base import Command

if TYPE_CHECKING:
    from tests.support.walk import Walker

Made = tuple[type[Command], dict[str, Any]]


def grams(number: int) -> Mass:
    return Mass(number, f"{number} g")


def count(walker: "Walker", coop: Cooperative) -> Made | None:
    lot = walker.pick(walker.rows(Lot, organisation=coop.id))
    if lot is None:
        return None
    off = walker.random.choice((0, 0, 3, 8, -3, -8, 60, -100, -300, 1000))
    grams_now = max(lot.left_g - lot.left_g * off // 1000, 0)
    fields: dict[str, Any] = {"lot": lot.code, "cause": None, "reason": "weighed"}
    if off:
        causes = counting.LOSSES if off > 0 else counting.GAINS
        fields["cause"] = walker.random.choice((*causes, "scale", None))
    if walker.random.random() < 0.4:
        fields |= {"moisture_before": "7.0", "moisture_after": "6.4" if off > 0 else "7.9"}
    return counting.Count, fields | {"counted": grams(grams_now) if grams_now else None}


def found(walker: "Walker", coop: Cooperative) -> Made:
    product = walker.random.choice(("cacao.sweepings", "cacao.dry", "coffee.sweepings"))
    return counting.Find, {
        "place": walker.random.choice((coop.place, coop.other_place)),
        "product": product,
        "mass": grams(walker.random.randint(1, 20_000)),
        "kept_from": "2026-06-01",
        "kept_to": "2026-11-20" if walker.random.random() < 0.9 else "2026-12-01",
        "cause": "sweepings" if "sweep" in product else "found",
        "reason": "under the pallets",
    }


def weigh_sacks(walker: "Walker", coop: Cooperative) -> Made | None:
    mine = {lot.code for lot in walker.rows(Lot, organisation=coop.id) if lot.left_g}
    states = [*FULL, "reserved", "reserved"] + ["void"] * (walker.random.random() < 0.1)
    sack = walker.pick([one for one in walker.rows(Sack, state=states) if one.lot in mine])
    if sack is None:
        return None
    lot = next(one for one in walker.rows(Lot, code=sack.lot))
    usual = sack.mass_g or max(lot.left_g - lot.packed_g, 0) // 2
    grams_now = max(usual * walker.random.randint(900, 1040) // 1000, 1)
    return sack_rules.WeighSacks, {
        "lot": lot.code,
        "weights": ((sack.number, grams_now),),
        "packed_for": sack.packed_for,
        "rebagged": walker.random.random() < 0.3,
    }


def change_sacks(walker: "Walker", coop: Cooperative) -> Made | None:
    mine = {lot.code for lot in walker.rows(Lot, organisation=coop.id)}
    sack = walker.pick([one for one in walker.rows(Sack) if one.lot in mine])
    if sack is None:
        return None
    fitting = [one for one, before in sack_rules.BEFORE.items() if sack.state in before]
    becomes = walker.random.choice(fitting or ["emptied"])
    if becomes in FULL:  # said without a mass: nothing but the bag changes
        becomes = walker.random.choice(("re-bagged", "missing", "burst"))
    return sack_rules.ChangeSacks, {
        "lot": sack.lot,
        "becomes": becomes,
        "sacks": ((sack.number, sack.number + walker.random.randint(0, 1)),),
        "packed_for": sack.packed_for,
        "unused": becomes == "void" and walker.random.random() < 0.5,
        "reason": "seen",
    }


def move(walker: "Walker", coop: Cooperative) -> Made | None:
    going = [custody.Going(lot=lot.code) for lot in walker.some_lots(coop, 2)]
    if walker.random.random() < 0.4 and (found := walker.sacks(coop)):
        going = [custody.Going(lot=found[0], sacks=found[1])]
    return moving.Move, {
        "organisation": coop.id,
        "to_place": walker.random.choice((coop.place, coop.other_place)),
        "lots": tuple(going),
        "arrived": walker.random.random() < 0.7,
    }


def send_sample(walker: "Walker", coop: Cooperative) -> Made | None:
    sample = walker.pick(walker.rows(Sample, organisation=coop.id))
    if sample is None:
        return None
    return samples.SendSample, {"sample": sample.id, "to": coop.buyer, "courier": "DHL 1"}


def answer_sample(walker: "Walker", coop: Cooperative) -> Made | None:
    away = [one for one in walker.rows(Sample, organisation=coop.id) if one.sent_on]
    sample = walker.pick(away)
    if sample is None:
        return None
    back = walker.random.choice((None, sample.mass_g, sample.mass_g + 1, 1))
    return samples.AnswerSample, {
        "sample": sample.id,
        "answer": walker.random.choice(samples.ANSWERS),
        "returned": grams(back) if back else None,
        "place": coop.other_place,
        "lot": sample.lot,
    }


ACTS = [
    *[count] * 4, found, *[weigh_sacks] * 2, *[change_sacks] * 3, *[move] * 2,
    *[send_sample] * 2, *[answer_sample] * 2,
]  # fmt: skip
