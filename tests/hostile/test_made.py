"""Hostile files made on the spot: each is read, marked or refused, and costs its line and nothing else."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.intake import add
from corpus.model import Outcome
from corpus.store import Corpus
from corpus.taking import Workers
from ingest.errors import CannotOpen
from ingest.model import Limits
from ingest.safely import bytes_of
from tests.hostile.judging import complaint, judge
from tests.hostile.made import BOMBS, CASES, PLAN, Case

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(Limits(), 1, {".pdf", ".docx"}) as made:
        yield made


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_file_is_read_marked_or_refused(case: Case, workers: Workers) -> None:
    found = judge(lambda: workers.submit(Path(case.name), case.data()).result())
    assert complaint(found, case.expected, case.sentence) is None


def test_one_bad_file_stops_no_batch(tmp_path: Path) -> None:
    """All of them in one folder, with a pipe, a socket, a folder and a link to nowhere among them."""
    folder = tmp_path / "files"
    folder.mkdir()
    wanted = [case for case in CASES if case.name not in BOMBS]
    for number, case in enumerate(wanted):
        (folder / f"{number:02}_{case.name}").write_bytes(case.data())
    (folder / "last.txt").write_text(PLAN.replace("85.5", "86.5"), "utf-8")
    os.mkfifo(folder / "pipe.txt")
    (folder / "nowhere.txt").symlink_to(folder / "gone.txt")
    (folder / "folder.txt").mkdir()
    named = [folder, folder / "pipe.txt", folder / "nowhere.txt", folder / "folder.txt"]
    with Corpus.open(tmp_path / "ledger.db") as corpus:
        found = {one.path.name: one for one in add(corpus, named, jobs=2, vectors=False)}
    for number, case in enumerate(wanted):
        if Path(case.name).suffix != ".zip":
            assert f"{number:02}_{case.name}" in found
    assert isinstance(found["pipe.txt"].error, CannotOpen)
    assert isinstance(found["nowhere.txt"].error, CannotOpen)
    assert found["last.txt"].outcome in (Outcome.ADDED, Outcome.NEW_VERSION)
    for one in found.values():
        assert (one.error is None) == (one.document is not None)


def test_what_is_no_regular_file_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("sock")
        for path in (tmp_path / "pipe", tmp_path / "sock", tmp_path, Path("/dev/zero")):
            with pytest.raises(CannotOpen):
                bytes_of(path, Limits())


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "growing.txt"
    path.write_bytes(b"a" * 100)
    real = os.fstat
    calls = []

    def growing(handle: int) -> os.stat_result:
        calls.append(handle)
        if len(calls) == 2:
            with path.open("ab") as file:
                file.write(b"more")
        return real(handle)

    monkeypatch.setattr("ingest.safely.os.fstat", growing)
    with pytest.raises(CannotOpen, match="正在被改写"):
        bytes_of(path, Limits())
