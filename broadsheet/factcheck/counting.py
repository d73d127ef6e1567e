"""Room: fact-checking. The figures that count an agency, and where they are said.

"Two said so" speaks of two agencies without a name: no claim is about them for that, but each
of the two wants to know.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from broadsheet.factcheck.evidence import FigureNote
from broadsheet.factcheck.states import Line
from broadsheet.figures import FigureValue


@dataclass(frozen=True, slots=True)
class Counting:
    """A computed figure, and the numbers of the lines that say it."""

    figure: FigureNote
    lines: tuple[int, ...]


def find_counting(
    lines: Iterable[Line],
    figures: Mapping[str, FigureValue],
    notes: Mapping[str, FigureNote],
) -> dict[str, list[Counting]]:
    """What counts each agency, by its id; a figure that no line says is left out."""
    said: dict[str, list[int]] = {}
    for line in lines:
        for name in dict.fromkeys(value.figure for value in line.claim.values):
            said.setdefault(name, []).append(line.number)
    found: dict[str, list[Counting]] = {}
    for name, figure in figures.items():
        if name in said and name in notes and is_of_agencies(figure):
            counting = Counting(notes[name], tuple(said[name]))
            for agency in dict.fromkeys(figure.rows):
                found.setdefault(agency, []).append(counting)
    return found


def is_of_agencies(figure: FigureValue) -> bool:
    """Whether agencies make it up."""
    return figure.kind == "computed" and figure.of == "agencies"
