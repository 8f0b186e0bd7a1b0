"""What a progress report says, offered as evidence for the commitments it may be about. A person decides."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import ledger
from corpus.errors import BadEvent
from corpus.filing import now
from corpus.lights import same_unit
from corpus.model import CommitmentRow, LedgerEvent, Progress, Standing
from corpus.rows import by_ids, facts
from corpus.store import Corpus, select
from extract.keys import squeeze
from extract.model import Measure, Range, Role

LEAST = 0.55
"""Share of what a commitment is about that a sentence must hold to be offered."""
_LEAST_PIECES = 4
"""Pairs of characters in common, so that no common word alone is a match."""
_MOST = 3
"""Commitments that one sentence is offered for."""
_TOLD = re.compile("已|完成|建成|达|实现|累计|新增|开工|竣工|投入|提高|覆盖|启动|出台|落实|全年|以来|截至|目前|共")
"""Signs of a report."""
_FINISHED = re.compile("已(?:全面|全部|如期|提前|基本)?(?:完成|建成|实现|竣工)|全面完成|全部完成|如期完成|建成投用")
_AHEAD = re.compile("将|拟|力争|计划|下一步|要(?:进一步|继续|加快)|未来")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A sentence that may be evidence."""

    id: str
    """`<document>-<start>-<key>`: names it to `accept` and `reject`."""
    row: CommitmentRow
    document: int
    source: str
    sentence: str
    start: int
    """Of the sentence in the document's text."""
    page: int | None
    score: float
    """Share of what the commitment is about that the sentence holds, 0 to 1."""
    value: str | None
    """A number of the unit that the commitment counts in, where the sentence has exactly one."""
    unit: str | None
    progress: Progress
    """What the sentence seems to say; a person may say otherwise."""


def suggest(corpus: Corpus, document: int) -> list[Suggestion]:
    """What the sentences of a document may be evidence for, surest first; what was decided is left out.

    Only commitments of other documents of the same place, or of one above or below it, are looked at.
    """
    with corpus.reading():
        found = _Matcher(corpus, document)
        decided = set(select(corpus.connection, "select key, sentence from evidence"))
        out = [one for one in found.all() if (one.row.key, _hash(one.sentence)) not in decided]
    return sorted(out, key=lambda one: (-one.score, one.start, one.row.id))


def accept(
    corpus: Corpus, id: str, author: str, progress: Progress | None = None, note: str | None = None
) -> LedgerEvent:
    """Write a suggestion down as a declared event whose evidence is the sentence; raises BadEvent."""
    with corpus.atomic():
        one = _find(corpus, id)
        page = f" 第 {one.page} 页" if one.page is not None else ""
        event = ledger.record(
            corpus,
            one.row.key,
            LedgerEvent(
                one.row.key, Standing.DECLARED, progress or one.progress, author, "", one.value, note,
                f"{one.source}{page}：{one.sentence}", unit=one.unit,
            ),
        )  # fmt: skip
        _decide(corpus, one, "accept", author, note, event.uid)
        return event


def reject(corpus: Corpus, id: str, author: str, reason: str | None = None) -> None:
    """Never offer the sentence for the commitment again; raises BadEvent."""
    if not author.strip():
        raise BadEvent(id, "没有写明是谁决定的", "请填写记录人")
    with corpus.atomic():
        _decide(corpus, _find(corpus, id), "reject", author, reason, None)


def _find(corpus: Corpus, id: str) -> Suggestion:
    document = id.partition("-")[0]
    found = suggest(corpus, int(document)) if document.isascii() and document.isdigit() else []
    one = next((one for one in found if one.id == id), None)
    if one is None:
        raise BadEvent(id, "没有这条佐证建议，或已经决定过", "请用 taizhang evidence suggest 查看")
    return one


