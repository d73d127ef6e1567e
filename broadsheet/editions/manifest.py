"""Room: editions. The pages and the records become the manifest: what is shown where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from broadsheet.editions.facts import (
    ANSWER,
    ATTEMPT,
    COMPUTED,
    CONTEXT,
    FACT,
    FIGURES,
    NOTE,
    SAID,
    STATEMENT,
    TIMELINE,
    Datum,
    agency_in,
    asked_when,
    field_of,
    is_in_record,
    kind_of,
    labelled,
)
from broadsheet.editions.records import Manifest, Shown
from broadsheet.editions.texts import Told, told_in_texts
from broadsheet.exports import FOLDER
from broadsheet.figures import FigureValue, Value
from broadsheet.ledger import (
    COLUMNS_OF,
    Ledger,
    event_name,
    events_on,
    is_record_page,
    listed_claims,
    rows_on,
    word_mark,
)
from broadsheet.pages import (
    AgencyView,
    ArticleView,
    ChartView,
    Page,
    Unanswered,
    UnansweredView,
)
from broadsheet.values import PartialDate

RECORD_FILES = tuple(f"{FOLDER}{name}" for name in
                     ("agencies.csv", "agencies.json", "agencies.geojson"))  # fmt: skip
CLAIMS_FILE = f"{FOLDER}claims.csv"
EVENT_FILES: tuple[str, ...] = (f"{FOLDER}timeline.csv",)
REPLY_FILES = (f"{FOLDER}replies.csv",)
FILES_OF = {
    **dict.fromkeys((STATEMENT, SAID, FACT, CONTEXT), (f"{FOLDER}agencies.json",)),
    ATTEMPT: (f"{FOLDER}agencies.json", f"{FOLDER}attempts.csv"),
    ANSWER: (f"{FOLDER}agencies.json", *REPLY_FILES),
}
"""The downloads that hold what a record has several of."""

SHARED = "attempts"
"""How the ids of claims begin that are attempts which several agencies share."""
Places = dict[str, list[str]]
Stated = dict[str, tuple[str, ...]]


def read_manifest(
    data: Mapping[str, Datum],
    figures: Mapping[str, FigureValue],
    pages: Iterable[Page],
    ledger: Ledger,
) -> Manifest:
    """All that is shown: a datum that stands on no page and in no download is left out."""
    told = told_in_texts(ledger.claims)
    texts = dict(fact for facts in told.values() for fact in facts)
    shown = labelled(data) | dict(computed(figures)) | texts
    places, stated = Places(), stated_by(data, ledger)
    for name, surface in (
        *on_pages(data, tuple(pages), stated), *in_downloads(data), *in_claims(ledger, told),
        *in_claims_file(ledger, stated, told),
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
    """Every claim: its words, its mark, the pages that show it, and the download of claims."""
    pages = pages_of(ledger)
    for claim in ledger.claims:
        files = (CLAIMS_FILE,) if claim.evidence else ()
        yield claim.id, Shown(claim.text, claim.mark, in_order((*pages[claim.id], *files)))


def in_claims(ledger: Ledger, told: Told) -> Iterator[tuple[str, str]]:
    """Where figures and the facts of articles stand: wherever a claim does that holds them."""
    pages = pages_of(ledger)
    for claim in ledger.claims:
        names = [name for name, _ in told[claim.id]]
        for value in claim.values:
            names += [f"{FIGURES}{value.figure}", f"{COMPUTED}{value.figure}"]
        for name in names:
            yield from ((name, path) for path in pages[claim.id])


def on_pages(
    data: Mapping[str, Datum], pages: tuple[Page, ...], stated: Stated
) -> Iterator[tuple[str, str]]:  # fmt: skip
    """Where the records and events stand, page by page."""
    records = by_record(data)
    events = [name for name in data if name.startswith(TIMELINE)]
    for page in pages:
        if isinstance(page.view, AgencyView):
            yield from ((name, page.path) for name in records.get(page.path.rstrip("/"), ()))
        for seen in rows_on(page):
            record = seen.path.rstrip("/")
            yield from ((f"{record}.{column}", page.path) for column in seen.columns)
        claims = (*map(event_name, events_on(page.view)), *listed_claims(page))
        yield from ((name, page.path) for claim in claims for name in data_of(claim, stated))
        if drawn := set(drawn_events(page)):
            yield from ((name, page.path) for name in events if data[name].label in drawn)
        for one in waiting_on(page):
            asked = asked_when(one.by, one.since.iso if one.since else "")
            for name in records.get(one.row.path.rstrip("/"), ()):
                if kind_of(name) == ATTEMPT and data[name].value.startswith(f"{asked}, "):
                    yield name, page.path


def waiting_on(page: Page) -> Iterator[Unanswered]:
    """Those who have not answered as an article names them, with who asked them last."""
    article = page.view if isinstance(page.view, ArticleView) else None
    for part in article.parts if article else ():
        if isinstance(part.view, UnansweredView):
            yield from (one for one in (*part.view.silent, *part.view.unknown) if one.by)


def stated_by(data: Mapping[str, Datum], ledger: Ledger) -> Stated:
    """The data of claims whose ids do not tell: of events, and of attempts that agencies share."""
    events = ((name, datum) for name, datum in data.items() if name.startswith(TIMELINE))
    found: Stated = {f"{TIMELINE}{d.value}.{word_mark(d.label)}": (name,) for name, d in events}
    records = by_agency(data)
    for claim in ledger.claims:
        group, _, mark = claim.id.partition(".")
        if group == SHARED:
            begun = f"{ATTEMPT}.{mark.partition('-')[0]}"
            names = (name for agency in claim.about for name in records.get(agency, ()))
            found[claim.id] = tuple(name for name in names if field_of(name).startswith(begun))
    return found


def by_record(data: Iterable[str]) -> dict[str, list[str]]:
    """The ids of data by the record that they are of."""
    found: dict[str, list[str]] = {}
    for name in data:
        found.setdefault(name.partition(".")[0], []).append(name)
    return found


def by_agency(data: Iterable[str]) -> dict[str, list[str]]:
    """The same by the agency's id."""
    return {agency_in(record): names for record, names in by_record(data).items()}


