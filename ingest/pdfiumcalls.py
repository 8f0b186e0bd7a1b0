"""The calls into pdfium that are made for every character or object of a page, as cheap as Python can make them.

pypdfium2 declares every function for every use; that costs more than most of these calls themselves. Here the same
functions take plain integers for handles and for addresses. pdfium is not safe for threads and neither is this.
"""

from __future__ import annotations

from codecs import utf_16_le_decode
from collections import deque
from collections.abc import Sequence
from ctypes import (
    PYFUNCTYPE,
    addressof,
    c_char,
    c_char_p,
    c_double,
    c_float,
    c_int,
    c_size_t,
    c_uint,
    c_ulong,
    c_void_p,
    cast,
)
from dataclasses import dataclass
from itertools import compress, repeat
from operator import ne
from typing import Any
from zlib import adler32

Sides = tuple[list[float], list[float], list[float], list[float]]
Ink = tuple[int, int, int, int, int, int]
"""Font, way of drawing, and red, green, blue, alpha (0 to 255) of the filling; `NO_FILL` first for a pattern."""
NO_FILL = 0x1000
Drawn = tuple[float, float, float, float, float]
"""a, b, c, d of the matrix under which a character is drawn, and its size before it."""
Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f: x' = a x + c y + e, y' = b x + d y + f."""

TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5
"""Kinds of objects on a page."""
_MOST_OF_A_FONT = 16 * 1024 * 1024
_LETTER = (0.0, 0.0, 612.0, 792.0)
"""What a page is that says nothing of its size."""


def _bind(function: Any, result: Any, *arguments: Any) -> Any:
    return PYFUNCTYPE(result, *arguments)(cast(function, c_void_p).value or 0)


@dataclass(frozen=True, slots=True)
class Inks:
    """How text objects are filled, one entry for each."""

    fonts: list[int | None]
    modes: list[int]
    fills: list[int]
    """Four for each."""

    def at(self, index: int) -> Ink:
        """How one of them is filled."""
        red, green, blue, alpha = self.fills[4 * index : 4 * index + 4]
        return self.fonts[index] or 0, self.modes[index], red, green, blue, alpha

    def changes(self) -> list[int]:
        """Where one is filled otherwise than the one before."""
        modes, fills = self.modes, self.fills
        found = set(compress(range(1, len(modes)), map(ne, self.fonts[1:], self.fonts)))
        if modes.count(modes[0]) < len(modes):
            found.update(compress(range(1, len(modes)), map(ne, modes[1:], modes)))
        if fills != fills[:4] * len(modes):
            found.update(at // 4 for at in compress(range(4, len(fills)), map(ne, fills[4:], fills)))
        return list(found)


class Calls:
    """One process' view of pdfium; made once, it loads the library."""

    def __init__(self) -> None:
        import pypdfium2.raw as raw

        number, handle = c_int, c_void_p
        self.count_chars = _bind(raw.FPDFText_CountChars, number, handle)
        self.load_page = _bind(raw.FPDF_LoadPage, handle, handle, number)
        self.close_page = _bind(raw.FPDF_ClosePage, None, handle)
        self.load_text = _bind(raw.FPDFText_LoadPage, handle, handle)
        self.close_text = _bind(raw.FPDFText_ClosePage, None, handle)
        self.quarters = _bind(raw.FPDFPage_GetRotation, number, handle)
        self.unicode = _bind(raw.FPDFText_GetUnicode, c_uint, handle, number)
        self._text_object = _bind(raw.FPDFText_GetTextObject, handle, handle, number)
        self._font_size = _bind(raw.FPDFText_GetFontSize, c_double, handle, number)
        self._font = _bind(raw.FPDFTextObj_GetFont, handle, handle)
        self._render_mode = _bind(raw.FPDFTextObj_GetTextRenderMode, number, handle)
        self.count_objects = _bind(raw.FPDFPage_CountObjects, number, handle)
        self._object = _bind(raw.FPDFPage_GetObject, handle, handle, number)
        self._kind = _bind(raw.FPDFPageObj_GetType, number, handle)
        self.count_form = _bind(raw.FPDFFormObj_CountObjects, number, handle)
        self._form_object = _bind(raw.FPDFFormObj_GetObject, handle, handle, c_uint)
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
        self._crop_box = _bind(raw.FPDFPage_GetCropBox, number, handle, handle, handle, handle, handle)
        self._media_box = _bind(raw.FPDFPage_GetMediaBox, number, handle, handle, handle, handle, handle)
        self._text = _bind(raw.FPDFText_GetText, number, handle, number, number, handle)
        self._box = _bind(raw.FPDFText_GetLooseCharBox, number, handle, number, handle)
        self._char_matrix = _bind(raw.FPDFText_GetMatrix, number, handle, number, handle)
        self._font_name = _bind(raw.FPDFFont_GetBaseFontName, c_uint, handle, handle, c_uint)
        self._is_embedded = _bind(raw.FPDFFont_GetIsEmbedded, number, handle)
        self._font_data = _bind(raw.FPDFFont_GetFontData, number, handle, handle, c_size_t, handle)
        self._fill = _bind(raw.FPDFPageObj_GetFillColor, number, handle, handle, handle, handle, handle)
        self._matrix = _bind(raw.FPDFPageObj_GetMatrix, number, handle, handle)
        self._bounds = _bind(raw.FPDFPageObj_GetBounds, number, handle, handle, handle, handle, handle)
        self._draw_mode = _bind(raw.FPDFPath_GetDrawMode, number, handle, handle, handle)
        self._point = _bind(raw.FPDFPathSegment_GetPoint, number, handle, handle, handle)
        self._floats = (c_float * 8)()
        self._at = [addressof(self._floats) + 4 * n for n in range(8)]
        self._numbers = (c_uint * 4)()
        self._number_at = [addressof(self._numbers) + 4 * n for n in range(4)]
        self._as_floats: Any
        self._as_numbers: Any
        self._name = (c_char * 512)()
        self._length = c_ulong()
        self._room = 0
        self._reserve(4096)

    def _reserve(self, count: int) -> int:
        """The address of room for so many numbers of four bytes."""
        if count > self._room:
            self._room = 2 * count
            self._held = (c_uint * self._room)()
            self._base = addressof(self._held)
            self._as_bytes = memoryview(self._held).cast("B")
            self._as_numbers, self._as_floats = self._as_bytes.cast("I"), self._as_bytes.cast("f")
        return self._base

    def text(self, page: int, count: int) -> str:
        """All characters of a text page, with pdfium's own spaces and line ends among them."""
        length = max(0, self._text(page, 0, count, self._reserve(count + 1)) - 1)
        return utf_16_le_decode(self._as_bytes[: 2 * length], "surrogatepass")[0]

    def text_objects(self, page: int, indexes: Sequence[int]) -> list[int | None]:
        """The objects that draw these characters; None for those that pdfium adds itself."""
        return list(map(self._text_object, repeat(page), indexes))

    def sides(self, page: int, indexes: Sequence[int]) -> Sides:
        """Lefts, bottoms, rights, tops of the space that these characters take, in the page's own coordinates."""
        count = len(indexes)
        base = self._reserve(4 * count)
        deque(map(self._box, repeat(page), indexes, range(base, base + 16 * count, 16)), 0)
        flat = self._as_floats[: 4 * count].tolist()
        return flat[::4], flat[3::4], flat[2::4], flat[1::4]

    def inks(self, items: Sequence[int | None]) -> Inks:
        """How text objects are filled."""
        count = len(items)
        base = self._reserve(4 * count)
        end = base + 16 * count
        sure = map(self._fill, items, *(range(base + 4 * part, end + 4 * part, 16) for part in range(4)))
        unsure = [at for at, filled in enumerate(sure) if not filled]
        for at in unsure:
            self._as_numbers[4 * at] = NO_FILL
        fills = self._as_numbers[: 4 * count].tolist()
        return Inks(list(map(self._font, items)), list(map(self._render_mode, items)), fills)

    def drawn(self, page: int, indexes: Sequence[int]) -> list[Drawn]:
        """How large and in which direction characters are drawn."""
        count = len(indexes)
        base = self._reserve(6 * count)
        deque(map(self._char_matrix, repeat(page), indexes, range(base, base + 24 * count, 24)), 0)
        flat = self._as_floats[: 6 * count].tolist()
        sizes = list(map(self._font_size, repeat(page), indexes))
        return list(zip(flat[::6], flat[1::6], flat[2::6], flat[3::6], sizes, strict=True))

    def objects(self, page: int) -> list[tuple[int, int]]:
        """Every object on a page with its kind, in the order of drawing."""
        return self._kinds(list(map(self._object, repeat(page), range(self.count_objects(page)))))

    def form_objects(self, form: int) -> list[tuple[int, int]]:
        """Every object in a form with its kind, in the order of drawing."""
        return self._kinds(list(map(self._form_object, repeat(form), range(max(0, self.count_form(form))))))

    def _kinds(self, items: list[int | None]) -> list[tuple[int, int]]:
        known = [item for item in items if item]
        return list(zip(known, map(self._kind, known), strict=True))

    def shown(self, page: int) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of the part of a page that is shown."""
        if not (self._crop_box(page, *self._at[:4]) or self._media_box(page, *self._at[:4])):
            return _LETTER
        left, bottom, right, top = self._floats[:4]
        return left, bottom, right, top

    def font_name(self, font: int) -> str:
        """The name that the file gives a font; some write it in GBK."""
        length = self._font_name(font, addressof(self._name), 256)
        name = bytes(self._name)[: max(0, min(length, 256) - 1)]
        try:
            return name.decode("utf-8")
        except UnicodeDecodeError:
            return name.decode("gb18030", "replace")

    def font_sum(self, font: int) -> int | None:
        """Adler-32 of the font program that the file holds, as pdfium unpacked it; None for no or a huge one."""
        length = c_size_t()
        if self._is_embedded(font) != 1 or not self._font_data(font, None, 0, addressof(length)):
            return None
        if not 0 < length.value <= _MOST_OF_A_FONT:
            return None
        room = (c_char * length.value)()
        return adler32(room) if self._font_data(font, addressof(room), length.value, addressof(length)) else None

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
