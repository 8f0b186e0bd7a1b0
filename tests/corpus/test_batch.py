"""A batch over several processes: the same answer as one by one, and whole documents whenever it is stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import plans
import pytest

from corpus import rows
from corpus.errors import LedgerBusy, LedgerReadOnly, NoLedger, NotALedger
from corpus.intake import add
from corpus.model import Outcome
from corpus.store import Corpus, select
from corpus.taking import extractions
from ingest.errors import CannotOpen, LimitExceeded
from ingest.model import Limits
from tests.processes import KNOWN, descendants, running

pytestmark = pytest.mark.slow
FILES = 60


def content(corpus: Corpus) -> list[tuple[object, ...]]:
    return select(corpus.connection, "select source, content, version, current, commitments from document order by id")


def test_two_workers_give_what_one_gives_in_the_same_order(tmp_path: Path, samples: Path) -> None:
    folder = plans.folder(tmp_path / "plans", 8)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    (folder / "copy.txt").write_bytes((folder / "plan0003.txt").read_bytes())
    found = []
    for jobs in (1, 2):
        with Corpus.open(tmp_path / f"{jobs}.db") as corpus:
            told = [(one.path.name, one.outcome) for one in add(corpus, [folder, samples], jobs=jobs, vectors=False)]
            found.append((told, content(corpus)))
    assert found[0] == found[1]
    outcomes = dict(found[0][0])
    assert outcomes["broken.pdf"] is Outcome.FAILED
    assert list(outcomes.values()).count(Outcome.UNCHANGED) == 1
    assert len(found[0][1]) == 8 + 5


def test_limits_hold_in_a_batch(tmp_path: Path) -> None:
    folder = plans.folder(tmp_path / "plans", 2)
    (folder / "long.txt").write_text(plans.plan(2, lines=400), encoding="utf-8")
    with Corpus.open(tmp_path / "a.db") as corpus:
        found = {one.path.name: one.error for one in add(corpus, [folder], limits=Limits(characters=5000))}
    assert isinstance(found["long.txt"], LimitExceeded)
    assert list(found.values()).count(None) == 2


def test_extractions_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    folder = plans.folder(tmp_path / "plans", 30)
    paths = [*sorted(folder.iterdir()), tmp_path / "missing.txt"]
    found = list(extractions(paths, Limits(), 2))
    assert [path for path, _ in found] == paths
    assert isinstance(found[-1][1], CannotOpen)
    assert all(not isinstance(one, Exception) and one.commitments for _, one in found[:-1])


@pytest.mark.skipif(not KNOWN, reason="processes are followed through /proc")
@pytest.mark.parametrize(("stop", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_a_batch_that_is_stopped_goes_on_where_it_was(tmp_path: Path, stop: signal.Signals, code: int) -> None:
    folder, ledger = plans.folder(tmp_path / "plans", FILES), tmp_path / "ledger.db"
    command = [sys.executable, "-m", "tui.cli", "--db", str(ledger), "ingest", "--jobs", "2", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 60
    while stored(ledger) < 4:
        assert process.poll() is None and time.monotonic() < until
        time.sleep(0.02)
    workers = descendants(process.pid)
    assert len(workers) >= 2
    os.kill(process.pid, stop)
    _, said = process.communicate(timeout=30)
    assert process.returncode == code
    before = stored(ledger)
    assert 4 <= before < FILES
    if stop is signal.SIGINT:
        # One more may have been written than was counted.
        assert any(f"{FILES} 个文件里读完了 {number} 个" in said for number in (before - 1, before))
    until = time.monotonic() + 10
    while any(map(running, workers)):
        assert time.monotonic() < until, "a worker outlives its batch"
        time.sleep(0.05)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert f"未变 {before}" in done.stderr
    with Corpus.open(ledger) as corpus:
        assert len(rows.documents(corpus)) == FILES
        assert {row.version for row in rows.documents(corpus)} == {1}
        assert rows.count(corpus) == sum(row.commitments for row in rows.documents(corpus))
        assert corpus.connection.pragma("integrity_check") == "ok"


def stored(ledger: Path) -> int:
    if not ledger.exists():
        return 0
    try:
        with Corpus.open(ledger, readonly=True) as corpus:
            return len(rows.documents(corpus))
    except (NoLedger, NotALedger, LedgerReadOnly, LedgerBusy):  # it is being made
        return 0
