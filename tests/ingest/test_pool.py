"""Workers that take many files: replaced after a bad one, after a number of them, and never left behind."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest import nursery
from ingest.errors import IngestError, LimitExceeded, Unreadable
from ingest.model import Limits
from ingest.pool import Pool, ProgramFailed
from ingest.registry import Job

pytestmark = pytest.mark.slow

HERE = "tests.ingest.crashing:work"


@pytest.fixture(scope="module", autouse=True)
def no_process_is_left() -> Iterator[None]:
    yield
    nursery.shutdown()


@pytest.fixture(params=[True, False], ids=["forked", "programs"])
def pool(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pool]:
    if request.param and not nursery.FORKS:
        pytest.skip("this system does not fork")
    monkeypatch.setattr(nursery, "FORKS", request.param)
    with Pool(files=3) as made:
        yield made


def ask(pool: Pool, order: str, data: bytes = b"", **limits: Any) -> dict[str, Any]:
    return pool.ask(HERE, {"order": order, "careful": False}, data, Job("坏文件.txt", limits=Limits(**limits)))


def test_a_worker_takes_several_files_and_is_then_replaced(pool: Pool) -> None:
    workers = [ask(pool, "who")["process"] for _ in range(7)]
    assert workers[0] == workers[1] == workers[2]
    assert workers[3] == workers[4] == workers[5]
    assert len(set(workers)) == 3
    assert os.getpid() not in workers


def test_bytes_arrive_whole(pool: Pool) -> None:
    data = bytes(range(256)) * 20_000
    assert ask(pool, "count", data)["bytes"] == len(data)


@pytest.mark.parametrize(
    ("order", "limits", "error", "words"),
    [
        ("exit", {}, Unreadable, "意外退出"),
        ("kill", {}, Unreadable, "意外退出"),
        ("refuse", {}, Unreadable, "不读"),
        ("sleep", {"idle": 0.5}, LimitExceeded, "停滞超过 0.5 秒"),
        ("memory", {"memory": 700 * 1024**2}, LimitExceeded, "700 MB"),
        ("rubbish", {}, Unreadable, "意外退出"),
        ("fault", {}, ProgramFailed, "ZeroDivisionError"),
    ],
)
def test_a_bad_file_costs_its_worker_and_nothing_else(
    pool: Pool, order: str, limits: dict[str, Any], error: type[Exception], words: str
) -> None:
    before = ask(pool, "who")["process"]
    with pytest.raises(error, match=words):
        ask(pool, order, **limits)
    assert ask(pool, "who")["process"] != before


def test_a_pdf_that_ended_its_worker_is_read_with_care(pool: Pool) -> None:
    assert ask(pool, "exit once", b"%PDF-1.7")["bytes"] == 8
    with pytest.raises(Unreadable, match="意外退出"):
        ask(pool, "exit once", b"no PDF")
    with pytest.raises(Unreadable, match="意外退出"):
        ask(pool, "exit", b"%PDF-1.7")


def test_a_worker_that_ended_by_chance_costs_no_file(pool: Pool, tmp_path: Path) -> None:
    data = str(tmp_path / "told").encode()
    assert ask(pool, "exit first", data)["bytes"] == len(data)


def test_threads_have_workers_of_their_own(pool: Pool) -> None:
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(ask(pool, "nap")["process"])) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 3


def test_a_closed_pool_ends_what_is_at_work(pool: Pool) -> None:
    errors: list[Exception] = []

    def work() -> None:
        try:
            ask(pool, "sleep")
        except IngestError as error:
            errors.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    time.sleep(1.0)
    pool.close()
    thread.join(10)
    assert not thread.is_alive() and len(errors) == 1
    with pytest.raises(RuntimeError):
        ask(pool, "who")


@pytest.mark.skipif(not nursery.FORKS, reason="this system does not fork")
def test_a_nursery_that_ended_is_started_again() -> None:
    with Pool() as pool:
        first = ask(pool, "parent")["parent"]
        os.kill(first, 9)
    with Pool() as pool:
        assert ask(pool, "parent")["parent"] != first


@pytest.mark.skipif(not nursery.FORKS, reason="this system does not fork")
def test_what_lies_in_the_working_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of documents may hold a `json.py`."""
    (tmp_path / "json.py").write_text("raise SystemExit(3)\n")
    nursery.shutdown()
    monkeypatch.chdir(tmp_path)
    with Pool() as pool:
        assert ask(pool, "who")["process"]
