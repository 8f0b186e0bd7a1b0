"""Decimal numbers as headings: 1, 1.1, 1.1.1 (`2.3 供水管网改造`), under bare numbers, chapters or 一、.

A decimal at the start of a line counts by its place in the sequence: 2.3 stands behind 2.2, 2.1 opens what 2 heads. So
`1.5公里以内` at the start of a broken line is no number of a heading.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from itertools import pairwise

from ingest.drafts import Draft
from ingest.markers import Marker, Style, read_marker
from ingest.model import BlockKind
from ingest.titles import title_of

Path = tuple[int, ...]
"""The parts of a decimal: 2.3.1 is (2, 3, 1)."""

_DECIMAL = re.compile(
    r"[ \u3000]{0,4}(?P<number>[0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2}){1,3})(?P<close>[.．、]?)[ \t\u3000\xa0]{0,4}"
    r"(?=[\u4e00-\u9fff“《（(A-Z])"
)
_UNIT = re.compile(
    r"[万亿千百]|[平立]方|公[里顷斤]|米|吨|元|亩|人|名|个|所|家|倍|级|度|时|分|小时|年(?!度)|月|天|兆|千瓦|微克|毫克|毫米|厘米|升|以[上下内]|左右"
)
"""What stands behind a number that is an amount."""
_TOPS = frozenset({Style.CHAPTER, Style.CN, Style.AR_DOT, Style.BARE})
_UPPER = frozenset({Style.CHAPTER, Style.CN})
_FEWEST = 2


def read_decimal(text: str) -> tuple[Path, int, int] | None:
    """The decimal that opens a line: its parts, where it starts, and where the title begins; None for an amount."""
    found = _DECIMAL.match(text)
    if found is None:
        return None
    apart = found["close"] or text[found.end("number") : found.end()]
    if not apart and _UNIT.match(text, found.end()):
        return None
    return tuple(int(part) for part in re.split("[.．]", found["number"])), found.start("number"), found.end()


def mark_decimals(drafts: list[Draft], scopes: Sequence[range]) -> None:
    """Give marker, title and level to the lines that decimals number, and to the bare numbers above them.

    A decimal whose line is itself a directive has a marker and no title.
    """
    for scope in scopes:
        found = {
            i: decimal
            for i in scope
            if drafts[i].plain and not drafts[i].annex and (decimal := read_decimal(drafts[i].text)) is not None
        }
        accepted = _chain([(i, path) for i, (path, _, _) in found.items()], _opened(drafts, scope, found))
        if len(accepted) < _FEWEST:
            continue
        tops = _tops(drafts, scope, {i: found[i][0] for i in accepted})
        upper = _numbers_above(drafts, scope)
        for i in accepted:
            path, start, end = found[i]
            top = tops.get(path[0])
            below = 2 if upper and (top is None or read_style(drafts[top]) not in _UPPER) else 0
            marker = Marker(Style.DECIMAL, path[-1], drafts[i].text[start:end].strip(), start, end)
            _mark(drafts[i], marker, len(path) + below)
        for i in tops.values():
            number = read_marker(drafts[i].text)
            if number is not None and not upper and number.style not in _UPPER:
                _mark(drafts[i], number, 1)


def nest_below_decimals(drafts: list[Draft]) -> None:
    """Push the headings of other numbers below the decimal under which they stand."""
    level = 0
    for draft in drafts:
        if draft.marker is None or draft.title is None or draft.level is None:
            if draft.opens_document or draft.annex:
                level = 0
            continue
        if draft.marker.style is Style.DECIMAL:
            level = draft.level
        elif draft.marker.style in _UPPER or draft.level == 1:
            level = 0
        elif level:
            draft.level = max(draft.level, level + 1)


def read_style(draft: Draft) -> Style | None:
    """The style of the number that opens a line."""
    marker = read_marker(draft.text)
    return marker.style if marker else None


def _mark(draft: Draft, marker: Marker, level: int) -> None:
    title = title_of(draft.text, marker.end)
    draft.marker = marker
    if title.strength <= 0:
        return
    draft.title, draft.level = (title.start, title.end), level
    if not title.run_in:
        draft.kind = BlockKind.HEADING


def _opened(drafts: list[Draft], scope: range, found: Container[int]) -> dict[int, int]:
    """For each decimal the number of the line right above it, 0 where that has none."""
    out: dict[int, int] = {}
    above = 0
    for i in scope:
        if i in found:
            out[i], above = above, 0
        elif drafts[i].kind is not BlockKind.NOISE:
            marker = read_marker(drafts[i].text) if drafts[i].plain else None
            above = marker.number if marker and marker.style in _TOPS else 0
    return out


def _chain(decimals: Sequence[tuple[int, Path]], opened: Mapping[int, int]) -> list[int]:
    """Places of those decimals that open or carry on a sequence."""
    paths = [path for _, path in decimals]
    out: list[int] = []
    seen: set[Path] = set()
    for order, (place, path) in enumerate(decimals):
        following = paths[order + 1 : order + 60]
        before = (*path[:-1], path[-1] - 1)
        if path[-1] == 1:
            after = (*path[:-1], 2)
            ok = after in following or (*path, 1) in following or (len(path) > 2 and path[:-1] in seen)
            ok = ok or not seen or (len(path) == 2 and opened[place] == path[0])
        else:
            ok = before in seen
        if ok:
            out.append(place)
            seen.add(path)
    return out


def _tops(drafts: list[Draft], scope: range, accepted: dict[int, Path]) -> dict[int, int]:
    """First part of the decimals -> the line with that number above them."""
    out: dict[int, int] = {}
    last: dict[int, int] = {}
    for i in scope:
        if i in accepted:
            first = accepted[i][0]
            if first not in out and first in last:
                out[first] = last[first]
            continue
        marker = read_marker(drafts[i].text) if drafts[i].plain else None
        if marker and marker.style in _TOPS and title_of(drafts[i].text, marker.end).strength > 0:
            last[marker.number] = i
    # Numbers without decimals below them carry the sequence on.
    places = {number: i for number, i in last.items() if number not in out and number > 1}
    for number, i in sorted(places.items()):
        if number - 1 in out and i > out[number - 1] and read_style(drafts[i]) is read_style(drafts[out[number - 1]]):
            out[number] = i
    return out


def _numbers_above(drafts: list[Draft], scope: range) -> bool:
    """Whether 一、 or chapters number the upper level."""
    numbers = [m.number for i in scope if drafts[i].plain and (m := read_marker(drafts[i].text)) and m.style in _UPPER]
    return any(b == a + 1 for a, b in pairwise(numbers))
