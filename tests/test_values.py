import datetime
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from broadsheet.values import (
    LONGEST_SLUG,
    Day,
    Decimal,
    Moment,
    Name,
    PartialDate,
    Slug,
    Text,
    WebAddress,
    Whole,
    YesNo,
    kind_of,
    shown,
)

WRITE_DIGITS = "write digits only, such as 1803"
WRITE_DECIMAL = "write a plain decimal, such as 35.7721"
WRITE_DAY = "write year-month-day, such as 2020-02-11"
WRITE_DATE = "write 2018, 2020-02 or 2020-02-11: as exactly as the source says"
WRITE_TIME = "write it as 2026-11-23T06:00-05:00"
WRITE_ZONE = "end it with the offset from UTC, such as -05:00, or Z"
WRITE_ID = "use small letters a-z, digits and single hyphens, such as raleigh-pd"
WRITE_NAME = "use small letters a-z, digits and underscores, such as listed_total"
WRITE_HTTPS = "begin it with https://"
WRITE_HOST = "after https:// comes the name of a site, such as www.example.org"
WRITE_REACHABLE = "give an address readers can reach"


def given_as(kind: Any, value: Any) -> Any:
    """What a field of this kind makes of a value."""
    return TypeAdapter(kind).validate_python(value)


def refusal(kind: Any, value: Any) -> tuple[str, str]:
    """The message and the hint with which a field of this kind refuses a value."""
    with pytest.raises(ValidationError) as refused:
        given_as(kind, value)
    (error,) = refused.value.errors()
    return error["ctx"]["message"], error["ctx"]["hint"]


def test_a_text_loses_its_outer_space_and_nothing_else() -> None:
    assert given_as(Text, "  Case #5: \t“a  b”\n") == "Case #5: \t“a  b”"


@pytest.mark.parametrize("value", ["NO", "on", "037", "1_000", "3.10", "0x1F", ".nan", "12:30"])
def test_a_text_stays_as_it_is_to_the_digit(value: str) -> None:
    assert given_as(Text, value) == value


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "a text is wanted here, not nothing"),
        ([], "a text is wanted here, not a list"),
        ({}, "a text is wanted here, not a group of fields"),
    ],
)
def test_what_is_no_text_is_named(value: Any, message: str) -> None:
    assert refusal(Text, value) == (message, "")


@pytest.mark.parametrize("value", ["", " ", "\n\t", "\xa0"])
def test_an_empty_text_is_refused(value: str) -> None:
    assert refusal(Text, value) == ("this is empty", "write a text, or leave the field out")


@given(st.integers(-(10**14), 10**14))
def test_a_whole_number_reads_back(number: int) -> None:
    assert given_as(Whole, str(number)) == number
    assert given_as(Whole, number) == number


@pytest.mark.parametrize(
    "value",
    ["1_000", "0x1F", "037", "1e3", "1,803", "1 803", "3.0", "+5", "--5", "", " 5", "5\n", ".nan",
     "12:30", "NO", "٣", "５", "²", "1803 "],
)  # fmt: skip
def test_only_plain_digits_are_a_whole_number(value: str) -> None:
    assert refusal(Whole, value)[0].endswith("' is not a whole number")
    assert refusal(Whole, value)[1] == WRITE_DIGITS


def test_a_number_of_5000_digits_is_refused_and_not_repeated() -> None:
    told = ("this number has 5000 digits, which is too many", "")
    assert refusal(Whole, "1" * 5000) == told
    assert refusal(Decimal, "1" * 5000) == told


def test_yes_is_no_number() -> None:
    assert refusal(Whole, True)[1] == WRITE_DIGITS  # noqa: FBT003  (a value like any other)
    assert refusal(Decimal, True)[1] == WRITE_DECIMAL  # noqa: FBT003  (the same)


def test_an_empty_field_is_no_number() -> None:
    assert refusal(Whole, None) == ("an empty field is not a whole number", WRITE_DIGITS)


@given(st.decimals(-180, 180, places=5))
def test_a_plain_decimal_reads_back(number: Any) -> None:
    assert given_as(Decimal, f"{number:f}") == float(number)


