"""The words around a number taken apart: what leads over to it, what it is compared with, where it stood before."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extract.clauses import Group
from extract.comparators import makes
from extract.edges import Ending, Opening, compiled, cut
from extract.lexicon import load

MODAL = Opening(
    r"(?:[●•·◆■★▲○◎◇□☆※▪►▶✓√]|-{1,4}|0[1-9](?=[\u4e00-\u9fff])|[0-9]{1,2}[.、)]|[一二三四五六七八九十]{1,2}(?:、|是(?=[\u4e00-\u9fff]{2}))"
    r"|[1-9][0-9](?=(?:新[增建改开]|完成|开展|优化|建[成设]|改造|实施|提[升高]|推[进动]|加强|启动|打造|举办))"
    r"|\([0-9一二三四五六七八九十]{1,3}\)|[①-⑳]|其中[,:]?|并且?|且|同时|首次(?=[\u4e00-\u9fff]{4})|另外|(?:截至)?目前|包[括含]|现已|已有(?![效序关所])(?=[\u4e00-\u9fff]{2})|已经?|再(?=新[增建改开]|增|改[建造]|建成|淘汰|减|培育|引进|创建|打造|完成|实施|整治|治理)|明年|还将?|除(?=完成|当年|每)|为(?=20[0-9]{2}年)|通过(?=每|组织)|积极(?=举办|组织|开展|创建|培育|争创)|以[^,。;]{1,24}为(?:单位|中心|核心|主体|龙头|重点|依托|载体)的?(?=[\u4e00-\u9fff]{2})|近[0-9一二两三四五六七八九十]{0,2}年来|进一步|切实|逐步|确保|力争|争取|保证|保障(?=[\u4e00-\u9fff]{4,16}率)|努力|实现|做到"
    r"|[到在至]?(?:20[0-9]{2}年?[-~、和])*20[0-9]{2}年(?:[0-9]{1,2}月)?(?:底|末|初|度)?(?:以?前|之前|期间|以?来|起|开始)?[,]?"
    r"|[到至]?“?十[一二三四五六七]五”?(?:[、和及]“?十[一二三四五六七]五”?)?(?:规划)?(?:时期|期间|期?末)[,]?|全年|年末|年底前|年内|今年(?:以来)?|连续[0-9一二两三四五六七八九十]{1,2}个?[年月]|[上下]半年|[一二三四]季度末?"
    r"|[总合]计(?=[\u4e00-\u9fff]{3})|相当于(?=[\u4e00-\u9fff]{3})|当年(?=[\u4e00-\u9fff]{3})|本[报网]讯|我[国省市州县区镇乡](?=[\u4e00-\u9fff]{3})|[0-9]{1,2}[-~至][0-9]{1,2}月份?|[0-9]{1,2}月(?:[底末初份]|[0-9]{1,2}日|[上中下]旬)?(?:之?前|以前),?(?=[\u4e00-\u9fff]{3})|全[省市县区州镇乡](?!域)|本[省市县区](?![域级内人])(?=[\u4e00-\u9fff]{3})|全国(?=[已共累新现])|各地(?=[已共累])|所有|县域内|原则上|要(?!素|求|点|件|害)|应(?!用|急|届|收|诊|对)|并(?!购|网|轨)|使(?!用)|达到|按照?|以上|以下|及以上|以内|左右|已累计|累计|示范带动|预计|先后|分别(?=[\u4e00-\u9fff]{2})|计划(?=[到在至]?20[0-9]{2}年|实施|新[建增植]|完成|改造|建[设成]|开工|培[育训]|引进|招[聘生录]|筹[集建]|安排[\u4e00-\u9fff]|种植)|(?:共|现)有|共计?|将(?!军))+"
)
"""What may open a clause before its subject."""
OPENING_VERB = re.compile(
    r"(?:(?:开工(?=建设|改造)|启动|新)?(?:新开工|新入库|新建|改建|扩建|改扩建|新改扩建|迁建|建成|建设|建立|创建|打造|培育|培养|新增|扩容|增设|设立|设置|布设|划定|组建|引进|招聘|招录|招引|选派"
    r"|选树|认定|改造|整治|治理|修复|修缮|维修|更新|更换|安装|铺设|架设|种植|栽植|扩种|补种|引种|补植|营造|购置|投放|配备|配置|完成|实施|开展|举办|组织|开行|开通|开辟|优化|盘活|清理|淘汰"
    r"|关停|取缔|打通|加装|施划|购买|拆除|新签约|新辟|新植|推广|推出|推进|形成|发放|补充|争创|获批|获评|新开|消除|化解|办结|出台|制定|修订|落实|提供|开放|惠及|覆盖|扶持|奖励|资助|救助|帮扶|认定|评选|命名)(?:并|和|及|、)?){1,4}(?=[\u4e00-\u9fff“0-9])"
)
"""Verbs that a list may state for all its items; none that as often opens a noun (培训基地, 检测中心)."""
SOFT = (
    r"(?:(?:均|都)在|平均|持续|(?<![人户亩村生校班师])均|都|全部|基本|已经|达到并|(?<![不一])再|(?:已)?提前|分别|总体|一般|预计|宜|初步(?:推算|核算|测算|统计)|(?<![需主重纪摘])要|(?<![响供反适对相])应|不|将|首次|继续|原则上|力争"
    r"|逐步|累[计积]|年均|占到?|已|(?<=[额值量入率数])计划|(?<![成造])就|[总合]计|(?<!公)共计?|仅)*"
)
BOUND_VERB = (
    r"放宽[到至]|(?<=[\u4e00-\u9fff]{2})(?:减?按照?|(?<!现)在)|最高|最多|最长|达到|(?<![下送传表转通直抵])达|不低于|不少于|不超过|不超|不高于|控制在|保持在|稳定在|提高到|提升到|降到|降至|低于|高于|超过|(?:增加|增长|提高|下降|减少|降低|上升)了?"
    r"|控制|(?<=[\u4e00-\u9fff]{2})完成|(?<![行作])为|至少|最少|不小于|不大于|实现|拥有|配备|安排|小于|大于|突破|(?<![节预签制集条履])约|(?<![就临附])近|≥|≤|满|有|给予|从|由"
)
TURNED = Opening(
    r"(?:以上|左右|/[\u4e00-\u9fff]{1,2}|进一步|逐步|分别|年度?|的)*"
    r"(?:提高|提升|增加|增长|上升|扩大|延长|上调|下调|下降|降低|减少|压缩|压减|缩短|精简|发展|调整|增|减|降|升)(?:到|至|为)"
)
_VERB = Ending(rf"(?:{SOFT[3:-2]}|{BOUND_VERB})+")
_FORBIDDING = re.compile(rf"{SOFT}(?:{BOUND_VERB}|不得\S{{2}})*\Z")
METRIC = Ending(
    r"(?:率|比例|占比|比重|覆盖面|面积|指数|量|值|收入|人次|浓度|强度|满意度|投资|花费|费用|总额|长度|里程|规模|游客|人数|(?<=[\u4e00-\u9fff]{3})数)"
)
"""Words that name a metric, at the end of a phrase."""
_PERIOD = (
    r"(?:(?:19|20)[0-9]{2}年(?:底|末|度)?(?:水平)?|上年度?(?:末|底)?|上一?年度?(?:同期)?|(?:去年|上年)(?:同期)?|基期"
    r"|“?十[一二三四五六]?五”?(?:期?末|时期|同期|期间)?)"
)
_COMPARED = Ending(
    r"(?:(?:按?同口径|按?可比口径|可比|自然|实际|名义|同比|环比|在[^,。;]{2,12}基础上"
    rf"|(?:比|较|与|同){_PERIOD}(?:相比|比)?"
    r"|(?:比|较)(?:年度|全年|既定|预期|规划|计划|序时)*(?:目标|计划|进度|任务)(?:值|要求)?|(?:比|较)(?:近|前)[0-9一二三四五六七八九十]{1,2}年(?:均值|平均值?|同期均值)|与(?:近|前)[0-9一二三四五六七八九十]{1,2}年(?:同期)?(?:均值|平均值?)相比"
    rf"|(?:比|较){_PERIOD}?[^,。;比较]{{0,12}}(?:高出?|低|快|慢|多|少|提前)"
    r"|(?:超过?|高于|低于|快于|高出|领先)(?:[^,。;]{1,8}(?:平均(?:增速|水平)?|进度|增速|增幅|水平)|全[国省市县区])"
    rf"|(?:分别)?(?:约)?(?:是|为|相当于){_PERIOD})"
    r"(?:的)?(?:分别|累计|均|再)*)+"
)
_STOOD = (
    r"(?:(?:19|20)[0-9]{2}年(?:底|末|初|度)?|上年|去年|目前|现在|现有|当前|过去|原来|原有|以往|原先"
    r"|“?十[一二三四五六]五”?(?:期?末|时期|初)?)?"
)
BASELINE = re.compile(
    rf"(?:从|由){_STOOD}(?:的)?(?:约|近)?\Z"
    rf"|(?:从|由){_STOOD}(?:的)?[0-9.]{{1,8}}[\u4e00-\u9fff%]{{0,4}}\Z"
    rf"|(?:从|由){_STOOD}(?:的)?[0-9.]{{1,8}}[\u4e00-\u9fff%]{{0,4}}"
    r"(?:提高|提升|增加|增长|上升|下降|降低|减少|缩短|压减|扩大|延长)(?:到|至)(?:20[0-9]{2}年(?:底|末)?的)?\Z"
    r"|(?<=[例率准额值])(?:从|由)[^,。;:从由]{2,14}的\Z"
)
"""Where a value stood before: `由2025年的12%`, `补助比例由预算额的12%`."""
_RETOLD = re.compile("20[0-9]{2}年|分别")
"""What a clause without a subject says of the one in front: `2027年分别达到…`."""


@cache
def per_words() -> re.Pattern[str]:
    """Counts and periods that values are per; 生均 and the like stay in the subject."""
    return compiled("|".join(r.source() for r in load("denominators") if r.name != "denominator.average"))


def zone_of(text: str, group: Group) -> str:
    """The clause up to the bound of the first number."""
    own = group.own
    done = own.bound_start < group.first.start and makes(own, text[own.bound_start : group.first.start])
    opens = group.first.start if done else own.bound_start
    end = max(group.start, min(group.first.start, opens))
    if group.aside:
        return text[group.start : group.aside[0]] + text[group.aside[1] : end]
    return text[group.start : end]


def without_verb(zone: str) -> str:
    """The zone without the verb that leads over to its number."""
    return _FORBIDDING.sub("", zone) if "不得" in zone else _VERB.cut(zone)


def without_past(zone: str) -> str:
    """The zone without the value before (由2025年的12%) and what it is compared with at its end."""
    zone = _COMPARED.cut(zone)
    return BASELINE.sub("", zone) if "从" in zone or "由" in zone else zone


_AIM = re.compile(r"[^,。;:]{0,24}(?:目标|任务|指标|计划)(?:值)?(?:是|为):?(?:实现|完成)?")
"""What announces a target without being it: `今年的预期目标是收入增长6%`."""


@lru_cache(maxsize=4)
def core(zone: str) -> str:
    """The zone without modal words in front and the verb at its end; asked several times of one phrase."""
    aimed = cut(_AIM, zone) if "是" in zone or "为" in zone else zone
    return without_verb(cut(MODAL, aimed))


_NAMES = re.compile(
    r"的?(?:一次性|专项)?[\u4e00-\u9fff]{0,4}(?:奖励|补助|补贴|资助|奖补|补偿|扶持|支持)(?=[,。;、(]|\Z)"
)
"""What a sum is, named behind it: `分别给予2万元、3万元的奖励`."""


_SHARE_OF_THINGS = re.compile(
    r"(?:至少|最少|不低于|不少于)[0-9.]{1,5}%的(?!比例|速度|增速|目标|标准|水平|幅度)[\u4e00-\u9fff]{2}"
)
"""A share of the things that stand behind it: `到2028年至少30%的村庄完成改造`."""


def bare(text: str, group: Group, whole: str) -> bool:
    """Whether the clause names nothing that is measured: `比2020年分别下降…`, `由2020年的…`; `whole` is its zone."""
    zone = core(whole)
    if not zone:
        if _NAMES.match(text, group.last.end) or _SHARE_OF_THINGS.match(text, group.own.bound_start):
            return False
        return bool(_RETOLD.search(whole) or _COMPARED.search(whole))
    rest = without_past(zone)
    return rest != zone and not without_verb(rest).strip("、,:的和及与")
