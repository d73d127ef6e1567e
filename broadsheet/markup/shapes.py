"""Room: what each kind of directive is made of, and whether one is all that and no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from broadsheet.charts import GROUPS
from broadsheet.markup.records import Desk
from broadsheet.problems import Location, did_you_mean, one_of


@dataclass(frozen=True, slots=True)
class Shape:
    """What a kind of directive is made of; `argument` says what stands after the `|`.

    `choices` are all that may stand there, each with the options that it has besides.
    """

    argument: str = ""
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    body: str = ""
    choices: Mapping[str, Shape] = field(default_factory=dict)

    def chosen(self, argument: str) -> Shape:
        """Give the shape with the options of one of its choices."""
        own = self.choices.get(argument, Shape())
        required, optional = self.required + own.required, self.optional + own.optional
        return replace(self, required=required, optional=optional)


SHAPES = {
    "map": Shape(),
    "agency": Shape(argument="an agency's id"),
    "agencies": Shape(),
    "timeline": Shape(),
    "unanswered": Shape(),
    "find": Shape(argument="the question to readers"),
    "chart": Shape(
        argument="what it shows",
        optional=("title", "note", "source"),
        choices={
            **dict.fromkeys(GROUPS, Shape()),
            "ranges": Shape(),
            "timeline": Shape(),
            "waffle": Shape(required=("part", "whole"), optional=("part_label", "whole_label")),
        },
    ),
    "quote": Shape(argument="the speaker", optional=("source",), body="the words that were said"),
    "note": Shape(argument="the title", body="the text of the box"),
    "known": Shape(argument="the title", body="what is known"),
    "unknown": Shape(argument="the title", body="what is not known"),
    "figure": Shape(
        argument="a file in content/media/",
        required=("alt", "caption", "credit"),
        optional=("wide", "small"),
    ),
}
YES_OR_NO = "write yes or no"
WHY = {
    "alt": "say in words what the picture shows, for those who do not see it",
    "caption": "say what readers should know of the picture",
    "credit": "say whose picture it is",
    "part": "name the figure that is filled in",
    "whole": "name the figure that all squares are",
    "wide": YES_OR_NO,
    "small": YES_OR_NO,
}
SWITCHES = ("wide", "small")
"""Options that are yes or no."""
NAMES_OF_FIGURES = ("part", "whole")
"""Options that name a figure by its id."""


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
    shape = SHAPES[written.kind].chosen(written.argument)
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
        hint = did_you_mean(argument, shape.choices) or one_of(shape.choices)
        desk.tell(written.argument_at, "E079", message, hint)
    elif kind == "agency" and argument not in desk.scope.agencies:
        hint = did_you_mean(argument, desk.scope.agencies)
        desk.tell(written.argument_at, "E076", f"there is no agency '{argument}'", hint)
    elif kind == "figure" and argument not in desk.scope.pictures:
        message = f"there is no picture '{argument}' in content/media/"
        hint = did_you_mean(argument, desk.scope.pictures)
        desk.tell(written.argument_at, "E066", message, hint)


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
        elif key in SWITCHES and value not in {"yes", "no"}:
            message = f"the option '{key}' is '{value}', which is neither yes nor no"
            desk.tell(written.values_at.get(key, written.places[key]), "E079", message, YES_OR_NO)
    for key in shape.required:
        if key not in written.options:
            message = f"this {written.kind} has no '{key}'"
            what = "its name" if key in NAMES_OF_FIGURES else "the words"
            hint = f"{WHY[key]}, on a line of its own: four spaces, {key}: and {what}"
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
