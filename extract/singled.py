"""What a number that only says who is meant measures, and of whom: `30万以上人口的县`, `任教2年以上作为评聘条件`."""

from __future__ import annotations

import re

from extract.behind import Shared
from extract.clauses import Group
from extract.conditions import ADDRESSED
from extract.drafts import Earlier
from extract.edges import cut
from extract.model import Role
from extract.sizes import told_apart

_BOUND = r"(?:及?以上|及?以下|以内)"
_KIND = (
    r"(?:县\(市、区\)|[县市区村]|乡镇|街道|社区|城市|地区|企业|单位|机构|学校|医院|园区|项目|锅炉|机组|车辆|船舶|装置|生产线|水厂|水库|灌区|建筑)"
    r"(?:\([^()]{1,10}\))?"
)
_OF_PEOPLE = re.compile(
    rf"{_BOUND}(?P<what>(?:户籍|常住)?人口|(?:在校)?学生|床位|职工)的(?P<who>[^,。;、0-9]{{0,8}}?{_KIND})"
)
"""`30万以上人口的县`: what there are so many of, and where."""
_THING = re.compile(
    rf"(?P<who>(?!的)[^,。;、0-9实达建完要应可须]{{0,10}}?{_KIND})(?=项目|全面|全部|基本|实现|完成|达到|开展|实行|实施|执行|纳入|必须|加装|安装|配[备建齐]|建[成立有设]|设[立置]|内设|落实|参加|接入|[要应须可将]|$)"
)
"""The thing behind a size, up to what it does: `20蒸吨及以上锅炉全面达标`."""
_USES = re.compile(r"[或且并和及,]*(?P<what>年?(?:排放|消耗|消费|取水|用水|用电|用能|产生|处理)量?)\Z")
"""What those of a size do, where the verb stands in front of the number: `或消耗800吨以上企业`."""
_MERITS = re.compile(rf"{_BOUND}的?(?P<what>[^,。;、的]{{1,14}}?(?:经历|经验|业绩|资历))")
"""What applicants have so many years of: `具有5年以上工厂工作经历…的人员`."""
_AS = re.compile(rf"{_BOUND}?(?:的)?作为")
_NOT = "(?:(?:原则上)?(?:不再|不得|不予|严禁|禁止|不)(?:受理|审批|核准|批准)?|对|在)"
_NEW_BY_PLACE = re.compile(rf"{_NOT}*(?P<where>(?!{_NOT})[^,。;、]{{2,18}}?){_NOT}?(?P<deed>新建|扩建|改建|改扩建)\Z")
_NEW = re.compile(r"(?:新建|改?扩建|改建)\Z")
"""What makes those of a size others than the ones that stand: `禁止新建30蒸吨以下锅炉`."""
_SHARED_THING = re.compile(
    rf"{_BOUND}(?:、[^,。;、0-9]{{2,14}}[0-9.]{{1,8}}[^,。;、0-9]{{1,6}}?{_BOUND})*(?P<who>(?:的)?[\u4e00-\u9fff]{{0,8}}?(?:锅炉|机组|装置|生产线|窑炉|项目))"
)
"""The thing that sizes of several places share: `市区新建30蒸吨以下、其他地区新建5蒸吨以下锅炉`."""
_PAST_SIZE = re.compile(rf".*{_BOUND}的?(?=[\u4e00-\u9fff]{{4}})")
_OTHER_PLACE = re.compile("[\u4e00-\u9fff]{0,4}(?:地区|区域|城市|[县市区]|乡镇|农村)")


def singled(text: str, group: Group, subject: str, last: Earlier | None) -> Shared | None:
    """Subject and scope of a condition; None where they are those of any other number."""
    at = group.last.end
    lead = text[group.start : group.first.start]
    people = _OF_PEOPLE.match(text, at)
    if people:
        return Shared(people["what"], people["who"])
    merits = _MERITS.match(text, at)
    if merits:
        return Shared(merits["what"], None)
    if _AS.match(text, at):
        told = cut(ADDRESSED, lead)
        return Shared(told or (last.subject if last else subject), None)
    apart = told_apart(text, group.last)
    placed = _NEW_BY_PLACE.fullmatch(lead) if lead.endswith("建") else None
    shared = _SHARED_THING.match(text, at) if placed else None
    if placed and shared:
        return Shared(placed["deed"] + shared["who"].removeprefix("的"), placed["where"])
    if apart:
        deed = _NEW.search(lead)
        return Shared((deed.group() if deed else "") + apart, None)
    uses = _USES.fullmatch(lead)
    thing = _THING.match(text, group.final.bound_end)
    if uses and thing:
        return Shared(uses["what"], thing["who"])
    if (
        text[group.start - 1] == "("
        and last is not None
        and last.role is Role.CONDITION
        and _OTHER_PLACE.fullmatch(lead)
    ):
        return Shared(last.subject, lead)
    if thing and subject != thing["who"] and text.startswith(subject, group.final.bound_end):
        return Shared(thing["who"], None)
    size = _PAST_SIZE.match(subject)
    return Shared(subject[size.end() :], None) if size else None
