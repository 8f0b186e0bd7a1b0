"""Duties that come again: which period a day lies in, which one follows."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.periods import Every, following, kind, named, period_of


@pytest.mark.parametrize(
    ("recurrence", "expected"),
    [
        ("每年", Every.YEAR), ("年度", Every.YEAR), ("每年度", Every.YEAR), ("每半年", Every.HALF_YEAR),
        ("每学年", Every.SCHOOL_YEAR), ("每学期", Every.TERM), ("每个学期", Every.TERM), ("每季度", Every.QUARTER),
        ("按季度", Every.QUARTER), ("每月", Every.MONTH), ("每一个月", Every.MONTH), ("每周", Every.WEEK),
        ("每日", None), ("每两年", None), ("每3年", None), ("每半学期", None), (None, None), ("", None),
    ],
)  # fmt: skip
def test_rhythms(recurrence: str | None, expected: Every | None) -> None:
    assert kind(recurrence) == expected


@pytest.mark.parametrize(
    ("rhythm", "day", "name", "start", "end"),
    [
        (Every.YEAR, date(2025, 3, 1), "2025", date(2025, 1, 1), date(2025, 12, 31)),
        (Every.HALF_YEAR, date(2025, 7, 1), "2025-H2", date(2025, 7, 1), date(2025, 12, 31)),
        (Every.QUARTER, date(2024, 2, 29), "2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
        (Every.MONTH, date(2024, 2, 1), "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (Every.WEEK, date(2025, 12, 31), "2026-W01", date(2025, 12, 29), date(2026, 1, 4)),
        (Every.SCHOOL_YEAR, date(2025, 8, 31), "2024-2025", date(2024, 9, 1), date(2025, 8, 31)),
        (Every.TERM, date(2025, 9, 1), "2025-2026-1", date(2025, 9, 1), date(2026, 1, 31)),
        (Every.TERM, date(2026, 1, 31), "2025-2026-1", date(2025, 9, 1), date(2026, 1, 31)),
        (Every.TERM, date(2026, 2, 1), "2025-2026-2", date(2026, 2, 1), date(2026, 8, 31)),
    ],
)
def test_the_period_of_a_day(rhythm: Every, day: date, name: str, start: date, end: date) -> None:
    found = period_of(rhythm, day)
    assert (found.name, found.start, found.end) == (name, start, end)


@given(st.sampled_from(Every), st.dates(date(1950, 1, 1), date(2150, 1, 1)))
def test_periods_follow_without_a_gap_and_know_their_names(rhythm: Every, day: date) -> None:
    found = period_of(rhythm, day)
    after = following(rhythm, found)
    assert found.start <= day <= found.end < after.start
    assert (after.start - found.end).days == 1
    assert found < after and found.name < after.name
    assert named(rhythm, found.name) == found


@pytest.mark.parametrize("name", ["", "Q3", "2025-Q5", "2025-13", "0000", "二〇二五"])
def test_a_name_that_no_period_has(name: str) -> None:
    assert named(Every.QUARTER, name) is None
