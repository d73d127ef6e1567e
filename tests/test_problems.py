import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.problems import (
    BuildError,
    Location,
    Problem,
    did_you_mean,
    errors,
    in_reading_order,
    one_of,
)
from broadsheet.publish import LockedError

WHOLE = Problem(Location("content/site.yaml", 3, 7), "E041", "there is no field 'x' here", "try y")
COUNTIES = ("Wake", "Durham", "Wayne")


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Location("a.yaml"), "a.yaml"),
        (Location("a.yaml", 3), "a.yaml:3"),
        (Location("a.yaml", 3, 7), "a.yaml:3:7"),
        # A column without its line says nothing.
        (Location("a.yaml", 0, 7), "a.yaml"),
    ],
)
def test_a_place_is_told_as_exactly_as_it_is_known(place: Location, shown: str) -> None:
    assert str(place) == shown


def test_a_problem_is_one_line_and_its_hint_another() -> None:
    assert str(WHOLE) == ("content/site.yaml:3:7: error[E041]: there is no field 'x' here\n  try y")


def test_a_problem_without_a_hint_is_one_line() -> None:
    problem = Problem(Location("a"), "W061", "nothing cites the source 'x'")
    assert str(problem) == "a: warning[W061]: nothing cites the source 'x'"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85", "\x0b"])
def test_a_quoted_text_never_breaks_the_line(end: str) -> None:
    problem = Problem(Location("a"), "E043", f"'one{end}two' is not a day", f"write{end}2020")
    assert str(problem) == "a: error[E043]: 'one\\ntwo' is not a day\n  write\\n2020"


@given(st.text(), st.text(min_size=1))
def test_whatever_is_quoted_a_problem_has_two_lines_at_the_most(message: str, hint: str) -> None:
    assert len(str(Problem(Location("a"), "E001", message, hint)).splitlines()) <= 2


@pytest.mark.parametrize(("code", "severity"), [("E010", "error"), ("W021", "warning")])
def test_the_code_says_how_grave_it_is(code: str, severity: str) -> None:
    assert Problem(Location("a"), code, "").severity == severity


def test_only_errors_stop_a_build() -> None:
    warning = Problem(Location("a"), "W021", "dropped")
    assert errors([warning, WHOLE, warning]) == (WHOLE,)


def test_problems_come_in_reading_order_and_each_once() -> None:
    later = Problem(Location("content/site.yaml", 12, 1), "E041", "later")
    other = Problem(Location("content/agencies.yaml", 40, 1), "E041", "other file")
    same_place = Problem(Location("content/site.yaml", 3, 7), "E024", "other code")
    told = in_reading_order([later, WHOLE, other, same_place, WHOLE])
    assert told == (other, same_place, WHOLE, later)


def test_line_9_comes_before_line_10() -> None:
    ninth = Problem(Location("a", 9), "E041", "")
    tenth = Problem(Location("a", 10), "E041", "")
    assert in_reading_order([tenth, ninth]) == (ninth, tenth)


def test_a_build_error_holds_and_tells_every_problem_in_order() -> None:
    first = Problem(Location("content/a.yaml", 1), "E010", "first")
    error = BuildError([WHOLE, first, WHOLE])
    assert error.problems == (first, WHOLE)
    assert str(error) == (
        "content/a.yaml:1: error[E010]: first\n"
        "content/site.yaml:3:7: error[E041]: there is no field 'x' here\n"
        "  try y"
    )


@pytest.mark.parametrize("kind", [BuildError, LockedError])
def test_a_build_error_crosses_a_process_whole(kind: type[BuildError]) -> None:
    arrived = pickle.loads(pickle.dumps(kind([WHOLE])))  # noqa: S301  (our own bytes)
    assert type(arrived) is kind
    assert arrived.problems == (WHOLE,)


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("Wak", "did you mean 'Wake'?"),
        ("wake", "did you mean 'Wake'?"),
        ("DURHAN", "did you mean 'Durham'?"),
        ("Zzz", ""),
        ("", ""),
    ],
)
def test_the_nearest_choice_is_offered_whatever_its_case(word: str, hint: str) -> None:
    assert did_you_mean(word, COUNTIES) == hint


def test_without_choices_nothing_is_offered() -> None:
    assert did_you_mean("Wake", ()) == ""
    assert one_of(()) == ""


def test_a_short_list_of_choices_is_told_and_a_long_one_is_not() -> None:
    assert one_of(COUNTIES) == "it is one of Wake, Durham, Wayne"
    assert one_of("abcdefgh") == "it is one of a, b, c, d, e, f, g, h"
    assert one_of("abcdefghi") == ""
