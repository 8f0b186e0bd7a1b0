"""Tables that go on over page breaks."""

from __future__ import annotations

import pytest

from ingest import grid, runningtables
from ingest.glyphs import Page, lines_of
from tests.ingest.test_glyphs import glyphs
from tests.ingest.test_grid import boxes

HEAD = ("类别", "指标")


def read(places: list[grid.Box], texts: list[str]) -> grid.Ruled:
    """The table of these cells with these texts."""
    held = [
        glyph for box, text in zip(places, texts, strict=True) for glyph in glyphs(text, x=box[0] + 5, top=box[1] + 4)
    ]
    found = grid.read_table(places, held, 1)
    assert found is not None
    return found[0]


def ruled(*texts: str, top: float = 100, left: float = 50) -> grid.Ruled:
    """A table of two columns with these texts, row by row."""
    rows = len(texts) // 2
    return read(boxes([left, left + 100, left + 200], [top + 20 * n for n in range(rows + 1)]), list(texts))


def merged(*texts: str) -> grid.Ruled:
    """A table whose first column is one cell beside rows with these texts."""
    places: list[grid.Box] = [(50, 100, 150, 100 + 20 * (len(texts) - 1))]
    places += [(150, 100 + 20 * n, 250, 120 + 20 * n) for n in range(len(texts) - 1)]
    places += [(250, 100 + 20 * n, 350, 120 + 20 * n) for n in range(len(texts) - 1)]
    return read(places, [*texts, *("1" for _ in texts[1:])])


def numbered(*tables: grid.Ruled, words: str = "") -> list[Page]:
    """One page for each table, numbered; below each stand the words."""
    numbering = runningtables.Numbering()
    below = tuple(lines_of(glyphs(words, top=400), 1)) if words else ()
    pages = [numbering.number(Page(1, 400, 842, (*table.cells, *below)), [table]) for table in tables]
    return numbering.finish(pages)


def cells(pages: list[Page]) -> dict[str, tuple[int, ...]]:
    """Text -> place of every cell."""
    return {line.text: line.cell for page in pages for line in page.lines if line.cell}


def test_rows_are_counted_through() -> None:
    pages = numbered(ruled("甲", "1", "乙", "2"), ruled("丙", "3", "丁", "4"))
    assert [cell[:2] for cell in cells(pages).values()] == [(0, n // 2) for n in range(8)]


@pytest.mark.parametrize(
    ("second", "words", "tables"),
    [
        (ruled("丙", "3", "丁", "4", left=70), "", {0}),
        (merged("丙", "3", "4"), "", {0, 1}),
        (ruled("丙", "3", "丁", "4"), "两表之间的文字", {0, 1}),
    ],
    ids=["further in", "other columns", "text between"],
)
def test_which_tables_go_on(second: grid.Ruled, words: str, tables: set[int]) -> None:
    pages = numbered(ruled("甲", "1", "乙", "2"), second, words=words)
    assert {cell[0] for cell in cells(pages).values()} == tables


def test_a_word_above_says_that_a_table_goes_on() -> None:
    numbering = runningtables.Numbering()
    first, second = ruled("甲", "1", "乙", "2"), ruled("丙", "3", "丁", "4", top=200)
    words = lines_of(glyphs("表1 主要指标（续）", top=180), 1)
    numbering.number(Page(1, 400, 842, first.cells), [first])
    done = numbering.number(Page(2, 400, 842, (*words, *second.cells)), [second])
    assert {cell[0] for cell in cells([done]).values()} == {0}


def test_a_repeated_header_is_furniture() -> None:
    pages = numbered(ruled(*HEAD, "甲", "1"), ruled(*HEAD, "乙", "2"), ruled(*HEAD, "丙", "3"))
    assert [cell[1] for cell in cells(pages).values()] == [0, 0, 1, 1, 2, 2, 3, 3]
    assert [line.text for page in pages for line in page.lines if line.noise] == [*HEAD, *HEAD]


def test_a_cell_goes_on_over_the_page_break() -> None:
    pages = numbered(merged("治理", "水", "气"), merged("", "土", "声"), merged("保护", "林", "草"))
    found = cells(pages)
    assert found["治理"] == (0, 0, 0, 4, 1)
    assert found["保护"] == (0, 4, 0, 2, 1)


def test_an_empty_cell_is_no_rest() -> None:
    pages = numbered(ruled("甲", "1", "乙", "2"), ruled("", "3", "丁", "4", "戊", "5"))
    assert cells(pages)["乙"] == (0, 1, 0, 1, 1)


HEADS = ("序号", "任务", "单位", "时限")


def duties(*texts: str) -> grid.Ruled:
    """A table of four columns with these texts, row by row; some may be empty."""
    rows = len(texts) // 4
    return read(boxes([50, 150, 250, 350, 390], [100 + 20 * n for n in range(rows + 1)]), list(texts))


FIRST = duties(*HEADS, "1", "建成三所", "民政局", "6月", "2", "床位不少", "卫健局", "9月")
NEXT = ("3", "建成两处", "住建局", "年底")


def test_the_rest_of_a_row_that_a_page_break_cut_goes_back_to_it() -> None:
    pages = numbered(FIRST, duties(*HEADS, "", "于十张。", "", "", *NEXT))
    placed = cells(pages)
    assert placed["床位不少于十张。"] == (0, 2, 1, 1, 1) and placed["建成两处"] == (0, 3, 1, 1, 1)
    assert "于十张。" not in placed
    assert next(line.breaks for line in pages[0].lines if line.text == "床位不少于十张。") == (4,)


@pytest.mark.parametrize(
    "second",
    [
        duties(*HEADS, "3", "于十张。", "", "", "4", *NEXT[1:]),  # a number of its own
        duties(*HEADS, "", "于十张。", "教育局", "年底", *NEXT),  # a part of the task with its own owner
    ],
)
def test_a_row_of_its_own_stays(second: grid.Ruled) -> None:
    assert cells(numbered(FIRST, second))["于十张。"] == (0, 3, 1, 1, 1)


def test_a_sentence_that_was_at_its_end_takes_nothing() -> None:
    first = duties(*HEADS, "1", "建成三所", "民政局", "6月", "2", "床位十张。", "卫健局", "9月")
    placed = cells(numbered(first, duties(*HEADS, "", "于十张。", "", "", *NEXT)))
    assert placed["于十张。"] == (0, 3, 1, 1, 1) and "床位十张。" in placed
