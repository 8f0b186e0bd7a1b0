"""The desk on the screen: which screens there are and how one gets from one to another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.command import CommandPalette, Provider
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from corpus.errors import CorpusError
from corpus.model import Summary
from ingest.model import Span
from tui import said, settings
from tui.actions import Action, Scope, bindings
from tui.desk import Desk, LedgerDesk
from tui.language import t
from tui.memory import Memory
from tui.memory import place as memory_place
from tui.messages import (
    Failed,
    Judged,
    OpenMode,
    OpenRows,
    OpenSentence,
    OpenTracking,
    SummaryFetched,
)
from tui.screens.adding import AddingApp
from tui.screens.base import MODES as NUMBERED
from tui.screens.base import DeskScreen, broken, tell
from tui.screens.dialogs import HelpScreen
from tui.screens.keymap import read as read_keymap
from tui.screens.numbered import load_all, of, places
from tui.widgets.bars import HeaderBar, KeyBar

_THEMES = ("textual-dark", "textual-light")


def _actions() -> type[Provider]:
    """Loaded with the palette."""
    from tui.screens.palette import ActionCommands

    return ActionCommands


def _documents() -> type[Provider]:
    """Loaded with the palette."""
    from tui.screens.palette import DocumentCommands

    return DocumentCommands


class TaizhangApp(AddingApp):
    """Screens over one ledger, on one day."""

    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.APP)
    COMMANDS = {_actions, _documents}  # noqa: RUF012 - declared by Textual without ClassVar
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012

    def __init__(
        self,
        desk: Desk,
        on: date,
        keymap: Mapping[str, str] | None = None,
        memory: Memory | None = None,
        *,
        tour: bool = False,
    ) -> None:
        """`keymap` are keys of one's own, as `keymap.read` gives them; with `tour` the first time begins with one."""
        super().__init__(desk)
        self._welcome = tour
        self._memory = memory or Memory()
        self._chosen = dict(keymap or {})
        self.set_keymap(self._chosen)
        self.title = t("program.title")
        self._day = on
        self._note: tuple[str, ...] = (desk.name, on.isoformat())
        self._loaded = False
        """Whether the other screens are being loaded, so that none makes its key wait."""
        self._stale: set[str] = set()
        """Screens that show the ledger as it was before the last judgement of the review."""

    def on_mount(self) -> None:
        """Make the numbered screens known and show the commitments."""
        for mode in NUMBERED:
            self.add_mode(mode, partial(self._screen, mode))
        theme = self._memory.state.get("theme")
        if theme in _THEMES:
            self.theme = str(theme)
        last = self._memory.state.get("screen")
        self.switch_mode(str(last) if last in NUMBERED else "commitments")
        # The first rows are asked for before the counts, which take longer in a large ledger.
        self.call_after_refresh(self._count)
        if self._welcome and not self._memory.state.get("tour"):
            self.call_after_refresh(self._tour, 0)

    def _screen(self, mode: str) -> DeskScreen:
        return self._prepared(of(mode)(self.desk, self._day))

    def _prepared(self, screen: DeskScreen) -> DeskScreen:
        """What every screen is given before it is shown."""
        screen.header_note = self._note
        screen.keymap = self._chosen
        screen.memory = self._memory.of(screen.MODE) if screen.REMEMBERED else {}
        return screen

    def exit(self, result: None = None, return_code: int = 0, message: Any = None) -> None:
        """Leave, and remember where the person was."""
        self._remember()
        super().exit(result, return_code, message)

    def _remember(self) -> None:
        kept = self._memory.state
        kept["screen"], kept["theme"] = self.current_mode, self.theme
        for screen in self._desk_screens():
            if not screen.REMEMBERED or not screen.is_mounted:
                continue
            state = screen.state()
            if state or screen.MODE in kept:
                kept[screen.MODE] = state
        self._memory.keep()

    def _in_thread(self, group: str, work: Callable[[], None]) -> None:
        self.run_worker(work, group=group, exclusive=True, thread=True, exit_on_error=False)

    def _count(self) -> None:
        """Ask for the counts of the header."""

        def work() -> None:
            try:
                self.post_message(SummaryFetched(self.desk.summary(self._day)))
            except CorpusError as error:
                self.post_message(Failed(said.line(error)))

        self._in_thread("summary", work)

    @on(Worker.StateChanged)
    def _worker_ended(self, event: Worker.StateChanged) -> None:
        """A question that broke says so instead of staying silent."""
        if event.state is WorkerState.ERROR:
            self.post_message(Failed(broken(event.worker)))

    @on(SummaryFetched)
    def _counted(self, event: SummaryFetched) -> None:
        if not self._loaded:
            self._loaded = True
            self._in_thread("screens", load_all)
        self._note = header_note(self.desk.name, event.summary)
        for screen in self._desk_screens():
            screen.header_note = self._note

    def _desk_screens(self) -> list[DeskScreen]:
        return [screen for stack in self._screen_stacks.values() for screen in stack if isinstance(screen, DeskScreen)]

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        tell(self, event.reason, warn=True)

    @on(Judged)
    def _judged(self, event: Judged) -> None:
        """A review changes what the lists hold: they ask again when the person comes back to them."""
        if not event.reason:
            self._stale = {"overview", "documents", "commitments", "search", "tracking"}
            self._count()

    @on(OpenSentence)
    async def _open(self, event: OpenSentence) -> None:
        from tui.screens.reader import ReaderScreen

        reader = ReaderScreen(self.desk, self._day, event.document, Span(event.start, event.end))
        await self.push_screen(self._prepared(reader))

    @on(OpenRows)
    async def _open_rows(self, event: OpenRows) -> None:
        from tui.screens.behind import BehindScreen

        await self.push_screen(self._prepared(BehindScreen(self.desk, self._day, event.filters, event.title)))

    @on(OpenMode)
    def _open_mode(self, event: OpenMode) -> None:
        self.action_go(event.mode)

    @on(OpenTracking)
    def _open_tracking(self, event: OpenTracking) -> None:
        from tui.screens.tracking import TrackingScreen

        self.action_go("tracking")
        if isinstance(self.screen, TrackingScreen):
            self.screen.show_organisation(event.organisation)

    @on(HeaderBar.Picked)
    def _picked(self, event: HeaderBar.Picked) -> None:
        self.action_go(event.mode)

    @on(KeyBar.Pressed)
    async def _pressed(self, event: KeyBar.Pressed) -> None:
        await self._do(event.action)

    async def _do(self, action: Action) -> None:
        """Do an action of the screen that is shown."""
        if isinstance(self.screen, DeskScreen):
            await self.run_action(action.call, self.screen.doer(action))

    def action_go(self, mode: str) -> None:
        """Show a numbered screen; the one that is already there comes out from under its reader."""
        if self.current_mode == mode:
            while len(self.screen_stack) > 1:
                self.pop_screen()
            return
        for screen in self._desk_screens():
            if mode == screen.MODE and mode in self._stale:
                screen.load()
        self._stale.discard(mode)
        self.switch_mode(mode)

    def action_help(self) -> None:
        """Show all keys."""
        below = self.screen
        if not isinstance(below, DeskScreen):
            return

        def chosen(action: Action | None) -> None:
            if action is not None:
                self.call_later(self._do, action)

        self.push_screen(HelpScreen(below.actions_here(), self._chosen), chosen)

    def action_jump(self) -> None:
        """Letters over everything that can have the focus."""
        from tui.screens.jump import JumpScreen, goals

        below = self.screen
        if isinstance(below, DeskScreen):

            def chosen(widget: Widget | None) -> None:
                if widget is not None:
                    below.set_focus(widget)

            self.push_screen(JumpScreen(goals(below.focus_chain)), chosen)

    def action_command_palette(self) -> None:
        """Show the palette, in the reader's language."""
        if self.use_command_palette and not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=t("palette.placeholder"), id="--command-palette"))

    def action_help_quit(self) -> None:
        """Ctrl+C copies; who means to leave by it is told the key."""
        tell(self, t("quit.hint"))

    def batch_done(self) -> None:
        """Every screen that is open asks again."""
        self._count()
        for screen in self._desk_screens():
            screen.load()

    def action_tour(self) -> None:
        """Walk through the screens, a sentence on each."""
        self._tour(0)

    def _tour(self, step: int) -> None:
        """Show the screen of a step with its sentence over it, and go on as the person answers."""
        from tui.screens.tour import TOUR, TourScreen

        def answered(moved: int | None) -> None:
            if moved is not None and 0 <= step + moved < len(TOUR):
                self.call_later(self._tour, step + moved)

        self._memory.state["tour"] = True
        self.action_go(TOUR[step])
        self.push_screen(TourScreen(step), answered)

    def action_theme(self) -> None:
        """Dark or light."""
        self.theme = _THEMES[self.theme == _THEMES[0]]


def header_note(name: str, counts: Summary) -> tuple[str, ...]:
    """Ledger, counts and date."""
    return (
        name,
        t("header.documents", count=counts.documents),
        t("header.commitments", count=counts.commitments),
        t("header.overdue", count=counts.overdue),
        counts.on.isoformat(),
    )


def run(path: Path, on: date, *, tour: bool = False) -> None:
    """Open a ledger on the screen and stay until the person leaves; with `tour` the first time begins with one."""
    keymap = read_keymap(settings.keys(), settings.place(), places())
    desk = LedgerDesk(path)
    try:
        TaizhangApp(desk, on, keymap, Memory(memory_place(), str(path.resolve())), tour=tour).run()
    finally:
        desk.close()
