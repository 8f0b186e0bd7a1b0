"""`declare`, `verify`, `undo`, `history`: what they write and say."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from corpus.model import LedgerEvent, Progress, Standing
from tui import author as who
from tui import histories
from tui.commands import progress

Run = Callable[..., tuple[int, str, str]]
KEY = "k000000001"


def test_declared_verified_undone(office: Run) -> None:
    said = office("declare", KEY, "--status", "推进中", "--value", "85", "--unit", "%", "--note", "已改造三所",
               "--evidence", "附件1.pdf", "--by", "县教育局", "--at", "2026-03-31")  # fmt: skip
    assert said == (0, "", "已记录：2026-03-31 · 推进中 · 85% · 县教育局 · 已改造三所\n")
    assert office("verify", KEY, "--status", "受阻", "--at", "2026-04-01")[0] == 0
    (row,) = json.loads(office("list", "--json", "--text", "学生数")[1])
    assert (row["progress"], row["declared"]["value"], row["verified"]["author"]) == ("blocked", "85", "督查室")
    code, out, _ = office("undo", KEY, "--note", "看错了", "--json")
    found = json.loads(out)
    assert code == 0 and found["verified"] is None and found["progress"] == "in_progress"
    _, out, err = office("history", KEY)
    assert [line.split()[0] for line in out.splitlines()[2:4]] == ["2026-03-31", "2026-04-01"]
    assert "已撤销" in out and "撤销" in out.splitlines()[4] and "已改造三所 · 附件1.pdf" in out
    assert err.endswith("办理记录 3 条\n")
    assert [one["note"] for one in json.loads(office("history", KEY, "--json")[1])] == ["已改造三所", None, "看错了"]


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (["declare", KEY, "--status", "很好"], 2, "没有“很好”这种状态"),
        (["declare", KEY], 2, "没有写状态、数值、说明或佐证"),
        (["declare", KEY, "--value", "很多"], 2, "“很多”不是一个数值"),
        (["declare", KEY, "--status", "done", "--at", "昨天"], 2, "“昨天”不是日期"),
        (["declare", KEY, "--status", "done", "--period", "2025"], 1, "没有期次"),
        (["declare", KEY, "--status", "done", "--by", ""], 1, "谁报的"),
        (["declare", "nothing", "--status", "done"], 1, "没有编号以 nothing 开头的承诺"),
        (["undo", KEY], 1, "没有可以撤销的进展记录"),
        (["history", "k0"], 1, "不止一条"),
    ],
)
def test_what_cannot_be_written(office: Run, arguments: list[str], code: int, text: str) -> None:
    ended, out, err = office(*arguments)
    assert (ended, out) == (code, "") and text in err


@pytest.mark.parametrize(
    ("word", "expected"),
    [("已完成", Progress.DONE), ("done", Progress.DONE), ("In Progress", Progress.IN_PROGRESS), ("好", None)],
)
def test_words_for_a_status(word: str, expected: Progress | None) -> None:
    assert progress.progress(word) is expected


def test_who_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(who.getpass, "getuser", lambda: "me")
    monkeypatch.delenv("TAIZHANG_AUTHOR", raising=False)
    assert (who.author(None), who.author("甲")) == ("me", "甲")
    monkeypatch.setenv("TAIZHANG_AUTHOR", "督查室")
    assert who.author(None) == "督查室"


def test_a_moment_is_taken_as_it_is(office: Run) -> None:
    out = office("declare", KEY, "--status", "done", "--at", "2026-01-02T08:00:00+08:00", "--json")[1]
    assert json.loads(out)["event"]["at"] == "2026-01-02T00:00:00Z"


def test_a_line_names_period_and_undo() -> None:
    event = LedgerEvent("k", Standing.DECLARED, Progress.DONE, "甲", "2026-01-02T00:00:00Z", period="2025", undoes="x")
    assert histories.event_line(event) == "2026-01-02 · 2025 · 撤销 · 甲"
