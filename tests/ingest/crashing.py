"""A reader that does to its process what the file says; loaded in the child by its module name."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ingest.errors import Unreadable
from ingest.raw import RawDocument, RawLine
from ingest.registry import Job, reader


@reader("crashing", suffixes=(".crash",), magic=lambda data, suffix: data.startswith(b"!crash "), rank=1, isolate=True)
def parse(data: bytes, job: Job) -> RawDocument:
    """Obey."""
    order = data.decode().split()[1]
    if order == "exit":
        os._exit(7)
    if order == "abort":
        os.abort()
    if order == "sleep":
        time.sleep(60)
    if order == "slow":
        for page in range(4):
            time.sleep(0.4)
            job.progress(page)
    if order == "memory":
        _ = bytearray(8 * job.limits.memory)
    if order == "refuse":
        raise Unreadable(job.source, "不读", "换一个")
    if order == "raise":
        raise ZeroDivisionError
    if order == "print":
        print("noise on stdout that is no answer", flush=True)
        os.write(1, b"and more of it\n")
    return RawDocument("crashing", (RawLine(f"县教育局落实{order}工作。"),))


def work(request: dict[str, Any], data: bytes, progress: Callable[[int], None]) -> dict[str, Any]:
    """Obey, as a function that a pool calls."""
    order = request["order"]
    if order == "exit" or (order == "exit once" and not request["careful"]):
        os._exit(7)
    if order == "exit first" and not (told := Path(data.decode())).exists():
        told.touch()
        os._exit(7)
    if order == "kill":
        os.kill(os.getpid(), 9)
    if order == "sleep":
        time.sleep(60)
    if order == "nap":
        time.sleep(0.5)
    if order == "memory":
        _ = bytearray(8 * request["memory"])
    if order == "refuse":
        raise Unreadable("", "不读", "换一个")
    if order == "rubbish":
        return {"say": "nothing"}
    if order == "fault":
        raise ZeroDivisionError
    return {"kind": "done", "process": os.getpid(), "parent": os.getppid(), "bytes": len(data)}
