"""The language of queries: any text is one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Filters
from corpus.question import Bound, parse


@pytest.mark.parametrize(
    ("query", "free", "phrases", "excluded"),
    [
        ("老师轮换", "老师轮换", (), ()),
        ('"大班额" 消除', "消除", ("大班额",), ()),
        ("“优质均衡”「班额」", "", ("优质均衡", "班额"), ()),
        ("班额 -小学 －初中", "班额", (), ("小学", "初中")),
        ('-"大班额" 小学', "小学", (), ("大班额",)),
        ("老师-学生", "老师-学生", (), ()),
        ('教育"', '教育 "', (), ()),
        ('"', '"', (), ()),
        ('""', "", (), ()),
        ("-", "-", (), ()),
        ("教育 AND (a:b*", "教育 AND (a:b*", (), ()),
        ("", "", (), ()),
    ],
)
def test_parse(query: str, free: str, phrases: tuple[str, ...], excluded: tuple[str, ...]) -> None:
    found = parse(query)
    assert (found.text, found.phrases, found.excluded) == (free, phrases, excluded)


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("地区:吉林", {"region": "吉林"}),
        ("单位：教育局 region:220000", {"organisation": "教育局", "region": "220000"}),
        ("指标:班额", {"indicator": "班额"}),
        ("單位:教育局 指標:班額 力度:必須", {"organisation": "教育局", "indicator": "班额", "force": "must"}),
        ("力度:必须", {"force": "must"}),
        ("force:strive", {"force": "strive"}),
        ("文档:3", {"document": 3}),
        ("截止:2025", {"due_after": date(2025, 1, 1), "due_before": date(2025, 12, 31)}),
        ("截止:<2025", {"due_before": date(2024, 12, 31)}),
        ("截止:<=2025", {"due_before": date(2025, 12, 31)}),
        ("截止:≤2025-06", {"due_before": date(2025, 6, 30)}),
        ("截止:＞2025年6月", {"due_after": date(2025, 7, 1)}),
        ("期限:>=２０２５-06-15", {"due_after": date(2025, 6, 15)}),
    ],
)
def test_fields(query: str, filters: dict[str, Any]) -> None:
    found = parse("班额 " + query)
    assert (found.text, found.filters, found.doubts) == ("班额", Filters(**filters), ())


@pytest.mark.parametrize("query", ["力度:随便", "截止:明天", "截止:<2025-13", "文档:甲"])
def test_a_field_that_cannot_be_read_is_doubted(query: str) -> None:
    found = parse("班额 " + query)
    assert (found.text, found.filters, found.doubts) == ("班额", Filters(), (query,))


@pytest.mark.parametrize("query", ["时间:2025", "http://a.cn", "地区:", "比例1:1"])
def test_what_is_no_field_is_text(query: str) -> None:
    assert parse(query).text == query


@pytest.mark.parametrize(
    ("query", "bound"),
    [
        ("班额<=45", Bound("班额", "<=", Decimal(45), "")),
        ("班额≤45人", Bound("班额", "<=", Decimal(45), "人")),
        ("经费>=1.5亿元", Bound("经费", ">=", Decimal(150_000_000), "元")),
        ("资金＞100万", Bound("资金", ">", Decimal(1_000_000), "")),
        ("巩固率=98%", Bound("巩固率", "=", Decimal(98), "%")),
    ],
)
def test_bounds(query: str, bound: Bound) -> None:
    found = parse(f"小学 {query}")
    assert (found.text, found.bounds) == ("小学", (bound,))


def test_prefixes() -> None:
    found = parse("交流* 班额")
    assert (found.text, found.prefixes) == ("班额", ("交流",))
    assert parse("*").text == "*" and parse("a**").prefixes == ()


@pytest.mark.parametrize(
    ("query", "empty"),
    [
        ("", True),
        ("-小学", True),
        ("。。", True),
        ('"。"', False),
        ("教", False),
        ("地区:吉林", False),
        ("力度:随便", True),
    ],
)
def test_empty(query: str, empty: bool) -> None:
    assert parse(query).empty is empty


@given(
    st.text(alphabet=st.one_of(st.sampled_from('地区:截止力度<>=*-“”"「」0129.班额 '), st.characters()), max_size=40)
)
def test_any_text_is_a_query(text: str) -> None:
    parse(text)
