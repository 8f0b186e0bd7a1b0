"""The screen that is a list: filter above, table, the row under the cursor below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.timer import Timer
from textual.widgets import Input

from corpus.model import CommitmentRow
from tui import copying, phrases, present, query
from tui.actions import Scope, bindings
from tui.copying import ENDINGS, FORMS, Sheet
from tui.language import t
from tui.messages import Copied, Exported, OpenSentence
from tui.screens.base import DeskScreen
from tui.screens.choosing import Choice, ChoiceScreen
from tui.screens.exporting import ask_path
from tui.tables import NONE, Column
from tui.widgets.empty import Empty
from tui.widgets.entry import Entry
from tui.widgets.ledger_table import LedgerTable
from tui.widgets.record import RecordPane

PAUSE = 0.08
"""Seconds after the last key until a filter is asked for."""

MOST_COPIED = 1000
"""Rows that go to the clipboard at once; more belong in a file."""

GLANCE = 0.03
"""Seconds that the cursor rests on a row until its sentence is shown."""


class ListScreen(DeskScreen):
    """A filter, a table and a preview; the subclasses say what of."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.APP, Scope.TABLE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.TABLE)
    AUTO_FOCUS = "LedgerTable"
    COLUMNS: ClassVar[tuple[Column, ...]] = ()
    TYPING: ClassVar[bool] = True
    """Whether every key filters; otherwise Enter does."""

    _pause: Timer | None = None
    _glance: Timer | None = None
    _doubts: tuple[str, ...] = ()

    def body(self) -> ComposeResult:
        """Filter, table, preview."""
        yield Entry(placeholder=t(f"{self.MODE}.filter"), compact=True, id="filter")
        yield from self.rows_body()

    def rows_body(self) -> ComposeResult:
        """Table and preview."""
        yield LedgerTable(self.COLUMNS, id="table")
        yield Empty(id="empty")
        yield RecordPane(id="preview")

    def on_mount(self) -> None:
        """Ask for the rows."""
        super().on_mount()
        self.empty(t("loading"))
        with self.prevent(Input.Changed):
            self.query_one("#filter", Input).value = str(self.memory.get("filter", ""))
        self.load()

    def state(self) -> dict[str, Any]:
        """The filter."""
        return {"filter": self.typed} if self.typed else {}

    @property
    def table(self) -> LedgerTable:
        """The rows."""
        return self.query_one(LedgerTable)

    @property
    def settled(self) -> bool:
        """Whether nothing is about to be asked or shown."""
        return self._pause is None and self._glance is None

    @property
    def typed(self) -> str:
        """What stands in the filter."""
        return self.query_one("#filter", Input).value.strip()

    def understood(self) -> query.Query:
        """What the filter means; parts that cannot be read colour it and are named by `tell_found`."""
        found = query.parse(self.typed)
        self._doubts = found.doubts
        self.query_one("#filter", Input).set_class(bool(found.doubts), "-doubt")
        return found

    def tell_found(self, note: str) -> None:
        """How much was found, behind what of the filter could not be understood and so filters nothing."""
        doubt = t("filter.doubt", parts=" ".join(self._doubts)) if self._doubts else ""
        self.say(f"{doubt} · {note}" if doubt else note)

    def load(self) -> None:
        """Ask for the rows that the filter keeps."""
        raise NotImplementedError

    def narrow(self) -> None:
        """Show what the changed filter keeps; a screen that has it already need not ask."""
        self.load()

    def preview(self, index: int) -> None:
        """Show a row below the table."""
        raise NotImplementedError

    def place(self, index: int) -> OpenSentence | None:
        """Where the row's sentence stands."""
        raise NotImplementedError

    def copied(self, index: int) -> str | None:
        """The row as text for other programs."""
        raise NotImplementedError

    def empty(self, text: str) -> None:
        """Say why there are no rows, or nothing when there are."""
        self.query_one(Empty).say(text)
        self.table.display = not text
        self.query_one("#preview").display = not text
        # What is being asked for will be there in a moment: the keys do not come and go for it.
        self.vacant = bool(text) and text != t("loading")
        self.tell_keys()
        if not text and self.focused is None:
            self.table.focus()

    @on(Input.Changed, "#filter")
    def _typed(self, event: Input.Changed) -> None:
        if not self.TYPING:
            return
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._typing_paused)

    def _typing_paused(self) -> None:
        self._pause = None
        self.narrow()

    @on(Input.Submitted, "#filter")
    def _submitted(self, event: Input.Submitted) -> None:
        self.table.focus()

    @on(LedgerTable.Highlighted)
    def _highlighted(self, event: LedgerTable.Highlighted) -> None:
        # Drawn a moment later: a held arrow key moves through the table without laying out every row's sentence.
        if self._glance is not None:
            self._glance.stop()
        self._glance = self.set_timer(GLANCE, self._show_preview)

    def _show_preview(self) -> None:
        self._glance = None
        row = self.table.row
        if row is not None:
            self.preview(row)

    @on(LedgerTable.Chosen)
    def _chosen(self, event: LedgerTable.Chosen) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Read the sentence of the row where it stands."""
        row = self.table.row
        place = None if row is None else self.place(row)
        if place is not None:
            self.post_message(place)

    def action_focus_filter(self) -> None:
        """Type a filter."""
        self.query_one("#filter", Input).focus()

    def action_back(self) -> None:
        """Leave the filter; a second time, clear it."""
        field = self.query_one("#filter", Input)
        if field.has_focus:
            self.set_focus(self.table if self.table.display else None)
        elif field.value:
            field.value = ""

    def action_copy(self) -> None:
        """Put the row on the clipboard, also over ssh."""
        row = self.table.row
        text = None if row is None else self.copied(row)
        if text is not None:
            self.app.copy_to_clipboard(text)
            self.tell(t("copied"))

    def sheet(self, most: int) -> Callable[[], Sheet]:
        """The first rows that are shown, for a thread to take; a screen that holds only some of them asks for more."""
        table = self.table
        columns, source, count = table.columns, table.source, min(most, table.count)
        return lambda: Sheet(columns, [row for index in range(count) if (row := source(index)) is not None])

    def action_copy_as(self) -> None:
        """Choose what is copied, and as what."""
        row, count = self.table.row, min(self.table.count, MOST_COPIED)
        here = None if row is None else self.table.source(row)
        if here is None:
            return
        one = Sheet(self.table.columns, [here])
        several = self.sheet(MOST_COPIED)
        offered = [
            Choice(f"{part} {form}", t(f"copy.{part}.{form}", count=count)) for part in ("one", "all") for form in FORMS
        ]

        def chosen(ids: tuple[str, ...] | None) -> None:
            if ids:
                part, form = ids[0].split()
                if part == "one":
                    self.post_message(Copied(FORMS[form](one), 1))
                else:
                    self.ask("copy", lambda: Copied(FORMS[form](several()), count))

        self.app.push_screen(ChoiceScreen(t("copy.question"), offered), chosen)

    @on(Copied)
    def _copied(self, event: Copied) -> None:
        self.app.copy_to_clipboard(event.text)
        self.tell(t("copied.rows", count=event.count))

    def action_export(self) -> None:
        """Write exactly the rows that are shown to a file."""
        if not self.table.count:
            return
        sheet = self.sheet(self.table.count)

        def write(path: Path) -> None:
            self.ask("export", lambda: Exported(str(path), copying.write(sheet(), path)))

        ask_path(self.app, f"{t(f'action.{self.MODE}')}-{self.day.isoformat()}.xlsx", ENDINGS, write)

    @on(Exported)
    def _list_exported(self, event: Exported) -> None:
        self.tell(t("export.done", count=event.count, path=event.path))

    def on_key(self, event: object) -> None:
        """Arrow keys in the filter move through the table."""
        key = getattr(event, "key", "")
        if key in ("down", "up", "pagedown", "pageup") and self.query_one("#filter", Input).has_focus:
            step = {"down": 1, "up": -1}.get(key)
            if step is None:
                self.table.action_page(1 if key == "pagedown" else -1)
            else:
                self.table.action_move(step)


def sentence(row: CommitmentRow) -> OpenSentence:
    """The message that opens a commitment's sentence."""
    span = row.commitment.span
    return OpenSentence(row.document, span.start, span.end)


def quoted(row: CommitmentRow) -> str:
    """A commitment for the clipboard: sentence, place, who and when."""
    kept = row.commitment
    facts = [phrases.iso(kept.deadline), "、".join(one.name for one in phrases.in_order(kept.responsible))]
    lines: Sequence[str] = (
        kept.quote,
        phrases.place(row.title or row.source, row.section, row.page),
        " · ".join(fact for fact in facts if fact and fact != NONE),
    )
    return "\n".join(line for line in lines if line)


def under(row: CommitmentRow) -> list[present.Field]:
    """The fields that stand below a sentence in the preview."""
    kept = row.commitment
    out = [present.Field(part, names) for part, names in phrases.duties(kept.responsible)]
    out += [present.Field(t("field.measure"), phrases.measure_line(one, kept.force)) for one in kept.measures]
    return out + present.doubts(row)
