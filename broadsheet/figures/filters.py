"""Room: the filters, by which a figure becomes words in the site's language."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent

from broadsheet.figures.values import Value, described
from broadsheet.values import PartialDate

WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
YEARS = range(1000, 3000)


class Manner(NamedTuple):
    """How figures are worded: the site's language, its currency, the figure's unit."""

    locale: str = "en-US"
    currency: str = "USD"
    unit: str = ""

    @property
    def babel(self) -> Locale:
        """Babel's own record of the language."""
        return language(self.locale)

    @property
    def newsroom(self) -> Locale:
        """The language with a newsroom's lists: in English without the comma before `and`."""
        return Locale.parse("en_GB") if self.babel.language == "en" else self.babel


@cache
def language(locale: str) -> Locale:
    """Find Babel's record of a language such as en-US."""
    return Locale.parse(locale, sep="-" if "-" in locale else "_")


class Unfit(ValueError):  # noqa: N818 (it is what is wrong with a value, told to the editor)
    """A filter cannot word this value; its text says why."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class Filter(NamedTuple):
    """A filter: what it does (for the reference), its number of arguments, and the doing."""

    meaning: str
    arguments: int
    apply: Callable[[Value, tuple[str, ...], Manner], Value]


def plain(value: Value, manner: Manner) -> str:
    """Word a value that has no filter: 1,803; a share as a percentage; texts as they are."""
    if isinstance(value, tuple):
        return joined(value, manner)
    if isinstance(value, str):
        return value
    if manner.unit == "share":
        return as_percent(value, (), manner)
    return format_decimal(value, locale=manner.babel)


def joined(value: PartialDate | tuple[str, ...], manner: Manner) -> str:
    """Write a date (which is a tuple of numbers, too) or a list of names."""
    if isinstance(value, PartialDate):
        return date_in_words(value, manner.locale)
    return format_list([str(name) for name in value], locale=manner.newsroom)


def date_in_words(date: PartialDate, locale: str) -> str:
    """Write February 11, 2020; February 2020; or 2020: as exactly as the date is known."""
    language = Manner(locale).babel
    if date.day:
        return format_date(date.earliest, "long", locale=language)
    if date.month:
        return format_skeleton("yMMMM", date.earliest, locale=language)
    return format_skeleton("y", date.earliest, locale=language)


def number_in(value: Value) -> float | int:
    """Give the number, or say that it is none."""
    if isinstance(value, int | float):
        return value
    shown = f"'{value}'" if isinstance(value, str) else "it"
    raise Unfit(f"{shown} is {described(value)}, and a number is needed here")


def in_words(value: Value, _arguments: tuple[str, ...], manner: Manner) -> str:
    """Write zero to nine in words, 10 and up in numerals; a language we do not spell likewise."""
    number = number_in(value)
    spelled = manner.babel.language == "en" and number == int(number) and abs(number) < len(WORDS)
    if not spelled:
        return format_decimal(number, locale=manner.babel)
    word = WORDS[abs(int(number))]
    return f"minus {word}" if number < 0 else word


def at_start(value: Value, _arguments: tuple[str, ...], manner: Manner) -> str:
    """Begin with a capital letter."""
    text = plain(value, manner)
    return text[:1].upper() + text[1:]


def as_number(value: Value, _arguments: tuple[str, ...], manner: Manner) -> str:
    """Write thousands with their separators."""
    return format_decimal(number_in(value), locale=manner.babel)


def as_money(value: Value, _arguments: tuple[str, ...], manner: Manner) -> str:
    """Write an amount in whole units of the site's currency."""
    whole = manner.babel.currency_formats["standard"].pattern.replace("0.00", "0")
    return format_currency(
        round(number_in(value)),
        manner.currency,
        format=whole,
        locale=manner.babel,
        currency_digits=False,
    )


def as_percent(value: Value, _arguments: tuple[str, ...], manner: Manner) -> str:
    """Write a share (0.16) as 16%; a reported number (16 or 12.5) is a percentage already."""
    number = number_in(value)
    pattern = manner.babel.percent_formats[None].pattern
    if manner.unit == "share":
        return format_percent(number, format=pattern, locale=manner.babel)
    return format_percent(number / 100, format=pattern.replace("0", "0.##"), locale=manner.babel)


def as_date(value: Value, _arguments: tuple[str, ...], manner: Manner) -> str:
    """Write a date in words; a whole number such as 2019 is a year."""
    if isinstance(value, PartialDate):
        return date_in_words(value, manner.locale)
    if isinstance(value, int) and value in YEARS:
        return date_in_words(PartialDate(value), manner.locale)
    shown = f"'{value}'" if isinstance(value, str | int | float) else described(value)
    raise Unfit(f"{shown} is not a date", "write the figure's value as 2018, 2020-02 or 2020-02-11")


def as_noun(value: Value, arguments: tuple[str, ...], manner: Manner) -> str:
    """Choose the noun for the number: the first for one, the second for others."""
    number = number_in(value)
    return arguments[0] if manner.babel.plural_form(abs(number)) == "one" else arguments[1]


def as_list(value: Value, _arguments: tuple[str, ...], manner: Manner) -> str:
    """Join names: a, b and c."""
    if not isinstance(value, tuple) or isinstance(value, PartialDate):
        message = f"{described(value)} cannot be joined as a list"
        raise Unfit(message, "use it on a figure that says `list:`")
    return joined(value, manner)


FILTERS: dict[str, Filter] = {
    "words": Filter("zero to nine in words, 10 and up in numerals", 0, in_words),
    "start": Filter("a capital letter at the beginning of a sentence", 0, at_start),
    "number": Filter("a number with its thousands separated", 0, as_number),
    "money": Filter("an amount in whole units of the site's currency", 0, as_money),
    "percent": Filter("a share, or a number of percent, with its sign", 0, as_percent),
    "date": Filter("a date in words, as exactly as it is known", 0, as_date),
    "plural": Filter("the first noun for one, the second for any other number", 2, as_noun),
    "list": Filter("names joined as a, b and c", 0, as_list),
}
