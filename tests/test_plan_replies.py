"""Who asked, what came back, and who has not answered: as pages show it."""

from pathlib import Path

from broadsheet.pages import AgencyView, ArticleView, ContactView, UnansweredView
from tests.project import Edit
from tests.test_plan_explorer import pages_of

BIRCH = "  attempts: []\n  replies: []\n"
RECORD = """\
  attempts:
    - by: The Testland Gazette
      ours: yes
      date: 2020-02-01
      date_note: The day on which we wrote.
      how: email
      to: the sheriff
      asked: Whether it used it.
      deadline: 2020-02-15
      answered: no
      result: We wrote again.
    - by: The Other Paper
      asked: The same.
      sources: [gazette-2020]
  replies:
    - category: denied
      amends: yes
      words: We never had it.
      by: Bea Birch, sheriff
      ours: yes
      date: 2020-04
    - category: confirmed
      summary: It used it.
      words: We have it.
      date: 2020-03
      sources: [gazette-2020]
"""
SILENT: Edit = (
    "dictionary.yaml", "ranges:\n",
    "  - {id: no-answer, label: Did not answer, meaning: It did not., silent: yes}\nranges:\n",
)  # fmt: skip
DIRECTIVE: Edit = ("story/index.md", "[@first-list]\n", "[@first-list]\n\n/// unanswered\n///\n")


def contacts_of(root: Path, *edits: Edit) -> tuple[ContactView, ...]:
    view = pages_of(root, *edits)["agencies/birch-sheriff/"].view
    assert isinstance(view, AgencyView)
    return view.contacts


def unanswered_of(root: Path, *edits: Edit) -> UnansweredView:
    view = pages_of(root, DIRECTIVE, *edits)[""].view
    assert isinstance(view, ArticleView)
    (found,) = [part.view for part in view.parts if part.kind == "unanswered"]
    assert isinstance(found, UnansweredView)
    return found


def test_attempts_and_replies_are_one_list_the_oldest_first(tmp_path: Path) -> None:
    steps = contacts_of(tmp_path, SILENT, ("agencies.yaml", BIRCH, RECORD))
    dates = [step.date.text if step.date else "" for step in steps]
    assert [(s.title, d, s.who) for s, d in zip(steps, dates, strict=True)] == [
        ("Asked", "February 1, 2020", "The Testland Gazette, email, to the sheriff"),
        ("Answered", "March 2020", ""),
        ("Amended its answer", "April 2020", "Bea Birch, sheriff, to The Testland Gazette"),
        ("Asked", "", "The Testland Gazette"),
        ("Asked", "", "The Other Paper"),
    ]
    assert steps[0].outcome == "Wanted by February 15, 2020. No answer came. We wrote again."
    assert steps[0].date_note == "The day on which we wrote."


def test_an_earlier_reply_stands_in_full_and_the_newest_only_by_name(tmp_path: Path) -> None:
    _, earlier, newest, *_ = contacts_of(tmp_path, SILENT, ("agencies.yaml", BIRCH, RECORD))
    assert (earlier.text, earlier.words, earlier.shown) == ("It used it.", "We have it.", False)
    assert earlier.category
    assert earlier.category.label == "Said yes"
    assert (newest.text, newest.words, newest.shown) == ("", "", True)


def test_without_anybody_silent_those_of_whom_nothing_is_known_are_listed(tmp_path: Path) -> None:
    view = unanswered_of(tmp_path)
    assert view.silent == ()
    assert [(one.row.id, one.by, one.since) for one in view.unknown] == [
        ("birch-sheriff", "The Testland Gazette", None)
    ]
    assert view.replied == 2


def test_who_is_silent_is_listed_with_the_latest_attempt_that_went_unanswered(
    tmp_path: Path,
) -> None:
    asked = RECORD.partition("  replies:")[0]
    view = unanswered_of(tmp_path, SILENT, ("agencies.yaml", BIRCH, asked))
    assert [(one.row.reply.label, one.by, one.since) for one in view.silent] == [
        ("Did not answer", "The Testland Gazette", ("February 1, 2020", "2020-02-01"))
    ]
    assert view.unknown == ()
    page = pages_of(tmp_path, SILENT, ("agencies.yaml", BIRCH, asked))["agencies/birch-sheriff/"]
    assert isinstance(page.view, AgencyView)
    assert page.view.reply.category.label == "Did not answer"
    assert page.view.reply.summary == (
        "No answer came. The latest attempt on record: The Testland Gazette, February 1, 2020."
    )
