"""Streams of a PDF that do not unpack: what they printed is missing from the pages, and no library says so.

Both libraries show as much of a damaged stream as they can unpack. Flate carries a sum over what was packed, so a
damaged stream can be known; pictures are left out, because no text is in them. Characters that a damaged
font can no longer draw may be left out too.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Collection
from dataclasses import dataclass

_KEY = b"stream"
_ABOUT = 2048
"""Bytes before a stream that are searched for its dictionary."""
_NO_TEXT = re.compile(rb"/Subtype\s{0,4}/(?:Image|XML)|/Type\s{0,4}/Metadata")
_FONT = re.compile(rb"/Subtype\s{0,4}/(?:Type1C|CIDFontType0C|OpenType)|/Length1\b")
_FLATE = re.compile(
    rb"/Filter\s{0,4}(?:/Fl(?:ateDecode)?\b|\[\s{0,4}(/A(?:SCII85Decode|85)\s{0,4})?/Fl(?:ateDecode)?\s{0,4}\])"
)
_NOT_85 = re.compile(rb"[^!-uz]")
_MOST = 64 * 1024 * 1024
"""Bytes of text that are unpacked in one file, and bytes of fonts; what comes behind them is not looked at."""
_STEP = 1 << 20


_REFERENCES = rb"\s{0,4}\[?((?:\s{0,4}\d{1,9}\s{1,4}0\s{1,4}R\b){1,64})"
_STREAM = re.compile(rb"/(?:Contents|FontFile[23]?|ToUnicode)" + _REFERENCES)
"""Always an object of its own, also in a file that packs its objects."""
_PART = re.compile(rb"/(?:Pages|Kids|Resources|Font|FontDescriptor|DescendantFonts|Encoding)" + _REFERENCES)
_NUMBER = re.compile(rb"(\d{1,9})\s{1,4}0\s{1,4}R")
_DEFINED = re.compile(rb"(?<!\d)(\d{1,9})\s{1,4}$")
_PAGE = re.compile(rb"/Type\s{0,4}/Page(?![A-Za-z])")


def gone(data: bytes) -> int:
    """How many contents and parts of fonts that pages name are not in the file; what they print is not shown."""
    if b"/Encrypt" in data:
        return 0
    named = [*_STREAM.findall(data), *([] if b"/ObjStm" in data else _PART.findall(data))]
    missing = {int(number) for found in named for number in _NUMBER.findall(found)}
    at = -1
    while missing and (at := data.find(b" 0 obj", at + 1)) >= 0:
        found = _DEFINED.search(data[max(0, at - 12) : at + 1])
        if found:
            missing.discard(int(found[1]))
    return len(missing)


def lost_pages(data: bytes, count: int) -> int:
    """How many page objects of a file that was written in one go are no page of it.

    A file that was changed later may hold pages that somebody took out.
    """
    if data.count(b"%%EOF") > 1 or b"/Linearized" in data[:_ABOUT]:
        return 0
    return max(0, len(_PAGE.findall(data)) - count)


@dataclass(frozen=True, slots=True)
class Damaged:
    """How many streams do not unpack."""

    text: int
    """Streams of text."""
    fonts: int
    """Font programs; characters may be lost with them."""


def streams(data: bytes, sums: Collection[int] = ()) -> Damaged:
    """The damaged streams; none for an encrypted file, which cannot be looked into.

    `sums` are the Adler-32 of font programs as a library unpacked them: a stream that says one of them is sound, and
    is not unpacked once more.
    """
    sound = {total.to_bytes(4, "big") for total in sums}
    if b"/Encrypt" in data:
        return Damaged(0, 0)
    damaged, room, at = {True: 0, False: 0}, {True: _MOST, False: _MOST}, 0
    while (at := data.find(_KEY, at)) >= 0:
        start = at + len(_KEY)
        about = data[max(0, at - _ABOUT) : at].rpartition(b" obj")[2]
        if not about.rstrip().endswith(b">>") or data[start : start + 1] not in (b"\r", b"\n"):
            at = start
            continue
        start += 2 if data[start : start + 2] == b"\r\n" else 1
        end = data.find(b"endstream", start)
        if end < 0:
            break
        at = end + len(b"endstream")
        packed = _FLATE.search(about)
        font = _FONT.search(about) is not None
        if packed is None or _NO_TEXT.search(about) or room[font] <= 0:
            continue
        if font and sound and not sound.isdisjoint(_last_words(data, start, end)):
            continue
        unpacked = _size(data[start:end], bool(packed[1]), room[font])
        if unpacked is None:
            damaged[font] += 1
        else:
            room[font] -= unpacked
    return Damaged(damaged[False], damaged[True])


def _last_words(data: bytes, start: int, end: int) -> list[bytes]:
    """The last four bytes of a stream, with and without the line end behind it."""
    line_end = next((tail for tail in (b"\r\n", b"\n", b"\r") if data.endswith(tail, start, end)), b"")
    return [data[max(start, at - 4) : at] for at in {end, end - len(line_end[-1:]), end - len(line_end)}]


def _size(packed: bytes, in_letters: bool, most: int) -> int | None:
    """Bytes that a stream unpacks to, at most `most`; None where it is damaged."""
    try:
        unpacking = zlib.decompressobj()
        size, rest = 0, from_letters(packed) if in_letters else packed
        while not unpacking.eof and size < most:
            made = len(unpacking.decompress(rest, _STEP))
            rest = unpacking.unconsumed_tail
            if not made and not rest:
                break
            size += made
    except (zlib.error, ValueError):
        return None
    # Some writers leave out the sum at the end; what was packed is there.
    return size if unpacking.eof or size else None


def from_letters(text: bytes) -> bytes:
    """What ASCII85 stands for; much faster than `base64.a85decode`. Raises ValueError."""
    body = b"".join(text.partition(b"~")[0].split())
    if _NOT_85.search(body):
        raise ValueError("not ASCII85")
    body = body.replace(b"z", b"!!!!!")
    short = -len(body) % 5
    digits = (body + b"u" * short).translate(_DIGITS)
    words = [
        a * 52200625 + b * 614125 + c * 7225 + d * 85 + e
        for a, b, c, d, e in zip(digits[0::5], digits[1::5], digits[2::5], digits[3::5], digits[4::5], strict=True)
    ]
    try:
        made = struct.pack(f">{len(words)}I", *words)
    except struct.error as error:
        raise ValueError("not ASCII85") from error
    return made[: len(made) - short]


_DIGITS = bytes(max(0, code - 33) for code in range(256))
