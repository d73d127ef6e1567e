from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.figures import (
    Evaluated,
    ExpressionFault,
    FigureFault,
    FigureValue,
    Filled,
    Value,
    compute,
    evaluate,
    expressions_in,
    fill,
    quantities_in,
)
from broadsheet.model import Agency, Event, Figure, Origin, Silence, Source
from broadsheet.values import PartialDate

HOW = "write a figure's name and filters, such as {{ listed_total | words }}"


def agency(agency_id: str, **fields: Any) -> Agency:
    record = {"id": agency_id, "name": agency_id.title(), "kind": "municipal-police"}
    record |= {"updated": "2026-11-20", "@silence": Silence("not-known")} | fields
    return Agency.model_validate(record)


AGENCIES = (
    agency(
        "raleigh-pd", replies=[{"category": "confirmed"}], spending={"amount": "2500"}, place="R"
    ),
    agency("durham-pd", replies=[{"category": "denied"}], users={"at_least": "3"}),
    agency("dmv", statewide="yes", kind="state", free_trial={"answer": "possible"}),
    agency(
        "cary-pd",
        searches={"range": "51-100"},
        spending={"amount": "500"},
        **{"@silence": Silence("not-known", told=True)},
    ),
)
COUNTIES = {"raleigh-pd": "Wake", "durham-pd": "Durham", "cary-pd": "Wake"}
SOURCES = (Source.model_validate({"id": "wral", "title": "T", "outlet": "WRAL"}),)
TIMELINE = (Event.model_validate({"date": "2020", "event": "E."}),)


def figure(figure_id: str, **fields: Any) -> Figure:
    record = {"@origin": Origin("content/figures.yaml", (figure_id,)), "label": "L"}
    return Figure.model_validate(record | {"id": figure_id} | fields)


def computed(*figures: Figure) -> tuple[dict[str, FigureValue], list[FigureFault]]:
    known = {"reply": ["confirmed", "denied", "not-known", "no-reply"]}
    return compute(
        agencies=AGENCIES,
        sources=SOURCES,
        timeline=TIMELINE,
        figures=figures,
        county_of=COUNTIES,
        known=known,
    )


def value_of(**fields: Any) -> Value:
    values, faults = computed(figure("x", **fields))
    assert faults == []
    return values["x"].value


def rows_of(**fields: Any) -> tuple[str, ...]:
    return computed(figure("x", **fields))[0]["x"].rows


def faults_of(*figures: Figure) -> list[tuple[tuple[str | int, ...], str, str]]:
    return [(fault.place.path, fault.message, fault.hint) for fault in computed(*figures)[1]]


# ------------------------------------------------------------------------- the values


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ({"count": "agencies"}, 4),
        ({"count": "sources"}, 1),
        ({"count": "timeline"}, 1),
        ({"count": "counties"}, 2),
        ({"count": "counties", "where": {"reply": "denied"}}, 1),
        ({"count": "agencies", "where": {"reply": "no-reply"}}, 0),
        ({"count": "agencies", "where": {"answered": "yes"}}, 2),
        ({"count": "agencies", "where": {"answered": "no"}}, 1),
        ({"count": "agencies", "where": {"answered": ["no", "unknown"]}}, 2),
        ({"count": "agencies", "where": {"reply": ["denied", "confirmed"]}}, 2),
        ({"count": "agencies", "where": {"statewide": "true"}}, 1),
        ({"count": "agencies", "where": {"statewide": "no", "county": "Wake"}}, 2),
        ({"count": "agencies", "where": {"free_trial": "possible"}}, 1),
        ({"count": "agencies", "where": {"range": "51-100"}}, 1),
        ({"count": "agencies", "where": {"id": "dmv"}}, 1),
        ({"count": "agencies", "where": {"kind": "state"}}, 1),
        ({"count": "agencies", "where": {"place": "R"}}, 1),
        ({"sum": "spending.amount"}, 3000),
        ({"minimum": "spending.amount"}, 500),
        ({"maximum": "spending.amount"}, 2500),
        ({"sum": "users.at_least"}, 3),
        ({"list": "county"}, ("Wake", "Durham")),
        ({"list": "name", "where": {"county": "Wake"}}, ("Raleigh-Pd", "Cary-Pd")),
        ({"list": "users.authorized"}, ()),
        ({"value": "1803"}, 1803),
        ({"value": "12.5"}, 12.5),
        ({"value": "9999999999999999999.5"}, "9999999999999999999.5"),
        ({"value": "2020-02"}, PartialDate(2020, 2)),
        ({"value": "2020-13"}, "2020-13"),
        ({"value": "more than 60"}, "more than 60"),
        ({"value": "037"}, "037"),
        ({"value": "9" * 5000}, "9" * 5000),
    ],
)
def test_a_figure_has_the_value_that_the_records_give(fields: dict[str, Any], value: Value) -> None:
    assert value_of(**fields) == value


