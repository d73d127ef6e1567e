"""Room: the ledger. Whom a sentence speaks of: whom it links to or names, or goes on about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from broadsheet.ledger.passages import Passage
from broadsheet.pages import AgencyRow


def evened(text: str) -> str:
    """A text without capitals and curled apostrophes, in which it does not matter who typed it."""
    return text.casefold().replace("’", "'")


@dataclass(frozen=True, slots=True)
class Subjects:
    """Finds the agencies that words name, by any of their names."""

    names: re.Pattern[str] | None
    ids: dict[str, str]

    @classmethod
    def of(cls, rows: Iterable[AgencyRow]) -> Subjects:
        """Know the agencies of these rows."""
        return cls.called({name: row.id for row in rows for name in (row.name, *row.aliases)})

    @classmethod
    def called(cls, names: Mapping[str, str]) -> Subjects:
        """Know whatever has these names; each gives the id of what it is."""
        ids = {evened(name): one for name, one in names.items()}
        pattern = "|".join(map(re.escape, sorted(ids, key=len, reverse=True)))
        found = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") if ids else None
        return cls(found, ids)

    def named_in(self, text: str) -> tuple[str, ...]:
        """The agencies that a text names, in order."""
        found = self.names.findall(evened(text)) if self.names else []
        return tuple(dict.fromkeys(self.ids[name] for name in found))

    def about(
        self, passages: Iterable[Passage], before: tuple[str, ...] = ()
    ) -> Iterator[tuple[Passage, tuple[str, ...]]]:
        """Each passage with those it speaks of; `before` are those of the text before them.

        "The department paid $2,500" is about whom the sentence before it names: so what names
        nobody goes on about the last that was named, up to the next heading.
        """
        last = before
        for passage in passages:
            own = tuple(dict.fromkeys((*passage.agencies, *self.named_in(passage.text))))
            last = own if own or passage.is_heading else last
            yield passage, last
