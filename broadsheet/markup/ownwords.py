"""Room: an article's own words, each at its place, for whoever judges how it is written."""

from __future__ import annotations

import re
from collections.abc import Callable

from broadsheet.markup.limits import within_limits
from broadsheet.markup.masking import masked_prose
from broadsheet.markup.records import Desk, Places, Scope
from broadsheet.markup.sentinels import mark
from broadsheet.markup.unbound import BREAK
from broadsheet.notes import Notes
from broadsheet.problems import Location

ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])(?=[ \t])", re.MULTILINE)


def own_words(text: str, *, file: str, first_line: int) -> tuple[str, Callable[[int], Location]]:
    """The text with all that is none of its own words masked, and the place of an offset.

    What others said has an x for each letter; figures and citations have signs of their own
    (see `unbound`). A text beyond the limits has no words: its reading tells why.
    """
    even = text.replace("\r\n", "\n").replace("\r", "\n")
    desk = Desk(Scope(Notes({})), Places(even, file, first_line))
    if not within_limits(even, desk):
        return "", desk.places.at
    masked = masked_prose(even, mark(even, desk).tokens)
    return parted(even, masked), desk.places.at


def parted(text: str, masked: str) -> str:
    """The masked text with an end before each item of a list: the marks were masked, too."""
    signs = list(masked)
    for found in ITEM.finditer(text):
        at = found.end() - 1
        if signs[at] == " ":
            signs[at] = BREAK
    return "".join(signs)
