"""Room: charts. Rows, events and numbers become drawings with their tables.

`bars` counts the rows of a grouping, `strip` lays ranges on one axis, `timeline` puts events
on a scale of time, `waffle` shows a part of a whole; `lettering` breaks their words.
"""

from __future__ import annotations

from broadsheet.charts.bars import GROUPS, Grouping, bars_chart
from broadsheet.charts.strip import Extent, strip_chart
from broadsheet.charts.timeline import Happening, timeline_chart
from broadsheet.charts.waffle import MOST_SQUARES, waffle_chart

__all__ = [
    "GROUPS",
    "MOST_SQUARES",
    "Extent",
    "Grouping",
    "Happening",
    "bars_chart",
    "strip_chart",
    "timeline_chart",
    "waffle_chart",
]
