"""How alike two texts are, and whether one only repeats the other.

A text is known by the smallest hashes of its pieces (five characters, numbers left out), which two texts share in the
measure in which they share their pieces. What repeats another says the same numbers wherever both say the same words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from extract.keys import squeeze
from ingest.folding import simplified
from ingest.model import Block, BlockKind, Document

SIZE = 128
"""Hashes that are kept of a text."""
_PIECE = 5
_LEAST = 60
"""Pieces that a text must have; a shorter one is like anything."""
_LONGEST = 200_000
"""Characters that a text is known by."""
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?|[〇零一二三四五六七八九十百千万亿两半]+")
_ORDINAL = re.compile(
    r"(?:[(（]?[0-9一二三四五六七八九十]{1,3}[)）、.．](?![0-9])|[①-⑳]|第[0-9一二三四五六七八九十]{1,3}条)"
)
_END = re.compile(r"[。；;！!？?\n]")
_LOOSE = re.compile(r"[\s\W_]+")
_WORDS = 4
"""Characters beside its numbers that a sentence must have to be found again in another text."""


def body(text: str, blocks: Iterable[Block]) -> str:
    """The sentences of a text, a row of a table as one line, without furniture and notes about the document."""
    lines: list[str] = []
    row: tuple[int | None, int | None] | None = None
    for block in blocks:
        if block.kind in (BlockKind.NOISE, BlockKind.META):
            continue
        said = text[block.span.start : block.span.end]
        here = (block.table, block.row) if block.kind is BlockKind.CELL else None
        if here is not None and here == row:
            lines[-1] += " " + said
        else:
            lines.append(said)
        row = here
    return "\n".join(lines)


def body_of(document: Document) -> str:
    """`body` of a document that was just read."""
    return body(document.text, document.blocks)


def sketch(body: str) -> tuple[int, ...]:
    """The smallest hashes of a text's pieces, ascending; none for a text that is too short to be told from others."""
    words = squeeze(simplified(body[:_LONGEST]))
    pieces = {words[at : at + _PIECE] for at in range(len(words) - _PIECE + 1)}
    if len(pieces) < _LEAST:
        return ()
    hashes = sorted(int.from_bytes(blake2b(piece.encode(), digest_size=6).digest()) for piece in pieces)
    return tuple(hashes[:SIZE])


def alike(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of their pieces that two texts have in common, told from their sketches; 0 where one has none."""
    both = set(one) & set(other)
    smallest = sorted({*one, *other})[:SIZE]
    return len(both.intersection(smallest)) / len(smallest) if one and other else 0.0


def contradicts(one: str, other: str) -> bool:
    """Whether two texts give different numbers in the same words."""
    mine, theirs = _figures(one), _figures(other)
    # A number that only one of them has may be a page that the other lacks.
    return any(mine[words] - theirs[words] and theirs[words] - mine[words] for words in mine.keys() & theirs.keys())


def _figures(body: str) -> dict[str, Counter[tuple[str, ...]]]:
    """The words of each sentence with numbers -> those numbers, as often as they are said."""
    out: dict[str, Counter[tuple[str, ...]]] = {}
    for sentence in _END.split(unicodedata.normalize("NFKC", simplified(body))):
        sentence = _ORDINAL.sub("", "".join(sentence.split()), count=1)
        numbers = tuple(_NUMBER.findall(sentence))
        words = squeeze(sentence)
        if numbers and len(words) >= _WORDS:
            out.setdefault(words, Counter())[numbers] += 1
    return out


def missing(quotes: Sequence[str], body: str) -> int:
    """How many of the quotes do not stand in a text, white space and punctuation aside."""
    whole = _joined(body)
    return sum(_joined(quote) not in whole for quote in quotes)


def _joined(text: str) -> str:
    return _LOOSE.sub("", unicodedata.normalize("NFKC", simplified(text))).lower()
