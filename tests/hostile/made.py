"""Hostile files of every format, made on the spot."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from tests.hostile.judging import SENTENCE
from tests.ingest.officefiles import ofd_parts, ofd_text, p, packed, tbl, tc, word, word_parts
from tests.ingest.samples import flowing_pdf, html_of, new_canvas

TITLE = "青禾县义务教育优质均衡发展实施方案"
PLAN = f"{TITLE}\n\n一、主要目标\n{SENTENCE}\n"


@dataclass(frozen=True, slots=True)
class Case:
    """One file."""

    name: str
    data: Callable[[], bytes]
    expected: str
    """text, partial, reject, empty or bounded."""
    sentence: bool = False
    """Whether the sentence stands in it."""


def _word(body: str = "") -> bytes:
    return word(p(TITLE) + p(SENTENCE) + body)


def _changed(data: bytes, name: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """A ZIP file with one part changed, or left out where `change` gives None."""
    parts: dict[str, str | bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.namelist():
            part = archive.read(entry)
            new = change(part) if entry == name else part
            if new is not None:
                parts[entry] = new
    return packed(parts)


def _entity(data: bytes) -> bytes:
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    head, _, rest = data.partition(b"?>") if data.startswith(b"<?xml") else (b"", b"", data)
    return (head + b"?>" if head else b"") + bomb + rest


def _deflated(size: int, unit: bytes = b" ") -> bytes:
    """A zlib stream of `size` MB."""
    packer = zlib.compressobj(9)
    return b"".join([*(packer.compress(unit * 1024 * 1024) for _ in range(size)), packer.flush()])


def _pdf_with_stream(stream: bytes, filters: str) -> bytes:
    """A PDF of one page with this content stream."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        f"<</Length {len(stream)}/Filter[{filters}]>>stream\n".encode() + stream + b"\nendstream",
    ]
    out, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj".encode() + body + b"\nendobj\n"
    at = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    return out + f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n".encode()


def _draws_itself() -> bytes:
    """A PDF with a form that draws itself twice, again and again."""
    buffer = io.BytesIO()
    canvas = new_canvas(buffer)
    canvas.drawString(60, 700, TITLE)
    canvas.drawString(60, 660, SENTENCE)
    canvas.beginForm("form", 0, 0, 9, 9)
    canvas.doForm("form")
    canvas.doForm("form")
    canvas.endForm()
    canvas.doForm("form")
    canvas.save()
    return buffer.getvalue()


