"""A parent plan against a local one: which commitments are answered, and with what. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from corpus.aligned import Alignment, Answer, Pair, ValuePair
from corpus.bases import factor, rate
from corpus.clashes import metric, same_metric
from corpus.promises import Plan
from corpus.schoollevels import levels_of
from corpus.similarity import Sentence, Texts, Weights, sentences
from corpus.verdicts import note
from extract.model import Commitment, Comparator, Extraction, Measure, Range

NOTHING: Mapping[tuple[str, str], bool] = MappingProxyType({})
"""Nobody has said anything."""
ENOUGH = 0.33
"""Score from which a commitment counts as answered."""
CLEAR = 0.24
"""Score from which it does when the next best stands far behind."""
_BEHIND = 2.0
"""How many times the score of the next best that is."""
SAME_WORDS = 0.86
"""Score from which the words are the same."""
_HEADING = 0.16
"""What two headings in the same words add at most."""
_INDICATOR = 0.25
"""What a common indicator adds."""
_REVIEW = 3
"""Runners-up that are kept."""
_FALLING = (Comparator.AT_MOST, Comparator.LESS)
_CHANGES = (Comparator.INCREASE_BY, Comparator.DECREASE_BY)


@dataclass(frozen=True, slots=True)
class _Side:
    """A commitment, taken apart."""

    commitment: Commitment
    words: tuple[Sentence, ...]
    heading: tuple[Sentence, ...]
    indicators: frozenset[str]


def align(parent: Extraction, local: Extraction, said: Mapping[tuple[str, str], bool] = NOTHING) -> Alignment:
    """Each commitment of the parent with the local one that answers it best, and the local ones that answer none.

    `said` is what people said of matches, by the keys of both sides: a confirmed one goes before all others whatever
    its score, a rejected one makes room for the next best.
    """
    above, below = _sides(parent), _sides(local)
    weights = Weights(one.words for one in (*above, *below))
    words, headings = Texts([one.words for one in below]), Texts([one.heading for one in below])
    scored = [_scores(weights, one, below, words, headings) for one in above]
    pairs = tuple(_pair(parent, local, one, below, row, said) for one, row in zip(above, scored, strict=True))
    known = Texts([one.words for one in above])
    taken = {id(pair.local) for pair in pairs if pair.local}
    own = tuple(
        one.commitment
        for at, one in enumerate(below)
        if id(one.commitment) not in taken and not _has_parent(weights, one, known, [row[at] for row in scored])
    )
    return Alignment(parent, local, pairs, own)


def _sides(extraction: Extraction) -> list[_Side]:
    plan = Plan(extraction)
    out = []
    for one in extraction.commitments:
        title = plan.document.headings[one.section].title if one.section is not None else ""
        out.append(
            _Side(
                one,
                sentences(one.quote) or sentences(one.subject + one.quote),
                sentences(title),
                frozenset(m.indicator for m in one.measures if m.indicator),
            )
        )
    return out


def _scores(
    weights: Weights, one: _Side, below: Sequence[_Side], words: Texts, headings: Texts
) -> list[tuple[float, tuple[str, ...]]]:
    """How much of `one` stands in each local commitment, and what that rests on."""
    by_words = weights.contained_in_each(one.words, words)
    by_heading = weights.contained_in_each(one.heading, headings)
    meanings = frozenset[str]().union(*(each.meanings for each in one.words))
    return [_score(weights, one, two, meanings, by_words[at], by_heading[at]) for at, two in enumerate(below)]


def _score(
    weights: Weights, one: _Side, two: _Side, meanings: frozenset[str], words: float, heading: float
) -> tuple[float, tuple[str, ...]]:
    why = []
    score = words
    if words >= CLEAR / 2:
        why.append("words")
    if any(meanings & each.meanings for each in two.words):
        why.append("meaning")
    if heading > 0:
        near = (heading + weights.contained(two.heading, one.heading)) / 2
        if near > 0.5:
            score += _HEADING * near * (1 - score)
            why.append("heading")
    if one.indicators & two.indicators:
        score += _INDICATOR * (1 - score)
        why.append("indicator")
    return min(score, 1.0), tuple(why)


def _has_parent(weights: Weights, one: _Side, above: Texts, scores: Sequence[tuple[float, tuple[str, ...]]]) -> bool:
    """Some commitment of the parent stands in it, or most of it stands in one of the parent."""
    if max((score for score, _ in scores), default=0.0) >= ENOUGH:
        return True
    return max(weights.contained_in_each(one.words, above), default=0.0) >= ENOUGH


def _pair(
    parent: Extraction,
    local: Extraction,
    one: _Side,
    below: Sequence[_Side],
    row: Sequence[tuple[float, tuple[str, ...]]],
    said: Mapping[tuple[str, str], bool],
) -> Pair:
    judged = [said.get((one.commitment.key, two.commitment.key)) for two in below] if said else [None] * len(below)
    open_ = [at for at in range(len(below)) if judged[at] is not False]
    ranked = sorted(open_, key=lambda at: (judged[at] is not True, -row[at][0]))
    confirmed = bool(ranked) and judged[ranked[0]] is True
    others = tuple((below[at].commitment.key, round(row[at][0], 3)) for at in ranked[1 : _REVIEW + 1])
    if not ranked or not (confirmed or _enough([row[at][0] for at in ranked[:2]])):
        best = row[ranked[0]][0] if ranked else 0.0
        nearest = tuple((below[at].commitment.key, round(row[at][0], 3)) for at in ranked[:_REVIEW])
        return Pair(one.commitment, None, best, (), Answer.MISSING, lost=one.commitment.measures, others=nearest)
    score, why = row[ranked[0]]
    answer = below[ranked[0]].commitment
    values, lost = _values(parent, local, one.commitment, answer)
    found = _answer(one.commitment, answer, score, values)
    return Pair(one.commitment, answer, score, why, found, values, lost, others, confirmed)


def _enough(best: Sequence[float]) -> bool:
    """Whether the best score makes an answer; `best` are the first two, the first is there."""
    if best[0] >= ENOUGH:
        return True
    return best[0] >= CLEAR and (len(best) < 2 or best[0] >= _BEHIND * best[1])


def _answer(parent: Commitment, local: Commitment, score: float, values: Sequence[ValuePair]) -> Answer:
    found = [one.answer for one in values]
    for answer in (Answer.WEAKER, Answer.LATER, Answer.STRICTER):
        if answer in found:
            return answer
    if not values and parent.deadline and local.deadline and local.deadline > parent.deadline:
        return Answer.LATER
    return Answer.SAME if score >= SAME_WORDS and Answer.REWORDED not in found else Answer.REWORDED


def _values(
    parent: Extraction, local: Extraction, one: Commitment, other: Commitment
) -> tuple[tuple[ValuePair, ...], tuple[Measure, ...]]:
    """Values of the same metric side by side, and those of the parent that are not repeated."""
    pairs: list[ValuePair] = []
    lost: list[Measure] = []
    free = list(other.measures)
    lower = parent.document.header.level != local.document.header.level
    for measure in one.measures:
        alike = [each for each in free if _alike(measure, each)]
        # Of several steps of one metric the one for the same day answers.
        found = next((each for each in alike if each.deadline == measure.deadline), alike[0] if alike else None)
        if found is None:
            lost.append(measure)
            continue
        free.remove(found)
        pairs.append(_beside(measure, found, lower=lower))
    return tuple(pairs), tuple(lost)


def _alike(one: Measure, other: Measure) -> bool:
    """The same metric for the same schools or groups."""
    if factor(one.unit, other.unit) is None or levels_of(one.scope, one.subject) != levels_of(
        other.scope, other.subject
    ):
        return False
    if (one.comparator in _CHANGES) != (other.comparator in _CHANGES):
        return False
    if one.indicator and one.indicator == other.indicator:
        return True
    return same_metric(metric(one.subject), metric(other.subject))


def _beside(one: Measure, other: Measure, *, lower: bool) -> ValuePair:
    if isinstance(one.value, Range) or isinstance(other.value, Range):
        same = one.value == other.value
        return ValuePair(one, other, Answer.SAME if same else Answer.REWORDED, None if same else note("range"))
    since, own_since = _base_year(one), _base_year(other)
    if since and own_since and since != own_since:
        return ValuePair(one, other, Answer.REWORDED, note("base_year", plan=own_since, standard=since))
    scale = factor(other.unit, one.unit) or Decimal(1)
    if one.per != other.per:
        by = rate(other.per, one.per) if one.per else None
        if by is None and one.per and other.per:
            return ValuePair(one, other, Answer.REWORDED, note("other_base", plan=other.per, standard=one.per))
        scale *= by or Decimal(1)
    value = other.value * scale
    if lower and one.unit != "%" and not one.per and one.indicator is None and value != one.value:
        return ValuePair(one, other, Answer.REWORDED, note("share"))
    gap = one.value - value if one.comparator in _FALLING else value - one.value
    if gap:
        if one.deadline and other.deadline and (other.deadline - one.deadline).days * gap > 0:
            # More by a later day, or less by an earlier one, may be another step of the same way.
            days = {"plan": other.deadline.isoformat(), "standard": one.deadline.isoformat()}
            return ValuePair(one, other, Answer.REWORDED, note("other_day", **days))
        return ValuePair(one, other, Answer.STRICTER if gap > 0 else Answer.WEAKER)
    if one.deadline and other.deadline and other.deadline > one.deadline:
        return ValuePair(one, other, Answer.LATER)
    return ValuePair(one, other, Answer.SAME)


_BASE_YEAR = re.compile(r"[比较](?P<year>(?:19|20)[0-9]{2})年|在(?P<base>(?:19|20)[0-9]{2})年(?:的)?(?:基础|水平)")


def _base_year(measure: Measure) -> str | None:
    """The year that a change is counted from (`比2020年下降18%`)."""
    found = _BASE_YEAR.search(measure.quote)
    return (found["year"] or found["base"]) if found else None
