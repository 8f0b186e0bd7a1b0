"""What a value measures: the clause around it without scope, denominator, bound and modal words."""

from __future__ import annotations

import re
from functools import cache

from extract import comparators, phrases, things
from extract.ahead import taken_up
from extract.clauses import NUMBERED
from extract.denominators import BASE, OF_AMONG, OF_TASK
from extract.edges import Ending, compiled, cut
from extract.lexicon import alternatives
from extract.metrics import clause_before
from extract.model import Comparator
from extract.numbers import Phrase
from extract.pairing import BOTH
from extract.phrases import BASELINE, METRIC, MODAL, core, per_words, without_past, without_verb

LONGEST = 60
"""Characters of a subject."""

_OPENERS = frozenset(("", *"、,。;:!?()+"))
"""What stands before the first value of a clause; nothing at the start of the text."""
_OF_PLAN = re.compile("为?(?:占)?(?:全年|年度?|当年)?(?:计划|任务|目标|预算)(?:任务|目标)?的")
"""A clause that says only how much of a plan is done: `为年度计划的40%`."""
_BASED = re.compile(
    r"(?:控制在|保持在|不低于|不少于|不超过|达到(?!或|及|和)|占|不高于|高于|低于|按照?|完成|实现)[^,。;:]{2,24}的\Z"
)
_SHARE_OF = re.compile(r"(?<=[\u4e00-\u9fff])占(?!有|用|地|据)[^,。;:占比率]{2,24}\Z")
"""What a share is of, where no word says that it is one: `增加值占生产总值5%`."""
_SCOPES = re.compile(
    r"(?:所有|每所)?(?:(?:小学|初中|高中|(?<!小)中学(?!生)|学前(?:三年|一年|教育)?|幼儿园)(?:学校|阶段(?:教育)?|[低中高]{1,2}段|[低高]年级)?(?:、|和|及)?){1,4}"
)
_HAVING = re.compile(r"拥有|配备|\([^()]{1,6}\)")
_LONG_BRACKET = re.compile(r"\([^()]{9,60}\)")
_RATED = compiled("率|比例|覆盖面|占比")
_OBJECT = re.compile(
    r"(?P<who>(?:[0-9]{1,2}(?:-[0-9]{1,2})?(?=周?岁))?[\u4e00-\u9fff、]{2,16}?(?:儿童少年|儿童青少年|儿童|(?<!青)少年|青少年|学生|教师|居民|老年人|老人|人员|企业|学校|群众|家庭|妇女(?!病)|职工|农户))"
    r"(?=[\u4e00-\u9fff]{0,12}(?:率|比例|覆盖面|占比))"
)


@cache
def _making() -> re.Pattern[str]:
    return compiled(alternatives("conditions", means="making"))


