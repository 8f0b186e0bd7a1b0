"""The process that parses for `ingest.guard`: `python -m ingest.worker`, requests on stdin, JSON lines on stdout.

A request is a JSON line followed by the file's bytes. Each file is parsed in a fork of this process, or in this
process where the system cannot fork.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from dataclasses import replace
from typing import IO, Any

from ingest import registry, wire
from ingest.errors import IngestError
from ingest.guard import limit_memory
from ingest.registry import Job


def serve(stdin: IO[bytes], stdout: IO[bytes]) -> None:
    """Answer requests until stdin ends."""
    while line := stdin.readline():
        request = json.loads(line)
        data = stdin.read(request["bytes"])
        reader = _load(request["module"], request["reader"])
        if not hasattr(os, "fork"):
            answer(reader, data, wire.unpack_job(request), stdout)
            continue
        child = os.fork()
        if child == 0:
            job = wire.unpack_job(request)
            limit_memory(job.limits)
            answer(reader, data, job, stdout)
            stdout.flush()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status != 0:
            _say(stdout, {"kind": "died"})


def _load(module: str, name: str) -> registry.Reader:
    loaded = importlib.import_module(module)
    # Libraries are loaded here once, so that each fork has them.
    warm = getattr(loaded, "warm_up", None)
    if warm is not None:
        warm()
    return registry.by_name(name)


def answer(reader: registry.Reader, data: bytes, job: Job, stdout: IO[bytes]) -> None:
    """Parse one file and say what became of it."""

    def progress(pages: int) -> None:
        _say(stdout, {"kind": "progress", "pages": pages})

    try:
        message = wire.pack_document(reader.parse(data, replace(job, progress=progress)))
    except IngestError as error:
        message = wire.pack_error(error)
    except (MemoryError, RecursionError):
        message = {"kind": "memory"}
    _say(stdout, message)


def _say(stdout: IO[bytes], message: dict[str, Any]) -> None:
    stdout.write(json.dumps(message, ensure_ascii=True).encode() + b"\n")
    stdout.flush()


if __name__ == "__main__":
    # Whatever a library prints must not end up between the answers.
    channel = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, channel)
