"""Which plan a new text belongs to: a plan of its own, the next version of one, or a copy of one that is there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import apsw

from corpus import likeness
from corpus.store import Corpus, select
from extract.model import Extraction
from ingest.filenames import spelled
from ingest.folding import simplified
from ingest.model import Block, BlockKind, Header, Span

SAME = 0.8
"""Likeness from which two texts may be one."""
RELATED = 0.1
"""Likeness below which two texts are no versions of each other, whatever their titles; strangers have 0.01 to 0.03."""
_READING = 0.02
"""Share of the commitments that two readings of one text may differ in."""
_MOST = 20
"""Texts that are looked at."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Where a text belongs."""

    identity: str
    copy_of: int | None = None
    """The document that it repeats."""
    extraction: Extraction | None = None
    """With keys of its own, where another plan has the same title."""


def place(corpus: Corpus, extraction: Extraction, sketch: Sequence[int], identity: str, path: Path) -> Kin:
    """Where a new text belongs; `identity` is what it says of itself.

    What was decided for the same bytes stays. A copy says what another text says, in other bytes at another place; it
    is kept, and counted with the other. A text of the same title that has nothing else in common with it is a plan of
    its own.
    """
    connection = corpus.connection
    stored = select(
        connection, "select identity, copy_of from document where sha256 = ?", (extraction.document.sha256,)
    )
    if stored:
        kept, copy_of = stored[0]
        if copy_of is not None:
            return Kin(kept, copy_of)
        return own(extraction, identity, kept) if kept.startswith(identity + "#") else Kin(identity)
    near = nearest(connection, sketch)
    copied = _copied(connection, extraction, near, identity, path)
    if copied is not None:
        return Kin(f"副本:{extraction.document.sha256}", copied)
    return own(extraction, identity, plan_of(corpus, sketch, near, identity, extraction.document.sha256, path))


def plan_of(
    corpus: Corpus, sketch: Sequence[int], near: dict[int, float], identity: str, sha256_: str, path: Path | None = None
) -> str:
    """The identity of the plan that a text is a version of, one of its own for a namesake; `path` where it was read."""
    connection = corpus.connection
    plans = select(
        connection,
        "select id, identity, path from document where current = 1 and (identity = ? or identity > ? and identity < ?)",
        (identity, identity + "#", identity + "$"),
    )
    if not plans:
        return identity
    for _, known, where in plans:
        if path is not None and where == spelled(path):
            return str(known)
    scores = {known: near.get(row, 0.0) for row, known, _ in plans}
    best = max(scores, key=lambda known: (scores[known], known == identity))
    if sketch and scores[best] < RELATED and all(sketch_of(connection, row) for row, _, _ in plans):
        return f"{identity}#{sha256_[:8]}"
    return str(best)


def own(extraction: Extraction, identity: str, chosen: str) -> Kin:
    """The plan `chosen`; keys are made of what the text says of itself, so a namesake needs others."""
    if chosen == identity:
        return Kin(identity)
    mark = chosen.rpartition("#")[2]
    commitments = tuple(
        replace(one, key=sha256(f"{one.key}\x1f{mark}".encode()).hexdigest()[:16]) for one in extraction.commitments
    )
    return Kin(chosen, extraction=replace(extraction, commitments=commitments))


def _copied(
    connection: apsw.Connection, extraction: Extraction, near: dict[int, float], identity: str, path: Path
) -> int | None:
    """The document that a text repeats; None where it says something of its own."""
    mine = likeness.body_of(extraction.document)
    quotes = [one.quote for one in extraction.commitments]
    for row, score in sorted(near.items(), key=lambda pair: (-pair[1], pair[0])):
        if score < SAME:
            return None
        root, root_identity, where, *header = select(
            connection,
            "select r.id, r.identity, r.path, r.doc_number, r.region, r.region_code"
            " from document d join document r on r.id = coalesce(d.copy_of, d.id) where d.id = ?",
            (row,),
        )[0]
        if where == spelled(path):  # the file itself was changed
            return None
        if _another(extraction.document.header, *header):
            continue
        theirs = stored_body(connection, root)
        told = [quote for (quote,) in select(connection, "select quote from commitment where document = ?", (root,))]
        lost = likeness.missing(quotes, theirs) + likeness.missing(told, mine)
        allowed = 0.0 if root_identity == identity else _READING * (len(quotes) + len(told))
        if lost <= allowed and not likeness.contradicts(mine, theirs):
            return int(root)
    return None


def _another(header: Header, number: str | None, region: str | None, code: str | None) -> bool:
    """Whether a document is not the stored one by what both say of themselves: counties issue one text word for word.

    Two numbers tell; without them, two places that are neither one code nor one the end of the other's name.
    """
    if header.doc_number and number:
        return _bare(header.doc_number) != _bare(number)
    here = header.region
    if here is None or not region:
        return False
    if here.code and code:
        return here.code != code
    return not (here.name.endswith(region) or region.endswith(here.name))


def _bare(number: str) -> str:
    """A 文号 without brackets and spaces, which reposts change."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", simplified(number)))


def stored_body(connection: apsw.Connection, document: int) -> str:
    """`likeness.body` of a stored document."""
    (text,) = select(connection, "select text from document where id = ?", (document,))[0]
    blocks = [
        Block(Span(start, end), BlockKind(kind), table=table, row=row)
        for start, end, kind, table, row in select(
            connection, "select start, end, kind, table_n, row_n from block where document = ? order by n", (document,)
        )
    ]
    return likeness.body(text, blocks)


def nearest(connection: apsw.Connection, sketch: Sequence[int]) -> dict[int, float]:
    """The documents that share the most with a sketch -> how alike they are; without strangers."""
    if not sketch:
        return {}
    marks = ", ".join("?" * len(sketch))
    found = select(
        connection,
        f"select document from likeness where hash in ({marks}) group by document having count(*) >= ?"
        " order by count(*) desc limit ?",
        (*sketch, RELATED * len(sketch), _MOST),
    )
    return {row: likeness.alike(sketch, sketch_of(connection, row)) for (row,) in found}


def sketch_of(connection: apsw.Connection, document: int) -> list[int]:
    """The sketch of a stored document."""
    return [hash_ for (hash_,) in select(connection, "select hash from likeness where document = ?", (document,))]


def note(connection: apsw.Connection, document: int, sketch: Sequence[int]) -> None:
    """Keep the sketch of a document; inside a transaction."""
    connection.execute("delete from likeness where document = ?", (document,))
    connection.executemany("insert into likeness(hash, document) values (?, ?)", ((one, document) for one in sketch))


def complete(corpus: Corpus) -> None:
    """Make the sketches that a ledger of an older program lacks."""
    connection = corpus.connection
    lacking = "select id from document d where not exists (select 1 from likeness where document = d.id)"
    for (row,) in select(connection, lacking):
        sketch = likeness.sketch(stored_body(connection, row))
        if sketch:
            with corpus.atomic() as writing:
                note(writing, row, sketch)
