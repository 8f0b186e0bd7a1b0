"""What is left when a writer dies or two write at once: whole documents, and all of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus import rows
from corpus.store import Corpus, select

WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from ledger_factories import sentences
from corpus.store import Corpus
from corpus.writing import put
who, number = sys.argv[3], int(sys.argv[4])
print("ready", flush=True)
with Corpus.open(sys.argv[2]) as corpus:
    for n in range(number):
        found = sentences([f"{who}的第{n}份第{i}句应当完成。" for i in range(40)], source=f"{who}{n}.txt")
        put(corpus, found, Path(f"/{who}{n}.txt"), identity=f"{who}{n}")
        print(n, flush=True)
"""


def writer(path: Path, who: str, number: int) -> subprocess.Popen[str]:
    here = str(Path(__file__).parent)
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, here, str(path), who, str(number)], stdout=subprocess.PIPE, text=True
    )


def whole(corpus: Corpus) -> int:
    """Number of documents, each of which is complete."""
    assert corpus.connection.pragma("integrity_check") == "ok"
    counts = select(
        corpus.connection,
        "select d.id, (select count(*) from commitment c where c.document = d.id),"
        " (select count(*) from clause cl where cl.document = d.id),"
        " (select count(*) from block b where b.document = d.id), d.commitments from document d",
    )
    assert all(row[1:] == (40, 40, 40, 40) for row in counts)
    for row in rows.each(corpus):
        text = rows.text(corpus, row.document)
        assert text is not None
        assert text[row.commitment.span.start : row.commitment.span.end] == row.commitment.quote
    return len(counts)


@pytest.mark.slow
def test_two_writers_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    both = [writer(path, who, 30) for who in ("甲", "乙")]
    outputs = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert [out.split()[-1] for out in outputs] == ["29", "29"]
    with Corpus.open(path) as corpus:
        assert whole(corpus) == 60
        assert rows.count(corpus) == 60 * 40


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_a_writer_that_is_killed_leaves_whole_documents(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    before = 0
    for attempt in range(6):
        process = writer(path, f"次{attempt}", 10_000)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        for _ in range(2 + attempt):
            process.stdout.readline()
        time.sleep(0.003 * attempt)
        os.kill(process.pid, signal.SIGKILL)
        told = [line for line in process.stdout.read().split("\n") if line]
        process.wait()
        with Corpus.open(path) as corpus:
            now = whole(corpus)
        assert now >= before + 2 + attempt + len(told), "what was reported as written is there"
        before = now
