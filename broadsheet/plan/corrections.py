"""Stage plan: corrections and changes, and where each of them is told."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from broadsheet import structured
from broadsheet.editions import (
    QUOTE,
    SENTENCE,
    Change,
    History,
    Means,
    Named,
    Publication,
    Record,
    Shown,
    find_changes,
    follows,
    is_record,
    later_entries,
    latest,
    next_publication,
    read_manifest,
    record_data,
    says,
    states_of,
    surfaces_of,
    told_by,
)
from broadsheet.figures import FigureValue
from broadsheet.ledger import read_ledger
from broadsheet.model import Correction
from broadsheet.pages import ChangeView, CorrectionView, EditionView, Page, PageLink
from broadsheet.pages.words import UNDATED
from broadsheet.plan.desk import Desk
from broadsheet.plan.site import DATA, article_path
from broadsheet.plan.valued import valued
from broadsheet.plan.words import when

ENDS = (".", "!", "?", "”")
ONE_RECORD, RECORDS_OF_THEM = "a record of it, which is", "records of them, which are"


@dataclass(frozen=True, slots=True)
class Chronicle:
    """What was published, what is shown now, and the publication that is being made."""

    desk: Desk
    record: Record
    pages: Mapping[str, str]
    figures: Mapping[str, FigureValue]
    next: Publication | None = None

    @property
    def publications(self) -> tuple[Publication, ...]:
        """Every publication, with the one that is being made."""
        return (*self.record.history.publications, *((self.next,) if self.next else ()))


def open_chronicle(
    desk: Desk, figures: Mapping[str, FigureValue], pages: tuple[Page, ...], history: History
) -> Chronicle:
    """Read the pages once for all that they show."""
    data = record_data(desk.found, desk.spots)
    manifest = read_manifest(data, figures, pages, read_ledger(pages))
    states = (*states_of(history.publications), manifest.data)
    published = latest(history.publications)
    named = tuple(map(Named, states))
    record = Record(manifest, history, desk.found.figures, data, states, published, named)
    titles = {page.path: page.title for page in pages}
    coming = next_publication(history, published, manifest)
    return Chronicle(desk, record, titles, figures, coming)


def correction_views(chronicle: Chronicle) -> tuple[CorrectionView, ...]:
    """Every entry of corrections.yaml, the newest first."""
    entries = chronicle.desk.found.corrections
    newest = sorted(entries, key=lambda entry: (entry.date, entry.id), reverse=True)
    right = {entry.id for entry in entries if is_right_still(chronicle, entry)}
    found = later_entries(entries)
    later = {name: entry for name, entry in found.items() if name not in right}
    return tuple(correction_view(chronicle, entry, later.get(entry.id)) for entry in newest)


def is_right_still(chronicle: Chronicle, entry: Correction) -> bool:
    """Whether what an entry gives as right is what stands there, whatever came later."""
    name = entry.datum[0] if len(entry.datum) == 1 else ""
    present = chronicle.record.manifest.data.get(name)
    return bool(present and entry.now and says(name, entry.now, present.value, present.label))


def correction_view(
    chronicle: Chronicle, entry: Correction, later: Correction | None
) -> CorrectionView:
    """One entry, with every page and download that showed what it corrects, and the next on it."""
    desk, surfaces = chronicle.desk, surfaces_of(entry, chronicle.record)
    named = [desk.rows[a].path for a in entry.agencies]
    named += [article_path(article) for article in entry.articles]
    paths = dict.fromkeys((*named, *surfaces))
    names = entry.datum or ((entry.claim,) if entry.claim else ())
    label = "; ".join(filter(None, (label_of(chronicle, name) for name in entry.datum)))
    own = entry.datum[0] if len(entry.datum) == 1 else ""
    values = (entry.was or "", entry.now or "")
    was, now = (valued(desk, chronicle.figures, own, value) for value in values)
    return CorrectionView(
        id=entry.id,
        date=when(entry.date, desk.locale) or UNDATED,
        text=entry.text or in_words(entry, label, was, now),
        pages=tuple(PageLink(chronicle.pages[p], p) for p in paths if p in chronicle.pages),
        kind=entry.kind,
        files=tuple(path for path in surfaces if is_download(path)),
        data=names,
        label=label,
        was=was,
        now=now,
        values=values,
        why=entry.why or "",
        found=entry.found or "",
        later=later.id if later else "",
        later_told=later_told(desk, later) if later else "",
    )


def later_told(desk: Desk, later: Correction) -> str:
    """That an entry has not the last word."""
    how = "Brought up to date" if later.kind == "update" else "Corrected again"
    return f"{how} on {(when(later.date, desk.locale) or UNDATED).text}"


def is_download(surface: str) -> bool:
    """Whether a surface is a file of the data, and no page."""
    return surface.startswith(DATA) and not surface.endswith("/")


def label_of(chronicle: Chronicle, name: str) -> str:
    """What readers call a datum, or a record as a whole: now, or when it was published."""
    if is_record(name):
        times = chronicle.record.history.times(f"{name}.name")
        return times[-1][1].value if times else ""
    present = chronicle.record.manifest.data.get(name)
    times = chronicle.record.history.times(name)
    return present.label if present else times[-1][1].label if times else ""


def in_words(entry: Correction, label: str, was: str, now: str) -> str:
    """The sentences for readers, where the editor left them out."""
    if entry.datum and all(map(is_record, entry.datum)):
        one = len(entry.datum) == 1
        told = f"This site had {ONE_RECORD if one else RECORDS_OF_THEM} taken out"
        wrong = "it was wrong" if one else "they were wrong"
        then = "." if entry.kind == "update" else f": {wrong}."
    elif entry.kind == "update":
        told = f"Now “{now}”." if now else "Brought up to date."
        then = f" Before: “{was}”." if was else ""
    else:
        told = (
            f"This site said “{was}”. That was wrong." if was else "What this site said was wrong."
        )
        then = f" Right is “{now}”." if now else " It says nothing of this now."
    # Of a sentence, what it says tells more than that it is one.
    is_sentence = any(name.startswith(SENTENCE) for name in entry.datum)
    begun = "" if is_sentence else label if label.endswith(ENDS) or not label else f"{label}."
    return f"{begun} {told}{then}".strip().replace(".”.", ".”")


def with_corrections(
    pages: Iterable[Page], corrections: Iterable[CorrectionView], desk: Desk
) -> Iterator[Page]:
    """Every page with the corrections of what it showed, for readers and for machines."""
    on: dict[str, tuple[CorrectionView, ...]] = {}
    for entry in corrections:
        for link in entry.pages if not entry.is_update else ():
            on[link.path] = (*on.get(link.path, ()), entry)
    for page in pages:
        own = on.get(page.path, ())
        told = structured.with_corrections(page.json_ld, page.path, own, desk.site)
        yield replace(page, corrections=own, json_ld=told) if own else page


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
