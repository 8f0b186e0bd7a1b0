"""What a document says of itself: title, number, issuer, region, level, dates, period, cited documents.

Sources in order: the label table of a government page (or the format's own metadata), the lines around the text
(number, signature, date), the title. What none of them says is None.
"""

from __future__ import annotations

import re
from datetime import date

from ingest.citations import find_citations
from ingest.dates import read_date, read_period
from ingest.kinds import DOC_NUMBER, bare, is_date_line, is_document_title, is_organ
from ingest.labels import (
    ISSUED_LABELS,
    ISSUER_LABELS,
    NUMBER_LABELS,
    RELEASED_LABELS,
    TITLE_LABELS,
    Found,
    first_of,
    place_of,
    quote,
    read_byline,
    read_labels,
    read_session,
)
from ingest.model import Block, BlockKind, Citation, Header, Level, Region, Span
from ingest.raw import RawDocument, Structured
from ingest.regions import find_region
from ingest.repairs import find_repairs

__all__ = ["find_repairs", "read_header"]

_SITE = "网|网站|门户|委员会|局|厅|部|政府|平台|报|在线|日报"
_SITE_SUFFIX = re.compile(
    r"[ \u3000]{0,3}(?:[|｜][ \u3000]{0,2}[^|｜]{1,14}"
    rf"|(?:--|—|_|–|-)[ \u3000]{{0,2}}[\u4e00-\u9fff（）()]{{2,24}}(?:{_SITE}))$"
)
_LEADING = re.compile(r"^(?:[•·▪●■◆*]{1,2}[ \u3000]{0,3}|[0-9]{1,4}[.．、][ \u3000]{0,3}(?![0-9]))")
_DATE_TAIL = re.compile(r"[（(][ ]?(?:19|20)[0-9]{2}[ ]?年[ ]?[0-9]{1,2}[ ]?月[ ]?[0-9]{1,2}[ ]?日[ ]?[)）]$")
_NUMBER_TAIL = re.compile(rf"[（(][ ]?(?P<number>{DOC_NUMBER.pattern})[ ]?[)）]$")
_BODY = "人民政府|政府|办公室|办公厅|委员会|国务院|总局|[局厅部委院署]"
_ISSUER_IN_TITLE = re.compile(
    rf"^(?P<organ>[\u4e00-\u9fff、（）() ]{{2,50}}?(?:{_BODY})(?:[（(][\u4e00-\u9fff]{{2,20}}[)）])?)"
    r"(?:等[\u4e00-\u9fff]{1,6}部门)?(?:关于|印发|转发|发布|公布)"
)
_ISSUES_ITSELF = re.compile(r"(?:现|特)(?:予以)?(?:将.{2,120})?(?:印发|转发|下发|公布|发布)(?:给|，|,|。|,)|全文如下")
"""The sentence of a notice that names the plan that it brings."""
_NATIONAL = re.compile(
    r"^(?:中共中央|国务院|全国|国家|教育部|财政部|工业和信息化部|住房和?城乡建设部|生态环境部|自然资源部|交通运输部|水利部|农业农村部|商务部|文化和旅游部|"
    r"人力资源社会保障部|民政部|公安部|司法部|科学?技术?部|应急管理部|中国人民银行|审计署|市场监管总局)"
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
    news = _announced(structured)
    title = news["title"] if news else _title(structured, labels)
    own_titles = _own_titles(structured, title)
    number = _number(structured, labels)
    issuer = _issuer(structured, labels, title) or (news.get("organ") if news else None)
    issued = _issued(structured, labels, title) or _announced_day(news)
    released = _released(structured, labels)
    region, region_place = _region(structured, issuer, title)
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


def _clean_title(text: str) -> str:
    text = _LEADING.sub("", text.strip())
    text = _NUMBER_TAIL.sub("", _DATE_TAIL.sub("", text).strip()).strip()
    shorter = _SITE_SUFFIX.sub("", text).strip()
    return shorter if len(shorter) >= 6 else text


def _title(structured: Structured, labels: dict[str, Found]) -> Found | None:
    """The page's label, else the title lines before the text, joined."""
    runs = _title_runs(structured)
    labelled = first_of(labels, TITLE_LABELS)
    if labelled and len(labelled.value) >= 6:
        same = next((r for r in runs if bare(r.value) == bare(labelled.value)), None)
        if same or is_document_title(_clean_title(labelled.value)):
            return Found(_clean_title(labelled.value), (same or labelled).span)
    if not runs:
        return None
    chosen = next((r for r in runs if is_document_title(_clean_title(r.value))), runs[0])
    return Found(_clean_title(chosen.value), chosen.span)


_ANNOUNCED = re.compile(
    r"(?:[0-9]{1,3}[.．、][ \u3000]{0,2})?(?P<organ>[\u4e00-\u9fff、 ]{2,40}?)(?:联合)?(?:印发|发布|公布|出台)了?"
    r"《(?P<title>[^《》]{6,80})》(?P<day>[（(][^（()）]{4,20}[)）])?"
)
"""The headline of a page that reports a document and gives its text."""


def _announced(structured: Structured) -> dict[str, Found] | None:
    """Title, body and date bracket of a document that a headline announces, where the headline comes first."""
    first = next((b for b in structured.blocks if b.kind is not BlockKind.NOISE), None)
    if first is None or first.kind not in (BlockKind.TITLE, BlockKind.PARAGRAPH):
        return None
    match = _ANNOUNCED.fullmatch(quote(structured, first).strip())
    if match is None:
        return None
    at = first.span.start + quote(structured, first).index(match.group())
    out = {"title": Found(match["title"], Span(at + match.start("title"), at + match.end("title")))}
    for name in ("organ", "day"):
        if match[name] and (name == "day" or is_organ(match[name])):
            out[name] = Found(match[name], Span(at + match.start(name), at + match.end(name)))
    return out


def _announced_day(news: dict[str, Found] | None) -> tuple[date, Span | None] | None:
    found = news.get("day") if news else None
    day = read_date(found.value) if found else None
    return (day, found.span) if found and day else None


def _title_runs(structured: Structured) -> list[Found]:
    """Neighbouring title lines put together, without repetitions; only those before the first heading."""
    runs: list[Found] = []
    lines: list[Block] = []

    def close() -> None:
        if lines:
            value = "".join(quote(structured, b) for b in lines)
            runs.append(Found(value, Span(lines[0].span.start, lines[-1].span.end)))
            lines.clear()

    for block in structured.blocks:
        if block.heading is not None and runs:
            break
        if block.kind is not BlockKind.TITLE:
            if block.kind is not BlockKind.NOISE:
                close()
            continue
        if lines and _complete(quote(structured, lines[-1]), quote(structured, block)):
            close()
        lines.append(block)
    close()
    return runs


def _complete(before: str, line: str) -> bool:
    """Whether a title line begins a new title and does not carry on the one before."""
    if is_document_title(before):
        return line[:1] not in "（("
    return is_document_title(line) and not is_organ(before) and find_region(line[:12]) is not None


def _own_titles(structured: Structured, title: Found | None) -> tuple[str, ...]:
    """The document's title and those of the plans that stand in the file."""
    inside = [quote(structured, b) for b in structured.blocks if b.kind is BlockKind.TITLE]
    annexes = [h.title for h in structured.headings if h.marker and h.marker.startswith("附")]
    return tuple(dict.fromkeys(([title.value] if title else []) + [_clean_title(t) for t in inside] + annexes))


def _number(structured: Structured, labels: dict[str, Found]) -> Found | None:
    """The document's own number: labelled, or on a line of its own before or below the text."""
    labelled = first_of(labels, NUMBER_LABELS)
    if labelled and (DOC_NUMBER.search(labelled.value) or re.search(r"第?[0-9]{1,5}号", labelled.value)):
        return labelled
    for block in structured.blocks:
        if block.kind in (BlockKind.META, BlockKind.TITLE):
            line = quote(structured, block).strip()
            inner = line.strip("（）()【】[] 　")
            if tail := _NUMBER_TAIL.search(line):
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


def _issuer(structured: Structured, labels: dict[str, Found], title: Found | None) -> Found | None:
    """The labelled body, the one that signs, the one that the title opens with, or the author of a report."""
    author = ("文章作者", "作者")
    labelled = first_of(labels, tuple(n for n in ISSUER_LABELS if n not in author))
    titled = _titled_issuer(structured, title)
    if labelled and 2 <= len(labelled.value) <= 60 and not _contradicts(titled, labelled):
        return labelled
    blocks = [b for b in structured.blocks if b.kind is not BlockKind.NOISE]
    for i, block in enumerate(blocks):
        if block.kind is not BlockKind.META or not is_organ(quote(structured, block)):
            continue
        near = blocks[max(0, i - 2) : i] + blocks[i + 1 : i + 3]
        if any(is_date_line(quote(structured, b)) for b in near):
            return Found(quote(structured, block).strip(), block.span)
    if titled:
        return titled
    byline = read_byline(structured)
    if byline:
        return byline[0]
    if printed_by := _printed_by(structured):
        return printed_by[0]
    written = first_of(labels, author)
    return written if written and is_organ(written.value) else None


def _titled_issuer(structured: Structured, title: Found | None) -> Found | None:
    """The body that the title opens with."""
    match = _ISSUER_IN_TITLE.match(title.value) if title else None
    return Found(organ := match["organ"].strip(), place_of(structured, organ)) if match else None


_PRINTED_BY = re.compile(
    r"[（(][ ]?(?:(?P<before>[\u4e00-\u9fff]{4,30})[ \u3000]{0,2})?(?P<day>(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日)"
    r"[ \u3000]{0,2}(?P<organ>[\u4e00-\u9fff]{4,30}?)?(?:印发|发布|公布|通过|批准)[ ]?[)）]"
)
"""The bracket below a title that says who issued it and when."""


def _printed_by(structured: Structured) -> tuple[Found, date, Span] | None:
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


def _issued(structured: Structured, labels: dict[str, Found], title: Found | None) -> tuple[date, Span | None] | None:
    """成文日期: labelled, under a signature, under the title, or in a bracket behind the title."""
    labelled = first_of(labels, ISSUED_LABELS)
    lines = [
        (day, block.span)
        for block in structured.blocks
        if block.kind is BlockKind.META and is_date_line(text := quote(structured, block)) and (day := read_date(text))
    ]
    if labelled and (day := read_date(labelled.value)):
        # A page that dates the text on the day it went online took its own date for the document's.
        online = _released(structured, labels)
        signed = next((line for line in lines if 0 < (day - line[0]).days < 366), None)
        return signed if signed and online and online[0] == day else (day, labelled.span)
    if lines:
        return lines[0]
    if session := read_session(structured):
        return session[0], session[2]
    for block in structured.blocks[:12]:
        line = quote(structured, block)
        if block.kind is BlockKind.TITLE and (tail := _DATE_TAIL.search(line)) and (day := read_date(tail[0])):
            return day, Span(block.span.start + tail.start(), block.span.start + tail.end())
    if printed_by := _printed_by(structured):
        return printed_by[1], printed_by[2]
    printed = [b for b in structured.blocks if b.kind is BlockKind.META and quote(structured, b).endswith("印发")]
    for block in printed:
        if day := read_date(quote(structured, block)):
            return day, block.span
    return None


def _released(structured: Structured, labels: dict[str, Found]) -> tuple[date, Span | None] | None:
    labelled = first_of(labels, RELEASED_LABELS)
    if labelled and (day := read_date(labelled.value)):
        return day, labelled.span
    byline = read_byline(structured)
    return (byline[1], byline[2]) if byline else None


def _region(structured: Structured, issuer: Found | None, title: Found | None) -> tuple[Region | None, Span | None]:
    """The place that issuer and title name; where they name different ones, the issuer's."""
    by_issuer = find_region(issuer.value, title.value if title else "") if issuer else None
    titles = [title.value] if title else []
    titles += [quote(structured, b) for b in structured.blocks if b.kind is BlockKind.TITLE]
    if session := read_session(structured):
        titles.append(session[1])
    within = (issuer.value if issuer else "") + structured.text[:3000]
    by_title = next((r for t in titles if (r := find_region(t, within)) is not None), None)
    chosen = by_issuer or by_title
    if by_issuer and by_title and _same(by_issuer, by_title) and len(by_title.name) > len(by_issuer.name):
        chosen = by_title
    if by_issuer and by_title and by_issuer.level is not Level.COUNTY and by_issuer.code is None:
        chosen = by_title
    return chosen, place_of(structured, chosen.name) if chosen else None


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
