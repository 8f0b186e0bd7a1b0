"""Several subjects of one phrase: `甲率、乙率均达到100%`, `甲、乙分别增长4%、6%`."""

from __future__ import annotations

import re

from extract.clauses import Group
from extract.drafts import Earlier
from extract.edges import compiled, cut
from extract.model import Comparator
from extract.phrases import METRIC, MODAL, OPENING_VERB, core, per_words, without_past, without_verb
from extract.registry import Mention

_BRACKET = re.compile(r"\([^()]{0,60}\)")
_JOINED = re.compile("[、和及]")
_SPLIT = re.compile("、|和|(?<![普涉惠波遍])及(?![时格以其周])")
_EVENLY = compiled("(?<![平年人日月户生])均|都|各(?=[减增提下降达压])")
_NO_METRIC = ("需氧量", "游客", "旅客")
"""Names of things that end as a metric does (化学需氧量排放量)."""
_SIDES = (
    r"(?:城镇|农村|城市|乡村|城区|县城|镇区|市区|山区|牧区|东部|中部|西部|北方|南方"
    r"|男性?|女性?|公办|民办|国家级|省级|市级|县级|一产|二产|三产|第?[一二三四五六七](?=产业|类|级|档))"
)
_TAIL = re.compile(
    r"(?:(?:重点|主要)(?:工程|项目|行业|领域|企业))?(?:(?:年|月|日)?(?:平)?均|年度|主要)?(?:综合|资源化|无害化|集中|规范化|保健)?(?:用水|用电|用能|用地|供水|排水|排放|消费|消耗|生产|利用|使用|回收|覆盖|处理|处置|达标|治理|普及|计量|监测|检测|入学|入园|巩固|保障|知晓|签约|管理|合格|保险参保|参保|装机"
    r"|优良|增加|减排|削减|营业|销售|贷款|存款|建设|新增)?(?:总量|浓度|强度|面积|产量|数量|总数|总额|余额|收入|比例|比重|占比|率|量|值|规模|人数|人次|起数|件数|天数|户数|次数|里程|能力|容量)\Z|(?<=应用)整合\Z"
    r"|(?:办理|审批)(?:时间|时限)\Z|(?:患者|人群)(?:规范|系统|健康)?管理率\Z"
)
"""The metric that the last of several subjects names for all (甲、乙、丙排放总量)."""
_SHARE_END = re.compile("(?<=[\u4e00-\u9fff])(?:分别|各)占到?[^,。;:、]{2,16}的\\Z")
_PART = re.compile(
    r"[\u4e00-\u9fff()、]{0,14}(?:人群|地区|山区|区域|流域|行业|领域|单位|企业|机构|小区|城市|市区|县城|城区|城镇|农村|乡镇|建制镇|乡村|县\(市\)|[市县区]|儿童|老年人|学生)\Z"
)
_OWN_PART = re.compile(
    r"(?:市区|城区|城镇|城市|农村|县城|县\(市\)|东部地区|中部地区|西部地区|山区)(?=[\u4e00-\u9fff]{3})"
)


_TIME = re.compile(r"[到至]?(?:20[0-9]{2}年|“?十[一二三四五六七]五”?)(?:期间|时期|底|末)?")


_SHORT = re.compile("一二三(?:次|大)?产业?(?=[^、和及])")
"""The three sectors in short, where values are shared out to them."""


_TWINS = {
    "存、贷款余额": "存款余额、贷款余额",
    "存贷款余额": "存款余额、贷款余额",
    "产销量": "产量、销量",
    "进出口额": "进口额、出口额",
}
"""Two metrics in one word, and each by itself."""
_TWIN = re.compile("|".join(_TWINS))


