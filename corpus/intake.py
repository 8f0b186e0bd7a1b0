"""Files and folders into a ledger: read, extract, store, one file per transaction."""

from __future__ import annotations

import hashlib
import logging
import os
import stat
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CorpusError, LedgerFull, LedgerReadOnly, NotStored
from corpus.model import Intake, Outcome
from corpus.rows import document_row
from corpus.store import Corpus, select
from corpus.writing import Written, move, put, return_to
from extract.model import Extraction
from ingest.errors import IngestError
from ingest.model import Document, Limits

log = logging.getLogger(__name__)

_TEXT = (".txt", ".html", ".htm", ".md", ".markdown", ".pdf", ".ofd", ".rtf", ".zip")
_OFFICE = (".doc", ".docx", ".docm", ".dotx", ".wps", ".wpt", ".xlsx", ".xlsm")
SUFFIXES = frozenset((*_TEXT, *_OFFICE))
"""Files that are taken from a folder; a file that is named is always tried."""

Reader = Callable[[Path, Limits], Document]
Extractor = Callable[[Document], Extraction]
Identifier = Callable[[Document], str]
ProgressCall = Callable[[int, int, Path], None]
"""(files done, files in all, the file that comes next)."""


def add(
    corpus: Corpus,
    paths: Iterable[str | os.PathLike[str]],
    *,
    limits: Limits | None = None,
    read: Reader | None = None,
    extract: Extractor | None = None,
    identity: Identifier | None = None,
    progress: ProgressCall | None = None,
    again: bool = False,
    vectors: bool = True,
) -> Iterator[Intake]:
    """Read files and folders into the ledger and say of each file what became of it.

    A file that cannot be read, or in which the program itself fails, is an Intake with its error; the rest goes on.
    Bytes that the ledger holds are not parsed again unless `again` is set (after the rules have changed).
    `vectors` brings the search vectors up to date after the last file.
    Raises LedgerReadOnly and LedgerFull, which every further file would meet as well.
    """
    work = _Work(
        corpus,
        limits or Limits(),
        read or _read,
        extract or _extract,
        identity or _identity,
        again,
    )
    files = list(listing(paths))
    changed = False
    for done, path in enumerate(files):
        if progress:
            progress(done, len(files), path)
        result = work.take(path)
        changed = changed or result.outcome in (Outcome.ADDED, Outcome.NEW_VERSION)
        yield result
    if vectors:
        from corpus.vectors import complete, refresh_vectors

        if changed or not complete(corpus):  # an intake that was stopped leaves sentences without a vector
            refresh_vectors(corpus)


@dataclass(frozen=True, slots=True)
class Survey:
    """What paths stand for, before anything is read."""

    files: tuple[Path, ...]
    """Folders deep and sorted, each file once, what is named as it is."""
    skipped: dict[str, int]
    """Files of the folders that no reader takes: suffix -> how many, most first."""
    empty: tuple[Path, ...]
    """Folders that hold no file to read."""


def survey(paths: Iterable[str | os.PathLike[str]]) -> Survey:
    """Look what is there."""
    files: dict[Path, Path] = {}
    skipped: Counter[str] = Counter()
    empty: list[Path] = []
    passed: set[Path] = set()
    for given in map(Path, paths):
        if not given.is_dir():
            files.setdefault(given.resolve(), given)
            continue
        found = False
        for path in _below(given):
            real = path.resolve()
            if path.suffix.lower() in SUFFIXES:
                found = True
                files.setdefault(real, path)
            elif real not in passed:
                passed.add(real)
                skipped[path.suffix.lower()] += 1
        if not found:
            empty.append(given)
    order = sorted(skipped, key=lambda suffix: (-skipped[suffix], suffix))
    return Survey(tuple(files.values()), {suffix: skipped[suffix] for suffix in order}, tuple(empty))


def listing(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Path]:
    """The files that `paths` stand for: folders deep and sorted, each file once, what is named as it is."""
    return iter(survey(paths).files)


