"""Room: the language inside `{{ … }}`, which is a name and a few filters, and nothing else.

expression = name { "|" filter [ "(" literal { "," literal } ")" ] }
literal    = a text in single or double quotes, or a whole number
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from broadsheet.figures.amounts import plain
from broadsheet.figures.filters import FILTERS
from broadsheet.figures.manner import Manner, NotBorneOut, Unfit
from broadsheet.figures.values import FigureValue, Value
from broadsheet.problems import did_you_mean, one_of

TOKEN = re.compile(r"""\s*(?:([A-Za-z_]\w*)|('[^']*'|"[^"]*"|-?\d+)|([|(),]))""")
OPENING = re.compile(r"\\?\{[{%#]")
ESCAPED = re.compile(r"\\(\{[{%#])")
SHOWN = 40


class Evaluated(NamedTuple):
    """What an expression says, and the figure that it says it of."""

    text: str
    figure: str


class ExpressionFault(NamedTuple):
    """What is wrong in a text, `offset` characters from its beginning.

    `code` tells words that the data no longer bear out from what cannot be read at all.
    """

    offset: int
    message: str
    hint: str = ""
    code: str = "E071"


class Expression(NamedTuple):
    """An expression in a text: it stands from `start` to `end`; `inner` begins at `at`."""

    start: int
    end: int
    at: int
    inner: str


class Filled(NamedTuple):
    """A text with its figures put in, what is wrong in it, and the figures it uses.

    `shown` are these figures again, each time with the words that it was put in with.
    """

    text: str
    faults: tuple[ExpressionFault, ...]
    figures: tuple[str, ...]
    shown: tuple[tuple[str, str], ...] = ()


class Step(NamedTuple):
    """One filter of an expression, with its arguments."""

    offset: int
    name: str
    arguments: tuple[str, ...]


class BadExpressionError(ValueError):
    """An expression cannot be read or worked out."""

    def __init__(self, offset: int, message: str, hint: str = "", code: str = "E071") -> None:
        super().__init__(message)
        self.fault = ExpressionFault(offset, message, hint, code)


def evaluate(
    expression: str,
    figures: Mapping[str, FigureValue],
    locale: str = "en-US",
    *,
    currency: str = "USD",
) -> Evaluated | ExpressionFault:
    """Work out what stands between the braces, such as `listed_total | words | start`."""
    try:
        (offset, name), steps = parsed(expression)
        figure = named(name, offset, figures)
        manner = Manner(locale, currency, figure.unit, figure.kind == "reported")
        value: Value = figure.value
        for step in steps:
            value = filtered(value, step, manner, name)
    except BadExpressionError as error:
        return error.fault
    return Evaluated(plain(value, manner), name)


def named(name: str, offset: int, figures: Mapping[str, FigureValue]) -> FigureValue:
    """Find the figure."""
    if name not in figures:
        hint = did_you_mean(name, figures) or one_of(figures)
        raise BadExpressionError(offset, f"there is no figure '{name}'", hint)
    return figures[name]


def filtered(value: Value, step: Step, manner: Manner, figure: str) -> Value:
    """Apply one filter to the value of a figure."""
    if step.name not in FILTERS:
        hint = did_you_mean(step.name, FILTERS) or one_of(FILTERS)
        raise BadExpressionError(step.offset, f"there is no filter '{step.name}'", hint)
    chosen = FILTERS[step.name]
    if len(step.arguments) != chosen.arguments:
        wanted = ("nothing in brackets", "one text in brackets", "two texts in brackets")
        hint = f"such as {chosen.example}" if chosen.example else ""
        message = f"the filter '{step.name}' takes {wanted[chosen.arguments]}"
        raise BadExpressionError(step.offset, message, hint)
    try:
        return chosen.apply(value, step.arguments, manner)
    except NotBorneOut as words:
        message = f"'{figure}' is {words}"
        raise BadExpressionError(step.offset, message, words.hint, "E070") from None
    except Unfit as unfit:
        message = f"the filter '{step.name}' does not fit: {unfit}"
        raise BadExpressionError(step.offset, message, unfit.hint) from None


class Tokens:
    """The words, literals and signs of an expression, one after the other."""

    def __init__(self, text: str) -> None:
        self.text, self.position = text, 0

    def take(self, group: int, sign: str = "") -> tuple[int, str] | None:
        """Take the next one if it is of this group (1 name, 2 literal, 3 sign)."""
        found = TOKEN.match(self.text, self.position)
        if not found or found[group] is None or (sign and found[group] != sign):
            return None
        self.position = found.end()
        return found.start(group), found[group]

    def wrong(self, wanted: str) -> BadExpressionError:
        """Say what was wanted where the reading stopped."""
        rest = self.text[self.position :].strip()
        offset = len(self.text) - len(self.text[self.position :].lstrip())
        hint = "write a figure's name and filters, such as {{ listed_total | words }}"
        if not rest:
            return BadExpressionError(min(offset, self.position), f"{wanted} is missing", hint)
        shown = rest if len(rest) <= SHOWN else rest[:SHOWN] + "…"
        return BadExpressionError(offset, f"'{shown}' stands where {wanted} is wanted", hint)


def parsed(text: str) -> tuple[tuple[int, str], list[Step]]:
    """Read an expression into the figure's name and the filters."""
    tokens = Tokens(text)
    name = tokens.take(1)
    if not name:
        raise tokens.wrong("the name of a figure")
    steps = []
    while tokens.take(3, "|"):
        chosen = tokens.take(1)
        if not chosen:
            raise tokens.wrong("the name of a filter")
        steps.append(Step(*chosen, arguments_in(tokens)))
    if text[tokens.position :].strip():
        raise tokens.wrong("'|' or the end")
    return name, steps


def arguments_in(tokens: Tokens) -> tuple[str, ...]:
    """Read the arguments of a filter, if it has any."""
    if not tokens.take(3, "("):
        return ()
    arguments = []
    while True:
        literal = tokens.take(2)
        if not literal:
            raise tokens.wrong("a text in quotes")
        arguments.append(literal[1][1:-1] if literal[1][0] in "'\"" else literal[1])
        if tokens.take(3, ")"):
            return tuple(arguments)
        if not tokens.take(3, ","):
            raise tokens.wrong("',' or ')'")


def expression_at(text: str, start: int, limit: int) -> Expression | ExpressionFault:
    """Read what a `{{`, `{%` or `{#` at `start` opens; it must close before `limit`."""
    opening = text[start : start + 2]
    if opening == "{%":
        message = "statements such as {% … %} are not available in prose"
        return ExpressionFault(start, message, "only figures are, such as {{ listed_total }}")
    if opening == "{#":
        message = "{# … #} is not available in prose"
        hint = "for a remark, use a private notes field; headings get their anchors by themselves"
        return ExpressionFault(start, message, hint)
    end = text.find("}}", start + 2, limit)
    again = text.find("{{", start + 2, limit)
    if end < 0 or 0 <= again < end:
        hint = "close it with }}, or write \\{{ for two braces"
        return ExpressionFault(start, "this '{{' is not closed", hint)
    inner = text[start + 2 : end]
    lead = len(inner) - len(inner.lstrip())
    return Expression(start, end + 2, start + 2 + lead, inner.strip())


def expressions_in(text: str) -> tuple[Expression | ExpressionFault, ...]:
    """Find every `{{ … }}` of a text, and what is no expression but looks like one."""
    found: list[Expression | ExpressionFault] = []
    position = 0
    while opening := OPENING.search(text, position):
        position = opening.end()
        if not opening[0].startswith("\\"):
            found.append(expression_at(text, opening.start(), len(text)))
            position = getattr(found[-1], "end", position)
    return tuple(found)


def fill(
    text: str,
    figures: Mapping[str, FigureValue],
    locale: str = "en-US",
    *,
    currency: str = "USD",
) -> Filled:
    r"""Put the figures into a text; `\{{` is two braces; a faulty expression becomes nothing."""
    faults, used, pieces, position = [], [], [], 0
    for found in expressions_in(text):
        if isinstance(found, ExpressionFault):
            faults.append(found)
            continue
        result = evaluate(found.inner, figures, locale, currency=currency)
        pieces.append(ESCAPED.sub(r"\1", text[position : found.start]))
        position = found.end
        if isinstance(result, ExpressionFault):
            faults.append(result._replace(offset=result.offset + found.at))
        else:
            pieces.append(result.text)
            used.append((result.figure, result.text))
    pieces.append(ESCAPED.sub(r"\1", text[position:]))
    names = tuple(dict.fromkeys(figure for figure, _ in used))
    return Filled("".join(pieces), tuple(faults), names, tuple(used))
