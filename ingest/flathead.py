"""The head of a table whose cells stand on lines of their own: the ways in which its lines may be columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from ingest.cellgrid import GridCell
from ingest.paragraphs import glue

LONGEST = 18
"""Characters of a head."""
_PART = re.compile(
    r"(?:指标)?(?:目标值?|属性|情况|规模|名称|内容|时限|时间|年限|任务数?|值|单位|部门|投资|标准|完成率?|数量?)(?:[(（].{1,10}[)）])?\Z"
    r"|[(（].{1,10}[)）]\Z"
)
"""A second line of one heading."""
_OPENS_TIME = re.compile(r"(?:完成|办结)(?:时间|时限|期限)\Z")
"""Two lines that are one heading by themselves."""
_WORD = re.compile(
    r"序\s?号|编号|指标|类别|项目|名称|任务|举措|措施|内容|单位|部门|时限|时间|年|目标|现状|基期|牵头|配合|责任|县区|地区|乡镇|领域|属性|备注"
    r"|20\d\d|[(（][^()（）]{1,8}[)）]\Z"
)
_ENDS = re.compile(r"[。；;！？，,：:]")
_OUTLINE = re.compile(
    r"\d{1,2}(?:\.\d{1,2}){0,4}[.、．]?\s{0,2}[一-龥]|第[一二三四五六七八九十]{1,3}[章节]|[（(][一二三四五六七八九十\d]{1,3}[)）]|目\s?[录次]"
)
"""A heading of the text, or of its contents."""
_HAN_OR_YEAR = re.compile(r"[一-龥]|(?:19|20)\d\d年?\Z")
_UNDER = re.compile(
    r"(?:(?:19|20)\d\d年?(?:底|末)?(?:目标|任务|计划|实际|现状|基期|预计|完成)?[值数]?(?:[（(][^（()）]{1,8}[)）])?|(?:牵头|主办|责任|配合|协办|参与|参加)(?:单位|部门)?)\Z"
)
"""What may stand in the second row of a head."""
_OVER_YEARS = re.compile(r"目标|规划|任务|现状|基期|基础|水平|完成情况|指标值|年度")
_OVER_PARTS = re.compile(r"责任|分工|职责|单位|部门")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a head."""

    columns: tuple[str, ...]
    """What stands over each column, of two rows put together."""
    cells: tuple[GridCell, ...]
    rows: int


def is_head(cells: Sequence[str]) -> bool:
    """Whether words that stand side by side can be the head of a table: short ones, two of which heads often have."""
    return all(is_headlike(cell) for cell in cells) and sum(bool(_WORD.search(cell)) for cell in cells) >= 2


def is_headlike(text: str) -> bool:
    """Whether a text may be one heading of a column."""
    if len(text) > LONGEST or _ENDS.search(text) or _OUTLINE.match(text):
        return False
    return bool(_HAN_OR_YEAR.search(text))


def readings(head: Sequence[str]) -> Iterator[Reading]:
    """The head with each choice of lines put together that may be one heading on two lines, and as two rows."""
    for columns in _joined(head):
        yield Reading(columns, tuple(GridCell(0, place, text) for place, text in enumerate(columns)), 1)
    yield from _two_rows(head)


def _joined(head: Sequence[str]) -> Iterator[tuple[str, ...]]:
    joints = [
        at
        for at in range(1, len(head))
        if (_PART.match(head[at]) and not _OPENS_TIME.match("".join(head[at : at + 2])))
        or head[at - 1].endswith(("、", "（"))
    ][:5]
    for size in range(len(joints) + 1):
        for chosen in combinations(joints, size):
            out: list[str] = []
            for at, line in enumerate(head):
                if at in chosen:
                    out[-1] = glue(out[-1], line)
                else:
                    out.append(line)
            if len(out) >= 3:
                yield tuple(out)


def _two_rows(head: Sequence[str]) -> Iterator[Reading]:
    """The head as a row whose wide cells are parted by the lines behind it (目标 over 2024年, 2025年)."""
    under = 0
    while under < len(head) - 2 and _UNDER.match(head[-1 - under]):
        under += 1
    for size in range(under, 1, -1):
        first, second = head[:-size], head[-size:]
        over = _OVER_YEARS if all(re.search(r"\d", text) for text in second) else _OVER_PARTS
        wide = [at for at, text in enumerate(first) if over.search(text) and not re.search(r"\d", text)]
        if wide and size % len(wide) == 0 and size // len(wide) > 1:
            yield _over(first, second, wide, size // len(wide))


def _over(first: Sequence[str], second: Sequence[str], wide: Sequence[int], each: int) -> Reading:
    """Two rows of which each cell of the first that is `wide` stands over `each` cells of the second."""
    columns: list[str] = []
    upper: list[GridCell] = []
    lower: list[GridCell] = []
    for at, text in enumerate(first):
        upper.append(GridCell(0, len(columns), text, each if at in wide else 1))
        if at not in wide:
            columns.append(text)
            continue
        for below in second[len(lower) : len(lower) + each]:
            lower.append(GridCell(1, len(columns), below))
            columns.append(text + below)
    return Reading(tuple(columns), (*upper, *lower), 2)
