"""What a clause takes over from the one in front, or shares with the words behind its number.

A list states its verb once (新增甲3个、乙4个), a bare metric belongs to the thing in front (种植面积2亩,产量3吨),
a size belongs to the thing behind it (面积不少于500平方米的场馆), a sum to what it is paid for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extract import rewards
from extract.clauses import Group, found
from extract.drafts import Earlier
from extract.gates import cut, leading
from extract.metrics import thing_before
from extract.model import Comparator, Role
from extract.phrases import MODAL, OPENING_VERB


def things_before(subject: str, earlier: Sequence[Earlier], count: int) -> list[str]:
    """The things that a bare metric is for in turn: `新增甲3公里、乙5公里,总里程分别达9公里和8公里`."""
    last = earlier[-count:]
    things = [cut(OPENING_VERB, cut(MODAL, one.subject)) for one in last]
    told = count > 1 and len(last) == count == len(set(things)) and len({one.unit for one in last}) == 1
    return things if told and _TOTAL.fullmatch(subject) else []


_TOTAL = re.compile("(?:总|累计)?(?:里程|数量|总数|总量|面积|规模|人数|数|产能|装机|装机容量)")


class Shared(NamedTuple):
    """Subject and scope of one number."""

    subject: str
    scope: str | None


def settle(text: str, group: Group, own: Shared, last: Earlier | None) -> Shared:
    """Subject and scope with what the clause shares with its neighbours; `last` is the measure in front."""
    thing = of_size(text, group)
    if thing is not None:
        verb = OPENING_VERB.match(own.subject)
        return Shared((verb.group() if verb else "") + thing, own.scope)
    if last is not None and last.role is Role.CONDITION and own.subject and not OPENING_VERB.match(own.subject):
        least = max(0, group.start - 40)
        opens = max(least - 1, *(text.rfind(c, least, group.start) for c in ",。;:、"))
        verb = OPENING_VERB.match(_NUMBERS.sub("", cut(MODAL, text[opens + 1 : group.start])))
        own = own._replace(subject=verb.group() + own.subject) if verb else own
    made = (
        behind(text, group, own.subject)
        or served(text, group)
        or by_standard(text, group, own.subject)
        or granted(text, group)
        or of_such(text, group)
        or by_share(text, group)
    )
    paid = rewards.given(text, group) if made is None else ""
    if paid:
        return own._replace(subject=paid, scope=own.scope or (last.scope if last is not None else None))
    if made is not None:
        return Shared(made.subject, own.scope or made.scope)
    if last is not None and own.scope is None and _RANKED.fullmatch(own.subject):
        return Shared(last.subject, own.subject)
    done = _verb_alone(text, group, own.subject, last)
    if done:
        return own._replace(subject=done)
    if last is not None and own.scope is None and own.subject == last.subject and len(group.quantities) == 1:
        named = own.subject in text[group.start : group.end].replace(f"占{own.subject}", "")
        return own if named else own._replace(scope=last.scope)
    head = head_of_list(text, group, own.subject)
    if head and own.scope is None:
        return Shared(head, own.subject)
    grown = _GROWTH.fullmatch(own.subject)
    if (
        grown
        and last is not None
        and last.role is not Role.CONDITION
        and text[group.start - 1 : group.start] in (",", "、")
    ):
        return own._replace(subject=last.subject + grown["rate"], scope=own.scope or last.scope)
    if own.scope is None:
        own = own._replace(scope=thing_before(text, group, own.subject, last))
    return own._replace(subject=with_verb(text, group, own.subject, last))


_NUMBERS = re.compile("[0-9.]+")
_RANKED = re.compile("(?:国家|部|省|市州?|州市?|地市?|县市?|县区|区县?|乡镇?|镇|村|校)级")
"""A rank by itself is a part of what is counted in front: `创建示范点9个,其中省级4个`."""
_GROWTH = re.compile(
    r"(?:“?十[一二三四五六七]五”?(?:期间|时期)?)?(?P<rate>(?:年均|平均|年)?(?:复合)?(?:增长率|增速|增幅|增长速度|下降率|降幅))"
)
"""A rate that only says how the quantity in front of it has moved: `发电量…,年均增长率7%`."""
_OWN_VERB = leading(
    r"(?:同比|比|较|总|累计|合计|平均|其中|年)|[\u4e00-\u9fff]{0,2}?(?:(?<![高创特更])新(?!能源|材料|型|兴|区|城|村|时代|媒体|生)|改造|建成|建设|引进|招聘|招引|培育|选派|推广|开展|完成|实现"
    r"|改善|恢复|选聘|聘请|聘用|聘任|续聘|派遣|达|投入|投放|发放|入驻|入库|入选|签约|签订|受益|参加|参与|获|惠及|覆盖|带动|安置|帮扶|补充|救助|吸纳|吸引|承办|举办|组织|抽检|查处|办理|转移|转化|出台|争取|奖励|支持|扶持|接待|联系|走访|慰问"
    r"|回收|制定|开工|竣工|投产|修[建订]|遴选|调整|兴建|搭建|购置|布设|敷设|疏浚|加固|绿化|种植|栽植|消除|整治|治理|拆除|清理|化解|落实|落户|储备|谋划|优化|盘活|培训(?!基地|中心|机构|点|班)|服务(?!站|中心|点|平台|业|机构|圈|驿站|体)|检测(?!中心|站|机构)|检查(?!站))"
)
"""What says that an item of a list has a verb of its own, or sums up."""
_ACTION = re.compile(
    r"放映|演出|播放|举行|购|下基层|下乡|培训|检查|服务人|(?:改造|升级|建设|整治|治理|维修|修复|抚育|育林|造林|就业)\Z"
)
"""What makes an item behind a comma a doing of its own."""
_NOUN = re.compile(r"(?!其中)[\u4e00-\u9fff“”()A-Za-z0-9]{2,16}")
_RATE = re.compile(r"(?:率|比例|占比|比重|覆盖面|系数|指数|浓度|强度|收入|总值|增加值|产值|总额|寿命|满意度|密度)\Z")


def with_verb(text: str, group: Group, subject: str, last: Earlier | None) -> str:
    """The subject of a listed item with the verb that its list has stated: `新增床位300张、护理员50名`."""
    own = found(group.first)
    if last is None or own.unit in (None, "%", "‰") or "个百分点" in (own.unit, last.unit) or last.unit == "%":
        return subject
    if own.before not in (None, Comparator.ABOUT) or len(subject) < 2 or _RATE.search(subject):
        return subject
    verb = OPENING_VERB.match(last.subject)
    if (
        verb is None
        or last.subject.startswith("的", verb.end())
        or verb.group() in subject
        or _OWN_VERB.match(subject)
        or OPENING_VERB.match(subject)
        or _RATE.search(last.subject)
    ):
        return subject
    before = text[group.start - 1 : group.start]
    joined = text[group.start : group.start + 1] in ("和", "及", "与") or text[group.first.start - 1] in "和与"
    if before == "、" or joined:
        return verb.group() + subject
    alike = before == "," and own.unit == last.unit and not own.unit.endswith("元") and _NOUN.fullmatch(subject)
    same = subject[-2:] == last.subject[-2:] or not _ACTION.search(subject)
    return verb.group() + subject if alike and same else subject


_COLON_HEAD = re.compile(
    r"(?P<head>[\u4e00-\u9fff]{2,20}?(?:任务|标准|面积|产量|投资|额度|规模|比例|数量|总量|编制|名额|限额|目标值))(?:分别)?(?:为|是)?:"
)


def head_of_list(text: str, group: Group, subject: str) -> str:
    """The metric before a colon that things behind it share: `增产任务分别为:甲3万吨,乙5万吨`."""
    if not 2 <= len(subject) <= 8 or _METRIC_WORD.search(subject) or found(group.first).unit in ("%", "‰"):
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
    verb = _ALONE.fullmatch(text, group.start, group.first.start)
    if (
        verb is None
        or last is None
        or found(group.last).unit != last.unit
        or text[group.last.end : group.end].strip("等")
    ):
        return ""
    deed = verb["deed"]
    ahead = OPENING_VERB.match(last.subject)
    if ahead:
        return deed + last.subject[ahead.end() :]
    behind = _ALONE_END.search(last.subject)
    if behind and behind.start() > 1:
        return last.subject[: behind.start()] + deed
    return deed + cut(_DEEDS, last.subject) if _THINGS.search(last.subject) else ""


_DEED = (
    r"(?:新?开工|竣工|投产|投用|续建|新建|改建|扩建|改造|提升|关停|关闭|搬迁|整治|治理|完成|建成|签约|落地|入库|验收|销号|办结|整改"
    r"|取缔|淘汰|修复|引进|培育|建设|优化|调整)"
)
_ALONE = re.compile(rf"(?:其中[,:]?)?(?:年内|年底前|今年|全部|已|力争|确保)?(?P<deed>(?:{_DEED}){{1,2}})")
_ALONE_END = re.compile(rf"{_DEED}\Z")
_DEEDS = leading(rf"(?:{_DEED})+")
_THINGS = re.compile("(?:项目|工程|道路|公园|企业|小区|住房|点位|线路|管网|设施)\\Z")
_SIZE = r"(?:占地(?:面积)?|面积|总投资|投资|规模|产值|产能|收入|容量|能力|长度|宽度|人口|人数|床位|学位|库容|高度|深度)"
_SIZE_END = re.compile(rf"{_SIZE}(?:额|数|量)?\Z")
_OF_SIZE = re.compile(
    rf"(?P<size>[\u4e00-\u9fff]{{0,8}}?{_SIZE}(?:额|数|量)?)(?:均|都|达到|达|不少于|不低于|不小于|超过?|突破|高于|大于|约|近|在|为|≥)*[0-9.]{{1,9}}(?:余|多)?"
    r"(?:余|多)?[万亿千百]{0,2}(?:平方米|平方公里|立方米|平米|公顷|亩|元|吨|米|公里|人|名|户|张|床|个|千瓦|兆瓦|辆|间|套|家)(?:及?以上|以下|左右)?的?(?P<thing>[^,。;:、()的]{3,24}?)(?=[,。;、(:]|\Z)"
)
_THING_BEHIND = re.compile(r"(?:及?以上|及?以下|左右)?的(?P<thing>[^,。;:、()0-9]{2,24})\Z")
_NO_THING = re.compile("(?:标准|要求|比例|规定|水平|能力|规模|资金|补助|补贴|奖励|目标)\\Z")
"""Behind a size these say what it is, not what has it."""
_ACTS = re.compile("(?:开展|实施|进行|完成|实现|达到|建成|给予|不得|由|应当?|要|须|可)")
_MONEY = re.compile(
    r"(?:财政|专项|银行|信用|中央|政策性|补助)?(?:贷款|补助|补贴|资金|债券|奖励|奖补|补偿|授信)(?P<done>(?:全部|已)?(?:到位|落实|下达))?"
)


def sized(text: str, group: Group) -> Shared | None:
    """What a size that only says which is the size of: `培育产值20亿元以上工厂2家`."""
    lead = cut(OPENING_VERB, cut(MODAL, text[group.start : group.first.start]))
    who = _OF_WHOM.match(text, group.last.end) if _SIZE_END.search(lead) and len(lead) <= 12 else None
    return Shared(lead, who["who"]) if who else None


_OF_WHOM = re.compile(
    r"(?:及?以上|及?以下|以内)的?(?P<who>[\u4e00-\u9fff]{0,8}?(?:企业|学校|医院|机构|单位|项目|园区|社区|村|县|城市|乡镇|小区))"
)


def of_size(text: str, group: Group) -> str | None:
    """The thing that a number counts behind the size of it: `建成1个面积不少于500平方米的活动中心`."""
    match = _OF_SIZE.match(text, group.last.end)
    return match["thing"] if match and not _ACTS.search(match["thing"]) else None


def behind(text: str, group: Group, subject: str) -> Shared | None:
    """Subject and scope of a size in front of its thing, of a sum in front of its kind; None for any other number."""
    own = found(group.last)
    tail = text[group.last.end : group.end]
    match = _THING_BEHIND.match(tail)
    if match and own.unit != "%":
        subject = subject.removesuffix(match["thing"])
        size = _SIZE_END.search(subject)
        if size and not _ACTS.search(match["thing"]) and not _NO_THING.search(match["thing"]):
            verb = OPENING_VERB.match(subject)
            return Shared(subject[verb.end() :] if verb and verb.end() < size.start() + 1 else subject, match["thing"])
    money = _MONEY.fullmatch(tail) if (own.unit or "").endswith("元") else None
    if money:
        paid = subject.removesuffix(tail)
        return Shared(tail.removesuffix(money["done"] or ""), paid) if len(paid) > 3 else None
    return None


_FOR = re.compile(
    r"(?:为|对|向|给|在|面向)(?P<such>[^,。;为对向给在]{2,12}的)?(?:全[省市县区州]|城乡|辖区(?:内)?|符合条件的)?(?:约|近|不少于|至少|超过?|达)?\Z"
)
_WHO = re.compile(
    r"(?:及?以上|左右)?的?(?P<who>[^,。;:()]{0,20}?(?:老年人|老人|儿童|学生|妇女|居民|群众|人员|教师|家庭|职工|农户|企业|孕妇|新生儿|患者|残疾人|人群|劳动力|毕业生|夫妇|子女|用户"
    r"|对象|中小学|学校|医院|机构|小区|社区|村庄|行政村|(?<![农乡])村(?![庄民级])|乡镇|街道|园区|单位|区县|县区|(?:贫困|试点|重点|山区)县)(?:\([^()]{1,10}\))?)(?P<act>(?!以上|家庭|企业|学校|子女|和|及|与|、)[\u4e00-\u9fff、和“”0-9]{4,30})\Z"
)


def served(text: str, group: Group) -> Shared | None:
    """`为1200名老人提供助餐`: those who are served are the scope, what is done for them the subject."""
    unit = found(group.last).unit or ""
    ahead = _FOR.search(text, group.start, group.first.start) if unit[-1:] in "人名户家所个位次" else None
    match = _WHO.match(text[group.last.end : group.end]) if ahead else None
    return Shared(match["act"].removeprefix("的"), (ahead["such"] or "") + match["who"]) if ahead and match else None


_GRANTED = re.compile(
    r"(?:对|为|给|向)(?P<who>[^,。;:对按]{2,24})按照?(?:每[\u4e00-\u9fff]{1,4}|平均|人均|不低于|不超过|最高)*\Z"
)
_GRANT = re.compile(
    r"(?:/[\u4e00-\u9fff]{1,2}|以上|以内|左右)*的标准,?(?:给予|予以|发放|进行|落实|兑现|支付)*(?P<what>[\u4e00-\u9fff]{2,16})"
)


def granted(text: str, group: Group) -> Shared | None:
    """`对困难学生按每人800元的标准发放补贴`: what is paid, and to whom."""
    who = _GRANTED.search(text, group.start, group.first.start)
    what = _GRANT.match(text, group.last.end) if who else None
    return Shared(what["what"], who["who"]) if who and what else None


_BY_SHARE = re.compile(
    r"(?:(?P<who>[^,。;:]{2,24}?),?)?按照?(?:(?:不低于|不少于|至少|不超过|不高于|最高)?[^,。;:0-9]{2,20}的)?(?:不低于|不少于|至少|不超过|不高于)?\Z"
)
_DONE_BY = re.compile(
    r"(?:以上|左右|以内)?(?:的(?:比例|标准))?(?P<what>(?:开设|安排|提取|计提|设置|设立|预留|配备|配置|配建|核定|建设|列支)[\u4e00-\u9fff、]{2,20})(?=[,。;(]|\Z)"
)


def by_share(text: str, group: Group) -> Shared | None:
    """`有场地的学校按不低于总学时的12%开设种植课程`: what is done by the share, and who does it."""
    done = _DONE_BY.match(text, group.last.end) if found(group.last).unit == "%" else None
    by = _BY_SHARE.fullmatch(text[group.start : group.first.start]) if done else None
    if done is None or by is None:
        return None
    who = cut(_URGED, cut(MODAL, by["who"])) if by["who"] else None
    return Shared(done["what"], who or None)


_URGED = re.compile(r"(?:鼓励|支持|引导|提倡|允许|要求|督促|指导)")
_BY_STANDARD = re.compile(r"(?P<who>[^,。;:]{2,16}?)按照?(?P<what>[^,。;:按]{2,16})\Z")


def by_standard(text: str, group: Group, subject: str) -> Shared | None:
    """`新建园区按照人均绿地不少于3平方米的标准配建`: what the standard measures, and for whom it holds."""
    if not text[group.last.end : group.end].startswith(("的标准", "的要求", "的比例", "标准")):
        return None
    match = _BY_STANDARD.fullmatch(subject)
    return Shared(match["what"], cut(MODAL, match["who"])) if match else None


_DUE = re.compile(
    r"(?:(?:农村|城乡|贫困|城镇)?(?:人口|群众|居民|职工))?的(?P<what>[^,。;:()0-9]{0,16}?(?:问题|需求|困难|补贴|补助|津贴|工资|租金|贷款))(?=[,。;、(]|\Z)"
)
_DUE_TO = re.compile(
    r"(?:(?P<solve>解决|保障|满足|化解)(?P<where>[^,。;:]{2,24}?)?"
    r"|(?:对|为|给|向)?(?P<who>[^,。;:对为给向]{2,20}?)?(?:按时|足额|一次性|连续|最长)*(?P<pay>拨付|发放|给予|提供|兑付|减免))(?:约|近)?\Z"
)


def of_such(text: str, group: Group) -> Shared | None:
    """`解决东岭等乡镇3万人的饮水问题`, `对企业拨付6个月的岗位补贴`: what is due, and where or to whom."""
    unit = found(group.last).unit or ""
    what = _DUE.match(text, group.last.end) if unit[-1:] in "人户名月年万" else None
    lead = _DUE_TO.search(text, group.start, group.first.start) if what else None
    if what is None or lead is None:
        return None
    where = lead["where"] or lead["who"]
    return Shared((lead["solve"] or lead["pay"] or "") + what["what"], cut(MODAL, where) if where else None)
