"""Room: `[three](waived "our own count")`: a number that stands on an editor's word alone."""

from __future__ import annotations

import re
from typing import NamedTuple

ADDRESS = "waived"
WAIVED = re.compile(
    rf"\[(?P<words>[^\[\]\n]+)\]\({ADDRESS}"
    r"(?:\s+(?:\"(?P<one>[^\"]*)\"|'(?P<other>[^']*)'|“(?P<curled>[^”]*)”))?[ \t]*\)"
)
NO_REASON = (
    "this waiver gives no reason",
    'say why the words need no figure and no source, such as [three](waived "our own count")',
)


class Waived(NamedTuple):
    """Words that an editor vouches for, why, and where they begin in their text."""

    offset: int
    words: str
    reason: str


def waived_in(text: str) -> tuple[str, tuple[Waived, ...]]:
    """Give a plain text as readers see it, and what is waived in it."""
    found = tuple(
        Waived(one.start("words"), one["words"], reason_in(one).strip())
        for one in WAIVED.finditer(text)
    )
    return WAIVED.sub(lambda one: one["words"], text), found


def reason_in(found: re.Match[str]) -> str:
    """The reason of a waiver, whatever quotes it stands in."""
    return found["one"] or found["other"] or found["curled"] or ""
