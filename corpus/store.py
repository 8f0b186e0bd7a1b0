"""The ledger file: opening, migrating, transactions.

Only apsw touches the file in this process: a second SQLite library would drop its locks.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import apsw

from corpus.errors import (
    CorpusError,
    DamagedLedger,
    LedgerBusy,
    LedgerClosed,
    LedgerFull,
    LedgerReadOnly,
    NewerLedger,
    NoLedger,
    NotALedger,
    OlderLedger,
    ReadOnlyMode,
)
from corpus.schema import APPLICATION_ID, MIGRATIONS, VERSION

BUSY_MILLISECONDS = 5_000
"""How long a write waits for another writer."""


READ_ONLY = "TAIZHANG_READONLY"
"""Environment variable: set to anything but 0 no ledger is opened to be written."""


def read_only_mode() -> bool:
    """Whether this process must not write to any ledger."""
    return os.environ.get(READ_ONLY, "").strip() not in ("", "0")


def beside(path: Path, ending: str) -> Path:
    """The file `<name><ending>` beside a ledger; `.db` is dropped from the name, any other suffix stays."""
    return path.with_name((path.stem if path.suffix == ".db" else path.name) + ending)


def explain(error: apsw.Error, path: Path) -> CorpusError:
    """What an SQLite error means for the person at the keyboard."""
    subject = str(path)
    if isinstance(error, apsw.BusyError | apsw.LockedError):
        return LedgerBusy(subject)
    if path.is_file() and not os.access(path, os.R_OK):
        return LedgerClosed(subject)
    if isinstance(error, apsw.ReadOnlyError | apsw.PermissionsError | apsw.CantOpenError):
        # Where the folder may not be written SQLite cannot make its log, and says no more than "cannot open".
        return LedgerReadOnly(subject)
    if isinstance(error, apsw.IOError) and path.parent.is_dir() and not os.access(path.parent, os.W_OK):
        return LedgerReadOnly(subject)
    if isinstance(error, apsw.FullError | apsw.IOError):
        return LedgerFull(subject)
    if isinstance(error, apsw.NotADBError):
        return NotALedger(subject)
    return DamagedLedger(subject)


_OUTSIDE = (
    apsw.BusyError,
    apsw.LockedError,
    apsw.ReadOnlyError,
    apsw.PermissionsError,
    apsw.FullError,
    apsw.IOError,
    apsw.NotADBError,
    apsw.CorruptError,
    apsw.CantOpenError,
)
"""Errors that the world causes; any other apsw error is a mistake of the program and stays as it is."""


Value = str | int | float | bytes | None
"""What a column holds."""


def select(connection: apsw.Connection, sql: str, bindings: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
    """All rows of a question; raises what `explain` makes of an error that the world causes."""
    try:
        return connection.execute(sql, bindings).fetchall()
    except _OUTSIDE as error:
        raise explain(error, Path(connection.db_filename("main"))) from error


class Corpus:
    """An open ledger. An instance belongs to the thread that opened it; every thread opens its own."""

    def __init__(self, connection: apsw.Connection, path: Path, *, readonly: bool) -> None:
        self._connection = connection
        self._thread = threading.get_ident()
        self.path = path
        """The main file."""
        self.readonly = readonly
        self._writing = False
        self.notices: list[str] = []
        """Chinese one-line messages about what was ignored or rebuilt (a lost sidecar); the caller shows and clears."""

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, readonly: bool = False, create: bool = True) -> Corpus:
        """Open a ledger, making or migrating it where needed.

        Raises ReadOnlyMode, NoLedger, NotALedger, NewerLedger, DamagedLedger, LedgerBusy, LedgerReadOnly, LedgerClosed,
        LedgerFull.
        """
        file = Path(path)
        if not readonly and read_only_mode():
            raise ReadOnlyMode(str(path))
        if file.exists() and not file.is_file():
            raise NotALedger(str(path))
        fresh = not file.exists() or file.stat().st_size == 0
        if fresh and (readonly or not create):
            raise NoLedger(str(path))
        if fresh:
            _make_folder(file)
        try:
            connection = _connect_readonly(file) if readonly else apsw.Connection(os.fspath(file))
        except _OUTSIDE as error:
            raise explain(error, file) from error
        try:
            _configure(connection, file)
            if not readonly:
                _go_wal(connection)
                connection.pragma("synchronous", "full")
                _migrate(connection, file)
            elif (found := connection.pragma("user_version")) < VERSION:
                raise OlderLedger(str(path), found, VERSION)
        except _OUTSIDE as error:
            connection.close()
            raise explain(error, file) from error
        except CorpusError:
            connection.close()
            raise
        return cls(connection, file, readonly=readonly)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; again does nothing."""
        self._connection.close()

    @property
    def connection(self) -> apsw.Connection:
        """The apsw connection, for the modules of this package."""
        if threading.get_ident() != self._thread:
            raise RuntimeError("a Corpus belongs to the thread that opened it")
        return self._connection

    @contextmanager
    def atomic(self) -> Iterator[apsw.Connection]:
        """All or nothing: BEGIN IMMEDIATE, commit at the end, roll back when the body raises.

        Inside another one it is a part of that one: the outermost commits.
        """
        connection = self.connection
        if self._writing:
            yield connection
            return
        try:
            connection.execute("begin immediate")
            self._writing = True
            try:
                yield connection
            except BaseException:
                _roll_back(connection)
                raise
            finally:
                self._writing = False
            try:
                connection.execute("commit")
            except apsw.Error:
                _roll_back(connection)
                raise
        except _OUTSIDE as error:
            raise explain(error, self.path) from error

    @contextmanager
    def explained(self) -> Iterator[apsw.Connection]:
        """Statements that no transaction may hold; what the world causes raises what `explain` makes of it."""
        try:
            yield self.connection
        except _OUTSIDE as error:
            raise explain(error, self.path) from error

    @contextmanager
    def reading(self) -> Iterator[apsw.Connection]:
        """Several questions answered from one state of the ledger; keep it short, the WAL grows meanwhile."""
        connection = self.connection
        try:
            if connection.in_transaction:
                yield connection
                return
            connection.execute("begin")
            try:
                yield connection
            finally:
                _roll_back(connection)
        except _OUTSIDE as error:
            raise explain(error, self.path) from error

    def notice(self, message: str) -> None:
        """Note something for the caller to show, once."""
        if message not in self.notices:
            self.notices.append(message)

    def meta(self, name: str) -> str | int | None:
        """A value of the table `meta`."""
        found = select(self.connection, "select value from meta where name = ?", (name,))
        return found[0][0] if found else None


