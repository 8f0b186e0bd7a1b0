"""Printed lines to paragraphs: furniture by repetition, margins, paragraphs that go on over page breaks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from ingest import marks, paragraphs
from ingest.glyphs import Page, Printed, least
from ingest.model import BlockKind
from ingest.raw import RawLine

_DIGITS = re.compile(r"[0-9０-９]{1,5}|[ivxIVX]{1,6}$")
_EDGE = 0.13


def mark_furniture(pages: Sequence[Page]) -> list[Page]:
    """Headers, footers and page numbers as noise: what stands at the edge of many pages, digits aside."""
    seen: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for at, page in enumerate(pages):
        for _, line in _edges(page):
            seen[_edge_key(line, page)].add(at)
    often = {key for key, places in seen.items() if _is_often(places, len(pages))}
    out = []
    for page in pages:
        lines = list(page.lines)
        for at, line in _edges(page):
            repeated = _edge_key(line, page) in often and not _is_text(line.text)
            if repeated or marks.is_page_number(line.text) or _bare_number(line.text):
                lines[at] = replace(line, noise=True)
        out.append(replace(page, lines=tuple(lines)))
    return out


def _is_often(places: set[int], pages: int) -> bool:
    """Whether a line at the edge stands on enough pages: three in ten, or six in ten of the left or right ones."""
    if pages > 3 and len({at % 2 for at in places}) == 1:
        of_this_side = (pages + 1 - min(places) % 2) // 2
        return len(places) >= max(2, round(0.6 * of_this_side))
    return len(places) >= (max(2, min(pages, 3), round(0.3 * pages)) if pages > 1 else 2)


def _is_text(text: str) -> bool:
    """Whether a line at the edge belongs to the text even where it repeats: a numbered heading, part of a sentence."""
    return bool(marks.OPENER.match(text)) or any(mark in text for mark in "，。；")


def _bare_number(text: str) -> bool:
    return len(text) <= 4 and text.isdigit()


def _edges(page: Page) -> list[tuple[int, Printed]]:
    """Lines in the top and bottom margin, with their index: the outermost three of each, within 13 % of the height."""
    free = [(at, line) for at, line in enumerate(page.lines) if line.cell is None]
    by_top = sorted(free, key=lambda entry: entry[1].top)
    head = [entry for entry in by_top[:3] if entry[1].bottom < page.height * _EDGE]
    foot = [entry for entry in by_top[-3:] if entry[1].top > page.height * (1 - _EDGE)]
    return head + foot


def _edge_key(line: Printed, page: Page) -> tuple[str, int]:
    return (_DIGITS.sub("#", line.text.replace(" ", "")), round(line.top / page.height * 50))


def mark_contents(pages: Sequence[Page]) -> list[Page]:
    """The table of contents as noise: lines that lead to a page number, what stands between them, its heading."""
    out = []
    for page in pages:
        lines = list(page.lines)
        listed = [at for at, line in enumerate(lines) if line.cell is None and marks.is_contents(line.text)]
        if len(listed) >= 3:
            first, last = listed[0], listed[-1]
            while first and lines[first - 1].cell is None and _heads_contents(lines[first - 1].text):
                first -= 1
            lines[first : last + 1] = [replace(line, noise=True) for line in lines[first : last + 1]]
        out.append(replace(page, lines=tuple(lines)))
    return out


def _heads_contents(text: str) -> bool:
    """The heading `目录`, or the first half of an entry that takes two lines."""
    return text.replace(" ", "") in {"目录", "目次"} or (marks.opens(text) and not marks.stops(text) and len(text) > 15)


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of running text begin and end."""

    left: float
    right: float
    indented: bool
    """First lines of paragraphs are set in."""
    leading: float
    """Usual distance from top to top."""


def margins(pages: Sequence[Page], column: int = 0) -> Margins | None:
    """Margins of the body text that is set in a column; None for too little of it."""
    body = [
        line for page in pages for line in page.lines if not line.noise and line.cell is None and line.column == column
    ]
    long = [line for line in body if len(line.text) >= 15]
    if len(long) < 3:
        return None
    size = median(line.size for line in long) or 10.0
    lefts = Counter(round(line.x0 / 3) for line in long)
    # The left margin is the leftmost place where many lines begin: first lines stand further in.
    often = [place for place, times in lefts.items() if times + lefts[place + 1] >= 0.15 * len(long)]
    left = min(often or lefts) * 3.0
    rights = Counter(round(line.x1 / 4) for line in long)
    right = max(rights, key=lambda place: rights[place] + 0.5 * (rights[place - 1] + rights[place + 1])) * 4.0
    inset = sum(1 for line in long if left + 1.2 * size <= line.x0 <= left + 3 * size)
    steps = [
        second.top - first.top
        for page in pages
        for first, second in zip(page.lines, page.lines[1:], strict=False)
        if first.cell is None and second.cell is None and 0 < second.top - first.top < 5 * size
        if first.column == second.column == column
    ]
    return Margins(left, right, inset >= 0.06 * len(long), median(steps) if steps else 1.5 * size)


