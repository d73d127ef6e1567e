"""Room: editions. The pages and the records become the manifest: what is shown where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from broadsheet.editions.facts import (
    ANSWER,
    ATTEMPT,
    CELLS,
    COMPUTED,
    FIGURES,
    QUOTE,
    RECORDS,
    SENTENCE,
    STATEMENT,
    TIMELINE,
    Datum,
    labelled,
    numbers_in,
)
from broadsheet.editions.records import Manifest, Shown
from broadsheet.exports import FOLDER
from broadsheet.figures import FigureValue, Value
from broadsheet.ledger import (
    COLUMNS_OF,
    FIELDS,
    Claim,
    Ledger,
    events_on,
    listed_claims,
    rows_on,
    word_mark,
)
from broadsheet.pages import AgencyView, ArticleView, ChartView, Page
from broadsheet.values import PartialDate

RECORD_FILES = tuple(f"{FOLDER}{name}" for name in
                     ("agencies.csv", "agencies.json", "agencies.geojson"))  # fmt: skip
CLAIMS_FILE = f"{FOLDER}claims.csv"
EVENT_FILES: tuple[str, ...] = (f"{FOLDER}timeline.csv",)
REPLY_FILES = (f"{FOLDER}replies.csv",)
FILES_OF = {
    STATEMENT: (f"{FOLDER}agencies.json",),
    ATTEMPT: (f"{FOLDER}agencies.json", f"{FOLDER}attempts.csv"),
    ANSWER: (f"{FOLDER}agencies.json", *REPLY_FILES),
}
"""The downloads that hold what a record has several of."""
QUOTED = re.compile(r"“([^“”]+)”")
FEWEST_WORDS = 3
"""So many words between quotation marks are what somebody said; fewer may be a term."""

Places = dict[str, list[str]]


def read_manifest(
    data: Mapping[str, Datum],
    figures: Mapping[str, FigureValue],
    pages: Iterable[Page],
    ledger: Ledger,
) -> Manifest:
    """All that is shown: a datum that stands on no page and in no download is left out."""
    shown = labelled(data) | dict(computed(figures)) | dict(told_in_texts(ledger))
    places: Places = {}
    for name, surface in (
        *on_pages(data, tuple(pages)), *in_downloads(data), *in_claims(ledger),
        *in_claims_file(ledger),
    ):  # fmt: skip
        places.setdefault(name, []).append(surface)
    return Manifest(
        data={
            name: entry._replace(surfaces=in_order(places[name]))
            for name, entry in shown.items()
            if name in places
        },
        claims=dict(claims_of(ledger)),
    )


def in_order(surfaces: Iterable[str]) -> tuple[str, ...]:
    """Each surface once; a manifest does not depend on the order of the pages."""
    return tuple(sorted(set(surfaces)))


def computed(figures: Mapping[str, FigureValue]) -> Iterator[tuple[str, Shown]]:
    """The figures that follow from the records."""
    for figure in figures.values():
        if figure.kind == "computed":
            yield f"{COMPUTED}{figure.id}", Shown(in_text(figure.value), figure.label)


def in_text(value: Value) -> str:
    """A figure's value as a text."""
    if isinstance(value, PartialDate):
        return value.iso
    return "; ".join(str(one) for one in value) if isinstance(value, tuple) else str(value)


def pages_of(ledger: Ledger) -> dict[str, tuple[str, ...]]:
    """The pages that show each claim."""
    found: Places = {}
    for path, names in ledger.shown.items():
        for name in names:
            found.setdefault(name, []).append(path)
    return {name: in_order(paths) for name, paths in found.items()}


def claims_of(ledger: Ledger) -> Iterator[tuple[str, Shown]]:
    """Every claim: its words, its mark, the pages that show it."""
    pages = pages_of(ledger)
    for claim in ledger.claims:
        yield claim.id, Shown(claim.text, claim.mark, pages[claim.id])


def quotes_of(claim: Claim) -> Iterator[str]:
    """What an article says between quotation marks; a record's statements are data already."""
    if claim.kind == "quote" and not claim.page.startswith(RECORDS):
        for words in QUOTED.findall(claim.text):
            if len(words.split()) >= FEWEST_WORDS:
                yield words


