"""Text counted in terminal cells: cleaning, cutting, padding, wrapping.

A Chinese character is two cells wide, a combining mark none. Everything that reaches a terminal passes `clean` first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rich.cells import cell_len, get_character_cell_size

_SHORT = 8
"""Cells in which two ends of a text would say nothing."""
ELLIPSIS = "…"
REPLACEMENT = "\ufffd"

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""Controls, bidirectional and zero-width characters, variation selectors, tags, surrogates: what a terminal may obey
or what makes its columns disagree with ours."""

_BLANKS = "\t\n\r\x0b\x0c\u2028\u2029"
_MARKS_IN_A_ROW = 4
"""A character with more combining marks than this is cut after them."""

# Closing marks do not open a line, opening marks do not end one.
_NOT_FIRST = frozenset("，。、；：？！）》】〉」』〕］｝”’…％%,.;:?!)]}·")
_NOT_LAST = frozenset("（《【〈「『〔［｛“‘([{")
_WORD = re.compile(r"[0-9A-Za-z_.,:/%@+\-]{1,40}\Z", re.ASCII)


def clean(text: str) -> str:
    """`text` with a safe character for each unsafe one, so that offsets stay: a space for blanks, else `\ufffd`."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSAFE.sub(lambda found: " " if found[0] in _BLANKS else REPLACEMENT, text)


def width(text: str) -> int:
    """Cells that `text` takes."""
    return cell_len(text)


def cut(text: str, cells: int) -> str:
    """Cleaned `text` in at most `cells` cells; what is cut off is replaced by `…`."""
    if cells <= 0:
        return ""
    # A text of narrow characters needs at most `cells` of them; marks are the only ones that take none.
    head = clean(text[: cells * (1 + _MARKS_IN_A_ROW) + 1])
    if len(head) == len(text) and cell_len(head) <= cells:
        return head
    used = 0
    for place, character in enumerate(head):
        used += get_character_cell_size(character)
        if used > cells - 1:
            return head[:place] + ELLIPSIS
    return head + ELLIPSIS


def fit(text: str, cells: int, *, right: bool = False) -> str:
    """Cleaned `text` in exactly `cells` cells: cut with `…` or padded with spaces, on the left when `right`."""
    shown = cut(text, cells)
    pad = " " * (cells - cell_len(shown))
    return pad + shown if right else shown + pad


def ends(text: str, cells: int) -> str:
    """Like `fit`, but of a text that is cut both ends stay: names that begin alike are told apart by how they end."""
    if cells < _SHORT or width(cut(text, cells + 1)) <= cells:
        return fit(text, cells)
    room, place = (cells - 1) * 3 // 5, len(text)
    while place > len(text) - cells:
        room -= width(clean(text[place - 1]))
        if room < 0:
            break
        place -= 1
    tail = clean(text[place:])
    # The sign that the head is cut with stands between the two.
    return fit(cut(text[:place], cells - width(tail)) + tail, cells)


@dataclass(frozen=True, slots=True)
class Line:
    """One screen line of a wrapped text."""

    start: int
    """First character in the text."""
    end: int
    """One past the last."""
    cells: int
    """Width of the characters."""


def wrap(text: str, cells: int, *, start: int = 0, end: int | None = None) -> list[Line]:
    """Screen lines of `text[start:end]`, which must be clean and hold no line break, in at most `cells` cells each.

    Breaks anywhere between Chinese characters, not before closing or after opening punctuation and not inside a number
    or a Latin word where that can be avoided. An empty range gives one empty line. Linear in the length.
    """
    stop = len(text) if end is None else end
    limit = max(cells, 2)
    size = get_character_cell_size
    lines: list[Line] = []
    first, used, place = start, 0, start
    while place < stop:
        wide = size(text[place])
        if used + wide <= limit:
            used += wide
            place += 1
            continue
        at = _break(text, first, place)
        lines.append(Line(first, at, cell_len(text[first:at])))
        used = cell_len(text[at:place])
        first = at
    lines.append(Line(first, stop, used))
    return lines


def _break(text: str, first: int, place: int) -> int:
    """Where to break the line `first:place` that the character at `place` no longer fits."""
    at = _before_word(text, first, place)
    for _ in range(3):
        if at - 1 > first and (text[at] in _NOT_FIRST or text[at - 1] in _NOT_LAST):
            at -= 1
    at = _before_word(text, first, at)
    if text[at] in _NOT_FIRST or text[at - 1] in _NOT_LAST:
        return place
    return at


def _before_word(text: str, first: int, place: int) -> int:
    """`place`, or the start of the number or Latin word that it would cut, where that is behind `first`."""
    if text[place - 1 : place + 1].isascii() and not text[place].isspace():
        word = _WORD.search(text, max(first, place - 40), place)
        if word and word.start() > first:
            return word.start()
    return place


def paragraph(text: str, cells: int, indent: str = "") -> list[str]:
    """Cleaned `text` as lines of at most `cells` cells, each behind `indent`."""
    shown = clean(text)
    return [indent + shown[line.start : line.end] for line in wrap(shown, cells - cell_len(indent))]
