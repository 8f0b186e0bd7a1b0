"""总览: how the whole ledger stands; every figure leads to what it counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content

from corpus.model import DocumentRow, Filters, Summary
from tui import panorama, present
from tui.actions import Scope, bindings
from tui.language import named, t
from tui.messages import (
    BoardsFetched,
    DocumentsFetched,
    MonthsFetched,
    OpenMode,
    OpenRows,
    OpenSentence,
    OpenTracking,
    QueueFetched,
    SummaryFetched,
)
from tui.screens.base import DeskScreen
from tui.screens.review import doubted
from tui.tables import Row, Tone
from tui.widgets.empty import Empty
from tui.widgets.figures import Figure, Figures
from tui.widgets.ledger_table import LedgerTable
from tui.widgets.month_chart import LATER, NEAR, PAST, MonthChart

if TYPE_CHECKING:
    from corpus.lights import Board
    from corpus.months import Month
    from corpus.waiting import Doubt

_DOUBTS = 50
"""Commitments to review that are asked for."""


class OverviewScreen(DeskScreen):
    """Figures, months, lights, what came last and what waits for a person. Tab goes from one to the next."""

    MODE = "overview"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.APP, Scope.OVERVIEW)
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.OVERVIEW)
    AUTO_FOCUS = "Figures"

    _summary: Summary | None = None
    _waiting: int | None = None
    _near: int | None = None
    _documents: list[DocumentRow]
    _boards: list[Board]
    _doubts: list[Doubt]

    def body(self) -> ComposeResult:
        """One above the other, lights beside documents."""
        yield Empty(id="empty")
        with Vertical(id="overview"):
            yield Figures(id="figures")
            yield MonthChart(id="months")
            with Container(id="overview-lists"):
                yield LedgerTable(panorama.BOARDS, id="lights")
                with Vertical(id="overview-right"):
                    yield LedgerTable(panorama.NEWEST, id="newest")
                    yield LedgerTable(panorama.DOUBTS, id="doubts")

    def on_mount(self) -> None:
        """Ask for everything, what is quick first."""
        super().on_mount()
        self._documents, self._boards, self._doubts = [], [], []
        for name in ("months", "lights", "newest", "doubts"):
            self._title(name, t("loading"))
        self.query_one("#overview").display = False
        self.query_one(Empty).say(t("loading"))
        self.load()

    def load(self) -> None:
        """Ask again for all of it."""
        desk, day = self.desk, self.day
        self.ask("summary", lambda: SummaryFetched(desk.summary(day)))
        self.ask("documents", lambda: DocumentsFetched(desk.documents()))
        self.ask("months", lambda: MonthsFetched(desk.months(day, present.SOON)))
        self.ask("queue", lambda: QueueFetched(*desk.review(Filters(), _DOUBTS)))
        self.ask("boards", lambda: BoardsFetched(desk.boards(day)))

    def _title(self, name: str, text: str) -> None:
        """Write on the border of a part what it shows."""
        self.query_one(f"#{name}").border_title = Content(f"{t(f'overview.{name}')} · {text}" if text else "")

    @on(SummaryFetched)
    def _counted(self, event: SummaryFetched) -> None:
        self._summary = event.summary
        held = bool(event.summary.documents)
        self.query_one(Empty).say("" if held else t("overview.empty"))
        self.query_one("#overview").display = held
        self.vacant = not held
        self.tell_keys()
        if held and self.focused is None:
            self.query_one(Figures).focus()
        self._show_figures()

    def _show_figures(self) -> None:
        """The line of figures, with those that are here already."""
        counts = self._summary
        if counts is None:
            return
        known = [
            ("documents", counts.documents, Tone.PLAIN),
            ("commitments", counts.commitments, Tone.PLAIN),
            ("late", counts.overdue, Tone.LATE if counts.overdue else Tone.DONE),
            ("near", self._near, Tone.WARN),
            ("review", self._waiting, Tone.PLAIN),
        ]
        self.query_one(Figures).figures = tuple(
            Figure(name, t(f"overview.figure.{name}"), count, tone) for name, count, tone in known if count is not None
        )

    @on(DocumentsFetched)
    def _documents_fetched(self, event: DocumentsFetched) -> None:
        self._documents = panorama.newest(event.rows)
        nothing = sum(not row.commitments for row in event.rows)
        self._title("newest", t("documents.nothing", count=nothing) if nothing else str(len(event.rows)))
        self._fill("newest", len(event.rows), lambda index: panorama.newest_row(self._documents[index]))

    @on(MonthsFetched)
    def _months_fetched(self, event: MonthsFetched) -> None:
        kinds = [(kind, sum(getattr(one, kind) for one in event.months)) for kind in ("past", "near", "later")]
        marks = {"past": PAST, "near": NEAR, "later": LATER}
        legend = "  ".join(f"{marks[kind]} {named('month', kind)} {count}" for kind, count in kinds)
        self._title("months", legend)
        self._near = dict(kinds)["near"]
        now = (self.day.year, self.day.month)
        at = next((at for at, one in enumerate(event.months) if (one.year, one.number) >= now), len(event.months) - 1)
        self.query_one(MonthChart).show_months(event.months, at)
        self._show_figures()

    @on(QueueFetched)
    def _queue_fetched(self, event: QueueFetched) -> None:
        self._doubts, self._waiting = event.rows, event.left
        self._title("doubts", str(event.left))
        self._fill("doubts", len(event.rows), lambda index: panorama.doubt_row(self._doubts[index]))
        self._show_figures()

    @on(BoardsFetched)
    def _boards_fetched(self, event: BoardsFetched) -> None:
        self._boards = event.boards
        legend = " ".join(panorama.SIGNS[name] + named("light", name) for name in panorama.LIGHTS)
        self._title("lights", legend)
        most = max((board.total for board in event.boards), default=0)
        self._fill("lights", len(event.boards), lambda index: panorama.board_row(self._boards[index], most))

    def _fill(self, name: str, count: int, row: Callable[[int], Row]) -> None:
        table = self.query_one(f"#{name}", LedgerTable)
        table.show_rows(count, row, keep=table.cursor)

    @on(Figures.Chosen)
    @on(MonthChart.Chosen)
    @on(LedgerTable.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Go to what the figure under the cursor counts."""
        focused = self.focused if self.query_one("#overview").display else None
        if isinstance(focused, Figures) and focused.current is not None:
            self._open_figure(focused.current)
        elif isinstance(focused, MonthChart) and focused.current is not None:
            self._open_month(focused.current)
        elif isinstance(focused, LedgerTable) and focused.row is not None:
            if focused.id == "lights":
                self.post_message(OpenTracking(self._boards[focused.row].organisation))
            elif focused.id == "newest":
                self.post_message(OpenSentence(self._documents[focused.row].id, 0, 0))
            else:
                self.post_message(doubted(self._doubts[focused.row]))

    def _open_figure(self, figure: Figure) -> None:
        if figure.id in ("documents", "commitments", "review"):
            self.post_message(OpenMode(figure.id))
        else:
            filters = Filters(late_on=self.day) if figure.id == "late" else panorama.near(self.day)
            self.post_message(OpenRows(filters, figure.text))

    def _open_month(self, month: Month) -> None:
        if month.total:
            self.post_message(OpenRows(month.filters(self.day), panorama.month_title(month)))
