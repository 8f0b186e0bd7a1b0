"""Documents that a text refers to: 《title》 with the number behind it, and numbers that stand alone."""

from __future__ import annotations

import re

from ingest.kinds import bare, is_document_title
from ingest.model import Citation, Span
from ingest.repairs import repaired_number

_TITLE_MAX = 160
"""Characters of the longest title in book-title marks."""
_SERIAL = r"[〔\[［【（(]?[ ]?(?:19|20)[0-9]{2}[ ]?[〕\]］】)）]?[ ]?(?:第[ ]?)?[0-9]{1,5}[ ]?号"
"""Year and running number; the brackets may be lost."""
_BEHIND = re.compile(rf"[ ]?(?:[（(〔\[【][ ]?)?(?P<number>[\u4e00-\u9fff]{{2,12}}{_SERIAL})[ ]?[)）〕\]】]?")
_ORDER = re.compile(r"[ ]?[（(](?P<number>[\u4e00-\u9fff]{0,16}令?[ ]?第[ ]?[0-9]{1,4}[ ]?号)[)）]")
_ALONE = re.compile(rf"(?P<number>[\u4e00-\u9fff]{{1,8}}[发办函字督令规通厅文教政党委]{_SERIAL})")
_LAW = re.compile(
    r"(?:法|条例|规定|办法|标准|规范|规程|纲要|目录|公约|宪法|章程|指南|评估体系|指标体系|要点|导则|规划|方案|计划|行动|工程|意见|通知|决定)(?:[（(][^（）()]{1,30}[)）]){0,2}$"
)
_OPENS = re.compile(r"(?:中共中央|国务院|教育部|关于|中华人民共和国|国家)")
_HEAD_WORDS = re.compile(
    r"^(?:根据|按照|依据|落实|贯彻|关于|以及|和|及|与|《|按|照|据|遵照|印发|执行|依照|结合|参照|对照|的|由|以|在|为)+"
)


def find_citations(text: str, own: tuple[str, ...], own_number: str | None, start: int = 0) -> tuple[Citation, ...]:
    """Every document that `text` cites, in order, each once.

    `own` are the titles of the document itself, `own_number` is its number; neither is cited. `start` is the place of
    `text` in the document.
    """
    mine = tuple(bare(t) for t in own)
    found: list[Citation] = []
    taken: list[tuple[int, int]] = []
    for begin, end in _book_titles(text):
        title = text[begin + 1 : end - 1]
        behind = _BEHIND.match(text, end) or _ORDER.match(text, end)
        number = behind["number"] if behind else None
        stop = behind.end() if behind else end
        taken.append((begin, stop))
        if any(bare(title) in m for m in mine) or (number and own_number and bare(number) == bare(own_number)):
            continue
        if number is None and len(title) < 4 and not title.endswith("法"):
            continue
        if number is None and not (_LAW.search(title) or is_document_title(title) or _OPENS.match(title)):
            continue
        found.append(Citation(text[begin:stop], number and repaired_number(number), Span(start + begin, start + stop)))
    for match in _ALONE.finditer(text):
        if any(a <= match.start() < b for a, b in taken):
            continue
        number = _HEAD_WORDS.sub("", match["number"])
        at = match.end() - len(number)
        if own_number and bare(number) == bare(own_number):
            continue
        found.append(Citation(number, repaired_number(number), Span(start + at, start + match.end())))
    return tuple(sorted(found, key=lambda c: c.span))


def _book_titles(text: str) -> list[tuple[int, int]]:
    """Spans of 《…》 with their marks, the outer one where they are nested."""
    out: list[tuple[int, int]] = []
    at = text.find("《")
    while at >= 0:
        depth = 0
        close = text.find("》", at, at + _TITLE_MAX)
        end = -1
        for i in range(at, min(len(text), at + _TITLE_MAX) if close >= 0 else at):
            if text[i] == "《":
                depth += 1
            elif text[i] == "》":
                depth -= 1
                if depth == 0:
                    end = i + 1
                    break
        if end < 0:
            # A mark inside was never closed: take the first closing one.
            end = close + 1 if close >= 0 else -1
        if end > 0:
            out.append((at, end))
        at = text.find("《", max(end, at + 1))
    return out
