"""ZIP archives of documents: each member is a file of its own, named `archive.zip/folder/name.docx`.

Nothing is unpacked to disk. A member is opened like a file that lies in a folder called after its archive, so one
that is broken, encrypted or too large is one line in a report and the rest is read.
"""

from __future__ import annotations

import io
import os
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ingest import clean, containers, safely
from ingest.errors import CannotOpen, IngestError, LimitExceeded, UnknownFormat, Unreadable
from ingest.model import Limits
from ingest.package import overlapping

SUFFIX = ".zip"
_FRESH = "请重新下载，或解压后逐个读取"
_SMALL = 4 * 1024**2
"""Members up to this size are not asked for their ratio, bytes."""
_LONGEST_LIST = 16 * 1024**2
"""Largest list of members, bytes: a longer one is no archive that a person made."""
_METHODS = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2))
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, LookupError, struct.error)
_JUNK = re.compile(r"(?:^|/)(?:__MACOSX/|\.|~\$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_ENCRYPTED = 0x1
_UTF8 = 0x800
_UNICODE_NAME = 0x7075
"""Extra field with the name in UTF-8."""
_TAIL = 65_557
"""Bytes in which the record at the end of an archive stands."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What an archive holds."""

    documents: tuple[Path, ...]
    """Paths of the members with the suffixes that were asked for, in the archive's order."""
    skipped: dict[str, int]
    """Suffixes of the other members: how many, most first."""


def contents(path: Path, suffixes: Collection[str], limits: Limits) -> Contents | None:
    """The documents in the archive at `path`; None where it is none, or one that is refused as a whole.

    Office documents are ZIP files too: what they hold decides, and a file that calls itself one is never taken for an
    archive. An archive inside an archive is a member that cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix in suffixes and suffix != SUFFIX:
        return None
    try:
        with _opened(path, limits) as archive:
            names = list(_members(archive))
    except IngestError:
        return None
    wanted = tuple(path / name for name in names if _suffix(name) in suffixes)
    others = Counter(_suffix(name) for name in names if _suffix(name) not in suffixes)
    return Contents(wanted, dict(others.most_common())) if wanted else None


def bytes_of(path: str | os.PathLike[str], limits: Limits) -> bytes:
    """Bytes of a regular file, or of a member of an archive, read once, that did not change meanwhile.

    Raises:
        CannotOpen, LimitExceeded, Unreadable: there are none.
    """
    inside = _member(Path(path), limits)
    return safely.bytes_of(path, limits) if inside is None else inside


def _member(path: Path, limits: Limits) -> bytes | None:
    """The bytes of a member; None where `path` does not lead into a file."""
    for place in path.parents:
        if place.is_file():
            break
        if place.is_dir():
            return None
    else:
        return None
    with _opened(place, limits) as archive:
        entry = _members(archive).get(path.relative_to(place).as_posix())
        if entry is None:
            raise CannotOpen(path.name, f"压缩包 {place.name} 里没有这个文件", "请检查路径")
        return _bytes(archive, entry, path.name, limits)


def refusal(data: bytes, source: str, limits: Limits) -> IngestError:
    """Why the archive `data` is not read as a document: damaged, empty, too large, or nothing in it that is one."""
    try:
        with _archive(io.BytesIO(data), source, limits) as archive:
            names = list(_members(archive))
    except IngestError as error:
        return error
    if not names:
        return UnknownFormat(source, "是 ZIP 压缩包，里面没有文件", "请确认下载的文件是否完整")
    kinds = "、".join(f"{suffix or '无后缀'} {count}" for suffix, count in Counter(map(_suffix, names)).most_common(5))
    suffix = Path(source).suffix.lower()
    if suffix not in ("", SUFFIX):
        reason = f"是 ZIP 压缩包，后缀却是 {suffix}（里面有 {kinds}）"
        return UnknownFormat(source, reason, "如确是压缩包，请把后缀改为 .zip；如应是一份文档，请重新下载")
    return UnknownFormat(source, f"是 ZIP 压缩包（里面有 {kinds}），不能作为一份文档读", "请解压后逐个读取")


@contextmanager
def _opened(path: Path, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """The archive in a regular file of bearable size that nobody changes."""
    with safely.opened(path, limits) as file, _archive(file, path.name, limits) as archive:
        yield archive


@contextmanager
def _archive(file: IO[bytes], source: str, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """An archive whose list of members is bearable and honest."""
    try:
        _vet(file, source)
        archive = zipfile.ZipFile(file)
    except _DAMAGE as error:
        raise Unreadable(source, "ZIP 压缩包不完整或已损坏，打不开", _FRESH) from error
    with archive:
        entries = archive.infolist()
        if containers.of_names(entry.filename for entry in entries) != containers.ZIP:
            raise UnknownFormat(source, "不是 ZIP 压缩包", "请检查文件")
        if len(entries) > limits.members:
            reason = f"压缩包里有 {len(entries)} 个文件，超过 {limits.members} 个的上限"
            raise LimitExceeded(source, reason, "请解压后分批读取")
        if overlapping(entries):
            raise Unreadable(source, "压缩包里的文件互相重叠（可能是压缩炸弹）", "请不要打开此文件，向来源核实")
        if sum(entry.file_size for entry in entries) > limits.unpacked:
            megabytes = f"{limits.unpacked / 1024**2:g}"
            raise LimitExceeded(source, f"压缩包解压后超过 {megabytes} MB 的上限", "请解压后分批读取")
        yield archive


def _vet(file: IO[bytes], source: str) -> None:
    """Look at what an archive says of itself before it is believed."""
    if file.read(4) not in containers.ZIP_HEADS:
        raise UnknownFormat(source, "不是 ZIP 压缩包", "请检查文件")
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _TAIL))
    tail = file.read(_TAIL)
    at = tail.rfind(b"PK\x05\x06")
    if at >= 0 and len(tail) >= at + 16:
        (listed,) = struct.unpack_from("<L", tail, at + 12)
        if listed > _LONGEST_LIST:
            raise LimitExceeded(source, "压缩包的文件清单超过上限", "请解压后分批读取")
    file.seek(0)


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Files of an archive by their path in it; two of one name are told apart, what programs leave behind is not."""
    out: dict[str, zipfile.ZipInfo] = {}
    for entry in archive.infolist():
        name = _inside(_name(entry))
        if not name or entry.is_dir() or _JUNK.search(name):
            continue
        stem, dot, suffix = name.rpartition(".")
        number = 2
        while name in out:
            name = f"{stem}~{number}{dot}{suffix}"
            number += 1
        out[name] = entry
    return out


def _name(entry: zipfile.ZipInfo) -> str:
    """The name of a member: by its own mark UTF-8, else UTF-8 where it is that, else GB18030."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    extra = entry.extra
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        if kind == _UNICODE_NAME and size > 5:
            return extra[9 : 4 + size].decode("utf-8", "replace")
        extra = extra[4 + size :]
    written = entry.orig_filename.encode("cp437", "replace")
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError:
        return written.decode("gb18030", "replace")


def _inside(name: str) -> str:
    """A name as a path below the archive: no drive, no root, no way up."""
    parts = [clean.line(part) for part in re.split(r"[/\\]", name)]
    kept = [part.replace(":", "_") for part in parts if part.strip(". ")]
    return "/".join(kept)


def _suffix(name: str) -> str:
    return Path(name).suffix.lower()


def _bytes(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, source: str, limits: Limits) -> bytes:
    if entry.flag_bits & _ENCRYPTED:
        raise Unreadable(source, "压缩包里的这个文件已加密", "请用密码解压后再读")
    if entry.file_size > limits.bytes:
        raise safely.too_large(source, limits)
    if entry.file_size > _SMALL and entry.file_size > limits.ratio * max(1, entry.compress_size):
        raise LimitExceeded(source, f"压缩比超过 {limits.ratio:g} 倍的上限（可能是压缩炸弹）", "请解压后核实再读")
    if entry.compress_type not in _METHODS:
        raise Unreadable(source, f"压缩方法（{entry.compress_type}）不支持", "请解压后再读")
    try:
        return archive.read(entry)
    except _DAMAGE as error:
        raise Unreadable(source, "在压缩包里已损坏，取不出", _FRESH) from error
