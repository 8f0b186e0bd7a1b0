"""The overview: figures that lead to what they count, columns and bars that fit."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import date
from typing import Any

import pytest
from rich.style import Style
from textual.geometry import Size

from corpus.errors import LedgerBusy
from corpus.lights import Board, Light
from corpus.model import Filters
from corpus.months import Month
from tui import panorama
from tui.tables import Bar, Tone
from tui.widgets.figures import Figure, Figures
from tui.widgets.month_chart import GAP, MonthChart

Sit = Callable[..., AbstractAsyncContextManager[Any]]
ON = date(2025, 6, 1)


@pytest.mark.parametrize(
    ("steps", "screen", "filters"),
    [
        (0, "DocumentsScreen", None),
        (1, "CommitmentsScreen", None),
        (2, "BehindScreen", Filters(late_on=ON)),
        (3, "BehindScreen", Filters(owed_on=ON, owed_from=ON, owed_to=date(2025, 8, 30))),
        (4, "ReviewScreen", None),
    ],
)
async def test_every_figure_leads_to_what_it_counts(
    sit: Sit, desk: Any, steps: int, screen: str, filters: Filters | None
) -> None:
    async with sit(desk) as hand:
        await hand.press("1", *["right"] * steps, "enter")
        assert hand.name == screen
        if filters is not None:
            assert ("commitments", filters, 200, 0) in desk.asked
            await hand.press("escape")
            assert hand.name == "OverviewScreen"


async def test_a_month_leads_to_its_commitments_and_these_to_their_sentence(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("1", "tab")
        assert "[08]" in hand.text  # the first month that is not over
        await hand.press("left", "enter")
        assert hand.name == "BehindScreen" and "2024 年 12 月到期：已过 1" in hand.text
        asked = Filters(owed_on=ON, owed_from=date(2024, 12, 1), owed_to=date(2024, 12, 31))
        assert ("commitments", asked, 200, 0) in desk.asked
        await hand.press("enter")
        assert hand.name == "ReaderScreen"
        await hand.press("escape", "escape")
        assert hand.name == "OverviewScreen" and "[12]" in hand.text


async def test_the_rows_behind_a_figure_are_filtered_further(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("1", "tab", "enter", "/", *"力度:必须", "escape")
        kept = [one[1] for one in desk.asked if one[0] == "commitments"][-1]
        assert kept.force == "must" and kept.owed_on == ON
        await hand.press("escape")
        assert hand.name == "BehindScreen"
        await hand.press("escape")
        assert hand.name == "OverviewScreen"


async def test_lights_lead_to_the_organisation_and_documents_to_the_text(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("1", "tab", "tab", "enter")
        assert hand.name == "TrackingScreen" and "▾ 县教育局" in hand.text
        await hand.press("1", "tab", "enter")
        assert hand.name == "ReaderScreen"
        await hand.press("escape", "tab", "enter")
        assert hand.name == "ReaderScreen"


async def test_the_mouse_chooses_figures_and_months(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("1")
        await hand.pilot.click("#months", offset=(3, 3))
        await hand.settle()
        assert hand.app.screen.query_one(MonthChart).current.number == 12
        await hand.pilot.click("#months", offset=(3, 3))
        await hand.settle()
        assert hand.name == "BehindScreen"
        await hand.press("escape")
        await hand.pilot.click("#figures", offset=(3, 0))
        await hand.settle()
        assert hand.name == "DocumentsScreen"


async def test_an_empty_ledger_says_what_to_do(sit: Sit, desk: Any) -> None:
    desk.rows, desk.plans = (), ()
    async with sit(desk) as hand:
        await hand.press("1")
        assert "按 i 读入文件或文件夹" in hand.text
        await hand.press("enter", "tab", "enter")
        assert hand.name == "OverviewScreen"


async def test_a_busy_ledger_is_told_and_asked_again(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        desk.broken = LedgerBusy("a.db")
        await hand.press("1")
        assert "a.db" in hand.text
        desk.broken = None
        await hand.press("f5")
        assert "逾期 1" in hand.text


@pytest.mark.parametrize(
    ("counts", "most", "cells", "expected"),
    [
        ((0, 0, 0), 10, 10, ""),
        ((5, 5, 0), 10, 10, "aaaaabbbbb"),
        ((1, 1, 998), 1000, 10, "abcccccccc"),
        ((1, 0, 0), 1000, 10, "a"),
        ((3, 3, 3), 9, 10, "aaabbbccc"),
        ((1, 2, 3), 0, 10, ""),
        ((1, 1, 1), 3, 2, "bc"),
    ],
)
def test_bars_show_every_piece_and_fit(counts: tuple[int, ...], most: int, cells: int, expected: str) -> None:
    bar = Bar(tuple((sign, count, Tone.PLAIN) for sign, count in zip("abc", counts, strict=True)), most)
    assert "".join(text for text, _ in bar.drawn(cells)) == expected


def test_a_bar_tells_its_lights_apart_without_colours() -> None:
    bar = panorama.board_row(Board("县教育局", dict(zip(Light, (4, 3, 2, 1, 1), strict=True))), 11)[-1].bar
    assert bar is not None
    assert [text for text, _ in bar.drawn(11)] == ["████", "▓▓▓", "▒▒", "░", "·"]


async def test_many_months_scroll_and_say_so(sit: Sit, desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [Month(2020 + n // 12, n % 12 + 1, 12345, 0, 0) for n in range(60)] + [Month(9999, 12, 0, 0, 1)]
    monkeypatch.setattr(desk, "months", lambda on, days: found)
    async with sit(desk, (80, 24)) as hand:
        await hand.press("1", "tab", "end")
        assert "‹" in hand.text and "[12]" in hand.text and "9999" in hand.text and "12k" in hand.text
        assert GAP in hand.text  # between 2024 and 9999
        await hand.press("home")
        assert "[01]" in hand.text and "›" in hand.text and "‹" not in hand.text


async def test_figures_that_do_not_fit_scroll(sit: Sit, desk: Any) -> None:
    async with sit(desk, (80, 24)) as hand:
        await hand.press("1")
        line = hand.app.screen.query_one(Figures)
        line.figures = tuple(Figure(str(n), "单位" * 8, n) for n in range(9))
        await hand.press("end", *["right"] * 8)
        shown = hand.text.split("\n")[1]
        assert shown.startswith("‹") and "[单位单位单位单位单位单位单位单位 8]" in shown
        await hand.press(*["left"] * 8)
        assert hand.text.split("\n")[1].rstrip().endswith("›")


def test_a_month_out_of_sight_does_not_flatten_those_that_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MonthChart, "size", Size(24, 9))
    monkeypatch.setattr(MonthChart, "rich_style", Style())
    monkeypatch.setattr(MonthChart, "_style", lambda self, name: Style())
    chart = MonthChart()
    months = [Month(2025, number, past=0, near=count, later=0) for number, count in enumerate((900, 6, 3, 1), 1)]
    chart._months, chart._first = months, 1
    seen = [chart.render_line(y).text for y in range(6)]
    assert sum("▓▓" in line[2:6] for line in seen) == 5 and sum("▓▓" in line[7:11] for line in seen) == 2
