"""Stage load: an article's text is split into its front matter and its body."""

from __future__ import annotations

import re
from typing import NamedTuple

from broadsheet.load.yamltree import Value, read_yaml
from broadsheet.problems import Location, Problem

FENCE = "---"
NEARLY_FENCE = re.compile(r"(-{2}|-{4,}|\.\.\.|—|–)\s*")
HINT = "an article begins with a line ---, its fields, and a line ---"
FIELDS_HINT = "write one field a line, such as title: …"


class Parts(NamedTuple):
    """An article as it was read: `body_line` is the line on which the body begins."""

    front: Value
    front_text: str
    body: str
    body_line: int


FIRST_FRONT_LINE = 2


def split_article(text: str, file: str) -> tuple[Parts | None, list[Problem]]:
    """Front matter and body, or the problem that keeps them from being told apart."""
    lines = text.split("\n")
    if not text.strip():
        return None, [Problem(Location(file), "E031", "this article is empty", HINT)]
    if lines[0].rstrip() != FENCE:
        message = "this article has no front matter"
        return None, [Problem(Location(file, 1, 1), "E031", message, HINT)]
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    nearly = next((n for n, line in enumerate(lines[1:], 1) if NEARLY_FENCE.fullmatch(line)), None)
    if nearly is not None and (end is None or nearly < end):
        message = f"'{lines[nearly].strip()}' does not close the front matter"
        return None, [Problem(Location(file, nearly + 1, 1), "E031", message, "write exactly ---")]
    if end is None:
        message = "the front matter is never closed"
        return None, [Problem(Location(file, 1, 1), "E031", message, HINT)]
    if all(not line.strip() or line.lstrip().startswith("#") for line in lines[1:end]):
        place = Location(file, FIRST_FRONT_LINE, 1)
        return None, [Problem(place, "E032", "the front matter holds nothing", FIELDS_HINT)]
    front_text = "\n".join(lines[1:end]) + "\n"
    front, problems = read_yaml(front_text, file, FIRST_FRONT_LINE)
    if not problems_stop(problems) and not isinstance(front, dict):
        message = "the front matter is not a group of fields"
        place = Location(file, FIRST_FRONT_LINE, 1)
        problems.append(Problem(place, "E032", message, FIELDS_HINT))
    return Parts(front, front_text, "\n".join(lines[end + 1 :]), end + 2), problems


def problems_stop(problems: list[Problem]) -> bool:
    """Whether any of them is an error."""
    return any(problem.severity == "error" for problem in problems)
