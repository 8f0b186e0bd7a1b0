"""What a value measures: the clause around it without scope, denominator, bound and modal words."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extract.clauses import Group, found
from extract.gates import Ending, compiled, cut
from extract.lexicon import alternatives, load
from extract.model import Comparator
from extract.pairing import BOTH
from extract.registry import Mention

LONGEST = 60
"""Characters of a subject."""

_MODAL = compiled(
    r"(?:-{1,4}|[0-9]{1,2}[.、)]|[一二三四五六七八九十]{1,3}、|\([0-9一二三四五六七八九十]{1,3}\)|[①-⑳]|其中[,:]?|并且?|且|同时|另外|进一步|切实|逐步|确保|力争"
    r"|争取|保证|努力|实现|做到|[到在至]?20[0-9]{2}年(?:[0-9]{1,2}月)?(?:底|末|初|度)?(?:以?前|之前|期间|起|开始)?[,]?|全年|年底前|年内|今年|[上下]半年|[一二三四]季度末?|全[省市县区州](?!域)|所有|县域内|原则上|要|应|并|使|达到"
    r"|按照?|以上|以下|及以上|以内|左右|已累计|累计|示范带动|预计|共计?)+"
)
_SOFT = r"(?:均|都|分别|总体|要|应|不|原则上|力争|逐步|累计|年均|占|已|共)*"
_BOUND_VERB = (
    r"达到|达|不低于|不少于|不超过|不超|不高于|控制在|保持在|稳定在|提高到|提升到|降到|降至|低于|高于|超过|增加|增长"
    r"|提高|下降|减少|(?<=[\u4e00-\u9fff]{2})完成|为|至少|最少|不小于|不大于|实现|拥有|配备|安排|小于|大于|突破|约|近|≥|≤|满|有|给予|从|由"
)
_VERB = Ending(rf"{_SOFT}(?:{_BOUND_VERB})*")
_FORBIDDING = re.compile(rf"{_SOFT}(?:{_BOUND_VERB}|不得\S{{2}})*\Z")
_METRIC = Ending(
    r"(?:率|比例|占比|比重|覆盖面|面积|指数|量|值|收入|人次|浓度|强度|满意度|投资|花费|费用|总额|里程|规模|游客|人数)"
)
_TURNED = re.compile(
    r"\A(?:以上|左右|/[\u4e00-\u9fff]{1,2}|进一步|逐步|分别|年度?|的)*"
    r"(?:提高|提升|增加|增长|上升|扩大|延长|上调|下调|下降|降低|减少|压缩|压减|缩短|精简|发展|调整|增|减|降|升)(?:到|至|为)"
)
_BASED = re.compile(r"(?:不低于|不少于|不超过|达到|占|不高于|高于|低于)[^,。;:]{2,24}的\Z")
_SCOPES = compiled(r"(?:所有|每所)?(?:(?:小学|初中|高中|学前|幼儿园)(?:学校|阶段)?(?:、|和|及)?){1,4}")
_HAVING = compiled(r"拥有|配备|\([^()]{1,6}\)")
_BEHIND = re.compile(r"\A\([^()]{0,20}\)|(?:、|和|及|与)[^和及与、]{1,20}等\Z")
_BOUND = compiled(r"(?:及?以上|以内|及?以下|左右|的)+")
_BRACKET = re.compile(r"\([^()]{0,60}\)")
_LONG_BRACKET = re.compile(r"\([^()]{9,60}\)")
_JOINED = re.compile("[、和及]")
_EVENLY = compiled("(?<![平年人日月户生])均|都|各(?=[减增提下降达压])")
_RATED = compiled("率|比例|覆盖面|占比")
_OBJECT = re.compile(
    r"(?P<who>(?:[0-9]{1,2}(?:-[0-9]{1,2})?(?=周?岁))?[\u4e00-\u9fff、]{2,16}?(?:儿童少年|儿童|少年|学生|教师|居民|老年人|老人|人员|企业|学校|群众|家庭|妇女|职工|农户))"
    r"(?=[\u4e00-\u9fff]{0,12}(?:率|比例|覆盖面|占比))"
)


@cache
def _per() -> re.Pattern[str]:
    """Counts and periods that values are per; 生均 and the like stay in the subject."""
    return compiled("|".join(r.source() for r in load("denominators") if r.name != "denominator.average"))


@cache
def _making() -> re.Pattern[str]:
    return compiled(alternatives("conditions", means="making"))


_DOING = Ending(
    r"(?:(?:举办|开展|组织|召开|建有|建成|建设|新建|改建|扩建|新增|建立|设立|成立|组建|培育|培养|培训|创建|争创|选派|选树|选聘|引进|招聘|招募|颁布实施"
    r"|制定|制订|修订|出台|发布|编制|淘汰|完成|实施|推进|启动|配备|配置|配齐|配足|购置|更新|更换|改造|提升|整治|治理|修复|修建|维修|新改扩建|开设|开工|开通|开发|开放"
    r"|观看|听取|安排|进行|参加|接受|整合|撤并|合并|归并|选拔|选择|选取|推出|推广|推动|打造|布局|资助|奖励|补助|补贴|救助|投放|投用|签约|认定|评选|遴选|命名|储备|谋划|落实|落地|扶持|支持|帮扶|发展|发放|提供|增加|补充|吸引|招引|形成"
    r"|获得|学会|掌握|承担|参与|支付|办好|办成|拥有|储存|覆盖|联系|包联|走访|慰问|核发|关停|拆除|取缔|清理|办理|减少|压减|取消|下放)(?:并|和|、)?)+(?:了|不少于|不低于|不超过|至少|最少|约|近|达|共)*"
)
_COUNTERS = frozenset("次个部项家所场期名条处座台套届轮遍节位人间件辆门种类批支株只头张份对组班艘架列户节团册篇幅课")
"""Last characters of units that count things: what is counted may stand behind the number."""
_LINKS = Ending("[、+和及与]|为|是|有|共有|建有|设有|现有|包括|含|等|其中|各")
"""What may stand between a subject and a number whose object follows it."""
_STATES = re.compile(
    r"(?:的)?(?:均|都|全部|已|将|要|应|可|被|获|实现|完成|达到|通过|建成|开展|纳入|进行|得到|用于|参加|开工|投产|投用|竣工|落地|入选|接受|提供|基本)"
)
"""What a clause goes on with behind a number that it has counted already (学校100所实现…)."""
_COMPARED = Ending(
    r"(?:(?:按?同口径|同比|环比|在[^,。;]{2,12}基础上"
    r"|(?:比|较|与|同)(?:(?:19|20)[0-9]{2}年(?:底|末|度)?|上年度?|上一?年度?|去年|基期|“?十[一二三四五六]五”?(?:期?末|时期)?)(?:相比|比)?)"
    r"(?:的)?(?:分别|累计|均|再)*)+"
)
_STOOD = (
    r"(?:(?:19|20)[0-9]{2}年(?:底|末|初|度)?|上年|去年|目前|现在|现有|当前|“?十[一二三四五六]五”?(?:期?末|时期|初)?)?"
)
_BASELINE = re.compile(
    rf"(?:从|由){_STOOD}(?:的)?(?:约|近)?\Z"
    rf"|(?:从|由){_STOOD}(?:的)?[0-9.]{{1,8}}[\u4e00-\u9fff%]{{0,4}}\Z"
    rf"|(?:从|由){_STOOD}(?:的)?[0-9.]{{1,8}}[\u4e00-\u9fff%]{{0,4}}"
    r"(?:提高|提升|增加|增长|上升|下降|降低|减少|缩短|压减|扩大|延长)(?:到|至)(?:20[0-9]{2}年(?:底|末)?的)?\Z"
)
"""Where a value stood before: `由2025年的12%`."""
_SIDES = (
    r"(?:城镇|农村|城市|乡村|城区|县城|镇区|市区|山区|牧区|东部|中部|西部"
    r"|男性?|女性?|公办|民办|国家级|省级|市级|县级|一产|二产|三产)"
)
_TAIL = re.compile(
    r"(?:(?:年|月|日)?(?:平)?均|年度|主要)?(?:排放|消费|消耗|生产|利用|使用|回收|覆盖|处理|处置|达标|治理|普及|入学|入园|巩固|保障|知晓|签约|管理|合格"
    r"|优良|增加|减排|削减|营业|销售|贷款|存款|建设|新增)?(?:总量|浓度|强度|面积|产量|数量|总数|总额|余额|收入|比例|比重|占比|率|量|值|规模|人数|次数|里程|能力)\Z"
)
"""The metric that the last of several subjects names for all (甲、乙、丙排放总量)."""


def _zone(text: str, group: Group) -> str:
    """The clause up to the bound of the first number."""
    return text[group.start : max(group.start, min(group.first.start, found(group.first).bound_start))]


def _without_verb(zone: str) -> str:
    """The zone without the verb that leads over to its number."""
    return _FORBIDDING.sub("", zone) if "不得" in zone else _VERB.cut(zone)


def _without_past(zone: str) -> str:
    """The zone without the value before (由2025年的12%) and what it is compared with at its end."""
    zone = _COMPARED.cut(zone)
    return _BASELINE.sub("", zone) if "从" in zone or "由" in zone else zone


@lru_cache(maxsize=4)
def _core(zone: str) -> str:
    """The zone without modal words in front and the verb at its end; asked several times of one phrase."""
    return _without_verb(cut(_MODAL, zone))


def parts(text: str, group: Group) -> list[str]:
    """`甲率、乙率均达到100%`, `甲、乙分别增长4%、6%`: several subjects of one phrase, else an empty list."""
    zone = _zone(text, group)
    if not _JOINED.search(zone):
        return []
    zone = _without_verb(_without_past(_core(_BRACKET.sub("", zone) if "(" in zone else zone)))
    values = len(group.quantities)
    listed = [p for p in zone.split("、") if p]
    pieces = _with_tail(listed if len(listed) == values > 1 else [p for p in re.split("、|和|及", zone) if p])
    lead = text[group.start : group.first.start]
    if len(pieces) < 2:
        return []
    if "分别" in lead and values == len(pieces):
        return (
            pieces
            if all(len(p) > (1 if len(pieces) > 2 else 2) for p in pieces) or all(_METRIC.search(p) for p in pieces)
            else []
        )
    evenly = values == 1 and bool(_EVENLY.search(lead))
    return pieces if evenly and all(_METRIC.search(p) and len(p) > 2 for p in pieces) else []


def _with_tail(pieces: list[str]) -> list[str]:
    """`甲、乙、丙排放总量`: the metric that the last piece names belongs to each."""
    if len(pieces) < 2 or all(_METRIC.search(p) for p in pieces[:-1]):
        return pieces
    side = re.match(_SIDES, pieces[-1])
    if side and all(re.fullmatch(_SIDES, p) for p in pieces[:-1]):
        return [*(p + pieces[-1][side.end() :] for p in pieces[:-1]), pieces[-1]]
    area = re.match(r"[\u4e00-\u9fff]{1,8}?(?:地区|省|市|县|区)(?=[\u4e00-\u9fff]{3})", pieces[-1])
    if area and all(p.endswith(("地区", "省", "市", "县", "区")) for p in pieces[:-1]):
        return [*(p + pieces[-1][area.end() :] for p in pieces[:-1]), pieces[-1]]
    tail = _TAIL.search(pieces[-1])
    if tail is None or tail.start() < 1 or len(tail.group()) < 2:
        return pieces
    return [*(p + tail.group() for p in pieces[:-1]), pieces[-1]]


_PART = re.compile(
    r"[\u4e00-\u9fff()]{0,6}(?:人群|地区|城市|市区|县城|城区|农村|乡镇|乡村|县\(市\)|[市县区]|儿童|老年人|学生)\Z"
)


def is_part(zone: str, before: str) -> bool:
    """Whether a clause names only a part of what the rate in front is for: `覆盖率达到45%,重点人群达到75%`."""
    return bool(_METRIC.search(before) and _PART.fullmatch(zone))


_WHEN_END = Ending(r"(?:到|在|于)?20[0-9]{2}年(?:[0-9]{1,2}月)?(?:底|末|[0-9]{1,2}日)?(?:之?前)?")
"""A time between a subject and its verb (划定率2026年6月底前达到…)."""


_RETOLD = re.compile("20[0-9]{2}年|分别")
"""What a clause without a subject says of the one in front: `2027年分别达到…`."""


def bare(text: str, group: Group) -> bool:
    """Whether the clause names nothing that is measured: `比2020年分别下降…`, `由2020年的…`."""
    zone = _core(_zone(text, group))
    if not zone:
        return bool(_RETOLD.search(_zone(text, group)))
    rest = _without_past(zone)
    return rest != zone and not _without_verb(rest).strip("、,:的和及与")


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
    if before and (_TURNED.match(text[group.start : group.first.start]) or bare(text, group)):
        return before
    raw = _LONG_BRACKET.sub("", zone) if "(" in zone else zone
    zone = _core(_BASED.sub("", raw) if raw.endswith("的") else raw)
    zone = _without_verb(_without_past(zone))
    zone = _labelled(zone)
    if BOTH not in zone:
        zone = cut(_SCOPES, zone) or zone
    zone = _per().sub("", zone) or zone
    if "从" in zone or "由" in zone:
        zone = _BASELINE.sub("", zone)
    zone = _without_verb(zone)
    own, last = found(group.first), found(group.last)
    if before and zone and _ONLY_SCOPES.fullmatch(zone) and (own.before or (own.unit or "")[-1:] not in _COUNTERS):
        return _LEVELS.sub("", before) or before
    zone = _without_verb(_SCOPE_END.cut(zone)) or zone
    zone = _WHEN_END.cut(zone) or zone
    newly = zone.endswith("新") and text[own.bound_start : group.first.start] == "增"
    zone = zone.removesuffix("新") if newly else zone
    zone = cut(_HAVING, zone).strip("、,:的和及与")
    behind = _behind(text[group.last.end : group.end])
    if behind and (last.unit or "")[-1:] in _COUNTERS and not (zone and _STATES.match(behind)):
        verb = _DOING.search(raw)
        if verb or newly or not zone or _LINKS.search(raw):
            return ((verb.group() if verb else "新增" if newly else "") + behind)[:LONGEST]
    if (
        behind
        and zone
        and (last.unit or "").endswith("元")
        and _THING.match(behind)
        and _PAID.search(_per().sub("", raw))
    ):
        return behind[:LONGEST]
    bounded = own.before in _LIMITS and len(zone) > 1
    if behind and not bounded and last.after in _LIMITS and _THING.match(behind) and not _SIZE.search(zone):
        return behind[:LONGEST]
    if not zone and before and own.before is not None:
        return before
    if behind and not bounded and (len(zone) <= 4 or (len(zone) <= 8 and _making().search(zone))):
        return (zone + behind)[:LONGEST]
    return _unquoted(zone)[-LONGEST:] or behind[:LONGEST] or before


def _behind(tail: str) -> str:
    """What is counted or paid, in the words behind a number."""
    if tail.startswith("(") or tail.endswith("等"):
        tail = _BEHIND.sub("", tail)
    return cut(_BOUND, tail).strip("、,:的和及与+")


def _unquoted(text: str) -> str:
    """`text` without a quotation mark whose other half stands elsewhere."""
    return text if text.count("“") == text.count("”") else text.replace("“", "").replace("”", "")


_ENDS_HEAD = re.compile(
    r"(?P<head>[\u4e00-\u9fff“”()]{2,30}?)(?:不断|持续|稳步|逐步|显著|明显|大幅|进一步|快速|有效|得到|总体|稳定|均|要)*"
    r"(?:提升|提高|增长|增加|扩大|上升|下降|降低|减少|改善|优化|好转|达标|提速)\Z"
)


def head_before(text: str, group: Group, start: int) -> str:
    """The subject of the clause in front, which says only that it changes: `装机比重不断提升,由20%提高到30%`."""
    if group.start <= start or text[group.start - 1] != ",":
        return ""
    opens = max(text.rfind(c, start, group.start - 1) for c in ",。;:!?")
    clause = text[max(start, opens + 1) : group.start - 1]
    match = _ENDS_HEAD.fullmatch(clause)
    return cut(_MODAL, match["head"]) if match else ""


_SIZE = Ending(r"(?:量|人口|额|值|规模|面积|收入|投资|厚度|高度|长度|宽度|率|年限|时间|年龄|级别|等级)")
_LIMITS = (Comparator.AT_LEAST, Comparator.AT_MOST, Comparator.MORE, Comparator.LESS)
_THING = re.compile(r"(?!执行|拨付|计算|核定|实现|完成|达到|建成|开展|纳入|的|范围|均|都)[\u4e00-\u9fff]{2}")
"""A noun behind a bound (10蒸吨以下锅炉)."""
_PAID = Ending(r"(?:给予|予以|发放|安排|投入|拨付|补助|奖励|按照?|按每[人户张个名])")
_LABEL = re.compile(r"[^,。;:]{1,10}:(?=[\u4e00-\u9fff“])")
_SCOPE_END = Ending(
    r"(?:(?<=[在到为于低高少超过至])|(?<=[率数量值额费径积准间]))(?:(?:小学|初中|高中|学前|幼儿园|城镇|农村)(?:学校|阶段|教育)?(?:、|和|及)?){1,3}"
)
_LEVELS = re.compile(r"(?:小学|初中|高中|学前|幼儿园)(?:学校|阶段|教育)?(?:、|和|及)?")
_ONLY_SCOPES = re.compile(r"(?:(?:小学|初中|高中|学前|幼儿园|城镇|农村)(?:学校|阶段|教育)?(?:、|和|及)?)*\Z")


def _labelled(zone: str) -> str:
    """A subject without the label of its item (`实事一:新增公园`), unless only levels stand behind it."""
    label = _LABEL.match(zone)
    if label is None or _ONLY_SCOPES.match(zone, label.end()) or _METRIC.search(zone[: label.end() - 1]):
        return zone
    return zone[label.end() :]


def whose(lead: str) -> str | None:
    """The group a rate is for (残疾儿童少年 of 残疾儿童少年入学率), in the words before the number."""
    match = _OBJECT.search(lead) if _RATED.search(lead) else None
    return cut(_MODAL, match["who"]) or None if match else None
