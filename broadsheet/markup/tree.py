"""Room: the tree that Markdown made is put in order: code, links, headings, tables."""

from __future__ import annotations

import re
import unicodedata
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from broadsheet.markup.links import TERM
from broadsheet.markup.records import Desk
from broadsheet.markup.sentinels import swap
from broadsheet.markup.waivers import ADDRESS
from broadsheet.markup.wording import Wording
from broadsheet.pages import Heading

HEADINGS = {f"h{level}": level for level in range(1, 7)}
HIGHEST, LOWEST = 2, 4
OURS = re.compile(rf"(?:note|ref)-[\d-]+|{TERM}.+")
UNLINKED = frozenset({*HEADINGS, "a"})
"""Where a figure stands as plain words: a link cannot stand in a link."""
LINKED = frozenset({"h2", "h3"})
LONGEST_ID = 60
IN_TEXT = frozenset({"citation", "autolink"})


def settle(root: Element, wording: Wording, desk: Desk) -> None:
    """Put code, links and cells in order, and take out the marks that kept a place."""
    parents = {child: parent for parent in root.iter() for child in parent}
    for element in list(root.iter()):
        if element.tag == "code":
            in_block = parents[element].tag == "pre"
            element.text = AtomicString(wording.code(element.text or "", in_block=in_block))
        elif element.tag == "a":
            settle_link(element, wording, desk)
        elif element.tag in {"td", "th"}:
            settle_cell(element)
        if element.tag in UNLINKED:
            wording.leave_unlinked("".join(element.itertext()))
        if element.tag in HEADINGS:
            continue
        if element.tag != "code" and element.text:
            element.text = wording.without_marks(element.text)
    for element in root.iter():
        if element.tail:
            element.tail = wording.without_marks(element.tail)


def settle_link(element: Element, wording: Wording, desk: Desk) -> None:
    """Give a link its address, or make it plain text."""
    written = element.get("href", "")
    places = wording.tokens_in(written)
    at = places[0].start if places else 0
    address = wording.literal(written)
    for token in wording.tokens_in("".join(element.itertext())):
        if token.kind in IN_TEXT:
            message = f"{token.literal} cannot stand in the text of a link"
            desk.tell(token.start, "E087", message, "put it after the link")
    if address == ADDRESS:
        words, reason = "".join(element.itertext()), wording.literal(element.get("title", ""))
        desk.waive(" ".join(wording.plain(words).split()), reason.strip(), desk.places.at(at))
    href = "" if address == ADDRESS else wording.href(address, at)
    element.attrib.clear()
    if not href:
        element.tag = "span"
        return
    # Markdown leaves `&copy;` in a value alone; written out, `&` stays what it is.
    element.set("href", href.replace("&", "&amp;"))
    if href.startswith(f"#{TERM}"):
        element.set("class", "term")
    if href.startswith("http"):
        element.set("rel", "external noopener")


def settle_cell(element: Element) -> None:
    """Give a cell a class for its alignment and a head its scope."""
    align = element.get("align", "")
    element.attrib.clear()
    if align:
        element.set("class", f"align-{align}")
    if element.tag == "th":
        element.set("scope", "col")


def name_headings(root: Element, wording: Wording, desk: Desk) -> tuple[Heading, ...]:
    """Give every heading its anchor, and tell of those that break the order of the page."""
    headings: list[Heading] = []
    taken = set(desk.scope.taken_ids)
    top = {id(child) for child in root}
    for element in root.iter():
        if element.tag not in HEADINGS:
            continue
        at, level = heading_place(element, wording), HEADINGS[element.tag]
        words = "".join(element.itertext())
        if id(element) not in top:
            message = "a heading cannot stand in a list, a quotation or a box"
            desk.tell(at, "E082", message, "use **bold** there, or write \\# for the sign itself")
        if not words.strip():
            desk.tell(at, "W075", "this heading has no words", "give it some, or take it out")
        tell_level(level, headings[-1].level if headings else 1, at, desk)
        anchor = free_id(slug(words, wording), taken)
        taken.add(anchor)
        element.set("id", anchor)
        headings.append(Heading(level, anchor, " ".join(wording.plain(words).split())))
        if element.tag in LINKED:
            link_to_itself(element, headings[-1])
    return tuple(headings)


def link_to_itself(element: Element, heading: Heading) -> None:
    """Give a heading a link to its own anchor. Its sign is the stylesheet's: no text has it."""
    label = f"Link to {heading.text}".replace("&", "&amp;")
    link = {"class": "anchor", "href": f"#{heading.id}", "aria-label": label}
    SubElement(element, "a", link)


def heading_place(element: Element, wording: Wording) -> int:
    """Find where a heading stands, and take out the mark that says so."""
    text = element.text or ""
    places = [token.start for token in wording.tokens_in(text) if token.kind == "heading"]
    element.text = wording.without_marks(text).lstrip()
    return places[0] if places else 0


def tell_level(level: int, before: int, at: int, desk: Desk) -> None:
    """Tell of a second title, of a level that we do not set, and of a skipped one."""
    if level < HIGHEST:
        hint = "the title stands in the front matter; begin with ##, or write \\# for the sign"
        desk.tell(at, "E082", "this is a second title of the page", hint)
    elif level > LOWEST:
        message = f"headings go down to ####, and this is one of {level} signs"
        desk.tell(at, "E082", message, "use ## to ####")
    elif level > before + 1:
        signs, right = "#" * level, "#" * (before + 1)
        message = f"this heading skips a level: {signs} where {right} would come next"
        desk.tell(at, "E082", message, f"write {right}")


def slug(words: str, wording: Wording) -> str:
    """Make an anchor of a heading's words; a figure gives its name, which outlasts its value."""

    def named(number: int) -> str:
        token = wording.token(number)
        return token.inner.split("|")[0] if token.kind == "expression" else ""

    text = unicodedata.normalize("NFKC", swap(words, named)).casefold()
    text = re.sub(r"[^\w]+|_", "-", re.sub(r"['’‘]", "", text))
    text = re.sub(r"-+", "-", text).strip("-")
    short = text[:LONGEST_ID].rsplit("-", 1)[0] if len(text) > LONGEST_ID else text
    return unicodedata.normalize("NFC", short[:LONGEST_ID]) or "section"


def free_id(wanted: str, taken: set[str]) -> str:
    """Give the anchor, or the first numbered one that is free; those of notes and terms are not."""
    base = f"section-{wanted}" if OURS.fullmatch(wanted) else wanted
    number, anchor = 1, base
    while anchor in taken:
        number += 1
        anchor = f"{base}-{number}"
    return anchor
