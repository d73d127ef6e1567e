"""Room charts: rows become the bars of a category."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from broadsheet.charts.lettering import NARROWEST, lines
from broadsheet.pages import AgencyRow, Bar, BarsDrawing, Cell, ChartTable, ChartView, PageLink
from broadsheet.pages import TermView as Term

LINE, THICK, GAP = 1.3, 1.05, 1.0
"""Em: a line of a label, a bar, the space before the next."""
MARK = 1.6
"""Em that the symbol before a label takes."""
LAST = ""
"""The id of a term that stands for no place of the grouping's own."""
BASIS = "the records of this site; each one’s page gives its sources"


class Grouping(NamedTuple):
    """A way to count the records: the table's heading, the chart's title, a row's term.

    `vocabulary` is the part of the dictionary whose order the bars take; a grouping without
    one has its longest bar first.
    """

    heading: str
    title: str
    term: Callable[[AgencyRow], Term]
    vocabulary: str = ""


def county(row: AgencyRow) -> Term:
    """The county of a row; for a statewide one, the whole area, which comes last."""
    name = row.county.title if row.county else row.where or "No county known"
    return Term(row.county.path if row.county else LAST, name, name, "")


GROUPS = {
    "replies": Grouping("Reply", "What the {} answered", lambda row: row.reply, "replies"),
    "kinds": Grouping("Kind", "The {} by kind", lambda row: row.kind, "kinds"),
    "counties": Grouping("County", "The {} by county", county),
}
"""What bars can count: `/// chart | replies`. Another grouping is another line."""


def bars_chart(
    grouping: Grouping, rows: Sequence[AgencyRow], order: Sequence[Term], plural: str
) -> ChartView:
    """Count rows by their term; the bars add up to the rows.

    Bars stand in the `order` of the dictionary, which the map's legend and the filters have
    too: it runs as the editors set it, from admitting to denying, and says more than the
    counts would. A term that no row has gets no bar: there is nothing of it to see, and the
    data dictionary lists them all.
    """
    bars, height = stacked(tuple(counted(grouping, rows, order)))
    counts = "; ".join(f"{label(bar.term, bar.count)}: {bar.count}" for bar in bars)
    return ChartView(
        form="bars",
        title=grouping.title.format(plural),
        description=f"Of {len(rows)} {plural}: {counts}." if bars else "",
        drawing=BarsDrawing(bars, len(rows), height) if bars else None,
        table=table(grouping, bars, len(rows), plural) if bars else ChartTable((), ()),
        basis=BASIS,
    )


def counted(
    grouping: Grouping, rows: Sequence[AgencyRow], order: Sequence[Term]
) -> Iterator[tuple[Term, tuple[AgencyRow, ...]]]:
    """Each term that a row has, with its rows."""
    groups: dict[Term, tuple[AgencyRow, ...]] = dict.fromkeys(order, ())
    for row in rows:
        term = grouping.term(row)
        groups[term] = (*groups.get(term, ()), row)
    found = [(term, those) for term, those in groups.items() if those]
    if not grouping.vocabulary:
        found.sort(key=lambda group: (group[0].id == LAST, -len(group[1]), group[0].label))
    yield from found


def stacked(
    groups: Sequence[tuple[Term, tuple[AgencyRow, ...]]],
) -> tuple[tuple[Bar, ...], float]:
    """Bars one under the other, and the height of them all."""
    longest = max((len(those) for _, those in groups), default=0)
    bars, top = [], 0.0
    for term, those in groups:
        words = lines(label(term, len(those)), NARROWEST - (MARK if term.symbol else 0))
        share = round(len(those) / longest, 4)
        bars.append(Bar(term, len(those), share, those, words, round(top, 2)))
        top += len(words) * LINE + THICK + GAP
    return tuple(bars), round(top - GAP + 0.2, 2)


def label(term: Term, count: int) -> str:
    """`State agency` for one, `State agencies` for several."""
    return term.label if count == 1 else term.plural or term.label


def table(grouping: Grouping, bars: Sequence[Bar], total: int, plural: str) -> ChartTable:
    """Each bar as a row, with the records that it counts."""
    told = (
        (
            Cell(label(bar.term, bar.count)),
            Cell(str(bar.count)),
            Cell(links=tuple(PageLink(row.name, row.path) for row in bar.rows)),
        )
        for bar in bars
    )
    columns = (grouping.heading, plural.capitalize(), "Which")
    return ChartTable(columns, (*told, (Cell("All"), Cell(str(total)), Cell())))
