"""Room: numbers, dates and quantities of a text that stand on nothing: no figure, no source.

A text comes in with everything masked that is none of its own words (see `masking`), so that
places stay exact. What is told is what readers would take for a fact and nobody could check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from broadsheet.figures import FigureValue
from broadsheet.figures.approximations import number_in

FIGURE, CITED, BREAK = "\ufdd0", "\ufddb", "\ufdda"
"""What stands for each sign of a figure and of a citation, and behind a directive's lines.

No content may hold them.
"""

MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)|Sept(?:ember|\.)"
    r"|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
DATE = rf"{MONTH} \d{{1,2}}(?:, \d{{4}})?(?!\d)|{MONTH} \d{{4}}"
NUMERAL = (
    r"[$€£¥]?\d+(?:,\d{3})*(?:\.\d+)?(?:st|[nr]d|th|s)?"
    r"(?:%| percent| (?:thousand|million|billion))?"
)
SMALL = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen"
)
TENS = "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?"
QUANTITY = (
    rf"(?:one|{SMALL}) (?:in|out of) (?:{SMALL})"
    r"|(?:one|two|three|four)[- ](?:half|halves|thirds?|quarters?|fifths?)"
    r"|a (?:third|fifth|tenth)(?! (?:party|parties|person|time))|a quarter|half"
    rf"|{SMALL}|{TENS}"
    r"|dozens?|hundreds?|thousands?|millions?|billions?"
    r"|twice|doubled?|tripled?|halved|majority"
    r"|(?<!the )(?<!at )most (?:of|[\w-]+s|[\w-]+ [\w-]+s|[A-Z]\w+)"
)
NUMBERS = re.compile(rf"(?<![\w.,/-])(?:{DATE}|{NUMERAL})(?!\w|-\d)")
WORDS = re.compile(rf"(?<![\w-])(?:{QUANTITY})(?![\w])", re.IGNORECASE)
NAME_BEFORE = re.compile(r"(?<!\w)([A-Z][\w.&'’-]*) $")
SHOUTED = re.compile(r"[A-Z0-9&.-]{2,}")
NUMBERED = frozenset({
    "Article", "Chapter", "Day", "Exhibit", "Figure", "No.", "Note", "Page", "Part", "Phase",
    "Route", "Rule", "Section", "Step", "Table", "Title", "Volume",
})  # fmt: skip
"""What a number only names, also where a sentence begins."""
BLOCK_END = re.compile(
    rf"{BREAK}|\n[ \t]*\n|\n(?=[ \t]*(?:[-*+>|#:]|\d+[.)] |/{{3}}))|\n(?=[ \t]+[\w-]+:)"
)
SENTENCE_END = re.compile(
    rf"(\S{{0,40}}[.!?…])[\"”’)\]*_]*(?:[\s{CITED}]*{CITED})?(?=\s+[\"“‘(\[*_{FIGURE}]*[A-Z\d{FIGURE}])"
)
SHORT = re.compile(
    r"\W*(?:[A-Za-z]\.)+|.*\b(?:al|Capt|Co|Col|Dr|Ft|Gen|Gov|Inc|Jr|Lt|Maj|Mr|Mrs|Ms|Mt|No|p|par|pp"
    r"|Prof|Rep|Rev|Sen|Sgt|Sr|St|vs|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)\."
)


class Loose(NamedTuple):
    """Words that stand on nothing, and where they begin in the text."""

    start: int
    words: str


def loose_in(masked: str, language: str) -> Iterator[Loose]:
    """Find the numbers, dates and quantities of sentences that cite nothing.

    The words of quantities are known in English only; numerals in every language.
    """
    for start, sentence in sentences(masked):
        if CITED in sentence:
            continue
        found = [*NUMBERS.finditer(sentence)]
        taken = [range(*one.span()) for one in found]
        if language == "en":
            others = WORDS.finditer(sentence)
            found += [one for one in others if not any(one.start() in span for span in taken)]
        for one in sorted(found, key=re.Match.start):
            if not is_name(sentence, one):
                yield Loose(start + one.start(), " ".join(one[0].split()))


def sentences(masked: str) -> Iterator[tuple[int, str]]:
    """Cut a text into sentences, each with its offset and the citations behind it."""
    begun = 0
    for block in [*BLOCK_END.finditer(masked), None]:
        end = block.start() if block else len(masked)
        while begun < end:
            stop = sentence_end(masked, begun, end)
            yield begun, masked[begun:stop]
            begun = stop
        begun = block.end() if block else end


def sentence_end(masked: str, begun: int, end: int) -> int:
    """Where the sentence ends that begins here; `N.C.` and `Sgt.` end none."""
    for found in SENTENCE_END.finditer(masked, begun, end):
        if not SHORT.fullmatch(found[1]):
            return found.end()
    return end


def is_name(sentence: str, found: re.Match[str]) -> bool:
    """Tell whether a number belongs to a name: `CBS 17`, `Source Serif 4`, `the Two Rivers`.

    A word that only opens the sentence has its capital from that, and makes no name.
    """
    before = sentence[: found.start()]
    opens = not re.search(r"\w", before)
    if not found[0][:1].isdigit():
        return found[0][:1].isupper() and not opens and not re.match(MONTH, found[0])
    name = NAME_BEFORE.search(before.replace("\n", " "))
    if not name or re.fullmatch(MONTH, name[1]):
        return False
    first = not re.search(r"\w", before[: name.start()])
    return not first or name[1] in NUMBERED or bool(SHOUTED.fullmatch(name[1]))


def unbound(
    words: str, figures: Mapping[str, FigureValue], reason: str = '"why"'
) -> tuple[str, str, str]:
    """Give code, message and remedy for words that stand on nothing.

    Where one figure alone has that value, the remedy names it. `reason` shows the quotes that
    fit there.
    """
    value = number_in(words.lower())
    same = [name for name, figure in figures.items() if value == figure.value != ""]
    name = f"{{{{ {same[0] if value is not None and len(same) == 1 else 'figure'} }}}}"
    message = f"'{words}' is bound to no figure, and its sentence cites no source"
    return (
        "W076",
        message,
        f"bind it: {name}, cite a source, or waive it: [{words}](waived {reason})",
    )
