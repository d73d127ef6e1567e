import re
from itertools import pairwise

import pytest

from broadsheet.charts import (
    GROUPS,
    Extent,
    Happening,
    bars_chart,
    strip_chart,
    timeline_chart,
    waffle_chart,
)
from broadsheet.charts.lettering import lines
from broadsheet.charts.strip import scale
from broadsheet.charts.timeline import Scale, spread
from broadsheet.pages import (
    AgencyRow,
    BarsDrawing,
    Cell,
    ChartView,
    PageLink,
    Quantity,
    StripDrawing,
    TermView,
    TimelineDrawing,
    WaffleDrawing,
    When,
)
from broadsheet.values import PartialDate

POLICE = TermView("police", "Police department", "Police departments", "")
SHERIFF = TermView("sheriff", "Sheriff", "Sheriffs", "")
REPLIES = tuple(
    TermView(name, name.title(), name.title(), "", colour, symbol)
    for name, colour, symbol in (
        ("use", "amber", "circle"),
        ("trial", "blue", "square"),
        ("denied", "brick", "diamond"),
        ("silent", "grey", "ring"),
    )
)


def row(
    name: str, reply: int = 0, *, kind: TermView = POLICE, county: str = "", span: str = ""
) -> AgencyRow:
    return AgencyRow(
        name, f"{name} Office", f"agencies/{name}/", kind, REPLIES[reply], "",
        f"{county} County" if county else "All of Testland",
        county=PageLink(f"{county} County", f"counties/{county}/") if county else None,
        range=TermView(span, span, span, "") if span else None,
    )  # fmt: skip


ROWS = (row("a", 3), row("b", 0), row("c", 3), row("d", 1), row("e", 3), row("f", 0))


def bars(chart: ChartView) -> BarsDrawing:
    assert isinstance(chart.drawing, BarsDrawing)
    return chart.drawing


# ------------------------------------------------------------------------------ bars


def replies(rows: tuple[AgencyRow, ...] = ROWS) -> ChartView:
    return bars_chart(GROUPS["replies"], rows, REPLIES, "offices")


def test_bars_stand_in_the_dictionary_s_order_and_leave_out_what_nobody_gave() -> None:
    found = [(bar.term.id, bar.count) for bar in bars(replies()).bars]
    assert found == [("use", 2), ("trial", 1), ("silent", 3)]


def test_bars_add_up_to_the_rows() -> None:
    drawing = bars(replies())
    assert sum(bar.count for bar in drawing.bars) == drawing.total == len(ROWS)
    assert sorted(r.id for bar in drawing.bars for r in bar.rows) == [r.id for r in ROWS]


def test_shares_are_of_the_longest_bar() -> None:
    assert [bar.share for bar in bars(replies()).bars] == [0.6667, 0.3333, 1.0]


def test_bars_say_every_count_in_words_and_in_a_table() -> None:
    chart = replies()
    assert chart.title == "What the offices answered"
    assert chart.description == "Of 6 offices: Use: 2; Trial: 1; Silent: 3."
    assert chart.table.columns == ("Reply", "Offices", "Which")
    links = (PageLink("b Office", "agencies/b/"), PageLink("f Office", "agencies/f/"))
    assert chart.table.rows[0] == (Cell("Use"), Cell("2"), Cell(links=links))
    assert chart.table.rows[-1] == (Cell("All"), Cell("6"), Cell())


def test_a_chart_of_nobody_has_no_bars_and_no_table() -> None:
    chart = replies(())
    assert (chart.drawing, chart.description, chart.table.rows) == (None, "", ())


def test_kinds_are_called_as_many_as_they_are_and_have_no_colour() -> None:
    rows = (row("a"), row("b", kind=SHERIFF), row("c"))
    chart = bars_chart(GROUPS["kinds"], rows, (SHERIFF, POLICE), "offices")
    assert [bar.words for bar in bars(chart).bars] == [("Sheriff",), ("Police departments",)]
    assert {bar.term.colour for bar in bars(chart).bars} == {""}


def test_counties_come_by_number_then_by_name_and_statewide_last() -> None:
    rows = (row("a"), row("b"), row("c", county="Elm"), row("d", county="Ash"),
            row("e", county="Oak"), row("f", county="Oak"))  # fmt: skip
    chart = bars_chart(GROUPS["counties"], rows, (), "offices")
    assert [(bar.term.label, bar.count) for bar in bars(chart).bars] == [
        ("Oak County", 2),
        ("Ash County", 1),
        ("Elm County", 1),
        ("All of Testland", 2),
    ]


