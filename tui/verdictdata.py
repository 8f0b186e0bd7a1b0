"""Verdicts and standards as data for programs. Pure."""

from __future__ import annotations

from typing import Any

from corpus.interchange import amount, number
from corpus.standard import Demand, Indicator, Standard
from corpus.verdicts import GOOD, Check, Evidence, Judgement, Note, State, Verdict
from tui.verdicts import remark

Json = dict[str, Any]


def check_json(check: Check, plan: str) -> Json:
    """A check: counts, then every indicator with its judgements and sentences."""
    listed = check.listed
    return {
        "plan": plan,
        "standard": {"id": check.standard.id, "number": check.standard.number, "title": check.standard.title},
        "overrides": list(check.standard.overrides),
        "indicators": len(check.standard.counted),
        "found": check.found,
        "met": check.count(*GOOD),
        "outside": check.outside,
        "counts": {state.value: check.count(state) for state in State},
        "list": listed
        and {
            "section": listed.title,
            "held": list(listed.held),
            "absent": list(listed.absent),
            "dated": listed.dated,
            "early": listed.early,
        },
        "verdicts": [verdict_json(one) for one in check.verdicts],
    }


def verdict_json(verdict: Verdict) -> Json:
    """One indicator."""
    indicator = verdict.indicator
    return {
        "indicator": indicator.id,
        "number": indicator.number,
        "name": indicator.name,
        "group": indicator.group,
        "counted": indicator.counted,
        "clause": indicator.clause,
        "text": indicator.text,
        "sure": indicator.sure.value,
        "verdict": verdict.state.value,
        "deadline": verdict.deadline.isoformat() if verdict.deadline else None,
        "notes": [note_json(one) for one in verdict.notes],
        "judgements": [judgement_json(one) for one in verdict.judgements],
        "sentences": [evidence_json(one) for one in verdict.sentences],
    }


def judgement_json(judged: Judgement) -> Json:
    """One demand at one level."""
    gap = judged.difference
    return {
        "demand": judged.demand.name,
        "level": judged.level.value,
        "comparator": judged.demand.comparator.value,
        "limit": number(judged.limit),
        "unit": judged.demand.unit,
        "per": judged.demand.per,
        "sure": judged.demand.sure.value,
        "verdict": judged.state.value,
        "difference": None if gap is None else number(gap),
        "notes": [note_json(one) for one in judged.notes],
        "sentences": [evidence_json(one) for one in judged.evidence],
    }


def evidence_json(one: Evidence) -> Json:
    """One sentence of the plan."""
    return {
        "verdict": one.state.value,
        "quote": one.quote,
        "span": [one.span.start, one.span.end],
        "section": one.section or None,
        "page": one.page,
        "commitment": one.commitment or None,
        "value": None if one.value is None else amount(one.value),
        "unit": one.unit,
        "per": one.per,
        "comparator": one.comparator.value if one.comparator else None,
        "converted": None if one.converted is None else number(one.converted),
        "difference": None if one.difference is None else number(one.difference),
        "deadline": one.deadline.isoformat() if one.deadline else None,
        "responsible": list(one.responsible),
        "notes": [note_json(each) for each in one.notes],
    }


def note_json(one: Note) -> Json:
    """A remark: its stable name, its values, and the sentence that people read."""
    return {"code": one.code, "values": dict(one.values), "message": remark(one)}


def standard_json(one: Standard) -> Json:
    """A standard with its indicators."""
    return {
        "id": one.id,
        "number": one.number,
        "title": one.title,
        "region": one.region,
        "based_on": one.based_on,
        "overrides": list(one.overrides),
        "sure": one.sure.value,
        "note": one.note,
        "count": len(one.counted),
        "groups": one.groups,
        "indicators": [indicator_json(each) for each in one.indicators],
        "vetoes": [{"text": each.text, "sure": each.sure.value} for each in one.vetoes],
        "sources": [{"id": each.id, "what": each.what, "url": each.url} for each in one.sources],
    }


def indicator_json(one: Indicator) -> Json:
    """An indicator of a standard."""
    return {
        "id": one.id,
        "number": one.number,
        "name": one.name,
        "group": one.group,
        "text": one.text,
        "clause": one.clause,
        "counted": one.counted,
        "sure": one.sure.value,
        "sources": list(one.sources),
        "note": one.note,
        "demands": [demand_json(each) for each in one.demands],
    }


def demand_json(one: Demand) -> Json:
    """What an indicator asks for."""
    return {
        "name": one.name,
        "comparator": one.comparator.value,
        "value": {at.value: number(value) for at, value in one.value.items()},
        "unit": one.unit,
        "per": one.per,
        "minor": one.minor,
        "sure": one.sure.value,
        "by": one.by.isoformat() if one.by else None,
        "relaxations": [
            {
                "when": each.when,
                "value": {at.value: number(value) for at, value in each.value.items()},
                "text": each.text,
                "until": each.until.isoformat() if each.until else None,
                "sure": each.sure.value,
            }
            for each in one.relaxations
        ],
    }