_DOING = Ending(
    r"(?:(?:新)?(?:获批|举办|承办|开展|组织|召开|建有|建成|建设|新建|改建|扩建|新增|建立|设立|成立|组建|培育|培养|培训|创建|争创|选派|选树|选聘|引进|招聘|招募|颁布实施"
    r"|制定|制订|修订|出台|发布|编制|淘汰|完成|实施|推进|启动|配备|配置|配齐|配足|购置|更新|更换|改造|提升|整治|治理|修复|修建|维修|维护|养护|管护|新改扩建|改扩建|新改建|迁建|续建|加固|开办|优化|创成|建好|安装|架设|铺设|加装|增加|购买|采购|取缔|施划|除险|解决|排查|整改|处置|受理|办结|营救|救治|吸纳|种植|栽植|巩固|打通|增设|增开|开行|开辟|引育|孵化|惠及|检查|抽检|查处|化解|减免|筹集|修缮|消除|盘活|开设|开工|开通|开发|开放"
    r"|观看|听取|安排|进行|参加|接受|整合|撤并|合并|归并|选拔|选择|选取|推出|推广|推动|打造|布局|编排|编写|创作|资助|奖励|补助|补贴|救助|投放|投用|签约|认定|评选|遴选|选定|指定|确定|命名|储备|谋划|落实|落地|扶持|支持|帮扶|发展|发放|提供|增加|补充|吸引|招引|形成"
    r"|获得|得到|享受|发生|学会|掌握|承担|参与|支付|办好|办成|拥有|储存|覆盖|联系|包联|走访|慰问|核发|关停|拆除|取缔|清理|办理|减少|压减|取消|下放|退出|停用)(?:\([\u4e00-\u9fff]{2,4}\))?(?:并|和|、)?)+(?:了|不少于|不低于|不超过|至少|最少|约|近|达|共)*"
    r"|(?:至少|最少|应|均|都)(?:办|建|设|配|有)"
)
_COUNTERS = frozenset(
    "次个部项家所场期名条处座台套起届轮遍节位人间件辆门种类批支株只头张份对组班艘架列户节团册篇幅课村乡镇"
)
"""Last characters of units that count things: what is counted may stand behind the number."""
_COUNTED = frozenset({"万", "亿", "小时", "分钟", "课时", "学时"})
"""Units that stand in front of what is counted or done, besides those that end so."""
_LINKS = Ending("[、+和及与]|为|是|有|共有|建有|设有|现有|包括|含|等|其中|各")
"""What may stand between a subject and a number whose object follows it."""
_STATES = re.compile(
    r"(?:的)?(?:均|都|全部|已|将|要(?!素|点)|应(?!急|用|届|税|收|对)|可(?!再生|降解|循环|回收|研|移动)|被|获|实现|完成|达到|通过|建成|开展|纳入|进行|得到|用于|参加|开工|投产|投用|竣工|落地|入选|接受|提供|基本(?!农田|医疗|公共|养老|生活|建设))"
)
"""What a clause goes on with behind a number that it has counted already (学校100所实现…)."""
_WHERE = re.compile(
    "这|该|在?(?:现有|原有)的?|上述|以上|(?:在?(?:保护|保障|稳定|现有|原有))?(?:全[国省市县区州]|我[省市县区])"
)
"""Before a number of things these say only where they are."""
_TIME_ONLY = re.compile(r"(?:力争|确保|争取)?(?:[^,。;]{0,8}(?:前|底|末|内|年))?")
"""What may stand in front of a share without naming what is shared: `春节前完成任务的85%`."""
_OF_WHICH = re.compile(r"的[0-9.]{1,6}%")
_SHARING = re.compile(r".*?(?:完成|占|达到)(?=[\u4e00-\u9fff]{2})")
"""What leads over to a sum that a share is taken of: `完成年度计划50亿元的40%`."""
_LISTS = compiled(
    r"(?P<verb>(?:着力|突出|重点|全力|大力|集中)?(?:培育|新建|改建|扩建|改造|整治|建设|打造|发展|推进|实施|抓好|办好|做好|划定|选取|选定|建成|创建|引进|开展|举办|承办)+)[^,。;:、]{1,18}(?:、[^,。;:、]{1,18}){1,12}\Z"
)
"""A verb with the names that a number sums up: `培育甲、乙2个产业`."""
_REACHING = ("惠及", "涉及", "普及", "覆盖及")
_LINKING = frozenset({*"在对为向从与将把给", "针对", "面向", "围绕", "组织对", "利用", "通过"})
"""Before a number of things these say only what part the things have."""
_ON_WHAT = re.compile("的?基础上")
_WHEN_END = Ending(r"(?:到|在|于)?20[0-9]{2}年(?:[0-9]{1,2}月)?(?:底|末|[0-9]{1,2}日)?(?:之?前)?")
"""A time between a subject and its verb (划定率2026年6月底前达到…)."""


