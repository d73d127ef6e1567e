"""Room: the copy desk. Everything that the newsroom wrote in its own words, each at its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from broadsheet.markup import masked_line, own_words, sentences
from broadsheet.model import Agency, Article, Entry, Investigation, Particular, Record, Source
from broadsheet.problems import Location
from broadsheet.validate.shapes import Locate

Path = tuple[str | int, ...]
SENTENCE = re.compile(r"\s.*[.!?…]\W*\Z", re.DOTALL)
FRONT = ("title", "dek", "kicker", "menu", "summary")
OURS = frozenset({
    "absent", "asked", "basis", "county_only_note", "date_note", "description", "event", "label",
    "listed", "meaning", "note", "public_description", "result", "short", "summary", "text",
    "title_note", "unanswered", "unclear", "unknown",
})  # fmt: skip
"""Fields that are sentences of ours. A quote, a name and what stays private are none."""
OF_SECRETS = frozenset({"public_description"})
"""What readers may know of a confidential source; no other word of it may reach a log."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A text of ours with all that is none of its own words masked.

    `subject` names it the same in every run; `place` gives the place of a character;
    `is_cited` where the whole of it stands on sources that are told beside it.
    """

    subject: str
    text: str
    place: Callable[[int], Location]
    is_cited: bool = False
    sentences: tuple[tuple[int, str], ...] = field(init=False, repr=False)
    """Each with where it begins: several checks read them."""

    def __post_init__(self) -> None:
        """Cut the text once."""
        object.__setattr__(self, "sentences", tuple(sentences(self.text)))


def find_copies(found: Investigation, locate: Locate) -> Iterator[Copy]:
    """Every text of articles and records, drafts included."""
    for article in found.articles:
        yield from copies_of(article, locate)
    for entry in entries_of(found):
        secret = isinstance(entry, Source) and entry.access == "confidential"
        for path, text in texts_in(entry, OF_SECRETS if secret else OURS):
            yield copy_at(entry, path, text, locate)
        if isinstance(entry, Particular) and is_sentence(entry.value):
            yield copy_at(entry, ("value",), str(entry.value), locate)


def is_sentence(value: object) -> bool:
    """Whether the value of a field of the newsroom's own is one; a name or a word is none."""
    return isinstance(value, str) and bool(SENTENCE.search(value))


def entries_of(found: Investigation) -> tuple[Entry, ...]:
    """Every entry of the data."""
    own = (field for agency in found.agencies for field in agency.particulars)
    return (
        found.site, *found.agencies, *own, *found.attempts, *found.sources, *found.figures,
        *found.timeline, *found.corrections, found.dictionary,
    )  # fmt: skip


def copies_of(article: Article, locate: Locate) -> Iterator[Copy]:
    """The texts of an article's front matter, and its body."""
    front = article.front
    texts: list[tuple[Path, str]] = [((name,), getattr(front, name) or "") for name in FRONT]
    texts += [(("key_figures", n), text) for n, text in enumerate(front.key_figures)]
    for path, text in texts:
        place = placed(locate, front, path)
        yield Copy(f"{article.id}.{path[0]}", masked_line(text), place)
    file = front.origin.file
    words, place = own_words(article.body, file=file, first_line=article.body_line)
    yield Copy(article.id, words, place)


def placed(locate: Locate, entry: Entry, path: Path) -> Callable[[int], Location]:
    """The place of a character of a value."""
    return lambda offset: locate(entry.origin, *path, offset=offset)


def copy_at(entry: Entry, path: Path, text: str, locate: Locate) -> Copy:
    """A text of a record; what follows from sources says so beside it."""
    name = str(getattr(entry, "id", "") or PurePosixPath(entry.origin.file).stem)
    if isinstance(entry, Particular):
        name = f"{name}.{entry.field}"
    step = next(str(step) for step in reversed(path) if isinstance(step, str))
    return Copy(f"{name}.{step}", masked_line(text), placed(locate, entry, path),
                is_cited=stands_on_sources(entry, path))  # fmt: skip


def stands_on_sources(record: Record, path: Path) -> bool:
    """Whether the innermost group that holds the text names sources."""
    inner: Any = record
    group = record
    for step in path[:-1]:
        inner = inner[step] if isinstance(step, int) else getattr(inner, step)
        group = inner if isinstance(inner, Record) else group
    # Those of a record as a whole are for the fields of the newsroom's own.
    own = isinstance(group, Agency)
    return not own and bool(getattr(group, "sources", ()))


def texts_in(record: Record, fields: frozenset[str], path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Each text of these fields, of the record and of the groups in it, with its path."""
    for name, declared in type(record).model_fields.items():
        if declared.exclude:
            continue
        value = getattr(record, name)
        listed = enumerate(value) if isinstance(value, tuple) else [(None, value)]
        for number, one in listed:
            where = (*path, name) if number is None else (*path, name, number)
            if isinstance(one, Record):
                yield from texts_in(one, fields, where)
            elif isinstance(one, str) and name in fields:
                yield where, one
