"""Whole copies of a ledger, made and taken back while others work on it."""

from __future__ import annotations

import errno
import os
import tempfile
from datetime import datetime
from pathlib import Path

import apsw

from corpus.errors import BackupFailed, NoLedger, NotALedger, ReadOnlyMode
from corpus.schema import APPLICATION_ID
from corpus.store import Corpus, beside, read_only_mode

_PAGES = 4096
"""Copied in one step."""


def backup(corpus: Corpus, path: Path) -> int:
    """Write a copy of the ledger, whole or not at all; its size in bytes.

    The copy is one file that any SQLite tool opens. Raises BackupFailed where `path` is there already.
    """
    if path.exists():
        raise BackupFailed(str(path), "文件已存在", "请换一个名字")
    try:
        handle, name = tempfile.mkstemp(prefix=path.name + ".", suffix=".part", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise BackupFailed(str(path), "不能在这个文件夹里写", "请换一个文件夹") from error
    fresh = Path(name)
    try:
        _copy(corpus.connection, fresh)
        _check(fresh)
        fresh.chmod(0o644)
        _put(fresh, path)
        return path.stat().st_size
    except FileExistsError as error:
        raise BackupFailed(str(path), "文件已存在", "请换一个名字") from error
    except (OSError, apsw.Error) as error:
        full = isinstance(error, apsw.FullError) or getattr(error, "errno", 0) in (errno.ENOSPC, errno.EDQUOT)
        raise BackupFailed(str(path), "磁盘已满，没有写完" if full else "写入出错", "请换一个文件夹再试") from error
    finally:
        fresh.unlink(missing_ok=True)


def restore(copy: Path, ledger: Path) -> Path | None:
    """Make the ledger say again what a copy of it says; where what it said before was put, None for no ledger.

    Other processes that have the ledger open see the old state from then on. What is not a whole ledger is refused
    before anything is touched. Raises the errors of `Corpus.open`, BackupFailed.
    """
    if read_only_mode():
        raise ReadOnlyMode(str(ledger))
    if copy.resolve() == ledger.resolve():
        raise BackupFailed(str(copy), "备份和台账是同一个文件", "请核对路径")
    if not copy.is_file():
        raise NoLedger(str(copy))
    with tempfile.TemporaryDirectory(prefix="taizhang-") as folder:
        whole = Path(folder) / "copy.db"
        _take_in(copy, whole)
        # A copy of an older form is brought up to date before it is taken.
        with Corpus.open(whole) as source, Corpus.open(ledger) as corpus:
            kept = None
            if corpus.connection.execute("select count(*) from document").get or _has_events(corpus):
                kept = _free(beside(ledger, f".before-{datetime.now():%Y%m%d-%H%M%S}.db"))
                backup(corpus, kept)
            try:
                with corpus.connection.backup("main", source.connection, "main") as work:
                    while not work.done:
                        work.step(_PAGES)
            except (apsw.BusyError, apsw.LockedError) as error:
                raise BackupFailed(str(ledger), "台账正被别的程序使用", "请关闭那个程序再试") from error
    # Vectors are made again from what the ledger says now.
    beside(ledger, ".vec.db").unlink(missing_ok=True)
    return kept


def _put(fresh: Path, path: Path) -> None:
    """Give the whole copy its name; raises FileExistsError where a file is there by now."""
    try:
        # A link fails where there is a file; a rename would replace it.
        path.hardlink_to(fresh)
    except FileExistsError:
        raise
    except OSError:
        # Memory sticks and network folders know no links.
        if path.exists():
            raise FileExistsError(str(path)) from None
        fresh.rename(path)


def _take_in(copy: Path, whole: Path) -> None:
    """The copy, found to be a ledger and undamaged, in a file of its own."""
    try:
        source = apsw.Connection(os.fspath(copy), flags=apsw.SQLITE_OPEN_READONLY)
        try:
            if source.pragma("application_id") != APPLICATION_ID:
                raise NotALedger(str(copy))
            _sound(source, copy)
            _copy(source, whole)
        finally:
            source.close()
    except (apsw.NotADBError, apsw.CantOpenError) as error:
        raise NotALedger(str(copy)) from error
    except apsw.CorruptError as error:
        raise BackupFailed(str(copy), "备份文件已损坏", "请换一个备份") from error


def _copy(source: apsw.Connection, path: Path) -> None:
    target = apsw.Connection(os.fspath(path))
    try:
        with target.backup("main", source, "main") as work:
            while not work.done:
                work.step(_PAGES)
        target.pragma("journal_mode", "delete")
    finally:
        target.close()


def _check(path: Path) -> None:
    connection = apsw.Connection(os.fspath(path), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        _sound(connection, path)
    finally:
        connection.close()


def _sound(connection: apsw.Connection, path: Path) -> None:
    if connection.pragma("quick_check") != "ok":
        raise BackupFailed(str(path), "备份文件已损坏", "请换一个备份")


def _has_events(corpus: Corpus) -> bool:
    return bool(corpus.connection.execute("select 1 from event union all select 1 from correction limit 1").get)


def _free(path: Path) -> Path:
    """A name that no file has."""
    number = 1
    while path.exists():
        number += 1
        path = path.with_name(f"{path.stem.rpartition('_')[0] or path.stem}_{number}{path.suffix}")
    return path
