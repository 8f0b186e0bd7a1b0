"""Processes that a process has started, followed through /proc."""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType
from typing import Self

KNOWN = Path("/proc/self/stat").exists()
"""Whether the system has a /proc."""


def _fields(process: int) -> list[str]:
    """State, parent and more; empty for a process that is gone."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def descendants(process: int) -> set[int]:
    """Processes that a process has started, and they in turn."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (found := _fields(int(entry.name))):
            parents[int(entry.name)] = int(found[1])
    out = {process}
    while more := {child for child, parent in parents.items() if parent in out} - out:
        out |= more
    return out - {process}


def running(process: int) -> bool:
    """Whether a process is there and no zombie."""
    found = _fields(process)
    return bool(found) and found[0] not in "ZX"


def peak(process: int) -> int:
    """Most memory that a process has had in use, bytes; 0 for one that is gone."""
    try:
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    except OSError:
        return 0
    return 0


class Watch:
    """The most memory that any descendant of a process has while the watch goes on."""

    def __init__(self, process: int) -> None:
        self.most = 0
        """Bytes."""
        self._process = process
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._done.set()
        self._thread.join()
        self._sample()

    def _look(self) -> None:
        while not self._done.wait(0.1):
            self._sample()

    def _sample(self) -> None:
        self.most = max([self.most, *map(peak, descendants(self._process))])
