"""The Spanish catalogue: sentences by refusal code, words by kind and value."""

from acopio.messages.es.reasons import REASONS
from acopio.messages.es.refusals import SENTENCES
from acopio.messages.es.texts import TEXTS
from acopio.messages.es.words import VOCABULARY

WORDS: dict[str, dict[str, str]] = {**VOCABULARY, **REASONS, **TEXTS}

__all__ = ["SENTENCES", "WORDS"]
