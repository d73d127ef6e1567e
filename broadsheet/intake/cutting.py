"""Room: spreadsheets that are brought in. A file of records is cut into its entries, to be edited.

An edit in a file of thousands of records takes no longer so than in a small one.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from broadsheet.load.yamllist import list_layout


class Cut(NamedTuple):
    """What stands above the first entry, and the text of each, with what follows it."""

    head: str
    entries: list[str]

    @property
    def text(self) -> str:
        """The whole file."""
        return self.head + "".join(self.entries)


def cut_up(text: str) -> Cut:
    """Cut where each entry begins; a list in brackets stays whole, and has no entries."""
    layout = list_layout(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    lines = [f"{line}\n" for line in text.split("\n")]
    whole = [*lines[:-1], lines[-1].removesuffix("\n")]
    starts = [*(layout.lines if layout else ()), len(whole)]
    head = "".join(whole[: starts[0]])
    return Cut(head, ["".join(whole[one:other]) for one, other in pairwise(starts)])
