"""Room: assets. Whether the declared colours can be read on the papers, in light and in dark.

By the formulas of WCAG 2: 4.5 to 1 for text, 3 to 1 for marks and the edges of controls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

from broadsheet.problems import Location, Problem

SHEET = "assets/css/tokens.css"
PAPERS = ("paper", "paper-deep")
TEXTS = ("ink", "ink-soft", "accent")
EDGES = ("rule-strong",)
TONE = "tone-"
READABLE, SEEN = 4.5, 3.0
MIDDLE = 0.18
"""The luminance at which black and white stand out alike."""
SCHEMES = ("light", "dark")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
HEX = r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?"
GIVEN = re.compile(
    rf"--(?P<name>[\w-]+)\s*:\s*(?:light-dark\(\s*(?P<light>{HEX})\s*,\s*(?P<dark>{HEX})\s*\)"
    rf"|(?P<both>{HEX}))\s*(?=[;}}])"
)
NAMED = re.compile(r"--(?P<name>[\w-]+)\s*:")


class Colour(NamedTuple):
    """A token with its value in each scheme, and where in the sheet it stands."""

    values: tuple[str, str]
    offset: int


class Sheet(NamedTuple):
    """The sheet of the tokens: its file as people know it, its text, its plain colours."""

    file: str
    text: str
    colours: Mapping[str, Colour]

    def place(self, name: str) -> Location:
        """Line and column of a token."""
        before = self.text[: self.colours[name].offset]
        return Location(self.file, before.count("\n") + 1, len(before) - before.rfind("\n"))

    def judged(self) -> tuple[str, ...]:
        """The tokens that are read or seen, whether or not they are plain colours."""
        names = dict.fromkeys(found["name"] for found in NAMED.finditer(self.text))
        return (*TEXTS, *EDGES, *(name for name in names if name.startswith(TONE)))


def read_sheet(folders: Sequence[Path], project: Path) -> Sheet | None:
    """The sheet that counts: that of the first folder which has one."""
    file = next((path for folder in folders if (path := folder / SHEET).is_file()), None)
    if file is None:
        return None
    text = blank_comments(file.read_text(encoding="utf-8", errors="replace"))
    own = file.is_relative_to(project)
    shown = file.relative_to(project).as_posix() if own else f"templates/{SHEET}"
    return Sheet(shown, text, declared(text))


def weak_contrasts(sheet: Sheet) -> Iterator[Problem]:
    """Text and marks that do not stand out enough from a paper."""
    pairs = product(sheet.judged(), PAPERS, range(len(SCHEMES)))
    for name, paper, scheme in pairs:
        if name in sheet.colours and paper in sheet.colours:
            one, other = (sheet.colours[token].values[scheme] for token in (name, paper))
            found, least = contrast(one, other), least_of(name)
            if found < least:
                message = (
                    f"'--{name}' is {one} in {SCHEMES[scheme]}:"
                    f" {cut(found)} to 1 on '--{paper}', which is {other}"
                )
                yield Problem(sheet.place(name), "W176", message, remedy(least, other))


def remedy(least: float, paper: str) -> str:
    """How far the colour must be from the paper, and to which side."""
    what = "text needs" if least == READABLE else "marks need"
    side = "lighter" if luminance(paper) < MIDDLE else "darker"
    return f"make it {side}: {what} {least:g} to 1"


def unmeasured(sheet: Sheet) -> tuple[str, ...]:
    """The tokens that must be read or seen and whose value is no plain colour."""
    return tuple(f"--{n}" for n in (*PAPERS, *sheet.judged()) if n not in sheet.colours)


def declared(sheet: str) -> dict[str, Colour]:
    """Every token that is a plain colour; of two of a name, the later."""
    return {
        found["name"]: Colour(
            (found["light"] or found["both"], found["dark"] or found["both"]), found.start()
        )
        for found in GIVEN.finditer(sheet)
    }


def blank_comments(sheet: str) -> str:
    """The sheet without its comments, every other sign where it stood."""
    return COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), sheet)


def least_of(name: str) -> float:
    """What WCAG asks of a token."""
    return READABLE if name in TEXTS else SEEN


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of `#rgb` or `#rrggbb`, from 0 to 1."""
    digits = colour[1:] if len(colour) > len("#rgb") else "".join(c * 2 for c in colour[1:])
    shares = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)  # noqa: PLR2004  (of sRGB)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def cut(value: float) -> str:
    """One decimal, cut and not rounded: 4.49 is not told as 4.5."""
    return f"{int(value * 10) / 10:g}"
