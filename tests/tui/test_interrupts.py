"""Ctrl-C that waits for a place where nothing breaks."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from tui.interrupts import held


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_the_first_is_noted_and_the_second_raised() -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), held() as asked:
        assert not asked()
        interrupt()
        assert asked()
        interrupt()
    assert signal.getsignal(signal.SIGINT) is before


def test_interrupts_that_are_ignored_stay_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with held() as asked:
            interrupt()
            assert not asked()
    finally:
        signal.signal(signal.SIGINT, before)


def test_another_thread_cannot_be_asked() -> None:
    found: list[bool] = []

    def ask() -> None:
        with held() as asked:
            found.append(asked())

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert found == [False]
