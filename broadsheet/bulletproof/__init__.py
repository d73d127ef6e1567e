"""Room: the desk's checklists on the data, before readers and lawyers make theirs.

`examine` turns an investigation into a report: a line for each check, with its figures, a
verdict, and whatever it found, each at its place and with a remedy. What somebody looked at
and lets stand is in `content/waivers.yaml`; it stays in the report, with name and reason.
`CHECKS` is the whole list, open to more: a check is a function whose name is the sentence that
it holds to, from a `Desk` to lines.
"""

from __future__ import annotations

from broadsheet.bulletproof.checklist import CHECKS, examine
from broadsheet.bulletproof.desk import Desk
from broadsheet.bulletproof.verdicts import VERDICTS, Finding, Line, Report, Verdict
from broadsheet.bulletproof.whole import Checked, check_all, desk_report

__all__ = [
    "CHECKS",
    "VERDICTS",
    "Checked",
    "Desk",
    "Finding",
    "Line",
    "Report",
    "Verdict",
    "check_all",
    "desk_report",
    "examine",
]
