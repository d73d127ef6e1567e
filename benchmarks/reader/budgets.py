"""Noun: the measures of a reader's page, and what each may come to."""

import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# One visit: each measure by its name. What a page does not have (a map, a search field) is absent.
Reading = Mapping[str, float]


@dataclass(frozen=True)
class Measure:
    """A thing that is measured at each visit."""

    name: str
    words: str
    unit: str = ""
    budget: float | None = None
    digits: int = 0
    """To how many digits it is told, and so compared: what the table shows is what is judged."""

    def keeps(self, value: float) -> bool:
        """Whether a value is within the budget; without a budget any is."""
        return self.budget is None or round(value, self.digits) <= self.budget

    def told(self, value: float) -> str:
        """A value with its unit, as in `1,234 ms`."""
        return f"{value:,.{self.digits}f}{self.unit}"


KB, MS = "\N{NO-BREAK SPACE}KB", "\N{NO-BREAK SPACE}ms"

MEASURES = (
    Measure("foreign", "requests to other origins", budget=0),
    Measure("requests", "requests at load"),
    Measure("lean", "bytes at load without typefaces", KB, 20, 1),
    Measure("full", "bytes at load with typefaces", KB, 70, 1),
    Measure("open", "bytes once the map is open", KB, 130, 1),
    Measure("fcp", "first contentful paint", MS),
    Measure("lcp", "largest contentful paint", MS, 1000),
    Measure("blocking", "total blocking time", MS, 50),
    Measure("all_blocking", "the same, counted from the start", MS),
    Measure("answer", "from asking for the map to its answering", MS, 1500),
    Measure("shift", "layout shift", budget=0, digits=3),
    Measure("nodes", "page nodes", budget=1500),
    Measure("key", "keystroke to paint, median", MS, 30),
    Measure("worst_key", "keystroke to paint, worst", MS, 75),
    Measure("open_key", "keystroke to paint with the map open, median", MS, 30),
    Measure("open_worst_key", "keystroke to paint with the map open, worst", MS, 75),
    Measure("work", "always the same work, to compare the machine's hours", MS),
)
SCRIPT = Measure("script", "script written by us, compressed", KB, 20, 1)


@dataclass(frozen=True)
class Span:
    """What several visits came to: the one in the middle, and the two at the ends."""

    median: float
    lowest: float
    highest: float


def spans(readings: Iterable[Reading]) -> dict[str, Span]:
    """Several visits to one page become one span for each measure that any of them has."""
    kept = tuple(readings)
    names = {name for reading in kept for name in reading}
    return {name: span(reading[name] for reading in kept if name in reading) for name in names}


def span(values: Iterable[float]) -> Span:
    """Some values, at least one, as their median and their ends."""
    kept = sorted(values)
    return Span(statistics.median(kept), kept[0], kept[-1])
