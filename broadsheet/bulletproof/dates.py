"""Room: dates out of order: an answer before its question, an end before its beginning."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from broadsheet.bulletproof.desk import LONGEST, Desk, Path, counted, number, subject_of
from broadsheet.bulletproof.verdicts import Finding, Line
from broadsheet.geography import slug
from broadsheet.model import Agency, Citations, Entry, Event
from broadsheet.rules.case import find_answers, find_claims
from broadsheet.rules.dates import dates_of
from broadsheet.values import PartialDate

LONG = datetime.timedelta(days=180)
"""A record that was not touched for so long before the story's last change should be read anew."""
NEAR = datetime.timedelta(days=366)
EPOCHS = frozenset({(1900, 1, 1), (1904, 1, 1), (1970, 1, 1), (1969, 12, 31), (1899, 12, 31)})
"""The days with which machines begin to count: what they write for a date that is blank."""
REMEDY = "check both dates against their sources, and say in a note what a reader should know"


def latest(date: PartialDate) -> datetime.date:
    """The last day that a date may mean."""
    month = date.month or 12
    return datetime.date(date.year, month, date.day or calendar.monthrange(date.year, month)[1])


def overlap(one: PartialDate, other: PartialDate) -> bool:
    """Whether two dates may mean the same day."""
    return one.earliest <= latest(other) and other.earliest <= latest(one)


SourceDates = Mapping[str, PartialDate]


def dated_sources(desk: Desk) -> SourceDates:
    """The date of each source that has one, by its id."""
    return {source.id: source.date for source in desk.found.sources if source.date}


def dates_among(citations: Citations, dates: SourceDates) -> list[PartialDate]:
    """The dates of the sources that are cited, as far as they have one."""
    cited = dict.fromkeys(citation.source for citation in citations)
    return [dates[source] for source in cited if source in dates]


def no_reply_is_before_the_list(desk: Desk) -> Iterator[Line]:
    """A reply is not older than every source of the listing that it answers."""
    findings, dated, dates = [], 0, dated_sources(desk)
    for agency in desk.found.agencies:
        listed = [d for listing in agency.listed for d in dates_among(listing.sources, dates)]
        date = agency.reply.date
        if not date or not listed:
            continue
        dated += 1
        first = min(listed)
        if latest(date) < first.earliest:
            message = f"the reply of '{agency.id}' is of {date}, and the first source that lists it"
            path: Path = (*agency.reply_path, "date")
            id_ = f"reply-order:{agency.id}"
            findings.append(desk.look(id_, agency, path, f"{message} is of {first}", REMEDY))
    told = f"{counted(dated, 'dated reply', 'dated replies')} against the sources that list"
    yield Line("reply-order", told, tuple(findings))


def no_use_ends_before_it_begins(desk: Desk) -> Iterator[Line]:
    """What began has begun before it ended."""
    findings, both = [], 0
    for agency in desk.found.agencies:
        began = agency.began.date if agency.began else None
        ended = agency.ended.date if agency.ended else None
        if began and ended:
            both += 1
            if latest(ended) < began.earliest:
                message = f"'{agency.id}' ended on {ended}, before it began on {began}"
                id_ = f"end-order:{agency.id}"
                findings.append(desk.wrong(id_, agency, ("ended", "date"), message, REMEDY))
    told = f"{counted(both, 'record')} with a beginning and an end"
    yield Line("end-order", told, tuple(findings))


def no_event_contradicts_a_record(desk: Desk) -> Iterator[Line]:
    """A date of a record stands in the timeline, too, where an event has it from one source."""
    events: dict[str, list[Event]] = {}
    for event in desk.found.timeline:
        for id_ in event.agencies:
            events.setdefault(id_, []).append(event)
    pairs = [
        (agency, name, event)
        for agency in desk.found.agencies
        for name in ("began", "ended", "reply")
        for event in event_astray(agency, name, events.get(agency.id, []))
    ]
    findings = tuple(astray(desk, *pair) for pair in pairs)
    linked = sum(len(found) for found in events.values())
    told = f"{counted(linked, 'event')} of single records against their records"
    yield Line("event-order", told, findings)


def event_astray(agency: Agency, name: str, events: list[Event]) -> list[Event]:
    """The nearest event of the same source, where none is of the record's date; else nothing.

    An event that has another date of the record tells of something else.
    """
    claim = getattr(agency, name)
    date = claim.date if claim else None
    if not date:
        return []
    own = {citation.source for citation in claim.sources}
    shared = [e for e in events if own & {citation.source for citation in e.sources}]
    if any(overlap(event.date, date) for event in shared):
        return []
    told = [one for _, one in dates_of(agency)]
    strange = [e for e in shared if not any(overlap(e.date, other) for other in told)]
    near = [e for e in strange if abs(e.date.earliest - date.earliest) <= NEAR]
    return sorted(near, key=lambda event: abs(event.date.earliest - date.earliest))[:1]


