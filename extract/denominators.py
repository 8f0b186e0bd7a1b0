"""What a number is taken for each of, or a share of."""

from __future__ import annotations

import re
from functools import cache

from extract.clauses import NUMBERED, Group, found
from extract.edges import Ending, compiled
from extract.lexicon import alternatives
from extract.registry import Mention


@cache
def _per() -> re.Pattern[str]:
    return compiled(alternatives("denominators"))


_COUNT = re.compile("[0-9]")
_EACH = re.compile(r"/(?P<each>户|生|班|校|村|床|师)")
_BASE_AFTER = re.compile(
    r"占到?|按照|按|完成|实现|不低于|不少于|不超过|不高于|不得低于|不得少于|不得超过|不得高于|不得大于|达到|达|为|高于|低于|从|(?<=[例率额准])由|将|安排|提取|计提|,|:"
)
_BASE = re.compile(r"[^,。;:占按]{2,24}(?<![年月日底末])\Z")
BASE = re.compile(
    r"(?<=[量率额数例重时间])(?:不低于|不少于|不高于|不得低于|不得少于)(?P<base>(?:当年|上年|本年|全年|年度)?(?:总|公用|财政|教育|学校|义务教育|计划|预算|全部)[\u4e00-\u9fff]{1,10})\Z"
)
"""What a share is of, straight behind its bound: `课时总量不低于总课时6%的底线`."""
_OF_SUM = re.compile(
    r"(?:完成|占|达到)(?P<base>[^,。;:完成占]{2,20}?[0-9.]{1,10}(?:余|多)?[万亿]{0,2}[\u4e00-\u9fff]{1,3}(?<![年月底末]))的\Z"
)
"""A share of a sum that is written out: `占年度计划50亿元的40%`."""
_TIMES_OF = re.compile(
    r"(?:控制在|保持在|达到|不低于|不少于|不超过|不高于|不得超过|不得高于|不得低于)(?P<base>[^,。;:]{2,20}(?<!年)(?<![年月季]底)(?<!年末))的\Z"
)
"""What a multiple is of: `控制在保有量的1.2倍以内`."""
_BARE_SHARE = re.compile(r"(?:\A|(?<=[\u4e00-\u9fff]))占到?(?!有|用|地|据)(?P<base>[^,。;:占比率]{2,24})\Z")
_GIVEN = re.compile("(?:将|把|拿出|提取|安排)(?:不低于|不少于|至少|不超过|约)?\\Z")
_SPENT = re.compile(
    r"(?:及?以上|左右)?的(?P<base>[^,。;:()用作投]{2,20}?)(?:全部|优先|专项)?(?:用于|用作|作为|投入|投向)"
)
"""What a share is taken of, behind it: `将20%以上的公益金用于助老`."""
_BY_BASE = re.compile(r"按照?其?(?P<base>(?![照各每])[^,。;:按]{2,16}?)\Z")
_TAKEN = re.compile("的?(?:比例)?(?:给予|予以|进行|提取|计提|补助|奖励|补贴|匹配|配套)")
"""What is done with a share of a sum: `按实际投入2%给予奖励`."""
OF_AMONG = re.compile(r"(?:在|占)(?P<base>[^,。;:在占]{2,24}?)中的?(?:占比|所占比重|比重|比例|占)\Z")
"""A clause that says what the number in front is a share of: `在全部投资中占比约30%`."""
OF_TASK = re.compile(
    r"(?:完成|占)(?P<base>(?:全年|年度|年|目标|计划|既定|投资|建设|省定|市定|下达)*(?:任务|目标|计划))\Z"
)
"""A task that a share is of: `完成年度任务105%`."""
_TIMES = re.compile(
    r"(?:是|为|相当于)(?P<base>(?:(?:19|20)[0-9]{2}年(?:底|末)?|上年|去年|“?十[一二三四五六]?五”?(?:期?末|时期|期间)?))的\Z"
)
_SHARE = re.compile(r"占到?(?P<base>[^,。;:]{2,24}?)(?:的)?(?:比重|比例|比率|比|份额|百分比)")


