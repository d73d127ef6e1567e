"""Room: editions. Corrections find the pages and downloads that showed what was wrong."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from broadsheet.editions.changes import Change, find_pairs, numbers_of
from broadsheet.editions.dependents import figures_on
from broadsheet.editions.facts import (
    COMPUTED,
    QUOTE,
    SENTENCE,
    Datum,
    field_of,
    is_another_fact,
    is_of,
    is_record,
    says,
)
from broadsheet.editions.named import Named
from broadsheet.editions.records import History, Manifest, Shown
from broadsheet.editions.wording import evened, same, stands_in, whole
from broadsheet.model import Correction, Figure


class Record(NamedTuple):
    """What the site shows now, and what it showed each time that it was published."""

    manifest: Manifest
    history: History
    figures: tuple[Figure, ...] = ()
    data: Mapping[str, Datum] = MappingProxyType({})
    states: tuple[Mapping[str, Shown], ...] = ()
    """The data of each publication as a whole, and those of the present."""
    published: Manifest = Manifest()
    """All that the last publication showed."""
    named: tuple[Named, ...] = ()
    """Whom texts of each state name."""


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
    for datum in correction.datum:
        for name in named_by(datum, record):
            yield from data_of(correction, name, record)


def named_by(datum: str, record: Record) -> Iterator[str]:
    """A datum, or all that was ever shown of the record that it stands for as a whole."""
    if not is_record(datum):
        yield datum
        return
    states = (*record.states, record.manifest.data)
    yield from dict.fromkeys(name for state in states for name in state if is_of(name, datum))


def data_of(correction: Correction, name: str, record: Record) -> Iterator[Shown]:
    """When a datum was wrong, and what else was wrong with it."""
    present = record.manifest.data.get(name)
    right = present.value if present else None
    wrong = [
        number for number, state in enumerate(record.states[:-1])
        if (shown := state.get(name))
        and (is_wrong(name, shown, correction) if correction.was else shown.value != right)
    ]  # fmt: skip
    if not wrong:
        yield from [present] if present else []
        return
    yield from (record.states[number][name] for number in wrong)
    after = record.states[wrong[-1] + 1]
    for number in wrong:
        yield from wrong_with(name, record, number, after)


def is_wrong(name: str, shown: Shown, entry: Correction) -> bool:
    """Whether a datum said what was wrong; what is right may hold these words, too."""
    was, now, told = entry.was or "", entry.now or "", (shown.value, shown.label)
    return says(name, was, *told) and not (stands_in(was, now) and says(name, now, *told))


def wrong_with(
    name: str, record: Record, number: int, after: Mapping[str, Shown]
) -> Iterator[Shown]:
    """The computed figures, and the sentences of articles, that went wrong with a datum."""
    before, figures = record.states[number], record.figures
    column = field_of(name)
    # With its name a record is there, or it is not: what counts records counts it by that.
    columns = [column, *(["agencies"] if column == "name" and name not in after else [])]
    for figure in set().union(*(figures_on(figures, one) for one in columns if one)):
        was, now = before.get(f"{COMPUTED}{figure}"), after.get(f"{COMPUTED}{figure}")
        if was and now and was.value != now.value:
            yield was
    if name in before and name in after:
        moved = set(numbers_of(Change(name, before[name], after[name], name)))
        named = record.named[number]
        for change in find_pairs(before, after):
            pairs = numbers_of(change) if change.name.startswith(SENTENCE) else ()
            went = any(one != other and (one, other) in moved for one, other in pairs)
            if change.was and went and named.may_be_of(change.was.value, name):
                yield change.was


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
    return not correction.was or stands_in(correction.was, shown.value)


def is_mended(correction: Correction, name: str, shown: Shown) -> bool:
    """Whether a sentence of the present is the corrected one."""
    if name == correction.claim:
        return True
    return stands_in(correction.now or "", shown.value)


def told_by(
    change: Change, corrections: Iterable[Correction], since: datetime.date
) -> Correction | None:
    """The entry of corrections.yaml that tells of a change of what was published on a day.

    It gives the value that stands there now; or it gives none and is not older than that day.
    """
    named = sorted((c for c in corrections if is_named(change, c)), key=lambda c: c.date)
    exact = (entry for entry in named if is_right(change, entry) and accounts(change, named, entry))
    loose = (entry for entry in named if not entry.now and entry.date >= since)
    return next(exact, None) or next(loose, None)


def accounts(change: Change, named: list[Correction], entry: Correction) -> bool:
    """Whether an entry gives the whole value, or with the others all that is other in a text."""
    if not change.was or not change.now or not entry.was or same(entry.now or "", change.now.value):
        return True
    was, now = plain(change.was), plain(change.now)
    if mended(was, entry) == was:
        return False  # what it corrects was mended before
    for one in (entry, *named):
        was = mended(was, one)
        if not is_another_fact(change.name, was, now):
            return True
    return False


def plain(shown: Shown) -> Shown:
    """What was shown, without what only dresses it."""
    parts = tuple((name, evened(words)) for name, words in shown.parts)
    return shown._replace(value=evened(shown.value), label=evened(shown.label), parts=parts)


def mended(shown: Shown, entry: Correction) -> Shown:
    """What was shown, with what an entry gives as right in the place of what was wrong."""
    if not entry.was or not entry.now or not evened(entry.was):
        return shown
    wrong, right = whole(evened(entry.was)), evened(entry.now)
    value, label = (wrong.sub(lambda _: right, text) for text in (shown.value, shown.label))
    return shown._replace(value=value, label=label)


def is_named(change: Change, correction: Correction) -> bool:
    """Whether an entry is of the datum that changed, or of words of an article that stood in it."""
    if correction.datum:
        names = (change.name, change.now_name)
        return any(is_of(name, datum) for name in names for datum in correction.datum)
    if correction.claim:
        return change.name == f"{SENTENCE}{correction.claim}"
    was = change.was.value if change.was and change.name.startswith((QUOTE, SENTENCE)) else ""
    return stands_in(correction.was or "", was)


def is_right(change: Change, correction: Correction) -> bool:
    """Whether an entry gives the value that stands there now."""
    if not correction.now or not change.now:
        return False
    now = change.now
    if correction.datum:
        return says(change.name, correction.now, now.value, now.label)
    return stands_in(correction.now, now.value)
