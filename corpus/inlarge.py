"""Words of a query in a large ledger, where BM25 over all that hold one of them takes too long.

Which sentences are looked at is found without it: those that hold all terms, the newest first, then those that hold
the rarest. BM25 itself is worked out for them alone, from their texts; FTS5 would read the length of every sentence
that holds a term, and each term's list once more for how rare it is.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.ranking import DEPTH, EMPTY, Candidate
from corpus.store import Corpus, select
from corpus.terms import Terms
from corpus.within import EVERYWHERE, Within, counted, matching

_BUDGET = 20_000
"""Sentences that hold one of the rare terms; a term that would exceed it is not looked for by itself."""
_SPREAD, _LENGTH = 1.2, 0.75
"""k1 and b of BM25, as in FTS5."""


@dataclass(frozen=True, slots=True)
class Found:
    """Sentences that the words of a query bring in."""

    rows: tuple[int, ...] = ()
    rarity: tuple[tuple[str, float], ...] = ()
    """(folded term, how rare it is) for all that stand in the ledger."""

    def weigh(self, candidates: Sequence[Candidate]) -> None:
        """Give those of the candidates that the words brought in their BM25."""
        mine = set(self.rows)
        held = [one for one in candidates if one.row in mine]
        mean = sum(len(one.body) for one in held) / max(len(held), 1)
        counters = [(_counter(term), rarity) for term, rarity in self.rarity]
        for one in held:
            length = _SPREAD * (1 - _LENGTH + _LENGTH * len(one.body) / max(mean, 1))
            one.words = 0.0
            for count, rarity in counters:
                times = count(one.body)
                if times:
                    one.words += rarity * times * (_SPREAD + 1) / (times + length)


def by_words(corpus: Corpus, terms: Terms, text: str, within: Within) -> Found:
    """Sentences that hold all terms of the text; where those are few, the ones with the rarest terms as well."""
    asked = terms.loosely(text, EMPTY)
    size = max(int(select(corpus.connection, "select coalesce(max(id), 1) from clause")[0][0]), 1)
    counts = [(counted(corpus, match, EVERYWHERE, _BUDGET + 1), term, match) for term, match in asked]
    there = sorted(one for one in counts if one[0])
    rarity = {term: math.log(1 + (size - count + 0.5) / (count + 0.5)) for count, term, _ in there}
    found: dict[int, None] = {}
    if asked and len(there) == len(asked):
        found = dict.fromkeys(matching(corpus, " AND ".join(match for _, match in asked), within, DEPTH))
    if len(found) < DEPTH and len(asked) > 1:
        votes: dict[int, float] = {}
        left = _BUDGET
        for count, term, match in there:
            if count > left:
                break
            left -= count
            more = rarity[term]
            for row in matching(corpus, match, within, count):
                votes[row] = votes.get(row, 0.0) + more
        found |= dict.fromkeys(most(votes, DEPTH, newest=True))
    return Found(tuple(found), tuple(rarity.items()))


def most(votes: dict[int, float], count: int, *, newest: bool = False) -> list[int]:
    """The rows with the most votes; of equal ones the first, or the last with `newest`. In no order."""
    if len(votes) <= count:
        return list(votes)
    kept, left = math.inf, count
    # Votes are sums of a few values, so that there are few different ones.
    for value, rows in sorted(Counter(votes.values()).items(), reverse=True):
        if rows > left:
            equal = sorted((row for row, has in votes.items() if has == value), reverse=newest)
            return [row for row, has in votes.items() if has >= kept] + equal[:left]
        kept, left = value, left - rows
    return list(votes)


def _counter(term: str) -> Callable[[str], int]:
    """How often a term stands in a folded sentence; a number or a word of letters only as a whole."""
    if not term[0].isascii():
        return lambda body: body.count(term)
    whole = re.compile(rf"(?<![0-9a-z])(?<![0-9]\.){re.escape(term)}(?![0-9a-z]|\.[0-9])")
    return lambda body: len(whole.findall(body)) if term in body else 0
