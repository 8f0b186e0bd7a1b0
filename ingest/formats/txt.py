"""Plain text: any encoding, any line ends, lines broken at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ingest import aligned, barredcells, clean, delimited, flattened, marks, oneline, paragraphs, sniff, webtable
from ingest.cellgrid import Grid
from ingest.model import BlockKind
from ingest.raw import RawDocument, RawLine
from ingest.registry import Job, reader
from ingest.textbytes import byte_problems, text_of
from ingest.wrapping import Physical


def _takes(data: bytes, _suffix: str) -> bool:
    return sniff.foreign(data) is None


@reader("txt", suffixes=(".txt", ".text"), magic=_takes, rank=90)
def parse(data: bytes, job: Job) -> RawDocument:
    """Lines of a text file, joined to paragraphs where its lines were broken.

    Raises:
        Unreadable: the bytes are no text in any encoding.
        LimitExceeded: more characters than the limits allow.
    """
    decoded = text_of(data, job)
    lines = mark_noise(physical_lines(decoded.text))
    grids = _grids(lines)
    joined, wrapped = paragraphs.rejoin(_set_aside(lines, grids))
    signs = [
        not any(cell.bars for cell in g.cells)
        and any(_SIGN.search(line.raw or line.text) for line in lines[g.start : g.end])
        for g in grids
    ]
    restored = tuple(_put_back(joined, grids, signs))
    return RawDocument(format="txt", lines=restored, problems=byte_problems(decoded), hard_wrapped=wrapped)


def _grids(lines: Sequence[Physical]) -> list[Grid]:
    """The tables among the lines: those with signs between their cells, those set with spaces, those without grid."""
    raws = [line.raw or line.text for line in lines]
    found: list[Grid] = []
    plain = [line.text for line in lines]
    barred = any("|" in text or "｜" in text for text in plain)
    ways: list[tuple[Callable[[Sequence[str]], Iterator[Grid]], Sequence[str]]]
    ways = [(delimited.find, raws), (aligned.find, raws), (flattened.find, plain)]
    if barred:
        ways = [(barredcells.find, plain), *ways[:2], (barredcells.closed, plain), (flattened.find, plain)]
    for read, texts in ways:
        found = sorted(_between(found, read, texts), key=lambda grid: grid.start)
    return [grid for grid in found if not _is_page_data(grid, lines)]


_FEWEST_LABELS = 2


def _is_page_data(grid: Grid, lines: Sequence[Physical]) -> bool:
    """Whether a grid is what a page tells of its document (索引号, 文号 …), or a part of its menus: lines, no table."""
    labels = sum(cell.column == 0 and webtable.label(cell.text) is not None for cell in grid.cells)
    noise = sum(line.noise for line in lines[grid.start : grid.end])
    return labels >= _FEWEST_LABELS or noise * 2 > grid.end - grid.start


def _between(
    found: Sequence[Grid], read: Callable[[Sequence[str]], Iterator[Grid]], texts: Sequence[str]
) -> Iterator[Grid]:
    """The tables that were found, and those that `read` finds between them."""
    at = 0
    for grid in (*found, None):
        stop = grid.start if grid else len(texts)
        for one in read(texts[at:stop]):
            yield replace(one, start=one.start + at, end=one.end + at)
        if grid:
            yield grid
            at = grid.end


_TABLE = "\ue0f1"
"""Stands for the lines of a table while paragraphs are joined; cleaning leaves no such character."""


def _set_aside(lines: Sequence[Physical], grids: Sequence[Grid]) -> list[Physical]:
    """The lines with each table as one line that joins with nothing."""
    out: list[Physical] = []
    at = 0
    for grid in grids:
        out += lines[at : grid.start]
        out.append(Physical(_TABLE, 0, gap=True, noise=True, wall=True))
        at = grid.end
    return out + list(lines[at:])


_SIGN = re.compile("[|｜│┃]")
"""Stands between cells in the source, so that no stretch of it holds two of them where it is not kept."""


def _put_back(lines: Sequence[RawLine], grids: Sequence[Grid], signs: Sequence[bool]) -> Iterator[RawLine]:
    """The lines with the cells of each table in its place; `signs`: whether signs that are not kept part its cells."""
    number = 0
    for line in lines:
        if line.text != _TABLE:
            yield line
            continue
        for cell in grids[number].cells:
            # The bars stay in the text, so that a row can be quoted as the source has it.
            if cell.bars:
                yield RawLine(cell.bars, kind=BlockKind.NOISE)
            yield RawLine(
                cell.text,
                breaks=(len(cell.text),) if signs[number] else (),
                kind=BlockKind.CELL,
                table=number,
                row=cell.row,
                column=cell.column,
                columns=cell.columns,
            )
        number += 1


def physical_lines(text: str) -> list[Physical]:
    """Non-blank lines with their indentation."""
    out: list[Physical] = []
    gap = False
    # Spaces are needed for the indentation, so lines are split before they are cleaned.
    for raw in clean.split(text):
        line = clean.line(raw) if raw and not raw.isspace() else ""
        if not line:
            gap = True
            continue
        indent, written = clean.indent(raw), raw if raw != line else ""
        for piece in oneline.unfold(line):
            out.append(Physical(piece, indent, gap, raw=written if piece == line else ""))
            gap = False
    return out


def mark_noise(lines: Sequence[Physical]) -> list[Physical]:
    """Furniture by its words, the list of other articles at the end, and scraps between furniture at the start."""
    out = [replace(line, noise=marks.is_noise(line.text)) for line in lines]
    tail = marks.tail_start([line.text for line in out])
    out[tail:] = [replace(line, noise=True) for line in out[tail:]]
    for at, line in enumerate(out[:8]):
        beside = (at > 0 and out[at - 1].noise) or (at + 1 < len(out) and out[at + 1].noise)
        if beside and at < 3 and len(line.text) <= 4 and not marks.opens(line.text):
            out[at] = replace(line, noise=True)
    return out
