"""Furniture of printed pages by its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest import marks
from ingest.model import BlockKind
from ingest.raw import RawLine


def by_words(lines: Sequence[RawLine]) -> Iterator[RawLine]:
    """Lines of unknown kind that are furniture by what they say, as that."""
    for line in lines:
        yield replace(line, kind=BlockKind.NOISE) if line.kind is None and marks.is_noise(line.text) else line
