"""What became of each file: kept with the ledger, whether the file gave a document or not."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

import apsw

from corpus.filing import now
from corpus.model import FileRow, Intake
from corpus.store import Corpus, select
from ingest.filenames import found, spelled

_RACE = 2.0
"""Seconds: a file that was written so shortly before it was read may have changed again within the clock's step."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells without reading it that a file is as it was."""

    size: int
    changed: int
    """Nanoseconds since 1970."""


def stamp(path: Path) -> Stamp | None:
    """The stamp of a file; None where there is none."""
    try:
        about = path.stat()
    except (OSError, ValueError):
        return None
    return Stamp(about.st_size, about.st_mtime_ns)


def unchanged(corpus: Corpus, path: Path, stamp: Stamp | None) -> str | None:
    """The hash of a file that gave a document and was not touched since; None where it has to be read."""
    if stamp is None:
        return None
    found = select(
        corpus.connection,
        "select sha256 from file where path = ? and size = ? and changed = ? and document is not null",
        (spelled(path.resolve()), stamp.size, stamp.changed),
    )
    return found[0][0] if found else None


def record(corpus: Corpus, result: Intake, stamp: Stamp | None, sha256: str | None) -> None:
    """Keep what became of a file; counts of copies follow."""
    if stamp is not None and stamp.changed > (time.time() - _RACE) * 1e9:
        stamp = None
    error, document = result.error, result.document
    values = (
        *(sha256, stamp.size if stamp else None, stamp.changed if stamp else None),
        *(result.reading, result.reason, error.remedy if error else None, document.id if document else None),
        result.seconds,
    )
    path = spelled(result.path.resolve())
    with corpus.atomic() as connection:
        known = connection.execute(
            "select document, sha256, size, changed, outcome from file where path = ?", (path,)
        ).fetchone()
        if known == (values[6], *values[:4]):
            return
        connection.execute(
            "insert or replace into file(path, sha256, size, changed, outcome, reason, remedy, document, seconds, at)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (path, *values, now()),
        )
        for row in {document.id if document else None, known[0] if known else None} - {None}:
            count_copies(connection, int(row or 0))


def take_over(corpus: Corpus, other: Corpus, there: int, here: int) -> None:
    """Note the files of another ledger's document as those of a document of this one, with what became of them there.

    A path that is known here stays what it is here. Nothing tells whether such a file is as it was: it is read again
    where it is met. Inside a transaction of its own.
    """
    found = select(
        other.connection,
        "select path, sha256, outcome, reason, remedy, seconds, at from file where document = ? order by path",
        (there,),
    )
    with corpus.atomic() as connection:
        connection.executemany(
            "insert or ignore into file(path, sha256, outcome, reason, remedy, document, seconds, at)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            [(*row[:5], here, *row[5:]) for row in found],
        )
        count_copies(connection, here)


def count_copies(connection: apsw.Connection, document: int) -> None:
    """Bring the number of copies up to date, of a document and of the one that it repeats."""
    connection.execute(
        "with root as (select coalesce(copy_of, id) as id from document where id = ?),"
        " kin as (select d.id from document d, root where d.id = root.id or d.copy_of = root.id)"
        " update document set copies = max(0, (select count(*) from file where document in (select id from kin)) - 1)"
        " where id = (select id from root)",
        (document,),
    )


def forget_gone(corpus: Corpus) -> None:
    """Drop what was noted of files that could not be read and are no longer there."""
    gone = [
        path
        for (path,) in select(corpus.connection, "select path from file where document is null")
        if not _there(found(path))
    ]
    if gone:
        with corpus.atomic() as connection:
            connection.executemany("delete from file where path = ?", [(path,) for path in gone])


def _there(path: Path) -> bool:
    """Whether a file is there, or the archive that it lies in."""
    return os.path.lexists(path) or any(parent.is_file() for parent in path.parents)


def files(corpus: Corpus) -> list[FileRow]:
    """All files that were read or tried, by path."""
    found = select(
        corpus.connection,
        "select f.path, f.outcome, f.reason, f.remedy, f.document, d.copy_of, d.commitments, f.seconds, f.at"
        " from file f left join document d on d.id = f.document order by f.path",
    )
    return [FileRow(*row) for row in found]


def unread(corpus: Corpus) -> int:
    """How many files could not be read."""
    return int(select(corpus.connection, "select count(*) from file where document is null")[0][0])
