"""How near a sentence is to a query: words, concepts and meaning as one weighted sum.

Each part is a share from 0 to 1, so they can be added. Their weights depend on whether the plans use the words of the
query at all: where some sentence holds them side by side (`Weights.plain`), words lead; where none does
(`Weights.other`), the terms of the lexicon do. The weights were measured (docs/search.md).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from corpus.lexicon import Slot
from corpus.store import Corpus, select
from corpus.terms import Terms, pairs
from corpus.within import Within, among
from corpus.words import Pieces, cut, fold, numbers, numbers_in, tokens

DEPTH = 200
"""Sentences that each way of looking brings in."""
EMPTY = frozenset("的了和与及在为是对等把被着之或吗呢吧啊么")
_PART, _PIECES = 0.35, 4
"""Share of the query's characters, and how many of a long one, that a sentence must have in common with it."""
_MOST, _SOME = 0.6, 0.25
"""Share of the query's characters that is enough when they stand apart; and share, of two and more, that is enough to
be shown at all."""
NEAR = 0.3
"""Least cosine of a sentence that is found by meaning alone."""
_ACROSS, _SHORT = 0.4, 3
"""What a query counts that stands only across two words, against one that stands there as words; and the characters of
the longest query that does so by chance."""
_TAIL = 0.2
"""Share of the best score below which a sentence is left out."""
_ELSE = 0.9
"""What the score of a sentence counts that does not hold the kind of thing that is asked for, where others do."""
_NUMBER = re.compile(r"([0-9]+(?:\.[0-9]+)*)(.*)")


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part counts; see `Candidate` for the parts."""

    words: float
    covered: float
    concepts: float
    typed: float
    meaning: float

    def mixed(self, other: Weights, share: float) -> Weights:
        """`share` of these and the rest of the others."""
        return Weights(*(share * getattr(self, name) + (1 - share) * getattr(other, name) for name in _PARTS))


_PARTS = ("words", "covered", "concepts", "typed", "meaning")
PLAIN = Weights(words=1.0, covered=1.0, concepts=0.5, typed=0.5, meaning=0.5)
OTHER = Weights(words=0.0, covered=0.1, concepts=1.1, typed=0.2, meaning=1.0)
UNKNOWN = Weights(words=0.3, covered=0.3, concepts=0.0, typed=0.0, meaning=1.0)
"""In place of OTHER where the lexicon knows nothing of the query either."""
_FOREIGN, _AT_HOME = 0.4, 0.9
"""Coverage of the query by the sentence that holds most of it: up to the first its words are strangers here, from the
second on they are the plans' own."""


