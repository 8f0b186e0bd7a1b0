"""A block as the matchers see it: folded to half width, without white space, every character traceable.

Full-width digits and punctuation become half width, so that one pattern serves both; white space goes, so that
`2023 年 3 月` and a number broken by a line wrap read like any other. Offsets of the view lead back to the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.model import Document, Span

_FOLD = {i: i - 0xFEE0 for i in range(0xFF01, 0xFF5F)}
_FOLD |= {ord(c): ord("-") for c in "—–―－−﹣‐‑‒─━"}
_FOLD |= {ord(c): ord("~") for c in "～〜∼"}
_FOLD |= {ord(c): ord("≥") for c in "≧⩾"} | {ord(c): ord("≤") for c in "≦⩽"}
_FOLD |= {ord("【"): ord("["), ord("】"): ord("]"), ord("﹪"): ord("%")}
_FOLD |= {ord("∶"): ord(":"), ord("／"): ord("/")}
_FOLD |= {ord("〈"): ord("<"), ord("〉"): ord(">"), ord("｡"): ord("。")}
_NARROW = {chr(wide): chr(narrow) for wide, narrow in _FOLD.items()}
_WIDE = re.compile(f"[{re.escape(''.join(_NARROW))}]")
_SPACE = re.compile("[ \t\n\r\f\v\u00a0\u3000\u2002\u2003\u2009\u200a\u2028\u2029\ufeff\u200b]")
_SHOWN = re.compile(f"[^{_SPACE.pattern[1:]}+")


class View(NamedTuple):
    """Folded text of a span with the way back."""

    text: str
    places: Sequence[int]
    """For each character of `text` its offset in the document's text."""

    def span(self, start: int, end: int) -> Span:
        """The place in the document of `text[start:end]`; `start < end`."""
        return Span(self.places[start], self.places[end - 1] + 1)

    def offset(self, place: int) -> int:
        """The first character of the view at or after `place` of the document."""
        low, high = 0, len(self.places)
        while low < high:
            middle = (low + high) // 2
            if self.places[middle] < place:
                low = middle + 1
            else:
                high = middle
        return low


_HAN_YEAR = re.compile("[一二][〇○零ΟО九][〇○零ΟО一二三四五六七八九]{2}(?=年)")
_HAN_YEAR_END = re.compile(f"年(?<={_HAN_YEAR.pattern.removesuffix('(?=年)')}年)")
"""The same seen from its last character: `re` walks to one character fastest, and few texts hold such a year."""
_HAN_DIGITS = str.maketrans("〇○零ΟО一二三四五六七八九", "00000123456789")


def fold(text: str) -> str:
    """`text` in half width and years in digits (二〇二五年), one character for each, so that offsets stay."""
    for wide in set(_WIDE.findall(text)):
        text = text.replace(wide, _NARROW[wide])
    return _HAN_YEAR.sub(lambda m: m.group().translate(_HAN_DIGITS), text) if _HAN_YEAR_END.search(text) else text


def view(document: Document, span: Span, folded: str | None = None) -> View:
    """The view of one span of a document; `folded` is `fold(document.text)` where many spans are viewed."""
    folded = fold(document.text[span.start : span.end]) if folded is None else folded[span.start : span.end]
    if not _SPACE.search(folded):
        return View(folded, range(span.start, span.end))
    runs = [m.span() for m in _SHOWN.finditer(folded)]
    places = [i for a, b in runs for i in range(span.start + a, span.start + b)]
    return View("".join(folded[a:b] for a, b in runs), tuple(places))
