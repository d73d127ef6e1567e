"""What the site showed each time that it was published; corrections, updates, and silence."""

import datetime
import json
import re
from collections import UserDict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from broadsheet.editions import (
    CELLS,
    History,
    later_entries,
    read_publications,
    write_publication,
)
from broadsheet.editions.dependents import figures_on
from broadsheet.editions.facts import DERIVED, WORDING, Datum
from broadsheet.editions.files import publication_bytes
from broadsheet.editions.manifest import on_pages
from broadsheet.exports import COLUMNS
from broadsheet.ledger import word_mark
from broadsheet.load import load
from broadsheet.model import Correction, Figure
from broadsheet.pages import ChangesView, CorrectionsView, CorrectionView
from broadsheet.pipeline import make, read_content, told_of
from broadsheet.plan import Plan, plan
from broadsheet.plan.public import public
from broadsheet.problems import BuildError
from tests.project import (
    AGENCIES,
    ATTEMPTS,
    DICTIONARY,
    FIGURES,
    PLACES,
    STORY,
    TIMELINE,
    Edit,
    write_project,
)

NOW = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
FIRST, SECOND = datetime.date(2026, 11, 20), datetime.date(2026, 11, 22)
SHOWS = """
It paid $48,213, and 77 people could use it.[@gazette-2020]

/// agency | alderton-police
///

/// agencies
///

/// map
///

/// chart | replies
///
"""
RECORD = AGENCIES.replace(
    "      words: We used it.\n",
    "      words: We used it.\n      summary: It gave a zebra of an answer.\n",
).replace(
    "  statements:\n",
    "  spending:\n    amount: 48213\n    sources: [gazette-2020]\n  statements:\n",
    1,
)
MANY = "  - id: many\n    label: More\n    meaning: More than that.\n    minimum: 11\nreadings:\n"
PROJECT = {
    "dictionary.yaml": DICTIONARY.replace("readings:\n", MANY),
    "agencies.yaml": RECORD, "story/index.md": STORY + SHOWS, "corrections.yaml": "[]\n",
}  # fmt: skip
SPENDING = "agencies/alderton-police.spending_amount"
MENDED = [
    ("agencies.yaml", "amount: 48213", "amount: 48214"),
    ("story/index.md", "48,213", "48,214"),
]
CORRECTED = f"""\
- id: spending
  date: 2026-11-21
  datum: {SPENDING}
  was: $48,213
  is: 48214
"""


def project(root: Path, corrections: str = "[]\n", edits: Iterable[Edit] = ()) -> Path:
    """The project of these tests, with corrections, and edits since."""
    return write_project(root, {**PROJECT, "corrections.yaml": corrections}, edits)


def planned(root: Path, today: datetime.date | None = None) -> Plan:
    """The plan of a project, as `publish` (on that day) or `build` makes it."""
    history = History(read_publications(root), today)
    script = read_content(load(root), NOW, history)
    return plan(public(script.found, NOW), script.readings, history, script.figures)


def publish(root: Path, day: datetime.date = FIRST) -> None:
    """Keep what a project shows, as if it had been published on that day."""
    publication = planned(root, day).publication
    assert publication is not None
    write_publication(root, publication)


def told(root: Path) -> list[str]:
    """Every problem of a project, but the warnings that the sound one has."""
    content = load(root)
    history = History(read_publications(root))
    try:
        script = read_content(content, NOW, history)
    except BuildError as error:
        return [str(problem) for problem in error.problems if problem.severity == "error"]
    found = public(script.found, NOW)
    made = plan(found, script.readings, history, script.figures)
    return [*map(str, script.warnings), *map(str, told_of(found, made, content.locate))]


def outputs(root: Path, cache: Path) -> dict[str, str]:
    """Every page, download and script of a project, as text."""
    made = make(root, NOW, cache=cache).outputs
    texts = (".html", ".csv", ".json", ".geojson", ".txt", ".xml", ".js")
    return {o.path: o.content.decode() for o in made if o.path.endswith(texts)}


def corrections_of(made: Plan) -> tuple[CorrectionView, ...]:
    """The entries of `/corrections/`."""
    (view,) = [page.view for page in made.pages if isinstance(page.view, CorrectionsView)]
    return view.corrections


def noticed(made: Plan) -> set[str]:
    """The pages with a notice at their top."""
    return {page.path for page in made.pages if page.corrections}


def changes_of(made: Plan) -> list[list[tuple[str, ...]]]:
    """What each edition changed, the newest first."""
    (view,) = [page.view for page in made.pages if isinstance(page.view, ChangesView)]
    return [
        [(c.label, c.was, c.now, c.means) for c in edition.changes] for edition in view.editions
    ]


def words_on(html: str) -> str:
    """What a page shows, without its head and its foot, where other things stand."""
    main = html.partition("<main")[2].partition("</main>")[0] or html
    return re.sub(r'<nav class="facets.*?</nav>', "", main, flags=re.DOTALL)


# ------------------------------------------------- every surface that showed it, and no other


