"""Values of periods in turn, and periods that date nothing."""

from __future__ import annotations

from datetime import date

import pytest
from extract_documents import plan

PERIODS = [
    ("“十四五”、“十五五”期间分别新增风电装机容量200万千瓦左右，体系基本建立。", [(200, 2025), (200, 2030)]),
    ("“十四五”、“十五五”期间分别新增公园20座、30座。", [(20, 2025), (30, 2030)]),
    ("“十四五”、“十五五”期间新增公园20座。", [(20, 2030)]),
    ("“十四五”期间分别新增公园20座、广场5个。", [(20, 2025), (5, 2025)]),
]


@pytest.mark.parametrize(("text", "expected"), PERIODS)
def test_each_period_has_its_value(text: str, expected: list[tuple[int, int]]) -> None:
    found = [m for c in plan(text).commitments for m in c.measures]
    assert [(m.value, m.deadline) for m in found] == [(value, date(year, 12, 31)) for value, year in expected]


DATED = [
    ("各乡镇“十四五”时期新增用电量不纳入年度考核（县发改局负责）", None),
    ("各乡镇“十四五”时期新建改建公园（县发改局负责）", date(2025, 12, 31)),
]


@pytest.mark.parametrize(("text", "due"), DATED)
def test_a_period_of_what_does_not_count_is_no_deadline(text: str, due: date | None) -> None:
    assert [c.deadline for c in plan(f"（一）加强管理。{text}").commitments] == [due]
