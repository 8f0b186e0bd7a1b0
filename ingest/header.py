"""What a document says of itself: title, number, issuer, region, level, dates, period, cited documents.

Sources in order: the label table of a government page (or the format's own metadata), the lines around the text
(number, signature, date), the title. What none of them says is None.
"""

from __future__ import annotations

import re
from datetime import date

from ingest.citations import find_citations
from ingest.dates import find_date, read_date, read_period
from ingest.headline import (
    DATE_TAIL,
    NUMBER_HEAD,
    NUMBER_TAIL,
    annex_alone,
    announced,
    announced_day,
    clean_title,
    find_title,
    notice_of,
)
from ingest.hints import adapted_to, brought
from ingest.issuer import find_issuer, printed_by
from ingest.kinds import DOC_NUMBER, bare, is_date_line, is_organ, is_stamp
from ingest.labels import (
    ISSUED_LABELS,
    NUMBER_LABELS,
    RELEASED_LABELS,
    Found,
    first_of,
    place_of,
    quote,
    read_byline,
    read_labels,
    read_session,
)
from ingest.model import BlockKind, Citation, Header, Level, Region, Span
from ingest.raw import RawDocument, Structured
from ingest.regions import find_region
from ingest.repairs import find_repairs
from ingest.zones import find_zone

__all__ = ["find_repairs", "read_header"]

_TOP = 12
"""Blocks from the start among which a page stamps when it went online."""
_ISSUES_ITSELF = re.compile(r"(?:现|特)(?:予以)?(?:将.{2,120})?(?:印发|转发|下发|公布|发布)(?:给|，|,|。|,)|全文如下")
"""The sentence of a notice that names the plan that it brings."""
_NATIONAL = re.compile(
    r"^(?:中共中央|国务院|全国|国家|教育部|财政部|工业和信息化部|住房和?城乡建设部|生态环境部|自然资源部|交通运输部|水利部|农业农村部|商务部|文化和旅游部|"
    r"人力资源社会保障部|民政部|公安部|司法部|科学?技术?部|应急管理部|中国人民银行|中国残疾人联合会|中国残联|中华全国|共青团中央|最高人民|审计署|市场监管总局)"
)
_WORDING = (
    (
        Level.COUNTY,
        re.compile(r"各(?:有关)?(?:乡|镇|街道|乡镇)[^。]{0,2}|[我全]县|全区各镇|县(?:人民)?政府|县教育局|县委"),
    ),
    (Level.CITY, re.compile(r"各(?:有关)?(?:县|区县|县区|区)(?:[（(]|人民|、|政府)|[我全]市|市(?:人民)?政府")),
    (Level.PROVINCE, re.compile(r"各(?:设区)?市(?:[（(州、人]|人民)|[我全]省|[我全]自治区|省(?:人民)?政府")),
)
_EXECUTING = (
    (Level.COUNTY, re.compile(r"各(?:有关)?(?:乡镇|乡[（(]镇|镇[（(]街|镇街|镇、|街道|乡、)")),
    (Level.CITY, re.compile(r"各(?:县|区县|县区|县[（(]市|区[（(]县)")),
    (Level.PROVINCE, re.compile(r"各(?:设区|市州|市[（(]州|地市|市、州|市、县)")),
)


def read_header(raw: RawDocument, structured: Structured, source: str) -> Header:
    """The header of a document. `source` is its file name, which says nothing that counts: only the text does."""
    labels = read_labels(raw, structured)
    news = announced(structured)
    title = notice_of(structured, news["title"]) if news else find_title(structured, labels) or brought(structured)
    title = title or annex_alone(structured)
    own_titles = _own_titles(structured, title)
    number = _number(structured, labels)
    issuer = find_issuer(structured, labels, title) or (news.get("organ") if news else None)
    issued = _issued(structured, labels, title) or announced_day(news)
    released = _released(structured, labels)
    region, region_place = _region(structured, labels, issuer, title)
    places = {
        name: found.span
        for name, found in (("title", title), ("doc_number", number), ("issuer", issuer))
        if found is not None and found.span is not None
    }
    for name, dated in (("issued", issued), ("released", released)):
        if dated is not None and dated[1] is not None:
            places[name] = dated[1]
    if region is not None and region_place is not None:
        places["region"] = region_place
    period = next((p for t in own_titles if (p := read_period(t)) is not None), None)
    return Header(
        title=title.value if title else None,
        doc_number=number.value if number else None,
        issuer=issuer.value if issuer else None,
        region=region,
        level=_level(structured, region, issuer, title),
        issued=issued[0] if issued else None,
        released=released[0] if released else None,
        period=period,
        cites=_cites(structured, own_titles, number.value if number else None),
        places=places,
    )