def test_a_long_label_is_broken_and_the_next_bar_makes_room() -> None:
    long = POLICE._replace(label="A kind that is called by more words than a telephone is wide")
    short, tall = (
        bars(
            bars_chart(GROUPS["kinds"], (row("a", kind=one), row("b", kind=SHERIFF)), (), "x")
        ).bars
        for one in (POLICE, long)
    )
    assert [len(bar.words) for bar in tall] == [2, 1]
    assert tall[1].top > short[1].top


# ----------------------------------------------------------------------------- strip


def strip(*extents: tuple[int, int | None], silent: int = 0) -> ChartView:
    ranged = [
        (row(f"r{n}", span=f"{least}-{most}"), Extent(least, most))
        for n, (least, most) in enumerate(extents)
    ]
    nobody = "No source gives the others." if silent else ""
    rows = [row(f"s{n}") for n in range(silent)]
    return strip_chart(ranged, rows, "Searches", "No source says.", nobody)


def stretches(chart: ChartView) -> StripDrawing:
    assert isinstance(chart.drawing, StripDrawing)
    return chart.drawing


def test_ranges_lie_on_one_linear_axis_from_zero_the_least_first() -> None:
    drawing = stretches(strip((51, 100), (1, 5), (11, 50)))
    assert [(one.label, one.start, one.end, one.side) for one in drawing.stretches] == [
        ("1-5", 0.01, 0.05, "after"),
        ("11-50", 0.11, 0.5, "after"),
        ("51-100", 0.51, 1.0, "before"),
    ]
    assert [(tick.text, tick.at, tick.anchor) for tick in drawing.ticks] == [
        ("0", 0.0, "start"),
        ("25", 0.25, "middle"),
        ("50", 0.5, "middle"),
        ("75", 0.75, "middle"),
        ("100", 1.0, "end"),
    ]


def test_a_range_without_an_end_goes_on_past_the_axis() -> None:
    drawing = stretches(strip((1, 9), (10, None)))
    first, last = drawing.stretches
    assert (first.is_open, last.is_open, last.end) == (False, True, 1.0)
    assert drawing.ticks[-1].text == "15"


def test_a_range_that_is_one_number_is_wide_enough_to_be_seen() -> None:
    few, none = stretches(strip((5, 5), (0, 0))).stretches[::-1]
    assert (few.start, few.end) == (0.8293, 0.8373)
    assert (none.start, none.end) == (0, 0.004)


def test_a_record_without_a_range_is_told_in_a_sentence_and_never_drawn() -> None:
    chart = strip((1, 5), silent=2)
    assert len(stretches(chart).stretches) == 1
    assert chart.silent == "No source gives the others."
    assert chart.description == "r0 Office: 1-5 (Use). No source gives the others."
    assert [cells[1].text for cells in chart.table.rows] == ["1-5", *["No source says."] * 2]


def test_where_no_record_has_a_range_nothing_is_drawn_but_it_is_said() -> None:
    chart = strip(silent=1)
    assert (chart.drawing, chart.silent) == (None, "No source gives the others.")
    assert len(chart.table.rows) == 1


def test_a_label_stands_where_it_has_room_on_a_phone() -> None:
    sides = {
        (0, 5, 10): "after",
        (5, 10, 10): "before",
        (1, 99, 100): "inside",
    }
    for (least, most, far), side in sides.items():
        chart = strip((least, most), (far, far))
        assert stretches(chart).stretches[0].side == side, (least, most, far)
    wide = row("x", span="x" * 60)
    drawing = stretches(strip_chart([(wide, Extent(1, 99))], [], "Searches", "", ""))
    assert drawing.stretches[0].side == "above"
    assert drawing.stretches[0].words == (*lines(f"x Office, {'x' * 60}"), "Use")


@pytest.mark.parametrize(
    ("reach", "numbers"),
    [
        (0, (0, 1)),
        (1, (0, 1)),
        (3, (0, 1, 2, 3)),
        (10, (0, 5, 10)),
        (15, (0, 5, 10, 15)),
        (100, (0, 25, 50, 75, 100)),
        (101, (0, 50, 100, 150)),
        (7_300, (0, 2_000, 4_000, 6_000, 8_000)),
    ],
)
def test_an_axis_has_round_numbers_and_few(reach: int, numbers: tuple[int, ...]) -> None:
    assert scale(reach) == numbers


# -------------------------------------------------------------------------- timeline


def happening(written: str, short: str = "It happens") -> Happening:
    date = PartialDate.read(written)
    return Happening(date, When(f"on {written}", written), short, f"In full: {short}.")


def timeline(*events: Happening) -> TimelineDrawing:
    drawing = timeline_chart(events, "").drawing
    assert isinstance(drawing, TimelineDrawing)
    return drawing


