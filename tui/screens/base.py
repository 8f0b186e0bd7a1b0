"""What all screens of the desk share: header, key bar, asking in the background, saying what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any, ClassVar

from textual import events, on
from textual.app import App, ComposeResult
from textual.dom import DOMNode
from textual.notifications import SeverityLevel
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Input
from textual.worker import Worker, WorkerState, get_current_worker

from corpus.errors import CorpusError
from tui import dropped, said
from tui.actions import NEEDS_A_ROW, Action, Scope, of
from tui.cells import clean
from tui.desk import Desk
from tui.language import t
from tui.messages import Dropped, Failed, Fetched
from tui.widgets.bars import HeaderBar, KeyBar, Tab
from tui.widgets.empty import Empty

MODES = ("overview", "documents", "commitments", "search", "compare", "check", "align", "tracking", "review")
"""The screens that have a number."""


_MOVERS = {Scope.MOVE: ".-moves", Scope.SIDE: ".-sides"}
"""What does the actions of a scope that the screen itself does not do."""

BRIEF, WARNING = 2.5, 6.0
"""Seconds that a sentence and a warning stay."""


def tabs(keymap: Mapping[str, str]) -> list[Tab]:
    """The numbered screens as the header shows them."""
    actions = of(Scope.APP, keymap=keymap)
    return [Tab(action.id, action.key, action.label) for action in actions if action.id in MODES]


def tell(app: App[None], *lines: str, warn: bool = False) -> None:
    """Sentences at the bottom, short enough in time not to hide what stands there; a warning has to be read.

    The app lets them not pile up.
    """
    severity: SeverityLevel = "warning" if warn else "information"
    text = "\n".join(map(clean, lines))
    app.notify(text, severity=severity, timeout=WARNING if warn else BRIEF, markup=False)


def broken(worker: Worker[object]) -> str:
    """What a worker died of, as a sentence."""
    return t("error.bug", error=f"{type(worker.error).__name__}: {worker.error}")


class DeskScreen(Screen[None]):
    """A screen over a desk. Workers ask and post what they found; handlers change the screen."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.APP,)
    """Where the actions of this screen are at home."""
    MODE: ClassVar[str] = ""
    vacant: bool = False
    """Whether there is no row to do anything with."""
    REMEMBERED: ClassVar[bool] = True
    """Whether the screen is the same when the ledger is opened again."""
    memory: Mapping[str, Any] = MappingProxyType({})
    """What was remembered of this screen when the ledger was last open, as `state` gave it; given by the app."""
    keymap: Mapping[str, str] = MappingProxyType({})
    """Keys that the person has chosen, by action; given by the app before the screen is shown."""

    header_note: reactive[tuple[str, ...]] = reactive(())
    """Ledger, counts and date, given by the app."""

    def __init__(self, desk: Desk, on: date) -> None:
        super().__init__()
        self.desk = desk
        self.day = on
        """The day that deadlines are measured against."""

    def compose(self) -> ComposeResult:
        """Header, body, keys."""
        yield HeaderBar(t("program.title"), tabs(self.keymap))
        yield from self.body()
        yield KeyBar(self.offered())

    def body(self) -> ComposeResult:
        """What stands between header and keys."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Fill the header."""
        header = self.query_one(HeaderBar)
        header.here = self.MODE
        header.note = self.header_note
        self.watch(self, "focused", self.tell_keys)

    def tell_keys(self) -> None:
        """Show in the bar what works now.

        While a line of text has the focus its letters are no keys; where a list is empty nothing is done with a row.
        """
        keys = self.working()
        if isinstance(self.focused, Input):
            keys = tuple(typing for action in keys if (typing := action.typing()) is not None)
        for bar in self.query(KeyBar):
            bar.actions = keys

    def on_paste(self, event: events.Paste) -> None:
        """A file that is dragged onto a terminal arrives as its pasted name."""
        found = dropped.paths(event.text)
        if found:
            event.stop()
            self.post_message(Dropped(found))

    def state(self) -> dict[str, Any]:
        """What is worth remembering of this screen, as plain JSON."""
        return {}

    def watch_header_note(self, note: tuple[str, ...]) -> None:
        """Pass it on to the header."""
        for header in self.query(HeaderBar):
            header.note = note

    def load(self) -> None:
        """Ask again for what is shown; a screen that shows one thing for good has nothing to ask."""

    def action_reload(self) -> None:
        """Ask again: another program may have written."""
        self.load()

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
            message = Failed(said.line(error))
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
        # Where nothing could be shown at all, the reason stays in its place.
        for empty in self.query(Empty):
            if empty.display:
                empty.say(event.reason)

    @classmethod
    def scopes(cls) -> tuple[Scope, ...]:
        """Scopes whose actions meet on this screen, its own first."""
        own = [scope for scope in reversed(cls.SCOPES) if scope is not Scope.APP]
        moves = [Scope.MOVE] if {Scope.TABLE, Scope.READER, Scope.OVERVIEW} & set(own) else []
        sides = [Scope.SIDE] if {Scope.OVERVIEW, Scope.COMPARE} & set(own) else []
        return (*own, *moves, *sides, Scope.APP)

    def actions_here(self) -> Sequence[Scope]:
        """Scopes whose actions work here, the screen's own first."""
        return self.scopes()

    def offered(self) -> tuple[Action, ...]:
        """The actions that work here, the screen's own first, with the keys that the person has chosen."""
        return of(*self.actions_here(), keymap=self.keymap)

    def working(self) -> tuple[Action, ...]:
        """Those of them that have something to work on."""
        return tuple(action for action in self.offered() if not self.vacant or action.id not in NEEDS_A_ROW)

    def doer(self, action: Action) -> DOMNode:
        """Who does an action of this screen: the screen itself, but for the cursor what the cursor is in."""
        movers_of = _MOVERS.get(action.scope)
        if movers_of is None:
            return self
        movers = sorted(self.query(movers_of), key=lambda widget: (not widget.has_focus, not widget.display))
        return movers[0] if movers else self
