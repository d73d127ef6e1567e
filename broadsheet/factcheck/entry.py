"""Room: fact-checking. An entry of content/factcheck.yaml as lines: written anew, or signed again.

Where it is signed again, only what the new check changes is written: remarks stay.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from broadsheet.ledger import Claim
from broadsheet.model import Check

WIDTH = 100
PLAIN = re.compile(r"[A-Za-z][\w .,/()'’+-]*[\w.)]")
FIELD = re.compile(
    r"(?P<key>(?:- +| +)\w+: +)"
    r"(?P<value>\"(?:[^\"\\]|\\.)*\"|'(?:[^']|\'\')*'|[^\"'\s#](?:(?!\s#).)*?)"
    r"(?P<rest>\s+#.*|\s*)"
)
"""A field on one line: its name, its value, and a remark behind it."""
KEEPING = frozenset({"claim", "mark", "by", "on"})
IN_FLOW = re.compile(r"[,}]\s+(#.*)$")
"""A remark behind an entry that is written in braces."""


def told_lines(words: str) -> list[str]:
    """The words of a claim as remarks."""
    told = textwrap.wrap(words, WIDTH - 2, break_long_words=False, break_on_hyphens=False)
    return [f"# {line}" for line in told]


def fields_of(check: Check) -> dict[str, str]:
    """What an entry says, as YAML."""
    told = {"claim": check.claim, "mark": check.mark, "by": check.by}
    fields = {name: scalar(text) for name, text in told.items()}
    note = {"note": scalar(check.note)} if check.note else {}
    return {**fields, "on": check.on.isoformat(), **note}


def new_lines(check: Check, claim: Claim) -> list[str]:
    """An entry below the words of its claim."""
    return [*told_lines(claim.text), *entry_lines(check)]


def entry_lines(check: Check) -> list[str]:
    """An entry alone."""
    lines = [f"  {name}: {text}" for name, text in fields_of(check).items()]
    return [f"- {lines[0].lstrip()}", *lines[1:]]


def scalar(text: str) -> str:
    """A text of YAML on one line: plain where that is plainly safe, else in double quotes."""
    # A mark of digits stays a text: whatever the schema does not take for more is one.
    plain = PLAIN.fullmatch(text) or re.fullmatch(r"[0-9a-f]+", text)
    return text if plain and text.lower() != "null" else json.dumps(text, ensure_ascii=False)


def signed_again(own: Sequence[str], check: Check) -> list[str]:
    """The lines of an older check of the same claim by the same person, with what is new."""
    fields = list(parted(own))
    names = [name for name, _ in fields]
    if not set(names) >= KEEPING or names[0] not in KEEPING:
        return [*entry_lines(check), *(f"  {remark}" for remark in remarks_in(own))]
    fresh = {name: text for name, text in fields_of(check).items() if name not in {"claim", "by"}}
    lines: list[str] = []
    for name, written in fields:
        same = name in {"claim", "by"}
        lines += written if same else field_lines(written, fresh.pop(name, ""))
    column = " " * own[0].index(names[0])
    return [*lines, *(f"{column}{name}: {text}" for name, text in fresh.items())]


def parted(own: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """The fields of an entry with the lines of each; none where it is written in braces."""
    opening = re.match(r"- +", own[0])
    column = opening.end() if opening else 0
    beginning = re.compile(rf"(?:- +| +)(?<=^.{{{column}}})(\w+):(?:\s|$)")
    found = ((number, beginning.match(line)) for number, line in enumerate(own))
    begun = [(number, name[1]) for number, name in found if name]
    for (start, name), (end, _) in pairwise([*begun, (len(own), "")]):
        yield name, own[start:end]


def field_lines(written: Sequence[str], text: str) -> Iterator[str]:
    """A field with another value, or without any; remarks in it and behind it stay."""
    found = FIELD.fullmatch(written[0])
    begun, _, _ = written[0].partition(":")
    rest = found["rest"].rstrip() if found else ""
    if text:
        yield f"{found['key'] if found else f'{begun}: '}{text}{rest}"
    elif rest:
        yield f"  {rest.lstrip()}"
    if not found or found["value"][0] not in "|>":
        yield from (line for line in written[1:] if line.lstrip().startswith("#"))


def remarks_in(own: Iterable[str]) -> Iterator[str]:
    """The remarks among the lines of an entry that gives way."""
    for line in own:
        if line.lstrip().startswith("#"):
            yield line.strip()
        elif found := FIELD.fullmatch(line):
            yield from filter(None, [found["rest"].strip()])
        elif behind := IN_FLOW.search(line):
            yield behind[1]
