"""Room: one outlet, one speaker, one word in two spellings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from broadsheet.bulletproof.desk import Desk, Path, counted
from broadsheet.bulletproof.forms import key_of, line_of, near_pairs
from broadsheet.bulletproof.verdicts import Finding, Line
from broadsheet.geography import slug
from broadsheet.model import Entry, Record
from broadsheet.rules.case import find_answers, find_claims

Places = dict[str, list[tuple[Entry, Path]]]
"""Each spelling, with everywhere that it stands."""
TAIL = re.compile(r"\s*[,;(].*$", re.DOTALL)
NEWS = re.compile(r"^the\s+|\s+news$", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
POSSESSIVE = re.compile(r"['’]s?$")


def nothing_is_spelt_in_two_ways(desk: Desk) -> Iterator[Line]:
    """A line for each group of names: how many there are, and which are spelt in two ways."""
    groups = {"outlets": outlets(desk), "people": people(desk), "lists": lists(desk)}
    for group, places in groups.items():
        findings = [*spelt_alike(desk, group, places), *one_letter_apart(desk, group, places)]
        told = f"{group}: {counted(len(places), 'name')} compared"
        yield Line("spelling", told, tuple(findings))
    words = written_words(desk)
    told = f"words: capital letters of {counted(len(words), 'word')} compared"
    yield Line("spelling", told, tuple(capital_letters(desk, words)))


def add(places: Places, name: str, entry: Entry, path: Path) -> None:
    """Put a name without what follows a comma, a semicolon or a bracket where it belongs."""
    head = TAIL.sub("", name).strip()
    if head:
        places.setdefault(head, []).append((entry, path))


def outlets(desk: Desk) -> Places:
    """Who published what we cite."""
    places: Places = {}
    for source in desk.found.sources:
        add(places, source.outlet, source, ("outlet",))
    return places


def lists(desk: Desk) -> Places:
    """Whose lists name the records."""
    places: Places = {}
    for agency in desk.found.agencies:
        for at, listing in enumerate(agency.listed):
            add(places, listing.by, agency, ("listed", at, "by"))
    return places


def people(desk: Desk) -> Places:
    """Who wrote, answered and spoke."""
    places: Places = {}
    for source in desk.found.sources:
        if source.author:
            add(places, source.author, source, ("author",))
    for agency in desk.found.agencies:
        for at, reply in enumerate(agency.replies):
            if reply.by:
                add(places, reply.by, agency, ("replies", at, "by"))
        for at, statement in enumerate(agency.statements):
            if statement.speaker:
                add(places, statement.speaker, agency, ("statements", at, "speaker"))
    return places


def plain_key(name: str) -> str:
    """The key of a name; an outlet is the same with and without "The" and "News"."""
    return key_of(NEWS.sub("", name)) or key_of(name)


def spelt_alike(desk: Desk, group: str, places: Places) -> Iterator[Finding]:
    """Names that differ in capitals, accents, short forms or the order of words."""
    keys: dict[str, list[str]] = {}
    for name in places:
        keys.setdefault(plain_key(name), []).append(name)
    for _, names in sorted(keys.items()):
        usual, *rest = most_frequent_first(names, places)
        for name in rest:
            yield variant(desk, id_of(group, name, usual), name, usual, places)


def one_letter_apart(desk: Desk, group: str, places: Places) -> Iterator[Finding]:
    """Names that differ by one letter."""
    lines: dict[str, list[str]] = {}
    for name in places:
        lines.setdefault(line_of(name), []).append(name)
    for left, right in near_pairs(lines):
        usual, rare = most_frequent_first([lines[left][0], lines[right][0]], places)
        yield variant(desk, id_of(group, rare, usual), rare, usual, places)


def id_of(group: str, one: str, other: str) -> str:
    """`spelling:outlets:wral+wral-news`, whichever is the usual one."""
    return f"spelling:{group}:{'+'.join(sorted({slug(one), slug(other)}))}"


def most_frequent_first(names: list[str], places: Places) -> list[str]:
    """The spelling that stands most often, or else first, then the others."""
    return sorted(names, key=lambda name: (-len(places[name]), places[name][0][0].origin))


def variant(desk: Desk, id_: str, name: str, usual: str, places: Places) -> Finding:
    """A rarer spelling, told at the first place where it stands."""
    entry, path = places[name][0]
    message = (
        f"'{name}' ({counted(len(places[name]), 'time')}) and"
        f" '{usual}' ({counted(len(places[usual]), 'time')}) may be one"
    )
    return desk.look(id_, entry, path, message, "write one name in one way")


# ------------------------------------------------------------------------ words in sentences


def written_words(desk: Desk) -> Places:
    """Every word of our own sentences about the records, by its spelling; never a quotation."""
    places: Places = {}
    for entry, path, text in sentences(desk):
        for word in WORD.findall(text):
            places.setdefault(POSSESSIVE.sub("", word), []).append((entry, path))
    return places


OURS = ("summary", "asked", "result", "note", "text", "basis", "date_note", "event", "unanswered")
"""The fields of records, sources and events that hold sentences of ours."""


def sentences(desk: Desk) -> Iterator[tuple[Entry, Path, str]]:
    """Our own sentences in the records, attempts, events and notes of sources."""
    for entry, path, record in written(desk):
        for field in OURS:
            text = getattr(record, field, None)
            if text:
                yield entry, (*path, field), text
    for agency in desk.found.agencies:
        for at, text in enumerate(agency.unclear):
            yield agency, ("unclear", at), text


def written(desk: Desk) -> Iterator[tuple[Entry, Path, Record]]:
    """Whatever may hold sentences of ours, and the entry and the path that lead to it."""
    for agency in desk.found.agencies:
        yield agency, (), agency
        for path, claim in chain(find_answers(agency), find_claims(agency)):
            yield agency, path, claim
    for entry in chain(desk.found.attempts, desk.found.timeline, desk.found.sources):
        yield entry, (), entry


def capital_letters(desk: Desk, words: Places) -> Iterator[Finding]:
    """`BuzzFeed` and `Buzzfeed`: a capital within a word that other places lack."""
    forms: dict[str, list[str]] = {}
    for word in words:
        forms.setdefault(word.casefold(), []).append(word)
    for folded, spelt in sorted(forms.items()):
        telling = [word for word in spelt if word != word.lower() and not word.isupper()]
        if len(telling) > 1 and any(word[1:] != word[1:].lower() for word in telling):
            usual, *rest = most_frequent_first(telling, words)
            for word in rest:
                yield variant(desk, f"spelling:words:{slug(folded)}", word, usual, words)
