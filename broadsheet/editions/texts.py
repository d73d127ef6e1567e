"""Room: editions. The facts of articles: words that they quote, and numbers of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from broadsheet.editions.facts import QUOTE, SENTENCE
from broadsheet.editions.records import Shown
from broadsheet.editions.wording import FEWEST_WORDS, without
from broadsheet.figures import quantities_in
from broadsheet.ledger import Claim, is_record_page, word_mark

QUOTED = re.compile(r"“([^“”]+)”")
KEY_FIGURE = ".key-figure-"
HASH = re.compile(r"\.[0-9a-f]{6}(?:-\d+)?$")
"""How the id of a claim ends that is called by its words."""


Told = Mapping[str, tuple[tuple[str, Shown], ...]]
"""The facts of articles by the id of the claim: the same words are one datum wherever they are."""


def told_in_texts(claims: Iterable[Claim]) -> Told:
    """The facts that claims of articles state."""
    return {claim.id: tuple(data_in(claim)) for claim in claims}


def data_in(claim: Claim) -> Iterator[tuple[str, Shown]]:
    """The facts that a claim of an article states; a record's are data already."""
    if is_record_page(claim.page):
        return
    quoted = tuple(quotes_of(claim))
    for words in quoted:
        yield f"{QUOTE}{word_mark(words)}", Shown(words, "Quotation")
    parts = (*(("", words) for words in quoted), *((v.figure, v.shown) for v in claim.values))
    if is_prose(claim) and quantities_in(without(claim.text, [("", one) for one in quoted])):
        yield f"{SENTENCE}{claim.id}", Shown(claim.text, called(claim), parts=parts)


def called(claim: Claim) -> str:
    """What readers call it: by its place in the opening, or a sentence."""
    return "Sentence" if HASH.search(claim.id) else claim.place


def is_prose(claim: Claim) -> bool:
    """Whether an editor typed a claim; charts and the page of figures follow from the records."""
    return claim.kind in {"sentence", "headline", "quote"} or KEY_FIGURE in claim.id


def quotes_of(claim: Claim) -> Iterator[str]:
    """What an article says between quotation marks."""
    if claim.kind == "quote":
        for words in QUOTED.findall(claim.text):
            if len(words.split()) >= FEWEST_WORDS:
                yield words
