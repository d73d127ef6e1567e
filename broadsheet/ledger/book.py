"""Room: the ledger. The pages of a site become the ledger of all that they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from broadsheet.ledger.agencies import (
    Asked,
    asked,
    attempt_claims,
    event_claims,
    event_name,
    names_of,
    record_claims,
    shared_steps,
)
from broadsheet.ledger.identity import page_name, told_apart
from broadsheet.ledger.numbers import figure_claims
from broadsheet.ledger.records import Claim, Ledger
from broadsheet.ledger.stories import definition, story_claims
from broadsheet.ledger.subjects import Subjects
from broadsheet.ledger.surfaces import CLAIM_OF, events_on, listed_claims, rows_on
from broadsheet.pages import (
    AgencyView,
    ArticleView,
    CorrectionsView,
    FiguresView,
    Page,
    TermView,
    TimelineView,
)


def read_ledger(pages: Iterable[Page]) -> Ledger:
    """Every claim of these pages, in their order; drafts are not among them, as no page is."""
    every = tuple(pages)
    subjects = Subjects.of(page.view.row for page in every if isinstance(page.view, AgencyView))
    claims = tuple(told_apart(find_claims(every, subjects)))
    own: dict[str, list[str]] = {}
    for claim in claims:
        own.setdefault(claim.page, []).append(claim.id)
    known = {claim.id for claim in claims}
    attempts = names_of(asked(step) for page in every for step in shared_steps(page))
    shown = {
        page.path: (*own.get(page.path, ()), *shown_on(page, known, attempts)) for page in every
    }
    return Ledger(claims, {path: tuple(dict.fromkeys(ids)) for path, ids in shown.items()})


def sourced_claims(pages: Iterable[Page]) -> Iterator[Claim]:
    """The claims of these pages that rest on a source, whoever they speak of (`about` is empty).

    Cheaper than the ledger: to look for the names of twenty thousand agencies takes its time.
    """
    nobody = Subjects.of(())
    cited = tuple(pages)
    own = (claim for page in cited for claim in page_claims(page, nobody))
    every = told_apart((*own, *attempt_claims(cited)))
    yield from (claim for claim in every if claim.evidence)


def find_claims(pages: tuple[Page, ...], subjects: Subjects) -> Iterator[Claim]:
    """The claims of each page, with what it says first of several agencies; then words."""
    shared = tuple(attempt_claims(pages))
    for page in pages:
        yield from page_claims(page, subjects)
        yield from (claim for claim in shared if claim.page == page.path)
    explained: dict[str, Claim] = {}
    for page in pages:
        for term in words_of(page):
            explained.setdefault(term.id, definition(term, page))
    yield from explained.values()


def page_claims(page: Page, subjects: Subjects) -> Iterator[Claim]:
    """What one page says first; what others say, too, is theirs."""
    view = page.view
    if page.article:
        yield from story_claims(page, page.article, subjects)
    if isinstance(view, AgencyView):
        yield from record_claims(page, view)
    if isinstance(view, TimelineView):
        yield from event_claims(page, view)
    if isinstance(view, FiguresView):
        yield from figure_claims(page, view)
    if isinstance(view, CorrectionsView):
        for entry in view.corrections:
            name = f"{page_name(page.path)}.{entry.id}"
            anchor = f"correction-{entry.id}"
            yield Claim(name, "sentence", entry.text, page.path, anchor, "Correction")


def words_of(page: Page) -> tuple[TermView, ...]:
    """The words that a page explains at its foot."""
    return page.view.terms if isinstance(page.view, ArticleView) else ()


def shown_on(page: Page, known: set[str], attempts: Mapping[Asked, str]) -> Iterator[str]:
    """The claims of other pages that this one shows, too: of agencies, events and words."""
    for seen in rows_on(page):
        own = (CLAIM_OF[field] for field in seen.columns if field in CLAIM_OF)
        claims = (*own, *seen.own)
        yield from (name for one in claims if (name := f"{page_name(seen.path)}.{one}") in known)
    yield from map(event_name, events_on(page.view))
    yield from (attempts[asked(step)] for step in shared_steps(page))
    yield from listed_claims(page)
    yield from (f"words.{term.id}" for term in words_of(page))