def subject(text: str, phrase: Phrase, before: str = "") -> str:
    """What is measured, as written; `before` is the subject of the number in front, which `提高到` goes on with, as
    does a bare clause, which names nothing that is measured."""
    group, behind = phrase.group, phrase.behind
    zone = phrase.zone
    if not zone and text[group.start - 1 : group.start] == "(" and text.startswith(")", group.final.bound_end):
        head = clause_before(text, group.start - 1)
        head = head if not _DIGITS.search(head) else head.rpartition("、")[2]
        if head and not _DIGITS.search(head):
            return core(cut(_SHARE_OPENS, cut(MODAL, head)))[-LONGEST:]
    zone = zone.removeprefix(")")
    zone = cut(_LOWER, zone) if "≤" in zone or "<" in zone else zone
    if "(" in zone:
        zone = NUMBERED.sub("", zone)
    if _OF_WHICH.match(text, group.last.end):
        zone = _SHARING.sub("", zone) or zone
    lead = text[group.start : group.first.start]
    shared = before and lead and group.own.unit == "%"
    if shared and (OF_TASK.fullmatch(phrase.zone) or ("中" in phrase.zone and OF_AMONG.fullmatch(phrase.zone))):
        return before
    if before and "百分点" in (group.final.unit or "") and comparators.ABOVE.search(lead):
        return before
    if before and (phrases.TURNED.match(lead) or phrase.bare or (lead[-1:] == "的" and _OF_PLAN.fullmatch(lead))):
        return before
    if text[group.start - 1 : group.start] not in _OPENERS:
        acts = things.ACTING.search(zone, 1)
        whole = acts is not None and acts.end() == len(zone) and acts.start() > _NAMED and acts.group() in _NOMINAL
        zone = zone[acts.start() :] if acts and not whole else zone
    own_share = group.own.unit == "%" and "于" in zone
    raw = _LONG_BRACKET.sub("", zone) if "(" in zone else zone
    based = _BASED.search(raw) if raw.endswith("的") else None
    if based:
        ahead = raw[: based.start()]
        raw = raw[len(ahead) :] if ahead and _TIME_ONLY.fullmatch(ahead) else ahead
    bounded_base = BASE.search(raw) if own_share else None
    zone = core(raw[: bounded_base.start()] if bounded_base else raw)
    zone = without_verb(without_past(zone))
    if before and group.own.unit in ("%", "‰") and zone.startswith("占") and _PORTION.fullmatch(zone):
        return before
    if group.own.value == 0 and "实现" in zone:
        zone = zone.rsplit("实现", 1)[-1] or zone
    zone = cut(MODAL, _labelled(zone))
    placed = _REGIONAL.match(zone)
    zone = placed["where"] + zone[placed.end() :] if placed else zone
    if before and group.own.before in _EXCEEDS and phrase.zone in _PEAKS:
        return before + phrase.zone
    if text.startswith(("的基础上", "基础上"), group.final.bound_end):
        zone = cut(_KEPT_UP, zone).removeprefix("在")
    if (zone[:1] == "含" and text[group.start - 1 : group.start] == "(") or _SOME.match(zone):
        zone = zone[1:]
    if before and zone in _TERMS:
        return before.removesuffix("近期") + zone
    if zone[-1:] in _LEADING and len(zone) > 2:
        zone = _SIGN.sub("", zone)
    if BOTH not in zone:
        zone = cut(_SCOPES, zone) or zone
    lone = per_words().sub("", zone).removeprefix("分别")
    counted = (group.final.unit or "")[-1:] in _COUNTERS or group.final.unit in _COUNTED
    taken = taken_up(text, group) if not lone and not behind else ""
    if taken:
        return taken
    if (
        not lone
        and before
        and group.own.before is not None
        and not ((counted or text.startswith("的", group.last.end)) and behind)
    ):
        return before
    if not lone and not before and text[group.start - 1 : group.start] == "(":
        return cut(MODAL, clause_before(text, group.start - 1))
    zone = lone or ("" if counted else zone)
    if "从" in zone or "由" in zone:
        zone = BASELINE.sub("", zone)
    zone = without_verb(zone)
    own, last = group.own, group.final
    if before and zone and _ONLY_SCOPES.fullmatch(zone) and (own.before or (own.unit or "")[-1:] not in _COUNTERS):
        return _LEVELS.sub("", before) or before
    zone = _KEPT_AT.cut(zone) if zone.endswith("均") else zone
    zone = without_verb(_SCOPE_END.cut(zone)) or zone
    zone = _WHEN_END.cut(zone) or zone
    if own.unit == "%" and "占" in zone:
        zone = without_verb(_SHARE_OF.sub("", zone)) or zone
    newly = zone.endswith("新") and text[own.bound_start : group.first.start] == "增"
    zone = zone.removesuffix("新") if newly else zone
    zone = cut(_HAVING, zone)
    zone = zone.lstrip("、,:的和及与或/≤≥<>").rstrip("、,:的和与")
    zone = zone if zone.endswith(_REACHING) else zone.rstrip("及")
    cited = _CITED.match(zone) if behind and counted and zone.endswith("》等") else None
    if cited:
        return (cited["deed"] + behind)[:LONGEST]
    if behind and counted and "以及" in zone:
        zone = zone.rpartition("以及")[2]
    if behind and counted and not (zone and _STATES.match(behind)):
        verb = _DOING.search(raw) or (_LISTS.match(zone) if own.before is None else None)
        if verb or newly or not zone or _LINKS.search(raw) or (len(raw) > _QUALIFIED and raw[-1] == "的"):
            listing = verb is not None and verb.re is _LISTS
            deed = verb["verb" if listing else 0].rstrip("了") if verb else "新增" if newly else ""
            return (deed + behind)[:LONGEST]
    if (
        behind
        and zone
        and (last.unit or "").endswith("元")
        and _THING.match(behind)
        and _PAID.search(per_words().sub("", raw))
    ):
        return behind[:LONGEST]
    bounded = own.before in _LIMITS and len(zone) > 1
    if behind and not bounded and last.after in _LIMITS and _THING.match(behind) and not _SIZE.search(zone):
        return behind[:LONGEST]
    of_thing = text.startswith("的", last.bound_end) and _THING.match(behind) and not _AIM.match(behind)
    if (
        not zone
        and before
        and own.before is not None
        and not ((own.unit or last.unit or "").endswith(("%", "元", "公里", "亩")) and of_thing)
    ):
        return before
    drawn = _DRAWN.search(zone) if own.unit == "%" and of_thing else None
    if drawn and behind:
        return (drawn.group() + behind)[:LONGEST]
    if behind and (zone in _LINKING or _WHERE.fullmatch(zone)):
        zone = ""
        behind = _ON_WHAT.split(behind)[0]
    told = zone and ((METRIC.search(zone) and _STATES.match(behind)) or (zone[-1] in _WIDE and _WIDTH.fullmatch(zone)))
    zone = _EVERYWHERE.cut(zone) if behind and len(zone) > 2 else zone
    if zone and behind and per_words().fullmatch(zone):
        zone = ""
    if behind and own.unit == "%" and _FAILS.match(behind):
        return (zone + behind)[:LONGEST]
    if behind and not bounded and not told and (len(zone) <= 4 or (len(zone) <= 8 and _making().search(zone))):
        return (zone + behind)[:LONGEST]
    if zone and own.before is None and own.unit in ("条", "项") and _WORK.fullmatch(behind):
        return (zone + behind)[-LONGEST:]
    if (
        counted
        and len(behind) > _QUALIFIED - 3
        and own.before is None
        and _CARRIED.match(zone)
        and _DONE.search(behind)
    ):
        return (zone[:2] + behind)[:LONGEST]
    if METRIC.search(zone):
        zone = cut(_RAISING if own.unit == "%" and own.before in _LIMITS else _MOVING, zone)
    elif told:
        pass
    elif behind and own.before is None and _SPREAD.search(last.unit or "") and _is_built(zone, behind):
        return (zone + behind)[-LONGEST:]
    elif behind and own.before is None and _SPREAD.search(last.unit or "") and (house := _HOUSE.match(behind)):
        return (zone + house.group())[-LONGEST:]
    zone = zone[:-1] if zone.endswith(("至", "到")) and _TOWARDS.match(zone) else _TRAILING.cut(zone) or zone
    return _unquoted(zone)[-LONGEST:] or behind[:LONGEST] or before


