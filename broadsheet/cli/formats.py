"""The command line: what `check` found, in the formats of programs.

JSON is our own. GitHub's workflow commands put a mark beside a line of a change; SARIF 2.1.0
is what code scanners and text editors read.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import click

from broadsheet import __version__
from broadsheet.cli.desk import report_record
from broadsheet.cli.report import as_record
from broadsheet.cli.screen import Remark, of_finding, remarks_of
from broadsheet.codes import all_codes
from broadsheet.codes.wording import plain
from broadsheet.problems import Location

if TYPE_CHECKING:
    from broadsheet.bulletproof import Checked, Finding

COMMANDS = {"error": "error", "wrong": "error", "warning": "warning", "look": "notice"}
LEVELS = {"error": "error", "wrong": "error", "warning": "warning", "look": "note",
          "waived": "note"}  # fmt: skip
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def tell_json(checked: Checked) -> None:
    """One object: the problems as `build` tells them, the report, and what nobody looked at."""
    record = {
        "problems": [as_record(problem) for problem in checked.problems],
        "report": report_record(checked.report) if checked.report else None,
        "unchecked": list(checked.unchecked),
    }
    click.echo(json.dumps(record, ensure_ascii=False))


def tell_github(checked: Checked, root: Path) -> None:
    """A workflow command a line."""
    for remark in remarks_of(checked):
        click.echo(command_of(remark, root))


def command_of(remark: Remark, root: Path) -> str:
    """`::warning file=content/story/index.md,line=3,col=7,title=W171::…`."""
    place = remark.location
    pairs = {"file": from_here(place, root), "line": place.line, "col": place.column,
             "title": remark.name}  # fmt: skip
    told = ",".join(f"{key}={in_a_property(str(value))}" for key, value in pairs.items() if value)
    message = "\n".join(part for part in (remark.message, remark.remedy) if part)
    return f"::{COMMANDS[remark.rank]} {told}::{in_a_message(message)}"


def in_a_message(text: str) -> str:
    """Escape what would end a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def in_a_property(text: str) -> str:
    """Escape what would also end a property of one."""
    return in_a_message(text).replace(":", "%3A").replace(",", "%2C")


def from_here(place: Location, root: Path) -> str:
    """The file from the folder that the command runs in, which is that of the repository."""
    path = root / place.file
    here = Path.cwd()
    if path.is_absolute() and path.is_relative_to(here):
        return path.relative_to(here).as_posix()
    return path.as_posix()


def tell_sarif(checked: Checked, root: Path) -> None:
    """One log with one run; what is waived is in it as suppressed."""
    waived = checked.report.findings("waived") if checked.report else ()
    told = [*remarks_of(checked), *map(of_finding, waived)]
    rules = sorted({rule_of(remark) for remark in told})
    results = [result_of(remark, rules, root) for remark in remarks_of(checked)]
    results += [suppressed(found, rules, root) for found in waived]
    driver = {
        "name": "Broadsheet", "version": __version__, "rules": [rule_record(r) for r in rules],
    }  # fmt: skip
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    click.echo(json.dumps(log, ensure_ascii=False, indent=2))


def rule_record(rule: str) -> dict[str, Any]:
    """What a code means and how it is mended; a check of the data has its name alone."""
    code = all_codes().get(rule)
    if code is None:
        return {"id": rule}
    return {
        "id": rule, "shortDescription": {"text": f"{code.title}."},
        "fullDescription": {"text": one_line(code.means)}, "help": {"text": one_line(code.mend)},
    }  # fmt: skip


def one_line(text: str) -> str:
    """An entry of the codes without its links, on one line."""
    return " ".join(plain(text).split())


def suppressed(found: Finding, rules: list[str], root: Path) -> dict[str, Any]:
    """The result of a finding that somebody lets stand, with who and why."""
    result = result_of(of_finding(found), rules, root)
    if found.waiver:
        told = f"{found.waiver.by}, {found.waiver.date}: {found.waiver.reason}"
        result["suppressions"] = [{"kind": "external", "justification": told}]
    return result


def rule_of(remark: Remark) -> str:
    """A code, or the check of a finding: what stands before the first colon of its id."""
    return remark.name.partition(":")[0]


def result_of(remark: Remark, rules: list[str], root: Path) -> dict[str, Any]:
    """A result with its rule, its place and its words."""
    rule = rule_of(remark)
    place = remark.location
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(from_here(place, root))}}
    if place.line:
        column = {"startColumn": place.column} if place.column else {}
        physical["region"] = {"startLine": place.line, **column}
    message = "\n".join(part for part in (remark.message, remark.remedy) if part)
    return {
        "ruleId": rule, "ruleIndex": rules.index(rule), "level": LEVELS[remark.rank],
        "message": {"text": message}, "locations": [{"physicalLocation": physical}],
    }  # fmt: skip
