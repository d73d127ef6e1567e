"""Stage check: the picture that stands for a page where its address is shared is there."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from urllib.parse import unquote

from broadsheet.check.proof import Proof, Sheet
from broadsheet.problems import Problem

PICTURE = "og:image"
OURS = "the templates write this in the block 'sharing' of base.html"
# A PNG begins with its signature, then the length and name of its first part, then its size.
SIGNATURE = b"\x89PNG\r\n\x1a\n"
SIZE = struct.Struct(">16xII")


def every_card_is_there(proof: Proof) -> Iterator[Problem]:
    """A page's og:image is a file of the site, as large as it is said to be, and told in words."""
    for path, sheet in proof.sheets.items():
        told = told_of(sheet)
        if PICTURE in told:
            for message in faults(proof, told):
                yield Problem(proof.place(path), "E110", message, OURS)


def told_of(sheet: Sheet) -> dict[str, str]:
    """What a page tells those who show it elsewhere, by its property."""
    metas = (tag.attributes for tag in sheet.tags if tag.name == "meta")
    return {meta["property"]: meta.get("content", "") for meta in metas if "property" in meta}


def faults(proof: Proof, told: dict[str, str]) -> Iterator[str]:
    """What is wrong with a page's picture."""
    address, base = told[PICTURE], proof.investigation.site.base_url
    content = proof.outputs.get(unquote(address.removeprefix(base)))
    if not address.startswith(base) or content is None:
        yield f"the page's picture '{address}' is not a file of this site"
        return
    stated = f"{told.get('og:image:width', '')}x{told.get('og:image:height', '')}"
    if stated != size_of(content):
        yield f"the page's picture '{address}' is {size_of(content)}, not {stated}"
    if not told.get("og:image:alt", "").strip():
        yield f"the page's picture '{address}' has no words, og:image:alt"


def size_of(content: bytes) -> str:
    """`1200x630` of a PNG."""
    if not content.startswith(SIGNATURE) or len(content) < SIZE.size:
        return "no PNG"
    width, height = SIZE.unpack_from(content)
    return f"{width}x{height}"