def parts(text: str, group: Group, zone: str) -> list[str]:
    """The subjects that a phrase shares its values out to, else an empty list; `zone` is its clause up to its bound."""
    if "额" in zone or "产销" in zone:
        zone = _TWIN.sub(lambda match: _TWINS[match.group()], zone)
    if "一二三" in zone:
        zone = _SHORT.sub("一产、二产、三产", zone)
    if not _JOINED.search(zone):
        return []
    zone = _SHARE_END.sub("", zone) if "占" in zone and zone.endswith("的") else zone
    zone = without_verb(without_past(core(_BRACKET.sub("", zone) if "(" in zone else zone)))
    if _PAYEES.match(zone):
        return []
    values = len(group.quantities)
    listed = [p for p in zone.split("、") if p]
    pieces = listed if len(listed) == values > 1 else [p for p in _SPLIT.split(zone) if p]
    pieces = _with_head(_with_tail(_whole(pieces, values)))
    pieces = [per_words().sub("", p.replace("分别", "")) or p for p in pieces]
    lead = text[group.start : group.first.start]
    if len(pieces) < 2 or any(_TIME.fullmatch(p) for p in listed[:-1]):
        return []
    if "分别" in lead and values == len(pieces):
        return (
            pieces
            if all(len(p) > (1 if len(pieces) > 2 else 2) for p in pieces) or all(METRIC.search(p) for p in pieces)
            else []
        )
    each = _EACH_OF.search(zone) if values == 1 else None
    if each:
        return _apart(zone[: each.start()]) if _NOTHING_BEHIND.match(text, group.last.end) else []
    evenly = values == 1 and ("分别" in lead or bool(_EVENLY.search(lead)) or _alike(zone, group))
    return pieces if evenly and all(METRIC.search(p) and len(p) > 2 for p in pieces) else []


_PAYEES = re.compile(r"(?:对|给|向|为)[^,。;]{4,48}(?:的|单位|企业|个人)(?:分别)?(?:给予|予以|奖励|补助|发放)")
"""Those who are paid, whose sums follow: `对获甲、乙称号的单位分别给予奖励5万元、2万元`."""
_EACH_OF = re.compile("(?<![\u4e00-\u9fff]{2}[县区镇乡村校市])各(?:至少|最少)?\\Z")
"""Gives the number to each thing of the list in front: `新建养老中心、托育中心各1个`."""
_NOTHING_BEHIND = re.compile("(?:及?以上|左右)?(?:[,。;、()]|\\Z)")


_FOR_EACH = re.compile("每[\u4e00-\u9fff]{1,8}?(?=新建|建|设|配|举办|组织|开展)")
_ONE_VERB = 2
"""Characters of a single verb; more may be a verb with the opening of its noun (举办招聘会)."""


def _apart(zone: str) -> list[str]:
    """The things of a list, each with the verb that opens it; nothing where it is no list of things."""
    things = [p for p in _SPLIT.split(zone) if p]
    if len(things) < 2 or any(len(thing) < 2 or _TIME.fullmatch(thing) for thing in things):
        return []
    things[0] = cut(_FOR_EACH, things[0])
    verb = OPENING_VERB.match(things[0])
    opened = verb.group() if verb and len(verb.group()) == _ONE_VERB else ""
    return [things[0], *(thing if OPENING_VERB.match(thing) else opened + thing for thing in things[1:])]


_RATE = re.compile("[\u4e00-\u9fff]{3}率\\Z")


def _alike(zone: str, group: Group) -> bool:
    """Whether a bound holds for each of several rates: `甲人群贫血率和乙人群贫血率控制在10%以下`, and a share for each
    that moves by it: `甲用水量、乙用水量比2020年降低20%`."""
    own = group.own
    if own.unit not in ("%", "‰"):
        return False
    if own.before in _MOVED:
        return "、" in zone
    return own.before in _KEPT and all(map(_RATE.search, _SPLIT.split(zone)))


_MOVED = (Comparator.INCREASE_BY, Comparator.DECREASE_BY)
_KEPT = (Comparator.AT_LEAST, Comparator.AT_MOST, Comparator.LESS, Comparator.MORE)


