"""Finding sentences by their words and by their meaning, fused by reciprocal rank."""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import apsw

from corpus.concepts import expand
from corpus.errors import CorpusError, LedgerBusy, LedgerFull
from corpus.filtering import EVERYTHING, Conditions, of_commitments, of_documents
from corpus.model import Filters, Hit
from corpus.rows import by_ids
from corpus.store import Corpus, Value, select
from corpus.words import (
    Query,
    all_of,
    any_of,
    characters,
    fold,
    glob,
    numbers,
    parse,
    phrase,
    quoted,
    search_words,
    shared,
    tokens,
)

if TYPE_CHECKING:
    from corpus.embedding import Embedder

log = logging.getLogger(__name__)

_SMALL = 20_000
"""Sentences; up to here single characters rank best, above it words do, and are faster."""
_NEWEST = 20_000
"""Matches of any word that are ranked in a large ledger."""
_DEPTH = 100
"""Places of each ranking that take part."""
_RANK = 60
"""Constant of reciprocal rank fusion."""
_FLOOR = 0.35
"""Share of the best score below which a sentence has only chance words in common with the query."""
_PART, _PIECES = 0.35, 4
"""Share of the query's characters, and how many of a long one, that a sentence must have in common with it."""
_MOST = 0.6
"""Share of the query's characters that is enough when they stand apart."""
_KNOWN = 0.72
"""Share of the query that the ledger's own model must have seen; of the rest it knows nothing."""
_NEAR = 0.35
"""Least cosine of a sentence that is found by meaning alone."""
_EMPTY = frozenset("的了和与及在为是对等把被着之或")


@dataclass(frozen=True, slots=True)
class _Scope:
    """Which sentences may be found: SQL over `clause cl`, or None for all."""

    sql: str | None
    bindings: tuple[Value, ...]


def search(
    corpus: Corpus,
    query: str,
    filters: Filters = EVERYTHING,
    limit: int = 20,
    *,
    model: str | None = None,
    words_only: bool = False,
    download: bool = False,
) -> list[Hit]:
    """Sentences of the newest versions that answer a query, best first; none for a query that means nothing here.

    `"exact phrase"` must stand in the sentence, `-word` must not, a number is never part of another one. `model` names
    a sentence-transformers model in place of the ledger's own, fetched from the network only with `download`. Where
    vectors are missing they are made, or, in a ledger opened for reading, left out with a notice in `corpus.notices`.
    Raises ModelUnavailable.
    """
    asked = parse(query)
    if asked.empty or limit < 1:
        return []
    scope = _scope(asked, filters)
    terms = expand(asked.text)
    rankings: dict[str, list[int]] = {"words": _by_words(corpus, asked, scope)}
    if terms:
        rankings["concepts"] = _matching(corpus, any_of(terms), scope)
    if not words_only and _means_something(asked):
        text = " ".join((asked.text, *asked.phrases, *terms))
        rankings["meaning"] = _by_meaning(corpus, text, scope, model, download, sure=bool(terms or asked.phrases))
    scores: dict[int, float] = {}
    for ranking in rankings.values():
        for place, row in enumerate(ranking, start=1):
            # 100 is the first place in every ranking.
            scores[row] = scores.get(row, 0.0) + 100 / len(rankings) * (_RANK + 1) / (_RANK + place)
    best = sorted(scores, key=lambda row: (-scores[row], row))[:limit]
    return _hits(corpus, best, scores, rankings, asked, terms)


def _scope(asked: Query, filters: Filters) -> _Scope:
    conditions = Conditions()
    document, own = of_documents(filters), of_commitments(filters)
    if document.parts:
        conditions.add(f"cl.document in (select d.id from document d where {document.sql})", *document.bindings)
    if own.parts:
        conditions.add(
            f"cl.commitment in (select c.id from commitment c where c.current = 1 and {own.sql})", *own.bindings
        )
    for exact in asked.phrases:
        if len(exact) >= 3:
            conditions.add("cl.id in (select rowid from clause_exact where clause_exact match ?)", quoted(exact))
        else:
            conditions.add("cl.body glob ?", glob(exact))
    for excluded in asked.excluded:
        unwanted = phrase(excluded)
        if unwanted:
            conditions.add("cl.id not in (select rowid from clause_words where clause_words match ?)", unwanted)
    if not conditions.parts:
        return _Scope(None, ())
    return _Scope(f"select cl.id from clause cl where {conditions.sql}", tuple(conditions.bindings))


def _means_something(asked: Query) -> bool:
    """Whether the query is more than numbers, of which meaning knows nothing, and exact phrases."""
    text = fold(asked.text)
    for number in numbers(text):
        text = text.replace(number, " ")
    return any(token not in _EMPTY and not token[0].isdigit() and token != "%" for token in tokens(text))


def _by_words(corpus: Corpus, asked: Query, scope: _Scope) -> list[int]:
    text = asked.text if tokens(asked.text) else " ".join(asked.phrases)
    if not tokens(text):
        sql = f"{scope.sql} order by cl.id limit ?"
        return [row for (row,) in select(corpus.connection, sql, (*scope.bindings, _DEPTH))]
    if select(corpus.connection, "select count(*) from clause")[0][0] <= _SMALL:
        terms = [t for t in characters(text) if t not in _EMPTY] or characters(text)
        return _related(corpus, text, _matching(corpus, any_of(terms), scope))
    words = search_words(text)
    found = _matching(corpus, all_of(words), scope)
    if len(found) < _DEPTH and len(words) > 1:
        more = _matching(corpus, any_of(words), scope, newest=True)
        found = list(dict.fromkeys((*found, *more)))[:_DEPTH]
    return _related(corpus, text, found)


