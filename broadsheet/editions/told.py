"""Room: editions. What is wrong with corrections, and which changes nobody told, as problems."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

from broadsheet.editions.changes import Change, find_changes
from broadsheet.editions.facts import (
    ANSWER,
    ATTEMPT,
    COMPUTED,
    CONTEXT,
    FACT,
    QUOTE,
    SAID,
    SENTENCE,
    STATEMENT,
    TIMELINE,
    Datum,
    Fields,
    agency_in,
    field_of,
    fields_of,
    is_of,
    is_record,
    kind_of,
    last_without,
    path_in,
)
from broadsheet.editions.later import later_entries
from broadsheet.editions.lines import field_in, line_of
from broadsheet.editions.notices import Record, is_meant, told_by
from broadsheet.editions.records import Shown
from broadsheet.editions.wording import stands_in
from broadsheet.model import Agency, Article, Correction, Investigation, Origin
from broadsheet.pages import Page
from broadsheet.problems import Location, Problem, did_you_mean

SILENT = "W145"
OF_PAGES = (QUOTE, SENTENCE, COMPUTED)
"""How the ids begin of what pages say, and no record."""
NOTHING = Shown("", "")
TELL = "add a correction to content/corrections.yaml, or an update (kind: update), with datum: "
LEAD = 30
"""So many characters before a difference make clear where it stands."""
LONGEST = 90
"""So many characters of a value stand in a message; of more, the beginning."""


LISTS = {
    FACT: ("facts",), CONTEXT: ("context",), ATTEMPT: ("attempts",), ANSWER: ("replies",),
    STATEMENT: ("statements",), SAID: ("statements",),
}  # fmt: skip
"""The lists of a record that its data are entries of."""


class Locate(Protocol):
    """Finds the place of a value below an entry."""

    def __call__(self, origin: Origin, *path: str | int, key: bool = False) -> Location:
        """Return the place."""


class Places(NamedTuple):
    """Where each thing stands that may have changed."""

    data: Mapping[str, Datum]
    agencies: Mapping[str, Agency]
    articles: Mapping[str, Article]
    locate: Locate
    fields: Fields

    def of(self, change: Change) -> Location:
        """The line of a datum, of what is left of its record, or the file that it stood in."""
        datum = self.data.get(change.now_name)
        if datum:
            return self.locate(datum.origin, *datum.path)
        agency = self.agencies.get(agency_in(change.name))
        if agency:
            field = self.fields.get(field_of(change.name), ())
            field = field or LISTS.get(kind_of(change.name), ())
            return self.locate(agency.origin, *path_in(agency, field))
        if change.name.startswith(TIMELINE):
            return Location("content/timeline.yaml")
        shown = change.now or change.was
        paths = shown.surfaces if shown else ()
        known = (self.articles[path] for path in paths if path in self.articles)
        article = next(known, None)
        return self.in_text(article, change) if article else Location("content")

    def in_text(self, article: Article, change: Change) -> Location:
        """The field of an article, or the line of its text."""
        field = field_in(change.now_name)
        if field and change.name.startswith(SENTENCE):
            return self.locate(article.front.origin, *field)
        return line_of(article, (change.now or change.was or NOTHING).value)


def find_silent(
    found: Investigation, pages: Iterable[Page], record: Record, locate: Locate
) -> Iterator[Problem]:
    """Every published fact that is other now, or gone, and that no entry tells of."""
    written = {article.front.origin.file: article for article in found.articles}
    articles = {p.path: written[p.origin.file] for p in pages if p.origin.file in written}
    agencies = {agency.id: agency for agency in found.agencies}
    places = Places(record.data, agencies, articles, locate, fields_of(found))
    publications = record.history.publications
    since = publications[-1].date if publications else datetime.date.min
    gone: dict[str, None] = {}
    for change in find_changes(record.published.data, record.manifest.data):
        is_told = change.was is None or told_by(change, found.corrections, since)
        if not is_told and not follows_its_place(change, agencies):
            whole = change.name.partition(".")[0]
            if is_record(whole) and agency_in(whole) not in agencies:
                gone.setdefault(whole)
            else:
                yield silent(change, record, places.of(change))
    place = Location(found.site.records_file)
    yield from (taken_out(whole, record, place) for whole in gone)


def taken_out(whole: str, record: Record, place: Location) -> Problem:
    """A record of which nobody told that it is gone: one entry for all of it will do."""
    own = (name for name in record.published.data if is_of(name, whole))
    publication, _ = record.history.times(next(own))[-1]
    called = record.published.data.get(f"{whole}.name")
    day = publication.date.isoformat()
    whose = called.value if called else whole
    message = f"{whose}: this record was published on {day} and is not there any more"
    return Problem(place, SILENT, message, f"{TELL}{whole}")


def follows_its_place(change: Change, agencies: Mapping[str, Agency]) -> bool:
    """Whether it is a county that no editor wrote: the change of the place is told."""
    agency = agencies.get(agency_in(change.name))
    return field_of(change.name) == "county" and bool(agency) and not (agency and agency.county)


def silent(change: Change, record: Record, place: Location) -> Problem:
    """A change that nobody told."""
    since = record.history.times(change.name)[-1][0].date
    before, after = change.was or NOTHING, change.now or NOTHING
    is_named = before.value == after.value  # then its name says something else
    pair = (before.label, after.label) if is_named else (before.value, after.value)
    old, new = tellingly(*pair)
    now = f"is '{new}' now" if change.now else "is not there any more"
    label = "" if is_named else f"{before.label}: "
    message = f"{label}this was published as '{old}' on {since.isoformat()} and {now}"
    return Problem(place, SILENT, message, f"{TELL}{change.name}")


def tellingly(one: str, other: str) -> tuple[str, str]:
    """Two texts in short, begun a little before they part."""
    before, after = " ".join(one.split()), " ".join(other.split())
    pairs = enumerate(zip(before, after, strict=False))
    same = next((at for at, (a, b) in pairs if a != b), min(len(before), len(after)))
    begun = before.rfind(" ", 0, max(same - LEAD, 0)) + 1 if same > LONGEST - LEAD else 0
    sign = "… " if begun else ""
    return f"{sign}{shortened(before[begun:])}", f"{sign}{shortened(after[begun:])}"


def shortened(text: str) -> str:
    """A text that fits into a message."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rstrip()} …"


