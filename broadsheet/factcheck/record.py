"""Room: fact-checking. New checks go into the text of content/factcheck.yaml, and to the disk.

The text is edited where it must be and nowhere else: people write remarks into it and merge
it by hand. Each entry stands below the words of its claim, in the order of the claims' ids.
"""

from __future__ import annotations

import json
import os
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from broadsheet.model import Check
from broadsheet.problems import BuildError, Location, Problem

FILE = "content/factcheck.yaml"
HEAD = """\
# Who checked which claim against what it rests on. `python build.py sign` writes new entries here.
# A check holds while its `mark` is that of the claim: it stands for the words, the values and the
# sources as they were. The words above an entry are those of its claim when it was checked.

"""
WIDTH = 100
BEGINNING = re.compile(r"- ")
PLAIN = re.compile(r"[A-Za-z][\w .,/()'’+-]*[\w.)]")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the file as it is written, with the remarks above it."""

    claim: str
    by: str
    text: str


def with_checks(text: str, known: Sequence[Check], new: Mapping[Check, str]) -> str:
    """The file with new checks in it; `new` gives the words of each one's claim.

    An older check of the same claim by the same person gives way. BuildError where the file
    is not written one entry below the other.
    """
    head, entries = parted(text, known)
    for check, words in new.items():
        entries = [e for e in entries if (e.claim, e.by) != (check.claim, check.by)]
        after = [index for index, entry in enumerate(entries) if entry.claim > check.claim]
        place = after[0] if after else len(entries)
        entries.insert(place, Entry(check.claim, check.by, entry_text(check, words)))
    return head + "\n\n".join(entry.text.strip("\n") for entry in entries) + "\n"


def parted(text: str, known: Sequence[Check]) -> tuple[str, list[Entry]]:
    """The head of the file, and its entries, each with the remarks that stand above it."""
    lines = text.split("\n")
    if not known:
        remarks = [line for line in lines if line.startswith("#")]
        return "\n".join([*remarks, "", ""]) if remarks else HEAD, []
    begun = begun_on(lines, known)
    if not begun:
        message = "this file is not written one entry below the other"
        hint = "begin each entry with '- ' at the beginning of a line"
        raise BuildError([Problem(Location(FILE), "E125", message, hint)])
    first = [with_remarks(lines, number) for number in begun]
    texts = ["\n".join(lines[a:b]) for a, b in pairwise([*first, len(lines)])]
    found = [Entry(c.claim, c.by, told) for c, told in zip(known, texts, strict=True)]
    return "\n".join([*lines[: first[0]], ""]) if first[0] else "", found


def begun_on(lines: Sequence[str], known: Sequence[Check]) -> list[int]:
    """The lines on which entries begin; none where it is not one line for each entry."""
    begun = [number for number, line in enumerate(lines) if BEGINNING.match(line)]
    return begun if len(begun) == len(known) else []


def remarks(text: str, known: Sequence[Check]) -> tuple[str, ...]:
    """What stands above each entry: most likely the words that were checked."""
    lines = text.split("\n")
    begun = begun_on(lines, known)
    if not begun:
        return ("",) * len(known)
    above = (lines[with_remarks(lines, number) : number] for number in begun)
    return tuple(" ".join(line.lstrip("# ") for line in told) for told in above)


def with_remarks(lines: Sequence[str], number: int) -> int:
    """The line on which an entry begins, the remarks right above it included."""
    above = number
    while above and lines[above - 1].startswith("#"):
        above -= 1
    return above


def entry_text(check: Check, words: str) -> str:
    """An entry below the words of its claim."""
    told = textwrap.wrap(words, WIDTH - 2, break_long_words=False, break_on_hyphens=False)
    lines = [f"# {line}" for line in told]
    lines += [f"- claim: {scalar(check.claim)}", f"  mark: {scalar(check.mark)}"]
    lines += [f"  by: {scalar(check.by)}", f"  on: {check.on.isoformat()}"]
    lines += [f"  note: {scalar(check.note)}"] if check.note else []
    return "\n".join(lines)


def scalar(text: str) -> str:
    """A text of YAML on one line: plain where that is plainly safe, else in double quotes."""
    # A mark of digits stays a text: whatever the schema does not take for more is one.
    plain = PLAIN.fullmatch(text) or re.fullmatch(r"[0-9a-f]+", text)
    return text if plain and text.lower() != "null" else json.dumps(text, ensure_ascii=False)


def write_record(root: Path, text: str) -> None:
    """Put the file in its place in one step: whoever reads finds the old one or the new one."""
    target = (root / FILE).resolve()
    aside = target.with_name(f".{target.name}.new")
    try:
        with aside.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(target)
    except OSError as error:
        aside.unlink(missing_ok=True)
        message = f"this file cannot be written: {error.strerror}"
        hint = "what stood there is unchanged"
        raise BuildError([Problem(Location(FILE), "E126", message, hint)]) from error
