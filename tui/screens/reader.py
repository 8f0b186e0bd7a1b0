"""阅读: a plan's outline, its text with every commitment highlighted, and the fields of the one that is looked at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Tree
from textual.widgets.tree import TreeNode

from corpus.model import CommitmentRow, LedgerEvent, StoredDocument
from ingest.model import Repair, Span
from tui import histories, opener, present
from tui.actions import Scope, bindings
from tui.cells import cut
from tui.desk import Desk
from tui.language import named, t
from tui.leaves import sort_of
from tui.messages import DocumentFetched, HistoryFetched
from tui.screens.base import DeskScreen
from tui.screens.listing import GLANCE, quoted
from tui.tables import Tone
from tui.widgets.empty import Empty
from tui.widgets.entry import Entry
from tui.widgets.plan_text import PlanText
from tui.widgets.record import RecordPane

_OUTLINE = 21
"""Cells of a heading in the outline; a level and the sign of a folded part take two each."""


class ReaderScreen(DeskScreen):
    """One document, opened at a place."""

    MODE = "reader"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.APP, Scope.READER)
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.READER)
    AUTO_FOCUS = "PlanText"

    def __init__(self, desk: Desk, on: date, document: int, sentence: Span) -> None:
        super().__init__(desk, on)
        self._number = document
        self._sentence = sentence
        self._document: StoredDocument | None = None
        self._branches: list[TreeNode[int]] = []
        self._histories: dict[str, Sequence[LedgerEvent]] = {}
        self._glance: Timer | None = None

    def body(self) -> ComposeResult:
        """Outline, text, record."""
        with Horizontal(id="reader"):
            outline: Tree[int] = Tree(Text(""), id="outline")
            outline.show_root = False
            outline.guide_depth = 2
            yield outline
            yield PlanText(id="plan")
            yield RecordPane(id="record-pane")
        yield Empty(id="empty")
        find = Entry(placeholder=t("reader.find"), compact=True, id="find")
        find.display = False
        yield find

    def on_mount(self) -> None:
        """Ask for the document."""
        super().on_mount()
        self.query_one(Empty).say(t("loading"))
        desk, number = self.desk, self._number
        self.ask("document", lambda: DocumentFetched(desk.document(number)))

    @on(DocumentFetched)
    def _fetched(self, event: DocumentFetched) -> None:
        self._document = event.document
        self.query_one(Empty).say("")
        row = event.document.row
        plan = self.query_one(PlanText)
        plan.border_title = Content(cut(row.title or row.source, 300))
        self._fill_outline(event.document)
        plan.show_document(event.document, self._sentence)

    def _fill_outline(self, document: StoredDocument) -> None:
        tree: Tree[int] = self.query_one("#outline", Tree)
        tree.clear()
        self._branches = []
        inner = {heading.parent for heading in document.headings}
        depths: list[int] = []
        for index, heading in enumerate(document.headings):
            above = tree.root if heading.parent is None else self._branches[heading.parent]
            depths.append(0 if heading.parent is None else depths[heading.parent] + 1)
            room = _OUTLINE - 2 * depths[index] - (2 if index in inner else 0)
            label = Text(cut((heading.marker or "") + heading.title, max(6, room)), no_wrap=True)
            if index in inner:
                self._branches.append(above.add(label, data=heading.span.start, expand=heading.level < 2))
            else:
                self._branches.append(above.add_leaf(label, data=heading.span.start))
        tree.root.expand()
        tree.set_class(not document.headings, "-empty")

    @on(Tree.NodeSelected)
    def _heading_chosen(self, event: Tree.NodeSelected[int]) -> None:
        if event.node.data is not None:
            plan = self.query_one(PlanText)
            plan.go(event.node.data, centre=True)
            plan.focus()

    @on(PlanText.Moved)
    def _moved(self, event: PlanText.Moved) -> None:
        pane = self.query_one(RecordPane)
        number, count = self.query_one(PlanText).position
        self.say(t("reader.position", number=number, count=count))
        if event.row is None:
            pane.show_title(t("reader.no_commitment"))
            pane.show(t("reader.hint") if count else t("reader.none"))
        else:
            pane.show_title(t("reader.commitment", number=number, count=count))
            pane.show("", self._fields(event.row))
            self._ask_history(event.row.key)
        self._follow_outline(event.place)

    def _fields(self, row: CommitmentRow) -> list[present.Field]:
        """Kind, fields and history of a commitment, the last report first."""
        sort = sort_of(row)
        kind = present.Field(t("field.sort"), f"{sort.sign} {named('sort', sort.value)}".strip())
        events = self._histories.get(row.key, ())
        past = [present.Field(t("field.history"), histories.event_line(one), Tone.DIM) for one in reversed(events)]
        return [kind, *present.fields(row, self.day), *past]

    def _ask_history(self, key: str) -> None:
        """Ask for what was reported, once the person stays with a commitment."""
        if self._glance is not None:
            self._glance.stop()
        if key in self._histories:
            self._glance = None
            return
        desk = self.desk

        def ask() -> None:
            self._glance = None
            self.ask("history", lambda: HistoryFetched(key, desk.history(key)))

        self._glance = self.set_timer(GLANCE, ask)

    @property
    def settled(self) -> bool:
        """Whether nothing is about to be asked."""
        return self._glance is None

    @on(HistoryFetched)
    def _history_fetched(self, event: HistoryFetched) -> None:
        self._histories[event.key] = event.events
        row = self.query_one(PlanText).current
        if event.events and row is not None and row.key == event.key:
            self.query_one(RecordPane).show("", self._fields(row))

    def _follow_outline(self, place: int) -> None:
        """Put the outline's cursor on the heading above the place."""
        if self._document is None or not self._branches:
            return
        starts = [heading.span.start for heading in self._document.headings]
        index = bisect_right(starts, place) - 1
        if index < 0:
            return
        node: TreeNode[int] = self._branches[index]
        while node.line < 0 and node.parent is not None:
            # A heading in a closed part is shown by the part.
            node = node.parent
        self.query_one("#outline", Tree).move_cursor(node)

    def action_next(self) -> None:
        """The next commitment."""
        self.query_one(PlanText).step(1)

    def action_previous(self) -> None:
        """The previous commitment."""
        self.query_one(PlanText).step(-1)

    def action_read_on(self) -> None:
        """A screen further in the text."""
        self.query_one(PlanText).action_page(1)

    def action_outline(self) -> None:
        """Go to the outline; from there, hide it."""
        outline = self.query_one("#outline", Tree)
        shown = self.has_class("-outline") or (outline.display and not self.has_class("-no-outline"))
        if shown and outline.has_focus:
            self.set_class(False, "-outline")
            self.set_class(True, "-no-outline")
            self.query_one(PlanText).focus()
        else:
            self.set_class(True, "-outline")
            self.set_class(False, "-no-outline")
            outline.focus()

    def action_fields(self) -> None:
        """Show or hide the fields."""
        self.toggle_class("-no-fields")

    def action_find(self) -> None:
        """Type words to look for in this text."""
        find = self.query_one("#find", Input)
        find.display = True
        find.focus()

    @on(Input.Submitted, "#find")
    def _find(self, event: Input.Submitted) -> None:
        if event.value and not self.query_one(PlanText).find(event.value):
            self.tell(t("reader.not_found", typed=event.value), warn=True)

    def action_raw(self) -> None:
        """The next place where damaged text was read as something else: what stands there, and what it was read as."""
        found = self.query_one(PlanText).repair()
        if found is None:
            self.tell(t("reader.no_repair"))
            return
        number, count, repair = found
        self.call_after_refresh(self._show_repair, number, count, repair)

    def _show_repair(self, number: int, count: int, repair: Repair) -> None:
        pane = self.query_one(RecordPane)
        pane.show_title(t("reader.repair", number=number, count=count))
        pane.show(
            "",
            [
                present.Field(t("field.raw"), repair.raw, Tone.STRONG),
                present.Field(t("field.taken"), repair.reading, Tone.WARN),
                present.Field(t("field.rules"), repair.rule, Tone.DIM),
            ],
        )

    def action_original(self) -> None:
        """Open the file that was read; where there is no desktop its path goes to the clipboard."""
        if self._document is None:
            return
        name = self._document.row.path
        path = opener.original(name)
        if path is None:
            self.tell(t("reader.gone", path=name), warn=True)
        elif not self.app.is_web and opener.opened(path):
            self.tell(t("reader.opened", name=path.name))
        else:
            self.app.copy_to_clipboard(str(path))
            self.tell(t("reader.no_desktop", path=path))

    def action_copy(self) -> None:
        """Put the commitment on the clipboard, also over ssh."""
        row = self.query_one(PlanText).current
        if row is not None:
            self.app.copy_to_clipboard(quoted(row))
            self.tell(t("copied"))

    def action_back(self) -> None:
        """Close the search for words, else go back to where the reader was opened from."""
        find = self.query_one("#find", Input)
        if find.display:
            find.display = False
            self.query_one(PlanText).focus()
        elif self.query_one("#outline", Tree).has_focus:
            self.query_one(PlanText).focus()
        else:
            self.dismiss()
