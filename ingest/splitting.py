"""Cuts a text that lost its line breaks into the lines it had.

    一、总体要求(一)指导思想坚持以…。(二)工作目标到2022年…(责任单位:市卫健委)加强…建设。分类…
    -> 一、总体要求 | (一)指导思想 | 坚持以…。 | (二)工作目标 | 到2022年…(责任单位:市教育局) | 加强…建设。分类…

A number counts only where a sentence or a title ended before it and where it carries the sequence on, so that
`小学一、二年级` and `(一)…;(二)…` inside a sentence stay whole.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.boundaries import CERTAIN, ENOUGH, phrase_end
from ingest.fronts import front_points
from ingest.kinds import is_document_title
from ingest.markers import DEPTH, NESTING, Marker, Style, read_marker
from ingest.titles import RUN_IN_MAX, STANDALONE_MAX, short_sentence

_LOST_BREAKS = 600
"""Characters from which a line with several numbers is taken for a text that lost its breaks."""
_TITLE_BEFORE = 90
"""Characters that a document's title may have before the first number."""
_HEAD_SENTENCE = 16
"""Characters that a title closed by a full stop has, behind which deeper numbers begin (`（二）基本原则。 1.强化…`)."""
_CN = "[一二三四五六七八九十]{1,4}"
_INNER = re.compile(
    rf"{_CN}、|[（(]{_CN}[)）]|第{_CN}[章节条]|[①-⑳]|[（(][0-9]{{1,2}}[)）]"
    r"|(?<![0-9.])[0-9]{1,2}(?:[.．、](?![0-9])|[.．](?=20[0-9]{2}年)|[\ue000-\uf8ff])"
)
_SENTENCE_END = "。！？!?)）]】〕”"
_UNIT_BRACKET = re.compile(
    r"[（(\[【〔](?:责任|牵头|配合|完成)[^（）()\[\]【】]{0,12}[:：]"
    r"(?:[^（）()\[\]【】]|[（(〔][^（）()〕]{0,30}[)）〕]){1,600}[)）\]】〕]"
)
_UNIT_SENTENCE = re.compile(r"[。！](?:责任|牵头|主办|配合|落实)(?:责任)?(?:单位|部门)[:：]")
"""A unit list as a sentence of its own, as items have it that stand one behind the other."""
_HEADLINE_FROM = 150
"""Characters from which a line may be a text with its title in front."""
_CN_NUMBER = "[一二三四五六七八九十0-9]{1,3}"
_HEADLINE = re.compile(
    r"(?P<title>(?!本|该|此|《|各|要|为|根据)[^，。；：:,;]{6,60}?"
    r"(?:方案|规划|意见|办法|计划|要点|措施|通知|细则|总结|报告)(?:[（(][^（）()]{2,12}[)）])?)"
    rf"(?:[〇○O0零二一三四五六七八九十0-9]{{4}}年{_CN_NUMBER}月(?:{_CN_NUMBER}日)?)?[。]?[ \u3000]{{0,4}}"
    r"(?=(?:为(?:了)?(?:深入|全面|进一步|贯彻|认真|切实|加强|加快|推进|落实|做好|促进|确保|有效|规范)"
    r"|(?<=[ \u3000])为[\u4e00-\u9fff]{2}|各[^，。]{2,30}[，、][^。]{2,200}[:：])[^。]{8,})"
)
"""A title behind which the text follows on the same line."""
_DASHED = re.compile(r"(?<=[。；：])(?:——|--|—)(?=[\u4e00-\u9fff])")
"""A dash that opens an item of a list."""
_CITED_ARTICLE = "按照据依第《及和与"


def cut_points(text: str) -> tuple[int, ...]:
    """Places where a new line begins, without 0; empty for a line that is whole."""
    if len(text) < 12:
        return ()
    front = front_points(text)
    if front:
        pieces = zip((0, *front), (*front, len(text)), strict=True)
        inner = [start + at for start, end in pieces for at in _points(text[start:end])]
        return tuple(sorted({*front, *inner}))
    return _points(text)


def _points(text: str) -> tuple[int, ...]:
    """Places where a new line begins in a text whose head and foot are cut off."""
    if len(text) < 12:
        return ()
    units = _UNIT_BRACKET.match(text)
    if units and units.end() + 8 < len(text):
        return (units.end(), *(units.end() + p for p in _points(text[units.end() :])))
    deeper = _deeper(text)
    if deeper is not None:
        return (deeper, *(deeper + p for p in _points(text[deeper:])))
    own = read_marker(text, bare=False)
    candidates = [m for found in _INNER.finditer(text, own.end if own else 1) if (m := _at(text, found.start()))]
    lost = len(text) >= _LOST_BREAKS and sum(_before(text, m.start) in _SENTENCE_END for m in candidates) >= 3
    markers = _inner_markers(text, own, candidates, lost)
    points = {m.start for m in markers if m.start > 0}
    headline = _HEADLINE.match(text)
    if headline and len(text) >= _HEADLINE_FROM and (not markers or headline.end() <= markers[0].start):
        points |= {headline.end(), headline.end("title")}
    dashes = {found.start() for found in _DASHED.finditer(text)} if len(markers) >= 3 else set()
    points |= dashes if len(dashes) >= 2 else set()
    if lost and sum(DEPTH[m.style] <= 2 for m in markers) >= 3:
        points |= _lost_breaks(text, markers)
    return tuple(sorted(points))


_DECIMAL = re.compile(
    r"(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2}){0,2})[、.．]?[ \u3000]{0,3}"
    r"[\u4e00-\u9fff“”（）()、]{1,23}[^为约达至到][ \u3000]{1,4}"
)


