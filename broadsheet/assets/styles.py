"""The stylesheets become the one that a page carries: the rules it can use, and no others.

In the order of the layers, without comments and indents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from broadsheet.assets.tokens import kept_tokens, renamed, short_names, tokens_used

LAYERS = ("reset", "tokens", "base", "layout", "blocks", "utilities")
BLOCKS, ASKED = "blocks/", "asked/"
LAYER_ORDER = f"@layer {', '.join(LAYERS)};"

FONT_FOLDER = "fonts:"
"""Stands in the rules of the typefaces for the way to them, which each page has its own of."""
CLASSES = re.compile(r"""\bclass=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
ELEMENTS = re.compile(r"<([a-z]+(?:-[a-z]+)+)\b")
SCRIPTS = re.compile(r'[/ "]([a-z-]+)\.[0-9a-f]{10}\.js(?=[ "])')
# A class, or an element with a hyphen, as only those of our own have.
NAMED = re.compile(r"(?<=\.)[a-z][\w-]*|(?<![\w.:#@-])[a-z]+(?:-[a-z]+)+(?![\w-])")
WORD = re.compile(r"[a-z][a-z0-9]*(?:[-_]+[a-z0-9]+)*")
TEXT = re.compile(r"""(["'])(?:(?!\1)[^\\\n]|\\.)*\1|`(?:[^`\\]|\\.)*`""", re.DOTALL)
"""A text in a script: a name of one word is a class only there, elsewhere a variable."""
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
HOLDERS = ("@media", "@supports", "@layer", "@container", "@scope")
"""What holds rules; all else that begins so holds declarations."""
EDGE = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|[{};]')

# No blank is needed behind these and before those. Before a colon it may be: `.a :hover`.
AFTER_THESE, BEFORE_THESE = frozenset("{};,:"), frozenset("{};,")

# What must be left as it is (strings, unquoted addresses) comes before what may go, so that
# a comment's sign inside a string opens no comment.
COMMENT = re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/")
TOKEN = re.compile(
    r"""(?P<whole>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\((?!\s*["'])[^)]*\))"""
    rf"""|(?P<last>;(?:\s|{COMMENT.pattern})*(?=\}}))|(?P<gap>(?:\s|{COMMENT.pattern})+)""",
    re.DOTALL | re.IGNORECASE,
)


def find(folders: Iterable[Path], pattern: str) -> dict[str, Path]:
    """Files by name, sorted; where several folders have one, that of the first counts."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in folder.glob(pattern):
            found.setdefault(path.name, path)
    return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class PageStyles:
    """All stylesheets as one, from which each page takes the rules that it can use.

    `faces` are the rules of the typefaces, with FONT_FOLDER where the way to them goes.
    `scripts` are the words of each script by its name: what a script may add to a page.
    `asked` are the tokens of the sheets that a script may ask for.
    """

    faces: str
    sheet: str
    scripts: tuple[tuple[str, frozenset[str]], ...] = ()
    asked: frozenset[str] = frozenset()

    def for_page(self, html: str, root: str | None) -> Markup:
        """The sheet to stand in a page's `<style>`.

        `root` leads from the page to the site's top (empty, `../`). Without it there is no
        address in the sheet: readers' own fonts are used, so that the page works wherever
        it is shown, as 404.html must.
        """
        shown = names_in(html)
        added = (words for name, words in self.scripts if name in shown)
        return sheet_for(self, shown.union(*added) & named_in(self.sheet), root)


@lru_cache(maxsize=256)
def sheet_for(styles: PageStyles, known: frozenset[str], root: str | None) -> Markup:
    """The typefaces, then the rules of which all names are known."""
    faces = "" if root is None else styles.faces.replace(FONT_FOLDER, f"{root}assets/fonts/")
    rules = kept_tokens(kept_rules(styles.sheet, known), styles.asked)
    return for_style_element(f"{faces}{rules}\n")


def names_in(html: str) -> frozenset[str]:
    """The classes, the elements of our own and the scripts that a page names."""
    classes = ("".join(found).split() for found in CLASSES.findall(html))
    return frozenset(ELEMENTS.findall(html)).union(SCRIPTS.findall(html), *classes)


@lru_cache(maxsize=4)
def named_in(sheet: str) -> frozenset[str]:
    """Every name that a sheet speaks of; in the values of rules there may be a few besides."""
    return frozenset(NAMED.findall(sheet))


def kept_rules(css: str, known: frozenset[str]) -> str:
    """Leave out the selectors that name what is not known, and what is empty then."""
    return "".join(kept_rule(prelude, body, known) for prelude, body in rules_of(css))


def kept_rule(prelude: str, body: str | None, known: frozenset[str]) -> str:
    """One rule, without the selectors that cannot match."""
    if body is None:
        return prelude
    if prelude.startswith(HOLDERS):
        inside = kept_rules(body, known)
        return f"{prelude}{{{inside}}}" if inside else ""
    if prelude.startswith("@"):
        return f"{prelude}{{{body}}}"
    selectors = [one for one in parted(prelude) if is_known(one, known)]
    return f"{','.join(selectors)}{{{body}}}" if selectors else ""


def parted(selectors: str) -> list[str]:
    """The selectors of a list, whose own commas stand in brackets."""
    found, depth = [""], 0
    for sign in selectors:
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth == 0:
            found.append("")
        else:
            found[-1] += sign
    return found


def is_known(selector: str, known: frozenset[str]) -> bool:
    """Whether all that a selector asks for may be there; what stands in brackets is not asked."""
    if "\\" in selector:
        return True
    bare = selector
    while (less := BRACKETS.sub("", bare)) != bare:
        bare = less
    return known.issuperset(NAMED.findall(bare))


def rules_of(css: str) -> Iterator[tuple[str, str | None]]:
    """Each rule of a sheet without comments: what stands before its braces, and in them.

    A statement without braces (`@layer a, b;`) has no body.
    """
    depth = begun = opened = 0
    for found in EDGE.finditer(css):
        sign = found[0]
        if sign == "{":
            depth += 1
            opened = found.start() if depth == 1 else opened
        elif sign == "}":
            depth -= 1
        if (sign == "}" and depth == 0) or (sign == ";" and depth == 0):
            body = css[opened + 1 : found.start()] if sign == "}" else None
            end = opened if sign == "}" else found.end()
            yield css[begun:end].strip(), body
            begun = found.end()


def read_sheets(folders: tuple[Path, ...]) -> dict[str, str]:
    """Every stylesheet of the folders `assets/css/`, in short form, by its path in there.

    OSError, as it comes.
    """
    small = {
        f"{place}{name}": minified(path.read_text(encoding="utf-8"))
        for place in ("", BLOCKS, ASKED)
        for name, path in find(folders, f"{place}*.css").items()
    }
    return dict(shortly_named(tuple(small.items())))


@lru_cache(maxsize=4)
def shortly_named(sheets: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The sheets with the short names of the tokens."""
    names = short_names(css for _, css in sheets)
    return tuple((name, renamed(css, names)) for name, css in sheets)


