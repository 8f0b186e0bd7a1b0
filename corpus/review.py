"""What people say of the program's reading: confirmed, corrected, rejected, and what waits to be looked at."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from corpus.corrections import Action, Correction, allowed, encoded, read_value, standing, understood
from corpus.errors import BadCorrection, UnknownKey
from corpus.fieldnames import WHOLE, typed
from corpus.filing import now
from corpus.filtering import EVERYTHING, of_commitments, of_documents
from corpus.model import CommitmentRow, Filters
from corpus.overlay import lay_over, of_keys, readings
from corpus.rows import by_ids
from corpus.settling import new_uid
from corpus.store import Corpus, select
from extract.model import Commitment


@dataclass(frozen=True, slots=True)
class Doubt:
    """A commitment that waits for a person."""

    row: CommitmentRow
    score: float
    """The higher, the more there is to doubt."""
    stale: tuple[str, ...] = ()
    """Fields that a person had looked at and that the text of now says differently."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How far the review of a document is."""

    document: int
    source: str
    done: int
    """Commitments that a person confirmed or rejected as a whole."""
    of: int


_SCORE = "(1 - c.confidence) + 0.15 * json_array_length(c.doubts)"


def record(
    corpus: Corpus,
    key: str,
    field: str,
    action: Action,
    author: str,
    value: str | None = None,
    reason: str | None = None,
) -> Correction:
    """Write down what a person says of a field, and make the ledger say so.

    `field` as people type it (see `fieldnames.typed`), empty for the whole commitment; `value` is the text of a
    correction. Raises UnknownKey, BadCorrection.
    """
    if not author.strip():
        raise BadCorrection(key, "没有写明是谁改的", "请填写记录人")
    if action is Action.UNDO:
        raise BadCorrection(key, "撤销要用 undo", "请用 taizhang review undo")
    with corpus.atomic() as connection:
        reading, name, said = check(corpus, key, field, action, value)
        written = _append(
            corpus,
            Correction(
                key=key,
                field=name,
                action=action,
                author=author.strip(),
                value=said,
                was=read_value(reading, name) or "null",
                reason=reason,
                at=now(),
                uid=new_uid(connection, "correction"),
                origin=str(corpus.meta("ledger")),
            ),
        )
        lay_over(corpus, [key])
        return written


def check(
    corpus: Corpus, key: str, field: str, action: Action, value: str | None
) -> tuple[Commitment, str, str | None]:
    """What `record` would write: the reading, the lasting name of the field, the JSON of the value; raises the same."""
    reading = _reading(corpus, key)
    name = typed(field, reading)
    if name is None:
        raise BadCorrection(key, f"没有“{field[:20]}”这一项", "请用 taizhang review show 看有哪些项")
    allowed(key, name, action)
    said = None
    if action is Action.CORRECT:
        said = understood(key, name, value or "")
        if _same(reading, name, said) and name not in standing(history(corpus, key)):
            raise BadCorrection(key, "改成的和原来读出的一样", "要确认请用 confirm，要回到读出的请用 undo")
    return reading, name, said


def undo(corpus: Corpus, key: str, author: str, reason: str | None = None, *, uid: str | None = None) -> Correction:
    """Take back, by a new entry, the last thing that was said of a commitment; what was before counts again.

    With `uid` only if that entry is still the last: what somebody else has said since is not taken back unseen.
    """
    if not author.strip():
        raise BadCorrection(key, "没有写明是谁改的", "请填写记录人")
    with corpus.atomic() as connection:
        held = of_keys(connection, [key]).get(key, [])
        undone = {one.undoes for one in held}
        left = [one for one in held if one.action is not Action.UNDO and one.uid not in undone]
        if not left:
            raise BadCorrection(key, "没有可以撤销的校核", "请核对编号")
        if uid is not None and left[-1].uid != uid:
            raise BadCorrection(key, "后来又有人校核过这一条", "请先用 taizhang review show 看一看")
        written = _append(
            corpus,
            replace(
                left[-1],
                action=Action.UNDO,
                author=author.strip(),
                value=None,
                reason=reason,
                at=now(),
                undoes=left[-1].uid,
                uid=new_uid(connection, "correction"),
                origin=str(corpus.meta("ledger")),
            ),
        )
        lay_over(corpus, [key])
        return written


def history(corpus: Corpus, key: str) -> list[Correction]:
    """All that was said of a commitment, oldest first."""
    return of_keys(corpus.connection, [key]).get(key, [])


