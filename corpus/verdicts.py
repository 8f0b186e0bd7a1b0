"""What a check gives back: for each indicator a verdict, for each level a judgement, for each sentence its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from corpus.standard import Demand, Indicator, SchoolLevel, Standard
from extract.model import Comparator, Range
from ingest.model import Span


class State(StrEnum):
    """How a plan stands to a demand."""

    CONTRADICTORY = "contradictory"
    """The plan says two things that cannot both hold."""
    WEAKER = "weaker"
    OTHER_BASIS = "other_basis"
    """Counted per something else than the standard counts."""
    MISSING = "missing"
    UNQUANTIFIED = "unquantified"
    """Spoken of, but not with what the standard asks for."""
    SOFTENED = "softened"
    """Meets the number, but only 基本, 力争, 逐步."""
    MEETS = "meets"
    STRICTER = "stricter"


WORST = tuple(State)
"""The worst first: an indicator is as good as the worst of its parts."""
GOOD = (State.MEETS, State.STRICTER)


@dataclass(frozen=True, slots=True)
class Note:
    """A remark with its reason, in words that a screen chooses."""

    code: str
    """Stable name: `converted`, `metric`, `lookalike`, `relaxed` …"""
    values: tuple[tuple[str, str], ...] = ()
    """What stands in the sentence."""


def note(code: str, **values: object) -> Note:
    """A note with its values as text."""
    return Note(code, tuple((name, str(value)) for name, value in values.items()))


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence of the plan that speaks of a demand."""

    state: State
    """Of this sentence alone."""
    quote: str
    span: Span
    """Place of the quote in the document's text."""
    section: str
    """Heading path."""
    page: int | None
    commitment: str
    """Key of the commitment it stands in."""
    value: Decimal | Range | None = None
    """In `unit`."""
    unit: str | None = None
    per: str | None = None
    comparator: Comparator | None = None
    converted: Decimal | None = None
    """The value on the standard's basis and in its unit, where it could be worked out."""
    difference: Decimal | None = None
    """Plan less standard, on the standard's basis; None where they do not compare."""
    deadline: date | None = None
    responsible: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """One demand at one level of school."""

    demand: Demand
    level: SchoolLevel
    limit: Decimal
    state: State
    evidence: tuple[Evidence, ...] = ()
    """The sentence that counts first."""
    notes: tuple[Note, ...] = ()

    @property
    def difference(self) -> Decimal | None:
        """Of the sentence that counts."""
        return self.evidence[0].difference if self.evidence else None


@dataclass(frozen=True, slots=True)
class Verdict:
    """One indicator of a standard against a plan."""

    indicator: Indicator
    state: State
    judgements: tuple[Judgement, ...] = ()
    """Empty for an indicator that asks for no number."""
    evidence: tuple[Evidence, ...] = ()
    """Sentences that promise or mention it without a number."""
    notes: tuple[Note, ...] = ()

    @property
    def sentences(self) -> tuple[Evidence, ...]:
        """All sentences, each once, those that count first."""
        found = {one.span: one for judged in self.judgements for one in judged.evidence[:1]}
        for judged in self.judgements:
            for one in judged.evidence[1:]:
                found.setdefault(one.span, one)
        for one in self.evidence:
            found.setdefault(one.span, one)
        return tuple(found.values())

    @property
    def deadline(self) -> date | None:
        """The latest date of the sentences that count."""
        heads = [judged.evidence[0] for judged in self.judgements if judged.evidence] or list(self.evidence[:1])
        return max((one.deadline for one in heads if one.deadline), default=None)


@dataclass(frozen=True, slots=True)
class ItemList:
    """A part of a plan that goes through the indicators one by one."""

    title: str
    """Its heading path."""
    held: tuple[str, ...]
    """Ids of the indicators that have an item of their own in it."""
    absent: tuple[str, ...]
    """Ids of those that have none."""
    dated: int = 0
    """Items with a deadline."""
    early: int = 0
    """Those of them that are due before the plan's own date."""


@dataclass(frozen=True, slots=True)
class Check:
    """A plan against a standard."""

    standard: Standard
    verdicts: tuple[Verdict, ...]
    """In the order of the standard."""
    listed: ItemList | None = None
    outside: bool = False
    """The plan's title is of another field than the standard."""

    def count(self, *states: State) -> int:
        """Counted indicators in one of these states."""
        return sum(one.state in states for one in self.verdicts if one.indicator.counted)

    @property
    def found(self) -> int:
        """Counted indicators that the plan answers in any way."""
        return sum(one.state is not State.MISSING for one in self.verdicts if one.indicator.counted)


def worst(states: Sequence[State]) -> State:
    """The worst of several; `states` is not empty."""
    return min(states, key=WORST.index)