def test_a_figure_names_the_rows_that_make_it_up() -> None:
    assert rows_of(count="agencies", where={"county": "Wake"}) == ("raleigh-pd", "cary-pd")
    assert rows_of(sum="spending.amount") == ("raleigh-pd", "cary-pd")
    assert rows_of(count="counties") == ("Wake", "Durham")
    assert rows_of(count="sources") == ("wral",)


def test_a_difference_is_made_up_of_the_rows_left_over() -> None:
    values, faults = computed(
        figure("others", subtract=["all", "wake"]),
        figure("all", count="agencies"),
        figure("wake", count="agencies", where={"county": "Wake"}),
    )
    assert faults == []
    assert (values["others"].value, values["others"].rows) == (2, ("durham-pd", "dmv"))
    assert list(values) == ["others", "all", "wake"]


def test_a_difference_from_a_reported_number_has_no_rows() -> None:
    values, _ = computed(
        figure("unnamed", subtract=["listed", "all"]),
        figure("listed", value="64", sources=["wral"]),
        figure("all", count="agencies"),
    )
    assert (values["unnamed"].value, values["unnamed"].rows) == (60, ())


def test_a_share_is_of_another_figure() -> None:
    values, faults = computed(
        figure("all", count="agencies"), figure("s", share="all", where={"county": "Wake"})
    )
    assert faults == []
    assert (values["s"].value, values["s"].unit) == (0.5, "share")
    assert values["s"].rows == ("raleigh-pd", "cary-pd")


def test_a_long_chain_of_figures_is_no_matter() -> None:
    chain = [figure("f0", value="9000"), figure("one", value="1")]
    chain += [figure(f"f{n}", subtract=[f"f{n - 1}", "one"]) for n in range(1, 3000)]
    values, faults = computed(*reversed(chain))
    assert faults == []
    assert values["f2999"].value == 6001


# ------------------------------------------------------------------------- the faults


def test_an_unknown_field_is_told_with_the_nearest() -> None:
    assert faults_of(figure("a", sum="spending.amuont")) == [
        (
            ("a", "sum"),
            "there is no field 'spending.amuont' to take the sum of",
            "did you mean 'spending.amount'?",
        )
    ]


def test_texts_cannot_be_summed() -> None:
    hint = "it is one of spending.amount, users.authorized, users.at_least"
    assert faults_of(figure("a", maximum="county")) == [
        (("a", "maximum"), "'county' holds texts, and a maximum needs numbers", hint)
    ]


def test_a_sum_of_nothing_known_is_no_zero() -> None:
    assert faults_of(figure("a", sum="users.authorized")) == [
        (
            ("a", "sum"),
            "no agency that it counts has a number in 'users.authorized'",
            "without one, 0 would be a claim that nobody made",
        )
    ]


def test_a_wrong_condition_is_told_for_its_field_and_for_its_word_both_at_once() -> None:
    where = {"repply": "denied", "reply": ["denied", "confirmed-x"], "statewide": "maybe"}
    assert faults_of(figure("a", count="agencies", where=where)) == [
        (
            ("a", "where", "reply"),
            "'confirmed-x' is nothing that 'reply' can be",
            "did you mean 'confirmed'?",
        ),
        (
            ("a", "where", "repply"),
            "there is no field 'repply' to choose agencies by",
            "did you mean 'reply'?",
        ),
        (
            ("a", "where", "statewide"),
            "'maybe' is nothing that 'statewide' can be",
            "it is one of yes, true, no, false",
        ),
    ]


