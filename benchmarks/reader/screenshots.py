"""Room: what the measured pages look like, so that no figure stands for a page nobody has seen."""

from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Error

from benchmarks.reader.visit import Subject

SIZES = {"phone": (412, 823, 1.75), "desk": (1280, 900, 1.0)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LONGEST = 30_000


def take(browser: Browser, subjects: Iterable[Subject], folder: Path) -> None:
    """Each page on a phone and a desk, light and dark, as `story-phone-light.png`."""
    for subject, size, scheme in product(tuple(subjects), SIZES, SCHEMES):
        width, height, sharpness = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height},
            device_scale_factor=sharpness,
            color_scheme=scheme,
        )
        try:
            page = context.new_page()
            page.goto(subject.address, wait_until="load", timeout=LONGEST)
            # Typefaces that come late may be left out: the second time they are there.
            page.reload(wait_until="load", timeout=LONGEST)
            page.wait_for_timeout(500)
            page.screenshot(path=folder / f"{subject.name}-{size}-{scheme}.png", timeout=LONGEST)
        except Error as error:
            print(f"no picture of {subject.name}: {error.message.splitlines()[0]}")
        finally:
            context.close()
