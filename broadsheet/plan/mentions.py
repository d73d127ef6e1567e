"""Stage plan: the agencies that an article speaks of, and their counties, for its foot."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.markup import Directive, Prose
from broadsheet.pages import AgencyRow, PageLink
from broadsheet.plan.desk import Desk


def mentioned(desk: Desk, prose: Prose) -> tuple[AgencyRow, ...]:
    """The agencies that the prose links to or shows as cards, in the order of first mention."""
    by_path = {row.path: row for row in desk.rows.values()}
    places = [
        (link.location, by_path[path])
        for link in prose.links
        if (path := link.target.partition("#")[0]) in by_path
    ]
    places += [
        (part.location, desk.rows[part.argument])
        for part in prose.parts
        if isinstance(part, Directive) and part.kind == "agency"
    ]
    in_order = sorted(places, key=lambda found: (found[0].line, found[0].column))
    return tuple({row.id: row for _, row in in_order}.values())


def counties_of(rows: Iterable[AgencyRow]) -> tuple[PageLink, ...]:
    """The pages of their counties, each once, in the same order."""
    return tuple(dict.fromkeys(row.county for row in rows if row.county))
