"""Stage plan: which pictures articles show, in which places, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from broadsheet.markup import Directive, Prose
from broadsheet.model import Investigation, Picture
from broadsheet.pages import PICTURES, Part, PictureView, Placed
from broadsheet.problems import Problem

SHARP = 2
"""A sharp screen has so many pixels where CSS counts one."""


def picture_view(directive: Directive, pictures: Iterable[Picture]) -> PictureView:
    """A picture with its words."""
    options = dict(directive.options)
    placed = placed_by(directive, {picture.name: picture for picture in pictures})
    return PictureView(
        src=f"{PICTURES}{placed.name}",
        width=placed.width,
        height=placed.height,
        alt=options["alt"],
        caption=options["caption"],
        credit=options["credit"],
        wide=placed.wide,
    )


def placed_by(directive: Directive, pictures: dict[str, Picture]) -> Placed:
    """The picture that a directive shows, in its place."""
    picture = pictures[directive.argument]
    wide = directive.option("wide") == "yes"
    return Placed(picture.name, picture.width, picture.height, wide)


def first_at_once(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts; a picture with which an article begins is loaded at once, and before others."""
    if parts and isinstance(parts[0].view, PictureView):
        return (replace(parts[0], view=replace(parts[0].view, first=True)), *parts[1:])
    return parts


def shown_pictures(found: Investigation, proses: Iterable[Prose]) -> tuple[Placed, ...]:
    """The pictures of public articles, each in its places; the others stay with the editors."""
    known = {picture.name: picture for picture in found.pictures}
    shown = {placed_by(directive, known) for prose in proses for directive in figures_of(prose)}
    return tuple(sorted(shown))


def named_images(found: Investigation) -> tuple[Placed, ...]:
    """The pictures that stand for public articles elsewhere, as wide as any place."""
    named = {article.front.image for article in found.articles}
    return tuple(
        Placed(picture.name, picture.width, picture.height, wide=True)
        for picture in found.pictures
        if picture.name in named
    )


def figures_of(prose: Prose) -> Iterator[Directive]:
    """The pictures of a text."""
    for part in prose.parts:
        if isinstance(part, Directive) and part.kind == "figure":
            yield part


def small_pictures(found: Investigation, prose: Prose) -> Iterator[Problem]:
    """A picture is large enough for its place."""
    known = {picture.name: picture for picture in found.pictures}
    for directive in figures_of(prose):
        if directive.argument in known and directive.option("small") != "yes":
            yield from too_small(directive, placed_by(directive, known))


def too_small(directive: Directive, placed: Placed) -> Iterator[Problem]:
    """Tell of a picture that does not fill its place: it is never blown up."""
    if placed.width < placed.room:
        message = (
            f"'{placed.name}' is {placed.width} pixels wide, and its place is {placed.room}: "
            "it will be shown small"
        )
        hint = (
            f"take a copy that is {placed.room * SHARP} pixels wide, or more; "
            "if there is none, add the line: small: yes"
        )
        yield Problem(directive.location, "W163", message, hint)
