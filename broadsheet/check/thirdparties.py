"""Stage check: the reader's browser talks to nobody else, and nothing private gets out."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from broadsheet.check.proof import ICON_INSIDE, Proof, Sheet, Tag
from broadsheet.model import Agency, Investigation, Source
from broadsheet.policy import inline_hash
from broadsheet.problems import Location, Problem

LOADING = {
    "img": ("src", "srcset"), "script": ("src",), "source": ("src", "srcset"), "iframe": ("src",),
    "video": ("src", "poster"), "audio": ("src",), "track": ("src",), "embed": ("src",),
    "object": ("data",), "input": ("src", "formaction"), "button": ("formaction",),
    "a": ("ping",), "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"), "form": ("action",), "base": ("href",),
}  # fmt: skip
LOADING_LINKS = {"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch",
                 "modulepreload", "manifest", "apple-touch-icon"}  # fmt: skip
ELSEWHERE = re.compile(r"(?:^|[\s,(\"'])(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
IN_CSS = re.compile(r"(?:@import\s+|url\(\s*)(?:url\(\s*)?['\"]?([^'\")\s;]+)", re.IGNORECASE)
SECRET = ("notes", "title", "title_note", "date_note", "note", "url", "archived")
"""What nobody reads of a confidential source. Outlet and author may be named for other reasons."""
DESK = "if readers may read it, take it out of 'notes' or 'contact' there"
NAMELESS = "an article or a record repeats the entry of a confidential source: say it otherwise"
ANY = ""
DATA_SCRIPTS = {"application/ld+json", "application/json"}


def nothing_is_loaded_from_elsewhere(proof: Proof) -> Iterator[Problem]:
    """No picture, script, style, font or frame comes from another host."""
    for path, sheet in proof.sheets.items():
        loaded = [(tag, address) for tag in sheet.tags for address in loads(tag)]
        loaded += [(Tag("style", {}, 0), a) for css in sheet.styles for a in IN_CSS.findall(css)]
        for tag, address in loaded:
            if ELSEWHERE.search(address) and not is_inside(proof, path, address):
                message = f"<{tag.name}> on line {tag.line} loads '{address}' from another host"
                yield Problem(proof.place(path), "E104", message, "put the file in the project")
    for path, content in proof.outputs.items():
        if path.endswith(".css"):
            for address in IN_CSS.findall(content.decode()):
                if ELSEWHERE.search(address):
                    message = f"this stylesheet loads '{address}' from another host"
                    yield Problem(Location(f"site/{path}"), "E104", message)


def is_inside(proof: Proof, path: str, address: str) -> bool:
    """The page for wrong addresses is shown at any depth, so it names our own host in full."""
    return path == "404.html" and address.startswith(proof.investigation.site.base_url)


def loads(tag: Tag) -> Iterator[str]:
    """The addresses that a browser fetches for a tag by itself."""
    if tag.name == "link":
        kinds = set(tag.attributes.get("rel", "").lower().split())
        if kinds & LOADING_LINKS:
            yield tag.attributes.get("href", "")
    if tag.attributes.get("http-equiv", "").lower() == "refresh":
        yield tag.attributes.get("content", "").partition("=")[2]
    for name in LOADING.get(tag.name, ()):
        if name in tag.attributes:
            yield tag.attributes[name]


def scripts_and_styles_are_files(proof: Proof) -> Iterator[Problem]:
    """The Content-Security-Policy forbids inline scripts, handlers and styles: so do we.

    Only what the page's own policy allows by its hash stands in it.
    """
    for path, sheet in proof.sheets.items():
        faults = [(tag, inline_fault(tag)) for tag in sheet.tags]
        for tag, fault in (*faults, *forbidden_inside(sheet)):
            if fault:
                message = f"<{tag.name}> on line {tag.line} has {fault}"
                hint = "put it in a file in templates/assets/"
                yield Problem(proof.place(path), "E105", message, hint)


def forbidden_inside(sheet: Sheet) -> Iterator[tuple[Tag, str]]:
    """The styles and scripts of a page that its policy does not allow by their hash."""
    allowed = " ".join(policy_in(tag) for tag in sheet.tags)
    inside = {"style": iter(sheet.styles), "script": iter(sheet.scripts)}
    for tag in sheet.tags:
        if tag.name in inside:
            text = next(inside[tag.name])
            data = "src" in tag.attributes or tag.attributes.get("type") in DATA_SCRIPTS
            if not data and inline_hash(text) not in allowed:
                what = "rules" if tag.name == "style" else "a program"
                yield tag, f"{what} that the page's own policy forbids"


def policy_in(tag: Tag) -> str:
    """The Content-Security-Policy that a tag sets, if it does."""
    kind = tag.attributes.get("http-equiv", "").lower()
    return tag.attributes.get("content", "") if kind == "content-security-policy" else ""


def inline_fault(tag: Tag) -> str:
    """What a tag has inline that the policy would stop; empty for a sound one."""
    handlers = [name for name in tag.attributes if name.startswith("on")]
    if handlers:
        return f"an inline handler, {handlers[0]}"
    if "style" in tag.attributes:
        return "an inline style"
    address = tag.attributes.get("href", "").strip().lower()
    icon = tag.attributes.get("rel") == "icon" and address.startswith(ICON_INSIDE)
    scripted = address.startswith(("javascript:", "data:")) and not icon
    return "a script for a link" if scripted else ""


def nothing_private_is_published(proof: Proof) -> Iterator[Problem]:
    """No private text of a record stands in any file."""
    texts = ((proof.place(path), content) for path, content in proof.texts())
    yield from find_private(proof.investigation, proof.secrets, texts)


def find_private(
    found: Investigation, secrets: Iterable[Source], texts: Iterable[tuple[Location, str]]
) -> Iterator[Problem]:
    """Each private text of a record, or of a confidential source, that stands in a file.

    `texts` are files with what is written in them.
    """
    private = list(private_texts(found, secrets))
    by_word = by_rarest_word(words for _, words, _ in private)
    for place, content in texts if private else ():
        written = as_words(html.unescape(content))
        likely = by_word.keys() & {ANY, *written.split()}
        for number in sorted(number for word in likely for number in by_word[word]):
            whose, words, hint = private[number]
            if words in written:
                message = f"a private text of {whose} stands in this file"
                yield Problem(place, "E107", message, hint)


def by_rarest_word(texts: Iterable[str]) -> dict[str, list[int]]:
    """The places of texts by a word that a file must have if it has the text.

    The first and the last word may be parts of others there, so they tell nothing; a text
    without any word between them must be looked for in any file.
    """
    inside = [text.split()[1:-1] for text in texts]
    common = Counter(word for words in inside for word in words)
    found: dict[str, list[int]] = {}
    for number, words in enumerate(inside):
        rarest = min(words, key=common.__getitem__, default=ANY)
        found.setdefault(rarest, []).append(number)
    return found


def private_texts(
    found: Investigation, secrets: Iterable[Source]
) -> Iterator[tuple[str, str, str]]:
    """Whose it is, the words and what to do where they got out, of all that is for the desk alone.

    A confidential source is not named, here neither.
    """
    entries: tuple[Agency | Source, ...] = (*found.agencies, *found.sources)
    for entry in entries:
        for words in private_words(entry):
            yield f"'{entry.id}' in {entry.origin.file}", words, DESK
    for source in secrets:
        for words in private_words(source, SECRET):
            yield source.origin.file, words, NAMELESS


def as_words(text: str) -> str:
    """The letters and digits alone: a text is known however its signs are written.

    HTML, JSON and CSV each have their own way with quotes, dashes and ends of lines.
    """
    plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), text)
    return re.sub(r"[\W_]+", " ", re.sub(r"\\[nrt]", " ", plain)).strip()


def private_words(
    entry: Agency | Source, names: tuple[str, ...] = ("notes", "contact")
) -> Iterator[str]:
    """What a record says for the desk alone; a word or two may stand anywhere by chance."""
    shortest = 6
    for name in names:
        words = as_words(getattr(entry, name, None) or "")
        if len(words) >= shortest:
            yield words
