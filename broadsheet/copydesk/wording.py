"""Room: the copy desk. Long sentences, and allegations of which nobody says who makes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from broadsheet.copydesk.copies import Copy
from broadsheet.copydesk.remarks import Remark, named, or_waive
from broadsheet.markup import CITED, FIGURE
from broadsheet.problems import Problem

MOST_WORDS = 40
"""A sentence of more words of our own is told. Quoted words are not counted."""
WORD = re.compile(rf"{FIGURE}+|[^\W_]+(?:[-'’.,/]+[^\W_]+)*")
QUOTED_WORD = re.compile(r"x+(?:[-'’.,/]+x+)*")

BETWEEN = r"\s+(?:\w+ly\s+|also\s+|since\s+|not\s+)?"
PASSIVE = re.compile(
    rf"\b(?:(?:is|are|was|were|be|been|being|gets?|got){BETWEEN}"
    r"(?:accused\s+of|alleged\s+to|believed\s+to|blamed\s+for|claimed\s+to|implicated\s+in"
    r"|reported\s+to\s+have|reputed\s+to|rumou?red\s+to|said\s+to|suspected\s+of|thought\s+to"
    r"|understood\s+to)"
    # A page, too, is linked to.
    rf"|(?:was|were|been){BETWEEN}(?:linked|tied)\s+to"
    rf"|(?:is|are|was|were|been){BETWEEN}blamed)\b",
    re.IGNORECASE,
)
BEFORE = (
    rf"(?:^|[^\w\s]|{FIGURE}|\b(?:an?|the|this|that|these|those|his|her|its|their|our|any|all|every|each"
    r"|some|such|of|for|in|on|with|from|to|about|over|other|several|many|and|or))\s*"
)
"""What stands before an adjective: "Smith alleged that" is a claim with somebody behind it."""
ALLEGED = re.compile(
    r"\b(?P<adverb>allegedly|purportedly|reportedly|supposedly)\b"
    rf"|{BEFORE}\b(?P<word>accused|alleged|purported|suspected)\b(?!\s+(?:that|of|by|him|them)\b)",
    re.IGNORECASE,
)
SAYS = re.compile(
    r"\baccording\s+to\b|\bby\s+(?:[A-Z]|an?\s|the\s|its\s|his\s|her\s|their\s)"
    r"|\b(?:said|says?|saying|told|tells?|wrote|writes?|reported|reports?|testified|announced"
    r"|alleges|alleging|accuses|accusing|argues?|argued|charges|claims|complained|contends?"
    r"|contended|denied|denies|found|shows?|showed|states?|stated|suspects|believes?|believed"
    r"|complaint|indictment|lawsuit|suit|filing|affidavit|prosecutors?|plaintiffs?|auditors?"
    r"|investigators?)\b"
)
"""What in a sentence tells who says a thing: a verb of saying, or the paper that says it."""
ROW = re.compile(r"\s*\|")


def long_sentences(copy: Copy) -> Iterator[Remark]:
    """Sentences that a reader must read twice."""
    for start, sentence in copy.sentences:
        count = sum(not QUOTED_WORD.fullmatch(word) for word in WORD.findall(sentence))
        if count > MOST_WORDS and not ROW.match(sentence):
            id_ = named("long", copy.subject, sentence)
            message = f"this sentence has {count} words; over {MOST_WORDS} are hard to read"
            place = copy.place(start + first_sign(sentence))
            yield Remark(id_, Problem(place, "W171", message, or_waive("make it two", id_)))


def nobody_alleges(copy: Copy) -> Iterator[Remark]:
    """Allegations in the passive, of which the sentence does not say who makes them."""
    for start, sentence in copy.sentences:
        for found in PASSIVE.finditer(sentence):
            if not is_attributed(sentence, found):
                told = " ".join(found[0].split())
                id_ = named("allegation", copy.subject, sentence)
                message = f"'{told}' does not say by whom"
                hint = or_waive("say who alleges it", id_)
                place = copy.place(start + found.start())
                yield Remark(id_, Problem(place, "W172", message, hint))


def nothing_stands_behind(copy: Copy) -> Iterator[Remark]:
    """'Alleged' and its like, in a sentence that neither cites nor names a source."""
    for start, sentence in copy.sentences:
        if copy.is_cited or CITED in sentence:
            continue
        for found in ALLEGED.finditer(PASSIVE.sub(blank, sentence)):
            if not is_attributed(sentence, found):
                yield without_source(copy, start, sentence, found)


def blank(found: re.Match[str]) -> str:
    """As many signs that are no word: what stands there is told already."""
    return "|" * len(found[0])


def without_source(copy: Copy, start: int, sentence: str, found: re.Match[str]) -> Remark:
    """The remark on a word that no source stands behind."""
    id_ = named("alleged", copy.subject, sentence)
    group = found.lastgroup or 0
    message = f"'{found[group]}' stands in a sentence that names no source"
    hint = or_waive("say who says so, or cite a source", id_)
    return Remark(id_, Problem(copy.place(start + found.start(group)), "W173", message, hint))


def is_attributed(sentence: str, found: re.Match[str]) -> bool:
    """Whether the sentence tells who says it, beside the allegation itself."""
    rest = f"{sentence[: found.start()]}|{sentence[found.end() :]}"
    return bool(SAYS.search(PASSIVE.sub("|", rest)))


def first_sign(sentence: str) -> int:
    """How far into a sentence its first letter, figure or quotation mark stands."""
    found = re.search(rf"[\w{FIGURE}\"“‘]", sentence)
    return found.start() if found else 0


IN_ENGLISH: tuple[Callable[[Copy], Iterator[Remark]], ...] = (nobody_alleges, nothing_stands_behind)
"""Checks that know the words of one language."""
