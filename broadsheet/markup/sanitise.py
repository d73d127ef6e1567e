"""Room: the last gate of prose: only the tags and attributes that we emit come through."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import nh3
from markupsafe import Markup

from broadsheet.markup.sentinels import PIECE

TAGS = {
    "a",
    "blockquote",
    "br",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "h2",
    "h3",
    "h4",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
}
ATTRIBUTES = {
    "a": {"href", "id", "rel", "aria-label"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "ol": {"start"},
    "th": {"scope"},
    "div": {"tabindex"},
}
CLASSES = {
    "a": {"anchor", "term"},
    "sup": {"cite"},
    "td": {"align-left", "align-center", "align-right"},
    "th": {"align-left", "align-center", "align-right"},
    "div": {"scroller"},
}
SCHEMES = {"https", "http", "mailto", "site"}

# nh3 writes `<` and `"` inside texts and values as entities, so `<a … href="site:` can
# only be a link of ours.
SITE_LINK = re.compile(r'(<a(?: [a-z-]+="[^"]*")*? href=")site:([^"]*)"')
NOTE_MARK = re.compile(r'<sup class="cite">.*?</sup>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")
BLOCK_END = re.compile(r"</(?:p|li|h[234]|td|th|dd|dt|pre|blockquote)>|<br>|<hr>")


def clean(dirty: str) -> Markup:
    """Let through what we emit, and nothing else; of sentinels not even a piece."""
    return Markup(  # noqa: S704 (this is the gate: nh3's output is what may be trusted)
        nh3.clean(
            PIECE.sub("", dirty),
            tags=TAGS,
            clean_content_tags=set(),
            attributes=ATTRIBUTES,
            allowed_classes=CLASSES,
            url_schemes=SCHEMES,
            link_rel=None,
        ).strip()
    )


def relink(prose: Markup, to_href: Callable[[str], str]) -> Markup:
    """Turn the internal links (`site:agencies/raleigh-pd/#top`) into what `to_href` says.

    `to_href` gets the address from the site's top with its anchor (`agencies/x/#a`, `#a`
    or an empty text for the front page) and gives the link for the page at hand.
    """

    def relinked(found: re.Match[str]) -> str:
        href = html.escape(to_href(html.unescape(found[2])))
        return f'{found[1]}{href}"'

    return Markup(SITE_LINK.sub(relinked, prose))  # noqa: S704 (sanitised, and hrefs escaped)


def text_of(prose: Markup) -> str:
    """Give the words as plain text, without the marks of notes."""
    spaced = BLOCK_END.sub(r"\g<0> ", NOTE_MARK.sub("", prose))
    return " ".join(html.unescape(TAG.sub("", spaced)).split())


def words_in(text: str) -> int:
    """Count the words of a plain text."""
    return sum(1 for word in text.split() if any(sign.isalnum() for sign in word))
