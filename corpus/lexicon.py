"""What a query asks for in everyday words, and the terms that plans use for the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.asking import blanked
from corpus.sayings import said
from corpus.words import fold

DECAY = 0.85
"""What each further term of a list weighs against the one before it."""
_EITHER = re.compile("(.)[不没]\\1")
"""要不要, 够不够: inside such a question no word counts, 不要 least of all."""
_LONGEST = 16
"""Characters of an everyday word."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry."""

    says: tuple[str, ...]
    """What people type."""
    terms: tuple[str, ...]
    """What plans write, the closest first."""
    query: str = ""
    """An example of a question."""
    finds: str = ""
    """A sentence as plans write it that the question must find."""
    unless: tuple[str, ...] = ()
    """Negative labels of the query: with one of these in it the entry says nothing."""
    equal: bool = False
    """Whether all terms say exactly the same (spellings of an organisation)."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that a query asks for, in all the words for it."""

    typed: str
    """As it stands in the query, folded."""
    terms: tuple[tuple[str, float], ...]
    """(folded term, weight up to 1), the closest first; without the typed word."""
    weak: bool = False
    """Whether it is a single character that may mean this: it counts for less, and for nothing where it stands."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries ready to be looked up."""

    entries: tuple[Concept, ...]
    never: dict[str, tuple[str, ...]]
    """Negative labels of a term: a sentence in which it stands only inside one of these does not hold it."""
    by_word: dict[str, tuple[Concept, ...]]
    by_units: dict[str, str]
    """Units of an everyday word (`corpus.sayings`) -> the word, for those that are said a little otherwise."""
    characters: dict[str, tuple[tuple[str, float], ...]]
    """Single characters -> what they may mean, as in a slot."""

    def slots(self, query: str) -> list[Slot]:
        """What the query asks for in words of the lexicon, in the order of the query.

        Of two everyday words that overlap the longer one counts (老师轮换 before 老师).
        """
        asked = fold(query)
        either = [(one.start(), one.end()) for one in _EITHER.finditer(asked)]
        exact = {
            (start, end): asked[start:end]
            for start in range(len(asked))
            for end in range(start + 1, min(start + _LONGEST, len(asked)) + 1)
            if asked[start:end] in self.by_word
        }
        # What is said otherwise counts where it takes no part of a word away that is said as it is.
        words = exact | {
            (start, end): word
            for (start, end), word in self._otherwise(asked).items()
            if (start, end) not in exact and all(b <= start or end <= a or (start <= a and b <= end) for a, b in exact)
        }
        found = [
            (start, end)
            for start, end in words
            if all(end <= a + 1 or b - 1 <= start or (start <= a and b <= end) for a, b in either)
        ]
        out: dict[tuple[int, int], Slot] = {}
        for start, end in sorted(found, key=lambda place: (place[0] - place[1], place[0])):
            if any(start < b and a < end for a, b in out):
                continue
            terms = self._terms(asked, words[start, end])
            if terms:
                out[start, end] = Slot(asked[start:end], tuple(terms.items()))
        return [slot for _, slot in sorted((out | self._weak(asked, out)).items())]

    def _weak(self, asked: str, found: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Slot]:
        """What single characters may mean, in a query of which the other words of the lexicon say little."""
        rest = list(asked)
        for start, end in found:
            rest[start:end] = " " * (end - start)
        left = blanked("".join(rest))
        if 2 * sum(character != " " for character in left) <= len(left):
            return {}
        return {
            (at, at + 1): Slot(character, self.characters[character], weak=True)
            for at, character in enumerate(left)
            if character in self.characters
        }

    def _otherwise(self, asked: str) -> dict[tuple[int, int], str]:
        """Where everyday words of two units and more stand in a query that says them a little otherwise."""
        found = said(asked)
        return {
            (found.places[start][0], found.places[end - 1][1]): self.by_units[found.units[start:end]]
            for start in range(len(found.units))
            for end in range(start + 2, min(start + _LONGEST, len(found.units)) + 1)
            if found.units[start:end] in self.by_units
        }

    def _terms(self, asked: str, word: str) -> dict[str, float]:
        """Folded terms of one everyday word of a query -> weight."""
        terms: dict[str, float] = {}
        for entry in self.by_word[word]:
            if any(fold(label) in asked for label in entry.unless):
                continue
            for place, term in enumerate(map(fold, entry.terms)):
                if term != word:
                    terms.setdefault(term, 1.0 if entry.equal else DECAY**place)
        return terms

    def holds(self, body: str, term: str) -> bool:
        """Whether a folded sentence holds a folded term other than inside one of its negative labels."""
        if term not in body:
            return False
        for label in self.never.get(term, ()):
            body = body.replace(label, " ")
        return term in body


def build(
    entries: Iterable[Concept],
    never: dict[str, tuple[str, ...]] | None = None,
    characters: Iterable[Concept] = (),
) -> Lexicon:
    """Entries as a lexicon, with what single characters may mean."""
    kept = tuple(entries)
    words: dict[str, list[Concept]] = {}
    for entry in kept:
        for word in entry.says:
            words.setdefault(fold(word), []).append(entry)
    folded = {fold(term): tuple(map(fold, inside)) for term, inside in (never or {}).items()}
    units: dict[str, str] = {}
    for word in words:
        found = said(word)
        whole = sum(end - start for start, end in found.places) == len(word)
        if len(found.units) > 2 or whole:
            units.setdefault(found.units, word)
    single: dict[str, dict[str, float]] = {}
    for entry in characters:
        for place, term in enumerate(entry.terms):
            single.setdefault(entry.says[0], {}).setdefault(term, DECAY**place)
    return Lexicon(
        kept,
        folded,
        {word: tuple(found) for word, found in words.items()},
        units,
        {character: tuple(terms.items()) for character, terms in single.items()},
    )


def terms_of(slots: Sequence[Slot]) -> list[str]:
    """All terms of the slots, the closest of each first."""
    longest = max((len(slot.terms) for slot in slots), default=0)
    return list(
        dict.fromkeys(slot.terms[place][0] for place in range(longest) for slot in slots if place < len(slot.terms))
    )
