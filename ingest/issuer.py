"""The body that issues a document: labelled, signing, named by the title, or speaking."""

from __future__ import annotations

import re
from datetime import date

from ingest.dates import read_date
from ingest.hints import speaker
from ingest.kinds import bare, is_addressee, is_date_line, is_organ
from ingest.labels import ISSUER_LABELS, Found, first_of, place_of, quote, read_byline
from ingest.model import BlockKind, Span
from ingest.raw import Structured
from ingest.regions import find_region

_BODY = (
    "人民政府|政府|行政公署|行署|兵团|管委会|联合会|残联|妇联|总工会|法院|检察院|办公室|办公厅|委员会|国务院|总局"
    "|[局厅部委院署]"
)
_ISSUER_IN_TITLE = re.compile(
    rf"^(?P<organ>[\u4e00-\u9fff、（）() ]{{2,50}}?(?:{_BODY})(?:[（(][\u4e00-\u9fff]{{2,20}}[)）])?)"
    r"(?:等[\u4e00-\u9fff]{1,6}部门)?(?:关于|印发|转发|发布|公布)"
)


def find_issuer(structured: Structured, labels: dict[str, Found], title: Found | None) -> Found | None:
    """The labelled body, the one that signs, the one that the title opens with, or the author of a report."""
    author = ("文章作者", "作者")
    labelled = first_of(labels, tuple(n for n in ISSUER_LABELS if n not in author))
    titled = _titled_issuer(structured, title)
    own = _signed(structured, _text_start(structured)) or titled or _signed(structured, 0)
    if labelled and 2 <= len(labelled.value) <= 60 and not _contradicts(titled, labelled):
        return own if own and _names_no_place(labelled) and not _names_no_place(own) else labelled
    if own:
        return own
    if spoken := speaker(structured):
        return spoken
    byline = read_byline(structured)
    if byline:
        return byline[0]
    if printed := printed_by(structured):
        return printed[0]
    written = first_of(labels, author)
    return written if written and is_organ(written.value) else None


def _text_start(structured: Structured) -> int:
    """Where the addressee of a notice stands, or its first sentence; what stands above tells of the page."""
    for block in structured.blocks:
        line = quote(structured, block)
        addressed = block.kind is BlockKind.META and is_addressee(line)
        if addressed or block.heading is not None or (block.kind is BlockKind.PARAGRAPH and "。" in line):
            return block.span.start
    return 0


def _signed(structured: Structured, start: int) -> Found | None:
    """The body that stands beside its date, from `start` on; bodies one below the other sign together."""
    blocks = [b for b in structured.blocks if b.kind is not BlockKind.NOISE]
    signs = [b.kind is BlockKind.META and is_organ(quote(structured, b)) for b in blocks]
    for i, block in enumerate(blocks):
        if not signs[i] or block.span.start < start or (i and signs[i - 1]):
            continue
        last = i
        while last + 1 < len(blocks) and signs[last + 1]:
            last += 1
        near = blocks[max(0, i - 2) : i] + blocks[last + 1 : last + 3]
        if any(is_date_line(quote(structured, b)) for b in near):
            names = dict.fromkeys(quote(structured, b).strip() for b in blocks[i : last + 1])
            return Found(" ".join(names), Span(block.span.start, blocks[last].span.end))
    return None


def _names_no_place(found: Found) -> bool:
    """Whether a body is named as those call it who know the place (`县政府办`)."""
    return find_region(found.value) is None


def _titled_issuer(structured: Structured, title: Found | None) -> Found | None:
    """The body that the title opens with."""
    match = _ISSUER_IN_TITLE.match(title.value) if title else None
    return Found(organ := match["organ"].strip(), place_of(structured, organ)) if match else None


_PRINTED_BY = re.compile(
    r"[（(][ ]?(?:(?P<before>[\u4e00-\u9fff]{4,30})[ \u3000]{0,2})?(?P<day>(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日)"
    r"[ \u3000]{0,2}(?P<organ>[\u4e00-\u9fff]{4,30}?)?(?:印发|发布|公布|通过|批准)[ ]?[)）]"
)
"""The bracket below a title that says who issued it and when."""


def printed_by(structured: Structured) -> tuple[Found, date, Span] | None:
    """Body and day of a bracket in the first lines."""
    for block in structured.blocks[:8]:
        match = _PRINTED_BY.search(quote(structured, block))
        if match is None:
            continue
        name = "organ" if match["organ"] else "before"
        day = read_date(match["day"])
        if day and match[name] and is_organ(match[name]):
            at = block.span.start
            organ = Found(match[name], Span(at + match.start(name), at + match.end(name)))
            return organ, day, Span(at + match.start("day"), at + match.end("day"))
    return None


def _contradicts(titled: Found | None, labelled: Found) -> bool:
    """Whether the title names another body than the page's label: the label is then the office that put it online."""
    if titled is None:
        return False
    one, other = (re.sub("人民|政府|办公[室厅]", "", bare(found.value)) for found in (titled, labelled))
    return len(one) >= 4 and one[:3] == other[:3] and one[3:5] != other[3:5] and not (one in other or other in one)