def data_in(claim: Claim) -> Iterator[tuple[str, Shown]]:
    """The facts that a claim of an article states: words that it quotes, numbers of its own."""
    for words in quotes_of(claim):
        yield f"{QUOTE}{word_mark(words)}", Shown(words, "Quotation")
    is_prose = claim.kind in {"sentence", "headline"} and not claim.page.startswith(RECORDS)
    if is_prose and not claim.values and numbers_in(claim.text):
        yield f"{SENTENCE}{claim.id}", Shown(claim.text, "Sentence")


def told_in_texts(ledger: Ledger) -> Iterator[tuple[str, Shown]]:
    """The facts of articles: the same words are one datum, wherever they stand."""
    for claim in ledger.claims:
        yield from data_in(claim)


def in_claims(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Where figures and the facts of articles stand: wherever a claim does that holds them."""
    pages = pages_of(ledger)
    for claim in ledger.claims:
        names = [name for name, _ in data_in(claim)]
        for value in claim.values:
            names += [f"{FIGURES}{value.figure}", f"{COMPUTED}{value.figure}"]
        for name in names:
            yield from ((name, path) for path in pages[claim.id])


def on_pages(data: Mapping[str, Datum], pages: tuple[Page, ...]) -> Iterator[tuple[str, str]]:
    """Where the records and events stand, page by page."""
    events = {name: datum for name, datum in data.items() if name.startswith(TIMELINE)}
    records = by_record(data)
    for page in pages:
        if isinstance(page.view, AgencyView):
            yield from ((name, page.path) for name in records.get(page.path.rstrip("/"), ()))
        for surface, path in rows_on(page):
            for column in FIELDS[surface]:
                yield f"{path.rstrip('/')}.{column}", page.path
        for event in events_on(page.view):
            yield f"{TIMELINE}{word_mark(event.event)}", page.path
        for claim in listed_claims(page):
            yield from ((name, page.path) for name in data_of(claim))
        for text in drawn_events(page):
            yield from ((name, page.path) for name, event in events.items() if event.label == text)


def by_record(data: Iterable[str]) -> dict[str, list[str]]:
    """The ids of data by the record that they are of."""
    found: dict[str, list[str]] = {}
    for name in data:
        found.setdefault(name.partition(".")[0], []).append(name)
    return found


def drawn_events(page: Page) -> Iterator[str]:
    """The events that charts of an article show, by their words."""
    article = page.view if isinstance(page.view, ArticleView) else None
    for part in article.parts if article else ():
        if isinstance(part.view, ChartView) and part.view.form == "timeline":
            yield from (cell.text for row in part.view.table.rows for cell in row)


def in_claims_file(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """What stands in the download of all claims: those that rest on a source."""
    for claim in ledger.claims:
        if claim.evidence:
            told = (*data_of(claim.id), *(name for name, _ in data_in(claim)))
            yield from ((name, CLAIMS_FILE) for name in told)


def data_of(claim: str) -> Iterator[str]:
    """The data that a claim states, by its id: of a record, of the timeline, of the figures."""
    page, _, own = claim.partition(".")
    if page.startswith(RECORDS):
        columns = COLUMNS_OF.get(own) or COLUMNS_OF.get(own.partition(".")[0]) or (own,)
        yield from (f"{page}.{column}" for column in columns)
    elif claim.startswith(TIMELINE):
        yield f"{TIMELINE}{own.rpartition('.')[2]}"
    elif claim.startswith(FIGURES):
        yield from (claim, f"{COMPUTED}{own}")


def in_downloads(data: Mapping[str, Datum]) -> Iterator[tuple[str, str]]:
    """The downloads that hold a datum."""
    for name, datum in data.items():
        column = name.partition(".")[2]
        if name.startswith(TIMELINE):
            files = EVENT_FILES
        else:
            files = FILES_OF.get(column.partition(".")[0], RECORD_FILES if column in CELLS else ())
            if column in CELLS and "replies" in datum.path:
                files = (*files, *REPLY_FILES)
        yield from ((name, file) for file in files)
