"""Stage rules: who is accused was asked, and what came of it can be told."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.model import Agency, Attempt, Category, Reply, in_order
from broadsheet.problems import Problem
from broadsheet.rules.case import Case, Path, find_answers

SOURCE = "add 'sources:' with the id of a source, or 'ours: yes' if it is your newsroom's own"

WHICH_IS_NEWER = (
    "write both dates more exactly, add 'amends: yes' to the one that counts if it takes this one "
    "back, or leave out 'category' here"
)


def every_attempt_and_reply_has_a_source(case: Case) -> Iterator[Problem]:
    """Who asked, and what was answered, stands on a source, or is our own."""
    for agency in case.investigation.agencies:
        for path, entry in find_answers(agency):
            if isinstance(entry, Attempt | Reply) and not (entry.sources or entry.ours):
                what = "an attempt to reach" if path[0] == "attempts" else "a reply of"
                message = f"{what} '{agency.name}' has no source"
                yield case.problem("E062", agency.origin, path, message, SOURCE)
    for attempt in case.investigation.attempts:
        if not (attempt.sources or attempt.ours):
            message = f"the attempt by '{attempt.by}' has no source"
            yield case.problem("E062", attempt.origin, (), message, SOURCE)


def the_newest_reply_can_be_told(case: Case) -> Iterator[Problem]:
    """Of several replies each has a date, and the newest has the category of the agency."""
    for agency in case.investigation.agencies:
        dated = in_order(reply for reply in agency.replies if reply.date) or agency.replies
        for number, reply in enumerate(agency.replies):
            if reply.date is None and len(agency.replies) > 1:
                message = f"this reply of '{agency.name}' has no date, so that none is the newest"
                hint = "add 'date:', as exactly as a source says: 2020, 2020-02 or 2020-02-11"
                yield case.problem("E067", agency.origin, ("replies", number), message, hint)
            elif reply is dated[-1] and not reply.category:
                message = f"the newest reply of '{agency.name}' has no category"
                hint = "add 'category:' with the id of one of `replies` in dictionary.yaml"
                yield case.problem("E067", agency.origin, ("replies", number), message, hint)


def no_other_reply_may_be_newer(case: Case) -> Iterator[Problem]:
    """Of another category than the newest is no reply whose date may be as late, or later.

    Where the newest `amends`, it says itself that it came after the others.
    """
    for agency in case.investigation.agencies:
        newest = agency.reply
        for number, reply in enumerate(agency.replies):
            if reply is not newest and not newest.amends and is_at_odds(reply, newest):
                message = (
                    f"this reply of '{agency.name}' ({reply.date}) may be newer than the one that "
                    f"counts ({newest.date}), and their categories differ"
                )
                path: Path = ("replies", number, "date")
                yield case.problem("E067", agency.origin, path, message, WHICH_IS_NEWER)


def is_at_odds(one: Reply, other: Reply) -> bool:
    """Tell whether two replies of different categories have dates that may be the same."""
    if not (one.date and other.date and one.category and other.category):
        return False
    alike = all(a == b for a, b in zip(one.date, other.date, strict=True) if a and b)
    return alike and one.category != other.category


def every_category_follows_from_the_record(case: Case) -> Iterator[Problem]:
    """A category that says that there is no reply is never written at one, and is there."""
    words = case.investigation.dictionary
    lacking = {term.id: term for term in words.replies if term.nothing_known or term.silent}
    yield from only_one_of_each(case)
    for agency in case.investigation.agencies:
        for number, reply in enumerate(agency.replies):
            if reply.category in lacking:
                message = f"a reply of '{agency.name}' is '{reply.category}', which means no reply"
                hint = "choose the category that the reply belongs to, or delete the reply"
                path: Path = ("replies", number, "category")
                yield case.problem("E067", agency.origin, path, message, hint)
        if not agency.replies and not agency.silence.category:
            yield no_category(case, agency)


def only_one_of_each(case: Case) -> Iterator[Problem]:
    """Those without a reply are in one category, so the dictionary has one of each at most."""
    words = case.investigation.dictionary
    for flag in ("silent", "nothing_known"):
        marked = [n for n, term in enumerate(words.replies) if getattr(term, flag)]
        for number in marked[1:]:
            first: Category = words.replies[marked[0]]
            message = f"'{first.id}' has '{flag}: yes' already"
            path = ("replies", number, flag)
            yield case.problem("E067", words.origin, path, message, "leave it at one of them")


def no_category(case: Case, agency: Agency) -> Problem:
    """The dictionary lacks the category of an agency that has no reply."""
    flag = "silent" if agency.silence.told else "nothing_known"
    message = f"'{agency.name}' has no reply, and no reply category has '{flag}: yes'"
    hint = "add such a category to `replies` in dictionary.yaml, or add 'replies:' here"
    return case.problem("E067", agency.origin, (), message, hint)


def who_stands_accused_was_asked(case: Case) -> Iterator[Problem]:
    """Of whom something is alleged somebody asked what they say to it; else that is told.

    While an entry of attempts.yaml cannot be read, nobody knows whom it was about.
    """
    if "attempts.yaml" in case.faulty:
        return
    for agency in case.investigation.agencies:
        alleged = agency.listed or agency.facts or agency.statements
        if alleged and not case.investigation.attempts_on(agency):
            message = f"something is said of '{agency.name}', and no attempt to ask it is on record"
            hint = "add 'attempts:' here, or an entry to attempts.yaml: who asked, when and what"
            yield case.problem("W062", agency.origin, (), message, hint)
