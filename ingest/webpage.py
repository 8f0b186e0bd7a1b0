"""One pass over the nodes of a web page: lines, tables, metadata, and what is furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest import clean, dom, marks, paragraphs, webtable
from ingest.dom import Node
from ingest.kinds import is_document_title
from ingest.model import BlockKind
from ingest.raw import RawLine

_BOLD = re.compile(r"font-weight\s{0,3}:\s{0,3}(?:bold|[6-9]00)", re.IGNORECASE)
_CENTER = re.compile(r"text-align\s{0,3}:\s{0,3}center", re.IGNORECASE)
_ABOVE = 6
"""Lines above the article in which its title may stand."""
_BLANK = re.compile(r"[ \t\r\n\f]+")
_PRE_BREAK = re.compile(r"\r\n?|\n")


@dataclass(slots=True)
class _Open:
    """A line that is being put together."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    bold: int = 0
    linked: int = 0
    centered: bool = False
    level: int | None = None
    main: bool = False


@dataclass(slots=True)
class _Line:
    raw: RawLine
    main: bool
    linked: bool


class WebPage:
    """One pass over the nodes of a page; `metadata` grows by what the page's own tables say."""

    def __init__(self, nodes: Sequence[Node], main: int, metadata: dict[str, str]) -> None:
        self.metadata = metadata
        self._nodes = nodes
        self._main = main
        self._beside = dom.beside(nodes, main)
        self._out: list[_Line] = []
        self._open = _Open()
        self._gap = False
        self._tables = 0

    def lines(self) -> list[RawLine]:
        """All lines of the page in reading order."""
        nodes = self._nodes
        closing: list[int] = []  # ends of the blocks that are open
        at = 0
        while at < len(nodes):
            while closing and at >= closing[-1]:
                closing.pop()
                self._flush()
            node = nodes[at]
            if node.tag == dom.TEXT:
                self._text(at)
            elif node.tag == "br":
                self._flush(soft=True)
            elif node.tag in dom.BLOCKS:
                self._flush()
                if node.tag == "table" and self._table(at):
                    at = node.end
                    continue
                closing.append(node.end)
            at += 1
        self._flush()
        return self._finish()

    def _inside_main(self, at: int) -> bool:
        return self._main <= at < self._nodes[self._main].end and at not in self._beside

    def _text(self, at: int) -> None:
        """Add a text to the open line with what its ancestors say of it."""
        content = self._nodes[at].text
        bold = linked = pre = False
        up = self._nodes[at].parent
        steps = 0
        while up >= 0 and steps < 64:
            node = self._nodes[up]
            style = node.attributes.get("style", "")
            bold = bold or node.tag in {"b", "strong", "th"} or bool(style and _BOLD.search(style))
            linked = linked or node.tag == "a"
            pre = pre or node.tag == "pre"
            if node.tag in dom.BLOCKS:
                self._block_hints(node, style)
                if node.tag not in {"div", "center", "section", "td"} or steps > 8:
                    break
            up = node.parent
            steps += 1
        for number, piece in enumerate(_PRE_BREAK.split(content) if pre else (content,)):
            if number:
                self._flush(soft=True)
            self._open.main = self._inside_main(at)
            self._add(_BLANK.sub(" ", piece), bold, linked)

    def _block_hints(self, node: Node, style: str) -> None:
        if node.tag == "center" or node.attributes.get("align", "").lower() == "center" or _CENTER.search(style):
            self._open.centered = True
        if len(node.tag) == 2 and node.tag[0] == "h" and node.tag[1] in "123456":
            self._open.level = int(node.tag[1])

    def _add(self, piece: str, bold: bool, linked: bool) -> None:
        size = len(piece.strip())
        line = self._open
        line.parts.append(piece)
        line.length += size
        line.bold += size if bold else 0
        line.linked += size if linked else 0

    def _flush(self, soft: bool = False) -> None:
        """Close the open line; an empty one leaves a gap before the next."""
        line, self._open = self._open, _Open()
        text = clean.line(clean.plain_radicals("".join(line.parts)))
        if not text:
            self._gap = self._gap or (soft and not line.parts) or bool(line.parts and "\u00a0" in "".join(line.parts))
            return
        raw = RawLine(
            text,
            level=line.level,
            bold=line.bold * 2 > line.length,
            centered=line.centered,
            gap_before=self._gap,
        )
        self._gap = False
        self._out.append(_Line(raw, line.main, line.linked * 10 > line.length * 8))

    def _table(self, at: int) -> bool:
        """Take a data or metadata table as a whole; False for layout, whose cells are read as blocks."""
        nodes = self._nodes
        places = webtable.cells(nodes, at)
        whole = nodes[0].weight
        if not webtable.is_data(nodes, at, places, whole) and not self._is_small(at):
            return False
        found = webtable.pairs(nodes, places)
        if len(found) >= 2 or (found and len(places) <= 4):
            for name, value in found:
                self.metadata.setdefault(name, value)
            self._meta_rows(places)
            return True
        if not webtable.is_data(nodes, at, places, whole):
            return False
        self._cells(at, places)
        return True

    def _is_small(self, at: int) -> bool:
        """A table without tables inside and with little text may be metadata even where it has one row only."""
        return self._nodes[at].weight <= 1200 and not any(True for _ in dom.inside(self._nodes, at, "table"))

    def _meta_rows(self, places: Sequence[webtable.Place]) -> None:
        """A metadata table as lines `label：value`, one a pair."""
        held = ""
        for text in (webtable.content(self._nodes, place) for place in places):
            if not text:
                continue
            if webtable.label(text) and not held:
                held = text
                continue
            if webtable.label(text):
                self._emit_meta(held)
                held = text
                continue
            self._emit_meta(f"{held} {text}" if held else text)
            held = ""
        if held:
            self._emit_meta(held)

    def _emit_meta(self, text: str) -> None:
        self._out.append(_Line(RawLine(text, kind=BlockKind.META), False, False))

    def _cells(self, at: int, places: Sequence[webtable.Place]) -> None:
        """A data table as cells; its caption is a line before it."""
        nodes = self._nodes
        main = self._inside_main(at)
        for caption in dom.inside(nodes, at, "caption"):
            text = clean.line(dom.text_of(nodes, caption))
            if text:
                self._out.append(_Line(RawLine(text, centered=True, bold=True), main, False))
        if not main:
            # Outside the article a table is furniture, like everything else there.
            texts = (webtable.content(nodes, place) for place in places)
            self._out.extend(_Line(RawLine(text), False, False) for text in texts if text)
            return
        for place in places:
            text = webtable.content(nodes, place)
            if text:
                cell = RawLine(
                    text,
                    kind=BlockKind.CELL,
                    bold=nodes[place.node].tag == "th",
                    table=self._tables,
                    row=place.row,
                    column=place.column,
                    rows=place.rows,
                    columns=place.columns,
                )
                self._out.append(_Line(cell, main, False))
        self._tables += 1

    def _finish(self) -> list[RawLine]:
        """Say what is furniture, find the title above the article, and mend broken lines."""
        out = self._out
        texts = [line.raw.text if line.main else "" for line in out]
        tail = marks.tail_start(texts)
        title = self._title_line()
        marked: list[RawLine] = []
        for at, line in enumerate(out):
            raw = line.raw
            if raw.kind is None:
                kind = self._kind(line, at, title, tail)
                raw = replace(raw, kind=kind)
            marked.append(raw)
        return paragraphs.mend(marked)

    def _kind(self, line: _Line, at: int, title: int | None, tail: int) -> BlockKind | None:
        if at == title:
            return BlockKind.TITLE
        found = webtable.pair(line.raw.text)
        if found and (not line.main or len(line.raw.text) <= 60):
            self.metadata.setdefault(*found)
            return BlockKind.META
        if not line.main or at >= tail or marks.is_noise(line.raw.text):
            return BlockKind.NOISE
        if line.linked and self._links_around(at):
            return BlockKind.NOISE
        return None

    def _links_around(self, at: int) -> bool:
        """Whether a line of link text stands in a run of such lines: a menu inside the article's element."""
        run = 1
        for step in (-1, 1):
            other = at + step
            while 0 <= other < len(self._out) and self._out[other].linked and run < 4:
                run += 1
                other += step
        return run >= 4

    def _title_line(self) -> int | None:
        """The line outside the article that repeats the title the page declares for itself."""
        names = {key.lower(): value for key, value in self.metadata.items()}
        declared = [names[key] for key in ("articletitle", "title", "标题") if key in names]
        for wanted in declared:
            bare = wanted.replace(" ", "")
            for at, line in enumerate(self._out):
                text = line.raw.text.replace(" ", "")
                if line.main and line.raw.kind is None and len(text) > 40:
                    break
                if line.main or line.linked or line.raw.kind is not None or len(text) < 8:
                    continue
                if bare == text or (bare.startswith(text) and line.raw.level == 1):
                    return at
        return self._title_above() if not declared else None

    def _title_above(self) -> int | None:
        """The line right above the article that reads like a title, where the page declares none."""
        first = next((at for at, line in enumerate(self._out) if line.main), 0)
        for at in range(first - 1, max(-1, first - _ABOVE - 1), -1):
            line = self._out[at]
            if (
                line.raw.kind is None
                and not line.linked
                and len(line.raw.text) >= 8
                and is_document_title(line.raw.text)
            ):
                return at
        return None
