"""`align` and `cites` on the command line."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from corpus import matches
from corpus.store import Corpus
from tui.cli import main

Run = Callable[..., tuple[int, str, str]]
ABOVE = (
    "云岭省教育工作实施方案\n\n一、主要任务\n\n初中三年巩固率达到97%以上。\n\n推进中小学图书馆建设，配齐图书资料。\n"
)
BELOW = (
    "青禾县教育工作实施方案\n\n根据《云岭省教育工作实施方案》，制定本方案。\n\n一、主要任务\n\n"
    "初中三年巩固率达到95%以上。\n\n打造青禾民歌进校园品牌。\n"
)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = main([str(one) for one in arguments])
        done = capsys.readouterr()
        return code, done.out, done.err

    return call


@pytest.fixture
def plans(tmp_path: Path) -> tuple[Path, Path]:
    paths = tmp_path / "above.txt", tmp_path / "below.txt"
    for path, text in zip(paths, (ABOVE, BELOW), strict=True):
        path.write_text(text, "utf-8")
    return paths


def test_what_was_said_counts_for_plans_of_a_ledger(run: Run, plans: tuple[Path, Path], tmp_path: Path) -> None:
    db = tmp_path / "two.db"
    assert run("ingest", *plans, "--db", db)[0] == 0
    asked = ("align", "above.txt", "below.txt", "--db", db, "--json")
    first = json.loads(run(*asked)[1])["pairs"][0]
    with Corpus.open(db) as corpus:
        matches.decide(corpus, first["parent"]["key"], first["local"]["key"], "督查室", accept=False)
    again = json.loads(run(*asked)[1])["pairs"][0]
    assert (first["answer"], again["answer"], again["local"]) == ("weaker", "missing", None)


def test_alignment(run: Run, plans: tuple[Path, Path], tmp_path: Path) -> None:
    code, out, _ = run("align", *plans)
    assert code == 0
    assert "上级 2 条：降低 1，没有回应 1；本地另有 1 条没有上级依据" in out and "打造青禾民歌" in out
    found = json.loads(run("align", *plans, "--json")[1])
    assert [one["answer"] for one in found["pairs"]] == ["weaker", "missing"]
    assert found["pairs"][0]["values"][0]["local"]["value"] == 95
    path = tmp_path / "review.xlsx"
    assert run("align", *plans, "--xlsx", path)[0] == 0
    made = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    assert made.sheetnames == ["对齐", "本地自己的"]
    assert made["对齐"].max_row == 3
    same = tmp_path / "same.txt"
    same.write_text(ABOVE.replace("云岭省", "望川省"), "utf-8")
    _, out, _ = run("align", plans[0], same, "--gaps")
    assert "图书馆" not in out


def test_versions_of_a_plan(run: Run, plans: tuple[Path, Path], tmp_path: Path) -> None:
    newer = tmp_path / "newer.txt"
    newer.write_text(BELOW.replace("95%", "96%"), "utf-8")
    code, out, _ = run("align", plans[1], newer, "--versions")
    assert code == 0 and "改数值 1" in out and "≥95% → ≥96%" in out
    steps = json.loads(run("align", plans[1], newer, "--versions", "--json")[1])
    assert sorted(one["changes"][0] for one in steps) == ["same", "value"]


def test_citations(run: Run, plans: tuple[Path, Path]) -> None:
    run("ingest", *plans)
    code, out, err = run("cites")
    assert code == 0 and "台账 1" in out and "1 处引用，1 处的文件在台账里" in err
    code, out, _ = run("cites", "青禾县")
    assert code == 0 and out.splitlines()[1].startswith("  → 《云岭省教育工作实施方案》")
    _, out, _ = run("cites", "1")
    assert "← 被引用：2 青禾县教育工作实施方案" in out
    [found] = json.loads(run("cites", "--json")[1])
    assert (found["document"], found["target"], found["why"]) == (2, 1, "title")
