"""Room: fact-checking. Each check finds its claim, also where several claims say the same.

The same words twice on a page are `home.5e5129` and `home.5e5129-2`, in the order in which they
stand. Where these change places, or one of them goes, the names move and what was checked does
not: so among claims of one family a check belongs to the one that has its mark.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from broadsheet.ledger import Claim
from broadsheet.model import Check

NUMBERED = re.compile(r"(.+)-[1-9][0-9]*")


def find_claims_of(claims: Iterable[Claim], checks: Sequence[Check]) -> tuple[str, ...]:
    """The id of the claim that each check is of; empty where that claim is gone."""
    every = tuple(claims)
    known = {claim.id for claim in every}
    families: dict[str, list[Claim]] = {}
    for claim in every:
        families.setdefault(family(claim.id, known), []).append(claim)
    own: dict[str, list[int]] = {}
    for number, check in enumerate(checks):
        own.setdefault(family(check.claim, known), []).append(number)
    found = [""] * len(checks)
    for name, numbers in own.items():
        kin = families.get(name, ())
        ids = matched(kin, [checks[number] for number in numbers])
        for number, its in zip(numbers, ids, strict=True):
            found[number] = its
    return tuple(found)


def family(name: str, known: Collection[str]) -> str:
    """The name without the number that tells claims of the same words apart."""
    numbered = NUMBERED.fullmatch(name)
    return numbered[1] if numbered and numbered[1] in known else name


def matched(kin: Sequence[Claim], checks: Sequence[Check]) -> list[str]:
    """The claim of each check: by its mark, or the one that has changed since; empty for none."""
    marks = {claim.id: claim.mark for claim in kin}
    found = [check.claim if marks.get(check.claim) == check.mark else "" for check in checks]
    signed = {(name, check.by) for name, check in zip(found, checks, strict=True)}
    for number, check in enumerate(checks):
        same = (
            n for n, mark in marks.items() if mark == check.mark and (n, check.by) not in signed
        )
        found[number] = found[number] or next(same, "")
        signed.add((found[number], check.by))
    bare = [name for name in marks if name not in found]
    moved = {name for name, check in zip(found, checks, strict=True) if name != check.claim}
    for number, check in enumerate(checks):
        if not found[number] and check.claim in marks:
            found[number] = next(iter(bare), "") if check.claim in moved else check.claim
    return found
