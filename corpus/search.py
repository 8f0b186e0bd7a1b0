"""Finding sentences by their words, by other words for the same, and by their meaning, in one ranking."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import apsw

from corpus import inlarge, ranking, spelled
from corpus.asking import answering, without_asking
from corpus.concepts import lexicon
from corpus.copies import folded
from corpus.errors import CorpusError, LedgerBusy, LedgerFull, ModelUnavailable
from corpus.facets import facets
from corpus.filtering import EVERYTHING
from corpus.hits import Copy, Expansion, Found, Hit
from corpus.indexing import terms_of as terms_of_ledger
from corpus.lexicon import Lexicon, Slot, build, terms_of
from corpus.model import Filters
from corpus.question import Question, parse
from corpus.ranking import EMPTY, NEAR, Asked, Candidate
from corpus.rows import by_ids
from corpus.scope import scope
from corpus.slots import Concepts, in_plan_words, nothing_else
from corpus.store import Corpus, select
from corpus.terms import Terms
from corpus.uncollected import uncollected
from corpus.within import settled
from corpus.words import characters, fold, numbers, shared, tokens

if TYPE_CHECKING:
    from corpus.embedding import Embedder
    from corpus.revectoring import Progress

log = logging.getLogger(__name__)

_KNOWN = 0.6
"""Share of the query that the ledger's own model must have seen; of the rest it knows nothing."""
_NEAREST = 100
"""Sentences that meaning brings in."""
_SURE = 0.45
"""Share of the query that its best sentence must hold, in its own or in other words, to be more than loosely meant."""
_WITHOUT = build(())
"""The lexicon of a search without concepts."""


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
    """The first hits of `find`."""
    found = find(
        corpus, query, filters, limit, model=model, words_only=words_only, download=download, fold_copies=False
    )
    return list(found.hits)


def find(
    corpus: Corpus,
    query: str,
    filters: Filters = EVERYTHING,
    limit: int = 20,
    offset: int = 0,
    *,
    model: str | None = None,
    words_only: bool = False,
    concepts: bool = True,
    fold_copies: bool = True,
    download: bool = False,
    progress: Progress | None = None,
) -> Found:
    """Sentences of the newest versions that answer a query, best first; none for a query that means nothing here.

    What a query may hold says `corpus.question`; its fields narrow `filters`. `model` names a sentence-transformers
    model in place of the ledger's own, fetched from the network only with `download`. `words_only` leaves meaning
    out, `concepts=False` the lexicon. Where vectors are missing they are made (`progress` is told how many there are),
    or, in a ledger opened for reading, left out with a notice in `corpus.notices`. The same query gives the same order
    on every page.
    Raises ModelUnavailable, BadLexicon.
    """
    question = parse(query)
    for doubt in question.doubts:
        corpus.notice(f"看不懂这个条件，未按它筛选：{doubt}")
    if question.empty or limit < 1:
        return Found()
    words = lexicon() if concepts else _WITHOUT
    with uncollected():
        found = _Search(corpus, question, filters, words, model, words_only, download, progress)
        candidates = found.run()
        groups = folded(candidates) if fold_copies else [(one, ()) for one in candidates]
        shown = groups[offset : offset + limit]
        return Found(
            hits=_hits(corpus, question, shown),
            total=len(groups),
            facets=facets(corpus, [one.row for one in candidates]),
            expansions=tuple(Expansion(slot.typed, tuple(found.used(slot))) for slot in found.asked.slots),
            loose=bool(candidates) and found.ranked and max(one.share for one in candidates) < _SURE,
        )


