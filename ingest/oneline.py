"""Tables that a text holds on one line: all cells of all rows one after the other, parted by white space or bars."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ingest import flattened

_FEWEST = 9
"""Cells of the smallest table: a head of three and two rows."""
_LONGEST = 200_000
_MOST_TRIED, _MOST_CELLS = 6, 4_000
_OPENS = re.compile(r"(?<![^\s|｜：:表])(?:序\s?号|编号|(?:主要|一级)?指标(?:名称)?)(?=[\s|｜])")


def unfold(text: str) -> Iterator[str]:
    """The line in pieces: what stands before a table, each of its cells, what stands behind; else the line itself."""
    if len(text) > _LONGEST:
        yield text
        return
    for opens in islice(_OPENS.finditer(text), _MOST_TRIED):
        found = re.finditer(r"[^\s|｜]+", text[opens.start() :])
        pieces = [(m.start(), m.end()) for m in islice(found, _MOST_CELLS)]
        if len(pieces) < _FEWEST:
            break
        cells = [text[opens.start() + a : opens.start() + b] for a, b in pieces]
        grid = flattened.opening(cells)
        if grid is None:
            continue
        before = text[: opens.start()].strip(" |｜")
        if before:
            yield before
        yield from cells[: grid.end]
        if grid.end < len(cells):
            yield from unfold(text[opens.start() + pieces[grid.end][0] :])
        return
    yield text
