"""Text that would be obeyed if it were not shown: markup, escapes, directions, endless cells, on every screen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from corpus.errors import LedgerBusy
from corpus.model import StoredDocument
from corpus.verdicts import Evidence, State, Verdict, note
from extract.model import Duty, Responsibility
from ingest.model import Block, BlockKind, Heading, Span
from tui import listing, present
from tui.cells import width
from tui.checkview import Checked

Sit = Callable[..., AbstractAsyncContextManager[Any]]
ON = date(2025, 6, 1)

TEXTS = [
    "[@click=app.quit]按此[/]",
    "[/附件1]",
    "[bold red]红[/bold red]",
    "\x1b]52;c;ZXZpbA==\x07\x1b[2J",
    "\x9b31m\x00\x7f",
    "a\u202egnp.exe\u2066\u200b\ufeff",
    "教育局" * 3000,
    "e" + "\u0301" * 500,
    "{row.path}{0}%s$text",
    "👩‍👩‍👧‍👦家庭",
    "\\[转义\\]",
]
TEXTS.append("".join(TEXTS))
FORBIDDEN = {chr(code) for code in [*range(32), *range(0x7F, 0xA0), 0x202E, 0x2066, 0x200B, 0xFEFF, 0x200D]}


@pytest.fixture(params=TEXTS, ids=[repr(text[:12]) for text in TEXTS])
def evil(request: pytest.FixtureRequest, desk: Any, plan: Any, rows: Any) -> Any:
    """A desk where every string is hostile."""
    text: str = request.param
    span = Span(0, len(text))
    kept = replace(
        rows[0].commitment,
        key=text,
        quote=text,
        subject=text,
        span=span,
        responsible=(Responsibility(text, Duty.LEAD),),
        doubts=(text,),
        rules=(text,),
        recurrence=text,
        deadline_span=None,
        measures=tuple(
            replace(one, subject=text, unit=text, scope=text, quote=text, value_span=None, span=span)
            for one in rows[0].commitment.measures
        ),
    )
    row = replace(rows[0], commitment=kept, source=text, title=text, region=text, section=text, key=text)
    document = replace(plan, source=text, title=text, doc_number=text, issuer=text, region=text, path=text)
    desk.rows, desk.plans, desk.name = (row,), (document,), text
    block = Block(span, BlockKind.PARAGRAPH, page=1)
    heading = Heading(1, text[:5], text, span)
    desk.whole = replace(
        StoredDocument(document, text, desk.whole.header, (block,), (heading,), (), (), (row,), ()), facts=()
    )
    desk.checked = checked(desk, text, span)
    found = desk.compare((text, text), (), "")
    places = tuple(replace(one, name=text) for one in found.regions)
    desk.matrix = replace(
        found,
        regions=places,
        rows=tuple(
            replace(
                row,
                unit=text,
                cells=tuple(
                    replace(
                        cell,
                        region=replace(cell.region, name=text),
                        value=cell.value and replace(cell.value, unit=text, per=text, source=text),
                    )
                    for cell in row.cells
                ),
            )
            for row in found.rows
        ),
    )
    return desk


def checked(desk: Any, text: str, span: Span) -> Checked:
    """A check where the plan and the standard are hostile."""
    found = desk.check(1, "jd2017_6")
    first = found.check.verdicts[0]
    indicator = replace(
        first.indicator, name=text, number=text, text=text, clause=text, note=text, sources=(text,), demands=()
    )
    evidence = Evidence(State.WEAKER, text, span, text, 1, text, responsible=(text,), notes=(note("soft", word=text),))
    verdict = Verdict(indicator, State.WEAKER, (), (evidence,), (note("soft", word=text),))
    standard = replace(found.check.standard, number=text, title=text, indicators=(indicator,))
    return Checked(1, text, replace(found.check, standard=standard, verdicts=(verdict,)))


def sound(hand: Any, name: str) -> None:
    """The app lives, on the screen that it should show, every line as wide as the terminal and safe."""
    assert hand.app.is_running and hand.app._exception is None
    assert hand.name == name
    columns = hand.app.size.width
    for strip in hand.app.screen._compositor.render_strips():
        assert strip.cell_length == columns
        assert not set(strip.text) & FORBIDDEN


async def test_every_screen_shows_it_as_text(sit: Sit, evil: Any) -> None:
    async with sit(evil, (80, 24)) as hand:
        sound(hand, "CommitmentsScreen")
        await hand.press("c")
        sound(hand, "ChoiceScreen")
        await hand.press("escape", "f2")
        sound(hand, "TourScreen")
        await hand.press("escape", "1", "tab", "enter")
        sound(hand, "BehindScreen")
        await hand.press("escape", "tab", "tab")
        sound(hand, "OverviewScreen")
        await hand.press("2")
        sound(hand, "DocumentsScreen")
        await hand.press("5", "right", "down")
        sound(hand, "CompareScreen")
        await hand.press("b", "down")
        sound(hand, "CompareScreen")
        await hand.press("m")
        sound(hand, "ChoiceScreen")
        await hand.press("escape", "b", "enter")
        sound(hand, "ReaderScreen")
        await hand.press("6", "end")
        sound(hand, "CheckScreen")
        await hand.press("v")
        sound(hand, "PageScreen")
        await hand.press("escape", "d")
        sound(hand, "ChoiceScreen")
        await hand.press("escape", "enter")
        sound(hand, "ReaderScreen")
        await hand.press("7", "d", "enter", "w", "enter", "a")
        sound(hand, "AlignScreen")
        await hand.press("x", "backspace", "enter")
        sound(hand, "ReaderScreen")
        await hand.press("8", "down", "down")
        sound(hand, "TrackingScreen")
        await hand.press("s")
        sound(hand, "ReportScreen")
        await hand.press("3", "h")
        sound(hand, "PageScreen")
        await hand.press("escape", "backspace")
        sound(hand, "TrackingScreen")
        await hand.press("4", "enter")
        hand.app.screen.query_one("#filter").value = evil.rows[0].commitment.quote[:20]
        await hand.press("enter")
        sound(hand, "SearchScreen")
        await hand.press("escape", "3", "enter", "n")
        sound(hand, "ReaderScreen")
        await hand.press("y", "?")
        sound(hand, "HelpScreen")
        evil.broken = LedgerBusy(evil.name)
        await hand.press("escape", "escape", "f5")
        sound(hand, "CommitmentsScreen")


async def test_markup_is_shown_whole(sit: Sit, desk: Any, rows: Any) -> None:
    text = "[@click=app.quit]按此[/]"
    desk.rows = (replace(rows[0], commitment=replace(rows[0].commitment, subject=text, quote=text)),)
    async with sit(desk, (160, 40)) as hand:
        assert hand.text.count(text) == 2


@pytest.mark.parametrize("text", TEXTS)
def test_terminal_tables_are_safe(rows: Any, plan: Any, text: str) -> None:
    from tui.tables import render

    row = replace(rows[0], region=text, commitment=replace(rows[0].commitment, subject=text, quote=text))
    lines = list(render(present.KEYED, [present.keyed_row(row, ON)], 80))
    lines += render(present.DOCUMENTS, [present.document_row(replace(plan, title=text, path=text))], 80)
    assert all(width(line) <= 80 for line in lines)
    lines += listing.record(row, f"前{text}后", (), ON, 80)
    assert not set("".join(lines)) & FORBIDDEN
