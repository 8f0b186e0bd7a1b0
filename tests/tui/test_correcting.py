"""Fields corrected on the review screen, by its keys."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from corpus import review
from corpus.errors import BadCorrection
from corpus.model import Filters, HeaderRow
from corpus.store import Corpus
from tui import reviewing
from tui.desk import LedgerDesk

Sit = Callable[..., AbstractAsyncContextManager[Any]]
FIRST = "k000000001"


def done(desk: Any) -> list[tuple[object, ...]]:
    return [one for one in desk.asked if one[0] in ("judge", "correct", "take_back")]


async def test_a_field_is_corrected_and_the_row_stays_to_be_judged(sit: Sit, desk: Any) -> None:
    async with sit(desk, (80, 24)) as hand:
        await hand.press("9")
        assert "e 更正" in hand.text
        await hand.press("e")
        assert hand.name == "ChoiceScreen" and "更正哪一项" in hand.text and "事项" in hand.text
        await hand.press("enter")
        assert hand.name == "AskScreen" and "班级学生数" in hand.text
        await hand.press("ctrl+u", *"班额", "enter")
        assert hand.name == "ReviewScreen"
        assert done(desk) == [("correct", FIRST, "subject", "班额")]
        assert "✎更正" in hand.text and "待复核 3 条" in hand.text
        assert hand.app.screen.table.cursor == 0
        await hand.press("a")
        assert done(desk)[1:] == [("judge", FIRST, True)] and "待复核 2 条" in hand.text


async def test_it_is_taken_back(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("9", "e", "enter", "ctrl+u", *"班额", "enter", "a", "backspace")
        assert "✎更正" in hand.text and desk.judged == {} and desk.corrected == {FIRST: "班额"}
        await hand.press("backspace")
        assert "✎更正" not in hand.text and desk.corrected == {}
        assert done(desk)[-1] == ("take_back", FIRST, f"c-{FIRST}")


@pytest.mark.parametrize("dash", ["-", "－", "—"])
async def test_a_dash_says_that_the_text_has_no_such_thing(sit: Sit, desk: Any, dash: str) -> None:
    async with sit(desk) as hand:
        await hand.press("9", "e", "enter")
        hand.app.screen.query_one("#answer").value = dash
        await hand.press("enter")
        assert done(desk) == [("correct", FIRST, "subject", None)]


@pytest.mark.parametrize("keys", [["escape"], ["enter", "escape"], ["enter", "enter"], ["enter", "ctrl+u", "enter"]])
async def test_what_is_left_as_it_is_writes_nothing(sit: Sit, desk: Any, keys: list[str]) -> None:
    async with sit(desk) as hand:
        await hand.press("9", "e", *keys)
        assert hand.name == "ReviewScreen" and done(desk) == [] and "✎更正" not in hand.text


async def test_what_is_not_understood_is_asked_again_with_the_reason(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("9", "e", "down", "enter", "ctrl+u", *"年底", "enter")
        assert hand.name == "AskScreen"
        assert "期限请写成 2026-12-31" in hand.text and "年底" in hand.text
        await hand.press("escape")
        assert "✎更正" not in hand.text
        await hand.press("backspace")
        assert "没有可以撤销的" in hand.text


async def test_the_reason_is_whole_on_a_small_screen_in_english(sit: Sit, desk: Any, english: None) -> None:
    async with sit(desk, (80, 24)) as hand:
        await hand.press("9", "e", "down", "enter", "ctrl+u", *"the end of the year in spring", "enter")
        shown = " ".join(line.strip("│ ") for line in hand.text.splitlines() if line.count("│") == 2)
        assert "“the end of the year in spring” is not understood · write a deadline as 2026-12-31" in shown


async def test_a_settled_row_is_not_corrected(sit: Sit, desk: Any) -> None:
    async with sit(desk) as hand:
        await hand.press("9", "x", "up", "e")
        assert hand.name == "ReviewScreen" and "已经复核" in hand.text


@pytest.mark.parametrize(
    ("field", "typed", "shown"),
    [
        ("title", "丁水县义务教育方案", "丁水县义务教育方案"),
        ("doc_number", "丁政发〔2024〕9号", "丁政发〔2024〕9号"),
        ("issuer", "丁水县人民政府", "丁水县人民政府"),
        ("issued", "2024-03-05", "2024-03-05"),
        ("level", "省", "province 省级"),
        ("period", "2021-2025", "2021–2025"),
        ("issuer", None, "—"),
    ],
)
def test_the_ledger_says_what_was_corrected_in_a_header(
    ledger: Path, tmp_path: Path, field: str, typed: str | None, shown: str
) -> None:
    desk = LedgerDesk(Path(copy(ledger, tmp_path / "plans.db")))
    try:
        header = next(one.row for one in desk.review(Filters(), 100)[0] if isinstance(one.row, HeaderRow))
        before = {name: now for name, _, now in desk.fields(header.key)}
        if typed is None:
            desk.correct(header.key, field, "丁水县教育局")
        uid = desk.correct(header.key, field, typed)
        after = {name: now for name, _, now in desk.fields(header.key)}
        assert after[field] == shown
        row = desk.reviewed(header.key)
        assert isinstance(row, HeaderRow) and row.key == header.key
        words = dict(reviewing.header_fields(row.header))
        assert words[reviewing.field_word(field)] == (shown if field != "level" else "省级")
        desk.take_back(header.key, uid)
        taken = {name: now for name, _, now in desk.fields(header.key)}
        assert taken[field] == (before[field] if typed is not None else "丁水县教育局")
    finally:
        desk.close()


def test_each_kind_is_found_again_by_its_key(ledger: Path) -> None:
    desk = LedgerDesk(ledger)
    try:
        kinds = {}
        for doubt in desk.review(Filters(), 100)[0]:
            row = desk.reviewed(doubt.row.key)
            assert row == doubt.row
            kinds[type(row).__name__] = desk.fields(doubt.row.key)
        assert set(kinds) >= {"CommitmentRow", "HeaderRow"}
        assert all(kinds.values())
        assert desk.reviewed("h" + "0" * 15) is None
    finally:
        desk.close()


def test_a_strange_date_is_refused(ledger: Path, tmp_path: Path) -> None:
    path = Path(copy(ledger, tmp_path / "plans.db"))
    desk = LedgerDesk(path)
    try:
        header = next(one.row for one in desk.review(Filters(), 100)[0] if isinstance(one.row, HeaderRow))
        with pytest.raises(BadCorrection, match="日期请写成"):
            desk.correct(header.key, "issued", "春天")
        with Corpus.open(path) as corpus:
            assert review.history(corpus, header.key) == []
    finally:
        desk.close()


@pytest.mark.parametrize(
    ("name", "was", "now", "typed"),
    [
        ("title", "甲", "甲", "甲"),
        ("title", "甲", "乙 丙", "乙 丙"),
        ("level", "county 县", "county 县", "county"),
        ("measures.1.indicator", "class_size 班级学生数", "class_size 班级学生数", "class_size"),
        ("deadline", "—", "—", ""),
        ("deadline", "2024-12-31", "已拒绝", ""),
        ("deadline", "2024-12-31", "已确认", "2024-12-31"),
    ],
)
def test_what_stands_in_the_line_can_be_typed(name: str, was: str, now: str, typed: str) -> None:
    assert reviewing.typed(name, was, now) == typed
