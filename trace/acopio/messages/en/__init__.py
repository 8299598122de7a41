"""The English catalogue: sentences by refusal code, words by kind and value."""

from acopio.messages.catalogue import merged
from acopio.messages.en.balance import BALANCE
from acopio.messages.en.correcting import CORRECTING_SENTENCES, CORRECTING_WORDS
from acopio.messages.en.custody import CUSTODY_SENTENCES, CUSTODY_WORDS
from acopio.messages.en.gate import GATE
from acopio.messages.en.importing_results import (
    IMPORTING_RESULTS_SENTENCES,
    IMPORTING_RESULTS_WORDS,
)
from acopio.messages.en.label_jobs import LABEL_JOB_SENTENCES, LABEL_JOB_WORDS
from acopio.messages.en.labels import LABEL_SENTENCES, LABEL_WORDS
from acopio.messages.en.land import LAND
from acopio.messages.en.quality import QUALITY_SENTENCES, QUALITY_WORDS
from acopio.messages.en.reasons import REASONS
from acopio.messages.en.refusals import SENTENCES as REFUSALS
from acopio.messages.en.register import REGISTER
from acopio.messages.en.store import STORE
from acopio.messages.en.texts import TEXTS
from acopio.messages.en.words import VOCABULARY

WORDS: dict[str, dict[str, str]] = merged(
    VOCABULARY,
    REASONS,
    TEXTS,
    CORRECTING_WORDS,
    LAND,
    GATE,
    BALANCE,
    CUSTODY_WORDS,
    QUALITY_WORDS,
    IMPORTING_RESULTS_WORDS,
    LABEL_WORDS,
    LABEL_JOB_WORDS,
)
SENTENCES: dict[str, str] = {
    **REFUSALS,
    **CORRECTING_SENTENCES,
    **REGISTER,
    **STORE,
    **CUSTODY_SENTENCES,
    **QUALITY_SENTENCES,
    **IMPORTING_RESULTS_SENTENCES,
    **LABEL_SENTENCES,
    **LABEL_JOB_SENTENCES,
}

__all__ = ["SENTENCES", "WORDS"]
