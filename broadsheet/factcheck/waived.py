"""Room: fact-checking. A number that an editor let stand unbound goes beside its claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from broadsheet.factcheck.places import Places
from broadsheet.ledger import Claim
from broadsheet.markup.records import Waiver


def find_waived(
    waivers: Iterable[Waiver], claims: Iterable[Claim], places: Places
) -> Mapping[str, tuple[Waiver, ...]]:
    """The waivers in each claim, by its id: of all claims with its words, the one just above."""
    every = tuple(claims)
    found: dict[str, tuple[Waiver, ...]] = {}
    for waiver in waivers:
        at = waiver.location
        holding = [claim for claim in every if waiver.words in claim.text]
        standing = [(places.of(claim), claim.id) for claim in holding]
        fitting = [(place.line, name) for place, name in standing if place.file == at.file]
        above = [one for one in fitting if one[0] <= at.line]
        if fitting:
            _, name = max(above) if above else min(fitting)
            found[name] = (*found.get(name, ()), waiver)
    return found