def queue(corpus: Corpus, filters: Filters = EVERYTHING, limit: int = 20) -> list[Doubt]:
    """Current commitments that nobody confirmed or rejected as a whole, most doubtful first.

    One that was confirmed comes back, before all others, when a new reading says something else.
    """
    with corpus.reading() as connection:
        settled, stale = _looked_at(corpus)
        document, own = of_documents(filters), of_commitments(filters)
        found = select(
            connection,
            f"select c.id, c.key, {_SCORE} as score from commitment c join document d on d.id = c.document"
            f" where c.current = 1 and {document.sql} and {own.sql} order by score desc, c.id",
            (*document.bindings, *own.bindings),
        )
        first = [(row, key, score + 10) for row, key, score in found if key in stale]
        others = [(row, key, score) for row, key, score in found if key not in settled and key not in stale]
        wanted = [*first, *others][: max(limit, 0)]
        rows = by_ids(corpus, [row for row, _, _ in wanted])
        return [Doubt(rows[row], score, stale.get(key, ())) for row, key, score in wanted]


def progress(corpus: Corpus) -> list[Reviewed]:
    """How far the review of each document is, in the order of the documents."""
    settled, stale = _looked_at(corpus)
    counts: dict[int, list[int]] = {}
    for document, key in select(
        corpus.connection,
        "select c.document, c.key from commitment c join document d on d.id = c.document where d.current = 1",
    ):
        sums = counts.setdefault(document, [0, 0])
        sums[0] += key in settled and key not in stale
        sums[1] += 1
    sources = dict(select(corpus.connection, "select id, source from document where current = 1 order by id"))
    return [Reviewed(row, source, *counts.get(row, (0, 0))) for row, source in sources.items()]


def orphans(corpus: Corpus) -> list[Correction]:
    """Corrections of commitments that no current version holds, by key."""
    found = select(
        corpus.connection,
        "select distinct key from correction r where not exists (select 1 from commitment c join document d"
        " on d.id = c.document where c.key = r.key and d.current = 1) order by key",
    )
    held = of_keys(corpus.connection, [key for (key,) in found])
    return [one for key in sorted(held) for one in held[key]]


def _append(corpus: Corpus, one: Correction) -> Correction:
    connection = corpus.connection
    append(corpus, one)
    return replace(one, id=connection.last_insert_rowid())


def append(corpus: Corpus, one: Correction) -> None:
    """Write one correction as it is; the caller lays it over. Inside a transaction."""
    corpus.connection.execute(
        "insert into correction(key, field, action, author, value, was, reason, at, undoes, uid, origin)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(one.key, one.field, one.action.value, one.author, one.value, one.was, one.reason, one.at),
            *(one.undoes, one.uid, one.origin),
        ),
    )


def _reading(corpus: Corpus, key: str) -> Commitment:
    """What the program reads in the newest version that has the commitment."""
    found = select(
        corpus.connection,
        "select c.id from commitment c join document d on d.id = c.document where c.key = ?"
        " order by d.current desc, c.id desc limit 1",
        (key,),
    )
    if not found:
        raise UnknownKey(key)
    return readings(corpus, [found[0][0]])[found[0][0]]


def _same(reading: Commitment, field: str, said: str) -> bool:
    was = read_value(reading, field)
    if was == said:
        return True
    if field == "responsible":
        bare = [{**one, "organisation": None} for one in json.loads(encoded("responsible", reading.responsible))]
        return bare == [{**one, "organisation": None} for one in json.loads(said)]
    return False


def _looked_at(corpus: Corpus) -> tuple[set[str], dict[str, tuple[str, ...]]]:
    """Keys that were confirmed or rejected as a whole; keys with fields whose reading has changed since."""
    keys = [key for (key,) in select(corpus.connection, "select distinct key from correction")]
    ids = {
        key: row
        for start in range(0, len(keys), 500)
        for row, key in select(
            corpus.connection,
            "select c.id, c.key from commitment c join document d on d.id = c.document where d.current = 1"
            f" and c.key in ({', '.join('?' * len(keys[start : start + 500]))})",
            keys[start : start + 500],
        )
    }
    read = readings(corpus, ids.values())
    settled: set[str] = set()
    stale: dict[str, tuple[str, ...]] = {}
    for key, held in of_keys(corpus.connection, ids).items():
        counts = standing(held)
        if WHOLE in counts:
            settled.add(key)
        changed = tuple(
            field for field, one in counts.items() if (read_value(read[ids[key]], field) or "null") != one.was
        )
        if changed:
            stale[key] = changed
    return settled, stale
