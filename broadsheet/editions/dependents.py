"""Room: editions. Which computed figures follow from a column of the records."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.model import Figure

COLUMN_OF = {
    "reply": "reply_category",
    "range": "searches_range",
    "spending.amount": "spending_amount",
    "users.authorized": "users_authorized",
    "users.at_least": "users_at_least",
}
"""Fields as figures name them, where the downloads call them otherwise."""


def figures_on(figures: Iterable[Figure], column: str) -> frozenset[str]:
    """The names of the figures that are computed from a column, by way of others, too."""
    known = tuple(figures)
    found = {figure.id for figure in known if column in columns_of(figure)}
    while True:
        more = {f.id for f in known if f.id not in found and found & set(leans_on(f))}
        if not more:
            return frozenset(found)
        found |= more


def columns_of(figure: Figure) -> frozenset[str]:
    """The columns that a figure counts, sums or chooses by."""
    counted = (figure.sum, figure.minimum, figure.maximum, figure.list)
    chosen = (condition.field for condition in figure.where)
    return frozenset(COLUMN_OF.get(name, name) for name in (*counted, *chosen) if name)


def leans_on(figure: Figure) -> tuple[str, ...]:
    """The figures that it is computed from."""
    return (*(figure.subtract or ()), *((figure.share,) if figure.share else ()))
