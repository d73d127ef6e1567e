"""Noun: what the copy desk has to say of a text, and the name by which it can be waived."""

from __future__ import annotations

import re
from typing import NamedTuple

from broadsheet.geography import slug
from broadsheet.problems import Problem

LONGEST = 32
"""Signs of a sentence that stand in the name of a remark."""


class Remark(NamedTuple):
    """A warning of the copy desk. `id` is the same in every run; empty: it cannot be waived."""

    id: str
    problem: Problem


def named(kind: str, subject: str, sentence: str) -> str:
    """`long:home:on-april-6-2021-buzzfeed-news-pub`: never a place, which moves."""
    words = re.sub(r"[\ufdd0-\ufddf]+", " ", sentence)
    return f"{kind}:{subject}:{slug(words)[:LONGEST].strip('-')}".rstrip(":")


def or_waive(remedy: str, id_: str) -> str:
    """The remedy, and the name for content/waivers.yaml by which it may stand."""
    return f"{remedy}, or waive it as {id_}"
