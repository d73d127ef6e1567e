"""The command line: the area of a new folder, from the states that somebody names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from broadsheet.problems import BuildError

if TYPE_CHECKING:
    # Not at run time: --help must not wait for the rooms.
    from broadsheet.gazetteers import Geography
    from broadsheet.starter import Area

NOWHERE = "TK"
ASKED = "Which US state, such as VT; several with a comma (Return: none of them, or later)"


def state_codes(named: Sequence[str], *, ask: bool) -> list[str]:
    """The postal codes of the states that were named, or asked for. BuildError for none such."""
    from broadsheet.gazetteers import find_states  # noqa: PLC0415  (slow)

    if named or not ask:
        return list(find_states(named)) if named else []
    found: list[str] = click.prompt(ASKED, default="", show_default=False, value_proc=asked_for)
    return found


def asked_for(answer: str) -> list[str]:
    """The states of an answer. UsageError for one that is none: it is asked again."""
    from broadsheet.gazetteers import find_states  # noqa: PLC0415  (slow)

    words = [word for word in (part.strip() for part in re.split("[,;]", answer)) if word]
    try:
        return list(find_states(words)) if words else []
    except BuildError as error:
        told = (f"{p.message}; {p.hint}" for p in error.problems)
        raise click.UsageError(" ".join(told)) from None


def defaults_in(codes: Sequence[str]) -> dict[str, str]:
    """What follows from the states for the questions that nobody has answered."""
    from broadsheet.gazetteers import time_zone_of  # noqa: PLC0415  (slow)
    from broadsheet.gazetteers.told import area_of  # noqa: PLC0415  (the same)

    return {"area": area_of(codes), "time_zone": time_zone_of(codes[0])} if codes else {}


def area_in(codes: Sequence[str]) -> Area | None:
    """The area of these states; none where nobody named one. BuildError without the extra."""
    from broadsheet.gazetteers import state_geography  # noqa: PLC0415  (slow)
    from broadsheet.starter import Area  # noqa: PLC0415  (the same)

    if not codes:
        return None
    made = state_geography(codes)
    return Area(
        files={name: content.decode() for name, content in made.files.items()},
        county=first_county(made),
        credits=made.credits,
        credit=" ".join(f"{credit.name}: {credit.text}" for credit in made.credits),
        counties="".join(f"{line}\n" for line in made.words("")),
    )


def first_county(made: Geography) -> str:
    """A county for the example to stand in, as records write it: the first that has a place."""
    rows = csv.DictReader(io.StringIO(made.files["places.csv"].decode()))
    return min((row["county"] for row in rows if row["county"]), default=NOWHERE)
