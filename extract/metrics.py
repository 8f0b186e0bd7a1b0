"""Metrics that do not say of what: their thing stands in the clause in front (`建成厂房2座,总面积3万平方米`)."""

from __future__ import annotations

import re

from extract.clauses import Group
from extract.drafts import Earlier
from extract.edges import Ending, cut
from extract.model import Role
from extract.phrases import METRIC, MODAL, OPENING_VERB

_KIND = r"(?:总|净|综合|年|日|月|实际|计划|设计|全产业链|平均|合同|协议)*"
_BARE = re.compile(
    rf"{_KIND}(?:面积|产量|产值|增加值|数量|总量|数|规模|投资|投资额|销售额|销售收入|营业收入|收入|支出|人数|(?:受益|覆盖|服务)人口|利润|税收|出口额|进口额|余额|价值|造价|金额"
    r"|长度?|全长|长度|里程|净?(?:[宽高深厚]度?|直径|管径)|(?:整治|治理|设计|建设|改造)长度?|(?:排涝|排水|强排|抽排|灌溉|引水|过水|供水)?流量|容积|蓄水量|新增容量|占地(?:面积)?|建筑面积|库容|产能|容量|装机(?:容量|规模)?|藏书量?|额度|投资概算|概算|最高额度|限额|期限|(?:共|约)?需(?:要)?(?:总)?(?:资金|投资|投入|经费))"
    r"|(?:消除|整治|治理|整改|修复|销号|拆除)(?:率|比例)"
    r"|(?:办理|审批|平均)?(?:环节|时间|时限|申[请报]材料|材料|跑动次数)"
    r"|(?:总|年|日)(?:处理|供水|供气|供热|加工|生产|屠宰|发电|运输|接待)(?:能力|量|规模)?|(?:处理|供水|供气|供热|加工|生产|接待)能力"
)
_SUMMED = re.compile(
    rf"{_KIND}(?:(?:共|约)?需(?:要)?(?:总)?(?:资金|投资|投入|经费)|投资|投资额|投资概算|概算|资金|造价)"
)
_LISTED = re.compile(r"[0-9.]{1,9}(?P<unit>[万亿]?[\u4e00-\u9fff]{1,3})[,、][^,。;:、0-9]{2,24}[0-9.]{1,9}(?P=unit)\Z")
"""Two of a list in front of a sum, which is for all of them: `甲3公里,乙5公里,总投资1亿元`."""
_PUT = frozenset({"投资", "投入"})
"""Sums whose purpose follows: `投资50万元新建书屋`."""
_PLACES = frozenset({"床位", "学位", "车位", "停车位", "泊位", "座位"})
"""Places that a thing has, where they stand in front of their number."""
_METRIC_END = re.compile(
    r"(?:播种|种植|投产|采摘|建筑|占地|在校|养殖|造林)?(?:总)?(?:面积|产量|产值|增加值|数量|总量|总数|规模|人数|数|(?:保有|存栏|拥有|占有|装机)?(?:总)?量|销售额|(?:营业|销售|经营)?收入|总额|接待(?:国内外)?(?:游客|旅客)|(?:办理|审批|平均)?(?:时间|时限|环节|申[请报]材料)|[总全]?长度?)\Z"
)
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_DIGIT = re.compile("[0-9×]")
_RATED = re.compile("[0-9]+(?:千伏|伏|千瓦|兆瓦|毫米|寸)(?=[\u4e00-\u9fff])")
"""How a thing is rated, as a part of its name: `220千伏变电站`."""
_CLAUSE = 60
"""Characters of the longest clause that is looked at."""
_NAMED = re.compile(
    r"[\u4e00-\u9fffA-Za-z“”()、]{2,24}?(?:项目|工程|大道|公路|道路|铁路|大桥|桥梁|隧道|管网|管道|步道|绿道|河道|水库|水厂|泵站|电站|厂|园|区|基地|中心|院|馆|校|站|楼|场|路|线|桥)"
)
"""A thing that something is measured of."""


