"""Lines of a Markdown text: headings, tables and lists lose their signs, everything else is text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest import clean, marks, paragraphs
from ingest.model import BlockKind
from ingest.raw import RawLine

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t\u3000]{1,8}(\S.{0,400}?)[ \t]{0,8}(?:#{1,6})?[ \t]{0,8}$")
_UNDERLINE = re.compile(r" {0,3}(=|-){3,200}[ \t]{0,8}$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]?){3,80}|(?:-[ \t]?){3,80}|(?:_[ \t]?){3,80})$")
_DIVIDER = re.compile(
    r"[ \t]{0,8}\|?[ \t]{0,8}:?-{1,80}:?[ \t]{0,8}(?:\|[ \t]{0,8}:?-{1,80}:?[ \t]{0,8}){0,60}\|?[ \t]{0,8}$"
)
_LONE_DASH = re.compile(r"\|[ \t]{0,8}-")
_FENCE = re.compile(r" {0,3}(?:`{3,20}|~{3,20})")
_BULLET = re.compile(r"[ \t]{0,16}[-*+][ \t]{1,4}(?=\S)")
_QUOTE = re.compile(r"^ {0,3}(?:>[ \t]?){1,8}")
_EMPHASIS = re.compile(r"(\*{1,3}|_{2,3})(?=\S)([^*_\n]{1,400}?)(?<=\S)\1")
_CODE = re.compile(r"`{1,3}([^`\n]{1,400})`{1,3}")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{1,600}(?:[ \t]{1,4}\"[^\"\n]{0,200}\")?\)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])")
_COMMENT = re.compile(r"<!--.{0,20000}?-->", re.DOTALL)
_BREAK = re.compile(r"<br\s?/?>", re.IGNORECASE)
_FRONT = re.compile(r"\A---[ \t]{0,8}\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]{0,8}(?:\n|\Z)", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title[ \t]{0,8}:[ \t]{0,8}[\"']?(.{1,300}?)[\"']?[ \t]{0,8}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Markdown:
    """A text, read."""

    lines: tuple[RawLine, ...]
    title: str
    """What its front matter calls it; empty where it says nothing."""


def looks_markdown(text: str) -> bool:
    """Whether a text is written in Markdown: two headings with signs, or one and a table, or a table alone."""
    lines = text[:200_000].split("\n")
    headings = sum(1 for line in lines if _HEADING.match(line) and not marks.is_noise(line))
    tables = sum(1 for at in range(1, len(lines)) if _is_table(lines, at - 1))
    return headings >= 2 or tables >= 1 or (headings >= 1 and any(_BULLET.match(line) for line in lines))


def read_markdown(text: str) -> Markdown:
    """The lines of `text`."""
    text = clean.clean(text) if "\r" in text or "\x1b" in text else text
    front = _FRONT.match(text)
    title = _FRONT_TITLE.search(front[1]) if front else None
    body = _COMMENT.sub("", text[front.end() :] if front else text)
    reader = _Reader()
    reader.read(clean.split(body))
    return Markdown(tuple(_levels(reader.lines)), clean.line(title[1]) if title else "")


def _levels(lines: Sequence[RawLine]) -> Iterator[RawLine]:
    """Where several headings stand on the first level, none is the title: they all go one down."""
    several = sum(line.level == 1 for line in lines) > 1
    for line in lines:
        down = several and line.level is not None
        yield replace(line, level=min(6, line.level + 1)) if down and line.level else line


class _Reader:
    """Walks the lines of one text."""

    def __init__(self) -> None:
        self.lines: list[RawLine] = []
        self._text: list[str] = []
        """Lines of the paragraph that is open."""
        self._gap = False
        self._fence = ""
        self._tables = 0

    def read(self, lines: Sequence[str]) -> None:
        """Take all lines."""
        at = 0
        while at < len(lines):
            at = self._take(lines, at)
        self._close()

    def _take(self, lines: Sequence[str], at: int) -> int:
        """One line, or a table; the index behind it."""
        raw = lines[at]
        fence = _FENCE.match(raw)
        if self._fence or fence:
            self._close()
            mark = fence[0].strip()[:1] if fence else ""
            if not self._fence:
                self._fence = mark
            elif mark == self._fence and not raw.strip(" `~"):
                self._fence = ""
            else:
                self._add(clean.line(raw))
            return at + 1
        raw = _QUOTE.sub("", raw, count=1)
        if not raw.strip():
            self._close()
            self._gap = True
            return at + 1
        heading = _HEADING.match(raw)
        if heading and not marks.is_noise(raw):
            self._close()
            self._add(inline(heading[2]), level=len(heading[1]))
            return at + 1
        under = _UNDERLINE.match(raw)
        if under and len(self._text) == 1 and len(self._text[0]) <= 80:
            text, self._text = self._text[0], []
            self._add(inline(text), level=1 if under[1] == "=" else 2)
            return at + 1
        if _RULE.match(raw):
            self._close()
            self._gap = True
            return at + 1
        if _is_table(lines, at):
            self._close()
            return self._table(lines, at)
        self._paragraph(raw)
        return at + 1

    def _paragraph(self, raw: str) -> None:
        """A line of text: it goes on with the line before unless that ends a block or this one opens one."""
        bullet = _BULLET.match(raw)
        text = raw[bullet.end() :] if bullet else raw
        last = self._text[-1] if self._text else ""
        hard = last.endswith(("  ", "\\")) or bool(_BREAK.search(last[-8:]))
        bare = text.strip()
        if self._text and (bullet or hard or marks.ends_block(last.rstrip(" \\")) or marks.opens(bare)):
            self._close()
        self._text.append(text.lstrip())

    def _close(self) -> None:
        """End the open paragraph."""
        whole = ""
        for piece in self._text:
            cleaned = inline(piece.rstrip().removesuffix("\\"))
            whole = paragraphs.glue(whole, cleaned) if whole else cleaned
        self._text = []
        for line in whole.split("\n"):
            self._add(clean.line(line), bold=False)

    def _add(self, text: str, *, level: int | None = None, bold: bool = False) -> None:
        if not text:
            return
        kind = BlockKind.NOISE if level is None and marks.is_noise(text) else None
        self.lines.append(RawLine(text, kind=kind, level=level, bold=bold, gap_before=self._gap))
        self._gap = False

    def _table(self, lines: Sequence[str], at: int) -> int:
        """A table whose head stands at `at`; the index behind it."""
        rows = [_cells(lines[at])]
        wide = len(rows[0])
        at += 2
        while at < len(lines) and "|" in lines[at] and lines[at].strip():
            rows.append(_cells(lines[at])[:wide])
            at += 1
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                text = " ".join(clean.line(inline(cell)).split("\n"))
                if text:
                    self.lines.append(_cell(text, self._tables, row, column))
        self._tables += 1
        self._gap = False
        return at


def _is_table(lines: Sequence[str], at: int) -> bool:
    """Whether a table's head stands at `at`: cells, and below them the line that divides them from the rows."""
    if at + 1 >= len(lines) or "|" not in lines[at] or "|" not in lines[at + 1] or len(lines[at + 1]) > 5000:
        return False
    if not _DIVIDER.match(lines[at + 1]):
        return False
    # A dash alone behind a bar is an empty cell that stands on a line of its own.
    return len(_cells(lines[at])) == len(_cells(lines[at + 1])) and not _LONE_DASH.fullmatch(lines[at + 1].strip())


def _cell(text: str, table: int, row: int, column: int) -> RawLine:
    """A cell, behind which the source has a sign: no stretch of it holds two cells."""
    return RawLine(text, kind=BlockKind.CELL, table=table, row=row, column=column, bold=row == 0, breaks=(len(text),))


def _cells(line: str) -> list[str]:
    """Cells of a row; an escaped bar is text."""
    bare = line.strip().replace("\\|", "\ue0f2")
    bare = bare.removeprefix("|").removesuffix("|")
    return [cell.strip().replace("\ue0f2", "|") for cell in bare.split("|")]


def inline(text: str) -> str:
    """Text without the signs of emphasis, code and links; what a link leads to goes, its words stay."""
    text = _BREAK.sub("\n", text)
    text = _LINK.sub(r"\1", text)
    text = _CODE.sub(r"\1", text)
    for _ in range(2):
        text = _EMPHASIS.sub(r"\2", text)
    text = _ESCAPED.sub(r"\1", text)
    return "\n".join(clean.line(clean.plain_radicals(part)) for part in text.split("\n"))
