"""Subjects that still hold those they are for: `为老年人建设床位` to 建设床位 for 老年人."""

from __future__ import annotations

import re

from extract.behind import Shared
from extract.clauses import Group
from extract.edges import Ending, cut
from extract.phrases import METRIC, MODAL, OPENING_VERB

_VERBS = OPENING_VERB.pattern.removesuffix("(?=[\u4e00-\u9fff“0-9])")
_OPENING = re.compile(rf"(?:{_VERBS}|选[定派取])?(?:全[国省市县区州](?:性)?的?|城乡|优质)?")
"""What may stand in a subject before the level that it is for: a verb, 全市, 优质."""
_JOINED = frozenset("、和及与或至到校(")
"""Behind a level these go on with its name, or with another level."""
_OURS = Ending("[我本][省市县区]")
_LEAST = 2
"""Characters of what is left of a subject."""
_EACH = re.compile(
    r"(?P<who>[^,。;:每0-9]{3,30})每[\u4e00-\u9fff]{1,2}?(?P<what>(?:一次性)?(?:补助|补贴|奖励|奖补|资助))(?:标准|资金|金额)?"
    r"(?:最高|不少于|不低于|不超过|达到?|为|按)*\Z"
)
"""A sum for each of those that stand in front: `租用厂房的床位每张补助不少于4000元`."""
_PERSON = Ending("教师|人员|人选|干部|队员|职工|学生|儿童|老年人|老人|对象|选手|司机|驾驶员")
"""Persons of whom an age is told: `巡护人员不超过60岁`."""
_GIVING = re.compile("对于?|给予?|向")
_SIZED = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{2,12}[0-9.]{1,8}[万亿]?[\u4e00-\u9fff/]{0,6}?(?:及?以上|及?以下|以内)的?"
    r"(?:城市|县城|乡镇|村庄|地区|企业|单位|学校|医院|机构|园区|社区|小区|建筑))(?P<what>[\u4e00-\u9fff]{2,16})"
)
"""Those of a size in front of what a share of them is: `人口50万以上的城市绿色出行比例`."""
_OTHERS = re.compile(
    r"(?P<who>[\u4e00-\u9fff、]{2,24}等[\u4e00-\u9fff]{0,4}?(?:城市|地区|区域|流域|[市县]区|市县|乡镇|园区|企业|单位|学校|医院))"
    rf"(?P<what>(?:{_VERBS})[\u4e00-\u9fff“”]{{2,24}})"
)
"""A list of places or bodies in front of what they do: `东河、西山等重点镇完成改造管网`."""
_FOR = re.compile(
    r"[为给向](?P<who>[\u4e00-\u9fff、]{2,24}?(?:老年人|老人|儿童|少年|学生|教师|居民|群众|职工|人员|残疾人|家庭|农户|企业))"
    rf"(?P<what>(?:{_VERBS})[\u4e00-\u9fff“”]{{2,24}})"
)
_ALL = re.compile(
    r"所有(?P<who>[^,。;:0-9]{2,24}?)(?:均|都|全部|至少|应|要)*(?:建有|建成|建立|设有|设立|配有|配备|拥有)"
)
_SIZES = ("面积", "床位", "容量", "库容", "规模")
_OF_THING = re.compile(
    r",(?:并|且)?(?:具[备有]|设有|配[备有])[^。;:,]{2,60}的(?P<thing>[^,。;:、()的0-9]{3,24})(?=[,。;、(]|\Z)"
)
"""The thing behind its size and what it has: `建筑面积不少于500平方米,具备助餐等功能的服务站`."""
_HAVING = re.compile(r"(?P<who>[\u4e00-\u9fff]{2,12}?)(?:基本|均|都|应当?|要|须)*具备(?:不低于|不少于|至少)?\Z")


def apart(text: str, group: Group, own: Shared) -> Shared:
    """Subject and scope with those whom the subject holds in the scope; as they are where it holds none."""
    subject = own.subject
    scope: str | None = own.scope
    unit = group.final.unit or ""
    if scope is not None:
        head, named, rest = subject.partition(scope)
        if subject.endswith(("率", "比例")):
            return Shared(rest, scope) if named and rest and _OURS.search(head) else own
        return Shared(_without(subject, scope), scope) if named else own
    lead = text[group.start : group.first.start]
    if unit in ("岁", "周岁"):
        return Shared("年龄", subject) if _PERSON.search(subject) else own
    if unit.endswith("元"):
        each = _EACH.fullmatch(cut(MODAL, lead)) if "每" in lead else None
        return Shared(each["what"], cut(_GIVING, each["who"])) if each else own
    if "所有" in lead or "具备" in lead:
        told = _ALL.search(lead) or _HAVING.fullmatch(cut(MODAL, lead))
        return Shared(subject, told["who"]) if told and told["who"] not in subject else own
    if unit == "%" and "以" in subject:
        sized = _SIZED.fullmatch(subject)
        return Shared(sized["what"], sized["who"]) if sized and METRIC.search(subject) else own
    if "等" in subject:
        others = _OTHERS.fullmatch(subject)
        return Shared(others["what"], others["who"]) if others else own
    if subject.startswith(("为", "给", "向")):
        served = _FOR.fullmatch(subject)
        if served is None:
            return Shared(subject[1:], scope) if OPENING_VERB.match(subject, 1) else own
        return Shared(served["what"], served["who"])
    if text.startswith(",", group.final.bound_end) and subject.endswith(_SIZES):
        thing = _OF_THING.match(text, group.final.bound_end)
        return Shared(subject, thing["thing"]) if thing else own
    return own


def _without(subject: str, scope: str) -> str:
    """`举办全市中小学生艺术展演` without 中小学生, which is its scope; whole where little else would be left."""
    opened = _OPENING.match(subject)
    at = subject.find(scope)
    end = at + len(scope)
    if opened is None or opened.end() != at or subject[end : end + 1] in _JOINED or len(subject) - end < _LEAST:
        return subject
    if opened.group().endswith("优质") and not subject.startswith("学校", end):
        return subject
    return subject[:at] + subject[end:]
