"""The stylesheets become the one that a page carries: the blocks it shows, and no others.

In the order of the layers, without comments and indents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

LAYERS = ("reset", "tokens", "base", "layout", "blocks", "utilities")
LAYER_ORDER = f"@layer {', '.join(LAYERS)};"

FONT_FOLDER = "fonts:"
"""Stands in the rules of the typefaces for the way to them, which each page has its own of."""
CLASSES = re.compile(r'\bclass="([^"]*)"')
ELEMENTS = re.compile(r"<([a-z]+(?:-[a-z]+)+)\b")
SCRIPTS = re.compile(r'<script src="[^"]*/([a-z-]+)\.[0-9a-f]{10}\.js"')
SELECTED = re.compile(r"\.([a-z][\w-]*)")

# No blank is needed behind these and before those. Before a colon it may be: `.a :hover`.
AFTER_THESE, BEFORE_THESE = frozenset("{};,:"), frozenset("{};,")

# What must be left as it is (strings, unquoted addresses) comes before what may go, so that
# a comment's sign inside a string opens no comment.
COMMENT = re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/")
TOKEN = re.compile(
    r"""(?P<whole>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\((?!\s*["'])[^)]*\))"""
    rf"""|(?P<gap>(?:\s|{COMMENT.pattern})+)""",
    re.DOTALL | re.IGNORECASE,
)


def find(folders: Iterable[Path], pattern: str) -> dict[str, Path]:
    """Files by name, sorted; where several folders have one, that of the first counts."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in folder.glob(pattern):
            found.setdefault(path.name, path)
    return dict(sorted(found.items()))


class Block(NamedTuple):
    """The sheet of one block, and the names in a page that ask for it."""

    name: str
    css: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class PageStyles:
    """All stylesheets, from which each page takes what it shows.

    `faces` are the rules of the typefaces, with FONT_FOLDER where the way to them goes;
    `before` and `after` are the layers around the blocks.
    """

    faces: str
    before: str
    blocks: tuple[Block, ...]
    after: str

    def for_page(self, html: str, root: str | None) -> Markup:
        """The sheet to stand in a page's `<style>`.

        `root` leads from the page to the site's top (empty, `../`). Without it there is no
        address in the sheet: readers' own fonts are used, so that the page works wherever
        it is shown, as 404.html must.
        """
        shown = names_in(html)
        used = frozenset(block.name for block in self.blocks if block.names & shown)
        return joined(self, used, root)


@lru_cache(maxsize=256)
def joined(styles: PageStyles, used: frozenset[str], root: str | None) -> Markup:
    """One sheet: the typefaces, then the layers, of the blocks only those in use."""
    faces = "" if root is None else styles.faces.replace(FONT_FOLDER, f"{root}assets/fonts/")
    blocks = (block.css for block in styles.blocks if block.name in used)
    sheet = "\n".join((styles.before, *blocks, styles.after))
    return for_style_element(f"{faces}{sheet}\n")


def names_in(html: str) -> frozenset[str]:
    """The classes, the elements of our own and the scripts that a page names."""
    classes = (found.split() for found in CLASSES.findall(html))
    return frozenset(ELEMENTS.findall(html)).union(SCRIPTS.findall(html), *classes)


def read_styles(folders: tuple[Path, ...], faces: str) -> PageStyles:
    """Read every stylesheet of the folders `assets/css/`. OSError, as it comes."""
    blocks = (
        block(name.removesuffix(".css"), path)
        for name, path in find(folders, "blocks/*.css").items()
    )
    before = (layer_of(folders, layer) for layer in LAYERS[: LAYERS.index("blocks")])
    after = (layer_of(folders, layer) for layer in LAYERS[LAYERS.index("blocks") + 1 :])
    return PageStyles(faces, "\n".join((LAYER_ORDER, *before)), tuple(blocks), "\n".join(after))


def layer_of(folders: tuple[Path, ...], layer: str) -> str:
    """The one sheet of a layer that is not blocks."""
    found = find(folders, f"{layer}.css").values()
    return "\n".join(layered(layer, minified(path.read_text(encoding="utf-8"))) for path in found)


def block(name: str, path: Path) -> Block:
    """A block asks to be shown by its own name and those that begin with it."""
    css = minified(path.read_text(encoding="utf-8"))
    own = (word for word in SELECTED.findall(css) if word.startswith((f"{name}__", f"{name}--")))
    return Block(name, layered("blocks", css), frozenset({name, *own}))


def layered(layer: str, css: str) -> str:
    """Put a sheet into its layer, if it does not do so itself: outside it would beat all."""
    return css if css.startswith("@layer") else f"@layer {layer}{{{css}}}"


def minified(css: str) -> str:
    """Without comments and needless blanks; strings and addresses stay byte for byte."""
    return TOKEN.sub(shortened, css.removeprefix("\ufeff")).strip()


def shortened(found: re.Match[str]) -> str:
    """What a token becomes: itself, one blank, or nothing beside a sign that parts anyway."""
    if found["whole"]:
        return found["whole"]
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    if before in AFTER_THESE or after in BEFORE_THESE:
        return ""
    # An empty comment still parts two words, where nothing would join them.
    return " " if COMMENT.sub("", found["gap"]) else "/**/"


def for_style_element(css: str) -> Markup:
    """The sheet to stand inside `<style>`, which nothing in it can close."""
    return Markup(css.replace("</", r"<\/"))  # noqa: S704 - it holds no `</`
