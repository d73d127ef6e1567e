"""Stage render: a page and the templates become bytes. Pure, and the only room that knows Jinja.

`render_page` takes everything it needs as arguments and gives an Output or a Problem, so
that any `map` may run it: the built-in one, a process pool's, a cluster's. It has two steps:
`set_page` fills the template, and what it gives depends on the page alone; `finish_page` puts
in what changes with the rest of the site: the names of the assets, the page's styles.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

import jinja2
from markupsafe import Markup

from broadsheet.assets import PageStyles
from broadsheet.markup import relink
from broadsheet.pages import Output, Page, PhotoView, SiteView
from broadsheet.policy import lone_policy, page_policy
from broadsheet.problems import Location, Problem

SAFE = "/#"
"""What an address keeps as it is, besides letters: an anchor may stand in it."""
NOT_FOUND = "404.html"
"""Shown at any depth of addresses, so it loads nothing, and no font."""
STYLES, POLICY = Markup("<!--styles-->"), Markup("<!--policy-->")
"""What a page's own stylesheet and the policy go in for, once the page shows what it needs.

A text of an editor cannot look like these: its `<` is escaped.
"""


ASSET = re.compile(r"<!--asset:([^>]*)-->")
"""What the address of an asset goes in for; the same holds for it."""
INDENTS = re.compile(r"\n\s+")


class Mapper(Protocol):
    """Anything that applies a function to each of some values, in their order."""

    def __call__(self, function: Callable[[Any], Any], values: Iterable[Any]) -> Iterable[Any]:
        """Give the results in the order of the values."""


def in_turn(function: Callable[[Any], Any], values: Iterable[Any]) -> Iterable[Any]:
    """The plain mapper: one value after the other, in this process."""
    return map(function, values)


@dataclass(frozen=True, slots=True)
class Shell:
    """What every page is rendered with: the site, the templates, the assets' addresses.

    `inline` is the icon as a `data:` address, and the script that loads all others. `templates`
    is the mark of what stands in the templates: where it is another, they are read again.
    """

    site: SiteView
    folders: tuple[str, ...]
    assets: tuple[tuple[str, str], ...]
    styles: PageStyles
    inline: tuple[str, str]
    photos: tuple[tuple[tuple[str, bool], PhotoView], ...] = ()
    """The files of each picture, by the picture and its place."""
    templates: str = ""


def render(
    pages: Iterable[Page], shell: Shell, mapper: Mapper = in_turn
) -> tuple[tuple[Output, ...], tuple[Problem, ...]]:
    """Render every page; the results that are Problems come second."""
    results = tuple(mapper(partial(render_page, shell=shell), pages))
    outputs = tuple(result for result in results if isinstance(result, Output))
    return outputs, tuple(result for result in results if isinstance(result, Problem))


def render_page(page: Page, *, shell: Shell) -> Output | Problem:
    """One page; what a template does wrong comes back as a Problem at its place."""
    text = set_page(page, shell)
    return text if isinstance(text, Problem) else finish_page(page, text, shell)


def set_page(page: Page, shell: Shell) -> str | Problem:
    """The text of a page, with marks for what `finish_page` puts in."""
    try:
        template = environment(shell.folders, shell.templates).get_template(page.template)
        text = template.render(names_for(page, shell))
    except jinja2.TemplateSyntaxError as error:
        place = Location(f"templates/{error.name}", error.lineno)
        return Problem(place, "E101", f"this is not a template: {error.message}")
    except jinja2.TemplateNotFound as error:
        return Problem(Location(f"templates/{error.name}"), "E101", "this template is missing")
    except (jinja2.TemplateError, TypeError, AttributeError, ValueError) as error:
        return Problem(place_in_template(error, page), "E101", f"the template fails: {error}")
    return str(relink(Markup(flush(text)), partial(link, page)))  # noqa: S704  (escaped by Jinja)


def finish_page(page: Page, text: str, shell: Shell) -> Output:
    """The file: with the addresses of its assets, its own stylesheet and its policy."""
    assets = dict(shell.assets)
    linked = ASSET.sub(lambda found: link_to_file(page, assets[found[1]]), text)
    return Output(page.file, dressed(linked, page, shell).encode())


def flush(text: str) -> str:
    """Without indents and empty lines, but for a page with `pre`, in which they are text."""
    return text if "<pre" in text else INDENTS.sub("\n", text)


def dressed(html: str, page: Page, shell: Shell) -> str:
    """Put in the stylesheet of just what the page shows, and the policy that allows it."""
    if STYLES not in html:
        return html
    alone = page.file == NOT_FOUND
    sheet = str(shell.styles.for_page(html, None if alone else "../" * page.file.count("/")))
    policy = lone_policy(sheet) if alone else page_policy(sheet, shell.inline[1], page.tile_host)
    return html.replace(str(POLICY), policy, 1).replace(str(STYLES), sheet, 1)


def place_in_template(error: Exception, page: Page) -> Location:
    """The innermost line of a template that an error came from."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "templates" in f.filename]
    if not frames:
        return Location(f"templates/{page.template}")
    path = frames[-1].filename.replace("\\", "/")
    return Location(f"templates/{path.rpartition('templates/')[2]}", frames[-1].lineno or 0)