def test_conditions_choose_among_agencies_only() -> None:
    assert faults_of(figure("a", count="sources", where={"reply": "denied"})) == [
        (
            ("a", "where"),
            "`where` chooses among agencies; it cannot choose among the sources",
            "leave out `where`",
        )
    ]


def test_an_operand_that_is_not_there_or_no_number_is_told_at_its_place() -> None:
    figures = (
        figure("all", count="agencies"),
        figure("a", subtract=["all", "al"]),
        figure("names", list="name"),
        figure("b", subtract=["names", "all"]),
        figure("c", share="all2"),
    )
    assert faults_of(*figures) == [
        (("a", "subtract", 1), "there is no figure 'al'", "did you mean 'all'?"),
        (
            ("b", "subtract", 0),
            "'names' is a list, and a number is needed here",
            "name a figure that is a number",
        ),
        (("c", "share"), "there is no figure 'all2'", "did you mean 'all'?"),
    ]


def test_every_figure_of_a_circle_is_told_and_those_that_lean_on_it_are_not() -> None:
    figures = (
        figure("all", count="agencies"),
        figure("a", subtract=["all", "b"]),
        figure("b", subtract=["all", "a"]),
        figure("c", share="c"),
        figure("d", subtract=["all", "a"]),
    )
    hint = "compute one of them from the records instead"
    by_way = "is computed from itself, by way of 'a' and 'b'"
    assert faults_of(*figures) == [
        (("a", "subtract"), f"the figure 'a' {by_way}", hint),
        (("b", "subtract"), f"the figure 'b' {by_way}", hint),
        (("c", "share"), "the figure 'c' is computed from itself", hint),
    ]
    assert list(computed(*figures)[0]) == ["all"]


def test_nothing_is_a_share_of_nothing() -> None:
    none = figure("none", count="agencies", where={"reply": "no-reply"})
    assert faults_of(none, figure("s", share="none")) == [
        (
            ("s", "share"),
            "'none' is 0, and nothing is a share of that",
            "leave the figure out until there is something",
        )
    ]


def test_a_part_is_never_more_than_its_whole() -> None:
    one, every = figure("one", value="1"), figure("s", share="one")
    (told,) = faults_of(one, every)
    assert told[0] == ("s", "share")
    assert re.fullmatch(r"`where` chooses \d+ records, more than 'one', 1", told[1])
    assert told[2] == "name the figure that counts the whole"


def test_a_count_is_no_percentage() -> None:
    hint = "declare a figure with share: and use that"
    for words in ("listed_total | percent", "listed_total | percent_of('the agencies')"):
        fault = evaluate(words, FIGURES)
        assert isinstance(fault, ExpressionFault)
        assert fault.message.endswith("does not fit: a number was counted, and is no percentage")
        assert fault.hint == hint


# -------------------------------------------------------------------- the expressions