def _whole(pieces: list[str], values: int) -> list[str]:
    """Pieces that name no metric joined to the one behind, where others do: `甲区、乙区达标率、丙覆盖率均达到…`."""
    metric = [bool(METRIC.search(p)) for p in pieces]
    if all(metric) or not metric or sum(metric) < 2 or not metric[-1] or len(pieces) == values:
        return pieces
    out: list[str] = []
    held = ""
    for piece, named in zip(pieces, metric, strict=True):
        held += f"、{piece}" if held else piece
        if named:
            out.append(held)
            held = ""
    return out


_SHARE_IN = re.compile("占(?!比)")
_HEAD = re.compile("(?:主要(?:农|粮食|经济)作物|规模以上|[\u4e00-\u9fff]{2}型)(?=[\u4e00-\u9fff]{2})")
_LONE = re.compile("(?:货值|产量|产值|面积|数量|金额|规模|人数|收入|支出|里程|营收|销量|税收|利润|增加值)")
_MEASURED = re.compile(
    "(?:播种|种植|运输|周转|吞吐|销售|交易|营业|接待|服务|建筑|占地)?(?:总)?(?:量|额|面积|里程|人数|收入|规模|产值|数量|产量)\\Z"
)


def _with_head(pieces: list[str]) -> list[str]:
    """What the first of several subjects has in front and the others share: `主要经济作物肥料、农膜利用率`."""
    if len(pieces) < 2:
        return pieces
    head = _HEAD.match(pieces[0])
    if head and all(p.endswith(pieces[-1][-2:]) and not _HEAD.match(p) for p in pieces[1:]):
        return [pieces[0], *(head.group() + p for p in pieces[1:])]
    own = _MEASURED.search(pieces[0])
    if own and own.start() > 1 and all(_LONE.fullmatch(p.replace("分别", "")) for p in pieces[1:]):
        return [pieces[0], *(pieces[0][: own.start()] + p for p in pieces[1:])]
    return pieces


def _with_tail(pieces: list[str]) -> list[str]:
    """`甲、乙、丙排放总量`: the metric that the last piece names belongs to each."""
    if len(pieces) < 2 or all(METRIC.search(p) and not p.endswith(_NO_METRIC) for p in pieces[:-1]):
        return _shared_head(pieces)
    pieces = _with_place([*pieces[:-1], _SUMMED.sub("", pieces[-1])])
    side = re.match(_SIDES, pieces[-1])
    if side and all(re.fullmatch(_SIDES.replace("(?=产业|类|级|档)", ""), p) for p in pieces[:-1]):
        return [*(p + pieces[-1][side.end() :] for p in pieces[:-1]), pieces[-1]]
    level = re.match("(?:国家|省|市|县|区|镇|乡|村)级", pieces[-1])
    if level and all(re.fullmatch("国家|省|市|县|区|镇|乡|村", p) for p in pieces[:-1]):
        return [*(f"{p}级{pieces[-1][level.end() :]}" for p in pieces[:-1]), pieces[-1]]
    ranked = re.match("第?[一二三四五六七](?:类|级|档|批)", pieces[-1])
    if ranked and all(re.fullmatch("第?[一二三四五六七](?:类|级|档|批)", p) for p in pieces[:-1]):
        return [*(p + pieces[-1][ranked.end() :] for p in pieces[:-1]), pieces[-1]]
    area = re.match(r"[\u4e00-\u9fff]{1,8}?(?:地区|省|市|县|区)(?=[\u4e00-\u9fff]{3})", pieces[-1])
    if area and all(p.endswith(("地区", "省", "市", "县", "区")) for p in pieces[:-1]):
        return [*(p + pieces[-1][area.end() :] for p in pieces[:-1]), pieces[-1]]
    tail = None if _SHARE_IN.search(pieces[-1]) else _TAIL.search(pieces[-1])
    if tail and "的" in pieces[-1][: tail.start()] and not any("的" in piece for piece in pieces[:-1]):
        return pieces
    if tail is None or tail.start() < 1 or len(tail.group()) < 2:
        return pieces
    return [*(p + tail.group() for p in pieces[:-1]), pieces[-1]]


