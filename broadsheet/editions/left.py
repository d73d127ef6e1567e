"""Room: editions. What is corrected in one place and still stands in another, as problems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from broadsheet.editions.changes import find_changes
from broadsheet.editions.facts import STATEMENT, agency_in, field_of, is_record, says
from broadsheet.editions.named import NAMES, called
from broadsheet.editions.notices import Record, told_by
from broadsheet.editions.records import Manifest
from broadsheet.editions.told import Locate
from broadsheet.editions.wording import FEWEST_WORDS, evened, same, stands_in, without
from broadsheet.exports import BETWEEN_VALUES
from broadsheet.figures import quantities_in
from broadsheet.ledger import Subjects
from broadsheet.model import Agency, Correction, Investigation
from broadsheet.problems import Location, Problem

GONE = "W147"
OF_CORRECTIONS = "corrections."
"""How the ids of the claims begin that tell of corrections."""


def find_left(found: Investigation, record: Record, locate: Locate) -> Iterator[Problem]:
    """Claims of the same record that say still what is being corrected.

    Told until the correction is published: the same number may well be another fact.
    """
    agencies = {agency.id: agency for agency in found.agencies}
    published = record.published
    for entry in found.corrections:
        for name in filter(is_record, entry.datum):
            if agency_in(name) not in agencies:
                yield from named_still(entry, name, record, locate)
        for name in entry.datum if entry.kind == "correction" and entry.was else ():
            agency = agencies.get(agency_in(name))
            if agency and is_new(entry, name, published, record.manifest):
                for claim in claims_left(entry, agency, published, record.manifest):
                    message = f"'{entry.was}' is corrected here, and still stands in '{claim}'"
                    hint = "mend it there as well, if it is the same fact"
                    yield Problem(locate(entry.origin, "was"), "W146", message, hint)


def named_still(
    entry: Correction, taken_out: str, record: Record, locate: Locate
) -> Iterator[Problem]:
    """Texts that name a record which is being taken out."""
    cells = (record.published.data.get(f"{taken_out}.{cell}") for cell in NAMES)
    names = [name for cell in cells if cell for name in cell.value.split(BETWEEN_VALUES)]
    others = {name: one for name, one in called(record.manifest.data) if one != taken_out}
    subjects = Subjects.called(dict.fromkeys(names, taken_out) | others)
    for claim, shown in record.manifest.claims.items():
        is_ours = not claim.startswith(OF_CORRECTIONS) and f".{STATEMENT}." not in claim
        if names and is_ours and taken_out in subjects.named_in(shown.value):
            message = f"'{names[0]}' is taken out here, and still named in '{claim}'"
            place = locate(entry.origin, "datum")
            yield Problem(place, "W146", message, "write it out of that text as well")


def is_new(entry: Correction, name: str, before: Manifest, now: Manifest) -> bool:
    """Whether what was published last has the wrong value, and what stands there now has not."""
    then, present = before.data.get(name), now.data.get(name)
    value = present.value if present else None
    return bool(then and says(name, entry.was or "", then.value) and then.value != value)


def claims_left(
    entry: Correction, agency: Agency, before: Manifest, now: Manifest
) -> Iterator[str]:  # fmt: skip
    """The claims with the wrong value: of the record, and what else about it is as it was."""
    names = "|".join(re.escape(evened(name)) for name in (agency.name, *agency.aliases))
    called = re.compile(rf"(?<!\w)(?:{names})(?!\w)")
    # What is right may hold what was wrong: a longer name, a sentence with more in it.
    right = evened(entry.now or "")
    for name, shown in now.claims.items():
        was = before.claims.get(name)
        own = agency_in(name) == agency.id
        is_as_it_was = bool(was and was.value == shown.value)
        is_about = own or (is_as_it_was and bool(called.search(evened(shown.value))))
        if is_about and holds(without(evened(shown.value), [("", right)]), entry.was or ""):
            yield name


def holds(text: str, value: str) -> bool:
    """Whether a text says a value: a number as one of its own, words word for word."""
    numbers = quantities_in(value)
    if len(numbers) == 1 and same(value, numbers[0]):
        return numbers[0] in quantities_in(text)
    if numbers and stands_in(value, text):
        return True
    return len(value.split()) >= FEWEST_WORDS and evened(value) in evened(text)


def find_gone(found: Investigation, record: Record) -> Iterator[Problem]:
    """Published changes of facts of which no entry tells any more, as one did then."""
    publications = record.history.publications
    for number, (before, after) in enumerate(pairwise(record.states[:-1])):
        since, day = publications[number].date, publications[number + 1].date.isoformat()
        for change in find_changes(before, after):
            follows = field_of(change.name) == "county"  # most likely from the place
            if change.was and not follows and not told_by(change, found.corrections, since):
                message = f"nothing tells any more of the change of '{change.name}' on {day}"
                hint = "put its correction or update back: what readers have seen stands for good"
                yield Problem(Location("content/corrections.yaml"), GONE, message, hint)
