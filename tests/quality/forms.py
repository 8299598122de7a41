"""Cupping forms and cut tests that the tests of this room fill in."""

from hypothesis import strategies as st

from acopio.quality.protocol import Evaluation
from acopio.quality.protocols import iso2451, sca2004
from acopio.quality.registry import evaluate

PER_CUP = ("uniformity", "clean_cup", "sweetness")
KEYS = tuple(attribute.key for attribute in sca2004.ATTRIBUTES)


def form(**changed: object) -> dict[str, object]:
    scores: dict[str, object] = {key: "10" if key in PER_CUP else "7.75" for key in KEYS}
    return {"scores": {**scores, **changed}, "taint_cups": 0, "fault_cups": 0}


def cup(*forms: dict[str, object]) -> Evaluation:
    return evaluate("coffee.cup.sca2004", "1", {"forms": list(forms)})


def cut(**counts: object) -> Evaluation:
    return evaluate("cacao.cut.iso2451", "1", {"counts": counts})


def with_sound_beans(defects: dict[str, int]) -> dict[str, int]:
    return {**defects, "well_fermented": iso2451.BEANS - sum(defects.values())}


def _points(key: str) -> st.SearchStrategy[str]:
    if key in PER_CUP:
        return st.integers(0, 5).map(lambda cups: str(2 * cups))
    return st.integers(0, 40).map(lambda n: f"{n // 4}.{n % 4 * 25:02d}")


FORMS = st.fixed_dictionaries(
    {
        "scores": st.fixed_dictionaries({key: _points(key) for key in KEYS}),
        "taint_cups": st.integers(0, 2),
        "fault_cups": st.integers(0, 3),
    }
)
PANELS = st.lists(FORMS, min_size=1, max_size=6)
