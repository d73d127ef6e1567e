"""Noun: what a checklist found: findings at their places, a verdict a line, the whole report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Literal

from broadsheet.model import Waiver
from broadsheet.problems import Location

Verdict = Literal["ok", "waived", "look", "wrong"]
VERDICTS: tuple[Verdict, ...] = ("ok", "waived", "look", "wrong")
"""From the mildest to the gravest."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a person should look at, or that cannot be right.

    `id` is the same in every run: the check and its subject. `waiver` is set where somebody
    has looked at it and lets it stand; the finding keeps the words that it had.
    """

    id: str
    verdict: Verdict
    location: Location
    message: str
    remedy: str
    waiver: Waiver | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What one check looked at, with its figures, and what it found there."""

    check: str
    told: str
    findings: tuple[Finding, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The gravest verdict of its findings; `ok` where there is none."""
        return max((finding.verdict for finding in self.findings), key=VERDICTS.index, default="ok")


@dataclass(frozen=True, slots=True)
class Report:
    """Every line, and the entries that could not be read and are in none of them."""

    lines: tuple[Line, ...]
    left_out: tuple[str, ...] = ()

    def findings(self, verdict: Verdict) -> tuple[Finding, ...]:
        """Every finding of a verdict, in the order of the lines."""
        return tuple(f for line in self.lines for f in line.findings if f.verdict == verdict)

    def counts(self) -> dict[Verdict, int]:
        """How many lines have each verdict."""
        counted = Counter(line.verdict for line in self.lines)
        return {verdict: counted[verdict] for verdict in VERDICTS}


def waived(line: Line, waivers: dict[str, Waiver]) -> Line:
    """The line with the findings that somebody lets stand marked as such."""
    findings = tuple(
        replace(finding, verdict="waived", waiver=waivers[finding.id])
        if finding.id in waivers
        else finding
        for finding in line.findings
    )
    return replace(line, findings=findings)
