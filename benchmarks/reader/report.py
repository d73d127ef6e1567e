"""Stage: spans and verdicts become a table for people, a record for programs, and misses."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from benchmarks.reader.budgets import MEASURES, SCRIPT, Measure, Span
from benchmarks.reader.lighthouse import CATEGORIES, FULL, Fault, Verdict

FOLIUM = "folium"
NONE = "–"
# Without these a page is not what it is: where they could not be measured, something is wrong.
REQUIRED = {"story": ("answer",), "explorer": ("answer", "key")}
CONDITIONS = """\
The pages were visited in turn, each time with nothing kept from before, on a phone's screen
(412 x 823 at 1.75), with a processor 4 times slower and a line of 1,474 kbit/s either way and
562.5 ms for each answer. All files came from this machine over HTTP/1.1 with brotli. KB are 1,000
bytes as they went over the wire, headers too. Bold is over its budget. Folium's other hosts cost
it no look-up of names and no opening of connections here: that flatters it."""
COLUMNS = {
    FOLIUM: "Folium's default page",
    "story": "story",
    "explorer": "explorer",
    "agency": "an agency",
    "county": "a county",
}


@dataclass(frozen=True)
class Results:
    """All that one run brought."""

    runs: int
    machine: str
    version: str
    script: float
    """The size of our scripts in KB."""
    pages: Mapping[str, Mapping[str, Span]]
    """Of each page by its name, Folium's too, each measure by its name."""
    clues: Mapping[str, tuple[str, ...]]
    verdicts: tuple[Verdict, ...]
    untaken: tuple[str, ...]
    """What was not measured, and why: one sentence each."""


def misses(results: Results) -> Iterator[str]:
    """Each budget of ours that is not kept, as a sentence."""
    for name, spans in results.pages.items():
        if name != FOLIUM:
            yield from _misses_of(name, spans)
    if not SCRIPT.keeps(results.script):
        yield _miss("all pages", SCRIPT, results.script)
    for verdict in results.verdicts:
        low = ", ".join(f"{name} {score}" for name, score in verdict.scores if score < FULL)
        if not verdict.perfect:
            yield f"Lighthouse, {verdict.page}, {verdict.device}: {low or verdict.failure}"


def _misses_of(name: str, spans: Mapping[str, Span]) -> Iterator[str]:
    if not spans:
        yield f"{name}: could not be measured"
        return
    for measure in MEASURES:
        if _missed(measure, name, spans):
            found = spans.get(measure.name)
            yield _miss(name, measure, found.median if found else None)


def _miss(name: str, measure: Measure, value: float | None) -> str:
    if value is None:
        return f"{name}: {measure.words}: could not be measured"
    budget = measure.told(measure.budget or 0)
    return f"{name}: {measure.words}: {measure.told(value)}, and the budget is {budget}"


def _missed(measure: Measure, name: str, spans: Mapping[str, Span]) -> bool:
    """Whether a page of ours is over the budget, or lacks a figure that it must have."""
    found = spans.get(measure.name)
    if name == FOLIUM or measure.budget is None:
        return False
    if found:
        return not measure.keeps(found.median)
    return not spans or measure.name in REQUIRED.get(name, ())


def page(results: Results) -> str:
    """The whole report, in Markdown."""
    parts = (_opening, _table, _spread, _lighthouse, _clues)
    return "\n".join(line for part in parts for line in (*part(results), ""))


def _opening(results: Results) -> Iterator[str]:
    yield "# What the reader's page costs"
    yield ""
    yield f"Version: {results.version}. Machine: {results.machine}."
    yield ""
    yield f"Medians of {results.runs} visits to each page. {CONDITIONS}"
    yield ""
    yield from (f"- Not measured: {sentence}." for sentence in results.untaken)


def _table(results: Results) -> Iterator[str]:
    shown = list(results.pages)
    yield _line("", "budget", *(COLUMNS.get(name, name) for name in shown), "kept")
    yield _line("---", *("---:" for _ in range(len(shown) + 1)), "---")
    for measure in MEASURES:
        yield _row(measure, {name: results.pages[name] for name in shown})
    yield _script(results.script, shown)


