"""Numbers that only say to whom something applies: sizes, ages, grades, times served."""

from __future__ import annotations

import re
from functools import cache

from extract.clauses import Group, found
from extract.edges import Ending, compiled, cut
from extract.lexicon import alternatives
from extract.model import Comparator, Range
from extract.registry import Mention
from extract.sizes import tells_apart


@cache
def _condition(means: str) -> re.Pattern[str]:
    return compiled(alternatives("conditions", means=means))


@cache
def _opens(means: str) -> re.Pattern[str]:
    """The conditions of a meaning that open what stands behind a number."""
    return re.compile(alternatives("conditions", means=means))


@cache
def _ahead(means: str) -> Ending:
    """The conditions of a meaning that close what stands in front of a number."""
    return Ending(alternatives("conditions", means=means))


_REACHED = re.compile(r"(?:寿命|年龄|达到|创建|升为|晋升|评为)[^,。;]{0,8}\Z")
"""What makes an age or a grade the target itself."""
_GRADED = re.compile(r"(?:周?岁|级|个月|月龄)\Z")
_KIND_BEHIND = re.compile(r"(?:的)?[\u4e00-\u9fff]{2}")
"""`80岁以上老人`, `二级以上医院`: an age or a grade with a noun behind its bound says who is meant."""


_NAMED_RATE = re.compile(
    r"[\u4e00-\u9fff]{2,14}?(?:率|比例|占比|比重|的人数)(?=达|提|保持|控制|不|为|稳|降|均|力争|超)"
)
"""A rate behind a bound, which the number belongs to the name of: 110千伏及以上变电站互供率."""


_PEOPLE = re.compile("(?:及?以上|及?以下|以内)的?(?P<who>[\u4e00-\u9fff]{2,14}?)的人数(?=达|不|超|为|占)")
"""What those do whose number is told: `每周参加2次以上志愿服务的人数达到…`."""


def says_who(text: str, mention: Mention) -> bool:
    """Whether a number is an age or a grade in the name of those who are meant: 80岁以上老人, 二级以上医院."""
    own = found(mention)
    bounded = (own.after is not None and text[mention.end] != "内") or isinstance(own.value, Range)
    if own.after is not None and own.unit != "%" and _NAMED_RATE.match(text, own.bound_end):
        return True
    if not bounded or not _GRADED.match(own.unit or "") or not _KIND_BEHIND.match(text, own.bound_end):
        return False
    return not _REACHED.search(text, max(0, mention.start - 24), mention.start)


_WHO = re.compile(
    r"(?:及?以上|及?以下|以内)?(?:的)?(?P<who>[\u4e00-\u9fff]{0,10}?(?:老年人|老人|儿童|婴幼儿|婴儿|新生儿|幼儿|青少年|青年|少年|人群|人口|妇女|居民|群众|学生"
    r"|人员|职工|教师|医院|机构|学校|企业|景区|航道|公路|河道|耕地|建筑|锅炉|用户|社区|村))"
)


def who(text: str, subject: str, at: int) -> str:
    """The subject of an age or a grade that ends at offset `at`: those who are meant."""
    people = _PEOPLE.match(text, at)
    if people:
        return people["who"]
    match = _WHO.match(text, at)
    return match["who"] if match else subject[:12]


_ENTITY = re.compile(
    r"(?:名|人口|学生|以上|以下|以内|的|[\u4e00-\u9fff]){0,10}?(?:学校|教学点|县|区|市(?!场|政)|乡镇|村|社区|企业|单位|机构)(?:\([^()]{1,8}\))?"
)


def entity_end(text: str, at: int) -> int:
    """Where the thing ends that a condition names (人口以上的县(市、区))."""
    match = _ENTITY.match(text, at)
    return match.end() if match else at


ADDRESSED = re.compile(
    r"\A(?:要求|依法|支持|鼓励|引导|督促|指导|推动|推进|对于?|将|在|凡|加强|严控|严禁|禁止|不得|原则上|新建|淘汰|消除)+(?=[\u4e00-\u9fff]{2})"
)
"""What is done about the things that a condition names."""
_MEANT = re.compile(
    r"(?:及?以上|及?以下|以内)?的(?P<who>[\u4e00-\u9fff“”]{0,12}?"
    r"(?:企业|学校|医院|机构|(?<!重点用能)单位|项目|园区|社区|村庄|建筑|家庭|用户|城市|地区|乡镇|小区|教师|人员|数据中心))"
)
_REGION = re.compile("的?(?P<who>(?:地区|区域))(?=[要应须可均都]|基本|全部|全面|实现|开展)")
"""`日处理量超过500吨地区全面实现…`."""