@cache
def _step() -> Ending:
    """A step in front of the clause of what it brings: `每增加1人,增加经费2000元`."""
    return Ending(f"{alternatives('denominators', means='step')},")


_NEAR = 28
"""Characters of such a step."""


_PERIODS = frozenset({"每年", "每学期", "每月"})
"""Periods that say less than what else a number is for each of."""
_TIMES_DONE = frozenset({"次", "场", "场次"})
"""Units of what is done in a period, whoever does it."""
_WITHIN = re.compile("[0-9一二三四五]{1,2}年内?")
_HOURS = _TIMES_DONE | {"学时", "课时", "小时", "学分", "轮", "遍", "天"}
"""Units of what is done within some years (5年内360学时); for other things such years are a time limit."""


def _with_period(chosen: re.Match[str], hits: list[re.Match[str]], unit: str) -> str:
    """A denominator with the period beside it (每人每月); of what is done so often the period."""
    for hit in hits:
        if hit is chosen or hit.group() not in _PERIODS:
            continue
        if unit in _TIMES_DONE:
            return hit.group()
        if hit.start() == chosen.end() or hit.end() == chosen.start():
            first, second = sorted((hit, chosen), key=re.Match.start)
            return first.group() + second.group()
    return chosen.group()


def denominator(text: str, group: Group, mention: Mention) -> str | None:
    """`per` of a number as written, None where the clause gives none."""
    own = found(mention)
    zone = text[group.start : group.first.start]
    if own.unit in ("%", "‰"):
        zone = NUMBERED.sub("", zone) if "(" in zone else zone
        if zone.endswith("的"):
            head = zone[:-1]
            opens = max((m.end() for m in _BASE_AFTER.finditer(head)), default=0)
            if _BASE.fullmatch(head[opens:]):
                return head[opens:]
        told = (
            _OF_SUM.search(text, max(0, mention.start - 40), mention.start) if text[mention.start - 1] == "的" else None
        )
        if told:
            return told["base"]
        bounded = BASE.search(zone) if "于" in zone else None
        if bounded:
            return bounded["base"]
        share = _SHARE.search(zone)
        if share:
            return share["base"]
        ahead = zone[: max(0, len(zone) - (mention.start - own.bound_start))]
        part = _BARE_SHARE.search(ahead) if "占" in zone else None
        if part:
            return part["base"]
        among = OF_AMONG.fullmatch(ahead) if "中" in ahead else None
        if among:
            return among["base"]
        spent = _SPENT.match(text, mention.end) if _GIVEN.search(zone) else None
        if spent:
            return spent["base"]
        by = _BY_BASE.search(zone) if _TAKEN.match(text, mention.end) else None
        if by:
            return by["base"]
        task = OF_TASK.search(zone)
        if task:
            return task["base"]
    if own.unit == "倍" and zone.endswith("的"):
        times = _TIMES.search(zone) or _TIMES_OF.search(zone)
        if times:
            return times["base"]
    hits = list(_per().finditer(zone))
    if hits and own.unit == "%" and len(zone) > 8:
        hits = [hit for hit in hits if not _COUNT.search(zone, hit.end())]
    if own.unit not in _HOURS:
        hits = [hit for hit in hits if not _WITHIN.fullmatch(hit.group())]
    if hits:
        chosen = sorted(hits, key=lambda m: (m.group() in _PERIODS, -m.start()))[0]
        best = _with_period(chosen, hits, own.unit or "")
        if best.startswith("每生") and "生均" in zone:
            return "生均"
        return best
    each = _EACH.match(text, mention.end)
    if each:
        return each["each"]
    step = _step().search(text[max(0, group.start - _NEAR) : group.start])
    if step:
        return step.group()[:-1]
    behind = _per().match(text[group.last.end : group.end])
    return behind.group() if behind else None
