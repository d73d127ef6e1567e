"""Room: which fields are blank, in how many of how many records, and whether somebody says why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from broadsheet.bulletproof.desk import Desk, Path, number, subject_of
from broadsheet.bulletproof.verdicts import Finding, Line
from broadsheet.model import Agency, Entry

MOST_RARE, FEWEST = 0.1, 10
"""A blank is rare where at most a tenth of at least ten entries has it."""


OWN = "particulars"
"""Before the name of a field that the dictionary declares."""


class Asked(NamedTuple):
    """A field that may be blank: the path to it, and the notes that may say why it is."""

    path: tuple[str, ...]
    because: tuple[tuple[str, ...], ...] = ()

    @property
    def name(self) -> str:
        """`reply.date`; a declared field by its own name."""
        return ".".join(self.path).removeprefix(f"{OWN}.")


AGENCY = (
    Asked(("aliases",)), Asked(("place",)), Asked(("county",)), Asked(("listed",)),
    Asked(("searches",)), Asked(("reply", "summary")), Asked(("reply", "words")),
    Asked(("reply", "by")), Asked(("reply", "to")),
    Asked(("reply", "date"), (("reply", "date_note"),)),
    Asked(("spending", "amount"), (("spending", "note"),)),
    Asked(("users", "authorized"), (("users", "note"),)),
    Asked(("users", "at_least"), (("users", "note"),)), Asked(("free_trial",)),
    Asked(("began", "date"), (("began", "note"),)),
    Asked(("ended", "date"), (("ended", "note"),)),
    Asked(("statements",)), Asked(("facts",)), Asked(("context",)), Asked(("unclear",)),
)  # fmt: skip
SOURCE = (
    Asked(("author",)), Asked(("date",), (("date_note",), ("note",))),
    Asked(("url",), (("note",),)), Asked(("archived",)), Asked(("read",)),
)  # fmt: skip
EVENT = (Asked(("agencies",)), Asked(("short",)), Asked(("sources",)))


def blanks_are_counted(desk: Desk) -> Iterator[Line]:
    """How often each field is blank; a rare blank, and one that nobody explains, is told."""
    found, words = desk.found, desk.found.dictionary.records
    own = tuple(Asked((OWN, field.id)) for field in found.dictionary.own_fields)
    yield blank_line(desk, "blanks-agencies", words.plural, found.agencies, (*AGENCY, *own))
    yield blank_line(desk, "blanks-sources", "sources", found.sources, SOURCE)
    yield blank_line(desk, "blanks-events", "events", found.timeline, EVENT)


def blank_line(
    desk: Desk, check: str, what: str, entries: Sequence[Entry], asked: Sequence[Asked]
) -> Line:
    """The blanks of one file: each field with how many of how many."""
    told, findings = [], []
    for field in asked:
        blank = [entry for entry in entries if is_blank(entry, field.path)]
        told.append(f"{field.name} {number(len(blank))}")
        rare = len(entries) >= FEWEST and len(blank) <= MOST_RARE * len(entries)
        findings += [
            finding
            for entry in blank
            for finding in blank_findings(desk, check, entry, field, rare=rare)
        ]
    heading = f"blank in how many of {number(len(entries))} {what}: {', '.join(told)}"
    return Line(check, heading, tuple(findings))


def blank_findings(
    desk: Desk, check: str, entry: Entry, field: Asked, *, rare: bool
) -> Iterator[Finding]:
    """A blank that should have its reason, or that nearly all others have filled."""
    if does_not_apply(entry, field) or any(not is_blank(entry, note) for note in field.because):
        return
    group_is_there = (
        len(field.path) == 1 or field.path[0] == OWN or not is_blank(entry, field.path[:-1])
    )
    expected = field.because and group_is_there
    if not expected and not rare:
        return
    subject = subject_of(entry)
    message = f"'{field.name}' of '{subject}' is blank"
    if not rare:
        notes = " or ".join(quoted(note) for note in field.because)
        message += f", and no {notes} says why"
    remedy = f"find '{field.name}' out"
    if field.because:
        remedy += f", or say in {quoted(field.because[0])} why it is not known"
    where: Path = () if field.path[0] == OWN else field.path[:-1]
    if isinstance(entry, Agency) and field.path[0] == "reply":
        where = entry.reply_path
    yield desk.look(f"{check}:{field.name}:{subject}", entry, where, message, remedy)


def quoted(path: tuple[str, ...]) -> str:
    """A path as editors see it."""
    return f"'{'.'.join(path)}'"


def does_not_apply(entry: Entry, field: Asked) -> bool:
    """Whether a record is right to leave the field out: nothing is known, or it is statewide."""
    if not isinstance(entry, Agency):
        return False
    if field.path[0] == "reply":
        return not (entry.reply.by or entry.reply.words or entry.reply.sources)
    return entry.statewide and field.path[0] in {"place", "county"}


def is_blank(entry: object, path: tuple[str, ...]) -> bool:
    """Whether nothing stands at a path, or the group that should hold it is not there."""
    value: object = entry
    if path[0] == OWN and isinstance(entry, Agency):
        return entry.particular(path[1]) is None
    for step in path:
        value = getattr(value, step, None)
        if value is None or value == ():
            return True
    return False
