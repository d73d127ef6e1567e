"""Room: the filter `say`: the words that an editor chose, if the number bears them out."""

from __future__ import annotations

from babel.numbers import get_currency_symbol

from broadsheet.figures.amounts import as_money, number_in, plain
from broadsheet.figures.approximations import (
    Approximation,
    approximation,
    is_near,
    is_said,
    what_holds,
)
from broadsheet.figures.manner import WRITE_IT, Manner, NotBorneOut, Unfit, must_be_english
from broadsheet.figures.values import Value

PHRASES = "it is such as 'more than 60', 'about half', 'nearly two-thirds', 'one in four', 'dozens'"


def as_said(value: Value, arguments: tuple[str, ...], manner: Manner) -> str:
    """Write the words that an editor chose, if the value bears them out."""
    must_be_english(manner)
    phrase, number = arguments[0], number_in(value)
    told = approximation(phrase)
    if told is None:
        raise Unfit(f"'{phrase}' says nothing that can be tried on a number", PHRASES)
    known = measure(number, phrase, told, manner)
    if not (is_said(told, known) and is_near(told, known)):
        raise not_borne_out(known, phrase, told, manner)
    return phrase


def measure(number: float, phrase: str, told: Approximation, manner: Manner) -> float:
    """Give the number in the measure of the words: a share for `half`, a count for `60`."""
    is_share = manner.unit == "share"
    if told.sign == "%" and manner.reported:
        return number / 100
    if told.share and not is_share:
        raise Unfit(f"'{phrase}' is said of a share, and this is none", "declare one with share:")
    if is_share and not told.share:
        hint = "compare it with a share, such as 'about half' or 'more than 60%'"
        raise Unfit(f"'{phrase}' is said of a count, and this is a share", hint)
    if told.sign and not is_share:
        must_be_money(phrase, told.sign, manner)
    return number


def must_be_money(phrase: str, sign: str, manner: Manner) -> None:
    """Refuse a sign of money on a count, and one of another currency than the site's."""
    if manner.unit != "money" and not manner.reported:
        raise Unfit(
            f"'{phrase}' is said of an amount, and this is a count", f"leave out the {sign}"
        )
    own = get_currency_symbol(manner.currency, locale=manner.babel)
    if sign != own:
        message = f"'{phrase}' has the sign {sign}, and the amounts of this site are in {own}"
        raise Unfit(message, "write the amount with that sign, or with none")


def not_borne_out(known: float, phrase: str, told: Approximation, manner: Manner) -> NotBorneOut:
    """Say what the value is, and which words it would bear out."""
    now = f"{known:.1%}".replace(".0%", "%") if told.share else plain(known, manner)
    if manner.unit == "money":
        now = as_money(known, (), manner)
    fitting = what_holds(known, share=told.share, sign=told.sign)
    true = " or ".join(f"'{words}'" for words in fitting)
    hint = f"what holds is {true}; or {WRITE_IT}"
    said = f"{now}, which is not {phrase}"
    if is_said(told, known):
        said = f"{now}, and '{phrase}' is too far from it"
    return NotBorneOut(said, hint if fitting else WRITE_IT)
