"""What a progress report says, offered as evidence for the commitments it may be about. A person decides."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import apsw

from corpus import ledger
from corpus.errors import BadEvent
from corpus.filing import now
from corpus.lights import same_unit
from corpus.model import CommitmentRow, LedgerEvent, Progress, Standing
from corpus.rows import by_ids, facts
from corpus.store import Corpus, select
from extract.keys import squeeze
from extract.model import Measure, Range, Role
from ingest.model import Level

LEAST = 0.5
"""Share of what a commitment is about that a sentence must hold to be offered."""
_LEAST_UNTOLD = 0.6
"""The same, of a sentence that does not show that it speaks of what was done."""
_LEAST_PIECES = 4
"""Pairs of characters in common, so that no common word alone is a match."""
_MOST = 3
"""Commitments that one sentence is offered for."""
_TOLD = re.compile(
    "已(?!经济)|完成(?!率|时限|时间)|建成(?!区)|竣工|开工|投用|累计|截至|目前|以来|共计|新(?:增|建|改扩建)[^，。；]{0,12}[0-9]"
    "|(?:达|达到|提高到|提升至|提高至|提高|增长|下降|降至|投入|覆盖|培训|共)[^，。；]{0,10}[0-9]"
    "|(?:印发|出台|启动|修订|制定|制订|成立|组建|落实|实现|开展|举办|完善|建立)了|印发[^，。；]{0,20}《|全年|去年|上年|一年来|近[0-9一二两三四五]+年"
)
"""Signs of a report: something is done, or counted."""
_FINISHED = re.compile("已(?:全面|全部|如期|提前|基本)?(?:完成|建成|实现|竣工)|全面完成|全部完成|如期完成|建成投用")
_AHEAD = re.compile(
    "将(?!军)|(?<!模)拟|力争|争取|计划(?:到|于|用|新|投)|下一步|要(?:进一步|继续|加快|求)|未来|到20[0-9]{2}年|必须|应当|应(?=[加建完落])|确保"
)
"""Signs of what is only to come."""
_GROUNDS = re.compile("(?:根据|按照|依据|为(?:了|进一步|贯彻|落实|巩固|推进|全面|加快|认真|深入))")
"""How sentences begin that only say why a paper was written."""
_SCORED = re.compile(r"[得扣加减]\s*[0-9.]+\s*分")
"""Rules by which offices are scored: they name a duty and say nothing of it."""
_PROMISES, _RULES = 0.25, 0.02
"""Shares of commitments, and of rules for scores, below which a document tells what was."""
_WINDOW = re.compile("[，,；;：:]")


class Place(StrEnum):
    """How the places of two documents stand to each other."""

    SAME = "same"
    NEAR = "near"
    """One lies in the other; the whole country holds every place."""
    UNKNOWN = "unknown"
    """Nobody knows of which place one of them is."""


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
    place: Place
    """How the place of the report stands to that of the commitment."""


def suggest(corpus: Corpus, document: int) -> list[Suggestion]:
    """What the sentences of a document may be evidence for, surest first; what was decided is left out.

    Only commitments of other documents of the same place, or of one above or below it, are looked at, and after all of
    these those where nobody knows the place.
    """
    with corpus.reading():
        found = _Matcher(corpus, document)
        decided = set(select(corpus.connection, "select key, sentence from evidence"))
        out = [one for one in found.all() if (one.row.key, _hash(one.sentence)) not in decided]
    return sorted(out, key=lambda one: (one.place is Place.UNKNOWN, -one.score, one.start, one.row.id))


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
        self._report = _is_report(connection, document)
        self._kin = _kin(connection, document)
        marks = ", ".join("?" * len(self._kin))
        self._commitments = {
            row: _pieces(f"{subject} {' '.join(measured.split(chr(31)))}")
            for row, subject, measured in select(
                connection,
                "select c.id, c.subject, coalesce((select group_concat(m.subject, char(31)) from measure m"
                f" where m.commitment = c.id), '') from commitment c where c.current = 1 and c.document in ({marks})",
                tuple(self._kin),
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
                place=self._kin[rows[row].document],
                progress=Progress.DONE if _FINISHED.search(body) else Progress.IN_PROGRESS,
            )

    def _matches(self) -> Iterator[tuple[int, float, int, int, int | None, str]]:
        for start, end, page, body in select(
            self._corpus.connection,
            "select cl.start, cl.end, cl.page, cl.body from clause cl join block b on b.document = cl.document"
            " and b.start <= cl.start and b.end >= cl.end where cl.document = ? and cl.commitment is null"
            " and b.kind not in ('title', 'heading', 'meta', 'noise') and not exists (select 1 from heading h"
            " where h.document = cl.document and h.start <= cl.start and h.end >= cl.end - 1) order by cl.start",
            (self._document,),
        ):
            if _AHEAD.search(body) or _GROUNDS.match(body):
                continue
            told = _TOLD.search(body) or any(start <= f.span.start and f.span.end <= end for f in self._facts)
            if not (told or self._report) or _SCORED.search(body):
                continue
            least = LEAST if told else _LEAST_UNTOLD
            best: dict[int, float] = {}
            for held in _windows(body):
                for row, score in self._scores(held):
                    best[row] = max(score, best.get(row, 0.0))
            scored = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))
            for row, score in scored[:_MOST]:
                if score >= least:
                    yield row, score, start, end, page, body

    def _scores(self, held: frozenset[str]) -> Iterator[tuple[int, float]]:
        """(commitment, share of what it is about that these pieces hold)."""
        common: dict[int, float] = defaultdict(float)
        pairs: Counter[int] = Counter()
        for piece in held:
            for row in self._holding.get(piece, ()):
                common[row] += self._weight[piece]
                pairs[row] += 1
        for row, weight in common.items():
            if pairs[row] >= _LEAST_PIECES:
                yield row, weight / sum(self._weight[piece] for piece in self._commitments[row])


def _is_report(connection: apsw.Connection, document: int) -> bool:
    """Whether a document tells what was: it promises little, and scores nobody."""
    found = select(connection, "select commitment is not null, body from clause where document = ?", (document,))
    promised = sum(held for held, _ in found)
    scored = sum(bool(_SCORED.search(body)) for _, body in found)
    return promised <= _PROMISES * len(found) and scored <= _RULES * len(found)


def _windows(body: str) -> Iterator[frozenset[str]]:
    """The pieces of each two neighbouring parts of a sentence: what a long one says of many things is not one thing."""
    parts = [part for part in _WINDOW.split(body) if part.strip()]
    for at in range(max(1, len(parts) - 1)):
        yield _pieces("".join(parts[at : at + 2]))


def _kin(connection: apsw.Connection, document: int) -> dict[int, Place]:
    """The current documents whose commitments a document may speak of, each with how their places stand."""
    columns = "id, region, region_code, region_parents, level"
    ((_, *own),) = select(connection, f"select {columns} from document where id = ?", (document,))
    others = select(connection, f"select {columns} from document where current = 1 and id <> ?", (document,))
    found = ((row, _place(tuple(own), tuple(other))) for row, *other in others)
    return {row: place for row, place in found if place is not None}


def _place(one: tuple[Any, ...], other: tuple[Any, ...]) -> Place | None:
    """None for two places that have nothing to do with each other; (name, code, parents, level) of each."""
    (name, code, parents, level), (name2, code2, parents2, level2) = one, other
    if Level.NATIONAL.value in (level, level2) and not (name and name2):
        return Place.SAME if level == level2 else Place.NEAR
    if not name or not name2:
        return Place.UNKNOWN
    if name == name2 or (code and code == code2):
        return Place.SAME
    if code and code2:
        return Place.NEAR if _inside(code, code2) or _inside(code2, code) else None
    # A name that the table of places does not hold is known by the places above it, as far as the text names them.
    return Place.NEAR if name in parents2.split() or name2 in parents.split() else None


def _inside(code: str, above: str) -> bool:
    """Whether a division of GB/T 2260 lies in another one."""
    whole = 2 if above.endswith("0000") else 4 if above.endswith("00") else 6
    return code != above and code.startswith(above[:whole])


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
