"""Files that people asked for: whole or not at all, and why not."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from corpus.errors import ExportFailed
from corpus.output import put_whole, written


def test_a_file_takes_the_place_of_another(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    put_whole(path, b"one")
    assert written(path, lambda to: to.write_bytes(b"two!")) == 4
    assert path.read_bytes() == b"two!"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "reason", "remedy"),
    [
        (errno.ENOSPC, "磁盘已满，没有写完", "请腾出空间，或换一个地方"),
        (errno.EFBIG, "文件超过系统允许的大小，没有写完", "请加条件少导出一些，或换一个地方"),
        (errno.EIO, "写入出错，文件可能正被使用", "请换一个路径，或关闭正打开它的程序"),
    ],
)
def test_a_file_that_cannot_be_finished_leaves_the_old_one(
    tmp_path: Path, number: int, reason: str, remedy: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def fail(to: Path) -> None:
        to.write_bytes(b"half")
        raise OSError(number, "no")

    with pytest.raises(ExportFailed) as caught:
        written(path, fail)
    assert (caught.value.subject, caught.value.reason, caught.value.remedy) == (str(path), reason, remedy)
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]


def test_where_nothing_can_be_begun(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for path, reason in (
        (tmp_path / "no" / "a.txt", f"没有“{tmp_path / 'no'}”这个文件夹"),
        (tmp_path / "file" / "a.txt", f"“{tmp_path / 'file'}”不是文件夹"),
        (tmp_path / ("长" * 200 + ".txt"), "文件名太长"),
        (tmp_path, "这是文件夹，不是文件"),
        (Path(os.devnull), "这是设备，不是文件"),
    ):
        with pytest.raises(ExportFailed) as caught:
            put_whole(path, b"")
        assert caught.value.reason == reason
    assert not Path(os.devnull).is_file()
