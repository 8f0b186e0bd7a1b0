"""The report of a batch in its three forms, and the commands around it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from corpus.model import Intake, Outcome
from ingest.errors import Empty, Unreadable
from tui import intakereport
from tui.cli import main
from tui.commands.reading import intake_json

LOCKED = "<script>已加密"
FILES = [
    Intake(Path("<b>甲.txt"), Outcome.ADDED, seconds=0.5),
    Intake(Path("乙.pdf"), Outcome.FAILED, error=Unreadable("乙", LOCKED, "请解密"), reason=LOCKED),
    Intake(Path("丙.pdf"), Outcome.FAILED, error=Empty("丙.pdf", "没有文字", "请识别"), reason="没有文字"),
]


def written(path: Path, total: int = 3) -> str:
    batch = intakereport.Batch(FILES, total, 12.34)
    intakereport.write(batch, path, [intake_json(one) for one in FILES])
    return path.read_text("utf-8")


def test_as_data(tmp_path: Path) -> None:
    found = json.loads(written(tmp_path / "r.json"))
    assert found["readings"] == {"empty": 1, "ok": 1, "refused": 1}
    assert found["outcomes"]["failed"] == 2 and found["finished"] is True
    assert [one["reading"] for one in found["files"]] == ["ok", "refused", "empty"]
    assert found["files"][1]["commitments"] is None and found["files"][1]["reason"] == "<script>已加密"


def test_as_a_page_that_runs_and_loads_nothing(tmp_path: Path) -> None:
    page = written(tmp_path / "r.html")
    assert "&lt;script&gt;已加密" in page and "&lt;b&gt;甲.txt" in page
    assert not re.search(r"<script|src=|href=|url\(|://", page)
    assert re.findall(r'<tr class="(\w+)"', page) == ["ok", "refused", "empty"]
    assert "12.3 秒" in page and "没有读完" not in page


def test_as_a_table(tmp_path: Path) -> None:
    lines = written(tmp_path / "r.txt", total=9).splitlines()
    assert lines[0] == "3 个文件，12.3 秒"
    assert "没有读完：3/9" in lines
    assert [line.split()[0] for line in lines[-3:]] == ["完好", "拒绝", "没有文字"]
    assert lines[-2].split()[2:4] == ["—", "—"], "what could not be read has no number of commitments"


@pytest.mark.slow
def test_a_batch_for_real(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "甲.txt").write_text("甲县工作方案\n2026年底前，县教育局确保入学率达到95%以上。\n", "utf-8")
    (folder / "乙.pdf").write_bytes(b"%PDF-1.4 cut")
    (folder / "丙.txt").write_text("  \n", "utf-8")
    ledger = str(tmp_path / "a.db")
    assert main(["ingest", str(folder), "--db", ledger, "--report", str(tmp_path / "r.json")]) == 1
    found = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert {Path(one["path"]).name: one["reading"] for one in found["files"]} == {
        "甲.txt": "ok", "乙.pdf": "refused", "丙.txt": "empty",
    }  # fmt: skip
    capsys.readouterr()
    assert main(["documents", "--db", ledger]) == 0
    assert "另有 2 个文件没能读入" in capsys.readouterr().err
    assert main(["documents", "--files", "--json", "--db", ledger]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert {one["outcome"] for one in listed} == {"ok", "empty", "refused"}
    assert main(["documents", "--files", "--db", ledger]) == 0
    done = capsys.readouterr()
    assert "3 个文件，其中 2 个没能读入" in done.err and "没有文字" in done.out


def test_a_form_that_is_none_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", str(tmp_path), "--db", str(tmp_path / "a.db"), "--report", "r.pdf"]) == 2
    assert "报告" in capsys.readouterr().err
