"""What is wrong inside one plan, whatever it is checked against. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from corpus.check import report
from corpus.clashes import clashes
from corpus.finding import Finding, Kind, Place, place
from corpus.promises import Plan
from corpus.siblings import unlike_siblings
from corpus.standard import Standard
from corpus.tallies import tallies
from corpus.verdicts import Check, State, note
from extract.model import Extraction

_LONGEST = 120
"""Characters of a quote."""


def findings(extraction: Extraction, standard: Standard | None = None) -> list[Finding]:
    """All findings, by kind, in the order of the text."""
    plan = Plan(extraction)
    return found_in(plan, report(plan, standard) if standard else None)


def found_in(plan: Plan, check: Check | None = None) -> list[Finding]:
    """The same for a plan that was laid out already, with the check of the standard that it belongs to."""
    relevant = check if check and any(one.state is not State.MISSING for one in check.verdicts) else None
    found = [
        *clashes(plan),
        *_too_early(plan),
        *tallies(plan, relevant.standard if relevant else None, relevant.listed if relevant else None),
        *(_lookalikes(relevant) if relevant else ()),
        *_damaged(plan),
        *unlike_siblings(plan),
    ]
    order = list(Kind)
    found.sort(key=lambda one: (order.index(one.kind), one.places[0].span))
    return [replace(one, places=tuple(map(_short, one.places))) for one in found]


def _short(one: Place) -> Place:
    quote = one.quote if len(one.quote) <= _LONGEST else one.quote[: _LONGEST - 1] + "…"
    return replace(one, quote=quote)


def _too_early(plan: Plan) -> Iterator[Finding]:
    """Deadlines before the day on which the plan was issued, or before the first year it is for."""
    issued, period = plan.issued, plan.document.header.period
    for commitment in plan.extraction.commitments:
        days = [one.deadline for one in commitment.measures if one.deadline]
        days += [commitment.deadline] if commitment.deadline else []
        if not days:
            continue
        last = max(days)
        if issued is not None and last < issued:
            remark = note("before_issue", deadline=last, issued=issued)
        elif issued is None and period is not None and last.year < period[0]:
            remark = note("before_period", deadline=last, year=period[0])
        else:
            continue
        yield Finding(Kind.BEFORE_ISSUE, remark, (place(plan, commitment.span, commitment),))


def _lookalikes(check: Check) -> Iterator[Finding]:
    """Values that the check marks as those of another metric."""
    for verdict in check.verdicts:
        seen: dict[Place, None] = {}
        remark = None
        for judged in verdict.judgements:
            for one in judged.evidence:
                marks = [each for each in one.notes if each.code == "lookalike"]
                if marks:
                    remark = marks[0]
                    seen[
                        Place(one.quote, one.span, one.section, one.page, one.commitment, one.deadline, one.responsible)
                    ] = None
        if remark:
            yield Finding(Kind.LOOKALIKE, remark, tuple(seen))


def _damaged(plan: Plan) -> Iterator[Finding]:
    """Repairs with what was read into them, and what could not be read at all."""
    for repair in plan.document.repairs:
        holder = plan.holder(repair.span.start)
        remark = note("damaged", raw=repair.raw, reading=repair.reading)
        yield Finding(Kind.DAMAGED, remark, (place(plan, repair.span, holder),))
    for problem in plan.document.problems:
        if problem.span is not None:
            remark = note("unreadable", text=problem.message)
            yield Finding(Kind.DAMAGED, remark, (place(plan, problem.span, plan.holder(problem.span.start)),))
