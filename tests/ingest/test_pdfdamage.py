"""Damage inside a PDF that both libraries pass over."""

from __future__ import annotations

import base64
import os
import zlib

import pytest

from ingest import pdfdamage, sniff
from ingest.model import Limits, Status
from ingest.read import read_bytes
from tests.ingest.samples import flowing_pdf, html_of

LINES = [f"{n}．到2027年，全县村卫生室标准化建设达标率不低于{n}.5%，由县卫生健康局牵头。" for n in range(1, 60)]
PACKED = zlib.compress("到2027年，达标率不低于92.5%。".encode() * 40)


def stream(data: bytes, about: bytes) -> bytes:
    return b"7 0 obj\n<< %s /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (about, len(data), data)


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 8]) + data[at + 1 :]


FLATE = b"/Filter /FlateDecode"
IN_LETTERS = b"/Filter [ /ASCII85Decode /FlateDecode ]"
LETTERS = base64.a85encode(PACKED) + b"~>"


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (stream(PACKED, FLATE), 0),
        (stream(PACKED, b"/Filter/FlateDecode/Length 9"), 0),
        (stream(flipped(PACKED, 30), FLATE), 1),
        (stream(flipped(PACKED, 30), b"/Filter[/FlateDecode]"), 1),
        (stream(flipped(PACKED, len(PACKED) - 2), FLATE), 1),  # only the sum is wrong
        (stream(PACKED[:-4], FLATE), 0),  # a writer that leaves the sum out
        (stream(PACKED + b"\r\n", FLATE), 0),
        (stream(LETTERS, IN_LETTERS), 0),
        (stream(flipped(LETTERS, 30), IN_LETTERS), 1),
        (stream(LETTERS[:40] + b"\xff" + LETTERS[40:], IN_LETTERS), 1),
        (stream(flipped(PACKED, 30), FLATE + b" /Subtype /Image"), 0),
        (stream(flipped(PACKED, 30), b"/Filter /DCTDecode"), 0),
        (stream(flipped(PACKED, 30), FLATE) + b"trailer << /Encrypt 9 0 R >>", 0),
        (b"the stream of time\nendstream", 0),
    ],
)
def test_streams_that_do_not_unpack_are_counted(data: bytes, count: int) -> None:
    assert pdfdamage.streams(b"%PDF-1.7\n" + data) == pdfdamage.Damaged(count, 0)


@pytest.mark.parametrize("about", [b"/Length1 9000", b"/Subtype /CIDFontType0C", b"/Subtype/Type1C"])
def test_font_programs_that_do_not_unpack_are_counted_apart(about: bytes) -> None:
    data = stream(flipped(PACKED, 30), FLATE + b" " + about) + stream(PACKED, FLATE + b" " + about)
    assert pdfdamage.streams(data) == pdfdamage.Damaged(0, 1)


@pytest.mark.parametrize("tail", [b"", b"\n", b"\r", b"\r\n"])
def test_a_font_program_that_a_library_unpacked_to_its_sum_is_not_unpacked_again(
    monkeypatch: pytest.MonkeyPatch, tail: bytes
) -> None:
    monkeypatch.setattr(pdfdamage, "_size", lambda *_: pytest.fail("unpacked"))
    sums = {zlib.adler32(zlib.decompress(PACKED)), 7}
    data = stream(PACKED, FLATE + b" /Length1 9000").replace(b"\nendstream", tail + b"endstream")
    assert pdfdamage.streams(data, sums) == pdfdamage.Damaged(0, 0)