def astray(desk: Desk, agency: Agency, name: str, event: Event) -> Finding:
    """A date that the timeline has otherwise."""
    date = getattr(agency, name).date
    message = f"'{name}' of '{agency.id}' is {date}; the timeline has {event.date} by one source:"
    path: Path = (*(agency.reply_path if name == "reply" else (name,)), "date")
    place = desk.locate(event.origin, "date")
    remedy = f"compare it with {place}; if these are two things, waive this"
    id_ = f"event-order:{agency.id}:{name}"
    return desk.look(id_, agency, path, f"{message} '{event.short or event.event}'", remedy)


def nothing_is_older_than_what_it_tells(desk: Desk) -> Iterator[Line]:
    """A claim is not dated after every source that it stands on."""
    claims = [
        (agency, path, claim, date)
        for agency in desk.found.agencies
        for path, claim in (*find_claims(agency), *find_answers(agency))
        if (date := getattr(claim, "date", None))
    ]
    dated: list[tuple[Entry, Path, Citations, PartialDate]] = [
        (agency, path, claim.sources, date) for agency, path, claim, date in claims
    ]
    dated += [(event, (), event.sources, event.date) for event in desk.found.timeline]
    told = f"{counted(len(dated), 'date')} of claims and events against their sources"
    dates = dated_sources(desk)
    findings = [f for one in dated for f in after_sources(desk, dates, *one)]
    yield Line("source-order", told, tuple(findings))


def after_sources(  # noqa: PLR0913, PLR0917  (a dated claim has that many parts)
    desk: Desk, dates: SourceDates, entry: Entry, path: Path, cited: Citations, date: PartialDate
) -> Iterator[Finding]:
    """A date that lies after the last of its sources, or with which machines begin to count."""
    known = dates_among(cited, dates)
    subject = ":".join([subject_of(entry), *claim_of(entry, path)])
    if known and len(known) == len({citation.source for citation in cited}):
        last = max(latest(one) for one in known)
        if date.earliest > last:
            message = f"this is dated {date}, and the newest of its sources {last.isoformat()}"
            yield desk.look(f"source-order:{subject}", entry, (*path, "date"), message, REMEDY)
    if tuple(date) in EPOCHS:
        message = f"{date} is a day with which machines begin to count"
        remedy = "check that it is a date, and not a blank that a program filled"
        yield desk.look(f"source-order:epoch:{subject}", entry, (*path, "date"), message, remedy)


def claim_of(entry: Entry, path: Path) -> Iterator[str]:
    """What a finding's id calls a claim: its field, and its first words where there are several."""
    claim: Any = entry
    for step in path:
        claim = claim[step] if isinstance(step, int) else getattr(claim, step)
    if path:
        yield str(path[0])
    if len(path) > 1:
        words = getattr(claim, "words", "") or getattr(claim, "text", "")
        yield slug(words)[:LONGEST].rstrip("-")


def no_record_is_stale(desk: Desk) -> Iterator[Line]:
    """Records that were not touched for long before the story's last change, or a correction."""
    changed = [a.front.updated or a.front.published for a in desk.found.articles]
    known = [day for day in changed if day]
    records = counted(len(desk.found.agencies), "record")
    if not known:
        yield Line("stale", f"{records}, and no article has a date to compare them with")
        return
    told = max(known)
    old = [a for a in desk.found.agencies if told - a.updated > LONG]
    findings = [stale(desk, agency, told) for agency in old]
    findings += uncorrected(desk)
    span = f"{number(LONG.days)} days before the story's last change, {told.isoformat()}"
    yield Line(
        "stale", f"{number(len(old))} of {records} last changed over {span}", tuple(findings)
    )


def stale(desk: Desk, agency: Agency, told: datetime.date) -> Finding:
    """A record that nobody read again for the story."""
    days = number((told - agency.updated).days)
    message = f"'{agency.id}' was last changed {days} days before the story"
    remedy = "read it against its sources again, and set 'updated'"
    return desk.look(f"stale:{agency.id}", agency, ("updated",), message, remedy)


def uncorrected(desk: Desk) -> Iterator[Finding]:
    """A record that a later correction concerns."""
    last = {id_: entry for entry in sorted(desk.found.corrections, key=lambda c: c.date)
            for id_ in entry.agencies}  # fmt: skip
    for agency in desk.found.agencies:
        entry = last.get(agency.id)
        if entry and entry.date > agency.updated:
            message = f"'{agency.id}' was last changed on {agency.updated}, before its correction"
            message += f" '{entry.id}' of {entry.date}"
            remedy = "check that the record says what the correction says, and set 'updated'"
            yield desk.look(f"stale:{agency.id}:{entry.id}", agency, ("updated",), message, remedy)