_SUMMED = re.compile(
    r"(?<=[\u4e00-\u9fff0-9])[二三四五六七八九两](?:项|种|类)(?:主要|重点|大气|水)*(?:污染物|指标|气体|作物)(?=[\u4e00-\u9fff]{2})"
)
"""What sums up a list between its last name and its metric: `甲、乙两种主要污染物排放量`."""
_PLACE = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:主城区|中心城区|城区|市区|建成区|县城)(?=[\u4e00-\u9fff]{3})")


def _with_place(pieces: list[str]) -> list[str]:
    """`主城区甲、乙平均浓度`: the part of the place that opens the first name holds for each."""
    place = _PLACE.match(pieces[0])
    if place is None or any(_PLACE.match(p) for p in pieces[1:]):
        return pieces
    return [pieces[0], *(place.group() + p for p in pieces[1:])]


def _shared_head(pieces: list[str]) -> list[str]:
    """`清洁能源发电装机比重和发电量比重`: what stands in front of the word that two share heads both."""
    if len(pieces) != _PAIR:
        return pieces
    first, second = pieces
    at = first.find(second[:2], 1)
    return [first, first[:at] + second] if at > 1 and not _WHOLE.fullmatch(first, 0, at) else pieces


_WHOLE = re.compile("全?[国省市县区州]|我[省市县区]")
_PAIR = 2
"""Metrics that share a head."""
_DONE_TO = re.compile("覆盖|建成|建设|完成|实现|惠及|占|推进|打造|达到")


def is_part(zone: str, before: str) -> bool:
    """Whether a clause names only a part of what the rate in front is for: `覆盖率达到45%,重点人群达到75%`."""
    return bool(METRIC.search(before) and _PART.fullmatch(zone) and not _DONE_TO.search(zone))


def goes_on(zone: str, last: Earlier, unit: str | None) -> bool:
    """Whether a clause names the next part of what the number in front gave for one: `规模平原地区3亩,丘陵地区1亩`."""
    return last.unit == unit and is_part(last.scope or "", last.subject) and is_part(zone, last.subject)


_RATE_OF_PART = re.compile(
    r"(?P<rate>[^,。;]{0,24}(?:率|比例|占比))(?P<part>(?:东部|中部|西部|东北|沿海|内陆|城市|农村|城镇|乡村|山区|牧区|市区|县城|城区|市级|县级)(?:地区)?)"
)


_PART_ENDS = frozenset("部北海陆市村镇区城级")
"""Last characters of such a part."""


def parted(subject: str) -> tuple[str, str] | None:
    """A rate with the part it is for behind it: `入园率东部地区达到95%`."""
    match = _RATE_OF_PART.fullmatch(subject) if subject[-1:] in _PART_ENDS else None
    return (match["rate"], match["part"]) if match else None


def of_all(before: str) -> str:
    """A rate without the part that its own clause was for: `市区入园率` of `市区入园率98%,县(市)92%`."""
    return cut(_OWN_PART, cut(MODAL, before))


def share_out(
    pairs: list[tuple[str | None, Mention]], named: list[str], joint: str
) -> list[tuple[str | None, Mention, str]]:
    """Each pair of scope and value with its subject; several subjects share out the values, or share one."""
    if not named or len({scope for scope, _ in pairs}) > 1:
        return [(scope, mention, joint) for scope, mention in pairs]
    if len(pairs) == 1:
        return [(*pairs[0], name) for name in named]
    return [(scope, mention, name) for (scope, mention), name in zip(pairs, named, strict=True)]
