"""Room: photos. A picture in media/ becomes the files that a browser chooses from.

With `cards` and `load` the only one that knows Pillow. `forms` says which widths and formats,
`pixels` reads what a picture shows and nothing else, `encode` writes it, `original` keeps what
was made before: a picture that is known costs no more than reading its file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from broadsheet.kept import PICTURES as SHELF
from broadsheet.kept import tidy
from broadsheet.pages import Output, PhotoView, Placed
from broadsheet.photos.original import read_original
from broadsheet.photos.prints import Print, too_heavy, view_of, whole_copy
from broadsheet.problems import BuildError, Problem

__all__ = ["Photos", "make_photos"]


@dataclass(frozen=True, slots=True)
class Photos:
    """The pictures of a site: how each is shown in its place, their files, what is wrong."""

    views: tuple[tuple[tuple[str, bool], PhotoView], ...] = ()
    outputs: tuple[Output, ...] = ()
    problems: tuple[Problem, ...] = ()


def make_photos(
    media: Path, placed: Iterable[Placed], own: Iterable[Placed], cache: Path | None
) -> Photos:
    """Every picture in every place that it has, each of its files once.

    `own` are those that keep their name, for others to fetch. A file that cannot be read is
    told, and has no view.
    """
    shown, alone = sorted(set(placed)), sorted(set(own))
    used: set[str] = set()
    parts = [
        one_photo(
            media / name,
            [one for one in shown if one.name == name],
            [one for one in alone if one.name == name],
            cache,
            used,
        )
        for name in sorted({one.name for one in (*shown, *alone)})
    ]
    tidy(cache, SHELF, used)
    return Photos(
        tuple(view for part in parts for view in part.views),
        tuple(dict.fromkeys(output for part in parts for output in part.outputs)),
        tuple(problem for part in parts for problem in part.problems),
    )


def one_photo(
    path: Path, places: list[Placed], own: list[Placed], cache: Path | None, used: set[str]
) -> Photos:
    """One picture in its places, or what is wrong with its file; `used` hears what was kept."""
    try:
        original = read_original(path, cache)
        shown = [(placed.place, view_of(original, placed)) for placed in places]
        prints: list[Print] = [one for _, (_, prints) in shown for one in prints]
        outputs = (*(one.output for one in prints), *(whole_copy(original, one) for one in own))
    except BuildError as error:
        return Photos(problems=error.problems)
    used |= original.used
    views = tuple((place, view) for place, (view, _) in shown)
    return Photos(views, outputs, tuple(too_heavy(original.place, outputs)))
