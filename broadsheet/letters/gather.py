"""Room: letters. An agency's page, the articles and the figures become a letter.

Every sentence about the agency is taken from what pages show, never worded a second time:
what is not in a view is not in the letter, so nothing private can be.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from broadsheet.figures import FigureValue, fill
from broadsheet.letters.letter import Letter, Line, Section
from broadsheet.letters.passages import passages
from broadsheet.model import Agency, Source
from broadsheet.pages import (
    AgencyRow,
    AgencyView,
    ClaimView,
    ContactView,
    Detail,
    NoteRef,
    Page,
    ReplyView,
    TermView,
    When,
)
from broadsheet.plan.desk import Desk
from broadsheet.plan.site import article_path
from broadsheet.plan.words import when


@dataclass(frozen=True, slots=True)
class Folder:
    """What letters are made from: the desk, every page, the articles held back, the figures.

    `templates` are the folders of the templates; `today` is the day where the newsroom is.
    `secrets` are the confidential sources, for the check alone.
    """

    desk: Desk
    pages: Mapping[str, Page]
    held_back: frozenset[str]
    figures: Mapping[str, FigureValue]
    templates: tuple[str, ...]
    today: datetime.date
    secrets: tuple[Source, ...] = ()


def gather(folder: Folder, agency: Agency, deadline: datetime.date) -> Letter:
    """The letter to one agency."""
    desk, row = folder.desk, folder.desk.rows[agency.id]
    site, publisher = desk.site, desk.found.site.publisher
    limit = when(deadline, desk.locale)
    day = limit.text if limit else ""
    page = folder.pages[row.path]
    view = page.view
    sections = (*record_sections(desk, page, view), *article_sections(folder, row))
    sources = source_lines(folder, sections)
    told = (*sections, numbers(folder, agency), reading_aid(desk), Section("Sources", sources))
    return Letter(
        id=agency.id,
        agency=row.name,
        language=site.language,
        sender=publisher.name,
        email=publisher.email,
        site=site.title,
        page=f"{site.base_url}{row.path}",
        deadline=day,
        opening=opening(desk, row, day),
        sections=tuple(section for section in told if section.lines),
        questions=tuple(questions(view)),
        closing=(
            f"Please write to {publisher.name}, {publisher.email}, by {day}.",
            (
                "A reply that comes later is added, too, with its date. So is one that changes an"
                " earlier one: both stay on record, and the newest counts."
            ),
            "If we have no reply by that day, the site will say that we asked and had none.",
        ),
    )


def opening(desk: Desk, row: AgencyRow, day: str) -> tuple[str, ...]:
    """Why this letter is written."""
    site, publisher = desk.site, desk.found.site.publisher
    return (
        (
            f"{publisher.name} reports on {site.subject} in “{site.title}”, {site.base_url}."
            f" That site says something about {row.name}."
        ),
        (
            "Below is everything that it says of you, in the words in which readers see it, each"
            " with the source that it stands on. What is marked as a draft is not published."
        ),
        (
            f"We ask you to read it and to tell us by {day} what is wrong and what you say to it."
            " Your reply will stand beside what is reported, in your own words and with its date."
        ),
    )


def questions(view: AgencyView) -> Iterator[str]:
    """What is asked of every agency, and of this one."""
    yield (
        "Is any sentence below wrong? Please quote it, and say what is right and how we can"
        " verify it: a document, a link, or a person we may ask."
    )
    yield "What do you say to it? Please give us a reply that we may quote."
    yield "Whom may we name as the one who replied, and with what title?"
    yield "To whom have you replied about this before, when, and with what words?"
    if view.unclear:
        yield "Can you say what is unclear to us? It is listed under “What is unclear”."


def record_sections(desk: Desk, page: Page, view: AgencyView) -> Iterator[Section]:
    """The agency's page, in its order and under its headings."""
    yield Section("The listing", tuple(claim_lines(view.listings)))
    yield Section("The reply", tuple(reply_lines(view.reply)))
    yield Section("Asked and answered", tuple(map(contact_line, view.contacts)))
    details = (detail_line(desk, detail) for detail in view.details)
    yield Section("What the sources say", tuple(details))
    yield Section("In its own words", tuple(claim_lines(view.statements)))
    yield Section("What else sources say", tuple(claim_lines(view.facts)))
    yield Section("What is unclear", tuple(Line(sentence) for sentence in view.unclear))
    about = f"Background, not about {desk.site.subject}"
    yield Section(about, tuple(claim_lines(view.context)))
    yield Section("Timeline", tuple(
        Line(sentences(event.event, event.date_note), event.date.text, labels(event.refs))
        for event in view.timeline
    ))  # fmt: skip
    yield Section("Corrections", tuple(
        Line(correction.text, correction.date.text) for correction in page.corrections
    ))  # fmt: skip


