"""Room: codes. What an entry says to a page and to a terminal, and which one is asked for."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from broadsheet.codes import BY_FILE, COMMAND, FOLDER, Code, all_codes

LINK = re.compile(r"(?P<code>`[^`]*`)|\[(?P<words>(?:`[^`]*`|[^\]`])*)\]\((?P<target>[^)\s]+)\)")
"""A link, or words between backticks, in which there is none."""
REFERENCE = "docs/reference"
"""The folder from which the links of the entries lead."""
PASTED = re.compile(r"\[([EW]\d{3})\]")
ASKED = re.compile(r"(?P<letter>[EW]?)0*(?P<number>\d{1,3})", re.IGNORECASE)
SEVERITIES = {
    "E": "An error: nothing is written until it is mended.",
    "W": "A warning: the site is written, and --strict stops at it.",
}


def find_codes(asked: str) -> tuple[Code, ...]:
    """The codes that somebody asks for: `E041`, `e41`, `41` (of either letter), a whole message."""
    pasted = PASTED.search(asked)
    found = ASKED.fullmatch(pasted[1] if pasted else asked.strip())
    if not found:
        return ()
    letters = found["letter"].upper() or "".join(SEVERITIES)
    names = (f"{letter}{int(found['number']):03}" for letter in letters)
    return tuple(all_codes()[name] for name in names if name in all_codes())


def severity_told(code: Code) -> str:
    """What a code's letter means for the site."""
    return SEVERITIES[code.name[0]]


def mender_told(code: Code) -> str:
    """`the writer`, or who it is in which file."""
    if code.mends == BY_FILE:
        return "the writer in an article, the data editor in the data"
    return f"the {code.mends}"


def place_told(code: Code, *, right: bool) -> str:
    """Where an example stands: `in content/site.yaml`, `in the folder`, `on the command line`."""
    where = (code.right_where if right else "") or code.where
    return f"on {COMMAND}" if where == COMMAND else f"in {where}"


def is_file(code: Code) -> bool:
    """Whether an example is the text of a file."""
    return code.where not in {FOLDER, COMMAND}


def plain(text: str) -> str:
    """A text without the addresses of its links."""
    return LINK.sub(lambda link: link["code"] or link["words"], text)


def pages_named(code: Code) -> tuple[str, ...]:
    """The pages of the documentation that an entry leads to, each once."""
    return tuple(dict.fromkeys(find_pages(code)))


def find_pages(code: Code) -> Iterator[str]:
    """Each link of an entry that leads to a page: `docs/how-to/bind-numbers.md`."""
    for text in (code.means, code.why, code.mend):
        for link in LINK.finditer(text):
            page, _, _ = (link["target"] or "").partition("#")
            if page:
                yield posixpath.normpath(posixpath.join(REFERENCE, page))
