"""The stylesheets become one: in the order of the layers, without comments and indents."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

LAYERS = ("reset", "tokens", "base", "layout", "blocks", "utilities")
LAYER_ORDER = f"@layer {', '.join(LAYERS)};"

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


def joined(folders: tuple[Path, ...], blocks: frozenset[str] | None = None) -> str:
    """All stylesheets of the folders `assets/css/`, each in its layer. OSError, as it comes.

    `blocks` are the names of the only blocks to take; without it all are taken.
    """
    sheets = [LAYER_ORDER]
    for layer in LAYERS:
        pattern = "blocks/*.css" if layer == "blocks" else f"{layer}.css"
        wanted = (
            path
            for path in find(folders, pattern).values()
            if layer != "blocks" or blocks is None or path.stem in blocks
        )
        texts = (path.read_text(encoding="utf-8") for path in wanted)
        sheets += [layered(layer, minified(text)) for text in texts]
    return "\n".join(sheets) + "\n"


def layered(layer: str, css: str) -> str:
    """Put a sheet into its layer, if it does not do so itself: outside it would beat all."""
    return css if css.startswith("@layer") else f"@layer {layer} {{\n{css}\n}}"


def minified(css: str) -> str:
    """Without comments, indents and empty lines; strings and addresses stay byte for byte."""
    return TOKEN.sub(shortened, css.removeprefix("\ufeff")).strip()


def shortened(found: re.Match[str]) -> str:
    """What a token becomes: itself, one line break, or one blank."""
    if found["whole"]:
        return found["whole"]
    space = COMMENT.sub("", found["gap"])
    if not space:
        # An empty comment still parts two words, where nothing would join them.
        return "/**/"
    return "\n" if "\n" in space else " "


def for_style_element(css: str) -> Markup:
    """The sheet to stand inside `<style>`, which nothing in it can close."""
    return Markup(css.replace("</", r"<\/"))  # noqa: S704 - it holds no `</`