def test_events_come_in_order_and_their_words_never_lie_on_each_other() -> None:
    days = [f"2020-02-{day:02}" for day in range(28, 10, -1)]
    drawing = timeline(happening("2018"), happening("2022-05"), *map(happening, days))
    assert [mark.date for mark in drawing.marks] == [
        "on 2018", *(f"on {day}" for day in reversed(days)), "on 2022-05"
    ]  # fmt: skip
    tops = [mark.y for mark in drawing.marks]
    assert min(b - a for a, b in pairwise(tops)) >= 34
    assert tops[0] > 0
    assert tops[-1] + 13 <= drawing.height


def test_a_month_and_a_year_are_spans_and_a_day_is_a_point() -> None:
    scale_of_2020 = Scale(2020, 2021, 366)
    assert scale_of_2020.span(PartialDate(2020)) == (0, 366)
    assert scale_of_2020.span(PartialDate(2020, 2)) == (31, 60)
    assert scale_of_2020.span(PartialDate(2020, 2, 11)) == (41, 41)
    drawing = timeline(happening("2020-02-11"), happening("2021-03"), happening("2021"))
    assert len(re.findall("M", drawing.days)) == 1
    assert len(re.findall("M", drawing.unsure)) == 2
    assert len(re.findall(r"M36 [\d.]+V", drawing.spans)) == 2


def test_one_span_that_two_events_share_is_drawn_once() -> None:
    assert timeline(happening("2020-02"), happening("2020-02")).spans.count("M") == 1


def test_a_long_time_is_marked_by_few_years() -> None:
    years = [year for year, _ in timeline(happening("1900"), happening("2020-01-01")).years]
    assert 6 < len(years) <= 12
    assert years[0] == "1900"


def test_what_is_near_is_moved_apart_as_little_as_can_be() -> None:
    assert spread([10, 50], [10, 10], 100) == [10, 50]
    assert spread([50, 50], [10, 10], 100) == [45, 55]
    assert spread([0, 0, 90], [10, 10, 10], 100) == [0, 10, 90]
    assert spread([95, 99], [10, 10], 100) == [80, 90]
    assert spread([], [], 100) == []


def test_the_timeline_says_how_many_from_when_to_when_and_when_most() -> None:
    chart = timeline_chart([happening(d) for d in ("2020-02", "2019", "2020-03-01")], "see there")
    assert chart.title == "What happened when, 2019 to 2020"
    assert chart.description == "3 events from on 2019 to on 2020-03-01; 2 in 2020."
    assert [cells[1].text for cells in chart.table.rows] == ["In full: It happens."] * 3
    assert timeline_chart([happening("2020")], "").title == "What happened in 2020"
    assert timeline_chart([happening("2020")], "").description.startswith("1 event from")
    assert (timeline_chart([], "").drawing, timeline_chart([], "").description) == (None, "")


# ---------------------------------------------------------------------------- waffle


def waffle(part: int, whole: int) -> WaffleDrawing:
    chart = waffle_chart(Quantity(part, str(part), "a"), Quantity(whole, str(whole), "b"), "")
    assert isinstance(chart.drawing, WaffleDrawing)
    return chart.drawing


@pytest.mark.parametrize(("part", "whole"), [(10, 64), (0, 1), (1, 1), (7, 400), (999, 1_000)])
def test_a_waffle_has_a_square_for_each(part: int, whole: int) -> None:
    drawing = waffle(part, whole)
    assert drawing.filled.count("z") == part
    assert drawing.empty.count("z") == whole - part
    assert drawing.columns * (drawing.rows - 1) < whole <= drawing.columns * drawing.rows


def test_squares_stand_in_tens_side_by_side_and_never_on_each_other() -> None:
    drawing = waffle(12, 23)
    assert (drawing.columns, drawing.rows) == (10, 3)
    places = [*placed(drawing.filled), *placed(drawing.empty)]
    wanted = [(number % 10, number // 10) for number in range(23)]
    assert [(int(x // 10), int(y // 10)) for x, y in places] == wanted


def placed(path: str) -> list[tuple[float, float]]:
    """Where the squares of a path begin, read as a browser reads it."""
    found, at = [], (0.0, 0.0)
    for sign, x, y in re.findall(r"([Mm])(-?[\d.]+) ([\d.]+)", path):
        start = at if sign == "m" else (0.0, 0.0)
        at = (start[0] + float(x), start[1] + float(y))
        found.append(at)
    return found


def test_a_waffle_says_what_either_number_counts_and_claims_no_more() -> None:
    part, whole = Quantity(10, "10", "named by us"), Quantity(64, "64", "on the list")
    chart = waffle_chart(part, whole, "our count")
    assert chart.title == "10 of 64"
    assert chart.description == ("64 squares, 10 of them filled. 10: named by us. 64: on the list.")
    assert [[cell.text for cell in cells] for cells in chart.table.rows] == [
        ["Filled", "10", "named by us"],
        ["All", "64", "on the list"],
    ]
