"""Drafts to measures: the deadline, the owners and the rhythm that their surroundings give them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from extract import moments, places
from extract.components.indicator import of_education
from extract.confidence import confidence
from extract.drafts import Draft, Sketch
from extract.force import Strength
from extract.model import Measure, Role
from extract.phrases import METRIC
from extract.registry import Mention, within
from extract.statements import Item, Statement
from extract.view import View
from ingest.model import Document, Span

_NOTHING = frozenset({"", "完成", "实现", "达到"})
_NOWHERE = frozenset("中内")
"""Subjects that name nothing."""
_DONE = re.compile(
    "完成(?P<deed>[^,。;:]{2,40}?(?:改造|治理|整治|建设|修复|修缮|加固|搬迁|培训|造林|抚育|淘汰|置换|备案|整地|安装|铺设|补造|迁建|硬化|亮化|绿化"
    "|拆除|清理|关停|征收|评估|验收|登记|普查|排查|调查|检测|检查|更新|升级|轮训|招聘|清淤)(?:任务|工作)?)"
)


def _deed(subject: str, unit: str | None) -> str:
    """`完成老旧管网改造` as the deed itself, which a count measures; a share is of those who have done it."""
    match = _DONE.fullmatch(subject) if unit != "%" else None
    return match["deed"] if match else subject


_FROM = re.compile(r"(?:从|由)(?:20[0-9]{2}年(?:底|末)?的?)?[^0-9,。;]{0,6}\Z")
_NEAR = 14
"""Characters within which a year belongs to the number behind it: `由2025年底的12%提高到…`."""


def finished(
    document: Document,
    item: Item,
    statement: Statement,
    drafts: Sequence[Draft],
    times: Sequence[tuple[Mention, date | None]],
    inherited: date | None,
    education: bool,
    strength: Strength,
) -> list[Measure]:
    """The measures of a statement with their deadlines, owners and force; `inherited` is the deadline of what it stands
    in, `strength` how the statement binds.
    """
    view = statement.view
    told = any(draft.measure.role is Role.STATUS for draft in drafts)
    sure, baselines = moments.baselines(view.text, moments.stated(statement)) if told else ([], [])
    promised = [(m.start, d) for m, d in times]
    recurrences = statement.inside("recurrence")
    paired = moments.paired(view.text, times, drafts) if len(drafts) > 1 and times else {}
    turns: Mapping[int, Sequence[date | None]] = moments.each_period(view.text, statement, drafts)
    out: list[Measure] = []
    for draft in drafts:
        measure = draft.measure
        if not measure.subject and item.headed and item.title and METRIC.search(item.title):
            measure = measure._replace(subject=item.title)
        if measure.subject in _NOWHERE or (measure.subject in _NOTHING and measure.role is Role.STATUS):
            # A number of which nothing says what it counts is no fact.
            continue
        own = places.own(document.header, measure.subject, measure.scope)
        if own is None and measure.role is Role.STATUS:
            continue
        if own is not None:
            measure = measure._replace(subject=_deed(own.subject, measure.unit), scope=own.scope)
        told_from = _FROM.search(view.text, max(0, draft.at - _NEAR), draft.at) if measure.role is Role.STATUS else None
        stood = measure.role is Role.STATUS and (statement.role is Role.COMMITMENT or told_from is not None)
        near = promised
        if measure.role is Role.STATUS:
            near = [*moments.of_number(view.text, sure, baselines, draft.at)]
        if stood:
            opens = told_from.start() if told_from else draft.at - _NEAR
            near = [(place, d) for place, d in near if opens <= place < draft.at]
        due = paired.get(draft.at) or moments.due(view.text, near, draft.at, statement)
        if due is None and times and measure.role is Role.COMMITMENT:
            due = moments.closing(view.text, times, draft.at, statement)
        if due is None and (measure.role is not Role.STATUS or not (item.stage or stood)):
            due = inherited
        if measure.role is Role.CONDITION and statement.role is Role.STATUS:
            due = None
        if measure.unit == "张床位" and measure.subject.endswith("床位"):
            measure = measure._replace(unit="张")
        indicator = measure.indicator or (item.indicator if item.owned else None)
        out += [
            measure.measure(
                document.quote(measure.span),
                day,
                item.owners or statement.owners_at(draft.at),
                indicator if education or indicator not in of_education() else None,
                confidence(measure, day, times),
                recurrence=recurs(measure, _within(view, recurrences, measure.span)),
                force=strength.at(draft.at - statement.start),
            )
            for day in turns.get(draft.at, (due,))
        ]
    return out


_PERIOD = re.compile("每(?:半|[0-9一二三四五两]{1,2})?(?:个)?(?:学年度?|学期|季度|月|周|年度?|日|天)")


_RATE = ("节", "课时", "学时", "小时", "分钟")
"""Units of a rate: 每周16节 says how much, not that something is due every week."""


def _within(view: View, mentions: Sequence[Mention], span: Span) -> Sequence[Mention]:
    """The mentions of a view that stand in a span of its document."""
    return within(mentions, view.offset(span.start), view.offset(span.end)) if mentions else mentions


def recurs(measure: Sketch, inside: Sequence[Mention]) -> str | None:
    """In which rhythm a measure is due again: its own period, else the first of those `inside` its clause."""
    period = measure.per if measure.per and _PERIOD.fullmatch(measure.per) else None
    found = period or next((str(m.value) for m in inside), None)
    return None if found and measure.unit in _RATE and re.search("[周日天]", found) else found