class _Search:
    """One search: its candidates from every way of looking, weighed together."""

    def __init__(
        self,
        corpus: Corpus,
        question: Question,
        filters: Filters,
        words: Lexicon,
        model: str | None,
        words_only: bool,
        download: bool,
        progress: Progress | None,
    ) -> None:
        self._corpus = corpus
        self._question = question
        self._terms: Terms = terms_of_ledger(corpus.connection)
        self._within = settled(corpus, scope(question, filters, self._terms))
        self._model, self._words_only, self._download, self._progress = model, words_only, download, progress
        text = question.text if tokens(question.text) else " ".join((*question.phrases, *question.prefixes))
        slots = (*words.slots(question.text), *spelled.slots(corpus, question.text))
        self._concepts = Concepts(corpus, self._terms, words, question.text, slots, self._within)
        slots = tuple(self._concepts.slots)
        plain = in_plan_words(text, slots, self._concepts.known)
        # A query of nothing but everyday words that no plan writes is the plans' words for them, whichever it was.
        self._foreign = nothing_else(text, slots, self._concepts.known)
        text = plain if self._foreign else text
        self.asked = Asked(text, plain, slots)
        self._edges: Callable[[str], frozenset[int]] | None = None
        """Where the words of a text begin and end, once the ledger's own model is open."""
        self.ranked = bool(tokens(text))
        """Whether there is anything to rank by."""

    def used(self, slot: Slot) -> list[str]:
        """The terms of a slot that stand in the ledger."""
        return [term for term, _ in slot.terms if self._concepts.known(term)]

    def run(self) -> list[Candidate]:
        """All that is found, best first."""
        if not self.ranked:
            return self._listed()
        given = numbers(self.asked.text)
        large: inlarge.Found | None = None
        by_words: dict[int, float]
        if self._terms.paired:
            large = inlarge.by_words(self._corpus, self._terms, self.asked.plain, self._within)
            by_words = dict.fromkeys(large.rows, 0.0)
        else:
            by_words = ranking.by_words(self._corpus, self._terms, self.asked.plain, self._within)
        near = {} if self._words_only else self._by_meaning(by_words)
        rows = list(dict.fromkeys((*by_words, *self._concepts.rows, *near)))
        texts = ranking.read(self._corpus, rows)
        other = {body: ranking.other_number(given, body) for body in {one.body for one in texts.values()}}
        kept = [texts[row] for row in rows if row in texts and texts[row].body and not other[texts[row].body]]
        for one in kept:
            one.words = by_words.get(one.row, 0.0)
            one.typed, one.meaning = near.get(one.row, (0.0, 0.0))
        if large:
            large.weigh(kept)
        best = max((one.words for one in kept), default=0.0)
        for one in kept:
            one.words = one.words / best if best else 0.0
        ranking.cover(self.asked.text, kept, self._edges)
        if self._foreign:
            for one in kept:  # what it has in common is a term of the lexicon, not what was typed
                one.related = False
        if self._concepts.slots:
            ranking.place(self._corpus, kept)
        self._concepts.weigh(self.asked.text, kept)
        for one, answers in zip(kept, answering(self._question.text, [one.body for one in kept]), strict=True):
            one.answers = float(answers)
        if given and not _means_something(self.asked.text):
            kept = [one for one in kept if one.covered == 1.0]
        return ranking.fuse(kept, foreign=self._foreign)

    def _listed(self) -> list[Candidate]:
        """What fields and bounds keep, in the order of the ledger."""
        sql, bindings = self._within
        rows = select(self._corpus.connection, f"{sql} order by cl.id limit ?", (*bindings, ranking.DEPTH))
        return [Candidate(row, related=True, score=1.0) for (row,) in rows]

    def _embedder(self) -> Embedder | None:
        """The named model, else the one that the ledger was switched to; None for its own."""
        from corpus.embedding import open_model
        from corpus.vectors import chosen

        if self._model:
            return open_model(self._model, self._download)
        switched = chosen(self._corpus)
        if switched is None:
            return None
        try:
            return open_model(switched)
        except ModelUnavailable:
            self._corpus.notice(f"{switched}：本机没有这个检索模型，本次用自带模型")
            return None

    def _by_meaning(self, by_words: Iterable[int]) -> dict[int, tuple[float, float]]:
        """Sentence id -> cosine to the query as typed, and to it with the terms of the lexicon."""
        from corpus import sidecar, vectors
        from corpus.embedding import StaticEmbedder
        from corpus.revectoring import refresh_vectors

        corpus = self._corpus
        terms = [term for term in terms_of(self.asked.slots) if self._concepts.known(term)]
        if not (_means_something(self.asked.text) or terms):
            return {}
        embedder = self._embedder()
        try:
            if not sidecar.attached(corpus):
                return {}
            embedder = embedder or vectors.own_model(corpus)
            if (embedder is None or not vectors.ready(corpus, embedder)) and not corpus.readonly:
                refresh_vectors(corpus, self._model, download=self._download, progress=self._progress)
                embedder = embedder or vectors.own_model(corpus)
            if embedder is None:
                return {}
            texts = [self.asked.text]
            if isinstance(embedder, StaticEmbedder):
                self._edges = embedder.edges
                texts = [without_asking(self.asked.text)]
                texts.append(" ".join((texts[0], *terms)))
                sure = bool(terms or self._question.phrases)
                if not sure and embedder.known(self.asked.text, EMPTY) < _KNOWN:
                    return {}
            if not vectors.ready(corpus, embedder):
                corpus.notice("有的句子还没有检索向量，这些句子只按文字检索")
            asked = embedder.encode_queries(texts)
            also = [*self._concepts.rows, *by_words]
            near = vectors.cosines(corpus, embedder, asked, _NEAREST, also, *self._within)
        except (apsw.Error, CorpusError) as error:
            log.warning("search by meaning failed", exc_info=True)
            corpus.notice("检索向量暂不可用，本次只按文字检索")
            if not isinstance(error, LedgerBusy | LedgerFull):
                sidecar.discard(corpus)
            return {}
        return {row: (cosines[0], cosines[-1]) for row, cosines in near.items()}


