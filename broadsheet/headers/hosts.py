"""Room: headers. The file `_headers`, which Netlify and Cloudflare Pages read.

Where two of its rules fit an address and name the same header, both hosts join the values.
So no address gets a header from two rules: each folder of pages is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from broadsheet.headers.kinds import (
    ALL_FRAMES,
    ALWAYS,
    EMBEDDED,
    FEEDS,
    FOR_A_WHILE,
    FOR_AN_HOUR,
    FOR_EVER,
    OWN_FRAMES,
    PICTURES,
    is_page,
)
from broadsheet.pages import Output

FILE = "_headers"
FRAMES = "Content-Security-Policy"
CACHE = "Cache-Control"


def headers_output(paths: Iterable[str]) -> Output:
    """The file for the site that has these files."""
    told = "# What Netlify and Cloudflare Pages say of each file. Made with every build.\n"
    blocks = (f"{path}\n{lines(named)}" for path, named in rules(sorted(paths)))
    return Output(FILE, (told + "".join(blocks)).encode())


def lines(named: Mapping[str, str]) -> str:
    """The headers of a rule, a line each."""
    return "".join(f"  {name}: {value}\n" for name, value in named.items())


def rules(paths: Iterable[str]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Each pattern of addresses with its headers."""
    known = set(paths)
    tops = {path.partition("/")[0] for path in known if "/" in path}
    shown = {path.partition("/")[0] for path in known if is_page(path) and "/" in path}
    yield "/*", ALWAYS
    for path in ("/", "/index.html", "/404.html"):
        yield path, {FRAMES: OWN_FRAMES}
    for folder in sorted(shown - {EMBEDDED}):
        yield f"/{folder}/*", {FRAMES: OWN_FRAMES}
    if EMBEDDED in shown:
        yield f"/{EMBEDDED}/*", {FRAMES: ALL_FRAMES}
    yield "/assets/*", {CACHE: FOR_EVER}
    for folder in sorted(tops & set(PICTURES)):
        yield f"/{folder}/*", {CACHE: FOR_AN_HOUR}
    for path in FEEDS:
        yield f"/{path}", {CACHE: FOR_A_WHILE}
