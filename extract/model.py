"""What extraction gives back: mentions, and the commitments and facts made of them.

The meaning of each field is documented in docs/interchange.md. No spaCy here: the corpus reads these types.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ingest.model import Document, Span


class Comparator(StrEnum):
    """How a measure bounds its value."""

    AT_LEAST = ">="
    AT_MOST = "<="
    MORE = ">"
    LESS = "<"
    EQUAL = "="
    RANGE = "range"
    ABOUT = "about"
    INCREASE_BY = "increase_by"
    DECREASE_BY = "decrease_by"


class Role(StrEnum):
    """What a statement is."""

    COMMITMENT = "commitment"
    """Promised, required or planned for the future of the document."""
    STATUS = "status"
    """A fact, a baseline, an achievement."""
    CONDITION = "condition"
    """A number that only says to whom something applies."""


class Force(StrEnum):
    """How strongly a commitment binds."""

    MUST = "must"
    """确保, 必须, 严格."""
    SHALL = "shall"
    """Plain directive."""
    STRIVE = "strive"
    """力争, 努力, 争取, 基本."""
    ENCOURAGE = "encourage"
    """鼓励, 支持, 探索."""
    PROHIBIT = "prohibit"
    """不得, 严禁, 禁止."""


class Duty(StrEnum):
    """Part of an organisation in a commitment."""

    LEAD = "lead"
    SUPPORT = "support"
    RESPONSIBLE = "responsible"


@dataclass(frozen=True, slots=True)
class Range:
    """Two ends of a value, both included."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with unit and bound as the clause states it."""

    span: Span
    """Number and unit."""
    value: Decimal | Range
    """In the unit as written."""
    unit: str | None
    comparator: Comparator
    per: str | None = None
    """Denominator as written: 每百名学生, 生均, 每年, 教师工资总额."""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The end of the time that a clause gives."""

    span: Span
    end: date
    start: date | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Responsibility:
    """An organisation and its part."""

    name: str
    """As written."""
    duty: Duty
    span: Span | None = None
    organisation: str | None = None
    """The name that aliases of one organisation share; None when the form is already that name."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A stretch of a commitment that binds otherwise than the whole."""

    span: Span
    """A sentence, or one of its clauses."""
    force: Force


@dataclass(frozen=True, slots=True)
class Measure:
    """One quantified statement: one subject, scope, value, deadline."""

    role: Role
    span: Span
    """The shortest clause that holds subject and value."""
    quote: str
    """`document.text[span]`."""
    subject: str
    """What is measured, as written, without scope and modal."""
    scope: str | None
    """School level or object that the value is for, as written; None if for all."""
    comparator: Comparator
    value: Decimal | Range
    unit: str | None
    per: str | None = None
    deadline: date | None = None
    recurrence: str | None = None
    """每年, 每学期, 每半年 … where the measure is due again and again."""
    responsible: tuple[Responsibility, ...] = ()
    indicator: str | None = None
    """Id of the indicator list (`resource.teaching_area`)."""
    value_span: Span | None = None
    rules: tuple[str, ...] = ()
    """Names of the rules that made it."""
    confidence: float = 1.0
    force: Force | None = None
    """How its own clause binds; None for a fact, and where only the force of its commitment is known."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """Something to be done, reached, kept or not done, with the text that says so."""

    key: str
    """Lasts over re-reading and new versions of the plan; unique in its document."""
    span: Span
    quote: str
    """`document.text[span]`."""
    section: int | None
    """Index into `Document.headings`."""
    subject: str
    """A short name for lists: the item's heading or its first clause."""
    deadline: date | None
    """The last one of the item; None where the text gives none."""
    responsible: tuple[Responsibility, ...] = ()
    measures: tuple[Measure, ...] = ()
    force: Force = Force.SHALL
    """Of its main directive: the clause of its first measure; without a measure the main clause of its first
    sentence."""
    recurrence: str | None = None
    deadline_span: Span | None = None
    """Where the deadline was read."""
    doubts: tuple[str, ...] = ()
    """Why a person should look at it."""
    rules: tuple[str, ...] = ()
    confidence: float = 1.0
    bindings: tuple[Binding, ...] = ()
    """Where it binds otherwise than `force` says, in the order of the text; a clause follows its sentence."""

    def part(self, span: Span) -> str:
        """The text of a stretch of it, as far as the quote goes."""
        return self.quote[max(0, span.start - self.span.start) : max(0, span.end - self.span.start)]


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document promises and states."""

    document: Document
    commitments: tuple[Commitment, ...]
    """In the order of the text."""
    facts: tuple[Measure, ...]
    """Measures whose role is status or condition."""