def _related(corpus: Corpus, text: str, found: Sequence[int]) -> list[int]:
    """Those of the sentences that share more than chance with the query, those that hold most of it in pieces first.

    To share more than chance is to hold one of its numbers or whole words, or pieces of two characters and more that
    make up a part of it, or most of its characters in any order.
    """
    asked = {token for token in tokens(text) if token not in _EMPTY} or set(tokens(text))
    whole = {*numbers(text), *(word for word in fold(text).split() if len(word) > 1)}
    needed = min(_PIECES, math.ceil(_PART * len(asked)))
    marks = ", ".join("?" * len(found))
    bodies = dict(select(corpus.connection, f"select id, body from clause where id in ({marks})", found))
    kept: list[tuple[int, int]] = []
    for row in found:
        body = bodies.get(row, "")
        pieces = shared(text, body)
        joined = {token for piece in pieces for token in tokens(piece)} & asked
        held = asked & set(tokens(body))
        if whole.intersection(pieces) or len(joined) >= needed or len(held) >= _MOST * len(asked):
            kept.append((len(joined), row))
    return [row for _, row in sorted(kept, key=lambda each: -each[0])]


def _matching(corpus: Corpus, match: str | None, scope: _Scope, *, newest: bool = False) -> list[int]:
    """Sentences by BM25, best first, without those that score far below the best."""
    if match is None:
        return []
    within = f"and +rowid in ({scope.sql})" if scope.sql else ""  # the plus: or FTS5 runs once for each rowid
    inner = f"select rowid as row, bm25(clause_words) as score from clause_words where clause_words match ? {within}"
    if newest:
        inner += f" order by rowid desc limit {_NEWEST}"
    found = select(
        corpus.connection,
        f"select row, score from ({inner}) order by score, row limit ?",
        (match, *scope.bindings, _DEPTH),
    )
    return [row for row, score in found if score <= found[0][1] * _FLOOR]


def _by_meaning(
    corpus: Corpus, text: str, scope: _Scope, model: str | None, download: bool, *, sure: bool
) -> list[int]:
    """Sentences near to `text`, nearest first; `sure` for a text that holds more than what a person typed."""
    from corpus import vectors
    from corpus.embedding import StaticEmbedder, open_model

    embedder: Embedder | None = open_model(model, download) if model else None
    try:
        if not vectors.attached(corpus):
            return []
        embedder = embedder or vectors.own_model(corpus)
        if (embedder is None or not vectors.ready(corpus, embedder)) and not corpus.readonly:
            vectors.refresh_vectors(corpus, model, download=download)
            embedder = embedder if model else vectors.own_model(corpus)
        if embedder is None:
            return []
        if isinstance(embedder, StaticEmbedder) and not sure and embedder.known(text, _EMPTY) < _KNOWN:
            return []
        if not vectors.ready(corpus, embedder):
            corpus.notice("有的句子还没有检索向量，这些句子只按文字检索")
        near = vectors.nearest(corpus, embedder, embedder.encode([text])[0], _DEPTH, scope.sql, scope.bindings)
    except (apsw.Error, CorpusError) as error:
        log.warning("search by meaning failed", exc_info=True)
        corpus.notice("检索向量暂不可用，本次只按文字检索")
        if not isinstance(error, LedgerBusy | LedgerFull):
            vectors.discard(corpus)
        return []
    return [row for row, cosine in near if cosine >= _NEAR]


def _hits(
    corpus: Corpus,
    best: Sequence[int],
    scores: dict[int, float],
    rankings: dict[str, list[int]],
    asked: Query,
    terms: Sequence[str],
) -> list[Hit]:
    marks = ", ".join("?" * len(best))
    found = {
        r[0]: r[1:]
        for r in select(
            corpus.connection,
            "select cl.id, cl.body, d.source, coalesce(h.path, ''), cl.page, cl.document, cl.start, cl.end,"
            " cl.commitment from clause cl join document d on d.id = cl.document"
            f" left join heading h on h.document = cl.document and h.n = cl.section where cl.id in ({marks})",
            best,
        )
    }
    owners = by_ids(corpus, sorted({r[-1] for r in found.values() if r[-1] is not None}))
    places = {name: set(ranking) for name, ranking in rankings.items()}
    hits = []
    for row in best:
        if row not in found:  # its sentence went away while the search ran
            continue
        body, source, section, page, document, start, end, owner = found[row]
        why = [name for name in ("words", "concepts", "meaning") if row in places.get(name, ())]
        why += _matched(asked, terms, body)
        hits.append(
            Hit(body, source, section, page, round(scores[row], 1), tuple(why), document, start, end, owners.get(owner))
        )
    return hits


def _matched(asked: Query, terms: Sequence[str], body: str) -> list[str]:
    """Phrases, pieces of the query and terms that stand in the sentence; single characters for want of those."""
    folded = fold(body)
    out = [p for p in asked.phrases if p in body]
    out += shared(asked.text, body)
    out += [t for t in terms if fold(t) in folded]
    if not out:
        out = [t for t in characters(asked.text) if t not in _EMPTY and t in folded]
    return list(dict.fromkeys(out))
