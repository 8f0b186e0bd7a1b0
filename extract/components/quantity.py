"""Quantities: number, unit and bound as the clause states them. Mentions carry `Found`."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from extract.bounds import bound_after, bound_before
from extract.edges import Ending, compiled, trie
from extract.gates import Gate
from extract.lexicon import Rule, alternatives, load
from extract.model import Comparator, Range
from extract.numerals import HAN_NUMERAL, ROMAN, parse
from extract.registry import Mention, component
from extract.unitless import values as unitless_values

NUMBER = r"(?:[0-9]{1,3}+(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,6})?(?![0-9])|[0-9]{1,12}+(?:\.[0-9]{1,6}+)?+)"
HAN = rf"(?:[{HAN_NUMERAL}][{HAN_NUMERAL}万亿]{{0,8}}(?:点[{HAN_NUMERAL}]{{1,4}})?|半)"
MULTIPLIER = "(?:万亿|千万|百万|亿|万|千|百)"


class Found(NamedTuple):
    """One number with what belongs to it, before it is read in its context."""

    value: Decimal | Range
    unit: str | None
    before: Comparator | None
    """Bound that stands directly before the number."""
    after: Comparator | None
    """Bound directly behind the unit."""
    about: bool
    """余 or 多 inside the unit."""
    bound_start: int
    """Where the bound before it opens, else the number's start."""
    bound_end: int
    """Where the bound behind it ends, else the unit's end."""
    bare: bool
    """A number without unit."""


@cache
def _units() -> dict[str, str]:
    out: dict[str, str] = {}
    for rule in load("units"):
        for word in rule.words:
            out[word.replace("·", "·")] = rule.group
    return out


_NOT_BEFORE = {
    "人": "(?!口)",
    "万人": "(?!口)",
    "村": "(?![庄级民委居])",
    "乡": "(?![镇村级])",
    "镇": "(?![级街村])",
    "升": "(?![至到级学为])",
}
"""Units that another word swallows (20万人口 is 20万 of 人口)."""


def _any(words: Iterable[str]) -> str:
    return trie({w: _NOT_BEFORE.get(w, "") for w in words})


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Numbers in digits, Roman ones among them, and numbers in Chinese characters."""
    units = _units()
    any_unit = _any(units)
    compound = _any(u for u in units if u[0] in "千百" and u[1:] not in units)
    han_unit = _any(u for u, g in units.items() if g in ("han", "bound"))
    arabic = compiled(
        rf"(?P<low>{NUMBER})(?P<lowunit>{MULTIPLIER}?(?:{any_unit})?)(?:[-~]{{1,2}}|至|到)(?P<high>{NUMBER})"
        rf"(?P<hmult>[余多]?{MULTIPLIER}?[余多]?)(?P<hunit>{any_unit})?"
        rf"|(?P<number>{NUMBER})(?P<mult>[余多]?(?:(?!{compound}){MULTIPLIER})?[余多]?)(?P<unit>{any_unit})?"
        rf"|(?P<roman>[{''.join(ROMAN)}])(?P<grade>级|类|等|档)"
    )
    han = compiled(
        rf"(?P<percent>百分之)(?P<pnumber>{HAN})|(?:(?P<low>[一二两三四五六七八])[至到])?(?P<number>{HAN})(?P<mult>[余多]?)(?P<unit>{han_unit})"
    )
    return arabic, han


@cache
def _excluded() -> re.Pattern[str]:
    return compiled("|".join(rule.source() for rule in load("excluded") if rule.means == "span"))


@cache
def _before_excluded() -> Ending:
    return Ending(alternatives("excluded", means="before"))


@cache
def _after_excluded() -> re.Pattern[str]:
    return re.compile(alternatives("excluded", means="after"))


def blocked(text: str) -> list[tuple[int, int]]:
    """Stretches in which no number is a quantity: dates, document numbers, names in quotes, list numbers."""
    return [m.span() for m in _excluded().finditer(text) if m.end() > m.start()]


_FIXED = re.compile(r"[0-9]{1,3}个[\u4e00-\u9fff]{2}")


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether a stretch that is a fixed term elsewhere is a figure here: a bound precedes it (压缩到2个环节)."""
    if not _FIXED.fullmatch(text, start, end):
        return False
    return bound_before(text, start)[0] in (Comparator.AT_LEAST, Comparator.AT_MOST)


