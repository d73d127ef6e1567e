"""Room: where a link may lead, and where it does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from broadsheet.markup.records import Scope
from broadsheet.problems import did_you_mean
from broadsheet.values import read_web_address

ARTICLE = re.compile(r"(?:\./)?([\w.-]+\.md)(#.*)?")
PAGE = re.compile(r"/((?:[\w.~-]+/)*[\w.~-]*)(#.*)?", re.ASCII)
ANCHOR = re.compile(r"#[\w.~:%-]+")
MAIL = re.compile(r"mailto:[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?:\?subject=[\w%.+-]*)?", re.ASCII)
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|us)\b", re.ASCII)
# Space, quotes, backslash, and every sign that a browser skips or that cannot be seen.
UNFIT = re.compile(
    "[\\s\\\\<>\"'`{}\\x00-\\x1f\\x7f-\\xa0\\xad"
    "\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]"
)
SHOWN = 80
HOW = "write https://…, methodology.md, agency:ID, county:NAME, term:ID, /path/ or #heading"
TERM = "term-"
"""What the anchors of the words on a page begin with."""


class Lead(NamedTuple):
    """Where a link leads: what its `href` is, and for an internal one its address.

    `href` is empty where a reader must not be led; then `code` says why. `term` is the
    word of the dictionary that the link explains.
    """

    href: str = ""
    target: str | None = None
    code: str = ""
    message: str = ""
    hint: str = ""
    term: str = ""


def lead(written: str, scope: Scope) -> Lead:
    """Find where an address as an editor wrote it leads."""
    # Only `&amp;` is read as what it stands for: `&` is written anew when the link is.
    address = written.replace("&amp;", "&").strip()
    shown = address if len(address) <= SHOWN else address[:SHOWN] + "…"
    if not address:
        return Lead(code="E075", message="this link leads nowhere", hint=HOW)
    if address.startswith("county:"):
        return known(" ".join(address[7:].split()), scope.counties, "county")
    if UNFIT.search(address):
        message = f"'{printable(shown)}' cannot be an address"
        return Lead(code="E075", message=message, hint=f"no space, quote or backslash; {HOW}")
    if address.startswith("//"):
        hint = f"write https:{address}" if DOMAIN.match(address[2:]) else HOW
        return Lead(code="E075", message=f"'{shown}' does not say https", hint=hint)
    if address.lower().startswith(("http://", "https://")):
        return web(address)
    return inside(address, shown, scope)


def printable(text: str) -> str:
    """Show signs that cannot be seen as what they are."""
    return "".join(s if s.isprintable() else f"U+{ord(s):04X}" for s in text)


def web(address: str) -> Lead:
    """Lead to another site, by https; http is told."""
    scheme, rest = address.split("://", 1)
    address = f"{scheme.lower()}://{rest}"
    try:
        read_web_address(address)
    except PydanticCustomError as error:
        said = error.context or {}
        return Lead(code="E075", message=said["message"], hint=said["hint"])
    if scheme.lower() == "http":
        message = f"'{address}' is not encrypted on its way to the reader"
        return Lead(address, None, "W072", message, "write https:// if the site has it")
    return Lead(address)


def inside(address: str, shown: str, scope: Scope) -> Lead:
    """Lead to an agency, an article, a page or an anchor of the site; or to mail."""
    if address.startswith(("agency:", f"{scope.noun}:", "term:")):
        return by_id(address, scope)
    if scheme := SCHEME.match(address):
        return to_mail(address, scheme[0].lower())
    if article := ARTICLE.fullmatch(address):
        return to_article(article[1], article[2] or "", scope)
    if ANCHOR.fullmatch(address):
        return internal(scope.here + address)
    page = PAGE.fullmatch(address)
    if page and not {".", ".."} & set(page[1].split("/")) and anchor_fits(page[2]):
        return internal(page[1] + (page[2] or ""))
    hint = f"write https://{address}" if DOMAIN.match(address) else HOW
    return Lead(code="E075", message=f"'{printable(shown)}' leads nowhere", hint=hint)


def to_mail(address: str, scheme: str) -> Lead:
    """Lead to a mail address; no other scheme is for readers."""
    if MAIL.fullmatch(address):
        return Lead(address)
    shown = address if len(address) <= SHOWN else address[:SHOWN] + "…"
    message = f"'{printable(shown)}' cannot be linked: {scheme} is not an address for readers"
    if scheme == "mailto:":
        message = f"'{printable(shown)}' is not a mail address"
    return Lead(code="E075", message=message, hint=HOW)


def anchor_fits(anchor: str | None) -> bool:
    """Tell whether there is no anchor, or one that a heading may have."""
    return not anchor or bool(ANCHOR.fullmatch(anchor))


def internal(target: str) -> Lead:
    """Lead to a page of the site, by a placeholder that `relink` turns into a link."""
    return Lead(f"site:{target}", target)


def known(written: str, paths: Mapping[str, str], noun: str) -> Lead:
    """Lead to one of many by its id or name, with an anchor on its page or without."""
    name, sharp, anchor = written.partition("#")
    if name not in paths:
        hint = did_you_mean(name, paths)
        return Lead(code="E076", message=f"there is no {noun} '{name}'", hint=hint)
    if sharp and not ANCHOR.fullmatch(sharp + anchor):
        return Lead(code="E075", message=f"'{sharp}{anchor}' is not an anchor", hint=HOW)
    return internal(paths[name] + sharp + anchor)


def by_id(address: str, scope: Scope) -> Lead:
    """Lead to an agency, or to what a word means."""
    noun, _, name = address.partition(":")
    return to_term(name, scope) if noun == "term" else known(name, scope.agencies, noun)


def to_term(name: str, scope: Scope) -> Lead:
    """Lead to what a word means, at the foot of the same page."""
    if name not in scope.terms:
        hint = did_you_mean(name, scope.terms) or "terms are explained in dictionary.yaml"
        return Lead(code="E076", message=f"there is no term '{name}'", hint=hint)
    anchor = f"#{TERM}{name}"
    return Lead(anchor, scope.here + anchor, term=name)


def to_article(name: str, anchor: str, scope: Scope) -> Lead:
    """Lead to an article by the name of its file."""
    if name in scope.drafts:
        message = f"'{name}' is not published, so readers cannot be led to it"
        return Lead(code="E076", message=message, hint="publish it, or take the link out")
    if name not in scope.articles:
        hint = did_you_mean(name, scope.articles) or "give the name of a file in content/story/"
        return Lead(code="E076", message=f"there is no article '{name}'", hint=hint)
    if not anchor_fits(anchor):
        return Lead(code="E075", message=f"'{anchor}' is not an anchor", hint=HOW)
    return internal(scope.articles[name] + anchor)
