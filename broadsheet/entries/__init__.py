"""Room: an entry is added to a file of content/, and nothing else in the file changes.

`add_agency`, `add_source` and `add_correction` put an entry into a list, `add_article` makes a
file. Each gives back what was `Added`, or BuildError, and then nothing was written.
"""

from __future__ import annotations

from broadsheet.entries.adding import Added, add_agency, add_article, add_correction, add_source
from broadsheet.entries.desk import Desk, open_desk
from broadsheet.entries.drafts import Known, Listed, UnfitError
from broadsheet.entries.scalars import quoted, written

__all__ = [
    "Added",
    "Desk",
    "Known",
    "Listed",
    "UnfitError",
    "add_agency",
    "add_article",
    "add_correction",
    "add_source",
    "open_desk",
    "quoted",
    "written",
]
