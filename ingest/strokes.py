"""Rules of tables in a picture of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest.rules import Rule

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SHARE = 30
"""A rule is at least this part of the page's longer side: strokes of characters are shorter."""
_THICK = 12
"""Pixels that a rule may be thick, and a slanted one may rise beside its length's share."""
_SLANT = 0.02


def rules(picture: NDArray[np.uint8]) -> list[Rule]:
    """Horizontal and vertical lines of a picture, pixels, as their middle lines."""
    import cv2

    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    _, ink = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    least = max(20, max(grey.shape[:2]) // _SHARE)
    out: list[Rule] = []
    for x0, top, wide, tall in _boxes(cv2, ink, (least, 1)):
        if tall <= _THICK + _SLANT * wide:
            middle = top + tall / 2
            out.append(Rule(x0, middle, x0 + wide, middle))
    for x0, top, wide, tall in _boxes(cv2, ink, (1, least)):
        if wide <= _THICK + _SLANT * tall:
            middle = x0 + wide / 2
            out.append(Rule(middle, top, middle, top + tall))
    return out


def _boxes(cv2: Any, ink: Any, shape: tuple[int, int]) -> list[tuple[float, float, float, float]]:
    """Boxes around what is left of the ink when everything shorter than `shape` is taken away."""
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, shape)
    opened = cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel)
    found, _ = cv2.findContours(opened, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    return [(float(x), float(y), float(w), float(h)) for x, y, w, h in map(cv2.boundingRect, found)]
