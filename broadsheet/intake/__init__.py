"""Room: spreadsheets that are brought in: `broadsheet import`.

`open_intake` reads a file and maps its columns, `make_offer` says what would come of it, and
`bring` writes it. Nothing is asked here and nothing printed: what people say comes in by
`with_answers` and `with_declared`, and by the changes that they take.
"""

from __future__ import annotations

from broadsheet.intake.bringing import (
    Intake,
    Offer,
    Order,
    make_offer,
    open_intake,
    with_answers,
    with_declared,
)
from broadsheet.intake.changes import Change
from broadsheet.intake.declaring import field_entry
from broadsheet.intake.mapping import LEAVE_OUT, Mapped
from broadsheet.intake.matching import NEW
from broadsheet.intake.putting import Brought, bring, file_for_new
from broadsheet.intake.reading import Candidate, Finding
from broadsheet.intake.writing import entry_lines, in_yaml

__all__ = [
    "LEAVE_OUT",
    "NEW",
    "Brought",
    "Candidate",
    "Change",
    "Finding",
    "Intake",
    "Mapped",
    "Offer",
    "Order",
    "bring",
    "entry_lines",
    "field_entry",
    "file_for_new",
    "in_yaml",
    "make_offer",
    "open_intake",
    "with_answers",
    "with_declared",
]
