"""The colours of the speakers as colour-blind readers see them: told apart from each other, and readable as labels.

The colours are changed as Machado, Oliveira and Fernandes (2009) simulate complete colour blindness of each kind.
Differences are distances in CIELAB, in which 2.3 is just noticeable side by side.
"""

from __future__ import annotations

import re
from itertools import combinations
from math import dist
from pathlib import Path

import pytest

from api.http.web import pages
from api.http.web.article_text import COLOURS

CSS = (Path(pages.__file__).parent / "static" / "page.css").read_text(encoding="utf8")
LIGHT, DARK = re.findall(r":root \{\n(.*?)\}", CSS, re.S)[:2]
Colour = tuple[float, float, float]  # red, green and blue, linear, from 0 to 1
Matrix = tuple[Colour, Colour, Colour]
READABLE = 4.5  # contrast of text, as WCAG 2 demands for level AA
APART = 10.0  # least distance between two speakers
SIGHT: dict[str, Matrix] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TO_XYZ: Matrix = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE: Colour = (0.9505, 1.0, 1.089)


def colour(css: str, name: str) -> Colour:
    """A colour of the style sheet."""
    found = re.search(rf"--{name}: #(\w{{2}})(\w{{2}})(\w{{2}})", css)
    assert found, name
    red, green, blue = (int(part, 16) / 255 for part in found.groups())
    return _linear(red), _linear(green), _linear(blue)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def times(matrix: Matrix, given: Colour) -> Colour:
    first, second, third = (sum(a * b for a, b in zip(row, given, strict=True)) for row in matrix)
    return first, second, third


def seen(given: Colour, sight: str) -> Colour:
    first, second, third = (min(1.0, max(0.0, value)) for value in times(SIGHT[sight], given))
    return first, second, third


def lab(given: Colour) -> Colour:
    """The colour in CIELAB."""
    parts = (value / white for value, white in zip(times(TO_XYZ, given), WHITE, strict=True))
    x, y, z = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def contrast(one: Colour, other: Colour) -> float:
    less, more = sorted(times(TO_XYZ, found)[1] for found in (one, other))
    return (more + 0.05) / (less + 0.05)


@pytest.mark.parametrize("css", [LIGHT, DARK], ids=["light", "dark"])
def test_colour_blind_readers_tell_speakers_apart(css: str) -> None:
    speakers = [colour(css, f"speaker-{number}") for number in range(COLOURS)]
    for sight in SIGHT:
        shown = [lab(seen(speaker, sight)) for speaker in speakers]
        near = {pair: dist(shown[pair[0]], shown[pair[1]]) for pair in combinations(range(COLOURS), 2)}
        assert min(near.values()) >= APART, (sight, min(near, key=near.__getitem__))


@pytest.mark.parametrize("css", [LIGHT, DARK], ids=["light", "dark"])
def test_names_are_readable_on_the_colour_of_their_speaker(css: str) -> None:
    paper = colour(css, "paper")
    assert [n for n in range(COLOURS) if contrast(colour(css, f"speaker-{n}"), paper) < READABLE] == []


def test_red_and_green_are_the_same_to_some() -> None:
    red, green = (0.36, 0.0, 0.0), (0.07, 0.07, 0.0)
    assert dist(lab(red), lab(green)) > 3 * dist(lab(seen(red, "protanopia")), lab(seen(green, "protanopia")))
