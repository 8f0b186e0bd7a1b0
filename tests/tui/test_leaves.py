"""A document's text on screen lines."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from corpus.model import StoredDocument
from ingest.model import Repair, Span
from tui.cells import width
from tui.leaves import Leaves, Mark


@pytest.fixture
def leaves(whole: StoredDocument) -> Leaves:
    return Leaves(whole, 20)


def test_every_character_of_a_block_is_on_a_line_once(leaves: Leaves, whole: StoredDocument) -> None:
    for block in whole.blocks:
        parts = [
            (line.start, line.end)
            for line in leaves.lines
            if line.kind is not None and block.span.start <= line.start and line.end <= block.span.end
        ]
        assert "".join(whole.text[a:b] for a, b in parts) == whole.text[block.span.start : block.span.end]
    assert all(width(leaves.text[line.start : line.end]) <= 20 for line in leaves.lines)


def test_pages_are_named_where_they_begin(leaves: Leaves) -> None:
    assert [line.page for line in leaves.lines if line.page] == [1, 2]
    assert leaves.paged


def test_a_heading_has_air_above(leaves: Leaves, whole: StoredDocument) -> None:
    line = leaves.line_of(whole.headings[1].span.start)
    assert leaves.lines[line - 1].kind is None


def test_turning_keeps_places(leaves: Leaves, whole: StoredDocument) -> None:
    place = whole.commitments[1].commitment.span.start
    for cells in (8, 40, 200):
        leaves.turn(cells)
        line = leaves.lines[leaves.line_of(place)]
        assert line.start <= place < line.end


def test_commitments_by_place(leaves: Leaves, whole: StoredDocument) -> None:
    first, second, third = (row.commitment.span for row in whole.commitments)
    assert leaves.at(first.start) == 0 and leaves.at(first.end - 1) == 0 and leaves.at(first.end) is None
    assert leaves.at(0) is None
    assert leaves.on_line(leaves.line_of(second.start)) == 1
    assert leaves.on_line(0) is None
    assert leaves.within(Span(first.end, second.start + 1)) == 1
    assert leaves.within(Span(first.end, first.end)) is None
    assert leaves.within(third) == 2


def test_the_innermost_commitment_wins(whole: StoredDocument) -> None:
    outer = whole.commitments[0]
    span = outer.commitment.span
    inner = replace(outer, commitment=replace(outer.commitment, span=Span(span.start + 2, span.start + 6)))
    leaves = Leaves(replace(whole, commitments=(inner, outer)), 40)
    assert [leaves.at(span.start + n) for n in (0, 2, 5, 6)] == [0, 1, 1, 0]


def test_stepping(leaves: Leaves, whole: StoredDocument) -> None:
    assert leaves.beside(0, None, 1) == 0
    assert leaves.beside(0, 0, 1) == 1
    assert leaves.beside(0, 2, 1) == 2
    assert leaves.beside(0, 0, -1) == 0
    assert leaves.beside(len(whole.text), None, -1) == 2
    assert Leaves(replace(whole, commitments=()), 20).beside(0, None, 1) is None


def test_runs_bear_marks(leaves: Leaves, whole: StoredDocument) -> None:
    leaves.turn(200)
    span = whole.commitments[0].commitment.span
    line = leaves.line_of(span.start)
    runs = leaves.runs(line)
    assert "".join(run.text for run in runs if run.marks & Mark.COMMITMENT) == whole.text[span.start : span.end]
    assert [run.text for run in runs if run.marks & Mark.VALUE] == ["45人"]
    marked = leaves.runs(line, current=span, found=Span(span.start, span.start + 2))
    assert {Mark.CURRENT, Mark.FOUND} <= {mark for run in marked for mark in run.marks}
    fact = leaves.runs(leaves.line_of(whole.facts[0].span.start))
    assert fact[0].marks == Mark.FACT


def test_repairs_are_marked(whole: StoredDocument) -> None:
    repair = Repair(Span(0, 2), "丙山", "丙山", "test")
    runs = Leaves(replace(whole, repairs=(repair,)), 80).runs(0)
    assert runs[0].text == "丙山" and runs[0].marks & Mark.REPAIR


def test_find_goes_round(leaves: Leaves) -> None:
    first = leaves.find("县", -1)
    assert first is not None
    assert leaves.find("县", len(leaves.text)) == first
    assert leaves.find("没有这样的字", 0) is None and leaves.find("", 0) is None


def test_an_empty_document_has_one_line(whole: StoredDocument) -> None:
    empty = replace(whole, text="", blocks=(), headings=(), commitments=(), facts=())
    assert len(Leaves(empty, 20).lines) == 1


def test_a_long_document_is_laid_out_quickly(whole: StoredDocument) -> None:
    text = "到2025年底，全县义务教育学校班额达标率达到百分之九十五以上，" * 3500
    block = replace(whole.blocks[0], span=Span(0, len(text)))
    long = replace(whole, text=text, blocks=(block,), headings=(), commitments=(), facts=())
    began = time.process_time()
    leaves = Leaves(long, 80)
    assert time.process_time() - began < 1.0
    assert len(leaves.lines) > 2000
