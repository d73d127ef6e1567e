"""Every page is HTML by the standard, so that tomorrow's browsers will read it as we meant it."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest

from tests.setup_browser import NU_JAR, missing_for_nu

# What html5lib, older than today's standard, takes for an error, and since when it is none.
FALSE_ALARMS = {
    ("unexpected-start-tag-in-select", "hr"): "a line between options is allowed since 2023",
}


def test_every_page_parses_without_an_error(site: Path) -> None:
    faults = [
        f"{page.relative_to(site).as_posix()}: {fault}"
        for page in sorted(site.rglob("*.html"))
        for fault in _parse_errors(page.read_bytes())
    ]
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


def _parse_errors(page: bytes) -> Iterator[str]:
    # Not html5lib's strict mode, which stops at the first error and does not say where it is.
    parser = html5lib.HTMLParser()
    parser.parse(page, transport_encoding="utf-8")
    for (line, column), code, details in parser.errors:
        name = (details or {}).get("name", "")
        if (code, name) not in FALSE_ALARMS:
            yield f"line {line}, column {column}: {code} {name}".rstrip()


@pytest.mark.timeout(300)
def test_the_nu_checker_finds_no_error(site: Path) -> None:
    missing = missing_for_nu()
    if missing:
        pytest.skip(missing)
    # Errors only: reading files, it takes our Content-Security-Policy to forbid the page's own
    # scripts and warns of it. And of HTML only: it knows no cascade layers or container queries.
    options = ["--errors-only", "--skip-non-html", "--filterpattern", ".*CSS: .*"]
    command = ["java", "-jar", str(NU_JAR), *options, str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(done.stderr.replace(site.as_uri().replace("///", "/"), ""), pytrace=False)
