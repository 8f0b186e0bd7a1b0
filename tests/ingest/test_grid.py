"""Ruled tables."""

from __future__ import annotations

from itertools import pairwise

from ingest import grid
from ingest.glyphs import Glyph
from tests.ingest.test_glyphs import glyphs


def boxes(columns: list[float], rows: list[float]) -> list[grid.Box]:
    return [(x0, top, x1, bottom) for top, bottom in pairwise(rows) for x0, x1 in pairwise(columns)]


GRID = boxes([50, 150, 250], [100, 130, 160])


def fill(*texts: str) -> list[Glyph]:
    return [
        glyph for box, text in zip(GRID, texts, strict=True) for glyph in glyphs(text, x=box[0] + 5, top=box[1] + 8)
    ]


def test_every_glyph_has_one_place() -> None:
    outside = glyphs("表外文字", top=300)
    found = grid.read_table(GRID, fill("序号", "任务", "1", "新建") + outside, 2)
    assert found is not None
    table, rest = found
    assert rest == outside
    assert [(cell.text, cell.cell) for cell in table.cells] == [
        ("序号", (0, 0, 0, 1, 1)),
        ("任务", (0, 0, 1, 1, 1)),
        ("1", (0, 1, 0, 1, 1)),
        ("新建", (0, 1, 1, 1, 1)),
    ]
    assert table.box == (50, 100, 250, 160)


def test_merged_cells() -> None:
    merged: list[grid.Box] = [(50, 100, 250, 130), (50, 130, 150, 190), (150, 130, 250, 160), (150, 160, 250, 190)]
    words = (
        glyphs("总表", x=60, top=105)
        + glyphs("左", x=60, top=150)
        + glyphs("上", x=160, top=140)
        + glyphs("下", x=160, top=170)
    )
    found = grid.read_table(merged, words, 1)
    assert found is not None
    assert {cell.text: cell.cell for cell in found[0].cells} == {
        "总表": (0, 0, 0, 1, 2),
        "左": (0, 1, 0, 2, 1),
        "上": (0, 1, 1, 1, 1),
        "下": (0, 2, 1, 1, 1),
    }


def test_frames_are_no_tables() -> None:
    assert grid.read_table(GRID[:2], fill("a", "b", "c", "d"), 1) is None
    assert grid.read_table(boxes([50, 250], [100, 120, 140, 160, 180]), glyphs("一列", x=60, top=102), 1) is None
    assert grid.read_table(GRID, fill("只有", "一行", "", ""), 1) is None
    shading: list[grid.Box] = [(50, 100 + 20 * n, 250, 120 + 20 * n) for n in range(20)]
    lines = [glyph for n in range(20) for glyph in glyphs("逐行底纹", x=60, top=104 + 20 * n)]
    corner: list[grid.Box] = [(50, 80, 150, 100), (150, 80, 250, 100)]
    assert grid.read_table(corner + shading, lines + glyphs("左右", x=140, top=84), 1) is None
    page = boxes([10, 20, 580], [10, 20, 800])
    text = [glyph for n in range(25) for glyph in glyphs("整页文字都在一个大框里面排版的公告", x=30, top=30 + 20 * n)]
    assert grid.read_table(page, text + glyphs("角", x=11, top=11, size=8), 1) is None
