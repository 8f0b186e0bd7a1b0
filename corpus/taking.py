"""Reading and extraction in worker processes, several files at a time, answers in the order of the files.

`take` is what a worker runs; `Workers` is the asking side. A file's bytes are read once, by the asking side, so what
is hashed is what is read.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, Self

from corpus import likeness
from corpus.errors import NotStored
from corpus.preparing import Prepared, prepare
from corpus.terms import NAMED, Terms
from extract.model import Extraction
from ingest import registry, wire
from ingest.archives import bytes_of
from ingest.errors import IngestError
from ingest.filenames import spelled
from ingest.model import Document, Limits
from ingest.plain import plain, typed
from ingest.pool import FILES, Pool, ProgramFailed
from ingest.registry import Job

log = logging.getLogger(__name__)

PagesCall = Callable[[int], None]
"""Called with the number of pages that a reader has done."""
Reader = Callable[[Path, Limits], Document]
Extractor = Callable[[Document], Extraction]

Stop = Callable[[], bool]
"""Whether somebody wants the batch to end."""
Hold = Callable[[], AbstractContextManager[Stop]]
"""Entered while workers are at work: an interrupt must wait until it is asked for. One that is raised inside a lock of
the standard library leaves that lock broken, and the threads behind it wait for ever."""

_TICK = 1.0
"""Least seconds between two signs of life."""
_LOOK = 0.1
"""Seconds between two looks whether the batch is to end."""
_AHEAD = 12
"""Files on their way for each worker: one that takes long keeps the others from writing, not from reading."""


def cores() -> int:
    """Processors that this process may use."""
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


def take(request: dict[str, Any], data: bytes, progress: PagesCall) -> dict[str, Any]:
    """Read one file and extract what it promises; runs in a worker."""
    _without_torch()
    from extract.pipeline import extract
    from ingest.read import read_bytes

    job = wire.unpack_job(request)
    document = read_bytes(data, job.source, job.limits, progress, job.careful)
    pages = document.pages or 0
    told = 0.0

    def sign() -> None:
        nonlocal told
        if time.monotonic() > told + _TICK:
            told = time.monotonic()
            progress(pages)

    made = extract(document, sign)
    answer = {"kind": "extraction", "value": plain(made)}
    terms = NAMED.get(request.get("terms", ""))
    return answer if terms is None else answer | {"prepared": plain(prepare(made, terms))}


def warm_up(readers: str) -> None:
    """Load what every file needs, and the libraries of the readers that are named (`ingest.formats.pdf,…`)."""
    _without_torch()
    from extract.pipeline import extract
    from ingest.read import read_bytes
    from ingest.worker import warm_readers

    sample = "样本县工作方案\n\n一、主要任务\n2025年底前，县教育局牵头，确保入学率不低于95%。\n".encode()
    extract(read_bytes(sample, "样本.txt", Limits(isolate=False)))
    warm_readers(readers)


def _without_torch() -> None:
    """spaCy loads torch where it finds it, for pipelines that are not used here: seconds, and memory."""
    if "torch" not in sys.modules:
        sys.modules["torch"] = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file in a worker."""

    seconds: float
    untrusted: dict[str, Any] | None = None
    """What `take` answered."""
    error: IngestError | ProgramFailed | None = None
    made: Extraction | None = None
    """Set for an extraction that this process made."""

    def extraction(self) -> Extraction:
        """The extraction that was made.

        Raises:
            IngestError: the file cannot be read.
            ProgramFailed: the program has a fault.
        """
        if self.error is not None:
            raise self.error
        if self.made is not None:
            return self.made
        try:
            found: Extraction = typed(Extraction, (self.untrusted or {})["value"])
        except (KeyError, ValueError, TypeError, ArithmeticError) as error:
            raise ProgramFailed(type(error).__name__) from error
        return found

    def prepared(self, terms: Terms) -> Prepared:
        """What goes into the ledger with the extraction; made here, with these terms, where no worker made it.

        Raises:
            ProgramFailed: it is none.
        """
        if self.made is not None:
            return prepare(self.made, terms)
        try:
            found: Prepared = typed(Prepared, (self.untrusted or {})["prepared"])
        except (KeyError, ValueError, TypeError) as error:
            raise ProgramFailed(type(error).__name__) from error
        return replace(found, sketch=found.sketch[: likeness.SIZE])


class Source(Protocol):
    """Where extractions come from."""

    ahead: int
    """Files that may be on their way at the same time."""
    terms: str
    """Name of the way in which the ledger cuts sentences; empty where nothing is to be written."""

    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...

    def open(self, path: Path) -> bytes:
        """The bytes of a file; raises IngestError."""

    def submit(self, path: Path, data: bytes) -> Future[Taken]:
        """Have a file taken; `data` are its bytes."""


