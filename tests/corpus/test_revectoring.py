"""Vectors made anew while the old ones answer; a run that is killed goes on where it was."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from ledger_factories import PLAN, plan, sentences, store

from corpus import revectoring, sidecar, vectors
from corpus.search import search
from corpus.store import Corpus, select

KILLED = """
import os, signal, sys
from pathlib import Path
from corpus import revectoring
from corpus.store import Corpus
revectoring.BATCH = revectoring.SLOW_BATCH = 10
def stop(done, total):
    print(done, total, flush=True)
    if done >= int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
with Corpus.open(sys.argv[1]) as corpus:
    if sys.argv[2]:
        revectoring.switch(corpus, sys.argv[2], progress=stop)
    else:
        revectoring.refresh_vectors(corpus, progress=stop)
"""
MORE = [f"第{i}项说的是{'甲乙丙丁戊'[i % 5]}类医疗卫生服务。" for i in range(50)]


def killed(path: Path, model: str, at: int) -> list[str]:
    """Lines of progress of a run that kills itself when so many sentences have their new vector."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", KILLED, str(path), model, str(at)],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr
    return done.stdout.splitlines()


def by_meaning(path: Path) -> tuple[list[str], list[str]]:
    """What a ledger that is only read finds near a sentence, and what it has to say."""
    with Corpus.open(path, readonly=True) as corpus:
        hits = search(corpus, "教师交流轮岗")
        return [hit.quote for hit in hits if "meaning" in hit.why], corpus.notices


@pytest.fixture
def grown(tmp_path: Path) -> Path:
    """A ledger that has outgrown its model."""
    with Corpus.open(tmp_path / "ledger.db") as corpus:
        store(corpus, plan())
        revectoring.refresh_vectors(corpus)
        store(corpus, sentences(MORE), identity="乙")
    return tmp_path / "ledger.db"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
@pytest.mark.parametrize("at", [0, 20, 10_000])
def test_a_killed_fitting_leaves_the_old_index_and_is_finished_later(grown: Path, at: int) -> None:
    with Corpus.open(grown) as corpus:
        total = vectors.sentences(corpus)
        before = vectors.own_model(corpus)
    assert before is not None
    stop = min(at, total)
    assert killed(grown, "", stop)[-1] == f"{stop} {total}"
    near, _ = by_meaning(grown)
    assert near and "轮岗" in near[0], "the old index answers"
    with Corpus.open(grown, readonly=True) as corpus:
        old = vectors.own_model(corpus)
        assert old is not None and old.name == before.name
    told: list[tuple[int, int]] = []
    with Corpus.open(grown) as corpus:
        revectoring.refresh_vectors(corpus, progress=lambda *how: told.append(how))
        after = vectors.own_model(corpus)
        assert told[0] == (stop, total) and told[-1] == (total, total), "it goes on where it was"
        assert after is not None and after.name != before.name and vectors.ready(corpus, after)
        assert select(corpus.connection, "select name from vec.model") == [(after.name,)]
        assert len(vectors.everything(corpus, after)[0]) == total
    assert not sidecar.next_model_path(grown).exists()
    near, notices = by_meaning(grown)
    assert near and "轮岗" in near[0] and not notices


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_between_the_new_model_and_its_place_search_still_works(grown: Path) -> None:
    total = int(killed(grown, "", 57)[-1].split()[1])
    assert total <= 60
    sidecar.model_path(grown).rename(grown.with_name("gone"))
    near, _ = by_meaning(grown)
    assert near and "轮岗" in near[0]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_a_killed_switch_leaves_the_old_index_and_is_finished_later(grown: Path, tmp_path: Path) -> None:
    from real_models import make

    model = str(make(tmp_path / "bert", PLAN))
    with Corpus.open(grown) as corpus:
        revectoring.refresh_vectors(corpus)
        total = vectors.sentences(corpus)
    assert killed(grown, model, 20)[-1] == f"20 {total}"
    near, notices = by_meaning(grown)
    assert near and "轮岗" in near[0] and not notices
    told: list[int] = []
    with Corpus.open(grown) as corpus:
        assert vectors.chosen(corpus) is None
        revectoring.switch(corpus, model, progress=lambda done, _: told.append(done))
        assert told[0] == 20 and told[-1] == total and vectors.chosen(corpus) == model
        assert len(select(corpus.connection, "select 1 from vec.model")) == 1
