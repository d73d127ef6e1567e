"""Room: the ledger. `/figures/` becomes its claims: each number, and how it is come by."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.ledger.agencies import in_full
from broadsheet.ledger.records import Claim, Value
from broadsheet.ledger.stories import noted, numbers
from broadsheet.pages import FiguresView, Page

FIGURES = "figures"


def figure_claims(page: Page, view: FiguresView) -> Iterator[Claim]:
    """Every figure that articles use: a reported one rests on its sources, here alone."""
    for figure in view.figures:
        yield Claim(
            id=f"{FIGURES}.{figure.id}",
            kind="figure",
            text=in_full(f"{figure.label}: {figure.value}", figure.sentence, figure.note),
            page=page.path,
            anchor=figure.id,
            place="Figure",
            values=(Value(figure.id, figure.value),),
            evidence=noted(view.notes, numbers(figure.refs)),
        )
