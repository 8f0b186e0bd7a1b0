"""Places in front of what is measured: the plan's own, which all of it is about, and areas of it, which are scopes."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.behind import Shared
from extract.edges import cut
from extract.phrases import METRIC, OPENING_VERB
from ingest.model import Header, Level

_AREA = (
    r"(?:(?:[地县]级|设区|[地省])(?:及以上|以上)?[\u4e00-\u9fff]{0,2}城市|(?:中心|重点|试点|一般|其[他它]|缺水|达标|特大|超大|大中?)城市"
    r"|(?:城市|县城以上|及以上|以上)?建成区|(?:中心|老|新|主|部分|各)?城区|(?<=[\u4e00-\u9fff]{2})(?:地区|流域|平原|山区|城镇群)|设区市|县级市|地级市|县城)"
)
_WITHIN = re.compile(
    rf"(?P<where>(?:这|该)?(?:(?:市\(州\)|县\(市、区\)|[\u4e00-\u9fff、]){{0,16}}?{_AREA}(?:(?:、|和|及|与)[\u4e00-\u9fff]{{0,10}}?{_AREA}){{0,3}}))"
    r"(?P<what>(?![、和及与的内外以总(]|新增|面积|人口|常住|户籍|生产总值|生产|规划|之间|水平|周边|各[区县市镇乡]|义务教育|建设用地)[^,。;:]{3,40})"
)
"""A kind of area and what is measured of it: `沿海地区清洁取暖率`."""
_ACTING = re.compile(
    rf"(?:全[省市县区州])?(?P<where>(?:[\u4e00-\u9fff、]{{0,12}}?{_AREA}))(?:应当?|要|须|需|将|可|均|都|已|累计|全部|至少|共|再)*(?P<does>[\u4e00-\u9fff]*)"
)
"""An area in front of the verb of a clause: `中心城区应建成`."""
_SIGNS = ("区", "城市", "流域", "平原", "县城", "级市", "城镇群")
_NOT_AREA = re.compile(r"[占比较为由从对将在向除含]|[高低]于|万元|单位|人均|户均|平方|每")
"""In front of an area these make it part of something else (`占北方地区比重`, `万元地区生产总值`)."""
_AGAIN = re.compile(
    "(?:实现|完成|累计|共|已|有|总体|全部|应当|应(?!急|用|届)|要(?!素|求|点|件)|须|将|均(?!衡|值)|都)+(?=[\u4e00-\u9fff]{3})"
)
_HAPPENS = re.compile("(?:发生|出现|建有)[\u4e00-\u9fff]{2}")
_THROUGHOUT = re.compile(
    r"(?P<deed>[\u4e00-\u9fff]{2,6}?了?)全[省市县区州镇乡](?![域性民()]|部|面)(?=[\u4e00-\u9fff“]{3})"
)
_DEEDS = re.compile(
    r"(?:安排|统筹|组织|完成|举办|开展|新建|建成|实施|推进|整治|改造|培训|搭建|清付|建设|优化|更新)了?\Z"
)
_TITLED = re.compile(
    r"第?[一二三四五六七八九十]|[级直区域政委民属管辖内外籍场]|本级|人民|实验|职业|师范|高新区|经开|经济(?:技术)?开发|轨道交通"
    r"|[\u4e00-\u9fff]{0,8}(?:中学|小学|幼儿园|医院|学院|大学|图书馆|文化馆|博物馆|美术馆|体育馆|机场|公司|集团|委员会|政府|党校|大厦|大桥|水库|条例)"
)
"""Behind the name of a place these make the name of a body of it (`云岭市第七中学`)."""
_ONLY_DONE = re.compile("(?:已|共|累计|全部|将|拟)*(?:建成|完成|新建|实现|开工|投产|投运|投用|拥有|建有|有|达)?")
_NATION = re.compile("全国(?!性|人大|政协|统一|文明|重点|[一二三第]|[首第])(?=[\u4e00-\u9fff]{3})")


def apart(subject: str) -> Shared | None:
    """`城市建成区道路网密度` as the metric and the area that it is of; None where no area opens the subject."""
    if not any(sign in subject for sign in _SIGNS):
        return None
    match = _WITHIN.fullmatch(subject)
    if match is None or OPENING_VERB.match(subject) or _NOT_AREA.search(match["where"]):
        return None
    what = cut(_AGAIN, match["what"])
    if not (_measured(what) or OPENING_VERB.match(what) or OPENING_VERB.match(match["what"]) or _HAPPENS.match(what)):
        return None
    return Shared(what, match["where"].removeprefix("这").removeprefix("该"))


def acting(lead: str, subject: str) -> str | None:
    """The area that a clause opens with whose `subject` is what is done there: `老城区应新建公园2个`."""
    if not any(sign in lead for sign in _SIGNS):
        return None
    match = _ACTING.match(lead)
    if match is None or _NOT_AREA.search(match["where"]) or OPENING_VERB.match(match["where"]):
        return None
    does = match["does"]
    done = does and subject.startswith(does) and (OPENING_VERB.match(subject) or subject.startswith(("发生", "出现")))
    return match["where"] if done else None


def _measured(what: str) -> bool:
    return METRIC.search(what) is not None or what.endswith(("能力", "标准", "水平"))


def throughout(subject: str) -> str:
    """`完成全县户厕改造` without 全县, which every figure of a plan is for."""
    match = _THROUGHOUT.match(subject)
    return match["deed"] + subject[match.end() :] if match and _DEEDS.search(match["deed"]) else subject


@lru_cache(maxsize=64)
def _names(name: str) -> tuple[str, ...]:
    """How a plan calls its own place: in full, and without the names of what it lies in."""
    last = re.search(r"[^省市州盟]{2,7}[市县区旗州]\Z", name)
    return tuple(dict.fromkeys((name, last.group()))) if last and last.group() != name else (name,)


def own(header: Header, subject: str, scope: str | None) -> Shared | None:
    """Subject and scope without the place that the plan is of; None for a subject that says no more than the place.

    全国 is the plan's own place in a plan of the country, and a scope in one of a region.
    """
    if subject.startswith("全国"):
        rest = cut(_NATION, subject)
        if rest != subject:
            local = header.region is not None and header.level is not Level.NATIONAL
            return Shared(rest, scope or ("全国" if local else None))
    if scope is not None and scope.startswith("全国") and header.region is None:
        scope = scope[2:] or None
    if header.region is None:
        return Shared(subject, scope)
    names = _names(header.region.name)
    subject, bare = _without(names, subject), subject
    if scope is not None:
        scope = _without(names, scope)
    if subject is not bare and _ONLY_DONE.fullmatch(subject):
        return None
    return Shared(subject, scope)


def _without(names: tuple[str, ...], text: str) -> str:
    for name in names:
        if text.startswith(name):
            rest = text[len(name) :].removeprefix("的")
            if len(rest) > 1 and not _TITLED.match(rest) and rest[0] not in "、和与及":
                return rest
    return text
