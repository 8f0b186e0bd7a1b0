"""What letters can stand for: full pinyin (`jiaoyuju`) or the first letters (`jyj`), as sets of characters. Pure.

Tones are not written, ü is `v` or `u`; of a character with several readings each counts.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

_LONGEST = 40
"""Letters."""
_WAYS = 8
"""Ways to cut letters into syllables that are looked at: `fangan` is fang-an and fan-gan."""
_SYLLABLE = 6
Characters = tuple[str, ...]
"""For each place of a word all characters that may stand there."""


def full(typed: str) -> list[Characters]:
    """What full pinyin of two syllables and more can stand for, one entry for each way of cutting it."""
    return [tuple(_readings()[one] for one in cut) for cut in _cuts(_letters(typed)) if len(cut) > 1]


def initials(typed: str) -> list[Characters]:
    """What three first letters and more can stand for."""
    letters = _letters(typed)
    if len(letters) < 3 or not all(letter in _initials() for letter in letters):
        return []
    return [tuple(_initials()[letter] for letter in letters)]


def written(typed: str) -> list[Characters]:
    """Both; nothing for what is no pinyin."""
    return [*full(typed), *initials(typed)]


def pattern(ways: list[Characters], end: str = "", start: str = "") -> re.Pattern[str]:
    """An expression for what any of the ways allows, with `start` before and `end` behind it."""
    return re.compile(start + "(?:" + "|".join("".join(f"[{one}]" for one in way) for way in ways) + ")" + end)


def globs(typed: str) -> list[str]:
    """GLOB patterns of SQLite that find what the letters can stand for anywhere in a name."""
    return ["*" + "".join(f"[{one}]" for one in way) + "*" for way in written(typed)]


def _letters(typed: str) -> str:
    """The letters of pinyin, small; empty for anything else."""
    small = typed.lower().replace("ü", "v").replace("'", "")
    return small if small.isascii() and small.isalpha() and len(small) <= _LONGEST else ""


@cache
def _readings() -> dict[str, str]:
    out: dict[str, str] = {}
    for line in files("corpus").joinpath("data/pinyin.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            syllable, characters = line.split()
            out[syllable] = characters
    for syllable in [one for one in out if "v" in one]:  # 绿化 is typed lvhua and luhua
        plain = syllable.replace("v", "u")
        out[plain] = "".join(dict.fromkeys(out.get(plain, "") + out[syllable]))
    return out


@cache
def _initials() -> dict[str, str]:
    out: dict[str, dict[str, None]] = {}
    for syllable, characters in _readings().items():
        out.setdefault(syllable[0], {}).update(dict.fromkeys(characters))
    return {letter: "".join(characters) for letter, characters in out.items()}


@lru_cache(maxsize=256)
def _cuts(letters: str) -> tuple[tuple[str, ...], ...]:
    """Ways to cut letters into syllables, the longest first ones first; the first few of them."""
    ways: list[list[tuple[str, ...]]] = [[] for _ in letters] + [[()]]
    for start in range(len(letters) - 1, -1, -1):
        for end in range(min(len(letters), start + _SYLLABLE), start, -1):
            if letters[start:end] in _readings():
                ways[start] += [(letters[start:end], *rest) for rest in ways[end]]
        ways[start] = sorted(ways[start], key=len)[:_WAYS]
    return tuple(ways[0]) if letters else ()