_NAMED = 1
"""Characters in front of a verb that may be a conjunction (和改造)."""
_NOMINAL = frozenset({"建设", "改造", "实施", "推广", "布局", "设置", "安装"})
"""Verbs that name what is done to the noun in front of them: `公路建设200公里`, `危桥改造50座`."""
_CITED = re.compile(
    r"(?P<deed>(?:研究)?(?:(?:颁布|制定|制订|修订|出台|印发|发布|编制|实施|通过|废止)(?:并|和|、)?){1,3})《[^,。;:]*》等\Z"
)
"""What is done with papers of which a number names some: `颁布实施《…条例》等2部法规`."""
_KEPT_UP = re.compile("[^,。;:在]{0,8}在(?:继续)?(?:全面)?(?:巩固|落实|保持)+好?(?=[\u4e00-\u9fff]{3})")
"""What leads over to a level that is only built on: `各地在巩固落实好…达到5000元的基础上`."""
_TRAILING = Ending(
    "(?<=[间限度额数量率价])一般|(?<=水质)稳定|连续|(?<=[\u4e00-\u9fff]{2}[^省市县区州镇乡村])(?:累计|已|共)(?:建成|完成|投用)"
)
"""Words that belong to the bound behind a subject."""
_TOWARDS = re.compile("(?:压减|压缩|缩短|降低|减少|精简|缩减|控制|提高|提升|增加|扩大)[^,。;]{2}")
"""A verb with its object in front of 至, which belongs to the bound: `压减申报次数至3次`."""
_SOME = re.compile("约(?![谈束定见请稿法])[\u4e00-\u9fff]{2,8}\\Z")
"""What is done in about the number that follows: `约清淤3000立方米`."""
_EVERYWHERE = Ending("(?<=形成|建成|覆盖|实现)全[省市县区州镇]")
_REGIONAL = re.compile(
    r"(?P<where>[\u4e00-\u9fff]{1,6}[省市县区州镇乡])(?:已经?|累计|现已|共有|现有|拟|计划(?=[新改扩]?[建设]))+(?=[\u4e00-\u9fff0-9“]{3})"
)
"""A place with words behind it that only say when: `东河县已累计建成驿站`."""
_EXCEEDS = (Comparator.MORE, Comparator.AT_LEAST, Comparator.ABOUT)
_LOWER = re.compile(r"[0-9.]{1,8}[a-z\u4e00-\u9fff]{0,3}[≤<](?=[\u4e00-\u9fff])")
"""The lower end of what has a lower and an upper one: `600毫米≤管径<1000毫米`."""
_PEAKS = ("最高", "最低", "最大", "最小")
"""What a number says of the one in front: `年雨量约1500毫米,最高超过2000毫米`."""
_FAILS = re.compile("(?:未|没有|不)(?:达标|达到|完成|合格|到位|符合)")
_TERMS = ("近期", "中期", "远期")
"""For when a value of what stands in front is."""
_LEADING = frozenset("至到=")
_SIGN = re.compile(r"[A-Za-z]{0,3}=\Z|(?<![做得报签直达])[至到]\Z")
"""The sign of a quantity behind its name (`设计流量Q=2立方米/秒`), and what leads to its value (`扩建水闸至30米`)."""
_DIGITS = re.compile("[0-9]")
_SHARE_OPENS = re.compile("占到?(?:全[年省市县区])?")
_CARRIED = re.compile("(?:完成|推进|启动|开展)[^,。;]{4,}(?:试点|工程|项目|计划|行动)\\Z")
_DONE = Ending("建设|改造|安装|治理|整治|修复|评估")
"""What is done to the things behind a number, in the course of what stands in front of it."""
_QUALIFIED = 6
"""Characters from which on what stands with 的 in front of a number is more than a qualifier (现有的, 符合条件的)."""
_WORK = re.compile(r"[\u4e00-\u9fff]{0,6}(?:措施|政策|举措|任务|制度|清单|意见|建议|事项|指标|条款|规定)")
"""What 条 and 项 count behind the words that say which: `落实管理改革30条措施`."""
_MOVING = re.compile(
    r"(?:推动|带动|拉动|促进|促使|引导|推进|完成|力争|力保|确保|(?:严格|合理|有效|科学)控制)(?=[\u4e00-\u9fff“‘]{4})"
)
"""A verb that makes something reach its value (带动产业规模达到…)."""
_RAISING = re.compile(
    rf"(?:进一步|不断|持续|稳步|逐步|有效|切实)*(?:提高|提升|降低|扩大|优化|改善|稳定|巩固|增强)(?=[\u4e00-\u9fff“‘]{{4}})|{_MOVING.pattern}"
)
"""A verb in front of a share that another one bounds (提高达标率达到…)."""


