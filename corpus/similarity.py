"""How much of one text stands in another: sentence by sentence, by pairs of characters weighted by how rare they are.

Two words that the concept lexicon calls the same count as one, so that 轮岗 and 交流 meet.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.concepts import shipped
from extract.view import fold

_STOP = re.compile(r"[。;!?\n]")
_KEPT = re.compile(r"[一-鿿0-9A-Za-z.%]")
_SHORTEST = 4
"""Characters of a sentence that says something."""
_EMPTY = re.compile(
    "各级各类|各地区?|各级|切实|进一步|全面|积极|大力|努力|不断|加快|推进|推动|加强|完善|建立健全|建立|健全|"
    "开展|实施|落实|坚持|做好|鼓励|支持|引导|探索|力争|确保|逐步|有关|相关|工作"
)
"""Words that every plan is full of; pairs of their characters count for little."""
_LIGHT = 0.3
_SPREAD = 0.5
"""What the part of a sentence counts that stands in a second sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as pairs of characters."""

    pairs: frozenset[str]
    light: frozenset[str]
    """Those of `pairs` that only stand in empty words."""
    meanings: frozenset[str]
    """Those of `pairs` that stand for a concept of the lexicon."""


@cache
def _meanings() -> tuple[tuple[str, str], ...]:
    """(term, name of its concept), the longest terms first."""
    found = {
        fold(term): f"\x00{number}"
        for number, concept in enumerate(shipped())
        for term in (*concept.terms, *concept.says)
        if len(term) >= 2
    }
    return tuple(sorted(found.items(), key=lambda item: -len(item[0])))


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text that say something."""
    return tuple(made for part in _STOP.split(fold(text)) if (made := sentence(part)) is not None)


def sentence(text: str) -> Sentence | None:
    """One sentence; None for a text that is too short."""
    plain = "".join(_KEPT.findall(fold(text)))
    if len(plain) < _SHORTEST:
        return None
    pairs = {plain[at : at + 2] for at in range(len(plain) - 1)}
    solid = _EMPTY.sub("\n", plain)
    firm = {solid[at : at + 2] for at in range(len(solid) - 1)}
    meant = frozenset(name for term, name in _meanings() if term in plain)
    return Sentence(frozenset(pairs | meant), frozenset(pairs - firm), meant)


class Weights:
    """How rare pairs are over the sentences of some texts."""

    def __init__(self, texts: Iterable[Sequence[Sentence]]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for held in texts:
            for one in held:
                counts.update(one.pairs)
                total += 1
        self._top = math.log(1 + total)
        self._of = {pair: math.log((1 + total) / (0.5 + count)) for pair, count in counts.items()}

    def mass(self, one: Sentence, among: frozenset[str] | None = None) -> float:
        """Weight of a sentence, or of what it shares with `among`."""
        pairs = one.pairs if among is None else one.pairs & among
        return sum(self._of.get(pair, self._top) * (_LIGHT if pair in one.light else 1.0) for pair in pairs)

    def contained(self, text: Sequence[Sentence], other: Sequence[Sentence]) -> float:
        """Which share of `text` stands in `other`, 0 to 1: each sentence in the sentences of `other` it fits best.

        A sentence may be spread over two sentences of `other`, at a discount.
        """
        return self.contained_in_each(text, Texts([other]))[0]

    def contained_in_each(self, text: Sequence[Sentence], others: Texts) -> list[float]:
        """The same for each of many texts."""
        whole = 0.0
        found = [0.0] * others.count
        for one in text:
            whole += self.mass(one)
            shared: dict[int, float] = {}
            for pair in one.pairs:
                weight = self._of.get(pair, self._top) * (_LIGHT if pair in one.light else 1.0)
                for at in others.holding(pair):
                    shared[at] = shared.get(at, 0.0) + weight
            best: dict[int, tuple[float, int]] = {}
            for at, mass in shared.items():
                owner = others.owner[at]
                if owner not in best or mass > best[owner][0]:
                    best[owner] = (mass, at)
            for owner, (mass, at) in best.items():
                found[owner] += mass + _SPREAD * self._further(one, others, owner, at, shared)
        return [each / whole if whole else 0.0 for each in found]

    def _further(self, one: Sentence, others: Texts, owner: int, best: int, shared: dict[int, float]) -> float:
        """What a second sentence of the same text holds beside the best one, at most."""
        left = one.pairs - others.sentences[best].pairs
        return max(
            (
                self.mass(one, left & others.sentences[at].pairs)
                for at in others.members(owner)
                if at != best and at in shared
            ),
            default=0.0,
        )


class Texts:
    """Many texts with an index of their pairs."""

    def __init__(self, texts: Sequence[Sequence[Sentence]]) -> None:
        self.count = len(texts)
        self.sentences: list[Sentence] = []
        self.owner: list[int] = []
        """Of each sentence the text it belongs to."""
        self._from: list[int] = []
        self._index: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            self._from.append(len(self.sentences))
            for one in text:
                for pair in one.pairs:
                    self._index.setdefault(pair, []).append(len(self.sentences))
                self.sentences.append(one)
                self.owner.append(number)
        self._from.append(len(self.sentences))

    def holding(self, pair: str) -> Sequence[int]:
        """Sentences that hold a pair."""
        return self._index.get(pair, ())

    def members(self, text: int) -> range:
        """Sentences of a text."""
        return range(self._from[text], self._from[text + 1])
