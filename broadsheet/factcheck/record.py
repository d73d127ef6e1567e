"""Room: fact-checking. New checks go into the text of content/factcheck.yaml, and to the disk.

The text is edited where it must be and nowhere else: people write remarks into it and merge
it by hand. Each entry stands below the words of its claim, in the order of the claims' ids.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from broadsheet.factcheck.entry import new_lines, remarks_in, signed_again, told_lines
from broadsheet.ledger import Claim
from broadsheet.model import Check
from broadsheet.problems import BuildError, Location, Problem

FILE = "content/factcheck.yaml"
HEAD = """\
# Who checked which claim against what it rests on. `python build.py sign` writes new entries here.
# A check holds while its `mark` is that of the claim: it stands for the words, the values and the
# sources as they were. The words above an entry are those of its claim when it was checked."""
BEGINNING = re.compile(r"- ")


def with_checks(
    text: str, known: Sequence[Check], new: Mapping[Check, Claim], names: Mapping[Check, str]
) -> str:
    """The file with new checks in it; `new` gives the claim of each one.

    `names` gives the id that the claim of a known check has now: it may have moved. An older
    check of the same claim by the same person gives way, and whatever else stands in the file
    stays. BuildError where it is not written one entry below the other.
    """
    lines = [*text.removesuffix("\n").split("\n"), ""] if known else opening(text)
    begun = begun_on(lines, known)
    if known and not begun:
        message = "this file is not written one entry below the other"
        hint = "begin each entry with '- ' at the beginning of a line"
        raise BuildError([Problem(Location(FILE), "E125", message, hint)])
    keys = {check: (names.get(check, check.claim), check.by) for check in known}
    edits = list(replacing(lines, begun, keys, new))
    added = [check for check in new if (check.claim, check.by) not in keys.values()]
    edits += inserting(lines, begun, known, {check: new[check] for check in added})
    return "\n".join(edited(lines, edits))


def opening(text: str) -> list[str]:
    """What a file without entries begins with."""
    remarks = [line for line in text.split("\n") if not line or line.lstrip().startswith("#")]
    written = "\n".join(remarks).strip("\n")
    return [*(written or HEAD).split("\n"), ""]


class Edit(NamedTuple):
    """Some lines of the file, from `start` to before `end`, and what stands there instead."""

    start: int
    end: int
    lines: Sequence[str]


def edited(lines: Sequence[str], edits: Iterable[Edit]) -> Iterator[str]:
    """The lines of the file with all edits done; none of them touches another."""
    done = 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        yield from lines[done : edit.start]
        yield from edit.lines
        done = edit.end
    yield from lines[done:]


def replacing(
    lines: Sequence[str],
    begun: Sequence[int],
    keys: Mapping[Check, tuple[str, str]],
    new: Mapping[Check, Claim],
) -> Iterator[Edit]:
    """An older check gives way to the new one of the same person; a second older one goes.

    `keys` gives the claim and the person of each check in the file, in its order.
    """
    fresh = {(check.claim, check.by): check for check in new}
    first: set[tuple[str, str]] = set()
    afters = [*begun, len(lines)][1:]
    for number, (old, key), after in zip(begun, keys.items(), afters, strict=True):
        if key in fresh:
            check, end = fresh[key], ending(lines, number, after)
            own = lines[number:end]
            told = [*told_lines(new[check].text), *signed_again(own, check)]
            start = generated_from(lines, number, old, new[check])
            yield Edit(start, end, list(remarks_in(own)) if key in first else told)
            first.add(key)


def ending(lines: Sequence[str], number: int, after: int) -> int:
    """The line before which an entry ends: remarks and empty lines below it are not its own."""
    end = after
    while end > number + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip()[0] == "#"):
        end -= 1
    return end


def generated_from(lines: Sequence[str], number: int, old: Check, claim: Claim) -> int:
    """The line on which the words begin that `sign` once wrote above an entry.

    They are known by the check: they are what it was of, or what the claim says now.
    """
    for start in range(with_remarks(lines, number), number):
        words = " ".join(line.removeprefix("# ") for line in lines[start:number])
        if lines[start:number] == told_lines(words) and (
            words == " ".join(claim.text.split()) or replace(claim, text=words).mark == old.mark
        ):
            return start
    return number


def inserting(
    lines: Sequence[str], begun: Sequence[int], known: Sequence[Check], new: Mapping[Check, Claim]
) -> Iterator[Edit]:
    """Each new entry above the first one whose claim comes after its own."""
    highest = list(accumulate((check.claim for check in known), max))
    for check in sorted(new, key=lambda one: one.claim):
        place = bisect_right(highest, check.claim)
        own = new_lines(check, new[check])
        if place < len(begun):
            start = with_remarks(lines, begun[place])
            yield Edit(start, start, [*own, ""])
        else:
            yield Edit(len(lines), len(lines), [*own, ""])


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