def _zip_bomb(name: str, size: int) -> bytes:
    """A package whose part `name` unpacks to `size` MB of white space."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, data in word_parts(p(SENTENCE)).items():
            if entry != name:
                archive.writestr(entry, data)
        with archive.open(name, "w", force_zip64=True) as part:
            for _ in range(size):
                part.write(b" " * 1024 * 1024)
    return out.getvalue()


def _lying_size(data: bytes) -> bytes:
    """A ZIP whose directory says that every part is ten bytes long."""
    out = bytearray(data)
    at = 0
    while (at := out.find(b"PK\x01\x02", at)) >= 0:
        out[at + 24 : at + 28] = struct.pack("<I", 10)
        at += 4
    return bytes(out)


def _ofd() -> bytes:
    return packed(ofd_parts([ofd_text(SENTENCE[:20], 20, 30) + ofd_text(SENTENCE[20:], 20, 38)]))


def _sheet() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["序号", "任务", "责任单位"], [1, SENTENCE, "县教育局"], [2, "=1+1", "=HYPERLINK(A1)"]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cases() -> list[Case]:
    return [
        # text
        Case("zero.txt", lambda: b"", "reject"),
        Case("blank.txt", lambda: b" \r\n\t\x0c\n" * 50, "empty"),
        Case("only_bom.txt", lambda: b"\xef\xbb\xbf", "empty"),
        Case("only_marks.md", lambda: b"# \n\n---\n\n* \n", "empty"),
        Case("noise.txt", lambda: bytes((n * 7919 + n // 97) % 256 for n in range(50_000)), "reject"),
        Case("bom_lies.txt", lambda: b"\xef\xbb\xbf" + PLAN.encode("gb18030"), "bounded", True),
        Case("two_boms.txt", lambda: b"\xef\xbb\xbf" * 2 + PLAN.encode(), "text", True),
        Case("utf16_odd.txt", lambda: b"\xff\xfe" + PLAN.encode("utf-16-le") + b"\x00", "bounded", True),
        Case("cut_gb18030.txt", lambda: PLAN.encode("gb18030")[:-3], "bounded"),
        Case("escapes.txt", lambda: PLAN.replace("县", "\x1b[2J县\x1b]0;x\x07").encode(), "text", True),
        Case("bidi.txt", lambda: PLAN.replace("，", "\u202e，\u2066").encode(), "text", True),
        Case("tags.txt", lambda: PLAN.replace("，", "，\U000e0041\u200b").encode(), "text", True),
        Case("long_heading.txt", lambda: ("一、" + "县教育局和县财政局" * 30_000 + "\n" + PLAN).encode(), "text", True),
        Case("many_headings.txt", lambda: ("".join(f"{n}.\n" for n in range(20_000)) + PLAN).encode(), "text", True),
        Case("one_line.txt", lambda: (PLAN + SENTENCE * 9_000).encode(), "text", True),
        Case("digits.txt", lambda: (PLAN + "7" * 300_000 + "%").encode(), "text", True),
        Case("percents.txt", lambda: (PLAN + "90%以上、" * 3_000).encode(), "text", True),
        Case("brackets.txt", lambda: (PLAN + "（责任单位：" * 20_000).encode(), "text", True),
        Case("combining.txt", lambda: (PLAN + "县" + "\u0301" * 100_000).encode(), "bounded", True),
        # web pages
        Case("gzip.html", lambda: gzip.compress(html_of(f"<p>{SENTENCE}</p>")), "reject"),
        Case("script_only.html", lambda: html_of("<script>document.write('县')</script>"), "empty"),
        Case("deep.html", lambda: html_of("<div>" * 60_000 + f"<p>{SENTENCE}</p>"), "bounded", True),
        Case("attributes.html", lambda: html_of(f"<p {'a ' * 100_000}>{SENTENCE}</p>"), "text", True),
        Case("spans.html", lambda: html_of(f"<table><tr><td rowspan=99999999>{SENTENCE}</table>"), "bounded", False),
        Case("unclosed.html", lambda: html_of("<table><tr><td>" * 5_000 + SENTENCE), "bounded", True),
        Case("links.html", lambda: html_of("<a href=x>链接</a>" * 3_000 + f"<p>{SENTENCE}</p>" * 3), "bounded", True),
        # Word
        Case("whole.docx", _word, "text", True),
        Case("cut.docx", lambda: _word()[:-200], "reject"),
        Case("no_types.docx", lambda: _changed(_word(), "[Content_Types].xml", lambda _: None), "reject"),
        Case("no_body.docx", lambda: _changed(_word(), "word/document.xml", lambda _: b""), "reject"),
        Case("empty_body.docx", lambda: word(""), "empty"),
        Case("entities.docx", lambda: _changed(_word(), "word/document.xml", _entity), "reject"),
        Case("half_xml.docx", lambda: _changed(_word(), "word/document.xml", lambda x: x[: len(x) // 2]), "reject"),
        Case("deep_tables.docx", lambda: word(p(SENTENCE) + _nested(80)), "bounded", True),
        Case("bomb.docx", lambda: _zip_bomb("word/document.xml", 300), "reject"),
        Case("lying_size.docx", lambda: _lying_size(_word()), "bounded", True),
        Case("climbing.docx", lambda: packed({**word_parts(p(SENTENCE)), "../../out.txt": "x"}), "text", True),
        # sheets
        Case("formulas.xlsx", _sheet, "bounded", False),
        Case("cut.xlsx", lambda: _sheet()[:-300], "reject"),
        Case("no_sheet.xlsx", lambda: _changed(_sheet(), "xl/worksheets/sheet1.xml", lambda _: None), "bounded"),
        Case("entities.xlsx", lambda: _changed(_sheet(), "xl/workbook.xml", _entity), "reject"),
        # OFD
        Case("whole.ofd", _ofd, "text", True),
        Case("cut.ofd", lambda: _ofd()[:-100], "reject"),
        Case("no_pages.ofd", lambda: packed(ofd_parts([])), "empty"),
        Case("entities.ofd", lambda: _changed(_ofd(), "OFD.xml", _entity), "reject"),
        Case("page_gone.ofd", lambda: _changed(_ofd(), "Doc_0/Pages/P0.xml", lambda _: None), "reject"),
        # PDF
        Case("whole.pdf", lambda: flowing_pdf([TITLE, SENTENCE]), "text", True),
        Case("named.docx", lambda: flowing_pdf([TITLE, SENTENCE]), "text", True),
        Case("head_only.pdf", lambda: b"%PDF-1.7\n", "reject"),
        Case("junk_before.pdf", lambda: b"\r\n" * 200 + flowing_pdf([TITLE, SENTENCE]), "bounded", True),
        Case("cut.pdf", lambda: flowing_pdf([TITLE, *[SENTENCE] * 60])[:-400], "partial"),
        Case("draws_itself.pdf", _draws_itself, "text", True),
        Case("inflates.pdf", lambda: _pdf_with_stream(_deflated(150), "/FlateDecode"), "bounded"),
        Case("inflates_twice.pdf", lambda: _pdf_with_stream(
            zlib.compress(_deflated(150), 9), "/FlateDecode/FlateDecode"
        ), "bounded"),
        # containers and programs
        Case("program.txt", lambda: b"\x7fELF\x02\x01\x01" + bytes(5_000), "reject"),
        Case("empty.zip", lambda: b"PK\x05\x06" + bytes(18), "reject"),
    ]  # fmt: skip


def _nested(depth: int) -> str:
    inner = p("内")
    for _ in range(depth):
        inner = tbl([tc(inner + p())])
    return inner


CASES = _cases()
BOMBS = frozenset({"bomb.docx", "inflates.pdf", "inflates_twice.pdf"})
"""Those that take their time."""
