"""Where a heading's title ends, and how much a text looks like a title.

A title stands alone on its line (`一、指导思想`), or it opens a paragraph and ends at the first full stop
(`(一)政府主导,部门协同。建立…`). A numbered paragraph that is itself a directive has no title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.boundaries import common_end

STANDALONE_MAX = 60
"""Characters of the longest title that stands alone."""
RUN_IN_MAX = 40
"""Characters of the longest title that opens a paragraph."""

CLOSED = 0.4
"""Strength of a closed short sentence that fills its line: a title only where text or deeper numbers follow."""
CUT = -2.0
"""Strength of the beginning of a sentence that is longer than any title."""
_FULL_STOP = re.compile(r"[。；;！!？?:：\n]")
_TRAILING = " \t\u3000\xa0。．.:：;；,，、"
_UNITS_TAIL = re.compile(
    r"[ \t\u3000]{0,4}[（(【\[〔](?:[^（）()【】\[\]]{0,12}?)"
    r"(?:牵头|责任|配合|主办|协办|承办|落实|参与|实施|完成|主责|负责)(?:单位|部门|领导|人|时限|时间|主体|处室|科室|期限)?[^）)】\]]{0,2}[:：]"
)
_QUANTITY = re.compile(
    r"[0-9０-９][0-9０-９.,]{0,12}\s?(?:[%％]|[万亿]?(?:人|名|元|所|个|间|座|平方|公里|吨|千瓦|小时|学时|次|项|条|户|家|张|亩|台|辆|米))"
)
_MODAL = re.compile(r"要|应当|应|须|必须|不得|严禁|可以|是指|负责")
_OBLIGES = re.compile(r"应当|必须|不得|须(?!知)|应(?:履行|符合|具备|遵守)")
_DIRECTIVE_START = re.compile(
    r"(?:各|全[省市县区]|[省市县区](?:政府|委|直|级))[^。]{0,30}?(?:要|应|须|负责)|要|应|须|不得|对于|凡|具有|所称|在[^。]{2,20}[,，]|本(?:办法|细则|规定|方案)"
)
_STATES = re.compile(
    r"(?:19|20)[0-9]{2}年是|[^，,。]{0,12}由[^，,。]{2,20}(?:牵头|负责|组成|担任|承担)|[^，,。]{2,12}(?:下设|设在)|[^，,。]{0,12}[，,][^，,。]{2,20}为[^，,。]{2,20}(?:单位|部门)"
)
"""Openings of sentences that say what something is."""
_COLON_TITLE = re.compile(
    r"(?:思想|目标|原则|任务|要求|重点|范围|对象|内容|标准|方式|步骤|程序|措施|方法|职责|分工|阶段|时间|安排|依据|意义|背景|"
    r"条件|情况|成效|问题|机构|组长|保障|机制|领导|宣传|考核|验收)(?:[（(][^（）()]{2,30}[)）])?$"
)
_SPACES = re.compile(r"[ \t\u3000\xa0]+")
_SPACED = re.compile(r"[ \t\u3000\xa0]{1,8}(?=[\u4e00-\u9fff“《])")


@dataclass(frozen=True, slots=True)
class Title:
    """A candidate title inside a text."""

    start: int
    end: int
    """Without closing punctuation."""
    strength: float
    """Above 0: reads like a title; 0 and below: reads like a directive."""
    run_in: bool
    """Text follows on the same line."""


def strip_end(text: str, start: int, end: int) -> int:
    """`end` moved left over closing punctuation, white space and a bracket of responsible units."""
    tail = _UNITS_TAIL.search(text, start, end)
    if tail and tail.start() > start:
        end = tail.start()
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    return end


def title_of(text: str, start: int) -> Title:
    """The title that opens at `start` behind a marker; one of strength <= 0 where the text has none."""
    body_end = len(text.rstrip(_TRAILING)) if text else 0
    stop = _first_stop(text, start)
    units = _UNITS_TAIL.search(text, start, min(len(text), start + STANDALONE_MAX + 20))
    if units and (stop is None or units.start() < stop or (units.start() == stop + 1 and _closes(text, units.start()))):
        return _before_units(text, start, units.start())
    if (common := common_end(text, start)) is not None:
        return Title(start, common, 0.8, True)
    if stop is None:
        return _standalone(text, start, max(body_end, start))
    if stop >= body_end and stop - start <= RUN_IN_MAX:
        named = _SPACED.search(text, start + 2, min(stop, start + 22))
        if named and stop - named.end() >= 8 and _COLON_TITLE.search(text, start, named.start()):
            return Title(start, named.start(), 0.8, True)
        return _one_sentence(text, start, stop)
    spaced = _SPACED.search(text, start + 2, min(stop, start + 22))
    if spaced and text[stop] == "。" and stop - spaced.end() >= 8 and not _apart(text, start, spaced.start(), stop):
        return Title(start, spaced.start(), 0.8, True)
    if text[stop] == "。" and stop - start <= RUN_IN_MAX:
        return _run_in(text, start, stop)
    if text[stop] in ":：" and stop - start <= 24:
        good = _COLON_TITLE.search(text, start, stop) and not _has_comma(text, start, stop)
        return Title(start, stop, 0.8 if good else -0.5, True)
    spaced = _SPACED.search(text, start + 2, min(len(text), start + 22))
    if spaced and not _has_comma(text, start, spaced.start()):
        return Title(start, spaced.start(), 0.6, True)
    # A sentence of which only a part would fit is no title, whatever its siblings are.
    return Title(start, min(stop, start + RUN_IN_MAX), -1.0 if stop - start <= RUN_IN_MAX else CUT, True)


def _closes(text: str, start: int) -> bool:
    """Whether nothing stands behind the bracket that opens at `start`."""
    return bool(_LAST_BRACKET.match(text, start))


_LAST_BRACKET = re.compile(
    r"[ \t\u3000]{0,4}[（(【\[〔](?:[^（）()【】\[\]]|[（(][^（）()]{1,20}[)）]){4,600}[)）】\]〕][。；;]?\s{0,9}\Z"
)


def _first_stop(text: str, start: int) -> int | None:
    """The first mark that ends a sentence or opens its explanation, outside of quotation marks and brackets."""
    depth = 0
    for at in range(start, min(len(text), start + 160)):
        char = text[at]
        if char in "（(《〈“「":
            depth += 1
        elif char in "）)》〉”」":
            depth = max(0, depth - 1)
        elif (depth == 0 and _FULL_STOP.match(char)) or (char == "。" and at - start <= RUN_IN_MAX):
            return at
    return start + 160 if len(text) > start + 160 else None


def _apart(text: str, start: int, space: int, stop: int) -> bool:
    """Whether a space is one of many, as in text set wide, or stands behind a comma or beside a number."""
    return (
        _has_comma(text, start, space)
        or len(_SPACES.findall(text, start, stop)) > 1
        or not "\u4e00" <= text[space - 1] <= "\u9fff"
    )


def _has_comma(text: str, start: int, end: int) -> bool:
    return any(c in ",，" for c in text[start:end])


def _commas(text: str, start: int, end: int) -> int:
    return sum(c in ",，" for c in text[start:end])


def _before_units(text: str, start: int, end: int) -> Title:
    """A title whose only company is a bracket of responsible units."""
    title = Title(start, strip_end(text, start, end), 0.0, True)
    length = title.end - start
    if text[end - 1 : end] == "。" and (length > 20 or _QUANTITY.search(text, start, end)):
        return Title(start, title.end, -0.5, True)
    return Title(start, title.end, 1.0 if 2 <= length <= 40 and _commas(text, start, end) <= 2 else -0.5, True)


def _standalone(text: str, start: int, end: int) -> Title:
    length = end - start
    if length < 2 or length > STANDALONE_MAX or text.rstrip().endswith((",", "，", "、", "；", ";")):
        return Title(start, end, -1.0, False)
    strength = 2.0
    commas = _commas(text, start, end)
    if commas > 2 or (length > 40 and commas):
        strength -= 1.5
    if _MODAL.match(text, start) and commas:
        strength -= 1.0
    return Title(start, strip_end(text, start, end), strength, False)


def _one_sentence(text: str, start: int, stop: int) -> Title:
    """The whole line is one closed sentence: a title only if it is short or ends in a colon."""
    end = strip_end(text, start, stop)
    length = end - start
    if text[stop] in ":：":
        titled = 2 <= length <= 30 and not _has_comma(text, start, end) and not _OBLIGES.search(text, start, end)
        return Title(start, end, 1.0 if titled else -0.5, False)
    if (
        text[stop] == "。"
        and 2 <= length <= RUN_IN_MAX
        and _commas(text, start, end) <= 1
        and not _QUANTITY.search(text, start, end)
    ):
        return Title(start, end, CLOSED, False)
    return Title(start, end, -1.0, False)


def _run_in(text: str, start: int, stop: int) -> Title:
    end = strip_end(text, start, stop)
    length = end - start
    if not 2 <= length <= RUN_IN_MAX:
        return Title(start, end, -1.0, True)
    commas = _commas(text, start, stop)
    strength = 1.5 if length <= 26 else 1.0
    if commas >= 2:
        strength -= 0.6 * (commas - 1)
    if length > 30 and commas:
        strength -= 0.5
    if _QUANTITY.search(text, start, stop):
        strength -= 0.7
    if _DIRECTIVE_START.match(text, start, stop) or _STATES.match(text, start, stop):
        strength -= 1.6
    elif length > 16 and _MODAL.search(text, start, stop):
        strength -= 0.6
    return Title(start, end, strength, True)


_SHORT_SENTENCE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9“”‘’\"+＋、·—\-（）()《》]{4,26}(?=。)")
_NOT_TITLE_WORD = re.compile(r"要|必须|应当|不得|是|已|将|我[省市县区州]|其中|[0-9]{4}年|同时|此外|另外|以上|如下")
_QUOTED = re.compile("“[^“”]{1,16}”")


def short_sentence(text: str, start: int) -> int | None:
    """End of a short closed phrase that opens at `start` (`优化城乡供水布局。2024年…`); None where there is none.

    Text must follow behind its full stop; a phrase with a comma, a modal verb or a date is no title.
    """
    found = _SHORT_SENTENCE.match(text, start)
    if not found or found.end() + 4 >= len(text):
        return None
    # A number in quotation marks is part of a name (“3个100万”).
    bare = _QUOTED.sub("", found[0])
    if _NOT_TITLE_WORD.search(text, start, found.end()) or _QUANTITY.search(bare):
        return None
    return found.end()
