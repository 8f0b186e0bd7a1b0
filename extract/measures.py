"""Quantities of a sentence to measures: subject, scope, bound, denominator, role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from extract import subjects
from extract.clauses import Group, comparator, denominator, found, groups
from extract.gates import compiled
from extract.lexicon import alternatives
from extract.model import Comparator, Measure, Role
from extract.pairing import BOTH, share
from extract.registry import Mention
from extract.view import View


class Sentence(NamedTuple):
    """One sentence of a block with what the components found in it; offsets count the view."""

    start: int
    end: int
    role: Role
    quantities: tuple[Mention, ...]
    scopes: tuple[Mention, ...]
    indicators: tuple[Mention, ...]


class Draft(NamedTuple):
    """A measure before its deadline and owners are known."""

    measure: Measure
    at: int
    """View offset of its number."""


_LOOSE_UNITS = frozenset({"个", "项", "条", "件", "种", "类", "级", "部", "门", "期", "组", "份"})
"""Counting words that a fixed term is made with as often as a target (八项…, 等6个学科)."""


_BUILT = re.compile(r"[\u4e00-\u9fff]{0,10}?(?:项目|工程|基地|园区|学校|机构|企业|平台|中心|小区|河道|县)")
"""What is counted behind 等: 甲、乙等14条高速公路项目 is a target, 甲、乙等6个学科 is not."""


@cache
def _condition(means: str) -> re.Pattern[str]:
    return compiled(alternatives("conditions", means=means))


def read(
    view: View, sentence: Sentence, carried: Sequence[str] = (), before: str = ""
) -> tuple[list[Draft], list[str]]:
    """The measures of a sentence, and the scopes that a following 均 may take up.

    `carried` are scopes that the context before the sentence gives, `before` the subject of the last measure there:
    `…比例达到60%;到2030年,达到70%`.
    """
    text = view.text
    kept = [q for q in sentence.quantities if _counts(text, q, sentence)]
    out: list[Draft] = []
    last: list[str] = list(carried)
    limit: tuple[int, int] | None = None
    for group in groups(text, kept, sentence.start, sentence.end):
        scopes = _scopes(text, group, sentence)
        if limit and not re.search("[,。;]", text[limit[1] : group.first.start]):
            named = [s for s in sentence.scopes if limit[1] <= s.start and s.end <= group.first.start]
            edge = max([limit[1], *(s.end for s in named)])
            scopes = [text[limit[0] : edge]]
        if not scopes and (carried or re.search("均|都|同样", text[group.start : group.first.start])):
            scopes = last
        if scopes:
            last = scopes
        drafts = _group(view, group, scopes, sentence, out[-1].measure.subject if out else before)
        limit = None
        if drafts and drafts[-1].measure.role is Role.CONDITION:
            limit = (found(group.first).bound_start, _entity_end(text, found(group.last).bound_end))
        out += drafts
    return out, last


_YEARS = frozenset({"年", "学年", "周年"})


def _counts(text: str, mention: Mention, sentence: Sentence) -> bool:
    """Whether a number is a statement at all."""
    own = found(mention)
    before, after = text[sentence.start : mention.start], text[mention.end : sentence.end]
    if text[mention.start - 1 : mention.start] == "每" and mention.start > sentence.start:
        return False
    if sentence.role is Role.COMMITMENT and not own.before and not own.after:
        if mention.rule == "quantity.han" and (own.unit or "") in _LOOSE_UNITS:
            return False
        if before.endswith("等") and own.unit in _LOOSE_UNITS and not _BUILT.match(after):
            return False
    if own.bare:
        if own.before is None and own.after is None and not _listed(after):
            return bool(
                re.search(r"(?:系数|差异率|指数|容积率|容载比|占比|比值|得分)(?:为|是)?\Z", before)
            ) and "." in mention_text(text, mention)
        return (
            _listed(after)
            or "." in mention_text(text, mention)
            or bool(re.search(r"(?:系数|指数|率|浓度|比|得分|排名)[^,。;]{0,8}\Z", before))
        )
    if mention.rule == "quantity.roman" and not own.before and not own.after:
        return False
    if own.unit in _YEARS:
        return _years(before, after, mention)
    return not (
        own.unit in ("级", "类", "期", "段") and mention.rule != "quantity.roman" and not own.before and not own.after
    )


def _entity_end(text: str, at: int) -> int:
    """Where the thing ends that a condition names (人口以上的县(市、区))."""
    match = re.compile(
        r"(?:名|人口|学生|以上|以下|以内|的|[\u4e00-\u9fff]){0,10}?(?:学校|教学点|县|区|市|乡镇|村|社区|企业|单位|机构)(?:\([^()]{1,8}\))?"
    ).match(text, at)
    return match.end() if match else at


def mention_text(text: str, mention: Mention) -> str:
    """The characters of a mention."""
    return text[mention.start : mention.end]


def _listed(after: str) -> bool:
    return bool(re.match(r"(?:(?:、|和|及|与)[0-9]{1,9}(?:\.[0-9]{1,6})?){1,8}(?:[%\u4e00-\u9fff])", after))


def _years(before: str, after: str, mention: Mention) -> bool:
    """Years count where something lasts or is bounded (任教满6年, 3至5年一周期), not where a plan runs."""
    own = found(mention)
    if own.after or own.before in (Comparator.AT_LEAST, Comparator.AT_MOST, Comparator.LESS, Comparator.MORE):
        if own.after is Comparator.AT_MOST and not re.search(r"[\u4e00-\u9fff]\Z", before):
            return False
        return not re.match(r"内", after) or bool(re.match(r"内(?:的)?(?:教师|人员|职工)", after))
    if mention.rule == "quantity.range":
        return bool(re.match(r"(?:为)?(?:一|1)(?:个)?周期", after))
    if re.match(r"内(?:的)?(?:教师|人员|职工)", after):
        return True
    return (
        bool(re.search(r"[\u4e00-\u9fff]\Z", before))
        and not after[:1].strip(",。;)")
        and not re.search(r"(?:近|前|过去|每|用|经过|通过|连续|未来|今后|期|第|力争|利用|在)\Z", before)
    )


def _scopes(text: str, group: Group, sentence: Sentence) -> list[str]:
    """The first run of levels in the clause before the number."""
    inside = [s for s in sentence.scopes if group.start <= s.start and s.end <= group.first.start]
    run: list[Mention] = []
    for mention in inside:
        if mention.value == "骨干教师":
            ahead = text[mention.end : group.first.start]
            if (
                run
                or len(ahead) > 20
                or not re.match(r"(?:比例|占比|数量)?(?:要|应)?(?:不低于|不少于|占|达到|达|不超过)", ahead)
            ):
                continue
        if run:
            gap = re.sub(r"\([^()]{0,40}\)", "", text[run[-1].end : mention.start])
            if not re.fullmatch(r"(?:学校|阶段|教育|段|生)?(?:、|和|及|与|以及|,)?(?:九年一贯制)?", gap):
                break
        run.append(mention)
    if not run:
        behind = [
            s
            for s in sentence.scopes
            if group.last.end <= s.start
            and s.end <= group.end
            and s.value not in ("骨干教师", "教学点")
            and not re.search("[“”、]", text[group.last.end : s.start])
        ]
        run = behind[:1]
    return [_written(text, m) for m in run]


def _written(text: str, mention: Mention) -> str:
    word = mention_text(text, mention)
    follow = re.match(r"(?:阶段|教育|生(?!均))?(?:\([^()]{1,12}\))?", text[mention.end : mention.end + 16])
    return word + (follow.group() if follow else "")


def _group(view: View, group: Group, scopes: list[str], sentence: Sentence, before: str) -> list[Draft]:
    text = view.text
    out: list[Draft] = []
    pairs = share(scopes, list(group.quantities))
    if (
        len(scopes) == 1
        and BOTH in scopes[0]
        and len(group.quantities) == 2
        and "分别" not in text[group.start : group.first.start]
    ):
        pairs = [(scopes[0], q) for q in group.quantities]
    joint = subjects.subject(text, group, before)
    for scope, mention, subject in subjects.share_out(pairs, subjects.parts(text, group), joint):
        own = found(mention)
        unit = own.unit or found(group.last).unit
        if unit == "个" and (found(group.last).unit or "").startswith("个"):
            unit = found(group.last).unit
        told = _from(text, mention) or _REPORTED.match(text[group.start : group.first.start])
        role = Role.STATUS if told else sentence.role
        compare = comparator(text, group, mention)
        if role is not Role.STATUS and _is_condition(text, mention, group, compare):
            role = Role.CONDITION
        span = view.span(group.start, max(group.end, group.last.end))
        out.append(
            Draft(
                Measure(
                    role=role,
                    span=span,
                    quote="",
                    subject=subject,
                    scope=scope or subjects.whose(text, group),
                    comparator=compare,
                    value=own.value,
                    unit=unit,
                    per=denominator(text, group, mention),
                    value_span=view.span(mention.start, mention.end),
                    indicator=_indicator(sentence, group),
                    rules=(mention.rule,),
                ),
                mention.start,
            )
        )
    return out


_REPORTED = re.compile(r"(?:其中|在)?(?:去年|上年|截至|截止|目前|现有|已(?:经|建成|完成|累计)|累计已)(?!基础上)")
"""A clause that reports inside a sentence that promises: 去年改造4.2万亩,今年再改造5万亩."""


def _from(text: str, mention: Mention) -> bool:
    """The first number of `从53.2%提高到57.7%` is where it stood, not what is promised."""
    head = text[max(0, mention.start - 30) : mention.start]
    rest = text[mention.end : mention.end + 12]
    return bool(
        re.search(r"(?:从|由)(?:[^,。;从由]{0,16}的)?(?:约|近)?\Z", head)
        and re.match(
            r"(?:以上|左右|/[\u4e00-\u9fff]{1,2})?(?:、[^,。;]{1,8})?(?:分别)?(?:进一步|逐步|逐渐)?(?:提高|提升|增加|增长|上升|扩大|扩充|发展|下降|降低|降|减少|压缩|压减|缩短|缩减|精简|调整|增|减|升)(?:到|至|为)",
            rest,
        )
    )


def _is_condition(text: str, mention: Mention, group: Group, compare: Comparator) -> bool:
    before, after = text[max(0, mention.start - 24) : mention.start], text[mention.end : mention.end + 40]
    lead = text[max(0, mention.start - 6) : mention.end + 24]
    whole = _condition("whole").search(lead)
    if whole and whole.end() > mention.end - max(0, mention.start - 6):
        return True
    if _condition("before").search(before) and (found(mention).unit or "").endswith(
        ("年", "岁", "月", "所", "个", "家")
    ):
        return not re.search(r"交流\Z", before)
    if _condition("phased").search(before):
        return True
    own_bound = found(mention).before
    if own_bound in (Comparator.MORE, Comparator.LESS) and _condition("of_such").match(after):
        return (found(mention).unit or "") not in ("%", "‰", "个百分点")
    if _condition("making").search(before):
        return False
    near = found(mention).before or found(group.first).before
    if near in (Comparator.AT_LEAST, Comparator.AT_MOST) and not before.endswith("满"):
        return False
    if _condition("after").match(after):
        return (found(mention).unit or "") not in ("%", "‰", "个百分点")
    return False


def _indicator(sentence: Sentence, group: Group) -> str | None:
    """The indicator nearest in front of the number, else one named behind it in the clause."""
    inside = [i for i in sentence.indicators if i.end > group.start and i.start < group.end]
    before = [i for i in inside if i.start <= group.first.start]
    for chosen in (before, inside):
        if chosen:
            return str(chosen[0].value)
    return None
