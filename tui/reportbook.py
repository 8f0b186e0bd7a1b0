"""A check as sheets of a workbook. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.book import Page, Value
from corpus.standard import SchoolLevel
from corpus.verdicts import Check, Evidence, Judgement, State, Verdict
from tui.language import named, t
from tui.verdicts import amount, demands, judgement_notes, level, limit, remarks, summary

_COLUMNS = (
    ("code", 6), ("indicator", 30), ("level", 10), ("verdict", 10), ("demand", 26), ("clause", 10), ("sure", 8),
    ("plan_value", 22), ("difference", 9), ("due", 11), ("owner", 20), ("sentence", 60), ("section", 30),
    ("page", 5), ("remark", 50),
)  # fmt: skip


def sheets(check: Check, plan: str) -> list[Page]:
    """One line for each judgement, with its sentence."""
    return [
        Page(
            name=check.standard.name,
            headings=[t(f"column.{name}") for name, _ in _COLUMNS],
            rows=[row for one in check.verdicts for row in _rows(one)],
            widths=[width for _, width in _COLUMNS],
            notes=[t("check.title", plan=plan, standard=check.standard.name), *summary(check)],
        )
    ]


def _rows(verdict: Verdict) -> Iterator[Sequence[Value]]:
    indicator = verdict.indicator
    head = (indicator.number, indicator.name)
    if verdict.state is State.MISSING or not any(one.evidence for one in verdict.judgements):
        first = verdict.sentences[0] if verdict.sentences else None
        yield (
            *head, "", named("verdict", verdict.state.value), demands(indicator), indicator.clause,
            named("sure", indicator.sure.value), *_plan(first, None), remarks(verdict.notes),
        )  # fmt: skip
        return
    for judged in verdict.judgements:
        first = judged.evidence[0] if judged.evidence else None
        name = f"{judged.demand.name} " if len(indicator.demands) > 1 else ""
        yield (
            *head, name + (level(judged.level) if judged.level is not SchoolLevel.ALL else ""),
            named("verdict", judged.state.value), limit(judged.demand, judged.limit), indicator.clause,
            named("sure", judged.demand.sure.value), *_plan(first, judged),
            remarks((*judgement_notes(verdict, judged), *verdict.notes)),
        )  # fmt: skip


def _plan(one: Evidence | None, judged: Judgement | None) -> tuple[Value, ...]:
    """Value, difference, date, owners, sentence, section and page of the sentence that counts."""
    if one is None:
        return ("",) * 7
    gap = judged.difference if judged else None
    value = "" if one.value is None else amount(one)
    owners = "、".join(one.responsible)
    return value, gap, one.deadline, owners, " ".join(one.quote.split()), one.section, one.page
