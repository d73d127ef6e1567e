"""Room: cards. The site's colours on light paper, and the few of them that one card needs.

The stylesheet's tokens are the only place that states a colour: cards read them there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

RGB = tuple[int, int, int]
TOKENS = "assets/css/tokens.css"
# Of `--ink: light-dark(#16181d, #eceef2)` the first, or the only colour of `--ink: #16181d`.
TOKEN = re.compile(r"--(?P<name>[\w-]+):\s*(?:light-dark\(\s*)?#(?P<hex>[0-9a-fA-F]{6})\b")
GREYS = (("paper", 1), ("paper-deep", 1), ("rule", 2), ("ink-soft", 2), ("ink", 1))
"""From paper to ink: each token, and into how many steps the way to the next is parted."""
TONE = "tone-"
TONE_STEPS = 4
FULL = 255


class Inks(NamedTuple):
    """Colours by the names of their tokens, without the dashes in front."""

    colours: tuple[tuple[str, RGB], ...]

    def rgb(self, name: str) -> RGB:
        """A colour; for a tone that no token states, the ink."""
        known = dict(self.colours)
        return known.get(name, known["ink"])


def read_inks(folders: Iterable[Path]) -> Inks:
    """The colours of the tokens; where several folders state one, that of the first counts.

    A colour that is not written as #rrggbb is taken from the next folder. ValueError where
    no folder states a colour that every card needs.
    """
    found: dict[str, RGB] = {}
    for folder in folders:
        for name, colour in tokens_of(folder / TOKENS):
            found.setdefault(name, colour)
    greys = [name for name, _ in GREYS]
    missing = [name for name in greys if name not in found]
    if missing:
        raise ValueError(f"no {TOKENS} states --{missing[0]} as #rrggbb")
    used = {name: rgb for name, rgb in found.items() if name in greys or name.startswith(TONE)}
    return Inks(tuple(sorted(used.items())))


def tokens_of(file: Path) -> Iterator[tuple[str, RGB]]:
    """The colours for light paper that a stylesheet states."""
    if file.is_file():
        for token in TOKEN.finditer(file.read_text(encoding="utf-8")):
            red, green, blue = bytes.fromhex(token["hex"])
            yield token["name"], (red, green, blue)


class Palette(NamedTuple):
    """The colours of a card: from paper to ink, then the shades of each tone that it shows.

    A card with one tone has 16 colours, which makes its file half as large.
    """

    colours: tuple[RGB, ...]
    depths: tuple[int, ...]
    """How dark each of the greys is, from 0 (paper) to 255 (ink)."""
    tones: tuple[str, ...]

    def shades(self, tone: str) -> list[int]:
        """For each strength of a tone on paper, the number of its shade."""
        start = len(self.depths) + self.tones.index(tone) * TONE_STEPS - 1
        steps = (round(strength * TONE_STEPS / FULL) for strength in range(FULL + 1))
        return [start + step if step else 0 for step in steps]


@lru_cache(maxsize=64)
def greys_of(palette: Palette, darkest: int = FULL) -> list[int]:
    """For each strength of an ink that is so dark, the number of the nearest grey."""
    depths = palette.depths
    wanted = (strength * darkest / FULL for strength in range(FULL + 1))
    return [min(range(len(depths)), key=lambda n: abs(depths[n] - depth)) for depth in wanted]


@lru_cache(maxsize=64)
def palette_of(inks: Inks, tones: tuple[str, ...]) -> Palette:
    """The colours of a card that shows these tones."""
    colours, paper = list(ladder_of(inks)), inks.rgb("paper")
    depths = tuple(depth_of(colour, inks) for colour in colours)
    for tone in tones:
        full, steps = inks.rgb(TONE + tone), range(1, TONE_STEPS + 1)
        colours += [mixed(paper, full, step / TONE_STEPS) for step in steps]
    return Palette(tuple(colours), depths, tones)


def ladder_of(inks: Inks) -> Iterator[RGB]:
    """The colours from paper to ink, the tokens' own among them."""
    for (name, steps), (following, _) in pairwise(GREYS):
        for step in range(steps):
            yield mixed(inks.rgb(name), inks.rgb(following), step / steps)
    yield inks.rgb("ink")


def depth_of(colour: RGB, inks: Inks) -> int:
    """How dark a colour is, where paper is 0 and ink 255."""
    paper, ink = sum(inks.rgb("paper")), sum(inks.rgb("ink"))
    return round(FULL * (paper - sum(colour)) / ((paper - ink) or 1))


def mixed(paper: RGB, ink: RGB, share: float) -> RGB:
    """So much of the ink on the paper."""
    red, green, blue = (
        round(under + (over - under) * share) for under, over in zip(paper, ink, strict=True)
    )
    return red, green, blue
