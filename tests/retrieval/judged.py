"""Queries with graded sentences, written by reading the plans before anything was tuned on them.

A judged file has a line for each query, its parts separated by tabs: the half it belongs to (`same` when it uses words
of the plan, `other` when it does not), the query, and judgements. For the invented plans a judgement is `GRADE PIECE`:
every sentence that holds the piece has the grade (3 answers, 2 helps, 1 touches). For real plans it is
`GRADE DOCUMENT MARK`: the mark is a hash of a stretch of the sentence, so that no sentence is copied into the project.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
STRETCH = 12
"""Letters of a sentence that its mark is made of; a shorter sentence is its own stretch."""
_NO_LETTER = re.compile(r"[^0-9a-z\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Judged:
    """One query."""

    half: str
    query: str
    grades: tuple[tuple[int, str, str], ...]
    """(grade, document or empty for any, piece or mark)."""


def load(name: str) -> list[Judged]:
    """The queries of a file of this folder."""
    out = []
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        half, query, *judgements = line.split("\t")
        grades = []
        for judgement in judgements:
            grade, rest = judgement.split(" ", 1)
            document, piece = rest.split(" ", 1) if name.startswith("real") else ("", rest)
            grades.append((int(grade), document, piece))
        out.append(Judged(half, query, tuple(grades)))
    return out


def letters(text: str) -> str:
    """What a mark is made of: letters and digits, lower-case."""
    return _NO_LETTER.sub("", text.lower())


def marks(text: str) -> Iterator[str]:
    """The marks of every stretch of a sentence."""
    plain = letters(text)
    for at in range(max(len(plain) - STRETCH, 0) + 1):
        yield mark(plain[at : at + STRETCH])


def mark(stretch: str) -> str:
    """The hash of a stretch."""
    return hashlib.blake2b(stretch.encode(), digest_size=5).hexdigest()


def middle(text: str) -> str:
    """The mark of a sentence: that of the stretch in its middle."""
    plain = letters(text)
    at = max(len(plain) - STRETCH, 0) // 2
    return mark(plain[at : at + STRETCH])


def grades_of(queries: Sequence[Judged], sentences: Sequence[tuple[int, str, str]]) -> list[dict[int, int]]:
    """For each query: sentence id -> grade; `sentences` are (id, document, text)."""
    by_mark: dict[tuple[str, str], list[int]] = {}
    if any(document for query in queries for _, document, _ in query.grades):
        for row, document, text in sentences:
            for one in set(marks(text)):
                by_mark.setdefault((document, one), []).append(row)
    out = []
    for query in queries:
        found: dict[int, int] = {}
        for grade, document, piece in query.grades:
            rows = (
                by_mark.get((document, piece), []) if document else [row for row, _, text in sentences if piece in text]
            )
            for row in rows:
                found[row] = max(found.get(row, 0), grade)
        out.append(found)
    return out
