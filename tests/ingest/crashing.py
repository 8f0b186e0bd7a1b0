"""A reader that does to its process what the file says; loaded in the child by its module name."""

from __future__ import annotations

import os
import time

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
