"""Values of OFD's markup: numbers, paths, the distances between characters, elements by their local name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_PATH = re.compile(r"[A-Za-z]|[-+]?(?:\d{1,20}\.?\d{0,40}|\.\d{1,40})", re.ASCII)
_FARTHEST = 1e6
"""No coordinate on a page is larger, millimetres; nothing compares so with an infinite one."""

Matrix = tuple[float, float, float, float, float, float]
"""From coordinates to coordinates: a, b, c, d, e, f as in a PDF."""


def spread(text: str, x: float, y: float, code: Any, em: float) -> Iterator[tuple[str, float, float]]:
    """Characters of a TextCode with the origin of each, in the object's coordinates."""
    across = deltas(code.get("DeltaX"), len(text))
    down = deltas(code.get("DeltaY"), len(text))
    for at, char in enumerate(text):
        yield char, x, y
        if across:
            x += across[at] if at < len(across) else 0.0
        elif not down:
            x += em * share(char)
        if down:
            y += down[at] if at < len(down) else 0.0


def deltas(text: str | None, most: int) -> list[float]:
    """Distances from character to character; `g 3 5.2` stands for 5.2 three times."""
    words = (text or "").split()[: 3 * most + 3]
    out: list[float] = []
    at = 0
    while at < len(words) and len(out) < most:
        if words[at] == "g" and at + 2 < len(words):
            times = min(int(number(words[at + 1], 0)), most - len(out))
            out += [number(words[at + 2], 0.0)] * max(0, times)
            at += 3
        else:
            out.append(number(words[at], 0.0))
            at += 1
    return out


def share(char: str) -> float:
    """Width of a character in ems."""
    return 0.5 if char.isascii() else 1.0


def corners(data: str) -> Iterator[list[tuple[float, float]]]:
    """Corner points of each stretch of a path; curves count as their ends."""
    points: list[tuple[float, float]] = []
    words = _PATH.findall(data)
    takes = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7}
    at = 0
    while at < len(words):
        command = words[at]
        count = takes.get(command, 0)
        held = words[at + 1 : at + 1 + count]
        if command in ("M", "S", "Q", "B", "A") and points:
            if len(points) > 1:
                yield points
            points = []
        if command == "C" and len(points) > 2:
            points.append(points[0])
        elif count and len(held) == count and not any(word.isalpha() for word in held):
            points.append((float(held[-2]), float(held[-1])))
            at += count
        at += 1
    if len(points) > 1:
        yield points


def apply(place: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point in other coordinates."""
    a, b, c, d, e, f = place
    return a * x + c * y + e, b * x + d * y + f


def numbers(text: str | None) -> tuple[float, ...]:
    """The numbers in an attribute; empty where one of them is none."""
    try:
        out = tuple(float(word) for word in (text or "")[:1000].split()[:16])
    except ValueError:
        return ()
    return out if all(abs(value) < _FARTHEST for value in out) else ()


def number(text: str | None, default: float) -> float:
    """The first number of an attribute, or `default`."""
    found = numbers(text)
    return found[0] if found else default


def local(element: Any) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def all_of(root: Any, name: str) -> Iterator[Any]:
    """Elements below `root` with this local name."""
    for element in root.iter():
        if local(element) == name:
            yield element


def children(root: Any, name: str) -> Iterator[Any]:
    """Elements right below `root` with this local name."""
    for element in root:
        if local(element) == name:
            yield element
