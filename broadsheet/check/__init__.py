"""Stage check: the finished files are read as a browser would, before a byte is written.

`CHECKS` is the whole list: each is a sentence about the site that holds, as a function
from a `Proof` (all outputs and the pages they came from) to problems.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from broadsheet.check.cards import every_card_is_there
from broadsheet.check.documents import (
    documents_are_well_formed,
    ids_are_unique_in_a_page,
)
from broadsheet.check.links import every_link_leads_somewhere, every_picture_has_words
from broadsheet.check.proof import Proof, read_proof
from broadsheet.check.surfaces import every_surface_shows_the_same
from broadsheet.check.thirdparties import (
    find_private,
    nothing_is_loaded_from_elsewhere,
    nothing_private_is_published,
    scripts_and_styles_are_files,
)
from broadsheet.problems import Problem

Check = Callable[[Proof], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    documents_are_well_formed,
    ids_are_unique_in_a_page,
    every_link_leads_somewhere,
    every_picture_has_words,
    every_card_is_there,
    nothing_is_loaded_from_elsewhere,
    scripts_and_styles_are_files,
    nothing_private_is_published,
    every_surface_shows_the_same,
)


def check(proof: Proof) -> tuple[Problem, ...]:
    """Every problem that any check finds."""
    return tuple(problem for one in CHECKS for problem in one(proof))


__all__ = ["CHECKS", "Check", "Proof", "check", "find_private", "read_proof"]
