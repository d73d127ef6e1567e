"""Stage plan: what changed between publications, fact by fact."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

from broadsheet.editions import (
    QUOTE,
    SENTENCE,
    Change,
    Means,
    Shown,
    find_changes,
    follows,
    is_record,
    told_by,
)
from broadsheet.model import Correction
from broadsheet.pages import ChangeView, EditionView, PageLink
from broadsheet.pages.words import UNDATED
from broadsheet.plan.corrections import Chronicle
from broadsheet.plan.valued import valued
from broadsheet.plan.words import when


def edition_views(chronicle: Chronicle) -> tuple[EditionView, ...]:
    """Every publication with what it changed, the newest first."""
    found: list[EditionView] = []
    before: Mapping[str, Shown] = {}
    since, publications = datetime.date.min, chronicle.publications
    # The state of the present comes last: that of the publication which is being made, if one is.
    for publication, after in zip(publications, chronicle.record.states, strict=False):
        date = when(publication.date, chronicle.desk.locale) or UNDATED
        changes = tuple(changes_of(chronicle, before, after, since)) if found else ()
        found.append(EditionView(publication.number, date, len(after), changes))
        before, since = after, publication.date
    return tuple(reversed(found))


def changes_of(
    chronicle: Chronicle, before: Mapping[str, Shown], after: Mapping[str, Shown],
    since: datetime.date,
) -> Iterator[ChangeView]:  # fmt: skip
    """What changed since the publication of that day: facts, then figures that follow."""
    found = as_records(find_changes(before, after), before, after)
    for change in sorted(found, key=lambda change: change.name):
        entry = told_by(change, chronicle.desk.found.corrections, since)
        means: Means = "new" if change.was is None else entry.kind if entry else "changed"
        yield change_view(chronicle, change, means, entry)
    for change in sorted(follows(before, after), key=lambda change: change.name):
        yield change_view(chronicle, change, "follows", None)


def as_records(
    changes: Iterable[Change], before: Mapping[str, Shown], after: Mapping[str, Shown]
) -> Iterator[Change]:
    """The changes, with one for all that is gone of a record which is taken out."""
    told: set[str] = set()
    for change in changes:
        record = change.name.partition(".")[0]
        name = f"{record}.name"
        if not is_record(record) or name not in before or name in after:
            yield change
        elif record not in told:
            told.add(record)
            was = before[name]
            yield Change(record, was._replace(label=was.value), None, record)


def values_in(change: Change) -> tuple[str, str]:
    """Both values of a change, as the downloads write them; where they are one, both names."""
    was, now = change.was or Shown("", ""), change.now or Shown("", "")
    return (was.label, now.label) if was.value == now.value else (was.value, now.value)


def change_view(
    chronicle: Chronicle, change: Change, means: Means, entry: Correction | None
) -> ChangeView:
    """One change, in the words of the pages."""
    shown = change.now or change.was or Shown("", "")
    values = values_in(change)
    worded = [valued(chronicle.desk, chronicle.figures, change.name, value) for value in values]
    # A share that moves by little is the same in words.
    was, now = values if len(set(worded)) == 1 else worded
    paths = [path for path in shown.surfaces if path in chronicle.pages]
    own = f"{change.name.partition('.')[0]}/"
    path = own if own in paths else next(iter(paths), None)
    of_text = change.name.startswith((SENTENCE, QUOTE)) and path is not None
    title = chronicle.pages[path] if of_text and path is not None else ""
    return ChangeView(
        name=change.name,
        label=f"{shown.label} in “{title}”" if title else shown.label,
        was=was,
        now=now,
        values=values,
        means=means,
        page=PageLink(chronicle.pages[path], path) if path is not None else None,
        correction=entry.id if entry and change.was else "",
    )