def meant(text: str, mention: Mention) -> str | None:
    """The thing that a size singles out: `年运输量150万吨以上的工矿企业`."""
    match = _MEANT.match(text, mention.end)
    match = match or _REGION.match(text, mention.end) or tier(text, mention)
    if match is None and text.startswith("或", found(mention).bound_end):
        match = _EITHER.match(text, found(mention).bound_end)
    match = match or _GIVEN_UP_AT.search(text, max(0, mention.start - 24), mention.start)
    return match["who"] if match else None


_EITHER = re.compile(
    r"或者?[^,。;:0-9]{0,8}[0-9.]{1,8}[万亿]?[\u4e00-\u9fff]{1,8}?(?:及?以上|及?以下)的?(?P<who>[\u4e00-\u9fff]{0,8}?(?:企业|单位|项目|园区))"
)
"""The other of two sizes that single out the same things: `年耗能5000吨以上或排放1万吨以上的企业`."""
_GIVEN_UP_AT = re.compile(r"(?:淘汰|取缔|关停|拆除)(?P<who>[\u4e00-\u9fff]{2,14}(?:建成区|城区|地区|园区|区域))\Z")
"""Where the things of a size are given up: `淘汰县城建成区10蒸吨以下的锅炉`."""


_TREATED = re.compile(r"(?:\A|[,;。:])对于?[^,。;:0-9]{0,8}\Z")
"""In front of a size: what things of it are done to (`对35蒸吨以上的锅炉严格执行…`)."""
_GOES_ON = re.compile(r"严格|必须|应当|不得|予以|进行|实施|执行|实行|污水经|经[\u4e00-\u9fff]{2,8}后")
_AT_PLACE = re.compile(r".*(?:进入|位于|距离|不得在|禁止在)(?=[\u4e00-\u9fff]{3})")
_RADIUS = re.compile(r"(?P<radius>[\u4e00-\u9fff]{0,4}半径)(?:的)?范围")


_SERVED = Ending("从事|任教|工作|服务|就业|任职|执业|居住")
_OURS = re.compile("在[我本][省市县区](?=[\u4e00-\u9fff]{2})")


def unaddressed(subject: str) -> str:
    """The subject of a condition without what is done about it; where somebody has served keeps its 在."""
    bare = ADDRESSED.sub("", subject)
    if bare is subject or not _SERVED.search(bare) or not subject.endswith("在" + bare):
        return bare
    return _OURS.sub("在", "在" + bare)


def meant_by(text: str, subject: str, at: int) -> str:
    """The subject of a condition: the thing itself, without what is done to it; a distance has the place that it is
    from, a radius (`20公里供热半径范围内`) is its own."""
    radius = _RADIUS.match(text, at)
    if radius:
        return radius["radius"]
    subject = cut(_AT_PLACE, subject) if "入" in subject or "在" in subject or "距" in subject else subject
    goes = _GOES_ON.search(subject, 2)
    return subject[: goes.start()] if goes else subject


_ENDS = frozenset({Comparator.AT_LEAST, Comparator.AT_MOST})
_BEYOND = frozenset({Comparator.MORE, Comparator.LESS})
_SANCTIONED = re.compile(r"的[\u4e00-\u9fff]{1,10}(?:,|予以|给予|由|不得|将|可|应|要|取消|约谈|通报)")
"""What happens to those below a rate: `达标率低于80%的乡镇,由县政府约谈`."""
_SINGLE = ("个", "家", "所", "处", "座", "条", "项")
"""Units that count the things themselves: `2个以上县通过评估` promises, `20万人以上的县` says which."""
_COUNTED = frozenset(("%", "‰", *_SINGLE))
_NEVER_AFTER = frozenset(("个百分点", *_COUNTED))
"""Units of what no word behind a number makes a size."""
_AREA_REACHES = re.compile(r"(?:及?以上|左右)的?[\u4e00-\u9fff]{2,12}面积(?:均|都|要|应)?(?:达到|实现|完成|符合)")
"""So much of an area is to reach what the plan requires: `20平方公里以上建成区面积达到要求`."""
_COUNTED_OF = re.compile(
    r"[0-9](?:家|个|户)(?:以上|左右)?(?:年|主营|销售|营业|产值|总投资|投资)[^,。;、0-9]{0,12}?(?:收入|产值|规模|额|投资|营收)"
    r"(?:首次)?(?:超?过|突破|达到?|超)?\Z"
)
"""Things that a number counts in front of their size: `培育5家年产值超10亿元的企业`."""
_AMONG = re.compile(r"[\u4e00-\u9fff]{2,16}(?<!其)中,?[^,。;:0-9]{2,40}?(?:比例|比重|占比|率)")
"""Things of which a share is told: `8个监测断面中水质优良比例达到75%`."""
_ACHIEVES = re.compile(r"[^,。;]{2,24}?(?:建成|完成|实现|达到|全部|通过|创建|建立|配备|开展|实施|推广|提供)")
"""What follows a number of things that a plan promises something for: `全市9个园区建成污水处理设施`."""
_OF_SIZE = re.compile(r"(?:及?以上|及?以下|以内)的[\u4e00-\u9fff]{2}")
_SIZED = Ending("量|额|值|规模|面积|收入|投资|人口|(?:研发|科研|资产|技改|设备)投入")
"""A size in front of a number: what the verb before it makes is not that many, but things of that size."""


