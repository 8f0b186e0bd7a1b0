"""What the words behind a number say of it.

A size belongs to the thing behind it (面积不少于500平方米的场馆), a sum to what it pays for, a share to what is done.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.clauses import Group
from extract.conditions import ADDRESSED
from extract.edges import cut
from extract.metrics import clause_before
from extract.phrases import MODAL, OPENING_VERB, without_verb


class Shared(NamedTuple):
    """Subject and scope of one number."""

    subject: str
    scope: str | None


_SIZE = (
    r"(?:海拔|存栏|出栏|占地(?:面积)?|面积|总投资|投资|规模|产值|产能|收入|容量|能力|长度|宽度|人口|人数|床位|学位|库容|高度|深度|流量|容积"
    r"|功率|时间|时长)"
)
_SIZE_END = re.compile(rf"{_SIZE}(?:额|数|量)?\Z")
_OF_SIZE = re.compile(
    rf"(?P<size>[\u4e00-\u9fff]{{0,8}}?{_SIZE}(?:额|数|量)?)(?:均|都|达到|达|不少于|不低于|不小于|超过?|突破|高于|大于|约|近|在|为|≥)*[0-9.]{{1,9}}(?:余|多)?"
    r"(?:余|多)?[万亿千百]{0,2}(?:平方米|平方公里|立方米|平米|公顷|亩|元|吨|米|公里|人|名|户|张|床|个|千瓦|兆瓦|辆|间|套|家|分钟|小时)(?:及?以上|以下|左右)?(?:(?:,(?:并|且)?(?:具[备有]|设有|配[备有])[^。;:]{2,60}?)?的|)(?P<thing>[^,。;:、()的]{3,24}?)(?=[,。;、(:]|\Z)"
)
_OF_EXTENT = re.compile(
    r"(?:不低于|不少于|不小于|超过|约)[0-9.]{1,9}万?(?:平方米|公顷|亩|平方公里|公里|米)(?:及?以上|左右)?的(?:[^,。;:()]{0,48}?的)?(?P<thing>[^,。;:、()的]{2,16})(?=[,。;(]|\Z)"
)
"""A thing behind its extent: `建立一处不低于500平方米的、面向青年的活动园`."""
_THING_BEHIND = re.compile(r"(?:及?以上|及?以下|左右)?的(?P<thing>[^,。;:、()0-9]{2,24})\Z")
_NO_THING = re.compile("(?:标准|要求|比例|规定|水平|能力|规模|资金|补助|补贴|奖励|目标)\\Z")
"""Behind a size these say what it is, not what has it."""
_ACTS = re.compile("(?:开展|实施|进行|完成|实现|达到|建成|给予|不得|由|应当?|要|须|可)")
_MONEY = re.compile(
    r"(?:财政|专项|银行|信用|中央|政策性|补助)?(?:贷款|补助|补贴|资金|债券|奖励|奖补|补偿|授信)(?P<done>(?:全部|已)?(?:到位|落实|下达))?"
)


def sized(text: str, group: Group) -> Shared | None:
    """What a size that only says which is the size of: `培育产值20亿元以上工厂2家`."""
    lead = cut(OPENING_VERB, cut(ADDRESSED, cut(MODAL, text[group.start : group.first.start])))
    who = _OF_WHOM.match(text, group.last.end) if _SIZE_END.search(lead) and len(lead) <= 12 else None
    if who:
        return Shared(lead, who["who"])
    if (group.final.unit or "").endswith("床位"):
        who = _OF_WHOM.match(text, group.last.end)
        return Shared("床位", who["who"]) if who else None
    return dimension(text, group)


_DIMENSION = re.compile(
    r"(?:(?<=[和及与或])[年日月](?![年月日])[^,。;:、和及与0-9]{2,10}(?:量|额)|厚度|直径|口径|管径|粒径)(?:小于|大于|超过|低于|高于|不足|在|达到?|为)?\Z"
)
_OF_THAT = re.compile(
    r"(?:及?以上|及?以下|以内)?的?(?P<thing>[\u4e00-\u9fff]{2,10}?)(?=[,。;、)]|以?及|和|安装|应|须|要|不|等|\Z)"
)
_OF_LENGTH = ("毫米", "厘米", "微米", "丝")


def dimension(text: str, group: Group) -> Shared | None:
    """The size and the thing that it tells from others: `查处厚度小于0.02毫米的购物袋`, `年销售量超过100吨的油站`."""
    lead = text[group.start : group.first.start]
    size = _DIMENSION.search(lead)
    own = group.final
    closed = own.after is not None or text.startswith("的", own.bound_end)
    thing = _OF_THAT.match(text, group.last.end) if size and closed else None
    if size is None or thing is None:
        return None
    return Shared(without_verb(size.group()), thing["thing"])


def is_dimension(text: str, group: Group) -> bool:
    """Whether a length is how thick or wide the thing behind it has to be to be meant."""
    return group.final.unit in _OF_LENGTH and dimension(text, group) is not None


_OF_WHOM = re.compile(
    r"(?:及?以上|及?以下|以内)的?(?P<who>[\u4e00-\u9fff]{0,8}?(?:企业|学校|小学|幼儿园|医院|机构|单位|项目|园区|社区|[村山][庄寨]|(?:自然|行政|中心)?村|县|城市|乡镇|小区|水库|河[流道]|湖泊|灌区|养殖场|规模场|建筑))"
)


def of_size(text: str, group: Group) -> str | None:
    """The thing that a number counts behind the size of it: `建成1个面积不少于500平方米的活动中心`."""
    match = _OF_SIZE.match(text, group.last.end)
    match = match or _OF_EXTENT.match(text, group.last.end)
    return match["thing"] if match and not _ACTS.search(match["thing"]) else None


def sized_thing(text: str, group: Group, subject: str) -> Shared | None:
    """Subject and scope of a size in front of its thing, of a sum in front of its kind; None for any other number."""
    own = group.final
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
    r"|对象|领域|行业|中小学|学校|医院|机构|小区|社区|村庄|行政村|(?<![农乡])村(?![庄民级])|乡镇|街道|园区|单位|区县|县区|县(?![级城域直乡]))(?:\([^()]{1,10}\))?)(?P<act>(?!以上|家庭|企业|学校|子女|和|及|与|、)[\u4e00-\u9fff、和“”0-9]{4,30})\Z"
)


def served(text: str, group: Group) -> Shared | None:
    """`为1200名老人提供助餐`: those who are served are the scope, what is done for them the subject."""
    unit = group.final.unit or ""
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


_PUT_TO = re.compile(
    r"(?P<fund>[^,。;:]{3,40}?)(?:要|应当?|须|将|必须|可)*(?:将|把|按)(?:不低于|不少于|至少|不超过)?\Z"
)
_PURPOSE = re.compile(r"(?:以上|左右|以内)?(?:的部分)?用于(?P<what>[\u4e00-\u9fff、]{2,24})")


def put_to(text: str, group: Group) -> Shared | None:
    """`彩票公益金要将40%以上用于全民健身`: of what the share is, and what it is for."""
    purpose = _PURPOSE.match(text, group.last.end) if group.final.unit == "%" else None
    fund = _PUT_TO.match(cut(MODAL, text[group.start : group.first.start])) if purpose else None
    return Shared(fund["fund"], purpose["what"]) if fund and purpose else None


_SUCH = re.compile(r"(?P<who>[^,。;:]{3,20}的(?:学校|院校|企业|单位|机构|地区|县|乡镇|村))")
_OFFERED = re.compile(
    r"[^,。;:]{0,12}?(?:开设|设置|增设|安排|开展|组织)(?P<what>[^,。;:]{2,20}(?:课程|活动|课|培训|实践|教学))"
)


def of_those(text: str, group: Group, subject: str) -> Shared | None:
    """`开设选修课程,寄宿制的学校不得低于3学分`: what the clause in front offers, and for whom this number is."""
    own = group.final
    such = _SUCH.fullmatch(subject) if own.before is not None and (own.unit or "").endswith(_HOURS) else None
    offered = (
        _OFFERED.fullmatch(clause_before(text, group.start - 1)) if such and text[group.start - 1] == "," else None
    )
    return Shared(offered["what"], such["who"]) if such and offered else None


_HOURS = ("学分", "学时", "课时", "课", "节")


_BY_SHARE = re.compile(
    r"(?:(?P<who>[^,。;:]{2,24}?),?)?按照?(?:(?:不低于|不少于|至少|不超过|不高于|最高)?[^,。;:0-9]{2,20}的)?(?:不低于|不少于|至少|不超过|不高于)?\Z"
)
_DONE_BY = re.compile(
    r"(?:以上|左右|以内)?(?:的(?:比例|标准))?(?P<what>(?:开设|安排|提取|计提|设置|设立|预留|配备|配置|配建|核定|建设|列支)[\u4e00-\u9fff、]{2,20})(?=[,。;(]|\Z)"
)
_URGED = re.compile(r"(?:鼓励|支持|引导|提倡|允许|要求|督促|指导)")


def by_share(text: str, group: Group) -> Shared | None:
    """`有场地的学校按不低于总学时的12%开设种植课程`: what is done by the share, and who does it."""
    done = _DONE_BY.match(text, group.last.end) if group.final.unit == "%" else None
    by = _BY_SHARE.fullmatch(text[group.start : group.first.start]) if done else None
    if done is None or by is None:
        return None
    who = cut(_URGED, cut(MODAL, by["who"])) if by["who"] else None
    return Shared(done["what"], who or None)


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
    unit = group.final.unit or ""
    what = _DUE.match(text, group.last.end) if unit[-1:] in "人户名月年万" else None
    lead = _DUE_TO.search(text, group.start, group.first.start) if what else None
    if what is None or lead is None:
        return None
    where = lead["where"] or lead["who"]
    return Shared((lead["solve"] or lead["pay"] or "") + what["what"], cut(MODAL, where) if where else None)


_WITHSTANDS = re.compile(
    r"(?P<who>[^,。;:]{0,24}?)(?:要|应当?|须|能够?|可以?|具备|确保|力争)*(?:有效)?(?P<deed>应对|抵御|防御|抗御)"
    r"(?:不低于|不小于|至少|超过|达到)?\Z"
)
_STORM = re.compile(r"(?:及?以上)?的(?P<what>[\u4e00-\u9fff]{2,8})(?=[,。;、(]|\Z)")


def withstood(text: str, group: Group) -> Shared | None:
    """`主城区应能抵御不低于30年一遇的洪水`: what is withstood, and where."""
    if group.final.unit != "年一遇":
        return None
    what = _STORM.match(text, group.last.end)
    lead = _WITHSTANDS.fullmatch(text, group.start, group.first.start) if what else None
    return Shared(lead["deed"] + what["what"], cut(MODAL, lead["who"]) or None) if lead and what else None


_BEYOND = re.compile(
    r"(?:高于|低于|超过|高出|优于|快于|慢于|好于)(?P<of>全[国省市县区州]|[\u4e00-\u9fff]{1,5}[省市县区州])(?:约)?\Z"
)
_AVERAGE = re.compile(r"(?:[\u4e00-\u9fffA-Z]{1,8}?)?的?平均(?:水平|值|数)?(?=[,。;]|\Z)")


def compared(text: str, group: Group, subject: str) -> Shared | None:
    """`低于全国5320千瓦时的平均水平`: the average of a greater whole, of what `subject` measures in front."""
    if "平均" not in text[group.last.end : group.end]:
        return None
    beyond = _BEYOND.search(text, group.start, group.first.start)
    return Shared(subject, beyond["of"]) if beyond and _AVERAGE.match(text, group.last.end) else None


_SECURED = re.compile(r"(?P<who>[^,。;:]{2,20}?)(?:要|应当?|须|必须|需)?落实\Z")


def secured(text: str, group: Group) -> Shared | None:
    """`新建小区要落实100%车位预留充电条件`: what all of it is secured for, and where."""
    if group.final.unit != "%" or not text.endswith("落实", group.start, group.first.start):
        return None
    what = text[group.last.end : group.end]
    lead = _SECURED.fullmatch(text, group.start, group.first.start) if len(what) > len("达标") else None
    return Shared(what, cut(MODAL, lead["who"])) if lead else None