def _free(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether no span of a list in the order of the text overlaps the stretch."""
    at = bisect_left(spans, (end,)) - 1
    return at < 0 or spans[at][1] <= start


@cache
def _zeros() -> list[tuple[Rule, re.Pattern[str]]]:
    return [(r, r.compile()) for r in load("zero")]


@cache
def _zero() -> Gate:
    return Gate(alternatives("zero"))


_AND_A_HALF = re.compile(rf"(?P<number>[{HAN_NUMERAL}]{{1,2}})个半(?P<unit>小时|月|学时)")
"""一个半小时."""


@component("quantity", order=20)
def scan(text: str) -> Iterator[Mention]:
    """Every number of a folded text without white space that can be a quantity, in any notation."""
    digits, han = (list(pattern.finditer(text)) for pattern in _patterns())
    unitless = [_mention(text, *found) for found in unitless_values(text)]
    zeros = _zeros() if _zero().admits(text) else []
    if not (digits or han or zeros or unitless):
        return
    arabic = [match for match in digits if match["roman"] is None]
    roman = [match for match in digits if match["roman"] is not None] if len(arabic) < len(digits) else []
    halves = list(_AND_A_HALF.finditer(text)) if "个半" in text else []
    taken: list[tuple[int, int]] = sorted([m.span() for m in halves] + [(m.start, m.end) for m in unitless])
    yield from unitless
    closed = [span for span in blocked(text) if not _bounded(text, *span)]
    for match in arabic:
        if _free(closed, *match.span()) and (not unitless or _free(taken, *match.span())):
            mention = _arabic(text, match)
            if mention:
                insort(taken, (mention.start, mention.end))
                yield mention
    for match in roman:
        if _free(closed, *match.span()):
            insort(taken, match.span())
            yield _mention(text, match.start(), match.end(), parse(match["roman"]), match["grade"], "quantity.roman")
    for match in han:
        if _free(closed, *match.span()) and _free(taken, *match.span()):
            mention = _han(text, match)
            if mention:
                insort(taken, (mention.start, mention.end))
                yield mention
    for match in halves:
        if _free(closed, *match.span()):
            value = parse(match["number"]) + Decimal("0.5")
            yield _mention(text, match.start(), match.end(), value, match["unit"], "quantity.half")
    for rule, pattern in zeros:
        for match in pattern.finditer(text):
            if _free(taken, *match.span()) and not _named_so(text, *match.span()):
                value = Decimal(0) if rule.means == "zero" else Decimal(1)
                unit = None if rule.means == "zero" else "番"
                compare = Comparator.EQUAL if rule.means == "zero" else Comparator.INCREASE_BY
                found = Found(value, unit, compare, None, False, match.start(), match.end(), False)
                yield Mention("quantity", match.start(), match.end(), rule.name, found)


_GLUED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.#〔[第�")
"""Directly before digits: they are part of a code, a list number or an ordinal, or lost what stood before them."""
_NUMBERED = re.compile(r"[0-9]#\Z")
"""The number of a machine in front of what is told of it: `1#9万吨/天`."""
_LOST = "�"
_NAMED = frozenset("第统唯之专单同任某每逐万十0123456789初星周�")
"""Directly before a Chinese numeral: it is part of a word."""
_WEEKLY = frozenset({"节", "课时", "学时", "小时", "次", "场", "节课"})
"""What a week has so many of (每周三节), where no day of it is meant."""
_COUNTED_TIME = {f"个{unit}": unit for unit in ("学时", "课时", "小时", "学分", "批次")}


def _named_so(text: str, start: int, end: int) -> bool:
    """Whether a quoted word names what follows it (“零跑动”事项) instead of promising it."""
    return text[max(0, start - 1) : start] in ("“", '"', "‘") and bool(
        re.match(r"[”\"’](?!目标)[\u4e00-\u9fff]", text[end : end + 3])
    )


def _arabic(text: str, match: re.Match[str]) -> Mention | None:
    start, end = match.span()
    after = text[end:]
    if start and (
        (text[start - 1] in _GLUED and not _NUMBERED.search(text, max(0, start - 2), start))
        or _before_excluded().search(text[max(0, start - 8) : start])
    ):
        return None
    if after[:1] == _LOST:
        return None
    if match["low"]:
        unit = (match["hmult"] or "").strip("余多") + (match["hunit"] or "")
        if not unit and not match["lowunit"] and "." not in match["low"]:
            return None
        low, high = parse(match["low"]), parse(match["high"])
        lowunit = match["lowunit"] or unit
        if lowunit != unit and unit:
            low = _rescale(low, lowunit, unit)
        if high <= low or _dated(match["low"], unit, after):
            return None
        return _mention(text, start, end, Range(low, high), unit or lowunit or None, "quantity.range")
    unit = match["unit"] or ""
    multiplier = match["mult"] or ""
    if not unit and multiplier:
        if after[:1] != "、" and _after_excluded().match(after):
            return None
        scale = multiplier.strip("余多")
        return _mention(
            text, start, end, parse(match["number"]), scale or None, "quantity.scaled", about=scale != multiplier
        )
    if not unit:
        return _mention(text, start, end, parse(match["number"]), None, "quantity.bare", bare=True)
    if _after_excluded().match(text[match.end("number") :]):
        return None
    if _units()[unit] == "years" and _dated(match["number"], unit, after):
        return None
    scale = multiplier.strip("余多")
    return _mention(
        text, start, end, parse(match["number"]), scale + unit, "quantity.number", about=scale != multiplier
    )


def _dated(number: str, unit: str, after: str) -> bool:
    return unit.startswith("年") and len(number) == 4 and number[:2] in ("19", "20", "21")


def _rescale(value: Decimal, have: str, want: str) -> Decimal:
    sizes = {"万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3, "百": 100}

    def size(unit: str) -> int:
        return next((n for word, n in sizes.items() if unit.startswith(word)), 1)

    return value * size(have) / size(want)


def _han(text: str, match: re.Match[str]) -> Mention | None:
    start, end = match.span()
    if match["percent"]:
        return _mention(text, start, end, parse(match["pnumber"]), "%", "quantity.percent_han")
    number, unit = match["number"], match["unit"]
    weekly = text[start - 2 : start] == "每周" and unit in _WEEKLY
    if (
        start
        and not weekly
        and (text[start - 1] in _NAMED or _before_excluded().search(text[max(0, start - 8) : start]))
    ):
        return None
    held = unit == "届" and _REGULAR.search(text, max(0, start - 24), start)
    tails = (text[match.start("number") :], text[match.end("number") :])
    if not held and any(_after_excluded().match(tail) for tail in tails):
        return None
    if number in ("百", "千", "零", "〇"):
        return None
    bound, _ = bound_before(text, start)
    behind, _ = bound_after(text, end)
    counted = weekly or bound or behind or match["low"] or _REGULAR.search(text, max(0, start - 24), start)
    counted = counted or made(text, start, end)
    if _units()[unit] == "bound" and not counted and number in ("一", "两", "半"):
        return None
    multiplier = ""
    if match["low"]:
        low, high = parse(match["low"]), parse(number)
        ordinal = unit in _RANKS or low >= high
        return None if ordinal else _mention(text, start, end, Range(low, high), unit, "quantity.han")
    if _either(number):
        first, second = (parse(digit) for digit in number)
        return _mention(text, start, end, Range(first, second), unit, "quantity.han")
    if number[-1] in "万亿" and len(number) > 1:
        number, multiplier = number[:-1], number[-1]
    try:
        value = parse(number)
    except ValueError:
        return None
    return _mention(text, start, end, value, multiplier + unit, "quantity.han", about=bool(match["mult"]))


_MADE = re.compile(r"(?:新[建增]|新改建|改建|扩建|建成|建设|引进|打造|创建|修建|添置|购置)[\u4e00-\u9fff]{2,14}\Z")
_CLOSES = frozenset(",。;)")


def made(text: str, start: int, end: int) -> bool:
    """Whether a numeral closes the clause that says what is made: `新增蔬菜基地两个,`."""
    return text[end : end + 1] in _CLOSES and bool(_MADE.search(text, max(0, start - 20), start))


_RANKS = frozenset({"级", "期", "批", "类", "年", "节", "门", "卷", "班", "月", "章", "次"})
"""Units that a range of numerals ranks as often as it counts them (一至三级, 一至四批)."""
_REGULAR = re.compile(
    r"(?:至少|最少)(?:参加|组织|开展|举办|进行|召开|掌握|建[设成立]?|新建|配备|安排|选派|培养|开设|学会|培育|打造)[^,。;、]{0,4}\Z"
    r"|每[^,。;、]{1,10}(?:开展|举办|组织|进行|召开|举行|安排|评选|修订|更新|评估|轮训|调整|创建|新建|建成|建设|打造|培育|新增|开设)[^,。;、]{0,8}\Z"
)
"""What is done once in every period, or at least once: `每3年举办一届`, `至少参加一项活动`."""


def _either(number: str) -> bool:
    """Whether two digits side by side mean one or the other: 一两项, 三四个."""
    digits = "一二三四五六七八九"
    pair = number.replace("两", "二")
    return len(pair) == 2 and pair in digits


_INCLUDED = re.compile(r"\(含[0-9.]{1,8}[\u4e00-\u9fff%]{1,2}\)(?=[以及])")
"""What may stand between a number and its bound: `90分(含90分)以上`."""


def _mention(
    text: str,
    start: int,
    end: int,
    value: Decimal | Range,
    unit: str | None,
    rule: str,
    *,
    about: bool = False,
    bare: bool = False,
) -> Mention:
    before, bound_start = bound_before(text, start)
    after, bound_end = bound_after(text, end)
    included = _INCLUDED.match(text, end) if after is None else None
    if included:
        after, bound_end = bound_after(text, included.end())
    if unit:
        unit = _COUNTED_TIME.get(unit, unit)
    found = Found(value, unit, before, after, about, bound_start, bound_end, bare)
    return Mention("quantity", start, end, rule, found)