_REWARDED = re.compile(
    r"[^。;]{0,90}?(?<!各[类项])(?:补助|补贴|奖励|奖补|给予)[^。;0-9]{0,12}[0-9]"
    r"|[^。;0-9]{0,40},[^。;0-9]{0,4}按[^。;0-9]{0,8}[0-9.]{1,8}[万亿]?元[^。;]{0,8}(?:补助|补贴|奖励|奖补)"
)
"""A reward behind a size: `规模300头以上的,每头奖励60元`."""


_MEASURED = re.compile("(?:亩|公顷|平方米|平方公里|公里|米|吨|千瓦|兆瓦|元|头|只|羽|张)\\Z")
_COUNTED_NEXT = re.compile(
    r"的?(?!建|开|完|改|新|培训|举办|实施|达)[\u4e00-\u9fff“”]{2,12}?(?:总?数量?|达到?|超过|新增|约)*[0-9]{1,5}(?:余|多)?(?:个|家|户|所|处|座|条|名|项|辆|台)"
)
"""Things of a size that the next number counts: `50亩以上大户40户`, `3亿元以上项目6个`."""


_TIERS = re.compile(
    r"(?:超过?|突破|达到?|满|不低于|≥)(?P<rest>[0-9.]+[万亿]{0,2}[\u4e00-\u9fff]{1,3}(?:以上)?"
    r"(?:(?:、|和|或)(?:超过?|突破|达到?)?[0-9.]+[万亿]{0,2}[\u4e00-\u9fff]{1,3}(?:以上)?){1,4})"
    r"(?:以上)?的(?:(?=,)|(?P<who>[\u4e00-\u9fff]{0,8}?(?:企业|项目|单位|机构|个人|园区|平台|基地|合作社|农户|大户|家庭农场|团队|人员)))"
)
"""Sizes in turn, each with a reward of its own: `营收首次突破5亿元、1亿元的企业,分别奖励…`."""


_TIERED = frozenset("元亩人头只吨户")


def tier(text: str, mention: Mention) -> re.Match[str] | None:
    """The sizes in turn that a size is one of, with what they single out (`who`)."""
    if "、" not in (text[mention.start - 1 : mention.start], text[mention.end : mention.end + 1]):
        return None
    for match in _TIERS.finditer(text, max(0, mention.start - 48), mention.end + 48):
        if match.start("rest") <= mention.start < match.end("rest"):
            return match
    return None


_SIGNS = frozenset("<>≤≥")
_ASIDE = re.compile(r"\)[^,。;:()]{1,24}[0-9一二两三四五]")
"""A bracket in front of another number says by signs what that one is for: `小型管网(管径<600毫米)每年清疏2次`."""
_OF_RATE = re.compile(
    "及?以上的[\u4e00-\u9fff]{2,10}?(?:面积|数量|比例|占比|人数)(?:达到?|不低于|不少于|超过|提高到)[0-9]"
)
"""A rate that singles out what the next number measures: `节能率15%以上的建筑面积达到600万平方米`."""
_MARKED = r"(?:\([^()]{1,16}\))?"
_REWARD = "给予|予以|奖励|奖补|补助|补贴|发放|安排|享受|申请|扣减?|取消|加计"
_OF_WHOM = re.compile(
    rf"{_MARKED}(?:(?:,?(?:且|并)|[、和])[^,。;]{{1,30}})?的{_MARKED}[,;]"
    rf"|(?!的)[\u4e00-\u9fff]{{1,8}}的,(?:[^,。;]{{0,12}}的,)?(?:由[^,。;]{{2,10}})?(?:按[^,。;]{{2,16}})?(?:每[年人月户]|一次性|可|再)*(?:{_REWARD})"
    rf"|\(含[0-9]{{1,6}}[\u4e00-\u9fff]\)的[\u4e00-\u9fff]"
)
"""What closes a figure that only says who is meant: `入住人数少于10人的,安排经费2万元`, `带动5人就业的,给予补贴`,
`床位100张以上,且达到标准的,…`, `经营1年以上的(租期3年以上),…`."""


