"""Every sentence people read, in Spanish and in English, formed at the edge.

``sentence`` words a refusal, ``words`` a stable word out of an entry or a field, ``text`` a fixed
sentence of page, paper or command line. To add one: write it into the same file of ``es/`` and of
``en/``, with the same fields. ``refusals.py`` holds refusals by code, ``reasons.py`` the stable
words inside their fields, ``words.py`` the vocabulary, ``texts.py`` whole texts. The tests in
``tests/messages`` name what is missing.
"""

from collections.abc import Mapping
from typing import TypeVar

from acopio.messages import en, es
from acopio.messages.forming import Refused, fields_of, harmless, own_names, plain_fields

__all__ = ["languages", "pick_language", "sentence", "text", "words"]

languages = ("es", "en")
E = TypeVar("E")
_SENTENCES = {"es": es.SENTENCES, "en": en.SENTENCES}
_WORDS = {"es": es.WORDS, "en": en.WORDS}


def pick_language(acopio_lang: str | None, lang: str | None) -> str:
    """Return the language of ``ACOPIO_LANG``, then of ``LANG``, then Spanish."""
    for given in (acopio_lang, lang):
        if given and given.strip().lower().startswith(languages):
            return given.strip().lower()[:2]
    return languages[0]


def sentence(refusal: Refused, language: str, names: Mapping[str, str] | None = None) -> str:
    """Return one sentence: what was given, what was expected, what was found, what to do next.

    Args:
        refusal: what was refused.
        language: ``es`` or ``en``.
        names: what people call the ids that may stand in the fields.
    """
    known = own_names(refusal, language) | dict(names or {})
    shown = fields_of(refusal, _words_in(language), known)
    template = _of(_SENTENCES, language).get(refusal.code)
    if template is None:
        listed = "; ".join(f"{name}: {value}" for name, value in shown.items())
        return f"{refusal.code}. {listed}".strip()
    return template.format_map(shown)


def words(kind: str, value: str, language: str) -> str:
    """Return the word for a stable value, such as ``("product", "cacao.dry")``.

    A value without a word is shown as it is: names of people and places pass through here too.
    """
    return _words_in(language).get(kind, {}).get(value) or harmless(value)


def text(key: str, language: str, /, **fields: object) -> str:
    """Return a text by its key, ``group.name``, or just ``name`` in the group ``note``."""
    group, dot, name = key.partition(".")
    known = _words_in(language).get(group if dot else "note", {})
    template = known.get(name if dot else key)
    return key if template is None else template.format_map(plain_fields(fields))


def _words_in(language: str) -> dict[str, dict[str, str]]:
    return _of(_WORDS, language)


def _of(catalogues: dict[str, dict[str, E]], language: str) -> dict[str, E]:
    return catalogues.get(language, catalogues[languages[0]])
