"""督办: organisations, their lights, what stands under them; progress in two keys, history, reminders."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import Input

from corpus.model import CommitmentRow, Filters
from tui import phrases, present, tree
from tui.actions import Scope, bindings
from tui.cells import width
from tui.copying import Sheet
from tui.histories import event_line
from tui.language import named, t
from tui.messages import OpenSentence, PostsFetched, RowsFetched
from tui.panorama import LIGHTS
from tui.screens.following import FollowScreen
from tui.screens.listing import quoted, sentence, under
from tui.tables import Column, Row, Tone
from tui.widgets.ledger_table import LedgerTable
from tui.widgets.record import RecordPane

if TYPE_CHECKING:
    from corpus.lights import Light
    from corpus.posts import Post

_WIDE = 110
"""Cells of a screen with room for long names."""
_NAME, _SHORT_NAME = 44, 26
"""Cells of an organisation's name on a wide and on a narrow screen."""
_WINDOW = 100
"""Commitments that are asked for at a time."""
_KEPT = 8_000
"""Commitments kept in memory."""


class TrackingScreen(FollowScreen):
    """Organisations, most red first, opened to their lights and commitments."""

    MODE = "tracking"
    COLUMNS: ClassVar[tuple[Column, ...]] = present.ENTRIES
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.APP, Scope.TABLE, Scope.SHEET, Scope.TRACKING)
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.SHEET, Scope.TRACKING)

    _posts: list[Post]
    _lines: list[tree.Line]
    _rows: dict[int, CommitmentRow]
    """What is here of the commitments."""
    _wanted: tuple[int, ...] = ()
    _red: int = 0
    """Commitments that are late, each once."""
    _measures: tuple[int, int, int] = (0, 0, 0)
    """Cells of the longest name, digits of the largest count, commitments of the longest bar."""
    _open: set[str]
    _branches: set[tree.Branch]
    _urgent: bool = False
    _kept: Filters | None = None
    """What is here was asked for with it; None before the first answer."""
    _going: str | None = None
    """An organisation that the cursor is to go to."""

    def on_mount(self) -> None:
        """Start with every organisation closed."""
        self._posts, self._lines, self._rows = [], [], {}
        self._open, self._branches = set(), set()
        self._urgent = bool(self.memory.get("urgent", False))
        super().on_mount()

    def show_organisation(self, organisation: str) -> None:
        """Open an organisation and put the cursor on it, as soon as the lines are here."""
        self._going = organisation
        for field in self.query("#filter").results(Input):
            field.value = ""
        if self._kept == Filters():
            self._show(self.table.cursor)

    def load(self) -> None:
        """Ask who has what of what the filter keeps."""
        filters = self.understood().filters
        desk, day = self.desk, self.day
        self.ask("rows", lambda: PostsFetched(filters, desk.posts(day, filters)))

    @on(PostsFetched)
    def _fetched(self, event: PostsFetched) -> None:
        self._posts, self._rows, self._wanted = event.posts, {}, ()
        self._kept = event.filters
        self._red = len({row for post in event.posts for light, ids in post.lit.items() for row in ids if _red(light)})
        urgent = [len(ids) for post in event.posts for light, ids in post.lit.items() if light.value in LIGHTS[:2]]
        self._measures = (
            max((width(phrases.organisation(post.organisation)) for post in event.posts), default=0),
            len(str(max(urgent, default=0))),
            max((post.total for post in event.posts), default=0),
        )
        if len(self._posts) == 1:
            self._unfold(self._posts[0])
        self._show(self.table.cursor)

    def _unfold(self, post: Post) -> None:
        """Open an organisation with its worst light."""
        self._open.add(post.organisation)
        worst = next((light for light in post.lit if post.count(light)), None)
        if worst is not None:
            self._branches.add((post.organisation, worst.value))

    def _show(self, keep: int) -> None:
        """Lay out the lines; a filter opens everything it keeps."""
        going, self._going = self._going, None
        for post in self._posts:
            if post.organisation == going:
                self._unfold(post)
        typed = self._kept is not None and self._kept != Filters()
        opened = {post.organisation for post in self._posts} if typed else self._open
        branches = {(post.organisation, light.value) for post in self._posts for light in post.lit} if typed else None
        self._lines = tree.lines(self._posts, opened, branches or self._branches, urgent=self._urgent)
        if self._lines:
            self.empty("")
        else:
            self.empty(t("filter.empty", typed=self.typed) if typed else t("tracking.empty", day=self.day.isoformat()))
        # A commitment of several organisations stands under each and counts once, as in the header.
        organisations = sum(line.light is None for line in self._lines)
        self.tell_found(t("tracking.found", organisations=organisations, late=self._red))
        back, self._returning = self._returning, None
        places = (at for at, line in enumerate(self._lines) if line.row is not None and line.row == back)
        at = next(places, None)
        if at is None:
            at = next(
                (at for at, one in enumerate(self._lines) if going is not None and one.post.organisation == going), keep
            )
        self.table.show_rows(len(self._lines), self._row, keep=at)

    def _row(self, index: int) -> Row | None:
        line = self._lines[index]
        if line.row is not None:
            row = self._rows.get(line.row)
            return None if row is None else tree.item_row(row, line.post.organisation, self.day)
        if line.light is not None:
            after = self._lines[index + 1] if index + 1 < len(self._lines) else None
            return tree.light_row(line, opened=after is not None and after.row is not None)
        after = self._lines[index + 1] if index + 1 < len(self._lines) else None
        widest, digits, most = self._measures
        return tree.post_row(
            line.post,
            opened=after is not None and after.light is not None,
            name=min(widest, _NAME if self.size.width >= _WIDE else _SHORT_NAME),
            digits=digits,
            most=most,
        )

    @on(LedgerTable.Wanted)
    def _rows_wanted(self, event: LedgerTable.Wanted) -> None:
        """Ask for the commitments on the screen and some more below."""
        seen = self._lines[event.first : max(event.last, event.first + _WINDOW)]
        wanted = tuple(line.row for line in seen if line.row is not None and line.row not in self._rows)
        if not wanted or wanted == self._wanted:
            return
        self._wanted = wanted
        desk = self.desk
        self.ask("window", lambda: RowsFetched(desk.rows_of(wanted)))

    @on(RowsFetched)
    def _rows_fetched(self, event: RowsFetched) -> None:
        self._wanted = ()
        while len(self._rows) > _KEPT:
            del self._rows[next(iter(self._rows))]
        self._rows |= event.rows
        self.table.refresh_rows()

    def here(self) -> CommitmentRow | None:
        """The commitment under the cursor, if it is here."""
        at = self.table.row
        row = None if at is None else self._lines[at].row
        return None if row is None else self._rows.get(row)

    def organisation_here(self) -> str | None:
        """The organisation that the cursor stands under; empty for nobody."""
        at = self.table.row
        return None if at is None else self._lines[at].post.organisation

    def preview(self, index: int) -> None:
        """The sentence of what is owed, or what the organisation owes together."""
        line = self._lines[index]
        pane = self.query_one(RecordPane)
        row = None if line.row is None else self._rows.get(line.row)
        if row is not None:
            pane.show_title(phrases.place(row.source, row.section, row.page))
            said = [
                present.Field(named("standing", one.standing.value), event_line(one))
                for one in (row.declared, row.verified)
                if one is not None
            ]
            pane.show(row.commitment.quote, [*said, *under(row)])
        elif line.row is None:
            pane.show_title(phrases.organisation(line.post.organisation))
            pane.show(tree.counts(line.post), [present.Field(t("field.keys"), t("tracking.fold"), Tone.DIM)])

    def place(self, index: int) -> OpenSentence | None:
        """The sentence; an organisation or a light opens or closes instead."""
        line = self._lines[index]
        if line.row is None:
            self.action_fold()
            return None
        row = self._rows.get(line.row)
        return None if row is None else sentence(row)

    def copied(self, index: int) -> str | None:
        """The sentence with its place, or the organisation with its counts."""
        line = self._lines[index]
        if line.row is not None:
            row = self._rows.get(line.row)
            return None if row is None else quoted(row)
        return f"{phrases.organisation(line.post.organisation)}   {tree.counts(line.post)}"

    def action_fold(self) -> None:
        """Open or close the organisation or the light under the cursor."""
        at = self.table.row
        if at is None:
            return
        line = self._lines[at]
        if line.light is not None:
            self._branches ^= {line.branch}
            top = next(n for n, one in enumerate(self._lines) if one.branch == line.branch)
        else:
            top = at
            if line.post.organisation in self._open:
                self._open.discard(line.post.organisation)
            else:
                self._unfold(line.post)
        self._show(top)

    def action_fold_all(self) -> None:
        """Open all organisations, or close them."""
        if self._open:
            self._open.clear()
            self._branches.clear()
        else:
            for post in self._posts:
                self._unfold(post)
        self._show(0)

    def action_near(self) -> None:
        """Only what is red and yellow; again for all lights."""
        self._urgent = not self._urgent
        self._show(0)

    def sheet(self, most: int) -> Callable[[], Sheet]:
        """The first lines of the tree; commitments that are not here are asked for."""
        desk, day, held = self.desk, self.day, dict(self._rows)
        lines, shown, columns = self._lines[:most], self._row, self.table.columns

        def made() -> Sheet:
            missing = [line.row for line in lines if line.row is not None and line.row not in held]
            for start in range(0, len(missing), _WINDOW):
                held.update(desk.rows_of(missing[start : start + _WINDOW]))
            rows = []
            for at, line in enumerate(lines):
                row = shown(at) if line.row is None else None
                if line.row is not None and line.row in held:
                    row = tree.item_row(held[line.row], line.post.organisation, day)
                rows += [row] if row is not None else []
            return Sheet(columns, rows)

        return made

    def state(self) -> dict[str, Any]:
        """The filter, and whether only what is urgent is shown."""
        return {**super().state(), **({"urgent": True} if self._urgent else {})}


def _red(light: Light) -> bool:
    return light.value == "red"
