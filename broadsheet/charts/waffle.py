"""Room charts: a part of a whole becomes squares, some of them filled."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.pages import Cell, ChartTable, ChartView, Quantity, WaffleDrawing

MOST_SQUARES = 1_000
"""Beyond it squares are dust."""
WIDTHS = ((100, 10, 1.6), (400, 20, 1.1), (MOST_SQUARES, 50, 0.46))
"""Up to so many squares: how many in a row (tens, so that rows can be counted), and their pitch."""
PITCH = 10


def waffle_chart(part: Quantity, whole: Quantity, basis: str) -> ChartView:
    """Draw `whole` squares and fill `part` of them; 0 <= part <= whole, 1 <= whole <= 1,000."""
    told = f"{part.text}: {part.label}. {whole.text}: {whole.label}."
    return ChartView(
        form="waffle",
        title=f"{part.text} of {whole.text}",
        description=f"{whole.text} squares, {part.text} of them filled. {told}",
        drawing=drawn(part, whole),
        table=ChartTable(
            ("Squares", "Number", "What it counts"),
            tuple(
                (Cell(name), Cell(one.text), Cell(one.label))
                for name, one in (("Filled", part), ("All", whole))
            ),
        ),
        basis=basis,
    )


def drawn(part: Quantity, whole: Quantity) -> WaffleDrawing:
    """Two paths for all squares, which cost a page next to nothing."""
    columns, pitch = next(one[1:] for one in WIDTHS if whole.value <= one[0])
    return WaffleDrawing(
        part,
        whole,
        filled="".join(squares(0, part.value, columns, "h8v8h-8z", 1)),
        empty="".join(squares(part.value, whole.value, columns, "h7v7h-7z", 1.5)),
        columns=columns,
        rows=-(-whole.value // columns),
        pitch=pitch,
    )


def squares(first: int, last: int, columns: int, square: str, inset: float) -> Iterator[str]:
    """The squares from number `first` up to `last`: a move, then the square, again and again."""
    for number in range(first, last):
        row, column = divmod(number, columns)
        if number == first:
            yield f"M{column * PITCH + inset:g} {row * PITCH + inset:g}{square}"
        elif column:
            yield f"m{PITCH} 0{square}"
        else:
            yield f"m{-PITCH * (columns - 1)} {PITCH}{square}"
