"""Dates as documents write them: 2022年6月20日, 2022-06-20, 二〇二二年六月二十日."""

from __future__ import annotations

import re
from datetime import date

from ingest.kinds import DATE
from ingest.markers import chinese_number

_CN_DIGITS = str.maketrans("〇○Ｏ零oO一二三四五六七八九０", "0000001234567890")
_FIVE_YEARS = {"十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026, "十六": 2031}
_RANGE = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})[ ]?年?[ ]?(?:[-—–－~～―]{1,2}|至|到)[ ]?((?:19|20)[0-9]{2})(?![0-9])"
)
_SHORT_RANGE = re.compile(r"(?<![0-9])(20[0-9]{2})[ ]?年?[-—–－~～―]{1,2}([0-9]{2})[ ]?年")
_PLAN = re.compile(r"[“\"「]?(十[一二三四五六])五[”\"」]?")
_ONE_YEAR = re.compile(r"(?<![0-9])((?:20)[0-9]{2})年度?(?!前|底|末|[0-9])")


def read_date(text: str) -> date | None:
    """The first date in `text`; None if there is none or it does not exist.

    Where `text` is nothing but digits, a date that lost its signs (`2017927`), if they can be read in one way only.
    """
    if (found := find_date(text)) is not None:
        return found[0]
    return _unsigned(text.strip())


_SPACED = re.compile(r"(20[0-4][0-9]) (1[0-2]|0?[1-9]) (3[01]|[12][0-9]|0?[1-9])")
_UNSIGNED = re.compile(r"(20[0-4][0-9])([0-9]{3,4})")


def _unsigned(text: str) -> date | None:
    if (apart := _SPACED.fullmatch(text)) is not None:
        return date(*map(int, apart.groups()))
    match = _UNSIGNED.fullmatch(text)
    if match is None:
        return None
    rest = match[2]
    found = set()
    for cut in (1, 2):
        month, day = rest[:cut], rest[cut:]
        if not 1 <= len(day) <= 2 or (len(rest) < 4 and "0" in (month[0], day[0])):
            continue
        try:
            found.add(date(int(match[1]), int(month), int(day)))
        except ValueError:
            continue
    return found.pop() if len(found) == 1 else None


def find_date(text: str) -> tuple[date, int, int] | None:
    """The first date in `text` with its place."""
    for match in DATE.finditer(text):
        year = match["year"].translate(_CN_DIGITS)
        month, day = _small(match["month"]), _small(match["day"])
        if year.isdigit() and len(year) == 4 and month and day:
            try:
                return date(int(year), month, day), match.start(), match.end()
            except ValueError:
                continue
    return None


def _small(text: str) -> int | None:
    return int(text) if text[0].isdigit() else chinese_number(text)


def read_period(title: str) -> tuple[int, int] | None:
    """First and last year of a plan, from its title: a range of years, a five-year plan, one year."""
    for pattern in (_RANGE, _SHORT_RANGE):
        if match := pattern.search(title):
            first = int(match[1])
            last = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
            return (first, last) if first <= last else None
    if match := _PLAN.search(title):
        start = _FIVE_YEARS[match[1]]
        return start, start + 4
    if match := _ONE_YEAR.search(title):
        return int(match[1]), int(match[1])
    return None
