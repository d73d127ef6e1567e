"""Stage rules: the site's settings are ones that the world knows."""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale, UnknownLocaleError

from broadsheet.problems import Problem
from broadsheet.rules.case import Case


def the_language_exists(case: Case) -> Iterator[Problem]:
    """Dates and numbers are worded in a language and region that Babel knows."""
    site = case.investigation.site
    try:
        Locale.parse(site.language, sep="-")
    except (ValueError, UnknownLocaleError):
        message = f"'{site.language}' is not a language that we know"
        hint = "write language and region as en-US or fr-CA"
        yield case.problem("E064", site.origin, ("language",), message, hint)
