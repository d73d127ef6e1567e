"""Room: language. A plain text becomes sentences.

Where it is not sure that a sentence ends, it goes on: half of a denial may read like an
admission. So an abbreviation that is not known costs a long sentence, and no false one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

SENTENCE_END = re.compile(r"(\S*[.!?…])([\"”’»)\]]*)\s+(?=[\"“‘«(\[]*(\w))")
INITIALS = re.compile(r"\W*(?:[A-Za-z]\.)+")
SHORT_WORDS = frozenset({
    "al.", "Capt.", "cf.", "Co.", "Col.", "Dr.", "Ft.", "Gen.", "Gov.", "Inc.", "Jr.", "Lt.",
    "Maj.", "Mr.", "Mrs.", "Ms.", "Mt.", "No.", "p.", "par.", "pp.", "Prof.", "Rep.", "Rev.",
    "Sen.", "Sgt.", "Sr.", "St.", "vs.", "Jan.", "Feb.", "Mar.", "Apr.", "Aug.", "Sept.",
    "Oct.", "Nov.", "Dec.",
})  # fmt: skip
"""They end in a full stop and end no sentence. One that is missing costs a short sentence."""


def sentences(*texts: str) -> Iterator[str]:
    """The sentences of plain texts, their spaces evened."""
    for text in texts:
        line = " ".join(text.split())
        yield from (line[begun:end] for begun, end in stretches(line))


def stretches(line: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a line begins and ends."""
    begun = 0
    for end in SENTENCE_END.finditer(line):
        if is_end(end[1], end[3]):
            yield begun, end.end(2)
            begun = end.end()
    if line[begun:]:
        yield begun, len(line)


def is_end(word: str, following: str) -> bool:
    """Whether a word with its full stop ends a sentence: not `N.C.`, not `Sgt.`."""
    short = word in SHORT_WORDS or INITIALS.fullmatch(word)
    return not short and not following.islower()