def test_another_sum_or_another_kind_of_stream_is_unpacked() -> None:
    broken = flipped(PACKED, 30)
    sums = {zlib.adler32(zlib.decompress(PACKED))}
    assert pdfdamage.streams(stream(broken, FLATE + b" /Length1 9000"), {7}) == pdfdamage.Damaged(0, 1)
    assert pdfdamage.streams(stream(broken, FLATE), sums) == pdfdamage.Damaged(1, 0)


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (b"4 0 obj << /FontFile2 5 0 R >> endobj", 1),
        (b"4 0 obj << /FontFile2 5 0 R >> endobj 5 0 obj << >> endobj", 0),
        (b"4 0 obj << /ToUnicode 5 0 R /Resources << /Font 6 0 R >> >> endobj", 2),
        (b"4 0 obj << /Kids [ 5 0 R 6 0 R ] >> endobj 6 0 obj << >> endobj", 1),
        # A dictionary may lie packed in another object, a stream may not.
        (b"4 0 obj << /Type /ObjStm /ToUnicode 5 0 R /Resources 6 0 R >> endobj", 1),
        (b"4 0 obj << /ToUnicode 5 0 R >> endobj trailer << /Encrypt 9 0 R >>", 0),
    ],
)
def test_what_is_named_and_is_not_there(data: bytes, count: int) -> None:
    assert pdfdamage.gone(data) == count


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 5, 4097])
def test_letters(size: int) -> None:
    data = os.urandom(size) + bytes(8)
    assert pdfdamage.from_letters(base64.a85encode(data, wrapcol=60) + b"~>") == data


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (b"4 0 obj << /Type /Page /Contents 7 0 R >> endobj\n" + stream(PACKED, FLATE), 0),
        (b"4 0 obj << /Type /Page /Contents 17 0 R >> endobj\n" + stream(PACKED, FLATE), 1),
        (b"4 0 obj << /Type /Page /Contents [7 0 R 8 0 R 9 0 R] >> endobj\n" + stream(PACKED, FLATE), 2),
        (b"4 0 obj << /Type /Page /Contents 17 0 R >> /Encrypt", 0),
    ],
)
def test_contents_that_are_gone_are_counted(data: bytes, count: int) -> None:
    assert pdfdamage.gone(data) == count


@pytest.mark.parametrize(
    ("data", "count"),
    [(b"/Type /Page /Type/Page\n/Type /Pages", 1), (b"/Type /Page /Type /Page %%EOF %%EOF", 0), (b"/Type /Pages", 0)],
)
def test_pages_outside_the_tree(data: bytes, count: int) -> None:
    assert pdfdamage.lost_pages(data, 1) == count


def test_no_page_loses_text_without_a_word() -> None:
    whole = flowing_pdf(LINES)
    sound = read_bytes(whole, "方案.pdf", Limits(isolate=False))
    assert sound.status is Status.OK
    begin = whole.index(b"stream\n") + 7
    broken = read_bytes(flipped(whole, begin + 400), "方案.pdf", Limits(isolate=False))
    assert len(broken.text) < len(sound.text)
    assert (broken.status, [one.code for one in broken.problems]) == (Status.PARTIAL, ["damaged_bytes"])


def test_a_page_whose_contents_are_gone_is_named() -> None:
    whole = flowing_pdf(LINES)
    number = whole[: whole.index(b"stream\n")].rpartition(b" 0 obj")[0].split()[-1]
    broken = whole.replace(b"\n%s 0 obj" % number, b"\n%s 0 xxx" % number)
    found = read_bytes(broken, "方案.pdf", Limits(isolate=False))
    assert (found.status, [one.code for one in found.problems]) == (Status.PARTIAL, ["damaged_bytes"])


def test_a_pdf_without_its_head_is_no_text() -> None:
    assert sniff.looks_pdf(flowing_pdf(LINES)[200:], ".pdf")
    assert not sniff.looks_pdf("endobj 与 endstream 是 PDF 的词。".encode(), ".txt")


def test_zeros_that_a_disk_left_are_marked() -> None:
    text = "\n".join(LINES).encode()
    found = read_bytes(text[:400] + bytes(200) + text[600:], "方案.txt", Limits(isolate=False))
    assert found.status is Status.PARTIAL
    assert "\ufffd" in found.text
    padded = read_bytes(text + bytes(200), "方案.txt", Limits(isolate=False))
    assert padded.status is Status.OK


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("<html><body><div class='article'>{}</div></body></html>", Status.OK),
        ("<html><body><div class='article'>{}</div>", Status.OK),
        ("<html><body><div><div class='article'>{}</div></body></html>", Status.OK),
        ("<div class='article'>{}", Status.OK),
        ("<html><body><div class='article'>{}", Status.PARTIAL),
        ("<!DOCTYPE html><HTML lang='zh'><BODY><TABLE><tr><td>{}", Status.PARTIAL),
    ],
)
def test_a_web_page_that_ends_nowhere_is_cut(page: str, status: Status) -> None:
    body = "".join(f"<p>{line}</p>" for line in LINES)
    found = read_bytes(page.format(body).encode(), "方案.html", Limits(isolate=False))
    assert found.status is status
    assert read_bytes(html_of(body), "方案.html", Limits(isolate=False)).status is Status.OK
