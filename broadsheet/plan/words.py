"""Stage plan: values become words for readers, in the site's language.

Dates, amounts and places as they stand on pages; the few sentences that pages put
together from data. Everything here is pure and takes the locale it needs.
"""

from __future__ import annotations

import datetime
from functools import lru_cache

from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal

from broadsheet.model import FreeTrial, Spending, Users
from broadsheet.pages import When
from broadsheet.values import PartialDate

WORDS_A_MINUTE = 220


def when(date: PartialDate | datetime.date | None, locale: str) -> When | None:
    """`February 11, 2020`, `February 2020` or `2020`: as exactly as it is known."""
    if date is None:
        return None
    if isinstance(date, datetime.date):
        return When(format_date(date, "long", locale=locale), date.isoformat())
    if date.day:
        return When(format_date(date.earliest, "long", locale=locale), date.iso)
    if date.month:
        return When(format_skeleton("yMMMM", date.earliest, locale=locale), date.iso)
    return When(str(date.year), date.iso)


def money(amount: int, currency: str, locale: str) -> str:
    """`$2,500`: whole units, as amounts in content are."""
    return str(
        format_currency(amount, currency, format="¤#,##0", locale=locale, currency_digits=False)
    )


def amount(value: float, currency: str, locale: str) -> str:
    """`$2,500`, or `$2,500.50` where there are cents."""
    if float(value).is_integer():
        return money(int(value), currency, locale)
    return str(format_currency(value, currency, locale=locale))


def spending_value(spending: Spending, currency: str, locale: str) -> str:
    """The amount, where one is given."""
    return "" if spending.amount is None else money(spending.amount, currency, locale)


def users_value(users: Users, locale: str) -> str:
    """`3 authorized; at least 20 had access`."""
    parts = []
    if users.authorized is not None:
        parts.append(f"{format_decimal(users.authorized, locale=locale)} authorized")
    if users.at_least is not None:
        parts.append(f"at least {format_decimal(users.at_least, locale=locale)} had access")
    return "; ".join(parts)


def free_trial_value(trial: FreeTrial) -> str:
    """Yes, no or possible."""
    return trial.answer.capitalize()


def reading_minutes(words: int) -> int:
    """Whole minutes, at least one."""
    return max(1, round(words / WORDS_A_MINUTE))


def capital(text: str) -> str:
    """The first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=4096)
def miles(distance: float, locale: str) -> str:
    """`12 miles`, whole numbers; `under 1 mile` for less."""
    whole = round(distance)
    if whole < 1:
        return "under 1 mile"
    return f"{format_decimal(whole, locale=locale)} {'mile' if whole == 1 else 'miles'}"
