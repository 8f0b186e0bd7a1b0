"""Whether words that a person types are in a text: as they are, or as pinyin (`jiaoyuju`, `jyj`). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache


def holds(words: Iterable[str], text: str) -> bool:
    """Whether the text holds every word, letter case aside; letters also stand for the characters that they spell."""
    small = text.lower()
    return all(word in small or _spelled_in(word, text) for word in (one.lower() for one in words))


def _spelled_in(word: str, text: str) -> bool:
    spelled = _pattern(word)
    return spelled is not None and spelled.search(text) is not None


@lru_cache(maxsize=64)
def _pattern(word: str) -> re.Pattern[str] | None:
    if not (word.isascii() and word.isalpha()):
        return None
    # Read when letters are typed: the table of readings is not small.
    from corpus.pinyin import pattern, written

    ways = written(word)
    return pattern(ways) if ways else None
