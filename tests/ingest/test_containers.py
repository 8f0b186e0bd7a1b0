"""What a container holds, by the names of its parts."""

from __future__ import annotations

import pytest

from ingest import containers
from tests.ingest.officefiles import packed

TYPES = {"[Content_Types].xml": "<Types/>"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (packed(TYPES | {"word/document.xml": "<a/>"}), containers.DOCX),
        (packed({"word/document.xml": "<a/>"}), containers.DOCX),
        (packed(TYPES | {"word\\styles.xml": "<a/>"}), containers.DOCX),
        (packed(TYPES | {"xl/workbook.xml": "<a/>", "xl/embeddings/word/document.bin": ""}), containers.XLSX),
        (packed(TYPES | {"ppt/presentation.xml": "<a/>"}), containers.PPTX),
        (packed({"OFD.xml": "<a/>"}), containers.OFD),
        (packed({"/ofd.XML": "<a/>"}), containers.OFD),
        (packed({"word/方案.txt": "县"}), containers.ZIP),
        (packed({"说明.txt": "关于 word/document.xml 的说明"}), containers.ZIP),
        (packed({}), containers.ZIP),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text"})[:30], containers.ZIP),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", "ODT 文档"),
        (b"stub" + packed(TYPES | {"word/document.xml": "<a/>"}), None),
        (packed(TYPES | {"word/document.xml": "<a/>" * 999})[:-60], containers.DOCX),
        (packed({"a": ""})[:-22] + b"PK\x05\x06" + b"\xff" * 18, containers.ZIP),
        (packed({"a": ""})[:-22] + b"PK\x05\x06", containers.ZIP),
        (stream("WordDocument"), containers.DOC),
        (stream("EncryptedPackage"), containers.LOCKED),
        (stream("Workbook"), "XLS 表格"),
        (stream("Other"), "旧版 Office 文档"),
        ("一、总体要求".encode(), None),
        (b"", None),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else str(value),  # packed files carry the time of their making
)
def test_kind(data: bytes, kind: str | None) -> None:
    assert containers.kind(data) == kind
