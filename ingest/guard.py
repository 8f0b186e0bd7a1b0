"""A reader in a child process: time, memory and crashes of a file stay there.

One worker is kept for the files that this process reads one at a time; `ingest.pool` has the workers of a batch. A
worker answers in JSON lines, never in pickles: what parsed a hostile file is not trusted either.
"""

from __future__ import annotations

from ingest import nursery, pool, wire
from ingest.raw import RawDocument
from ingest.registry import Job, Reader

_one = pool.Pool()


def parse(reader: Reader, data: bytes, job: Job) -> RawDocument:
    """What `reader` makes of `data`, parsed in a child process.

    Raises:
        IngestError: the reader's own refusal; LimitExceeded for time, memory or size; Unreadable for a crash.
    """
    module = reader.parse.__module__
    request = {"module": module, "reader": reader.name} | wire.pack_job(job)
    # Its library is loaded where workers come from, so that a worker which replaces another has it.
    _one.warm = tuple(dict.fromkeys((*_one.warm, ("ingest.worker:warm_readers", module))))
    try:
        return wire.unpack_document(_one.ask("ingest.worker:parse", request, data, job))
    except (pool.ProgramFailed, ValueError, TypeError, KeyError) as error:
        raise pool.crashed(job.source) from error


def shutdown() -> None:
    """End the worker and the process it came from; the next file starts new ones."""
    global _one
    _one.close()
    _one = pool.Pool()
    nursery.shutdown()
