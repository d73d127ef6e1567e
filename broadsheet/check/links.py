"""Stage check: every link leads to a page and an anchor that are there."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import SplitResult, unquote, urlsplit

from broadsheet.check.proof import ICON_INSIDE, Proof, Sheet, Tag
from broadsheet.problems import Problem, did_you_mean

LINKS = {"a": ("href",), "link": ("href",), "area": ("href",)}
SOURCES = {"img": ("src",), "script": ("src",), "source": ("src",)}
ELSEWHERE = ("https:", "http:", "mailto:", "tel:", ICON_INSIDE)
ANCHOR_LISTS = ("for", "aria-labelledby", "aria-describedby", "aria-controls")


def every_link_leads_somewhere(proof: Proof) -> Iterator[Problem]:
    """Each link's file is among the outputs, and its anchor is in that file."""
    ids = {path: sheet.ids() for path, sheet in proof.sheets.items()}
    for path, sheet in proof.sheets.items():
        for address in addresses(sheet):
            yield from follow(proof, ids, path, address)
        yield from labels_exist(proof, sheet, ids[path])


def addresses(sheet: Sheet) -> Iterator[str]:
    """Every address of a page that is not on another host, each once."""
    seen: set[str] = set()
    for tag in sheet.tags:
        for address in addresses_of(tag):
            if not address.lower().startswith(ELSEWHERE) and address not in seen:
                seen.add(address)
                yield address


def addresses_of(tag: Tag) -> Iterator[str]:
    """Every address that a tag names; in a `srcset` each stands before its width."""
    for name in (*LINKS.get(tag.name, ()), *SOURCES.get(tag.name, ())):
        if name in tag.attributes:
            yield tag.attributes[name]
    for choice in tag.attributes.get("srcset", "").split(","):
        # One on another host is told where nothing may be loaded from there.
        yield from (word for word in choice.split()[:1] if not word.startswith("//"))


def follow(proof: Proof, ids: dict[str, set[str]], path: str, address: str) -> Iterator[Problem]:
    """Where a relative address leads, and whether anything is there."""
    parts = split_address(address)
    if parts is None or parts.scheme or parts.netloc:
        message = f"the link '{address}' leads out of the site in a way that is not allowed"
        yield Problem(proof.place(path), "E102", message, "begin it with https://")
        return
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    target = path if not parts.path else target
    fault = fault_of(proof, ids, target, unquote(parts.fragment))
    for place in proof.places(path, site_address(target, parts.fragment)) if fault else ():
        yield Problem(place, "E102", *fault)


def split_address(address: str) -> SplitResult | None:
    """The parts of an address; None for one that has none, such as `//[`."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def fault_of(proof: Proof, ids: dict[str, set[str]], target: str, anchor: str) -> tuple[str, ...]:
    """Message and remedy where a file, or its anchor, is not there; empty where it is."""
    page = site_address(target)
    if target not in proof.outputs:
        hint = did_you_mean(page, map(site_address, proof.outputs))
        return f"there is no page '{page}'", hint or "is it a draft, or misspelled?"
    anchors = ids.get(target, set())
    if anchor and anchor not in anchors:
        return f"there is no '#{anchor}' on the page '{page}'", did_you_mean(
            anchor, sorted(anchors)
        )
    return ()


def site_address(file: str, anchor: str = "") -> str:
    """`methodology/#limits` for `methodology/index.html` and an anchor; `/` for the front page."""
    path = file.removesuffix("index.html")
    return (path + (f"#{anchor}" if anchor else "")) or "/"


def labels_exist(proof: Proof, sheet: Sheet, ids: set[str]) -> Iterator[Problem]:
    """A label or a description that a tag points to is on the page."""
    for tag in sheet.tags:
        for name in ANCHOR_LISTS:
            for word in tag.attributes.get(name, "").split():
                if word not in ids:
                    message = f"<{tag.name} {name}='{word}'> on line {tag.line} points to nothing"
                    yield Problem(proof.place(sheet.path), "E102", message)


def every_picture_has_words(proof: Proof) -> Iterator[Problem]:
    """A picture says in words what it shows."""
    for path, sheet in proof.sheets.items():
        for tag in sheet.tags:
            if tag.name == "img" and not tag.attributes.get("alt", "").strip():
                message = f"the picture '{tag.attributes.get('src', '')}' has no alt text"
                yield Problem(proof.place(path), "E103", message, "say in words what it shows")
