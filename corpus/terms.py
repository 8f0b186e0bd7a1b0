"""How the full-text index of sentences cuts a text: by single characters, or by pairs of neighbouring ones.

Characters rank best in a small ledger. In a large one each of them stands in too many sentences to be looked through
in time; a pair is as rare as a word, needs no dictionary, and every word of two characters and more is found by its
pairs. In both, a number is one term and is never found as part of another one.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from corpus.words import fold, numbers, quoted, tokens


@dataclass(frozen=True, slots=True)
class Terms:
    """One way of cutting. Raw text never reaches MATCH: each term is quoted."""

    name: str
    """`characters` or `pairs`; kept in the table `meta` of a ledger."""
    paired: bool

    def written(self, text: str) -> str:
        """What stands in the index for `text`: its terms with a blank between."""
        found = tokens(text)
        return " ".join(_joined(found) if self.paired else found)

    def phrase(self, text: str, *, prefix: bool = False) -> str | None:
        """MATCH text that finds `text` term by term; None when it holds no term. `prefix`: its last term may go on."""
        found = tokens(text)
        if not found:
            return None
        if not self.paired:
            return quoted(" ".join(found)) + (" *" if prefix and found[-1].isascii() else "")
        joined = _joined(found)
        if _han(found[-1]):
            if len(found) > 1 and _han(found[-2]):
                joined.pop()  # the last character opens a pair with whatever follows it
            else:
                return quoted(" ".join(joined)) + " *"
        elif prefix:
            return quoted(" ".join(joined)) + " *"
        return quoted(" ".join(joined))

    def loose(self, text: str) -> str | None:
        """`phrase` without the last character behind a number (2025年), which every sentence that begins a word with it
        would have to be looked through for; finds some sentences more, which must be looked at.
        """
        found = tokens(text)
        if self.paired and len(found) > 1 and _han(found[-1]) and not _han(found[-2]):
            return quoted(" ".join(_joined(found[:-1])))
        return self.phrase(text)

    def single(self, text: str, empty: frozenset[str]) -> list[str]:
        """The terms of a query one by one, each as MATCH text: numbers with their unit, and all others.

        Terms made of characters that say nothing (`empty`) are left out unless there are no others.
        """
        asked, kept = self._each(text, empty)
        out = [self.phrase(term) if len(term) == 1 else quoted(term) for term in kept]
        out += [self.phrase(number) for number in asked]
        return list(dict.fromkeys(term for term in out if term))

    def loosely(self, text: str, empty: frozenset[str]) -> list[tuple[str, str]]:
        """The same as (folded term, MATCH text), without what takes long in a large ledger: single characters, and
        the units of numbers beside words. Where there is nothing else they are looked for as well.
        """
        asked, kept = self._each(text, empty)
        longer = [term for term in kept if len(term) > 1]
        out: list[tuple[str, str | None]] = [(term, quoted(term)) for term in longer]
        out += [(number, self.loose(number) if longer else self.phrase(number)) for number in asked]
        out = out or [(term, self.phrase(term)) for term in kept]
        return [(term, match) for term, match in dict(out).items() if match]

    def _each(self, text: str, empty: frozenset[str]) -> tuple[list[str], list[str]]:
        """The numbers of a query with their units, and its other terms."""
        folded = fold(text)
        asked = numbers(folded)
        for number in asked:
            folded = folded.replace(number, " ", 1)
        rest = tokens(folded)
        if self.paired:
            runs = [_joined(tokens(part)) for part in folded.split()]
            rest = [term for run in runs for term in (run[:-1] if len(run) > 1 and _han(run[-1]) else run)]
        return asked, [term for term in rest if not set(term) & empty] or rest


CHARACTERS = Terms("characters", False)
PAIRS = Terms("pairs", True)
NAMED = {terms.name: terms for terms in (CHARACTERS, PAIRS)}


def _han(token: str) -> bool:
    return len(token) == 1 and not token.isascii()


def _joined(found: list[str]) -> list[str]:
    """Each character with the one behind it; what stands before a number, or last, by itself."""
    # Inlined `_han`: this runs for every character of every sentence.
    out = [a + b if len(a) == 1 == len(b) and not (a.isascii() or b.isascii()) else a for a, b in pairwise(found)]
    return out + found[-1:]


def pairs(text: str) -> list[str]:
    """Neighbouring characters, numbers and words of a text, each once."""
    found = tokens(text)
    joined = _joined(found)
    if len(found) > 1 and _han(found[-1]) and _han(found[-2]):
        joined.pop()
    return list(dict.fromkeys(joined))
