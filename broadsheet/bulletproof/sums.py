"""Room: whether the parts add up to the totals that are reported, with the arithmetic shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from broadsheet.bulletproof.desk import Desk, counted, number, shortened
from broadsheet.bulletproof.verdicts import Finding, Line
from broadsheet.figures import FigureValue
from broadsheet.model import Figure


def every_sum_adds_up(desk: Desk) -> Iterator[Line]:
    """One line for each figure that declares its parts, and for each that is part of another."""
    declared = [figure for figure in desk.found.figures if figure.parts or figure.part_of]
    if not declared:
        count = counted(len(desk.found.figures), "figure")
        yield Line("sums", f"none of {count} declares 'parts' or 'part_of'")
    for figure in declared:
        if figure.parts:
            yield sum_line(desk, figure)
        if figure.part_of:
            yield part_line(desk, figure, figure.part_of)


def sum_line(desk: Desk, figure: Figure) -> Line:
    """`335 + 210 + 1,161 + 97 = 1,803, and 'national_listed' is 1,803`."""
    numbers = numbers_of(desk.figures, (figure.id, *figure.parts))
    if len(numbers) <= len(figure.parts):
        return uncounted(desk, figure, numbers, ("parts",), (figure.id, *figure.parts))
    total, parts = numbers[0], numbers[1:]
    added = sum(parts)
    told = (
        f"{' + '.join(map(number, parts))} = {number(added)}"
        f" ({' + '.join(figure.parts)}), and '{figure.id}' is {number(total)}"
    )
    findings = [*wrong_total(desk, figure, added, total), *counted_twice(desk, figure)]
    return Line("sums", told, tuple(findings))


def numbers_of(figures: Mapping[str, FigureValue], names: tuple[str, ...]) -> list[float]:
    """The values of figures that are numbers."""
    values = [figures[name].value for name in names if name in figures]
    return [value for value in values if isinstance(value, int | float)]


def uncounted(
    desk: Desk, figure: Figure, numbers: list[float], path: tuple[str, ...], names: tuple[str, ...]
) -> Line:
    """A sum that cannot be made, since a figure in it is no number or cannot be had."""
    missing = [f"'{name}'" for name in names if not numbers_of(desk.figures, (name,))]
    told = f"{counted(len(numbers), 'number')} of {number(len(names))} figures of '{figure.id}'"
    message = f"{' and '.join(missing)} cannot be counted with"
    remedy = "name figures whose value is a number"
    return Line("sums", told, (desk.wrong(f"sums:{figure.id}", figure, path, message, remedy),))


def wrong_total(desk: Desk, figure: Figure, added: float, total: float) -> Iterator[Finding]:
    """Parts that make more or less than the whole."""
    if added == total:
        return
    gap, how = abs(added - total), "more" if added > total else "less"
    message = f"the parts of '{figure.id}' add up to {number(added)}, {number(gap)} {how} than it"
    remedy = "check each number against its source; a source that does not add up needs a note"
    yield desk.wrong(f"sums:{figure.id}", figure, ("parts",), message, remedy)


def counted_twice(desk: Desk, figure: Figure) -> Iterator[Finding]:
    """Records that two parts count: their sum would be right by chance only."""
    seen: dict[str, str] = {}
    for name in figure.parts:
        value = desk.figures[name]
        again = [row for row in value.rows if row in seen and value.of != "counties"]
        for row in again[:1]:
            message = f"'{row}' is counted by '{seen[row]}' and by '{name}'"
            remedy = "let each record be in one part of a sum only"
            yield desk.wrong(f"sums:{figure.id}:{row}", figure, ("parts",), message, remedy)
        seen.update(dict.fromkeys(value.rows, name))


def part_line(desk: Desk, figure: Figure, whole: str) -> Line:
    """`10 of 64: 'named' is a part of 'listed_total'`; a part is never more than its whole."""
    numbers = numbers_of(desk.figures, (figure.id, whole))
    if len(numbers) < len(("part", "whole")):
        return uncounted(desk, figure, numbers, ("part_of",), (figure.id, whole))
    part, total = numbers
    told = f"{number(part)} of {number(total)}: '{figure.id}' is a part of '{whole}'"
    findings = [*too_much(desk, figure, part, total), *outside(desk, figure, whole)]
    return Line("sums", told, tuple(findings))


def too_much(desk: Desk, figure: Figure, part: float, total: float) -> Iterator[Finding]:
    """A part that is more than its whole."""
    if part > total:
        message = f"'{figure.id}' is {number(part)}, and '{figure.part_of}' only {number(total)}"
        remedy = "check both numbers against their sources"
        yield desk.wrong(f"sums:{figure.id}:part", figure, ("part_of",), message, remedy)


def outside(desk: Desk, figure: Figure, whole: str) -> Iterator[Finding]:
    """Records that a part counts and its whole does not."""
    part, total = desk.figures[figure.id], desk.figures[whole]
    strangers = [row for row in part.rows if row not in set(total.rows)]
    if total.rows and part.of == total.of and strangers:
        message = f"'{figure.id}' counts {shortened(strangers)}, which '{whole}' does not"
        remedy = "check the 'where' of both figures"
        yield desk.wrong(f"sums:{figure.id}:rows", figure, ("part_of",), message, remedy)
