"""Evaluating forms, and computing every inspection of a season again."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from acopio.domain.rechecking import recheck
from acopio.domain.rules.inspecting import text_to_sign
from acopio.ledger.b64 import url_encode
from acopio.ledger.keys import new_key
from acopio.quality.registry import evaluate
from bench.report import Figure, at_most, timed, told

MILLISECOND = 0.001
ROUNDS = 500
SEASON = 100_000
SIGNED = 2_000
"""So many different inspections stand for the season's."""


def _panel(cuppers: int) -> dict[str, Any]:
    keys = ("fragrance_aroma", "flavor", "aftertaste", "acidity", "body", "balance", "overall")
    scores = dict.fromkeys(keys, "7.75") | dict.fromkeys(
        ("uniformity", "clean_cup", "sweetness"), "10"
    )
    return {"forms": [{"scores": scores, "taint_cups": 1, "fault_cups": 0}] * cuppers}


def _tasted(tasters: int) -> dict[str, Any]:
    sheet = {
        "cacao": "6", "fruity": "3", "acetic": "1", "lactic": "0", "mineral_butyric": "0",
        "bitterness": "3", "astringency": "2.5", "roast_degree": "5", "floral": "3",
        "flowers": "3", "global_quality": "7.5",
    }  # fmt: skip
    return {"forms": [sheet] * tasters}


FORMS: dict[str, dict[str, Any]] = {
    "coffee.cup.sca2004": _panel(3),
    "coffee.green.sca-arabica": {
        "sample_g": "350", "odour": "clean", "moisture": "11.2", "quakers": 0,
        "counts": {"shell": 7, "broken_chipped_cut": 29, "partial_black": 4},
    },
    "cacao.cut.iso2451": {"counts": {"mouldy": 9, "slaty": 4, "well_fermented": 287}},
    "cacao.sensory.coex": _tasted(3),
}  # fmt: skip


def measure() -> Iterator[Figure]:
    """Yield the time of one evaluation of each form, and of a season computed again."""
    for protocol, form in FORMS.items():

        def several(name: str = protocol, observed: Mapping[str, object] = form) -> None:
            for _ in range(ROUNDS):
                evaluate(name, "1", observed)

        seconds = timed(several, repeat=3) / ROUNDS
        name = f"one evaluation, {protocol}, beside a millisecond"
        yield at_most(name, seconds / MILLISECOND, 1, f", {seconds * 1e6:.0f} µs")
    seconds = timed(lambda: evaluate("cacao.sensory.coex", "1", _tasted(6)), repeat=99)
    yield told("one evaluation by six tasters of liquor, 324 lines", f"{seconds * 1e6:.0f} µs")
    yield from _again()


def _again() -> Iterator[Figure]:
    key = new_key("inspector", "bench/inspector")
    bodies = []
    for number in range(SIGNED):
        mouldy = number % 12
        signed = text_to_sign(
            origin="bench.example.pe/log/ben/22222222",
            blind=f"B{number:05d}",
            protocol="cacao.cut.iso2451",
            version="1",
            observations={"counts": {"mouldy": mouldy, "well_fermented": 300 - mouldy}},
            day="2026-06-01",
            vkey=str(key.verifier_key),
        )
        signature = url_encode(key.sign(signed.encode("utf-8")))
        bodies.append({"signed": signed, "signature": signature, "key": str(key.verifier_key)})

    def check() -> None:
        assert not any(recheck(body) for body in bodies)

    seconds = timed(check, repeat=3)
    read = timed(lambda: [json.loads(body["signed"]) for body in bodies], repeat=3)
    season = seconds / SIGNED * SEASON
    name = f"every signature and result of {SEASON:,} inspections again"
    yield told(name, f"{season:.0f} s, {seconds / read:.0f}× reading them")
