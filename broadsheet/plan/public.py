"""Stage plan: what readers may see. The one place where drafts and embargoes are held back."""

from __future__ import annotations

import datetime
from dataclasses import replace

from broadsheet.model import Article, Investigation


def is_public(article: Article, now: datetime.datetime) -> bool:
    """Neither a draft nor under an embargo that still holds."""
    front = article.front
    return not front.draft and (front.publish_at is None or front.publish_at <= now)


def public(investigation: Investigation, now: datetime.datetime) -> Investigation:
    """The investigation without what is not public, and without any mention of it."""
    articles = tuple(a for a in investigation.articles if is_public(a, now))
    ids = {article.id for article in articles}
    corrections = tuple(
        c.model_copy(update={"articles": tuple(a for a in c.articles if a in ids)})
        for c in investigation.corrections
    )
    return replace(investigation, articles=articles, corrections=corrections, waivers=())
