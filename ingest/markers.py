"""Numbers that open a heading: 第一章, 一、, (一), 1., (1), 1), ①, 附件1.

`read_marker` says what a line opens with; whether it really opens a heading is for the outline to decide from the
sequence that the number stands in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_CN = "[一二三四五六七八九十百]{1,5}"
_AR = "[0-9０-９]{1,3}"
_GAP = r"[ \t\u3000]{0,3}"


class Style(StrEnum):
    """How a number is written; each style has its own sequence."""

    CHAPTER = "chapter"
    """第一章, 第二部分, 第三篇"""
    SECTION = "section"
    """第一节"""
    ARTICLE = "article"
    """第一条"""
    CN = "cn"
    """一、"""
    CN_PAREN = "cn_paren"
    """(一)"""
    AR_DOT = "ar_dot"
    """1. and 1、"""
    AR_HALF = "ar_half"
    """1)"""
    AR_PAREN = "ar_paren"
    """(1)"""
    CIRCLED = "circled"
    """①"""
    DECIMAL = "decimal"
    """1.1, 1.1.1: read by `ingest.decimals`, which knows the sequence"""
    BARE = "bare"
    """1 with its dot or bracket lost: weak, counts only where its neighbours prove it"""


DEPTH = {
    Style.CHAPTER: 1,
    Style.SECTION: 2,
    Style.CN: 1,
    Style.CN_PAREN: 2,
    Style.ARTICLE: 3,
    Style.AR_DOT: 3,
    Style.AR_HALF: 4,
    Style.AR_PAREN: 4,
    Style.CIRCLED: 5,
    Style.DECIMAL: 2,
    Style.BARE: 4,
}
"""Level of a heading in each style, in a document without chapters."""
NESTING = {
    Style.CHAPTER: 0,
    Style.SECTION: 1,
    Style.CN: 2,
    Style.ARTICLE: 2,
    Style.CN_PAREN: 3,
    Style.DECIMAL: 3,
    Style.AR_DOT: 4,
    Style.AR_HALF: 5,
    Style.AR_PAREN: 5,
    Style.BARE: 5,
    Style.CIRCLED: 6,
}
"""Which style stands inside which: the greater number inside the smaller."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A number at the start of a text."""

    style: Style
    number: int
    text: str
    """As written, without white space behind it."""
    start: int
    end: int
    """Where the title begins, behind white space."""


_PATTERNS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    (Style.CHAPTER, re.compile(rf"第{_GAP}({_CN}|{_AR}){_GAP}(?:章|篇|编|部分)(?![节的])")),
    (Style.SECTION, re.compile(rf"第{_GAP}({_CN}|{_AR}){_GAP}节(?![课的])")),
    (Style.ARTICLE, re.compile(rf"第{_GAP}({_CN}|{_AR}){_GAP}条(?![例款件线的])")),
    (Style.CN, re.compile(rf"({_CN}){_GAP}[、．.﹑]")),
    (Style.CN, re.compile(r"([一二三四五六七八九十]{1,3})[ \u3000]{1,4}(?=[\u4e00-\u9fff“、]{2,20}$)")),
    (Style.CN, re.compile(r"([\u2160-\u216b])[ ]?[、．.﹑]")),
    (Style.CN_PAREN, re.compile(rf"[（(﹙]{_GAP}({_CN}){_GAP}[)）﹚]")),
    (Style.CN_PAREN, re.compile(rf"({_CN})[)）﹚]")),
    (Style.AR_PAREN, re.compile(rf"[（(﹙]{_GAP}({_AR}){_GAP}[)）﹚]")),
    (Style.AR_HALF, re.compile(rf"({_AR})[)）﹚]")),
    (Style.AR_DOT, re.compile(rf"({_AR})[\ue000-\uf8ff]{{1,2}}")),
    (
        Style.AR_DOT,
        re.compile(rf"({_AR}){_GAP}(?:[、﹑]|[.．﹒](?:(?![0-9０-９.．])|(?=(?:19|20)[0-9]{{2}}[年—–～-])))"),
    ),
)
_SPECIAL = (
    (Style.CIRCLED, 0x2460, 20),
    (Style.AR_PAREN, 0x2474, 20),
    (Style.AR_DOT, 0x2488, 20),
    (Style.CN_PAREN, 0x3220, 10),
    (Style.CIRCLED, 0x2776, 10),
    (Style.CIRCLED, 0x278A, 10),
)
"""Styles that are one character: first code point and how many follow on."""
_BARE = re.compile(
    r"([0-9０-９]{1,2})[ \u3000]{0,4}(?=[\u4e00-\u9fff“《])"
    r"(?![年月日号时个项名人所家处条件次种类级批套亿万千百多余%％])"
)
_SPACE = re.compile(r"[ \t\u3000\xa0]{0,8}")
_AFTER = re.compile(r"[、．.，,]?[ \t\u3000\xa0]{0,8}")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
"""Characters of a font of its own: the dot of `1.` in some exports."""
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")}
_ANNEX = re.compile(
    rf"[【\[]?(?P<marker>附{_GAP}件{_GAP}(?:{_AR}|{_CN})?|附{_GAP}[表录图]{_GAP}(?:{_AR}|{_CN}|(?=[:：]))|附录|附(?=[:：]))"
    r"(?:[】\]]|[:：]|(?=[ \t\u3000])|$)[ \t\u3000]{0,8}(?:[-－—]{1,2}[ \t\u3000]{0,3})?"
)


