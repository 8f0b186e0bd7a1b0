"""OFD (GB/T 33190): pages of a fixed layout as glyphs and rules, in points, with the top of the page at 0."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from ingest.errors import IngestError, LimitExceeded
from ingest.glyphs import Glyph
from ingest.grid import Box
from ingest.ofdmarkup import Matrix, all_of, apply, children, corners, local, number, numbers, share, spread
from ingest.package import Package, join
from ingest.rules import THIN, Rule, straight

POINTS = 72 / 25.4
"""Points in a millimetre, the unit of OFD."""
_A4 = (0.0, 0.0, 210.0, 297.0)
_BOLD = re.compile(r"bold|simhei|heiti|fzhei|xbs|xiaobiaosong|黑体|小标宋", re.IGNORECASE)
_MOST_RULES = 3_000
"""Rules of a page that are kept; a page with more is a drawing."""
_DEEPEST = 40


@dataclass(slots=True)
class Sheet:
    """What stands on one page."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: list[tuple[Box, str]] = field(default_factory=list)
    """Box in points and part of each picture."""


@dataclass(frozen=True, slots=True)
class _Page:
    """Where a page is described."""

    part: str
    document: _Document


@dataclass(slots=True)
class _Document:
    """What the pages of one document share."""

    box: tuple[float, ...]
    templates: dict[str, str]
    """Id -> part."""
    bold_fonts: frozenset[str]
    media: dict[str, str]
    """Id of a picture -> part."""
    read: dict[str, Any] = field(default_factory=dict)
    """Template parts that were read, by name."""


class OfdFile:
    """The pages of one file; each is read when it is asked for."""

    def __init__(self, package: Package) -> None:
        """
        Raises:
            IngestError: no OFD file, damaged, encrypted, or beyond the limits.
        """
        self._package = package
        if any("encrypt" in name.lower() or "decrypt" in name.lower() for name in package.names):
            raise package.locked()
        root = package.xml("OFD.xml")
        self.title = next((entry.text or "" for entry in all_of(root, "Title")), "")
        self._pages: list[_Page] = []
        for entry in all_of(root, "DocRoot"):
            self._open(join("OFD.xml", (entry.text or "").strip()))

    def __len__(self) -> int:
        return len(self._pages)

    def _open(self, part: str) -> None:
        package = self._package
        root = package.xml(part)
        common = next(all_of(root, "CommonData"), root)
        areas = (numbers(box.text) for area in all_of(common, "PageArea") for box in all_of(area, "PhysicalBox"))
        box = next((box for box in areas if len(box) == 4), _A4)
        templates = {
            entry.get("ID", ""): join(part, entry.get("BaseLoc", ""))
            for entry in all_of(common, "TemplatePage")
            if entry.get("BaseLoc")
        }
        resources = [
            join(part, (entry.text or "").strip())
            for name in ("PublicRes", "DocumentRes")
            for entry in all_of(common, name)
        ]
        fonts, media = self._resources(resources)
        document = _Document(box, templates, fonts, media)
        for pages in all_of(root, "Pages"):
            for entry in all_of(pages, "Page"):
                if entry.get("BaseLoc"):
                    self._pages.append(_Page(join(part, entry.get("BaseLoc")), document))

    def _resources(self, parts: Sequence[str]) -> tuple[frozenset[str], dict[str, str]]:
        """Ids of the fonts that are drawn heavy, and of pictures with their parts.

        A list that cannot be read costs no text.
        """
        bold: set[str] = set()
        media: dict[str, str] = {}
        for part in parts:
            try:
                root = self._package.xml(part)
            except LimitExceeded:
                raise
            except IngestError:
                continue
            for font in all_of(root, "Font"):
                if font.get("Bold") == "true" or _BOLD.search(font.get("FontName", "") + font.get("FamilyName", "")):
                    bold.add(font.get("ID", ""))
            base = join(part, f"{root.get('BaseLoc', '').strip('/')}/x") if root.get("BaseLoc") else part
            for entry in all_of(root, "MultiMedia"):
                for file in children(entry, "MediaFile"):
                    media[entry.get("ID", "")] = join(base, (file.text or "").strip())
        return frozenset(bold), media

    def picture(self, part: str) -> bytes | None:
        """The bytes of a picture; None where it is not there or damaged."""
        try:
            return self._package.read(part)
        except LimitExceeded:
            raise
        except IngestError:
            return None

    def page(self, at: int) -> Sheet:
        """Page `at`, from 0.

        Raises:
            IngestError: its part is missing or damaged.
        """
        page = self._pages[at]
        document = page.document
        root = self._package.xml(page.part)
        own = next((numbers(box.text) for area in children(root, "Area") for box in all_of(area, "PhysicalBox")), ())
        box = own if len(own) == 4 else document.box
        sheet = Sheet(box[2] * POINTS, box[3] * POINTS)
        for entry in children(root, "Template"):
            part = document.templates.get(entry.get("TemplateID", ""))
            if part is not None:
                if part not in document.read:
                    document.read[part] = self._package.xml(part)
                _Painter(sheet, box, document).paint(document.read[part])
        _Painter(sheet, box, document).paint(root)
        return sheet


