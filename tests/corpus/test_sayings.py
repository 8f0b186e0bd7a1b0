"""Everyday words said a little otherwise."""

from __future__ import annotations

import pytest

from corpus.lexicon import Concept, build
from corpus.sayings import said

LEXICON = build(
    [Concept(("等太久",), ("候诊",)), Concept(("看病",), ("诊疗",)), Concept(("省电器",), ("节能",))],
    characters=[Concept(("省",), ("节约",)), Concept(("电",), ("用电",))],
)


@pytest.mark.parametrize(
    ("one", "other"),
    [("等得太久", "等着太久"), ("瞧病", "看病"), ("小朋友", "娃"), ("修一下屋顶", "修房顶"), ("找不着", "找不到")],
)
def test_they_have_the_same_units(one: str, other: str) -> None:
    assert said(one).units == said(other).units


@pytest.mark.parametrize(("one", "other"), [("看病", "治病"), ("学校", "学生"), ("修桥", "修路")])
def test_other_words_have_others(one: str, other: str) -> None:
    assert said(one).units != said(other).units


def test_units_know_their_places() -> None:
    found = said("等得太久啊")
    assert "".join("等得太久啊"[a:b] for a, b in found.places) == "等太久"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("医院等得太久", [("等得太久", "候诊")]),
        ("瞧个病", [("瞧个病", "诊疗")]),
        ("看病", [("看病", "诊疗")]),
        ("病看", []),
    ],
)
def test_a_query_is_understood_that_says_them_so(query: str, expected: list[tuple[str, str]]) -> None:
    assert [(slot.typed, slot.terms[0][0]) for slot in LEXICON.slots(query)] == expected


def test_single_characters_mean_something_where_nothing_else_does() -> None:
    assert [(slot.typed, slot.weak) for slot in LEXICON.slots("带头省电")] == [("省", True), ("电", True)]
    assert [slot.typed for slot in LEXICON.slots("看病电")] == ["看病"], "most of it is known"
    assert [slot.typed for slot in LEXICON.slots("省电器")] == ["省电器"]
