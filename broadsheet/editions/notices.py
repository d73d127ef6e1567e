"""Room: editions. Corrections find the pages and downloads that showed what was wrong."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from broadsheet.editions.changes import Change
from broadsheet.editions.dependents import figures_on
from broadsheet.editions.facts import COMPUTED, SENTENCE, Datum, evened, field_of, same
from broadsheet.editions.records import History, Manifest, Shown
from broadsheet.model import Correction, Figure


class Record(NamedTuple):
    """What the site shows now, and what it showed each time that it was published."""

    manifest: Manifest
    history: History
    figures: tuple[Figure, ...] = ()
    data: Mapping[str, Datum] = MappingProxyType({})


def surfaces_of(correction: Correction, record: Record) -> tuple[str, ...]:
    """The addresses of every page and download that showed the wrong value, in order.

    Where no edition showed it (the site was never published so), those that show it now.
    """
    found = [surface for shown in places_of(correction, record) for surface in shown.surfaces]
    return tuple(sorted(set(found)))


def places_of(correction: Correction, record: Record) -> Iterator[Shown]:
    """Every entry of the editions that held what was wrong, or else of the present."""
    if not correction.datum:
        yield from sentences_of(correction, record)
    for name in correction.datum:
        yield from data_of(correction, name, record)


def data_of(correction: Correction, name: str, record: Record) -> Iterator[Shown]:
    """When a datum was wrong, and the computed figures that were wrong with it."""
    present = record.manifest.data.get(name)
    then = [
        shown for _, shown in record.history.times(name)
        if (same(shown.value, correction.was) if correction.was
            else not present or shown.value != present.value)
    ]  # fmt: skip
    yield from then or ([present] if present else [])
    for figure in figures_on(record.figures, field_of(name)) if then else ():
        now = record.manifest.data.get(f"{COMPUTED}{figure}")
        for _, shown in record.history.times(f"{COMPUTED}{figure}"):
            if now and shown.value != now.value:
                yield shown


def sentences_of(correction: Correction, record: Record) -> Iterator[Shown]:
    """The sentences that were wrong: by their id, or by the words that stood in them."""
    if not (correction.claim or correction.was):
        return
    then = [shown for name, shown in record.history.claims() if is_meant(correction, name, shown)]
    present = record.manifest.claims
    yield from then or [
        shown for name, shown in present.items() if is_mended(correction, name, shown)
    ]


def is_meant(correction: Correction, name: str, shown: Shown) -> bool:
    """Whether a sentence that was published is the one that a correction is of."""
    if correction.claim and name != correction.claim:
        return False
    return not correction.was or evened(correction.was) in evened(shown.value)


def is_mended(correction: Correction, name: str, shown: Shown) -> bool:
    """Whether a sentence of the present is the corrected one."""
    if name == correction.claim:
        return True
    return bool(correction.now) and evened(correction.now or "") in evened(shown.value)


def told_by(
    change: Change, corrections: Iterable[Correction], since: datetime.date
) -> Correction | None:
    """The entry of corrections.yaml that tells of a change of what was published on a day.

    It gives the value that stands there now; or it gives none and is not older than that day.
    """
    named = sorted((c for c in corrections if is_named(change, c)), key=lambda c: c.date)
    exact = (entry for entry in named if is_right(change, entry))
    loose = (entry for entry in named if not entry.now and entry.date >= since)
    return next(exact, None) or next(loose, None)


def is_named(change: Change, correction: Correction) -> bool:
    """Whether an entry is of the datum that changed, or of words that stood in it."""
    if correction.datum:
        return change.name in correction.datum or change.now_name in correction.datum
    if correction.claim:
        return change.name == f"{SENTENCE}{correction.claim}"
    words = evened(correction.was or "")
    return bool(words and change.was) and words in evened(change.was.value if change.was else "")


def is_right(change: Change, correction: Correction) -> bool:
    """Whether an entry gives the value that stands there now."""
    if not correction.now or not change.now:
        return False
    now = evened(change.now.value)
    return evened(correction.now) == now if correction.datum else evened(correction.now) in now
