"""What people say of the program's reading: confirmed, corrected, rejected, and what waits to be looked at."""

from __future__ import annotations

from dataclasses import replace

from corpus.corrections import Action, Correction, standing
from corpus.errors import BadCorrection, UnknownKey
from corpus.filing import now
from corpus.overlay import lay_over, of_keys, readings
from corpus.overlay_plan import read_facts_of, read_header
from corpus.readings import CommitmentReading, FactReading, HeaderReading, Reading
from corpus.reviewkeys import Kind, kind
from corpus.settling import new_uid
from corpus.store import Corpus, select


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

    `key` is that of a commitment, a fact or a header; `field` as people type it (see `fieldnames.typed`), empty for the
    whole; `value` is the text of a correction. Raises UnknownKey, BadCorrection.
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
                was=reading.value(name) or "null",
                reason=reason,
                at=now(),
                uid=new_uid(connection, "correction"),
                origin=str(corpus.meta("ledger")),
            ),
        )
        lay_over(corpus, [key])
        return written


def check(corpus: Corpus, key: str, field: str, action: Action, value: str | None) -> tuple[Reading, str, str | None]:
    """What `record` would write: the reading, the lasting name of the field, the JSON of the value; raises the same."""
    reading = reading_of(corpus, key)
    name = reading.typed(field)
    if name is None:
        raise BadCorrection(key, f"没有“{field[:20]}”这一项", "请用 taizhang review show 看有哪些项")
    reading.allowed(key, name, action)
    said = None
    if action is Action.CORRECT:
        said = reading.understood(key, name, value or "")
        if reading.same(name, said) and name not in standing(history(corpus, key)):
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


def reading_of(corpus: Corpus, key: str) -> Reading:
    """What the program reads in the newest version that has the thing with this key; raises UnknownKey."""
    tables = {
        Kind.COMMITMENT: ("commitment c join document d on d.id = c.document", "c.id", "c.key"),
        Kind.FACT: ("measure m join document d on d.id = m.document", "m.id", "m.key"),
        Kind.HEADER: ("document d", "d.id", "d.key"),
    }
    table, row, name = tables[kind(key)]
    found = select(
        corpus.connection,
        f"select {row}, d.id, d.header, d.text from {table} where {name} = ?"
        f" order by d.current desc, {row} desc limit 1",
        (key,),
    )
    if not found:
        raise UnknownKey(key)
    at, document, header, text = found[0]
    match kind(key):
        case Kind.COMMITMENT:
            return CommitmentReading(readings(corpus, [at])[at])
        case Kind.FACT:
            return FactReading(read_facts_of(corpus.connection, [at])[at])
        case Kind.HEADER:
            return HeaderReading(read_header(corpus.connection, document, header), text)
