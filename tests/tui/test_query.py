"""What is typed into a filter."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.days import day
from corpus.model import Filters
from extract.model import Force
from tui.query import force, parse, without_text


@pytest.mark.parametrize(
    ("typed", "filters"),
    [
        ("", Filters()),
        ("教育局", Filters(text="教育局")),
        ("班额 教师", Filters(text="班额 教师")),
        ("地区:青禾 班额", Filters(region="青禾", text="班额")),
        ("单位：财政局", Filters(organisation="财政局")),
        ("ORG:财政", Filters(organisation="财政")),
        ("指标:resource. 力度:必须", Filters(indicator="resource.", force="must")),
        ("前:2025 后:2024-02", Filters(due_before=date(2025, 12, 31), due_after=date(2024, 2, 1))),
        ("before:2024-02", Filters(due_before=date(2024, 2, 29))),
        ("其他:甲", Filters(text="其他:甲")),
        ("http://x", Filters(text="http://x")),
    ],
)
def test_parse(typed: str, filters: Filters) -> None:
    query = parse(typed)
    assert query.filters == filters and not query.doubts


@pytest.mark.parametrize("typed", ["前:明年", "后:2024-13", "力度:大概"])
def test_what_cannot_be_read_is_named_and_filters_nothing(typed: str) -> None:
    query = parse(typed)
    assert query.filters == Filters() and query.doubts == (typed,)


@pytest.mark.parametrize(
    ("text", "last", "expected"),
    [
        ("2025-06-01", True, date(2025, 6, 1)),
        ("2025-06", True, date(2025, 6, 30)),
        ("2025-12", True, date(2025, 12, 31)),
        ("2025", False, date(2025, 1, 1)),
        ("2025-02-30", True, None),
        ("昨天", True, None),
        ("２０２５", True, date(2025, 12, 31)),
        ("2025年12月", True, date(2025, 12, 31)),
        ("2025年6月", False, date(2025, 6, 1)),
        ("2025年6月1日", True, date(2025, 6, 1)),
        ("2025/12/31", True, date(2025, 12, 31)),
        ("2025.6", True, date(2025, 6, 30)),
        ("20261122", True, date(2026, 11, 22)),
        ("２０２５／０６", True, date(2025, 6, 30)),
        ("202606", False, date(2026, 6, 1)),
        ("2025-", True, None),
        ("20251", True, None),
        ("2025121", True, None),
        ("0000", False, None),
    ],
)
def test_day(text: str, last: bool, expected: date | None) -> None:
    assert day(text, last=last) == expected


def test_force_in_both_languages() -> None:
    assert force("必须") is force("must") is force(" MUST ") is Force.MUST
    assert force("也许") is None


def test_a_search_keeps_its_fields_but_not_its_words() -> None:
    assert without_text(parse("班额 地区:甲").filters) == Filters(region="甲")
