"""Real PDFs, where they lie beside the checkout: tables cell by cell against what a person reads on their pages.

A line of `tables/<file>-p<page>.tsv` is a row of the table that begins on that page; `^` stands for a cell merged with
the one above, `<` for one merged with the one to its left.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import closing
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from ingest.model import Document, Limits
from ingest.read import read

PLANS = Path(__file__).parents[2].parent / "shared" / "wild"
TABLES = sorted((Path(__file__).parent / "tables").glob("*.tsv"))
PLAIN = ("dc516", "dc580")
"""Files whose pages carry shading and frames, and no table."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PLANS.is_dir(), reason="no real plans beside this checkout"),
]


@cache
def document(name: str) -> Document:
    return read(PLANS / f"{name}.pdf", Limits(isolate=False))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_cell_by_cell(path: Path) -> None:
    name, page = path.stem.split("-p")
    found = document(name)
    table = next(table for table in found.tables if table.page == int(page))
    grid = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                grid[row][column] = "^" if row > cell.row else "<"
        grid[cell.row][cell.column] = found.quote(cell.span)
    assert grid == [line.split("\t") for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("name", PLAIN)
def test_frames_and_shading_are_no_tables(name: str) -> None:
    assert document(name).tables == ()


@pytest.mark.parametrize("path", sorted(PLANS.glob("*.pdf")), ids=lambda path: path.stem)
def test_no_text_is_lost_and_all_has_its_place(path: Path) -> None:
    found = document(path.stem)
    raw: Counter[str] = Counter()
    sizes = []
    with closing(pypdfium2.PdfDocument(path)) as file:
        for page in file:
            with closing(page), closing(page.get_textpage()) as text:
                raw.update(re.sub(r"\W", "", text.get_text_range()))
                sizes.append(page.get_size())
    assert raw - Counter(found.text) == Counter()
    for block in found.blocks:
        assert block.page is not None and block.box is not None
        width, height = sizes[block.page - 1]
        x0, top, x1, bottom = block.box
        assert -width < x0 <= x1 < 2 * width and -1 <= top < bottom <= height + 1
