"""A check as sheets of a workbook. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from corpus.book import Link, Page, Value
from corpus.standard import SchoolLevel
from corpus.verdicts import Check, Evidence, Judgement, State, Verdict
from ingest.model import Span
from tui.language import named, t
from tui.verdicts import amount, demands, judgement_notes, level, limit, remarks, summary

_COLUMNS = (
    ("code", 6), ("indicator", 30), ("level", 10), ("verdict", 10), ("demand", 26), ("clause", 10), ("sure", 8),
    ("plan_value", 22), ("difference", 9), ("due", 11), ("owner", 20), ("sentence", 60), ("section", 30),
    ("page", 5), ("remark", 50),
)  # fmt: skip


_SENTENCES = (
    ("code", 6), ("indicator", 30), ("verdict", 10), ("plan_value", 22), ("sentence", 80), ("section", 40),
    ("page", 5), ("due", 11), ("owner", 20), ("remark", 50),
)  # fmt: skip


def sheets(check: Check, plan: str) -> list[Page]:
    """One line for each judgement, whose figure leads to its sentence on a second sheet with all sentences."""
    said = [(verdict, one) for verdict in check.verdicts for one in verdict.sentences]
    rows = {(verdict.indicator.id, one.span): at for at, (verdict, one) in enumerate(said)}
    return [
        Page(
            name=check.standard.name,
            headings=[t(f"column.{name}") for name, _ in _COLUMNS],
            rows=[row for one in check.verdicts for row in _rows(one, rows)],
            widths=[width for _, width in _COLUMNS],
            notes=[t("check.title", plan=plan, standard=check.standard.name), *summary(check)],
        ),
        Page(
            name=t("column.sentence"),
            headings=[t(f"column.{name}") for name, _ in _SENTENCES],
            rows=[_sentence(verdict, one) for verdict, one in said],
            widths=[width for _, width in _SENTENCES],
        ),
    ]


def _sentence(verdict: Verdict, one: Evidence) -> Sequence[Value]:
    return (
        verdict.indicator.number, verdict.indicator.name, named("verdict", one.state.value),
        "" if one.value is None else amount(one), " ".join(one.quote.split()), one.section, one.page, one.deadline,
        "、".join(one.responsible), remarks(one.notes),
    )  # fmt: skip


Places = Mapping[tuple[str, Span], int]
"""Indicator and span of a sentence -> its row on the sheet of sentences."""


def _rows(verdict: Verdict, places: Places) -> Iterator[Sequence[Value]]:
    indicator = verdict.indicator
    head = (indicator.number, indicator.name)
    if verdict.state is State.MISSING or not any(one.evidence for one in verdict.judgements):
        first = verdict.sentences[0] if verdict.sentences else None
        yield (
            *head, "", named("verdict", verdict.state.value), demands(indicator), indicator.clause,
            named("sure", indicator.sure.value), *_plan(first, None, verdict, places), remarks(verdict.notes),
        )  # fmt: skip
        return
    for judged in verdict.judgements:
        first = judged.evidence[0] if judged.evidence else None
        name = f"{judged.demand.name} " if len(indicator.demands) > 1 else ""
        yield (
            *head, name + (level(judged.level) if judged.level is not SchoolLevel.ALL else ""),
            named("verdict", judged.state.value), limit(judged.demand, judged.limit), indicator.clause,
            named("sure", judged.demand.sure.value), *_plan(first, judged, verdict, places),
            remarks((*judgement_notes(verdict, judged), *verdict.notes)),
        )  # fmt: skip


def _plan(one: Evidence | None, judged: Judgement | None, verdict: Verdict, places: Places) -> tuple[Value, ...]:
    """Value, difference, date, owners, sentence, section and page of the sentence that counts."""
    if one is None:
        return ("",) * 7
    gap = judged.difference if judged else None
    target = t("column.sentence")
    at = places[verdict.indicator.id, one.span]
    value = "" if one.value is None else Link(amount(one), target, at)
    owners = "、".join(one.responsible)
    return value, gap, one.deadline, owners, Link(" ".join(one.quote.split()), target, at), one.section, one.page
