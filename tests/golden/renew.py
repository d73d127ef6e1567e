"""Writes the golden example anew: `python tests/golden/renew.py`, then read the difference.

Texts are kept as they are; of all other files (typefaces, Leaflet, pictures) only the
SHA-256, so that nobody else's work stands in this repository.
"""

import datetime
import hashlib
import shutil
import sys
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
# The cache of the house itself: cutting typefaces is slow, and the cuts are the same.
CACHE = HERE.parents[1] / ".broadsheet"
SITE, SUMS = HERE / "site", HERE / "SHA256SUMS"
TEXTS = (".html", ".xml", ".json", ".geojson", ".csv", ".txt")
CLOCK = datetime.datetime(2024, 6, 1, tzinfo=datetime.UTC)

sys.path.insert(0, str(HERE.parents[1]))


@cache
def golden_outputs() -> dict[str, bytes]:
    """Every file of the golden site, as the program makes it now."""
    from broadsheet.pipeline import make  # noqa: PLC0415  (found through the path set above)

    return {output.path: output.content for output in make(HERE, CLOCK, cache=CACHE).outputs}


def is_text(path: str) -> bool:
    """Whether a file is kept whole: ours to the letter, and readable in a review."""
    return path.endswith(TEXTS) and not path.startswith("assets/")


def sums_of(outputs: dict[str, bytes]) -> str:
    """A line for each file that is not kept whole, as sha256sum writes it."""
    return "".join(
        f"{hashlib.sha256(content).hexdigest()}  {path}\n"
        for path, content in sorted(outputs.items())
        if not is_text(path)
    )


def renew() -> None:
    """Replace the golden files."""
    outputs = golden_outputs()
    shutil.rmtree(SITE, ignore_errors=True)
    for path, content in outputs.items():
        if is_text(path):
            (SITE / path).parent.mkdir(parents=True, exist_ok=True)
            (SITE / path).write_bytes(content)
    SUMS.write_text(sums_of(outputs), encoding="utf-8")


if __name__ == "__main__":
    renew()