UNFIT = "the filter 'words' does not fit:"
GIVEN: tuple[tuple[str, Value, str], ...] = (
    ("entities", 1803, ""),
    ("listed_total", 10, ""),
    ("one", 1, ""),
    ("none", 0, ""),
    ("loss", -3, ""),
    ("share", 0.15625, "share"),
    ("rate", 12.5, ""),
    ("rough", "more than <60>", ""),
    ("names", ("Cary", "Durham", "Wake"), ""),
    ("pair", ("Cary", "Durham"), ""),
    ("nobody", (), ""),
    ("day", PartialDate(2020, 2, 11), ""),
    ("month", PartialDate(2020, 2), ""),
    ("year", 2019, ""),
    ("paid", 2500, "money"),
)
FIGURES: Mapping[str, FigureValue] = {
    name: FigureValue(name, "L", value, "reported" if name == "rate" else "computed", unit=unit)
    for name, value, unit in GIVEN
}


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("entities", "1,803"),
        ("  entities | number  ", "1,803"),
        ("listed_total | words", "10"),
        ("one | words", "one"),
        ("one|words|start", "One"),
        ("none | words", "zero"),
        ("loss | words", "minus three"),
        ("loss", "-3"),
        ("share", "16%"),
        ("share | percent", "16%"),
        ("rate | percent", "12.5%"),
        ("rough", "more than <60>"),
        ("rough | start", "More than <60>"),
        ("names", "Cary, Durham and Wake"),
        ("names | list", "Cary, Durham and Wake"),
        ("pair | list", "Cary and Durham"),
        ("nobody | list", ""),
        ("day", "Feb. 11, 2020"),
        ("listed_total | words | start", "Ten"),
        ("entities | start", "One thousand eight hundred three"),
        ("share | start", "Sixteen percent"),
        ("year | date | start", "2019"),
        ("day | start", "Feb. 11, 2020"),
        ("paid | money | start", "$2,500"),
        ("share | percent_of('the named agencies')", "16% of the named agencies"),
        ("one | counted('agency', 'agencies')", "one agency"),
        ("listed_total | counted('agency', 'agencies')", "10 agencies"),
        ("listed_total | counted('agency', 'agencies') | start", "Ten agencies"),
        ("none | counted('agency', 'agencies') | start", "No agencies"),
        ("entities | say('nearly 2,000') | start", "Nearly 2,000"),
        ("paid | say('more than $2,000')", "more than $2,000"),
        ("month | date", "February 2020"),
        ("year", "2,019"),
        ("year | date", "2019"),
        ("paid | money", "$2,500"),
        ("rate | money", "$12"),
        ("one | plural('agency', 'agencies')", "agency"),
        ('none | plural("agency","agencies")', "agencies"),
        ("entities | plural('agency','agencies')", "agencies"),
        ("""one | plural("sheriff's office", 'x')""", "sheriff's office"),
    ],
)
def test_an_expression_says_its_figure_in_a_newsroom_s_words(expression: str, text: str) -> None:
    name = expression.partition("|")[0].strip()
    assert evaluate(expression, FIGURES) == Evaluated(text, name)


@pytest.mark.parametrize(
    ("expression", "locale", "currency", "text"),
    [
        ("entities", "de-DE", "EUR", "1.803"),
        ("paid | money", "de-DE", "EUR", "2.500\u00a0€"),
        ("names | list", "es-MX", "MXN", "Cary, Durham y Wake"),
        ("day | date", "es", "USD", "11 de febrero de 2020"),
        ("day | date", "en-GB", "GBP", "11 February 2020"),
        ("listed_total | start", "es", "USD", "10"),
        ("one | counted('agencia', 'agencias')", "es", "USD", "1 agencia"),
        ("none | counted('agencia', 'agencias')", "es", "USD", "0 agencias"),
        ("one | words", "es", "USD", "1"),
    ],
)
def test_the_site_s_language_and_currency_decide_the_wording(
    expression: str, locale: str, currency: str, text: str
) -> None:
    result = evaluate(expression, FIGURES, locale, currency=currency)
    assert isinstance(result, Evaluated)
    assert result.text == text


