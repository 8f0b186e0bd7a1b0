"""What a sentence says of its numbers, before its surroundings say by when and by whom."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from extract.model import Comparator, Force, Measure, Range, Responsibility, Role
from ingest.model import Span


class Sketch(NamedTuple):
    """What a sentence says of one value; fields as in `Measure`."""

    role: Role
    span: Span
    subject: str
    scope: str | None
    comparator: Comparator
    value: Decimal | Range
    unit: str | None
    per: str | None
    indicator: str | None
    value_span: Span
    rules: tuple[str, ...]

    def aside(self, subject: str) -> Sketch:
        """It only says who is meant."""
        per = None if (self.unit or "").endswith("岁") else self.per
        scope = None if self.scope == subject else self.scope
        return self._replace(role=Role.CONDITION, subject=subject, scope=scope, per=per)

    def measure(
        self,
        quote: str,
        deadline: date | None,
        responsible: tuple[Responsibility, ...],
        indicator: str | None,
        confidence: float,
        *,
        recurrence: str | None = None,
        rules: tuple[str, ...] = (),
        force: Force | None = None,
    ) -> Measure:
        """The measure, with what its surroundings say; `rules` are those that made it besides its own."""
        return Measure(
            role=self.role,
            span=self.span,
            quote=quote,
            subject=self.subject,
            scope=self.scope,
            comparator=self.comparator,
            value=self.value,
            unit=self.unit,
            per=self.per,
            deadline=deadline,
            recurrence=recurrence,
            responsible=responsible,
            indicator=indicator,
            value_span=self.value_span,
            rules=self.rules + rules,
            confidence=confidence,
            force=force if self.role is Role.COMMITMENT else None,
        )


class Draft(NamedTuple):
    """A measure before its deadline and owners are known."""

    measure: Sketch
    at: int
    """View offset of its number."""


Earlier = Measure | Sketch
"""A measure of the context, finished or not."""
