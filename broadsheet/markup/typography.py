"""Room: straight quotes become typographic ones, and -- a dash, in the finished tree.

Markdown's own `smarty` looks at each stretch between two tags alone, and so closes the
quote before `*a word*` the wrong way; it is also quadratic in the number of paragraphs.
Here a paragraph is read as one text, whatever tags divide it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

INLINE = frozenset({"a", "em", "strong", "sup", "code", "br", "span"})
OPENERS = frozenset(" \t\n([{-–—/\"'“‘\u00a0")
DECADE = re.compile(r"'\d\ds?\b")


class Stretch(NamedTuple):
    """A text of the tree: an element's own (`tail` False) or the one that follows it."""

    element: Element
    tail: bool
    text: str


def set_type(root: Element, language: str) -> None:
    """Set the quotes (in English), dashes and ellipses of every paragraph under `root`."""
    for paragraph in paragraphs(root):
        texts = [stretch.text for stretch in paragraph]
        if language == "en":
            texts = curled(texts)
        for stretch, text in zip(paragraph, texts, strict=True):
            put(stretch, text)


def put(stretch: Stretch, text: str) -> None:
    """Set one stretch, unless it is code."""
    if stretch.element.tag == "code" and not stretch.tail:
        return
    if stretch.tail:
        stretch.element.tail = dashed(text)
    else:
        stretch.element.text = dashed(text)


def dashed(text: str) -> str:
    """Write dashes and ellipses for what stands for them."""
    dashes = re.sub(r"(?<!-)--(?!-)", "–", re.sub(r"(?<!-)---(?!-)", "—", text))
    return re.sub(r"(?<!\.)\.\.\.(?!\.)", "…", dashes)


def typeset(text: str, locale: str = "en-US") -> str:
    """Set the quotes (in English), dashes and ellipses of a plain text, such as a headline."""
    return dashed(curled([text])[0] if language_of(locale) == "en" else text)


def language_of(locale: str) -> str:
    """Give the language of en-US or en_US."""
    return re.split("[-_]", locale)[0]


def paragraphs(root: Element) -> Iterator[list[Stretch]]:
    """Give the stretches of text that stand together in one paragraph, item or cell."""
    together: list[Stretch] = []
    for stretch in stretches(root):
        if stretch is None:
            if together:
                yield together
            together = []
        else:
            together.append(stretch)
    if together:
        yield together


def stretches(root: Element) -> Iterator[Stretch | None]:
    """Walk the texts in reading order; None stands where a block begins or ends."""
    waiting: list[tuple[Element, bool]] = [(root, False)]
    while waiting:
        element, left = waiting.pop()
        if element.tag not in INLINE:
            yield None
        if left:
            if element.tail:
                yield Stretch(element, tail=True, text=element.tail)
            continue
        if element.text:
            yield Stretch(element, tail=False, text=element.text)
        waiting.append((element, True))
        if element.tag != "pre":
            waiting.extend((child, False) for child in reversed(element))


def curled(texts: list[str]) -> list[str]:
    """Curl the quotes of texts that stand together; every text keeps its length."""
    whole = "".join(texts)
    signs = list(whole)
    for found in re.finditer("[\"']", whole):
        at = found.start()
        before = signs[at - 1] if at else " "
        after = whole[at + 1 : at + 2] or " "
        opens = before in OPENERS and not after.isspace()
        if found[0] == '"':
            signs[at] = "“" if opens else "”"
        else:
            signs[at] = "‘" if opens and not DECADE.match(whole, at) else "’"
    curled_whole, position, result = "".join(signs), 0, []
    for text in texts:
        result.append(curled_whole[position : position + len(text)])
        position += len(text)
    return result
