"""Room: the filters, by which a figure becomes words in the site's language."""

from __future__ import annotations

from babel.numbers import format_decimal

from broadsheet.figures.amounts import (
    as_date,
    as_list,
    as_money,
    as_number,
    as_percent,
    number_in,
    plain,
)
from broadsheet.figures.manner import Filter, Manner, must_be_english
from broadsheet.figures.saying import as_said
from broadsheet.figures.spelling import SMALL, opened
from broadsheet.figures.values import Value

NUMERALS_FROM = 10
"""The newsroom's rule: below it in words, from it on in numerals."""


def in_words(value: Value, _arguments: tuple[str, ...], manner: Manner) -> str:
    """Write zero to nine in words, 10 and up in numerals; a language we do not spell likewise."""
    number = number_in(value)
    small = number == int(number) and abs(number) < NUMERALS_FROM
    if not small or manner.babel.language != "en":
        return format_decimal(number, locale=manner.babel)
    word = SMALL[abs(int(number))]
    return f"minus {word}" if number < 0 else word


def at_start(value: Value, _arguments: tuple[str, ...], manner: Manner) -> str:
    """Begin with a capital letter, and in English with no numeral: `Sixty-four`."""
    text = plain(value, manner)
    if manner.babel.language == "en":
        text = opened(text)
    return text[:1].upper() + text[1:]


def as_percent_of(value: Value, arguments: tuple[str, ...], manner: Manner) -> str:
    """Write 20% of the named agencies: no percentage without what it is a share of."""
    must_be_english(manner)
    return f"{as_percent(value, (), manner)} of {arguments[0]}"


def as_noun(value: Value, arguments: tuple[str, ...], manner: Manner) -> str:
    """Choose the noun for the number: the first for one, the second for others."""
    number = number_in(value)
    return arguments[0] if manner.babel.plural_form(abs(number)) == "one" else arguments[1]


def as_counted(value: Value, arguments: tuple[str, ...], manner: Manner) -> str:
    """Write the number and its noun together: one agency, 10 agencies, no agencies."""
    noun = as_noun(value, arguments, manner)
    if value == 0 and manner.babel.language == "en":
        return f"no {noun}"
    return f"{in_words(value, (), manner)} {noun}"


NOUNS = "('agency', 'agencies')"

FILTERS: dict[str, Filter] = {
    "words": Filter("zero to nine in words, 10 and up in numerals", 0, in_words),
    "start": Filter("a capital letter at the beginning of a sentence", 0, at_start),
    "number": Filter("a number with its thousands separated", 0, as_number),
    "money": Filter("an amount in whole units of the site's currency", 0, as_money),
    "percent": Filter("a share, or a number of percent, with its sign", 0, as_percent),
    "percent_of": Filter(
        "a percentage with what it is a share of", 1, as_percent_of,
        "percent_of('the named agencies')",
    ),
    "date": Filter("a date in words, as exactly as it is known", 0, as_date),
    "plural": Filter(
        "the first noun for one, the second for any other number", 2, as_noun, f"plural{NOUNS}"
    ),
    "counted": Filter("the number in words with its noun", 2, as_counted, f"counted{NOUNS}"),
    "say": Filter(
        "the words in the brackets, if the number bears them out", 1, as_said,
        "say('more than 60')",
    ),
    "list": Filter("names joined as a, b and c", 0, as_list),
}  # fmt: skip
