"""Stage rules: time runs forward."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from broadsheet.feeds import zone
from broadsheet.model import Agency, Correction, Entry, FrontMatter, Waiver
from broadsheet.problems import Problem
from broadsheet.rules.case import Case, Path, find_answers, find_claims
from broadsheet.values import PartialDate


def no_event_is_later_than_the_story(case: Case) -> Iterator[Problem]:
    """What the story tells had happened when the story was last changed."""
    dates = [a.front.updated or a.front.published for a in case.investigation.articles]
    known = [date for date in dates if date]
    if not known:
        return
    told = max(known)
    for event in case.investigation.timeline:
        if event.date.earliest > told:
            yield later(case, event, ("date",), event.date, told)
    for attempt in case.investigation.attempts:
        if attempt.date and attempt.date.earliest > told:
            yield later(case, attempt, ("date",), attempt.date, told)
    for agency in case.investigation.agencies:
        for path, date in dates_of(agency):
            if date.earliest > told:
                yield later(case, agency, path, date, told)


def later(case: Case, entry: Entry, path: Path, date: PartialDate, told: datetime.date) -> Problem:
    """A date that lies after the story's."""
    message = f"{date} is after the story's last change, {told.isoformat()}"
    hint = "check the date, or set 'updated' in the story"
    return case.problem("E063", entry.origin, path, message, hint)


def nothing_is_dated_ahead(case: Case) -> Iterator[Problem]:
    """What editors date themselves is of today or before, as the site's time zone has it."""
    if case.now is None or zone_of(case) is None:
        return
    today = case.now.astimezone(zone_of(case)).date()
    for entry, path, day in editors_dates(case):
        if day > today:
            message = f"{day.isoformat()} is a day to come"
            hold = "; to hold an article back, use 'publish_at'"
            hint = f"check the year{hold if isinstance(entry, FrontMatter) else ''}"
            yield case.problem("W063", entry.origin, path, message, hint)


def no_update_is_before_its_publication(case: Case) -> Iterator[Problem]:
    """An article was changed after it was published."""
    for article in case.investigation.articles:
        front = article.front
        if front.published and front.updated and front.updated < front.published:
            message = f"{front.updated} is before the article was published, {front.published}"
            yield case.problem("E063", front.origin, ("updated",), message, "check both dates")


def editors_dates(case: Case) -> Iterator[tuple[Entry, Path, datetime.date]]:
    """The days that editors set: of articles, records, corrections and waivers."""
    found = case.investigation
    for article in found.articles:
        for name in ("published", "updated"):
            day = getattr(article.front, name)
            if day:
                yield article.front, (name,), day
    yield from ((agency, ("updated",), agency.updated) for agency in found.agencies)
    dated: tuple[Correction | Waiver, ...] = (*found.corrections, *found.waivers)
    yield from ((entry, ("date",), entry.date) for entry in dated)


def zone_of(case: Case) -> datetime.tzinfo | None:
    """The site's time zone; None where there is no such zone, which is told elsewhere."""
    try:
        return zone(case.investigation.site.time_zone)
    except (ValueError, OSError):  # 'America' is a folder
        return None


def dates_of(agency: Agency) -> Iterator[tuple[Path, PartialDate]]:
    """Every date of a record, with its path."""
    for path, claim in (*find_answers(agency), *find_claims(agency)):
        date = getattr(claim, "date", None)
        if date is not None:
            yield (*path, "date"), date


def the_time_zone_exists(case: Case) -> Iterator[Problem]:
    """The site's time zone is one that the world knows."""
    site = case.investigation.site
    if zone_of(case) is None:
        message = f"'{site.time_zone}' is not a time zone"
        hint = "write it as America/New_York"
        yield case.problem("E064", site.origin, ("time_zone",), message, hint)
