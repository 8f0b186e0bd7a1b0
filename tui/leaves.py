"""A document's text laid out for a screen: wrapped lines, marks, and which commitment stands where. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntFlag, StrEnum
from itertools import accumulate, groupby

from corpus.model import CommitmentRow, StoredDocument
from extract.model import Force
from ingest.model import Block, BlockKind, Span
from tui.cells import clean, wrap


class Mark(IntFlag):
    """What a character belongs to; a character may bear several marks."""

    NONE = 0
    COMMITMENT = 1
    VALUE = 2
    """A number with its unit, or a deadline."""
    FACT = 4
    """A measure that is a status or a condition."""
    REPAIR = 8
    """Damaged text that was read as something else."""
    CURRENT = 16
    """The commitment that is looked at."""
    FOUND = 32
    """The sentence that was asked for."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One screen line."""

    start: int
    end: int
    kind: BlockKind | None
    """None for an empty line that only separates."""
    page: int | None = None
    """Set on the first line of a page."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a line that bear the same marks."""

    text: str
    marks: Mark


class Sort(StrEnum):
    """What kind of commitment it is; the sign says so without colour."""

    MEASURE = "measure"
    """It sets a number."""
    DATED = "dated"
    """It sets a day, without a number."""
    BAN = "ban"
    """It forbids."""
    PLAIN = "plain"

    @property
    def sign(self) -> str:
        """One cell."""
        return _SIGNS[self]


_SIGNS = {Sort.MEASURE: "#", Sort.DATED: "@", Sort.BAN: "!", Sort.PLAIN: " "}


def sort_of(row: CommitmentRow) -> Sort:
    """The kind of a commitment: a ban is one whatever numbers it holds."""
    kept = row.commitment
    if kept.force is Force.PROHIBIT:
        return Sort.BAN
    if kept.measures:
        return Sort.MEASURE
    return Sort.DATED if kept.deadline or kept.recurrence else Sort.PLAIN


_ADD = {mark: bytes(byte | mark for byte in range(256)) for mark in Mark if mark}
_SPACED = frozenset({BlockKind.TITLE, BlockKind.HEADING})


class Leaves:
    """Lines of one document at one width; `turn` lays it out for another."""

    def __init__(self, document: StoredDocument, cells: int) -> None:
        self.text = clean(document.text)
        """Cleaned, with the offsets of the document."""
        self.commitments: tuple[CommitmentRow, ...] = tuple(
            sorted(document.commitments, key=lambda row: (row.commitment.span.start, -row.commitment.span.end))
        )
        """In the order of the text."""
        self.sorts = tuple(map(sort_of, self.commitments))
        """Kind of each."""
        self.repairs = tuple(sorted(document.repairs, key=lambda repair: repair.span.start))
        """Damaged text that was read as something else, in the order of the text."""
        self.paged = any(block.page for block in document.blocks)
        """Whether the document knows its pages."""
        self._blocks = document.blocks
        self._starts = [row.commitment.span.start for row in self.commitments]
        self._reach = list(accumulate((row.commitment.span.end for row in self.commitments), max))
        self._marks = _marked(document, len(self.text))
        self.lines: list[Leaf] = []
        self._line_starts: list[int] = []
        self.turn(cells)

    def turn(self, cells: int) -> None:
        """Lay out for lines of `cells` cells."""
        self.lines = list(_lay_out(self.text, self._blocks, cells)) or [Leaf(0, 0, None)]
        self._line_starts = [line.start for line in self.lines]

    def line_of(self, place: int) -> int:
        """Index of the line that holds the character at `place`."""
        return max(0, bisect_right(self._line_starts, place) - 1)

    def at(self, place: int) -> int | None:
        """Index of the innermost commitment that holds the character at `place`."""
        index = bisect_right(self._starts, place) - 1
        while index >= 0 and self._reach[index] > place:
            if self.commitments[index].commitment.span.end > place:
                return index
            index -= 1
        return None

    def on_line(self, index: int) -> int | None:
        """Index of the commitment of a line: the one that its start lies in, else the first that starts on it."""
        line = self.lines[index]
        return self.within(Span(line.start, max(line.start, line.end)))

    def beside(self, place: int, current: int | None, step: int) -> int | None:
        """The next (`step` 1) or previous (-1) commitment, from the current one or from a place in the text."""
        if not self.commitments:
            return None
        if current is not None:
            return max(0, min(len(self.commitments) - 1, current + step))
        after = bisect_right(self._starts, place)
        return min(after, len(self.commitments) - 1) if step > 0 else max(0, after - 1)

    def within(self, span: Span) -> int | None:
        """Index of the commitment that holds the start of `span`, else of the first that begins inside it."""
        found = self.at(span.start)
        if found is None:
            after = bisect_left(self._starts, span.start)
            if after < len(self._starts) and self._starts[after] < span.end:
                found = after
        return found

    def runs(self, index: int, current: Span | None = None, found: Span | None = None) -> list[Run]:
        """The line in pieces of equal marks; `current` and `found` bear the marks of these names as well."""
        line = self.lines[index]
        marks = bytearray(self._marks[line.start : line.end])
        for span, mark in ((current, Mark.CURRENT), (found, Mark.FOUND)):
            first, last = (max(span.start, line.start), min(span.end, line.end)) if span else (0, 0)
            if first < last:
                inside = slice(first - line.start, last - line.start)
                marks[inside] = marks[inside].translate(_ADD[mark])
        runs = []
        at = line.start
        for bits, group in groupby(marks):
            size = sum(1 for _ in group)
            runs.append(Run(self.text[at : at + size], Mark(bits)))
            at += size
        return runs

    def repair_after(self, place: int) -> int | None:
        """Index of the next repair behind `place`, from the first again at the end; None without any."""
        if not self.repairs:
            return None
        starts = [repair.span.start for repair in self.repairs]
        return bisect_right(starts, place) % len(starts)

    def find(self, words: str, after: int) -> int | None:
        """Where `words` stand next behind `after`, from the beginning again at the end; None if nowhere."""
        if not words:
            return None
        found = self.text.find(words, after + 1)
        if found < 0:
            found = self.text.find(words)
        return None if found < 0 else found


def _marked(document: StoredDocument, length: int) -> bytearray:
    marks = bytearray(length)

    def put(span: Span | None, mark: Mark) -> None:
        if span is not None:
            marks[span.start : span.end] = marks[span.start : span.end].translate(_ADD[mark])

    for row in document.commitments:
        put(row.commitment.span, Mark.COMMITMENT)
        put(row.commitment.deadline_span, Mark.VALUE)
        for measure in row.commitment.measures:
            put(measure.value_span, Mark.VALUE)
    for fact in document.facts:
        put(fact.span, Mark.FACT)
    for repair in document.repairs:
        put(repair.span, Mark.REPAIR)
    return marks


def _lay_out(text: str, blocks: Sequence[Block], cells: int) -> Iterator[Leaf]:
    page = None
    before: BlockKind | None = None
    for block in blocks:
        if before is not None and block.kind in _SPACED and block.kind is not before:
            yield Leaf(block.span.start, block.span.start, None)
        turned = block.page if block.page is not None and block.page != page else None
        page = block.page if block.page is not None else page
        for number, line in enumerate(wrap(text, cells, start=block.span.start, end=block.span.end)):
            yield Leaf(line.start, line.end, block.kind, turned if number == 0 else None)
        before = block.kind
