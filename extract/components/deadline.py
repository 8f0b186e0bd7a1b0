"""Times that clauses give. Mentions carry `When`; what hangs on the year of the plan is resolved by the assembler."""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from operator import itemgetter

from extract.edges import compiled
from extract.lexicon import Gated, Rule, load
from extract.numerals import parse
from extract.registry import Mention, component

PLANS = {"十一": 2010, "十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035, "十七": 2040}
QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, slots=True)
class When:
    """A time in a clause."""

    end: date | None
    """Last day; None where the year is not written."""
    start: date | None = None
    """First day of a period."""
    month: int | None = None
    """Month and day of a time without a year."""
    day: int | None = None
    period: bool = False
    """A span of time (2021-2025年), which sets the stage for what follows."""
    whole_year: bool = False
    """Only the year is given."""
    repaired: bool = False
    """Read out of damaged text."""
    later: int = 0
    """Years behind the one that a time without a year lies in (明年)."""
    of_plan: bool = False
    """The end of the plan's own period (规划期末)."""

    def resolve(self, year: int | None) -> date | None:
        """The last day, in `year` where the text gives none; None if that is not known, or no such day exists."""
        if self.end or year is None or self.month is None:
            return self.end
        try:
            year += self.later
            return date(year, self.month, self.day or monthrange(year, self.month)[1])
        except ValueError:
            return None


@cache
def _rules() -> Gated:
    return Gated(r for r in load("deadlines") if r.group != "not")


@cache
def _context(means: str) -> re.Pattern[str]:
    source = next(r for r in load("deadlines") if r.group == "not" and r.means == means).source()
    return re.compile(source) if means == "after" else compiled(source)


@component("deadline", order=10)
def scan(text: str) -> Iterator[Mention]:
    """Every deadline of a folded text without white space, the longest reading of a place, and every recurrence."""
    rules = _rules().open(text)
    if not rules:
        return
    for _, pattern in (one for one in rules if one[0].group):
        for match in pattern.finditer(text):
            yield Mention("recurrence", match.start(), match.end(), "recurrence.every", match.group())
    for rule, match in _readings(text, [one for one in rules if not one[0].group]):
        start, end = match.span()
        since = "period" in rule.name and text.startswith(_FROM, start - 1)
        aside = not since and _context("before").search(text[max(0, start - 6) : start])
        if aside or _only_named(text, start, end):
            continue
        when = read(rule.means, match)
        if when and not (when.end is None and _quoted(text, start, end)):
            yield Mention("deadline", start, end, rule.name, when)


def dates(text: str) -> Iterator[tuple[int, int]]:
    """Every stretch of a folded text that is a time, also one that promises nothing (2020年以来), a title left out."""
    for rule, match in _readings(text, [one for one in _rules().open(text) if not one[0].group]):
        if read(rule.means, match):
            yield match.span()


def _readings(text: str, rules: Sequence[tuple[Rule, re.Pattern[str]]]) -> Iterator[tuple[Rule, re.Match[str]]]:
    """Where the rules match, the first one that takes a place."""
    titles = [m.span() for m in _TITLE.finditer(text)]
    # One mark for each character that a rule took: paragraphs of a million characters exist.
    taken = bytearray(len(text))
    for rule, pattern in rules:
        for match in pattern.finditer(text):
            start, end = match.span()
            if taken.find(1, start, end) >= 0 or _within(titles, start, end):
                continue
            if start and text[start - 1].isdigit():
                continue
            taken[start:end] = b"\x01" * (end - start)
            yield rule, match


