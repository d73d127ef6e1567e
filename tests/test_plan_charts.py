"""The charts of an article, from what its editor wrote to what its page may show."""

from pathlib import Path

from broadsheet.pages import ChartView, TimelineDrawing
from broadsheet.plan.articles import article_view
from broadsheet.plan.desk import open_desk
from broadsheet.plan.reading import find_figures, read_articles
from tests.project import AGENCIES, Edit, checked, edited, read

WAFFLE = "/// chart | waffle\n    part: named\n    whole: listed_total\n///"
SEARCHES = "  searches:\n    range: few\n    sources: [first-list]\n"


def charts(root: Path, text: str, *edits: Edit) -> list[ChartView]:
    """The charts of a story with that text, in the small sound project."""
    story: Edit = ("story/index.md", "The list names {{ named }} agencies.", f"{text}\n\nWords.")
    content, validated, problems = read(edited(root, story, *edits))
    assert problems == []
    found = checked(validated)
    figures, faults = find_figures(found, content.locate)
    readings, told = read_articles(found, figures, content.locate)
    assert [*faults, *told] == []
    desk = open_desk(found, {})
    view = article_view(desk, found.articles[0], readings["home"])
    return [part.view for part in view.parts if part.kind == "chart"]


def test_a_chart_takes_the_editor_s_title_and_note_or_has_its_own(tmp_path: Path) -> None:
    text = "/// chart | kinds\n    title: Kinds\n    note: Mind this.\n///\n\n"
    text += "/// chart | counties\n///"
    kinds, counties = charts(tmp_path, text)
    assert (kinds.title, kinds.note) == ("Kinds", "Mind this.")
    assert (counties.title, counties.note) == ("The agencies by county", "")
    assert counties.description.startswith("Of 3 agencies: Alder County: 1; Birch County: 1; ")


def test_two_charts_of_a_kind_have_anchors_of_their_own(tmp_path: Path) -> None:
    one, other = charts(tmp_path, "/// chart | replies\n///\n\n/// chart | replies\n///")
    assert one.id != other.id


def test_the_ranges_stand_on_the_sources_of_the_records(tmp_path: Path) -> None:
    (chart,) = charts(tmp_path, "/// chart | ranges\n///")
    assert [ref.label for ref in chart.refs] == ["The Invented List, 2019"]
    assert chart.silent == "No source that we read gives a range for two other agencies."
    assert [cells[1].text for cells in chart.table.rows] == ["1 to 10", *["No source says."] * 2]


def test_where_nobody_has_a_range_the_chart_says_just_that(tmp_path: Path) -> None:
    assert SEARCHES in AGENCIES
    (chart,) = charts(tmp_path, "/// chart | ranges\n///", ("agencies.yaml", SEARCHES, ""))
    assert chart.silent == "No source that we read gives a range for three agencies."
    assert (chart.drawing, chart.refs) == (None, ())


def test_a_waffle_stands_on_our_count_and_on_the_source_of_its_whole(tmp_path: Path) -> None:
    (chart,) = charts(tmp_path, WAFFLE.replace("named\n", "named\n    part_label: of ours\n"))
    assert chart.basis == "our count of the records"
    assert [ref.label for ref in chart.refs] == ["The Invented List, 2019"]
    assert chart.description == (
        "12 squares, 3 of them filled. 3: of ours. 12: Agencies on the list."
    )


def test_a_source_that_is_named_twice_has_one_mark(tmp_path: Path) -> None:
    (chart,) = charts(tmp_path, WAFFLE.replace("named\n", "named\n    source: first-list\n"))
    assert [ref.number for ref in chart.refs] == [1]


def test_an_event_is_called_by_its_few_words_or_by_whom_it_concerns(tmp_path: Path) -> None:
    few: Edit = ("timeline.yaml", "event: The list begins.", "event: It is.\n  short: List begins")
    (chart,) = charts(tmp_path, "/// chart | timeline\n///", few)
    assert isinstance(chart.drawing, TimelineDrawing)
    assert [(mark.date, mark.words) for mark in chart.drawing.marks] == [
        ("2019", ("List begins",)),
        ("April 1, 2020", ("Alderton Police",)),
    ]
    assert [cells[1].text for cells in chart.table.rows] == ["It is.", "Alderton stops."]
