"""What a clause takes over from the one in front.

A list states its verb once (新增甲3个、乙4个), a bare metric belongs to the thing in front (种植面积2亩,产量3吨).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract import behind, rewards
from extract.behind import Shared
from extract.clauses import Group
from extract.comparators import ADDS
from extract.drafts import Earlier
from extract.edges import cut
from extract.metrics import clause_before, thing_before
from extract.model import Comparator, Role
from extract.phrases import MODAL, OPENING_VERB
from extract.timed import timed


def things_before(subject: str, earlier: Sequence[Earlier], count: int) -> list[str]:
    """The things that a bare metric is for in turn: `新增甲3公里、乙5公里,总里程分别达9公里和8公里`."""
    last = earlier[-count:]
    things = [cut(OPENING_VERB, cut(MODAL, one.subject)) for one in last]
    told = count > 1 and len(last) == count == len(set(things)) and len({one.unit for one in last}) == 1
    return things if told and _TOTAL.fullmatch(subject) else []


def listed_before(text: str, group: Group) -> list[str]:
    """The things that the clause in front lists, as many as a metric has values: `建设甲站、乙站,流量分别为…`."""
    if text[group.start - 1 : group.start] != ",":
        return []
    clause = cut(OPENING_VERB, cut(MODAL, clause_before(text, group.start - 1)))
    things = [thing for thing in _PARTED.split(clause) if thing]
    alike = len(things) == len(group.quantities) > 1 and all(_NAMED.fullmatch(thing) for thing in things)
    return things if alike else []


_PARTED = re.compile("[、和及与]")
_NAMED = re.compile(r"[\u4e00-\u9fffA-Za-z#()]{1,14}[站泵闸桥厂库园区校院馆楼场镇乡村县市路河渠]")
_TOTAL = re.compile("(?:总|累计)?(?:里程|数量|总数|总量|面积|规模|人数|数|产能|装机|装机容量)")


def settle(text: str, group: Group, own: Shared, last: Earlier | None) -> Shared:
    """Subject and scope with what the clause shares with its neighbours; `last` is the measure in front."""
    closed = text[group.last.end : group.last.end + 1] in _CLOSES
    thing = None if closed else behind.of_size(text, group)
    if thing is not None:
        verb = OPENING_VERB.match(own.subject)
        return Shared((verb.group() if verb else "") + thing, own.scope)
    if last is not None and last.role is Role.CONDITION and own.subject and not OPENING_VERB.match(own.subject):
        least = max(0, group.start - 40)
        opens = max(least - 1, *(text.rfind(c, least, group.start) for c in ",。;:、"))
        verb = OPENING_VERB.match(_NUMBERS.sub("", cut(MODAL, text[opens + 1 : group.start])))
        own = own._replace(subject=verb.group() + own.subject) if verb else own
    made = behind.of_those(text, group, own.subject) if closed else _told_behind(text, group, own.subject, last)
    paid = rewards.given(text, group) if made is None else ""
    if paid:
        return own._replace(subject=paid, scope=own.scope or (last.scope if last is not None else None))
    if made is not None:
        singled = made.scope is not None and made.scope.startswith(_ABLE)
        return Shared(made.subject, made.scope if singled else own.scope or made.scope)
    if last is not None and own.scope is None and _RANKED.fullmatch(own.subject):
        return Shared(last.subject, own.subject)
    done = _verb_alone(text, group, own.subject, last) or _verb_ahead(text, group)
    if done:
        return own._replace(subject=done, scope=own.scope or (last.scope if last is not None else None))
    if last is not None and own.scope is None and own.subject == last.subject and len(group.quantities) == 1:
        named = own.subject in text[group.start : group.end].replace(f"占{own.subject}", "")
        return own if named else own._replace(scope=last.scope)
    head = head_of_list(text, group, own.subject)
    if head and own.scope is None:
        return Shared(head, own.subject)
    grown = _GROWTH.fullmatch(own.subject) if own.subject.endswith(_GROWS) else None
    if (
        grown
        and last is not None
        and last.role is not Role.CONDITION
        and text[group.start - 1 : group.start] in (",", "、")
    ):
        return own._replace(subject=last.subject + grown["rate"], scope=own.scope or last.scope)
    if last is not None and own.scope is None and own.subject.startswith(_HALVES):
        own = own._replace(subject=_other_half(own.subject, last.subject))
    placed = _PLACED.fullmatch(own.subject) if own.scope is None and own.subject.startswith("在") else None
    if placed:
        return Shared(_DONE.sub("", placed["what"]), placed["where"])
    if own.scope is None:
        own = own._replace(scope=thing_before(text, group, own.subject, last))
    return own._replace(subject=with_verb(text, group, own.subject, last))


_CLOSES = frozenset({"", ",", "。", ";", ":", "、", "(", ")", "!", "?"})
"""What stands behind a number of which no further word says anything."""


def _told_behind(text: str, group: Group, subject: str, last: Earlier | None) -> Shared | None:
    """Subject and scope as the words behind a number tell them, None where they tell nothing."""
    return (
        behind.sized_thing(text, group, subject)
        or behind.served(text, group)
        or behind.by_standard(text, group, subject)
        or behind.granted(text, group)
        or behind.of_such(text, group)
        or behind.by_share(text, group)
        or behind.put_to(text, group)
        or behind.of_those(text, group, subject)
        or timed(text, group)
        or behind.withstood(text, group)
        or behind.secured(text, group)
        or (behind.compared(text, group, last.subject) if last is not None else None)
    )


_OPPOSITES = {"昼间": "夜间", "夜间": "昼间", "城镇": "农村", "农村": "城镇", "男性": "女性", "女性": "男性"}
_HALVES = tuple(_OPPOSITES)


def _other_half(subject: str, before: str) -> str:
    """`噪声点次昼间达标率100%,夜间达标率90%`: the other half of what the number in front is for."""
    twin = _OPPOSITES[subject[:2]] + subject[2:]
    return before[: -len(twin)] + subject if before.endswith(twin) else subject


_ABLE = ("有条件的", "符合条件的", "具备条件的")
"""Opens the name of those among others whom a clause is for."""
_PLACED = re.compile(
    r"在(?P<where>[^,。;:]{2,40}?(?:[县区市镇乡村港站]|地段|路段|沿线|企业|学校|园|处|部位|水域|场所|区域))"
    rf"(?P<what>{OPENING_VERB.pattern}.+)"
)
"""Where something is made, and what: `在内涝区建设监测站`."""
_DONE = re.compile("(?<=\\A[\u4e00-\u9fff]{2})了")
_NUMBERS = re.compile("[0-9.]+")
_RANKED = re.compile(
    "其[他余](?:地区|区域|乡镇|县区|市县|城市|学校|企业)?"
    "|(?:国家|部|省|市州?|州市?|地市?|县市?|县区|区县?|乡镇?|镇|村|校)级"
)
"""A rank, or the rest, by itself is a part of what is counted in front: `创建示范点9个,其中省级4个`."""
_GROWS = ("率", "速", "幅", "速度")
_GROWTH = re.compile(
    r"(?:“?十[一二三四五六七]五”?(?:期间|时期)?)?(?P<rate>(?:年均|平均|年)?(?:复合)?(?:增长率|增速|增幅|增长速度|下降率|降幅))"
)
"""A rate that only says how the quantity in front of it has moved: `发电量…,年均增长率7%`."""
_OWN_VERB = re.compile(
    r"(?:定向|委托|同比|比|较|总|累计|合计|平均|其中|年)|[\u4e00-\u9fff]{0,2}?(?:(?<![高创特更])新(?!能源|材料|型|兴|区|城|村|时代|媒体|生)|改造|续建|建成|建设|引进|招聘|招引|培育|选派|推广|开展|完成|实现"
    r"|改善|恢复|选聘|聘请|聘用|聘任|续聘|派遣|达|投入|投放|发放|入驻|入库|入选|签约|签订|受益|参加|参与|获|惠及|覆盖|带动|安置|帮扶|补充|救助|吸纳|吸引|承办|举办|组织|抽检|查处|办理|转移|转化|出台|争取|奖励|支持|扶持|接待|联系|走访|慰问|打通|取缔|加装|施划|购买|采购|营救|抢救"
    r"|回收|制定|开工|竣工|投产|修[建订]|遴选|调整|兴建|搭建|购置|布设|敷设|疏浚|拓浚|连通|沟通|清淤|加固|绿化|种植|栽植|消除|整治|治理|拆除|清理|化解|落实|落户|储备|谋划|优化|盘活|培训(?!基地|中心|机构|点|班)|服务(?!站|中心|点|平台|业|机构|圈|驿站|体)|检测(?!中心|站|机构)|检查(?!站))"
)
"""What says that an item of a list has a verb of its own, or sums up."""
_ACTION = re.compile(
    r"放映|演出|播放|举行|购|下基层|下乡|培训|检查|服务人|(?:改造|升级|建设|整治|治理|维修|修复|加固|疏浚|清淤|拓宽|硬化|绿化|抚育|育林|造林|就业)\Z"
)
"""What makes an item behind a comma a doing of its own."""
_NOUN = re.compile(r"(?!其中)[\u4e00-\u9fff“”()A-Za-z0-9]{2,16}")
_RATE = re.compile(r"(?:率|比例|占比|比重|覆盖面|系数|指数|浓度|强度|收入|总值|增加值|产值|总额|寿命|满意度|密度)\Z")


def with_verb(text: str, group: Group, subject: str, last: Earlier | None) -> str:
    """The subject of a listed item with the verb that its list has stated: `新增床位300张、护理员50名`."""
    own = group.own
    if last is None or own.unit in (None, "%", "‰") or "个百分点" in (own.unit, last.unit) or last.unit == "%":
        return subject
    if own.before not in (None, Comparator.ABOUT) or len(subject) < 2 or _RATE.search(subject):
        return subject
    verb = OPENING_VERB.match(last.subject)
    if (
        verb is None
        or last.subject.startswith("的", verb.end())
        or any(one in subject for one in _TWOS.findall(verb.group()))
        or _OWN_VERB.match(subject)
        or ADDS.match(text, group.start)
        or OPENING_VERB.match(subject)
        or _RATE.search(last.subject)
        or _opens_thing(text, group.start, verb.group(), last.unit or "")
    ):
        return subject
    before = text[group.start - 1 : group.start]
    joined = text[group.start : group.start + 1] in ("和", "及", "与") or text[group.first.start - 1] in "和与"
    if before == "、" or joined:
        return verb.group() + subject
    alike = before == "," and own.unit == last.unit and not own.unit.endswith("元") and _NOUN.fullmatch(subject)
    alike = alike if not _ENSURED.match(text, group.start) else None
    same = subject[-2:] == last.subject[-2:] or not _ACTION.search(subject)
    return verb.group() + subject if alike and same else subject


def _opens_thing(text: str, at: int, verb: str, unit: str) -> bool:
    """Whether a verb in front of offset `at` opens what its number counts (9个培育基地)."""
    stands = text.rfind(verb, max(0, at - 60), at)
    return stands > 0 and bool(unit) and text.endswith(unit, 0, stands)


_TWOS = re.compile("..")
"""The verbs that one verb is made of (新建改造)."""
_ENSURED = re.compile("实现|确保|力争|保证|保障|争取|使|稳定")
"""Opens a clause that states a level of its own (改造农田2万亩,确保播种面积在5万亩以上)."""
_COLON_HEAD = re.compile(
    r"(?P<head>[\u4e00-\u9fff]{2,20}?(?:任务|标准|面积|产量|投资|额度|规模|比例|数量|总量|编制|名额|限额|目标值))(?:分别)?(?:为|是)?:"
)


def head_of_list(text: str, group: Group, subject: str) -> str:
    """The metric before a colon that things behind it share: `增产任务分别为:甲3万吨,乙5万吨`."""
    if not 2 <= len(subject) <= 8 or _METRIC_WORD.search(subject) or group.own.unit in ("%", "‰"):
        return ""
    begin = max(0, group.start - 80)
    stop = max(text.rfind("。", begin, group.start), begin)
    at = text.rfind(":", stop, group.first.start)
    if at < 0:
        return ""
    heads = list(_COLON_HEAD.finditer(text, stop, at + 1))
    return cut(MODAL, cut(_DATED, heads[-1]["head"])) if heads and heads[-1].end() == at + 1 else ""


_DATED = re.compile("年(?:底|末)?的?")
_METRIC_WORD = re.compile("[率比值量额费数]\\Z|面积|收入|投资|资金|新|建|改|完成|培")


def _verb_alone(text: str, group: Group, subject: str, last: Earlier | None) -> str:
    """What a bare verb is done to, named by the measure in front: `关停企业8家,提升4家`, `项目开工9个,竣工4个`."""
    if (
        last is None
        or (group.final.unit or "").lstrip("万亿") != (last.unit or "").lstrip("万亿")
        or text[group.last.end : group.end].strip("等")
    ):
        return ""
    verb = _ALONE.fullmatch(text, group.start, group.first.start)
    if verb is None:
        return ""
    deed = verb["deed"]
    ahead = OPENING_VERB.match(last.subject)
    if ahead:
        return deed + last.subject[ahead.end() :]
    tail = _ALONE_END.search(last.subject)
    if tail and tail.start() > 1:
        return last.subject[: tail.start()] + deed
    return deed + cut(_DEEDS, last.subject) if _THINGS.search(last.subject) else ""


def _verb_ahead(text: str, group: Group) -> str:
    """What a bare verb is done to, named behind the next number: `新增4个、提升9个驿站`."""
    if text[group.last.end : group.last.end + 1] not in ("、", ",", "和"):
        return ""
    verb = _ALONE.fullmatch(text, group.start, group.first.start)
    following = _DONE_NEXT.match(text, group.last.end + 1) if verb else None
    if verb is None or following is None or following["unit"] != (group.final.unit or "").lstrip("万亿"):
        return ""
    return verb["deed"] + following["thing"]


_DEED = (
    r"(?:新增|新创|新?开工|竣工|投产|投用|续建|新建|改扩建|新改扩建|迁建|改建|扩建|改造|提升|关停|关闭|搬迁|整治|治理|完成|建成|签约|落地|入库|验收|销号|办结|整改"
    r"|取缔|淘汰|修复|引进|培育|建设|优化|调整|办理|施工)"
)
_ALONE = re.compile(
    rf"(?:其中[,:]?)?(?:年内|年底前|今年|当年|目前|累计|全部|已|正在|力争|确保)*(?P<deed>(?:{_DEED}){{1,2}})"
)
_DONE_NEXT = re.compile(
    rf"{_DEED}{{1,2}}[0-9.]{{1,6}}[万亿]?(?P<unit>[个家所处座条项户套件])(?P<thing>[A-Z\u4e00-\u9fff“”]{{2,16}}?)(?=[,。;、(]|\Z)"
)
_ALONE_END = re.compile(rf"{_DEED}\Z")
_DEEDS = re.compile(rf"(?:{_DEED})+")
_THINGS = re.compile(
    "(?:项目|工程|道路|公园|企业|小区|住房|点位|线路|管网|设施|区域|隐患|问题|任务|造林|农田|基地|站点|学校|床位|学位)\\Z"
)
