"""Text of a cut PDF whose pages are lost."""

from __future__ import annotations

import zlib
from contextlib import suppress

import pytest

from ingest import orphans
from ingest.errors import Unreadable
from ingest.model import Limits, Status
from ingest.read import read_bytes

SENTENCE = "到2027年，全县村卫生室标准化建设达标率不低于92.5%，由县卫生健康局牵头。"
FONT = (
    b"%d 0 obj\n<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [ <<"
    b" /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo << /Registry (Adobe)"
    b" /Ordering (GB1) /Supplement 2 >> >> ] >>\nendobj\n"
)
TABLE = b"9 0 obj\n<< /Font << /F1 1 0 R /F2 2 0 R >> >>\nendobj\n"
SHOWN = b"BT /F1 12 Tf 60 %d Td <%s> Tj ET\n"


def printed(*lines: str) -> bytes:
    return b"".join(SHOWN % (780 - 20 * n, line.encode("utf-16-be").hex().encode()) for n, line in enumerate(lines))


def stream(number: int, data: bytes, about: bytes = b"") -> bytes:
    return b"%d 0 obj\n<< /Length %d %s >>\nstream\n%s\nendstream\nendobj\n" % (number, len(data), about, data)


def packed(data: bytes) -> bytes:
    return zlib.compress(data)


FLATE = b"/Filter /FlateDecode"
TEXT = printed("青禾县实施方案", SENTENCE)


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (FONT % 1 + stream(3, TEXT), 1),
        (FONT % 1 + stream(3, packed(TEXT), FLATE) + stream(4, packed(TEXT), FLATE), 2),
        (FONT % 1 + FONT % 2 + TABLE + stream(3, TEXT), 1),
        (FONT % 1 + FONT % 2 + stream(3, TEXT), 0),  # which of the two fonts?
        (stream(3, TEXT), 0),
        (FONT % 1 + stream(3, b"0 0 100 100 re f"), 0),
        (FONT % 1 + stream(3, TEXT, b"/Subtype /Form"), 0),
        (FONT % 1 + stream(3, TEXT, b"/Filter /LZWDecode"), 0),
        (FONT % 1 + stream(3, b"\0rubbish", FLATE), 0),
    ],
)
def test_pages_are_made_for_text_whose_fonts_are_known(body: bytes, count: int) -> None:
    made = orphans.pages(b"%PDF-1.7\n" + body, 20, 19)
    assert len(made) == 2 * count
    for at, one in enumerate(made):
        assert one.startswith(b"%d 0 obj" % (20 + at))
    assert all(b"/Parent 19 0 R" in page and b"/F1 1 0 R" in page for page in made[1::2])


def test_the_paper_is_what_is_left_of_it() -> None:
    body = FONT % 1 + b"2 0 obj\n<< /Type /Pages /MediaBox [0 0 842 595] >>\nendobj\n" + stream(3, TEXT)
    assert b"/MediaBox [0 0 842 595]" in orphans.pages(body, 20, 19)[1]


def test_a_stream_is_read_up_to_where_it_was_cut() -> None:
    lines = [f"{n}．{SENTENCE}" for n in range(1, 30)]
    whole = b"%PDF-1.7\n" + FONT % 1 + stream(3, packed(printed("青禾县实施方案", *lines)), FLATE)
    stops = whole.index(b"stream\n") + len(packed(printed("青禾县实施方案", *lines))) * 2 // 3
    found = read_bytes(whole[:stops], "cut.pdf", Limits(isolate=False))
    assert found.status is Status.PARTIAL
    assert [problem.code for problem in found.problems] == ["truncated"]
    assert lines[0] in found.text
    assert lines[-1] not in found.text


def test_a_file_cut_anywhere_is_read_in_part_or_refused() -> None:
    pages = b"".join(
        stream(n, packed(printed(f"{n}．{SENTENCE}" * 3)), FLATE)
        + b"%d 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources"
        b" << /Font << /F1 1 0 R >> >> >>\nendobj\n" % (n + 1, n)
        for n in (3, 5, 7)
    )
    tree = b"2 0 obj\n<< /Type /Pages /Count 3 /Kids [ 4 0 R 6 0 R 8 0 R ] >>\nendobj\n"
    data = b"%PDF-1.7\n" + FONT % 1 + tree + pages + b"9 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    read = 0
    for length in range(20, len(data) - 1, 40):
        with suppress(Unreadable):
            assert read_bytes(data[:length], "cut.pdf", Limits(isolate=False)).status is Status.PARTIAL
            read += 1
    assert read > 20
