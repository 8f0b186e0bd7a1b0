"""Settings: where they come from, and what is none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.model import Limits
from tui import settings
from tui.cli import main


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A settings file of the test's own, and nothing in the environment."""
    for known in settings.KNOWN:
        monkeypatch.delenv(known.variable, raising=False)
    path = tmp_path / "settings.toml"
    path.write_text("", "utf-8")
    monkeypatch.setenv(settings.FILE, str(path))
    yield path


def test_without_a_word_the_defaults_apply(file: Path) -> None:
    found = settings.load()
    assert (found.limits, found.jobs) == (Limits(), None)
    assert set(found.origin.values()) == {"default"}


def test_the_file_lies_in_the_configuration_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(settings.FILE)
    assert settings.place().name == "settings.toml"
    assert settings.load().limits == Limits()


def test_the_last_word_wins(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("memory_mb = 512\nidle_seconds = 7.5\npages = 9\njobs = 3\n", "utf-8")
    monkeypatch.setenv("TAIZHANG_PAGES", "8")
    monkeypatch.setenv("TAIZHANG_RATIO", "50")
    found = settings.load(["ratio=60", "file_mb = 1"], jobs=5)
    limits = found.limits
    assert (limits.memory, limits.idle, limits.pages, limits.ratio) == (512 * 1024**2, 7.5, 8, 60.0)
    assert (limits.bytes, limits.unpacked, found.jobs) == (1024**2, Limits().unpacked, 5)
    assert [found.origin[name] for name in ("memory_mb", "pages", "ratio", "characters", "jobs")] == [
        "file", "environment", "option", "default", "option",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "environment", "given", "words"),
    [
        ("memory = 5", {}, [], "settings.toml 里没有 memory"),
        ("pages = ", {}, [], "读不了"),
        ("pages = 'many'", {}, [], "settings.toml pages 的值“many”不对"),
        ("pages = true", {}, [], "pages 的值“True”不对"),
        ("memory_mb = 1", {}, [], "不小于 256"),
        ("ratio = inf", {}, [], "ratio"),
        ("", {"TAIZHANG_JOBS": "-1"}, [], "TAIZHANG_JOBS 的值“-1”不对"),
        ("", {"TAIZHANG_IDLE_SECONDS": "soon"}, [], "TAIZHANG_IDLE_SECONDS"),
        ("", {}, ["pages"], "--set pages 的值“”不对"),
        ("", {}, ["page=1"], "--set 里没有 page"),
        ("", {settings.FILE: "/nowhere/at/all.toml"}, [], "没有设置文件"),
    ],
)
def test_what_is_no_setting_is_named(
    file: Path, monkeypatch: pytest.MonkeyPatch, text: str, environment: dict[str, str], given: list[str], words: str
) -> None:
    file.write_text(text, "utf-8")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(settings.BadSetting) as caught:
        settings.load(given)
    assert words in str(caught.value) and "\n" not in str(caught.value)


def test_the_command_lists_them_all(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text("pages = 77", "utf-8")
    assert main(["settings"]) == 0
    done = capsys.readouterr()
    assert [line.split()[0] for line in done.out.splitlines()[2:]] == [known.name for known in settings.KNOWN]
    assert "77" in done.out and str(file) in done.err
    assert main(["settings", "--json", "--set", "ratio=3"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["settings"]["pages"] == {"value": 77, "origin": "file"}
    assert found["settings"]["ratio"] == {"value": 3.0, "origin": "option"}


def test_a_bad_setting_is_wrong_use(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text("page = 1", "utf-8")
    assert main(["ingest", str(tmp_path), "--db", str(tmp_path / "a.db")]) == 2
    assert "没有 page 这项设置" in capsys.readouterr().err
    assert not (tmp_path / "a.db").exists()


def test_all_settings_are_documented(root: Path) -> None:
    page = (root / "docs" / "settings.md").read_text("utf-8")
    assert [known.name for known in settings.KNOWN if f"| `{known.name}` |" not in page] == []


def test_limits_reach_the_reader(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text("甲县工作方案\n2026年底前，县教育局确保入学率达到95%以上。\n" * 20, "utf-8")
    assert main(["extract", "--set", "characters=100", str(plan)]) == 1
    assert "文字超过 100 字的上限" in capsys.readouterr().err
