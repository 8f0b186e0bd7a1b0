"""Columns share the width, in cells, at every width that a terminal has."""

from __future__ import annotations

import pytest

from tui import hitrows, present
from tui.cells import width
from tui.tables import Cell, Column, Tone, heading, layout, line, render

TABLES = [present.COMMITMENTS, present.KEYED, present.DOCUMENTS, hitrows.HITS, present.ENTRIES, present.TALLIES]


@pytest.mark.parametrize("columns", TABLES)
@pytest.mark.parametrize("cells", [40, 78, 118, 198])
def test_every_line_is_as_wide_as_the_titles(columns: tuple[Column, ...], cells: int) -> None:
    slots = layout(columns, cells)
    rows = [
        tuple(Cell(text) for _ in columns)
        for text in ("", "教育局", "a", "《关于印发，。；》" * 30, "[b]x[/b]", "①Ⅲ㎡é")
    ]
    widths = {width(line(slots, row)) for row in rows} | {width(heading(slots))}
    assert len(widths) == 1
    assert widths.pop() <= max(cells, sum(column.need for column in columns if column.rank == 0) + len(columns))


def test_the_least_important_column_is_left_out_first() -> None:
    columns = (Column("region", 10), Column("subject", 10, rank=1), Column("value", 10, rank=2))
    assert [slot.column.id for slot in layout(columns, 40)] == ["region", "subject", "value"]
    assert [slot.column.id for slot in layout(columns, 25)] == ["region", "subject"]
    assert [slot.column.id for slot in layout(columns, 12)] == ["region"]
    assert [slot.cells for slot in layout(columns, 3)] == [10]


def test_no_word_of_another_language_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.language.language", lambda: "en")
    cells = {slot.column.id: slot.cells for slot in layout(present.ENTRIES, 160)}
    assert cells["part"] == len("responsible")
    assert {slot.column.id: slot.cells for slot in layout(present.COMMITMENTS, 160)}["force"] == len("encourage")


def test_growing_columns_share_what_is_left_up_to_their_most() -> None:
    columns = (Column("region", 4, share=1, most=6), Column("subject", 4, share=1))
    assert [slot.cells for slot in layout(columns, 31)] == [6, 24]


def test_render_has_titles_a_rule_and_no_blanks_at_the_end() -> None:
    lines = list(render((Column("region", 6), Column("due", 10)), [(Cell("甲"), Cell("", Tone.DIM))], 40))
    assert lines == ["地区   期限", "─" * 17, "甲"]
