"""Who gets a reward or a subsidy, and what a share or a sum of one is called: `对新设企业,给予20万元奖励`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract import payees
from extract.clauses import Group
from extract.drafts import Draft, Sketch
from extract.metrics import clause_before
from extract.model import Role

_KIND = r"(?:补助|补贴|奖励|资助|贴息|补偿|奖补|支持|扶持|资金|经费|津贴)"
_GIVEN = re.compile(
    r"(?:/[\u4e00-\u9fff]{1,2}|以内|以上|左右)*(?:的?(?:比例|标准)),?(?:给予|予以|进行|落实|发放|兑现|安排|拨付|核拨|支付)+"
    rf"(?P<what>[\u4e00-\u9fff]{{0,10}}?{_KIND})(?=[,。;(]|\Z)"
    rf"|(?:以内)?的?,?(?:给予|予以)(?P<kind>[\u4e00-\u9fff]{{0,10}}?{_KIND})(?=[,。;(]|\Z)"
)
_TIMES = re.compile(rf"(?:以内|以上)?的(?P<what>[\u4e00-\u9fff]{{0,10}}?{_KIND})(?=[,。;(]|\Z)")
_LEADS_OVER = frozenset("的给予标比/以左,")
"""Characters that what a standard or a share is of opens with, behind its number."""
_REWARD = re.compile(rf"(?:给予|分别|予以|再)?[\u4e00-\u9fff]{{0,8}}?{_KIND}\Z")
_TO = re.compile(
    r"(?:(?:对于?|凡是?|若|向|给)(?P<to>[^,。;:0-9]{2,44}?)"
    r"|(?P<done>(?:当年|首次|新|成功|获|被|创建|通过|企业|年度)[^,。;:0-9]{2,40}?)|(?P<such>[^,。;:0-9]{4,40}?)(?=的\Z))的?"
)
"""How a clause says who gets a reward: `对新设企业,`, `当年建成示范园,`, `获得认证的,`."""
_BETWEEN = re.compile(
    "(?:从|自|每|当年|原则上|验收|经|按|建成|投产|完成后|期限|最高|另|再|连续|除)[^,。;]{0,20}|[^,。;0-9]{0,8}(?:后|起|外)"
)
"""A clause between those who get a reward and the reward."""
_SERVED = re.compile(
    "(?:在|到|连续|从事|任职|服务|工作|就业|任教)[^,。;:0-9]{0,24}满[0-9一二三四五六七八九十]{1,2}(?:个)?(?:年|月|学年)(?:以上)?(?:后|的)?"
)
"""A clause that says only how long they must have served: `在岗位上工作满2年后`."""
_SPLIT = re.compile(rf"(?P<who>[^,。;:]{{4,40}}?)(?:给予|予以)(?P<what>(?:一次性)?{_KIND})")
_BODY = re.compile("(?:项目|企业|单位|基地|园区|合作社|农户|家庭|学校|机构|农场|主体|大户|社区|[县乡镇村])\\Z")
_OPENS = re.compile("\\A(?:对于?|凡是?|若|向|给)")
_ONE = re.compile("单个(?:项目|主体|企业|单位|基地|园区|合作社|农户)?")
_STEPS = 3
"""Clauses that are looked back to those who get a reward."""


def given(text: str, group: Group) -> str:
    """What a share or a standard is of, named behind it: `按投资额的8%给予补助`, `按每床500元的标准拨付经费`."""
    if text[group.last.end : group.last.end + 1] not in _LEADS_OVER:
        return ""
    unit = group.final.unit or ""
    if unit == "倍":
        times = _TIMES.match(text, group.last.end)
        return times["what"] if times else ""
    if unit != "%" and not unit.endswith("元"):
        return ""
    match = _GIVEN.match(text, group.last.end)
    return (match["what"] or match["kind"]) if match else ""


def with_payee(text: str, drafts: Sequence[Draft], start: int) -> list[Draft]:
    """The drafts of a sentence, its rewards with those who get them as scope; `start` opens the sentence."""
    out = list(drafts)
    for i, draft in enumerate(out):
        sketch = draft.measure
        paid = (sketch.unit or "").endswith("元") or sketch.unit == "%"
        if sketch.role is Role.CONDITION or not paid:
            continue
        if i and _ONE.fullmatch(sketch.subject) and _REWARD.fullmatch(out[i - 1].measure.subject):
            last = out[i - 1].measure
            out[i] = draft._replace(measure=sketch._replace(subject=last.subject, scope=last.scope))
            continue
        apart = _SPLIT.fullmatch(sketch.subject)
        if apart:
            scope = sketch.scope or _OPENS.sub("", apart["who"]).removesuffix("分别")
            out[i] = draft._replace(measure=sketch._replace(subject=apart["what"], scope=scope))
            continue
        if sketch.scope or not _REWARD.fullmatch(sketch.subject):
            continue
        opens = max(text.rfind(c, start, draft.at) for c in ",。;:")
        who = _payee(text, out[:i], opens, start) if opens >= start else ""
        if who:
            out[i] = draft._replace(measure=sketch._replace(scope=who))
    return _shared_out(out)


def _shared_out(drafts: list[Draft]) -> list[Draft]:
    """The drafts, sums that one phrase shares out to the kinds that its payees are listed by each with its own kind."""
    out = list(drafts)
    first = 0
    while first < len(out):
        one = out[first].measure
        last = first + 1
        while last < len(out) and _alike(out[last].measure, one):
            last += 1
        kinds = payees.kinds(one.scope, last - first) if one.scope and last - first > 1 else []
        for i, kind in enumerate(kinds, first):
            out[i] = out[i]._replace(measure=out[i].measure._replace(scope=kind))
        first = last
    return out


def _alike(one: Sketch, other: Sketch) -> bool:
    return (one.span, one.subject, one.scope, one.role) == (other.span, other.subject, other.scope, other.role)


def _payee(text: str, earlier: Sequence[Draft], at: int, start: int) -> str:
    """Those whom the clauses that end at offset `at` are about."""
    for _ in range(_STEPS):
        if at < start or text[at] != ",":
            return ""
        clause = clause_before(text, at)
        begin = max(start, at - len(clause))
        inside = [d.measure for d in earlier if begin <= d.at < at]
        if _SERVED.fullmatch(clause):
            at = begin - 1
            continue
        told = [m for m in inside if m.role is not Role.CONDITION]
        if told:
            return (told[-1].scope or "") if _REWARD.fullmatch(told[-1].subject) else ""
        if inside:
            last = inside[-1]
            return last.scope or (last.subject if _BODY.search(last.subject) else _OPENS.sub("", clause).rstrip("的"))
        named = _TO.fullmatch(clause)
        if named:
            return next(who for who in named.groups() if who)
        if not _BETWEEN.fullmatch(clause):
            return ""
        at = begin - 1
    return ""
