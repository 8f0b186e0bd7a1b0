"""What a text says of its document in passing: the plan that a notice brings, the place that it adapts a policy to."""

from __future__ import annotations

import re

from ingest.labels import Found, quote
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


def brought(structured: Structured) -> Found | None:
    """The title of the plan that a notice without a title of its own brings: `《…方案》已经…同意，现印发给你们`."""
    for block in structured.blocks[:_FRONT]:
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        text = quote(structured, block)
        match = _BROUGHT.search(text)
        if match:
            at = block.span.start
            return Found(match["title"].strip(), Span(at + match.start("title"), at + match.end("title")))
    return None


_SPEAKER = re.compile(
    r"[—–-]{0,2}[ \u3000]{0,4}(?P<organ>[\u4e00-\u9fff]{2,20}(?:人民政府|行政公署))(?:代理?|党组书记、)?"
    r"(?:[省市县区旗州盟]长|主席|专员)(?:候选人)?[ \u3000]{1,4}[\u4e00-\u9fff·]{1,12}(?:[ \u3000][\u4e00-\u9fff]{1,3})?"
)


def speaker(structured: Structured) -> Found | None:
    """The government whose head gives a report, from the line under its title (`青禾县人民政府县长 李某`)."""
    for block in structured.blocks[:_FRONT]:
        line = quote(structured, block)
        if len(line) <= 60 and (match := _SPEAKER.fullmatch(line.strip())):
            at = block.span.start + line.index(match["organ"])
            return Found(match["organ"], Span(at, at + len(match["organ"])))
    return None


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