def page_styles(
    sheets: Mapping[str, str], faces: str, scripts: Iterable[tuple[str, bytes]] = ()
) -> PageStyles:
    """The sheets that pages carry, layer by layer; those that are asked for lend their tokens."""
    joined = [LAYER_ORDER]
    for layer in LAYERS:
        ours = [css for name, css in sheets.items() if layer_of(name) == layer]
        joined.append(one_layer(layer, ours))
    words = ((name, words_of(script.decode())) for name, script in scripts)
    asked = tokens_used("".join(css for name, css in sheets.items() if name.startswith(ASKED)))
    return PageStyles(faces, "".join(joined), tuple(words), asked)


@lru_cache(maxsize=256)
def words_of(script: str) -> frozenset[str]:
    """The words of a script that may be classes or elements."""
    in_texts = {word for text in TEXT.finditer(script) for word in WORD.findall(text[0])}
    joined = {word for word in WORD.findall(script) if not word.isalnum()}
    return frozenset(in_texts | joined)


def layer_of(name: str) -> str:
    """The layer of a sheet by its path: `blocks` for all in that folder, else its own name."""
    folder, _, own = name.rpartition("/")
    return folder or own.removesuffix(".css")


def one_layer(layer: str, sheets: Iterable[str]) -> str:
    """The sheets of a layer in one `@layer`, and behind it those that have others of their own."""
    inside: list[str] = []
    others: list[str] = []
    for css in sheets:
        rules = list(rules_of(css))
        if [prelude for prelude, _ in rules] == [f"@layer {layer}"]:
            inside.append(rules[0][1] or "")
        else:
            (others if css.startswith("@layer") else inside).append(css)
    joined = [layered(layer, "".join(inside))] if inside else []
    return "".join([*joined, *others])


def layered(layer: str, css: str) -> str:
    """Put a sheet into its layer, if it does not do so itself: outside it would beat all."""
    return css if css.startswith("@layer") else f"@layer {layer}{{{css}}}"


@lru_cache(maxsize=256)
def minified(css: str) -> str:
    """Without comments, needless blanks and last semicolons; strings and addresses stay."""
    return TOKEN.sub(shortened, css.removeprefix("\ufeff")).strip()


def shortened(found: re.Match[str]) -> str:
    """What a token becomes: itself, one blank, or nothing beside a sign that parts anyway.

    Nothing, too, of the semicolon before a brace.
    """
    if found["whole"] or found["last"]:
        return found["whole"] or ""
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    if before in AFTER_THESE or after in BEFORE_THESE:
        return ""
    # An empty comment still parts two words, where nothing would join them.
    return " " if COMMENT.sub("", found["gap"]) else "/**/"


def for_style_element(css: str) -> Markup:
    """The sheet to stand inside `<style>`, which nothing in it can close."""
    return Markup(css.replace("</", r"<\/"))  # noqa: S704 - it holds no `</`