def _own_titles(structured: Structured, title: Found | None) -> tuple[str, ...]:
    """The document's title and those of the plans that stand in the file."""
    inside = [quote(structured, b) for b in structured.blocks if b.kind is BlockKind.TITLE]
    annexes = [h.title for h in structured.headings if h.marker and h.marker.startswith("附")]
    return tuple(dict.fromkeys(([title.value] if title else []) + [clean_title(t) for t in inside] + annexes))


def _number(structured: Structured, labels: dict[str, Found]) -> Found | None:
    """The document's own number: labelled, or on a line of its own before or below the text."""
    labelled = first_of(labels, NUMBER_LABELS)
    if labelled and (whole := DOC_NUMBER.match(labelled.value)):
        place = labelled.span
        return Found(whole[0], Span(place.start, place.start + whole.end()) if place else None)
    if labelled and (DOC_NUMBER.search(labelled.value) or re.search(r"第?[0-9]{1,5}号", labelled.value)):
        return labelled
    for block in structured.blocks:
        if block.kind in (BlockKind.META, BlockKind.TITLE):
            line = quote(structured, block).strip()
            inner = line.strip("（）()【】[] 　•·●▪-")
            if tail := NUMBER_TAIL.search(line) or (block.kind is BlockKind.TITLE and NUMBER_HEAD.match(line)):
                at = block.span.start + quote(structured, block).index(tail["number"])
                return Found(tail["number"], Span(at, at + len(tail["number"])))
            match = DOC_NUMBER.fullmatch(inner) or re.fullmatch(
                r"(?:[\u4e00-\u9fff]{2,20}(?:令|公告))?[ ]{0,3}第[ ]?[0-9]{1,4}[ ]?号", inner
            )
            if match:
                at = block.span.start + quote(structured, block).index(inner)
                return Found(inner, Span(at, at + len(inner)))
        if block.kind is BlockKind.PARAGRAPH and block.section is not None:
            break
    return None


def _issued(structured: Structured, labels: dict[str, Found], title: Found | None) -> tuple[date, Span | None] | None:
    """成文日期: labelled, under a signature, under the title, or in a bracket behind the title."""
    labelled = first_of(labels, ISSUED_LABELS)
    # What a page tells of itself is no date of the document: its labels, and whatever has a time of day.
    pages = {labels[name].span for name in RELEASED_LABELS if name in labels}
    lines = [
        (day, block.span)
        for block in structured.blocks
        if block.kind is BlockKind.META
        and is_date_line(text := quote(structured, block))
        and block.span not in pages
        and not is_stamp(text)
        and (day := read_date(text))
    ]
    if labelled and (day := read_date(labelled.value)):
        # A page that dates the text on the day it went online took its own date for the document's.
        online = _released(structured, labels)
        signed = next((line for line in lines if 0 < (day - line[0]).days < 366), None)
        return signed if signed and online and online[0] == day else (day, labelled.span)
    if lines:
        return lines[0]
    if (session := read_session(structured)) and session[0]:
        return session[0], session[2]
    for block in structured.blocks[:12]:
        line = quote(structured, block)
        if block.kind is BlockKind.TITLE and (tail := DATE_TAIL.search(line)) and (day := read_date(tail[0])):
            return day, Span(block.span.start + tail.start(), block.span.start + tail.end())
    if bracket := printed_by(structured):
        return bracket[1], bracket[2]
    printed = [b for b in structured.blocks if b.kind is BlockKind.META and quote(structured, b).endswith("印发")]
    for block in printed:
        if day := read_date(quote(structured, block)):
            return day, block.span
    return None


