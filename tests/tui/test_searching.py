"""`search`, `searches`, `remove`, `merge` as a person meets them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


def test_a_search_says_what_it_added_and_can_be_told_not_to(run: Run) -> None:
    _, _, err = run("search", "小朋友", "--words-only")
    assert "“小朋友”也按这些说法找" in err
    _, _, err = run("search", "小朋友", "--words-only", "--no-concepts")
    assert "也按这些说法找" not in err


def test_pages_follow_each_other(run: Run) -> None:
    every = json.loads(run("search", "小学", "--words-only", "-n", "50", "--json")[1])
    assert len(every) >= 2
    for page in (1, 2):
        single = json.loads(run("search", "小学", "--words-only", "-n", "1", "--page", str(page), "--json")[1])
        assert single == every[page - 1 : page]
    assert json.loads(run("search", "小学", "--words-only", "-n", "1", "--offset", "1", "--json")[1]) == every[1:2]
    code, out, err = run("search", "小学", "--words-only", "--page", "99")
    assert code == 0 and not out and "没有这一页" in err
    assert "用 --page 翻页" in run("search", "小学", "--words-only", "-n", "1")[2]


def test_facets(run: Run) -> None:
    found = json.loads(run("search", "小学", "--words-only", "--facets", "--json")[1])
    assert set(found) == {"total", "loose", "expansions", "facets", "hits"}
    assert sum(one["count"] for one in found["facets"]["document"]) >= found["total"]
    assert "力度 应当" in run("search", "小学", "--words-only", "--facets")[1]


def test_csv(run: Run) -> None:
    code, out, _ = run("search", "小学", "--words-only", "--csv")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert code == 0 and rows and set(rows[0]) >= {"原文", "得分", "文件", "编号"}
    hits = json.loads(run("search", "小学", "--words-only", "--json")[1])
    owners = ["、".join(one["name"] for one in (hit["commitment"] or {}).get("responsible", ())) for hit in hits]
    assert any("、" in one for one in owners)
    assert sorted(row["责任单位"] for row in rows) == sorted(owners)
    code, _, err = run("search", "小学", "--csv", "--json")
    assert code == 2 and "--json" in err


def test_a_search_without_a_question_is_wrong_use(run: Run) -> None:
    code, out, err = run("search")
    assert code == 2 and not out and "没有写要找什么" in err


def test_saved_searches(run: Run) -> None:
    assert run("search", "小学", "--words-only", "--save", "甲", "-n", "1")[0] == 0
    (one,) = json.loads(run("searches", "--json")[1])
    assert (one["name"], one["query"], one["options"]) == ("甲", "小学", {"words_only": True})
    assert run("searches")[1].startswith("甲 小学")
    assert run("search", "--saved", "甲", "--json")[1] == run("search", "小学", "--words-only", "--json")[1]
    code, _, err = run("search", "--saved", "乙")
    assert code == 1 and "没有保存过" in err
    assert run("searches", "--forget", "甲")[0] == 0
    assert json.loads(run("searches", "--json")[1]) == []
    assert run("searches", "--forget", "甲")[0] == 1


@pytest.fixture
def second(run: Run, tmp_path: Path) -> Path:
    """A ledger with a plan of its own."""
    plan = tmp_path / "plan.txt"
    plan.write_text("松塔县校车方案\n一、任务\n2026年底前，县教育局要为偏远小学配备校车40辆。\n", encoding="utf-8")
    path = tmp_path / "second.db"
    assert run("--db", str(path), "ingest", str(plan))[0] == 0
    return path


def test_two_ledgers_are_searched_at_once(run: Run, second: Path) -> None:
    hits = json.loads(run("search", "校车40辆", "--words-only", "--also", str(second), "--json")[1])
    assert hits[0]["source"] == "plan.txt"
    assert json.loads(run("search", '"校车"', "--words-only", "--json")[1]) == []


def test_merge_and_remove(run: Run, second: Path) -> None:
    code, _, err = run("merge", str(second))
    assert code == 0 and "进展记录" in err
    (hit,) = json.loads(run("search", '"校车40辆"', "--words-only", "--json")[1])
    assert hit["commitment"]["quote"]
    assert run("merge", str(second))[0] == 0, "again changes nothing"
    assert len(json.loads(run("search", '"校车40辆"', "--words-only", "--json")[1])) == 1
    number = str(hit["document"])
    code, _, err = run("remove", number)
    assert code == 1 and "--yes" in err and "plan.txt" in err
    assert run("remove", number, "--yes")[0] == 0
    assert json.loads(run("search", '"校车40辆"', "--words-only", "--json")[1]) == []
    code, _, err = run("remove", number, "--yes")
    assert code == 1 and "没有这个编号的文件" in err


def test_a_ledger_is_not_merged_into_itself(run: Run, ledger: Path) -> None:
    assert run("merge", str(ledger))[0] == 2
