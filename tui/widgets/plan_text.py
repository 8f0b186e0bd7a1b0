"""The text of a plan with its commitments highlighted; draws only the lines on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from corpus.model import CommitmentRow, StoredDocument
from ingest.model import BlockKind, Repair, Span
from tui.actions import Scope, bindings
from tui.cells import fit
from tui.leaves import Leaves, Mark, Sort

_GUTTER = 4
"""Cells in front of a line: its mark and the kind of its commitment; even, so that what floats over the text cuts no
wide character."""
_PAGE = 6
"""Cells at the right edge for page numbers."""
_WIDEST = 100
"""Cells of a line of text at most: longer lines are hard to read."""


class PlanText(ScrollView, can_focus=True):
    """Text, gutter and page numbers.

    The gutter says without colour what a line holds: `▌` a commitment, `▶` the one that is looked at, `»` the sentence
    that was asked for, `·` a fact. Behind it stands the kind of the commitment: `#` a number, `@` a day, `!` a ban.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "plan--line",
        "plan--heading",
        "plan--noise",
        "plan--commitment",
        *(f"plan--{sort.value}" for sort in Sort),
        "plan--value",
        "plan--current",
        "plan--found",
        "plan--fact",
        "plan--repair",
        "plan--gutter",
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.MOVE)
    DEFAULT_CLASSES = "-moves"

    @dataclass
    class Moved(Message):
        """Another place, and perhaps another commitment, is looked at."""

        place: int
        row: CommitmentRow | None

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._leaves: Leaves | None = None
        self._place = 0
        self._current: int | None = None
        self._found: Span | None = None
        self._parts: dict[str, Style] = {}

    @property
    def place(self) -> int:
        """Character of the document's text that is looked at."""
        return self._place

    @property
    def current(self) -> CommitmentRow | None:
        """The commitment that is looked at."""
        if self._leaves is None or self._current is None:
            return None
        return self._leaves.commitments[self._current]

    @property
    def position(self) -> tuple[int, int]:
        """Number of the commitment that is looked at (0 for none), and how many there are."""
        count = len(self._leaves.commitments) if self._leaves else 0
        return (0 if self._current is None else self._current + 1), count

    def show_document(self, document: StoredDocument, sentence: Span) -> None:
        """Show a document at a sentence of its text; an empty span is only a place."""
        self._leaves = Leaves(document, self._cells(document))
        self._arrange()
        self._look_for(sentence)

    def _look_for(self, sentence: Span) -> None:
        """Look at a sentence and mark it; the commitment is one that it holds or lies in, not one beside it."""
        if self._leaves is not None:
            self._found = sentence if len(sentence) else None
            self._look(sentence.start, self._leaves.within(sentence), centre=True)

    def _cells(self, document: StoredDocument | None = None) -> int:
        paged = any(block.page for block in document.blocks) if document else bool(self._leaves and self._leaves.paged)
        return max(10, min(_WIDEST, self.scrollable_content_region.width - _GUTTER - (_PAGE if paged else 1)))

    def _arrange(self) -> None:
        if self._leaves is not None:
            self.virtual_size = Size(self.scrollable_content_region.width, len(self._leaves.lines))

    def on_resize(self, event: events.Resize) -> None:
        """Wrap for the new width, with the same place on the screen."""
        if self._leaves is not None:
            self._leaves.turn(self._cells())
            self._arrange()
            self._follow(centre=True)
            self.refresh()

    def go(self, place: int, *, commitment: int | None = None, centre: bool = False) -> None:
        """Look at a character; the commitment is the one that holds it unless it is named."""
        leaves = self._leaves
        if leaves is None:
            return
        if commitment is None:
            commitment = leaves.at(place)
            if commitment is None:
                commitment = leaves.on_line(leaves.line_of(place))
        self._look(place, commitment, centre=centre)

    def _look(self, place: int, commitment: int | None, *, centre: bool) -> None:
        last = len(self._leaves.text) - 1 if self._leaves else 0
        self._place = max(0, min(place, last))
        self._current = commitment
        self._follow(centre=centre)
        self.refresh()
        self.post_message(self.Moved(self._place, self.current))

    def step(self, direction: int) -> None:
        """Look at the next or the previous commitment."""
        if self._leaves is None:
            return
        found = self._leaves.beside(self._place, self._current, direction)
        if found is not None:
            self.go(self._leaves.commitments[found].commitment.span.start, commitment=found, centre=True)

    def repair(self) -> tuple[int, int, Repair] | None:
        """Look at the next place where damaged text was read as something else: its number, how many, and which."""
        found = self._leaves.repair_after(self._place) if self._leaves else None
        if self._leaves is None or found is None:
            return None
        repair = self._leaves.repairs[found]
        self._look_for(repair.span)
        return found + 1, len(self._leaves.repairs), repair

    def find(self, words: str) -> bool:
        """Look at the next place where `words` stand; whether there is one."""
        found = self._leaves.find(words, self._place) if self._leaves else None
        if found is None:
            return False
        self._look_for(Span(found, found + len(words)))
        return True

    def _follow(self, *, centre: bool) -> None:
        if self._leaves is None:
            return
        line = self._leaves.line_of(self._place)
        shown = int(self.scroll_offset.y)
        if centre and not shown < line < shown + self.size.height * 2 // 3:
            top = max(0, line - self.size.height // 3)
            self.scroll_to(y=top, animate=False, force=True)
        elif not centre:
            self.scroll_to_region(Region(0, line, 1, 1), animate=False, force=True)

    def action_move(self, lines: int) -> None:
        """Look at another line."""
        if self._leaves is not None:
            line = self._leaves.line_of(self._place) + lines
            line = max(0, min(len(self._leaves.lines) - 1, line))
            target = self._leaves.lines[line]
            if target.kind is None and 0 <= line + (1 if lines > 0 else -1) < len(self._leaves.lines):
                target = self._leaves.lines[line + (1 if lines > 0 else -1)]
            self.go(target.start)

    def action_page(self, direction: int) -> None:
        """Look a screen further."""
        self.action_move(direction * max(1, self.size.height - 2))

    def action_edge(self, last: bool) -> None:
        """Look at the beginning or the end."""
        if self._leaves is not None:
            self.go(self._leaves.lines[-1].start if last else 0)

    def on_click(self, event: events.Click) -> None:
        """Look at the line under the mouse."""
        if self._leaves is not None:
            line = event.y + int(self.scroll_offset.y)
            if line < len(self._leaves.lines):
                self.go(self._leaves.lines[line].start)

    def render_line(self, y: int) -> Strip:
        """Gutter, text, page number."""
        width = self.scrollable_content_region.width
        leaves = self._leaves
        index = y + int(self.scroll_offset.y)
        if leaves is None or index >= len(leaves.lines):
            return Strip.blank(width, self.rich_style)
        line = leaves.lines[index]
        base = self.rich_style
        if line.kind in (BlockKind.TITLE, BlockKind.HEADING):
            base = self.get_component_rich_style("plan--heading")
        elif line.kind is BlockKind.NOISE:
            base = self.get_component_rich_style("plan--noise")
        if index == leaves.line_of(self._place):
            base = base + Style(bgcolor=self.get_component_rich_style("plan--line").bgcolor)
        row = self.current
        runs = leaves.runs(index, row.commitment.span if row else None, self._found)
        segments = [self._gutter([run.marks for run in runs], leaves.on_line(index), base)]
        at = line.start
        for run in runs:
            holding = leaves.at(at) if run.marks & Mark.COMMITMENT else None
            sort = leaves.sorts[holding] if holding is not None else None
            segments.append(Segment(run.text, self._style(run.marks, base, sort)))
            at += len(run.text)
        strip = Strip(segments).adjust_cell_length(width if line.page is None else max(0, width - _PAGE), base)
        if line.page is None:
            return strip
        label = Segment(fit(f"p{line.page}", _PAGE, right=True), self.get_component_rich_style("plan--gutter"))
        return Strip([*strip, label]).adjust_cell_length(width, base)

    def _gutter(self, marks: list[Mark], commitment: int | None, base: Style) -> Segment:
        together = Mark.NONE
        for mark in marks:
            together |= mark
        style = self.get_component_rich_style("plan--gutter")
        held = together & (Mark.CURRENT | Mark.COMMITMENT)
        sort = self._leaves.sorts[commitment] if self._leaves and held and commitment is not None else None
        sign = sort.sign if sort else " "
        if sort:
            style = style + Style(color=self._part(sort.value).color)
        if together & Mark.CURRENT:
            return Segment(f"▶{sign}  ", style)
        if together & Mark.FOUND:
            return Segment(f"»{sign}  ", style)
        if together & Mark.COMMITMENT:
            return Segment(f"▌{sign}  ", style)
        return Segment("·   " if together & Mark.FACT else "    ", style)

    def _style(self, marks: Mark, base: Style, sort: Sort | None) -> Style:
        style = base
        if sort is not None:
            style = style + Style(bgcolor=self._part(sort.value).bgcolor)
            marks &= ~Mark.COMMITMENT
        for mark, name in (
            (Mark.FACT, "fact"),
            (Mark.COMMITMENT, "commitment"),
            (Mark.CURRENT, "current"),
            (Mark.FOUND, "found"),
            (Mark.VALUE, "value"),
            (Mark.REPAIR, "repair"),
        ):
            if marks & mark:
                style = style + self._part(name)
        return style

    def notify_style_update(self) -> None:
        """Another theme: colours are asked for again."""
        super().notify_style_update()
        self._parts.clear()

    def _part(self, name: str) -> Style:
        """A component's style; its background only where it has one of its own."""
        found = self._parts.get(name)
        if found is None:
            found = self._parts[name] = self._part_now(name)
        return found

    def _part_now(self, name: str) -> Style:
        styles = self.get_component_styles(f"plan--{name}")
        whole = self.get_component_rich_style(f"plan--{name}")
        own = styles.background.a > 0
        return Style(
            color=whole.color if styles.has_rule("color") else None,
            bgcolor=whole.bgcolor if own else None,
            bold=whole.bold,
            italic=whole.italic,
            underline=whole.underline,
            reverse=whole.reverse,
        )