def _means_something(text: str) -> bool:
    """Whether a query is more than numbers, of which meaning knows nothing."""
    folded_text = fold(text)
    for number in numbers(folded_text):
        folded_text = folded_text.replace(number, " ")
    return any(token not in EMPTY and not token[0].isdigit() and token != "%" for token in tokens(folded_text))


def _hits(
    corpus: Corpus, question: Question, groups: Sequence[tuple[Candidate, Sequence[Candidate]]]
) -> tuple[Hit, ...]:
    rows = [one.row for best, copies in groups for one in (best, *copies)]
    marks = ", ".join("?" * len(rows))
    found = {
        r[0]: r[1:]
        for r in select(
            corpus.connection,
            "select cl.id, cl.body, d.source, coalesce(h.path, ''), cl.page, cl.document, cl.start, cl.end,"
            " d.region, d.copies, d.title, cl.commitment from clause cl join document d on d.id = cl.document"
            f" left join heading h on h.document = cl.document and h.n = cl.section where cl.id in ({marks})",
            rows,
        )
    }
    owners = by_ids(corpus, sorted({r[-1] for r in found.values() if r[-1] is not None}))
    hits = []
    for best, copies in groups:
        if best.row not in found:  # its sentence went away while the search ran
            continue
        body, source, section, page, document, start, end, _region, duplicates, title, owner = found[best.row]
        hits.append(
            Hit(
                *(body, source, section, page, round(100 * best.score, 1), _why(question, best, body)),
                *(document, start, end, owners.get(owner)),
                copies=tuple(
                    Copy(found[c.row][1], found[c.row][7], found[c.row][4], found[c.row][5], found[c.row][6])
                    for c in copies
                    if c.row in found
                ),
                duplicates=duplicates,
                title=title,
            )
        )
    return tuple(hits)


def _why(question: Question, one: Candidate, body: str) -> tuple[str, ...]:
    """The ways that found a sentence, and the words that matched; single characters for want of those."""
    text = fold(body)
    ways = [
        *(["words"] if one.related else []),
        *(["concepts"] if one.terms else []),
        *(["meaning"] if max(one.typed, one.meaning) >= NEAR else []),
    ]
    matched = [p for p in question.phrases if p in body] + shared(question.text, body) + one.terms
    if not matched:
        matched = [t for t in characters(question.text) if t not in EMPTY and t in text]
    return (*ways, *dict.fromkeys(matched))
