"""The processes that parse: `python -m ingest.worker`, asked in JSON lines, answering in JSON lines.

A request is a JSON line, followed by the bytes of a file. It names the function that answers, `module:function`,
which takes the request, the bytes and a callback for signs of life and gives the answer as a JSON object.

Where the system can fork, one process loads the libraries once (the nursery) and forks a worker for whoever asks;
elsewhere each worker is a program of its own. A worker takes many files, one after the other.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import select
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import IO, Any

from ingest import registry, wire
from ingest.errors import IngestError

Progress = Callable[[int], None]
Answer = Callable[[dict[str, Any], bytes, Progress], dict[str, Any]]

_GRACE = 1.0
"""Seconds that a worker has to put away what it made (a converter, a temporary folder) before it is killed."""
_TICK = 0.5
"""Seconds between two looks for workers that have ended."""


def serve(stdin: IO[bytes], stdout: IO[bytes]) -> None:
    """Answer requests until there are no more."""
    while line := stdin.readline():
        request = json.loads(line)
        _say(stdout, _answer(request, stdin.read(request["bytes"]), stdout))


def _answer(request: dict[str, Any], data: bytes, stdout: IO[bytes]) -> dict[str, Any]:
    """What became of one file."""

    def progress(pages: int) -> None:
        _say(stdout, {"kind": "progress", "pages": pages})

    limit_memory(request["memory"])
    try:
        return _function(request["call"])(request, data, progress)
    except IngestError as error:
        return wire.pack_error(error)
    except (MemoryError, RecursionError):
        return {"kind": "memory"}
    except Exception as error:  # noqa: BLE001
        # The asking side says which file it was and that the program failed.
        return {"kind": "failed", "error": type(error).__name__}


def _function(name: str) -> Answer:
    module, _, function = name.partition(":")
    found: Answer = getattr(importlib.import_module(module), function)
    return found


_speaking = threading.Lock()
"""A reader may show signs of life from a thread of its own."""


def _say(stdout: IO[bytes], message: dict[str, Any]) -> None:
    line = json.dumps(message, ensure_ascii=True).encode() + b"\n"
    with _speaking:
        stdout.write(line)
        stdout.flush()


def parse(request: dict[str, Any], data: bytes, progress: Progress) -> dict[str, Any]:
    """What one reader makes of a file: the work of `ingest.guard`."""
    importlib.import_module(request["module"])
    reader = registry.by_name(request["reader"])
    return wire.pack_document(reader.parse(data, replace(wire.unpack_job(request), progress=progress)))


def warm_readers(names: str) -> None:
    """Load the libraries of the readers that are named, a comma between them."""
    for name in filter(None, names.split(",")):
        warm_up = getattr(importlib.import_module(name), "warm_up", None)
        if warm_up is not None:
            warm_up()


def limit_memory(memory: int) -> None:
    """Bound the address space of this process, bytes; where the system knows no such bound, nothing happens."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    # The hard limit stays: a converter that the worker starts is given a bound of its own.
    resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Nursery:
    """The process that holds the libraries and forks workers, each on a socket that it is handed."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._children: set[int] = set()

    def run(self) -> None:
        """Fork and end workers as asked, until the asking side is gone; then end them all."""
        try:
            while True:
                ready, _, _ = select.select([self._control], [], [], _TICK)
                self._reap()
                if ready:
                    line, handles, _, _ = socket.recv_fds(self._control, 65536, 1)
                    if not line:
                        return
                    for order in line.splitlines():
                        self._obey(json.loads(order), handles)
        finally:
            for child in self._children:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGTERM)
            for child in list(self._children):
                self._end(child)

    def _obey(self, order: dict[str, Any], handles: list[int]) -> None:
        if order["do"] == "end":
            self._end(order["worker"])
            answer: dict[str, int] = {}
        else:
            for name, argument in order["warm"]:
                _warm(name, argument)
            answer = {"worker": self._fork(handles.pop(0))}
        self._control.sendall(json.dumps(answer | {"order": order["order"]}).encode() + b"\n")

    def _fork(self, handle: int) -> int:
        child = os.fork()
        if child:
            os.close(handle)
            self._children.add(child)
            return child
        code = 1
        try:
            self._control.close()
            signal.signal(signal.SIGTERM, _leave)
            with socket.socket(fileno=handle) as channel, channel.makefile("rb") as ask, channel.makefile("wb") as say:
                serve(ask, say)
            code = 0
        finally:
            os._exit(code)

    def _reap(self) -> None:
        for child in list(self._children):
            if _ended(child):
                self._children.discard(child)

    def _end(self, child: int) -> None:
        """End a worker: asked first, so that it puts away what it made, then killed."""
        if child not in self._children:
            return
        self._children.discard(child)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGTERM)
            until = time.monotonic() + _GRACE
            while time.monotonic() < until:
                if _ended(child):
                    return
                time.sleep(0.01)
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _ended(child: int) -> bool:
    return os.waitpid(child, os.WNOHANG)[0] == child


def _leave(*_: object) -> None:
    raise SystemExit(1)


_warmed: set[tuple[str, str]] = set()


def _warm(name: str, argument: str) -> None:
    """Call `module:function(argument)` once, so that every worker forked from now on has what it loads."""
    if (name, argument) in _warmed:
        return
    _warmed.add((name, argument))
    module, _, function = name.partition(":")
    # What cannot be loaded is met again by the file that needs it, and is named there.
    with contextlib.suppress(Exception):
        getattr(importlib.import_module(module), function)(argument)


def main() -> None:
    """Be the nursery on the socket that is named, else a single worker on stdin and stdout."""
    if len(sys.argv) > 1:
        with socket.socket(fileno=int(sys.argv[1])) as control:
            Nursery(control).run()
        return
    # Whatever a library prints must not end up between the answers.
    channel = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, channel)


if __name__ == "__main__":
    main()
