"""Room: fact-checking: the packet for the desk, the sign-off, the gate before a release.

`open_book` reads a project into the book of its claims. `make_packet` makes the files of
`factcheck/` from it; `sign_claims`, `sign_all` and `sign_sheet` gather checks, which
`record_checks` writes into content/factcheck.yaml; `find_obstacles` tells what keeps a
sound site from going out.
"""

from __future__ import annotations

from broadsheet.factcheck.book import Book, open_book
from broadsheet.factcheck.gate import Obstacle, find_obstacles
from broadsheet.factcheck.guards import refuse_site
from broadsheet.factcheck.packet import make_packet
from broadsheet.factcheck.sheet import sign_sheet
from broadsheet.factcheck.signing import (
    Signature,
    Signing,
    record_checks,
    sign_all,
    sign_claims,
    signature_fault,
    tidy,
)
from broadsheet.factcheck.states import Tally, tally
from broadsheet.factcheck.verbs import typed

__all__ = [
    "Book",
    "Obstacle",
    "Signature",
    "Signing",
    "Tally",
    "find_obstacles",
    "make_packet",
    "open_book",
    "record_checks",
    "refuse_site",
    "sign_all",
    "sign_claims",
    "sign_sheet",
    "signature_fault",
    "tally",
    "tidy",
    "typed",
]