NOT_OF_RECORDS = (
    "data/index", "data/dictionary", "data/datapackage", "data/SHA", "data/README", "feed",
    "sitemap", "404", "assets",
)  # fmt: skip
"""Files that tell of words and sources, and of none of the records."""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for cut typefaces, since no test here looks at them."""
    return tmp_path_factory.mktemp("cache")


class Mistake(NamedTuple):
    """A value of the record that was wrong: its column, both values, and how pages show the old."""

    column: str
    old: str
    new: str
    seen: str


MISTAKES = (
    Mistake("spending_amount", "48213", "48214", r"\$48,213|48213"),
    Mistake("reply_summary", "It gave a zebra of an answer.", "None.", "zebra of an answer"),
    Mistake("searches_range", "few", "many", r"1 to 10|\bfew\b"),
    Mistake("name", "Alderton Police", "Alderton Guard", "Alderton Police"),
    Mistake("reply_words", "We used it.", "We tried it.", "We used it"),
    Mistake("reply_category", "confirmed", "denied", "Said yes|confirmed"),
)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.column)
def test_a_correction_stands_where_the_value_stood_and_nowhere_else(
    tmp_path: Path, cache: Path, mistake: Mistake
) -> None:
    column, old, new, seen = mistake
    root = project(tmp_path)
    files = outputs(root, cache)
    cards = next(text for path, text in files.items() if path.startswith("assets/map."))
    showed = {
        path.removesuffix("index.html")
        for path, text in files.items()
        if re.search(seen, words_on(text) + cards * ("<agency-map" in text))
        if not path.startswith(NOT_OF_RECORDS)
    }
    publish(root)
    entry = f"- id: c\n  date: 2026-11-21\n  datum: agencies/alderton-police.{column}\n"
    edits = [("agencies.yaml", f": {old}\n", f": {new}\n")]
    edits += [("story/index.md", "48,213", "48,214")] if new == "48214" else []
    made = planned(project(root, f"{entry}  was: '{old}'\n  is: '{new}'\n", edits))
    (view,) = corrections_of(made)
    still = {page.path for page in made.pages}
    surfaces = {link.path for link in view.pages} | set(view.files)
    assert surfaces == {path for path in showed if path in still or path.startswith("data/")}
    assert noticed(made) == {link.path for link in view.pages}


def test_a_wrong_value_that_stood_on_six_surfaces_is_corrected_on_these_six(
    tmp_path: Path,
) -> None:
    other = ("story/index.md", "It paid $48,213, and 77 people could use it.", "It is so.")
    publish(project(tmp_path, edits=[other]))
    made = planned(project(tmp_path, CORRECTED, [MENDED[0], other]))
    (view,) = corrections_of(made)
    assert [link.path for link in view.pages] == ["agencies/alderton-police/", "sources/"]
    assert view.files == (
        "data/agencies.csv", "data/agencies.geojson", "data/agencies.json", "data/claims.csv",
    )  # fmt: skip
    assert noticed(made) == {"agencies/alderton-police/", "sources/"}
    assert view.text == (
        "Alderton Police: Spending. This site said “$48,213”. That was wrong. Right is “$48,214”."
    )


def test_a_correction_of_what_the_map_showed_stands_in_the_frame_on_other_sites(
    tmp_path: Path, cache: Path
) -> None:
    publish(project(tmp_path))
    reply = ("agencies.yaml", "category: confirmed", "category: denied")
    entry = "- id: c\n  date: 2026-11-21\n  datum: agencies/alderton-police.reply_category\n"
    both = f"{CORRECTED}{entry}  was: confirmed\n  is: denied\n"
    frame = outputs(project(tmp_path, both, [*MENDED, reply]), cache)["embed/map/index.html"]
    assert frame.count('class="corrected__entry"') == 1
    assert "</b> Alderton Police: Reply. This site said “Said yes”." in frame


def test_a_correction_stays_on_its_pages_after_the_next_publication(tmp_path: Path) -> None:
    publish(project(tmp_path))
    root = project(tmp_path, CORRECTED, MENDED)
    before = noticed(planned(root))
    publish(root, SECOND)
    assert noticed(planned(root)) == before


def test_without_an_edition_the_pages_that_show_the_value_now_get_the_notice(
    tmp_path: Path,
) -> None:
    made = planned(project(tmp_path, CORRECTED, MENDED))
    assert noticed(made) == {"agencies/alderton-police/", "sources/"}


def test_a_corrected_sentence_may_be_edited_later(tmp_path: Path) -> None:
    publish(project(tmp_path))
    entry = "- id: c\n  date: 2026-11-21\n  was: and 77 people\n  is: and 78 people\n"
    publish(project(tmp_path, entry, [("story/index.md", "77", "78")]), SECOND)
    later = ("story/index.md", "and 77 people could use it", "it was open to 78 people")
    assert told(project(tmp_path, entry, [later])) == []


def test_a_sentence_is_corrected_by_its_old_words(tmp_path: Path) -> None:
    publish(project(tmp_path))
    entry = "- id: c\n  date: 2026-11-21\n  was: and 77 people\n  is: and 78 people\n"
    root = project(tmp_path, entry, [("story/index.md", "77", "78")])
    assert told(root) == []
    assert noticed(planned(root)) == {"", "sources/"}


def test_a_computed_figure_that_was_wrong_with_the_value_takes_the_notice_along(
    tmp_path: Path,
) -> None:
    denied = "- id: denied\n  label: Said no\n  count: agencies\n  where: {reply: denied}\n"
    words = STORY.replace("published:", 'key_figures: ["{{ denied }} said no"]\npublished:')
    files = {"figures.yaml": FIGURES + denied, "story/index.md": words, "agencies.yaml": AGENCIES}
    write_project(tmp_path, {**files, "corrections.yaml": "[]\n"})
    publish(tmp_path)
    entry = (
        "- id: c\n  date: 2026-11-21\n  datum: agencies/alderton-police.reply_category\n"
        "  was: confirmed\n  is: denied\n"
    )
    edit = ("agencies.yaml", "category: confirmed", "category: denied")
    made = planned(write_project(tmp_path, {**files, "corrections.yaml": entry}, [edit]))
    assert "" in noticed(made)
    assert noticed(made) >= {"agencies/", "agencies/alderton-police/", "counties/alder/"}
    assert told(tmp_path) == []


# ------------------------------------------------------------------ what an editor is told


def test_a_new_value_that_is_not_in_the_data_is_an_error(tmp_path: Path) -> None:
    assert told(project(tmp_path, CORRECTED)) == [
        (
            "content/corrections.yaml:5:7: error[E142]: '48214' is given as right, but the data "
            "say '48213'\n  correct the record, or this entry; if the record has changed again, "
            "add an entry for that"
        )
    ]


def test_a_correction_of_a_day_to_come_is_told(tmp_path: Path) -> None:
    ahead = CORRECTED.replace("2026-11-21", "2027-01-01")
    assert told(project(tmp_path, ahead, MENDED)) == [
        "content/corrections.yaml:2:9: warning[W063]: 2027-01-01 is a day to come\n  check the year"
    ]


def test_two_faults_are_told_at_once(tmp_path: Path) -> None:
    unknown = CORRECTED.replace("id: spending", "id: b").replace("_amount", "_amonut")
    assert told(project(tmp_path, CORRECTED + unknown)) == [
        (
            "content/corrections.yaml:5:7: error[E142]: '48214' is given as right, but the data "
            "say '48213'\n  correct the record, or this entry; if the record has changed again, "
            "add an entry for that"
        ),
        (
            "content/corrections.yaml:8:10: error[E141]: there is no datum "
            "'agencies/alderton-police.spending_amonut'\n"
            "  did you mean 'agencies/alderton-police.spending_amount'?"
        ),
    ]


def test_an_old_value_that_the_data_have_still_is_an_error(tmp_path: Path) -> None:
    entry = CORRECTED.replace("  is: 48214\n", "")
    assert told(project(tmp_path, entry)) == [
        (
            "content/corrections.yaml:4:8: error[E142]: '$48,213' is given as wrong, but the data "
            "say '48213' still\n  correct the record, or this entry"
        )
    ]


def test_an_old_value_that_was_never_published_is_told(tmp_path: Path) -> None:
    publish(project(tmp_path))
    entry = CORRECTED.replace("$48,213", "$5")
    assert told(project(tmp_path, entry, MENDED)) == [
        (
            "content/corrections.yaml:4:8: warning[W143]: '$5' was never published here\n"
            "  on 2026-11-20 it was published as '48213'"
        )
    ]


def test_words_that_no_page_says_and_words_that_nobody_published_are_errors(
    tmp_path: Path,
) -> None:
    publish(project(tmp_path))
    entry = "- id: c\n  date: 2026-11-21\n  was: 79 people\n  is: 80 people\n"
    assert told(project(tmp_path, entry)) == [
        (
            "content/corrections.yaml:3:8: error[E141]: nothing that was published says '79 "
            "people'\n  quote it word for word"
        ),
        (
            "content/corrections.yaml:4:7: error[E142]: no page says '80 people'\n"
            "  correct the text, or quote it here word for word; add an entry for a newer "
            "change"
        ),
    ]


def test_a_claim_that_there_is_not_is_an_error(tmp_path: Path) -> None:
    entry = "- id: c\n  date: 2026-11-21\n  claim: home.aaaaaa\n  text: So.\n"
    (problem,) = told(project(tmp_path, entry))
    assert problem.startswith(
        "content/corrections.yaml:3:10: error[E141]: there is no claim 'home.aaaaaa', and none "
        "was published\n  "
    )


def test_a_datum_of_a_page_that_there_is_not_is_an_error(tmp_path: Path) -> None:
    entry = "- id: c\n  date: 2026-11-21\n  datum: quote.aaaaaa\n  is: Nobody says so.\n"
    assert told(project(tmp_path, entry)) == [
        (
            "content/corrections.yaml:3:10: error[E141]: there is no datum 'quote.aaaaaa'\n"
            "  take the id that the warning names"
        ),
        (
            "content/corrections.yaml:4:7: error[E142]: no page says 'Nobody says so.'\n"
            "  correct the text, or quote it here word for word; add an entry for a newer "
            "change"
        ),
    ]


PAID = "- date: 2020-03-05\n  event: Alderton Police pays $48,213.\n  sources: [gazette-2020]\n"
OTHER = "- date: 2020-03-06\n  event: Crossways pays $48,213.\n  sources: [gazette-2020]\n"


def test_an_old_value_that_still_stands_elsewhere_is_told_until_the_correction_is_out(
    tmp_path: Path,
) -> None:
    files = {**PROJECT, "timeline.yaml": PAID + OTHER}
    publish(write_project(tmp_path, files))
    root = write_project(tmp_path, {**files, "corrections.yaml": CORRECTED}, MENDED)
    (problem,) = told(root)
    assert re.fullmatch(
        r"content/corrections\.yaml:4:8: warning\[W146\]: '\$48,213' is corrected here, and still "
        r"stands in 'timeline\.2020-03-05\.\w{6}'\n  mend it there as well, if it is the same fact",
        problem,
    )
    publish(root, SECOND)
    assert told(root) == []


def test_a_correction_that_readers_have_seen_is_not_taken_back(tmp_path: Path) -> None:
    publish(project(tmp_path))
    publish(project(tmp_path, CORRECTED, MENDED), SECOND)
    assert told(project(tmp_path, CORRECTED, MENDED)) == []
    assert told(project(tmp_path, edits=MENDED)) == [
        (
            "content/corrections.yaml: warning[W147]: nothing tells any more of the change of "
            f"'{SPENDING}' on 2026-11-22\n"
            "  put its correction or update back: what readers have seen stands for good"
        )
    ]


def test_words_that_an_article_quotes_are_a_fact_and_are_corrected_by_their_id(
    tmp_path: Path,
) -> None:
    said = STORY + "\nAda Alder said “we have stopped for good” then.[@gazette-2020]\n"
    files = {**PROJECT, "story/index.md": said}
    publish(write_project(tmp_path, files))
    changed = {**files, "story/index.md": said.replace("for good", "for now")}
    (problem,) = told(write_project(tmp_path, changed))
    assert problem.startswith(
        "content/story/index.md:8:17: warning[W145]: Quotation: this was published as 'we have "
        "stopped for good' on 2026-11-20 and is 'we have stopped for now' now\n"
    )
    name = problem.rpartition("datum: ")[2]
    entry = (
        f"- id: c\n  date: 2026-11-21\n  datum: {name}\n  was: we have stopped for good\n"
        "  is: we have stopped for now\n"
    )
    root = write_project(tmp_path, {**changed, "corrections.yaml": entry})
    assert told(root) == []
    assert noticed(planned(root)) == {"", "sources/"}


def test_a_reported_figure_that_a_page_uses_is_a_fact(tmp_path: Path) -> None:
    words = STORY.replace("published:", 'key_figures: ["{{ listed_total }} listed"]\npublished:')
    files = {**PROJECT, "story/index.md": words}
    publish(write_project(tmp_path, files))
    assert told(write_project(tmp_path, files, [("figures.yaml", "value: 12", "value: 13")])) == [
        (
            "content/figures.yaml:6:10: warning[W145]: Agencies on the list: this was published as "
            "'12' on 2026-11-20 and is '13' now\n  add a correction to "
            "content/corrections.yaml, or an update (kind: update), with datum: "
            "figures.listed_total"
        )
    ]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("  datum: a.b\n  claim: c\n  text: d\n",
         ("E043]: a correction is of a claim or of a datum, not of both\n"
         "  a sentence is a `claim`, a value of the records a `datum`; write two entries")),
        ("  datum: [a.b, a.c]\n  was: d\n",
         ("E043]: 'was' and 'is' are of one datum, and this entry names several\n"
         "  write an entry for each datum, or leave 'was' and 'is' out")),
        ("  agencies: [alderton-police]\n",
         "E043]: this does not say what was wrong\n  give 'was' and 'is', or 'text'"),
        ("  text: a\n  isnt: b\n", "E041]: there is no field 'isnt' here\n  did you mean 'is'?"),
    ],
)  # fmt: skip
def test_an_entry_that_says_too_much_or_too_little_is_an_error(
    tmp_path: Path, entry: str, problem: str
) -> None:
    (one,) = told(project(tmp_path, f"- id: c\n  date: 2026-11-21\n{entry}"))
    assert one.endswith(problem)


def test_a_silent_change_is_told_at_its_place(tmp_path: Path) -> None:
    publish(project(tmp_path))
    assert told(project(tmp_path, edits=MENDED)) == [
        (
            "content/agencies.yaml:22:13: warning[W145]: Alderton Police: Spending: this was "
            "published as '48213' on 2026-11-20 and is '48214' now\n"
            "  add a correction to content/corrections.yaml, or an update (kind: update), with "
            "datum: agencies/alderton-police.spending_amount"
        )
    ]


def test_a_change_is_told_where_it_can_be_seen(tmp_path: Path) -> None:
    publish(project(tmp_path))
    long = "It is so, " * 12
    event = ("timeline.yaml", "event: Alderton stops.", "event: All 7 stop in Alderton.")
    again = ("timeline.yaml", "event: Alderton stops.", "event: All 8 stop in Alderton.")
    sentence = ("story/index.md", "It paid $48,213, and", f"{long}and it paid $48,213, and")
    other = ("story/index.md", "It paid $48,213, and 77", f"{long}and it paid $48,213, and 78")
    publish(project(tmp_path, edits=[event, sentence]), SECOND)
    problems = told(project(tmp_path, edits=[again, other]))
    messages = [one.partition("\n")[0].partition("warning[W145]: ")[2] for one in problems]
    event_told = (
        "this was published as 'All 7 stop in Alderton.' on 2026-11-22 and is 'All 8 stop in"
    )
    assert f"{event_told} Alderton.' now" in messages
    sentence_told = (
        "Sentence: this was published as '… so, and it paid $48,213, and 77 people could use it.' "
        "on 2026-11-22 and is '… so, and it paid $48,213, and 78 people could use it.' now"
    )
    assert sentence_told in messages


def silent(root: Path, *edits: Edit) -> list[str]:
    """The data that an editor is told to account for after some edits."""
    publish(project(root))
    return [problem.rpartition("datum: ")[2] for problem in told(project(root, edits=edits))]


@pytest.mark.parametrize(
    ("edit", "wanted"),
    [
        (("agencies.yaml", "date: 2020-03\n", "date: 2020-04\n"),
         "agencies/alderton-police.reply_date"),
        (("agencies.yaml", "words: We have stopped.", "words: We have not stopped."),
         "agencies/alderton-police.statement."),
        (("figures.yaml", "value: 12", "value: 13"), ""),
        (("timeline.yaml", "- date: 2019\n", "- date: 2018\n"), "timeline."),
        (("story/index.md", "77 people could", "79 people could"), "sentence.home."),
        (("agencies.yaml", "  searches:\n    range: few\n    sources: [first-list]\n", ""),
         "agencies/alderton-police.searches_range"),
    ],
)  # fmt: skip
def test_what_counts_as_a_fact_is_told(tmp_path: Path, edit: Edit, wanted: str) -> None:
    found = silent(tmp_path, edit)
    assert [name for name in found if name.startswith(wanted)] == found[:1]
    assert len(found) == bool(wanted)


def test_when_an_attempt_was_made_and_an_earlier_reply_are_facts(tmp_path: Path) -> None:
    dated = ("attempts.yaml", "  agencies: all\n", "  agencies: all\n  date: 2020-03-01\n")
    assert [name[:-6] for name in silent(tmp_path / "asked", dated)] == [
        f"agencies/{agency}.attempt."
        for agency in ("alderton-police", "birch-sheriff", "state-bureau")
    ]
    earlier = (
        "  replies:\n    - date: 2019-05\n      words: We know no such list.\n      ours: yes\n"
    )
    files = {**PROJECT, "agencies.yaml": RECORD.replace("  replies:\n", earlier, 1)}
    publish(write_project(tmp_path, files))
    other = files["agencies.yaml"].replace("no such list", "this list")
    (problem,) = told(write_project(tmp_path, {**files, "agencies.yaml": other}))
    assert problem.startswith(
        "content/agencies.yaml:14:7: warning[W145]: Alderton Police: an earlier reply: this was "
        "published as 'We know no such list.' on 2026-11-20 and is 'We know this list.' now\n"
    )


@pytest.mark.parametrize(
    "edit",
    [
        ("story/index.md", "77 people could use it", "it was open to 77 people"),
        ("agencies.yaml", "It gave a zebra of an answer", "Its answer was a zebra"),
        ("agencies.yaml", "basis: The list names it.", "basis: It is on the list."),
        ("timeline.yaml", "event: The list begins.", "event: Here the list begins."),
        ("agencies.yaml", "  updated: 2020-05-01\n- id: birch-sheriff",
         ("  users:\n    authorized: 9\n    sources: [gazette-2020]\n"
         "  updated: 2020-05-02\n- id: birch-sheriff")),
    ],
)  # fmt: skip
def test_wording_and_new_facts_may_change_silently(tmp_path: Path, edit: Edit) -> None:
    assert silent(tmp_path, edit) == []


def test_nothing_is_told_of_a_site_that_was_never_published(tmp_path: Path) -> None:
    assert told(project(tmp_path)) == []
    assert told(project(tmp_path, edits=MENDED)) == []
    assert changes_of(planned(tmp_path)) == []


def test_an_update_accounts_for_a_change_and_is_no_correction(tmp_path: Path) -> None:
    publish(project(tmp_path))
    entry = f"- id: u\n  kind: update\n  date: 2026-11-21\n  datum: [{SPENDING}]\n"
    root = project(tmp_path, entry, MENDED)
    assert told(root) == []
    made = planned(root)
    (view,) = corrections_of(made)
    assert (view.is_update, view.text) == (True, "Alderton Police: Spending. Brought up to date.")
    assert noticed(made) == set()


def test_an_update_of_before_the_last_publication_accounts_for_nothing(tmp_path: Path) -> None:
    publish(project(tmp_path))
    entry = f"- id: u\n  kind: update\n  date: 2026-11-19\n  datum: [{SPENDING}]\n"
    (problem,) = told(project(tmp_path, entry, MENDED))
    assert "W145" in problem


# ------------------------------------------------------------------ what changed, for readers


def test_changes_stand_under_their_publication_with_what_they_are(tmp_path: Path) -> None:
    publish(project(tmp_path))
    root = project(tmp_path, CORRECTED, MENDED)
    assert changes_of(planned(root)) == [[]]
    pending = changes_of(planned(root, SECOND))
    publish(root, SECOND)
    assert changes_of(planned(root)) == pending
    assert pending == [[("Alderton Police: Spending", "$48,213", "$48,214", "correction")], []]


def test_publishing_twice_keeps_nothing_new(tmp_path: Path) -> None:
    publish(project(tmp_path))
    assert planned(tmp_path, SECOND).publication is None


def test_an_edition_is_the_same_bytes_each_time_and_reads_back_the_same(tmp_path: Path) -> None:
    one, other = (planned(project(tmp_path), FIRST).publication for _ in range(2))
    assert one is not None
    assert other is not None
    assert publication_bytes(one) == publication_bytes(other)
    path = write_publication(tmp_path, one)
    assert path.name == "0001-2026-11-20.json"
    assert read_publications(tmp_path) == (one,)


def test_a_second_edition_holds_only_what_is_other(tmp_path: Path) -> None:
    publish(project(tmp_path))
    publish(project(tmp_path, CORRECTED, MENDED), SECOND)
    _, second = read_publications(tmp_path)
    assert [name for name in second.data if not name.startswith("sentence.")] == [SPENDING]


WHOLE = '{"number": 1, "date": "2026-11-20", "surfaces": [["a"]], "claims": {}, "data": '


@pytest.mark.parametrize(
    "text",
    [
        "{", '{"number": 2}', "[]", '{"number": 1, "surfaces": 3}', f"{WHOLE}[]}}",
        f"{'[' * 100_000}", f'{WHOLE}{{"a": ["b", "c", -1]}}}}',
    ],
    ids=len,
)  # fmt: skip
def test_a_damaged_edition_is_an_error(tmp_path: Path, text: str) -> None:
    publish(project(tmp_path))
    (path,) = (tmp_path / "editions").iterdir()
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        read_publications(tmp_path)
    assert str(caught.value) == (
        "editions/0001-2026-11-20.json: error[E144]: this file of an edition cannot be read, or an "
        "earlier one is missing\n  take the folder from your version control as it was"
    )


def test_an_edition_holds_nothing_private_and_nothing_of_a_draft(tmp_path: Path) -> None:
    files = {"story/draft.md": "---\ntitle: Secret otter\ndraft: yes\n---\nThe otter of 1999.\n"}
    edit = ("agencies.yaml", "  updated: 2020-05-01\n- id: birch", ("  notes: A hidden canary.\n"
            "  contact: canary@home.net\n  updated: 2020-05-01\n- id: birch"))  # fmt: skip
    publication = planned(write_project(tmp_path, {**PROJECT, **files}, [edit]), FIRST).publication
    assert publication is not None
    kept = publication_bytes(publication).decode()
    assert "Alderton" in kept
    assert "canary" not in kept
    assert "otter" not in kept


# ------------------------------------------------------------------ the files of a site


def test_feeds_downloads_and_machines_are_told(tmp_path: Path, cache: Path) -> None:
    publish(project(tmp_path))
    found = outputs(project(tmp_path, CORRECTED, MENDED), cache)
    assert "<title>Correction: Alderton Police: Spending</title>" in found["feed.xml"]
    text = "Alderton Police: Spending. This site said “$48,213”. That was wrong."
    assert text in found["feed.xml"]
    assert text in found["feed.json"]
    assert (
        f"spending,2026-11-21,correction,{SPENDING},Alderton Police: Spending,"
        in (found["data/corrections.csv"])
    )
    package = json.loads(found["data/datapackage.json"])
    assert [entry["date"] for entry in package["corrections"]] == ["2026-11-21"]
    assert "2026-11-21: Alderton Police: Spending." in found["data/README.txt"]
    (comment,) = linked_data(found["index.html"])["correction"]
    assert comment["@type"] == "CorrectionComment"
    assert comment["url"].endswith("/corrections/#correction-spending")
    assert "CorrectionComment" in found["agencies/alderton-police/index.html"]
    assert "CorrectionComment" not in found["agencies/birch-sheriff/index.html"]


def linked_data(html: str) -> dict[str, Any]:
    """The article among the JSON-LD of a page."""
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    told_there = json.loads(text)
    entries = told_there if isinstance(told_there, list) else [told_there]
    return next(entry for entry in entries if entry["@type"] == "NewsArticle")


def test_a_site_without_corrections_says_so(tmp_path: Path, cache: Path) -> None:
    found = outputs(project(tmp_path), cache)
    assert "Nothing has been corrected so far." in found["corrections/index.html"]
    assert "Nothing has been corrected so far." in found["data/README.txt"]
    assert (
        "There is no earlier edition to compare this one with" in (found["data/changes/index.html"])
    )
    assert json.loads(found["data/changes.json"])["editions"] == []


def test_every_column_that_editors_write_is_a_column_of_the_downloads() -> None:
    columns = {column.name for column in COLUMNS}
    assert set(CELLS) <= columns
    assert set(CELLS) >= WORDING | DERIVED
    follow = {
        "id", "kind_label", "location_is_approximate", "searches_minimum", "searches_maximum",
        "reply_label", "reply_disputes_listing", "spending_currency", "statements", "sources",
        "updated", "page",
    }  # fmt: skip
    assert columns - set(CELLS) == follow


# ------------------------------------------------- words stand for themselves


class Counted(UserDict[str, Datum]):
    """Data that count how often all of them are gone through."""

    times = 0

    def __iter__(self) -> Iterator[str]:
        self.times += 1
        return super().__iter__()


def test_the_data_are_gone_through_no_more_often_for_more_pages(tmp_path: Path) -> None:
    pages = planned(project(tmp_path)).pages
    one, other = Counted(), Counted()
    list(on_pages(one, pages, {}))
    list(on_pages(other, pages * 3, {}))
    assert one.times == other.times


def test_a_correction_of_a_number_is_not_of_a_longer_number_that_holds_it(tmp_path: Path) -> None:
    files = {
        **PROJECT,
        "story/index.md": f"{STORY}\nThere are 12 towns.[@gazette-2020]\n",
        "story/about.md": "---\ntitle: About\n---\nIt has 112 towns.[@gazette-2020]\n",
    }
    publish(write_project(tmp_path, files))
    entry = "- id: c\n  date: 2026-11-21\n  was: 12 towns\n  is: 13 towns\n"
    edit = ("story/index.md", "12 towns", "13 towns")
    root = write_project(tmp_path, {**files, "corrections.yaml": entry}, [edit])
    assert told(root) == []
    assert noticed(planned(root)) == {"", "sources/"}


def test_a_correction_of_prose_accounts_for_no_cell_of_a_record(tmp_path: Path) -> None:
    text = f"{STORY}\nThere are 5 towns, and 2 of them are new.[@gazette-2020]\n"
    record = RECORD.replace("48213", "5")
    files = {**PROJECT, "story/index.md": text, "agencies.yaml": record}
    publish(write_project(tmp_path, files))
    entry = "- id: c\n  date: 2026-11-21\n  was: '5'\n  is: '6'\n"
    edits = [
        ("story/index.md", "5 towns", "6 towns"),
        ("agencies.yaml", "amount: 5\n", "amount: 6\n"),
    ]
    root = write_project(tmp_path, {**files, "corrections.yaml": entry}, edits)
    (problem,) = told(root)
    assert problem.endswith(f"with datum: {SPENDING}")


# ------------------------------------------------------------- surfaces that are easily missed

DENIED = "- id: denied\n  label: Said no\n  count: agencies\n  where: {reply: denied}\n"
CHART = "/// chart | waffle\n    part: denied\n    whole: listed_total\n///\n"


def test_a_chart_of_figures_is_a_surface_of_both(tmp_path: Path) -> None:
    words = STORY.replace("{{ named }}", "some") + f"\n{CHART}"
    files = {**PROJECT, "figures.yaml": FIGURES + DENIED, "story/index.md": words}
    manifest = planned(write_project(tmp_path, files), FIRST).publication
    assert manifest is not None
    data = manifest.data
    for name in ("computed.denied", "figures.listed_total"):
        shown = data[name]
        assert shown is not None
        assert "" in shown.surfaces


def test_a_sentence_that_is_sourced_was_wrong_in_the_download_of_claims_too(
    tmp_path: Path,
) -> None:
    publish(project(tmp_path))
    entry = "- id: c\n  date: 2026-11-21\n  was: and 77 people\n  is: and 78 people\n"
    made = planned(project(tmp_path, entry, [("story/index.md", "77", "78")]))
    (view,) = corrections_of(made)
    assert view.files == ("data/claims.csv",)


@pytest.mark.parametrize(
    ("figure", "columns"),
    [
        ({"count": "counties"}, {"place", "county"}),
        ({"count": "agencies", "where": {"answered": "no"}}, {"reply_category", "attempt.1a2b3c"}),
        ({"count": "agencies", "where": {"county": "Alder"}}, {"place", "county"}),
    ],
)
def test_a_figure_depends_on_the_columns_that_it_counts_by(
    figure: dict[str, Any], columns: set[str]
) -> None:
    made = Figure.model_validate({"id": "one", "label": "One", **figure})
    every = ("place", "county", "kind", "reply_category", "attempt.1a2b3c")
    assert {column for column in every if figures_on([made], column)} == columns


def test_who_asked_is_shown_where_those_are_who_did_not_answer(tmp_path: Path) -> None:
    asked = (
        "agencies.yaml", "  attempts: []\n",
        ("  attempts:\n    - by: WTST\n      date: 2020-02-01\n      asked: It asked why.\n"
         "      answered: no\n      sources: [gazette-2020]\n"),
    )  # fmt: skip
    text = f"{STORY}\n/// unanswered\n///\n"
    silence = (
        "  - id: silence\n    label: None\n    meaning: It is silent.\n    silent: yes\nranges:"
    )
    words = DICTIONARY.replace("ranges:", silence)
    files = {**PROJECT, "story/index.md": text, "dictionary.yaml": words}
    root = write_project(tmp_path, files, [asked])
    publication = planned(root, FIRST).publication
    assert publication is not None
    on = {
        shown.value: "" in shown.surfaces
        for name, shown in publication.data.items()
        if name.startswith("agencies/birch-sheriff.attempt.") and shown
    }
    assert on == {
        "WTST, 2020-02-01, not answered": True,
        "The Testland Gazette, whether it was answered is not stated": False,
    }


# ------------------------------------------------------------------ changes that were silent

FACTS = (
    "  facts:\n    - text: It has 40 officers.\n      sources: [gazette-2020]\n"
    "  context:\n    - text: It has 9 cars.\n      sources: [gazette-2020]\n"
    "  latitude: 35.5\n  longitude: -79.5\n  updated: 2020-05-01\n- id: birch-sheriff\n"
)
KNOWN = RECORD.replace("  updated: 2020-05-01\n- id: birch-sheriff\n", FACTS)
FRONT = STORY.replace(
    "published:",
    'key_figures: ["15 lists", "{{ named }} of 16"]\nkicker: Part 1\n'
    'dek: "{{ named | words | start }} of 21 were asked"\npublished:',
)
SAYING = (
    "\nNine of them met, half of these twice. No one spoke.[@gazette-2020]\n"
    "\nOf {{ named }} agencies 17 agreed.[@gazette-2020]\n"
    "\nAll 18 of them called it “so very good” then.[@gazette-2020]\n"
)


@pytest.mark.parametrize(
    ("edit", "wanted"),
    [
        (("agencies.yaml", "40 officers", "41 officers"), ["agencies/alderton-police.fact."]),
        (("agencies.yaml", "It has 40 officers", "There are 40 officers in it"), []),
        (("agencies.yaml", "9 cars", "10 cars"), ["agencies/alderton-police.context."]),
        (("agencies.yaml", "speaker: Ada Alder", "speaker: Bea Alder"),
         ["agencies/alderton-police.said."]),
        (("agencies.yaml", "date: 2020-04-01", "date: 2020-04-02"),
         ["agencies/alderton-police.said."]),
        (("agencies.yaml", "latitude: 35.5", "latitude: 35.6"),
         ["agencies/alderton-police.latitude"]),
        (("attempts.yaml", "by: The Testland Gazette", "by: WTST"),
         [f"agencies/{agency}.attempt."
          for agency in ("alderton-police", "birch-sheriff", "state-bureau")]),
        (("story/index.md", "15 lists", "19 lists"), ["sentence.home.key-figure-1"]),
        (("story/index.md", "of 16", "of 19"), ["sentence.home.key-figure-2"]),
        (("story/index.md", "17 agreed", "19 agreed"), ["sentence.home."]),
        (("story/index.md", "All 18 of", "All 19 of"), ["sentence.home."]),
        (("story/index.md", "Part 1", "Part 2"), ["sentence.home.kicker"]),
        (("story/index.md", "of 21 were", "of 22 were"), ["sentence.home.dek"]),
        (("story/index.md", "Nine of", "Eight of"), ["sentence.home."]),
        (("story/index.md", "Nine of", "9 of"), []),
        (("story/index.md", "half of these", "two-thirds of these"), ["sentence.home."]),
        (("story/index.md", "these twice", "these once"), ["sentence.home."]),
        (("story/index.md", "No one spoke", "Nobody spoke"), []),
        (("geography/places.csv", "Birchville,Birch,35.5", "Birchville,Birch,35.6"), []),
    ],
)  # fmt: skip
def test_what_was_changed_silently_is_told(tmp_path: Path, edit: Edit, wanted: list[str]) -> None:
    births = ("agencies.yaml", "  county: Birch\n", "  county: Birch\n  place: Birchville\n")
    files = {
        **PROJECT, "agencies.yaml": KNOWN, "story/index.md": FRONT + SAYING,
        "geography/places.csv": PLACES,
    }  # fmt: skip
    publish(write_project(tmp_path, files, [births]))
    problems = told(write_project(tmp_path, files, [births, edit]))
    found = [name.rpartition("datum: ")[2] for name in problems if "W145" in name]
    assert len(found) == len(wanted)
    assert all(name.startswith(begun) for name, begun in zip(found, wanted, strict=True))


def test_a_figure_that_moves_with_the_records_is_not_told_in_its_sentence(tmp_path: Path) -> None:
    front = STORY.replace("published:", 'key_figures: ["{{ named }} of 16"]\npublished:')
    text = f"{front}\nOf {{{{ named }}}} agencies 17 agreed.[@gazette-2020]\n"
    files = {**PROJECT, "story/index.md": text}
    publish(write_project(tmp_path, files))
    new = "- id: new-police\n  name: New Police\n  kind: police\n  county: Birch\n"
    record = f"{RECORD}{new}  attempts: []\n  updated: 2020-05-01\n"
    problems = told(write_project(tmp_path, {**files, "agencies.yaml": record}))
    assert [problem for problem in problems if "W145" in problem] == []


BOUND = FIGURES + "- {id: yes, label: Said yes, count: agencies, where: {reply: confirmed}}\n"
FIGURED = (
    STORY.replace("published:", 'dek: "{{ named | words | start }} of them"\npublished:')
    + "\nOf these, {{ listed_total }} met, and {{ yes | words }} spoke.[@gazette-2020]\n"
)


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("{{ listed_total }} met", "46 met", ["sentence.home."]),
        ("{{ listed_total }} met", "12 met", []),
        ("{{ listed_total }} met", "{{ named }} met", ["sentence.home."]),
        ("{{ yes | words }} spoke", "two spoke", ["sentence.home."]),
        ("{{ yes | words }} spoke", "one spoke", []),
        ("{{ named | words | start }} of", "Eleven of", ["sentence.home.dek"]),
        ("{{ named | words | start }} of", "Three of", []),
    ],
)
def test_a_number_that_was_bound_is_told_when_another_is_typed_in_its_place(
    tmp_path: Path, old: str, new: str, wanted: list[str]
) -> None:
    files = {**PROJECT, "figures.yaml": BOUND, "story/index.md": FIGURED}
    publish(write_project(tmp_path, files))
    for before, after in ((old, new), (new, old)):
        text = {**files, "story/index.md": FIGURED.replace(before, after)}
        problems = told(write_project(tmp_path, text))
        found = [one.rpartition("datum: ")[2] for one in problems if "W145" in one]
        assert [name[: len(begun)] for name, begun in zip(found, wanted, strict=True)] == wanted
        publish(write_project(tmp_path, text), SECOND)
        files = text


def test_a_sentence_is_told_in_full_and_corrected_by_the_words_in_it_that_were_wrong(
    tmp_path: Path,
) -> None:
    files = {**PROJECT, "figures.yaml": BOUND, "story/index.md": FIGURED}
    publish(write_project(tmp_path, files))
    text = {**files, "story/index.md": FIGURED.replace("{{ listed_total }} met", "46 met")}
    (problem,) = [one for one in told(write_project(tmp_path, text)) if "W145" in one]
    assert (
        "Sentence: this was published as 'Of these, 12 met, and one spoke.' on 2026-11-20 and is "
        "'Of these, 46 met, and one spoke.' now"
    ) in problem
    entry = (
        f"- id: c\n  date: 2026-11-21\n  datum: {problem.rpartition('datum: ')[2]}\n"
        "  was: 12 met\n  is: 46 met\n"
    )
    root = write_project(tmp_path, {**text, "corrections.yaml": entry})
    assert [one for one in told(root) if "W14" in one or "E14" in one] == []
    assert "" in noticed(planned(root))
    (view,) = corrections_of(planned(root))
    assert view.text == "This site said “12 met”. That was wrong. Right is “46 met”."
    publish(root, SECOND)
    (change,) = [c for c in changes_of(planned(root))[0] if c[0].startswith("Sentence")]
    assert change[0] == "Sentence in “What the list says”"


def test_the_words_of_an_event_are_corrected_by_what_was_wrong_in_them(tmp_path: Path) -> None:
    events = TIMELINE.replace("Alderton stops.", "Alderton stops after 12 days.")
    publish(write_project(tmp_path, {**PROJECT, "timeline.yaml": events}))
    files = {**PROJECT, "timeline.yaml": events.replace("12 days", "13 days")}
    (problem,) = told(write_project(tmp_path, files))
    entry = (
        f"- id: c\n  date: 2026-11-21\n  datum: {problem.rpartition('datum: ')[2]}\n"
        "  was: 12 days\n  is: 13 days\n"
    )
    root = write_project(tmp_path, {**files, "corrections.yaml": entry})
    assert told(root) == []
    assert {"timeline/", "agencies/alderton-police/"} <= noticed(planned(root))
    wrong = entry.replace("13 days", "14 days").replace("12 days", "11 days")
    assert [
        one.partition(" ")[2]
        for one in told(write_project(tmp_path, {**files, "corrections.yaml": wrong}))
    ] == [
        (
            "error[E142]: '14 days' is given as right, but the data do not say so\n  correct the "
            "record, or this entry; if the record has changed again, add an entry for that"
        )
    ]


NOTED = RECORD.replace("amount: 48213\n", "amount: 48213\n    note: 12 days for 77 people.\n")
NOTE = "agencies/alderton-police.spending_note"
DAYS = f"- id: days\n  date: 2026-11-21\n  datum: {NOTE}\n  was: 12 days\n  is: 13 days\n"
PEOPLE = f"- id: people\n  date: 2026-11-22\n  datum: {NOTE}\n  was: 77 people\n  is: 78 people\n"


def test_an_entry_accounts_for_what_it_says_of_a_text_and_for_nothing_else_in_it(
    tmp_path: Path,
) -> None:
    files = {**PROJECT, "agencies.yaml": NOTED}
    publish(write_project(tmp_path, files))
    days, people = (("agencies.yaml", "12 days for", "13 days for"),
                    ("agencies.yaml", "for 77 people.", "for 78 people."))  # fmt: skip
    one = write_project(tmp_path, {**files, "corrections.yaml": DAYS}, [days, people])
    assert ["W145" in problem for problem in told(one)] == [True]
    both = write_project(tmp_path, {**files, "corrections.yaml": DAYS + PEOPLE}, [days, people])
    assert told(both) == []
    assert [view.later for view in corrections_of(planned(both))] == ["", ""]
    publish(write_project(tmp_path, {**files, "corrections.yaml": DAYS}, [days]), SECOND)
    later = write_project(tmp_path, {**files, "corrections.yaml": DAYS}, [days, people])
    assert ["W145" in problem for problem in told(later)] == [True]


def test_a_right_value_that_holds_the_wrong_one_is_not_told_as_left(tmp_path: Path) -> None:
    publish(project(tmp_path))
    entry = (
        "- id: name\n  date: 2026-11-21\n  datum: agencies/birch-sheriff.name\n"
        "  was: Birch County Sheriff\n  is: Birch County Sheriff's Office\n"
    )
    edit = ("agencies.yaml", "name: Birch County Sheriff", "name: Birch County Sheriff's Office")
    assert told(project(tmp_path, entry, [edit])) == []


def test_a_record_that_is_taken_out_may_leave_its_name_to_another(tmp_path: Path) -> None:
    publish(project(tmp_path))
    entry = "- id: birch\n  date: 2026-11-21\n  datum: agencies/birch-sheriff\n"
    other = ("agencies.yaml", "- id: birch-sheriff\n", "- id: birch-county-sheriff\n")
    assert told(project(tmp_path, entry, [other])) == []


def test_words_that_a_sentence_never_said_are_told(tmp_path: Path) -> None:
    publish(project(tmp_path))
    edit = ("story/index.md", "77 people", "78 people")
    (problem,) = [one for one in told(project(tmp_path, edits=[edit])) if "W145" in one]
    datum = problem.rpartition("datum: ")[2]
    entry = f"- id: c\n  date: 2026-11-21\n  datum: {datum}\n  was: 500 horses\n  is: 78 people\n"
    assert (
        "warning[W143]: '500 horses' was never published here"
        in told(project(tmp_path, entry, [edit]))[0]
    )


def test_a_record_may_be_corrected_and_taken_out_on_one_day() -> None:
    one, other = (Correction.model_validate({"date": "2026-11-21", **fields}) for fields in (
        {"id": "spending", "datum": SPENDING, "was": "1", "is": "2"},
        {"id": "gone", "datum": "agencies/alderton-police"},
    ))  # fmt: skip
    assert {name: entry.id for name, entry in later_entries((one, other)).items()} == {
        "spending": "gone"
    }


def test_an_old_value_that_stands_in_the_note_beside_it_is_told(tmp_path: Path) -> None:
    noted = RECORD.replace("amount: 48213\n", "amount: 48213\n    note: It said $48,213.\n")
    publish(write_project(tmp_path, {**PROJECT, "agencies.yaml": noted}))
    files = {**PROJECT, "agencies.yaml": noted, "corrections.yaml": CORRECTED}
    problems = told(write_project(tmp_path, files, MENDED))
    assert [one.partition(": ")[2] for one in problems] == [
        (
            "warning[W146]: '$48,213' is corrected here, and still stands in "
            "'agencies/alderton-police.spending_amount'\n"
            "  mend it there as well, if it is the same fact"
        )
    ]


@pytest.mark.parametrize(
    ("who", "wanted"),
    [("Alderton Police", []), ("It", []), ("The Birch County Sheriff", ["sentence"])],
)
def test_a_sentence_follows_the_data_of_those_it_speaks_of_alone(
    tmp_path: Path, who: str, wanted: list[str]
) -> None:
    text = f"{STORY}\n{who} had 31 cars.[@gazette-2020]\n"
    files = {**PROJECT, "agencies.yaml": RECORD.replace("48213", "31"), "story/index.md": text}
    publish(write_project(tmp_path, files))
    both = [("story/index.md", "31 cars", "32 cars"), ("agencies.yaml", "amount: 31", "amount: 32")]
    entry = f"- id: c\n  date: 2026-11-21\n  datum: {SPENDING}\n  was: '31'\n  is: '32'\n"
    root = write_project(tmp_path, {**files, "corrections.yaml": entry}, both)
    found = [name.rpartition("datum: ")[2] for name in told(root) if "W145" in name]
    assert [name.partition(".")[0] for name in found] == wanted
    assert ("" in noticed(planned(root))) == (not wanted)


BIRCH = ("agencies.yaml", AGENCIES[AGENCIES.index("- id: birch-sheriff"):
                                  AGENCIES.index("- id: state-bureau")], "")  # fmt: skip


def test_a_record_that_is_taken_out_is_told_once(tmp_path: Path) -> None:
    publish(project(tmp_path))
    assert told(project(tmp_path, edits=[BIRCH])) == [
        (
            "content/agencies.yaml: warning[W145]: Birch County Sheriff: this record was published "
            "on 2026-11-20 and is not there any more\n"
            "  add a correction to content/corrections.yaml, or an update (kind: update), with "
            "datum: agencies/birch-sheriff"
        )
    ]


def test_one_entry_tells_of_a_record_that_is_taken_out(tmp_path: Path) -> None:
    publish(project(tmp_path))
    entry = "- id: birch\n  date: 2026-11-21\n  datum: agencies/birch-sheriff\n"
    root = project(tmp_path, entry, [BIRCH])
    assert told(root) == []
    (view,) = corrections_of(planned(root))
    shown = {link.path for link in view.pages}
    # The story has the table; `{{ named }}` counted it, so every page with that figure was wrong.
    assert {"", "agencies/", "counties/birch/", "embed/map/", "figures/"} <= shown
    assert "timeline/" not in shown
    assert "data/agencies.csv" in view.files
    publish(root, SECOND)
    assert told(root) == []
    assert {change[3] for edition in changes_of(planned(root)) for change in edition
            if change[0].startswith("Birch County Sheriff")} == {"correction"}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("correction", "This site had a record of it, which is taken out: it was wrong."),
        ("update", "This site had a record of it, which is taken out."),
    ],
)
def test_of_a_record_that_is_taken_out_readers_are_told_its_name(
    tmp_path: Path, kind: str, text: str
) -> None:
    publish(project(tmp_path))
    entry = f"- id: birch\n  kind: {kind}\n  date: 2026-11-21\n  datum: agencies/birch-sheriff\n"
    (view,) = corrections_of(planned(project(tmp_path, entry, [BIRCH])))
    assert view.text == f"Birch County Sheriff. {text}"


def test_a_record_that_was_corrected_once_is_taken_out_in_one_entry(tmp_path: Path) -> None:
    publish(project(tmp_path))
    publish(project(tmp_path, CORRECTED, MENDED), SECOND)
    gone = "- id: gone\n  date: 2026-11-23\n  datum: agencies/alderton-police\n"
    start, end = RECORD.index("- id: alderton"), RECORD.index("- id: birch-sheriff")
    edits = [
        ("agencies.yaml", RECORD[start:end], ""), ("timeline.yaml", "[alderton-police]", "[]"),
        ("story/index.md", "/// agency | alderton-police\n///\n", ""),
        ("story/index.md", "48,213", "48,214"),
    ]  # fmt: skip
    root = project(tmp_path, CORRECTED + gone, edits)
    assert [problem for problem in told(root) if "E14" in problem or "W145" in problem] == []
    views = {view.id: view for view in corrections_of(planned(root))}
    assert views["spending"].later_told == "Corrected again on November 23, 2026"


def test_a_record_that_is_taken_out_is_one_change(tmp_path: Path) -> None:
    publish(project(tmp_path))
    entry = "- id: birch\n  date: 2026-11-21\n  datum: agencies/birch-sheriff\n"
    publish(project(tmp_path, entry, [BIRCH]), SECOND)
    (new, _) = changes_of(planned(project(tmp_path, entry, [BIRCH])))
    assert [change for change in new if change[0].startswith("Birch County Sheriff")] == [
        ("Birch County Sheriff", "Birch County Sheriff", "", "correction")
    ]


@pytest.mark.parametrize(
    ("edit", "place"),
    [
        (("story/index.md", "15 lists", "19 lists"), "4:15"),
        (("story/index.md", "of 21 were", "of 22 were"), "6:6"),
        (("story/index.md", "Nine of them", "Ten of them"), "11:1"),
        (("story/index.md", "17 agreed", "19 agreed"), "13:16"),
    ],
)
def test_a_sentence_that_changed_is_told_at_its_line(
    tmp_path: Path, edit: Edit, place: str
) -> None:
    files = {**PROJECT, "story/index.md": FRONT + SAYING}
    publish(write_project(tmp_path, files))
    (problem,) = [one for one in told(write_project(tmp_path, files, [edit])) if "W145" in one]
    assert problem.partition(": ")[0] == f"content/story/index.md:{place}"


def test_a_text_that_names_a_record_which_is_taken_out_is_told_until_that_is_out(
    tmp_path: Path,
) -> None:
    story = f"{STORY}\nThe Birch County Sheriff said so.[@gazette-2020]\n"
    files = {**PROJECT, "story/index.md": story}
    publish(write_project(tmp_path, files))
    entry = "- id: birch\n  date: 2026-11-21\n  datum: agencies/birch-sheriff\n"
    root = write_project(tmp_path, {**files, "corrections.yaml": entry}, [BIRCH])
    (problem,) = told(root)
    begun, _, rest = problem.partition("still named in 'home.")
    assert begun == (
        "content/corrections.yaml:3:10: warning[W146]: 'Birch County Sheriff' is taken out here, "
        "and "
    )
    assert rest.endswith("'\n  write it out of that text as well")
    publish(root, SECOND)
    assert told(root) == []


def test_a_record_that_was_taken_out_may_come_back(tmp_path: Path) -> None:
    publish(project(tmp_path))
    entry = "- id: birch\n  date: 2026-11-21\n  datum: agencies/birch-sheriff\n"
    publish(project(tmp_path, entry, [BIRCH]), SECOND)
    assert told(project(tmp_path, entry)) == []


def test_two_records_that_are_taken_out_are_told_of_in_the_plural(tmp_path: Path) -> None:
    publish(project(tmp_path))
    bureau = ("agencies.yaml", AGENCIES[AGENCIES.index("- id: state-bureau"):], "")  # fmt: skip
    entry = (
        "- id: both\n  date: 2026-11-21\n  datum: [agencies/birch-sheriff, agencies/state-bureau]\n"
    )
    (view,) = corrections_of(planned(project(tmp_path, entry, [BIRCH, bureau])))
    assert view.text == (
        "Birch County Sheriff; Testland Bureau. This site had records of them, which are taken "
        "out: they were wrong."
    )


def test_a_record_that_is_there_is_corrected_by_what_was_wrong_in_it(tmp_path: Path) -> None:
    entry = "- id: a\n  date: 2026-11-21\n  datum: agencies/state-bureau\n  text: So.\n"
    assert told(project(tmp_path, entry)) == [
        (
            "content/corrections.yaml:3:10: error[E141]: 'agencies/state-bureau' is a record as a "
            "whole, and it is there\n  name what was wrong in it: agencies/ID.COLUMN"
        )
    ]


def test_what_is_no_date_and_no_amount_is_told_as_it_was(tmp_path: Path) -> None:
    note = "In the fiscal year 2010-11, case 2011-07."
    figures = FIGURES.replace("value: 12", "value: 2018")
    record = RECORD.replace(
        "      summary: It gave a zebra of an answer.\n", f"      summary: {note}\n"
    )
    story = PROJECT["story/index.md"] + "\nSince {{ listed_total }}.\n"
    files = {**PROJECT, "figures.yaml": figures, "agencies.yaml": record, "story/index.md": story}
    publish(write_project(tmp_path, files))
    entries = (
        "- id: a\n  date: 2026-11-21\n  datum: agencies/alderton-police.reply_summary\n"
        f"  was: {note}\n  is: In the fiscal year 2010-12.\n"
        "- id: b\n  date: 2026-11-21\n  datum: figures.listed_total\n  was: '2018'\n  is: '2019'\n"
    )
    edits = [("agencies.yaml", note, "In the fiscal year 2010-12."),
             ("figures.yaml", "value: 2018", "value: 2019")]  # fmt: skip
    root = write_project(tmp_path, {**files, "corrections.yaml": entries}, edits)
    said = {view.id: view.text for view in corrections_of(planned(root))}
    assert "said “In the fiscal year 2010-11, case 2011-07.”" in said["a"]
    assert "said “2018”. That was wrong. Right is “2019”." in said["b"]


def test_dates_and_computed_amounts_are_told_as_pages_show_them(
    tmp_path: Path, cache: Path
) -> None:
    spent = "- {id: spent, label: Spent in all, sum: spending.amount}\n"
    story = PROJECT["story/index.md"] + "\nIt is {{ spent }} in all.\n"
    files = {**PROJECT, "figures.yaml": FIGURES + spent, "story/index.md": story}
    publish(write_project(tmp_path, files))
    mark = word_mark("Alderton stops.")
    entries = (
        f"- id: a\n  date: 2026-11-21\n  datum: timeline.{mark}\n"
        "  was: 2020-04-01\n  is: 2020-04-02\n"
        "- id: b\n  date: 2026-11-21\n  datum: agencies/alderton-police.reply_date\n"
        "  was: 2020-03\n  is: 2020-04\n"
    )
    edits = [
        ("timeline.yaml", "- date: 2020-04-01\n", "- date: 2020-04-02\n"),
        ("agencies.yaml", "date: 2020-03\n", "date: 2020-04\n"), *MENDED,
    ]  # fmt: skip
    files["corrections.yaml"] = CORRECTED + entries
    root = write_project(tmp_path, files, edits)
    assert told(root) == []
    said = {view.id: view.text for view in corrections_of(planned(root))}
    assert "said “April 1, 2020”. That was wrong. Right is “April 2, 2020”." in said["a"]
    assert "said “March 2020”. That was wrong. Right is “April 2020”." in said["b"]
    publish(root, SECOND)
    changes = {label: (was, now) for edition in changes_of(planned(root))
               for label, was, now, _ in edition}  # fmt: skip
    assert changes["Alderton stops."] == ("April 1, 2020", "April 2, 2020")
    assert changes["Spent in all"] == ("$48,213", "$48,214")
    table = outputs(root, cache)["data/changes.csv"]
    assert ",Alderton stops.,2020-04-01,2020-04-02,correction," in table
    assert ",Spent in all,48213,48214,follows," in table
    table = outputs(root, cache)["data/corrections.csv"]
    assert ",Alderton stops.,2020-04-01,2020-04-02," in table


AGAIN = f"""\
- id: again
  date: 2026-11-22
  datum: {SPENDING}
  was: $48,214
  is: 48215
