"""Stage rules: what must hold between the files, and what does not.

`RULES` is the whole list, open to more: a rule is a function whose name is the sentence
that it holds to, from a `Case` to problems.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from broadsheet.problems import Problem
from broadsheet.rules.case import Case
from broadsheet.rules.corrections import corrections_say_what_the_data_say
from broadsheet.rules.dates import (
    no_event_is_later_than_the_story,
    no_update_is_before_its_publication,
    nothing_is_dated_ahead,
    the_time_zone_exists,
)
from broadsheet.rules.evidence import (
    every_claim_has_a_source,
    every_event_has_a_source,
    every_reported_figure_has_a_source,
    every_source_is_used,
    every_statement_has_a_speaker,
)
from broadsheet.rules.identity import (
    addresses_are_free,
    ids_are_unique,
    records_have_an_address_of_their_own,
    there_is_a_front_page,
)
from broadsheet.rules.places import (
    coordinates_lie_where_they_should,
    counties_and_places_exist,
    every_agency_is_somewhere,
)
from broadsheet.rules.references import (
    everything_mentioned_exists,
    fields_have_names_of_their_own,
    web_addresses_are_fit_to_publish,
)
from broadsheet.rules.replies import (
    every_attempt_and_reply_has_a_source,
    every_category_follows_from_the_record,
    no_other_reply_may_be_newer,
    the_newest_reply_can_be_told,
    who_stands_accused_was_asked,
)
from broadsheet.rules.settings import the_language_exists

Rule = Callable[[Case], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    ids_are_unique,
    addresses_are_free,
    records_have_an_address_of_their_own,
    there_is_a_front_page,
    everything_mentioned_exists,
    fields_have_names_of_their_own,
    web_addresses_are_fit_to_publish,
    counties_and_places_exist,
    coordinates_lie_where_they_should,
    every_agency_is_somewhere,
    every_statement_has_a_speaker,
    every_claim_has_a_source,
    every_attempt_and_reply_has_a_source,
    the_newest_reply_can_be_told,
    no_other_reply_may_be_newer,
    every_category_follows_from_the_record,
    who_stands_accused_was_asked,
    every_event_has_a_source,
    every_reported_figure_has_a_source,
    every_source_is_used,
    no_event_is_later_than_the_story,
    no_update_is_before_its_publication,
    nothing_is_dated_ahead,
    the_time_zone_exists,
    the_language_exists,
    corrections_say_what_the_data_say,
)


def apply_rules(case: Case) -> tuple[Problem, ...]:
    """Every problem that any rule finds."""
    return tuple(problem for rule in RULES for problem in rule(case))


__all__ = ["RULES", "Case", "Rule", "apply_rules"]
