"""Lines of a reader -> text, blocks, headings and tables in one coordinate."""

from __future__ import annotations

from dataclasses import replace

from ingest.drafts import Draft, drafts_of
from ingest.frame import mark_frame
from ingest.markers import Marker
from ingest.model import Block, BlockKind, Cell, Heading, Span, Table
from ingest.numbering import number
from ingest.raw import RawDocument, RawLine, Structured
from ingest.unnumbered import mark_unnumbered

_TITLE_KEYS = ("ArticleTitle", "title", "Title", "名称", "标题")
_HEADER_WORDS = (
    "序号",
    "指标",
    "单位",
    "项目",
    "任务",
    "内容",
    "责任",
    "名称",
    "年份",
    "备注",
    "类别",
    "部门",
    "措施",
    "目标",
    "时限",
)


def structure(raw: RawDocument) -> Structured:
    """Work out the structure of a document as its reader gave it.

    Lines that lost their breaks are cut, so that a heading is a block of its own or opens one. Levels follow the
    number's style (一、 1, (一) 2, 1. 3, 1) 4), chapters stand above them; a heading without number gets the level of
    its place; 附件 starts level 1 anew.
    """
    drafts = drafts_of(raw)
    mark_frame(drafts, format_title(raw.metadata))
    number(drafts)
    mark_unnumbered(drafts)
    return _assemble(drafts)


def format_title(metadata: dict[str, str]) -> str | None:
    """The title that the format itself carries, if it carries one."""
    for key in _TITLE_KEYS:
        if value := metadata.get(key, "").strip():
            return value
    return None


class _Assembler:
    """Puts blocks one behind the other and keeps the open headings."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self.headings: list[Heading] = []
        self.open: list[int] = []
        self.annex: int | None = None
        self.numbers: dict[int, Marker] = {}

    def section(self) -> int | None:
        """The innermost open heading."""
        return self.open[-1] if self.open else self.annex

    def start(self) -> int:
        """Where the next block begins."""
        return self.length + 1 if self.parts else 0

    def close(self, marker: Marker) -> None:
        """A numbered paragraph that is no heading ends the section of the sibling that its number carries on."""
        last = self.open[-1] if self.open else None
        before = self.numbers.get(last) if last is not None else None
        if before is not None and before.style is marker.style and before.number < marker.number:
            self.open.pop()

    def add_heading(self, level: int, marker: str | None, title: str, span: Span, number: Marker | None = None) -> int:
        """Append a heading under the open one of a lower level; `number` is what it opens with."""
        while self.open and self.headings[self.open[-1]].level >= level:
            self.open.pop()
        self.headings.append(Heading(level, marker, title, span, self.section()))
        index = len(self.headings) - 1
        self.open.append(index)
        if number is not None:
            self.numbers[index] = number
        return index

    def add(self, draft: Draft, heading: int | None, kind: BlockKind) -> None:
        """Append the draft's text as a block."""
        span = Span(self.start(), self.start() + len(draft.text))
        self.parts.append(draft.text)
        self.length = span.end
        raw = draft.raw
        self.blocks.append(
            Block(
                span,
                kind,
                self.section(),
                heading,
                raw.page,
                raw.box,
                raw.table,
                raw.row,
                raw.column,
                tuple(span.start + at for at in draft.breaks),
                raw.confidence,
            )
        )


def _assemble(drafts: list[Draft]) -> Structured:
    out = _Assembler()
    cells: dict[int, list[tuple[RawLine, Span]]] = {}
    heading: int | None = None
    for i, draft in enumerate(drafts):
        at = out.start()
        if draft.opens_document:
            out.open.clear()
            out.annex = None
        if draft.continues and heading is not None:
            out.add(draft, heading, BlockKind.HEADING)
            continue
        heading = None
        if draft.marker is not None and draft.title is None and not draft.annex:
            out.close(draft.marker)
        if draft.annex:
            heading = _annex(out, drafts, i)
        elif draft.title is not None and draft.level is not None:
            start, end = draft.title
            first = draft.marker.start if draft.marker else start
            marker = draft.marker.text if draft.marker else None
            heading = out.add_heading(
                draft.level, marker, draft.text[start:end], Span(at + first, at + end), draft.marker
            )
        out.add(draft, heading, draft.kind or BlockKind.PARAGRAPH)
        if draft.kind is BlockKind.CELL and draft.raw.table is not None:
            cells.setdefault(draft.raw.table, []).append((draft.raw, out.blocks[-1].span))
        _inner_headings(out, draft, at)
    text = "\n".join(out.parts)
    tables, numbers = _tables(cells)
    blocks = tuple(_renumbered(b, numbers) for b in out.blocks)
    return Structured(text, blocks, tuple(out.headings), tables)


def _annex(out: _Assembler, drafts: list[Draft], i: int) -> int:
    """The heading of an annex, whose title may stand on the lines below."""
    draft = drafts[i]
    at = out.start()
    start, end = draft.title or (len(draft.text), len(draft.text))
    title = draft.text[start:end]
    stop = at + len(draft.text)
    for following in drafts[i + 1 : i + 3]:
        if not following.continues:
            break
        title += following.text
        stop += 1 + len(following.text)
    index = out.add_heading(1, draft.annex, title, Span(at, stop))
    out.annex = index
    out.open.clear()
    return index


def _inner_headings(out: _Assembler, draft: Draft, at: int) -> None:
    """Headings of the items inside a paragraph; the paragraph's own heading stays the open one."""
    if not draft.inner:
        return
    parent = out.section()
    level = (out.headings[parent].level if parent is not None else 0) + 1
    for start, end in draft.inner:
        out.headings.append(Heading(level, None, draft.text[start:end], Span(at + start, at + end), parent))


def _renumbered(block: Block, numbers: dict[int, int]) -> Block:
    if block.table is None:
        return block
    return replace(block, table=numbers.get(block.table))


def _tables(cells: dict[int, list[tuple[RawLine, Span]]]) -> tuple[tuple[Table, ...], dict[int, int]]:
    """Tables with text in reading order, and the reader's table number -> index among them."""
    tables: list[Table] = []
    numbers: dict[int, int] = {}
    for number_, members in cells.items():
        numbers[number_] = len(tables)
        made = tuple(
            Cell(line.row or 0, line.column or 0, span, max(1, line.rows), max(1, line.columns))
            for line, span in members
        )
        rows = max(c.row + c.rows for c in made)
        columns = max(c.column + c.columns for c in made)
        whole = Span(min(c.span.start for c in made), max(c.span.end for c in made))
        tables.append(Table(whole, rows, columns, made, _header_rows(members), members[0][0].page))
    return tuple(tables), numbers


def _header_rows(members: list[tuple[RawLine, Span]]) -> int:
    """Rows of the table head: those that its first cells span, 0 where the first row holds no words of a head."""
    first = [line for line, _ in members if (line.row or 0) == 0]
    if not first:
        return 1
    if not any(word in line.text for line in first for word in _HEADER_WORDS) and any(
        len(line.text) > 40 for line in first
    ):
        return 0
    return max(1, min(3, max(line.rows for line in first)))
