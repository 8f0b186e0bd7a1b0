"""Things that a size tells from others of their kind: `30户以上自然村`, `20蒸吨以下锅炉`, `800头以上养殖场`.

The number cannot count them, as it is in a unit of what they hold, burn or yield. So whatever is done about them, it
only says which of them are meant.
"""

from __future__ import annotations

import re

from extract.clauses import found
from extract.model import Comparator
from extract.registry import Mention

_BOUND = r"(?:/小时|\(含\))?(?:及|\(含\))?(?:以上|以下|以内)(?:的)?"
_KIND = r"[^,。;:、的0-9()“”]{0,10}?"
_VILLAGE = r"(?:自然村|行政村|中心村|村[寨庄屯落]|[山古]寨|自然屯)[寨屯]?"
_PLACE = rf"(?:{_VILLAGE}|集镇|县城(?![区级域])|(?:安置|聚居|居住|居民)(?:点|小区|区))"
_NOTE = r"(?:\([^()]{1,10}\))?"
_HELD: dict[str, str] = {
    "户": _VILLAGE,
    "人": _PLACE,
    "口": _PLACE,
    "头": r"[养猪牛羊](?:殖)?(?:场(?:\(户\))?|大户|户|小区)|规模场|牧场",
    "只": r"[养猪牛羊鸡鸭禽](?:殖)?(?:场(?:\(户\))?|大户|户|小区)|规模场|牧场",
    "羽": r"[养鸡鸭鹅禽](?:殖)?(?:场(?:\(户\))?|大户|户|小区)|规模场",
    "吨": r"锅炉",
    "时": r"锅炉",
    "瓦": r"机组|电厂|锅炉",
    "位": r"医院|养老院|卫生院|敬老院|福利院|(?:养老|医疗|托育)(?:服务)?机构",
}
"""By the last character of a unit: what can hold, burn or yield so many."""
_THINGS = {
    unit: re.compile(rf"{_BOUND}(?P<thing>{_KIND}(?:{thing}){_NOTE})(?![民居级])") for unit, thing in _HELD.items()
}
_TIER = r"(?:级|及?以上|以下)?"
_WORTHS = re.compile(
    rf"{_TIER}(?:(?:、|和|及)[0-9]{{1,4}}(?:个|家)(?:[0-9.]{{1,6}}|[百千十])[万亿]元{_TIER}){{1,3}}的?"
    r"(?P<thing>[^,。;:、0-9]{0,8}?(?:企业|项目|公司|产业|集群|园区))"
)
"""What sizes in turn are of: `5个50亿元以上、20个10亿元以上项目`."""
_ENDS = frozenset({Comparator.AT_LEAST, Comparator.AT_MOST})


def told_apart(text: str, mention: Mention) -> str | None:
    """The thing behind a size that only says which of them are meant; None where the number counts or measures it."""
    own = found(mention)
    if (own.unit or "").endswith("元") and text[mention.start - 1 : mention.start] in ("家", "个"):
        worth = _WORTHS.match(text, mention.end) if text[mention.start - 2].isdigit() else None
        return worth["thing"] if worth else None
    if own.after not in _ENDS:
        return None
    things = _THINGS.get((own.unit or "")[-1:])
    match = things.match(text, mention.end) if things else None
    return match["thing"] if match else None


_WORTH = re.compile("及?以上的?[\u4e00-\u9fff]{0,8}?(?:企业|项目|公司|产业|集群|园区)")


def tells_apart(text: str, mention: Mention) -> bool:
    """Whether a size only says which things are meant, also of things that the number in front of it counts:
    `新增3家5亿元以上企业`."""
    if told_apart(text, mention) is not None:
        return True
    counted = (found(mention).unit or "").endswith("元") and text[mention.start - 1 : mention.start] in ("家", "个")
    return counted and text[mention.start - 2].isdigit() and _WORTH.match(text, mention.end) is not None
