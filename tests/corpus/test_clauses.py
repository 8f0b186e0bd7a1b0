"""The sentences that search finds."""

from __future__ import annotations

import pytest

from corpus.clauses import clauses, sentences
from ingest.model import Block, BlockKind, Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲。乙；丙", ["甲。", "乙；", "丙"]),
        ("“甲。”乙！", ["“甲。”", "乙！"]),
        ("  甲  ", ["甲"]),
        ("甲;乙?", ["甲;", "乙?"]),
        ("2.5米", ["2.5米"]),
        ("。", ["。"]),
        ("  ", []),
        ("", []),
        ("长" * 700, ["长" * 600, "长" * 100]),
        ("短，" + "长" * 650, ["短，", "长" * 600, "长" * 50]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in sentences(text, Span(0, len(text)))] == expected


def test_noise_is_left_out_and_places_are_kept() -> None:
    text = "首页 新闻\n甲。乙。"
    blocks = [Block(Span(0, 5), BlockKind.NOISE), Block(Span(6, 10), BlockKind.PARAGRAPH, 3, page=7)]
    found = list(clauses(text, blocks, []))
    assert [(c.span, c.section, c.page, c.commitment) for c in found] == [
        (Span(6, 8), 3, 7, None), (Span(8, 10), 3, 7, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("places", "owners"),
    [
        ([Span(0, 4)], [0, None, None]),
        ([Span(0, 12)], [0, 0, 0]),
        ([Span(0, 12), Span(4, 8)], [0, 1, 0]),
        ([Span(4, 8), Span(0, 12)], [1, 0, 1]),
        ([Span(0, 3), Span(3, 12)], [0, 1, 1]),
        ([Span(0, 1), Span(1, 4)], [1, None, None]),
    ],
)
def test_a_sentence_belongs_to_what_covers_most_of_it(places: list[Span], owners: list[int | None]) -> None:
    text = "一二三。四五六。七八九。"
    found = clauses(text, [Block(Span(0, 12), BlockKind.PARAGRAPH)], places)
    assert [c.commitment for c in found] == owners