def _unquoted(text: str) -> str:
    """`text` without a quotation mark whose other half stands elsewhere."""
    return text if text.count("“") == text.count("”") else text.replace("“", "").replace("”", "")


_WIDE = frozenset("宽长深高径厚")
_WIDTH = re.compile("[\u4e00-\u9fff]{0,5}[^长宽高深厚直半专](?:宽|长|深|高|径|厚)")
"""A length of something, whole by itself: `河宽20米实施改造`."""
_SIZE = Ending(r"(?:量|人口|额|值|规模|面积|收入|投资|厚度|高度|长度|宽度|率|年限|时间|年龄|级别|等级)")
_LIMITS = (Comparator.AT_LEAST, Comparator.AT_MOST, Comparator.MORE, Comparator.LESS)
_THING = re.compile(
    r"(?!不予|给予|予以|执行|拨付|计算|核定|实现|完成|达到|建成|开展|纳入|的|范围|均|都)[\u4e00-\u9fff]{2}"
)
"""A noun behind a bound (10蒸吨以下锅炉)."""
_SPREAD = Ending("公里|千米|米|k?m|亩|公顷|平方公里")
_BUILT = Ending(
    "工程|项目|任务|道路|公路|路面|管网|管道|步道|绿道|河道|渠道|堤防|农田|林地|绿地|草原|示范区|园区|基地|片区|教学楼|厂房|校舍|改造|建设|治理|整治|养护|管护|维修|造林|种植|硬化|绿化|修复"
)
"""A thing that a length or an area is of: `完成东桥至西桥3公里道路改造`."""


