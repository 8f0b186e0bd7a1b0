"""A window to choose in: one of many, or several, filtered as one types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from corpus.model import DocumentRow
from corpus.standard import Standard
from tui import matching
from tui.cells import clean
from tui.language import t
from tui.tables import Cell, Column, Row, Tone
from tui.widgets.entry import Entry
from tui.widgets.ledger_table import LedgerTable

COLUMNS = (Column("choice", 20, share=5), Column("about", 10, share=2, rank=1))


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen."""

    id: str
    name: str
    about: str = ""
    """A few words on it, searched too."""


def plan_choices(rows: Sequence[DocumentRow]) -> list[Choice]:
    """Plans by title, with place and number."""
    return [
        Choice(str(row.id), row.title or row.source, " ".join(part for part in (row.region, row.doc_number) if part))
        for row in rows
    ]


def standard_choices(found: Sequence[Standard]) -> list[Choice]:
    """Standards by title, with their number and how many indicators they count."""
    return [
        Choice(one.id, one.title, " ".join([one.number or "", t("choice.indicators", count=len(one.counted))]).strip())
        for one in found
    ]


class ChoiceScreen(ModalScreen["tuple[str, ...] | None"]):
    """A filter and a list. Gives back the ids that were chosen, in the order of the list; None for no answer."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]
    AUTO_FOCUS = "#choice-filter"
    """Of several the list has it, so that Space marks at once; `/` goes to the filter."""

    def __init__(
        self, question: str, choices: Sequence[Choice], chosen: Sequence[str] = (), *, several: bool = False
    ) -> None:
        """With `several`, Space marks and Enter takes what is marked, or the line of the cursor when nothing is."""
        super().__init__()
        self._question = question
        self._choices = tuple(choices)
        self._marked = set(chosen) if several else set()
        self._chosen = frozenset(chosen)
        self._several = several
        self._shown: list[Choice] = list(choices)

    def compose(self) -> ComposeResult:
        """Filter, list, keys."""
        with Vertical(id="choice"):
            yield Entry(
                placeholder=t("choice.filter_several") if self._several else t("choice.filter"),
                compact=True,
                id="choice-filter",
            )
            yield LedgerTable(COLUMNS, id="choice-list")
            yield Label(id="choice-keys")

    def on_mount(self) -> None:
        """Show everything, with the cursor on what is chosen now."""
        self.query_one("#choice").border_title = Content(clean(self._question))
        at = next((at for at, one in enumerate(self._shown) if one.id in self._chosen), 0)
        self._fill(at)
        if self._several:
            self.query_one(LedgerTable).focus()

    def _fill(self, at: int) -> None:
        self.query_one(LedgerTable).show_rows(len(self._shown), self._row, keep=at)
        keys = t("choice.keys_several") if self._several else t("choice.keys")
        self.query_one("#choice-keys", Label).update(Content(keys if self._shown else t("choice.none")))

    def _row(self, index: int) -> Row:
        one = self._shown[index]
        mark = ("[✓] " if one.id in self._marked else "[ ] ") if self._several else ""
        now = one.id in self._marked or (not self._several and one.id in self._chosen)
        return (Cell(mark + one.name, Tone.STRONG if now else Tone.PLAIN), Cell(one.about, Tone.DIM))

    @on(Input.Changed, "#choice-filter")
    def _typed(self, event: Input.Changed) -> None:
        words = event.value.split()
        self._shown = [one for one in self._choices if matching.holds(words, f"{one.name} {one.about}")]
        self._fill(0)

    @on(Input.Submitted, "#choice-filter")
    def _entered(self) -> None:
        if self._several:
            self.query_one(LedgerTable).focus()
        else:
            self._take()

    @on(LedgerTable.Chosen)
    def _clicked(self) -> None:
        if self._several:
            self._mark()
        else:
            self._take()

    def on_key(self, event: events.Key) -> None:
        """Arrows move in the list while one types; in the list Space marks, Enter takes, `/` filters."""
        table = self.query_one(LedgerTable)
        steps = {"down": 1, "up": -1}
        pages = {"pagedown": 1, "pageup": -1}
        if event.key in steps and not table.has_focus:
            table.action_move(steps[event.key])
        elif event.key in pages and not table.has_focus:
            table.action_page(pages[event.key])
        elif event.key == "enter" and table.has_focus:
            event.stop()
            self._take()
        elif event.key == "space" and table.has_focus and self._several:
            event.stop()
            self._mark()
        elif event.key in ("slash", "ideographic_comma") and table.has_focus:
            event.stop()
            self.query_one(Entry).focus()

    def _mark(self) -> None:
        """Mark the line of the cursor, or take its mark away, and go to the next."""
        table = self.query_one(LedgerTable)
        if table.row is not None:
            self._marked ^= {self._shown[table.row].id}
            table.action_move(1)
            table.refresh_rows()

    def _take(self) -> None:
        """Give back what is chosen."""
        row = self.query_one(LedgerTable).row
        if self._several and self._marked:
            self.dismiss(tuple(one.id for one in self._choices if one.id in self._marked))
        elif row is not None:
            self.dismiss((self._shown[row].id,))

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)
