"""Stage plan: the social card of every page, from what the page itself shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from broadsheet.pages import (
    AgencyView,
    ArticleView,
    CardLine,
    CardMap,
    CardMark,
    CardView,
    CountyView,
    ExplorerView,
    FacetView,
    MapView,
    Page,
    SiteView,
    card_path,
)
from broadsheet.plan.site import HOME, article_path

MOST_LINES = 3
"""So many agencies of a county stand on its card by name."""
LONGEST_ALT = 400
"""Characters: sites that show cards cut a longer text, some at 420."""


@dataclass(frozen=True, slots=True)
class Studio:
    """What all cards have in common."""

    site: SiteView
    drawn: MapView

    def blank(self, page: Page) -> CardView:
        """The card that any page may have: its title, its description and the map."""
        return CardView(
            path=card_path(page.path),
            site=self.site.title,
            publisher=self.site.publisher,
            kicker="",
            title=page.title,
            detail=page.description,
            lines=(),
            map=self.map(),
            alt="",
        )

    def map(self) -> CardMap:
        """The area with every mark, where the site's own map has it."""
        return CardMap(
            width=self.drawn.width,
            height=self.drawn.height,
            outline=self.drawn.outline,
            counties=tuple(shape.d for shape in self.drawn.counties),
            marks=tuple(
                CardMark(mark.x, mark.y, mark.row.reply.symbol, mark.row.reply.colour)
                for mark in self.drawn.marks
            ),
        )

    def locator(self, county: str, agency: str = "") -> CardMap:
        """The area with a county filled, and an agency's dot where its town is known."""
        filled = (s.d for s in self.drawn.counties if s.title == county)
        spots = (m.spot for m in self.drawn.marks if m.row.id == agency and not m.approximate)
        return replace(self.map(), marks=(), county=next(filled, ""), spot=next(spots, None))


def plan_cards(site: SiteView, pages: Iterable[Page], drawn: MapView) -> tuple[CardView, ...]:
    """A card for each page that readers share: those that are in the sitemap."""
    studio = Studio(site, drawn)
    shown = (page for page in pages if page.in_sitemap)
    return tuple(with_words(plan_card(studio, page), site) for page in shown)


def with_cards(pages: Iterable[Page], cards: Iterable[CardView]) -> tuple[Page, ...]:
    """Each page with its card."""
    links = {card.path: card.link() for card in cards}
    return tuple(replace(page, card=links.get(card_path(page.path))) for page in pages)


def plan_card(studio: Studio, page: Page) -> CardView:
    """The card of a page by what the page shows; a plain one for all else."""
    card, view = studio.blank(page), page.view
    if isinstance(view, AgencyView):
        return agency_card(studio, card, view)
    if isinstance(view, CountyView):
        return county_card(studio, card, view)
    if isinstance(view, FacetView):
        return facet_card(studio, card, view)
    if isinstance(view, ExplorerView) or page.path == article_path(HOME):
        kicker = view.kicker if isinstance(view, ArticleView) else ""
        return replace(card, kicker=kicker, detail="", lines=legend(studio))
    kicker = view.kicker if isinstance(view, ArticleView) else ""
    return replace(card, kicker=kicker)


def legend(studio: Studio) -> tuple[CardLine, ...]:
    """Each reply with its symbol, and how many gave it."""
    return tuple(
        CardLine("", f"{entry.term.label}: {len(entry.rows)}", entry.term.symbol, entry.term.colour)
        for entry in studio.drawn.legend
    )


def agency_card(studio: Studio, card: CardView, view: AgencyView) -> CardView:
    """An agency: the listing and the reply, equally plain, and where it is."""
    row = view.row
    listed = f"Listed by {', '.join(row.listed_by)}" if row.listed_by else ""
    listing = CardLine("Listing", listed or studio.site.unknown_notice)
    reply = CardLine("Reply", row.reply.label, row.reply.symbol, row.reply.colour)
    return replace(
        card,
        kicker=row.kind.label,
        detail=row.where,
        lines=(listing, reply) if studio.site.has_lists else (reply,),
        map=studio.locator(row.county.title if row.county else "", row.id),
    )


def county_card(studio: Studio, card: CardView, view: CountyView) -> CardView:
    """A county: how many are named in it, and what the first of them answered."""
    site, count = studio.site, len(view.rows)
    noun = site.plural if count > 1 else site.singular
    told = f"Our sources name {count or 'no'} {noun} in this {view.kind}."
    shown = view.rows if count <= MOST_LINES else view.rows[: MOST_LINES - 1]
    lines = [CardLine(r.name, r.reply.label, r.reply.symbol, r.reply.colour) for r in shown]
    if count > len(shown):
        lines.append(CardLine("", f"and {count - len(shown)} more"))
    return replace(
        card,
        kicker=site.area,
        detail=told,
        lines=tuple(lines),
        map=studio.locator(view.name),
    )


def facet_card(studio: Studio, card: CardView, view: FacetView) -> CardView:
    """The records that have one value of a filter: how many they are, and their marks alone."""
    rows = [row.id for row in view.value.rows]
    marks = tuple(
        CardMark(mark.x, mark.y, mark.row.reply.symbol, mark.row.reply.colour)
        for mark in studio.drawn.marks
        if mark.row.id in rows
    )
    return replace(
        card,
        kicker=view.facet.label,
        title=view.value.label,
        detail=f"{len(rows)} of {view.total} {studio.site.plural} that our sources name",
        map=replace(card.map, marks=marks),
    )


def with_words(card: CardView, site: SiteView) -> CardView:
    """The card with all that it shows in words, no longer than the sites that show it take."""
    facts = [f"{line.label}: {line.text}" if line.label else line.text for line in card.lines]
    parts = [card.kicker, card.title, card.detail, *facts]
    placed = bool(card.map.county or card.map.spot)
    shown = "A map shows where it is." if placed else f"A map of {site.area}."
    sentences = [as_sentence(part) for part in parts if part]
    ending = f"{shown} {card.site}, {card.publisher}."
    told = shortened(" ".join(sentences), LONGEST_ALT - len(ending))
    return replace(card, alt=f"{told} {ending}")


def as_sentence(text: str) -> str:
    """The text with a full stop, if it has no end of its own."""
    return text if text.endswith((".", "!", "?", "…", "”", '"')) else f"{text}."


def shortened(text: str, longest: int) -> str:
    """The text itself, or as many whole words of it as there is room for."""
    if len(text) <= longest:
        return text
    return text[: max(0, longest - 1)].rpartition(" ")[0].rstrip(" .,:;") + "…"
