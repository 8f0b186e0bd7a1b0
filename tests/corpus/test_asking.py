"""Words that only ask, and what an answer holds."""

from __future__ import annotations

import pytest

from corpus.asking import answering, without_asking


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("学校食堂怎么样", "学校食堂"),
        ("有没有校车呢", "校车"),
        ("班额", "班额"),
        ("怎么办", "怎么办"),
        ("请问哪些学校要寄宿", "学校要寄宿"),
    ],
)
def test_what_only_asks_is_left_out(typed: str, left: str) -> None:
    assert without_asking(typed) == left


@pytest.mark.parametrize(
    ("asked", "bodies", "expected"),
    [
        ("修操场花多少钱", ["计划投资800万元。", "改造运动场地。"], [True, False]),
        ("修操场什么时候完成", ["2025年底前完成。", "加强领导。"], [True, False]),
        ("校车谁负责", ["(责任单位:县教育局)", "新增校车30辆。"], [True, False]),
        ("一个班多少人", ["不超过45人。", "严控班额。"], [True, False]),
        ("培训经费占多少", ["不低于工资总额的1.5%。", "保障培训经费。"], [True, False]),
        ("教室多大", ["每间不小于96平方米。", "每间教室。"], [True, False]),
        ("老师轮换几年一次", ["任教满6年,交流1年。", "推进交流轮岗。"], [True, False]),
        ("班额", ["不超过45人。", "2025年底前完成。"], [False, False]),
    ],
)
def test_what_kind_of_thing_answers(asked: str, bodies: list[str], expected: list[bool]) -> None:
    assert answering(asked, bodies) == expected
