"""Stage plan: an agency as a row of the table, and what its county is called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from broadsheet import geography
from broadsheet.model import Agency, Gazetteer, Investigation
from broadsheet.pages import UNDATED, AgencyRow, PageLink, TermView
from broadsheet.plan.particulars import cells
from broadsheet.plan.site import COUNTIES
from broadsheet.plan.words import when


class Wording(NamedTuple):
    """What a row's words depend on; `counties` are links by the names that records write."""

    words: Mapping[str, TermView]
    counties: Mapping[str, PageLink]
    found: Investigation
    locale: str


def agency_row(agency: Agency, spot: geography.Spot | None, wording: Wording) -> AgencyRow:
    """An agency as a row of the table."""
    words, name = wording.words, spot.county if spot else agency.county
    own, currency = wording.found.dictionary.own_fields, wording.found.site.currency
    county = county_link(wording.counties, name) if name else None
    return AgencyRow(
        id=agency.id,
        name=agency.name,
        path=f"{wording.found.dictionary.records.path}{agency.id}/",
        kind=words[f"kinds/{agency.kind}"],
        reply=words[f"replies/{agency.reply.category}"],
        reply_summary=agency.reply.summary or "",
        where=where(agency, county, wording.found.site.area),
        place=agency.place or "",
        county=county,
        statewide=agency.statewide,
        aliases=agency.aliases,
        range=words[f"ranges/{agency.searches.range}"] if agency.searches else None,
        listed_by=tuple(listed_by(agency, words)),
        updated=when(agency.updated, wording.locale) or UNDATED,
        spot=(round(spot.latitude, 2), round(spot.longitude, 2)) if spot else None,
        approximate=bool(spot and spot.approximate),
        cells=tuple(cells(own, agency, currency, wording.locale)),
    )


def listed_by(agency: Agency, words: Mapping[str, TermView]) -> Iterator[str]:
    """Whose lists name it; with its standing where no source states that outright."""
    for name in dict.fromkeys(listing.by for listing in agency.listed):
        standings = [listing.standing for listing in agency.listed if listing.by == name]
        weak = standings[0] if all(standings) else None
        yield f"{name} ({words[f'standings/{weak}'].label.lower()})" if weak else name


def where(agency: Agency, county: PageLink | None, area: str) -> str:
    """`Raleigh, Wake County`; `Wake County`; `All of North Carolina`."""
    if agency.statewide:
        return f"All of {area}"
    parts = [agency.place, county.title if county else None]
    return ", ".join(part for part in parts if part)


def county_links(gazetteer: Gazetteer) -> dict[str, PageLink]:
    """Every county's page, by the name that records write."""
    return {
        county.name: PageLink(county.title, address_of(county.name))
        for county in gazetteer.counties
    }


def county_link(links: Mapping[str, PageLink], name: str) -> PageLink:
    """A county's page; a county without boundaries is called what most are."""
    return links.get(name) or PageLink(f"{name} County", address_of(name))


def address_of(name: str) -> str:
    """Where a county's page is."""
    return f"{COUNTIES}{geography.slug(name)}/"
