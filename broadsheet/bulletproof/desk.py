"""Room: what the checklists look at, and how they put a finding into words and at its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from broadsheet.bulletproof.verdicts import Finding, Verdict
from broadsheet.figures import FigureValue
from broadsheet.geography import slug
from broadsheet.model import Entry, Event, Investigation, Origin
from broadsheet.validate.shapes import Locate

Path = tuple[str | int, ...]
LONGEST = 40
"""Signs of a text that stand in the id of a finding."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The investigation, its figures with their values, and where everything stands."""

    found: Investigation
    figures: Mapping[str, FigureValue]
    locate: Locate

    def look(
        self, id_: str, entry: Entry | Origin, path: Path, message: str, remedy: str
    ) -> Finding:
        """A finding that a person should look at: it may well be right."""
        return self.finding(id_, "look", entry, path, message, remedy)

    def wrong(
        self, id_: str, entry: Entry | Origin, path: Path, message: str, remedy: str
    ) -> Finding:
        """A finding that cannot be right as it stands."""
        return self.finding(id_, "wrong", entry, path, message, remedy)

    def finding(  # noqa: PLR0913, PLR0917  (a finding has that many parts)
        self, id_: str, verdict: Verdict, entry: Entry | Origin, path: Path, message: str,
        remedy: str,
    ) -> Finding:  # fmt: skip
        """A finding at a value of an entry, on one line whatever the text that it quotes."""
        origin = entry.origin if isinstance(entry, Entry) else entry
        place = self.locate(origin, *path)
        return Finding(id_, verdict, place, " ".join(message.split()), remedy)


def subject_of(entry: Entry) -> str:
    """What a finding's id calls an entry: its own id, or an event's date and first words.

    Never its place in the file: another entry above it must not open what was waived.
    """
    if isinstance(entry, Event):
        return f"{entry.date}-{slug(entry.event)[:LONGEST]}".rstrip("-")
    return str(getattr(entry, "id", "") or entry.origin.file)


def number(value: float) -> str:
    """`1,803`, or `35.77` with what stands behind the point."""
    return f"{value:,}"


def counted(count: int, one: str, several: str = "") -> str:
    """`1 record`, `18,702 records`."""
    return f"{number(count)} {one if count == 1 else several or one + 's'}"


def tally(counts: Mapping[str, int]) -> str:
    """`police 6, sheriff 2`, the most first; `none` where there is nothing."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{name} {number(count)}" for name, count in ordered) or "none"


def shortened(names: Sequence[str], most: int = 8) -> str:
    """The first names of a list, and how many more there are."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {number(more)} more" if more > 0 else "")


def grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The second of each pair, under the first."""
    groups: dict[str, list[str]] = {}
    for name, member in pairs:
        groups.setdefault(name, []).append(member)
    return groups
