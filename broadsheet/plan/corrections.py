"""Stage plan: the corrections, and the pages that each of them is told on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from broadsheet import structured
from broadsheet.editions import (
    SENTENCE,
    History,
    Named,
    Publication,
    Record,
    is_record,
    later_entries,
    latest,
    next_publication,
    read_manifest,
    record_data,
    says,
    states_of,
    surfaces_of,
)
from broadsheet.figures import FigureValue
from broadsheet.ledger import read_ledger
from broadsheet.model import Correction
from broadsheet.pages import CorrectionView, Page, PageLink
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
