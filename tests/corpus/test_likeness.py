"""How alike texts are, and what contradicts."""

from __future__ import annotations

import plans
import pytest
from ledger_factories import document

from corpus import likeness
from ingest.model import Block, BlockKind, Span


def test_the_same_words_have_the_same_sketch_whatever_the_layout() -> None:
    text = plans.plan(1)
    spread = "\n\n".join(" ".join(line) for line in text.split("\n"))
    assert likeness.sketch(text) == likeness.sketch(spread) != ()
    assert len(likeness.sketch(text)) == likeness.SIZE
    assert likeness.sketch(text) == likeness.sketch(text.replace("%", "％").replace("40", "41"))


def test_traditional_characters_are_the_same_text() -> None:
    text = plans.plan(1)
    assert likeness.sketch(text.replace("农", "農").replace("县", "縣")) == likeness.sketch(text)


def test_likeness_falls_with_what_is_different() -> None:
    text, other = plans.plan(1), plans.essay(3)
    half = text[: len(text) // 2] + other[: len(text) // 2]
    one, two, three = map(likeness.sketch, (text, half, other))
    assert likeness.alike(one, one) == 1.0
    assert 0.15 < likeness.alike(one, two) < 0.8
    assert likeness.alike(one, three) < 0.05
    assert likeness.alike(one, ()) == 0.0


def test_a_short_text_is_like_nothing() -> None:
    assert likeness.sketch("县教育局要落实工作。") == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("入学率达到95%以上。", "入学率达到95%以上。", False),
        ("入学率达到95%以上。", "入学率达到96%以上。", True),
        ("入学率达到95%以上。", "入学率 达到９５％以上；", False),
        ("入学率达到九成以上。", "入学率达到八成以上。", True),
        ("1.入学率达到95%以上。", "2.入学率达到95%以上。", False),
        ("入学率达到95%以上。", "入学率达到95%以上。公开日期2026年3月5日。", False),
        ("第一季度完成改造3处。第二季度完成改造4处。", "第二季度完成改造4处。", False),
        ("入学率达到95%以上。", "巩固率达到96%以上。", False),
        ("入學率達到95%以上。", "入学率达到96%以上。", True),
    ],
)
def test_the_same_words_with_another_number_contradict(one: str, other: str, expected: bool) -> None:
    assert likeness.contradicts(one, other) is expected
    assert likeness.contradicts(other, one) is expected


def test_quotes_are_looked_for_without_their_layout() -> None:
    assert likeness.missing(["入学率 达到95％，", "巩固率"], "小学入学率达到\n95%。") == 1


def test_the_body_has_rows_of_tables_as_lines_and_no_furniture() -> None:
    text = "首页\n标题\n任务\n85%\n任务\n90%"
    starts = [0, 3, 6, 9, 13, 16]
    kinds = [BlockKind.NOISE, BlockKind.TITLE, *[BlockKind.CELL] * 4]
    blocks = [
        Block(Span(start, text.find("\n", start) if "\n" in text[start:] else len(text)), kind, table=0, row=n // 2)
        for n, (start, kind) in enumerate(zip(starts, kinds, strict=True))
    ]
    assert likeness.body(text, blocks) == "标题\n任务 85%\n任务 90%"
    assert likeness.body_of(document("甲\n乙")) == "甲\n乙"
