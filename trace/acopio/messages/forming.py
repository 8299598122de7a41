"""How the fields of a refusal are shown: kilograms, dashed codes, words, and nothing hostile.

What a field means is read from its name: ``left_g`` is a mass in grams, ``lot`` a lot code.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Protocol

LONGEST = 120
"""Signs of one value: more is no help to the person who reads it."""
LONGEST_LIST = 400
"""Signs of a list that the program gives, such as all products."""
_LISTS = {"known", "alphabet", "failed", "matches", "missing", "needed", "held", "fitting"}
_CODES = {"lot", "lots", "what", "subject", "missing", "matches"}
_CODE = re.compile(r"[2-9A-HJKMNP-Z]{11}(?:[2-9A-HJKMNP-Z]{4})?")
_NUMBERED = re.compile(r"(\d+ |)(.*?)( \d+|)", re.DOTALL)
_EVERYWHERE = {"why": "why", "reason": "reason", "act": "act"}
KIND_OF_FIELD = {
    ("not-found", "what"): "what",
    ("several-match", "what"): "what",
    ("nothing-named", "what"): "what",
    ("not-allowed", "roles"): "role",
    ("not-allowed", "needed"): "role",
    ("different-products", "products"): "product",
    ("no-such-processing", "source"): "product",
    ("no-such-processing", "target"): "product",
    ("profile-for-other-product", "needed"): "product",
    ("profile-for-other-product", "found"): "product",
    ("claim-would-be-lost", "claim"): "claim",
    ("claim-not-backed", "claim"): "claim",
    ("not-yours", "what"): "what",
    ("already-answered", "state"): "state",
    ("cause-contradicts", "cause"): "cause",
    ("not-canonical", "found"): "found",
    ("geometry-unusable", "finding"): "land",
    ("not-a-certificate", "missing"): "missing",
    ("not-a-house-file", "expected"): "house-file",
    ("unknown-dispatch-purpose", "known"): "typed-purpose",
    ("not-correctable", "kind"): "kind",
    ("word-not-for-act", "kind"): "kind",
    ("word-not-for-act", "word"): "fact-word",
    ("which-act", "acts"): "kind",
    ("figure-unreadable", "what"): "measure",
    ("check-exceeds", "what"): "bean",
    ("unknown-cause", "known"): "typed-cause",
    ("cause-needed", "known"): "typed-cause",
    ("unknown-answer", "known"): "typed-answer",
    ("unknown-deduction", "known"): "typed-deduction",
    ("unknown-basis", "known"): "typed-basis",
    ("protocol-for-other-product", "needed"): "product",
    ("protocol-for-other-product", "found"): "product",
    ("limit-for-other-product", "needed"): "product",
    ("limit-for-other-product", "found"): "product",
    ("standing-not-enough", "needed"): "standing",
    ("standing-not-enough", "standing"): "standing",
    ("unknown-quality-word", "what"): "quality-word",
    ("approval-missing", "answer"): "answer-state",
    ("plan-impossible", "what"): "planned",
    ("file-unusable", "problem"): "system",
    ("field-unusable", "problem"): "system",
    ("medium-inconsistent", "problem"): "medium-problem",
    ("medium-too-small", "kind"): "label-kind",
    ("correction-out-of-range", "what"): "printer-measure",
    ("measure-implausible", "what"): "printer-measure",
    ("printer-gone", "cause"): "printer-loss",
    ("job-cut-short", "cause"): "printer-loss",
}
"""Which field of which refusal holds stable words, and of what kind."""


class Refused(Protocol):
    """A refusal of acopio, or an error of ``acopio_labels``, which has the same shape."""

    @property
    def code(self) -> str:
        """The stable code."""

    def values(self) -> dict[str, object]:
        """Return the fields by name."""


class Shown(str):
    """A value as people read it; ``{claim.typed}`` is the same value as it is typed."""

    __slots__ = ("typed",)
    typed: str

    def __new__(cls, shown: str, typed: str) -> "Shown":
        """Keep both forms."""
        made = super().__new__(cls, shown)
        made.typed = typed
        return made


def kind_of(code: str, field: str) -> str | None:
    """Return which words a field of a refusal is made of, if it holds stable words."""
    return KIND_OF_FIELD.get((code, field)) or _EVERYWHERE.get(field)


def fields_of(
    refusal: Refused, words: Mapping[str, Mapping[str, str]], names: Mapping[str, str]
) -> dict[str, Shown]:
    """Return the fields of a refusal as its sentence shows them."""
    shown = {}
    for name, value in refusal.values().items():
        kind = kind_of(refusal.code, name)
        typed = _plain(name, value)
        worded = _worded(value, words.get(kind, {})) if kind else None
        named = _named(value, names)
        if named is not None:
            worded = harmless(named, LONGEST_LIST if name in _LISTS else LONGEST)
        shown[name] = Shown(worded or typed or _nothing(refusal.code, name, words), typed)
    return shown


def own_names(refusal: Refused, language: str) -> dict[str, str]:
    """Return what people call the keys among the fields that bring their names along."""
    found: dict[str, str] = {}
    for value in refusal.values().values():
        for one in value if isinstance(value, list | tuple) else (value,):
            names = getattr(one, "names", None)
            if names is not None and isinstance(one, str):
                found[str(one)] = names.of(language)
    return found


def _named(value: object, names: Mapping[str, str]) -> str | None:
    """Return what people call an id or a key, or each of a list of them."""
    if isinstance(value, str):
        return names.get(value)
    if isinstance(value, list | tuple):
        listed = [str(one) for one in value]
        if any(one in names for one in listed):
            return ", ".join(names.get(one, one) for one in listed)
    return None


def _nothing(code: str, field: str, words: Mapping[str, Mapping[str, str]]) -> str:
    """Return what is shown for an empty value."""
    known = words.get("nothing", {})
    return known.get(f"{code}.{field}") or known.get(field) or "–"


def plain_fields(fields: Mapping[str, object]) -> dict[str, str]:
    """Return the fields of a text as it shows them."""
    return {name: _plain(name, value, LONGEST_LIST) for name, value in fields.items()}


def _worded(value: object, known: Mapping[str, str]) -> str | None:
    if not isinstance(value, str) or not value:
        return None
    if value in known:
        return known[value]
    # Acts in a list have a number before their word, limits of a field one behind it.
    parts = [_NUMBERED.fullmatch(part) for part in value.split(", ")]
    worded = [f"{part[1]}{known[part[2]]}{part[3]}" for part in parts if part and part[2] in known]
    return ", ".join(worded) if len(worded) == len(parts) else None


def _plain(name: str, value: object, longest: int = LONGEST) -> str:
    if name.endswith("_g") and isinstance(value, int):
        return f"{kilograms(value)} kg"
    value = f"{value:.4g}" if isinstance(value, float) else value
    listed = value if isinstance(value, list | tuple | set | frozenset) else [value]
    longest = LONGEST_LIST if name in _LISTS else longest
    text = harmless(", ".join(map(str, listed)), longest)
    return _dashed(text) if name in _CODES else text


def kilograms(mass_g: int) -> str:
    """Return grams as ``1,412.500``: kilograms with three decimals, as Peru writes them."""
    kilos, grams = divmod(abs(mass_g), 1000)
    return f"{'-' if mass_g < 0 else ''}{kilos:,}.{grams:03d}"


def _dashed(text: str) -> str:
    """Return a list of codes as people read them; anything else stays."""
    parts = text.split(", ")
    return ", ".join(map(_code, parts)) if all(map(_CODE.fullmatch, parts)) else text


def _code(signs: str) -> str:
    parts = [signs[:3], signs[3:10], signs[10:11], signs[11:14], signs[14:15]]
    return "-".join(part for part in parts if part)


def harmless(value: str, longest: int = LONGEST) -> str:
    """Return text on one line, without control signs or signs that turn it round, shortened."""
    signs = (" " if _is_hostile(sign) else sign for sign in value[: longest * 4])
    text = " ".join("".join(signs).split())
    cut = len(text) > longest or len(value) > longest * 4
    return f"{text[: longest - 1]}…" if cut and text else text


def _is_hostile(sign: str) -> bool:
    # C: control, format (right-to-left overrides), surrogates, private; Zl and Zp: line breaks.
    category = unicodedata.category(sign)
    return category.startswith("C") or category in {"Zl", "Zp"}


def placeholders(template: str) -> Iterable[str]:
    """Return the fields that a template uses."""
    return {found.split(".")[0] for found in re.findall(r"\{([a-z_0-9.]+)\}", template)}
