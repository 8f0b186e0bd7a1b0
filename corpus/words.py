"""Words of a text and of a query, as the full-text indexes know them.

An index holds single Chinese characters, whole numbers and whole Latin words, so every phrase of characters is found
exactly and a number is never part of another one. Raw user text never reaches MATCH: each term is quoted.
"""

from __future__ import annotations

import re

from ingest.folding import simplified

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_WIDE = re.compile("[\uff01-\uff5e\u3000]")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[0-9]+(?:\.[0-9]+)*|%|[{_HAN}]|[^\W0-9_{_HAN}]+")
_NUMBER = re.compile(rf"(?:[0-9]+(?:\.[0-9]+)*)(?:(?:%|[万亿千百]?[{_HAN}])|(?=[^{_HAN}])|$)")


def fold(text: str) -> str:
    """Half-width, lower-case, simplified characters, numbers without thousands separators; positions are not kept."""
    if _WIDE.search(text):
        text = text.translate(_WIDTH)
    text = simplified(text.lower())
    return _THOUSANDS.sub("", text) if "," in text else text


def tokens(text: str) -> list[str]:
    """The terms of `text` in order: a number, `%`, one Chinese character, or a word of another script."""
    return cut(fold(text))


def cut(folded: str) -> list[str]:
    """`tokens` of a text that is folded already."""
    return _TOKEN.findall(folded)


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


def numbers(text: str) -> list[str]:
    """Numbers with the unit behind them (`45人`, `95%`, `3000万元`, `2025年`)."""
    return numbers_in(fold(text))


def numbers_in(folded: str) -> list[str]:
    """`numbers` of a text that is folded already."""
    return [found[0] for found in _NUMBER.finditer(folded)]


def characters(text: str) -> list[str]:
    """The terms of a query one by one: a number with its unit, and every other token by itself."""
    folded = fold(text)
    return list(dict.fromkeys(numbers(folded) + _TOKEN.findall(_NUMBER.sub(" ", folded))))


def plain_letters(text: str) -> bool:
    """Whether a text holds nothing but what the index keeps: no blank, no mark."""
    return not _TOKEN.sub("", fold(text))


def glob(text: str) -> str:
    """A GLOB pattern that finds `text` anywhere."""
    return "*" + re.sub(r"([*?\[])", r"[\1]", text) + "*"


def shared(query: str, sentence: str, at_most: int = 6) -> list[str]:
    """The longest pieces of the query, two characters and more, and its numbers, that stand in the sentence."""
    return Pieces(query).held(fold(sentence))[:at_most]


class Pieces:
    """A query made ready to be compared with many sentences."""

    def __init__(self, query: str) -> None:
        folded = fold(query)
        self._numbers = numbers_in(folded)
        self._runs: list[str] = re.findall(rf"[{_HAN}a-z]+", folded)

    def held(self, body: str) -> list[str]:
        """Numbers, and the longest pieces of two characters and more, that stand in a folded sentence."""
        found: list[str] = []
        if self._numbers:
            whole = set(numbers_in(body))
            found = [number for number in self._numbers if number in whole]
        for run in self._runs:
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
        return list(dict.fromkeys(found))