class Workers:
    """Worker processes that read and extract."""

    def __init__(self, limits: Limits, jobs: int, suffixes: Iterable[str] = (), files: int = FILES) -> None:
        """`suffixes` are those of the files to come: what reads them is loaded before the workers start."""
        self.ahead = _AHEAD * jobs
        self.terms = ""
        self._limits = limits
        self._pool = Pool((("corpus.taking:warm_up", ",".join(_readers(suffixes))),), files)
        self._threads = ThreadPoolExecutor(jobs, "taking")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End the workers, and give up what they had not finished."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._pool.close()
        self._threads.shutdown(wait=True)

    def open(self, path: Path) -> bytes:
        """The bytes of a file, read once and safely; raises IngestError."""
        return bytes_of(path, self._limits)

    def submit(self, path: Path, data: bytes) -> Future[Taken]:
        """Have a file taken by the next worker that is free."""
        return self._threads.submit(self._take, Job(spelled(path.name), path.suffix.lower(), self._limits), data)

    def _take(self, job: Job, data: bytes) -> Taken:
        begun = time.monotonic()
        try:
            answer = self._pool.ask("corpus.taking:take", wire.pack_job(job) | {"terms": self.terms}, data, job)
        except (IngestError, ProgramFailed) as error:
            return Taken(time.monotonic() - begun, error=error)
        return Taken(time.monotonic() - begun, answer)


class Here:
    """A reader and an extractor of the caller's own, run in this process."""

    ahead = 1
    terms = ""

    def __init__(self, limits: Limits, read: Reader | None, extract: Extractor | None) -> None:
        """None is the program's own."""
        self._limits = limits
        self._read = read
        self._extract = extract

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def open(self, path: Path) -> bytes:
        """The bytes of a file; raises IngestError."""
        return bytes_of(path, self._limits)

    def submit(self, path: Path, data: bytes) -> Future[Taken]:
        """Take a file now."""
        from extract.pipeline import extract
        from ingest.read import read

        begun = time.monotonic()
        done: Future[Taken] = Future()
        try:
            document = (self._read or read)(path, self._limits)
            done.set_result(Taken(time.monotonic() - begun, made=(self._extract or extract)(document)))
        except IngestError as error:
            done.set_result(Taken(time.monotonic() - begun, error=error))
        except Exception as error:
            log.exception("cannot take %s", path)
            done.set_result(Taken(time.monotonic() - begun, error=ProgramFailed(type(error).__name__)))
        return done


def unstopped() -> AbstractContextManager[Stop]:
    """A batch that nobody ends by asking."""
    return nullcontext(lambda: False)


def awaited(begun: Future[Taken], stop: Stop) -> Taken:
    """What became of a file; raises KeyboardInterrupt where the batch is to end first."""
    while not wait((begun,), _LOOK).done:
        end_if(stop)
    return begun.result()


def end_if(stop: Stop) -> None:
    """Raise KeyboardInterrupt where the batch is to end."""
    if stop():
        raise KeyboardInterrupt


def extractions(
    paths: Sequence[Path], limits: Limits, jobs: int | None = None, hold: Hold = unstopped
) -> Iterator[tuple[Path, Extraction | IngestError]]:
    """What files promise, in their order, or why one cannot be read; nothing is stored.

    `jobs` worker processes read and extract, as many as there are processors unless it is given. Raises
    KeyboardInterrupt between two files where `hold` says that somebody wants it.
    """
    suffixes = {path.suffix.lower() for path in paths}
    with hold() as stop, Workers(limits, min(jobs or cores(), max(1, len(paths))), suffixes) as workers:
        coming = iter(paths)
        waiting: deque[tuple[Path, Future[Taken] | IngestError]] = deque()
        while True:
            for path in islice(coming, max(0, workers.ahead - len(waiting))):
                waiting.append((path, _begin(workers, path)))
            if not waiting:
                return
            end_if(stop)
            path, begun = waiting.popleft()
            yield path, begun if isinstance(begun, IngestError) else _finish(path, begun, stop)


def _begin(workers: Workers, path: Path) -> Future[Taken] | IngestError:
    try:
        return workers.submit(path, workers.open(path))
    except IngestError as error:
        return error


def _finish(path: Path, begun: Future[Taken], stop: Stop) -> Extraction | IngestError:
    try:
        return awaited(begun, stop).extraction()
    except IngestError as error:
        return error
    except ProgramFailed as error:
        return failed(path, error)


def failed(path: Path, error: Exception) -> NotStored:
    """What is said of a file in which the program itself fails."""
    name = str(error) if isinstance(error, ProgramFailed) else type(error).__name__
    return NotStored(path.name, f"处理时程序出错({name})", "其余文件不受影响，请报告")


def _readers(suffixes: Iterable[str]) -> list[str]:
    """Modules of the readers that know files of these suffixes."""

    wanted = set(suffixes)
    return [reader.parse.__module__ for reader in registry.readers() if wanted.intersection(reader.suffixes)]