_WHOM = 56
"""Characters up to the 的 of such a figure, amply."""


def singles_out(text: str, mention: Mention) -> bool:
    """Whether a size in a report says which things were given up: `全面淘汰10蒸吨及以下锅炉`."""
    own = found(mention)
    if own.after not in _ENDS or own.unit in _COUNTED:
        return False
    if tells_apart(text, mention) or (_MEASURED.search(own.unit or "") and _COUNTED_NEXT.match(text, own.bound_end)):
        return True
    ahead = _ahead("phased").search(text[max(0, mention.start - 48) : mention.start])
    return ahead is not None or _GIVEN_UP.search(text, max(0, mention.start - 12), mention.start) is not None


_GIVEN_UP = re.compile("(?:淘汰|拆除|关停)[^,。;:0-9]{0,8}\\Z")


def is_condition(text: str, mention: Mention, group: Group) -> bool:
    before, after = text[max(0, mention.start - 24) : mention.start], text[mention.end : mention.end + 40]
    own = found(mention)
    if _opens("who").match(after) or (
        text.find("的", own.bound_end, own.bound_end + _WHOM) >= 0 and _OF_WHOM.match(text, own.bound_end)
    ):
        return True
    if text[mention.start - 1 : mention.start] in _SIGNS and _ASIDE.match(after) and text[group.start - 1] == "(":
        return True
    if own.unit == "%" and _OF_RATE.match(after):
        return True
    if "面积" in after and _AREA_REACHES.match(after):
        return False
    whole = _condition("whole").search(text, max(0, mention.start - 6), mention.end + 24)
    if whole and whole.start() <= mention.start < whole.end():
        return True
    unit = own.unit or ""
    if unit == "%" and before[-1:] in ("前", "后") and after.startswith("的"):
        return True
    if own.after in _ENDS and text.startswith("的", own.bound_end) and unit not in _COUNTED and _TREATED.search(before):
        return True
    if (unit[-1:] in _TIERED and tier(text, mention)) or tells_apart(text, mention):
        return True
    if unit.endswith("元") and _COUNTED_OF.search(text, max(0, mention.start - 40), mention.start):
        return True
    if own.after is not None and not unit.endswith(("%", "元", "个百分点")) and _REWARDED.match(text, own.bound_end):
        return True
    if unit in _SINGLE and own.before is None and _AMONG.match(after):
        return True
    ahead = _ahead("before").search(before) if unit.endswith(("年", "岁", "月", "所", "个", "家")) else None
    if ahead and not (unit in _SINGLE and ahead.group().startswith(("成立", "服务", "连续"))):
        made = _condition("making").search(before[: ahead.start()])
        return not before.endswith("交流") and not made and not _ACHIEVES.match(after)
    if _ahead("phased").search(text[max(0, mention.start - 48) : mention.start]):
        return True
    if (
        text[mention.start - 1 : mention.start] == "过"
        and unit.endswith("元")
        and _COUNTED_NEXT.match(text, mention.end)
    ):
        return True
    sized = own.before is None and own.after in (Comparator.AT_LEAST, Comparator.AT_MOST) and _MEASURED.search(unit)
    if sized and _COUNTED_NEXT.match(text, own.bound_end):
        return True
    if after.startswith("的占") or (_SIZED.search(before.removesuffix("达到")) and _OF_SIZE.match(after)):
        return True
    if len(group.quantities) > 1 and group.own.before in _BEYOND and text.startswith("的", group.last.end):
        return unit not in ("%", "‰", "个百分点")
    if own.before in _BEYOND and _opens("of_such").match(after):
        return unit not in ("%", "‰", "个百分点") or bool(_SANCTIONED.match(after))
    if unit in _NEVER_AFTER or not _opens("after").match(after):
        return False
    if _condition("making").search(before) and not _SIZED.search(before):
        return False
    near = own.before or group.own.before
    if own.after and text[own.bound_start : mention.start].endswith("实现"):
        near = None
    return near not in _ENDS or before.endswith("满")
