"""Ctrl-C while threads are at work: noted first, raised where nothing can break."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def held() -> Iterator[Callable[[], bool]]:
    """Note the first Ctrl-C and answer whether there was one; the second one raises KeyboardInterrupt at once.

    Where interrupts are ignored, or outside the main thread, nothing is changed and the answer stays no.
    """
    asked = False

    def ask(*_: object) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True

    def was_asked() -> bool:
        return asked

    before = signal.getsignal(signal.SIGINT)
    try:
        if before not in (signal.SIG_IGN, None):
            signal.signal(signal.SIGINT, ask)
    except ValueError:  # not the main thread
        yield was_asked
        return
    try:
        yield was_asked
    finally:
        if before is not None:  # set by something that is not Python
            signal.signal(signal.SIGINT, before)
