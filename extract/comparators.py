"""The bound of a number: its own word, that of its phrase, or one with words between."""

from __future__ import annotations

import re

from extract.bounds import bound_before
from extract.clauses import Group, found
from extract.components.quantity import Found
from extract.edges import compiled, cut
from extract.model import Comparator, Range
from extract.registry import Mention


def comparator(text: str, group: Group, mention: Mention) -> Comparator:
    """The bound of one number: its own, that of its phrase, or one with the denominator between."""
    own = found(mention)
    if isinstance(own.value, Range):
        return Comparator.RANGE
    before = own.before or group.own.before
    if before is None:
        zone = text[group.start : group.first.start]
        before = _far_bound(zone) or _shifted(zone) or _adverb(zone) or _towards(zone)
        before = before or _moves(zone, own) or _improves(zone, own)
    if "百分点" in (own.unit or ""):
        beside = ABOVE.search(text[group.start : group.first.start])
        before = before if beside is None else Comparator.LESS if beside["less"] or beside["fewer"] else Comparator.MORE
    if before in _GROWN:
        before = _growth(text, own if own.before is not None else group.own) or before
    if before is not None and not _points(group, own):
        before = _no_growth(text, group.first, before, own)
    after = own.after or group.final.after
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
ABOVE = compiled(
    r"(?:(?:高于|高出|快于|超出|超过|领先于?|优于)|(?P<less>低于|慢于|落后于?))[^,。;提升下降]{1,16}(?:约|近)?\Z"
    r"|[比较][^,。;比较提升下降]{1,16}(?:[高快多]出?|(?P<fewer>[低慢少]))(?:了|约|近)?\Z|(?:高出|领先)(?:约|近)?\Z"
)
"""A clause that says how far a value lies from another one: `高于全省平均水平2个百分点`, `比全市高3个百分点`."""
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
    return own.unit == "个" and (group.final.unit or "").startswith("个") and group.final.unit != "个"


def _far_bound(zone: str) -> Comparator | None:
    """`不低于教师工资总额的1.5%`, `达到最少2人`, `达到统招生计划的75%`."""
    if not zone.endswith("的"):
        return None
    for back in range(len(zone) - 3, max(0, len(zone) - 32), -1):
        bound, begin = bound_before(zone, back)
        if back - begin == 1 and zone[back : back + 1] in _INSIDE:
            continue
        if bound and begin < back and bound not in (Comparator.INCREASE_BY, Comparator.DECREASE_BY, Comparator.ABOUT):
            return bound
    return None


_INSIDE = frozenset("标产峰成能额限低高前大")
"""Behind a bound of one character these make another word of it (达标率, 超标天数)."""
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


_ADVERB = compiled(
    r"(?P<about>\A约(?![谈束定见请稿法])(?=[\u4e00-\u9fff]{2,8}\Z))|(?P<least>至少|最少|不少于|不低于|达到每[^,。;]{2,14})|(?P<most>最多|至多|不超过)"
)


def _adverb(zone: str) -> Comparator | None:
    """A bound with its verb between it and the number: 至少听取1次, 达到每50名学生拥有1名."""
    found = list(_ADVERB.finditer(zone))
    last = found[-1] if found else None
    if last is None or len(zone) - last.end() > 12:
        return None
    if last["about"]:
        return Comparator.ABOUT
    return Comparator.AT_LEAST if last["least"] else Comparator.AT_MOST


_TOWARDS = compiled(
    r"(?:(?P<down>压减|压缩|缩短|降低|减少|精简|下降|缩减|控制)|(?P<up>提高|提升|增加(?!值)|扩大|增长|扩容|扩建|拓宽|加宽|加高|延伸))[^,。;]{1,24}(?:至|到|为)\Z"
)


def _towards(zone: str) -> Comparator | None:
    """A verb with its object in front of 至: 压减申报次数至3次."""
    match = _TOWARDS.search(zone) if zone.endswith(("至", "到", "为")) else None
    if not match:
        return None
    return Comparator.AT_MOST if match["down"] else Comparator.AT_LEAST


_MOVED = compiled(
    r"(?:(?P<up>提高|提升|增加(?!值)|扩大|上调)|(?P<down>降低|减少|压减|压降|削减|下调|缩减|核减|缩短|节约))"
    r"(?P<what>(?:(?!(?:[不由从每占达]|完成|实现|建[设成]|[新改扩]建|改造|培[养训]|引进|开展|配备|招聘|提供|控制))[\u4e00-\u9fff“”]){2,14})\Z"
)
"""A verb with its object in front of a number without bound: `降低企业成本20%`, `提高补助标准50元`."""
_SHARE_OF_ALL = ("率", "比例", "比重", "占比")
"""What is as often raised to a share as by it."""


ADDS = re.compile(
    r"(?:阶段性)?(?:提高|提升|增加|扩大|上调|降低|减少|压减|压降|削减|下调|缩减|核减|缩短|节约)(?=[\u4e00-\u9fff]{2})"
)


def moved(subject: str) -> str:
    """What a verb moves, without the verb that the bound tells (`降低企业成本` of `降低企业成本20%`)."""
    return cut(ADDS, subject)


def _moves(zone: str, own: Found) -> Comparator | None:
    """How far a verb moves its object, where the unit can be an amount added or taken away."""
    match = _MOVED.search(zone)
    unit = own.unit or ""
    if match is None or match["what"].endswith(("至", "到", "为", "的", "分别")):
        return None
    if unit in ("%", "‰"):
        sure = bool(match["down"]) or match["what"].endswith("效率") or not match["what"].endswith(_SHARE_OF_ALL)
    elif "百分点" in unit or unit.endswith("元"):
        sure = True
    else:
        sure = bool(_COUNTED.search(unit)) and match.group().startswith(
            ("增加", "减少", "压减", "削减", "核减", "缩减")
        )
    if not sure:
        return None
    return Comparator.INCREASE_BY if match["up"] else Comparator.DECREASE_BY


_FALLING = re.compile("浓度|指数|排放|能耗|强度|负荷")


def _improves(zone: str, own: Found) -> Comparator | None:
    """How far what is compared has got better: less of what harms, more of what serves (`浓度较上年改善5%`)."""
    if not zone.endswith("改善") or own.unit not in ("%", "个百分点") or not ("比" in zone or "较" in zone):
        return None
    return Comparator.DECREASE_BY if _FALLING.search(zone) else Comparator.INCREASE_BY


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
    return None if makes(own, word) else bound


def makes(own: Found, word: str) -> bool:
    """Whether a word in front of a number does something to the things it counts: `提升12个站点`."""
    if own.unit is None or word not in ("提升", "扩大", "精简", "压缩", "提高"):
        return False
    return "/" not in own.unit and _COUNTED.search(own.unit) is not None