@pytest.mark.parametrize(
    "value",
    [".nan", "nan", "inf", "-.inf", ".5", "5.", "1e3", "1_000.5", "1,5", "0x1F", "037.5", "35.٣",
     "12:30", "35.5°", ""],
)  # fmt: skip
def test_only_a_plain_decimal_is_a_number(value: str) -> None:
    assert refusal(Decimal, value) == (f"'{value}' is not a number", WRITE_DECIMAL)


@pytest.mark.parametrize(
    ("value", "truth"),
    [("yes", True), ("Yes", True), ("TRUE", True), ("no", False), ("false", False), (True, True)],
)
def test_yes_and_no_are_written_out(value: Any, truth: bool) -> None:  # noqa: FBT001
    assert given_as(YesNo, value) is truth


@pytest.mark.parametrize("value", ["on", "off", "y", "n", "1", "0", "", "yes please"])
def test_nothing_else_is_yes_or_no(value: str) -> None:
    assert refusal(YesNo, value) == (f"'{value}' is neither yes nor no", "write yes or no")


@given(st.dates())
def test_a_day_reads_back(day: datetime.date) -> None:
    assert given_as(Day, day.isoformat()) == day


@pytest.mark.parametrize("value", ["2026-02-30", "2021-02-29", "2020-13-01", "2020-00-10"])
def test_a_day_that_the_calendar_does_not_have_is_refused(value: str) -> None:
    assert refusal(Day, value) == (f"'{value}' is not in the calendar", "")
    assert refusal(PartialDate, value) == (f"'{value}' is not in the calendar", "")


def test_there_is_no_year_0() -> None:
    assert refusal(PartialDate, "0000") == ("'0000' is not in the calendar", "")


@pytest.mark.parametrize("value", ["2020", "2020-2-1", "Feb. 11", "2020-02-11 ",
                                   "2020-02-11T10:00Z", "٢٠٢٠-٠٢-١١", "2020-02-11\n"])  # fmt: skip
def test_a_day_is_written_in_one_way(value: str) -> None:
    assert refusal(Day, value)[1] == WRITE_DAY
    assert refusal(Day, value)[0].endswith("is not a day")


@pytest.mark.parametrize(
    ("value", "days"),
    [("5/1/2020", "2020-05-01 or 2020-01-05"), ("11.02.2020", "2020-11-02 or 2020-02-11"),
     ("05/13/2020", "2020-05-13"), ("13-5-2020", "2020-05-13"), ("7/7/2020", "2020-07-07")],
)  # fmt: skip
@pytest.mark.parametrize("kind", [Day, PartialDate])
def test_a_day_in_the_order_of_a_country_is_told_with_the_days_it_may_be(
    kind: Any, value: str, days: str
) -> None:
    assert refusal(kind, value)[1] == f"write {days}, whichever day is meant"


def test_a_day_of_no_calendar_is_told_as_any_other() -> None:
    assert refusal(Day, "32/13/2020") == ("'32/13/2020' is not a day", WRITE_DAY)


def test_a_moment_is_not_taken_for_a_day() -> None:
    noon = datetime.datetime(2020, 2, 11, 12, tzinfo=datetime.UTC)
    assert refusal(Day, noon) == ("a text is not a day", WRITE_DAY)


@pytest.mark.parametrize("zone", ["-05:00", "+09:00", "Z", "+00:00"])
@pytest.mark.parametrize("clock", ["T06:00", " 06:00", "T06:00:30"])
def test_a_moment_has_its_zone(clock: str, zone: str) -> None:
    moment = given_as(Moment, f"2026-11-23{clock}{zone}")
    assert moment.tzinfo is not None
    assert moment.isoformat().startswith("2026-11-23T06:00:")


def test_one_moment_is_the_same_in_every_zone() -> None:
    there = given_as(Moment, "2026-11-01T01:30-04:00")
    assert there == given_as(Moment, "2026-11-01T05:30Z")
    assert there != given_as(Moment, "2026-11-01T01:30-05:00")


@pytest.mark.parametrize("value", ["2026-11-23T06:00", "2026-11-23 06:00:30"])
def test_a_time_without_its_zone_is_refused(value: str) -> None:
    assert refusal(Moment, value) == (f"'{value}' does not say its time zone", WRITE_ZONE)


