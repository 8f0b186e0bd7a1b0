"""The work on one sentence grows with its length: nothing looks at all of it for each of its numbers."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest
from extract_documents import document

from extract.pipeline import extract
from ingest.model import Document

CLAUSES = [
    ("新建学校3所，培训教师20人，入学率达到95%以上，", "主要任务"),
    ("小学、初中分别达到4.5、5.8平方米以上，高中每百名学生拥有教师8人以上，", "主要任务"),
    ("到2025年6月底前完成改造3所，2026年底前达到90%，", "主要任务"),
    ("每百名学生拥有高于规定学历教师数4.2人以上，骨干教师1人，", "主要任务"),
    ("县教育局要组织培训20次，由县财政局负责落实资金3万元，", "主要任务"),
    ("每年培训教师3次，每学期走访20户，", "主要任务"),
    ("已建成学校3所，入学率由2020年的45%提高到2023年的65%，", "发展基础"),
    ("入学率、巩固率均达到95%，小学、初中率分别达到90%、95%，", "主要任务"),
]
SHORT, TIMES = 800, 4
MOST = 1.15
"""Work a character of the long sentence, the short one = 1; a pass over the sentence for each number makes it 1.4
and more at this length."""


def operations(read: Document) -> int:
    """Instructions that the interpreter carries out: the same on every machine, however busy."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        extract(read)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(("clause", "heading"), CLAUSES)
def test_a_long_sentence_costs_as_much_a_character_as_a_short_one(clause: str, heading: str) -> None:
    def sentence(characters: int) -> Document:
        return document(f"青禾县规划（2024年）\n\n一、{heading}\n\n{clause * (characters // len(clause))}完成任务。\n")

    short, long = sentence(SHORT), sentence(SHORT * TIMES)
    extract(long)
    assert operations(long) < MOST * TIMES * operations(short)
