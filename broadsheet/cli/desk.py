"""The command line: how the desk's report is told, to people and to programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.text import Text

if TYPE_CHECKING:
    # Not at run time: --help must not wait for the stages.
    from broadsheet.bulletproof import Finding, Line, Report

COLOURS = {"ok": "green", "waived": "cyan", "look": "bold yellow", "wrong": "bold red"}


def as_text(line: Line) -> Text:
    """A line with what somebody lets stand in it; what needs somebody is told above the report."""
    text = Text().append(f"{line.verdict:<7}", style=COLOURS[line.verdict])
    text.append(f"{line.check}: ", style="bold").append(line.told)
    for finding in line.findings:
        if finding.waiver:
            text.append("\n  ").append(finding_text(finding))
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
