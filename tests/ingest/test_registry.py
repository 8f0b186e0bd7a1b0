"""The table of readers."""

from __future__ import annotations

import pytest

from ingest import read, registry
from ingest.raw import RawDocument
from ingest.registry import Job

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def test_a_name_is_taken_once() -> None:
    def parse(data: bytes, job: Job) -> RawDocument:
        raise AssertionError

    with pytest.raises(ValueError, match="'txt'"):
        registry.reader("txt", suffixes=(".x",), magic=lambda data, suffix: True)(parse)
    assert registry.by_name("txt").parse is not parse


@pytest.mark.parametrize(
    ("data", "suffix", "name"),
    [
        (b"%PDF-1.4", ".txt", "pdf"),
        (b"<!doctype html><p>", ".txt", "html"),
        (b"<html>", ".docx", "html"),
        ("县教育局".encode(), ".pdf", "txt"),
        (b"PK\x03\x04word/", ".txt", "docx"),
        (b"PK\x03\x04xl/", ".docx", "xlsx"),
        (b"PK\x03\x04OFD.xml", ".pdf", "ofd"),
        (b"{\\rtf1", ".doc", "office"),
        (OLE + "Workbook".encode("utf-16-le"), ".et", "oldsheet"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", ".xlsx", "oldsheet"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", ".docx", "office"),
        ("任务,单位".encode(), ".csv", "csv"),
        ("任务,单位".encode(), ".txt", "txt"),
        (b"<html>", ".csv", "html"),
        ("# 方案\n\n## 目标\n\n落实。".encode(), ".txt", "md"),
        (b"PK\x03\x04ppt/", ".docx", None),
        (b"PK\x03\x04readme", ".docx", None),
    ],
)
def test_the_content_chooses(data: bytes, suffix: str, name: str | None) -> None:
    chosen = registry.choose(data, suffix)
    assert (chosen.name if chosen else None) == name


def test_suffixes() -> None:
    assert {
        ".txt",
        ".html",
        ".htm",
        ".pdf",
        ".docx",
        ".doc",
        ".wps",
        ".rtf",
        ".xlsx",
        ".xls",
        ".et",
        ".ods",
        ".odt",
        ".csv",
        ".ofd",
        ".md",
    } <= set(registry.suffixes())
    assert [entry.name for entry in registry.readers()][-1] == "txt"
    with pytest.raises(KeyError):
        registry.by_name("none")


def test_every_format_is_registered_by_reading() -> None:
    assert {entry.name for entry in registry.readers()} >= {
        module.__name__.rsplit(".", 1)[-1] for module in read._FORMATS
    }
