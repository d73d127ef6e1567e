"""Stage rules: time runs forward."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from broadsheet.feeds import zone
from broadsheet.model import Agency, Entry
from broadsheet.problems import Problem
from broadsheet.rules.case import Case, Path, find_claims
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
    for agency in case.investigation.agencies:
        for path, date in dates_of(agency):
            if date.earliest > told:
                yield later(case, agency, path, date, told)


def later(case: Case, entry: Entry, path: Path, date: PartialDate, told: datetime.date) -> Problem:
    """A date that lies after the story's."""
    message = f"{date} is after the story's last change, {told.isoformat()}"
    hint = "check the date, or set 'updated' in the story"
    return case.problem("E063", entry.origin, path, message, hint)


def dates_of(agency: Agency) -> Iterator[tuple[Path, PartialDate]]:
    """Every date of a record, with its path."""
    claims = [(("reply",), agency.reply), *find_claims(agency)]
    for path, claim in claims:
        date = getattr(claim, "date", None)
        if date is not None:
            yield (*path, "date"), date


def the_time_zone_exists(case: Case) -> Iterator[Problem]:
    """The site's time zone is one that the world knows."""
    site = case.investigation.site
    try:
        zone(site.time_zone)
    except (ValueError, OSError):  # 'America' is a folder
        message = f"'{site.time_zone}' is not a time zone"
        hint = "write it as America/New_York"
        yield case.problem("E064", site.origin, ("time_zone",), message, hint)
