"""Room: lookup. What the search box finds, taken from the pages as they are planned.

`found` turns pages into entries, `passages` cuts prose into sections and sentences, `search`
writes the entries as the script that a page loads when the box gets the focus.
"""

from __future__ import annotations

from broadsheet.lookup.found import Entry, find_entries
from broadsheet.lookup.search import FILE, search_script

__all__ = ["FILE", "Entry", "find_entries", "search_script"]
