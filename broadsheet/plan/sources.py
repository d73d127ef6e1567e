"""Stage plan: `/sources/`: every source, and every claim that rests on it.

Where all claims fit on one page they stand there, the first few in sight and the rest folded
away. Where they do not, a source has pages of its own for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from broadsheet.ledger import Claim
from broadsheet.pages import (
    ClaimLine,
    NoteView,
    Page,
    PageClaims,
    PageLink,
    SourceClaimsView,
    SourcesView,
    SourceView,
)
from broadsheet.plan.articles import intro, introduced
from broadsheet.plan.desk import Desk
from broadsheet.plan.listings import Readings, built_page, last_updated
from broadsheet.plan.site import SOURCES

FEW = 3
"""So many claims of a source are in sight."""
MANY = 400
"""So many claims stand on one page at most: about 150 KB."""


class Line(NamedTuple):
    """A claim under one of its sources, and the page that says it."""

    source: str
    page: PageLink
    line: ClaimLine


def plan_sources(
    desk: Desk, readings: Readings, cited: tuple[Page, ...], claims: Iterable[Claim]
) -> Iterator[Page]:
    """`/sources/`, and the pages of the sources whose claims do not fit there."""
    lines: dict[str, list[Line]] = {}
    for line in find_lines(cited, claims):
        lines.setdefault(line.source, []).append(line)
    fits = sum(map(len, lines.values())) <= MANY
    links = citing_pages(cited)
    views = tuple(
        source_with_claims(source, lines.get(source.id, []), links.get(source.id, ()), fits=fits)
        for source in sorted(desk.sources.values(), key=by_date)
    )
    article = intro(desk, readings, "sources", "Sources")
    page = built_page(
        desk, path=SOURCES, template="sources.html", title=article.title,
        description=article.dek or "Every document that this site stands on.",
        view=SourcesView(article, views), updated=last_updated(desk.rows.values()),
    )  # fmt: skip
    yield introduced(page, readings, "sources", desk)
    for source in views:
        if source.more:
            yield from own_pages(desk, source, lines[source.id], article.title)


def by_date(source: SourceView) -> tuple[str, str]:
    """Undated sources come last."""
    return (source.date.iso if source.date else "9999", source.id)


def citing_pages(pages: Iterable[Page]) -> dict[str, list[PageLink]]:
    """The pages whose notes name a source, by its id."""
    found: dict[str, list[PageLink]] = {}
    for page in pages:
        for source in dict.fromkeys(note.source.id for note in page.view.notes):
            found.setdefault(source, []).append(PageLink(page.title, page.path))
    return found


def find_lines(cited: Iterable[Page], claims: Iterable[Claim]) -> Iterator[Line]:
    """Each claim under each source that it rests on, in the order of the pages."""
    pages = {page.path: page for page in cited}
    backs = {page.path: marks_of(page.view.notes) for page in pages.values()}
    for claim in claims:
        page = pages[claim.page]
        places: dict[str, list[str]] = {}
        for source, at in claim.evidence:
            places.setdefault(source, []).append(at)
        for source, ats in places.items():
            anchor = claim.anchor or backs[page.path].get((source, ats[0]), "")
            at = "; ".join(filter(None, ats))
            line = ClaimLine(claim.id, claim.text, claim.page, anchor, at, claim.standing)
            yield Line(source, PageLink(page.title, page.path), line)


def marks_of(notes: Iterable[NoteView]) -> Mapping[tuple[str, str], str]:
    """Where a page first cites each place of each source."""
    return {(note.source.id, note.at): note.back for note in notes}


def source_with_claims(
    source: SourceView, lines: list[Line], links: Iterable[PageLink], *, fits: bool
) -> SourceView:
    """A source with what rests on it: the first few; the rest here, or on pages of its own."""
    shown = {line.page.path for line in lines}
    own = f"{SOURCES}{source.id}/" if len(lines) > FEW and not fits else ""
    return replace(
        source,
        claims=len(lines),
        first=by_page(lines[:FEW]),
        rest=by_page(lines[FEW:]) if fits else (),
        more=own,
        cited_by=tuple(link for link in links if link.path not in shown),
    )


def by_page(lines: Iterable[Line]) -> tuple[PageClaims, ...]:
    """Lines under the title of the page that says them."""
    groups = groupby(lines, key=lambda line: line.page)
    return tuple(PageClaims(page, tuple(line.line for line in group)) for page, group in groups)


def own_pages(desk: Desk, source: SourceView, lines: list[Line], parent: str) -> Iterator[Page]:
    """All that rests on one source, so many claims a page."""
    parts = tuple(parted(lines))
    paths = [f"{source.more}{number}/" if number > 1 else source.more
             for number in range(1, len(parts) + 1)]  # fmt: skip
    for number, (path, part) in enumerate(zip(paths, parts, strict=True), start=1):
        of = f", page {number} of {len(parts)}" if len(parts) > 1 else ""
        title = f"{source.title}: what rests on it{of}"
        view = SourceClaimsView(
            source=source,
            claims=by_page(part),
            previous=paths[number - 2] if number > 1 else "",
            following=paths[number] if number < len(paths) else "",
        )
        yield built_page(
            desk, path=path, template="source-claims.html", title=title,
            description=f"Every claim of this site that rests on “{source.title}.”", view=view,
            updated=last_updated(desk.rows.values()), parent=PageLink(parent, SOURCES),
        )  # fmt: skip


def parted(lines: list[Line]) -> Iterator[list[Line]]:
    """The lines, so many at a time."""
    for begun in range(0, len(lines), MANY):
        yield lines[begun : begun + MANY]
