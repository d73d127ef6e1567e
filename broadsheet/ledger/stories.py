"""Room: the ledger. An article becomes its claims, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from broadsheet.ledger.identity import page_name, word_mark
from broadsheet.ledger.passages import Passage, passages_of
from broadsheet.ledger.records import Claim, Evidence, Kind, Value
from broadsheet.ledger.subjects import Subjects
from broadsheet.pages import (
    ArticleView,
    ChartView,
    NoteBoxView,
    NoteRef,
    NoteView,
    Page,
    Part,
    PictureView,
    QuoteView,
    TermView,
    WaffleDrawing,
)


class After(NamedTuple):
    """What a stretch goes on from: the heading above it, and whom the text spoke of."""

    anchor: str = ""
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """An article on its page, and what its claims have in common."""

    page: Page
    view: ArticleView
    subjects: Subjects

    @property
    def name(self) -> str:
        """How its claims begin."""
        return page_name(self.page.path)

    def claim(  # noqa: PLR0913  (what tells one claim from another)
        self, own: str, text: str, *, kind: Kind = "sentence", place: str = "", anchor: str = "",
        values: tuple[Value, ...] = (), evidence: tuple[Evidence, ...] = (),
        about: tuple[str, ...] | None = None,
    ) -> Claim:  # fmt: skip
        """A claim of this article, called by its own part of the name."""
        speaks_of = self.subjects.named_in(text) if about is None else about
        return Claim(
            f"{self.name}.{own}", kind, text, self.page.path, anchor, place, values, evidence,
            speaks_of,
        )  # fmt: skip

    def bound(self, field: str) -> tuple[Value, ...]:
        """The figures that a field of the front matter uses."""
        return tuple(Value(name, shown) for at, name, shown in self.view.bound if at == field)


def story_claims(page: Page, view: ArticleView, subjects: Subjects) -> Iterator[Claim]:
    """Every claim of an article: its opening, its parts, in order."""
    story = Story(page, view, subjects)
    yield from opening_claims(story)
    before = After()
    for part in view.parts:
        found = tuple(part_claims(story, part, before))
        yield from found
        before = After(found[-1].anchor, found[-1].about) if found else before


def opening_claims(story: Story) -> Iterator[Claim]:
    """The words above the headline, it, the sentence below, the summary, the key figures."""
    view, summary = story.view, story.page.description
    if view.kicker:
        yield story.claim(
            "kicker", view.kicker, kind="headline", place="Kicker", values=story.bound("kicker")
        )
    yield story.claim(
        "title", view.title, kind="headline", place="Headline", values=story.bound("title")
    )
    if view.dek:
        yield story.claim("dek", view.dek, place="Dek", values=story.bound("dek"))
    if view.published and summary != view.dek:
        yield story.claim(
            "summary", summary, place="Summary for feeds and cards", values=story.bound("summary")
        )
    for number, figure in enumerate(view.key_figures, start=1):
        text = f"{figure.number} {figure.words}".strip()
        values = story.bound(f"key_figures.{number - 1}")
        yield story.claim(
            f"key-figure-{number}", text, kind="figure", place="Key figure", values=values
        )


def part_claims(story: Story, part: Part, before: After) -> Iterator[Claim]:
    """The claims of one stretch; displays of the records have none of their own."""
    view = part.view
    if part.kind == "prose":
        yield from prose_claims(story, part.html, before)
    elif isinstance(view, QuoteView):
        yield quote_claim(story, view, before.anchor)
    elif isinstance(view, NoteBoxView):
        yield from box_claims(story, view, before)
    elif part.kind == "knowledge":
        for box in view:
            yield from box_claims(story, box, before)
    elif isinstance(view, ChartView):
        yield chart_claim(story, view, before.anchor)
    elif isinstance(view, PictureView):
        text = f"{view.caption} ({view.credit})"
        yield story.claim(
            f"picture.{word_mark(view.src)}", text, place="Caption", anchor=before.anchor
        )


def prose_claims(story: Story, prose: str, before: After, place: str = "") -> Iterator[Claim]:
    """Every sentence of a piece of prose."""
    for passage, about in story.subjects.about(passages_of(prose, before.anchor), before.about):
        yield story.claim(
            word_mark(passage.template),
            passage.text,
            kind=kind_of(passage),
            place=place or ("Heading" if passage.is_heading else "Text"),
            anchor=passage.anchor,
            values=passage.values,
            evidence=noted(story.view.notes, passage.notes),
            about=about,
        )


def kind_of(passage: Passage) -> Kind:
    """A heading, a sentence with somebody's words in it, or a sentence of ours."""
    if passage.is_heading:
        return "headline"
    return "quote" if "“" in passage.text and "”" in passage.text else "sentence"


def quote_claim(story: Story, view: QuoteView, anchor: str) -> Claim:
    """A pull quote, under the name of who said it."""
    passages = passages_of(view.html)
    words = " ".join(passage.text for passage in passages)
    cited = [n for passage in passages for n in passage.notes]
    return story.claim(
        f"quote.{word_mark(words + view.speaker)}",
        f"“{words}” {view.speaker}",
        kind="quote",
        place="Quote",
        anchor=anchor,
        values=tuple(value for passage in passages for value in passage.values),
        evidence=noted(story.view.notes, (*cited, *numbers(view.refs))),
    )


def box_claims(story: Story, box: NoteBoxView, before: After) -> Iterator[Claim]:
    """The sentences of a box, under its title."""
    yield from prose_claims(story, box.html, before, place=f"Box “{box.title}”")


def chart_claim(story: Story, chart: ChartView, anchor: str) -> Claim:
    """A chart: what it says above, in its drawing and below."""
    said = (f"{chart.title}.", chart.description, chart.silent, chart.note)
    return story.claim(
        f"chart.{word_mark(chart.form + chart.title)}",
        " ".join(filter(None, said)),
        kind="figure",
        place="Chart",
        anchor=anchor,
        evidence=noted(story.view.notes, numbers(chart.refs)),
        values=tuple(drawn_values(chart)),
    )


def drawn_values(chart: ChartView) -> Iterator[Value]:
    """The records, if a chart counts them, and the figures that it draws."""
    if chart.basis:
        yield Value("records", chart.basis)
    if isinstance(chart.drawing, WaffleDrawing):
        for drawn in (chart.drawing.part, chart.drawing.whole):
            yield Value(drawn.figure, drawn.text)


def definition(term: TermView, page: Page) -> Claim:
    """A word that the page explains."""
    text = f"{term.label}: {term.meaning}"
    return Claim(
        f"words.{term.id}", "definition", text, page.path, f"term-{term.id}", "Word explained"
    )


def numbers(refs: Iterable[NoteRef]) -> tuple[int, ...]:
    """The notes that marks lead to."""
    return tuple(ref.number for ref in refs)


def noted(notes: Iterable[NoteView], wanted: Iterable[int]) -> tuple[Evidence, ...]:
    """The sources, and the places in them, of some of a page's notes."""
    known = {note.number: Evidence(note.source.id, note.at) for note in notes}
    return tuple(dict.fromkeys(known[number] for number in wanted if number in known))
