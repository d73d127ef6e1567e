"""Stage rules: whatever is said stands on a source, and every source is there for something."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.model import Statement
from broadsheet.problems import Problem
from broadsheet.rules.case import Case, find_citations, find_claims

ADD = "add 'sources:' with the id of a source"


def every_statement_has_a_speaker(case: Case) -> Iterator[Problem]:
    """Words that nobody said are nobody's words."""
    for agency in case.investigation.agencies:
        for path, claim in find_claims(agency):
            if isinstance(claim, Statement) and not claim.speaker:
                message = f"this statement about '{agency.name}' has no speaker"
                hint = "add 'speaker:' with the name and title of who said it"
                yield case.problem("E061", agency.origin, path, message, hint)


def every_claim_has_a_source(case: Case) -> Iterator[Problem]:
    """Whatever is said about an agency stands on a source."""
    for agency in case.investigation.agencies:
        for path, claim in find_claims(agency):
            if not claim.sources:
                message = f"what '{path[0]}' says about '{agency.name}' has no source"
                yield case.problem("E062", agency.origin, path, message, ADD)


def every_event_has_a_source(case: Case) -> Iterator[Problem]:
    """An entry of the timeline stands on a source."""
    for event in case.investigation.timeline:
        if not event.sources:
            yield case.problem("E062", event.origin, (), "this event has no source", ADD)


def every_reported_figure_has_a_source(case: Case) -> Iterator[Problem]:
    """A number that we did not count is somebody's: it says whose."""
    for figure in case.investigation.figures:
        if figure.value is not None and not figure.sources:
            message = f"the figure '{figure.id}' has no source"
            yield case.problem("E062", figure.origin, (), message, ADD)


def every_source_is_used(case: Case) -> Iterator[Problem]:
    """A source that nothing cites is told: it is a leftover, or a fact lost its note.

    While an entry cannot be read, nobody knows what it cites.
    """
    if case.faulty:
        return
    used = {c.source for cited in find_citations(case.investigation) for c in cited.citations}
    for article in case.investigation.articles:
        used |= set(article.cited_in_body())
    for source in case.investigation.sources:
        if source.id not in used:
            secret = source.access == "confidential"
            told = "a confidential source" if secret else f"the source '{source.id}'"
            message = f"nothing cites {told}"
            yield case.problem("W061", source.origin, ("id",), message, "cite it, or delete it")
