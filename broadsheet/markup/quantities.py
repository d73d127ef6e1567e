"""Room: the figures that a directive's options name, and whether squares can show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from broadsheet.charts import MOST_SQUARES
from broadsheet.figures import FigureValue
from broadsheet.figures.values import described
from broadsheet.markup.records import Desk
from broadsheet.markup.shapes import NAMES_OF_FIGURES, Written
from broadsheet.pages import NoteRef
from broadsheet.problems import did_you_mean

COUNTS = "name a figure that counts something"
CHANGED = "perhaps part and whole have changed places"
IN_TEXT = "say it in the text"


def figures_of(written: Written, desk: Desk) -> Iterator[FigureValue]:
    """Give the part and the whole of a waffle, or tell what is wrong with them."""
    named = {key: written.options[key] for key in NAMES_OF_FIGURES if key in written.options}
    figures = [figure_named(written, key, desk) for key in named]
    known = [figure for figure in figures if figure]
    if known and len(known) == len(figures):
        tell_unfit(written, known[0], known[-1], desk)
    yield from known


def figure_named(written: Written, key: str, desk: Desk) -> FigureValue | None:
    """Find the figure that an option names: a whole number from 0 up."""
    name, place = written.options[key], written.values_at[key]
    figure = desk.scope.figures.get(name)
    if figure is None:
        hint = (
            did_you_mean(name, desk.scope.figures) or f"write its name alone, such as {key}: named"
        )
        desk.tell(place, "E071", f"there is no figure '{name}'", hint)
        return None
    desk.figures.setdefault(name)
    # One that has a fault of its own has no label here, and was told of there.
    if not figure.label:
        return None
    if not isinstance(figure.value, int) or figure.value < 0:
        what = described(figure.value)
        shown = figure.value if what == "a number" else what
        message = f"'{name}' is {shown}, and squares show a whole number from 0 up"
        desk.tell(place, "E079", message, COUNTS)
        return None
    return figure


def tell_unfit(written: Written, part: FigureValue, whole: FigureValue, desk: Desk) -> None:
    """Tell of a part that is more than its whole, and of a whole with no or too many squares."""
    place, most = written.values_at["whole"], MOST_SQUARES
    some, every = count_of(part), count_of(whole)
    if every == 0:
        message = f"'{whole.id}' is 0, and nothing is a part of that"
        desk.tell(place, "E079", message, IN_TEXT)
    elif every > most:
        message = f"'{whole.id}' is {every:,}, and {most:,} squares are the most"
        desk.tell(place, "E079", message, IN_TEXT)
    elif some > every:
        message = f"'{part.id}' is {some:,}, more than '{whole.id}', which is {every:,}"
        desk.tell(written.values_at["part"], "E079", message, CHANGED)


def count_of(figure: FigureValue) -> int:
    """Give the whole number that `figure_named` has made sure of."""
    return figure.value if isinstance(figure.value, int) else 0


def notes_of(figures: Iterable[FigureValue], desk: Desk) -> Iterator[NoteRef]:
    """Number the sources of reported figures, each of them once."""
    citations = (citation for figure in figures for citation in figure.sources)
    for citation in dict.fromkeys(citations):
        desk.sources.setdefault(citation.source)
        yield desk.scope.notes.cite(citation)
