"""Quantities of a sentence to measures: subject, scope, bound, denominator, role."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract import (
    behind,
    carrying,
    levels,
    listed,
    metrics,
    phrases,
    rewards,
    shared_by,
    subjects,
    sums,
    trimming,
)
from extract.ahead import again, head_before
from extract.clauses import NUMBERED, Group, found
from extract.comparators import moved
from extract.conditions import entity_end, meant, meant_by, unaddressed, who
from extract.counting import mention_text
from extract.drafts import Draft, Earlier, Sketch
from extract.edges import compiled, cut
from extract.levels import Sentence
from extract.model import Comparator, Role
from extract.numbers import Numbers, Phrase
from extract.pairing import BOTH, share
from extract.registry import Mention, within
from extract.singled import singled
from extract.view import View


def read(
    view: View, numbers: Numbers, carried: Sequence[str] = (), prior: Sequence[Earlier] = ()
) -> tuple[list[Draft], list[str]]:
    """The measures of a sentence, and the scopes that a following 均 may take up.

    `carried` are scopes that the context before the sentence gives, `prior` are the measures there, whose
    subjects may go on: `…比例达到60%;到2030年,达到70%`, `甲率60%、乙率70%;2030年分别达到70%、80%`.
    """
    text, sentence, opening = view.text, numbers.sentence, numbers.opening
    out: list[Draft] = []
    last: list[str] = list(carried)
    limit: tuple[int, int] | None = None
    for phrase, own_scopes in zip(numbers.phrases, numbers.scopes, strict=True):
        group, scopes = phrase.group, own_scopes
        if limit and not re.search("[,。;]", text[limit[1] : group.first.start]):
            named = within(sentence.scopes, limit[1], group.first.start)
            edge = max([limit[1], *(s.end for s in named)])
            scopes = [text[limit[0] : edge]]
        if not scopes and (carried or _ALIKE.search(text, group.start, group.first.start)):
            scopes = last
        ahead = text[group.start - 1 : group.start]
        if not scopes and (ahead == "+" or (ahead == "(" and opening and group.start == group.first.start)):
            scopes = last
        if not scopes and sentence.scopes and _BARE_RATE.match(text, group.start):
            scopes = levels.before(text, group, sentence)
        if not scopes and opening and _SUBJECTLESS.match(text, group.start):
            scopes = opening
        if not scopes and len(last) == len(group.quantities) > 1 and "分别" in text[group.start : group.first.start]:
            scopes = last
        if scopes:
            last = scopes
        drafts = _group(view, phrase, scopes, sentence, out, prior, numbers.chained.get(group.first.start, ""))
        limit = None
        if drafts and drafts[-1].measure.role is Role.CONDITION:
            bound_end = group.final.bound_end
            edge = entity_end(text, bound_end)
            opens = group.first.start if group.own.before is Comparator.AT_LEAST else group.own.bound_start
            if group.own.before in (Comparator.MORE, Comparator.LESS) and text[opens - 1 : opens] in _DIMENSIONS:
                opens = group.start
            limit = (opens, edge) if edge > bound_end else None
        out += drafts
    for phrase in numbers.aside:
        drafts = _group(view, phrase, [], sentence, [], prior)
        end = phrase.group.last.end
        out += [d._replace(measure=d.measure.aside(who(text, d.measure.subject, end))) for d in drafts]
    out.sort(key=lambda draft: draft.at)
    if any((value.own.unit or "").endswith("元") for phrase in numbers.phrases for value in phrase.values.values()):
        out = rewards.with_payee(text, out, sentence.start)
        out = sums.with_purpose(text, out, {m.start: found(m).bound_end for m in numbers.counted}, sentence.end)
    return out, last


_DIMENSIONS = frozenset("量额值")
"""Last characters of a dimension whose size says who is meant: `年用水量超过500吨企业`."""
_BARE_RATE = re.compile("(?:基本|实现)?[毛净]?入[园学]率")
"""A rate of a school level that the clause in front names: `普及学前三年教育,入园率达到85%`."""
_ALIKE = compiled("[均都]|同样")
_BUILDS = compiled("新建|新改扩建|改扩建|扩建|迁建|建成|开工建设|新增|投用")
"""Verbs whose number counts all that they name together: `新建中小学、幼儿园7所`."""
_EACH = compiled("[均都各每]|分别|率|比例|达到")
_SUBJECTLESS = re.compile(
    r"(?:并且?|且|还|同时|均|都|要|应|须|每[年天日周学月班]|至少|保证|确保|开设|开齐|开足|配备|配齐|安排|设置|设立|建设|建有|达到|不低于|不少于|不超过"
    r"|控制|落实|组织|开展|举办|拥有|实行|推行|完成|实现|帮助|引导|指导|有)"
)
"""A clause that goes on with the subject that its sentence opened with."""


def _group(
    view: View,
    phrase: Phrase,
    scopes: list[str],
    sentence: Sentence,
    earlier: Sequence[Draft],
    prior: Sequence[Earlier],
    chained: str = "",
) -> list[Draft]:
    """The measures of a group; `chained` is its subject where it stands in a chain of numbers."""
    text, group, bare = view.text, phrase.group, phrase.bare
    lead = text[group.start : group.first.start]
    out: list[Draft] = []
    before = earlier[-1].measure.subject if earlier else prior[-1].subject if prior else ""
    pairs = share(scopes, list(group.quantities))
    if len(scopes) == 1 and BOTH in scopes[0] and len(group.quantities) == 2 and "分别" not in lead:
        pairs = [(scopes[0], q) for q in group.quantities]
    if len(scopes) > 1 and len(pairs) > len(group.quantities) and _BUILDS.search(lead) and not _EACH.search(lead):
        pairs = [("、".join(scopes), group.quantities[0])]
    named = phrase.parts
    if not scopes and not named and len(group.quantities) == 2 and "分别" in lead:
        halves = () if _TWO_YEARS.search(text, sentence.start, group.first.start) else _halves(lead)
        pairs = list(zip(halves, group.quantities, strict=False)) or pairs
    turned = phrases.TURNED.match(lead) is not None
    if not scopes and not named and (bare or turned):
        pairs = _same_scopes(_last(earlier, group) or prior, group) or pairs
    if bare:
        head = head_before(text, group, sentence.start)
        named = _same_subjects(_last(earlier, group) or prior, len(group.quantities))
        before = before if earlier and not head else head or before
    if not scopes and _SHARED_OUT.match(lead) and group.final.unit == "%":
        named = _same_subjects(_last(earlier, group), len(group.quantities)) or named
    if not bare and group.first is group.last and (group.own.unit or "").endswith("元"):
        before = metrics.fund_before(text, group) or before
    elif before and lead.endswith("的") and group.own.unit == "%":
        before = metrics.under_way_before(text, group) or before
    if len(earlier) > 1 and group.own.unit == "%" and (lead == "的" or NUMBERED.search(lead)):
        before = earlier[-2].measure.subject
    joint = chained or subjects.subject(text, phrase, before)
    joint = again(text, group, joint, before)
    if before and joint == before and _REACHES_TO.match(lead):
        joint = cut(_ADDED, joint) or joint
    parted = listed.parted(joint)
    if parted and group.own.unit == "%":
        joint, part = parted
        scopes = [part]
        pairs = [(part, q) for q in group.quantities]
    head = metrics.head_of_parts(text, group)
    apart = bool(head) and listed.is_part(joint, head)
    before = head if apart else before
    apart = apart or (bool(earlier or prior) and group.own.unit == "%" and listed.is_part(joint, before))
    if not named and (apart or (earlier and listed.goes_on(joint, earlier[-1].measure, group.own.unit))):
        scopes = scopes or [joint]
        pairs = [(joint, q) for q in group.quantities]
        joint = listed.of_all(before)
    if not scopes and not named and "分别" in lead:
        things = carrying.things_before(joint, _last(earlier, group), len(group.quantities))
        things = things or (carrying.listed_before(text, group) if joint and "、" not in lead else [])
        pairs = list(zip(things, group.quantities, strict=True)) if things else pairs
    span = view.span(group.start, max(group.end, group.last.end))
    enumerated = text[group.start - 1 : group.start] in ("、", "+")
    closing = group.final.unit
    for scope, mention, subject in listed.share_out(pairs, named, joint):
        value = phrase.values[mention.start]
        own = value.own
        unit = own.unit or closing
        if unit in ("万", "个") and closing and closing.startswith(unit):
            unit = closing
        role = Role.STATUS if value.told else sentence.role
        compare = value.bound
        last = (out or earlier)[-1].measure if out or earlier else None
        equal = compare is Comparator.EQUAL
        if equal and last and last.comparator is Comparator.AT_LEAST and _shares_least(text, group, earlier):
            compare = Comparator.AT_LEAST
        if last and enumerated and compare is Comparator.EQUAL and subject == last.subject and own.unit == last.unit:
            compare = last.comparator
        kind = None
        subject = moved(subject) if compare in _MOVED else subject
        told_of = subject
        if value.condition:
            role = Role.CONDITION
            kind = meant(text, group.last)
            subject = meant_by(text, unaddressed(subject), group.last.end).removesuffix("前")
            if not lead and earlier and earlier[-1].measure.role is Role.CONDITION and text[group.start - 1] == "、":
                subject = earlier[-1].measure.subject
            sized = behind.sized(text, group)
            if sized:
                subject, kind = sized
            of_such = None if sized else singled(text, group, subject, last)
            if of_such:
                subject, kind = of_such.subject, of_such.scope or kind
        if scope and len(scopes) == 1 and len(named) > 1 and scope not in subject:
            scope = next((mention_text(text, s) for s in sentence.scopes if mention_text(text, s) in subject), None)
        if not scope:
            scope = kind or subjects.whose(told_of if len(named) > 1 else lead)
        if role is Role.CONDITION and scope == subject:
            scope = None
        if role is not Role.CONDITION and not chained:
            subject, scope = carrying.settle(text, group, behind.Shared(subject, scope), last)
            if not parted:
                subject, scope = trimming.trimmed(text, group, behind.Shared(subject, scope))
        elif chained and unit == "%":
            subject, scope = shared_by.told_apart(behind.Shared(subject, scope))
        if scope is None and role is not Role.CONDITION and (named or subject not in text[group.start : group.end]):
            scope = _scope_of(subject, _last(earlier, group) or prior)
        out.append(
            Draft(
                Sketch(
                    role=role,
                    span=span,
                    subject=subject,
                    scope=scope,
                    comparator=compare,
                    value=own.value,
                    unit=unit,
                    per=value.per
                    or (_shared_base(last, lead, unit) if enumerated or lead.startswith("其中") else None)
                    or (_each_person(last, subject, lead, unit) if text[group.start - 1 : group.start] == "," else None)
                    or (
                        None
                        if compare in _MOVED
                        else _kept_base(last, subject, unit, turned=turned, compared=lead.startswith(_BESIDE))
                        or _averaged(subject, unit)
                    ),
                    value_span=view.span(mention.start, mention.end),
                    indicator=phrase.indicator,
                    rules=(mention.rule,),
                ),
                mention.start,
            )
        )
    return out


def _last(earlier: Sequence[Draft], group: Group) -> list[Sketch]:
    """The measures in front of a group, as many as it has numbers."""
    return [draft.measure for draft in earlier[-len(group.quantities) :]]


def _same_scopes(earlier: Sequence[Earlier], group: Group) -> list[tuple[str | None, Mention]]:
    """The scopes of as many numbers in front, where they differ: `小学、初中分别为A、B,比上年分别下降C、D`."""
    count = len(group.quantities)
    scopes = [measure.scope for measure in earlier[-count:]]
    apart = count > 1 and len(scopes) == count == len(set(scopes)) and None not in scopes
    return list(zip(scopes, group.quantities, strict=True)) if apart else []


def _scope_of(subject: str, earlier: Sequence[Earlier]) -> str | None:
    """The scope that the same subject had in front: `城区甲、乙浓度为A、B,分别下降C、D`."""
    return next((measure.scope for measure in reversed(earlier) if measure.subject == subject), None)


_REACHES_TO = re.compile("(?:总数|累计|总量|全[省市县区])?(?:达到?|增至|增加到|总数达到?)")
_ADDED = re.compile("(?:净增|新增|新建|新开)(?!成)(?=[\u4e00-\u9fff]{2})")
"""What adds to a total that the next number tells: `新增步道5公里,达到60公里`."""
_TWO_YEARS = re.compile("20[0-9]{2}年?(?:、|和|及|与)(?:到|至)?20[0-9]{2}年")
"""Times in turn: what follows 分别 is for them."""
_BOTH_HALVES = {"城乡": ("城镇", "农村"), "男女": ("男", "女")}


def _halves(lead: str) -> tuple[str, ...]:
    """The two that a word of a phrase names at once: 城乡居民收入分别增长6%、7%."""
    return next((pair for word, pair in _BOTH_HALVES.items() if word in lead), ())


def _same_subjects(earlier: Sequence[Earlier], count: int) -> list[str]:
    """The subjects of as many numbers in front, where they differ: `甲、乙分别为A、B,比上年分别下降C、D`."""
    names = [measure.subject for measure in earlier[-count:]]
    return names if count > 1 and len(names) == count == len(set(names)) else []


_SHARED_OUT = re.compile("(?:分别|各)(?:占|完成)")
"""Opens a clause that says what share the numbers in front are: `新植甲5亩、改造乙3亩,分别占任务的70%、80%`."""
_ONE_MORE = re.compile(r"(?:组织|开展|举办|召开|安排|培训|建设|建成|配备|听取|走访|巡查)\Z")


def _shares_least(text: str, group: Group, earlier: Sequence[Draft]) -> bool:
    """Whether a listed clause shares the 至少 of the one before: `至少召开1次会议、组织2次活动`."""
    if not earlier or text[group.start - 1 : group.start] in (",", "。", ";"):
        return False
    lead = text[group.start : group.first.start]
    joined = not lead and text[group.start - 1 : group.start] in ("和", "及", "与")
    goes_on = joined or _ONE_MORE.fullmatch(lead) or re.fullmatch(r"[\u4e00-\u9fff]{2,10}(?:和|及|与)", lead)
    return bool(goes_on) and "至少" in text[max(0, earlier[-1].at - 8) : earlier[-1].at]


_MOVED = (Comparator.INCREASE_BY, Comparator.DECREASE_BY)


def _kept_base(
    last: Earlier | None, subject: str, unit: str | None, *, turned: bool, compared: bool = False
) -> str | None:
    """The base of a share that goes on with its subject: `占全部税收比重从30%提升到49%`."""
    same = last is not None and (last.unit, last.subject) == (unit, subject)
    if same and last is not None and last.comparator in _MOVED and (last.per or "").endswith("均"):
        return None
    paid = (
        same
        and last is not None
        and (turned or compared)
        and (unit or "").endswith("元")
        and (last.per or "").startswith("每")
    )
    same = paid or (same and unit in ("%", "‰"))
    return last.per if last is not None and same else None


_BESIDE = ("高于", "低于", "超过", "高出")
"""What opens the value that the one in front is compared with: `每千瓦时产值26元,高于全国14元的平均水平`."""
_AVERAGED = re.compile("(?:人|户|亩|地|生|师|校|班|床|村)均(?!等|衡|匀|已|能|可(?!支)|应|须|\\Z)")


def _averaged(subject: str, unit: str | None) -> str | None:
    """The average that a carried subject is: `人均收入从4万元提高到6万元`."""
    match = _AVERAGED.search(subject) if unit and unit not in ("%", "‰") and "百分点" not in unit else None
    return match.group() if match else None


def _shared_base(last: Earlier | None, lead: str, unit: str | None) -> str | None:
    """The denominator that a list shares: `每千常住人口拥有床位6张、医师3人`, `每年举办书展一次,其中乡镇一次`."""
    base = last.per if last and "%" not in (last.unit, unit) and "‰" not in (last.unit, unit) else None
    alike = len(lead) <= _VERB or (last is not None and last.unit == unit)
    return base if base and (re.match("每[0-9百千万]", base) or (alike and base.startswith("每"))) else None


_PERSON = re.compile("每[个名位]?(?:学生|人|教师|幼儿|孩子|老人|职工|干部|党员)")


def _each_person(last: Earlier | None, subject: str, lead: str, unit: str | None) -> str | None:
    """For each of whom the clause in front is told: `每名学生小学毕业时掌握1项技能,初中毕业时掌握2项`."""
    if last is None or last.per is None or last.unit != unit or not _PERSON.fullmatch(last.per):
        return None
    return last.per if subject == last.subject or len(lead) <= _VERB else None


_VERB = 2
"""Characters of a verb that a list has for its next item: `每学期观摩一次演出、观看三部影片`."""
