"""A plan against a standard: `check` gives each indicator a verdict that points at its sentences. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.judging import judge, mentioned
from corpus.promises import Plan, Promise, matches, written
from corpus.softening import softener
from corpus.standard import Indicator, Standard
from corpus.verdicts import Check, Evidence, ItemList, Judgement, Note, State, Verdict, note, worst
from extract.model import Commitment, Extraction
from extract.view import fold
from ingest.model import Span

_LIST_SHARE = 0.75
"""Share of the standard's indicators that a part must go through one by one to be its list."""
_SENTENCES = 5
"""Sentences without a number that are kept of one indicator."""


def check(extraction: Extraction, standard: Standard) -> list[Verdict]:
    """One verdict for each indicator of the standard, in its order."""
    return list(report(Plan(extraction), standard).verdicts)


def report(plan: Plan, standard: Standard) -> Check:
    """The verdicts, and the part of the plan that goes through the indicators one by one."""
    outside = standard.about is not None and not matches(standard.about, plan.title)
    about = standard.about if outside else None
    verdicts = tuple(_verdict(plan, one, about) for one in standard.indicators)
    listed = _item_list(plan, standard)
    if listed:
        absent = set(listed.absent)
        verdicts = tuple(_left_out(one, listed) if one.indicator.id in absent else one for one in verdicts)
    return Check(standard, verdicts, listed, outside)


def _verdict(plan: Plan, indicator: Indicator, about: str | None) -> Verdict:
    candidates = [one for one in plan.promises if _concerns(indicator, one)]
    if about:
        candidates = [one for one in candidates if _of_field(plan, about, one.commitment, one.head + one.clause)]
    spoken = tuple(_spoken(plan, indicator, about))
    if indicator.qualitative:
        return _state_verdict(plan, indicator, spoken)
    judgements = tuple(made for demand in indicator.demands for made in judge(plan, indicator, demand, candidates))
    found = [one for one in judgements if one.state is not State.MISSING]
    main = [one for one in judgements if not one.demand.minor]
    notes = tuple(_remarks(indicator, judgements))
    if not found:
        named = [
            one for one in candidates if not indicator.mentions or matches(indicator.mentions, one.head + one.clause)
        ]
        evidence = _both([mentioned(plan, one) for one in named], spoken)
        return Verdict(indicator, State.UNQUANTIFIED if evidence else State.MISSING, judgements, evidence, notes)
    counting = [one for one in main if one.state is not State.MISSING]
    if not counting:
        state = worst([State.UNQUANTIFIED, *(one.state for one in found)])
    else:
        # A level or a part that is left open beside others is not the whole indicator missing.
        silent = [State.UNQUANTIFIED] if len(counting) < len(main) else []
        state = worst([*silent, *(one.state for one in found)])
    return Verdict(indicator, state, judgements, (), notes)


def _concerns(indicator: Indicator, one: Promise) -> bool:
    """Extraction took the value for this indicator, or for none and the words are those of a demand."""
    known = one.measure.indicator
    if known is not None:
        return known in indicator.measured
    return any(
        demand.finds is not None and (matches(demand.finds, one.near) or matches(demand.finds, one.head[-60:]))
        for demand in indicator.demands
    )


def _of_field(plan: Plan, about: str, commitment: Commitment | None, words: str) -> bool:
    """A sentence of a plan of another field has a word of the standard's, or stands under a heading that has one."""
    return matches(about, words) or (commitment is not None and matches(about, fold(plan.section(commitment))))


def _spoken(plan: Plan, indicator: Indicator, about: str | None) -> Iterator[Evidence]:
    """Sentences that promise the state, then those that only mention it; each sentence once."""
    seen: set[int] = set()
    for pattern, promised in ((indicator.states, True), (indicator.also, True), (indicator.mentions, False)):
        if pattern is None:
            continue
        for commitment, place in plan.mentions(pattern):
            sentence = plan.sentence(place.start)
            if sentence.start in seen:
                continue
            seen.add(sentence.start)
            if about and not _of_field(plan, about, commitment, plan.text[sentence.start : sentence.end]):
                continue
            yield _sentence(plan, commitment, sentence, place, promised=promised)


