"""Stage plan: an agency's own page, from its record."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet import structured
from broadsheet.maps import plan_locator
from broadsheet.model import Agency
from broadsheet.notes import Notes
from broadsheet.pages import AgencyRow, AgencyView, Detail, LocatorView, Page, PageLink
from broadsheet.plan.desk import Desk
from broadsheet.plan.particulars import in_words
from broadsheet.plan.replies import contacts, reply_view
from broadsheet.plan.site import FRONT_PAGE
from broadsheet.plan.words import (
    capital,
    free_trial_value,
    spending_value,
    users_value,
    when,
)
from broadsheet.problems import Location


def plan_agencies(desk: Desk) -> Iterator[Page]:
    """One page for each agency, in the order of the content."""
    rows = list(desk.rows.values())
    for number, agency in enumerate(desk.found.agencies):
        before = rows[number - 1] if number else None
        after = rows[number + 1] if number + 1 < len(rows) else None
        yield plan_agency(desk, agency, link(before), link(after))


def link(row: AgencyRow | None) -> PageLink | None:
    """A row's page, by its name."""
    return PageLink(row.name, row.path) if row else None


def plan_agency(
    desk: Desk, agency: Agency, before: PageLink | None, after: PageLink | None
) -> Page:
    """The page of one agency."""
    row, notes, site = desk.rows[agency.id], desk.notes(), desk.site
    crumbs = (
        PageLink(FRONT_PAGE, ""),
        PageLink(capital(site.plural), desk.site.records),
        PageLink(row.name, row.path),
    )
    view = agency_view(desk, agency, notes, before, after)
    return Page(
        path=row.path,
        template="agency.html",
        title=row.name,
        description=f"What published sources say about {row.name} and {site.subject},"
        " and its reply where one is known.",
        view=view,
        updated=row.updated,
        breadcrumbs=crumbs,
        json_ld=structured.as_script_json(structured.breadcrumb_list(crumbs, site.base_url)),
        origin=Location(agency.origin.file),
    )


def agency_view(
    desk: Desk, agency: Agency, notes: Notes, before: PageLink | None, after: PageLink | None
) -> AgencyView:
    """Everything on the page, the notes numbered in the order of reading."""
    row = desk.rows[agency.id]
    listings = tuple(
        desk.claim(entry, notes, text=entry.basis, by=entry.by) for entry in agency.listed
    )
    reply, asked = reply_view(desk, agency, notes), contacts(desk, agency, notes)
    details = tuple(find_details(desk, agency, notes))
    spoken = tuple(
        desk.claim(entry, notes, text=entry.words, speaker=entry.speaker or "")
        for entry in agency.statements
    )
    facts = tuple(desk.claim(entry, notes, text=entry.text) for entry in agency.facts)
    context = tuple(desk.claim(entry, notes, text=entry.text) for entry in agency.context)
    events = tuple(desk.event(e, notes) for e in desk.events() if agency.id in e.agencies)
    return AgencyView(
        row=row,
        listings=listings,
        reply=reply,
        contacts=asked,
        details=details,
        statements=spoken,
        facts=facts,
        context=context,
        unclear=agency.unclear,
        timeline=events,
        neighbours=neighbours(desk, row),
        locator=locator(desk, row),
        notes=desk.note_views(notes),
        previous=before,
        following=after,
        unknown=desk.site.unknown_notice,
        has_lists=desk.site.has_lists,
    )


def locator(desk: Desk, row: AgencyRow) -> LocatorView:
    """Where the agency is; for one that serves the whole area, the area."""
    spot = desk.spots[row.id]
    county = spot.county if spot else None
    return plan_locator(desk.found.gazetteer, f"{row.name}: {row.where}", county=county, spot=spot)


def neighbours(desk: Desk, row: AgencyRow) -> tuple[AgencyRow, ...]:
    """The other agencies of the same county."""
    rows = desk.by_county[row.county.path] if row.county else ()
    return tuple(other for other in rows if other.id != row.id)


def find_details(desk: Desk, agency: Agency, notes: Notes) -> Iterator[Detail]:
    """The facts box: one line a field, whether or not anything is known of this agency.

    A field that no record of the investigation has is none of its subject, and left out.
    """
    currency, locale = desk.found.site.currency, desk.locale
    searches = desk.rows[agency.id].range
    spending = spending_value(agency.spending, currency, locale) if agency.spending else ""
    users = users_value(agency.users, locale) if agency.users else ""
    trial = free_trial_value(agency.free_trial) if agency.free_trial else ""
    began = when(agency.began.date if agency.began else None, locale)
    ended = when(agency.ended.date if agency.ended else None, locale)
    lines = (
        ("searches", "searches_range", "Range of searches", searches.label if searches else ""),
        ("spending", "spending_amount", "Spending", spending),
        ("users", "users_authorized", "Users", users),
        ("free_trial", "free_trial", "Free trial", trial),
        ("began", "began", "Use began, if any", began.text if began else ""),
        ("ended", "ended", "Use ended, if any", ended.text if ended else ""),
    )
    for name, column, label, value in lines:
        if name not in desk.facts:
            continue
        claim = getattr(agency, name)
        refs = desk.refs(claim, notes) if claim else ()
        note = (claim.note or "") if claim else ""
        standing = desk.standing(claim) if claim else None
        yield Detail(column, desk.label(column, label), value, note, refs, standing)
    yield from own_details(desk, agency, notes)


def own_details(desk: Desk, agency: Agency, notes: Notes) -> Iterator[Detail]:
    """A line for each field that the dictionary declares."""
    for field in desk.found.dictionary.own_fields:
        if field.id not in desk.facts:
            continue
        said = agency.particular(field.id)
        value = in_words(field, said.value if said else None, desk.found.site.currency, desk.locale)
        yield Detail(
            field=field.id,
            label=field.label,
            value=value,
            note=(said.note or "") if said else "",
            refs=desk.refs(said, notes) if said else (),
            standing=desk.standing(said) if said else None,
            url=value if field.type == "link" else "",
        )
