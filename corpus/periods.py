"""The periods of duties that come again: 每年, 每学期, 每季度. Pure; the day is always given."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from extract.model import Commitment


class Every(StrEnum):
    """How often a duty comes again."""

    YEAR = "year"
    HALF_YEAR = "half_year"
    SCHOOL_YEAR = "school_year"
    """From 1 September to 31 August."""
    TERM = "term"
    """September to January, February to August."""
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One turn of a duty, both days included; periods of one kind follow each other without a gap."""

    start: date
    end: date
    name: str
    """`2025`, `2025-H1`, `2025-Q3`, `2025-07`, `2025-W31`, `2025-2026`, `2025-2026-1`; sorts in the order of time."""


_KINDS: tuple[tuple[str, Every], ...] = (
    ("每半年", Every.HALF_YEAR),
    ("学年", Every.SCHOOL_YEAR),
    ("学期", Every.TERM),
    ("季", Every.QUARTER),
    ("月", Every.MONTH),
    ("周", Every.WEEK),
    ("年", Every.YEAR),
)
_OTHER = re.compile("半个?(?:学|季|月|周|日|天)|每[0-9一二两三四五]")
"""Rhythms whose first period nobody can tell: 每两年."""
_AUTUMN, _SPRING = 9, 2
"""Months in which a school year and its second term begin."""


def kind(recurrence: str | None) -> Every | None:
    """What `每学期` asks for; None for nothing, for every day, and for every second or third period."""
    if not recurrence or (_OTHER.search(recurrence) and not re.match("每(?:一|1)个?[^0-9]", recurrence)):
        return None
    return next((every for sign, every in _KINDS if sign in recurrence), None)


def every(commitment: Commitment) -> Every | None:
    """How often a commitment comes again: its own rhythm, else the one that all its measures share."""
    if commitment.recurrence:
        return kind(commitment.recurrence)
    rhythms = {kind(measure.recurrence) for measure in commitment.measures}
    return rhythms.pop() if len(rhythms) == 1 else None


def period_of(rhythm: Every, day: date) -> Period:
    """The period that a day lies in."""
    year, month = day.year, day.month
    match rhythm:
        case Every.YEAR:
            return Period(date(year, 1, 1), date(year, 12, 31), f"{year}")
        case Every.HALF_YEAR:
            half = 1 if month <= 6 else 2
            return _months(year, 6 * half - 5, 6, f"{year}-H{half}")
        case Every.QUARTER:
            quarter = (month + 2) // 3
            return _months(year, 3 * quarter - 2, 3, f"{year}-Q{quarter}")
        case Every.MONTH:
            return _months(year, month, 1, f"{year}-{month:02d}")
        case Every.WEEK:
            monday = day - timedelta(days=day.weekday())
            number = day.isocalendar()
            return Period(monday, monday + timedelta(days=6), f"{number.year}-W{number.week:02d}")
    first = year if month >= _AUTUMN else year - 1
    name = f"{first}-{first + 1}"
    if rhythm is Every.SCHOOL_YEAR:
        return _months(first, _AUTUMN, 12, name)
    if month >= _AUTUMN or month < _SPRING:
        return _months(first, _AUTUMN, 5, f"{name}-1")
    return _months(first + 1, _SPRING, 7, f"{name}-2")


def following(rhythm: Every, period: Period) -> Period:
    """The period after it."""
    return period_of(rhythm, period.end + timedelta(days=1))


def named(rhythm: Every, name: str) -> Period | None:
    """The period with this name; None where no period of the rhythm is called so."""
    found = re.match("([0-9]{4})", name.strip())
    if not found or not 1900 <= int(found[1]) <= 9000:
        return None
    period = period_of(rhythm, date(int(found[1]) - 1, 9, 1))
    last = date(int(found[1]) + 1, 12, 31)
    while period.start <= last:
        if period.name == name.strip():
            return period
        period = following(rhythm, period)
    return None


def _months(year: int, first: int, count: int, name: str) -> Period:
    last = year * 12 + first - 1 + count - 1
    end_year, end_month = divmod(last, 12)
    days = calendar.monthrange(end_year, end_month + 1)[1]
    return Period(date(year, first, 1), date(end_year, end_month + 1, days), name)
