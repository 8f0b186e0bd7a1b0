"""What a query asks for in words of the lexicon: where the terms for it stand, and how much of it a sentence says."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from corpus.asking import without_asking
from corpus.inlarge import most
from corpus.lexicon import Lexicon, Slot
from corpus.ranking import DEPTH, EMPTY, Candidate
from corpus.store import Corpus, select
from corpus.terms import Terms, pairs
from corpus.within import EVERYWHERE, Within, counted, inside, matching
from corpus.words import fold, tokens

_POSTINGS = 2_000
"""Sentences that one term of the lexicon brings in."""
_ENOUGH = 800
"""Sentences of a slot from which on its more frequent terms bring in no further ones."""
_UNDER, _WITHIN = 0.5, 0.3
"""What a term counts that stands only in the headings above a sentence, and only in the title of its document."""
_PLAIN = 0.35
"""What a pair of characters counts that the lexicon does not know, against an everyday word as rare."""
_WORD = 3
"""Sentences in which two characters stand side by side in a word, and not by chance."""
_WEAK = 0.5
"""What a single character that may mean something counts against a word."""


class Concepts:
    """Where the terms of the slots of a query stand."""

    def __init__(
        self, corpus: Corpus, terms: Terms, lexicon: Lexicon, text: str, slots: Sequence[Slot], within: Within
    ) -> None:
        self._corpus, self._terms, self._lexicon, self._within = corpus, terms, lexicon, within
        self.slots = self._needed(text, slots)
        self._size = max(int(select(corpus.connection, "select coalesce(max(id), 1) from clause")[0][0]), 1)
        self._rarity: dict[str, float] = {}
        votes: dict[int, float] = {}
        for slot in self.slots:
            for row, value in self._holding(slot).items():
                votes[row] = votes.get(row, 0.0) + value
        self.rows = tuple(sorted(most(votes, DEPTH, newest=True)))
        """Sentences that hold one of the terms: those with the rarest terms of the most slots."""

    def _holding(self, slot: Slot) -> dict[int, float]:
        """Sentences with the terms of a slot that say most of it -> the most that one of their terms says.

        The rarest terms come first, as far as enough sentences hold them: of the others only it is known how rare they
        are.
        """
        found: list[tuple[float, str, list[int]]] = []
        for term, weight in _all_terms(slot):
            rows = matching(self._corpus, self._terms.loose(term), EVERYWHERE, _POSTINGS, newest=False)
            if rows:
                self._rarity[term] = math.log(1 + self._size / len(rows))
                found.append((weight * self._rarity[term], term, rows))
        best: dict[int, float] = {}
        for value, term, rows in sorted(found, key=lambda one: -one[0]):
            if len(best) >= _ENOUGH:
                break
            if len(rows) < _POSTINGS:
                rows = inside(self._corpus, rows, self._within)
            else:
                # Within a part of the ledger each sentence costs the look at all between it and the next.
                wanted = _POSTINGS if self._within == EVERYWHERE else max(DEPTH, _ENOUGH - len(best))
                rows = matching(self._corpus, self._terms.loose(term), self._within, wanted)
            best = dict.fromkeys(rows, value) | best
        return best

    def _needed(self, text: str, slots: Sequence[Slot]) -> list[Slot]:
        """The slots without single characters that stand in a word of the ledger: 教 in 教师 is none by itself.

        What a sentence holds as it was typed is in words of the plans, and no character of it means another.
        """
        weak = "".join(slot.typed for slot in slots if slot.weak)
        if not weak:
            return list(slots)
        if counted(self._corpus, self._terms.phrase(text), EVERYWHERE, 1):
            return [slot for slot in slots if not slot.weak]
        held: set[str] = set()
        for pair in _pairs_beside(text, slots):
            if set(pair) & set(weak) and counted(self._corpus, self._terms.phrase(pair), EVERYWHERE, _WORD) >= _WORD:
                held.update(pair)
        return [slot for slot in slots if not (slot.weak and slot.typed in held)]

    def known(self, term: str) -> bool:
        """Whether a sentence holds the term."""
        return term in self._rarity

    def weigh(self, text: str, candidates: Sequence[Candidate]) -> None:
        """Give the candidates their share of what the query asks for, and the terms that gave it.

        A slot counts by the square of how rare its terms are: what is asked for is mostly in the rarest. Of its terms
        those rarer than their mean say all of it, the others their part.
        """
        letters = len([token for token in tokens(text) if token not in EMPTY])
        slots = [
            ("" if slot.weak else slot.typed, known, mean * (_WEAK if slot.weak else 1.0))
            for slot in self.slots
            for known, mean in [self._weighted(slot)]
            if mean
        ]
        if not slots:
            return
        plain = self._plain(text)
        whole = sum(mean**2 for _, _, mean in slots) + sum(plain.values())
        for one in candidates:
            total, said = sum(value for pair, value in plain.items() if pair in one.body), 0
            for typed, terms, mean in slots:
                held = [(value, term) for value, term in terms if self._lexicon.holds(one.body, term)]
                one.terms += [term for _, term in held if term != typed]
                stands = bool(typed) and typed in one.body
                best = 1.0 if stands else max(held, default=(0.0, ""))[0]  # nothing says it better
                if held and not stands:
                    said += len(typed)
                if best < _UNDER:
                    under = max((value for value, term in terms if term in one.heading), default=0.0)
                    within = max((value for value, term in terms if term in one.title), default=0.0)
                    best = max(best, _UNDER * under, _WITHIN * within)
                total += best * mean**2
            one.concepts = total / whole
            one.share = min(1.0, one.share + said / max(letters, 1))

    def _plain(self, text: str) -> dict[str, float]:
        """Pairs of characters that are in no slot and stand in the ledger -> what they count beside the slots."""
        out = {}
        for pair in _pairs_beside(text, self.slots):
            count = counted(self._corpus, self._terms.phrase(pair), EVERYWHERE, _POSTINGS)
            if count:
                out[pair] = _PLAIN * math.log(1 + self._size / count) ** 2
        return out

    def _weighted(self, slot: Slot) -> tuple[list[tuple[float, str]], float]:
        """(what it says of the slot, up to 1, and the term) for its terms in the ledger; their mean weight."""
        found = [
            (weight, weight * self._rarity[term], term) for term, weight in _all_terms(slot) if term in self._rarity
        ]
        if not found:
            return [], 0.0
        mean = sum(value for _, value, _ in found) / sum(weight for weight, _, _ in found)
        return [(min(1.0, value / mean), term) for _, value, term in found], mean


def _pairs_beside(text: str, slots: Sequence[Slot]) -> list[str]:
    """Pairs of characters of a query that are in no slot, the words that only ask left out."""
    rest = fold(text)
    for slot in sorted((one for one in slots if not one.weak), key=lambda slot: -len(slot.typed)):
        rest = rest.replace(slot.typed, " ")
    found = (pair for run in without_asking(rest).split() for pair in pairs(run))
    return [pair for pair in found if len(pair) > 1 and not set(pair) & EMPTY]


def _all_terms(slot: Slot) -> tuple[tuple[str, float], ...]:
    """The terms of a slot, with the word itself where it says something."""
    return slot.terms if slot.weak else ((slot.typed, 1.0), *slot.terms)


def in_plan_words(text: str, slots: Sequence[Slot], known: Callable[[str], bool]) -> str:
    """The text with everyday words that no sentence holds replaced by the closest term that one does."""
    out = fold(text)
    for slot in sorted((one for one in slots if not one.weak), key=lambda slot: -len(slot.typed)):
        if not known(slot.typed):
            term = next((term for term, _ in slot.terms if known(term)), None)
            if term:
                out = out.replace(slot.typed, f" {term} ")
    return out


def nothing_else(text: str, slots: Sequence[Slot], known: Callable[[str], bool]) -> bool:
    """Whether a text is made of everyday words that no sentence holds, each with a term that one does."""
    rest = fold(text)
    for slot in sorted((one for one in slots if not one.weak), key=lambda slot: -len(slot.typed)):
        if known(slot.typed) or not any(known(term) for term, _ in slot.terms):
            return False
        rest = rest.replace(slot.typed, " ")
    return bool(slots) and not any(token not in EMPTY for token in tokens(rest))
