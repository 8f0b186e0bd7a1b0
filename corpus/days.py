"""Days as people type them."""

from __future__ import annotations

import re
from datetime import date

_DATE = re.compile(
    r"(?P<year>[0-9]{4})(?:年|[-/.](?=[0-9]))?"
    r"(?:(?P<month>(?<=[-/.年])[0-9]{1,2}|[0-9]{2})(?:月|[-/.](?=[0-9]))?"
    r"(?:(?P<day>(?<=[-/.月])[0-9]{1,2}|[0-9]{2})[日号]?)?)?\Z"
)
"""A year, a month or a day: `2025-12-31`, `2025/12/31`, `2025.12.31`, `20251231`, `2025年12月31日`."""
NARROW = str.maketrans("０１２３４５６７８９－／．＜＞＝", "0123456789-/.<>=")
"""What a Chinese input method writes for the characters of a date, and of a comparison with one."""


def day(text: str, *, last: bool) -> date | None:
    """A day, a month or a year (see `_DATE`) as the last (or first) day it names; None for anything else."""
    found = _DATE.match(text.translate(NARROW))
    if found is None:
        return None
    year = int(found["year"])
    month = int(found["month"] or (12 if last else 1))
    try:
        if found["day"]:
            return date(year, month, int(found["day"]))
        if not last:
            return date(year, month, 1)
        return _last_of_month(year, month)
    except ValueError:
        return None


def _last_of_month(year: int, month: int) -> date:
    if month == 12:
        return date(year, 12, 31)
    return date.fromordinal(date(year, month + 1, 1).toordinal() - 1)
