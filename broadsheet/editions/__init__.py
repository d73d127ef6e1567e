"""Room: editions: what the site showed each time it was published, and what has changed since.

Each publication leaves a manifest in the project's folder `editions/`: every datum and every
claim, with the pages and downloads that showed it. So a correction finds all of them, and a
change that nobody told of is told to the editor.
"""

from __future__ import annotations

from broadsheet.editions.changes import Change, find_changes, follows
from broadsheet.editions.facts import (
    ANSWER,
    ATTEMPT,
    CELLS,
    COMPUTED,
    FIGURES,
    QUOTE,
    SAID,
    SENTENCE,
    SEVERAL,
    TIMELINE,
    Datum,
    agency_in,
    field_of,
    fields_of,
    is_in_record,
    is_of,
    is_record,
    kind_of,
    last_without,
    record_data,
    record_name,
    says,
)
from broadsheet.editions.files import FOLDER, read_publications, write_publication
from broadsheet.editions.later import later_entries
from broadsheet.editions.left import GONE, find_gone, find_left
from broadsheet.editions.manifest import read_manifest
from broadsheet.editions.named import Named
from broadsheet.editions.notices import Record, surfaces_of, told_by
from broadsheet.editions.records import (
    NEVER,
    History,
    Manifest,
    Means,
    Publication,
    Shown,
    latest,
    next_publication,
    states_of,
)
from broadsheet.editions.told import OF_PAGES, SILENT, find_misled, find_silent
from broadsheet.editions.wording import same

__all__ = [
    "ANSWER",
    "ATTEMPT",
    "CELLS",
    "COMPUTED",
    "FIGURES",
    "FOLDER",
    "GONE",
    "NEVER",
    "OF_PAGES",
    "QUOTE",
    "SAID",
    "SENTENCE",
    "SEVERAL",
    "SILENT",
    "TIMELINE",
    "Change",
    "Datum",
    "History",
    "Manifest",
    "Means",
    "Named",
    "Publication",
    "Record",
    "Shown",
    "agency_in",
    "field_of",
    "fields_of",
    "find_changes",
    "find_gone",
    "find_left",
    "find_misled",
    "find_silent",
    "follows",
    "is_in_record",
    "is_of",
    "is_record",
    "kind_of",
    "last_without",
    "later_entries",
    "latest",
    "next_publication",
    "read_manifest",
    "read_publications",
    "record_data",
    "record_name",
    "same",
    "says",
    "states_of",
    "surfaces_of",
    "told_by",
    "write_publication",
]
