"""What people read is wholly in one language, whatever keys stand in the working."""

import re
from typing import Any

import pytest

from acopio.quality.naming import named_figure, tells, working_in_words
from acopio.quality.protocol import Protocol
from acopio.quality.protocols import coex, green_arabica
from acopio.quality.registry import PROTOCOLS, evaluate

_ALIKE = {"min", "max"}
"""Signs of arithmetic, the same in both languages."""
_GREEN = {"sample_g": "350", "odour": "foreign", "moisture": "12.5",
          "counts": {"full_black": 1, "shell": 12}}  # fmt: skip
_TASTED = {
    "cacao": "5", "fruity": "2", "acetic": "1", "lactic": "0", "mineral_butyric": "0",
    "bitterness": "4", "astringency": "4", "roast_degree": "5", "global_quality": "6",
    "musty": "1",
}  # fmt: skip
_DESCRIBED = {
    "fragrance": "7", "aroma": "7", "flavor": "8", "aftertaste": "8", "acidity": "9",
    "sweetness": "6", "mouthfeel": "5", "flavor_aftertaste": ["citrus-fruit", "floral"],
    "acidity_type": "sweet", "main_tastes": ["sour"], "mouthfeel_words": ["mouth-drying"],
}  # fmt: skip
SHOWN: list[tuple[str, dict[str, Any]]] = [
    ("cacao.cut.iso2451", {"counts": {"mouldy": 10, "well_fermented": 290}}),
    ("cacao.cut.fermentation", {"beans": 100, "well_fermented": 90, "slaty": 10}),
    ("cacao.fermentation.spectral", {"a460": "0.5", "a530": "0.6"}),
    ("cacao.beans.physical", {"beans": 91, "mass_g": "100", "moisture": "8", "sample_g": "900",
                              "sieving": "20", "flat_beans": "1"}),
    ("cacao.moisture.oven", {"wet_g": "10", "dry_g": "9.3"}),
    ("cacao.sensory.coex", {"forms": [_TASTED, _TASTED]}),
    ("coffee.green.sca-arabica", _GREEN),
    ("coffee.green.sca-arabica", {"sample_g": "350", "odour": "clean", "moisture": "11",
                                  "quakers": 0, "water_activity": "0.6", "screen": "96"}),
    ("coffee.green.robusta", _GREEN),
    ("coffee.green.robusta", {**_GREEN, "quakers": 9}),
    ("coffee.green.ico420", {"species": "arabica", "defects_300g": 90, "moisture": "13"}),
    ("coffee.green.ico420", {"species": "robusta", "defects_300g": 9, "moisture": "11"}),
    ("coffee.parchment.yield", {"parchment_g": "250", "sound_g": "190", "byproduct_g": "10"}),
    ("coffee.cup.cva-descriptive", {"forms": [_DESCRIBED, _DESCRIBED]}),
    ("lab.contaminants", {"cadmium": "<0.05", "pah4": "3"}),
]  # fmt: skip
IDS = [f"{n}-{protocol}" for n, (protocol, _) in enumerate(SHOWN)]


def vocabulary(protocol: Protocol, language: str) -> set[str]:
    """Return every word of every name of a protocol in one language."""
    named = [one.name for one in protocol.figures] + [one.name for one in protocol.attributes]
    named += [word.name for one in protocol.figures for word in one.words]
    named += [word.name for one in protocol.attributes for word in one.choices]
    said = " ".join(one.of(language) for one in named).lower()
    return set(re.findall(r"[a-záéíóúñ][a-záéíóúñ0-9_-]{2,}", said))


@pytest.mark.parametrize(("identity", "observed"), SHOWN, ids=IDS)
@pytest.mark.parametrize("language", ["es", "en"])
def test_working_is_wholly_in_the_reader_s_language(
    identity: str, observed: dict[str, Any], language: str
) -> None:
    (protocol,) = PROTOCOLS[identity].values()
    working = evaluate(identity, "1", observed).working

    said = " ".join(working_in_words(identity, "1", working, language)).lower()

    words = set(re.findall(r"[a-záéíóúñ][a-záéíóúñ0-9_-]{2,}", said)) - _ALIKE
    own = {"consta"} if language == "es" else {"not", "stated"}
    assert words - vocabulary(protocol, language) - own == set()
    assert "_" not in said


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_condition_that_nobody_stated_says_so(language: str) -> None:
    said = working_in_words(
        "coffee.green.sca-arabica", "1",
        evaluate("coffee.green.sca-arabica", "1", _GREEN).working, language,
    )  # fmt: skip

    for line in {
        "es": ("En la malla del contrato: no consta (>= 95 %)",
               "Actividad de agua: no consta (< 0.70)", "Olor: Extraño != Limpio",
               "No medido: Quakers, Actividad de agua, Malla del contrato",
               "Límites no cumplidos: categoría 1 mayor que 0, quakers sin contar, "
               "humedad mayor que 12 %, olor extraño"),
        "en": ("On the contract's screen: not stated (>= 95 %)",
               "Water activity: not stated (< 0.70)", "Odour: Foreign != Clean",
               "Not measured: Quakers, Water activity, Contract's screen"),
    }[language]:  # fmt: skip
        assert line in said, line


def test_a_word_of_two_meanings_is_said_by_the_figure_that_it_stands_behind() -> None:
    lines = ("quakers: 1 > 0", "reasons: quakers, odour", "odour: clean = clean")

    assert working_in_words(green_arabica.PROTOCOL.id, "1", lines, "es") == [
        "Quakers en 100 g tostados: 1 > 0",
        "Límites no cumplidos: quakers mayores que 0, olor extraño",
        "Olor: Limpio = Limpio",
    ]


@pytest.mark.parametrize(
    ("identity", "key", "value", "said"),
    [
        ("cacao.beans.physical", "beans_per_100g", "81", "Granos por 100 g: 81"),
        ("cacao.sensory.coex", "global_quality", "8.00", "Calidad global: 8.00"),
        ("cacao.cut.iso2451", "grade", "I", "Grado I"),
        ("cacao.cut.iso2451", "grade", "SS", "Grado: Bajo norma (SS)"),
        ("cacao.moisture.oven", "moisture_pct", "7.00", "Humedad: 7.00 %"),
        ("nobody.knows", "score", "84", "score: 84"),
    ],
)
def test_a_figure_by_itself_says_which_it_is(
    identity: str, key: str, value: str, said: str
) -> None:
    assert named_figure(identity, "1", key, value, "es") == said


def test_what_is_not_ours_keeps_the_words_it_came_with() -> None:
    assert working_in_words("nobody.knows", "1", ["mouldy: 3"], "es") == ["mouldy: 3"]


def test_a_line_tells_of_the_figure_that_it_begins_with() -> None:
    working = evaluate(coex.PROTOCOL.id, "1", {"forms": [_TASTED, _TASTED]}).working

    telling = [line for line in working if tells(line, {"highest_off_flavour", "acidity"})]
    assert len(telling) == 2 + 1 + 1
    assert tells("mouldy: 100 x 9 / 300 = 3.00 %", {"mouldy_pct"})
    assert tells("grade = I", {"grade"})
    assert not tells("9 + 291 = 300", {"grade"})
