"""Room: where things are. How a county is named where another bears the same name.

Records write the shortest form that means one county only: `Wake`; `Fairfax city` beside
`Fairfax County`; `Washington, GA` where two states of the area have a Washington. Pages
always say the whole: `Wake County`, `Acadia Parish`, `Washington County, GA`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

USUAL = "County"
"""What a county is where its boundaries do not say."""


class Bare(NamedTuple):
    """A county as its boundaries name it: `kind` may be empty, `state` is a postal code or none."""

    name: str
    kind: str = USUAL
    state: str = ""


class Named(NamedTuple):
    """What records write for a county, and what pages call it."""

    name: str
    title: str


def told_apart(counties: Sequence[Bare]) -> list[Named]:
    """Give each county its shortest form that no other has, in the same order.

    Two counties of one name, kind and state keep one and the same form.
    """
    written = [forms_of(county) for county in counties]
    times = Counter(form for forms in written for form in dict.fromkeys(forms))
    return [
        Named(next((form for form in forms if times[form] == 1), forms[0]), forms[-1])
        for forms in written
    ]


def forms_of(county: Bare) -> tuple[str, ...]:
    """All ways to name it, from the shortest to the whole."""
    name, kind, state = county
    full = f"{name} {kind}" if kind else name
    if not state:
        return name, full
    return name, full, f"{name}, {state}", f"{full}, {state}"