def chinese_number(text: str) -> int | None:
    """`十二` -> 12, `二十` -> 20: 1 to 99 and whole hundreds; None for anything else."""
    if text in _DIGITS:
        return _DIGITS[text]
    if text.endswith("百") and text[:-1] in _DIGITS:
        return _DIGITS[text[:-1]] * 100
    tens, ten, ones = text.partition("十")
    if not ten or (tens and tens not in _DIGITS) or (ones and ones not in _DIGITS):
        return None
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def _number(text: str) -> int | None:
    if "\u2160" <= text <= "\u216b":
        return ord(text) - 0x215F
    return int(text) if text[0].isdigit() else chinese_number(text)


def read_marker(text: str, at: int = 0, *, bare: bool = True) -> Marker | None:
    """The number that stands in `text` at `at` (white space before it is skipped); None if there is none.

    With `bare`, a number that lost its dot or bracket (`1完善…`) counts too.
    """
    space = _SPACE.match(text, at)
    start = space.end() if space else at
    if start >= len(text):
        return None
    for style, first, count in _SPECIAL:
        if first <= ord(text[start]) < first + count:
            return _marker(text, style, ord(text[start]) - first + 1, start, start + 1)
    for style, pattern in _PATTERNS:
        if found := pattern.match(text, start):
            number = _number(found[1])
            return _marker(text, style, number, start, found.end()) if number else None
    if bare and (found := _BARE.match(text, start)):
        return Marker(Style.BARE, int(found[1]), found[1], start, found.end())
    return None


def _marker(text: str, style: Style, number: int, start: int, end: int) -> Marker:
    behind = _AFTER if text[end - 1] in ")）﹚" or style in (Style.CIRCLED, Style.AR_PAREN) else _SPACE
    found = behind.match(text, end)
    written = _PRIVATE.sub("", text[start:end]).rstrip(" \u3000")
    return Marker(style, number, written, start, found.end() if found else end)


def read_annex(text: str) -> tuple[str, int] | None:
    """`附件2:清单` -> (`附件2`, where the title begins); None for a line that opens no annex."""
    space = _SPACE.match(text)
    start = space.end() if space else 0
    found = _ANNEX.match(text, start)
    if not found:
        return None
    return found["marker"].strip(), found.end()


def opens_numbering(text: str) -> bool:
    """Whether the line opens with a number of the upper levels."""
    marker = read_marker(text, bare=False)
    return marker is not None and marker.style in (Style.CN, Style.CN_PAREN, Style.CHAPTER, Style.ARTICLE)
