"""The only way in."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest import read as way_in
from ingest.errors import CannotOpen, Empty, IngestError, LimitExceeded, UnknownFormat, Unreadable
from ingest.model import Block, BlockKind, Limits, Span, Status
from ingest.raw import Structured
from ingest.read import check, read, read_bytes
from tests.ingest.samples import PLAN, SENTENCE, html_of

TEXT = "\n".join(PLAN)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def test_a_document(tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    path.write_text(TEXT, encoding="utf-8")
    document = read(str(path))
    assert document.source == "方案.txt"
    assert document.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (document.format, document.status, document.problems) == ("txt", Status.OK, ())
    assert SENTENCE in document.text
    assert [heading.title for heading in document.headings][:2] == ["总体目标", "重点任务"]


@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        (lambda path: None, CannotOpen, "不存在"),
        (lambda path: path.mkdir(), CannotOpen, "不是普通文件"),
        (lambda path: os.mkfifo(path), CannotOpen, "不是普通文件"),
        (lambda path: path.symlink_to("/dev/zero"), CannotOpen, "不是普通文件"),
        (lambda path: path.symlink_to(path), CannotOpen, "打不开"),
        (lambda path: path.write_bytes(b""), Unreadable, "空"),
        (lambda path: path.write_bytes(b" \n\t\n"), Empty, "没有文字"),
        (lambda path: path.write_text("。，、；" * 30), Empty, "没有文字"),
        (lambda path: path.write_bytes(b"x" * 3000), LimitExceeded, "上限"),
        (lambda path: path.write_bytes(b"PK\x03\x04word/document.xml"), Unreadable, "Word 文档不完整"),
        (lambda path: path.write_bytes(b"PK\x03\x04ppt/slide1.xml"), UnknownFormat, "PPTX.*另存为 DOCX"),
        (lambda path: path.write_bytes(b"PK\x03\x04photo.jpg"), Unreadable, "ZIP.*损坏.*解压"),
        (lambda path: path.write_bytes(OLE + b"\0" * 512), UnknownFormat, "旧版 Office 文档.*另存为 DOCX 或 XLSX"),
        (lambda path: path.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le")), Unreadable, "加密.*密码"),
        (lambda path: path.write_bytes(b"GIF89a"), UnknownFormat, "GIF 图片"),
        (lambda path: path.write_bytes(TEXT.encode().decode("gb18030", "replace").encode()), Unreadable, "乱码|编码"),
    ],
)
def test_refusals_are_one_clear_line(tmp_path: Path, make: object, error: type[IngestError], words: str) -> None:
    path = tmp_path / "坏文件.txt"
    make(path)  # type: ignore[operator]
    with pytest.raises(error, match=words) as caught:
        read(path, Limits(bytes=2000))
    line = str(caught.value)
    assert line.startswith("坏文件.txt：")
    assert "\n" not in line


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    path.write_text(TEXT)
    path.chmod(0)
    with pytest.raises(CannotOpen, match="权限"):
        read(path)


def test_a_name_with_a_nul_is_no_path() -> None:
    with pytest.raises(CannotOpen, match="打不开"):
        read("坏\0名.txt")


def test_a_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "方案.txt"
    path.write_text(TEXT)
    real, calls = os.fstat, []

    def fstat(handle: int) -> os.stat_result:
        calls.append(handle)
        if len(calls) == 2:
            with path.open("a") as file:
                file.write("又加一行")
        return real(handle)

    monkeypatch.setattr(way_in.os, "fstat", fstat)
    with pytest.raises(CannotOpen, match="改写"):
        read(path)


@pytest.mark.parametrize(
    ("text", "status", "codes"),
    [
        (TEXT.encode()[:-1], Status.PARTIAL, ["damaged_bytes"]),
        ((TEXT + "县\ufffd局").encode(), Status.OK, ["lost_character"]),
        (
            "".join(char * 2 if i % 3 else char for i, char in enumerate(TEXT)).encode(),
            Status.LOW_QUALITY,
            ["low_quality"],
        ),
    ],
)
def test_status(text: bytes, status: Status, codes: list[str]) -> None:
    document = read_bytes(text, "方案.txt")
    assert document.status is status
    assert [problem.code for problem in document.problems] == codes


def test_a_damaged_file_without_text_is_unreadable() -> None:
    with pytest.raises((Unreadable, Empty)):
        read_bytes("。。。".encode() + b"\xff", "方案.txt")


@pytest.mark.parametrize("error", [ValueError("x"), KeyError("x"), RuntimeError("x"), OSError("x")])
def test_a_parser_that_stumbles_blames_the_file(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def stumble(*_: object) -> None:
        raise error

    monkeypatch.setattr("ingest.webpage.WebPage.lines", stumble)
    with pytest.raises(Unreadable, match=r"网页\.html：文件已损坏"):
        read_bytes(html_of("<p>县</p>"), "网页.html")


def test_a_parser_out_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("ingest.webpage.WebPage.lines", stumble)
    with pytest.raises(LimitExceeded):
        read_bytes(html_of("<p>县</p>"), "网页.html")


def structured(text: str, *blocks: Block) -> Structured:
    return Structured(text, blocks, (), ())


def block(start: int, end: int, **more: int) -> Block:
    return Block(Span(start, end), BlockKind.PARAGRAPH, **more)


@pytest.mark.parametrize(
    ("text", "blocks", "fault"),
    [
        ("甲\n乙", [block(0, 1), block(2, 3)], None),
        ("甲\n乙", [block(0, 3)], "over several lines"),
        ("甲\n乙", [block(2, 3), block(0, 1)], "out"),
        ("甲\n乙", [block(0, 1)], "outside every block"),
        ("甲\n乙", [block(2, 3)], "outside every block"),
        ("甲乙", [block(0, 2), block(1, 2)], "out of order"),
        ("甲", [block(0, 9)], "out of order"),
        ("甲\n ", [block(0, 1), block(2, 3)], "blank"),
        ("甲", [block(0, 1, section=0)], "heading"),
        ("甲", [block(0, 1, heading=2)], "heading"),
        ("甲", [block(0, 1, table=0)], "table"),
    ],
)
def test_check(text: str, blocks: list[Block], fault: str | None) -> None:
    if fault is None:
        check(structured(text, *blocks))
        return
    with pytest.raises(AssertionError, match=fault):
        check(structured(text, *blocks))


def test_a_broken_promise_names_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(way_in.outline, "structure", lambda raw: structured("甲\n乙", block(0, 1)))
    with pytest.raises(Unreadable, match="程序的问题"):
        read_bytes(TEXT.encode(), "方案.txt")


def test_reading_text_loads_no_parser() -> None:
    code = (
        "import sys; from ingest.read import read_bytes; read_bytes('一、目标'.encode(), 'a.txt');"
        "print([x for x in ('pdfplumber', 'pdfminer', 'pypdfium2', 'selectolax', 'spacy') if x in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
