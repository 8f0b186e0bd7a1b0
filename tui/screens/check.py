"""对标: a plan against a standard, both sentences side by side."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from tui import checkview, matching, phrases
from tui.actions import Scope, bindings
from tui.cells import clean, cut, width
from tui.checkview import Checked, CheckLine
from tui.language import named, t
from tui.messages import CheckFetched, DocumentsFetched, Exported, OpenSentence, PlansOffered, StandardsFetched
from tui.screens.choosing import ChoiceScreen, plan_choices, standard_choices
from tui.screens.exporting import ask_path
from tui.screens.listing import ListScreen
from tui.screens.page import PageScreen
from tui.tables import Column
from tui.verdicts import TONES, difference
from tui.views import STANDARD
from tui.widgets.empty import Empty
from tui.widgets.entry import Entry
from tui.widgets.ledger_table import LedgerTable
from tui.widgets.record import TONES as STYLES
from tui.widgets.record import RecordPane

_BAR = 20
"""Cells of the bar of counts."""
_TITLE = 20
"""Cells that the title of a plan keeps in any window."""


class CheckScreen(ListScreen):
    """A line for each judgement; below it the plan's sentence, the verdict and the standard's clause."""

    MODE = "check"
    COLUMNS: ClassVar[tuple[Column, ...]] = checkview.CHECKED
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.APP, Scope.TABLE, Scope.CHECK)
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.CHECK)

    _plan: int | None = None
    """Document that is checked."""
    _standard: str = STANDARD
    _checked: Checked | None = None
    _bad_only: bool = False
    _lines: list[CheckLine]

    def body(self) -> ComposeResult:
        """Counts, filter, lines, both sides."""
        yield Static(id="check-counts")
        yield Entry(placeholder=t("check.filter"), compact=True, id="filter")
        yield LedgerTable(self.COLUMNS, id="table")
        yield Empty(id="empty")
        with Horizontal(id="preview"):
            yield RecordPane(id="side-plan", classes="-side")
            yield Static(id="between")
            yield RecordPane(id="side-standard", classes="-side")

    def on_mount(self) -> None:
        """Start with no plan, unless there is only one."""
        self._lines = []
        super().on_mount()
        desk = self.desk
        self.ask("plans", lambda: DocumentsFetched(desk.documents()))

    @on(DocumentsFetched)
    def _documents_fetched(self, event: DocumentsFetched) -> None:
        if not event.rows:
            self.empty(t("documents.empty"))
        elif len(event.rows) == 1 and self._plan is None:
            self.show_plan(event.rows[0].id)

    def show_plan(self, document: int) -> None:
        """Check another plan."""
        self._plan = document
        self.load()

    def load(self) -> None:
        """Check the plan again; say how to choose one where none is chosen."""
        plan, desk, standard = self._plan, self.desk, self._standard
        if plan is None:
            self._tell_counts()
            self.empty(t("check.choose"))
            return
        self.say(t("loading"))
        self.ask("rows", lambda: CheckFetched(desk.check(plan, standard)))

    @on(CheckFetched)
    def _fetched(self, event: CheckFetched) -> None:
        self._checked = event.checked
        self._tell_counts()
        self.narrow()

    def _tell_counts(self) -> None:
        """Which plan and which standard, the counts, and a bar of them."""
        line = self.query_one("#check-counts", Static)
        if self._checked is None:
            line.update("")
            return
        check = self._checked.check
        parts: list[tuple[str, str]] = [(t("check.indicators", total=checkview.total(check)), "")]
        parts += [(text, STYLES[tone]) for text, tone in checkview.count_bar(check).drawn(_BAR)]
        for text, tone in checkview.counts(check):
            parts += [("  ", ""), (text, STYLES[tone])]
        warning = f" · {t('check.outside')}" if check.outside or not check.found else ""
        # A long title gives way, so that the standard and the warning stay readable.
        room = max(10, self.size.width - 2)
        rest = width(clean(t("check.title", plan="", standard=check.standard.name)) + warning)
        plan = cut(clean(self._checked.title), max(_TITLE, room - rest))
        title = cut(clean(t("check.title", plan=plan, standard=check.standard.name)) + warning, room)
        line.update(Content("\n").join([Content.styled(title, "bold"), Content.assemble(*parts)]))

    def on_resize(self) -> None:
        """The title has another room."""
        self._tell_counts()

    def narrow(self) -> None:
        """Show the lines that hold what is typed, only the bad ones where these are asked for."""
        if self._checked is None:
            return
        words = self.typed.split()
        whole = checkview.lines(self._checked.check)
        self._lines = [
            one
            for one in whole
            if (not self._bad_only or checkview.bad(one)) and matching.holds(words, checkview.searched(one))
        ]
        nothing = t("filter.empty", typed=self.typed) if words else t("check.all_good")
        self.empty("" if self._lines else nothing)
        self.say(t("check.shown", shown=len(self._lines), total=len(whole)))
        self.table.show_rows(len(self._lines), lambda index: checkview.line_row(self._lines[index]))

    def preview(self, index: int) -> None:
        """The plan's sentence, the verdict, the standard's clause."""
        if self._checked is None or index >= len(self._lines):
            return
        line, standard = self._lines[index], self._checked.check.standard
        evidence = line.evidence
        left, right = self.query_one("#side-plan", RecordPane), self.query_one("#side-standard", RecordPane)
        where = phrases.place("", evidence.section, evidence.page) if evidence else ""
        left.show_title(" · ".join(part for part in (t("check.plan_side"), where) if part))
        left.show(" ".join(evidence.quote.split()) if evidence else "", checkview.plan_fields(line))
        right.show_title(f"{t('check.standard_side')} · {line.verdict.indicator.clause}")
        right.show(line.verdict.indicator.text, checkview.standard_fields(line, standard))
        style = STYLES[TONES[line.state]]
        gap = difference(line.judged) if line.judged else ""
        words = [(checkview.SIGNS[line.state], style), (named("verdict", line.state.value), style), (gap, "bold")]
        self.query_one("#between", Static).update(
            Content("\n").join([Content.styled(clean(word), kind) for word, kind in words if word])
        )

    def place(self, index: int) -> OpenSentence | None:
        """The plan's sentence; what is missing has none."""
        evidence = self._lines[index].evidence
        if evidence is None or self._checked is None:
            self.tell(t("check.no_sentence"))
            return None
        return OpenSentence(self._checked.document, evidence.span.start, evidence.span.end)

    def copied(self, index: int) -> str | None:
        """Both sentences and the verdict."""
        line = self._lines[index]
        standard = self._checked.check.standard.name if self._checked else ""
        gap = difference(line.judged) if line.judged else ""
        plan = line.evidence.quote if line.evidence else t("check.no_sentence")
        clause = f"{standard} {line.verdict.indicator.clause}：{checkview.asked(line)}"
        return "\n".join([plan, f"{checkview.verdict_word(line.state)} {gap}".strip(), clause])

    def action_clause(self) -> None:
        """The standard's clause whole."""
        row = self.table.row
        if row is None or self._checked is None:
            return
        line, standard = self._lines[row], self._checked.check.standard
        indicator = line.verdict.indicator
        title = f"{standard.name} {indicator.clause} · {indicator.number} {indicator.name}"
        self.app.push_screen(PageScreen(title, indicator.text, checkview.standard_fields(line, standard, links=True)))

    def action_step(self, steps: int) -> None:
        """The first line of the next or the previous indicator."""
        at = self.table.row
        if at is None:
            return
        ids = [line.verdict.indicator.id for line in self._lines]
        starts = [index for index, name in enumerate(ids) if index == 0 or ids[index - 1] != name]
        beyond = [start for start in starts if (start > at if steps > 0 else start < at)]
        if beyond:
            self.table.cursor = beyond[0] if steps > 0 else beyond[-1]

    def action_bad(self) -> None:
        """Only what falls short; again for all."""
        self._bad_only = not self._bad_only
        self.narrow()

    def action_choose_plan(self) -> None:
        """Choose the plan."""
        desk = self.desk
        self.ask("choose", lambda: PlansOffered(desk.documents()))

    @on(PlansOffered)
    def _plans_offered(self, event: PlansOffered) -> None:
        def chosen(ids: tuple[str, ...] | None) -> None:
            if ids:
                self.show_plan(int(ids[0]))

        now = () if self._plan is None else (str(self._plan),)
        self.app.push_screen(ChoiceScreen(t("choice.plan"), plan_choices(event.rows), now), chosen)

    def action_choose_standard(self) -> None:
        """Choose the standard."""
        desk = self.desk
        self.ask("choose", lambda: StandardsFetched(*desk.standards()))

    @on(StandardsFetched)
    def _standards_fetched(self, event: StandardsFetched) -> None:
        for reason in event.broken:
            self.tell(reason, warn=True)

        def chosen(ids: tuple[str, ...] | None) -> None:
            if ids:
                self._standard = ids[0]
                self.load()

        choices = standard_choices(event.standards)
        self.app.push_screen(ChoiceScreen(t("choice.standard"), choices, (self._standard,)), chosen)

    def action_export(self) -> None:
        """Write the verdicts that are shown to a file."""
        checked = self._checked
        if checked is None or not self._lines:
            return
        kept = replace(checked, check=checkview.shown_only(checked.check, self._lines))
        count, desk = len(kept.check.verdicts), self.desk

        def write(path: Path) -> Exported:
            desk.write_check(path, kept)
            return Exported(str(path), count)

        name = f"{t('check.file')}-{self.day.isoformat()}.xlsx"
        ask_path(self.app, name, (".xlsx", ".html"), lambda path: self.ask("export", partial(write, path)))