"""


def test_a_correction_that_was_corrected_says_so_wherever_it_stands(
    tmp_path: Path, cache: Path
) -> None:
    publish(project(tmp_path))
    publish(project(tmp_path, CORRECTED, MENDED), SECOND)
    again = [(file, old, new.replace("214", "215")) for file, old, new in MENDED]
    root = project(tmp_path, AGAIN + CORRECTED, again)
    assert told(root) == []
    newer, older = corrections_of(planned(root))
    assert (newer.id, newer.later) == ("again", "")
    assert (older.id, older.later) == ("spending", "again")
    link = '<a href="{}#correction-again">Corrected again on November 22, 2026</a>.'
    found = outputs(root, cache)
    assert (
        link.format("../../corrections/index.html") in found["agencies/alderton-police/index.html"]
    )
    assert found["corrections/index.html"].count("Corrected again on November 22, 2026") == 1
    for name in ("feed.xml", "feed.json", "data/README.txt", "data/datapackage.json"):
        assert "Corrected again on November 22, 2026." in found[name], name
    (row,) = [line for line in found["data/corrections.csv"].splitlines() if "spending," in line]
    assert ",again," in row


@pytest.mark.parametrize(
    ("older", "newer", "is_later"),
    [
        ("datum: agencies/a.name", "datum: agencies/a.name", "yes"),
        ("datum: agencies/a.name", "datum: agencies/b.name", ""),
        ("claim: home.1", "claim: home.1", "yes"),
        ("was: a, is: nine people in all", "was: nine people in all, is: ten", "yes"),
        ("was: a, is: so nine people in all", "was: nine people in all, is: ten", "yes"),
        ("was: a, is: so 9", "was: '9', is: ten", ""),
        ("was: a, is: nine in all now", "was: so nine in all now did, is: ten", "yes"),
        (
            "was: six in all the state, is: two in all the state",
            "was: in all the state, is: in some",
            "",
        ),
        (
            "claim: home.1, was: a, is: nine people in all",
            "claim: other.2, was: nine people in all, is: b",
            "",
        ),
        (
            "claim: home.1, was: a, is: nine people in all",
            "claim: home.2, was: nine people in all, is: b",
            "yes",
        ),
        ("datum: statement.1, was: a, is: b c", "datum: statement.2, was: b c, is: d", ""),
        ("datum: quote.1, was: a, is: b c", "datum: quote.2, was: b c, is: d", "yes"),
        ("datum: quote.1, was: a, is: b c", "datum: timeline.2, was: b c, is: d", ""),
    ],
)
def test_a_later_entry_is_known_by_what_it_is_of(older: str, newer: str, is_later: str) -> None:
    one, other = (
        Correction.model_validate({"id": name, "date": day, "text": "T", **fields_of(written)})
        for name, day, written in (("one", "2026-11-20", older), ("two", "2026-11-21", newer))
    )
    assert {name: entry.id for name, entry in later_entries((other, one)).items()} == (
        {"one": "two"} if is_later else {}
    )


def test_of_two_entries_of_one_day_the_later_begins_where_the_other_ends() -> None:
    fields = {"date": "2026-11-20", "datum": "agencies/a.name"}
    there, back = (
        Correction.model_validate({"id": name, "was": was, "is": now, **fields})
        for name, was, now in (("there", "1", "2"), ("back", "2", "1"))
    )
    assert {n: e.id for n, e in later_entries((there, back)).items()} == {"there": "back"}
    assert {n: e.id for n, e in later_entries((back, there)).items()} == {"back": "there"}


def fields_of(written: str) -> dict[str, str]:
    """`was: a, is: b` as fields."""
    return dict(part.replace("'", "").split(": ") for part in written.split(", "))


def test_the_same_words_on_two_days_are_two_data_and_either_may_change(tmp_path: Path) -> None:
    again = TIMELINE + "- date: 2019-05\n  event: The list begins.\n  sources: [first-list]\n"
    twice = ATTEMPTS + (
        "- by: WTST\n  date: 2020-02-03\n  agencies: [birch-sheriff]\n"
        "  asked: It asked whether each used the service.\n  sources: [gazette-2020]\n"
    )
    files = {**PROJECT, "timeline.yaml": again, "attempts.yaml": twice}
    publish(write_project(tmp_path, files))
    changes = [
        ("timeline.yaml", "date: 2019\n", "date: 2018\n"),
        ("timeline.yaml", "date: 2019-05\n", "date: 2019-06\n"),
        ("attempts.yaml", "date: 2020-02-03\n", "date: 2020-02-04\n"),
    ]
    mark, asked = (
        word_mark("The list begins."),
        word_mark("It asked whether each used the service."),
    )
    names = (f"timeline.{mark}", f"timeline.{mark}-2", f"agencies/birch-sheriff.attempt.{asked}")
    for edit, name in zip(changes, names, strict=True):
        (problem,) = told(write_project(tmp_path, files, [edit]))
        assert problem.endswith(f"with datum: {name}")


def test_a_fact_is_corrected_by_the_id_that_its_warning_gave(tmp_path: Path) -> None:
    files = {**PROJECT, "agencies.yaml": KNOWN}
    publish(write_project(tmp_path, files))
    edit = ("agencies.yaml", "40 officers", "41 officers")
    (problem,) = told(write_project(tmp_path, files, [edit]))
    entry = (
        f"- id: c\n  date: 2026-11-21\n  datum: {problem.rpartition('datum: ')[2]}\n"
        "  was: It has 40 officers.\n  is: It has 41 officers.\n"
    )
    root = write_project(tmp_path, {**files, "corrections.yaml": entry}, [edit])
    assert told(root) == []
    (view,) = corrections_of(planned(root))
    assert view.files == ("data/agencies.json", "data/claims.csv")
    assert noticed(planned(root)) == {"agencies/alderton-police/", "sources/"}


def test_an_attempt_that_agencies_share_is_on_the_sources_and_in_the_download_of_claims(
    tmp_path: Path,
) -> None:
    publication = planned(project(tmp_path), FIRST).publication
    assert publication is not None
    begun = "agencies/birch-sheriff.attempt."
    (shown,) = [shown for name, shown in publication.data.items() if name.startswith(begun)]
    assert shown is not None
    assert shown.surfaces == (
        "agencies/birch-sheriff/", "data/agencies.json", "data/attempts.csv", "data/claims.csv",
        "sources/",
    )  # fmt: skip
