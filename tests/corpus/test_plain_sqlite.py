"""A ledger in a plain SQLite, without this program and without sqlite-vec: every view answers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from ledger_factories import plan, store

from corpus import revectoring
from corpus.store import Corpus

VIEWS = "select name from sqlite_schema where type = 'view' order by name"
_PYTHON = """
import sqlite3, sys
with sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True) as connection:
    for row in connection.execute(sys.argv[2]):
        print(*row, sep="|")
print(any(name in sys.modules for name in ("apsw", "sqlite_vec", "corpus")), file=sys.stderr)
"""
Ask = Callable[[str], list[str]]


def _with_python(path: Path, sql: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-I", "-c", _PYTHON, str(path), sql],
        capture_output=True, text=True, encoding="utf-8", check=True, env={"PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.stderr.strip() == "False"
    return done.stdout.splitlines()


def _with_shell(path: Path, sql: str) -> list[str]:
    done = subprocess.run(
        ["sqlite3", "-readonly", "-batch", "-init", "/dev/null", str(path), sql],
        capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0 and not done.stderr, done.stderr
    return done.stdout.splitlines()


@pytest.fixture(params=["python", "shell"])
def ask(request: pytest.FixtureRequest, tmp_path: Path) -> Ask:
    """One question to a ledger that has one plan and its vectors."""
    if request.param == "shell" and shutil.which("sqlite3") is None:
        pytest.skip("no sqlite3 shell here")
    path = tmp_path / "ledger.db"
    with Corpus.open(path) as corpus:
        store(corpus, plan())
        revectoring.refresh_vectors(corpus)
    with_what = _with_python if request.param == "python" else _with_shell
    return lambda sql: with_what(path, sql)


def test_every_view_answers(ask: Ask) -> None:
    views = ask(VIEWS)
    assert {"v_clauses", "v_commitments", "v_documents", "v_measures"} <= set(views)
    counts = {view: int(ask(f"select count(*) from {view}")[0]) for view in views}
    assert counts["v_documents"] == 1 and counts["v_clauses"] > 3 and counts["v_commitments"] > 1, counts


def test_sentences_are_read_with_their_place(ask: Ask) -> None:
    (found,) = ask("select source, section, text from v_clauses where text like '%标准班额%'")
    assert found.startswith("plan.txt|") and "改善办学条件" in found and "45人" in found


def test_the_file_is_sound_and_its_words_are_an_index_that_answers(ask: Ask) -> None:
    assert ask("pragma integrity_check") == ["ok"]
    assert ask("select count(*) from clause_words where clause_words match '\"班 额\"'") != ["0"]
