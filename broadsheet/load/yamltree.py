"""Stage load: a YAML text becomes plain values, every scalar a text, or problems.

Built straight from the parser's events: no value is ever typed here, a doubled key is an
error, and what YAML can do beyond lists, groups and texts (aliases, tags, several
documents) is refused. Positions are found only when a problem is told (see `yamlplace`).
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from broadsheet.load.text import UNSEEN, sign_name
from broadsheet.load.yamlparser import QUOTE_HINT, Loader, mark_of, remedy, short_tag, slip_of
from broadsheet.problems import Location, Problem

DEEPEST = 24
NOTHING = frozenset({"", "~", "null"})
CUT_OFF = re.compile(r"[ \t]#[^\s#]")

Value = Any
"""None, a text, a list of values, or a dict of texts to values."""


def read_yaml(text: str, file: str, first_line: int = 1) -> tuple[Value, list[Problem]]:
    """Read one document. The value is None where reading could not reach its end."""
    reading = Reading(file, first_line)
    parser = Loader(text)
    try:
        while parser.check_event():
            event = parser.get_event()
            if event is None or reading.stopped:
                break
            reading.take(event)
    except yaml.MarkedYAMLError as error:
        reading.stopped = True
        reading.problems.append(reading.syntax_problem(error, text))
    except yaml.YAMLError as error:
        reading.stopped = True
        reading.problems.append(Problem(Location(file), "E021", f"this is not YAML: {error}"))
    finally:
        parser.dispose()
    if not reading.stopped and reading.value is None:
        reading.tell("E022", "this file holds nothing", None, "write [] for an empty list")
    cut = cut_off_texts(text, file, first_line, reading.plain_ends) if CUT_OFF.search(text) else []
    value = None if reading.stopped else reading.value
    return value, [*reading.problems, *cut]


class Reading:
    """The values built so far from a stream of events (one use, one document)."""

    def __init__(self, file: str, first_line: int) -> None:
        """Begin with nothing read."""
        self.file, self.first_line = file, first_line
        self.value: Value = None
        self.problems: list[Problem] = []
        self.documents = 0
        self.stopped = False
        self.plain_ends: set[tuple[int, int]] = set()
        self.open: list[Value] = []
        self.keys: list[str | None] = []
        self.first_seen: list[dict[str, Any]] = []
        self.begun: list[Any] = []

    def tell(self, code: str, message: str, mark: Any, hint: str = "") -> None:
        """Add a problem at a mark of the parser."""
        self.problems.append(Problem(self.place(mark), code, message, hint))

    def place(self, mark: Any) -> Location:
        """Where a mark stands in the file."""
        if mark is None:
            return Location(self.file)
        return Location(self.file, mark.line + self.first_line, mark.column + 1)

    def take(self, event: yaml.Event) -> None:
        """Build on with one event."""
        if isinstance(event, yaml.ScalarEvent):
            self.take_scalar(event)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self.take_start(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.open.pop()
            self.keys.pop()
            self.first_seen.pop()
            self.begun.pop()
        elif isinstance(event, yaml.AliasEvent):
            hint = "write the text again, or put it in quotes if * is part of it"
            self.tell("E023", f"'*{event.anchor}' is a YAML alias", event.start_mark, hint)
            self.stopped = True
        elif isinstance(event, yaml.DocumentStartEvent):
            self.take_document(event)

    def take_document(self, event: yaml.DocumentStartEvent) -> None:
        """One document is read; a second one is refused."""
        self.documents += 1
        if self.documents > 1:
            hint = "delete the line ---, or move what follows to a file of its own"
            self.tell("E022", "a second document begins here", event.start_mark, hint)
            self.stopped = True

    def take_scalar(self, event: yaml.ScalarEvent) -> None:
        """A key or a text."""
        self.refuse_extras(event)
        plain = not event.style
        if plain and event.end_mark:
            self.plain_ends.add((event.end_mark.line, event.end_mark.column))
        elif event.style == '"' and (found := UNSEEN.search(event.value.replace("\n", ""))):
            message = f"{sign_name(found[0])} must not stand in content"
            self.tell("E012", message, event.start_mark, "delete the escape that writes it")
        if self.wants_key():
            self.take_key(event)
        else:
            self.put(None if plain and event.value in NOTHING else event.value)

    def take_key(self, event: yaml.ScalarEvent) -> None:
        """A field's name, seen for the first time in its group."""
        seen = self.first_seen[-1]
        if event.value in seen:
            first = seen[event.value].line + self.first_line
            message = f"'{event.value}' stands twice in this group; first on line {first}"
            self.tell("E024", message, event.start_mark, "keep one of the two")
        if event.value == "<<":
            self.tell("E023", "'<<' is a YAML merge key", event.start_mark, "write the fields out")
        seen.setdefault(event.value, event.start_mark)
        self.keys[-1] = event.value

    def take_start(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        """A list or a group begins."""
        self.refuse_extras(event)
        if self.wants_key():
            self.tell("E021", "a field's name must be a text", event.start_mark, QUOTE_HINT)
            self.stopped = True
            return
        if len(self.open) >= DEEPEST:
            message = f"this is nested more than {DEEPEST} deep"
            self.tell("E025", message, event.start_mark, "check the brackets and the indentation")
            self.stopped = True
            return
        new: Value = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.put(new)
        self.open.append(new)
        self.keys.append(None)
        self.first_seen.append({})
        self.begun.append(event.start_mark)

    def refuse_extras(self, event: Any) -> None:
        """Anchors and tags are not part of our YAML."""
        if event.anchor:
            hint = "take it out, or put the text in quotes if & is part of it"
            self.tell("E023", f"'&{event.anchor}' is a YAML anchor", event.start_mark, hint)
        if event.tag:
            hint = "take it out, or put the text in quotes if ! is part of it"
            self.tell("E023", f"'{short_tag(event.tag)}' is a YAML tag", event.start_mark, hint)

    def wants_key(self) -> bool:
        """Whether the next node names a field."""
        return bool(self.open) and isinstance(self.open[-1], dict) and self.keys[-1] is None

    def put(self, value: Value) -> None:
        """Put a value where it belongs."""
        if not self.open:
            self.value = value
        elif isinstance(self.open[-1], list):
            self.open[-1].append(value)
        else:
            self.open[-1][self.keys[-1]] = value
            self.keys[-1] = None

    def syntax_problem(self, error: yaml.MarkedYAMLError, text: str) -> Problem:
        """Say in an editor's words what the parser could not read, and where that began."""
        told = f"{error.problem or ''} {error.context or ''}"
        mark, lines = mark_of(error), text.split("\n")
        line = lines[mark.line] if mark and mark.line < len(lines) else ""
        if "\t" in line[: len(line) - len(line.lstrip())]:
            message = "this line is indented with a tab"
            return Problem(self.place(mark), "E021", message, "use spaces")
        if "expected node content" in told and self.begun and not line.strip():
            message = "this is not YAML: a bracket that is never closed"
            return Problem(self.place(self.begun[-1]), "E021", message, "close it with ] or }")
        message, hint = slip_of(line, told) or remedy(told)
        return Problem(self.place(mark), "E021", f"this is not YAML: {message}", hint)


def cut_off_texts(
    text: str, file: str, first_line: int, plain_ends: set[tuple[int, int]]
) -> list[Problem]:
    """Warn where ` #5` after an unquoted text made the rest of it a comment."""
    found = []
    for number, line in enumerate(text.split("\n")):
        for cut in CUT_OFF.finditer(line):
            if (number, len(line[: cut.start()].rstrip())) in plain_ends:
                place = Location(file, number + first_line, cut.start() + 2)
                dropped = line[cut.start() + 1 :].strip()
                message = f"'{dropped}' is read as a comment and dropped"
                found.append(Problem(place, "W021", message, QUOTE_HINT))
                break
    return found
