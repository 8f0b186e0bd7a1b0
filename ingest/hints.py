"""What a text says of its document in passing: the plan that a notice brings, the place that it adapts a policy to."""

from __future__ import annotations

import re

from ingest.kinds import is_organ
from ingest.labels import Found, is_session, quote
from ingest.model import BlockKind, Region, Span
from ingest.raw import Structured
from ingest.regions import find_region

_FRONT = 30
"""Blocks from the start in which a notice says what it brings."""
_BROUGHT = re.compile(
    r"(?:现将|^)《(?P<title>[^《》]{6,100})》(?:和《[^《》]{4,100}》)?"
    r"(?=(?:已经?|业经)[^。]{2,40}(?:同意|审议|通过|批准)|[^。《》]{0,12}(?:予以)?(?:印发|转发|下发)(?:给|，|,|。))"
)
_ADAPTED = re.compile(r"结合(?P<place>(?![我本各])[\u4e00-\u9fff]{2,12}?)(?:的|经济社会发展|教育发展|工作)?实际")


_MADE = re.compile(
    r"(?:特|现|特此)?(?:编制|制定|制订)(?:了|本)?《(?P<title>[^《》]{6,100})》(?:[（(][^（()）]{2,40}[)）])?[。，,]"
)
"""The sentence of an introduction that says what was made."""


def brought(structured: Structured) -> Found | None:
    """The title of the plan that a text without a title of its own brings.

    `《…方案》已经…同意，现印发给你们` in a notice, `特编制《…规划》` in an introduction.
    """
    for block in structured.blocks[:_FRONT]:
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        text = quote(structured, block)
        first_part = block.section == 0 and structured.headings[0].marker is None
        match = _BROUGHT.search(text) or (_MADE.search(text) if block.section is None or first_part else None)
        if match:
            at = block.span.start
            return Found(match["title"].strip(), Span(at + match.start("title"), at + match.end("title")))
    return None


_SPEAKER = re.compile(
    r"[—–-]{0,2}[ \u3000]{0,4}(?P<organ>[\u4e00-\u9fff]{2,20}(?:人民政府|行政公署))(?:代理?|党组书记、)?"
    r"(?:[省市县区旗州盟]长|主席|专员)(?:候选人)?[ \u3000]{1,4}[\u4e00-\u9fff·]{1,12}(?:[ \u3000][\u4e00-\u9fff]{1,3})?"
)
_OFFICER = re.compile(
    r"[—–-]{0,2}[ \u3000]{0,4}(?P<organ>[\u4e00-\u9fff]{2,18}(?:局|厅|委员会|[发教卫]改?委))(?:党组书记、)?"
    r"(?:局长|厅长|主任)[ \u3000]{0,4}[\u4e00-\u9fff·]{2,4}(?:[ \u3000][\u4e00-\u9fff]{1,3})?"
)
"""The head of an office who gives a report, named below it."""


def speaker(structured: Structured) -> Found | None:
    """The government whose head gives a report, from the line under its title (`青禾县人民政府县长 李某`)."""
    below = 0
    for block in structured.blocks[:_FRONT]:
        line = quote(structured, block)
        text = line.strip()
        match = _SPEAKER.fullmatch(text) or (_OFFICER.fullmatch(text) if below else None) if len(line) <= 60 else None
        if match:
            at = block.span.start + line.index(match["organ"])
            return Found(match["organ"], Span(at, at + len(match["organ"])))
        if below and is_organ(text):
            return Found(text, block.span)
        below = _BELOW if is_session(line) else max(0, below - 1)
    return None


_BELOW = 3
"""Lines below the assembly of a report in which it says who gives it."""


def adapted_to(structured: Structured) -> tuple[Region, Span] | None:
    """The place that the introduction adapts a policy to: `结合青禾县实际，制定本方案`."""
    for block in structured.blocks[:_FRONT]:
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        text = quote(structured, block)
        for match in _ADAPTED.finditer(text):
            region = find_region(match["place"], text)
            if region is not None and region.code is not None:
                at = block.span.start
                return region, Span(at + match.start("place"), at + match.end("place"))
    return None
