"""Room: what each kind of directive is made of, and whether one is all that and no more."""

from __future__ import annotations

from dataclasses import dataclass, field

from broadsheet.markup.records import Desk
from broadsheet.problems import Location, did_you_mean, one_of


@dataclass(frozen=True, slots=True)
class Shape:
    """What a kind of directive is made of; `argument` says what stands after the `|`."""

    argument: str = ""
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    body: str = ""
    choices: tuple[str, ...] = ()


SHAPES = {
    "map": Shape(),
    "agency": Shape(argument="an agency's id"),
    "agencies": Shape(),
    "timeline": Shape(),
    "chart": Shape(argument="what it shows", optional=("title",), choices=("replies",)),
    "quote": Shape(argument="the speaker", optional=("source",), body="the words that were said"),
    "note": Shape(argument="the title", body="the text of the box"),
    "known": Shape(argument="the title", body="what is known"),
    "unknown": Shape(argument="the title", body="what is not known"),
    "figure": Shape(argument="a file in content/media/", required=("alt", "caption", "credit")),
}
WHY = {
    "alt": "say in words what the picture shows, for those who do not see it",
    "caption": "say what readers should know of the picture",
    "credit": "say whose picture it is",
}


@dataclass(slots=True)
class Written:
    """A directive as it was written; its texts may hold sentinels still."""

    kind: str
    argument: str
    location: Location
    fence: str
    argument_at: Location
    options: dict[str, str] = field(default_factory=dict)
    places: dict[str, Location] = field(default_factory=dict)
    values_at: dict[str, Location] = field(default_factory=dict)
    body: bool = False


def is_sound(written: Written, desk: Desk) -> bool:
    """Tell what a directive lacks and what it has too much; False if it cannot be shown."""
    before = len(desk.problems)
    if written.kind not in SHAPES:
        tell_unknown(written, desk)
        return False
    shape = SHAPES[written.kind]
    tell_argument(written, shape, desk)
    tell_options(written, shape, desk)
    tell_body(written, shape, desk)
    return len(desk.problems) == before


def tell_unknown(written: Written, desk: Desk) -> None:
    """Tell that there is no such directive."""
    first, _, rest = written.kind.partition(" ")
    if first in SHAPES and rest:
        message = f"the directive '{first}' is not divided from '{rest}'"
        hint = f"put a | between: /// {first} | {rest}"
    elif not written.kind:
        message, hint = "this directive has no name", one_of(SHAPES)
    else:
        message = f"there is no directive '{written.kind}'"
        hint = did_you_mean(written.kind, SHAPES) or one_of(SHAPES)
    desk.tell(written.location, "E078", message, hint)


def tell_argument(written: Written, shape: Shape, desk: Desk) -> None:
    """Tell what is wrong after the `|`."""
    kind, argument = written.kind, written.argument
    if shape.argument and not argument:
        message = f"the directive '{kind}' does not say {shape.argument}"
        hint = f"write /// {kind} | and then {shape.argument}"
        desk.tell(written.location, "E079", message, hint)
    elif argument and not shape.argument:
        message = f"the directive '{kind}' takes nothing after its name"
        desk.tell(written.argument_at, "E079", message, f"write /// {kind}")
    elif shape.choices and argument not in shape.choices:
        message = f"a {kind} of '{argument}' is not among those we draw"
        hint = did_you_mean(argument, shape.choices) or f"write /// {kind} | {shape.choices[0]}"
        desk.tell(written.argument_at, "E079", message, hint)
    elif kind == "agency" and argument not in desk.scope.agencies:
        hint = did_you_mean(argument, desk.scope.agencies)
        desk.tell(written.argument_at, "E076", f"there is no agency '{argument}'", hint)


def tell_options(written: Written, shape: Shape, desk: Desk) -> None:
    """Tell of options that are missing, empty or unknown."""
    known = (*shape.required, *shape.optional)
    for key, value in written.options.items():
        if key not in known:
            message = f"the directive '{written.kind}' has no option '{key}'"
            hint = did_you_mean(key, known) or one_of(known) or "leave it out"
            desk.tell(written.places[key], "E079", message, hint)
        elif not value:
            message = f"the option '{key}' is empty"
            desk.tell(written.places[key], "E079", message, WHY.get(key, ""))
    for key in shape.required:
        if key not in written.options:
            message = f"this {written.kind} has no '{key}'"
            hint = f"{WHY[key]}, on a line of its own: four spaces, {key}: and the words"
            desk.tell(written.location, "E079", message, hint)


def tell_body(written: Written, shape: Shape, desk: Desk) -> None:
    """Tell of text that is missing, or that has no business here."""
    if shape.body and not written.body:
        message = f"this {written.kind} is empty"
        hint = f"write {shape.body} between its first line and ///"
        desk.tell(written.location, "E079", message, hint)
    elif written.body and not shape.body:
        message = f"the directive '{written.kind}' holds no text"
        hint = "close it with /// before the text"
        if shape.required or shape.optional:
            hint += "; options are indented by four spaces"
        desk.tell(written.location, "E079", message, hint)
