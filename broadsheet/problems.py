"""Noun: what is wrong, where it stands, and what would mend it.

Every stage yields `Problem` values; only `cli` prints them. The text of a problem is
written for an editor: a sentence that quotes what stands there, and a hint that says
what would be right.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file: `file` relative to the project's folder, line and column from 1.

    Line 0 means the file as a whole; column 0 means the whole line.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """`file:line:column`, leaving out what is not known."""
        if not self.line:
            return self.file
        if not self.column:
            return f"{self.file}:{self.line}"
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. `code` begins with E (stops the build) or W (told, stops a release)."""

    location: Location
    code: str
    message: str
    hint: str = ""

    def __post_init__(self) -> None:
        """Keep what is told on one line, whatever the text that it quotes."""
        object.__setattr__(self, "message", "\\n".join(self.message.splitlines()))
        object.__setattr__(self, "hint", "\\n".join(self.hint.splitlines()))

    @property
    def severity(self) -> Severity:
        """`error` for E codes, `warning` for W codes."""
        return "error" if self.code.startswith("E") else "warning"

    def __str__(self) -> str:
        """The form an editor sees, the hint on a line of its own."""
        first = f"{self.location}: {self.severity}[{self.code}]: {self.message}"
        return f"{first}\n  {self.hint}" if self.hint else first


class BuildError(Exception):
    """A stage could not go on. Carries every problem found so far."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in reading order (file, line, column)."""
        self.problems = in_reading_order(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[BuildError], tuple[tuple[Problem, ...]]]:
        """Cross a process whole."""
        return (type(self), (self.problems,))


def in_reading_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort by file, line, column and code; the same fault told twice is told once."""
    unique = dict.fromkeys(problems)
    return tuple(
        sorted(
            unique,
            key=lambda p: (p.location.file, p.location.line, p.location.column, p.code, p.message),
        )
    )


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Only those that stop a build."""
    return tuple(problem for problem in problems if problem.severity == "error")


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """`did you mean 'Wake'?` for the nearest choice, or an empty text when none is near."""
    options = list(choices)
    by_folded = {option.casefold(): option for option in options}
    near = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return f"did you mean '{by_folded[near[0]]}'?" if near else ""


def one_of(choices: Iterable[str], limit: int = 8) -> str:
    """`it is one of a, b, c` for a short list of choices; empty for a long one."""
    options = list(choices)
    return f"it is one of {', '.join(options)}" if 0 < len(options) <= limit else ""
