"""Stage load: bytes become text, or a problem that names the sign that cannot stay.

UTF-8 with or without a byte order mark, lines ended by LF or CRLF. Signs that a reader
cannot see but that change what a text says (U+202E turns a name around) are refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from broadsheet.problems import Location, Problem

PROSE_LIMIT = 2_000_000
DATA_LIMIT = 64_000_000

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control signs, the lone carriage return among them
    "\u2028\u2029"  # line separators, which end a line in JavaScript and YAML only
    "\u200b-\u200f\u2060-\u2064\ufeff"  # zero-width signs
    "\u202a-\u202e\u2066-\u206f\u061c"  # signs that turn the direction of a text
    "\u180e\U000e0000-\U000e007f"  # letters without a shape, in which words can be hidden
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # no characters at all
)
MOST_TOLD = 5


def read_text(raw: bytes, file: str, limit: int) -> tuple[str, list[Problem]]:
    """Decode a file of at most `limit` bytes; an empty text and problems where it cannot be."""
    place = Location(file)
    if len(raw) > limit:
        message = f"this file is over {limit / 1e6:.0f} MB"
        return "", [Problem(place, "E013", message, "split it into several files")]
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", [Problem(place, "E011", "this file is UTF-16", "save it as UTF-8")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", [wrong_byte(raw, error, file)]
    text = text.replace("\r\n", "\n")
    return text, list(unseen_signs(text, file))


def wrong_byte(raw: bytes, error: UnicodeDecodeError, file: str) -> Problem:
    """Name the first byte that is not UTF-8."""
    before = raw[: error.start]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    message = f"byte 0x{raw[error.start]:02X} is not UTF-8"
    return Problem(Location(file, line, column), "E011", message, "save the file as UTF-8")


def unseen_signs(text: str, file: str) -> Iterator[Problem]:
    """Tell the first few signs that must not stand in content."""
    for found in list(UNSEEN.finditer(text))[:MOST_TOLD]:
        line, column = line_and_column(text, found.start())
        yield Problem(
            Location(file, line, column),
            "E012",
            f"{sign_name(found[0])} must not stand in content",
            "delete it; it cannot be seen, so retype the words around it",
        )


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of an offset in a text."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def sign_name(sign: str) -> str:
    """`U+202E (right-to-left override)`, or the number alone where it has no name."""
    name = unicodedata.name(sign, "").lower()
    return f"U+{ord(sign):04X} ({name})" if name else f"U+{ord(sign):04X}"
