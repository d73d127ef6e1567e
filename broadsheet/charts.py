"""Room: charts. Rows become the bars of a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from broadsheet.pages import Bar, ChartView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from broadsheet.pages import AgencyRow, TermView


def replies_chart(
    rows: Sequence[AgencyRow],
    replies: Sequence[TermView],
    title: str,
    description: str,
    anchor: str,
) -> ChartView:
    """Count agencies by reply; `anchor` is the chart's id in its page.

    Bars stand in the dictionary's order, which the map's legend and the filters have too:
    it runs as the editors set it, from admitting to denying, and says more than the counts
    would. A category that nobody gave has no bar: of words that no agency used there is
    nothing to see, and the data dictionary lists them all. The bars add up to the rows.
    """
    given = [(term, tuple(r for r in rows if r.reply.id == term.id)) for term in replies]
    longest = max((len(those) for _, those in given), default=0)
    bars = (
        Bar(term, len(those), round(len(those) / longest, 4), those)
        for term, those in given
        if those
    )
    return ChartView(anchor, title, description, tuple(bars), len(rows))
