"""Room: assets. The tokens of the stylesheets get the shortest names, the same in every sheet.

`--space-3` reads well where it is written and stands some four hundred times in a page that a
phone waits for. What is published is `--a`; a hundredth of each page is saved.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import count, product
from string import ascii_letters

# Not behind a letter: `.opening--story` is a class.
NAME = re.compile(r"(?<![\w-])--[A-Za-z][\w-]*")
USED = re.compile(r"(?<=var\()--[\w-]+")
GIVEN = re.compile(r"(?<=[{;])(--[\w-]+):[^;{}]*(?:;|(?=\}))")


def short_names(sheets: Iterable[str]) -> dict[str, str]:
    """A short name for each token, the shortest for the one that is used most."""
    used = Counter(name for sheet in sheets for name in NAME.findall(sheet))
    ordered = sorted(used, key=lambda name: (-used[name], name))
    return dict(zip(ordered, letters(), strict=False))


def letters() -> Iterator[str]:
    """`--a` to `--Z`, then `--aa` and so on."""
    for length in count(1):
        yield from (f"--{''.join(signs)}" for signs in product(ascii_letters, repeat=length))


def renamed(sheet: str, names: Mapping[str, str]) -> str:
    """A sheet with the short names."""
    return NAME.sub(lambda found: names.get(found[0], found[0]), sheet)


def tokens_used(sheet: str) -> frozenset[str]:
    """The tokens whose values a sheet asks for."""
    return frozenset(USED.findall(sheet))


def kept_tokens(sheet: str, asked: frozenset[str]) -> str:
    """Leave out the tokens that neither this sheet nor one that may be asked for uses."""
    used = asked | tokens_used(sheet)
    return GIVEN.sub(lambda given: given[0] if given[1] in used else "", sheet)
