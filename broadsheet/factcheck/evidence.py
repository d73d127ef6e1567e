"""Room: fact-checking. What a claim rests on becomes what the desk must look at.

Sources are taken from the page of sources, so that nothing can stand here that readers do
not get: no private note, no source that is kept from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from broadsheet.figures import FigureValue
from broadsheet.ledger import Claim
from broadsheet.ledger import Evidence as Cited
from broadsheet.model import FIGURE_WAYS, Figure, Investigation
from broadsheet.pages import Page, SourcesView, SourceView
from broadsheet.values import PartialDate

NOUNS = {
    "count": "count of the {0}", "sum": "sum of {0}", "minimum": "least {0}",
    "maximum": "most {0}", "list": "list of {0}", "share": "share of the figure {0}",
    "subtract": "the figure {0} less the figure {1}",
}  # fmt: skip
"""How a figure is come by, with what it is computed from."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A source with the exact place in it; `source` is None for one that readers do not get."""

    source: SourceView | None
    at: str = ""

    @property
    def in_a_line(self) -> str:
        """For a spreadsheet."""
        if not self.source:
            return "a source that is not public"
        date = self.source.date.text if self.source.date else ""
        read = self.source.reading.label if self.source.reading else ""
        told = (self.source.outlet, f"“{self.source.title}”", date, self.at, read)
        addresses = (self.source.url, self.source.archived)
        return "; ".join(filter(None, (*told, *addresses)))


@dataclass(frozen=True, slots=True)
class FigureNote:
    """A figure: its value, how it is come by, the rows that make it up or its sources."""

    id: str
    label: str
    value: str
    way: str
    proofs: tuple[Proof, ...] = ()
    rows: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Exhibits:
    """Every source and every figure, by its id."""

    sources: Mapping[str, SourceView]
    figures: Mapping[str, FigureNote]

    def proofs(self, claim: Claim) -> tuple[Proof, ...]:
        """The sources of a claim."""
        return proofs_of(self.sources, claim.evidence)

    def notes(self, claim: Claim) -> tuple[FigureNote, ...]:
        """The figures of a claim; one that nobody declared tells itself what it counts."""
        return tuple(
            self.figures.get(value.figure)
            or FigureNote(value.figure, value.figure, "", value.shown)
            for value in dict.fromkeys(claim.values)
        )


def proofs_of(sources: Mapping[str, SourceView], cited: Iterable[Cited]) -> tuple[Proof, ...]:
    """Citations with their sources."""
    return tuple(Proof(sources.get(each.source), each.at) for each in cited)


def read_exhibits(
    found: Investigation, figures: Mapping[str, FigureValue], pages: Iterable[Page]
) -> Exhibits:
    """Gather what claims may rest on."""
    views = [page.view for page in pages if isinstance(page.view, SourcesView)]
    sources = {source.id: source for view in views for source in view.sources}
    names = {agency.id: agency.name for agency in found.agencies}
    notes = {
        figure.id: figure_note(figure, figures[figure.id], sources, names)
        for figure in found.figures
        if figure.id in figures
    }
    return Exhibits(sources, notes)


def figure_note(
    figure: Figure,
    value: FigureValue,
    sources: Mapping[str, SourceView],
    names: Mapping[str, str],
) -> FigureNote:
    """A figure as the desk checks it."""
    cited = (Cited(each.source, each.at or "") for each in figure.sources)
    return FigureNote(
        id=figure.id,
        label=figure.label,
        value=written(value.value),
        way=come_by(figure),
        proofs=proofs_of(sources, cited),
        rows=tuple(names.get(row, row) for row in value.rows),
        note=figure.note or "",
    )


def written(value: object) -> str:
    """A value as it is, without wording."""
    if isinstance(value, tuple) and not isinstance(value, PartialDate):
        return ", ".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def come_by(figure: Figure) -> str:
    """`count of the agencies where reply is denied or no-record`, or `reported`."""
    if figure.value is not None:
        return "reported"
    way = next(name for name in FIGURE_WAYS if getattr(figure, name) is not None)
    of = getattr(figure, way)
    told = NOUNS[way].format(*(of if isinstance(of, tuple) else (of,)))
    asked = (f"{line.field} is {' or '.join(line.values)}" for line in figure.where)
    where = " and ".join(asked)
    return f"computed: {told}{f' where {where}' if where else ''}"
