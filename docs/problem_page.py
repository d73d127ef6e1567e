"""The page of problems, made from the entries of `broadsheet/codes/`; `generate.py` puts it in."""
# ruff: noqa: INP001 - a folder of texts, not a package

from __future__ import annotations

import re
import textwrap

from broadsheet import codes
from broadsheet.codes import wording

WIDEST = 120
TOGETHER = re.compile(r"`[^`]*`|\[[^\]]*\]\([^)]*\)")
"""What stays on one line: a code, a link."""
FENCE = "`" * 3


def problems(_: str) -> str:
    """Every group of codes, and every code with all that is told of it."""
    return "\n".join(told_of_group(group) for group in codes.groups())


def told_of_group(group: codes.Group) -> str:
    """A group under its heading."""
    parts = [f"## {group.title}", in_lines(group.intro), *map(told_of_code, group.codes)]
    return "\n\n".join(part for part in parts if part) + "\n"


def told_of_code(code: codes.Code) -> str:
    """A code under its heading, which is its anchor. The message stands before the examples."""
    wrong, right = (wording.place_told(code, right=right) for right in (False, True))
    return "\n\n".join((
        f"### {code.name}",
        in_lines(f"**{code.title}.** {code.means}"),
        f"{FENCE}text\n{code.told.rstrip()}\n{FENCE}",
        "\n".join((
            in_lines(f"- **Why:** {code.why}", "  "),
            in_lines(f"- **To mend it:** {code.mend}", "  "),
            f"- **Who mends it:** {wording.mender_told(code)}",
        )),
        f"Wrong, {in_code(wrong)}:",
        as_example(code.wrong),
        "Right:" if wrong == right else f"Right, {in_code(right)}:",
        as_example(code.right),
    ))  # fmt: skip


def in_lines(text: str, indent: str = "") -> str:
    """Prose in lines that fit; no link and no code is parted."""
    kept = TOGETHER.sub(lambda found: found[0].replace(" ", "\0"), text)
    filled = textwrap.fill(
        kept, WIDEST, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return filled.replace("\0", " ")


def in_code(place: str) -> str:
    """A place with the name of its file as code: ``in `content/site.yaml` ``."""
    return re.sub(r"[\w./-]+\.\w+", lambda file: f"`{file[0]}`", place)


def as_example(text: str) -> str:
    """What stands in a file; a block of code inside it is indented, not fenced."""
    shown = codes.visible(text.rstrip("\n"))
    if FENCE in shown:
        return textwrap.indent(shown, "    ")
    return f"{FENCE}\n{shown}\n{FENCE}" if shown else "*It is not there.*"
