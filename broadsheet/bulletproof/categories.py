"""Room: the categories of the dictionary: which have one member, and which have none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from broadsheet.bulletproof.desk import Desk, Path, counted, number, tally
from broadsheet.bulletproof.verdicts import Finding, Line
from broadsheet.model import Category, Given, Term
from broadsheet.rules.case import find_answers, find_claims


def every_category_has_members(desk: Desk) -> Iterator[Line]:
    """A line for each group of the dictionary."""
    found, words = desk.found, desk.found.dictionary
    claims = [
        told.claim
        for agency in found.agencies
        for told in (*find_claims(agency), *find_answers(agency))
    ]
    claims += found.attempts
    groups: tuple[tuple[str, Sequence[Term], list[str | None]], ...] = (
        ("kinds", words.kinds, [a.kind for a in found.agencies]),
        ("replies", words.replies, [a.reply.category for a in found.agencies]),
        (
            "ranges",
            words.ranges,
            [a.searches.range if a.searches else None for a in found.agencies],
        ),
        ("readings", words.readings, [source.read for source in found.sources]),
        ("standings", words.standings, [claim.standing for claim in claims]),
    )
    for group, terms, used in groups:
        counts = Counter(word for word in used if word is not None)
        told = f"{group}: {tally({term.id: counts[term.id] for term in terms})}"
        yield Line("categories", told, tuple(lonely(desk, group, (group,), terms, counts)))
    yield from own_words(desk)


def own_words(desk: Desk) -> Iterator[Line]:
    """A line for each field with words that the dictionary declares."""
    for at, field in enumerate(desk.found.dictionary.fields):
        if field.choices:
            said = (agency.particular(field.id) for agency in desk.found.agencies)
            counts = Counter(word for one in said if one for word in words_in(one.value))
            told = f"{field.id}: {tally({term.id: counts[term.id] for term in field.choices})}"
            path: Path = ("fields", at, "choices")
            findings = lonely(desk, field.id, path, field.choices, counts)
            yield Line("categories", told, tuple(findings))


def words_in(value: Given | None) -> tuple[str, ...]:
    """The words of a choice, or of a list of them."""
    if isinstance(value, str):
        return (value,)
    return tuple(map(str, value)) if isinstance(value, tuple) else ()


def lonely(
    desk: Desk, group: str, path: Path, terms: Sequence[Term], counts: Counter[str]
) -> Iterator[Finding]:
    """Categories with one member, which is then easy to tell, and those with none."""
    for at, term in enumerate(terms):
        members, place = counts[term.id], (*path, at, "id")
        id_, origin = f"categories:{group}:{term.id}", desk.found.dictionary.origin
        if not members and not needed(term):
            message = f"nothing has '{term.id}' of {number(len(terms))} {group}"
            yield desk.look(id_, origin, place, message, "take it out, or find what it is for")
        elif members == 1:
            message = f"'{term.id}' has {counted(members, 'member')}"
            remedy = "check that it is not another category misspelt, or too narrow to compare"
            yield desk.look(id_, origin, place, message, remedy)


def needed(term: Term) -> bool:
    """Whether the dictionary must have it for records that may come: those without a reply."""
    return isinstance(term, Category) and (term.nothing_known or term.silent)
