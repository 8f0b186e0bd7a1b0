"""What a page of a Word document shows of its markup, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.wordnumbers import W, on

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
TEXT = frozenset((f"{W}t", f"{_MATH}t"))
PARAGRAPH, TABLE, RUN = f"{W}p", f"{W}tbl", f"{W}r"
BOX = f"{W}txbxContent"
CONTROL = f"{W}sdt"
_ALTERNATE = f"{_MC}AlternateContent"
_UNSEEN = """
del moveFrom delText instrText delInstrText pPr rPr sectPr tblPr tblGrid trPr tcPr sdtPr sdtEndPr rt ffData
numberingChange pPrChange rPrChange annotationRef
"""
_DROPPED = frozenset(W + name for name in _UNSEEN.split())
"""What is no text, or text that a person deleted."""
SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "-", f"{W}br": "\n", f"{W}cr": "\n"}


def visible(parent: Any) -> Iterator[Any]:
    """Children that a page shows: no deletions, one of several alternatives, no prompt of an empty control."""
    for child in parent:
        tag = child.tag
        if not isinstance(tag, str) or tag in _DROPPED:
            continue
        if tag == _ALTERNATE:
            yield from _visible_alternative(child)
        elif tag == CONTROL:
            prompt = child.find(f"{W}sdtPr/{W}showingPlcHdr")
            if prompt is None or not on(child.find(f"{W}sdtPr"), "showingPlcHdr"):
                yield child
        else:
            yield child


def _visible_alternative(element: Any) -> Iterator[Any]:
    """The first alternative that holds text; the fallback says the same again in an older way."""
    for choice in element:
        if next(choice.iter(*TEXT), None) is not None:
            yield choice
            return


def end_is_deleted(properties: Any) -> bool:
    """Whether a tracked deletion took the end of the paragraph."""
    return any(properties.find(f"{W}rPr/{W}{name}") is not None for name in ("del", "moveFrom"))


def symbol(code: str) -> str:
    """A character of a symbol font; none for those that mean something only in that font."""
    try:
        point = int(code[:6], 16)
    except ValueError:
        return ""
    return "" if point < 0x20 or 0xD800 <= point <= 0xF8FF or point > 0x10FFFF else chr(point)
