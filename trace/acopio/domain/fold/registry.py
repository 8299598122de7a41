"""Which function folds which kind of entry."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from acopio.domain.entries.fields import Body
from acopio.domain.fold.recorded import Recorded
from acopio.domain.state import Change, State

B = TypeVar("B", bound=Body)
Fold = Callable[[State, Recorded, Any], Iterable[Change]]

FOLDS: dict[type[Body], Fold] = {}


def folds(kind: type[B]) -> Callable[[Callable[[State, Recorded, B], Iterable[Change]]], Fold]:
    """Mark a function as the fold of one kind of entry."""

    def mark(function: Callable[[State, Recorded, B], Iterable[Change]]) -> Fold:
        FOLDS[kind] = function
        return function

    return mark
