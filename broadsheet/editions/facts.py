"""Room: editions. The records become data, each with an id and a value, as the downloads have them.

What counts as a fact, whose change must be told: a cell of a record, a statement's words, an
event's date, a reported figure, words between quotation marks. A cell that holds a sentence
of ours, like a sentence of an article with numbers in it, is wording: there the numbers count
alone. What follows from other facts is none of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from broadsheet.editions.records import History, Publication, Shown
from broadsheet.editions.wording import own_words, same, stands_in
from broadsheet.exports import Spot, columns, record_cells
from broadsheet.figures import quantities_in
from broadsheet.ledger import is_record_page, numbered, word_mark
from broadsheet.model import Agency, Attempt, Investigation, Origin, SharedAttempt, in_order

TIMELINE, FIGURES, COMPUTED, QUOTE, SENTENCE = (
    "timeline.", "figures.", "computed.", "quote.", "sentence.",
)  # fmt: skip
"""How the ids of data begin, by what they are. Those of a record begin with its page's address."""
STATEMENT, SAID, FACT, CONTEXT, ATTEMPT, ANSWER = (
    "statement", "said", "fact", "context", "attempt", "answer",
)  # fmt: skip
"""How the ids go on of what a record has several of; `said` is who made a statement, and when."""
SEVERAL = (STATEMENT, SAID, FACT, CONTEXT, ATTEMPT, ANSWER)
BY_WORDS = (TIMELINE, QUOTE, SENTENCE)

Fields = Mapping[str, tuple[str, ...]]
"""Of columns of agencies.csv, the field of a record that holds each."""
NOTE = "_note"

CELLS: Fields = {
    "name": ("name",), "aliases": ("aliases",), "kind": ("kind",), "place": ("place",),
    "county": ("county",), "statewide": ("statewide",), "latitude": ("latitude",),
    "longitude": ("longitude",), "listed_by": ("listed",), "listed_basis": ("listed",),
    "searches_range": ("searches", "range"), "reply_category": ("reply", "category"),
    "reply_summary": ("reply", "summary"), "reply_words": ("reply", "words"),
    "reply_by": ("reply", "by"), "reply_date": ("reply", "date"),
    "reply_date_note": ("reply", "date_note"), "spending_amount": ("spending", "amount"),
    "spending_note": ("spending", "note"), "users_authorized": ("users", "authorized"),
    "users_at_least": ("users", "at_least"), "users_note": ("users", "note"),
    "free_trial": ("free_trial", "answer"), "free_trial_note": ("free_trial", "note"),
    "began": ("began", "date"), "began_note": ("began", "note"), "ended": ("ended", "date"),
    "ended_note": ("ended", "note"), "unclear": ("unclear",),
}  # fmt: skip
"""The columns of agencies.csv that an editor's own words stand in, and the field that holds them.
The others follow from these, or from the dictionary."""

WORDING = frozenset(
    ("listed_basis", "reply_summary", "reply_date_note", "unclear", "aliases",
     *(name for name in CELLS if name.endswith("_note")))
)  # fmt: skip
IN_OUR_WORDS = WORDING | {FACT, CONTEXT}
WORDS_OF_OURS = IN_OUR_WORDS | {STATEMENT, ANSWER, "reply_words"}
"""Whose value is a text: a part of it is enough to say what was wrong in it."""
DERIVED = frozenset(("latitude", "longitude"))
"""Where a record gives none they follow from the place, whose change is told: no data then."""


class Datum(NamedTuple):
    """A value of the records: its name for readers, and the field that holds it."""

    value: str
    label: str
    origin: Origin
    path: tuple[str | int, ...]


