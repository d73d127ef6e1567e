"""Room charts: words are broken into lines, and room for them is measured.

A drawing is planned for the narrowest screen, 360 pixels, where a line holds 23 em. SVG
does not break lines, so we do, by what letters of the sans take on average.
"""

from __future__ import annotations

import textwrap

NARROWEST = 23.0
"""The em that a line of a chart has at 360 pixels."""
LETTER = 0.52
"""The em of a letter of the sans, rather more than less: in running text it takes 0.48."""


def lines(text: str, room: float = NARROWEST) -> tuple[str, ...]:
    """Break a text into lines of at most `room` em."""
    return tuple(textwrap.wrap(text, int(room / LETTER)))


def width(text: str) -> float:
    """The em that a text takes, about."""
    return len(text) * LETTER
