"""One search over several ledgers at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from corpus.hits import Expansion, Facet, Found
from corpus.model import Filters
from corpus.search import find
from corpus.store import Corpus

_MOST = 12
"""Values of one facet."""


def find_in(ledgers: Sequence[Corpus], query: str, filters: Filters, limit: int, offset: int = 0, **how: Any) -> Found:
    """`corpus.search.find` over all of them: the same parts make up a score everywhere, so the best come first.

    Of equal scores the earlier ledger's stand first. `how` are the further parameters of `find`.
    """
    if len(ledgers) == 1:
        return find(ledgers[0], query, filters, limit, offset, **how)
    pages = [find(ledger, query, filters, limit + offset, **how) for ledger in ledgers]
    hits = sorted((hit for page in pages for hit in page.hits), key=lambda hit: -hit.score)
    return Found(
        hits=tuple(hits[offset : offset + limit]),
        total=sum(page.total for page in pages),
        facets=_facets(pages),
        expansions=_expansions(pages),
        loose=any(page.hits for page in pages) and all(page.loose or not page.hits for page in pages),
    )


def _facets(pages: Sequence[Found]) -> dict[str, tuple[Facet, ...]]:
    sums: dict[str, Counter[str]] = {}
    for page in pages:
        for kind, values in page.facets.items():
            for one in values:
                sums.setdefault(kind, Counter())[one.value] += one.count
    return {
        kind: tuple(Facet(value, n) for value, n in sorted(counts.items(), key=lambda v: (-v[1], v[0]))[:_MOST])
        for kind, counts in sums.items()
    }


def _expansions(pages: Sequence[Found]) -> tuple[Expansion, ...]:
    added: dict[str, dict[str, None]] = {}
    for page in pages:
        for one in page.expansions:
            added.setdefault(one.typed, {}).update(dict.fromkeys(one.terms))
    return tuple(Expansion(typed, tuple(terms)) for typed, terms in added.items())
