"""Files read in a process beside the screen: what comes back, stopping, and a process that ends before its time."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.model import Outcome
from corpus.rows import documents
from corpus.store import Corpus
from ingest.model import Limits
from tui import beside

PLAN = "丁水县方案{}\n一、目标\n2025年底前，入学率达到95%以上。\n"


def plans(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{number}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(PLAN.format(number), "utf-8")
    return paths


def told(*args: object) -> None:
    """Progress that nobody looks at."""


@pytest.mark.slow
def test_a_batch_comes_back_file_by_file(tmp_path: Path) -> None:
    ledger = tmp_path / "a.db"
    begun: list[tuple[int, int, str]] = []
    broken = tmp_path / "gone.pdf"
    found = list(
        beside.add(ledger, [*plans(tmp_path, 2), broken], Limits(), 1, lambda *at: begun.append((*at[:2], at[2].name)))
    )
    assert [one.outcome for one in found] == [Outcome.ADDED, Outcome.ADDED, Outcome.FAILED]
    assert found[0].document is not None and found[0].document.commitments == 1
    assert "gone.pdf" in str(found[2].error)
    assert begun == [(0, 3, "0.txt"), (1, 3, "1.txt"), (2, 3, "gone.pdf")]


@pytest.mark.slow
def test_who_stops_asking_stops_the_batch(tmp_path: Path) -> None:
    ledger = tmp_path / "a.db"
    batch = beside.add(ledger, plans(tmp_path, 3), Limits(), 1, told)
    next(batch)
    batch.close()
    with Corpus.open(ledger, readonly=True) as corpus:
        assert len(documents(corpus)) == 1


@pytest.mark.slow
def test_what_is_no_ledger_is_a_sentence(tmp_path: Path) -> None:
    ledger = tmp_path / "a.db"
    ledger.write_text("没有台账" * 1000, "utf-8")
    with pytest.raises(CorpusError, match="这不是台账文件"):
        list(beside.add(ledger, plans(tmp_path, 1), Limits(), 1, told))


def test_a_process_that_ends_too_early_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "program"
    program.write_text(f"#!{sys.executable}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    with pytest.raises(CorpusError, match="读入的进程中途结束了"):
        list(beside.add(tmp_path / "a.db", plans(tmp_path, 1), Limits(), 1, told))
