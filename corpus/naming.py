"""Names that a person asks for and nothing carries, with those that are near."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus.filtering import of_commitments, of_documents
from corpus.model import Filters
from corpus.store import Corpus, select
from extract.labels import indicator_labels

NEAR = 3
"""Names that are offered."""
_LIKE = 0.4
"""Share of letters from which a name is near."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that nothing in the ledger carries."""

    kind: str
    """`indicator`, `organisation` or `region`."""
    name: str
    near: tuple[str, ...]
    """Names that the ledger has, nearest first."""


def unknown(corpus: Corpus, filters: Filters) -> tuple[Unknown, ...]:
    """The names of a filter that keep nothing even alone."""
    return tuple(_unknown(corpus, filters))


def _unknown(corpus: Corpus, filters: Filters) -> Iterator[Unknown]:
    if filters.indicator and not _any_commitment(corpus, Filters(indicator=filters.indicator)):
        yield Unknown("indicator", filters.indicator, nearest(filters.indicator, indicators(corpus)))
    if filters.organisation and not _any_commitment(corpus, Filters(organisation=filters.organisation)):
        found = select(corpus.connection, "select distinct name from organisation")
        yield Unknown("organisation", filters.organisation, nearest(filters.organisation, (name for (name,) in found)))
    if filters.region:
        asked = of_documents(Filters(region=filters.region))
        sql = f"select 1 from document d where d.current = 1 and {asked.sql} limit 1"
        if not select(corpus.connection, sql, asked.bindings):
            found = select(corpus.connection, "select distinct region from document where current = 1")
            yield Unknown("region", filters.region, nearest(filters.region, (name for (name,) in found if name)))


def indicators(corpus: Corpus) -> tuple[str, ...]:
    """What the indicators that the ledger has values of are called."""
    labels = indicator_labels()
    found = select(corpus.connection, "select distinct indicator from measure where indicator is not null")
    return tuple(labels.get(id, id) for (id,) in found)


def nearest(name: str, names: Iterable[str]) -> tuple[str, ...]:
    """Of `names` those that are most like `name`, at most `NEAR`."""
    scored = ((SequenceMatcher(None, name, one, autojunk=False).ratio(), one) for one in set(names))
    return tuple(one for score, one in sorted(scored, key=lambda pair: (-pair[0], pair[1]))[:NEAR] if score >= _LIKE)


def _any_commitment(corpus: Corpus, filters: Filters) -> bool:
    own = of_commitments(filters)
    sql = f"select 1 from commitment c where c.current = 1 and {own.sql} limit 1"
    return bool(select(corpus.connection, sql, own.bindings))
