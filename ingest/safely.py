"""Opening a file that is not trusted: a regular file of bearable size, read once, whole, while nobody changes it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ingest.errors import CannotOpen, LimitExceeded
from ingest.filenames import spelled
from ingest.model import Limits


@contextmanager
def opened(path: str | os.PathLike[str], limits: Limits) -> Iterator[BinaryIO]:
    """A regular file of bearable size; that it did not change meanwhile is looked at behind its use.

    Raises:
        CannotOpen, LimitExceeded: there is none.
    """
    path = Path(path)
    source = spelled(path.name)
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except FileNotFoundError:
        raise CannotOpen(source, "文件不存在", "请检查路径") from None
    except IsADirectoryError:
        raise _not_a_file(source) from None
    except PermissionError:
        if path.is_dir():
            raise _not_a_file(source) from None
        raise CannotOpen(source, "没有读取权限", "请检查文件权限") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotOpen(source, f"打不开（{reason}）", "请检查路径和文件") from None
    before = os.fstat(handle)
    if not stat.S_ISREG(before.st_mode):
        os.close(handle)
        raise _not_a_file(source)
    with os.fdopen(handle, "rb") as file:
        if before.st_size > limits.bytes:
            raise too_large(source, limits)
        yield file
        after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise changed(source)


def bytes_of(path: str | os.PathLike[str], limits: Limits) -> bytes:
    """Bytes of a regular file, read once, that did not change meanwhile.

    Raises:
        CannotOpen, LimitExceeded: there are none.
    """
    source = spelled(Path(path).name)
    with opened(path, limits) as file:
        try:
            data = file.read(limits.bytes + 1)
        except OSError as error:
            raise CannotOpen(source, f"读取中断（{error.strerror}）", "请检查磁盘或网络后重试") from None
        size = os.fstat(file.fileno()).st_size
    if len(data) > limits.bytes:
        raise too_large(source, limits)
    if len(data) != size:
        raise changed(source)
    return data


def changed(source: str) -> CannotOpen:
    """What is said of a file that somebody writes to."""
    return CannotOpen(source, "读取时文件正在被改写", "请等写入完成后重试")


def _not_a_file(source: str) -> CannotOpen:
    return CannotOpen(source, "不是普通文件", "请指定文件，不要指定文件夹或设备")


def too_large(source: str, limits: Limits) -> LimitExceeded:
    """What is said of a file of more than `limits.bytes`."""
    return LimitExceeded(source, f"文件大于 {limits.bytes / 1024**2:g} MB 的上限", "请拆分文件，或提高上限")
