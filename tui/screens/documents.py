"""文档: what was read."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import BindingType

from corpus.model import DocumentRow
from tui import present
from tui.actions import Scope, bindings
from tui.language import named, t
from tui.messages import DocumentsFetched, OpenSentence
from tui.screens.listing import ListScreen
from tui.tables import NONE, Column, Tone
from tui.widgets.record import RecordPane


class DocumentsScreen(ListScreen):
    """Every document with its counts and how well it could be read."""

    MODE = "documents"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.APP, Scope.TABLE, Scope.SHEET)
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.SHEET)
    COLUMNS: ClassVar[tuple[Column, ...]] = present.DOCUMENTS

    _all: list[DocumentRow]
    _kept: list[DocumentRow]

    def load(self) -> None:
        """Ask for the documents once; the filter works on what is here."""
        desk = self.desk
        self.ask("rows", lambda: DocumentsFetched(desk.documents()))

    @on(DocumentsFetched)
    def _fetched(self, event: DocumentsFetched) -> None:
        words = self.typed.lower().split()
        self._all = event.rows
        self._kept = [row for row in event.rows if all(word in _searched(row) for word in words)]
        if not self._all:
            self.empty(t("documents.empty"))
        elif not self._kept:
            self.empty(t("filter.empty", typed=self.typed))
        else:
            self.empty("")
        note = t("shown", shown=len(self._kept), total=len(self._all))
        nothing = sum(not row.commitments for row in self._kept)
        self.say(f"{t('documents.nothing', count=nothing)} · {note}" if nothing else note)
        self.table.show_rows(
            len(self._kept), lambda index: present.document_row(self._kept[index]), keep=self.table.cursor
        )

    def preview(self, index: int) -> None:
        """Its record."""
        row = self._kept[index]
        pane = self.query_one(RecordPane)
        pane.show_title(row.source)
        facts = [row.doc_number, row.issuer, row.region, named("level", row.level) if row.level else None]
        period = f"{row.period[0]}–{row.period[1]}" if row.period else None
        pane.show(
            row.title or row.source,
            [
                present.Field(t("field.header"), " · ".join(fact for fact in (*facts, period) if fact) or NONE),
                present.Field(t("field.counts"), t("documents.counts", row=row)),
                *([] if row.commitments else [present.Field(t("field.look"), t("documents.look"), Tone.WARN)]),
                present.Field(t("field.version"), t("documents.version", row=row)),
                present.Field(t("field.path"), row.path, Tone.DIM),
            ],
        )

    def place(self, index: int) -> OpenSentence | None:
        """Its beginning."""
        return OpenSentence(self._kept[index].id, 0, 0)

    def copied(self, index: int) -> str | None:
        """Title, number and path."""
        row = self._kept[index]
        return "\n".join(part for part in (row.title or row.source, row.doc_number, row.path) if part)


def _searched(row: DocumentRow) -> str:
    parts = (row.title, row.source, row.region, row.doc_number, row.issuer, row.format)
    return " ".join(part for part in parts if part).lower()