def _released(structured: Structured, labels: dict[str, Found]) -> tuple[date, Span | None] | None:
    labelled = first_of(labels, RELEASED_LABELS)
    if labelled and (day := read_date(labelled.value)):
        return day, labelled.span
    if byline := read_byline(structured):
        return byline[1], byline[2]
    for block in structured.blocks[:_TOP]:
        line = quote(structured, block)
        if block.kind in (BlockKind.META, BlockKind.NOISE) and is_stamp(line) and (stamped := find_date(line)):
            return stamped[0], Span(block.span.start + stamped[1], block.span.start + stamped[2])
    return None


_SOURCES = ("信息来源", "文章来源", "来源")
"""Labels of the body that a page has its text from."""


def _region(
    structured: Structured, labels: dict[str, Found], issuer: Found | None, title: Found | None
) -> tuple[Region | None, Span | None]:
    """The place that issuer and title name; where they name different ones, the issuer's."""
    if issuer and (zone := find_zone(issuer.value)) is not None:
        return zone, place_of(structured, zone.name)
    if issuer and " " in issuer.value and _NATIONAL.match(issuer.value):
        return None, None  # ministries, and perhaps provinces with them
    by_issuer = find_region(issuer.value, title.value if title else "") if issuer else None
    if issuer and by_issuer is None and _NATIONAL.match(issuer.value):
        return None, None
    titles = [title.value] if title else []
    titles += [quote(structured, b) for b in structured.blocks if b.kind is BlockKind.TITLE]
    if session := read_session(structured):
        titles.append(session[1])
    within = (issuer.value if issuer else "") + structured.text[:3000]
    by_title = next((r for t in titles if (r := find_region(t, within)) is not None), None)
    chosen = by_issuer or by_title
    if by_issuer and by_title and _same(by_issuer, by_title) and len(by_title.name) > len(by_issuer.name):
        chosen = by_title
    if by_issuer and by_title and not by_issuer.code and _gives_way(by_issuer, by_title):
        chosen = by_title
    if chosen is None and (adapted := adapted_to(structured)):
        return adapted
    if chosen is None and (told := first_of(labels, _SOURCES)) and is_organ(told.value):
        # A page of a lower body may show what the province says.
        province = any(pattern.search(structured.text) for of, pattern in _WORDING if of is Level.PROVINCE)
        chosen = None if province else find_region(told.value, within)
    return chosen, place_of(structured, chosen.name) if chosen else None


def _gives_way(unknown: Region, titled: Region) -> bool:
    """Whether a place that no table knows is none: above a county, or a name cut short (`东乌旗`, `东乌珠穆沁旗`)."""
    short, name = unknown.name, titled.name
    if unknown.level is not Level.COUNTY:
        return True
    rest = iter(name)
    return short[:1] == name[:1] and short[-1:] == name[-1:] and all(char in rest for char in short)


def _same(one: Region, other: Region) -> bool:
    if one.code and other.code:
        return one.code == other.code
    return one.name.endswith(other.name) or other.name.endswith(one.name)


def _level(structured: Structured, region: Region | None, issuer: Found | None, title: Found | None) -> Level | None:
    """Level of the region, else national bodies, else the wording of the text (各乡镇, 全市, 我省)."""
    if region is not None:
        return region.level
    if any(f is not None and _NATIONAL.match(f.value) for f in (issuer, title)):
        return Level.NATIONAL
    counts = [(len(pattern.findall(structured.text)), level) for level, pattern in _EXECUTING]
    best = max(counts, key=lambda c: c[0])
    if best[0] >= 2:
        return best[1]
    counts = [(len(pattern.findall(structured.text)), level) for level, pattern in _WORDING]
    best = max(counts, key=lambda c: c[0])
    return best[1] if best[0] >= 2 else None


def _cites(structured: Structured, own: tuple[str, ...], number: str | None) -> tuple[Citation, ...]:
    out: dict[str, Citation] = {}
    for block in structured.blocks:
        if block.kind in (BlockKind.NOISE, BlockKind.TITLE):
            continue
        line = quote(structured, block)
        if ("《" not in line and "号" not in line) or (len(line) < 300 and _ISSUES_ITSELF.search(line)):
            continue
        for cite in find_citations(line, own, number, block.span.start):
            out.setdefault(bare(cite.text), cite)
    return tuple(out.values())
