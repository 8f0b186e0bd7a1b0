"""What is drawn on a page of a PDF beside its text: rules, filled areas, pictures, and what belongs to a layer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.pdfiumcalls import FORM, IMAGE, PATH, SHADING, TEXT, Calls, Matrix
from ingest.rules import THIN, Box, Rule, straight

_DEEPEST = 12
_MOST_OBJECTS = 200_000
_MOST_RULES = 20_000
"""Rules of a page that are kept; a page with more is a drawing."""
_MOST_SEGMENTS = 400
"""A path with more is a drawing."""
_PALE = 245
"""Colours that are as light as this in every part cannot be told from paper."""
_PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Place = Callable[[float, float, float, float], Box]
"""Left, bottom, right, top in the page's own coordinates to x0, top, x1, bottom as it is shown."""


@dataclass(slots=True)
class Drawings:
    """What is drawn on one page."""

    rules: list[Rule] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    dark: list[Box] = field(default_factory=list)
    """Filled areas and shadings that white text can be read on."""

    def behind(self, x: float, y: float) -> bool:
        """Whether a picture or a dark area lies at a place."""
        return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in (*self.pictures, *self.dark))

    def pictured(self, x: float, y: float) -> bool:
        """Whether a picture lies at a place."""
        return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in self.pictures)


class Survey:
    """Goes through the objects of one page once."""

    def __init__(self, calls: Calls, place: Place) -> None:
        self._calls = calls
        self._place = place
        self._left = _MOST_OBJECTS
        self.drawings = Drawings()

    def page(self, page: int) -> Drawings:
        """The drawings of an open page."""
        calls = self._calls
        if self._has_room(calls.count_objects(page)):
            self._walk(calls.objects(page), _PLAIN, 0)
        if len(self.drawings.rules) > _MOST_RULES:
            self.drawings.rules = []
        return self.drawings

    def _has_room(self, count: int) -> bool:
        self._left -= count
        return self._left >= 0

    def _walk(self, items: Sequence[tuple[int, int]], matrix: Matrix, depth: int) -> None:
        for item, kind in items:
            if kind == TEXT:
                continue
            if kind == PATH:
                self._path(item, matrix)
            elif kind in (IMAGE, SHADING):
                box = self._box(self._calls.bounds(item), matrix)
                (self.drawings.pictures if kind == IMAGE else self.drawings.dark).append(box)
            elif kind == FORM and depth < _DEEPEST:
                self._form(item, matrix, depth)

    def _form(self, item: int, matrix: Matrix, depth: int) -> None:
        calls = self._calls
        if self._has_room(max(0, calls.count_form(item))):
            self._walk(calls.form_objects(item), multiply(calls.matrix(item), matrix), depth + 1)

    def _path(self, item: int, matrix: Matrix) -> None:
        """Straight strokes, and filled bars that are as thin as one."""
        calls = self._calls
        filled, stroked = calls.draw_mode(item)
        count = calls.count_segments(item)
        if not (filled or stroked) or count < 2 or count > _MOST_SEGMENTS or len(self.drawings.rules) > _MOST_RULES:
            return
        whole = multiply(calls.matrix(item), matrix)
        for points in self._outlines(item, count, whole):
            xs, ys = [x for x, _ in points], [y for _, y in points]
            box = self._place(min(xs), min(ys), max(xs), max(ys))
            if filled and not stroked:
                if min(box[2] - box[0], box[3] - box[1]) <= THIN:
                    self._rule(box)
                elif not self._is_pale(item):
                    self.drawings.dark.append(box)
            else:
                if filled and not self._is_pale(item):
                    self.drawings.dark.append(box)
                for (x0, y0), (x1, y1) in pairwise(points):
                    self._rule(self._place(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))

    def _outlines(self, item: int, count: int, matrix: Matrix) -> list[list[tuple[float, float]]]:
        """Corner points of each closed or open stretch of a path."""
        calls = self._calls
        out: list[list[tuple[float, float]]] = []
        a, b, c, d, e, f = matrix
        for at in range(count):
            segment = calls.segment(item, at)
            x, y = calls.point(segment)
            point = (a * x + c * y + e, b * x + d * y + f)
            if calls.segment_kind(segment) == _MOVE or not out:
                out.append([])
            out[-1].append(point)
            if calls.closes(segment) and len(out[-1]) > 2:
                out[-1].append(out[-1][0])
        return [points for points in out if len(points) > 1]

    def _rule(self, box: Box) -> None:
        rule = straight(*box)
        if rule is not None:
            self.drawings.rules.append(rule)

    def _is_pale(self, item: int) -> bool:
        return is_pale(self._calls.fill(item))

    def _box(self, bounds: tuple[float, float, float, float], matrix: Matrix) -> Box:
        left, bottom, right, top = bounds
        a, b, c, d, e, f = matrix
        xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
        ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
        return self._place(min(xs), min(ys), max(xs), max(ys))


_MOVE = 2
"""FPDF_SEGMENT_MOVETO."""


def is_pale(colour: Sequence[int]) -> bool:
    """Whether a colour (red, green, blue, alpha; empty for a pattern) cannot be seen on paper."""
    if len(colour) != 4:
        return False
    red, green, blue, alpha = colour
    return alpha < 8 or min(red, green, blue) >= _PALE


def multiply(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner` first."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
