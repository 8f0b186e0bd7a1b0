"""Files that people asked for, written whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from corpus.errors import ExportFailed

Answer = TypeVar("Answer")


def written(path: Path, write: Callable[[Path], Answer]) -> Answer:
    """What `write` makes in a file beside `path`, put in its place when it is whole; what `write` answers.

    A file that is there is replaced. Raises ExportFailed.
    """
    try:
        if path.is_dir():
            raise ExportFailed(str(path), "这是文件夹，不是文件")
        if path.exists() and not path.is_file():
            raise ExportFailed(str(path), "这是设备，不是文件")
        handle, name = tempfile.mkstemp(prefix=path.name + ".", suffix=path.suffix, dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise _unplaced(path, error) from error
    fresh = Path(name)
    try:
        answer = write(fresh)
        fresh.chmod(0o644)
        fresh.replace(path)
    except OSError as error:
        raise _unfinished(path, error) from error
    finally:
        fresh.unlink(missing_ok=True)
    return answer


def put_whole(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all, in place of one that is there. Raises ExportFailed."""
    written(path, lambda fresh: fresh.write_bytes(data))


def from_memory(path: Path, save: Callable[[io.BytesIO], object]) -> None:
    """Write what `save` makes in memory: a disk that fills up is met once, by a plain write. Raises OSError."""
    out = io.BytesIO()
    save(out)
    path.write_bytes(out.getvalue())


def _unplaced(path: Path, error: OSError) -> ExportFailed:
    """Why nothing can be begun where the file is to lie."""
    folder = path.parent
    if error.errno == errno.ENAMETOOLONG:
        return ExportFailed(str(path), "文件名太长", "请换一个短一些的名字")
    if _full(error):
        return ExportFailed(str(path), "磁盘已满，没有写完", "请腾出空间，或换一个地方")
    if folder.is_dir():
        return ExportFailed(str(path), "不能在这个文件夹里写", "请检查写权限，或换一个文件夹")
    if folder.exists():
        return ExportFailed(str(path), f"“{folder}”不是文件夹", "请检查路径")
    return ExportFailed(str(path), f"没有“{folder}”这个文件夹", "请先建好这个文件夹，或换一个路径")


def _unfinished(path: Path, error: OSError) -> ExportFailed:
    """Why a file that was begun is not there."""
    if _full(error):
        return ExportFailed(str(path), "磁盘已满，没有写完", "请腾出空间，或换一个地方")
    if error.errno == errno.EFBIG:
        return ExportFailed(str(path), "文件超过系统允许的大小，没有写完", "请加条件少导出一些，或换一个地方")
    return ExportFailed(str(path), "写入出错，文件可能正被使用")


def _full(error: OSError) -> bool:
    return error.errno in (errno.ENOSPC, errno.EDQUOT)
