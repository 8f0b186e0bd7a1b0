"""Worker processes that take one file after the other, and what is said of a file that stopped one.

A worker is replaced when it dies, when a file goes over a limit or cannot be read, and after a number of files, so
that no file meets what a bad one left behind and memory stays flat.
"""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from ingest import nursery, sniff, wire
from ingest.errors import IngestError, LimitExceeded, Unreadable
from ingest.nursery import Channel, Gone, Late, Warm
from ingest.registry import Job

FILES = 50
"""Files after which a worker is replaced."""

_REMEDY_SPLIT = "请把文件拆分，或另存为较新的格式后再读"


class _Crashed(Unreadable):
    """The worker ended over a file."""


class ProgramFailed(Exception):
    """The function that was called has a fault; `str()` is the name of its exception."""


@dataclass(slots=True)
class _Worker:
    channel: Channel
    files: int = 0


@dataclass(slots=True)
class Pool:
    """Workers for as many threads as ask; each of them is started when it is needed."""

    warm: Warm = ()
    """What to load before workers are forked."""
    files: int = FILES
    _idle: list[_Worker] = field(default_factory=list)
    _busy: list[_Worker] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _closed: bool = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def ask(self, call: str, request: dict[str, Any], data: bytes, job: Job) -> dict[str, Any]:
        """What `call` (`module:function`) answers about a file, computed in a worker.

        A file over which a worker ended is asked for once more in another one, since the machine may have ended it; a
        PDF `careful`: what one library crashes over another may read.

        Raises:
            IngestError: the reader's own refusal; LimitExceeded for time or memory; Unreadable for a crash.
            ProgramFailed: the function has a fault.
        """
        try:
            return self._once(call, request, data, job)
        except _Crashed:
            if self._closed:
                raise
        job.progress(0)
        careful = {"careful": True} if sniff.looks_pdf(data, job.suffix) else {}
        return self._once(call, request | careful, data, job)

    def _once(self, call: str, request: dict[str, Any], data: bytes, job: Job) -> dict[str, Any]:
        worker = self._take()
        whole = False
        try:
            answer = _ask(worker.channel, call, request, data, job)
            whole = True
            return answer
        finally:
            self._put(worker, keep=whole)

    def close(self) -> None:
        """End all workers; who still waits for one is told that it crashed."""
        with self._lock:
            self._closed = True
            ending = [*self._idle, *self._busy]
            self._idle.clear()
        for worker in ending:
            worker.channel.end()

    def _take(self) -> _Worker:
        with self._lock:
            if self._closed:
                raise RuntimeError("the pool is closed")
            worker = self._idle.pop() if self._idle else None
        if worker is None:
            worker = _Worker(nursery.start(self.warm))
        with self._lock:
            self._busy.append(worker)
        return worker

    def _put(self, worker: _Worker, *, keep: bool) -> None:
        worker.files += 1
        with self._lock:
            self._busy.remove(worker)
            if keep and worker.files < self.files and not self._closed:
                self._idle.append(worker)
                return
        worker.channel.end()


def _ask(channel: Channel, call: str, request: dict[str, Any], data: bytes, job: Job) -> dict[str, Any]:
    limits = job.limits
    head = {"call": call, "bytes": len(data), "memory": limits.memory} | request
    try:
        channel.send(json.dumps(head).encode() + b"\n" + data, time.monotonic() + limits.idle)
        return _answer(channel, job)
    except Late:
        reason = f"解析停滞超过 {limits.idle:g} 秒，已中止"
        raise LimitExceeded(job.source, reason, _REMEDY_SPLIT) from None
    except Gone:
        raise crashed(job.source) from None


def _answer(channel: Channel, job: Job) -> dict[str, Any]:
    """The answer behind all signs of life; raises what the worker refuses with."""
    while True:
        untrusted_line = channel.line(time.monotonic() + job.limits.idle, job.limits.memory)
        try:
            message = json.loads(untrusted_line)
            kind = message["kind"]
        except (ValueError, TypeError, KeyError, RecursionError):
            raise Gone from None
        if kind == "progress":
            job.progress(int(message.get("pages", 0)))
        elif kind == "refused":
            raise wire.unpack_error(message, job.source)
        elif kind == "memory":
            raise out_of_memory(job)
        elif kind == "failed":
            raise ProgramFailed(str(message.get("error")))
        else:
            found: dict[str, Any] = message
            return found


def crashed(source: str) -> Unreadable:
    """What is said of a file that ended its worker."""
    return _Crashed(source, "解析程序意外退出（文件已损坏，或展开后过大）", "请用原软件打开后另存，再重新读取")


def out_of_memory(job: Job) -> IngestError:
    """What is said of a file that needs more memory than there may be."""
    megabytes = job.limits.memory // 1024**2
    return LimitExceeded(job.source, f"解析所需内存超过 {megabytes} MB 的上限", _REMEDY_SPLIT)