def detail_line(desk: Desk, detail: Detail) -> Line:
    """A line of the facts box: its value, or that no source says, then the note on it."""
    value = f"{detail.value}." if detail.value else desk.site.unknown_notice
    told = firm(sentences(value, detail.note), detail.standing)
    return Line(told, detail.label, labels(detail.refs))


def claim_lines(claims: Iterable[ClaimView]) -> Iterator[Line]:
    """Things that are said, each under whose they are and when it was."""
    for claim in claims:
        text = f"“{claim.text}”" if claim.speaker else claim.text
        told = firm(sentences(text, claim.note, claim.date_note), claim.standing)
        yield Line(told, head(claim.by or claim.speaker, claim.date), labels(claim.refs))


def reply_lines(reply: ReplyView) -> Iterator[Line]:
    """The reply that counts, its category first."""
    yield Line(f"{reply.category.label}. This means: {reply.category.meaning}", "Category")
    words = f"“{reply.words}”" if reply.words else ""
    told = firm(sentences(reply.summary, words, reply.date_note), reply.standing)
    if told:
        whom = f"{reply.by}, to {reply.to}" if reply.by and reply.to else reply.by or reply.to
        yield Line(told, head(whom, reply.date), labels(reply.refs))


def contact_line(step: ContactView) -> Line:
    """A step between those who asked and the agency."""
    words = f"“{step.words}”" if step.words else ""
    who = f"{step.who}." if step.who and not step.who.endswith(".") else step.who
    shown = "This reply stands above." if step.shown else ""
    label = f"Then counted as: {step.category.label}." if step.category and not step.shown else ""
    told = sentences(who, step.text, words, step.outcome, label, shown, step.date_note)
    return Line(firm(told, step.standing), head(step.title, step.date), labels(step.refs))


def article_sections(folder: Folder, row: AgencyRow) -> Iterator[Section]:
    """The paragraphs of every article that name the agency; a draft is marked as one.

    The words for a page that there is not, such as that of figures that nothing uses, wait.
    """
    for article in folder.desk.found.articles:
        page = folder.pages.get(article_path(article.id))
        draft = " (a draft, not published)" if article.id in folder.held_back else ""
        if page and page.article:
            yield Section(f"In “{page.title}”{draft}", tuple(passages(page.article, row)))


def source_lines(folder: Folder, sections: Iterable[Section]) -> tuple[Line, ...]:
    """Every source that a line names, by the name that it has there, with its title and address."""
    desk = folder.desk
    cited = {name for section in sections for line in section.lines for name in line.sources}
    called = sorted(desk.source_names.values(), key=len)
    used = {source_called(label, called) for label in cited}
    return tuple(
        Line(head(f"“{source.title}”", None, source.url), desk.source_names[name])
        for name, source in desk.sources.items()
        if desk.source_names[name] in used
    )


def source_called(label: str, called: Sequence[str]) -> str:
    """The longest name with which a label such as `WRAL News, April 2021, par. 4` begins."""
    fitting = (name for name in reversed(called) if label == name or label.startswith(f"{name}, "))
    return next(fitting, "")


def numbers(folder: Folder, agency: Agency) -> Section:
    """The figures that count the agency, or something of it, as the site words them."""
    site = folder.desk.found.site
    return Section("Numbers that count you", tuple(
        Line(fill(f"{{{{ {name} }}}}", folder.figures, site.language, currency=site.currency).text,
             figure.label)
        for name, figure in folder.figures.items()
        if figure.kind == "computed" and figure.of == "agencies" and agency.id in figure.rows
    ))  # fmt: skip


def reading_aid(desk: Desk) -> Section:
    """What every page says of what it means to be named here."""
    notice = desk.site.listed_notice
    return Section("What stands on every such page", (Line(notice),) if notice else ())


def labels(refs: Iterable[NoteRef]) -> tuple[str, ...]:
    """The sources behind a line, as the site's notes name them."""
    return tuple(dict.fromkeys(ref.label for ref in refs))


def head(what: str, date: When | None, *more: str) -> str:
    """`WRAL News, April 2021`."""
    return ", ".join(part for part in (what, date.text if date else "", *more) if part)


def sentences(*texts: str) -> str:
    """Texts in a row, without those that are empty."""
    return " ".join(text for text in texts if text)


def firm(text: str, standing: TermView | None) -> str:
    """A text with how firmly it stands, where no source states it outright."""
    return f"{text} ({standing.label}: {standing.meaning})" if text and standing else text
