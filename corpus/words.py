"""Words of a text and of a query, as the full-text index knows them.

The index holds single Chinese characters, whole numbers and whole Latin words, so every phrase of characters is found
exactly and a number is never part of another one. Raw user text never reaches MATCH: each term is quoted.
"""

from __future__ import annotations

import importlib
import logging
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[0-9]+(?:\.[0-9]+)*|%|[{_HAN}]|[^\W0-9_{_HAN}]+")
_NUMBER = re.compile(rf"(?:[0-9]+(?:\.[0-9]+)*)(?:(?:%|[万亿千百]?[{_HAN}])|(?=[^{_HAN}])|$)")
_PART = re.compile(r"(-|－)?(?:\"([^\"]*)\"|“([^”]*)”|「([^」]*)」|([^\s\"“「]+))")
_QUOTES = '"“”「」'


def fold(text: str) -> str:
    """Half-width, lower-case, numbers without thousands separators; positions are not kept."""
    return _THOUSANDS.sub("", text.translate(_WIDTH).lower())


def tokens(text: str) -> list[str]:
    """The terms of `text` in order: a number, `%`, one Chinese character, or a word of another script."""
    return _TOKEN.findall(fold(text))


def segmented(text: str) -> str:
    """What is written into the full-text index for `text`."""
    return " ".join(tokens(text))


def quoted(term: str) -> str:
    """One FTS5 string; nothing in it is syntax."""
    return '"' + term.replace('"', '""').replace("\0", "") + '"'


def phrase(text: str) -> str | None:
    """MATCH text that finds `text` token by token; None when it holds no token."""
    found = tokens(text)
    return quoted(" ".join(found)) if found else None


def typed(text: str) -> str | None:
    """Like `phrase` for text that is still being typed: a last number or Latin word may go on."""
    found = tokens(text)
    if not found:
        return None
    unfinished = found[-1].isascii() and found[-1] != "%"
    return quoted(" ".join(found)) + (" *" if unfinished else "")


def any_of(terms: Iterable[str]) -> str | None:
    """MATCH text for at least one of the terms, each as a phrase."""
    return " OR ".join(dict.fromkeys(p for p in map(phrase, terms) if p)) or None


def all_of(terms: Iterable[str]) -> str | None:
    """MATCH text for all of the terms, each as a phrase."""
    return " AND ".join(dict.fromkeys(p for p in map(phrase, terms) if p)) or None


@dataclass(frozen=True, slots=True)
class Query:
    """What a person asked for."""

    text: str
    """The free part, without phrases and exclusions."""
    phrases: tuple[str, ...] = ()
    """Must stand in the sentence exactly as written."""
    excluded: tuple[str, ...] = ()
    """Must not stand in the sentence."""

    @property
    def empty(self) -> bool:
        """Whether nothing is left to look for."""
        return not self.phrases and not tokens(self.text)


def parse(query: str) -> Query:
    """Free text, `"exact phrases"` and `-exclusions` of a query; any text is a valid one."""
    text, phrases, excluded = [], [], []
    at_start = True
    position = 0
    for found in _PART.finditer(query):
        at_start = found.start() == 0 or query[found.start() - 1].isspace() or query[found.start() - 1] in _QUOTES
        position = found.end()
        minus, exact, word = found[1], found[2] or found[3] or found[4], found[5]
        if minus and at_start and (exact or (word and tokens(word))):
            excluded.append(exact or word)
        elif exact:
            phrases.append(exact.strip())
        elif word:
            text.append((minus or "") + word)
    text.append(query[position:])
    free = " ".join(part for part in text if part.strip(_QUOTES + " "))
    return Query(free, tuple(p for p in phrases if p), tuple(excluded))


def numbers(text: str) -> list[str]:
    """Numbers with the unit behind them (`45人`, `95%`, `3000万元`, `2025年`)."""
    return [found[0] for found in _NUMBER.finditer(fold(text))]


def characters(text: str) -> list[str]:
    """Search terms for a small ledger: a number with its unit, and every other token by itself."""
    folded = fold(text)
    return list(dict.fromkeys(numbers(folded) + _TOKEN.findall(_NUMBER.sub(" ", folded))))


def search_words(text: str) -> list[str]:
    """Search terms for a large ledger: a number with its unit, and the words that jieba finds in the rest."""
    folded = fold(text)
    words = [w.strip() for w in _jieba().cut_for_search(_NUMBER.sub(" ", folded))]
    kept = [w for w in words if len(w) > 1 and tokens(w)]
    if not kept:
        kept = [w for w in words if tokens(w)]
    return list(dict.fromkeys(numbers(folded) + kept))


def glob(text: str) -> str:
    """A GLOB pattern that finds `text` anywhere."""
    return "*" + re.sub(r"([*?\[])", r"[\1]", text) + "*"


def shared(query: str, sentence: str, at_most: int = 6) -> list[str]:
    """The longest pieces of the query, two characters and more, and its numbers, that stand in the sentence."""
    asked, body = fold(query), fold(sentence)
    whole = set(numbers(body))
    found: list[str] = [n for n in numbers(asked) if n in whole]
    for run in re.findall(rf"[{_HAN}a-z]+", asked):
        start = 0
        while start < len(run) - 1:
            end = start + 2
            if run[start:end] not in body:
                start += 1
                continue
            while end < len(run) and run[start : end + 1] in body:
                end += 1
            found.append(run[start:end])
            start = end
    return list(dict.fromkeys(found))[:at_most]


@cache
def _jieba() -> Any:
    """jieba with its log silent and its dictionary cache in a folder that nobody else can write."""
    jieba = importlib.import_module("jieba")
    jieba.setLogLevel(logging.WARNING)
    jieba.dt.tmp_dir = str(_private_folder())
    jieba.initialize()
    return jieba


def _private_folder() -> Path:
    """The user's cache folder; a fresh temporary one where that cannot be made."""
    from platformdirs import user_cache_path

    folder = user_cache_path("taizhang") / "jieba"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="taizhang-jieba-"))
    return folder
