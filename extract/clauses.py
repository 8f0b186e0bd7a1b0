"""The clause of a quantity, and which quantities one phrase shares out."""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.components.quantity import Found
from extract.edges import compiled
from extract.registry import Mention

_EDGES = frozenset(",。;:!?()")
"""What closes a clause, outside brackets that open in it."""

NUMBERED = re.compile(r"\((?:共计?|合计|约|计)?[0-9][^()]{0,12}\)")
"""A bracket that holds a number of its own: `占任务(20件)的60%`."""


class Group(NamedTuple):
    """Quantities that one phrase shares out (分别达到4.5、5.8平方米以上)."""

    quantities: tuple[Mention, ...]
    start: int
    """Where the clause opens (view offset)."""
    end: int
    """Where it ends."""
    first: Mention
    """The first number of the phrase."""
    last: Mention
    """The last number of the phrase."""
    own: Found
    """What the first number says."""
    final: Found
    """What the last number says."""
    aside: tuple[int, int] | None = None
    """A bracket with numbers of its own between the opening of the clause and its first number."""


def found(mention: Mention) -> Found:
    """The payload of a quantity mention."""
    value = mention.value
    if not isinstance(value, Found):
        raise TypeError(f"not a quantity: {mention.kind}")
    return value


_JOINS = re.compile("[、和及与,]")
_BETWEEN = re.compile(r"(?:及?以上|及?以下|以内|左右)?(?:、|和|,|及|与|以及|,?(?:不低于|不少于|不超过|达到|不超))?\Z")


def groups(text: str, quantities: list[Mention], start: int, end: int) -> list[Group]:
    """The quantities of a sentence, those of one sharing-out together."""
    out: list[Group] = []
    row: list[Mention] = []
    rows: list[list[Mention]] = []
    for mention in quantities:
        if row and _shares(text, row, mention):
            row.append(mention)
            continue
        row = [mention]
        rows.append(row)
    edge = start
    if not rows:
        return out
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        stop = end
        opening = edge
        if following is not None:
            left = found(row[-1]).bound_end
            stop, opening = _between(text, left, following[0])
            if stop > opening and _THING.search(text, max(edge, row[0].start - _NOUN), row[0].start):
                # Nothing parts the two: what stands between them is counted by the second (`水闸1座泵站2座`).
                stop, opening = (left, left) if _OWN.fullmatch(text, left, following[0].start) else (stop, opening)
        out.append(_group(text, row, edge, start, max(stop, row[-1].end)))
        edge = opening
    return out


_NOUN = 12
"""Characters within which the thing of a number stands in front of it."""
_THING = compiled(
    r"(?:[站闸泵桥坝堤渠塘库池井厂校园院馆楼室棚路场]|企业|项目|工程|设施|设备|基地|中心|平台|机构|大户|合作社|农场)\Z"
)
_OWN = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:[站闸泵桥坝堤渠塘库池井厂园院馆楼棚]|企业|工程|设施|设备|基地|中心|平台|机构|大户|合作社|农场|面积|流量|长度|投资|产值|能力|规模|收入|容积|库容)"
)
"""What a number of things, or a measure, opens with where no comma parts it from the number in front."""
_TWO_RATES = re.compile("(?:及?以上|及?以下|左右)?[和及与]")
"""Between two rates that nothing else parts, as for two years in turn: `达到60%以上和70%以上`."""
_JOINT = 2
_INSIDE = re.compile(r"\([^()]{0,80}\)")
_RANKS = re.compile(r"(?:(?:国家|[部省市县区镇乡村校])级?、)+(?=(?:国家|[部省市县区镇乡村校])级?[\u4e00-\u9fff]{2})")
"""Ranks in a row in front of what they rank: `创建10所省、市示范学校`."""
_UNIT_END = re.compile(r"(?:/[\u4e00-\u9fff]{1,2}|\([\u4e00-\u9fff]{1,3}\)|以上|以下|以内|左右)+")