@pytest.mark.parametrize(
    ("expression", "fault"),
    [
        ("listed_totl", (0, "there is no figure 'listed_totl'", "did you mean 'listed_total'?")),
        ("one | wrods", (6, "there is no filter 'wrods'", "did you mean 'words'?")),
        (
            "one.__class__",
            (3, "'.__class__' stands where '|' or the end is wanted", HOW),
        ),
        ("''.__class__", (0, "'''.__class__' stands where the name of a figure is wanted", HOW)),
        ("7*7", (0, "'7*7' stands where the name of a figure is wanted", HOW)),
        ("one + 1", (4, "'+ 1' stands where '|' or the end is wanted", HOW)),
        ("", (0, "the name of a figure is missing", HOW)),
        ("one |", (5, "the name of a filter is missing", HOW)),
        ("one | plural('a'", (16, "',' or ')' is missing", HOW)),
        ("one | plural(", (13, "a text in quotes is missing", HOW)),
        (
            "one | plural('a')",
            (
                6,
                "the filter 'plural' takes two texts in brackets",
                "such as plural('agency', 'agencies')",
            ),
        ),
        ("one | words('a')", (6, "the filter 'words' takes nothing in brackets", "")),
        (
            "share | percent_of",
            (
                8,
                "the filter 'percent_of' takes one text in brackets",
                "such as percent_of('the named agencies')",
            ),
        ),
        (
            "rough | words",
            (
                8,
                f"{UNFIT} 'more than <60>' is a text, and a number is needed here",
                "",
            ),
        ),
        (
            "one | list",
            (
                6,
                "the filter 'list' does not fit: a number cannot be joined as a list",
                "use it on a figure that says `list:`",
            ),
        ),
        (
            "one | date",
            (
                6,
                "the filter 'date' does not fit: '1' is not a date",
                "write the figure's value as 2018, 2020-02 or 2020-02-11",
            ),
        ),
    ],
)
def test_whatever_else_stands_in_braces_is_told_at_its_place(
    expression: str, fault: tuple[int, str, str]
) -> None:
    assert evaluate(expression, FIGURES) == ExpressionFault(*fault)


# ------------------------------------------------------------ words that the data must bear out


def said(phrase: str, value: Value, unit: str = "", currency: str = "USD") -> str | ExpressionFault:
    kind: Literal["reported", "computed"] = "reported" if unit == "reported" else "computed"
    figures = {"x": FigureValue("x", "L", value, kind, unit=unit.removeprefix("reported"))}
    result = evaluate(f"x | say('{phrase}')", figures, currency=currency)
    return result.text if isinstance(result, Evaluated) else result


@pytest.mark.parametrize(
    ("phrase", "unit", "fit", "unfit"),
    [
        ("more than 60", "", (61, 64, 75), (58, 60, 76, 640)),
        ("over six", "", (7,), (6, 8)),
        ("at least 20", "", (20, 25), (19, 26)),
        ("fewer than 60", "", (59, 45), (60, 44, 3)),
        ("less than $2,000", "money", (1_999, 1_500), (2_000, 900)),
        ("nearly 2,000", "", (1_803, 1_999), (2_000, 1_799)),
        ("almost seven", "", (6,), (7, 5)),
        ("about six", "", (6,), (5, 7)),
        ("roughly 500,000", "", (450_000, 550_000), (449_999, 600_000)),
        ("3 billion", "", (3_000_000_000,), (3_100_000_000,)),
        ("a dozen", "", (12,), (11, 13)),
        ("dozens", "", (24, 119), (23, 120)),
        ("hundreds", "", (200, 1_999), (199, 2_000)),
        ("tens of thousands", "", (20_000,), (19_999, 200_000)),
        ("half", "share", (0.5, 0.491), (0.48, 0.52)),
        ("about half", "share", (0.47, 0.53), (0.46, 0.54)),
        ("more than half", "share", (0.51, 0.6), (0.5, 0.61)),
        ("nearly two-thirds", "share", (0.63, 0.66), (2 / 3, 0.62, 0.7)),
        ("a quarter", "share", (0.25, 0.26), (0.2, 0.27)),
        ("one in four", "share", (0.25,), (0.3,)),
        ("about 2 in 10", "share", (0.2,), (0.24,)),
        ("more than 60%", "share", (0.64,), (0.58, 0.6)),
        ("more than 60%", "reported", (64,), (58,)),
        ("more than $60", "reported", (64,), (58,)),
        ("zero", "", (0,), (1,)),
        ("0%", "share", (0,), (0.004, 0.01)),
        ("nearly one", "", (0.9,), (0, 1)),
        ("nearly two", "", (), (0, 1, 2)),
        ("nearly five", "", (4,), (5, 3)),
        ("more than two", "", (3,), (2, 4)),
        ("fewer than two", "", (1,), (0, 2)),
        ("fewer than 1", "", (), (0, 1)),
        ("about 3%", "share", (0.03, 0.025), (0, 0.02, 0.04)),
        ("nearly 4%", "share", (0.035,), (0, 0.03, 0.04)),
        ("more than 4%", "share", (0.05, 0.06), (0.04, 0.07)),
        ("1 in 100", "share", (0.01, 0.012), (0, 0.005, 0.015)),
        ("about one in forty", "share", (0.025,), (0, 0.01)),
    ],
)
def test_words_stand_while_the_data_bear_them_out_and_fall_on_either_side(
    phrase: str, unit: str, fit: tuple[float, ...], unfit: tuple[float, ...]
) -> None:
    assert [said(phrase, value, unit) for value in fit] == [phrase] * len(fit)
    for value in unfit:
        fault = said(phrase, value, unit)
        assert isinstance(fault, ExpressionFault), value
        assert (fault.offset, fault.code) == (4, "E070")


