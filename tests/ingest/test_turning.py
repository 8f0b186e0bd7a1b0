"""Turned pages: there and back."""

from __future__ import annotations

import pytest

from ingest.glyphs import Glyph
from ingest.sheets import Sheet
from ingest.turning import turn, upright

BOX = (10.0, 20.0, 40.0, 30.0)


@pytest.mark.parametrize(
    ("quarters", "expected"),
    [(0, BOX), (1, (170, 10, 180, 40)), (2, (60, 170, 90, 180)), (3, (20, 60, 30, 90))],
)
def test_turn_and_back(quarters: int, expected: tuple[float, ...]) -> None:
    turned = turn(BOX, quarters, 100, 200)
    assert turned == expected
    width, height = (200, 100) if quarters % 2 else (100, 200)
    assert turn(turned, 4 - quarters, width, height) == BOX


def lines_across() -> list[Glyph]:
    return [Glyph("县", 20 * n, 30 * row, 20 * n + 14, 30 * row + 14, 14) for row in range(3) for n in range(20)]


def test_lines_across_stay() -> None:
    sheet = Sheet(595, 842, lines_across())
    assert upright(sheet) is sheet


def test_one_column_of_a_table_is_no_page_of_columns() -> None:
    narrow = [Glyph("责", 20, 20 * n, 34, 20 * n + 14, 14) for n in range(40)]
    sheet = Sheet(595, 842, lines_across() + narrow)
    assert upright(sheet) is sheet
