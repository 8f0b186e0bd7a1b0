"""What a value measures: the clause around it without scope, denominator, bound and modal words."""

from __future__ import annotations

import re
from functools import cache

from extract.clauses import Group, found
from extract.gates import Gate, compiled
from extract.lexicon import alternatives, load
from extract.pairing import BOTH
from extract.registry import Mention

LONGEST = 60
"""Characters of a subject."""

_MODAL = re.compile(
    r"(?:[0-9]{1,2}[.、)]|\([0-9一二三四五六七八九十]{1,3}\)|[①-⑳]|其中[,:]?|并且?|且|同时|另外|进一步|切实|逐步|确保|力争"
    r"|争取|保证|努力|实现|做到|到20[0-9]{2}年(?:底|末)?[,]?|全[省市县区州](?!域)|所有|县域内|原则上|要|应|并|使|达到"
    r"|按照?|以上|以下|及以上|以内|左右|已累计|累计|示范带动|预计|共计?)+"
)
_VERB = re.compile(
    r"(?:均|都|分别|总体|要|应|不|原则上|力争|逐步|累计|年均|占|已|共)*"
    r"(?:达到|达|不低于|不少于|不超过|不超|不高于|不得\S{2}|控制在|保持在|稳定在|提高到|提升到|降到|降至|低于|高于|超过|增加|增长"
    r"|提高|下降|减少|为|至少|最少|不小于|不大于|实现|拥有|配备|安排|小于|大于|突破|约|近|≥|≤|满|有|给予|从|由)*\Z"
)
_METRIC = re.compile(
    r"(?:率|比例|占比|比重|覆盖面|面积|指数|量|值|收入|人次|浓度|强度|满意度|投资|花费|费用|总额|里程|规模|游客|人数)\Z"
)
_TURNED = re.compile(
    r"\A(?:以上|左右|/[\u4e00-\u9fff]{1,2}|进一步|逐步|分别|年度?|的)*"
    r"(?:提高|提升|增加|增长|上升|扩大|下降|降低|减少|压缩|压减|缩短|精简|发展|调整|增|减|降|升)(?:到|至|为)"
)
_BASED = re.compile(r"(?:不低于|不少于|不超过|达到|占|不高于|高于|低于)[^,。;:]{2,24}的\Z")
_SCOPES = re.compile(r"(?:所有|每所)?(?:(?:小学|初中|高中|学前|幼儿园)(?:学校|阶段)?(?:、|和|及)?){1,4}")
_HAVING = re.compile("拥有|配备")
_BOUND = re.compile("(?:以上|以内|以下|左右|的)+")
_JOINED = re.compile("[、和及]")
_BRACKET = re.compile(r"\([^()]{0,60}\)")
_LONG_BRACKET = re.compile(r"\([^()]{9,60}\)")
_OBJECT = re.compile(
    r"(?P<who>[\u4e00-\u9fff、]{2,16}?(?:儿童少年|儿童|少年|学生|教师|居民|老年人|老人|人员|企业|学校|群众|家庭|妇女|职工|农户))"
    r"(?=[\u4e00-\u9fff]{0,12}(?:率|比例|覆盖面|占比))"
)
_OBJECT_GATE = Gate(_OBJECT.pattern)


@cache
def _per() -> re.Pattern[str]:
    """Counts and periods that values are per; 生均 and the like stay in the subject."""
    return compiled("|".join(r.source() for r in load("denominators") if r.name != "denominator.average"))


@cache
def _making() -> re.Pattern[str]:
    return compiled(alternatives("conditions", means="making"))


_DOING = re.compile(
    r"(?:举办|开展|组织|召开|建有|建成|建设|新建|建立|培育|培养|创建|选派|颁布实施|制定|修订|出台|发布|淘汰|完成|配备|开设|观看|听取|安排)\Z"
)
_TIMES = frozenset(
    {"次", "个", "部", "项", "家", "所", "场", "期", "名", "条", "处", "座", "台", "套", "届", "轮", "遍"}
)


def _zone(text: str, group: Group) -> str:
    """The clause up to the bound of the first number."""
    return text[group.start : max(group.start, min(group.first.start, found(group.first).bound_start))]


def _cut(pattern: re.Pattern[str], zone: str) -> str:
    """What follows the pattern where it opens the zone, else the zone."""
    match = pattern.match(zone)
    return zone[match.end() :] if match else zone


def _bare(zone: str) -> str:
    """The zone without the modal words in front and the verb at the end."""
    return _VERB.sub("", _cut(_MODAL, zone))


def parts(text: str, group: Group) -> list[str]:
    """`甲率、乙率均达到100%`, `甲、乙分别增长4%、6%`: several subjects of one phrase, else an empty list."""
    zone = _zone(text, group)
    if not _JOINED.search(zone):
        return []
    zone = _bare(_BRACKET.sub("", zone))
    pieces = [p for p in _JOINED.split(zone) if p]
    values = len(group.quantities)
    lead = text[group.start : group.first.start]
    if len(pieces) < 2:
        return []
    if "分别" in lead and values == len(pieces):
        return (
            pieces
            if all(len(p) > (1 if len(pieces) > 2 else 2) for p in pieces) or all(_METRIC.search(p) for p in pieces)
            else []
        )
    evenly = values == 1 and ("均" in lead or "都" in lead)
    return pieces if evenly and all(_METRIC.search(p) and len(p) > 2 for p in pieces) else []


def share_out(
    pairs: list[tuple[str | None, Mention]], named: list[str], joint: str
) -> list[tuple[str | None, Mention, str]]:
    """Each pair of scope and value with its subject; several subjects share out the values, or share one."""
    if not named or len({scope for scope, _ in pairs}) > 1:
        return [(scope, mention, joint) for scope, mention in pairs]
    if len(pairs) == 1:
        return [(*pairs[0], name) for name in named]
    return [(scope, mention, name) for (scope, mention), name in zip(pairs, named, strict=True)]


def subject(text: str, group: Group, before: str = "") -> str:
    """What is measured, as written; `before` is the subject of the number in front, which `提高到` goes on with."""
    zone = _zone(text, group)
    if before and _TURNED.match(text[group.start : group.first.start]):
        return before
    zone = _LONG_BRACKET.sub("", zone)
    if zone.endswith("的"):
        zone = _BASED.sub("", zone)
    zone = _bare(zone)
    if BOTH not in zone:
        zone = _cut(_SCOPES, zone) or zone
    zone = _per().sub("", zone) or zone
    zone = _cut(_HAVING, zone).strip("、,:的和及与")
    behind = _cut(_BOUND, text[group.last.end : group.end]).strip("、,:的和及与")
    short = len(zone) < 2 or (len(zone) <= 4 and behind) or (len(zone) <= 8 and _making().search(zone))
    if behind and short:
        return (zone + behind)[:LONGEST]
    verb = _DOING.search(zone)
    if behind and verb and found(group.last).unit in _TIMES:
        return (verb.group() + behind)[:LONGEST]
    return zone[-LONGEST:] or behind[:LONGEST] or before


def whose(text: str, group: Group) -> str | None:
    """The group a rate is for (残疾儿童少年 of 残疾儿童少年入学率)."""
    lead = text[group.start : group.first.start]
    match = _OBJECT.search(lead) if _OBJECT_GATE.admits(lead) else None
    return _cut(_MODAL, match["who"]) or None if match else None