def _script(weight: float, shown: list[str]) -> str:
    """One figure for all pages: it stands in the first column that is ours."""
    kept = SCRIPT.keeps(weight)
    told = SCRIPT.told(weight) if kept else f"**{SCRIPT.told(weight)}**"
    first = next((name for name in shown if name != FOLIUM), "")
    cells = (told if name == first else "" for name in shown)
    return _line(SCRIPT.words, SCRIPT.told(SCRIPT.budget or 0), *cells, _yes(kept=kept))


def _row(measure: Measure, pages: Mapping[str, Mapping[str, Span]]) -> str:
    cells = [_cell(measure, spans, name) for name, spans in pages.items()]
    if measure.budget is None:
        return _line(measure.words, "", *cells, "")
    kept = not any(_missed(measure, name, spans) for name, spans in pages.items())
    return _line(measure.words, measure.told(measure.budget), *cells, _yes(kept=kept))


def _cell(measure: Measure, spans: Mapping[str, Span], name: str) -> str:
    found = spans.get(measure.name)
    told = measure.told(found.median) if found else NONE
    return f"**{told}**" if _missed(measure, name, spans) else told


def _yes(*, kept: bool) -> str:
    return "yes" if kept else "**no**"


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _spread(results: Results) -> Iterator[str]:
    yield "## How far the visits lie apart"
    yield ""
    yield "Lowest and highest of what varies. The machine does other work too: a wide span says so."
    yield ""
    shown = list(results.pages)
    yield _line("", *(COLUMNS.get(name, name) for name in shown))
    yield _line("---", *("---:" for _ in shown))
    for measure in MEASURES:
        if any(_varies(measure, results.pages[name]) for name in shown):
            yield _line(measure.words, *(_ends(measure, results.pages[name]) for name in shown))


def _varies(measure: Measure, spans: Mapping[str, Span]) -> bool:
    span = spans.get(measure.name)
    return span is not None and measure.told(span.lowest) != measure.told(span.highest)


def _ends(measure: Measure, spans: Mapping[str, Span]) -> str:
    span = spans.get(measure.name)
    return f"{measure.told(span.lowest)} to {measure.told(span.highest)}" if span else NONE


def _lighthouse(results: Results) -> Iterator[str]:
    yield "## Lighthouse"
    yield ""
    if not results.verdicts:
        yield "Not run."
        return
    yield _line("page", "device", *CATEGORIES)
    yield _line("---", "---", *("---:" for _ in CATEGORIES))
    for verdict in results.verdicts:
        scores = dict(verdict.scores)
        yield _line(
            verdict.page, verdict.device, *(str(scores.get(name, NONE)) for name in CATEGORIES)
        )
    yield ""
    yield from _faults(results.verdicts)
    for verdict in results.verdicts:
        if verdict.failure:
            yield f"- {verdict.page}, {verdict.device}: {verdict.failure}"


def _faults(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """Each audit that is not passed in full, with the pages that it is about; what counts first."""
    places: dict[Fault, list[str]] = defaultdict(list)
    for verdict in verdicts:
        for fault in verdict.faults:
            place = f"{verdict.page}, {verdict.device}"
            told = f"{place} ({fault.explanation})" if fault.explanation else place
            places[replace(fault, explanation="")].append(told)
    for fault, where in sorted(places.items(), key=lambda entry: -entry[0].weight):
        counts = f"counts {fault.weight:g}" if fault.weight else "a hint"
        yield f"- `{fault.audit}`, {fault.category}, {counts}. {fault.title}"
        yield from (f"  - {place}" for place in where)


def _clues(results: Results) -> Iterator[str]:
    yield "## What the last visit to each page saw"
    yield ""
    for name, clues in results.clues.items():
        yield from (f"- {COLUMNS.get(name, name)}: {clue}" for clue in clues)


def record(results: Results) -> dict[str, Any]:
    """The whole report, for programs: as in `["pages"]["story"]["lcp"]["median"]`."""
    return {**asdict(results), "misses": list(misses(results))}