def _between(text: str, left: int, following: Mention) -> tuple[int, int]:
    """Where the clause of a number ends and that of the next opens.

    At the last comma between them, else at the first 、; where nothing parts them, the first goes up to the bound of
    the next and the next opens behind the unit of the first.
    """
    gap = text[left : following.start]
    if "(" in gap:
        gap = _INSIDE.sub(lambda m: "·" * len(m.group()), gap)
    strong = max(gap.rfind(c) for c in ",。;(")
    if strong >= 0:
        return left + strong + (gap[strong] != "("), left + strong + 1
    ranks = _RANKS.match(gap)
    weak = max(gap.find("、", ranks.end() if ranks else 0), gap.find("+"))
    if weak >= 0:
        return left + weak + 1, left + weak + 1
    if gap[-1:] in ("和", "及", "与") and len(gap) > _JOINT and found(following).before is None:
        return left + len(gap) - 1, left + len(gap)
    unit = _UNIT_END.match(gap)
    return max(left, found(following).bound_start), left + (unit.end() if unit else 0)


def _shares(text: str, row: list[Mention], mention: Mention) -> bool:
    gap = text[row[-1].end : mention.start]
    if len(gap) > 8 or not _BETWEEN.fullmatch(gap) or not _JOINS.search(gap):
        return False
    head = text[max(0, row[0].start - 40) : row[0].start]
    head = re.split("[。;]", head)[-1]
    left, right = found(row[-1]), found(mention)
    if left.bare and right.bare:
        return "、" in gap
    if left.bare and not right.bare:
        return "分别" in head or "、" in gap or "和" in gap
    if left.unit == right.unit == "%" and _TWO_RATES.fullmatch(gap):
        return True
    same = left.unit == right.unit or left.unit in (None, "个") or gap in ("、", "和")
    return "分别" in head and same


def _group(text: str, row: list[Mention], after: int, start: int, end: int) -> Group:
    """Clause around a phrase: back to the last comma, on to the next."""
    first, last = row[0], row[-1]
    least = max(start, after)
    begin = min(least, first.start)
    aside: tuple[int, int] | None = None
    depth = 0
    for at in range(first.start - 1, least - 1, -1):
        char = text[at]
        if char not in _EDGES:
            continue
        if char == ")":
            depth += 1
        elif char == "(" and depth:
            depth -= 1
        elif depth == 0 and not _colon_joins(text, at, char):
            begin = at + 1
            break
    if text[begin : begin + 1] == ")":
        opened = text.rfind("(", start, begin)
        edge = max(start, *(text.rfind(c, start, opened) + 1 for c in ",。;:"))
        if opened >= 0 and _SHARE_OF.fullmatch(text, edge, opened):
            begin = edge
        elif opened >= 0 and _HEAD.fullmatch(text, edge, opened):
            begin, aside = edge, (opened, begin + 1)
    stop = max(end, last.end)
    depth = 0
    for at in range(last.end, end):
        char = text[at]
        if char not in _EDGES:
            continue
        if char == "(":
            depth += 1
        elif char == ")" and depth:
            depth -= 1
        elif depth == 0:
            stop = at
            break
    while stop > last.end and text[stop - 1] in "、,":
        stop -= 1
    own = found(first)
    return Group(tuple(row), begin, stop, first, last, own, own if last is first else found(last), aside)


_HEAD = re.compile("[\u4e00-\u9fff、]{2,24}")
"""What a bracket with numbers of its own stands behind: `主城区(面积40平方公里)防洪标准`."""
_SHARE_OF = re.compile("占[^0-9,。;:()]{2,24}")
"""What a share is of, in front of a bracket that says how many: `占任务(20件)的60%`."""
_ANNOUNCING = (
    "其中",
    "包括",
    "如下",
    "以下",
    "目标",
    "任务",
    "目标是",
    "目标为",
    "任务是",
    "任务为",
    "指标是",
    "指标为",
)


def _colon_joins(text: str, at: int, char: str) -> bool:
    """`生均面积:小学、初中分别达到…`: the subject stands before the colon."""
    return char == ":" and at > 0 and not text[max(0, at - 4) : at].endswith(_ANNOUNCING)
