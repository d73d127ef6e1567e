"""Room: spreadsheets that are brought in. Which record a row is, and which names are nearly one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from broadsheet.bulletproof.forms import key_of, line_of, near_pairs
from broadsheet.entries import Desk
from broadsheet.entries.desk import entries_of
from broadsheet.entries.drafts import free_id, made_id
from broadsheet.intake.reading import Candidate, Finding
from broadsheet.model import Origin
from broadsheet.values import SLUG

NEW = "new"
"""What stands in the mapping for a name that is like another one and is not that record."""


class Standing(NamedTuple):
    """A record that stands in content/: its file, its number in it, and what it says."""

    file: str
    number: int
    record: dict[str, Any]

    @property
    def origin(self) -> Origin:
        """Where it stands."""
        return Origin(self.file, (self.number,))

    @property
    def names(self) -> list[str]:
        """Its name and its aliases."""
        aliases = self.record.get("aliases")
        every = [self.record.get("name"), *(aliases if isinstance(aliases, list) else [])]
        return [name for name in every if isinstance(name, str)]


class Matched(NamedTuple):
    """Rows of records that stand there, rows of new ones, and rows that somebody must look at.

    `alike` gives, of each row to look at, the id of the record that it may be.
    """

    known: list[tuple[str, Candidate]]
    new: list[tuple[str, Candidate]]
    alike: list[tuple[str, Candidate]]
    findings: list[Finding]


def standing_records(desk: Desk) -> dict[str, Standing]:
    """Every record by its id."""
    return {
        str(entry["id"]): Standing(document.file, number, entry)
        for document in desk.content.documents.get("agencies", [])
        for number, entry in enumerate(entries_of(document))
        if isinstance(entry, dict) and entry.get("id")
    }


def plain(name: str) -> str:
    """A name without regard to capitals and spaces."""
    return " ".join(name.casefold().split())


class Names(NamedTuple):
    """The ids of records by their names: as they are, by their words, and a letter off.

    `said` are ids (or `new`) that people gave for names.
    """

    standing: Mapping[str, Standing]
    exact: Mapping[str, str]
    by_words: Mapping[str, str]
    slips: Mapping[str, str]
    said: Mapping[str, str]

    def known(self, row: Candidate) -> str:
        """The id that a row gives, that its name has, or that somebody said; empty for none."""
        own = row.cells.get("id") or self.exact.get(plain(row.name))
        return own or self.said.get(row.name, "")

    def near(self, row: Candidate) -> str:
        """The record that a row may be, which is for a person to say; empty for none."""
        made = made_id(row.name)
        alike = self.by_words.get(key_of(row.name)) or self.slips.get(row.name, "")
        return alike or (made if made in self.standing else "")


def match(
    candidates: Sequence[Candidate], standing: Mapping[str, Standing], said: Mapping[str, str]
) -> Matched:
    """Sort the rows into records that stand there, new ones, and those that may be one."""
    exact = {plain(name): id_ for id_, one in standing.items() for name in one.names}
    by_words = {key_of(name): id_ for id_, one in standing.items() for name in one.names}
    names = Names(standing, exact, by_words, one_letter_off(candidates, standing), said)
    matched, seen = Matched([], [], [], []), dict[str, int]()
    for row in candidates:
        known = names.known(row)
        near = "" if known else names.near(row)
        taken = standing if known == NEW else ()
        id_ = known if known and known != NEW else free_id(made_id(row.name), taken)
        if near:
            matched.alike.append((near, row))
        elif fault := fault_of(row, id_, seen, standing):
            matched.findings.append(fault)
        else:
            (matched.known if id_ in standing else matched.new).append((id_, row))
            seen[id_] = row.row
    matched.findings.extend(alike_within(row for _, row in matched.new))
    return matched


def fault_of(
    row: Candidate, id_: str, seen: Mapping[str, int], standing: Mapping[str, Standing]
) -> Finding | None:
    """Why a row can be no record; None for one that can."""
    if id_ in seen:
        told = f"'{row.name or id_}' is '{id_}', as row {seen[id_]} is; this row is left out"
        return Finding(row.row, "", told, "put both into one row, or give each an id of its own")
    if not SLUG.fullmatch(id_):
        told = f"'{id_}' cannot be an id; this row is left out"
        return Finding(row.row, "id", told, "use small letters a-z, digits and single hyphens")
    if not row.name and id_ not in standing:
        told = f"there is no record '{id_}' yet, and this row has no name; it is left out"
        return Finding(row.row, "", told)
    return None


def one_letter_off(
    candidates: Sequence[Candidate], standing: Mapping[str, Standing]
) -> dict[str, str]:
    """Of each name that is a letter off one of a record, the id of that record."""
    ours = {line_of(name): id_ for id_, one in standing.items() for name in one.names}
    theirs: dict[str, list[str]] = {}
    for row in candidates:
        theirs.setdefault(line_of(row.name), []).append(row.name)
    found: dict[str, str] = {}
    for pair in near_pairs([*ours, *theirs]):
        for one, other in (pair, pair[::-1]):
            if one in theirs and other in ours:
                found |= dict.fromkeys(theirs[one], ours[other])
    return found


def alike_within(rows: Iterable[Candidate]) -> Iterator[Finding]:
    """New rows whose names are nearly one: told, and brought in all the same."""
    by_key: dict[str, list[Candidate]] = {}
    by_line: dict[str, Candidate] = {}
    for row in rows:
        by_key.setdefault(key_of(row.name), []).append(row)
        by_line.setdefault(line_of(row.name), row)
    pairs = [(group[0], other) for group in by_key.values() for other in group[1:]]
    pairs += [(by_line[one], by_line[other]) for one, other in near_pairs(by_line)]
    for one, other in pairs:
        first, later = sorted((one, other))
        told = f"'{later.name}' and '{first.name}' of row {first.row} may be one"
        yield Finding(later.row, "name", told, "if they are, put them into one row")
