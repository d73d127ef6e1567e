"""Room: records that may be one: the same name twice, or names that are nearly the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from broadsheet.bulletproof.desk import Desk, Path, counted, number
from broadsheet.bulletproof.forms import key_of, line_of, near_pairs, words_of
from broadsheet.bulletproof.verdicts import Finding, Line
from broadsheet.model import Agency

MOST_OF_ONE_NAME = 50
"""A name that more records have than this is told once, not once a pair."""


class Called(NamedTuple):
    """A name or an alias, whose it is, and where it stands."""

    text: str
    agency: Agency
    path: Path


def names_of(agencies: Iterable[Agency]) -> Iterator[Called]:
    """Every name and every alias."""
    for agency in agencies:
        yield Called(agency.name, agency, ("name",))
        for place, alias in enumerate(agency.aliases):
            yield Called(alias, agency, ("aliases", place))


def no_name_stands_twice(desk: Desk) -> Iterator[Line]:
    """Exactly equal names and aliases of different records, and an alias that says nothing new."""
    called = list(names_of(desk.found.agencies))
    by_text: dict[str, list[Called]] = {}
    for name in called:
        by_text.setdefault(" ".join(name.text.casefold().split()), []).append(name)
    findings = [f for _, same in sorted(by_text.items()) for f in same_names(desk, same)]
    yield Line("same-names", told_of(desk, called), tuple(findings))


def same_names(desk: Desk, same: list[Called]) -> Iterator[Finding]:
    """What is wrong among the holders of one name: every later one is told beside the first."""
    first = same[0]
    for other in same[1:]:
        place = desk.locate(first.agency.origin, *first.path)
        if other.agency is first.agency:
            message = f"'{other.text}' stands twice among the names of '{other.agency.id}'"
            id_ = f"same-names:{other.agency.id}:{other.path[-1]}"
            yield desk.look(id_, other.agency, other.path, message, "take one of them out")
        elif not placed_apart(first.agency, other.agency):
            yield same_name(desk, first, other, f"it stands first at {place}")


def same_name(desk: Desk, first: Called, other: Called, where: str) -> Finding:
    """Two records of one name; two full names in one county can hardly both be right."""
    id_ = f"same-names:{pair_id(first.agency, other.agency)}"
    message = f"'{other.text}' is a name of '{first.agency.id}' and of '{other.agency.id}'; {where}"
    both = first.path == other.path == ("name",)
    tell = desk.wrong if both and one_area(first.agency, other.agency) else desk.look
    remedy = "make one record of the two, or write out what tells them apart"
    return tell(id_, other.agency, other.path, message, remedy)


def no_two_names_are_nearly_one(desk: Desk) -> Iterator[Line]:
    """Names and aliases that differ by short forms, the order of words, or one letter."""
    called = list(names_of(desk.found.agencies))
    told: dict[str, Finding] = {}
    for one, other, how in near_names(called):
        first, second = sorted((one, other), key=lambda name: name.agency.origin)
        finding = near_name(desk, first, second, how)
        told.setdefault(finding.id, finding)
    yield Line("near-names", told_of(desk, called), tuple(told[id_] for id_ in sorted(told)))


def near_names(called: list[Called]) -> Iterator[tuple[Called, Called, str]]:
    """Pairs of names of different records that may be one name, and how they differ."""
    by_key, by_line = shelved(called, key_of), shelved(called, line_of)
    for key in sorted(by_key):
        for one, other in combinations(by_key[key][:MOST_OF_ONE_NAME], 2):
            if one.text.casefold() != other.text.casefold() and may_be_one(one, other):
                yield one, other, how_they_differ(one.text, other.text)
    for left, right in near_pairs(by_line):
        for one in by_line[left][:MOST_OF_ONE_NAME]:
            for other in by_line[right][:MOST_OF_ONE_NAME]:
                if may_be_one(one, other):
                    yield one, other, "they are one letter apart"


def shelved(called: list[Called], form: object) -> dict[str, list[Called]]:
    """The names under the form that they share."""
    assert callable(form)  # noqa: S101  (says to mypy what both callers hold to)
    shelves: dict[str, list[Called]] = {}
    for name in called:
        shelves.setdefault(form(name.text), []).append(name)
    return shelves


def may_be_one(one: Called, other: Called) -> bool:
    """Whether two names are of different records that nothing else tells apart."""
    return one.agency is not other.agency and not placed_apart(one.agency, other.agency)


def how_they_differ(one: str, other: str) -> str:
    """Why two texts have one key."""
    if sorted(words_of(one)) != sorted(words_of(other)):
        return "a word such as 'of' or 'Department' is all that differs"
    in_order = words_of(one) == words_of(other)
    return "they differ in how they are written" if in_order else "their words are in another order"


def near_name(desk: Desk, one: Called, other: Called, how: str) -> Finding:
    """Two names that may be one, told where the later one stands."""
    message = (
        f"'{other.text}' of '{other.agency.id}' is much like '{one.text}' of '{one.agency.id}':"
        f" {how}"
    )
    id_ = f"near-names:{pair_id(one.agency, other.agency)}"
    remedy = "make one record of the two, or waive this if they are two"
    return desk.look(id_, other.agency, other.path, message, remedy)


def pair_id(one: Agency, other: Agency) -> str:
    """`cary-pd+cary-so`, whichever stands first."""
    return "+".join(sorted((one.id, other.id)))


def placed_apart(one: Agency, other: Agency) -> bool:
    """Whether places tell two records apart, however near their names are.

    Dale County's sheriff is not Hale County's: each bears the name of its own area. Records of
    two counties are two as well, unless one bears the name of the other's area.
    """
    if one_area(one, other):
        return False
    if bears(one, one) and bears(other, other):
        return True
    two_counties = one.county and other.county and one.county != other.county
    return bool(two_counties) and not bears(one, other) and not bears(other, one)


def bears(named: Agency, placed: Agency) -> bool:
    """Whether the name of a record holds the words of another's place or county."""
    name = set(words_of(named.name))
    areas = (set(words_of(area)) for area in (placed.place, placed.county) if area)
    return any(area <= name for area in areas)


def one_area(one: Agency, other: Agency) -> bool:
    """Whether two records are of the same place and county."""
    return (one.place, one.county) == (other.place, other.county)


def told_of(desk: Desk, called: list[Called]) -> str:
    """`10 names and 27 aliases compared`."""
    names = len(desk.found.agencies)
    aliases = counted(len(called) - names, "alias", "aliases")
    return f"{number(names)} names and {aliases} compared"