@pytest.mark.parametrize(
    ("phrase", "value", "unit", "message", "hint"),
    [
        (
            "more than 60", 58, "", "'x' is 58, which is not more than 60",
            "what holds is 'more than 50' or 'nearly 60'; or write the number itself",
        ),
        (
            "more than 60", 640, "", "'x' is 640, and 'more than 60' is too far from it",
            "what holds is 'more than 600' or 'nearly 700'; or write the number itself",
        ),
        (
            "dozens", 3, "", "'x' is 3, which is not dozens",
            "what holds is 'at least three' or 'fewer than four'; or write the number itself",
        ),
        ("dozens", 0, "", "'x' is 0, which is not dozens", "write the number itself"),
        ("about 3%", 0, "share", "'x' is 0%, which is not about 3%", "write the number itself"),
        (
            "more than $3,000", 2_500, "money", "'x' is $2,500, which is not more than $3,000",
            "what holds is 'more than $2,000' or 'at least $2,000'; or write the number itself",
        ),
        (
            "nearly two-thirds", 0.4, "share", "'x' is 40%, which is not nearly two-thirds",
            "what holds is 'more than a third' or 'less than half'; or write the number itself",
        ),
        ("half", 0.815, "share", "'x' is 81.5%, which is not half",
         ("what holds is 'about four-fifths' or 'more than three-quarters'; "
          "or write the number itself")),
    ],
)  # fmt: skip
def test_what_the_data_no_longer_bear_out_is_told_with_what_they_do(
    phrase: str, value: Value, unit: str, message: str, hint: str
) -> None:
    assert said(phrase, value, unit) == ExpressionFault(4, message, hint, "E070")


NO_FIT = "the filter 'say' does not fit:"


@pytest.mark.parametrize(
    ("phrase", "value", "unit", "message", "hint"),
    [
        (
            "lots", 3, "", f"{NO_FIT} 'lots' says nothing that can be tried on a number",
            ("it is such as 'more than 60', 'about half', 'nearly two-thirds', 'one in four', "
             "'dozens'"),
        ),
        ("half", 3, "", f"{NO_FIT} 'half' is said of a share, and this is none",
         "declare one with share:"),
        ("dozens", 0.5, "share", f"{NO_FIT} 'dozens' is said of a count, and this is a share",
         "compare it with a share, such as 'about half' or 'more than 60%'"),
        ("more than 60%", 64, "",
         f"{NO_FIT} 'more than 60%' is said of a share, and this is none",
         "declare one with share:"),
        ("more than $60", 64, "",
         f"{NO_FIT} 'more than $60' is said of an amount, and this is a count", "leave out the $"),
        ("more than €2,000", 2_500, "money",
         f"{NO_FIT} 'more than €2,000' has the sign €, and the amounts of this site are in $",
         "write the amount with that sign, or with none"),
        ("dozens", "some", "", f"{NO_FIT} 'some' is a text, and a number is needed here", ""),
    ],
)  # fmt: skip
def test_words_that_cannot_be_tried_are_told(
    phrase: str, value: Value, unit: str, message: str, hint: str
) -> None:
    assert said(phrase, value, unit) == ExpressionFault(4, message, hint)


def test_an_amount_is_said_in_the_currency_of_the_site() -> None:
    assert said("more than €2,000", 2_500, "money", "EUR") == "more than €2,000"
    assert isinstance(said("more than $2,000", 2_500, "money", "CAD"), ExpressionFault)
    assert said("more than 2,000", 2_500, "money", "CAD") == "more than 2,000"


