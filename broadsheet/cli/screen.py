"""The command line: what `check` found, on one screen, by who mends it, the worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from broadsheet.cli.desk import COLOURS, as_text
from broadsheet.codes import MENDERS, PROSE, who_mends
from broadsheet.problems import Location, Problem

if TYPE_CHECKING:
    # Not at run time: --help must not wait for the stages.
    from broadsheet.bulletproof import Checked, Finding, Report

RANKS = ("error", "wrong", "warning", "look")
"""From the gravest to the mildest. The first two must be mended, the others looked at."""
TO_MEND = frozenset(RANKS[:2])
SHADES = {"error": COLOURS["wrong"], "warning": COLOURS["look"], **COLOURS}
MOST_OF_ONE, MOST_OF_SEVERAL = 3, 2
"""So many things are told of a group, where there is one and where there are several: all of it
should stand on a terminal of 80 by 24."""
NARROWEST = 20
Line = tuple[int, Text]
"""How far a line is indented, and the line."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to mend or to look at, whoever found it. `name` is its code or its id."""

    rank: str
    name: str
    location: Location
    message: str
    remedy: str
    mender: str

    @property
    def is_problem(self) -> bool:
        """Whether it has a code; else it is a finding of the desk's checklists."""
        return self.rank in {"error", "warning"}

    @property
    def order(self) -> tuple[int, str, int, int]:
        """The gravest first, then as one reads."""
        place = self.location
        return RANKS.index(self.rank), place.file, place.line, place.column


def remarks_of(checked: Checked) -> tuple[Remark, ...]:
    """Everything to mend and to look at, the worst first."""
    report = checked.report
    findings = (
        [f for verdict in ("wrong", "look") for f in report.findings(verdict)] if report else []
    )
    every = [*map(of_problem, checked.problems), *map(of_finding, findings)]
    return tuple(sorted(every, key=lambda remark: remark.order))


def of_problem(problem: Problem) -> Remark:
    """A problem of a build, or a warning of the copy desk."""
    mender = who_mends(problem.code, problem.location.file)
    return Remark(problem.severity, problem.code, problem.location, problem.message,
                  problem.hint, mender)  # fmt: skip


def of_finding(finding: Finding) -> Remark:
    """A finding of the desk's checklists."""
    mender = keeper_of(finding.location.file)
    return Remark(finding.verdict, finding.id, finding.location, finding.message,
                  finding.remedy, mender)  # fmt: skip


def keeper_of(file: str) -> str:
    """Who keeps a file: writers the story, data editors the data, developers all else."""
    if file.startswith(PROSE):
        return "writer"
    return "data editor" if file.startswith("content/") else "developer"


def show(checked: Checked, *, quiet: bool, everything: bool) -> None:
    """The screen, on standard output; quietly, only what needs somebody."""
    remarks = remarks_of(checked)
    groups = grouped(remarks)
    few = MOST_OF_ONE if len(groups) == 1 else MOST_OF_SEVERAL
    most = len(remarks) if everything else few
    blocks = [group_lines(who, group, most) for who, group in groups]
    if not quiet:
        foot = [*foot_lines(checked, everything=everything)]
        blocks = [[(0, headline(checked, remarks))], *blocks, foot]
    console = Console(highlight=False, emoji=False)
    for number, block in enumerate(blocks):
        if number:
            console.print()
        for indent, text in block:
            print_line(console, indent, text)


def print_line(console: Console, indent: int, text: Text) -> None:
    """A line with its indent; on a terminal it is wrapped, and what is wrapped keeps the indent."""
    wide = console.width - indent if console.is_terminal else len(text) + 1
    for line in text.wrap(console, max(wide, NARROWEST)):
        console.print(Text(" " * indent) + line, soft_wrap=True)


def headline(checked: Checked, remarks: Iterable[Remark]) -> Text:
    """`136 pages are sound. 2 things to mend, 3 to look at`, in a sentence and a half."""
    ranks = Counter(remark.rank in TO_MEND for remark in remarks)
    mend, look = ranks[True], ranks[False]
    sound = "The site cannot be built."
    if checked.edition:
        sound = f"{checked.edition.pages} pages are sound."
    things = "Nothing" if not mend else "1 thing" if mend == 1 else f"{mend:,} things"
    style = "bold red" if mend else "bold yellow" if look else "bold green"
    return Text(
        f"{sound} {things} to mend, {f'{look:,}' if look else 'nothing'} to look at.", style
    )


def grouped(remarks: Iterable[Remark]) -> list[tuple[str, tuple[Remark, ...]]]:
    """The remarks by who mends them: first whose worst is the worst, then who has the most."""
    ordered = sorted(remarks, key=lambda r: (MENDERS.index(r.mender), r.order))
    groups = [(who, tuple(found)) for who, found in groupby(ordered, key=lambda r: r.mender)]
    return sorted(groups, key=lambda g: (RANKS.index(g[1][0].rank), -len(g[1])))


def group_lines(mender: str, group: tuple[Remark, ...], most: int) -> list[Line]:
    """What one person has to do: so much of it at the most."""
    shown = group[:most]
    lines = [(0, Text(f"For the {mender}: ", "bold").append(counts_of(group), ""))]
    lines += (line for remark in shown for line in remark_lines(remark))
    if more := len(group) - len(shown):
        lines.append((2, Text(f"and {more:,} more: --all tells all", "dim")))
    return lines


def counts_of(group: Iterable[Remark]) -> str:
    """`2 errors, 1 warning, 3 to look at`."""
    counts = Counter(remark.rank for remark in group)
    words = {"error": "error", "wrong": "wrong finding", "warning": "warning"}
    told = [
        f"{counts[rank]:,} {word}{'s' if counts[rank] > 1 else ''}"
        for rank, word in words.items() if counts[rank]
    ]  # fmt: skip
    return ", ".join(told + ([f"{counts['look']:,} to look at"] if counts["look"] else []))


def remark_lines(remark: Remark) -> Iterator[Line]:
    """`content/agencies.yaml:48:9: look [near-names:a+b]: …`, and what to do about it."""
    text = Text().append(f"{remark.location}: ", "bold")
    name = f"[{remark.name}]" if remark.is_problem else f" [{remark.name}]"
    text.append(f"{remark.rank}{name}", SHADES[remark.rank])
    yield 2, text.append(f": {remark.message}")
    if remark.remedy:
        yield 4, Text(remark.remedy, "dim")


def foot_lines(checked: Checked, *, everything: bool) -> Iterator[Line]:
    """The report on the data, in short or whole; what nobody looked at; what is held back."""
    if checked.report:
        yield from report_lines(checked.report, everything=everything)
    for told in checked.unchecked:
        yield 0, Text(f"Not checked: {told}")
    if checked.edition and checked.edition.held_back:
        names = ", ".join(checked.edition.held_back)
        yield 0, Text(f"Held back, as drafts or until their time: {names}")


def report_lines(report: Report, *, everything: bool) -> Iterator[Line]:
    """The counts of the verdicts, after every line of the report if all is wanted."""
    if everything:
        yield from ((0, as_text(line)) for line in report.lines)
    counts = ", ".join(f"{count} {verdict}" for verdict, count in report.counts().items())
    told = f"The data: {len(report.lines)} checks: {counts}"
    yield 0, Text(told if everything else f"{told}; --all tells each")
    if report.left_out:
        yield 0, Text(f"Left out, since they cannot be read: {', '.join(report.left_out)}", "bold")
