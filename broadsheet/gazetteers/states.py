"""Room: gazetteers. The states: their codes, names and time zones, and which one a word means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from broadsheet.problems import BuildError, Location, Problem, did_you_mean

COMMAND = "geography"
"""Where what is wrong with the words of the command is said to stand."""
COUNTRY = ("US", "USA", "United States")
LONGEST = 3
"""Words of the longest name."""


class State(NamedTuple):
    """A state, the District or a territory: postal code, name, Census number, time zone.

    The zone is that of most of its people; `words` are what its parts are called, one and
    several of them, where that is not county.
    """

    code: str
    name: str
    fips: str
    zone: str
    words: tuple[str, str] = ("county", "counties")


PARISH = ("parish", "parishes")
BOROUGH = ("borough or census area", "boroughs and census areas")
WITH_CITIES = ("county or city", "counties and cities")
MUNICIPIO = ("municipio", "municipios")
ISLAND = ("island", "islands")
DISTRICT = ("district", "districts")
MUNICIPALITY = ("municipality", "municipalities")
EAST, CENTRAL = "America/New_York", "America/Chicago"
MOUNTAIN, WEST = "America/Denver", "America/Los_Angeles"

STATES = (
    State("AL", "Alabama", "01", CENTRAL),
    State("AK", "Alaska", "02", "America/Anchorage", BOROUGH),
    State("AZ", "Arizona", "04", "America/Phoenix"),
    State("AR", "Arkansas", "05", CENTRAL),
    State("CA", "California", "06", WEST),
    State("CO", "Colorado", "08", MOUNTAIN),
    State("CT", "Connecticut", "09", EAST),
    State("DE", "Delaware", "10", EAST),
    State("DC", "District of Columbia", "11", EAST, DISTRICT),
    State("FL", "Florida", "12", EAST),
    State("GA", "Georgia", "13", EAST),
    State("HI", "Hawaii", "15", "Pacific/Honolulu"),
    State("ID", "Idaho", "16", "America/Boise"),
    State("IL", "Illinois", "17", CENTRAL),
    State("IN", "Indiana", "18", "America/Indiana/Indianapolis"),
    State("IA", "Iowa", "19", CENTRAL),
    State("KS", "Kansas", "20", CENTRAL),
    State("KY", "Kentucky", "21", EAST),
    State("LA", "Louisiana", "22", CENTRAL, PARISH),
    State("ME", "Maine", "23", EAST),
    State("MD", "Maryland", "24", EAST),
    State("MA", "Massachusetts", "25", EAST),
    State("MI", "Michigan", "26", "America/Detroit"),
    State("MN", "Minnesota", "27", CENTRAL),
    State("MS", "Mississippi", "28", CENTRAL),
    State("MO", "Missouri", "29", CENTRAL),
    State("MT", "Montana", "30", MOUNTAIN),
    State("NE", "Nebraska", "31", CENTRAL),
    State("NV", "Nevada", "32", WEST),
    State("NH", "New Hampshire", "33", EAST),
    State("NJ", "New Jersey", "34", EAST),
    State("NM", "New Mexico", "35", MOUNTAIN),
    State("NY", "New York", "36", EAST),
    State("NC", "North Carolina", "37", EAST),
    State("ND", "North Dakota", "38", CENTRAL),  # codespell:ignore nd
    State("OH", "Ohio", "39", EAST),
    State("OK", "Oklahoma", "40", CENTRAL),
    State("OR", "Oregon", "41", WEST),
    State("PA", "Pennsylvania", "42", EAST),
    State("RI", "Rhode Island", "44", EAST),
    State("SC", "South Carolina", "45", EAST),
    State("SD", "South Dakota", "46", CENTRAL),
    State("TN", "Tennessee", "47", CENTRAL),
    State("TX", "Texas", "48", CENTRAL),
    State("UT", "Utah", "49", MOUNTAIN),
    State("VT", "Vermont", "50", EAST),
    State("VA", "Virginia", "51", EAST, WITH_CITIES),
    State("WA", "Washington", "53", WEST),
    State("WV", "West Virginia", "54", EAST),
    State("WI", "Wisconsin", "55", CENTRAL),
    State("WY", "Wyoming", "56", MOUNTAIN),
)
"""The fifty states and the District: what `US` means."""

TERRITORIES = (
    State("AS", "American Samoa", "60", "Pacific/Pago_Pago", DISTRICT),
    State("GU", "Guam", "66", "Pacific/Guam", ISLAND),
    State("MP", "Northern Mariana Islands", "69", "Pacific/Saipan", MUNICIPALITY),
    State("PR", "Puerto Rico", "72", "America/Puerto_Rico", MUNICIPIO),
    State("VI", "U.S. Virgin Islands", "78", "America/St_Thomas", ISLAND),
)

BY_CODE = {state.code: state for state in (*STATES, *TERRITORIES)}

MEANT = {
    **{word.lower(): tuple(state.code for state in STATES) for word in COUNTRY},
    **{state.code.lower(): (state.code,) for state in BY_CODE.values()},
    **{state.name.lower().replace(".", ""): (state.code,) for state in BY_CODE.values()},
}
"""What a word means, in lower case and without points."""


def find_states(words: Iterable[str]) -> tuple[str, ...]:
    """Postal codes for codes and names in any case, each once, sorted; `US` is the whole country.

    A name may be one word or several: `New York` and `New`, `York` mean the same. Raises
    BuildError with every word that means no state.
    """
    left, found = list(words), set[str]()
    unknown: list[list[str]] = [[]]
    while left:
        length, codes = longest_name(left)
        if codes:
            unknown.append([])
        else:
            unknown[-1].append(left[0])
        found.update(codes)
        del left[:length]
    if wrong := [problem for run in unknown for problem in no_states(run)]:
        raise BuildError(wrong)
    return tuple(sorted(found))


def no_states(run: Sequence[str]) -> Iterator[Problem]:
    """Tell of words in a row that mean nothing; together, if they nearly make a name."""
    whole = " ".join(run)
    if near := nearest_state(whole):
        yield no_state(whole, near)
        return
    yield from (no_state(word, nearest_state(word)) for word in run)


def nearest_state(words: str) -> str:
    """`did you mean 'Texas'?`, or nothing."""
    return did_you_mean(words, [state.name for state in BY_CODE.values()])


def longest_name(words: Sequence[str]) -> tuple[int, tuple[str, ...]]:
    """How many of the first words are a name together, and what it means; 1 and none if none is."""
    for length in range(LONGEST, 0, -1):
        if codes := MEANT.get(plain(" ".join(words[:length]))):
            return length, codes
    return 1, ()


def plain(words: str) -> str:
    """Words in lower case without points, a blank between two."""
    return " ".join(words.lower().replace(".", "").split())


def no_state(word: str, near: str) -> Problem:
    """What is neither a state's code nor its name."""
    hint = near or "write a state's name or postal code, such as Texas or TX, or US for all"
    return Problem(Location(COMMAND), "E195", f"'{word}' is not a state", hint)


def time_zone_of(code: str) -> str:
    """The time zone of most people of a state, by its postal code: America/Chicago for TX."""
    return BY_CODE[code].zone
