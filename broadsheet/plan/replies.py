"""Stage plan: who asked an agency, what it answered, and who has not answered yet."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.model import Agency, Attempt, Reply, SharedAttempt, in_order
from broadsheet.model.replies import in_time
from broadsheet.notes import Notes
from broadsheet.pages import ContactView, ReplyView, Unanswered, UnansweredView
from broadsheet.plan.desk import Desk
from broadsheet.plan.words import when

OUTCOMES = {"yes": "An answer came.", "no": "No answer came.", None: ""}


def reply_view(desk: Desk, agency: Agency, notes: Notes) -> ReplyView:
    """The reply that counts, in full."""
    reply = agency.reply
    if agency.answered == "no" and not reply.summary:
        return silence_view(desk, agency, notes)
    return ReplyView(
        category=desk.rows[agency.id].reply,
        summary=reply.summary or "",
        words=reply.words or "",
        by=reply.by or "",
        to=answered_whom(desk, reply),
        date=when(reply.date, desk.locale),
        date_note=reply.date_note or "",
        refs=desk.refs(reply, notes),
        standing=desk.standing(reply),
    )


def silence_view(desk: Desk, agency: Agency, notes: Notes) -> ReplyView:
    """That no answer came, and since when, from the latest attempt that says so."""
    attempt = latest_attempt(desk, agency)
    since = when(attempt.date, desk.locale) if attempt else None
    told = f"{attempt.by}, {since.text}" if attempt and since else attempt.by if attempt else ""
    return ReplyView(
        category=desk.rows[agency.id].reply,
        summary=f"No answer came. The latest attempt on record: {told}.",
        words="",
        by="",
        to="",
        date=None,
        date_note="",
        refs=desk.refs(attempt, notes) if attempt else (),
    )


def latest_attempt(desk: Desk, agency: Agency) -> Attempt | None:
    """The latest attempt to have a reply; where some say that none came, the latest of those."""
    asked = desk.found.attempts_on(agency)
    fitting = [one for one in asked if one.answered == "no"] or asked
    dated = [one for one in fitting if one.date] or fitting
    return dated[-1] if dated else None


def answered_whom(desk: Desk, reply: Reply) -> str:
    """Whom a reply was given to; ourselves by our own name."""
    return reply.to or (desk.found.site.publisher.name if reply.ours else "")


def contacts(desk: Desk, agency: Agency, notes: Notes) -> tuple[ContactView, ...]:
    """Each attempt and each reply as one list, the oldest first; what has no date comes last."""
    replies = in_order(agency.replies)
    steps: list[Attempt | Reply] = [*desk.found.attempts_on(agency), *replies]
    ordered = sorted(steps, key=in_time)
    return tuple(
        attempt_view(desk, step, notes)
        if isinstance(step, Attempt)
        else answer_view(desk, step, replies, notes)
        for step in ordered
    )


def attempt_view(desk: Desk, attempt: Attempt, notes: Notes) -> ContactView:
    """Somebody asked: who, how and whom, what was wanted by when, and what came of it."""
    ways = (attempt.by, attempt.how, f"to {attempt.to}" if attempt.to else "")
    limit = when(attempt.deadline, desk.locale)
    told = (f"Wanted by {limit.text}." if limit else "", OUTCOMES[attempt.answered], attempt.result)
    return ContactView(
        kind="asked",
        title="Asked",
        who=", ".join(way for way in ways if way),
        text=attempt.asked,
        refs=desk.refs(attempt, notes),
        date=when(attempt.date, desk.locale),
        date_note=attempt.date_note or "",
        outcome=" ".join(part for part in told if part),
        standing=desk.standing(attempt),
        shared=isinstance(attempt, SharedAttempt),
    )


def answer_view(desk: Desk, reply: Reply, replies: tuple[Reply, ...], notes: Notes) -> ContactView:
    """An answer; the newest stands on the page in full, so here it is only named."""
    newest, whom = reply is replies[-1], answered_whom(desk, reply)
    ways = (reply.by or "", f"to {whom}" if whom else "")
    again = "Answered" if reply is replies[0] else "Answered again"
    return ContactView(
        kind="amended" if reply.amends else "answered",
        title="Amended its answer" if reply.amends else again,
        who=", ".join(way for way in ways if way),
        text="" if newest else reply.summary or "",
        words="" if newest else reply.words or "",
        refs=desk.refs(reply, notes),
        date=when(reply.date, desk.locale),
        # That of the newest stands above it, with the reply itself.
        date_note="" if newest else reply.date_note or "",
        category=desk.words.get(f"replies/{reply.category}"),
        standing=None if newest else desk.standing(reply),
        shown=newest,
    )


def unanswered_view(desk: Desk) -> UnansweredView:
    """Every agency without a reply: those who were asked and did not answer, and the others."""
    agencies = desk.found.agencies
    return UnansweredView(
        silent=tuple(find_unanswered(desk, "no")),
        unknown=tuple(find_unanswered(desk, "unknown")),
        replied=sum(agency.answered == "yes" for agency in agencies),
    )


def find_unanswered(desk: Desk, answered: str) -> Iterator[Unanswered]:
    """The agencies of one kind, each with the latest attempt to have a reply."""
    for agency in desk.found.agencies:
        if agency.answered == answered:
            latest = latest_attempt(desk, agency)
            since = when(latest.date, desk.locale) if latest else None
            yield Unanswered(desk.rows[agency.id], latest.by if latest else "", since)
