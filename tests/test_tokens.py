"""The colours of the identity: readable on every paper, and told apart by every eye."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

CSS = Path(__file__).parents[1] / "templates" / "assets" / "css"
SHEET = (CSS / "tokens.css").read_text(encoding="utf-8")
PAIR = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
COLOURS = {name: pair for name, *pair in PAIR.findall(SHEET)}
TONES = sorted(name for name in COLOURS if name.startswith("tone-"))
TEXTS = ["ink", "ink-soft", "accent", *TONES]
PAPERS = ("paper", "paper-deep")
LIGHT_AND_DARK = (0, 1)
READABLE, SEEN = 4.5, 3.0
FAR_ENOUGH = 12.0

# Machado, Oliveira and Fernandes 2009, severity 1.0, for linear RGB.
EYES = {
    "no loss": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}  # fmt: skip
TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)  # fmt: skip
WHITE = (0.95047, 1.0, 1.08883)
Triple = tuple[float, float, float]
Matrix = tuple[tuple[float, float, float], ...]


def linear(colour: str) -> Triple:
    """The light of `#rrggbb`."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)
    return r, g, b


def times(matrix: Matrix, light: Triple) -> Triple:
    """A matrix applied to a light."""
    r, g, b = (sum(m * c for m, c in zip(row, light, strict=True)) for row in matrix)
    return r, g, b


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2."""
    bright = sorted(times(TO_XYZ, linear(colour))[1] + 0.05 for colour in (one, other))
    return bright[1] / bright[0]


def lab(light: Triple) -> Triple:
    """A light in CIE Lab."""
    seen = times(TO_XYZ, light)
    x, y, z = (
        t ** (1 / 3) if t > (6 / 29) ** 3 else t / (3 * (6 / 29) ** 2) + 4 / 29
        for t in (max(c, 0) / w for c, w in zip(seen, WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, eye: Matrix) -> float:
    """How far two colours are apart to such an eye (CIE76)."""
    a, b = (lab(clipped(times(eye, linear(colour)))) for colour in (one, other))
    return float(sum((m - n) ** 2 for m, n in zip(a, b, strict=True)) ** 0.5)


def clipped(light: Triple) -> Triple:
    """A light that a screen can show."""
    r, g, b = (min(max(c, 0.0), 1.0) for c in light)
    return r, g, b


def test_the_colours_are_found() -> None:
    assert {*TEXTS, *PAPERS, "rule-strong"} <= set(COLOURS)
    assert len(TONES) == 8
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", LIGHT_AND_DARK)
@pytest.mark.parametrize("paper", PAPERS)
def test_every_text_and_every_tone_is_readable_on_every_paper(paper: str, scheme: int) -> None:
    found = {name: contrast(COLOURS[name][scheme], COLOURS[paper][scheme]) for name in TEXTS}
    assert {name: round(ratio, 2) for name, ratio in found.items() if ratio < READABLE} == {}


@pytest.mark.parametrize("scheme", LIGHT_AND_DARK)
@pytest.mark.parametrize("paper", PAPERS)
def test_the_edges_of_controls_are_seen_on_every_paper(paper: str, scheme: int) -> None:
    assert contrast(COLOURS["rule-strong"][scheme], COLOURS[paper][scheme]) >= SEEN


@pytest.mark.parametrize("scheme", LIGHT_AND_DARK)
@pytest.mark.parametrize("eye", EYES)
def test_every_eye_tells_the_tones_apart(eye: str, scheme: int) -> None:
    found = {
        (one, other): distance(COLOURS[one][scheme], COLOURS[other][scheme], EYES[eye])
        for one, other in combinations(TONES, 2)
    }
    assert {pair: round(far, 1) for pair, far in found.items() if far < FAR_ENOUGH} == {}


def test_no_other_sheet_has_a_colour_of_its_own() -> None:
    raw = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|lab)a?\(", re.IGNORECASE)
    sheets = [path for path in CSS.rglob("*.css") if path.name != "tokens.css"]
    assert len(sheets) > 30
    found = {p.name: raw.findall(p.read_text(encoding="utf-8")) for p in sheets}
    assert {name: colours for name, colours in found.items() if colours} == {}
