"""Copies of a ledger, several writers, read-only mode."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from ledger_factories import PLAN, plan, store

from corpus import ledger as history
from corpus import rows
from corpus.backup import backup, restore
from corpus.errors import BackupFailed, NoLedger, NotALedger, ReadOnlyMode
from corpus.model import LedgerEvent, Progress, Standing
from corpus.store import Corpus, beside

DONE = LedgerEvent("", Standing.DECLARED, Progress.DONE, "甲", "2026-01-01")


def keys(corpus: Corpus) -> list[str]:
    return [row.key for row in rows.commitments(corpus)]


def test_out_and_back(filled: Corpus, tmp_path: Path) -> None:
    key = keys(filled)[0]
    history.record(filled, key, DONE)
    copy = tmp_path / "copy.db"
    assert backup(filled, copy) == copy.stat().st_size > 0
    history.undo(filled, key, "甲")
    store(filled, plan(PLAN + "附注。"))
    beside(filled.path, ".vec.db").write_bytes(b"old")
    kept = restore(copy, filled.path)
    assert kept is not None and not beside(filled.path, ".vec.db").exists()
    # Who had the ledger open goes on with what it says now.
    assert len(history.history(filled, key)) == 1 and rows.documents(filled)[0].version == 1
    with Corpus.open(kept) as before:
        assert len(history.history(before, key)) == 2 and rows.documents(before)[0].version == 2
    history.record(filled, key, DONE)
    again = restore(copy, filled.path)
    assert again is not None and again != kept
    assert sorted(path.name for path in tmp_path.iterdir() if ".part" in path.name) == []


def test_a_ledger_that_is_not_there_is_made_from_a_copy(filled: Corpus, tmp_path: Path) -> None:
    copy, fresh = tmp_path / "copy.db", tmp_path / "new" / "ledger.db"
    backup(filled, copy)
    assert restore(copy, fresh) is None
    with Corpus.open(fresh) as corpus:
        assert keys(corpus) == keys(filled)


def test_what_is_refused(filled: Corpus, tmp_path: Path) -> None:
    there = tmp_path / "there.db"
    there.write_bytes(b"x")
    with pytest.raises(BackupFailed, match="已存在"):
        backup(filled, there)
    with pytest.raises(BackupFailed, match="不能在这个文件夹里写"):
        backup(filled, tmp_path / "no" / "x.db")
    with pytest.raises(BackupFailed, match="同一个文件"):
        restore(filled.path, filled.path)
    with pytest.raises(NoLedger):
        restore(tmp_path / "nothing.db", filled.path)
    with pytest.raises(NotALedger):
        restore(there, filled.path)
    assert len(keys(filled)) == 3


def test_a_folder_that_knows_no_links(filled: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: Path, target: Path) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    copy = tmp_path / "copy.db"
    assert backup(filled, copy) == copy.stat().st_size
    with pytest.raises(BackupFailed, match="已存在"):
        backup(filled, copy)
    assert [path.name for path in tmp_path.iterdir() if ".part" in path.name] == []


def test_a_damaged_copy_is_refused_before_anything_is_touched(filled: Corpus, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    backup(filled, copy)
    data = bytearray(copy.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 30_000] = b"\xff" * 30_000
    copy.write_bytes(data)
    with pytest.raises(BackupFailed, match="已损坏"):
        restore(copy, filled.path)
    assert len(keys(filled)) == 3


def test_read_only_mode(filled: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAIZHANG_READONLY", "1")
    with pytest.raises(ReadOnlyMode, match="只读模式"):
        Corpus.open(filled.path)
    with pytest.raises(ReadOnlyMode, match=filled.path.name):
        restore(tmp_path / "copy.db", filled.path)
    with Corpus.open(filled.path, readonly=True) as corpus:
        assert len(keys(corpus)) == 3
        backup(corpus, tmp_path / "copy.db")
    monkeypatch.setenv("TAIZHANG_READONLY", "0")
    Corpus.open(filled.path).close()


WRITER = """
import sys
from corpus.ledger import record, undo
from corpus.corrections import Action
from corpus.model import LedgerEvent, Progress, Standing
from corpus.review import record as correct
from corpus.store import Corpus
path, who, count, *keys = sys.argv[1:]
with Corpus.open(path) as corpus:
    for number in range(int(count)):
        record(corpus, keys[number % len(keys)], LedgerEvent("", Standing.DECLARED, Progress.IN_PROGRESS, who, "",
                                                             str(number)))
    undo(corpus, keys[0], who)
    correct(corpus, keys[1], "subject", Action.CORRECT, who, f"{who}改的事项")
"""


def test_processes_write_at_once_without_loss(filled: Corpus, root: Path) -> None:
    count, people = 12, ("甲", "乙", "丙")
    work = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(filled.path), who, str(count), *keys(filled)],
            stderr=subprocess.PIPE, text=True, cwd=root,
        )
        for who in people
    ]  # fmt: skip
    for one in work:
        _, said = one.communicate(timeout=120)
        assert one.returncode == 0, said
    events = [event for key in keys(filled) for event in history.history(filled, key)]
    for who in people:
        mine = [event for event in events if event.author == who and not event.undoes]
        assert sorted(int(event.value or -1) for event in mine) == list(range(count))
    assert sum(bool(event.undoes) for event in events) == len(people)
    assert len({event.uid for event in events}) == len(events) == len(people) * (count + 1)
    assert filled.connection.execute("select count(*) from correction").get == len(people)
