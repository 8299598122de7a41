"""The English catalogue: sentences by refusal code, words by kind and value."""

from acopio.messages.en.reasons import REASONS
from acopio.messages.en.refusals import SENTENCES
from acopio.messages.en.texts import TEXTS
from acopio.messages.en.words import VOCABULARY

WORDS: dict[str, dict[str, str]] = {**VOCABULARY, **REASONS, **TEXTS}

__all__ = ["SENTENCES", "WORDS"]
