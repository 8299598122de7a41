"""How a measurement is printed."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report."""

    name: str
    value: str
    target: str
    reached: bool | None
    """``None`` where a figure is reported without a target."""


def timed(work: Callable[[], object], repeat: int = 1) -> float:
    """Return the median of the seconds that ``work`` takes."""
    seconds = []
    for _ in range(repeat):
        gc.collect()
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def at_most(name: str, ratio: float, limit: float, more: str = "", unit: str = "×") -> Figure:
    """Return a figure that must not exceed its target."""
    return Figure(name, f"{ratio:.2f}{unit}{more}", f"≤ {limit}{unit}", ratio <= limit)


def at_least(name: str, ratio: float, limit: float, more: str = "", unit: str = "×") -> Figure:
    """Return a figure that must reach its target."""
    return Figure(name, f"{ratio:.2f}{unit}{more}", f"≥ {limit}{unit}", ratio >= limit)


def told(name: str, value: str) -> Figure:
    """Return a figure without a target."""
    return Figure(name, value, "", None)


def printed(figures: list[Figure]) -> None:
    """Print figures as a table."""
    wide = max(len(figure.name) for figure in figures)
    for figure in figures:
        mark = {True: "reached", False: "MISSED", None: ""}[figure.reached]
        print(f"{figure.name:<{wide}}  {figure.value:>34}  {figure.target:>10}  {mark}")
