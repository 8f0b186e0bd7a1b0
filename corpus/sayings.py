"""Everyday words said a little otherwise: 等得太久 for 等太久, 瞧病 for 看病, 小朋友 for 娃. Pure.

A text is cut into units: words that say the same count as one, and the small words that talk puts between others count
as none. Two texts whose units are the same say the same. Which words these are says data/sayings.toml.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Said:
    """A text in its units."""

    units: str
    """One character for each; words that say the same have the same."""
    places: tuple[tuple[int, int], ...]
    """Where in the text each begins and ends."""


@cache
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    """What cuts a text into units, and the unit of each word that has others for it. Raises ValueError."""
    data = tomllib.loads(files("corpus").joinpath("data/sayings.toml").read_text(encoding="utf-8"))
    same, between = [line.split() for line in data.pop("same")], data.pop("between").split()
    words = [word for line in same for word in line]
    if data or len(set(words)) < len(words):
        raise ValueError(f"sayings: keys {sorted(data)}, or a word that stands in two lines")
    unit = {word: chr(0xE000 + place) for place, line in enumerate(same) for word in line}
    longest_first = sorted(map(re.escape, words), key=lambda word: (-len(word), word))
    pattern = f"({'|'.join(longest_first)})|(?:{'|'.join(map(re.escape, between))})|(.)"
    return re.compile(pattern, re.DOTALL), unit


def said(text: str) -> Said:
    """The units of a folded text."""
    pattern, unit = _words()
    units: list[str] = []
    places: list[tuple[int, int]] = []
    for found in pattern.finditer(text):
        word, character = found.groups()
        if word or character:
            units.append(unit[word] if word else character)
            places.append(found.span())
    return Said("".join(units), tuple(places))
