"""What a search gives back: sentences with why they were found, and what there is to say about all of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from corpus.model import CommitmentRow


@dataclass(frozen=True, slots=True)
class Hit:
    """One result of a search."""

    quote: str
    """The sentence."""
    source: str
    section: str
    page: int | None
    score: float
    """0 to 100: how high it stands in all the ways of looking."""
    why: tuple[str, ...]
    """`words`, `concepts` (another word for the same), `meaning`, and the terms that matched."""
    document: int
    start: int
    end: int
    """Place of `quote` in the document's text."""
    commitment: CommitmentRow | None
    """The commitment that the sentence belongs to."""
    copies: tuple[Copy, ...] = ()
    """Further sentences that say nearly the same, folded into this one."""
    duplicates: int = 0
    """Other files that hold the same plan."""
    title: str | None = None
    """Of the document; None where its text names none."""

    @property
    def due(self) -> date | None:
        """The first date that the sentence itself sets; where it sets none, that of the commitment."""
        if self.commitment is None:
            return None
        whole = self.commitment.commitment
        own = [one.deadline for one in whole.measures if one.deadline and self.start <= one.span.start < self.end]
        return min(own, default=whole.deadline)


@dataclass(frozen=True, slots=True)
class Copy:
    """A sentence that says nearly the same as a hit, elsewhere."""

    source: str
    region: str | None
    document: int
    start: int
    end: int
    """Place in the document's text."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """What the lexicon added to a query."""

    typed: str
    """The everyday word."""
    terms: tuple[str, ...]
    """The terms that the ledger holds, the closest first."""


@dataclass(frozen=True, slots=True)
class Facet:
    """How many of the sentences found have this in common."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """A page of a search and what there is to say about all of it."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    """Hits on all pages; a search ends after some hundred of the best."""
    facets: dict[str, tuple[Facet, ...]] = field(default_factory=dict)
    """`region`, `document`, `organisation`, `indicator`, `force`, `year` of the sentences found, most frequent
    first."""
    expansions: tuple[Expansion, ...] = ()
    loose: bool = False
    """Whether even the best sentence holds only a small part of what was asked for."""
