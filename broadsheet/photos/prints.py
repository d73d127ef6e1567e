"""Room: photos. A picture in one place: all its files, and how a page tells a browser of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from broadsheet.pages import PICTURES, Output, PhotoView, Placed, Rendition
from broadsheet.photos.forms import FORMS, WHOLE, Form, height_at, path_of, widths
from broadsheet.photos.original import Original
from broadsheet.problems import Location, Problem

HEAVY = 2_000_000
"""So many bytes are too much for one picture of a page."""
MOST_AT_ONCE = 4


class Print(NamedTuple):
    """A file of a picture: its format, and what pages say of it."""

    form: Form
    rendition: Rendition
    output: Output


def view_of(original: Original, placed: Placed) -> tuple[PhotoView, tuple[Print, ...]]:
    """How a picture is shown in its place, and its files. BuildError where it is broken."""
    forms = FORMS[original.nature()]
    prints = print_all(original, placed, forms)
    by_form = [(f.type, tuple(p.rendition for p in prints if p.form == f)) for f in forms]
    return PhotoView(tuple(by_form[:-1]), by_form[-1][1], placed.room), prints


def print_all(original: Original, placed: Placed, forms: Iterable[Form]) -> tuple[Print, ...]:
    """Every format in every width, several at once; which is ready first decides nothing."""
    wanted = [(width, form) for form in forms for width in widths(placed)]

    def print_one(one: tuple[int, Form]) -> Print:
        width, form = one
        content = original.encoded(width, form)
        path = path_of(placed.name, width, form, content)
        at = height_at(width, (placed.width, placed.height))
        return Print(form, Rendition(path, width, at), Output(path, content))

    with ThreadPoolExecutor(min(MOST_AT_ONCE, os.cpu_count() or 1)) as pool:
        return tuple(pool.map(print_one, wanted))


def whole_copy(original: Original, placed: Placed) -> Output:
    """The picture under its own name, as wide as its place needs: for search engines."""
    form = WHOLE[Path(placed.name).suffix.lower()][original.nature()]
    content = original.encoded(widths(placed)[-1], form)
    return Output(f"{PICTURES}{placed.name}", content)


def too_heavy(place: Location, outputs: Iterable[Output]) -> Iterator[Problem]:
    """Tell of a picture whose heaviest file would keep a reader waiting."""
    most = max(len(output.content) for output in outputs)
    if most > HEAVY:
        message = f"the largest file made of this picture has {most / 1e6:.1f} MB"
        hint = "save a photograph as .jpg; of a scan or a screenshot, cut out what readers need"
        yield Problem(place, "W164", message, hint)
