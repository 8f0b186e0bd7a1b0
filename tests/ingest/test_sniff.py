"""Encodings and formats told from the bytes."""

from __future__ import annotations

import pytest

from ingest import sniff

TEXT = "关于印发青禾县养老服务体系建设实施方案的通知，到2027年新增床位300张，由县民政局负责落实。"
TRADITIONAL = "關於印發養老服務體系建設實施方案的通知，到2027年新增床位300張，由縣民政局負責。"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("gbk"), "gb18030"),
        (TEXT.encode("gb2312"), "gb18030"),
        ((TEXT + "㐀䶮𠮷").encode("gb18030"), "gb18030"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-32"), "utf-32-le"),
        (TRADITIONAL.encode("big5"), "big5hkscs"),
        (b"plain ascii " * 5000 + TEXT.encode("gbk"), "gb18030"),
        ("县教育局".encode("gbk"), "gb18030"),
        (TEXT.encode("hz"), "hz"),
        (("~" + TEXT).encode("hz"), "hz"),
        (b"press ~{ and ~} to go on", "utf-8"),
        (b"~{foo bar~} ~{abcd~} ~{q~}", "utf-8"),
    ],
)
def test_encoding(data: bytes, encoding: str) -> None:
    decoded = sniff.decode(data)
    assert decoded.encoding == encoding
    assert decoded.damaged == 0
    assert "\ufffd" not in decoded.text
    assert encoding != "hz" or decoded.text.removeprefix("~") == TEXT


@pytest.mark.parametrize(
    ("data", "damaged"),
    [
        (TEXT.encode()[:60] + b"\xff" + TEXT.encode()[60:], 1),
        (TEXT.encode() + "负".encode()[:2], 1),
        (TEXT.encode("gbk")[:-1], 1),
        ((TEXT + "\ufffd").encode(), 0),
    ],
)
def test_a_stray_byte_costs_one_character(data: bytes, damaged: int) -> None:
    decoded = sniff.decode(data)
    assert decoded.damaged == damaged
    assert "民政局" in decoded.text


@pytest.mark.parametrize("hint", ["gb2312", "GBK", "utf-8", "big5", "no-such-code", "", None])
def test_a_declared_encoding_never_overrides_the_bytes(hint: str | None) -> None:
    assert sniff.decode(TEXT.encode("gbk"), hint).text == TEXT
    assert sniff.decode(TEXT.encode(), hint).text == TEXT


@pytest.mark.parametrize(
    ("data", "binary"),
    [
        (b"\0" * 1000, True),
        (bytes(range(256)) * 20, True),
        ("\ufffd".encode() * 50, True),
        (TEXT.encode(), False),
        (b"just english words, nothing else", False),
        (b"", False),
    ],
    ids=["nul", "all bytes", "lost", "chinese", "english", "empty"],
)
def test_binary(data: bytes, binary: bool) -> None:
    assert sniff.looks_binary(sniff.decode(data)) is binary


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"PK\x03\x04....word/document.xml", "DOCX 文档"),
        (b"PK\x03\x04....xl/workbook.xml", "XLSX 表格"),
        (b"PK\x03\x04....OFD.xml", "OFD 版式文档"),
        (b"PK\x03\x04....readme", "ZIP 压缩包"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "DOC 文档"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50, "旧版 Office 文档"),
        (b"{\\rtf1", "RTF 文档"),
        (b"\x89PNG\r\n", "PNG 图片"),
        (b"\xff\xd8\xff\xe0", "JPEG 图片"),
        (b"RIFF....WEBPVP8", "WEBP 图片"),
        (b"BM" + b"\1\1\1\1" + b"\0" * 40, "BMP 图片"),
        (b"\x1f\x8b\x08", "GZIP 压缩包"),
        (b"\x7fELF", "程序文件"),
        (b"SQLite format 3\0", "SQLite 数据库"),
        ("一、总体要求".encode(), None),
        (b"BMI and other words in a text that is long enough", None),
    ],
)
def test_foreign(data: bytes, name: str | None) -> None:
    assert sniff.foreign(data) == name


@pytest.mark.parametrize(
    ("data", "suffix", "html"),
    [
        (b"<!DOCTYPE html><p>x", "", True),
        (b"\xef\xbb\xbf \n<html>", "", True),
        ("<html><body>县</body></html>".encode("utf-16"), "", True),
        (b"<?xml version='1.0'?><html>", "", True),
        (b"<div><p>a</p><p>b</p></div>", "", True),
        (b"<p>one tag</p>", "", False),
        (b"<p>one tag</p>", ".html", True),
        (b"text with <b>a tag</b> and <script>x</script>", ".txt", False),
        (b"words first <div>x</div>", ".htm", True),
        ("<县域>方案".encode(), ".txt", False),
    ],
)
def test_html(data: bytes, suffix: str, html: bool) -> None:
    assert sniff.looks_html(data, suffix) is html


@pytest.mark.parametrize(
    ("data", "suffix", "pdf"),
    [
        (b"%PDF-1.7\n", "", True),
        (b"\n\n%PDF-1.4\n1 0 obj", "", True),
        (b"\n%PDF-1.4 is a version", ".pdf", True),
        (b"the text %PDF- means nothing here", ".txt", False),
    ],
)
def test_pdf(data: bytes, suffix: str, pdf: bool) -> None:
    assert sniff.looks_pdf(data, suffix) is pdf
