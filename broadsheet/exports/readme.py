"""`README.txt`: what a reader must know before using the downloads."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from broadsheet.exports.declared import DECIMALS
from broadsheet.model import Site
from broadsheet.pages import CorrectionView

WIDTH = 78

# Every download and what it is, in the order in which readers are told of them.
FILES = {
    "agencies.csv": "One row a record, for spreadsheets.",
    "agencies.json": "The full public records, nested, with every source, for programs.",
    "agencies.geojson": "One feature a record with the columns of agencies.csv, for maps.",
    "sources.csv": "Every source, by the id that the other files cite.",
    "citations.csv": "Which source each part of each record stands on, and where in it.",
    "claims.csv": "Every claim of every page with each source that it rests on.",
    "attempts.csv": "Each attempt to have a reply: who asked, when, and what came of it.",
    "replies.csv": "Each reply, the earlier ones too; the column “counts” says which one counts.",
    "timeline.csv": "The events of the timeline.",
    "corrections.csv": "What was wrong and what is right, with the pages and files that showed it.",
    "changes.csv": "What changed between publications, fact by fact.",
    "changes.json": "The same changes, for programs.",
    "dictionary.csv": "The data dictionary: every column and every word, and what it means.",
    "dictionary.json": "The same data dictionary, for programs.",
    "datapackage.json": "The tables described as a Frictionless Data Package, with their schemas.",
    "README.txt": "What the files are, on what terms they may be used, and what they do not say.",
    "SHA256SUMS": "Checksums of the other files; verify with: sha256sum -c SHA256SUMS",
}

CSV_FORM = (
    "CSV files are UTF-8, by RFC 4180: commas, double quotes, lines that end in CR LF. "
    "An empty cell means that nothing is stated, which is not the same as no or zero. "
    "Several values in one cell are separated by a semicolon and a space; "
    "the JSON files keep them apart. A spreadsheet may take an id such as 1-5 for a date: "
    "import such a column as text, or use the numbers in the columns beside it."
)
GUARD_RULE = (
    "A text that a spreadsheet would take for a formula (it begins with =, +, -, @, a tab or a "
    "line break, or with the wide forms of these signs) is written with an apostrophe before it. "
    "Real numbers, negative ones too, are written as they are. To get a text back exactly: where "
    "a text cell begins with one or more apostrophes and then one of these signs, take one "
    "apostrophe away. The JSON files hold every text as it is."
)
COORDINATES = (
    f"Coordinates are WGS 84 (EPSG:4326) in decimal degrees, to at most {DECIMALS} places. "
    "A point stands for a town, or for the middle of a county where "
    "location_is_approximate is true; never for a building. "
    "A record that serves the whole area has no point: "
    "its coordinates are empty, and its geometry in GeoJSON is null."
)
DATES = (
    "Dates are ISO 8601 and as exact as the source: 2020, 2020-02 or 2020-02-11. "
    "A date note says what a date does and does not mean."
)
CLAIMS = (
    "A list that names somebody and the reply of whoever is named are both claims. "
    "Where they contradict each other, both are given; please keep them together."
)


NO_CORRECTION = "Nothing has been corrected so far."


def readme(
    site: Site, base_url: str, updated: str | None, corrections: Iterable[CorrectionView] = ()
) -> bytes:
    """The text, in UTF-8, lines of at most 78 characters where words allow it."""
    corrected = tuple(f"{entry.date.iso}: {entry.in_full}" for entry in corrections)
    fresh = f"Last updated: {updated}" if updated else "There is no record yet."
    unstated = f"An empty cell: {site.notices.unknown}"
    sections = (
        (site.title, (site.description, f"From: {base_url}", fresh)),
        ("Files", tuple(f"{name}: {told}" for name, told in FILES.items())),
        ("License and citation", (f"{site.license.name}, {site.license.url}",
                                  f"How to cite: {site.license.credit}")),
        ("What the data do not say",
         (*filter(None, (site.notices.listed, site.notices.absent)), unstated, CLAIMS)),
        ("How to read the files", (CSV_FORM, GUARD_RULE, COORDINATES, DATES)),
        ("Corrections and updates", corrected or (NO_CORRECTION,)),
        ("Mistakes", (f"Please write to {site.publisher.name}: {site.publisher.email}",)),
    )  # fmt: skip
    return "\n".join(section(title, told) for title, told in sections).encode()


def section(title: str, paragraphs: tuple[str, ...]) -> str:
    """A heading, underlined, and its paragraphs."""
    line = " ".join(title.split())
    told = "\n\n".join(wrapped(paragraph) for paragraph in paragraphs)
    return f"{line}\n{'=' * min(len(line), WIDTH)}\n\n{told}\n"


def wrapped(paragraph: str) -> str:
    """Lines of at most 78 characters; addresses stay whole."""
    return textwrap.fill(paragraph, WIDTH, break_long_words=False, break_on_hyphens=False)
