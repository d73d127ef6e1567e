"""Room: numbers, amounts, shares, dates and lists as the language of the site writes them."""

from __future__ import annotations

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent

from broadsheet.figures.manner import Manner, Unfit
from broadsheet.figures.values import FigureValue, Value, described
from broadsheet.values import PartialDate

YEARS = range(1000, 3000)
# AP abbreviates a month that stands with its day, but for the short ones.
MONTHS = (
    "", "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.",
    "Nov.", "Dec.",
)  # fmt: skip


def plain(value: Value, manner: Manner) -> str:
    """Word a value that has no filter: 1,803; a share as a percentage; texts as they are."""
    if isinstance(value, tuple):
        return joined(value, manner)
    if isinstance(value, str):
        return value
    if manner.unit == "share":
        return as_percent(value, (), manner)
    return format_decimal(value, locale=manner.babel)


def worded(figure: FigureValue, locale: str, *, currency: str) -> str:
    """Word a figure's value as it stands beside its label: $2,500; 16%; 1,803."""
    manner = Manner(locale, currency, figure.unit)
    if figure.unit == "money":
        return as_money(figure.value, (), manner)
    return plain(figure.value, manner)


def joined(value: PartialDate | tuple[str, ...], manner: Manner) -> str:
    """Write a date (which is a tuple of numbers, too) or a list of names."""
    if isinstance(value, PartialDate):
        return date_in_words(value, manner.locale)
    return format_list([str(name) for name in value], locale=manner.newsroom)


def date_in_words(date: PartialDate, locale: str) -> str:
    """Write Feb. 11, 2020; February 2020; or 2020: as exactly as the date is known.

    American English follows AP; every other language its own custom.
    """
    language = Manner(locale).babel
    if date.day and date.month and str(language) in {"en", "en_US"}:
        return f"{MONTHS[date.month]} {date.day}, {date.year}"
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


def as_number(value: Value, _arguments: tuple[str, ...], manner: Manner) -> str:
    """Write thousands with their separators."""
    return format_decimal(number_in(value), locale=manner.babel)


def as_money(value: Value, _arguments: tuple[str, ...], manner: Manner) -> str:
    """Write an amount in the site's currency: whole units, or with the cents that it has."""
    number = number_in(value)
    if manner.unit == "money" and not float(number).is_integer():
        return format_currency(number, manner.currency, locale=manner.babel)
    whole = manner.babel.currency_formats["standard"].pattern.replace("0.00", "0")
    return format_currency(
        round(number),
        manner.currency,
        format=whole,
        locale=manner.babel,
        currency_digits=False,
    )


def as_percent(value: Value, _arguments: tuple[str, ...], manner: Manner) -> str:
    """Write a share (0.16) as 16%; a reported number (16 or 12.5) is a percentage already."""
    number = number_in(value)
    pattern = manner.babel.percent_formats[None].pattern
    if manner.unit != "share" and not manner.reported:
        message = f"{described(value)} was counted, and is no percentage"
        raise Unfit(message, "declare a figure with share: and use that")
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


def as_list(value: Value, _arguments: tuple[str, ...], manner: Manner) -> str:
    """Join names: a, b and c."""
    if not isinstance(value, tuple) or isinstance(value, PartialDate):
        message = f"{described(value)} cannot be joined as a list"
        raise Unfit(message, "use it on a figure that says `list:`")
    return joined(value, manner)
