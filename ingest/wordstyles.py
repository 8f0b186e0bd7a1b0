"""Paragraph styles of a Word document, with what they inherit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from ingest.wordnumbers import W, number, switch, value

_HEADING = re.compile(r"(?:heading|标题) ?([1-9])$")
_DEEPEST = 20
"""Styles above a style that are asked; a ring of styles ends here."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of its paragraphs."""

    name: str = ""
    """Lower case."""
    level: int | None = None
    """1 for a title, 2 for the first level of headings and so on; None for other text."""
    bold: bool = False
    hidden: bool = False
    size: float | None = None
    """Points."""
    centered: bool = False
    list: str | None = None
    """Number of the list that numbers its paragraphs."""
    list_level: int | None = None

    @property
    def is_contents(self) -> bool:
        """Whether its paragraphs are entries of a table of contents."""
        return self.name.startswith(("toc ", "目录")) and self.name != "toc heading"


class Styles:
    """All styles by id."""

    def __init__(self, root: Any) -> None:
        """`root` is the `w:styles` element."""
        self._entries = {entry.get(f"{W}styleId", ""): entry for entry in root.iterchildren(f"{W}style")}
        self._base = Style()
        for run in root.iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr"):
            self._base = replace(self._base, size=points(run))
        self.default = next(
            (
                key
                for key, entry in self._entries.items()
                if entry.get(f"{W}type") == "paragraph" and entry.get(f"{W}default") in ("1", "true", "on")
            ),
            "",
        )
        self._made: dict[str, Style] = {}

    def get(self, key: str | None) -> Style:
        """The style with that id; the default paragraph style for None or an unknown one."""
        key = key if key is not None and key in self._entries else self.default
        if key not in self._made:
            chain: list[Any] = []
            at: str | None = key
            while at is not None and at in self._entries and len(chain) < _DEEPEST:
                chain.append(self._entries[at])
                at = value(self._entries[at], "basedOn")
            style = self._base
            for entry in chain[::-1]:
                style = _over(style, entry)
            self._made[key] = style
        return self._made[key]


def _over(base: Style, entry: Any) -> Style:
    """The style of `entry` on top of what it is based on."""
    name = (value(entry, "name") or "").lower().strip()
    style = replace(base, name=name)
    found = _HEADING.match(name)
    if name in ("title", "标题"):
        style = replace(style, level=1)
    elif found:
        style = replace(style, level=heading_level(int(found[1]) - 1))
    for run in entry.iterchildren(f"{W}rPr"):
        bold, hidden = switch(run, "b"), switch(run, "vanish")
        style = replace(
            style,
            bold=style.bold if bold is None else bold,
            hidden=style.hidden if hidden is None else hidden,
            size=points(run) or style.size,
        )
    for paragraph in entry.iterchildren(f"{W}pPr"):
        outline = value(paragraph, "outlineLvl")
        if outline is not None and style.level != 1:
            style = replace(style, level=heading_level(number(outline, 9)))
        align = value(paragraph, "jc")
        if align is not None:
            style = replace(style, centered=align == "center")
        for listed in paragraph.iterchildren(f"{W}numPr"):
            at = value(listed, "ilvl")
            style = replace(
                style,
                list=value(listed, "numId") or style.list,
                list_level=style.list_level if at is None else number(at, 0),
            )
    return style


def heading_level(outline: int) -> int | None:
    """Level hint for an outline level from 0; a title stands above the first. None for body text."""
    return min(6, outline + 2) if 0 <= outline <= 8 else None


def points(run: Any) -> float | None:
    """Font size of run properties; None where nothing is said."""
    size = number((value(run, "sz") or "").partition(".")[0], 0)
    return size / 2 if 0 < size < 1000 else None