def record_data(found: Investigation, spots: Mapping[str, Spot | None]) -> dict[str, Datum]:
    """Every datum of the records by its id: cells, statements, events, reported figures."""
    data: dict[str, Datum] = {}
    cells = record_cells(found, spots)
    shown = columns(found.dictionary, found.agencies)
    labels = {column.name: column.label.removesuffix(" (id)") for column in shown}
    fields = fields_of(found)
    for agency in found.agencies:
        own = {
            **dict(cell_data(agency, cells[agency.id], labels, fields)),
            **dict(statement_data(agency)),
            **dict(contact_data(agency, found.attempts_on(agency))),
        }
        record = record_name(found, agency.id)
        data |= {f"{record}.{name}": datum for name, datum in own.items()}
    events = sorted(found.timeline, key=lambda event: event.date)
    marks = numbered(word_mark(event.event) for event in events)
    for event, mark in zip(events, marks, strict=True):
        data[f"{TIMELINE}{mark}"] = Datum(event.date.iso, event.event, event.origin, ("date",))
    for figure in found.figures:
        if figure.value is not None:
            name = f"{FIGURES}{figure.id}"
            data[name] = Datum(figure.value, figure.label, figure.origin, ("value",))
    return data


def cell_data(
    agency: Agency, cells: Mapping[str, object], labels: Mapping[str, str], fields: Fields
) -> Iterator[tuple[str, Datum]]:
    """The cells of a record that say something."""
    for column, path in fields.items():
        value = None if is_of_the_place(agency, column) else cells.get(column)
        if value is not None:
            text = str(value).lower() if isinstance(value, bool) else str(value)
            label = f"{agency.name}: {labels[column]}"
            place = path_in(agency, path)
            yield column, Datum(text, label, agency.origin, place)


def fields_of(found: Investigation) -> Fields:
    """`CELLS`, and the columns of the fields that the dictionary declares."""
    own = tuple(field.id for field in found.dictionary.own_fields)
    notes = {f"{field}{NOTE}": (field, "note") for field in own}
    return {**CELLS, **{field: (field, "value") for field in own}, **notes}


def is_of_the_place(agency: Agency, column: str) -> bool:
    """Whether a record has a coordinate only by way of its place."""
    return column in DERIVED and getattr(agency, column) is None


def path_in(agency: Agency, path: tuple[str, ...]) -> tuple[str | int, ...]:
    """The way to a field from its record's top: the reply that counts is one of a list."""
    first, *rest = path
    return (*agency.reply_path, *rest) if first == "reply" else path


def record_name(found: Investigation, agency: str) -> str:
    """`agencies/raleigh-pd`: how the ids of all data of a record begin."""
    return f"{found.dictionary.records.path}{agency}"


def statement_data(agency: Agency) -> Iterator[tuple[str, Datum]]:
    """What a record quotes and who said it when, and what sources say of it, by the words."""
    marks = tuple(numbered(word_mark(entry.words) for entry in agency.statements))
    for number, entry in enumerate(agency.statements):
        mark = marks[number]
        place: tuple[str | int, ...] = ("statements", number)
        label = f"{agency.name}: {entry.speaker or 'in its own words'}"
        name = f"{STATEMENT}.{mark}"
        yield name, Datum(entry.words, label, agency.origin, (*place, "words"))
        said = ", ".join(filter(None, (entry.speaker, entry.date.iso if entry.date else "")))
        label = f"{agency.name}: who said so, and when"
        if said:
            yield f"{SAID}.{mark}", Datum(said, label, agency.origin, place)
    for field, label, facts in (
        (FACT, "what sources say", agency.facts), (CONTEXT, "context", agency.context),
    ):  # fmt: skip
        marks = tuple(numbered(word_mark(fact.text) for fact in facts))
        for number, fact in enumerate(facts):
            name = f"{field}.{marks[number]}"
            place = ("facts" if field == FACT else field, number, "text")
            yield name, Datum(fact.text, f"{agency.name}: {label}", agency.origin, place)


