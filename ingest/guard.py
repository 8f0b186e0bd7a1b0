"""A reader in a child process: time, memory and crashes of a file stay there.

One server process is kept warm with the reader's libraries loaded; it forks a child for each file, so that no file
meets what another left behind. The child answers in JSON lines, never in pickles: what parsed a hostile file is
not trusted either. The caller is never forked, so a program with threads may use this.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from typing import IO, Any

from ingest import errors, wire
from ingest.model import Limits
from ingest.raw import RawDocument
from ingest.registry import Job, Reader

_REMEDY_SPLIT = "请把文件拆分，或另存为较新的格式后再读"


def parse(reader: Reader, data: bytes, job: Job) -> RawDocument:
    """What `reader` makes of `data`, parsed in a child process.

    Raises:
        IngestError: the reader's own refusal; LimitExceeded for time, memory or size; Unreadable for a crash.
    """
    with _lock:
        server = _warm()
        try:
            return server.ask(reader, data, job)
        except BaseException:
            # A server that was interrupted may still be talking about this file: the next one starts afresh.
            _drop()
            raise


class _Server:
    """The warm process and the thread that reads what it says."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ingest.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._stdin: IO[bytes] = self._process.stdin
        self._said: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, args=(self._process.stdout,), daemon=True).start()

    def _listen(self, stdout: IO[bytes]) -> None:
        for untrusted_line in stdout:
            try:
                message = json.loads(untrusted_line)
            except ValueError:
                continue
            if isinstance(message, dict):
                self._said.put(message)
        self._said.put(None)

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, reader: Reader, data: bytes, job: Job) -> RawDocument:
        limits = job.limits
        head = {"module": reader.parse.__module__, "reader": reader.name, "bytes": len(data)} | wire.pack_job(job)
        try:
            self._stdin.write(json.dumps(head).encode() + b"\n" + data)
            self._stdin.flush()
        except OSError as error:
            raise _crashed(job.source) from error
        return self._listen_for(job, time.monotonic() + limits.idle)

    def _listen_for(self, job: Job, deadline: float) -> RawDocument:
        while True:
            try:
                message = self._said.get(timeout=max(0.01, deadline - time.monotonic()))
            except queue.Empty:
                seconds = f"{job.limits.idle:g}"
                raise errors.LimitExceeded(job.source, f"解析停滞超过 {seconds} 秒，已中止", _REMEDY_SPLIT) from None
            if message is None:
                raise _crashed(job.source)
            kind = message.get("kind")
            if kind == "progress":
                job.progress(int(message.get("pages", 0)))
                deadline = time.monotonic() + job.limits.idle
            elif kind == "document":
                return wire.unpack_document(message)
            elif kind == "refused":
                raise wire.unpack_error(message, job.source)
            elif kind == "memory":
                raise _out_of_memory(job)
            elif kind == "died":
                raise _crashed(job.source)

    def stop(self) -> None:
        """End the server and whatever it forked."""
        with contextlib.suppress(OSError):
            self._stdin.close()
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        else:
            self._process.kill()
        self._process.wait()


def _crashed(source: str) -> errors.Unreadable:
    return errors.Unreadable(source, "解析程序意外退出（文件已损坏，或展开后过大）", "请用原软件打开后另存，再重新读取")


def _out_of_memory(job: Job) -> errors.LimitExceeded:
    megabytes = job.limits.memory // 1024**2
    return errors.LimitExceeded(job.source, f"解析所需内存超过 {megabytes} MB 的上限", _REMEDY_SPLIT)


_lock = threading.Lock()
_server: _Server | None = None


def _warm() -> _Server:
    global _server
    if _server is None or not _server.alive:
        _server = _Server()
    return _server


def _drop() -> None:
    global _server
    if _server is not None:
        _server.stop()
        _server = None


def shutdown() -> None:
    """End the warm process; the next file starts a new one."""
    with _lock:
        _drop()


atexit.register(shutdown)


def limit_memory(limits: Limits) -> None:
    """Bound the address space of this process; where the system knows no such bound, nothing happens."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = limits.memory if hard == resource.RLIM_INFINITY else min(limits.memory, hard)
    # The hard limit stays: a converter that the child starts is given a bound of its own.
    resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
