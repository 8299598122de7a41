"""Every refusal has its sentence in both languages, and a sentence shows nothing hostile."""

import dataclasses
import re
from dataclasses import dataclass

import pytest
from tests.messages.code_scan import Refusing, refusing_classes

from acopio.errors import Refusal
from acopio.messages import en, es, languages, pick_language, sentence
from acopio.messages.forming import harmless, placeholders

CATALOGUES = {"es": es.SENTENCES, "en": en.SENTENCES}
HOW = "write it into trace/acopio/messages/{es,en}/refusals.py, with the same fields"
both = pytest.mark.parametrize("language", languages)


def made(kind: Refusing, text: str = "NAR7KQ4M9T6", number: int = 412_500) -> Refusal:
    """Return a refusal with something in every field."""
    values: dict[str, object] = {}
    for field in dataclasses.fields(kind):
        hint = str(field.type)
        values[field.name] = number if "int" in hint else (text,) if "tuple" in hint else text
    refusal = kind(**values)
    assert isinstance(refusal, Refusal) or hasattr(refusal, "values")
    return refusal  # type: ignore[return-value] # errors of labels have the same shape


@both
def test_every_refusal_has_a_sentence(language: str) -> None:
    missing = sorted(set(refusing_classes()) - set(CATALOGUES[language]))

    assert missing == [], f"no sentence for {missing}: {HOW}"


@both
def test_no_sentence_is_left_without_its_refusal(language: str) -> None:
    left = sorted(set(CATALOGUES[language]) - set(refusing_classes()))

    assert left == [], f"nothing refuses {left} any more: take the sentence out"


@both
def test_a_sentence_uses_only_the_fields_of_its_refusal(language: str) -> None:
    wrong = {
        code: unknown
        for code, kind in refusing_classes().items()
        if (unknown := _used(language, code) - {one.name for one in dataclasses.fields(kind)})
    }

    assert wrong == {}


def test_both_languages_say_the_same_fields_and_commands() -> None:
    for code in CATALOGUES["es"]:
        assert _used("es", code) == _used("en", code), code
        assert _commands("es", code) == _commands("en", code), code


def _used(language: str, code: str) -> set[str]:
    return set(placeholders(CATALOGUES[language].get(code, "")))


def _commands(language: str, code: str) -> list[str]:
    found = re.findall(r"`(acopio [a-z -]+)", CATALOGUES[language][code])
    return [" ".join(one.split()) for one in found]


@both
@pytest.mark.parametrize("code", sorted(CATALOGUES["es"]))
def test_a_sentence_is_one_line_that_ends(code: str, language: str) -> None:
    said = sentence(made(refusing_classes()[code]), language)

    assert said
    assert "\n" not in said
    assert said[-1] in ".)`"
    assert said[0].isupper() or not said[0].isalpha()
    assert "{" not in said


@both
@pytest.mark.parametrize("code", sorted(CATALOGUES["es"]))
def test_hostile_values_stay_on_one_line_and_short(code: str, language: str) -> None:
    hostile = "\x1b[31m\u202eevil\r\n\u2028{given}%s <b>" + "x" * 5000

    said = sentence(made(refusing_classes()[code], hostile), language)

    assert not re.search("[\x00-\x1f\x7f\u202a-\u202e\u2028\u2029]", said)
    assert len(said) < 2500


def test_a_mass_is_shown_in_kilograms_and_a_code_with_dashes() -> None:
    refusal = refusing_classes()["not-enough-mass"](
        lot="NAR7KQ4M9T6",  # type: ignore[call-arg]
        left_g=1_412_500,
        asked_g=500_000_000,
    )

    assert sentence(refusal, "en") == (
        "Lot NAR-7KQ4M9T-6 has 1,412.500 kg left; 500,000.000 kg were asked for. See where the "
        "rest went: `acopio lot show NAR-7KQ4M9T-6`."
    )
    assert sentence(refusal, "es") == (
        "El lote NAR-7KQ4M9T-6 tiene 1,412.500 kg; se pidieron 500,000.000 kg. Vea qué pasó con el "
        "resto: `acopio lot show NAR-7KQ4M9T-6`."
    )


def test_stable_words_are_worded_and_commands_keep_them_as_typed() -> None:
    refusal = refusing_classes()["claim-would-be-lost"](
        claim="organic",  # type: ignore[call-arg]
        lots="NAR7KQ4M9T6, NAR22222229",
    )

    said = sentence(refusal, "es")

    assert "“Orgánico”" in said
    assert "`--lose organic " in said
    assert "NAR-7KQ4M9T-6, NAR-2222222-9" in said


def test_ids_are_shown_by_the_names_that_people_know() -> None:
    refusal = refusing_classes()["not-the-holder"](
        what="NAR7KQ4M9T6",  # type: ignore[call-arg]
        holder="0199-id",
    )

    said = sentence(refusal, "es", {"0199-id": "Cooperativa Río Huallaga"})

    assert "Cooperativa Río Huallaga" in said
    assert "0199-id" not in said


def test_numbers_beside_a_stable_word_stay() -> None:
    acts = refusing_classes()["which-act"](
        given="CAJA-3",  # type: ignore[call-arg]
        acts="1 batch.took, 2 batch.gave",
    )
    long = refusing_classes()["field-unusable"](
        field="name",  # type: ignore[call-arg]
        problem="Expected `str` of length <= 200",
    )

    assert "1 entró, 2 salió pesado" in sentence(acts, "es")
    assert "(signos, como mucho 200)" in sentence(long, "es")


def test_an_empty_value_is_said_in_words() -> None:
    said = sentence(refusing_classes()["mass-unreadable"](given="", perhaps=""), "es")  # type: ignore[call-arg]

    assert "“(nada)”" in said
    assert "¿quiso decir otra cosa?" in said


@dataclass
class Unworded:
    """A refusal that nobody wrote a sentence for; no subclass, or it would count as ours."""

    lot: str
    code = "made-up-in-this-test"

    def values(self) -> dict[str, object]:
        return {"lot": self.lot}


@both
def test_a_refusal_without_a_sentence_is_still_said(language: str) -> None:
    said = sentence(Unworded("NAR7KQ4M9T6"), language)

    assert said == "made-up-in-this-test. lot: NAR-7KQ4M9T-6"


@pytest.mark.parametrize(
    ("acopio_lang", "lang", "language"),
    [
        ("en", "es_PE.UTF-8", "en"),
        (None, "en_US.UTF-8", "en"),
        ("", "es_PE.UTF-8", "es"),
        ("fr", "en_GB", "en"),
        (None, "C.UTF-8", "es"),
        (None, None, "es"),
    ],
)
def test_the_language_is_chosen_by_acopio_lang_then_lang_then_spanish(
    acopio_lang: str | None, lang: str | None, language: str
) -> None:
    assert pick_language(acopio_lang, lang) == language


def test_harmless_text_keeps_accents_and_is_shortened() -> None:
    assert harmless("Cooperativa  Ñuñoa\n«É»") == "Cooperativa Ñuñoa «É»"
    assert harmless("x" * 300) == "x" * 119 + "…"
    assert harmless("\n" * 3000) == ""
