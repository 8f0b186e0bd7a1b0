"""What kind of file a ZIP or an OLE container is, told from the names of its parts; nothing is unpacked."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

DOCX = "DOCX 文档"
XLSX = "XLSX 表格"
PPTX = "PPTX 演示文稿"
OFD = "OFD 版式文档"
DOC = "DOC 文档"
XLS = "XLS 表格"
ODT = "ODT 文档"
ODS = "ODS 表格"
ZIP = "ZIP 压缩包"
LOCKED = "加密的 Office 文档"

ZIP_HEADS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_END = struct.Struct("<4s4H2LH")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_MOST_NAMES = 4096
"""Entries of a directory that are looked at; the parts that tell a format stand among the first."""

_FOLDERS = (("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX))
_TYPES: tuple[tuple[bytes, str], ...] = (
    (b"application/epub", "EPUB 电子书"),
    (b"opendocument.text", ODT),
    (b"opendocument.spreadsheet", ODS),
    (b"opendocument.presentation", "ODP 演示文稿"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (
    ("EncryptedPackage", LOCKED),
    ("WordDocument", DOC),
    ("Workbook", XLS),
    ("PowerPoint Document", "PPT 演示文稿"),
)
_HEAD = 65536


def kind(data: bytes) -> str | None:
    """Chinese name of what the container holds; None where the bytes are no container."""
    if data[:4] in ZIP_HEADS:
        return _zip(data)
    if data.startswith(_OLE):
        return next((name for part, name in _STREAMS if part.encode("utf-16-le") in data), "旧版 Office 文档")
    return None


def _zip(data: bytes) -> str:
    for mark, name in _TYPES:
        if mark in data[:256]:
            return name
    names = list(_names(data))
    if not names:
        # The directory stands at the end: where it was cut off, the names before each part are all there is.
        heads = data[:_HEAD] + data[-_HEAD:]
        named = ((part.encode(), name) for part, name in (*_FOLDERS, ("OFD.xml", OFD)))
        return next((name for part, name in named if part in heads), ZIP)
    return of_names(names)


def of_names(names: Iterable[str]) -> str:
    """What an archive with parts of these names is: DOCX, XLSX, PPTX, OFD, or a ZIP archive of anything."""
    names = list(names)
    if any(name.lstrip("/").lower() == "ofd.xml" for name in names):
        return OFD
    office = "[Content_Types].xml" in names
    for folder, found in _FOLDERS:
        if any(name.startswith(folder) and (office or name == "word/document.xml") for name in names):
            return found
    return ZIP


def _names(data: bytes) -> Iterator[str]:
    """Names in the central directory of a ZIP file; none where there is no directory."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - _HEAD - _END.size))
    if end < 0 or end + _END.size > len(data):
        return
    *_, count, size, offset, _comment = _END.unpack_from(data, end)
    # Bytes before the archive shift everything that the directory says of places.
    at = end - size if end >= size else offset
    for _ in range(min(count, _MOST_NAMES)):
        if at + _ENTRY.size > len(data):
            return
        head = _ENTRY.unpack_from(data, at)
        if head[0] != b"PK\x01\x02":
            return
        length, extra, comment = head[10:13]
        start = at + _ENTRY.size
        yield data[start : start + length].decode("utf-8", "replace").replace("\\", "/")
        at = start + length + extra + comment