def assemble(pages: Sequence[Page]) -> list[RawLine]:
    """Paragraphs, cells and furniture of all pages in reading order."""
    by_sheet = _margins_by_width(pages)
    out: list[RawLine] = []
    held: list[RawLine] = []
    group: list[Printed] = []
    sheet: tuple[Page, Margins | None] | None = None
    before: Margins | None = None

    def close() -> None:
        nonlocal group
        if group and sheet is not None:
            out.append(_paragraph(group, *sheet))
        out.extend(held)
        held.clear()
        group = []

    for page in pages:
        for line in page.lines:
            limits = by_sheet.get((round(page.width / 10), line.column))
            if line.noise:
                (held if group else out).append(_raw(line, kind=BlockKind.NOISE))
            elif line.cell is not None:
                close()
                out.append(_cell(line))
            elif group and _joins(group, line, (before, limits), page):
                group.append(line)
                before = limits
            else:
                close()
                group, sheet, before = [line], (page, limits), limits
    close()
    return out


def _margins_by_width(pages: Sequence[Page]) -> dict[tuple[int, int], Margins | None]:
    """Margins for each width of page and each column: a landscape page between upright ones has its own."""
    sheets: defaultdict[int, list[Page]] = defaultdict(list)
    for page in pages:
        sheets[round(page.width / 10)].append(page)
    columns = {line.column for page in pages for line in page.lines}
    return {(width, column): margins(same, column) for width, same in sheets.items() for column in columns}


def _joins(group: Sequence[Printed], line: Printed, around: tuple[Margins | None, Margins | None], page: Page) -> bool:
    """Whether `line` goes on with the paragraph of the lines in `group`; `around` are the margins of both."""
    last, limits = group[-1], around[1]
    if marks.hangs(line.text) and not marks.stops(last.text):
        return True
    if len(group) == 1 and (marks.DATE_LINE.fullmatch(last.text) or marks.NUMBER_LINE.fullmatch(last.text)):
        return False
    if last.column != line.column:
        if not (last.column and line.column and around[0] and limits):
            return False
        shift = limits.left - around[0].left
        last = replace(last, x0=last.x0 + shift, x1=last.x1 + shift)
    if limits is None:
        if paragraphs.title_continues(_end_of(group), line.text):
            return True
        long = last.x1 - last.x0 > 0.6 * page.width or marks.dangling(last.text)
        return long and not marks.ends_block(last.text) and not marks.opens(line.text)
    size = max(last.size, 1.0)
    if marks.is_contents(last.text) or marks.is_contents(line.text):
        return False
    if abs(last.size - line.size) > max(1.2, 0.12 * size):
        return False
    same_page = last.page == line.page and last.column == line.column
    if same_page and line.top - last.top > max(1.9 * limits.leading, 2.6 * size):
        return False
    full = last.x1 >= limits.right - 1.6 * size
    wide = last.x1 > limits.left + 0.6 * (limits.right - limits.left)
    if _is_centred(last, limits, page) and _is_centred(line, limits, page):
        return len(group) <= 4 and paragraphs.title_continues(_end_of(group), line.text)
    if line.x0 > limits.left + 1.2 * size:
        # Set in: a new paragraph, or the rest of a list entry that hangs under its first line.
        under = abs(line.x0 - last.x0) < 2 or (len(group) == 1 and _hangs_under(last, line, limits, size))
        hanging = under and full and last.bold == line.bold
        return hanging and not marks.ends_block(last.text) and not marks.opens(line.text)
    if marks.OPENER.match(line.text) and (marks.ends_block(last.text) or not limits.indented):
        return False
    if limits.indented:
        # What begins at the margin goes on, unless a short line, a heading or signature, stands before it.
        heading = last.bold and not line.bold and len(group) == 1 and bool(marks.OPENER.match(last.text))
        return not heading and (full or (wide and not marks.ends_block(last.text)))
    if marks.opens(line.text):
        return False
    if full:
        return not marks.stops(last.text) or (same_page and line.top - last.top < 1.25 * limits.leading)
    return not marks.ends_block(last.text) and marks.dangling(_end_of(group)) and wide


def _end_of(group: Sequence[Printed]) -> str:
    return "".join([line.text for line in group[-6:]])


def _hangs_under(first: Printed, second: Printed, limits: Margins, size: float) -> bool:
    """Whether a line stands under the words of a list entry whose number stands at the margin."""
    at_margin = first.x0 <= limits.left + 1.2 * size
    return at_margin and bool(marks.OPENER.match(first.text)) and 0.8 * size < second.x0 - first.x0 < 3.5 * size


def _is_centred(line: Printed, limits: Margins, page: Page) -> bool:
    """Whether a line stands in the middle with room on both sides of it."""
    room = 0.8 * line.size
    if line.x0 <= limits.left + room or line.x1 >= limits.right - room:
        return False
    middle = (line.x0 + line.x1) / 2
    off = min(abs(page.width / 2 - middle), abs((limits.left + limits.right) / 2 - middle))
    return off < 1.2 * line.size


def _paragraph(group: Sequence[Printed], page: Page, limits: Margins | None) -> RawLine:
    text = group[0].text
    for line in group[1:]:
        text = paragraphs.glue(text, line.text)
    limits = limits or Margins(page.width * 0.12, page.width * 0.88, True, 0)
    return replace(
        _raw(group[0]),
        text=text,
        bold=all(line.bold for line in group),
        confidence=least(line.confidence for line in group),
        centered=all(_is_centred(line, limits, page) for line in group),
    )


def _raw(line: Printed, kind: BlockKind | None = None) -> RawLine:
    return RawLine(
        line.text,
        page=line.page,
        box=line.box,
        kind=kind,
        bold=line.bold,
        size=line.size,
        confidence=line.confidence,
    )


def _cell(line: Printed) -> RawLine:
    assert line.cell is not None
    table, row, column, rows, wide = line.cell
    return replace(
        _raw(line, BlockKind.CELL), breaks=line.breaks, table=table, row=row, column=column, rows=rows, columns=wide
    )