def find_misled(
    corrections: Iterable[Correction], record: Record, locate: Locate
) -> Iterator[Problem]:
    """Corrections of what pages say that nobody published, or that say what no page says.

    Those of the records are held to them by the rules, before there are pages.
    """
    entries = tuple(corrections)
    later = later_entries(entries)
    for entry in entries:
        is_of_pages = all(name.startswith(OF_PAGES) for name in entry.datum)
        if is_of_pages and (entry.datum or entry.claim or entry.was):
            yield from never_said(entry, record, locate)
            yield from () if entry.id in later else not_said(entry, record, locate)


def never_said(entry: Correction, record: Record, locate: Locate) -> Iterator[Problem]:
    """A datum, a claim or words that there are not, and that no edition showed."""
    then, present = record.history.claims(), record.manifest
    for name in entry.datum:
        if name not in present.data and not record.history.times(name):
            hint = did_you_mean(name, present.data) or "take the id that the warning names"
            message = f"there is no datum '{name}'"
            yield Problem(locate(entry.origin, "datum"), "E141", message, hint)
        yield from never_was(entry, name, record, locate)
    known = {name for name, _ in then} | set(present.claims)
    if entry.claim and entry.claim not in known:
        hint = did_you_mean(entry.claim, known) or "without an id, quote it as 'was'"
        message = f"there is no claim '{entry.claim}', and none was published"
        yield Problem(locate(entry.origin, "claim"), "E141", message, hint)
    elif not entry.datum and entry.was and then and not any(is_meant(entry, *one) for one in then):
        message = f"nothing that was published says '{shortened(entry.was)}'"
        yield Problem(locate(entry.origin, "was"), "E141", message, "quote it word for word")


def never_was(entry: Correction, name: str, record: Record, locate: Locate) -> Iterator[Problem]:
    """Old words that no edition showed there."""
    if last := last_without(name, entry.was or "", record.history):
        publication, shown = last
        message = f"'{entry.was}' was never published here"
        told = f"'{shortened(shown.value)}'"
        hint = f"on {publication.date.isoformat()} it was published as {told}"
        yield Problem(locate(entry.origin, "was"), "W143", message, hint)


def not_said(entry: Correction, record: Record, locate: Locate) -> Iterator[Problem]:
    """New words that stand on no page, and stood on none: they may have been edited since."""
    if not entry.now:
        return
    present, history = record.manifest, record.history
    own = (present.data[name] for name in entry.datum if name in present.data)
    then = (shown for name in entry.datum for _, shown in history.times(name))
    claims = (*present.claims.values(), *(shown for _, shown in history.claims()))
    if not any(stands_in(entry.now, shown.value) for shown in (*own, *then, *claims)):
        message = f"no page says '{shortened(entry.now)}'"
        hint = "correct the text, or quote it here word for word; add an entry for a newer change"
        yield Problem(locate(entry.origin, "is"), "E142", message, hint)