@lru_cache(maxsize=4)
def environment(folders: tuple[str, ...], _templates: str = "") -> jinja2.Environment:
    """Jinja, strict: every text is escaped and an undefined name is an error.

    It reads each template once: `_templates`, their mark, is another where one has changed.
    """
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def names_for(page: Page, shell: Shell) -> dict[str, Any]:
    """Exactly what a template may use."""
    assets, photos = frozenset(name for name, _ in shell.assets), dict(shell.photos)
    return {
        "site": shell.site,
        "page": page,
        "view": page.view,
        "href": partial(link, page),
        "asset": partial(asset_mark, assets),
        "absolute": partial(absolute, shell.site.base_url),
        "photo": lambda shown: photos[shown.place],
        "csp": POLICY,
        "styles": STYLES,
        "icon": Markup(shell.inline[0]),  # noqa: S704  (no quote, bracket or ampersand is in it)
        "later": Markup(shell.inline[1]),  # noqa: S704  (our own script)
    }


def asset_mark(assets: frozenset[str], name: str) -> Markup:
    """The mark for the address of an asset. ValueError for one that is not there."""
    if name not in assets:
        raise ValueError(f"there is no asset '{name}'")
    return Markup(f"<!--asset:{name}-->")  # noqa: S704  (a file of ours, or of the editor's)


def link(page: Page, path: str, anchor: str = "") -> str:
    """The page-relative link to a site path: it works from any folder and from a USB stick.

    The anchor may also stand in the path, as it does in links of prose.
    """
    place, _, written = path.partition("#")
    file = f"{place}index.html" if place.endswith("/") or not place else place
    wanted = anchor or written
    return link_to_file(page, file) + (f"#{wanted}" if wanted else "")


def link_to_file(page: Page, file: str) -> str:
    """The way from one file of the site to another."""
    return way(file, posixpath.dirname(page.file) or ".")


@lru_cache(maxsize=1 << 16)
def way(file: str, folder: str) -> str:
    """The way from a folder to a file; the same few are asked for on every page."""
    return quote(posixpath.relpath(file, folder))


def absolute(base_url: str, path: str = "", anchor: str = "") -> str:
    """A path's full address, without `index.html`."""
    return f"{base_url}{quote(path, safe=SAFE)}" + (f"#{anchor}" if anchor else "")


def templates_mark(folders: tuple[str, ...]) -> str:
    """A hash of all that stands in the templates, but for the assets, which have their own."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if "assets" not in path.parts[len(Path(folder).parts) :] and path.is_file():
                digest.update(f"{path}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def template_folders(project: Path) -> tuple[str, ...]:
    """The project's own templates first, then those that come with Broadsheet."""
    here = Path(__file__).parent
    ours = next(f for f in (here / "templates", here.parent / "templates") if f.is_dir())
    own = project / "templates"
    folders = (own, ours) if own.is_dir() and own.resolve() != ours.resolve() else (ours,)
    return tuple(str(folder) for folder in folders)
