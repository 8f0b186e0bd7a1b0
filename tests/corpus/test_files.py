"""What is kept of each file: its outcome and why, and that it was not touched."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from ledger_factories import Fake

from corpus import files
from corpus.intake import add
from corpus.model import Intake, Outcome
from corpus.store import Corpus


def take(corpus: Corpus, folder: Path, fake: Fake, **more: Any) -> list[Intake]:
    given = {"read": fake.read, "extract": fake.extract, "identity": fake.identity, "vectors": False}
    return list(add(corpus, [folder], **(given | more)))


def old(path: Path, text: str) -> None:
    """A file that was written long before it is read."""
    path.write_text(text, "utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))


def test_a_file_that_could_not_be_read_is_kept_with_its_reason(ledger: Corpus, tmp_path: Path) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    old(folder / "a.txt", "甲\n应一。")
    old(folder / "b.txt", "BAD")
    take(ledger, folder, Fake())
    good, bad = files.files(ledger)
    assert (good.outcome, good.commitments, good.reason) == ("ok", 1, None)
    assert (bad.outcome, bad.commitments, bad.document) == ("refused", None, None)
    assert (bad.reason, bad.remedy) == ("读不了", "换一个")
    assert files.unread(ledger) == 1
    (folder / "b.txt").unlink()
    take(ledger, folder, Fake())
    assert [Path(one.path).name for one in files.files(ledger)] == ["a.txt"]


def test_a_file_that_was_not_touched_is_not_even_opened(
    ledger: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    old(folder / "a.txt", "甲\n应一。")
    opened: list[Path] = []

    def open_(self: object, path: Path) -> bytes:
        opened.append(path)
        return path.read_bytes()

    monkeypatch.setattr("corpus.taking.Here.open", open_)
    assert [one.outcome for one in take(ledger, folder, Fake())] == [Outcome.ADDED]
    assert [one.outcome for one in take(ledger, folder, Fake())] == [Outcome.UNCHANGED]
    assert len(opened) == 1
    assert [one.outcome for one in take(ledger, folder, Fake(), again=True)] == [Outcome.UNCHANGED]
    assert len(opened) == 2
    old(folder / "a.txt", "甲\n应二。")
    os.utime(folder / "a.txt", (1_700_000_100, 1_700_000_100))
    assert [one.outcome for one in take(ledger, folder, Fake())] == [Outcome.NEW_VERSION]


def test_a_file_that_was_just_written_is_opened_again(ledger: Corpus, tmp_path: Path) -> None:
    """The clock may not tell a second change from the first."""
    (tmp_path / "p").mkdir()
    path = tmp_path / "p" / "a.txt"
    path.write_text("甲\n应一。", "utf-8")
    at = path.stat().st_mtime_ns
    take(ledger, tmp_path / "p", Fake())
    path.write_text("甲\n应二。", "utf-8")
    os.utime(path, ns=(at, at))
    assert [one.outcome for one in take(ledger, tmp_path / "p", Fake())] == [Outcome.NEW_VERSION]


def test_names_that_are_no_utf_8(ledger: Corpus, tmp_path: Path) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    try:
        for name, text in (("方案", "甲\n应一。"), ("坏的", "BAD")):
            old(folder / os.fsdecode(f"{name}.txt".encode("gb18030")), text)
    except OSError:
        pytest.skip("this file system takes no such names")
    expected = [("refused", "坏的.txt"), ("ok", "方案.txt")]
    for outcomes in ([Outcome.FAILED, Outcome.ADDED], [Outcome.FAILED, Outcome.UNCHANGED]):
        taken = take(ledger, folder, Fake())
        assert sorted((one.outcome for one in taken), reverse=True) == sorted(outcomes, reverse=True)
        assert sorted((one.outcome, Path(one.path).name) for one in files.files(ledger)) == sorted(expected)
