"""Files and folders into a ledger: read, extract, store, one file per transaction."""

from __future__ import annotations

import hashlib
import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import files, kinship
from corpus.errors import CorpusError, LedgerFull, LedgerReadOnly, NotStored
from corpus.files import Stamp
from corpus.folders import listing
from corpus.indexing import settle, terms_of
from corpus.interchange import fingerprint
from corpus.model import DocumentRow, Intake, Outcome
from corpus.packing import unpack_problems
from corpus.preparing import Prepared
from corpus.rows import document_row
from corpus.store import Corpus, select
from corpus.taking import (
    Extractor,
    Here,
    Hold,
    Reader,
    Source,
    Stop,
    Taken,
    Workers,
    awaited,
    cores,
    end_if,
    failed,
    unstopped,
)
from corpus.writing import Written, move, put, return_to
from extract.model import Extraction
from ingest import filenames
from ingest.errors import IngestError
from ingest.filenames import spelled
from ingest.model import Document, Limits, Status

log = logging.getLogger(__name__)

_HELD = 64 * 1024 * 1024
"""Bytes of files that wait for a worker; no more are opened above it."""
_SETTLED = 50
"""Documents after which the batch looks whether the ledger has grown large."""

Identifier = Callable[[Document], str]
ProgressCall = Callable[[int, int, Path], None]
"""(files done, files in all, the file that comes next)."""


def add(
    corpus: Corpus,
    paths: Iterable[str | os.PathLike[str]],
    *,
    limits: Limits | None = None,
    jobs: int | None = None,
    read: Reader | None = None,
    extract: Extractor | None = None,
    identity: Identifier | None = None,
    progress: ProgressCall | None = None,
    again: bool = False,
    vectors: bool = True,
    hold: Hold = unstopped,
) -> Iterator[Intake]:
    """Read files and folders into the ledger and say of each file what became of it, in the order of the files.

    Files are read and extracted in `jobs` worker processes (as many as there are processors unless it is given);
    this process alone writes. With `read` or `extract` of your own it does their work as well.
    A file that cannot be read, or in which the program itself fails, is an Intake with its error; the rest goes on.
    Bytes that the ledger holds are not parsed again unless `again` is set (after the rules have changed).
    `vectors` brings the search vectors up to date after the last file.
    Raises LedgerReadOnly and LedgerFull, which every further file would meet as well, and KeyboardInterrupt before the
    next file where `hold` says that somebody wants it; what was written stays.
    """
    found = list(listing(paths))
    limits = limits or Limits()
    source: Source
    if read or extract:
        source = Here(limits, read, extract)
    else:
        source = Workers(limits, jobs or cores(), {path.suffix.lower() for path in found})
    with hold() as stop, source:
        batch = _Batch(corpus, source, identity or _identity, again, stop)
        kinship.complete(corpus)
        for done, path in enumerate(found):
            end_if(stop)
            if progress:
                progress(done, len(found), path)
            batch.look_ahead(found[done : done + source.ahead])
            yield batch.take(path)
        files.forget_gone(corpus)
    if batch.added:
        batch.settle()
    if vectors:
        from corpus.revectoring import refresh_vectors
        from corpus.vectors import complete

        if batch.added or not complete(corpus):  # an intake that was stopped leaves sentences without a vector
            refresh_vectors(corpus)


@dataclass(slots=True)
class _Pending:
    """A file on its way."""

    sha256: str | None
    """None for a file that cannot be opened."""
    taken: Future[Taken] | None = None
    """Its extraction to be; None for bytes that need none."""
    error: IngestError | None = None
    size: int = 0
    """Bytes that are held for it."""
    stamp: Stamp | None = None


