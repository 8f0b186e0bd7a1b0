"""The asking side of `ingest.worker`: starts worker processes and ends them.

A worker is a channel: bytes are sent, lines come back within a time. The caller is never forked, so a program with
threads may use this.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from typing import IO, Protocol

FORKS = hasattr(os, "fork") and hasattr(socket, "send_fds")
"""Whether the system can fork workers from a process that has the libraries loaded."""

Warm = Sequence[tuple[str, str]]
"""`module:function` and its argument: called once in the process that workers are forked from."""

_CHUNK = 1 << 20


class Gone(Exception):
    """The worker ended, or said more than anybody can hold."""


class Late(Exception):
    """The worker said nothing in time."""


class Channel(Protocol):
    """A worker, as the asking side sees it."""

    def send(self, data: bytes, until: float) -> None:
        """Hand over bytes; raises Gone, and Late after `until` (monotonic seconds)."""

    def line(self, until: float, most: int) -> bytes:
        """The next line of at most `most` bytes; raises Gone and Late."""

    def end(self) -> None:
        """End the process; again does nothing."""


def start(warm: Warm = ()) -> Channel:
    """A new worker."""
    if not FORKS:
        return _Program()
    with _lock:
        try:
            return _warmed().fork(warm)
        except OSError:
            # It ended between two files (the system was short of memory): the next one starts afresh.
            shutdown()
            return _warmed().fork(warm)


def shutdown() -> None:
    """End the process that workers are forked from, and with it every worker; the next worker starts a new one."""
    global _nursery
    with _lock:
        if _nursery is not None:
            _nursery.stop()
            _nursery = None


def _environment() -> dict[str, str]:
    """What this process can import the worker can, and nothing else: not what lies in the working folder."""
    one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {**os.environ, **one_thread, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


class _Nursery:
    """The warm process and the socket on which it is asked for workers."""

    def __init__(self) -> None:
        self._control, theirs = socket.socketpair()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "ingest.worker", str(theirs.fileno())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(theirs.fileno(),),
            start_new_session=True,
            env=_environment(),
        )
        theirs.close()
        self._orders = 0
        self._said = b""

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def fork(self, warm: Warm) -> Channel:
        ours, theirs = socket.socketpair()
        with theirs:
            answer = self._ask({"do": "fork", "warm": list(warm)}, [theirs.fileno()])
        return _Fork(ours, answer["worker"], self)

    def end(self, worker: int) -> None:
        with _lock, contextlib.suppress(OSError, ValueError):
            self._ask({"do": "end", "worker": worker}, [])

    def _ask(self, order: dict[str, object], handles: list[int]) -> dict[str, int]:
        """The answer to an order; one that an interrupted caller left behind is passed over."""
        self._orders += 1
        line = json.dumps(order | {"order": self._orders}).encode() + b"\n"
        socket.send_fds(self._control, [line], handles)
        while True:
            while b"\n" not in self._said:
                more = self._control.recv(4096)
                if not more:
                    raise ConnectionError("the nursery has ended")
                self._said += more
            said, _, self._said = self._said.partition(b"\n")
            answer: dict[str, int] = json.loads(said)
            if answer["order"] == self._orders:
                return answer

    def stop(self) -> None:
        """The nursery ends its workers when its socket closes."""
        self._control.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class _Fork:
    """A worker on a socket."""

    def __init__(self, ours: socket.socket, worker: int, nursery: _Nursery) -> None:
        self._socket = ours
        self._worker = worker
        self._nursery = nursery
        self._buffer = bytearray()
        self._ended = False

    def send(self, data: bytes, until: float) -> None:
        self._wait(until)
        try:
            self._socket.sendall(data)
        except TimeoutError:
            raise Late from None
        except OSError:
            raise Gone from None

    def line(self, until: float, most: int) -> bytes:
        looked = 0
        while (at := self._buffer.find(b"\n", looked)) < 0:
            looked = len(self._buffer)
            if looked > most:
                raise Gone
            self._wait(until)
            try:
                more = self._socket.recv(_CHUNK)
            except TimeoutError:
                raise Late from None
            except OSError:
                raise Gone from None
            if not more:
                raise Gone
            self._buffer += more
        found = bytes(self._buffer[:at])
        del self._buffer[: at + 1]
        return found

    def _wait(self, until: float) -> None:
        with contextlib.suppress(OSError):
            self._socket.settimeout(max(0.01, until - time.monotonic()))

    def end(self) -> None:
        if not self._ended:
            self._ended = True
            self._socket.close()
            self._nursery.end(self._worker)


class _Program:
    """A worker that is a program of its own, where the system cannot fork."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "ingest.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._stdin: IO[bytes] = self._process.stdin
        self._said: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, args=(self._process.stdout,), daemon=True).start()

    def _listen(self, stdout: IO[bytes]) -> None:
        for line in stdout:
            self._said.put(line)
        self._said.put(None)

    def send(self, data: bytes, until: float) -> None:
        try:
            self._stdin.write(data)
            self._stdin.flush()
        except OSError:
            raise Gone from None

    def line(self, until: float, most: int) -> bytes:
        try:
            found = self._said.get(timeout=max(0.01, until - time.monotonic()))
        except queue.Empty:
            raise Late from None
        if found is None or len(found) > most:
            raise Gone
        return found

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        with contextlib.suppress(OSError):
            self._stdin.close()


_lock = threading.RLock()
_nursery: _Nursery | None = None


def _warmed() -> _Nursery:
    global _nursery
    if _nursery is None or not _nursery.alive:
        _nursery = _Nursery()
    return _nursery


atexit.register(shutdown)
