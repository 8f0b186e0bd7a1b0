"""检索: sentences by words and by meaning, and why each was found."""

from __future__ import annotations

import time
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import Input

from corpus.hits import Hit
from tui import hitrows, phrases, present, query
from tui.actions import Scope, bindings
from tui.language import t
from tui.messages import HitsFetched, OpenSentence
from tui.screens.listing import ListScreen, under
from tui.tables import Column
from tui.widgets.record import RecordPane

MOST = 100
"""Results of one search."""


class SearchScreen(ListScreen):
    """A question, and the sentences that answer it."""

    MODE = "search"
    AUTO_FOCUS = "#filter"
    COLUMNS: ClassVar[tuple[Column, ...]] = hitrows.HITS
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.APP, Scope.TABLE, Scope.SHEET, Scope.SEARCH)
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.SHEET, Scope.SEARCH)
    TYPING = False

    _hits: list[Hit]

    def on_mount(self) -> None:
        """Start with nothing found."""
        self._hits = []
        super().on_mount()

    def load(self) -> None:
        """Search for what is typed."""
        typed = self.typed
        if not typed:
            self._show([])
            self.empty(t("search.empty"))
            return
        # What was found before stays readable until the answer is there.
        filters = self.understood().filters
        words = filters.text or ""
        desk = self.desk

        def question() -> HitsFetched:
            began = time.perf_counter()
            hits = desk.search(words, query.without_text(filters), MOST)
            return HitsFetched(typed, hits, time.perf_counter() - began)

        self.say(t("search.running"))
        self.ask("rows", question)

    def on_descendant_focus(self) -> None:
        """While the box is typed in, digits are letters: say how to leave it."""
        if self.query_one("#filter", Input).has_focus:
            self.say(t("search.leave"))

    @on(Input.Submitted, "#filter")
    def _search(self, event: Input.Submitted) -> None:
        self.load()

    @on(HitsFetched)
    def _fetched(self, event: HitsFetched) -> None:
        if event.query != self.typed:
            return
        self.empty("" if event.hits else t("search.nothing", typed=event.query))
        found = t("search.found", count=len(event.hits), seconds=f"{event.seconds:.2f}")
        other = sum("concepts" in hit.why for hit in event.hits)
        if other:
            found = f"{t('search.concepts', count=other)} · {found}"
        elif event.hits and not any("words" in hit.why for hit in event.hits):
            found = f"{t('search.no_words')} · {found}"
        self.tell_found(found)
        self._show(event.hits)
        if event.hits:
            self.table.focus()

    def _show(self, hits: list[Hit]) -> None:
        self._hits = hits
        self.table.show_rows(len(hits), lambda index: hitrows.hit_row(hits[index]))

    def preview(self, index: int) -> None:
        """The whole sentence, why it was found, and what it promises."""
        hit = self._hits[index]
        pane = self.query_one(RecordPane)
        pane.show_title(phrases.place(hit.title or hit.source, hit.section, hit.page))
        reason = [present.Field(t("field.why"), hitrows.why(hit))]
        pane.show(hit.quote, reason + (under(hit.commitment) if hit.commitment else []))

    def place(self, index: int) -> OpenSentence | None:
        """The sentence."""
        hit = self._hits[index]
        return OpenSentence(hit.document, hit.start, hit.end)

    def copied(self, index: int) -> str | None:
        """The sentence with its place."""
        hit = self._hits[index]
        return f"{hit.quote}\n{phrases.place(hit.title or hit.source, hit.section, hit.page)}"
