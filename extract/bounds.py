"""The words beside a number that bound it: 不低于 in front, 以上 behind."""

from __future__ import annotations

import re
from functools import cache

from extract.edges import Ending
from extract.lexicon import load
from extract.model import Comparator

_CLOSE = ",。;:!?、()[]“”"
_CLOSED = frozenset(("", *_CLOSE))
"""Those characters, and the end of the text."""
"""What closes a phrase."""


@cache
def _bound_words(group: str) -> dict[str, list[tuple[str, Comparator]]]:
    """The words of a group with their meaning, longest first, by the character that touches the number."""
    out: dict[str, list[tuple[str, Comparator]]] = {}
    means = {w: Comparator(r.means) for r in load("bounds") if r.group == group for w in r.words}
    for word in sorted(means, key=len, reverse=True):
        out.setdefault(word[-1] if group == "before" else word[0], []).append((word, means[word]))
    return out


_OTHERWISE = {"达": frozenset("下送传表转通直抵"), "约": frozenset("签节预制集条履邀"), "近": frozenset("就临附邻")}
"""Before a bound of one character these make another word of it (下达资金3亿元, 签约6个项目)."""
_NOTHING: frozenset[str] = frozenset()
_SOFTENERS = "要|均|都|应|须|需|将|各|分别|力争|原则上|总体|基本|一般|有|为|了|总数|比例|逐步|稳步|累计|年均"
_SOFT = Ending(rf"(?:{_SOFTENERS}){{1,4}}")


def bound_before(text: str, at: int) -> tuple[Comparator | None, int]:
    """The bound that ends at offset `at`, and where it opens; softeners (分别, 要 …) may stand between."""
    words = _bound_words("before")
    end = at
    while end:
        for word, bound in words.get(text[end - 1], ()):
            if text.endswith(word, 0, end) and text[end - 2 : end - 1] not in _OTHERWISE.get(word, _NOTHING):
                return bound, end - len(word)
        soft = _soft(text, at) if end == at else 0
        if not soft:
            break
        end = at - soft
    return None, at


def _soft(text: str, at: int) -> int:
    """Characters of the softeners that end at offset `at`."""
    match = _SOFT.search(text[max(0, at - 12) : at])
    return len(match.group()) if match else 0


_INNER = frozenset({"内", "起"})
"""Bounds that close a phrase or are part of another word (内部, 起草)."""


def bound_after(text: str, at: int) -> tuple[Comparator | None, int]:
    """The bound that opens at offset `at`, and where it ends."""
    for word, bound in _bound_words("after").get(text[at : at + 1], ()):
        if not text.startswith(word, at):
            continue
        if word in _INNER and text[at + 1 : at + 2] not in _CLOSED and not (word == "内" and _within(text, at)):
            return None, at
        return bound, at + len(word)
    return None, at


_CLOCK = re.compile(r"(?:工作日|小时|分钟|个月|[0-9一两二三五十][日天])\Z")


def _within(text: str, at: int) -> bool:
    """Whether 内 at `at` closes a stretch of working time (5个工作日内完成) and opens no word (内部)."""
    return bool(_CLOCK.search(text, max(0, at - 3), at)) and text[at + 1 : at + 2] not in "容部外陆河地涵环的"
