"""The text of a Word document: a walk over everything that a page would show, in its order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ingest import celltext, clean
from ingest.errors import LimitExceeded
from ingest.model import BlockKind
from ingest.raw import RawLine
from ingest.registry import Job
from ingest.wordmarkup import (
    BOX,
    CONTROL,
    PARAGRAPH,
    RUN,
    SIGNS,
    TABLE,
    TEXT,
    end_is_deleted,
    symbol,
    visible,
)
from ingest.wordnumbers import Numbering, W, between, number, switch, value
from ingest.wordparts import Word
from ingest.wordstyles import Style, Styles, heading_level, points
from ingest.wordtable import cells_of, is_layout, rows_of

_STEP = 200
"""Paragraphs between two signs of life."""


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is walked."""

    style: Style
    parts: list[str] = field(default_factory=list)
    length: int = 0
    bold: int = 0
    size: float | None = None
    boxes: list[Any] = field(default_factory=list)
    """Text boxes that hang on it."""


class WordText:
    """Walks one document; `lines` holds what was found."""

    def __init__(self, word: Word, job: Job) -> None:
        self.lines: list[RawLine] = []
        self.hidden = 0
        """Characters that the document hides."""
        self.struck = 0
        """Characters that are struck through: deleted, and left to be seen."""
        self._word = word
        self._job = job
        self._styles = Styles(word.styles)
        self._numbering = Numbering(word.numbering)
        self._striking = False
        self._fields: list[bool] = []
        """For each open field, whether the walk stands in its instruction."""
        self._inside = 0
        """Tables around the place, where they are read as cells."""
        self._contents = False
        """Inside a table of contents."""
        self._gap = False
        self._carry = ""
        """Text of a paragraph whose end was deleted: it goes on with the next."""
        self._tables = 0
        self._paragraphs = 0
        self._characters = 0
        self._whole = sum(len(text.text or "") for text in word.body.iter(f"{W}t"))

    def walk(self) -> None:
        """Take the body, then the footnotes, then headers and footers.

        Raises:
            LimitExceeded: more characters than the limits allow.
        """
        self._blocks(self._word.body)
        self._flush()
        for root in self._word.footnotes:
            self._notes(root)
        seen: set[str] = set()
        for root in self._word.margins:
            for line in self._collect(root):
                if line.text not in seen:
                    seen.add(line.text)
                    self.lines.append(RawLine(line.text, kind=BlockKind.NOISE))

    def _blocks(self, parent: Any) -> None:
        """Paragraphs and tables below `parent`, through whatever wraps them."""
        for child in visible(parent):
            tag = child.tag
            if tag == PARAGRAPH:
                self._paragraph(child)
            elif tag == TABLE:
                self._table(child)
            elif tag == RUN or tag in TEXT:
                # A run outside a paragraph is broken markup, and still text.
                self._paragraph(parent, (child,))
            elif tag == CONTROL:
                self._control(child)
            else:
                self._blocks(child)

    def _control(self, element: Any) -> None:
        """A content control around paragraphs; one that holds a table of contents is furniture."""
        before = self._contents
        gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        if gallery is not None and gallery.get(f"{W}val") == "Table of Contents":
            self._contents = True
        self._blocks(element)
        self._contents = before

    def _collect(self, parent: Any) -> list[RawLine]:
        """The lines below `parent`, apart from those of the document."""
        outer, self.lines = self.lines, []
        self._inside += 1
        self._blocks(parent)
        self._flush()
        self._inside -= 1
        outer, self.lines = self.lines, outer
        return outer

    def _notes(self, root: Any) -> None:
        """Footnotes or endnotes with their numbers."""
        count = 0
        for note in root:
            if note.get(f"{W}type") not in (None, "normal"):
                continue
            count += 1
            text = " ".join(line.text for line in self._collect(note))
            if text:
                self.lines.append(RawLine(f"[{count}] {text}"))

    def _table(self, element: Any) -> None:
        rows = rows_of(element)
        if self._inside or is_layout(rows, self._whole):
            for row in rows:
                for cell in row.cells:
                    self._blocks(cell)
            return
        self._flush()
        made = []
        for place in cells_of(rows):
            lines = self._collect(place.element)
            text = celltext.join([line.text for line in lines])
            if text:
                made.append(
                    RawLine(
                        text,
                        kind=BlockKind.CELL,
                        bold=all(line.bold for line in lines),
                        size=lines[0].size,
                        table=self._tables,
                        row=place.row,
                        column=place.column,
                        rows=place.rows,
                        columns=place.columns,
                    )
                )
        if made:
            self.lines += made
            self._tables += 1
        self._gap = False

    def _paragraph(self, element: Any, parts: tuple[Any, ...] | None = None) -> None:
        """One paragraph, or `parts` that stand where one should be; line breaks in it divide lines."""
        self._alive()
        properties = element.find(f"{W}pPr") if parts is None else None
        style = self._styles.get(None if properties is None else value(properties, "pStyle"))
        paragraph = _Paragraph(style)
        marker = "" if properties is None else self._marker(properties, style)
        if parts is None:
            self._inline(element, paragraph, style.hidden, style.bold)
        else:
            for part in parts:
                self._piece(part, paragraph, style.hidden, style.bold)
        # The instruction of a field ends with its paragraph: one that is never closed must not swallow the text.
        self._fields = [code for code in self._fields if not code]
        text = self._carry + "".join(paragraph.parts)
        self._carry = ""
        if properties is not None and end_is_deleted(properties):
            self._carry = text
        else:
            self._emit(text, marker, paragraph, properties)
        for box in paragraph.boxes:
            self._blocks(box)

    def _emit(self, text: str, marker: str, paragraph: _Paragraph, properties: Any) -> None:
        pieces = [piece for raw in clean.split(text) if (piece := clean.line(clean.plain_radicals(raw)))]
        if not pieces:
            self._gap = True
            return
        style = paragraph.style
        pieces[0] = marker + between(marker, pieces[0]) + pieces[0]
        level, centered = style.level, style.centered
        if properties is not None:
            outline, align = value(properties, "outlineLvl"), value(properties, "jc")
            if outline is not None and level != 1:
                level = heading_level(number(outline, 9))
            centered = centered if align is None else align == "center"
        furniture = self._contents or style.is_contents
        for piece in pieces:
            self._characters += len(piece)
            line = RawLine(
                piece,
                kind=BlockKind.NOISE if furniture else None,
                level=level,
                bold=paragraph.length > 0 and paragraph.bold * 2 > paragraph.length,
                size=paragraph.size or style.size,
                centered=centered,
                gap_before=self._gap,
            )
            self._gap = False
            self.lines.append(line)
        if self._characters > self._job.limits.characters:
            raise LimitExceeded(
                self._job.source, f"文字超过 {self._job.limits.characters} 字的上限", "请把文件拆分后再读"
            )

    def _flush(self) -> None:
        """Text that waited for a paragraph that never came."""
        if self._carry:
            text, self._carry = self._carry, ""
            self._emit(text, "", _Paragraph(self._styles.get(None)), None)

    def _marker(self, properties: Any, style: Style) -> str:
        """The number that Word puts before the paragraph."""
        instance, at = style.list, style.list_level
        for listed in properties.iterchildren(f"{W}numPr"):
            said, level = value(listed, "numId"), value(listed, "ilvl")
            instance = said if said is not None else instance
            at = at if level is None else number(level, 0)
            if listed.find(f"{W}del") is not None:
                instance = None
        if instance in (None, "0", ""):
            return ""
        if at is None:
            at = self._numbering.level_of_style(instance, value(properties, "pStyle") or "")
        return self._numbering.next(instance, at)

    def _inline(self, element: Any, paragraph: _Paragraph, hidden: bool, bold: bool) -> None:
        for child in visible(element):
            self._piece(child, paragraph, hidden, bold)

    def _piece(self, child: Any, paragraph: _Paragraph, hidden: bool, bold: bool) -> None:
        """One element inside a paragraph."""
        tag = child.tag
        if tag in TEXT:
            self._add(child.text or "", paragraph, hidden, bold)
        elif tag in SIGNS:
            page = child.get(f"{W}type") in ("page", "column")
            self._add("" if page else SIGNS[tag], paragraph, hidden, bold)
        elif tag == f"{W}sym":
            self._add(symbol(child.get(f"{W}char", "")), paragraph, hidden, bold)
        elif tag == f"{W}fldChar":
            self._field(child.get(f"{W}fldCharType"))
        elif tag == BOX:
            paragraph.boxes.append(child)
        elif tag == TABLE:
            paragraph.boxes.append((child,))
        elif tag == RUN:
            properties = child.find(f"{W}rPr")
            if properties is not None:
                named = value(properties, "rStyle")
                if named:
                    style = self._styles.get(named)
                    hidden, bold = hidden or style.hidden, bold or style.bold
                said, shown = switch(properties, "b"), switch(properties, "vanish")
                bold = bold if said is None else said
                hidden = hidden if shown is None else shown
                self._striking = bool(switch(properties, "strike") or switch(properties, "dstrike"))
                if paragraph.size is None and not paragraph.length:
                    paragraph.size = points(properties)
            self._inline(child, paragraph, hidden, bold)
            self._striking = False
        else:
            self._inline(child, paragraph, hidden, bold)

    def _add(self, text: str, paragraph: _Paragraph, hidden: bool, bold: bool) -> None:
        if any(self._fields):
            return
        if hidden:
            self.hidden += len(text.strip())
            return
        if self._striking:
            self.struck += len(text.strip())
            return
        paragraph.parts.append(text)
        size = len(text.strip())
        paragraph.length += size
        paragraph.bold += size if bold else 0

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _alive(self) -> None:
        self._paragraphs += 1
        if self._paragraphs % _STEP == 0:
            self._job.progress(self._paragraphs // _STEP)
