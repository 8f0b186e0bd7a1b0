"""Rows as words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from corpus.model import Entry, LedgerEvent, Progress, Standing, Tally
from extract.model import Duty
from tui import present
from tui.present import State
from tui.tables import Tone

ON = date(2025, 6, 1)


@pytest.mark.parametrize(
    ("days", "progress", "state", "text", "tone"),
    [
        (-1, Progress.NOT_STARTED, State.LATE, "逾期 1 天", Tone.LATE),
        (0, Progress.IN_PROGRESS, State.SOON, "剩 0 天", Tone.SOON),
        (90, Progress.NOT_STARTED, State.SOON, "剩 90 天", Tone.SOON),
        (91, Progress.BLOCKED, State.OPEN, "剩 91 天", Tone.PLAIN),
        (-9, Progress.DONE, State.DONE, "已完成", Tone.DONE),
        (-9, Progress.CANCELLED, State.CANCELLED, "已取消", Tone.DIM),
        (None, Progress.NOT_STARTED, State.UNDATED, "无期限", Tone.DIM),
    ],
)
def test_state(rows: Any, days: int | None, progress: Progress, state: State, text: str, tone: Tone) -> None:
    due = None if days is None else ON + timedelta(days=days)
    row = replace(rows[0], progress=progress, commitment=replace(rows[0].commitment, deadline=due))
    assert present.state(row, ON) is state
    assert present.state_cell(row, ON) == present.Cell(text, tone)


def test_a_measure_may_be_late_before_its_commitment(rows: Any) -> None:
    kept = rows[0].commitment
    early = replace(kept.measures[0], deadline=ON - timedelta(days=3))
    row = replace(rows[0], commitment=replace(kept, deadline=ON + timedelta(days=900), measures=(early,)))
    cells = [cell.text for cell in present.commitment_row(row, ON)]
    assert present.state(row, ON) is State.LATE
    assert cells[3] == "2025-05-29" and cells[-1] == "逾期 3 天"
    assert present.entry_row(Entry(row, "教育局", None, early.deadline or ON, 3), ON)[0].text == "逾期 3 天"
    assert present.state_cell(row, ON, ON + timedelta(days=900)).text == "剩 900 天"


def test_a_plan_that_promises_nothing_needs_a_look(plan: Any) -> None:
    cells = present.document_row(replace(plan, commitments=0, status="partial", problems=2, version=2))
    assert cells[-1] == present.Cell("没有承诺", Tone.WARN)
    assert present.Cell("2", Tone.STRONG) in cells


def test_rows_have_a_cell_for_each_column(rows: Any, plan: Any) -> None:
    entry = Entry(rows[0], "县教育局", Duty.LEAD, date(2024, 12, 31), 152)
    assert len(present.commitment_row(rows[0], ON)) == len(present.COMMITMENTS)
    assert len(present.keyed_row(rows[0], ON)) == len(present.KEYED)
    assert len(present.document_row(plan)) == len(present.DOCUMENTS)
    assert len(present.entry_row(entry, ON)) == len(present.ENTRIES)
    assert len(present.keyed_entry_row(entry, ON)) == len(present.KEYED_ENTRIES)
    assert present.entry_row(replace(entry, duty=None), ON)[4].text == "—"


def test_a_plan_without_title_shows_its_file_and_problems(plan: Any) -> None:
    cells = present.document_row(replace(plan, title=None, status="partial", problems=2))
    assert cells[1].text == "丙山方案.txt"
    assert cells[-1] == present.Cell("不完整 !2", Tone.WARN)


def test_tallies_have_bars_that_show_without_colour() -> None:
    rows = present.tally_rows([Tally("教育局", 9, 1, 8), Tally("", 3, 1, 1), Tally("编办", 1, 1, 0)])
    assert [row[0].text for row in rows] == ["教育局", "（未写明责任单位）", "编办"]
    assert [len(row[4].text) for row in rows] == [20, 2, 0]
    assert present.bar(1, 10_000, 20) == "█"


def test_fields_tell_everything(rows: Any) -> None:
    declared = LedgerEvent("k", Standing.DECLARED, Progress.IN_PROGRESS, "张三", "2025-05-01T08:00:00Z", "60%", "在建")
    kept = replace(rows[0].commitment, doubts=("期限早于发文",), recurrence="每年")
    fields = present.fields(replace(rows[0], commitment=kept, declared=declared), ON)
    shown = {field.label: field.value for field in fields}
    assert shown["单位自报"] == "2025-05-01 · 推进中 · 60% · 张三 · 在建"
    assert shown["存疑"] == "期限早于发文"
    assert shown["周期"] == "每年"
    assert shown["出处"] == "丙山方案.txt · 一、主要目标 · 第 2 页"
    assert shown["牵头"] == "县教育局" and shown["编号"] == rows[0].key
    assert "责任单位" not in shown
    assert {field.label: field.value for field in present.fields(rows[2], ON)}["责任单位"] == "—"


@pytest.mark.parametrize(
    ("doubts", "tone"), [(("uncertain_text",), present.Tone.WARN), ((), present.Tone.DIM)], ids=["doubtful", "sure"]
)
def test_a_sentence_of_a_picture_says_how_surely_it_was_read(rows: Any, doubts: tuple[str, ...], tone: Any) -> None:
    row = replace(rows[0], recognised=0.6, commitment=replace(rows[0].commitment, doubts=doubts))
    told = {field.label: (field.value, field.tone) for field in present.fields(row, ON)}
    assert told["识别"] == ("0.60，原文是图像，请对照", tone)
    assert told.get("存疑") == (("图像识别不确定", present.Tone.WARN) if doubts else None)
    assert "识别" not in {field.label for field in present.fields(rows[0], ON)}