def _decide(corpus: Corpus, one: Suggestion, what: str, author: str, reason: str | None, event: str | None) -> None:
    corpus.connection.execute(
        "insert into evidence(key, sentence, source, decision, author, reason, at, event)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        (one.row.key, _hash(one.sentence), one.source, what, author.strip(), reason, now(), event),
    )


def _hash(sentence: str) -> str:
    return hashlib.sha256("".join(sentence.split()).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class _Matcher:
    """Sentences of one document against the commitments of the others."""

    def __init__(self, corpus: Corpus, document: int) -> None:
        self._corpus = corpus
        self._document = document
        connection = corpus.connection
        (self._source,) = select(connection, "select source from document where id = ?", (document,))[0]
        self._facts = [fact for fact in facts(corpus, document) if fact.role is Role.STATUS]
        self._commitments = {
            row: _pieces(f"{subject} {' '.join(measured.split(chr(31)))}")
            for row, subject, measured in select(
                connection,
                "select c.id, c.subject, coalesce((select group_concat(m.subject, char(31)) from measure m"
                " where m.commitment = c.id), '') from commitment c join document d on d.id = c.document"
                " join document r on r.id = ?1 where c.current = 1 and c.document <> ?1 and (d.region is null"
                " or r.region is null or d.region = r.region or instr(r.region_parents, d.region)"
                " or instr(d.region_parents, r.region))",
                (document,),
            )
        }
        self._holding: dict[str, list[int]] = defaultdict(list)
        for row, pieces in self._commitments.items():
            for piece in pieces:
                self._holding[piece].append(row)
        total = len(self._commitments) or 1
        self._weight = {piece: math.log(1 + total / len(rows)) for piece, rows in self._holding.items()}

    def all(self) -> Iterator[Suggestion]:
        """Every match."""
        matches = list(self._matches())
        rows = by_ids(self._corpus, sorted({row for row, *_ in matches}))
        for row, score, start, end, page, body in matches:
            told = _number(rows[row], [f for f in self._facts if start <= f.span.start and f.span.end <= end])
            yield Suggestion(
                id=f"{self._document}-{start}-{rows[row].key}",
                row=rows[row],
                document=self._document,
                source=self._source,
                sentence=body,
                start=start,
                page=page,
                score=round(score, 3),
                value=told[0] if told else None,
                unit=told[1] if told else None,
                progress=Progress.DONE if _FINISHED.search(body) else Progress.IN_PROGRESS,
            )

    def _matches(self) -> Iterator[tuple[int, float, int, int, int | None, str]]:
        for start, end, page, body in select(
            self._corpus.connection,
            "select start, end, page, body from clause where document = ? order by start",
            (self._document,),
        ):
            if not _TOLD.search(body) or _AHEAD.search(body):
                continue
            held = _pieces(body)
            common: dict[int, float] = defaultdict(float)
            pairs: Counter[int] = Counter()
            for piece in held:
                for row in self._holding.get(piece, ()):
                    common[row] += self._weight[piece]
                    pairs[row] += 1
            scored = sorted(
                (
                    (common[row] / sum(self._weight[piece] for piece in self._commitments[row]), row)
                    for row in common
                    if pairs[row] >= _LEAST_PIECES
                ),
                key=lambda pair: (-pair[0], pair[1]),
            )
            for score, row in scored[:_MOST]:
                if score >= LEAST:
                    yield row, score, start, end, page, body


def _pieces(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters, numbers and punctuation aside."""
    bare = squeeze(text)
    return frozenset(bare[at : at + 2] for at in range(len(bare) - 1))


def _number(row: CommitmentRow, told: Sequence[Measure]) -> tuple[str, str | None] | None:
    """The one number of the sentence that counts what the commitment counts."""
    units = [measure.unit for measure in row.commitment.measures]
    fit = [fact for fact in told if any(same_unit(fact.unit, unit) for unit in units)]
    if len(fit) != 1 or isinstance(fit[0].value, Range):
        return None
    return format(fit[0].value, "f"), fit[0].unit
