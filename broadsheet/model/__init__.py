"""Noun: what editors write, as frozen records.

Each class is the declaration of one kind of entry in `content/`: its fields, what they
mean (the descriptions feed the reference pages and the schemas), and what may be left
out. Positions are not kept here: `origin` says which entry of which file a record was
read from, and `load` finds the line when a problem is told.
"""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.model.agency import (
    Agency,
    Fact,
    FreeTrial,
    Listing,
    Milestone,
    Searches,
    Spending,
    Statement,
    Users,
)
from broadsheet.model.area import County, Gazetteer, Place, Point, Ring, Zip
from broadsheet.model.base import NOWHERE, Citation, Citations, Claim, Entry, Origin, Record
from broadsheet.model.dictionary import (
    NUMERIC,
    Category,
    Dictionary,
    Division,
    Naming,
    PublicField,
    Range,
    Term,
)
from broadsheet.model.evidence import (
    FIGURE_WAYS,
    WITHHELD,
    Condition,
    Correction,
    Event,
    Figure,
    Source,
    Waiver,
)
from broadsheet.model.factcheck import Check
from broadsheet.model.particulars import Given, Particular
from broadsheet.model.prose import Article, FrontMatter, Picture
from broadsheet.model.replies import Attempt, Reply, SharedAttempt, Silence, in_order
from broadsheet.model.site import (
    Credit,
    License,
    MapSettings,
    Notices,
    Publisher,
    Publishing,
    Site,
    Tiles,
)

__all__ = [
    "FIGURE_WAYS",
    "NOWHERE",
    "NUMERIC",
    "WITHHELD",
    "Agency",
    "Article",
    "Attempt",
    "Category",
    "Check",
    "Citation",
    "Citations",
    "Claim",
    "Condition",
    "Correction",
    "County",
    "Credit",
    "Dictionary",
    "Division",
    "Entry",
    "Event",
    "Fact",
    "Figure",
    "FreeTrial",
    "FrontMatter",
    "Gazetteer",
    "Given",
    "Investigation",
    "License",
    "Listing",
    "MapSettings",
    "Milestone",
    "Naming",
    "Notices",
    "Origin",
    "Particular",
    "Picture",
    "Place",
    "Point",
    "PublicField",
    "Publisher",
    "Publishing",
    "Range",
    "Record",
    "Reply",
    "Ring",
    "Searches",
    "SharedAttempt",
    "Silence",
    "Site",
    "Source",
    "Spending",
    "Statement",
    "Term",
    "Tiles",
    "Users",
    "Waiver",
    "Zip",
    "in_order",
]


@dataclass(frozen=True, slots=True)
class Investigation:
    """All that the editors wrote, read and typed; drafts included."""

    site: Site
    articles: tuple[Article, ...]
    agencies: tuple[Agency, ...]
    sources: tuple[Source, ...]
    figures: tuple[Figure, ...]
    timeline: tuple[Event, ...]
    corrections: tuple[Correction, ...]
    dictionary: Dictionary
    pictures: tuple[Picture, ...]
    gazetteer: Gazetteer
    checks: tuple[Check, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    attempts: tuple[SharedAttempt, ...] = ()

    def attempts_on(self, agency: Agency) -> tuple[Attempt, ...]:
        """Every attempt to reach an agency, its own and the shared ones, the oldest first."""
        shared = (entry for entry in self.attempts if entry.concerns(agency.id))
        return in_order((*shared, *agency.attempts))
