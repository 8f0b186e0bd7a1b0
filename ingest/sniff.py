"""Bytes to format and encoding, by what the bytes are and not by what the name says."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from ingest import containers
from ingest.quality import HOPELESS, Quality, measure

_HEAD = 4096
RTF = "RTF 文档"

_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", RTF),
    (b"\x89PNG", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"II*\x00", "TIFF 图片"),
    (b"MM\x00*", "TIFF 图片"),
    (b"\x1f\x8b", "GZIP 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7Z 压缩包"),
    (b"Rar!\x1a\x07", "RAR 压缩包"),
    (b"BZh", "BZIP2 压缩包"),
    (b"\xfd7zXZ\x00", "XZ 压缩包"),
    (b"\x28\xb5\x2f\xfd", "ZSTD 压缩包"),
    (b"\x7fELF", "程序文件"),
    (b"MZ", "程序文件"),
    (b"\xcf\xfa\xed\xfe", "程序文件"),
    (b"%!PS", "PostScript 文档"),
    (b"SQLite format 3\x00", "SQLite 数据库"),
    (b"MIME-Version:", "MHTML 网页存档"),
    (b"CAJ", "CAJ 文档"),
    (b"KDH ", "KDH 文档"),
    (b"HN\x00", "CAJ 文档"),
    (b"\x00\x00\x01\x00", "ICO 图片"),
)

_STRONG_HTML = re.compile(rb"<(?:!doctype\s{1,9}html|html|head|body|meta|title)\b", re.IGNORECASE)
_WEAK_HTML = re.compile(rb"</?(?:div|table|p|span|a|br|ul|li|script|style|font|td|tr)\b[^<>]{0,400}>", re.IGNORECASE)
_HTML_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml", ".jhtml", ".jsp", ".aspx", ".php")


def looks_pdf(data: bytes, suffix: str = "") -> bool:
    """Whether a PDF header stands within the first 1,024 bytes, as readers allow; or objects in a file of that name."""
    if data[:5] == b"%PDF-" or (b"%PDF-" in data[:1024] and (suffix == ".pdf" or b"obj" in data[:_HEAD])):
        return True
    # What has lost its first bytes must not be read as the text that its objects are written in.
    return suffix == ".pdf" and b"endobj" in data and b"endstream" in data


def looks_html(data: bytes, suffix: str = "") -> bool:
    """Whether the bytes open as a web page; a few tags inside a text do not make one."""
    head = _narrow(data[:_HEAD]).lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if not head.startswith(b"<"):
        return suffix in _HTML_SUFFIXES and bool(_STRONG_HTML.search(head) or _WEAK_HTML.search(head))
    if _STRONG_HTML.search(head):
        return True
    return suffix in _HTML_SUFFIXES or len(_WEAK_HTML.findall(head)) >= 5


def foreign(data: bytes) -> str | None:
    """Chinese name of a format that is no text, told by its first bytes; None for what may be text."""
    held = containers.kind(data)
    if held is not None:
        return held
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP 图片"
    if data[:2] == b"BM" and len(data) > 30 and data[6:10] == b"\0\0\0\0":
        return "BMP 图片"
    return next((name for magic, name in _FOREIGN if data.startswith(magic)), None)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of bytes."""

    text: str
    encoding: str
    damaged: int
    """Characters that stand for bytes that mean nothing in this encoding."""
    quality: Quality


_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESSES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")


def decode(data: bytes, hint: str | None = None) -> Decoded:
    """Decode by BOM, by strict UTF-8, else by the guess whose text looks best.

    `hint` is an encoding that the file declares; it decides between guesses that are equally good, no more,
    because declarations are often wrong. A byte that means nothing costs one character, and so does a stretch of zeros,
    which a disk leaves where it lost something.
    """
    found = _decode(data, hint)
    body = found.text.rstrip("\0")
    zeros = len(_ZEROS.findall(body)) if "\0" in body else 0
    if not zeros:
        return found
    return Decoded(_ZEROS.sub("\ufffd", body), found.encoding, found.damaged + zeros, found.quality)


_ZEROS = re.compile("\0{8,}")


def _decode(data: bytes, hint: str | None) -> Decoded:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _replace(data[len(bom) :], encoding)
    many_nul = data.count(0) > len(data) // 5
    if not many_nul:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return _seven_bit(data) or Decoded(text, "utf-8", 0, measure(text))
    declared = _known(hint)
    names = [*([declared] if declared else []), *(name for name in _GUESSES if name != declared)]
    if many_nul:
        names.sort(key=lambda name: not name.startswith("utf-16"))
    # The first of equals wins: max() keeps the earlier one.
    return max((_replace(data, name) for name in names), key=_merit)


_SHIFTED = re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e]){1,4000}~\}")
_PLAIN_SHARE = 0.6
"""Share of common characters among the Han characters from which they are Chinese and no accident."""


def _seven_bit(data: bytes) -> Decoded | None:
    """The reading as HZ, which old mail and terminals sent: Chinese in printable ASCII between `~{` and `~}`."""
    if b"~{" not in data or not data.isascii() or not _SHIFTED.search(data):
        return None
    found = _replace(data, "hz")
    han = found.quality.han
    return found if han >= 4 and found.quality.common_share >= _PLAIN_SHARE and not found.damaged * 20 > han else None


def _merit(decoded: Decoded) -> tuple[float, float]:
    quality = decoded.quality
    length = max(1, len(decoded.text))
    # A wrong decoding shows in lost characters, in control characters, and in rare Han characters.
    plausible = (quality.common_share if quality.han else 0.6) * quality.sound_share
    return (round(plausible - 3 * decoded.damaged / length, 2), -decoded.damaged / length)


def _replace(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    own = text.count("\ufffd")
    written = data.count("\ufffd".encode(encoding)) if encoding.startswith("utf") else 0
    return Decoded(text, encoding, max(0, own - written), measure(text))


def _known(hint: str | None) -> str | None:
    """Codec of a declared name; the GB family is read as GB18030, which holds all of it."""
    if not hint:
        return None
    name = hint.strip().strip("\"'").lower().replace("_", "-")
    if name.startswith(("gb", "cp936", "x-gbk")):
        return "gb18030"
    if name.startswith(("big5", "x-x-big5", "cp950")):
        return "big5hkscs"
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return None
    return found if found in {"utf-8", "utf-16-le", "utf-16-be"} else None


def looks_binary(decoded: Decoded) -> bool:
    """Whether the best reading of the bytes is still no text: control characters, lost bytes, no words."""
    quality = decoded.quality
    if not decoded.text:
        return False
    return (quality.sound_share < 0.7 and quality.score < 0.5) or quality.score < HOPELESS


def _narrow(head: bytes) -> bytes:
    """ASCII characters of a UTF-16 head as bytes, so that one pattern finds tags in both."""
    if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or head.count(0) > len(head) // 4:
        return head.replace(b"\0", b"").lstrip(b"\xff\xfe")
    return head