def _deeper(text: str) -> int | None:
    """Where the first number of the next level begins on the line of its head (`1、总则 1.1 编制目的 为…`)."""
    if not text[0].isdigit():
        return None
    head = _DECIMAL.match(text)
    if head is None or not text.startswith(f"{head['number']}.1", head.end()):
        return None
    first = _FIRST.match(text, head.end() + len(head["number"]))
    return head.end() if first else None


_FIRST = re.compile(r"\.1(?![0-9])(?:\.1(?![0-9.]))?[ \u3000]{0,4}(?=[\u4e00-\u9fff])(?![个万亿千百元米吨倍年月人])")
"""The part that a decimal adds to the number above it, where no amount stands behind."""


def _before(text: str, place: int) -> str:
    """The last character before a place that is no space; empty at the start."""
    while place > 0 and text[place - 1] in " \u3000\xa0\t":
        place -= 1
    return text[place - 1] if place else ""


def _at(text: str, start: int) -> Marker | None:
    marker = read_marker(text, start, bare=False)
    return marker if marker and marker.start == start else None


def _inner_markers(text: str, own: Marker | None, candidates: list[Marker], lost: bool) -> list[Marker]:
    """The numbers that open a line of their own, in order, the line's own number first; empty where only that is."""
    accepted: list[Marker] = [own] if own else []
    local: dict[Style, int] = {own.style: own.number} if own else {}
    overall = dict(local)
    seconds = [a or b for a, b in zip(_seconds(candidates), _heads(text, candidates), strict=True)]
    for i, marker in enumerate(candidates):
        last = accepted[-1] if accepted else None
        if last and marker.start < last.end:
            continue
        before = _before(text, marker.start)
        after_title = last is not None and _is_title(text, last.end, marker.start)
        after_sentence = before in _SENTENCE_END
        deeper = last is not None and NESTING[marker.style] > NESTING[last.style]
        if marker.number == 1:
            behind_title = marker.style is Style.CN and not accepted and marker.start <= _TITLE_BEFORE
            if behind_title and text[marker.start - 1] in " \u3000" and is_document_title(text[: marker.start]):
                accepted.append(marker)
                local[marker.style] = overall[marker.style] = 1
                continue
            opens = after_sentence or (lost and (before in ":：" or marker.style is Style.CHAPTER or behind_title))
            headed = last is not None and deeper and marker.start - last.end <= _HEAD_SENTENCE
            deep_enough = DEPTH[marker.style] <= 2 or lost or headed or bool(_UNIT_SENTENCE.search(text, marker.end))
            ok = (after_title and deeper) or (opens and deep_enough and seconds[i])
        else:
            gap = marker.number - overall.get(marker.style, 0)
            runs_on = lost and (gap == 1 or (gap == 2 and after_sentence and DEPTH[marker.style] <= 2))
            follows = marker.number == local.get(marker.style, 0) + 1 or runs_on
            ok = follows and (after_sentence or (after_title and (deeper or lost or DEPTH[marker.style] <= 2)))
        if not ok or (marker.style is Style.ARTICLE and before in _CITED_ARTICLE):
            continue
        accepted.append(marker)
        local[marker.style] = overall[marker.style] = marker.number
        for style in list(local):
            if NESTING[style] > NESTING[marker.style]:
                del local[style]
    return accepted if len(accepted) > (1 if own else 0) else []


def _seconds(candidates: list[Marker]) -> list[bool]:
    """For each candidate whether the next one of its style that opens or carries on a sequence is a second."""
    out = [False] * len(candidates)
    following: dict[Style, int] = {}
    for i in range(len(candidates) - 1, -1, -1):
        marker = candidates[i]
        out[i] = following.get(marker.style) == 2
        if marker.number <= 2:
            following[marker.style] = marker.number
    return out


def _heads(text: str, candidates: list[Marker]) -> list[bool]:
    """For each candidate whether it is a 一、 whose title the first (一) follows."""
    out = [False] * len(candidates)
    for i, (here, there) in enumerate(pairwise(candidates)):
        first = here.number == there.number == 1 and here.style is Style.CN and there.style is Style.CN_PAREN
        out[i] = first and _is_title(text, here.end, there.start)
    return out


def _is_title(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` can be a title that the next number follows at once."""
    piece = text[start:end].rstrip()
    if not 2 <= len(piece) <= STANDALONE_MAX:
        return False
    if sum(c in "，," for c in piece) > 1 or any(c in "。；;！!？?" for c in piece):
        return False
    return piece[-1] not in "和、与及第的:：，," and not piece.endswith(("按照", "依照", "根据"))


def _lost_breaks(text: str, markers: list[Marker]) -> set[int]:
    """Ends of titles and of unit brackets in a text without any line break."""
    starts = {
        b.end()
        for b in _UNIT_BRACKET.finditer(text)
        if b.end() < len(text) and short_sentence(text, b.end()) is not None
    }
    points = set(starts)
    ends = [m.start for m in markers[1:]] + [len(text)]
    for marker, end in zip(markers, ends, strict=True):
        if marker.style is Style.ARTICLE or _is_title(text, marker.end, end):
            continue
        stop = text.find("。", marker.end, end)
        closed = DEPTH[marker.style] > 1 and 0 <= stop - marker.end <= RUN_IN_MAX
        items = DEPTH[marker.style] == 2 and any(
            b.end() in starts for b in _UNIT_BRACKET.finditer(text, marker.end, end)
        )
        boundary = phrase_end(text, marker.end, end if stop < 0 else stop, CERTAIN if closed and not items else ENOUGH)
        if boundary is not None:
            points.add(boundary)
    return points
