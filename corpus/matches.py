"""What people said of matches between a parent plan and a local one: confirmed, rejected, taken back.

Both sides are named by the keys of their commitments, so what was said survives another reading and a new version.
Nothing is rewritten: taking back is an entry of its own, and what was said last of a match counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.errors import BadEvent, UnknownKey
from corpus.filing import now
from corpus.settling import new_uid
from corpus.store import Corpus, select

Said = Mapping[tuple[str, str], bool]
"""(parent's key, local key) -> whether a person confirmed the match or rejected it."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One ledger confirms a match that the other rejects."""

    parent: str
    local: str
    mine: bool
    """Confirmed here, before the merge."""
    counts: bool
    """Confirmed, by what was said later."""


def merge(corpus: Corpus, other: Corpus) -> tuple[int, tuple[Clash, ...]]:
    """Append the entries of `other` that this ledger lacks; how many, and where both had gone on and disagree.

    Entries keep their uids, so a second merge adds nothing. Inside a transaction of the caller.
    """
    columns = "uid, parent, local, action, author, at, undoes, origin"
    known = {uid for (uid,) in select(corpus.connection, "select uid from match")}
    theirs = select(other.connection, f"select {columns} from match order by uid")
    before, far = _last(corpus), _last(other)
    fresh = [one for one in theirs if one[0] not in known]
    corpus.connection.executemany(f"insert into match({columns}) values (?, ?, ?, ?, ?, ?, ?, ?)", fresh)
    there, after = {one[0] for one in theirs}, _last(corpus)
    return len(fresh), tuple(
        Clash(*pair, accepted, after[pair][1])
        for pair, (uid, accepted) in before.items()
        if pair in far and uid not in there and far[pair][1] is not accepted and pair in after
    )


def decide(corpus: Corpus, parent: str, local: str, author: str, *, accept: bool) -> str:
    """Confirm or reject a match; gives the uid of the entry. Raises UnknownKey for a key of no commitment."""
    with corpus.atomic() as connection:
        for key in (parent, local):
            if not select(connection, "select 1 from commitment where key = ? limit 1", (key,)):
                raise UnknownKey(key)
        return _append(corpus, parent, local, "confirm" if accept else "reject", author, None)


def take_back(corpus: Corpus, uid: str, author: str) -> None:
    """Take back an entry, if it is still the last thing that was said of its match. Raises BadEvent."""
    with corpus.atomic() as connection:
        found = select(connection, "select parent, local from match where uid = ? and action <> 'undo'", (uid,))
        parent, local = found[0] if found else ("", "")
        if not found or _standing(corpus, parent, local)[:1] != [uid]:
            raise BadEvent(uid, "这一笔已经撤销，或后来又有人说过", "请刷新后再看")
        _append(corpus, parent, local, "undo", author, uid)


def said(corpus: Corpus) -> dict[tuple[str, str], bool]:
    """What was said last of each match that anybody judged and nobody took back."""
    return {pair: accepted for pair, (_, accepted) in _last(corpus).items()}


def _last(corpus: Corpus) -> dict[tuple[str, str], tuple[str, bool]]:
    """Match -> uid of the entry that counts, and whether it confirms."""
    return {
        (parent, local): (uid, action == "confirm")
        for uid, parent, local, action in select(
            corpus.connection,
            "select uid, parent, local, action from match m where action <> 'undo'"
            " and not exists (select 1 from match u where u.undoes = m.uid) order by uid",
        )
    }


def _standing(corpus: Corpus, parent: str, local: str) -> list[str]:
    """Uids of the entries of a match that nobody took back, the newest first."""
    return [
        uid
        for (uid,) in select(
            corpus.connection,
            "select uid from match m where parent = ? and local = ? and action <> 'undo'"
            " and not exists (select 1 from match u where u.undoes = m.uid) order by uid desc",
            (parent, local),
        )
    ]


def _append(corpus: Corpus, parent: str, local: str, action: str, author: str, undoes: str | None) -> str:
    if not author.strip():
        raise BadEvent(parent, "没有写明是谁说的", "请填写记录人")
    uid = new_uid(corpus.connection, "match")
    corpus.connection.execute(
        "insert into match(uid, parent, local, action, author, at, undoes, origin) values (?, ?, ?, ?, ?, ?, ?, ?)",
        (uid, parent, local, action, author.strip(), now(), undoes, str(corpus.meta("ledger"))),
    )
    return uid
