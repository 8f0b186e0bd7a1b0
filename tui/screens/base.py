"""What all screens of the desk share: header, key bar, asking in the background, saying what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.reactive import reactive
from textual.screen import Screen
from textual.worker import Worker, WorkerState, get_current_worker

from corpus.errors import CorpusError
from tui.actions import ACTIONS, Scope, of
from tui.cells import clean
from tui.desk import Desk
from tui.language import t
from tui.messages import Failed, Fetched
from tui.widgets.bars import HeaderBar, KeyBar, Tab

MODES = ("documents", "commitments", "search", "tracking", "review")
"""The screens that have a number."""


BRIEF, WARNING = 2.5, 6.0
"""Seconds that a sentence and a warning stay."""


def tabs() -> list[Tab]:
    """The numbered screens as the header shows them."""
    return [Tab(action.id, action.key, action.label) for action in ACTIONS if action.id in MODES]


def tell(app: App[None], text: str, *, warn: bool = False) -> None:
    """A sentence at the bottom, short enough in time not to hide what stands there; a warning has to be read."""
    if warn:
        app.notify(clean(text), severity="warning", timeout=WARNING, markup=False)
    else:
        app.notify(clean(text), timeout=BRIEF, markup=False)


def broken(worker: Worker[object]) -> str:
    """What a worker died of, as a sentence."""
    return t("error.bug", error=f"{type(worker.error).__name__}: {worker.error}")


class DeskScreen(Screen[None]):
    """A screen over a desk. Workers ask and post what they found; handlers change the screen."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.APP,)
    """Where the actions of this screen are at home."""
    MODE: ClassVar[str] = ""

    header_note: reactive[tuple[str, ...]] = reactive(())
    """Ledger, counts and date, given by the app."""

    def __init__(self, desk: Desk, on: date) -> None:
        super().__init__()
        self.desk = desk
        self.day = on
        """The day that deadlines are measured against."""

    def compose(self) -> ComposeResult:
        """Header, body, keys."""
        yield HeaderBar(t("program.title"), tabs())
        yield from self.body()
        yield KeyBar(of(*self.actions_here()))

    def body(self) -> ComposeResult:
        """What stands between header and keys."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Fill the header."""
        header = self.query_one(HeaderBar)
        header.here = self.MODE
        header.note = self.header_note

    def watch_header_note(self, note: tuple[str, ...]) -> None:
        """Pass it on to the header."""
        for header in self.query(HeaderBar):
            header.note = note

    def say(self, note: str) -> None:
        """A few words in the key bar."""
        self.query_one(KeyBar).note = clean(note)

    def tell(self, text: str, *, warn: bool = False) -> None:
        """A sentence that stays for a moment, a warning for longer."""
        tell(self.app, text, warn=warn)

    def ask(self, group: str, question: Callable[[], Fetched]) -> None:
        """Answer a question in a thread; a newer one of the same group takes its place."""
        self.run_worker(partial(self._answer, question), group=group, exclusive=True, thread=True, exit_on_error=False)

    def _answer(self, question: Callable[[], Fetched]) -> None:
        worker = get_current_worker()
        if worker.is_cancelled:
            return
        try:
            message = question()
        except CorpusError as error:
            message = Failed(str(error))
        if not worker.is_cancelled:
            self.post_message(message)

    @on(Worker.StateChanged)
    def _worker_ended(self, event: Worker.StateChanged) -> None:
        """A question that broke says so instead of staying silent."""
        if event.state is WorkerState.ERROR:
            event.stop()
            self.post_message(Failed(broken(event.worker)))

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        self.tell(event.reason, warn=True)

    def actions_here(self) -> Sequence[Scope]:
        """Scopes whose actions work here, the screen's own first."""
        return (*(scope for scope in reversed(self.SCOPES) if scope is not Scope.APP), Scope.APP)
