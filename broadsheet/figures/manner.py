"""Room: what every filter is given, and how it says that a value does not fit."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from babel import Locale

from broadsheet.figures.values import Value

WRITE_IT = "write the number itself"


class Manner(NamedTuple):
    """How figures are worded: the site's language, its currency, the figure's unit.

    `reported` is true for what a source reports: nobody says in what unit, so it may be any.
    """

    locale: str = "en-US"
    currency: str = "USD"
    unit: str = ""
    reported: bool = False

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


class NotBorneOut(Unfit):
    """What an editor says of a value is not so, or no longer."""


class Filter(NamedTuple):
    """A filter: what it does (for the reference), its number of arguments, and the doing.

    `example` shows how its arguments are written.
    """

    meaning: str
    arguments: int
    apply: Callable[[Value, tuple[str, ...], Manner], Value]
    example: str = ""


def must_be_english(manner: Manner) -> None:
    """Refuse to put English words into a site of another language."""
    if manner.babel.language != "en":
        message = f"it writes English, and the site's language is {manner.locale}"
        raise Unfit(message, WRITE_IT)