def drawn_events(page: Page) -> Iterator[str]:
    """The events that charts of an article show, by their words."""
    article = page.view if isinstance(page.view, ArticleView) else None
    for part in article.parts if article else ():
        if isinstance(part.view, ChartView) and part.view.form == "timeline":
            yield from (cell.text for row in part.view.table.rows for cell in row)


def in_claims_file(ledger: Ledger, stated: Stated, told: Told) -> Iterator[tuple[str, str]]:
    """What stands in the download of all claims: those that rest on a source."""
    for claim in ledger.claims:
        if claim.evidence:
            names = (*data_of(claim.id, stated), *(name for name, _ in told[claim.id]))
            yield from ((name, CLAIMS_FILE) for name in names)


def data_of(claim: str, stated: Stated) -> Iterator[str]:
    """The data that a claim states, by its id: of a record, of the timeline, of the figures."""
    page, _, own = claim.partition(".")
    if is_record_page(f"{page}/"):
        columns = COLUMNS_OF.get(own) or COLUMNS_OF.get(own.partition(".")[0])
        columns = columns or (own, f"{own}{NOTE}")
        yield from (f"{page}.{column}" for column in columns)
        if own.startswith(f"{STATEMENT}."):
            yield f"{page}.{SAID}.{own.rpartition('.')[2]}"
    elif claim in stated:
        yield from stated[claim]
    elif claim.startswith(FIGURES):
        yield from (claim, f"{COMPUTED}{own}")


def in_downloads(data: Mapping[str, Datum]) -> Iterator[tuple[str, str]]:
    """The downloads that hold a datum."""
    for name, datum in data.items():
        column = name.partition(".")[2]
        if name.startswith(TIMELINE):
            files = EVENT_FILES
        else:
            is_cell = is_in_record(name) and "." not in column
            files = FILES_OF.get(column.partition(".")[0], RECORD_FILES if is_cell else ())
            if is_cell and "replies" in datum.path:
                files = (*files, *REPLY_FILES)
        yield from ((name, file) for file in files)
