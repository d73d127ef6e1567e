"""The command line: how the desk's report is told, to people and to programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.text import Text

from broadsheet.cli.report import CONTENT_PROBLEMS, as_record
from broadsheet.problems import errors

if TYPE_CHECKING:
    # Not at run time: --help must not wait for the stages.
    from broadsheet.bulletproof import Checked, Finding, Line, Report

COLOURS = {"ok": "green", "waived": "cyan", "look": "bold yellow", "wrong": "bold red"}
MOST_TOLD = 20
"""Findings of one line that people are told; programs are told all."""


def tell_report(report: Report, *, quiet: bool) -> None:
    """The report on standard output, a verdict a line; quietly, only what needs somebody."""
    console = Console(soft_wrap=True, highlight=False, emoji=False)
    for line in report.lines:
        if not quiet or line.verdict in {"look", "wrong"}:
            console.print(as_text(line))
    if not quiet:
        counts = ", ".join(f"{count} {verdict}" for verdict, count in report.counts().items())
        console.print(Text(f"{len(report.lines)} checks: {counts}", style="bold"))
    if report.left_out:
        names = ", ".join(report.left_out)
        console.print(Text(f"Left out, since they cannot be read: {names}", style="bold"))


def as_text(line: Line) -> Text:
    """A line with its findings, each with its place, and its remedy below it."""
    text = Text().append(f"{line.verdict:<7}", style=COLOURS[line.verdict])
    text.append(f"{line.check}: ", style="bold").append(line.told)
    for finding in line.findings[:MOST_TOLD]:
        text.append("\n  ").append(finding_text(finding))
    more = len(line.findings) - MOST_TOLD
    if more > 0:
        text.append(f"\n  and {more:,} more: --format json tells all", style="dim")
    return text


def finding_text(finding: Finding) -> Text:
    """`content/agencies.yaml:48:9: look [near-names:a+b]: …`, and what to do about it."""
    text = Text().append(f"{finding.location}: ", style="bold")
    text.append(f"{finding.verdict} [{finding.id}]", style=COLOURS[finding.verdict])
    text.append(f": {finding.message}")
    told = finding.remedy
    if finding.waiver:
        told = f"waived by {finding.waiver.by}, {finding.waiver.date}: {finding.waiver.reason}"
    return text.append(f"\n    {told}", style="dim")


def stop_at_findings(report: Report | None, *, strict: bool) -> None:
    """Leave with the code of faulty content where something is wrong (strictly: to look at)."""
    told = [f"{count} {words}" for count, words in counts_that_stop(report, strict=strict) if count]
    if told:
        click.echo(f"{' and '.join(told)} in the data: see the report.", err=True)
        raise SystemExit(CONTENT_PROBLEMS)


def counts_that_stop(report: Report | None, *, strict: bool) -> list[tuple[int, str]]:
    """How many findings of each verdict keep a check from passing."""
    if report is None:
        return []
    wrong, look = len(report.findings("wrong")), len(report.findings("look"))
    stopping = [(wrong, "wrong finding" if wrong == 1 else "wrong findings")]
    if strict:
        stopping.append((look, "finding to look at" if look == 1 else "findings to look at"))
    return stopping


def tell_checked_to_programs(checked: Checked, *, strict: bool) -> None:
    """One JSON object: the problems as `build` tells them, and every line of the report."""
    record = {
        "problems": [as_record(problem) for problem in checked.problems],
        "report": report_record(checked.report) if checked.report else None,
    }
    click.echo(json.dumps(record, ensure_ascii=False))
    if errors(checked.problems) or (strict and checked.problems):
        raise SystemExit(CONTENT_PROBLEMS)
    stop_at_findings(checked.report, strict=strict)


def report_record(report: Report) -> dict[str, Any]:
    """The report for programs."""
    return {
        "counts": report.counts(),
        "left_out": list(report.left_out),
        "lines": [
            {
                "verdict": line.verdict, "check": line.check, "told": line.told,
                "findings": [finding_record(finding) for finding in line.findings],
            }
            for line in report.lines
        ],
    }  # fmt: skip


def finding_record(finding: Finding) -> dict[str, Any]:
    """A finding for programs."""
    place, waiver = finding.location, finding.waiver
    return {
        "id": finding.id, "verdict": finding.verdict,
        "file": place.file, "line": place.line, "column": place.column,
        "message": finding.message, "remedy": finding.remedy,
        "waiver": waiver and {"by": waiver.by, "date": waiver.date.isoformat(),
                              "reason": waiver.reason},
    }  # fmt: skip