def contact_data(
    agency: Agency, attempts: Iterable[Attempt]
) -> Iterator[tuple[str, Datum]]:  # fmt: skip
    """Each attempt to reach an agency: whose, when, and if it was answered; its earlier replies."""
    own = {id(one): number for number, one in enumerate(agency.attempts)}
    # Its own come first, so that they are numbered as its claims are.
    ordered = sorted(attempts, key=lambda one: isinstance(one, SharedAttempt))
    label = f"{agency.name}: an attempt to have an answer"
    marks = numbered(word_mark(attempt.asked) for attempt in ordered)
    for attempt, mark in zip(ordered, marks, strict=True):
        name = f"{ATTEMPT}.{mark}"
        asked = asked_when(attempt.by, attempt.date.iso if attempt.date else "")
        value = f"{asked}, {ANSWERED[attempt.answered]}"
        if isinstance(attempt, SharedAttempt):
            yield name, Datum(value, label, attempt.origin, ("answered",))
        else:
            place = ("attempts", own[id(attempt)], "answered")
            yield name, Datum(value, label, agency.origin, place)
    earlier = in_order(agency.replies)[:-1]
    texts = (f"{reply.summary or ''}{reply.words or ''}" for reply in earlier)
    for reply, mark in zip(earlier, numbered(map(word_mark, texts)), strict=True):
        name = f"{ANSWER}.{mark}"
        dated = f"{reply.date.iso if reply.date else ''} {reply.category}".strip()
        label = f"{agency.name}: an earlier reply"
        number = next(n for n, one in enumerate(agency.replies) if one is reply)
        yield name, Datum(reply.words or dated, label, agency.origin, ("replies", number))


def asked_when(by: str, day: str) -> str:
    """Who asked, and on which day where a source gives it."""
    return ", ".join(filter(None, (by, day)))


ANSWERED = {"yes": "answered", "no": "not answered", None: "whether it was answered is not stated"}


def is_in_record(name: str) -> bool:
    """Whether it is the id of a record, or of a datum or a claim in one."""
    return is_record_page(f"{name.partition('.')[0]}/")


def is_record(name: str) -> bool:
    """Whether it is the id of a record as a whole: `agencies/raleigh-pd`."""
    return is_in_record(name) and "." not in name


def agency_in(name: str) -> str:
    """The agency's id in the id of a record, or of a datum in one; else nothing."""
    return name.partition(".")[0].rpartition("/")[2] if is_in_record(name) else ""


def is_of(name: str, datum: str) -> bool:
    """Whether an id is a datum's, or one of the record that a datum stands for as a whole."""
    return name == datum or (is_record(datum) and name.startswith(f"{datum}."))


def field_of(name: str) -> str:
    """The column of a cell's id; empty for what is no cell."""
    return name.partition(".")[2] if is_in_record(name) else ""


def kind_of(name: str) -> str:
    """The column of a cell, or what else of a record it is: `attempt` of `attempt.1a2b3c`."""
    return field_of(name).partition(".")[0]


def is_called_by_its_words(name: str) -> bool:
    """Whether other words make another id of it: a statement, an event, a quotation."""
    return name.startswith(BY_WORDS) or kind_of(name) in SEVERAL


def is_another_fact(name: str, was: Shown, now: Shown) -> bool:
    """Whether a change of a datum is one of fact: in wording, the numbers count alone."""
    # Most are as they were: that is told at once.
    if name.startswith(COMPUTED) or (was.value, was.label) == (now.value, now.label):
        return False
    if name.startswith(SENTENCE) or is_wording(kind_of(name)):
        before, after = own_words(was, now)
        return quantities_in(before) != quantities_in(after)
    if name.startswith(TIMELINE) and was.value == now.value:
        return quantities_in(was.label) != quantities_in(now.label)
    return was.value != now.value


def is_wording(column: str) -> bool:
    """Whether a column holds a sentence of ours: a note of a declared field is one, too."""
    return column in IN_OUR_WORDS or (column.endswith(NOTE) and column not in CELLS)


def says(name: str, words: str, value: str, label: str = "") -> bool:
    """Whether a datum says these words: as its value, or within a text that is its value.

    An event is its day, and the words by which it is called.
    """
    if same(words, value):
        return True
    is_text = name.startswith((SENTENCE, QUOTE)) or is_wording(kind_of(name))
    is_text = is_text or kind_of(name) in WORDS_OF_OURS
    is_event = name.startswith(TIMELINE) and stands_in(words, label)
    return is_event or (is_text and stands_in(words, value))


def last_without(name: str, words: str, history: History) -> tuple[Publication, Shown] | None:
    """When a datum was last shown anew, if it was shown and never said these words."""
    times = history.times(name) if words else ()
    said = any(says(name, words, shown.value, shown.label) for _, shown in times)
    return None if said or not times else times[-1]


def labelled(data: Mapping[str, Datum]) -> dict[str, Shown]:
    """The data as a manifest holds them, as yet on no surface."""
    return {name: Shown(datum.value, datum.label) for name, datum in data.items()}
