"""A PDF that was cut before its first page object: pages made for the streams of text that are still there.

A stream says what is printed, its page said with which fonts and on what paper. The fonts are known where a table of
fonts is left, or where the file has only one; a stream whose fonts are not known is left out, because its codes could
mean anything. The paper is taken from any page or tree that is left, else it is A4.
"""

from __future__ import annotations

import contextlib
import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(?<![0-9])(\d{1,9}) 0 obj\b")
_STREAM = re.compile(rb"stream\r?\n")
_FONT = re.compile(rb"/Type\s{0,4}/Font(?![A-Za-z])")
_WHOLE = re.compile(rb"/Subtype\s{0,4}/(?:Type0|Type1|TrueType|MMType1)\b")
_NO_TEXT = re.compile(rb"/Subtype\s{0,4}/(?:Image|Form|XML)|/Type\s{0,4}/|/Length1\b|/N\s{1,4}\d")
_PACKED = re.compile(rb"/Filter\s{0,4}\[?\s{0,4}/(\w{1,20})")
_FONTS = re.compile(rb"/Font\s{0,4}<<([^<>]{1,4000})>>")
_ENTRY = re.compile(rb"/([^\s/<>()\[\]]{1,60})\s{1,4}(\d{1,9})\s{1,4}0\s{1,4}R")
_CHOSEN = re.compile(rb"/([^\s/<>()\[\]]{1,60})\s{1,4}[0-9.]{1,10}\s{1,4}Tf\b")
_SHOWN = re.compile(rb"(?:[)>\]])\s{0,4}(?:Tj|TJ|'|\")")
_PAPER = re.compile(rb"/MediaBox\s{0,4}\[[-0-9.\s]{7,60}\]")
_A4 = b"/MediaBox [ 0 0 595 842 ]"
_HEAD = 4096
_MOST = 4 * 1024 * 1024
"""Bytes of one stream."""
_STEP = 512
"""Bytes that are unpacked at a time: what comes before a broken place is kept."""
_ALL = 64 * 1024 * 1024
"""Bytes of all streams."""


def pages(data: bytes, first: int, tree: int) -> list[bytes]:
    """Objects numbered from `first`, a stream and its page in turn, in the order of the file; none without text.

    `tree` is the number of the page tree that they are to hang in.
    """
    starts = list(_OBJECT.finditer(data))
    bounds = [match.start() for match in starts[1:]] + [len(data)] * bool(starts)
    objects = [(int(match[1]), data[match.end() : end]) for match, end in zip(starts, bounds, strict=True)]
    fonts = _fonts(data, objects)
    paper = _PAPER.search(data)
    out: list[bytes] = []
    for content in _contents(objects):
        names = set(_CHOSEN.findall(content))
        known = {name: fonts.get(name) or fonts.get(b"") for name in names}
        if not names or None in known.values():
            continue
        number = first + len(out)
        used = b" ".join(b"/%s %d 0 R" % (name, font) for name, font in sorted(known.items()) if font)
        out.append(b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (number, len(content), content))
        out.append(
            b"%d 0 obj\n<< /Type /Page /Parent %d 0 R %s /Resources << /Font << %s >> >> /Contents %d 0 R >>\nendobj\n"
            % (number + 1, tree, paper[0] if paper else _A4, used, number)
        )
    return out


def _fonts(data: bytes, objects: list[tuple[int, bytes]]) -> dict[bytes, int]:
    """Name -> number of its object; the name `b""` stands for all where the file has a single font."""
    whole = {n for n, body in objects if _FONT.search(body[:_HEAD]) and _WHOLE.search(body) and b"endobj" in body}
    named = {
        name: int(number)
        for table in _FONTS.findall(data)
        for name, number in _ENTRY.findall(table)
        if int(number) in whole
    }
    return named | ({b"": next(iter(whole))} if len(whole) == 1 else {})


def _contents(objects: list[tuple[int, bytes]]) -> Iterator[bytes]:
    """What the streams that print text say, unpacked, each up to its last whole line of instructions."""
    room = _ALL
    for _, body in objects:
        begin = _STREAM.search(body)
        if begin is None or _NO_TEXT.search(body, 0, begin.start()):
            continue
        packed = _PACKED.search(body, 0, begin.start())
        raw = body[begin.end() :].partition(b"endstream")[0]
        if packed is None:
            said = raw[:_MOST]
        elif packed[1] in (b"FlateDecode", b"Fl"):
            said = _inflated(raw)
        else:
            continue
        last = max((match.end() for match in _SHOWN.finditer(said)), default=0)
        room -= len(said)
        if last and room > 0:
            yield said[:last] + b"\nET"


def _inflated(raw: bytes) -> bytes:
    """As much as can be unpacked."""
    unpacking, out = zlib.decompressobj(), bytearray()
    with contextlib.suppress(zlib.error):
        for at in range(0, len(raw), _STEP):
            out += unpacking.decompress(raw[at : at + _STEP], _MOST)
            if len(out) >= _MOST:
                break
    return bytes(out[:_MOST])
