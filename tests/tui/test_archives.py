"""An archive given to `ingest` and `extract` stands for the documents in it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tui.cli import main

PLAN = "青禾县基层卫生工作方案\n\n一、主要任务\n\n到2027年，村卫生室达标率达到{}%，由县卫生健康局负责。\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "方案.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("甲/方案一.txt", PLAN.format(92))
        made.writestr("方案二.txt", PLAN.replace("青禾", "望溪").format(95))
        made.writestr("空.txt", "")
        made.writestr("照片.jpg", b"x")
    return path


def test_ingest_takes_each_member_by_itself(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAIZHANG_DB", str(tmp_path / "账.db"))
    assert main(["ingest", str(archive)]) == 1
    said = capsys.readouterr().err
    assert str(archive / "空.txt") in said
    assert ".jpg 1" in said
    assert main(["documents"]) == 0
    shown = capsys.readouterr().out
    assert "青禾县" in shown
    assert "望溪县" in shown
    assert main(["ingest", str(archive)]) == 1
    assert "未变 2" in capsys.readouterr().err


def test_extract_prints_each_member(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "--json", str(archive)]) == 1
    done = capsys.readouterr()
    assert [line.count('"quote"') > 0 for line in done.out.splitlines()] == [True, True]
    assert "空.txt" in done.err
