"""Pictures of text as lines and tables of their page, and what people are told of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

from ingest import grid, ocr, pictures, rules
from ingest.errors import Unreadable
from ingest.glyphs import Glyph, Page
from ingest.grid import Box
from ingest.model import UNCERTAIN, Problem
from ingest.ocr import Engine, Recognised
from ingest.registry import Job
from ingest.rules import Rule
from ingest.sheets import PICTURE

if TYPE_CHECKING:
    from ingest.ocr import Picture

_LONG = 8
"""Characters of a line whose height is that of its type."""
_ALIKE = 1.12
"""Characters of one size differ at most by this factor in what is measured of their width."""
_NEAR = 1.35
"""The same in short lines, around which the margin of the box counts."""
_DASH = re.compile("(?<=[0-9])一(?=[0-9])")
"""A dash between two figures looks like the figure one in Chinese, which never stands there."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was recognised in a picture; lengths are points of its page."""

    lines: tuple[Recognised, ...]
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]


def see(
    engine: Engine, picture: Picture, number: int, job: Job, scale: float, origin: tuple[float, float] = (0.0, 0.0)
) -> Seen:
    """The text and the rules of a picture on page `number`; `scale` is points a pixel, `origin` its corner."""
    read = ocr.recognise(engine, picture, number, job)
    lines = tuple(replace(line, text=_DASH.sub("—", line.text)) for line in read)
    job.progress(number)
    sizes = _Sizes(lines)
    left, top = origin
    glyphs = tuple(
        glyph._replace(
            x0=left + glyph.x0 * scale,
            top=top + glyph.top * scale,
            x1=left + glyph.x1 * scale,
            bottom=top + glyph.bottom * scale,
            size=glyph.size * scale,
        )
        for line in lines
        for glyph in _spread(line, sizes)
    )
    found = tuple(
        Rule(left + r.x0 * scale, top + r.top * scale, left + r.x1 * scale, top + r.bottom * scale)
        for r in engine.rules(picture)
    )
    return Seen(lines, glyphs, found)


class _Sizes:
    """The type sizes of a picture: heights of lines tremble, those of short lines most; widths of characters do not."""

    def __init__(self, lines: Sequence[Recognised]) -> None:
        long = sorted((_step(line), line.bottom - line.top) for line in lines if len(line.text) >= _LONG)
        self._steps = [step for step, _ in long]
        self._heights = [tall for _, tall in long]

    def of(self, line: Recognised) -> float:
        """Height of the long lines that have characters as wide, pixels; its own where there are none."""
        step, room = _step(line), _ALIKE if len(line.text) >= _LONG else _NEAR
        near = slice(bisect_left(self._steps, step / room), bisect_right(self._steps, step * room))
        return median(self._heights[near] or [line.bottom - line.top])


def _step(line: Recognised) -> float:
    return (line.x1 - line.x0) / max(sum(map(_share, line.text)), 0.5)


def _share(char: str) -> float:
    """Width of a character as a part of a Han character's."""
    return 1.0 if char >= "\u2e80" or char in "“”‘’—…·" else 0.55


def _spread(line: Recognised, sizes: _Sizes) -> Iterable[Glyph]:
    """The characters of a line side by side, each as wide as its kind is."""
    size, step, at = sizes.of(line), _step(line), line.x0
    for char in line.text:
        wide = _share(char) * step
        if not char.isspace():
            yield Glyph(char, at, line.top, at + wide, line.bottom, size, confidence=line.confidence)
        at += wide


def page_of(
    engine: Engine, shown: Sequence[tuple[Box, bytes]], number: int, size: tuple[float, float], job: Job
) -> tuple[Page, list[grid.Ruled]]:
    """A page of `size` (points) that shows pictures, each in its box, as lines and tables.

    A picture that is small, or cannot be decoded, shows no text.
    """
    width, height = size
    glyphs: list[Glyph] = []
    lines: list[Rule] = []
    for box, data in shown:
        if area(box) < PICTURE * width * height:
            continue
        try:
            picture = next(pictures.frames(data, "图片", job))
        except (Unreadable, StopIteration):
            continue
        seen = see(engine, picture, number, job, (box[2] - box[0]) / picture.shape[1], (box[0], box[1]))
        glyphs += seen.glyphs
        lines += seen.rules
    return grid.lay_out(rules.cells(lines), glyphs, number, width, height)


def problems(pages: Iterable[Page], read: Sequence[int]) -> list[Problem]:
    """What a person should know of pages whose text was recognised."""
    if not read:
        return []
    out = [Problem("recognised", f"第 {ranges(read)} 页是图像，文字由 OCR 识别，请与原件核对。", page=read[0])]
    doubtful = [
        line.page
        for page in pages
        for line in page.lines
        if line.confidence is not None and line.confidence < UNCERTAIN
    ]
    if doubtful:
        where = ranges(sorted(set(doubtful)))
        message = f"第 {where} 页有 {len(doubtful)} 行文字识别把握不大，可能有错字。"
        out.append(Problem("uncertain_text", message, page=doubtful[0]))
    return out


def ranges(numbers: Sequence[int]) -> str:
    """`3、5—8`."""
    out: list[list[int]] = []
    for number in numbers:
        if out and number == out[-1][1] + 1:
            out[-1][1] = number
        else:
            out.append([number, number])
    return "、".join(str(a) if a == b else f"{a}—{b}" for a, b in out)


def unread(numbers: Sequence[int]) -> Iterable[Problem]:
    """Pages that nothing here can read, if there are any."""
    if numbers:
        message = f"第 {ranges(numbers)} 页是扫描页，需要 OCR，没有读入；安装后可以再读：{ocr.INSTALL}。"
        yield Problem("needs_ocr", message, page=numbers[0])


def area(box: Box) -> float:
    """Of a box, square points."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])
