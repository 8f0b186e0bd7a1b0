"""Values that need no unit where a bound says that they are to be reached: ratios to one, large sums in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extract.bounds import bound_before
from extract.numerals import HAN_NUMERAL, parse

_RATIO = re.compile(r"(?<![0-9.:])[0-9]{1,3}(?:\.[0-9]{1,4})?(?=:1(?![0-9.:]))")
"""The first number of `城乡收入比缩小到2.3:1`."""
_RATIO_OF = re.compile("比(?:例|值|率)?(?!上年|[0-9])[^,。;]{0,10}\\Z")
_LARGE = re.compile(rf"(?P<number>[{HAN_NUMERAL}]{{1,6}})(?P<scale>万亿|亿)(?=规模|大关|产值|以上|左右|[,。;、)]|\Z)")
"""A sum in words whose unit everyone knows: `总量超过五千亿规模`."""
_PART_OF_WORD = frozenset("第统唯之专单同任某每逐万十0123456789初星周")
"""Directly before a Chinese numeral: it is part of a word."""


def values(text: str) -> Iterator[tuple[int, int, Decimal, str | None, str]]:
    """Start, end, value, scale (亿) and rule of each in a folded text without white space."""
    for match in _RATIO.finditer(text) if ":1" in text else ():
        bound, opens = bound_before(text, match.start())
        if bound and _RATIO_OF.search(text, max(0, opens - 12), opens):
            yield match.start(), match.end(), parse(match.group()), None, "quantity.ratio"
    for match in _LARGE.finditer(text) if "亿" in text else ():
        start = match.start()
        if bound_before(text, start)[0] and text[start - 1] not in _PART_OF_WORD:
            yield start, match.end(), parse(match["number"]), match["scale"], "quantity.sum_han"
