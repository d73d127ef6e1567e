"""Room: the ledger: all that the site says, claim by claim, with what each rests on.

`read_ledger` makes it from the pages as they were planned, so that it holds what readers see
and nothing else. A claim has a name that outlasts edits elsewhere, and a `mark` that any change
of its words, values or sources changes: a check is bound to both.
"""

from __future__ import annotations

from broadsheet.ledger.agencies import event_name
from broadsheet.ledger.book import read_ledger, sourced_claims
from broadsheet.ledger.identity import is_record_page, numbered, word_mark
from broadsheet.ledger.layer import evidence_scripts
from broadsheet.ledger.records import Claim, Evidence, Kind, Ledger, Value
from broadsheet.ledger.subjects import Subjects
from broadsheet.ledger.surfaces import COLUMNS_OF, FIELDS, events_on, listed_claims, rows_on

__all__ = [
    "COLUMNS_OF",
    "FIELDS",
    "Claim",
    "Evidence",
    "Kind",
    "Ledger",
    "Subjects",
    "Value",
    "event_name",
    "events_on",
    "evidence_scripts",
    "is_record_page",
    "listed_claims",
    "numbered",
    "read_ledger",
    "rows_on",
    "sourced_claims",
    "word_mark",
]
