"""A share of a group: who the group is, and what that share of it does.

`到2027年70%的村庄完成绿化`, `规模养殖场100%配套处理设施`, `监测断面达到三类的超过20%`: those meant are the scope, what
they do is the subject.
"""

from __future__ import annotations

import re

from extract.behind import Shared
from extract.clauses import Group
from extract.edges import cut
from extract.phrases import METRIC, MODAL

_VERB = (
    r"(?:建[成立有]|完成|实现|达到|达标\Z|得到|开展|实行|实施|通(?!过率|行|信|用|道|讯)|接受|参加|配[备建齐套]|安装|创[建成]|纳入|拥有|具备|设[有立置]"
    r"|用上|符合|推行|落实|获得|享受|加入|入驻|成为|接入|签订|获评|掌握|有合格|[为是])"
)
_ADVERB = r"(?:全部|基本|初步|率先|[均都已能要应])*"
_DOES = re.compile(
    rf"(?P<who>[^,。;:%]{{1,28}}?)(?P<act>{_ADVERB}{_VERB}了?(?=[\u4e00-\u9fff“”A-Za-z]).*|{_ADVERB}达标)"
)
"""A group and what it does: `乡镇卫生院达到基本标准`."""
_ACT = re.compile(rf"{_ADVERB}{_VERB}[\u4e00-\u9fff“”()、]{{2,30}}")
_PREDICATE = re.compile(r"(?!的|以|左右|、|和|比例|标准|目标)[\u4e00-\u9fff“”()、]{4,24}")
"""What all of a group does, whatever its verb: `医疗废物100%集中处置`."""
_WHOLE = 100
_BOUND = re.compile("及?以上|左右|以内")
_OF_PLACE = re.compile(
    r"(?P<who>[^,。;:]{0,10}?(?:(?:行政|建制|自然)村|村庄|村|社区|乡镇|街道|小区|敬老院|福利院|医院|企业|学校|机构|单位))"
    r"(?P<what>(?:农村)?(?:生活|养殖|畜禽|建筑|等级|质量|服务|星级)(?:垃圾|污水|用水|饮水|粪污|评定|评价|水平)[\u4e00-\u9fff]{0,6})"
)
"""A place or a house with what of it is meant: `行政村生活污水得到治理`."""
_ALL = re.compile("全体|全部|全(?=义务教育)")
_LONE = frozenset("村乡镇县市区校户人")
"""Groups that one character names."""
_IS = re.compile("[为是]")
_MAKES = re.compile(
    rf"(?!符合|具备)(?:选取|抽取|抽查|遴选|培育|建设(?!用地|项目|工程|单位|中)|打造|组织|引导|推动|推进|支持|鼓励|帮助|安排|{_VERB}|[占比较按从由])"
)
"""How a phrase opens that is no group."""


def shared_by(text: str, group: Group, own: Shared) -> Shared:
    """Subject and scope of a share; `own` where it is not one of a group that does something."""
    subject = own.subject
    last = group.final
    if METRIC.search(subject) or "%" in subject or "率" in subject[-3:]:
        return own
    tail = cut(_BOUND, text[group.last.end : group.end])
    ahead = text[group.start : group.own.bound_start]
    if subject and (tail.removeprefix("的") == subject or ahead.endswith(f"{subject}的")):
        return told_apart(own)
    if _ACT.fullmatch(tail) or (last.value == _WHOLE and _PREDICATE.fullmatch(tail)):
        return _apart(subject.removesuffix(tail), tail, own)
    return own


def told_apart(own: Shared) -> Shared:
    """A subject that names a group and what it does, with the group as scope."""
    told = _DOES.fullmatch(own.subject)
    return _apart(told["who"], told["act"], own) if told else own


def _apart(who: str, act: str, own: Shared) -> Shared:
    """Those meant as scope, what they do as subject; `own` where the first words name no group."""
    who = cut(_ALL, cut(MODAL, who))
    if (
        (len(who) < 2 and who not in _LONE)
        or METRIC.search(who)
        or _MAKES.match(who)
        or (own.scope and own.scope not in who)
    ):
        return own
    placed = _OF_PLACE.fullmatch(who)
    if placed:
        who, act = placed["who"], placed["what"] + act
    return Shared(cut(_IS, act), who)