@pytest.mark.parametrize("written", ["say('more than 60')", "percent_of('all')"])
def test_no_site_of_another_language_gets_english_words(written: str) -> None:
    name = written.partition("(")[0]
    message = f"the filter '{name}' does not fit: it writes English, and the site's language is de"
    fault = ExpressionFault(11, message, "write the number itself")
    assert evaluate(f"entities | {written}", FIGURES, "de") == fault


LARGEST = 10**15


@given(
    st.text(max_size=20),
    st.integers(-LARGEST, LARGEST) | st.floats(-LARGEST, LARGEST, allow_nan=False),
)
def test_no_words_and_no_number_make_a_traceback(phrase: str, number: float) -> None:
    said(phrase.replace("'", ""), number)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Five of 1,803 agencies", ("5", "1803")),
        ("Twenty-one said that no one did.", ("21",)),
        ("One did, one of them twice.", ("1", "1", "twice")),
        ("The one that did, one another, one who, someone, a one-time offer", ()),
        ("A dozen, two dozen, dozens, half of two-thirds", ("12", "24", "dozens", "0.5",
         "0.666667")),
        ("One in four; hundreds of thousands; $3.50", ("1", "4", "hundreds of thousands", "3.50")),
        ("Twenty-one of one hundred and five", ("21", "105")),
        ("$2.5 million and 12,500", ("2500000", "12500")),
        ("three hundred thousand two hundred", ("300200",)),
        ("two million five hundred thousand and six", ("2500000", "6")),
        ("March 5, 2020 and six hundred", ("5", "2020", "600")),
        ("two thirds, two‑thirds, two-thirds", ("0.666667", "0.666667", "0.666667")),
        ("sixty years, a sixth, the ninetieth", ("60",)),
    ],
)  # fmt: skip
def test_numbers_are_read_in_numerals_and_in_words(text: str, numbers: tuple[str, ...]) -> None:
    assert quantities_in(text) == numbers


def test_a_text_is_filled_and_says_which_figures_it_used() -> None:
    text = "{{ one | words | start }} of {{ entities }}, {{ one }}"
    shown = (("one", "One"), ("entities", "1,803"), ("one", "1"))
    assert fill(text, FIGURES) == Filled("One of 1,803, 1", (), ("one", "entities"), shown)


def test_all_faults_of_a_text_are_told_with_their_offsets() -> None:
    filled = fill("{{ on }} {% if x %} {# x #} {{ one {{ one }}", FIGURES)
    assert filled.faults == (
        ExpressionFault(3, "there is no figure 'on'", "did you mean 'one'?"),
        ExpressionFault(
            9,
            "statements such as {% … %} are not available in prose",
            "only figures are, such as {{ listed_total }}",
        ),
        ExpressionFault(
            20,
            "{# … #} is not available in prose",
            "for a remark, use a private notes field; headings get their anchors by themselves",
        ),
        ExpressionFault(
            28, "this '{{' is not closed", "close it with }}, or write \\{{ for two braces"
        ),
    )


def test_escaped_braces_stay_braces() -> None:
    assert fill("\\{{ one }} \\{% x", FIGURES) == Filled("{{ one }} {% x", (), ())


def test_what_a_figure_says_is_not_filled_again() -> None:
    figures = {"x": FigureValue("x", "L", "{{ x }}", "reported")}
    assert fill("{{ x }}", figures).text == "{{ x }}"


@given(st.text())
def test_no_text_in_braces_makes_a_traceback(text: str) -> None:
    result = evaluate(text, FIGURES)
    assert isinstance(result, Evaluated | ExpressionFault)


@given(st.lists(st.sampled_from(["{{", "}}", "{%", "{#", "\\", "one", " ", "|", "'"])).map("".join))
def test_every_fault_of_a_text_stands_inside_it(text: str) -> None:
    assert all(0 <= fault.offset <= len(text) for fault in fill(text, FIGURES).faults)
    assert len(expressions_in(text)) <= text.count("{")