_HOUSE = re.compile(
    r"(?:标准)?(?:厂房|标房|校舍|公寓|用房|仓库|大棚|温室|房屋|住房|商铺)(?=全部|均|已|入驻|初具|投产|投入|基本|建成|完工|竣工|\Z)"
)
"""What an area is the floor of, behind it: `园区6万平方米厂房全部入驻`."""


def _is_built(zone: str, behind: str) -> bool:
    """Whether the thing that a length is of stands behind it, and not in front."""
    if not _BUILT.search(behind) or _BUILT.search(zone) or _STATES.match(behind):
        return False
    return not behind.startswith(("范围", "半径", "内"))


_DRAWN = Ending("选取|抽取|抽查|抽检|抽选|遴选|随机抽[取查]")
"""Draws so many out of all: `每年抽取不低于10%的企业开展监测`."""
_AIM = re.compile("(?:总体|阶段性?)?(?:目标|任务|标准|水平|要求|比例|指标|比重)")
_PAID = Ending(r"(?:申请|享受|领取|获得|给予|予以|发放|安排|投入|拨付|补助|奖励|按照?|按每[人户张个名])")
_LABEL = re.compile(r"[^,。;:]{1,10}:(?=[\u4e00-\u9fff“])")
_SCOPE_END = Ending(
    r"(?:(?<=[在到为于低高少超过至])|(?<=[率数量值额费径积准间]))(?:(?:小学|初中|高中|学前|幼儿园|城镇|农村)(?:学校|阶段|教育|生)?(?:、|和|及)?){1,3}"
)
_PORTION = re.compile("占到?(?!有|用|地|据|比)[^,。;:占比率]{2,24}(?:的?比[重例])?")
"""A clause that says only what the number in front is a share of."""
_KEPT_AT = Ending("(?:达到|保持在|稳定在|控制在|不低于|不少于|不超过|提高到|增加到|增长到)[人户亩村生校]均")
"""A bound in front of an average: `保持在人均3万元`."""
_LEVELS = re.compile(r"(?:小学|初中|高中|学前|幼儿园)(?:学校|阶段|教育)?(?:、|和|及)?")
_ONLY_SCOPES = re.compile(r"(?:(?:小学|初中|高中|学前|幼儿园)(?:学校|阶段|教育|生)?(?:、|和|及)?)*\Z")


def _labelled(zone: str) -> str:
    """A subject without the label of its item (`实事一:新增公园`), unless only levels stand behind it."""
    label = _LABEL.match(zone) if ":" in zone else None
    if label is None or _ONLY_SCOPES.match(zone, label.end()) or METRIC.search(zone[: label.end() - 1]):
        return zone
    return zone[label.end() :]


def whose(lead: str) -> str | None:
    """The group a rate is for (残疾儿童少年 of 残疾儿童少年入学率), in the words before the number."""
    match = _OBJECT.search(lead) if _RATED.search(lead) else None
    return cut(_OURS, cut(MODAL, match["who"])) or None if match else None


_OURS = re.compile("[\u4e00-\u9fff]{0,8}[我本][省市县区](?![域级内])(?=[\u4e00-\u9fff]{2})")
"""What stands up to the plan's own place in front of those who are meant: `首个年度我县重点企业`."""
