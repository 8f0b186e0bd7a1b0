"""The files beside a ledger that search by meaning needs: attached, let go of, thrown away.

`<name>.vec.db` and `<name>.model/` hold nothing that cannot be made again from the ledger. When they are missing,
damaged or belong to another ledger they are rebuilt, or ignored with a notice where the ledger is only read.
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import apsw

from corpus.errors import CorpusError, LedgerBusy, LedgerFull, NotALedger
from corpus.store import Corpus, beside, select

log = logging.getLogger(__name__)

_REMEDY = "下次 taizhang ingest 时自动补上"
_PAGE = 8192
"""Bytes of a page of the sidecar: seven vectors of 256 dimensions, where one of 4,096 bytes holds three."""


def sidecar_path(path: Path) -> Path:
    """Where the vectors of a ledger lie."""
    return beside(path, ".vec.db")


def model_path(path: Path) -> Path:
    """Where the own model of a ledger lies."""
    return beside(path, ".model")


def next_model_path(path: Path) -> Path:
    """Where the own model that will take the place of the present one waits until every sentence has its vector."""
    return beside(path, ".model.next")


def attached(corpus: Corpus) -> bool:
    """Attach the sidecar; False when it cannot be used, with a notice that says why."""
    connection = corpus.connection
    if "vec" in connection.db_names():
        return True
    path = sidecar_path(corpus.path)
    if corpus.readonly and not path.exists():
        corpus.notice(f"{path.name}：没有检索向量，本次只按文字检索；{_REMEDY}")
        return False
    try:
        _load_extension(connection)
        _attach(corpus, path)
    except (apsw.Error, CorpusError) as error:
        detach(corpus)
        busy = isinstance(error, apsw.BusyError | apsw.LockedError | LedgerBusy | LedgerFull)
        if busy or corpus.readonly or not path.is_file():
            log.warning("cannot use %s: %s", path, error)
            corpus.notice(f"{path.name}：检索向量不可用，本次只按文字检索；{_REMEDY}")
            return False
        log.warning("making %s again: %s", path, error)
        corpus.notice(f"{path.name}：检索向量已损坏，已重新生成")
        _remove(path)
        _attach(corpus, path)
    return True


def detach(corpus: Corpus) -> None:
    """Let go of the sidecar."""
    if "vec" in corpus.connection.db_names():
        corpus.connection.execute("detach vec")


def discard(corpus: Corpus) -> None:
    """Throw the sidecar away (it turned out to be damaged); it is made again when it is next asked for."""
    detach(corpus)
    if not corpus.readonly:
        _remove(sidecar_path(corpus.path))


def forget(corpus: Corpus) -> None:
    """Throw everything away that holds traces of the ledger's words."""
    discard(corpus)
    for folder in (model_path(corpus.path), next_model_path(corpus.path)):
        shutil.rmtree(folder, ignore_errors=True)


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _load_extension(connection: apsw.Connection) -> None:
    import sqlite_vec

    connection.enable_load_extension(True)
    try:
        connection.load_extension(sqlite_vec.loadable_path())
    finally:
        connection.enable_load_extension(False)


def _attach(corpus: Corpus, path: Path) -> None:
    """Attach and look at it; raises NotALedger for vectors of another ledger, and what damage raises."""
    connection = corpus.connection
    connection.execute("attach ? as vec", (str(path),))
    if not corpus.readonly:
        connection.pragma("page_size", _PAGE, schema="vec")  # says nothing to a file that has its pages
        connection.pragma("journal_mode", "wal", schema="vec")
        connection.pragma("synchronous", "normal", schema="vec")
        with corpus.atomic():
            connection.execute(
                "create table if not exists vec.owner(ledger text not null);"
                "create table if not exists vec.model(id integer primary key, name text not null unique,"
                " dimensions integer not null, last integer not null, generation integer not null);"
            )
            connection.execute(
                "insert into vec.owner select ? where not exists (select 1 from vec.owner)", (corpus.meta("ledger"),)
            )
    owner = select(connection, "select ledger from vec.owner")
    select(connection, "select id, name, dimensions, last, generation from vec.model")
    if owner != [(corpus.meta("ledger"),)]:
        raise NotALedger(path.name)