def test_a_naive_moment_is_refused() -> None:
    naive = datetime.datetime(2026, 11, 23)  # noqa: DTZ001  (that is the fault)
    assert refusal(Moment, naive) == ("a text is not a time", WRITE_TIME)


@pytest.mark.parametrize(
    "value",
    ["2026-11-23", "tomorrow", "2026-11-23T06:00 New York", "2026-11-23T06:00-5", "",
     "2026-11-23T06:00-05:00 ", "2026-11-23T06:00-05:00\n", "2026-11-23T06:00:00.5Z"],
)  # fmt: skip
def test_a_time_is_written_in_one_way(value: str) -> None:
    assert refusal(Moment, value) == (f"'{value}' is not a time", WRITE_TIME)


@pytest.mark.parametrize(
    "value", ["2026-02-30T06:00Z", "2026-02-03T24:01Z", "2026-02-03T06:00+99:00"]
)
def test_a_time_that_the_calendar_does_not_have_is_refused(value: str) -> None:
    assert refusal(Moment, value) == (f"'{value}' is not in the calendar", "")


WORDS = st.text("abcxyz0189", min_size=1, max_size=6)


@given(st.lists(WORDS, min_size=1, max_size=6).map("-".join))
def test_small_letters_digits_and_hyphens_are_an_id(value: str) -> None:
    assert given_as(Slug, value) == value


@pytest.mark.parametrize(
    "value",
    ["../x", "%2e%2e", "a\\b", "C:x", "", "Raleigh", "a--b", "-a", "a-", "a_b", "a b", "a/b",
     ".", "..", "é", "a\n", "a\u200b", "ｒ", "x.md", "~"],
)  # fmt: skip
def test_nothing_else_is_an_id(value: str) -> None:
    assert refusal(Slug, value)[0].endswith("cannot be an id")
    assert refusal(Slug, value)[1] == WRITE_ID


@pytest.mark.parametrize("value", [None, ["a"], {"a": "b"}])
def test_what_is_no_text_is_no_id(value: Any) -> None:
    told = {"NoneType": "an empty field", "list": "a list", "dict": "a group of fields"}
    assert refusal(Slug, value) == (f"{told[type(value).__name__]} cannot be an id", WRITE_ID)


def test_an_id_of_300_signs_is_refused() -> None:
    assert refusal(Slug, "a" * 300) == ("this id has 300 characters", "keep it under 80")
    assert given_as(Slug, "a" * LONGEST_SLUG)


@pytest.mark.parametrize("value", ["con", "nul", "index", "assets", "com1", "lpt9", "page"])
def test_a_name_that_a_machine_or_the_site_needs_is_no_id(value: str) -> None:
    assert refusal(Slug, value) == (f"the id '{value}' is reserved", "choose another")


@given(st.text(max_size=12))
def test_no_id_can_leave_its_folder(value: str) -> None:
    try:
        slug = given_as(Slug, value)
    except ValidationError:
        return
    assert not set(slug) & set("./\\:%~ \n\x00")
    assert slug == slug.lower()


@pytest.mark.parametrize("value", ["named", "listed_total", "a1"])
def test_a_figure_is_named_like_a_word_of_a_formula(value: str) -> None:
    assert given_as(Name, value) == value


@pytest.mark.parametrize("value", ["Named", "1st", "a-b", "_a", "a__b", "a.b", "", "named }}", "é"])
def test_nothing_else_can_name_a_figure(value: str) -> None:
    assert refusal(Name, value) == (f"'{value}' cannot name a figure", WRITE_NAME)


@pytest.mark.parametrize(
    "value",
    ["https://www.testland-gazette.net/a?b=c#d", "http://testland-gazette.net",
     "https://zürich.testland-gazette.net/ä", "https://testland-gazette.net:8443/",
     "https://{s}.tiles.testland-gazette.net/{z}/{x}/{y}.png", "https://93.184.216.34/"],
)  # fmt: skip
def test_a_web_address_stays_as_it_is(value: str) -> None:
    assert given_as(WebAddress, value) == value