def _within(titles: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the titles, which stand in order and apart, holds a stretch."""
    at = bisect_right(titles, start, key=itemgetter(0)) - 1
    return at >= 0 and end <= titles[at][1]


_TITLE = re.compile("《[^《》]{1,120}》|<[^<>]{1,120}>")
_REACHES = re.compile(
    r"(?:提高|提升|增加|增长|上升|扩大|发展|下降|降低|减少|压缩|压减|缩短|控制|增|降|升)(?:到|至|为)\Z"
)


_FROM = ("自", "从")
"""In front of a period these say where it begins (自3月1日至4月10日), in front of a day since when something holds."""
_SINCE = re.compile(r"起|开始|以来|以后|之后|后|的基础|为基")


_QUOTED = 40
"""Characters of the longest name in quotation marks."""


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether a time stands inside the name of a practice (“年初公布、年底兑现”)."""
    opens, closes = text.rfind("“", max(0, start - _QUOTED), start), text.find("”", end, end + _QUOTED)
    return opens >= 0 and closes >= 0 and "”" not in text[opens:start]


def _only_named(text: str, start: int, end: int) -> bool:
    """Whether what stands behind a time makes it a name or a comparison; `提高到2030年的80%` is still a deadline."""
    named = _context("after").match(text, end)
    if named is None or (text[end - 1] in "前内" and not _SINCE.match(text, end)):
        return False
    return not (named.group() == "的" and _REACHES.search(text, max(0, start - 8), start))


def read(means: str, match: re.Match[str]) -> When | None:
    """What a match of a rule with this meaning says; None for a date that does not exist."""
    got = match.groupdict()
    try:
        return _READERS[means](got)
    except ValueError:
        return None


def _month_end(year: int, month: int, day: str | None, part: str | None) -> date:
    if day:
        return date(year, month, int(day))
    return date(year, month, {"上旬": 10, "中旬": 20, "初": 10}.get(part or "", monthrange(year, month)[1]))


def _month(got: dict[str, str | None]) -> When:
    year, month = int(got["y"] or 0), int(got["m"] or 0)
    return When(_month_end(year, month, got.get("d"), got.get("part")), repaired="d" not in got)


def _period_months(got: dict[str, str | None]) -> When:
    first, last = int(got["y1"] or 0), int(got["y2"] or got["y1"] or 0)
    end = _month_end(last, int(got["m2"] or 0), got["d2"], got["part"])
    start = date(first, int(got["m1"] or 0), 1)
    if end < start:
        raise ValueError("a period that ends before it begins")
    return When(end, start, period=True)


def _period_years(got: dict[str, str | None]) -> When:
    first, last = got["y1"] or "", got["y2"] or ""
    end = int(last if len(last) == 4 else first[:2] + last)
    if end < int(first):
        raise ValueError("a period that ends before it begins")
    return When(date(end, 12, 31), date(int(first), 1, 1), period=True)


def _years_from(got: dict[str, str | None]) -> When:
    first, count = int(got["y"] or 0), int(parse(got["n"] or ""))
    return When(date(first + count - 1, 12, 31), date(first, 1, 1), period=True)


def _school_start(got: dict[str, str | None]) -> When:
    year = int(got["y"] or 0)
    return When(date(year, 8, 31) if got["season"] == "秋" else date(year, 2, monthrange(year, 2)[1]))


def _half_year(got: dict[str, str | None]) -> When:
    quarter = QUARTER.get(got["quarter"] or "", 0)
    month = 3 * quarter or (6 if got["half"] == "上" else 12)
    day = 31 if month in (3, 12) else 30
    if got.get("y"):
        return When(date(int(got["y"] or 0), month, day))
    return When(None, month=month, day=day)


def _relative_month(got: dict[str, str | None]) -> When:
    day = got.get("d")
    part = {"上旬": 10, "中旬": 20}.get(got.get("part") or "")
    return When(None, month=int(got["m"] or 0), day=int(day) if day else part)


def _relative_term(got: dict[str, str | None]) -> When:
    return When(None, month=8, day=31) if got["season"] == "秋" else When(None, month=2, day=28)


def _relative_year(got: dict[str, str | None]) -> When:
    return When(None, month=12, day=31)


def _next_year(got: dict[str, str | None]) -> When:
    if got.get("m"):
        return replace(_relative_month(got), later=1)
    if got.get("half") or got.get("quarter"):
        return replace(_half_year(got), later=1)
    return When(None, month=12, day=31, later=1)


def _plan_period(got: dict[str, str | None]) -> When:
    return When(None, of_plan=True)


def _year(got: dict[str, str | None]) -> When:
    return When(date(int(got["y"] or 0), 12, 31), whole_year=True)


def _numbered_plan(got: dict[str, str | None]) -> When:
    return When(date(PLANS[got["plan"] or ""], 12, 31), period=True)


_READERS: dict[str, Callable[[dict[str, str | None]], When]] = {
    "month": _month,
    "period_months": _period_months,
    "period_years": _period_years,
    "years_from": _years_from,
    "school_start": _school_start,
    "half_year": _half_year,
    "year": _year,
    "numbered_plan": _numbered_plan,
    "relative_month": _relative_month,
    "relative_year": _relative_year,
    "relative_term": _relative_term,
    "next_year": _next_year,
    "plan_period": _plan_period,
}