@dataclass(slots=True)
class Candidate:
    """A sentence that one of the ways brought in."""

    row: int
    body: str = ""
    """Folded."""
    document: int = 0
    section: int | None = None
    """Its heading in the document."""
    commitment: int | None = None
    heading: str = ""
    """The headings above it, folded."""
    title: str = ""
    """That of its document, folded."""
    words: float = 0.0
    """BM25 of the query in words of the plans, as a share of the best; 1 where the whole query stands word for word."""
    covered: float = 0.0
    """Share of the typed pairs of characters that stand in it."""
    concepts: float = 0.0
    """Weighted share of what the query asks for that stands in it in other words."""
    typed: float = 0.0
    """Cosine to the query as typed."""
    meaning: float = 0.0
    """Cosine to the query with the terms of the lexicon."""
    answers: float = 0.0
    """1 where it holds what the query asks for: a sum, a date, an organisation."""
    related: bool = False
    """Whether it shares more than chance with the typed words."""
    touched: bool = False
    """Whether it shares as much as may be chance."""
    terms: list[str] = field(default_factory=list)
    """Terms of the lexicon that stand in it."""
    share: float = 0.0
    """Share of the typed characters that it holds, side by side or in other words."""
    score: float = 0.0
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The free text of a query, made ready."""

    text: str
    """As typed; for a query without free text its exact phrases."""
    plain: str
    """With the closest term that the ledger holds in place of everyday words that it does not."""
    slots: tuple[Slot, ...]


def by_words(corpus: Corpus, terms: Terms, text: str, within: Within) -> dict[int, float]:
    """Sentence id -> BM25 of any term of the text, for the best."""
    match = " OR ".join(terms.single(text, EMPTY))
    if not match:
        return {}
    asked = "select rowid, -bm25(clause_words) as score from clause_words where clause_words match ?"
    found = f"{asked} {among(within)} order by score desc, rowid limit ?"
    return dict(select(corpus.connection, found, (match, *within[1], DEPTH)))


def cover(text: str, candidates: Sequence[Candidate], edges: Callable[[str], frozenset[int]] | None = None) -> None:
    """Give the candidates what they share with the typed words.

    With `edges`, which says where the words of a text begin and end, a query that stands only across two words (业主 in
    相关行业主管部门) does not count as standing there word for word.
    """
    asked = {token for token in tokens(text) if token not in EMPTY} or set(tokens(text))
    whole_only = {token for token in asked if token.isascii()}
    wanted = [pair for pair in pairs(text) if not (len(pair) == 1 and pair in EMPTY)]
    pieces = Pieces(text)
    whole = {*numbers(text), *(word for word in fold(text).split() if len(word) > 1)}
    needed = min(_PIECES, math.ceil(_PART * len(asked)))
    letters = len([token for token in tokens(text) if token not in EMPTY])
    literal = fold(text).strip()
    for one in candidates:
        held = asked.intersection(one.body) - whole_only
        if whole_only:
            held |= whole_only.intersection(cut(one.body))
        if wanted:
            one.covered = sum(_stands(pair, one.body, held) for pair in wanted) / len(wanted)
        common = pieces.held(one.body)
        joined = {token for piece in common for token in cut(piece)} & asked
        one.share = sum(len([t for t in cut(piece) if t not in EMPTY]) for piece in common) / max(letters, 1)
        if len(literal) > 1 and literal in one.body:
            if edges is None or len(literal) > _SHORT or _whole(literal, one.body, edges(one.body)):
                one.words = 1.0
            else:
                one.words *= _ACROSS
                one.covered *= _ACROSS
        one.touched = len(held) >= max(2, _SOME * len(asked))
        one.related = bool(whole.intersection(common) or len(joined) >= needed or len(held) >= _MOST * len(asked))


def _whole(piece: str, body: str, edges: frozenset[int]) -> bool:
    """Whether a piece begins or ends where a word does, at one of its places."""
    at = body.find(piece)
    while at >= 0:
        if at in edges or at + len(piece) in edges:
            return True
        at = body.find(piece, at + 1)
    return False


def _stands(pair: str, body: str, held: set[str]) -> bool:
    """Whether a pair stands in a sentence; a number or a word of letters does only as a whole."""
    return pair in held if pair[0].isascii() else pair in body


def other_number(asked: Sequence[str], body: str) -> bool:
    """Whether a sentence lacks an asked number but holds one that only looks like it: 1000元 or 145元 for 45元."""
    if not asked:
        return False
    held = [found.groups() for found in map(_NUMBER.match, numbers_in(body)) if found]
    for number in asked:
        found = _NUMBER.match(number)
        if found is None:
            continue
        digits, unit = found.groups()
        same = [value for value, of in held if not unit or of == unit or of.endswith(unit)]
        if digits not in same and any(digits in value for value in same):
            return True
    return False


def fuse(candidates: Sequence[Candidate], *, foreign: bool = False) -> list[Candidate]:
    """Score the candidates and put the best first; what is related by nothing, or far behind the best, goes.

    `foreign`: no word of the query is the plans' own, whatever its text has become.
    """
    most = max((one.covered for one in candidates), default=0.0)
    share = 0.0 if foreign else min(1.0, max(0.0, (most - _FOREIGN) / (_AT_HOME - _FOREIGN)))
    weights = PLAIN.mixed(OTHER if any(one.concepts for one in candidates) else UNKNOWN, share)
    # A part that found nothing at all (words alone were asked for) does not lower the scores.
    found = [name for name in _PARTS if any(getattr(one, name) > 0 for one in candidates)]
    whole = sum(getattr(weights, name) for name in found) or 1.0
    answered = any(one.answers for one in candidates)
    for one in candidates:
        one.score = (
            weights.words * max(one.words, 0.0)
            + weights.covered * one.covered
            + weights.concepts * one.concepts
            + weights.typed * max(one.typed, 0.0)
            + weights.meaning * max(one.meaning, 0.0)
        ) / whole
        one.score *= _ELSE if answered and not one.answers else 1.0
    kept = [one for one in candidates if one.related or one.touched or one.terms or max(one.meaning, one.typed) >= NEAR]
    kept.sort(key=lambda one: (-one.score, one.row))
    return [one for one in kept if one.score >= _TAIL * kept[0].score]


def read(corpus: Corpus, rows: Sequence[int]) -> dict[int, Candidate]:
    """Sentences with where they stand; without those that went away while the search ran."""
    sql = (
        "select cl.id, cl.body, cl.document, cl.section, cl.commitment from json_each(?) asked"
        " cross join clause cl on cl.id = asked.value"
    )
    found = select(corpus.connection, sql, (json.dumps(list(rows)),))
    folded = {body: fold(body) for body in {body for _, body, *_ in found}}
    return {row: Candidate(row, folded[body], *place) for row, body, *place in found}


def place(corpus: Corpus, candidates: Sequence[Candidate]) -> None:
    """Give the candidates the headings above them and the titles of their documents."""
    documents = json.dumps(list({one.document for one in candidates}))
    sections = list({(one.document, one.section) for one in candidates if one.section is not None})
    titles = "select d.id, d.title from json_each(?) asked cross join document d on d.id = asked.value"
    paths = (
        "select h.document, h.n, h.path from json_each(?) asked cross join heading h"
        " on h.document = asked.value ->> 0 and h.n = asked.value ->> 1"
    )
    title = {row: fold(text or "") for row, text in select(corpus.connection, titles, (documents,))}
    above = {(row, n): fold(text) for row, n, text in select(corpus.connection, paths, (json.dumps(sections),))}
    for one in candidates:
        one.title = title.get(one.document, "")
        one.heading = above.get((one.document, one.section or 0), "") if one.section is not None else ""