@pytest.mark.parametrize(
    "value",
    ["//host/x", "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc",
     "ftp://host.net/", "www.host.net", "", "https://a b.net", "https://host.net/<x>",
     "https://host.net/'", "https:\\\\host.net", "https://host.net\\@other.net", "HTTPS://host.net",
     " https://host.net", "https://host.net\n"],
)  # fmt: skip
def test_nothing_else_is_a_web_address(value: str) -> None:
    assert refusal(WebAddress, value)[0].endswith("is not a web address")
    assert refusal(WebAddress, value)[1] == WRITE_HTTPS


@pytest.mark.parametrize(
    "value",
    ["https:///x", "https://?x", "https://intranet/x", "https://127.1/", "https://2130706433/",
     "https://a..net/", "https://1.2.3.4.5/", "https://host.net:123456/"],
)  # fmt: skip
def test_an_address_names_a_site(value: str) -> None:
    assert refusal(WebAddress, value) == (f"'{value}' is not a web address", WRITE_HOST)


@pytest.mark.parametrize("value", ["https://desk@host.net/", "https://desk:word@host.net/x"])
def test_an_address_carries_no_password(value: str) -> None:
    told = (f"'{value}' carries a user name or password", "take it out of the address")
    assert refusal(WebAddress, value) == told


@pytest.mark.parametrize(
    "value",
    ["http://localhost:8000/", "https://LOCALHOST/", "https://localhost./", "https://x.localhost/",
     "https://127.0.0.1/", "https://127.9.9.9/", "https://0.0.0.0/", "https://[::1]:80/",
     "https://10.0.0.1/", "https://192.168.1.1:80/", "https://nas.local/", "https://169.254.169.254/"],
)  # fmt: skip
def test_an_address_that_readers_cannot_reach_is_refused(value: str) -> None:
    told = (f"'{value}' points to one machine or network only", WRITE_REACHABLE)
    assert refusal(WebAddress, value) == told


def test_a_long_text_is_quoted_in_part() -> None:
    assert shown("a" * 60) == f"'{'a' * 60}'"
    assert shown("a" * 61) == f"'{'a' * 60}…'"


def test_everything_is_named_in_an_editors_words() -> None:
    values: tuple[Any, ...] = ({}, [], (), None, "x")
    named = [kind_of(value) for value in values]
    assert named == ["a group of fields", "a list", "a list", "nothing", "a text"]


@pytest.mark.parametrize(
    ("written", "date"),
    [("2018", (2018, 0, 0)), ("2020-02", (2020, 2, 0)), ("2020-02-11", (2020, 2, 11))],
)
def test_a_date_is_as_exact_as_it_is_written(written: str, date: tuple[int, int, int]) -> None:
    read = given_as(PartialDate, written)
    assert tuple(read) == date
    assert read.iso == str(read) == written
    assert given_as(PartialDate, read) is read


@given(st.lists(st.tuples(st.dates(), st.sampled_from([4, 7, 10])), min_size=2))
def test_dates_of_every_exactness_sort_together(days: list[tuple[datetime.date, int]]) -> None:
    written = [day.isoformat()[:length] for day, length in days]
    dates = sorted(given_as(PartialDate, text) for text in written)
    assert [date.iso for date in dates] == sorted(written)
    earliest = [date.earliest for date in dates]
    assert earliest == sorted(earliest)


@pytest.mark.parametrize(
    "value", ["2020-2", "20", "c. 2020", "2020-", "2020/02", "٢٠٢٠", "2020\n", ""]
)
def test_nothing_else_is_a_date(value: str) -> None:
    assert refusal(PartialDate, value) == (f"'{value}' is not a date", WRITE_DATE)


def test_a_month_that_is_none_is_quoted_as_it_was_written() -> None:
    assert refusal(PartialDate, "2020-13") == ("'2020-13' is not in the calendar", "")
    assert refusal(PartialDate, "2020-00") == ("'2020-00' is not in the calendar", "")


def test_a_text_editor_is_told_what_a_date_looks_like() -> None:
    schema = TypeAdapter(PartialDate).json_schema()
    pattern = "^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$"
    assert json.loads(json.dumps(schema)) == {"type": "string", "pattern": pattern}