def _sentence(plan: Plan, commitment: Commitment | None, sentence: Span, place: Span, *, promised: bool) -> Evidence:
    word = softener(plan.text[sentence.start : place.end]) if promised else None
    state = (State.SOFTENED if word else State.MEETS) if promised else State.UNQUANTIFIED
    span = sentence
    if commitment is not None and commitment.span.overlaps(sentence):
        span = Span(max(sentence.start, commitment.span.start), min(sentence.end, commitment.span.end))
    return Evidence(
        state=state,
        quote=plan.quote(span),
        span=span,
        section=plan.section(commitment) if commitment else "",
        page=plan.page(span.start),
        commitment=commitment.key if commitment else "",
        deadline=commitment.deadline if commitment else None,
        responsible=written([one.name for one in commitment.responsible]) if commitment else (),
        notes=(note("soft", word=word),) if word else (),
    )


def _state_verdict(plan: Plan, indicator: Indicator, spoken: Sequence[Evidence]) -> Verdict:
    """An indicator that asks for a state: the firmest sentence counts, of those the one that somebody answers for."""
    if not spoken:
        return Verdict(indicator, State.MISSING)
    order = (State.MEETS, State.SOFTENED, State.UNQUANTIFIED)
    ranked = sorted(spoken, key=lambda one: (order.index(one.state), not one.responsible, one.deadline is None))
    state, evidence = ranked[0].state, tuple(ranked[:_SENTENCES])
    if indicator.also and state is not State.UNQUANTIFIED:
        promised = "\n".join(plan.text[one.span.start : one.span.end] for one in spoken if one.state in order[:2])
        if not (matches(indicator.states, promised) and matches(indicator.also, promised)):
            return Verdict(indicator, State.UNQUANTIFIED, evidence=evidence, notes=(note("state"), note("half")))
    return Verdict(indicator, state, evidence=evidence, notes=(note("state"),))


def _both(first: Sequence[Evidence], second: Sequence[Evidence]) -> tuple[Evidence, ...]:
    found = {one.span: one for one in (*first, *second)}
    return tuple(found.values())[:_SENTENCES]


def _remarks(indicator: Indicator, judgements: Sequence[Judgement]) -> Iterator[Note]:
    """What is missing of an indicator that is answered in part."""
    if all(one.state is State.MISSING for one in judgements):
        return
    for one in judgements:
        if one.state is State.MISSING:
            yield note("part_missing", name=one.demand.name, level=one.level.value)


def _left_out(verdict: Verdict, listed: ItemList) -> Verdict:
    """An indicator that the plan's own list leaves out is missing there, whatever is said elsewhere."""
    remark = note("not_listed", section=listed.title, elsewhere=verdict.state.value)
    return Verdict(verdict.indicator, State.MISSING, verdict.judgements, verdict.evidence, (*verdict.notes, remark))


def _item_list(plan: Plan, standard: Standard) -> ItemList | None:
    """The smallest part of the outline whose items answer most indicators one by one."""
    counted = standard.counted
    openings = [(one, plan.heading_of(one)) for one in plan.extraction.commitments]
    named: dict[str, list[Commitment]] = {}
    for indicator in counted:
        for pattern in filter(None, (indicator.states, indicator.mentions)):
            held = [one for one, opening in openings if matches(pattern, opening)]
            named.setdefault(indicator.id, []).extend(held)
    least = _LIST_SHARE * len(counted)
    under: dict[int, set[str]] = {}
    for commitment in plan.extraction.commitments:
        for at in plan.document.path(commitment.section):
            under.setdefault(at, set()).add(commitment.key)
    best: tuple[int, int] | None = None
    for at, inside in under.items():
        answered = sum(any(one.key in inside for one in held) for held in named.values())
        items = len({one.key for held in named.values() for one in held if one.key in inside})
        if min(answered, items) >= least and (best is None or len(inside) < best[0]):
            best = (len(inside), at)
    if best is None or len(counted) < _SENTENCES:
        return None
    inside = under[best[1]]
    held_ids = tuple(
        one.id for one in counted if any(c.key in inside for c in named.get(one.id, ())) or _set_in(plan, one, inside)
    )
    absent = tuple(one.id for one in counted if one.id not in held_ids)
    days = [one.deadline for one in plan.extraction.commitments if one.key in inside and one.deadline]
    early = sum(day < plan.issued for day in days) if plan.issued else 0
    return ItemList(plan.document.section_title(best[1]), held_ids, absent, len(days), early)


def _set_in(plan: Plan, indicator: Indicator, keys: set[str]) -> bool:
    """A value for the indicator stands in one of these commitments."""
    return any(one.commitment.key in keys and _concerns(indicator, one) for one in plan.promises)
