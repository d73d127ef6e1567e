"""Room: the directives as snippets for Visual Studio Code, made from what the program knows."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

from broadsheet.markup.shapes import SHAPES, WHY, Shape

TAKEN = re.compile(r"[\\$}]")
"""Signs that mean something in a snippet."""
OF_OPTION = {"source": "the id of its source"}
IN_CHOICE = re.compile(r"[\\,|$}]")


def make_snippets() -> dict[str, Any]:
    """Every directive with its options, and each form of one that has several."""
    return {
        name: {"scope": "markdown", "prefix": prefixes, "description": told, "body": body}
        for name, prefixes, told, body in snippets()
    }


def snippets() -> Iterator[tuple[str, list[str], str, list[str]]]:
    """Name, what is typed, what it is, and the lines."""
    for kind, shape in SHAPES.items():
        for choice, own in forms_of(shape):
            words = f"{kind} {choice}".strip()
            told = described(kind, shape, choice)
            yield (f"Broadsheet: {words}", [words, f"/// {words}"], told,
                   list(body_of(kind, own, choice)))  # fmt: skip


def forms_of(shape: Shape) -> list[tuple[str, Shape]]:
    """One form, or one for each choice that has options of its own and one for the rest."""
    if not shape.choices:
        return [("", shape)]
    own = [name for name, choice in shape.choices.items() if choice.required]
    return [("", shape), *((name, shape.chosen(name)) for name in own)]


def described(kind: str, shape: Shape, choice: str) -> str:
    """What the directive wants."""
    if choice:
        return f"A {kind} of '{choice}', with all that it needs."
    wants = [shape.argument, *(f"'{name}'" for name in shape.required), shape.body]
    told = ", ".join(want for want in wants if want)
    return f"The block '{kind}': {told}." if told else f"The block '{kind}', which needs nothing."


def body_of(kind: str, shape: Shape, choice: str) -> Iterator[str]:
    """The lines of a snippet, its stops numbered from the top."""
    stops = itertools.count(1)
    argument = argument_of(shape, choice, stops)
    yield f"/// {kind} | {argument}" if argument else f"/// {kind}"
    options = shape.required or (("source",) if shape.body and "source" in shape.optional else ())
    for name in options:
        yield f"    {name}: {gap(next(stops), WHY.get(name, OF_OPTION.get(name, name)))}"
    if shape.body:
        yield gap(next(stops), shape.body)
    yield from ("///", "$0")


def argument_of(shape: Shape, choice: str, stops: Iterator[int]) -> str:
    """What stands behind the `|`: what was chosen, a choice, a stop, or nothing."""
    if shape.choices and not choice:
        return one_of(next(stops), [n for n, own in shape.choices.items() if not own.required])
    if choice or not shape.argument:
        return choice
    return gap(next(stops), shape.argument)


def gap(number: int, told: str) -> str:
    """A stop with what belongs there."""
    return f"${{{number}:{TAKEN.sub(escaped, told)}}}"


def one_of(number: int, choices: list[str]) -> str:
    """A stop with all that may stand there."""
    told = ",".join(IN_CHOICE.sub(escaped, choice) for choice in choices)
    return f"${{{number}|{told}|}}"


def escaped(sign: re.Match[str]) -> str:
    """A sign that stands for itself."""
    return f"\\{sign[0]}"
