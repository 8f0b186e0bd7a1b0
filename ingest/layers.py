"""Layers (optional content) of a PDF that are switched off: what they hold is neither shown nor printed."""

from __future__ import annotations

import io
import re
import zlib
from typing import Any

from ingest.plumber import stumbles

_PACKED = re.compile(rb"/Type\s{0,4}/ObjStm[^\0]{0,400}?stream\r?\n")
_MOST_PACKED = 400
_MOST_BYTES = 1 << 20
_WORD = b"/OCProperties"


def switched_off(data: bytes) -> frozenset[str]:
    """Names of the layers that are off when the file is opened; empty for nearly every file, at little cost."""
    if _WORD not in data and not _is_packed(data):
        return frozenset()
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import resolve_all

    try:
        properties = resolve_all(PDFDocument(PDFParser(io.BytesIO(data))).catalog.get("OCProperties"))
        return frozenset(_names(properties))
    except stumbles():
        return frozenset()


def _is_packed(data: bytes) -> bool:
    """Whether an object stream speaks of layers."""
    for count, found in enumerate(_PACKED.finditer(data)):
        if count >= _MOST_PACKED:
            break
        try:
            if _WORD in zlib.decompressobj().decompress(data[found.end() : found.end() + _MOST_BYTES], _MOST_BYTES):
                return True
        except zlib.error:
            continue
    return False


def _names(properties: Any) -> set[str]:
    default = properties.get("D", {})
    groups = properties.get("OCGs", [])
    off = [_name(group) for group in default.get("OFF", [])]
    if str(getattr(default.get("BaseState"), "name", "ON")) == "OFF":
        on = {_name(group) for group in default.get("ON", [])}
        off += [name for name in map(_name, groups) if name not in on]
    shown = [_name(group) for group in groups]
    # A name that an open layer has as well tells nothing.
    return {name for name in off if name and off.count(name) >= shown.count(name)}


def _name(group: Any) -> str:
    from pdfminer.utils import decode_text

    raw = group.get("Name", b"") if isinstance(group, dict) else b""
    return decode_text(raw) if isinstance(raw, bytes) else str(raw)
