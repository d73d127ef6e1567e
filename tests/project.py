"""A small sound project to break: every name, place and number in it is invented.

`write_project` writes it; a test replaces a file, or a line of one, and reads what is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from broadsheet.load import Content, load
from broadsheet.model import Investigation
from broadsheet.problems import BuildError, Problem, in_reading_order
from broadsheet.rules import Case, apply_rules
from broadsheet.validate import Validated, validate

SITE = """\
title: The Testland Register
description: An invented register of invented agencies.
subject: the Invented Service
area: Testland
publisher:
  name: The Testland Gazette
  email: desk@testland-gazette.net
base_url: https://register.testland-gazette.net/
time_zone: America/New_York
notices:
  listed: Listed means that the invented list names it.
  absent: Not listed means nothing.
  unknown: No source says.
license:
  name: An Invented Licence
  spdx: CC-BY-4.0
  url: https://licences.testland-gazette.net/by/
  credit: The Testland Gazette.
"""

DICTIONARY = """\
kinds:
  - id: police
    label: Police
    meaning: A town's police.
  - id: sheriff
    label: Sheriff
    meaning: A county's sheriff.
replies:
  - id: confirmed
    label: Said yes
    meaning: It said that it used it.
    colour: blue
  - id: denied
    label: Said no
    meaning: It said that it never used it.
    disputes: yes
  - id: silent
    label: No reply known
    meaning: No source says what it answered.
    nothing_known: yes
ranges:
  - id: few
    label: 1 to 10
    meaning: At least 1 and at most 10.
    minimum: 1
    maximum: 10
readings:
  - id: full
    label: Read in full
    meaning: We read all of it.
standings:
  - id: likely
    label: Likely
    meaning: The source says that it is likely.
"""

AGENCIES = """\
- id: alderton-police
  name: Alderton Police
  kind: police
  place: Alderton
  county: Alder
  listed:
    - by: the invented list
      basis: The list names it.
      sources: [first-list]
  searches:
    range: few
    sources: [first-list]
  replies:
    - category: confirmed
      words: We used it.
      by: Ada Alder, chief
      date: 2020-03
      standing: likely
      sources: ["gazette-2020, par. 4"]
  statements:
    - speaker: Ada Alder, chief
      words: We have stopped.
      date: 2020-04-01
      sources: [gazette-2020]
  updated: 2020-05-01
- id: birch-sheriff
  name: Birch County Sheriff
  kind: sheriff
  county: Birch
  attempts: []
  replies: []
  updated: 2020-05-01
- id: state-bureau
  name: Testland Bureau
  kind: police
  statewide: yes
  replies:
    - category: denied
      sources: [gazette-2020]
  updated: 2020-05-01
"""

SOURCES = """\
- id: first-list
  title: The First List
  outlet: The Invented List
  date: 2019
  url: https://list.testland-gazette.net/first
  read: full
- id: gazette-2020
  title: What the agencies said
  outlet: The Testland Gazette
  date: 2020-03-02
"""

FIGURES = """\
- id: named
  label: Agencies that are named
  count: agencies
- id: listed_total
  label: Agencies on the list
  value: 12
  sources: [first-list]
"""

TIMELINE = """\
- date: 2019
  event: The list begins.
  sources: [first-list]
- date: 2020-04-01
  event: Alderton stops.
  agencies: [alderton-police]
  sources: [gazette-2020]
"""

ATTEMPTS = """\
- by: The Testland Gazette
  agencies: all
  asked: It asked whether each used the service.
  sources: [gazette-2020]
"""

CORRECTIONS = """\
- id: wrong-title
  date: 2020-05-02
  text: The title of the chief was wrong. It is right now.
  agencies: [alderton-police]
  articles: [home]
"""

STORY = """\
---
title: What the list says
authors: [An Invented Reporter]
published: 2020-05-01
---
The list names {{ named }} agencies. [@first-list]
"""

PLACES = """\
name,county,latitude,longitude,population
Alderton,Alder,35.5,-79.5,5000
Birchville,Birch,35.5,-78.5,700
Crossways,Birch,35.2,-78.2,90
"""


def square(west: float, south: float) -> list[list[list[float]]]:
    """The rings of a county of one degree by one."""
    east, north = west + 1, south + 1
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def county(number: int, name: str, west: float) -> dict[str, object]:
    """A square county between 35 and 36 degrees north, as a feature of GeoJSON."""
    geometry = {"type": "Polygon", "coordinates": square(west, 35.0)}
    return {"type": "Feature", "id": f"{number:05}", "properties": {"name": name},
            "geometry": geometry}  # fmt: skip


def boundaries(*features: dict[str, object]) -> str:
    """The counties as a GeoJSON file."""
    return json.dumps({"type": "FeatureCollection", "features": features})


COUNTIES = boundaries(county(1, "Alder", -80.0), county(3, "Birch", -79.0))

FILES: Mapping[str, str] = {
    "site.yaml": SITE,
    "dictionary.yaml": DICTIONARY,
    "agencies.yaml": AGENCIES,
    "attempts.yaml": ATTEMPTS,
    "sources.yaml": SOURCES,
    "figures.yaml": FIGURES,
    "timeline.yaml": TIMELINE,
    "corrections.yaml": CORRECTIONS,
    "story/index.md": STORY,
    "geography/counties.geojson": COUNTIES,
    "geography/places.csv": PLACES,
}

Edit = tuple[str, str, str]
"""A file, a text that stands in it exactly once, and what stands there instead."""


def write_project(
    root: Path, replaced: Mapping[str, str | bytes | None] | None = None, edits: Iterable[Edit] = ()
) -> Path:
    """Write the sound project with some files replaced (None: left out) and some texts edited."""
    files: dict[str, str | bytes | None] = {**FILES, **(replaced or {})}
    for name, old, new in edits:
        text = files[name]
        assert isinstance(text, str), name
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        files[name] = text.replace(old, new)
    for name, text in files.items():
        if text is not None:
            path = root / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)
    return root


def edited(root: Path, *edits: Edit) -> Path:
    """Write the sound project with some texts edited."""
    return write_project(root, edits=edits)


def read(root: Path) -> tuple[Content, Validated, list[Problem]]:
    """Load, validate and apply the rules, as the pipeline does; all that is wrong, in order."""
    content = load(root)
    validated = validate(content)
    problems = [*content.problems, *validated.problems]
    if validated.investigation:
        case = Case(validated.investigation, validated.faulty, content.locate)
        problems += apply_rules(case)
    return content, validated, list(in_reading_order(problems))


def told(root: Path) -> list[str]:
    """What an editor is told of a project, problem by problem."""
    return [str(problem) for problem in read(root)[2]]


def checked(validated: Validated) -> Investigation:
    """The investigation, or everything that is wrong with it."""
    if validated.investigation is None:
        raise BuildError(validated.problems)
    return validated.investigation
