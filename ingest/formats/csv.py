"""CSV and TSV: a table of one sheet, in any encoding."""

from __future__ import annotations

import csv
import io
from collections import Counter

from ingest import celltext, clean, sniff, spreadsheet
from ingest.errors import LimitExceeded
from ingest.model import BlockKind
from ingest.raw import RawDocument, RawLine
from ingest.registry import Job, reader
from ingest.textbytes import byte_problems, text_of

_SUFFIXES = (".csv", ".tsv")
_SIGNS = ",\t;|"
_MOST_CELLS = 500_000
_LOOKED_AT = 200
"""Rows from which the sign between the cells is told."""


def _takes(data: bytes, suffix: str) -> bool:
    # Running text has commas too: the name decides what no content can.
    return suffix in _SUFFIXES and sniff.foreign(data) is None and not sniff.looks_html(data, suffix)


@reader("csv", suffixes=_SUFFIXES, magic=_takes, rank=85)
def parse(data: bytes, job: Job) -> RawDocument:
    """Cells of a table that holds a row on each line.

    Raises:
        Unreadable: the bytes are no text in any encoding.
        LimitExceeded: more cells or characters than the limits allow.
    """
    decoded = text_of(data, job)
    text = decoded.text.replace("\0", "")
    grid: list[list[RawLine]] = []
    cells = 0
    for at, row in enumerate(_rows(text), 1):
        held = [
            RawLine(cleaned, kind=BlockKind.CELL, row=at, column=column)
            for column, cell in enumerate(row, 1)
            if (cleaned := _cell(cell))
        ]
        cells += len(held)
        if cells > _MOST_CELLS:
            raise LimitExceeded(job.source, f"单元格超过 {_MOST_CELLS} 个的上限", "请拆分文件后再读")
        if held:
            grid.append(held)
    return RawDocument("csv", tuple(spreadsheet.lay_out(grid, 0)), problems=byte_problems(decoded))


def _rows(text: str) -> list[list[str]]:
    """The rows of `text`, parted by the sign that gives most of its rows one width of two cells or more."""
    head = "".join(text.splitlines(keepends=True)[:_LOOKED_AT])
    alike = {sign: _alike(_parted(head, sign)) for sign in _SIGNS}
    best = max(_SIGNS, key=lambda sign: alike[sign])
    return _parted(text, best) if alike[best] else [[line] for line in text.splitlines()]


def _alike(rows: list[list[str]]) -> int:
    """How many rows of two cells or more have the commonest width."""
    return max(Counter(len(row) for row in rows if len(row) > 1).values(), default=0)


def _parted(text: str, sign: str) -> list[list[str]]:
    # The bound of the standard reader is for cells that somebody else may fill; the text is bounded already.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    stream = io.StringIO(text, newline="")
    # A quote that never closes would make one cell of all that follows.
    if text.count('"') % 2:
        return list(csv.reader(stream, delimiter=sign, quoting=csv.QUOTE_NONE))
    return list(csv.reader(stream, delimiter=sign))


def _cell(text: str) -> str:
    """A cell's text on one line."""
    return celltext.join([line for part in clean.split(text) if (line := clean.line(part))])
