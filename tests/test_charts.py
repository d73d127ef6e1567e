from broadsheet.charts import replies_chart
from broadsheet.pages import AgencyRow, TermView

KIND = TermView("police", "Police", "Police", "")
REPLIES = tuple(
    TermView(name, name.title(), name.title(), "", colour, symbol)
    for name, colour, symbol in (
        ("use", "amber", "circle"),
        ("trial", "blue", "square"),
        ("denied", "brick", "diamond"),
        ("silent", "grey", "ring"),
    )
)


def row(name: str, reply: int) -> AgencyRow:
    return AgencyRow(name, name, f"agencies/{name}/", KIND, REPLIES[reply], "", "")


ROWS = (row("a", 3), row("b", 0), row("c", 3), row("d", 1), row("e", 3), row("f", 0))


def test_bars_stand_in_the_dictionary_s_order_and_leave_out_what_nobody_gave() -> None:
    chart = replies_chart(ROWS, REPLIES, "Replies", "By reply.", "chart-replies")
    assert [(bar.term.id, bar.count) for bar in chart.bars] == [
        ("use", 2),
        ("trial", 1),
        ("silent", 3),
    ]


def test_bars_add_up_to_the_rows() -> None:
    chart = replies_chart(ROWS, REPLIES, "Replies", "", "c")
    assert sum(bar.count for bar in chart.bars) == chart.total == len(ROWS)
    assert sorted(r.id for bar in chart.bars for r in bar.rows) == [r.id for r in ROWS]


def test_shares_are_of_the_longest_bar() -> None:
    chart = replies_chart(ROWS, REPLIES, "Replies", "", "c")
    assert [bar.share for bar in chart.bars] == [0.6667, 0.3333, 1.0]


def test_a_chart_of_nobody_has_no_bars() -> None:
    chart = replies_chart((), REPLIES, "Replies", "", "c")
    assert (chart.id, chart.bars, chart.total) == ("c", (), 0)
