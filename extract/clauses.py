"""The surroundings of a quantity inside its sentence: its clause, its subject, its scope, its denominator."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extract.components.quantity import Found, bound_before
from extract.edges import compiled
from extract.lexicon import alternatives
from extract.model import Comparator
from extract.registry import Mention

_EDGE = re.compile("[,。;:!?()]")
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
            stop, opening = _between(text, found(row[-1]).bound_end, following[0])
        out.append(_group(text, row, edge, start, max(stop, row[-1].end)))
        edge = opening
    return out


_TWO_RATES = re.compile("(?:及?以上|及?以下|左右)?[和及与]")
"""Between two rates that nothing else parts, as for two years in turn: `达到60%以上和70%以上`."""
_JOINT = 2
_INSIDE = re.compile(r"\([^()]{0,80}\)")
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
    weak = max(gap.find("、"), gap.find("+"))
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
    depth = 0
    for mark in reversed(list(_EDGE.finditer(text, least, first.start))):
        char = mark.group()
        if char == ")":
            depth += 1
        elif char == "(" and depth:
            depth -= 1
        elif depth == 0 and not _colon_joins(text, mark.start(), char):
            begin = mark.end()
            break
    if text[begin : begin + 1] == ")":
        opened = text.rfind("(", start, begin)
        edge = max(start, *(text.rfind(c, start, opened) + 1 for c in ",。;:"))
        begin = edge if opened >= 0 and _SHARE_OF.fullmatch(text, edge, opened) else begin
    stop = max(end, last.end)
    depth = 0
    for mark in _EDGE.finditer(text, last.end, end):
        char = mark.group()
        if char == "(":
            depth += 1
        elif char == ")" and depth:
            depth -= 1
        elif depth == 0:
            stop = mark.start()
            break
    while stop > last.end and text[stop - 1] in "、,":
        stop -= 1
    return Group(tuple(row), begin, stop, first, last)


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


def comparator(text: str, group: Group, mention: Mention) -> Comparator:
    """The bound of one number: its own, that of its phrase, or one with the denominator between."""
    own = found(mention)
    if own.value.__class__.__name__ == "Range":
        return Comparator.RANGE
    before = own.before or found(group.first).before
    if before is None:
        zone = text[group.start : group.first.start]
        before = _far_bound(text, group.start, group.first.start) or _shifted(zone) or _adverb(zone) or _towards(zone)
    if before in _GROWN:
        before = _growth(text, own if own.before is not None else found(group.first)) or before
    if before is not None and not _points(group, own):
        before = _no_growth(text, group.first, before, own)
    after = own.after or found(group.last).after
    if after is Comparator.ABOUT and (before is None or before in _ENDS):
        return Comparator.ABOUT
    if before in _SURE:
        return before
    if after in _ENDS:
        return after
    if own.about and before in (None, Comparator.AT_LEAST):
        return Comparator.ABOUT
    return before or Comparator.EQUAL


# Sets by name: asking an enumeration for a member costs more than the comparison.
_ENDS = frozenset({Comparator.AT_LEAST, Comparator.AT_MOST})
_MOVES = frozenset({Comparator.INCREASE_BY, Comparator.DECREASE_BY})
_SURE = _MOVES | {Comparator.AT_MOST, Comparator.MORE, Comparator.LESS}
_GROWN = (Comparator.ABOUT, Comparator.MORE, Comparator.LESS, Comparator.AT_LEAST)
_GROWING = compiled(
    r"(?:(?P<up>增长|增加|提高|提升|上升|扩大)|(?P<down>下降|降低|减少|压减|缩短|削减|回落))(?:均|都|分别|再|了|幅度?)?\Z"
)


def _growth(text: str, own: Found) -> Comparator | None:
    """The verb in front of a bound that says how far a value moves: 增长约20%, 下降超过3%."""
    match = _GROWING.search(text, max(0, own.bound_start - 6), own.bound_start)
    if match is None:
        return None
    return Comparator.INCREASE_BY if match["up"] else Comparator.DECREASE_BY


def _points(group: Group, own: Found) -> bool:
    """Whether a unit is short for the one that closes its list: 15个、8个百分点."""
    return own.unit == "个" and (found(group.last).unit or "").startswith("个") and found(group.last).unit != "个"


def _far_bound(text: str, start: int, at: int) -> Comparator | None:
    """`不低于教师工资总额的1.5%`, `达到最少2人`, `达到统招生计划的75%`."""
    zone = text[start:at]
    if not zone.endswith("的"):
        return None
    for back in range(len(zone) - 1, max(0, len(zone) - 32), -1):
        bound, begin = bound_before(zone, back)
        if bound and begin < back and bound not in (Comparator.INCREASE_BY, Comparator.DECREASE_BY, Comparator.ABOUT):
            return bound
    return None


_BETWEEN_BOUND = compiled(
    r"(?:(?:小学|初中|高中|学前|幼儿园|城镇|农村|城市|乡村|县城)(?:学校|阶段)?|每(?:[0-9一二两三四五十百千万]{0,3})[\u4e00-\u9fff]{1,5}){1,2}\Z"
)
"""A level or a denominator between a bound and its number: `控制在小学40人`, `不高于每万平方米200吨`."""


def _shifted(zone: str) -> Comparator | None:
    between = _BETWEEN_BOUND.search(zone)
    if between is None:
        return None
    bound, _ = bound_before(zone, between.start())
    return bound if bound in (Comparator.AT_LEAST, Comparator.AT_MOST) else None


_ADVERB = compiled(r"(?P<least>至少|最少|不少于|不低于|达到每[^,。;]{2,14})|(?P<most>最多|至多|不超过)")


def _adverb(zone: str) -> Comparator | None:
    """A bound with its verb between it and the number: 至少听取1次, 达到每50名学生拥有1名."""
    last = max(_ADVERB.finditer(zone), key=lambda m: m.end(), default=None)
    if last is None or len(zone) - last.end() > 12:
        return None
    return Comparator.AT_LEAST if last["least"] else Comparator.AT_MOST


_TOWARDS = compiled(
    r"(?:(?P<down>压减|压缩|缩短|降低|减少|精简|下降|缩减|控制)|(?P<up>提高|提升|增加|扩大|增长|扩容))[^,。;]{1,24}(?:至|到|为)\Z"
)


def _towards(zone: str) -> Comparator | None:
    """A verb with its object in front of 至: 压减申报次数至3次."""
    match = _TOWARDS.search(zone) if zone.endswith(("至", "到", "为")) else None
    if not match:
        return None
    return Comparator.AT_MOST if match["down"] else Comparator.AT_LEAST


_COUNTED = re.compile(
    r"(?:万|亿|千|百)?(?:所|个|项|家|座|处|台|套|间|人|名|户|条|公里|亩|万亩|场|件|人次|平方米|万平方米|盏|座次|台套|辆|张|套次|块|面|株|棵|艘|口|孔|根)\Z"
)


def _no_growth(text: str, mention: Mention, bound: Comparator, own: Found) -> Comparator | None:
    """改造提升50个, 新增3所: the verb makes things, it does not add to a value."""
    if bound not in _MOVES:
        return bound
    head = text[max(0, own.bound_start - 2) : own.bound_start] if own.before else ""
    word = text[own.bound_start : mention.start] if own.before else ""
    if word == "增" and head.endswith("新"):
        return None
    if (
        own.unit
        and "/" not in own.unit
        and _COUNTED.search(own.unit)
        and word in ("提升", "扩大", "精简", "压缩", "提高")
    ):
        return None
    return bound


@cache
def _per() -> re.Pattern[str]:
    return compiled(alternatives("denominators"))


_COUNT = re.compile("[0-9]")
_EACH = re.compile(r"/(?P<each>户|生|班|校|村|床|师)")
_BASE_AFTER = re.compile(
    r"占到?|按照|按|完成|实现|不低于|不少于|不超过|不高于|不得低于|不得少于|达到|达|为|高于|低于|从|将|安排|提取|计提|,|:"
)
_BASE = re.compile(r"[^,。;:占按]{2,24}(?<![年月日底末])\Z")
_OF_SUM = re.compile(
    r"(?:完成|占|达到)(?P<base>[^,。;:完成占]{2,20}?[0-9.]{1,10}(?:余|多)?[万亿]{0,2}[\u4e00-\u9fff]{1,3}(?<![年月底末]))的\Z"
)
"""A share of a sum that is written out: `占年度计划50亿元的40%`."""
_BARE_SHARE = re.compile(r"(?:\A|(?<=[\u4e00-\u9fff]))占到?(?!有|用|地|据)(?P<base>[^,。;:占比率]{2,24})\Z")
_TIMES = re.compile(
    r"(?:是|为|相当于)(?P<base>(?:(?:19|20)[0-9]{2}年(?:底|末)?|上年|去年|“?十[一二三四五六]?五”?(?:期?末|时期|期间)?))的\Z"
)
_SHARE = re.compile(r"占到?(?P<base>[^,。;:]{2,24}?)(?:的)?(?:比重|比例|比率|比|份额|百分比)")


def denominator(text: str, group: Group, mention: Mention) -> str | None:
    """`per` of a number as written, None where the clause gives none."""
    own = found(mention)
    zone = text[group.start : group.first.start]
    if own.unit in ("%", "‰"):
        zone = NUMBERED.sub("", zone) if "(" in zone else zone
        if zone.endswith("的"):
            head = zone[:-1]
            opens = max((m.end() for m in _BASE_AFTER.finditer(head)), default=0)
            if _BASE.fullmatch(head[opens:]):
                return head[opens:]
        told = (
            _OF_SUM.search(text, max(0, mention.start - 40), mention.start) if text[mention.start - 1] == "的" else None
        )
        if told:
            return told["base"]
        share = _SHARE.search(zone)
        if share:
            return share["base"]
        ahead = zone[: max(0, len(zone) - (mention.start - own.bound_start))]
        part = _BARE_SHARE.search(ahead) if "占" in zone else None
        if part:
            return part["base"]
    if own.unit == "倍" and zone.endswith("的"):
        times = _TIMES.search(zone)
        if times:
            return times["base"]
    hits = list(_per().finditer(zone))
    if hits and own.unit == "%" and len(zone) > 8:
        hits = [hit for hit in hits if not _COUNT.search(zone, hit.end())]
    if hits:
        best = sorted(hits, key=lambda m: (m.group() in ("每年", "每学期", "每月"), -m.start()))[0].group()
        if best == "每生" and "生均" in zone:
            return "生均"
        return best
    each = _EACH.match(text, mention.end)
    if each:
        return each["each"]
    behind = _per().match(text[group.last.end : group.end])
    return behind.group() if behind else None