class _Batch:
    """What all files of a batch share."""

    def __init__(self, corpus: Corpus, source: Source, identity: Identifier, again: bool, stop: Stop) -> None:
        self.stop = stop
        self.corpus = corpus
        self.source = source
        self.identity = identity
        self.again = again
        self.seen: dict[str, Path] = {}
        """Hash of the bytes -> the first file of the batch that held them."""
        self.pending: dict[Path, _Pending] = {}
        self.added = 0
        """Documents that were written."""
        self.terms = terms_of(corpus.connection)
        source.terms = self.terms.name

    def look_ahead(self, paths: Iterable[Path]) -> None:
        """Open the files that come next, so that workers have them while this process writes."""
        for path in paths:
            if path not in self.pending:
                if sum(one.size for one in self.pending.values()) > _HELD:
                    return
                self.pending[path] = self._open(path)

    def _open(self, path: Path) -> _Pending:
        stamp = files.stamp(path)
        same = None if self.again else files.unchanged(self.corpus, path, stamp)
        if same is not None:
            self.seen.setdefault(same, path)
            return _Pending(same, stamp=stamp)
        try:
            data = self.source.open(path)
        except IngestError as error:
            return _Pending(None, error=error, stamp=stamp)
        sha256 = hashlib.sha256(data).hexdigest()
        first = self.seen.setdefault(sha256, path)
        if first != path or (not self.again and self._row(sha256) is not None):
            return _Pending(sha256, stamp=stamp)
        return _Pending(sha256, self.source.submit(path, data), size=len(data), stamp=stamp)

    def take(self, path: Path) -> Intake:
        """One file, whatever becomes of it."""
        pending = self.pending.pop(path)
        begun, spent = time.monotonic(), 0.0

        def refused(error: IngestError) -> Intake:
            seconds = spent + time.monotonic() - begun
            result = Intake(path, Outcome.FAILED, error=error, reason=error.reason, seconds=seconds)
            files.record(self.corpus, result, pending.stamp, pending.sha256)
            return result

        try:
            if pending.error is not None:
                raise pending.error
            assert pending.sha256 is not None
            made = None
            if self._has_to_be_read(path, pending.sha256):
                waited = time.monotonic()
                taken = self._taken(path, pending)
                begun, spent = begun + time.monotonic() - waited, taken.seconds
                made = taken.extraction(), taken.prepared(self.terms)
            # What was read, and that it was read, in one: every commit waits for the disk.
            with self.corpus.atomic():
                written = self._write(path, *made) if made else self._known(path, pending.sha256)
                result = self._result(path, pending.sha256, written, spent + time.monotonic() - begun)
                files.record(self.corpus, result, pending.stamp, pending.sha256)
        except IngestError as error:
            return refused(error)
        except (LedgerReadOnly, LedgerFull):
            raise
        except CorpusError as error:
            return refused(NotStored(path.name, f"没有写入台账({error.reason})", error.remedy))
        except Exception as error:
            log.exception("cannot take %s", path)
            return refused(failed(path, error))
        if written.outcome in (Outcome.ADDED, Outcome.NEW_VERSION):
            self.added += 1
            if self.added % _SETTLED == 0:
                self.settle()
        return result

    def settle(self) -> None:
        """Cut sentences as the size of the ledger asks for: in the middle of a batch, while workers read on."""
        with self.corpus.atomic() as connection:
            settle(connection)
        self.terms = terms_of(self.corpus.connection)
        self.source.terms = self.terms.name

    def _result(self, path: Path, sha256: str, written: Written, seconds: float) -> Intake:
        first = self.seen[sha256]
        return Intake(
            path,
            written.outcome,
            document_row(self.corpus, written.document),
            seconds=seconds,
            orphans=written.orphans,
            changes=written.changes,
            duplicate=first if first != path and written.outcome is Outcome.UNCHANGED else None,
            copy_of=self._repeated(written.document),
            reason=self._reason(written.document),
        )

    def _repeated(self, row: int) -> DocumentRow | None:
        """The document that this one repeats."""
        found = select(self.corpus.connection, "select copy_of from document where id = ?", (row,))[0][0]
        return document_row(self.corpus, found) if found is not None else None

    def _reason(self, row: int) -> str | None:
        """Why a document was not read whole."""
        status, problems = select(self.corpus.connection, "select status, problems from document where id = ?", (row,))[
            0
        ]
        if status == Status.OK:
            return None
        return " ".join(problem.message for problem in unpack_problems(problems)) or None

    def _taken(self, path: Path, pending: _Pending) -> Taken:
        """The extraction of a file, waited for; a copy of a file that failed is tried by itself."""
        if pending.taken is None:
            pending.taken = self.source.submit(path, self.source.open(path))
        return awaited(pending.taken, self.stop)

    def _row(self, sha256: str) -> tuple[int, int | None, str | None] | None:
        """(row, the version of the plan that is current, its path) for bytes that the ledger holds."""
        found = select(
            self.corpus.connection,
            "select d.id, now.id, now.path from document d left join document now"
            " on now.identity = d.identity and now.current = 1 where d.sha256 = ?",
            (sha256,),
        )
        return found[0] if found else None

    def _has_to_be_read(self, path: Path, sha256: str) -> bool:
        return (self.again and self.seen[sha256] == path) or self._row(sha256) is None

    def _known(self, path: Path, sha256: str) -> Written:
        """What to do with bytes that the ledger holds."""
        found = self._row(sha256)
        assert found is not None
        row, current, current_path = found
        self._follow(row, path)
        if row != current and current_path == spelled(path.resolve()):
            return return_to(self.corpus, row)
        return Written(row, Outcome.UNCHANGED)

    def _write(self, path: Path, extraction: Extraction, prepared: Prepared) -> Written:
        here = path.resolve()
        kin = kinship.place(self.corpus, extraction, prepared.sketch, self.identity(extraction.document), here)
        if kin.extraction is not None:
            extraction, prepared = kin.extraction, replace(prepared, content=fingerprint(kin.extraction))
        written = put(
            self.corpus,
            extraction,
            here,
            identity=kin.identity,
            copy_of=kin.copy_of,
            prepared=prepared,
        )
        if written.outcome is Outcome.UNCHANGED:
            self._follow(written.document, path)
        return written

    def _follow(self, row: int, path: Path) -> None:
        """Note where a stored document now lies when its file has left the place that the ledger knows."""
        known = select(self.corpus.connection, "select path from document where id = ?", (row,))[0][0]
        if known != spelled(path.resolve()) and not filenames.found(known).exists():
            move(self.corpus, row, path.resolve())


def _identity(document: Document) -> str:
    from extract.keys import document_identity

    return document_identity(document)
