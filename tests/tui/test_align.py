"""A parent plan and a local one on the screen: matches judged, kept and taken back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from corpus import matches
from corpus.aligned import Answer
from corpus.errors import LedgerBusy
from corpus.promises import recalled
from corpus.store import Corpus
from tui import alignview
from tui.desk import LedgerDesk

Sit = Callable[..., AbstractAsyncContextManager[Any]]
CHOOSE = ("7", "d", "enter", "w", "enter")


async def test_matches_are_judged_kept_and_taken_back(
    sit: Sit, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    monkeypatch.chdir(tmp_path)
    own = tmp_path / "own.db"
    shutil.copy(ledger, own)
    desk = LedgerDesk(own)
    async with sit(desk) as hand:
        await hand.press(*CHOOSE[:2], "enter")
        assert "再按 w 选本级的方案" in hand.text
        await hand.press(*CHOOSE[3:])
        assert "＝ 一致 3" in hand.text or "＝" in hand.text
        await hand.press("a")
        assert "✓确认" in hand.text
        await hand.press("down", "x")
        with Corpus.open(own, readonly=True) as corpus:
            said = matches.said(corpus)
        assert sorted(said.values()) == [False, True]
        await hand.press("f")
        assert "∅" in hand.text
        await hand.press("f", "backspace", "backspace", "backspace")
        with Corpus.open(own, readonly=True) as corpus:
            assert matches.said(corpus) == {}
        assert "没有可以撤销的" in hand.text and "∅" not in hand.text
        await hand.press("e", "enter")
    desk.close()
    rows = list(openpyxl.load_workbook(tmp_path / "落实-2025-06-01.xlsx").worksheets[0].iter_rows(values_only=True))
    assert sum("45人" in str(row) for row in rows) == 1


async def test_both_sentences_open(sit: Sit, desk: Any, plan: Any) -> None:
    desk.plans = (plan, replace(plan, id=2, title="丁水市方案"))
    async with sit(desk) as hand:
        await hand.press(*CHOOSE[:3], "w", *"dss", "enter")
        assert ("align", 1, 2) in desk.asked
        await hand.press("enter")
        assert hand.name == "ReaderScreen" and ("document", 2) in desk.asked
        await hand.press("escape", "o")
        assert hand.name == "ReaderScreen" and ("document", 1) in desk.asked
        await hand.press("escape", "y")
        assert "＝" in hand.app.clipboard and hand.app.clipboard.count("45人") == 2


async def test_what_is_missing_and_what_is_its_own(sit: Sit, desk: Any, whole: Any) -> None:
    found = recalled(whole)
    desk.local = replace(found, commitments=found.commitments[:1])
    async with sit(desk) as hand:
        await hand.press(*CHOOSE, "f")
        lines = hand.app.screen._lines
        assert [line.pair.answer for line in lines] == [Answer.MISSING, Answer.MISSING]
        await hand.press("a")
        assert "没有对上的两句" in hand.text
        await hand.press("enter")
        assert hand.name == "ReaderScreen"
        await hand.press("escape", "f", "/", *"没有这种字", "escape")
        assert "没有符合" in hand.text
    desk.whole = replace(whole, commitments=whole.commitments[:1])
    desk.local = found
    async with sit(desk) as hand:
        await hand.press(*CHOOSE, "end")
        assert "＋ 自己的" in hand.text and "本级自己提出的" in hand.text
        await hand.press("o", "x")
        assert hand.name == "AlignScreen" and not desk.matched


async def test_what_cannot_be_written_is_told_and_does_not_hold_up(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press(*CHOOSE)
        desk.broken = LedgerBusy("a.db")
        await hand.press("a")
        assert "a.db" in hand.text and "✓确认" not in hand.text
        desk.broken = None
        await hand.press("a")
        assert "✓确认" in hand.text and len(desk.uids) == 1
        desk.broken = LedgerBusy("b.db")
        await hand.press("backspace")
        desk.broken = None
        await hand.press("backspace")
        assert "✓确认" not in hand.text and not desk.matched


async def test_nothing_chosen_says_what_to_do(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("7")
        assert "按 d 选上级的方案" in hand.text
        await hand.press("a", "x", "backspace", "f", "o", "e", "enter", "y")
        assert hand.name == "AlignScreen"


def test_every_answer_has_a_sign_and_a_tone() -> None:
    assert set(alignview.SIGNS) == set(alignview.TONES) == set(Answer)
