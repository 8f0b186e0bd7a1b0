"""The review screen, by its keys."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from corpus import review
from corpus.errors import BadCorrection, LedgerBusy
from corpus.model import CommitmentRow, Filters, HeaderRow
from corpus.store import Corpus
from corpus.waiting import Doubt
from ingest.model import Header
from tui.desk import LedgerDesk

Sit = Callable[..., AbstractAsyncContextManager[Any]]


def written(desk: Any) -> list[tuple[object, ...]]:
    return [one for one in desk.asked if one[0] in ("judge", "take_back")]


async def test_most_doubtful_first_with_its_sentence(sit: Sit, desk: Any) -> None:
    async with sit(desk, (80, 24)) as hand:
        await hand.press("9")
        assert hand.name == "ReviewScreen" and "待复核 3 条" in hand.text
        assert "指标 小学 班级学生数 ≤45人" in hand.text and "牵头 县教育局" in hand.text
        assert "a 确认" in hand.text and "x 拒绝" in hand.text and "Bksp 撤销" in hand.text


@pytest.mark.parametrize(
    ("keys", "calls", "judged", "cursor"),
    [
        (["a"], [("judge", "k000000001", True)], {"k000000001": True}, 1),
        (["x"], [("judge", "k000000001", False)], {"k000000001": False}, 1),
        (["space"], [], {}, 1),
        (["space", "backspace"], [], {}, 0),
        (["a", "x"], [("judge", "k000000001", True), ("judge", "k000000002", False)], None, 2),
        (
            ["a", "space", "x", "backspace", "backspace", "backspace"],
            [
                ("judge", "k000000001", True),
                ("judge", "k000000003", False),
                ("take_back", "k000000003", "u-k000000003"),
                ("take_back", "k000000001", "u-k000000001"),
            ],
            {},
            0,
        ),
        (["down", "a", "home", "a"], [("judge", "k000000002", True), ("judge", "k000000001", True)], None, 2),
        (["a", "up", "x"], [("judge", "k000000001", True)], {"k000000001": True}, 0),
        (["backspace"], [], {}, 0),
    ],
)
async def test_keys(
    sit: Sit, desk: Any, keys: list[str], calls: list[Any], judged: dict[str, bool] | None, cursor: int
) -> None:
    async with sit(desk) as hand:
        await hand.press("9", *keys)
        assert written(desk) == calls
        assert hand.app.screen.table.cursor == cursor
        if judged is not None:
            assert desk.judged == judged
        assert f"待复核 {3 - len(desk.judged)} 条" in hand.text


async def test_marks_stay_until_the_queue_is_asked_for_again(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("9", "a", "x", "space")
        assert "✓确认" in hand.text and "✗拒绝" in hand.text and "跳过" in hand.text
        await hand.press("f5")
        assert "✓确认" not in hand.text and hand.app.screen.table.count == 1


async def test_what_is_no_longer_listed_can_be_taken_back(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("9", "a", "f5", "backspace")
        assert desk.judged == {} and hand.app.screen.table.count == 3


async def test_enter_opens_the_sentence_and_nothing_is_forgotten(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("9", "a", "enter")
        assert hand.name == "ReaderScreen"
        await hand.press("escape", "backspace")
        assert hand.name == "ReviewScreen" and desk.judged == {}


async def test_letters_in_the_filter_are_letters(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("9", "/", *"ax", "space", "backspace")
        assert written(desk) == []
        assert ("review", Filters(text="ax"), 200) in desk.asked


async def test_quick_keys_are_written_in_their_order(sit: Sit, desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    judge = desk.judge

    def slow(key: str, *, accept: bool) -> str:
        gate.wait(10)
        uid: str = judge(key, accept=accept)
        return uid

    monkeypatch.setattr(desk, "judge", slow)
    async with sit(desk) as hand:
        await hand.press("9")
        for key in ("a", "a", "backspace", "x"):
            await hand.pilot.press(key)
        gate.set()
        await hand.settle()
        assert [one[:2] for one in written(desk)] == [
            ("judge", "k000000001"),
            ("judge", "k000000002"),
            ("take_back", "k000000002"),
            ("judge", "k000000002"),
        ]
        assert desk.judged == {"k000000001": True, "k000000002": False}


@pytest.mark.parametrize("error", [LedgerBusy("示例.db"), RuntimeError("出错了")])
async def test_what_could_not_be_written_is_open_again(
    sit: Sit, desk: Any, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def broken(key: str, *, accept: bool) -> str:
        raise error

    monkeypatch.setattr(desk, "judge", broken)
    async with sit(desk) as hand:
        await hand.press("9", "a")
        assert "待复核 3 条" in hand.text and "✓确认" not in hand.text
        assert ("台账正被另一个程序写入" if isinstance(error, LedgerBusy) else "出错了") in hand.text
        monkeypatch.undo()
        await hand.press("a")
        assert desk.judged == {"k000000001": True}


async def test_a_document_is_not_rejected_by_a_key(sit: Sit, desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    header = Doubt(HeaderRow("h1", 1, "丙山方案.txt", "", "", Header()), 0.5)
    queue = desk.review
    monkeypatch.setattr(desk, "review", lambda *asked: ([header, *queue(*asked)[0]], 4))
    async with sit(desk) as hand:
        await hand.press("9", "down", "a", "home", "x")
        assert "不能整份拒绝" in hand.text
        assert written(desk) == [("judge", "k000000001", True)]
        assert "✓确认" in hand.text and hand.app.screen.table.cursor == 0


async def test_other_screens_ask_again_after_a_judgement(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("9")
        before = [one[0] for one in desk.asked].count("commitments")
        await hand.press("3", "9", "x", "3")
        assert [one[0] for one in desk.asked].count("commitments") == before + 1


async def test_an_empty_queue_says_so(sit: Sit, desk: Any) -> None:
    desk.rows = ()
    async with sit(desk) as hand:
        await hand.press("9", "a", "x", "space")
        assert "没有待复核的内容" in hand.text and written(desk) == []


def test_the_ledger_keeps_what_was_judged(ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAIZHANG_AUTHOR", "督查室")
    path = Path(copy(ledger, tmp_path / "plans.db"))
    desk = LedgerDesk(path)
    try:
        waiting, left = desk.review(Filters(), 10)
        assert left == len(waiting)
        first, second, third = (one for one in waiting if isinstance(one.row, CommitmentRow))
        kept, gone = desk.judge(first.row.key, accept=True), desk.judge(second.row.key, accept=False)
        assert [one for one in waiting if one not in (first, second)] == desk.review(Filters(), 10)[0]
        assert third in desk.review(Filters(), 10)[0]
        assert desk.count(Filters()) == 2
        desk.take_back(second.row.key, gone)
        assert desk.count(Filters()) == 3
        with Corpus.open(path) as corpus:
            assert [one.author for one in review.history(corpus, second.row.key)] == ["督查室", "督查室"]
            review.undo(corpus, first.row.key, "县教育局")
            review.record(corpus, first.row.key, "", review.Action.REJECT, "县教育局")
        with pytest.raises(BadCorrection, match="后来又有人校核过"):
            desk.take_back(first.row.key, kept)
        assert desk.review(Filters(), 10)[1] == left - 1
    finally:
        desk.close()
