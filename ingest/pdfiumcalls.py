"""The calls into pdfium that are made for every character or object of a page, as cheap as Python can make them.

pypdfium2 declares every function for every use; that costs more than most of these calls themselves. Here the same
functions take plain integers for handles and for addresses. pdfium is not safe for threads and neither is this.
"""

from __future__ import annotations

from array import array
from ctypes import (
    PYFUNCTYPE,
    addressof,
    c_char,
    c_char_p,
    c_double,
    c_float,
    c_int,
    c_uint,
    c_ulong,
    c_ushort,
    c_void_p,
    cast,
)
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f: x' = a x + c y + e, y' = b x + d y + f."""

TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5
"""Kinds of objects on a page."""


def _bind(function: Any, result: Any, *arguments: Any) -> Any:
    return PYFUNCTYPE(result, *arguments)(cast(function, c_void_p).value or 0)


class Calls:
    """One process' view of pdfium; made once, it loads the library."""

    def __init__(self) -> None:
        import pypdfium2.raw as raw

        number, handle = c_int, c_void_p
        self.count_chars = _bind(raw.FPDFText_CountChars, number, handle)
        self.unicode = _bind(raw.FPDFText_GetUnicode, c_uint, handle, number)
        self.text_object = _bind(raw.FPDFText_GetTextObject, handle, handle, number)
        self.font_size = _bind(raw.FPDFText_GetFontSize, c_double, handle, number)
        self.font = _bind(raw.FPDFTextObj_GetFont, handle, handle)
        self.render_mode = _bind(raw.FPDFTextObj_GetTextRenderMode, number, handle)
        self.count_objects = _bind(raw.FPDFPage_CountObjects, number, handle)
        self.object = _bind(raw.FPDFPage_GetObject, handle, handle, number)
        self.kind = _bind(raw.FPDFPageObj_GetType, number, handle)
        self.count_form = _bind(raw.FPDFFormObj_CountObjects, number, handle)
        self.form_object = _bind(raw.FPDFFormObj_GetObject, handle, handle, c_uint)
        self.count_marks = _bind(raw.FPDFPageObj_CountMarks, number, handle)
        self._mark = _bind(raw.FPDFPageObj_GetMark, handle, handle, c_ulong)
        self._mark_name = _bind(raw.FPDFPageObjMark_GetName, number, handle, handle, c_ulong, handle)
        self._mark_text = _bind(
            raw.FPDFPageObjMark_GetParamStringValue, number, handle, c_char_p, handle, c_ulong, handle
        )
        self.count_segments = _bind(raw.FPDFPath_CountSegments, number, handle)
        self.segment = _bind(raw.FPDFPath_GetPathSegment, handle, handle, number)
        self.segment_kind = _bind(raw.FPDFPathSegment_GetType, number, handle)
        self.closes = _bind(raw.FPDFPathSegment_GetClose, number, handle)
        self._text = _bind(raw.FPDFText_GetText, number, handle, number, number, handle)
        self._box = _bind(raw.FPDFText_GetLooseCharBox, number, handle, number, handle)
        self._char_matrix = _bind(raw.FPDFText_GetMatrix, number, handle, number, handle)
        self._font_name = _bind(raw.FPDFFont_GetBaseFontName, c_uint, handle, handle, c_uint)
        self._fill = _bind(raw.FPDFPageObj_GetFillColor, number, handle, handle, handle, handle, handle)
        self._matrix = _bind(raw.FPDFPageObj_GetMatrix, number, handle, handle)
        self._bounds = _bind(raw.FPDFPageObj_GetBounds, number, handle, handle, handle, handle, handle)
        self._draw_mode = _bind(raw.FPDFPath_GetDrawMode, number, handle, handle, handle)
        self._point = _bind(raw.FPDFPathSegment_GetPoint, number, handle, handle, handle)
        self._floats = (c_float * 8)()
        self._at = [addressof(self._floats) + 4 * n for n in range(8)]
        self._numbers = (c_uint * 4)()
        self._number_at = [addressof(self._numbers) + 4 * n for n in range(4)]
        self._name = (c_char * 512)()
        self._length = c_ulong()

    def text(self, page: int, count: int) -> str:
        """All characters of a text page, with pdfium's own spaces and line ends among them."""
        buffer = (c_ushort * (2 * count + 2))()
        length = max(0, self._text(page, 0, count, addressof(buffer)) - 1)
        return bytes(buffer)[: 2 * length].decode("utf-16-le", "surrogatepass")

    def box(self, page: int, index: int) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of the space that the character `index` takes, in the page's own coordinates."""
        self._box(page, index, self._at[0])
        left, top, right, bottom = self._floats[:4]
        return left, bottom, right, top

    def boxes(self, page: int, start: int, end: int) -> list[tuple[float, float, float, float]]:
        """Left, bottom, right, top of each character from `start` to `end`."""
        held = (c_float * (4 * (end - start)))()
        base = addressof(held)
        for index in range(start, end):
            self._box(page, index, base + 16 * (index - start))
        flat = array("f", bytes(held)).tolist()
        return list(zip(flat[::4], flat[3::4], flat[2::4], flat[1::4], strict=True))

    def char_matrix(self, page: int, index: int) -> list[float]:
        """The matrix under which the character `index` is drawn."""
        self._char_matrix(page, index, self._at[0])
        return self._floats[:6]

    def font_name(self, font: int) -> str:
        """The name that the file gives a font; some write it in GBK."""
        length = self._font_name(font, addressof(self._name), 256)
        name = bytes(self._name)[: max(0, min(length, 256) - 1)]
        try:
            return name.decode("utf-8")
        except UnicodeDecodeError:
            return name.decode("gb18030", "replace")

    def layers(self, item: int) -> list[str]:
        """Names of the layers that an object belongs to."""
        out = []
        for at in range(max(0, self.count_marks(item))):
            mark = self._mark(item, at)
            room, length = addressof(self._name), addressof(self._length)
            is_layer = self._mark_name(mark, room, 512, length) and self._wide() == "OC"
            if is_layer and self._mark_text(mark, b"Name", room, 512, length):
                out.append(self._wide())
        return out

    def _wide(self) -> str:
        """The text that the last call left."""
        return bytes(self._name)[: max(0, min(self._length.value, 512) - 2)].decode("utf-16-le", "replace")

    def fill(self, item: int) -> list[int]:
        """Red, green, blue, alpha (0 to 255) that an object is filled with; empty for a pattern."""
        at = self._number_at
        return self._numbers[:4] if self._fill(item, at[0], at[1], at[2], at[3]) else []

    def matrix(self, item: int) -> Matrix:
        """An object's own matrix."""
        if not self._matrix(item, self._at[0]):
            return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
        a, b, c, d, e, f = self._floats[:6]
        return a, b, c, d, e, f

    def bounds(self, item: int) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of an object in the coordinates of what holds it."""
        if not self._bounds(item, *self._at[:4]):
            return 0.0, 0.0, 0.0, 0.0
        left, bottom, right, top = self._floats[:4]
        return left, bottom, right, top

    def draw_mode(self, path: int) -> tuple[bool, bool]:
        """Whether a path is filled, and whether it is stroked."""
        if not self._draw_mode(path, self._number_at[0], self._number_at[1]):
            return False, False
        filled, stroked = self._numbers[:2]
        return filled != 0, stroked != 0

    def point(self, segment: int) -> tuple[float, float]:
        """Where a segment of a path ends."""
        self._point(segment, self._at[0], self._at[1])
        x, y = self._floats[:2]
        return x, y


_calls: list[Calls] = []


def calls() -> Calls:
    """The calls of this process."""
    if not _calls:
        _calls.append(Calls())
    return _calls[0]