class _Painter:
    """Puts the objects of a page where they stand."""

    def __init__(self, sheet: Sheet, box: Sequence[float], document: _Document) -> None:
        self._sheet = sheet
        self._origin = (box[0], box[1])
        self._bold = document.bold_fonts
        self._media = document.media

    def paint(self, root: Any) -> None:
        """Text and rules of the layers of `root`."""
        for content in children(root, "Content"):
            self._objects(content, 0)

    def _objects(self, parent: Any, depth: int) -> None:
        for child in parent:
            if child.get("Visible") == "false" or child.get("Alpha") == "0":
                continue
            name = local(child)
            if name == "TextObject":
                self._text(child)
            elif name == "PathObject":
                self._path(child)
            elif name == "ImageObject":
                self._picture(child)
            elif name in ("Layer", "PageBlock") and depth < _DEEPEST:
                self._objects(child, depth + 1)

    def _place(self, element: Any) -> Matrix:
        """From the coordinates inside an object to points on the page."""
        box = numbers(element.get("Boundary"))
        x, y = (box[0], box[1]) if len(box) == 4 else (0.0, 0.0)
        own = numbers(element.get("CTM"))
        a, b, c, d, e, f = own if len(own) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        x, y = x - self._origin[0] + e, y - self._origin[1] + f
        return (a * POINTS, b * POINTS, c * POINTS, d * POINTS, x * POINTS, y * POINTS)

    def _text(self, element: Any) -> None:
        place = self._place(element)
        scale = math.sqrt(abs(place[0] * place[3] - place[1] * place[2])) or POINTS
        across = math.hypot(place[0], place[1])
        size = number(element.get("Size"), 4.0)
        stretch = number(element.get("HScale"), 1.0) or 1.0
        weight = number(element.get("Weight"), 400.0)
        bold = weight >= 600 or element.get("Font", "") in self._bold
        x = y = 0.0
        for code in children(element, "TextCode"):
            x, y = number(code.get("X"), x), number(code.get("Y"), y)
            text = (code.text or "").strip("\r\n")
            for char, left, base in spread(text, x, y, code, size * stretch):
                if not char.strip():
                    continue
                px, py = apply(place, left, base)
                tall, wide = size * scale, size * stretch * across * share(char)
                # A baseline stands some 0.14 em above the lower edge of a Chinese character.
                self._sheet.glyphs.append(Glyph(char, px, py - 0.86 * tall, px + wide, py + 0.14 * tall, tall, bold))

    def _path(self, element: Any) -> None:
        """Straight rules of a path, and filled bars that are as thin as one."""
        place = self._place(element)
        data = next((entry.text or "" for entry in children(element, "AbbreviatedData")), "")
        if len(data) > 20_000 or (element.get("Stroke") == "false" and element.get("Fill") != "true"):
            return
        outline = [[apply(place, *point) for point in points] for points in corners(data)]
        if element.get("Stroke") == "false" or element.get("Fill") == "true":
            for points in outline:
                xs, ys = [x for x, _ in points], [y for _, y in points]
                if len(points) > 2 and min(max(xs) - min(xs), max(ys) - min(ys)) <= THIN:
                    self._rule(min(xs), min(ys), max(xs), max(ys))
            if element.get("Stroke") == "false":
                return
        for points in outline:
            for (x0, y0), (x1, y1) in pairwise(points):
                self._rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def _picture(self, element: Any) -> None:
        box, part = numbers(element.get("Boundary")), self._media.get(element.get("ResourceID", ""))
        if part is not None and len(box) == 4:
            x0, top = (box[0] - self._origin[0]) * POINTS, (box[1] - self._origin[1]) * POINTS
            self._sheet.pictures.append(((x0, top, x0 + box[2] * POINTS, top + box[3] * POINTS), part))

    def _rule(self, x0: float, top: float, x1: float, bottom: float) -> None:
        if len(self._sheet.rules) > _MOST_RULES:
            return
        rule = straight(x0, top, x1, bottom)
        if rule is not None:
            self._sheet.rules.append(rule)
