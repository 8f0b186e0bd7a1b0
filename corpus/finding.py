"""What a plan's own text gives away: kinds of findings, and the places they point at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.promises import Plan, written
from corpus.verdicts import Note
from extract.model import Commitment, Measure
from ingest.model import Span


class Kind(StrEnum):
    """What is wrong."""

    CONFLICT = "conflict"
    """One thing promised with two values that cannot both hold."""
    DATES = "dates"
    """One value promised by several days."""
    BEFORE_ISSUE = "before_issue"
    """Due before the plan's own date."""
    COUNT = "count"
    """A number of things that are then listed in another number."""
    SUM = "sum"
    """Money whose parts do not add up."""
    LOOKALIKE = "lookalike"
    """A metric that is probably another one."""
    DAMAGED = "damaged"
    """Text that lost characters, with what was read into it."""
    NO_OWNER = "no_owner"
    """No organisation where the items beside it have one."""
    NO_DATE = "no_date"
    """No date where the items beside it have one."""


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence that a finding points at."""

    quote: str
    span: Span
    section: str
    page: int | None
    commitment: str = ""
    """Key of the commitment it stands in."""
    deadline: date | None = None
    responsible: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a person should look at."""

    kind: Kind
    note: Note
    """What it is, in words that a screen chooses."""
    places: tuple[Place, ...]
    """At least one; the sentences that do not fit together."""


def place(plan: Plan, span: Span, commitment: Commitment | None = None, measure: Measure | None = None) -> Place:
    """The place of a span, with the date and the owners of what it belongs to."""
    owners = measure.responsible if measure and measure.responsible else commitment.responsible if commitment else ()
    dated = measure.deadline if measure and measure.deadline else commitment.deadline if commitment else None
    return Place(
        quote=plan.quote(span),
        span=span,
        section=plan.section(commitment) if commitment else "",
        page=plan.page(span.start),
        commitment=commitment.key if commitment else "",
        deadline=dated,
        responsible=written([one.name for one in owners]),
    )