def _roll_back(connection: apsw.Connection) -> None:
    """Roll back unless SQLite already has (it does so by itself on a full disk)."""
    if connection.in_transaction:
        connection.execute("rollback")


def _make_folder(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerReadOnly(str(file)) from error


def _connect_readonly(file: Path) -> apsw.Connection:
    """Open for reading; a ledger in a folder that may not be written is read as it lies there."""
    connection = apsw.Connection(os.fspath(file), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        connection.pragma("user_version")
    except (apsw.CantOpenError, apsw.ReadOnlyError):
        connection.close()
        log = file.with_name(file.name + "-wal")
        if log.exists() and log.stat().st_size:
            raise
        uri = file.resolve().as_uri() + "?immutable=1"
        return apsw.Connection(uri, flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
    except apsw.Error:
        connection.close()
        raise
    return connection


def _configure(connection: apsw.Connection, file: Path) -> None:
    """Settings of every connection, and the question whether this is a ledger that the program knows."""
    connection.set_busy_timeout(BUSY_MILLISECONDS)
    connection.config(apsw.SQLITE_DBCONFIG_DQS_DML, 0)
    connection.config(apsw.SQLITE_DBCONFIG_DQS_DDL, 0)
    connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
    connection.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    connection.pragma("foreign_keys", True)
    connection.pragma("temp_store", "memory")
    found = connection.pragma("user_version")
    tables = connection.execute("select count(*) from sqlite_schema").get
    if connection.pragma("application_id") != APPLICATION_ID:
        if tables or found:
            raise NotALedger(str(file))
    elif found > VERSION:
        raise NewerLedger(str(file), found, VERSION)


def _go_wal(connection: apsw.Connection) -> None:
    """Switch to the write-ahead log; SQLite does not wait by itself while another process switches."""
    deadline = time.monotonic() + BUSY_MILLISECONDS / 1000
    while True:
        try:
            connection.pragma("journal_mode", "wal")
            return
        except apsw.BusyError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _migrate(connection: apsw.Connection, file: Path) -> None:
    while connection.pragma("user_version") < VERSION:
        connection.execute("begin immediate")
        try:
            # Another process may have taken the step while this one waited for the lock.
            at = connection.pragma("user_version")
            if at > VERSION:
                raise NewerLedger(str(file), at, VERSION)
            if at < VERSION:
                MIGRATIONS[at](connection)
                connection.pragma("user_version", at + 1)
            connection.execute("commit")
        except BaseException:
            _roll_back(connection)
            raise
