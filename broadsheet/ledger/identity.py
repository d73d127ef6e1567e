"""Room: the ledger. How claims are called, so that a name outlasts whatever does not touch it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from broadsheet.ledger.records import Claim
from broadsheet.pages import FOLDERS

FRONT = "home"
LETTERS = 6
OTHERS = "|".join(sorted(FOLDERS))
RECORD_PAGE = re.compile(rf"(?!(?:{OTHERS})/)[a-z0-9-]+/[a-z0-9-]+/")


def is_record_page(path: str) -> bool:
    """Whether it is the address of a record's page, whatever the records are called."""
    return bool(RECORD_PAGE.fullmatch(path))


def page_name(path: str) -> str:
    """`home`, `methodology`, `agencies/raleigh-pd`: how the claims of a page begin."""
    return path.strip("/") or FRONT


def word_mark(words: str) -> str:
    """A few letters that stand for these words, whatever stands around them."""
    evened = " ".join(words.split())
    return hashlib.sha256(evened.encode()).hexdigest()[:LETTERS]


def numbered(names: Iterable[str]) -> Iterator[str]:
    """Names of which no two are the same: the second of the same is called `…-2`."""
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = count = seen.get(name, 0) + 1
        yield name if count == 1 else f"{name}-{count}"


def told_apart(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The same words twice on a page are two claims: the second is called `…-2`."""
    every = tuple(claims)
    for claim, name in zip(every, numbered(claim.id for claim in every), strict=True):
        yield claim if claim.id == name else replace(claim, id=name)
