"""Search results as words: why each was found, and the cells of their table. Pure."""

from __future__ import annotations

from corpus.hits import Hit
from tui import phrases
from tui.language import named
from tui.tables import Cell, Column, Row, Tone

HITS = (
    Column("score", 4, right=True, rank=1),
    Column("why", 12, share=1, most=24, rank=2),
    Column("sentence", 30, share=6),
    Column("source", 10, share=2, most=28),
)


def why(hit: Hit) -> str:
    """Why it was found: the ways in words, the terms as they are."""
    return " ".join(named("why", reason) for reason in hit.why)


def hit_row(hit: Hit) -> Row:
    """Cells of `HITS`."""
    return (
        Cell(f"{hit.score:.0f}", Tone.DIM),
        Cell(why(hit)),
        Cell(hit.quote),
        Cell(phrases.marked(hit.title or hit.source, hit.duplicates), Tone.DIM),
    )
