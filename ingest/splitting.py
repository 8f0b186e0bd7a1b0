"""Cuts a text that lost its line breaks into the lines it had.

    一、总体要求(一)指导思想坚持以…。(二)工作目标到2022年…(责任单位:市教育局)加强…建设。分类…
    -> 一、总体要求 | (一)指导思想 | 坚持以…。 | (二)工作目标 | 到2022年…(责任单位:市教育局) | 加强…建设。分类…

A number counts only where a sentence or a title ended before it and where it carries the sequence on, so that
`小学一、二年级` and `(一)…;(二)…` inside a sentence stay whole.
"""

from __future__ import annotations

import re

from ingest.markers import DEPTH, Marker, Style, read_marker
from ingest.titles import STANDALONE_MAX, phrase_end, short_sentence

_LOST_BREAKS = 600
"""Characters from which a line with several numbers is taken for a text that lost its breaks."""
_CN = "[一二三四五六七八九十]{1,4}"
_INNER = re.compile(
    rf"{_CN}、|[（(]{_CN}[)）]|第{_CN}[章节条](?=[ \u3000])|[①-⑳]|[（(][0-9]{{1,2}}[)）]"
    r"|[0-9]{1,2}(?:[.．、](?![0-9]))"
)
_SENTENCE_END = "。！？!?)）]】”"
_UNIT_BRACKET = re.compile(
    r"[（(\[【](?:责任|牵头|配合|完成)[^（）()\[\]【】]{0,12}[:：](?:[^（）()\[\]【】]|[（(〔][^（）()〕]{0,30}[)）〕]){1,600}[)）\]】]"
)


def cut_points(text: str) -> tuple[int, ...]:
    """Places where a new line begins, without 0; empty for a line that is whole."""
    if len(text) < 12:
        return ()
    units = _UNIT_BRACKET.match(text)
    if units and units.end() + 8 < len(text):
        return (units.end(), *(units.end() + p for p in cut_points(text[units.end() :])))
    markers = _inner_markers(text)
    if not markers:
        return ()
    points = {m.start for m in markers if m.start > 0}
    if len(text) >= _LOST_BREAKS and sum(DEPTH[m.style] <= 2 for m in markers) >= 3:
        points |= _lost_breaks(text, markers)
    return tuple(sorted(points))


def _inner_markers(text: str) -> list[Marker]:
    """The numbers that open a line of their own, in order; the line's own number first if it has one."""
    accepted: list[Marker] = []
    last: dict[Style, int] = {}
    title_from = -1
    own = read_marker(text, bare=False)
    if own:
        accepted.append(own)
        last[own.style] = own.number
        title_from = own.end
    candidates = [m for found in _INNER.finditer(text, own.end if own else 1) if (m := _at(text, found.start()))]
    for i, marker in enumerate(candidates):
        if marker.start < (accepted[-1].end if accepted else 1):
            continue
        after_title = title_from >= 0 and _is_title(text, title_from, marker.start)
        deeper = bool(accepted) and DEPTH[marker.style] > DEPTH[accepted[-1].style]
        after_sentence = text[marker.start - 1] in _SENTENCE_END
        follows = marker.number == last.get(marker.style, 0) + 1
        if marker.number == 1:
            ok = (after_title and deeper) or (
                after_sentence and DEPTH[marker.style] <= 2 and _has_second(candidates[i + 1 : i + 41], marker)
            )
        else:
            ok = follows and (after_sentence or (after_title and not deeper and DEPTH[marker.style] <= 2))
        if not ok:
            continue
        accepted.append(marker)
        last[marker.style] = marker.number
        for style in list(last):
            if DEPTH[style] > DEPTH[marker.style]:
                del last[style]
        title_from = marker.end
    return accepted if len(accepted) > 1 or (accepted and accepted[0] is not own) else []


def _at(text: str, start: int) -> Marker | None:
    marker = read_marker(text, start, bare=False)
    return marker if marker and marker.start == start else None


def _has_second(candidates: list[Marker], first: Marker) -> bool:
    return any(m.style == first.style and m.number == 2 for m in candidates)


def _is_title(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` can be a title that the next number follows at once."""
    if not 2 <= end - start <= STANDALONE_MAX:
        return False
    return not any(c in "。；;！？!?，" for c in text[start:end]) and text[end - 1] not in "和、与及第的:：按照"


def _lost_breaks(text: str, markers: list[Marker]) -> set[int]:
    """Ends of titles and of unit brackets in a text without any line break."""
    points: set[int] = set()
    ends = [m.start for m in markers[1:]] + [len(text)]
    for marker, end in zip(markers, ends, strict=True):
        if DEPTH[marker.style] > 2:
            continue
        if _is_title(text, marker.end, end):
            continue
        stop = text.find("。", marker.end, end)
        boundary = phrase_end(text, marker.end, end if stop < 0 else stop)
        if boundary is not None:
            points.add(boundary)
    for bracket in _UNIT_BRACKET.finditer(text):
        end = bracket.end()
        if end < len(text) and short_sentence(text, end) is not None:
            points.add(end)
    return points
