"""The lines of a document while its structure is being worked out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from ingest.markers import Marker
from ingest.model import BlockKind
from ingest.raw import RawDocument, RawLine
from ingest.splitting import cut_points


@dataclass(slots=True)
class Draft:
    """One future block. The passes over the document fill it in."""

    text: str
    raw: RawLine
    kind: BlockKind | None = None
    marker: Marker | None = None
    """Number that the line opens with, once the sequence has confirmed it."""
    title: tuple[int, int] | None = None
    """Title of the heading in `text`; None where the line holds none."""
    level: int | None = None
    annex: str | None = None
    """`附件1` where the line opens an annex."""
    continues: bool = False
    """Second line of the heading before it (the title under the word 附件)."""
    inner: tuple[tuple[int, int], ...] = ()
    """Titles of unnumbered items inside the paragraph."""
    breaks: tuple[int, ...] = ()
    """Offsets in `text` at which the source holds page furniture."""
    opens_document: bool = False
    """A title behind which numbering starts anew."""

    @property
    def open(self) -> bool:
        """Whether nothing is known yet of what the line is."""
        return self.kind is None

    @property
    def plain(self) -> bool:
        """Whether the line may be a heading or running text."""
        return self.kind is None or self.kind is BlockKind.HEADING


def drafts_of(raw: RawDocument) -> list[Draft]:
    """The lines of `raw`, those that lost their breaks cut into several; empty cells are left out."""
    out: list[Draft] = []
    boxes = _boxes(raw)
    for line in raw.lines:
        text = line.text.strip()
        if not text:
            continue
        if line.table in boxes:
            line = replace(line, kind=None, table=None, row=None, column=None)
        points = cut_points(text) if line.kind is None or line.kind is BlockKind.PARAGRAPH else ()
        for start, end in zip((0, *points), (*points, len(text)), strict=True):
            piece = text[start:end].strip()
            if piece:
                kind = None if line.kind is BlockKind.PARAGRAPH else line.kind
                shift = start + len(text[start:end]) - len(text[start:end].lstrip())
                breaks = tuple(at - shift for at in line.breaks if shift < at <= end)
                out.append(Draft(piece, line, kind, breaks=breaks))
    return out


_BOX_TEXT = 30
"""Characters of a cell that is running text."""


def _boxes(raw: RawDocument) -> frozenset[int]:
    """Tables with one cell in each row and running text in it: frames around a text, not tables."""
    rows: dict[int, Counter[int]] = {}
    longest: dict[int, int] = {}
    for line in raw.lines:
        if line.table is not None and line.text.strip():
            rows.setdefault(line.table, Counter())[line.row or 0] += 1
            longest[line.table] = max(longest.get(line.table, 0), len(line.text))
    return frozenset(t for t, count in rows.items() if max(count.values()) == 1 and longest[t] >= _BOX_TEXT)
