"""落实: what became of a parent plan's commitments in a local one; matches are confirmed or rejected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from corpus.errors import CorpusError
from corpus.model import DocumentRow
from extract.model import Commitment
from tui import alignview, matching
from tui.actions import Scope, bindings
from tui.alignview import Aligned, AlignLine
from tui.cells import clean, cut
from tui.language import t
from tui.messages import AlignFetched, Exported, Failed, OpenSentence, PlansOffered
from tui.screens.choosing import ChoiceScreen, plan_choices
from tui.screens.exporting import ask_path
from tui.screens.listing import ListScreen
from tui.tables import Column
from tui.widgets.empty import Empty
from tui.widgets.entry import Entry
from tui.widgets.ledger_table import LedgerTable
from tui.widgets.record import TONES as STYLES
from tui.widgets.record import RecordPane

_BAR = 20
"""Cells of the bar of counts."""


@dataclass(frozen=True, slots=True)
class _Done:
    """A judgement that can be taken back."""

    uid: str
    parent: str


class AlignScreen(ListScreen):
    """The parent's commitments on the left, the local answers on the right, a sign between them."""

    MODE = "align"
    COLUMNS: ClassVar[tuple[Column, ...]] = alignview.ALIGNED
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.APP, Scope.TABLE, Scope.ALIGN)
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.ALIGN)

    _plans: tuple[int | None, int | None] = (None, None)
    """Parent and local document."""
    _aligned: Aligned | None = None
    _gaps_only: bool = False
    _lines: list[AlignLine]
    _done: list[_Done]
    """What was judged on this screen, oldest first."""
    _writing: str | None = None
    """Key of the parent's commitment whose match is being judged."""

    def body(self) -> ComposeResult:
        """Counts, filter, lines, both sides."""
        yield Static(id="align-counts", classes="-counts")
        yield Entry(placeholder=t("align.filter"), compact=True, id="filter")
        yield LedgerTable(self.COLUMNS, id="table")
        yield Empty(id="empty")
        with Horizontal(id="preview"):
            yield RecordPane(id="side-parent", classes="-side")
            yield Static(id="between")
            yield RecordPane(id="side-local", classes="-side")

    def on_mount(self) -> None:
        """Start with nothing chosen."""
        self._lines, self._done = [], []
        super().on_mount()

    def load(self) -> None:
        """Align again; say what to choose where a plan is missing."""
        parent, local = self._plans
        if parent is None or local is None:
            self.empty(t("align.choose_local") if parent is not None else t("align.choose"))
            return
        self.say(t("loading"))
        desk = self.desk
        self.ask("rows", lambda: AlignFetched(desk.align(parent, local)))

    @on(AlignFetched)
    def _fetched(self, event: AlignFetched) -> None:
        self._aligned = event.aligned
        judged, self._writing = self._writing, None
        if event.uid and judged is not None:
            self._done.append(_Done(event.uid, judged))
        self._tell_counts()
        self._show(judged)

    @on(Failed)
    def _not_judged(self) -> None:
        """What could not be written or asked does not hold up the next key."""
        self._writing = None

    def _tell_counts(self) -> None:
        """Which plans, the counts, and a bar of them."""
        if self._aligned is None:
            return
        found = self._aligned.alignment
        parts: list[tuple[str, str]] = [(text, STYLES[tone]) for text, tone in alignview.count_bar(found).drawn(_BAR)]
        for text, tone in alignview.counts(found):
            parts += [("  ", ""), (text, STYLES[tone])]
        names = [cut(clean(name), max(10, (self.size.width - 8) // 2)) for name in self._aligned.names]
        head = Content.styled("  →  ".join(names), "bold")
        self.query_one("#align-counts", Static).update(Content("\n").join([head, Content.assemble(*parts)]))

    def on_resize(self) -> None:
        """The titles have another room."""
        self._tell_counts()

    def narrow(self) -> None:
        """Show the lines that hold what is typed, only the gaps where these are asked for."""
        self._show(None)

    def _show(self, parent: str | None) -> None:
        """The same, with the cursor on a commitment of the parent."""
        if self._aligned is None:
            return
        words = self.typed.split()
        whole = alignview.lines(self._aligned.alignment)
        self._lines = [
            one
            for one in whole
            if (not self._gaps_only or alignview.gap(one)) and matching.holds(words, alignview.searched(one))
        ]
        nothing = t("filter.empty", typed=self.typed) if words else t("align.no_gaps")
        self.empty("" if self._lines else nothing)
        self.say(t("shown", shown=len(self._lines), total=len(whole)))
        keep = (at for at, one in enumerate(self._lines) if one.parent is not None and one.parent.key == parent)
        at = next(keep, self.table.cursor if parent is not None else 0)
        self.table.show_rows(len(self._lines), lambda index: alignview.line_row(self._lines[index]), keep=at)

    def preview(self, index: int) -> None:
        """Both sentences whole and what joins them."""
        if self._aligned is None or index >= len(self._lines):
            return
        line, found = self._lines[index], self._aligned.alignment
        left, right = self.query_one("#side-parent", RecordPane), self.query_one("#side-local", RecordPane)
        left.show_title(t("align.parent_side"))
        left.show(_sentence(line.parent, t("align.own_hint")), alignview.fields(line.parent, found.parent))
        right.show_title(t("align.local_side"))
        more = alignview.differences(line.pair) if line.pair else []
        right.show(_sentence(line.local, t("align.missing_hint")), [*more, *alignview.fields(line.local, found.local)])
        self.query_one("#between", Static).update(
            Content("\n").join([Content.styled(clean(text), STYLES[tone]) for text, tone in alignview.between(line)])
        )

    def place(self, index: int) -> OpenSentence | None:
        """The local sentence; where there is none, the parent's."""
        line = self._lines[index]
        return self._sentence_of(line, local=line.local is not None)

    def _sentence_of(self, line: AlignLine, *, local: bool) -> OpenSentence | None:
        one = line.local if local else line.parent
        if one is None or self._aligned is None:
            return None
        return OpenSentence(self._aligned.documents[1 if local else 0], one.span.start, one.span.end)

    def copied(self, index: int) -> str | None:
        """Both sentences and what joins them."""
        return alignview.copied(self._lines[index])

    def action_open_parent(self) -> None:
        """Read the parent's sentence where it stands."""
        row = self.table.row
        place = None if row is None else self._sentence_of(self._lines[row], local=False)
        if place is not None:
            self.post_message(place)
        elif row is not None:
            self.tell(t("align.own_hint"))

    def action_bad(self) -> None:
        """Only the gaps; again for all."""
        self._gaps_only = not self._gaps_only
        self.narrow()

    def action_accept(self) -> None:
        """The local sentence is the answer."""
        self._judge(accept=True)

    def action_reject(self) -> None:
        """It is not; the next best takes its place."""
        self._judge(accept=False)

    def _judge(self, *, accept: bool) -> None:
        row = self.table.row
        pair = None if row is None else self._lines[row].pair
        if row is None:
            return
        if pair is None or pair.local is None:
            self.tell(t("align.no_match"))
            return
        parent, local, desk = pair.parent.key, pair.local.key, self.desk
        self._write(parent, lambda: desk.decide_match(parent, local, accept=accept))

    def action_take_back(self) -> None:
        """Take back the last judgement and return to its line."""
        if not self._done:
            self.tell(t("review.nothing"))
        elif self._writing is None:
            step, desk = self._done.pop(), self.desk

            def undo() -> str:
                try:
                    desk.undo_match(step.uid)
                except CorpusError:
                    self._done.append(step)
                    raise
                return ""

            self._write(step.parent, undo)

    def _write(self, parent: str, work: Callable[[], str]) -> None:
        """Write a judgement, then align again; one at a time."""
        above, below = self._plans
        if above is None or below is None:
            return
        if self._writing is not None:
            self.tell(t("align.busy"))
            return
        self._writing = parent
        desk = self.desk

        def question() -> AlignFetched:
            uid = work()
            return AlignFetched(desk.align(above, below), uid)

        self.ask("rows", question)

    def action_choose_parent(self) -> None:
        """Choose the plan from above."""
        self._choose(parent=True)

    def action_choose_local(self) -> None:
        """Choose the local plan."""
        self._choose(parent=False)

    def _choose(self, *, parent: bool) -> None:
        desk = self.desk
        self._asked = parent
        self.ask("choose", lambda: PlansOffered(desk.documents()))

    _asked: bool = True
    """Whether the plan from above is being chosen."""

    @on(PlansOffered)
    def _plans_offered(self, event: PlansOffered) -> None:
        at = 0 if self._asked else 1

        def chosen(ids: tuple[str, ...] | None) -> None:
            if ids:
                number = int(ids[0])
                self._plans = (number, self._plans[1]) if at == 0 else (self._plans[0], number)
                self._aligned, self._done = None, []
                self.load()

        now = self._plans[at]
        rows: list[DocumentRow] = event.rows
        question = t("align.which_local") if at else t("align.which_parent")
        self.app.push_screen(ChoiceScreen(question, plan_choices(rows), () if now is None else (str(now),)), chosen)

    def action_export(self) -> None:
        """Write the lines that are shown to a workbook."""
        aligned = self._aligned
        if aligned is None or not self._lines:
            return
        kept, count, desk = alignview.shown_only(aligned, self._lines), len(self._lines), self.desk

        def write(path: Path) -> Exported:
            desk.write_alignment(path, kept)
            return Exported(str(path), count)

        name = f"{t('align.file')}-{self.day.isoformat()}.xlsx"
        ask_path(self.app, name, (".xlsx",), lambda path: self.ask("export", partial(write, path)))


def _sentence(commitment: Commitment | None, without: str) -> str:
    return " ".join(commitment.quote.split()) if commitment else without
