"""Room: the copy desk reads what the newsroom wrote, as its readers will.

`proofread` turns content into remarks: warnings on how a thing is said, never on what. It reads
our own words alone: no quote, no name, no address. Only `check` asks it; no build waits for it.
The only room that knows codespell.
"""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.copydesk.copies import entries_of, find_copies, texts_in
from broadsheet.copydesk.pictures import empty_descriptions, large_pictures
from broadsheet.copydesk.remarks import Remark, or_waive
from broadsheet.copydesk.spelling import misspelt
from broadsheet.copydesk.wording import IN_ENGLISH, MOST_WORDS, long_sentences
from broadsheet.load import Content
from broadsheet.markup import language_of
from broadsheet.model import Investigation

__all__ = ["MOST_WORDS", "Proofs", "Remark", "entries_of", "or_waive", "proofread", "texts_in"]

NO_CODESPELL = "spelling: codespell does not run here; install what requirements.lock names"
NOT_ENGLISH = "spelling and allegations: we know the words of English only"


@dataclass(frozen=True, slots=True)
class Proofs:
    """What the copy desk remarks, and what it could not look at."""

    remarks: tuple[Remark, ...]
    unchecked: tuple[str, ...] = ()


def proofread(content: Content, found: Investigation) -> Proofs:
    """Read every text of ours, and every picture. Nothing is written, nothing raised."""
    copies = tuple(find_copies(found, content.locate))
    remarks = [remark for copy in copies for remark in long_sentences(copy)]
    remarks += large_pictures(content)
    remarks += (one for article in found.articles for one in empty_descriptions(article))
    if language_of(found.site.language) != "en":
        return Proofs(tuple(remarks), (NOT_ENGLISH,))
    remarks += (remark for copy in copies for look in IN_ENGLISH for remark in look(copy))
    spelling = misspelt(copies, found, content.known_words)
    if spelling is None:
        return Proofs(tuple(remarks), (NO_CODESPELL,))
    return Proofs((*remarks, *spelling))
