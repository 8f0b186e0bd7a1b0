"""Documents that are ZIP archives of XML, opened without trust: sizes, ratios, overlaps, entities, broken parts."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from itertools import pairwise
from typing import Any

from ingest.errors import LimitExceeded, Unreadable
from ingest.registry import Job

_MOST_PARTS = 50_000
_SMALL = 4 * 1024**2
"""Parts up to this size are not asked for their ratio: XML of empty table cells packs well. Bytes."""
_AGAIN = "请用原软件打开后另存，再重新读取"
_FRESH = "请重新下载，或用原软件打开后另存"
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, LookupError)
_ENCODING = re.compile(rb"""<\?xml[^>]{0,80}?encoding\s{0,4}=\s{0,4}["']([A-Za-z0-9_.\-]{2,20})["']""")
_ENCODINGS = frozenset(("utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "gb2312", "gbk", "gb18030"))
"""ASCII keeps its bytes in all of these, so that a document type cannot hide from a search for its bytes."""
_FORBIDDEN = tuple(
    mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le", "utf-16-be")
)
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
)  # fmt: skip


class Package:
    """The parts of one file by name; what is not asked for is never unpacked."""

    def __init__(self, data: bytes, job: Job, what: str) -> None:
        """`what` is the format's Chinese name for messages.

        Raises:
            Unreadable: no archive, encrypted, or parts that share their bytes.
            LimitExceeded: more parts than a document has.
        """
        self.job = job
        self.what = what
        self._left = job.limits.unpacked
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise Unreadable(job.source, f"{what}不完整或已损坏，打不开", _FRESH) from error
        entries = self._zip.infolist()
        if len(entries) > _MOST_PARTS:
            raise LimitExceeded(job.source, f"{what}里有 {len(entries)} 个部件，超过上限", _AGAIN)
        if overlapping(entries):
            raise Unreadable(job.source, f"{what}的部件互相重叠（可能是压缩炸弹）", "请不要打开此文件，向来源核实")
        self._parts = {entry.filename.replace("\\", "/").lstrip("/"): entry for entry in entries}
        self._lower = {name.lower(): name for name in self._parts}

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all parts, without leading slash."""
        return tuple(self._parts)

    def find(self, name: str) -> str | None:
        """The part called `name`, letter case aside; None for none."""
        name = name.lstrip("/")
        return name if name in self._parts else self._lower.get(name.lower())

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            Unreadable: not there, damaged, or encrypted.
            LimitExceeded: it is larger unpacked, or packed more tightly, than the limits allow.
        """
        found = self.find(name)
        if found is None:
            raise self.broken(f"缺少 {name}")
        entry, limits = self._parts[found], self.job.limits
        if entry.flag_bits & 1:
            raise self.locked()
        if entry.file_size > self._left:
            megabytes = f"{limits.unpacked / 1024**2:g}"
            raise LimitExceeded(self.job.source, f"{self.what}解压后超过 {megabytes} MB 的上限", "请拆分文件后再读")
        if entry.file_size > _SMALL and entry.file_size > limits.ratio * max(1, entry.compress_size):
            reason = f"{self.what}的压缩比超过 {limits.ratio:g} 倍的上限（可能是压缩炸弹）"
            raise LimitExceeded(self.job.source, reason, _AGAIN)
        try:
            data = self._zip.read(entry)
        except _DAMAGE as error:
            raise self.broken(f"{found} 读不出") from error
        self._left -= len(data)
        return data

    def xml_bytes(self, name: str) -> bytes:
        """A part that is XML without document type and entities, in transitional namespaces.

        Raises:
            Unreadable, LimitExceeded: as `read`; a document type, or an encoding that could hide one.
        """
        data = self.read(name)
        if any(mark in data for mark in _FORBIDDEN):
            raise Unreadable(self.job.source, f"{self.what}含有外部实体或文档类型声明，已拒绝", "请用原软件打开后另存")
        wide = data[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
        declared = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf").lstrip())
        if not wide and declared and declared[1].decode("ascii").lower() not in _ENCODINGS:
            raise self.broken(f"{name} 的编码不认识")
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        return data

    def xml(self, name: str) -> Any:
        """The root element of a part.

        Raises:
            Unreadable, LimitExceeded: as `xml_bytes`; not well formed.
        """
        return self.parse(self.xml_bytes(name), name)

    def parse(self, data: bytes, name: str) -> Any:
        """The root element of vetted bytes; `name` is for the message."""
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=True,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.LxmlError as error:
            raise self.broken(f"{name} 不是完整的 XML") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.broken(f"{name} 含有文档类型声明")
        return root

    def locked(self) -> Unreadable:
        """The refusal of an encrypted file."""
        return Unreadable(self.job.source, f"{self.what}已加密", "请用密码打开后另存为不加密的文件")

    def broken(self, how: str) -> Unreadable:
        """The refusal of a damaged file."""
        return Unreadable(self.job.source, f"{self.what}已损坏（{how}）", _FRESH)


def overlapping(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether two parts share bytes of the archive: that is how a small file claims to be large many times."""
    places = sorted((entry.header_offset, entry.compress_size) for entry in entries)
    return any(first + 30 + size > second for (first, size), (second, _) in pairwise(places))


def join(base: str, target: str) -> str:
    """The part that `target` names as seen from the part `base`; what climbs out of the archive names nothing in it."""
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), target))
