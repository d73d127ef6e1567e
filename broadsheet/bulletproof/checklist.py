"""Room: the desk's checklists. An investigation becomes a report, a line for each check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from broadsheet.bulletproof.blanks import blanks_are_counted
from broadsheet.bulletproof.categories import every_category_has_members
from broadsheet.bulletproof.counts import (
    every_group_is_counted,
    every_record_has_a_point_or_a_reason,
    every_surface_is_counted,
    everything_is_counted,
)
from broadsheet.bulletproof.dates import (
    no_event_contradicts_a_record,
    no_record_is_stale,
    no_reply_is_before_the_list,
    no_use_ends_before_it_begins,
    nothing_is_older_than_what_it_tells,
)
from broadsheet.bulletproof.desk import Desk, counted, number
from broadsheet.bulletproof.duplicates import nothing_stands_twice
from broadsheet.bulletproof.joins import no_join_drops_a_row
from broadsheet.bulletproof.names import no_name_stands_twice, no_two_names_are_nearly_one
from broadsheet.bulletproof.outliers import no_number_stands_far_out
from broadsheet.bulletproof.ranges import every_number_is_in_its_range
from broadsheet.bulletproof.records import no_record_contradicts_itself, no_text_fills_a_blank
from broadsheet.bulletproof.spelling import nothing_is_spelt_in_two_ways
from broadsheet.bulletproof.sums import every_sum_adds_up
from broadsheet.bulletproof.verdicts import Finding, Line, Report, waived
from broadsheet.model import Waiver
from broadsheet.pages import Output
from broadsheet.placeholders import waivers_in_use

Check = Callable[[Desk], Iterator[Line]]

CHECKS: tuple[Check, ...] = (
    everything_is_counted,
    every_group_is_counted,
    every_record_has_a_point_or_a_reason,
    blanks_are_counted,
    no_name_stands_twice,
    no_two_names_are_nearly_one,
    nothing_stands_twice,
    nothing_is_spelt_in_two_ways,
    no_number_stands_far_out,
    every_number_is_in_its_range,
    no_join_drops_a_row,
    every_sum_adds_up,
    every_category_has_members,
    no_reply_is_before_the_list,
    no_use_ends_before_it_begins,
    no_event_contradicts_a_record,
    nothing_is_older_than_what_it_tells,
    no_record_is_stale,
    no_record_contradicts_itself,
    no_text_fills_a_blank,
)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What other rooms found and a waiver may name; `unasked` are names that may be theirs."""

    findings: tuple[Finding, ...] = ()
    unasked: frozenset[str] = frozenset()


NOTHING_ELSE = Elsewhere()


def examine(
    desk: Desk,
    outputs: Iterable[Output] | None = None,
    left_out: Iterable[str] = (),
    elsewhere: Elsewhere = NOTHING_ELSE,
) -> Report:
    """Every line of every check; with the finished files, also of what they show.

    `left_out` names the entries that could not be read: no line speaks of them. Of what was
    found elsewhere, only what is waived gets a line: the rest is told as warnings.
    """
    lines = [line for check in CHECKS for line in check(desk)]
    if outputs is not None:
        lines.append(every_surface_is_counted(desk, outputs))
    waivers = {waiver.finding: waiver for waiver in reversed(desk.found.waivers)}
    lines += remarks_told(found for found in elsewhere.findings if found.id in waivers)
    told = [waived(line, waivers) for line in lines]
    last = waivers_told(desk, lines, elsewhere.unasked)
    return Report((*told, last), tuple(sorted(left_out)))


def remarks_told(findings: Iterable[Finding]) -> Iterator[Line]:
    """A line of the remarks on texts, pictures and links that somebody lets stand."""
    found = tuple(findings)
    if found:
        yield Line("remarks", f"{counted(len(found), 'remark')} let stand", found)


def waivers_told(desk: Desk, lines: Iterable[Line], unasked: frozenset[str]) -> Line:
    """How many waivers there are; one that waives nothing, or again, is told."""
    known = {finding.id for line in lines for finding in line.findings} | unasked
    known |= waivers_in_use(desk.found)
    first: dict[str, Waiver] = {}
    findings = []
    for waiver in desk.found.waivers:
        if waiver.finding not in known:
            message = f"the waiver of '{waiver.finding}' by {waiver.by} waives nothing"
            remedy = "take it out; if its finding has another id now, look at that one anew"
        elif first.setdefault(waiver.finding, waiver) is not waiver:
            message = f"'{waiver.finding}' is waived already, by {first[waiver.finding].by}"
            remedy = "keep one of the two"
        else:
            continue
        id_ = f"waivers:{waiver.finding}:{waiver.date}"
        findings.append(desk.look(id_, waiver, ("finding",), message, remedy))
    count = len(desk.found.waivers)
    told = f"of {counted(count, 'waiver')}, {number(count - len(findings))} in use"
    return Line("waivers", told, tuple(findings))
