"""One page as a PDF library gives it: pieces of print and the frames that rules draw, before any layout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from ingest.glyphs import Glyph, dedupe
from ingest.quality import Quality, measure
from ingest.rules import Box


@dataclass(frozen=True)
class Sheet:
    """What is printed on one page. Lengths are points from its top left corner as it is shown."""

    width: float
    height: float
    glyphs: list[Glyph]
    """In the order of the file, each printed once, without what a person cannot see."""
    frames: list[list[Box]] = field(default_factory=list)
    """Cells of each frame, from top to bottom."""
    turned: int = 0
    """Quarter turns clockwise that the page was given so that its text stands upright."""

    @cached_property
    def quality(self) -> Quality:
        """How sound the text is."""
        return measure("".join(glyph.text for glyph in self.glyphs))


def visible(glyphs: Iterable[Glyph], width: float, height: float) -> list[Glyph]:
    """Glyphs that lie on the page, without those printed twice."""
    return dedupe(
        glyph
        for glyph in glyphs
        if -1 <= (glyph.x0 + glyph.x1) / 2 <= width + 1 and -1 <= (glyph.top + glyph.bottom) / 2 <= height + 1
    )
