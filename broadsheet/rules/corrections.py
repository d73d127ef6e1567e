"""Stage rules: what a correction of the data says is what was published, and what the data say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from broadsheet import geography
from broadsheet.editions import (
    OF_PAGES,
    SEVERAL,
    TIMELINE,
    Datum,
    Shown,
    agency_in,
    fields_of,
    is_record,
    last_without,
    later_entries,
    record_data,
    record_name,
    same,
    says,
)
from broadsheet.model import Correction
from broadsheet.problems import Problem, did_you_mean
from broadsheet.rules.case import Case

FIRST = ("agencies.yaml", "timeline.yaml", "figures.yaml", "dictionary.yaml")
"""While one of these files cannot be read, nobody knows what the data say."""
NOT_SAID = "the data do not say so"


def corrections_say_what_the_data_say(case: Case) -> Iterator[Problem]:
    """The datum of a correction is there, was published as it says, and is now as it says."""
    found = case.investigation
    if not any(entry.datum for entry in found.corrections) or faults_elsewhere(case):
        return
    spots = {a.id: geography.locate(a, found.gazetteer) for a in found.agencies}
    data = record_data(found, spots)
    later = later_entries(found.corrections)
    for entry in found.corrections:
        for number, name in enumerate(entry.datum):
            if name.startswith(OF_PAGES):
                continue
            if not is_known(case, name, data):
                yield unknown(case, entry, number, data)
            elif entry.id not in later:
                yield from not_so(case, entry, name, data)
            yield from never_so(case, entry, name)


def faults_elsewhere(case: Case) -> bool:
    """Whether records could not be read, or use words that are told as missing already."""
    words = case.investigation.dictionary
    kinds, replies = {t.id for t in words.kinds}, {t.id for t in words.replies}
    ranges = {t.id for t in words.ranges}
    agencies = case.investigation.agencies
    return bool(case.faulty & set(FIRST)) or any(
        agency.kind not in kinds
        or agency.reply.category not in replies
        or (agency.searches and agency.searches.range not in ranges)
        for agency in agencies
    )


def is_known(case: Case, name: str, data: Mapping[str, Datum]) -> bool:
    """Whether a datum is there, may be there, or was published once."""
    if is_record(name):
        return agency_in(name) in case.faulty or was_gone(case, name)
    column = name.partition(".")[2]
    agencies = {agency.id for agency in case.investigation.agencies} | case.faulty
    found, agency = case.investigation, agency_in(name)
    is_ours = name.startswith(f"{record_name(found, agency)}.") and agency in agencies
    is_cell = is_ours and column in fields_of(found)
    return name in data or is_cell or bool(case.history.times(name))


def was_gone(case: Case, record: str) -> bool:
    """Whether a record was published, and was taken out then or is now."""
    ids = {agency.id for agency in case.investigation.agencies}
    name = f"{record}.name"
    times = [one.data[name] for one in case.history.publications if name in one.data]
    is_there = agency_in(record) in ids
    return bool(times) and (None in times or not is_there)


def unknown(case: Case, entry: Correction, number: int, data: Mapping[str, Datum]) -> Problem:
    """A datum that nobody knows."""
    name = entry.datum[number]
    agencies = [agency.id for agency in case.investigation.agencies]
    found, form = case.investigation, record_name(case.investigation, "ID.COLUMN")
    records = [record_name(found, agency) for agency in agencies]
    cells = [f"{record}.{column}" for record in records for column in fields_of(found)]
    hint = did_you_mean(name, [*data, *cells]) or f"write it as {form}"
    path = ("datum", number) if len(entry.datum) > 1 else ("datum",)
    if agency_in(name) in agencies and is_record(name):
        message = f"'{name}' is a record as a whole, and it is there"
        hint = f"name what was wrong in it: {form}"
        return case.problem("E141", entry.origin, path, message, hint)
    return case.problem("E141", entry.origin, path, f"there is no datum '{name}'", hint)


def values_of(name: str, data: Mapping[str, Datum]) -> tuple[Datum, ...]:
    """What the data say there; for what is called by its words, all that could have come of it."""
    if name in data:
        return (data[name],)
    group = name.rpartition(".")[0]
    if name.startswith(TIMELINE) or group.rpartition(".")[2] in SEVERAL:
        return tuple(datum for other, datum in data.items() if other.rpartition(".")[0] == group)
    return ()


def not_so(
    case: Case, entry: Correction, name: str, data: Mapping[str, Datum]
) -> Iterator[Problem]:
    """A new value that the data do not have, or an old one that they have still."""
    values = values_of(name, data)
    told = f"the data say '{in_full(name, data[name])}'" if name in data else NOT_SAID
    hint = "correct the record, or this entry"
    if entry.now and not any(says(name, entry.now, one.value, one.label) for one in values):
        message = f"'{entry.now}' is given as right, but {told}"
        again = f"{hint}; if the record has changed again, add an entry for that"
        yield case.problem("E142", entry.origin, ("is",), message, again)
    elif entry.was and not entry.now and any(same(entry.was, one.value) for one in values):
        message = f"'{entry.was}' is given as wrong, but {told} still"
        yield case.problem("E142", entry.origin, ("was",), message, hint)


def never_so(case: Case, entry: Correction, name: str) -> Iterator[Problem]:
    """An old value that no edition showed."""
    if last := last_without(name, entry.was or "", case.history):
        publication, shown = last
        message = f"'{entry.was}' was never published here"
        hint = f"on {publication.date.isoformat()} it was published as '{in_full(name, shown)}'"
        yield case.problem("W143", entry.origin, ("was",), message, hint)


def in_full(name: str, shown: Datum | Shown) -> str:
    """A value as a message tells it: of an event, its day and its words."""
    return f"{shown.value}: {shown.label}" if name.startswith(TIMELINE) else shown.value
