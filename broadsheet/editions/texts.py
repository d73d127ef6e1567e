"""Room: editions. The facts of articles: words that they quote, and numbers of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from broadsheet.editions.facts import FEWEST_WORDS, QUOTE, RECORDS, SENTENCE, whole
from broadsheet.editions.records import Shown
from broadsheet.figures import quantities_in
from broadsheet.ledger import Claim, word_mark

QUOTED = re.compile(r"“([^“”]+)”")
KEY_FIGURE = ".key-figure-"
CUT = "…"
"""What stands instead of words that are a fact of their own, or that follow from one."""


Told = Mapping[str, tuple[tuple[str, Shown], ...]]
"""The facts of articles by the id of the claim: the same words are one datum wherever they are."""


def told_in_texts(claims: Iterable[Claim]) -> Told:
    """The facts that claims of articles state."""
    return {claim.id: tuple(data_in(claim)) for claim in claims}


def data_in(claim: Claim) -> Iterator[tuple[str, Shown]]:
    """The facts that a claim of an article states; a record's are data already."""
    if claim.page.startswith(RECORDS):
        return
    quoted = tuple(quotes_of(claim))
    for words in quoted:
        yield f"{QUOTE}{word_mark(words)}", Shown(words, "Quotation")
    text = own_words(claim, quoted)
    if is_prose(claim) and quantities_in(text):
        yield f"{SENTENCE}{claim.id}", Shown(text, "Sentence")


def is_prose(claim: Claim) -> bool:
    """Whether an editor typed a claim; charts and the page of figures follow from the records."""
    return claim.kind in {"sentence", "headline", "quote"} or KEY_FIGURE in claim.id


def quotes_of(claim: Claim) -> Iterator[str]:
    """What an article says between quotation marks."""
    if claim.kind == "quote":
        for words in QUOTED.findall(claim.text):
            if len(words.split()) >= FEWEST_WORDS:
                yield words


def own_words(claim: Claim, quoted: Iterable[str]) -> str:
    """A claim without what it quotes and without the values of figures; these are told as such."""
    text = claim.text
    for words in quoted:
        text = text.replace(f"“{words}”", f"“{CUT}”", 1)
    for value in claim.values:
        text = whole(value.shown).sub(CUT, text, count=1) if value.shown else text
    return text
