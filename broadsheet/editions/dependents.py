"""Room: editions. Which computed figures follow from a column of the records."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.editions.facts import ATTEMPT
from broadsheet.model import Figure

COLUMNS_OF = {
    "reply": ("reply_category",),
    "answered": ("reply_category", ATTEMPT),
    "range": ("searches_range",),
    "county": ("county", "place"),
    "counties": ("county", "place"),
    "spending.amount": ("spending_amount",),
    "users.authorized": ("users_authorized",),
    "users.at_least": ("users_at_least",),
}
"""What figures count or choose by, where the downloads call it otherwise, or it follows."""


def figures_on(figures: Iterable[Figure], column: str) -> frozenset[str]:
    """The names of the figures that are computed from a column, by way of others, too."""
    known, field = tuple(figures), column.partition(".")[0]
    found = {figure.id for figure in known if field in columns_of(figure)}
    while True:
        more = {f.id for f in known if f.id not in found and found & set(leans_on(f))}
        if not more:
            return frozenset(found)
        found |= more


def columns_of(figure: Figure) -> frozenset[str]:
    """The columns that a figure counts, sums or chooses by."""
    counted = (figure.count, figure.sum, figure.minimum, figure.maximum, figure.list)
    chosen = (condition.field for condition in figure.where)
    names = filter(None, (*counted, *chosen))
    return frozenset(column for name in names for column in COLUMNS_OF.get(name, (name,)))


def leans_on(figure: Figure) -> tuple[str, ...]:
    """The figures that it is computed from."""
    return (*(figure.subtract or ()), *((figure.share,) if figure.share else ()))
