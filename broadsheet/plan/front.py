"""Stage plan: the texts of an article's front matter: figures put in, faults told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from broadsheet.figures import FigureValue, fill
from broadsheet.markup import (
    NO_REASON,
    Waiver,
    language_of,
    loose_in,
    masked_line,
    unbound,
    waived_in,
)
from broadsheet.model import Article, Site
from broadsheet.problems import Location, Problem
from broadsheet.validate.shapes import Locate

CITATION = re.compile(r"\[@[^\]]*\]")
CURLED = "“why”"
"""These quotes fit into a field of YAML whatever quotes it stands in."""
FILLED = ("title", "dek", "kicker", "summary")


@dataclass(slots=True)
class Front:
    """The texts by their fields, the key figures; the figures used, what is waived, what is wrong.

    `bound` are the figures with the field that each stands in, `key_figures.0`, and its words.
    It fills while the fields are read, one after the other.
    """

    site: Site
    known: Mapping[str, FigureValue]
    texts: dict[str, str] = field(default_factory=dict)
    key_figures: tuple[str, ...] = ()
    figures: dict[str, None] = field(default_factory=dict)
    bound: list[tuple[str, str, str]] = field(default_factory=list)
    waivers: list[Waiver] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_front(
    article: Article, site: Site, known: Mapping[str, FigureValue], locate: Locate
) -> Front:
    """The texts and key figures of the front matter with their figures, and what is not there."""
    front, fields = Front(site, known), article.front
    for name in FILLED:
        place = partial(locate, fields.origin, name)
        front.texts[name] = filled(front, name, getattr(fields, name) or "", place)
    front.key_figures = tuple(
        filled(
            front,
            f"key_figures.{number}",
            text,
            partial(locate, fields.origin, "key_figures", number),
        )
        for number, text in enumerate(fields.key_figures)
    )
    return front


def filled(front: Front, name: str, text: str, place: partial[Location]) -> str:
    """One field's text as readers see it; `place` gives the place of a character of it."""
    known, site = front.known, front.site
    done = fill(text, known, site.language, currency=site.currency)
    front.figures |= dict.fromkeys(done.figures)
    front.bound += ((name, figure, shown) for figure, shown in done.shown)
    front.problems += (
        Problem(place(offset=f.offset), f.code, f.message, f.hint) for f in done.faults
    )
    front.problems += cited_in(text, place)
    for loose in loose_in(masked_line(text), language_of(site.language)):
        told = unbound(loose.words, known, CURLED)
        front.problems.append(Problem(place(offset=loose.start), *told))
    for waived in waived_in(text)[1]:
        where = place(offset=waived.offset)
        if waived.reason:
            front.waivers.append(Waiver(waived.words, waived.reason, where))
        else:
            front.problems.append(Problem(where, "E086", *NO_REASON))
    return waived_in(done.text)[0]


def cited_in(text: str, place: partial[Location]) -> Iterator[Problem]:
    """A text of the front matter has no notes: a citation would stand there as it is written."""
    if found := CITATION.search(text):
        message = f"the citation {found[0]} cannot stand here"
        yield Problem(
            place(offset=found.start()), "E087", message, "cite in the text of the article"
        )
