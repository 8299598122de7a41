"""The Spanish catalogue: sentences by refusal code, words by kind and value."""

from acopio.messages.catalogue import merged
from acopio.messages.es.balance import BALANCE
from acopio.messages.es.correcting import CORRECTING_SENTENCES, CORRECTING_WORDS
from acopio.messages.es.custody import CUSTODY_SENTENCES, CUSTODY_WORDS
from acopio.messages.es.gate import GATE
from acopio.messages.es.importing_results import (
    IMPORTING_RESULTS_SENTENCES,
    IMPORTING_RESULTS_WORDS,
)
from acopio.messages.es.label_jobs import LABEL_JOB_SENTENCES, LABEL_JOB_WORDS
from acopio.messages.es.labels import LABEL_SENTENCES, LABEL_WORDS
from acopio.messages.es.land import LAND
from acopio.messages.es.quality import QUALITY_SENTENCES, QUALITY_WORDS
from acopio.messages.es.reasons import REASONS
from acopio.messages.es.refusals import SENTENCES as REFUSALS
from acopio.messages.es.register import REGISTER
from acopio.messages.es.store import STORE
from acopio.messages.es.texts import TEXTS
from acopio.messages.es.words import VOCABULARY

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