def _below(folder: Path) -> Iterator[Path]:
    """Files of a folder and those below it that a person put there."""
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(at, name)
            # `~$name.docx` is what an office program leaves beside an open file.
            if not name.startswith((".", "~$")) and path.is_file():
                yield path


def digest(path: Path, limit: int) -> str | None:
    """SHA-256 of a regular file of at most `limit` bytes; None for anything else, which the reader then names."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    about = os.fstat(handle)
    if not stat.S_ISREG(about.st_mode) or about.st_size > limit:
        os.close(handle)
        return None
    with os.fdopen(handle, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Work:
    """What all files of a batch share."""

    def __init__(
        self,
        corpus: Corpus,
        limits: Limits,
        read: Reader,
        extract: Extractor,
        identity: Identifier,
        again: bool,
    ) -> None:
        self.corpus = corpus
        self.limits = limits
        self.read = read
        self.extract = extract
        self.identity = identity
        self.again = again
        self.seen: dict[str, Path] = {}
        """Hash of the bytes -> the first file of the batch that held them."""

    def take(self, path: Path) -> Intake:
        """One file, whatever becomes of it."""
        begun = time.monotonic()
        sha256 = digest(path, self.limits.bytes)
        first = self.seen.setdefault(sha256, path) if sha256 else path
        try:
            written = self._known(path, sha256) or self._new(path)
        except IngestError as error:
            return Intake(path, Outcome.FAILED, error=error, seconds=time.monotonic() - begun)
        except (LedgerReadOnly, LedgerFull):
            raise
        except CorpusError as error:
            failed = NotStored(path.name, f"没有写入台账({error.reason})", error.remedy)
            return Intake(path, Outcome.FAILED, error=failed, seconds=time.monotonic() - begun)
        except Exception as error:
            log.exception("cannot take %s", path)
            failed = NotStored(path.name, f"处理时程序出错({type(error).__name__})", "其余文件不受影响，请报告")
            return Intake(path, Outcome.FAILED, error=failed, seconds=time.monotonic() - begun)
        return Intake(
            path,
            written.outcome,
            document_row(self.corpus, written.document),
            seconds=time.monotonic() - begun,
            orphans=written.orphans,
            changes=written.changes,
            duplicate=first if first != path and written.outcome is Outcome.UNCHANGED else None,
        )

    def _known(self, path: Path, sha256: str | None) -> Written | None:
        """What to do with bytes that the ledger holds; None when the file has to be read."""
        if sha256 is None or (self.again and self.seen[sha256] == path):
            return None
        found = select(
            self.corpus.connection,
            "select d.id, now.id, now.path from document d left join document now"
            " on now.identity = d.identity and now.current = 1 where d.sha256 = ?",
            (sha256,),
        )
        if not found:
            return None
        row, current, current_path = found[0]
        self._follow(row, path)
        if row != current and current_path == str(path.resolve()):
            return return_to(self.corpus, row)
        return Written(row, Outcome.UNCHANGED)

    def _new(self, path: Path) -> Written:
        document = self.read(path, self.limits)
        extraction = self.extract(document)
        written = put(self.corpus, extraction, path.resolve(), identity=self.identity(document))
        if written.outcome is Outcome.UNCHANGED:
            self._follow(written.document, path)
        return written

    def _follow(self, row: int, path: Path) -> None:
        """Note where a stored document now lies when its file has left the place that the ledger knows."""
        known = Path(select(self.corpus.connection, "select path from document where id = ?", (row,))[0][0])
        if known != path.resolve() and not known.exists():
            move(self.corpus, row, path.resolve())


def _read(path: Path, limits: Limits) -> Document:
    from ingest.read import read

    return read(path, limits)


def _extract(document: Document) -> Extraction:
    from extract.pipeline import extract  # loads the language library, which a batch without news does not need

    return extract(document)


def _identity(document: Document) -> str:
    from extract.keys import document_identity

    return document_identity(document)