_TOLD_OF = re.compile(
    rf"(?P<thing>{_NAMED.pattern})(?:主要|位于|坐落|选址|结合|采用|拟|计划|规划|将|由|分[两三四五六]期|现已|正在|已)[^,。;:0-9]{{2,40}}"
)
"""A thing of which a clause without numbers tells where or how it is made: `东岭水厂位于河西,总投资2亿元`."""
_COUNTED = re.compile("(?:新[增建设]|建设|设[置立]|增设)[一二两三][个座处所条]")
"""A number in words of a thing: `东路南侧新增一个泵站`."""


_IS_DONE = Ending("全部[^,。;:0-9]{2,12}")
"""What is told of a thing behind its name: `黑臭水体全部完成整治`."""


def thing_before(text: str, group: Group, subject: str, last: Earlier | None) -> str | None:
    """The thing that a bare metric is for, named in front: `小麦播种面积3万亩,产量1万吨`, `新建大道,全长3公里`."""
    if text[group.start - 1 : group.start] not in (",", "、"):
        return None
    places = subject in _PLACES and text.startswith(subject, group.start)
    if not (places or _BARE.fullmatch(subject)):
        return None
    named = _in_clause_before(text, group)
    if named or last is None or last.role is Role.CONDITION:
        return named
    if _BARE.fullmatch(last.subject) or last.subject in _PLACES:
        return last.scope
    if subject in _PUT and OPENING_VERB.match(text, group.last.end):
        return None
    if _SUMMED.fullmatch(subject) and _LISTED.search(text[max(0, group.start - _CLAUSE) : group.start - 1]):
        return None
    if "、" in (listed := clause_before(text, group.start - 1)) and len(_DIGIT.findall(_NUMBER.sub("0", listed))) > 1:
        return None
    tail = _METRIC_END.search(last.subject)
    head = last.subject[: tail.start()] if tail else last.subject if last.unit not in ("%", "‰") else ""
    head = _IS_DONE.cut(cut(OPENING_VERB, cut(MODAL, head).removeprefix("全国")))
    return head if 2 <= len(head) <= 16 and not _DIGIT.search(_RATED.sub("", head)) else None


def _in_clause_before(text: str, group: Group) -> str | None:
    """The thing of a clause that holds no number."""
    clause = cut(OPENING_VERB, cut(MODAL, clause_before(text, group.start - 1)))
    if _NAMED.fullmatch(clause):
        return None if _COUNTED.search(clause) else clause
    told = _TOLD_OF.fullmatch(clause)
    return told["thing"] if told else None


def clause_before(text: str, at: int) -> str:
    """The clause that ends at offset `at`, its last characters where it is long."""
    least = max(0, at - _CLAUSE)
    comma, colon = text.rfind(",", least, at), text.rfind(":", least, at)
    return text[max(least, comma + 1, colon + 1, text.rfind("。", least, at) + 1, text.rfind(";", least, at) + 1) : at]


def head_of_parts(text: str, group: Group) -> str:
    """The metric that the clause in front names for several parts: `项目规模,平原地区不低于3亩,山区不低于1亩`."""
    if text[group.start - 1 : group.start] != ",":
        return ""
    clause = clause_before(text, group.start - 1)
    return cut(MODAL, clause) if METRIC.search(clause) and not _DIGIT.search(clause) else ""


_FUND = re.compile(r"(?P<fund>[^,。;:0-9]{2,28}?(?:资金|基金|经费|专项))")


def fund_before(text: str, group: Group) -> str:
    """The fund that the clause in front sets up: `设立转型专项资金,每年投入不少于300万元`."""
    if text[group.start - 1 : group.start] != ",":
        return ""
    match = _FUND.fullmatch(clause_before(text, group.start - 1))
    return cut(OPENING_VERB, cut(MODAL, match["fund"])) if match else ""


_UNDER_WAY = re.compile(r"(?P<who>[^,。;:0-9]{3,30}?)(?:正在|已经?|全面|正|有序|顺利|加快)[^,。;:0-9]{2,24}")


def under_way_before(text: str, group: Group) -> str:
    """What the clause in front says to be under way: `环湖路正在铺设,完成总投资的30%`."""
    if text[group.start - 1 : group.start] != ",":
        return ""
    match = _UNDER_WAY.fullmatch(clause_before(text, group.start - 1))
    return cut(MODAL, match["who"]) if match else ""
