"""Room: the preview's desk. What the bar says of the build, and of the page that is open."""

from __future__ import annotations

import datetime
from typing import Any

from broadsheet.feeds import zone
from broadsheet.model import Article, Investigation
from broadsheet.pages import Page
from broadsheet.plan.public import is_public
from broadsheet.plan.site import article_path
from broadsheet.serve.blocks import article_of, find_written, origin_of
from broadsheet.serve.desk import State
from broadsheet.serve.galley import Galley
from broadsheet.serve.told import Files

WORDS_A_MINUTE = 230
NOT_PUBLISHED = "not on the published site"


def about_build(state: State, panel: str) -> dict[str, Any]:
    """The state of the build; `panel` is the list of its problems as HTML."""
    severities = [told.problem.severity for told in state.told]
    return {
        "number": state.number,
        "busy": state.busy,
        "seconds": round(state.seconds, 2),
        "errors": severities.count("error") + bool(state.fault),
        "warnings": severities.count("warning"),
        "panel": panel,
        "held": held_paths(state.shown, datetime.datetime.now(datetime.UTC)),
    }


def held_paths(galley: Galley | None, now: datetime.datetime) -> dict[str, str]:
    """The pages that only editors see, by their addresses, and why."""
    found = galley.proofs.found if galley else None
    articles = found.articles if found else ()
    return {
        f"/{article_path(article.id)}": held_back(article, found)
        for article in articles
        if found and not is_public(article, now)
    }


def held_back(article: Article, found: Investigation) -> str:
    """Why readers do not get an article."""
    moment = article.front.publish_at
    if article.front.draft or moment is None:
        return f"Draft: {NOT_PUBLISHED}"
    local = moment.astimezone(zone(found.site.time_zone))
    return f"Embargoed until {local:%Y-%m-%d %H:%M %Z}: {NOT_PUBLISHED}"


def about_page(galley: Galley, page: Page, files: Files) -> dict[str, Any]:
    """How long a page is, where it is written, and where each block of it is."""
    proofs = galley.proofs
    article, origin = article_of(page, proofs), origin_of(page, proofs)
    words = proofs.script.readings[article.id].prose.words if article else 0
    place = files.place(origin) if origin else None
    blocks = [
        [written.words, found.told, found.link, found.command]
        for written in find_written(page, proofs)
        if (found := files.place(written.location))
    ]
    return {
        "words": words,
        "minutes": max(1, round(words / WORDS_A_MINUTE)) if words else 0,
        "origin": [place.told, place.link, place.command] if place else [],
        "blocks": blocks,
    }
