"""Readers in a child process."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

import tests.ingest.crashing  # noqa: F401
from ingest import guard
from ingest.errors import IngestError, LimitExceeded, Unreadable
from ingest.model import Limits
from ingest.read import read_bytes
from tests.ingest.samples import SENTENCE, flowing_pdf

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", autouse=True)
def fresh_server() -> Iterator[None]:
    yield
    guard.shutdown()


def order(word: str, limits: Limits | None = None) -> str:
    return read_bytes(f"!crash {word}".encode(), "坏文件.crash", limits).text


@pytest.mark.parametrize(
    ("word", "limits", "error", "words"),
    [
        ("exit", Limits(), Unreadable, "意外退出"),
        ("abort", Limits(), Unreadable, "意外退出"),
        ("raise", Limits(), Unreadable, "意外退出"),
        ("refuse", Limits(), Unreadable, "不读"),
        ("sleep", Limits(idle=0.8), LimitExceeded, "停滞超过 0.8 秒"),
        ("memory", Limits(memory=600 * 1024**2), LimitExceeded, "600 MB"),
    ],
)
def test_what_a_file_does_stays_in_the_child(word: str, limits: Limits, error: type[IngestError], words: str) -> None:
    order("ok")
    with pytest.raises(error, match=words) as caught:
        order(word, limits)
    assert caught.value.source == "坏文件.crash"
    assert "\n" not in str(caught.value)
    assert order("again") == "县教育局落实again工作。"


def test_progress_keeps_a_slow_file_alive() -> None:
    order("warm")
    assert order("slow", Limits(idle=1.0)) == "县教育局落实slow工作。"


def test_what_a_library_prints_is_no_answer() -> None:
    assert order("print") == "县教育局落实print工作。"


def test_a_warm_server_answers_at_once() -> None:
    data = flowing_pdf([SENTENCE])
    read_bytes(data, "样本.pdf")
    start = time.monotonic()
    for _ in range(5):
        assert SENTENCE in read_bytes(data, "样本.pdf").text
    assert time.monotonic() - start < 3


def test_both_ways_give_the_same_document() -> None:
    data = flowing_pdf([f"{n}．{SENTENCE}" for n in range(1, 30)], numbers=True)
    assert read_bytes(data, "样本.pdf") == read_bytes(data, "样本.pdf", Limits(isolate=False))
