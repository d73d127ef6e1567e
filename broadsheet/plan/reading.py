"""Stage plan: every article is read once: figures put in, notes numbered, faults told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache

from broadsheet import geography
from broadsheet.figures import FigureValue, compute, with_operands
from broadsheet.markup import Prose, Scope, read_prose
from broadsheet.model import Article, Investigation, Source
from broadsheet.notes import Notes
from broadsheet.plan.front import read_front
from broadsheet.plan.pictures import small_pictures
from broadsheet.plan.site import COUNTIES, HOME, article_path
from broadsheet.plan.words import when
from broadsheet.problems import Problem, errors
from broadsheet.validate.shapes import Locate

TAKEN_IDS = frozenset({"main-content", "notes", "contents", "map", "map-title", "map-end"})
"""Anchors that the templates set: a heading of the same words gets another."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as it was read: the texts of its front matter, its prose, its notes.

    `bound` are the figures in the front matter, each with its field, `key_figures.0`, and its
    words there; `figures` are all that it uses, and those that they are computed from.
    """

    texts: Mapping[str, str]
    key_figures: tuple[str, ...]
    prose: Prose
    notes: Notes
    bound: tuple[tuple[str, str, str], ...] = ()
    figures: tuple[FigureValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """The text of an article with all that its reading depends on.

    `mark` is what stands in the scope, written out, so that two that are equal are known as such.
    """

    text: str
    file: str
    first_line: int
    here: str
    mark: str
    scope: Scope = field(compare=False)


@lru_cache(maxsize=128)
def read_body(body: Body) -> tuple[Prose, Notes]:
    """The prose and its notes; a text that has not changed is not read again. Copy the notes."""
    prose = read_prose(
        body.text, file=body.file, first_line=body.first_line, scope=body.scope
    )  # fmt: skip
    return prose, body.scope.notes


def locale_of(found: Investigation) -> str:
    """The site's language as Babel writes it."""
    return found.site.language.replace("-", "_")


def find_figures(
    found: Investigation, locate: Locate
) -> tuple[dict[str, FigureValue], list[Problem]]:
    """Every figure by its name, and the faults of those that cannot be computed."""
    spots = {agency.id: geography.locate(agency, found.gazetteer) for agency in found.agencies}
    counties = {name: spot.county for name, spot in spots.items() if spot and spot.county}
    values, faults = compute(
        agencies=found.agencies,
        sources=found.sources,
        timeline=found.timeline,
        figures=found.figures,
        county_of=counties,
        known=known_words(found),
        own=found.dictionary.own_fields,
    )
    return values, [Problem(locate(f.place), "E065", f.message, f.hint) for f in faults]


def known_words(found: Investigation) -> dict[str, frozenset[str]]:
    """The words that a figure's `where` may ask for, by field."""
    words = found.dictionary
    groups = {"kind": words.kinds, "reply": words.replies, "range": words.ranges}
    return {name: frozenset(term.id for term in terms) for name, terms in groups.items()}


def source_labels(found: Investigation) -> dict[str, str]:
    """`WRAL News, April 6, 2021`: how a note is named aloud, by the source's id."""
    locale = locale_of(found)
    return {source.id: source_label(source, locale) for source in found.sources}


def source_label(source: Source, locale: str) -> str:
    """Its outlet and date; of one that is confidential, that it is."""
    if source.access == "confidential":
        return source.public_description or source.title
    date = when(source.date, locale)
    return f"{source.outlet}, {date.text}" if date else source.outlet


def read_articles(  # noqa: PLR0913, PLR0917  (what prose may name, kind by kind)
    found: Investigation,
    figures: Mapping[str, FigureValue],
    locate: Locate,
    faulty: frozenset[str] = frozenset(),
    hidden: frozenset[str] = frozenset(),
    withheld: Mapping[str, str] | None = None,
) -> tuple[dict[str, Reading], list[Problem]]:
    """Every article by its id, drafts too: a draft's faults are told while it is written.

    `faulty` are the ids of entries that could not be read: prose may name them, for they
    are there, and what is wrong with them is told already. `hidden` are the articles that
    are held back: no link may lead to them. `withheld` are the names of confidential sources
    by the ids that prose cites them by.
    """
    readings, problems = {}, []
    # A figure with a fault of its own is told there: to name another one here would mislead.
    declared = {*faulty, *(figure.id for figure in found.figures)}
    known = {name: FigureValue(name, "", 0, "computed") for name in declared} | dict(figures)
    names = withheld or {}
    labels = source_labels(found)
    shared = replace(scope_of(found, known, faulty, hidden), sources=citable(labels, names, faulty))
    told = [getattr(shared, part.name) for part in fields(shared) if part.name != "notes"]
    mark = repr((told, labels, names))
    for article in found.articles:
        front = read_front(article, found.site, known, locate)
        problems += front.problems
        scope = replace(shared, notes=Notes(labels, names), here=article_path(article.id))
        file, line = article.front.origin.file, article.body_line
        prose, cited = read_body(Body(article.body, file, line, scope.here, mark, scope))
        notes = cited.copy()
        problems += [*prose.problems, *small_pictures(found, prose)]
        problems += empty_front_page(article, prose, locate)
        prose = replace(prose, waivers=(*front.waivers, *prose.waivers))
        used = with_operands((*front.figures, *prose.figures), found.figures)
        worth = tuple(figures[name] for name in used if name in figures)
        readings[article.id] = Reading(
            front.texts, front.key_figures, prose, notes, tuple(front.bound), worth
        )
    return readings, problems


def citable(
    labels: Mapping[str, str], withheld: Mapping[str, str], faulty: frozenset[str]
) -> dict[str, str]:
    """The sources that prose may cite, by the ids that editors gave them."""
    own = {name: label for name, label in labels.items() if name not in withheld.values()}
    secret = {name: labels.get(told, "") for name, told in withheld.items()}
    return dict.fromkeys(faulty, "") | own | secret


def scope_of(
    found: Investigation,
    figures: Mapping[str, FigureValue],
    faulty: frozenset[str],
    hidden: frozenset[str],
) -> Scope:
    """What the prose of every article may name; each adds its own notes and address."""
    counties = found.gazetteer.counties
    return Scope(
        notes=Notes({}),
        figures=figures,
        agencies={
            name: f"{found.dictionary.records.path}{name}/"
            for name in (*faulty, *(a.id for a in found.agencies))
        },
        noun=geography.slug(found.dictionary.records.singular),
        counties={c.name: f"{COUNTIES}{geography.slug(c.name)}/" for c in counties},
        articles={f"{name}.md": article_path(name) for name in faulty}
        | {file_of(a): article_path(a.id) for a in found.articles},
        drafts=frozenset(file_of(a) for a in found.articles if a.id in hidden),
        terms=(*(term.id for term in found.dictionary.terms), *sorted(faulty)),
        locale=found.site.language,
        currency=found.site.currency,
        pictures=(*(picture.name for picture in found.pictures), *sorted(faulty)),
        taken_ids=TAKEN_IDS,
    )


def empty_front_page(article: Article, prose: Prose, locate: Locate) -> Iterator[Problem]:
    """A front page without a word is most likely a file that lost its text."""
    if article.id == HOME and not prose.parts and not errors(prose.problems):
        place = locate(article.front.origin, "title", key=True)
        yield Problem(place, "W066", "the front page has no text", "write it below the line ---")


def file_of(article: Article) -> str:
    """`methodology.md`: how other articles link to it."""
    return article.front.origin.file.rpartition("/")[2]
