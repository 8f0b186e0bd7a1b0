"""One page as a PDF library gives it: pieces of print and the frames that rules draw, before any layout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from ingest.glyphs import Glyph, dedupe
from ingest.quality import Quality, measure
from ingest.rules import Box

PICTURE = 0.12
"""Share of the page that a picture takes before it is looked into."""


@dataclass(frozen=True)
class Sheet:
    """What is printed on one page. Lengths are points from its top left corner as it is shown."""

    width: float
    height: float
    glyphs: list[Glyph]
    """In the order of the file, each printed once, without what a person cannot see."""
    frames: list[list[Box]] = field(default_factory=list)
    """Cells of each frame, from top to bottom."""
    pictured: bool = False
    """A picture takes a large part of the page."""
    unknown: int = 0
    """Characters that the library has no code for; they are in no glyph."""
    aside: list[Glyph] = field(default_factory=list)
    """What runs in another direction than the page, outside its frames."""
    turned: int = 0
    """Quarter turns clockwise that the page was given so that its text can be read line by line."""
    struck: int = 0
    """Characters that a rule runs through; they are in no glyph."""

    @cached_property
    def text(self) -> str:
        """All characters in the order of the file."""
        return "".join([glyph.text for glyph in self.glyphs])

    @cached_property
    def quality(self) -> Quality:
        """How sound the text is."""
        return measure(self.text)


def is_large(box: Box, width: float, height: float) -> bool:
    """Whether a picture takes so much of a page that text may be in it."""
    wide = min(box[2], width) - max(box[0], 0.0)
    tall = min(box[3], height) - max(box[1], 0.0)
    return wide > 0 and tall > 0 and wide * tall >= PICTURE * width * height


def visible(glyphs: Iterable[Glyph], width: float, height: float) -> list[Glyph]:
    """Glyphs that lie on the page, without those printed twice."""
    wide, tall = 2 * (width + 1), 2 * (height + 1)
    return dedupe(
        [glyph for glyph in glyphs if -2 <= glyph[1] + glyph[3] <= wide and -2 <= glyph[2] + glyph[4] <= tall]
    )
