"""What a document says of itself: title, number, issuer, region, level, dates, period, cited documents.

Sources in order: the label table of a government page (or the format's own metadata), the lines around the text
(number, signature, date), the title. What none of them says is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ingest.citations import find_citations
from ingest.dates import find_date, read_date, read_period
from ingest.frame import bare
from ingest.kinds import DOC_NUMBER, is_date_line, is_document_title, is_organ
from ingest.model import Block, BlockKind, Citation, Header, Level, Region, Span
from ingest.raw import RawDocument, Structured
from ingest.regions import find_region
from ingest.repairs import find_repairs

__all__ = ["find_repairs", "read_header"]

_TITLE_LABELS = ("名称", "标题", "ArticleTitle")
_NUMBER_LABELS = ("文号", "发文字号", "文件编号")
_ISSUER_LABELS = ("发文单位", "发文机关", "发文机构", "制发机关", "制定机关", "发布机构", "发布单位", "发布机关", "文章作者", "作者")
_ISSUED_LABELS = ("成文日期", "发文日期", "生成日期", "印发日期")
_RELEASED_LABELS = ("发布日期", "信息发布时间", "发布时间", "公开日期", "公开时间", "PubDate", "publishdate")
_LABELS = (
    *_TITLE_LABELS,
    *_NUMBER_LABELS,
    *_ISSUER_LABELS,
    *_ISSUED_LABELS,
    *_RELEASED_LABELS,
    "索引号",
    "主题分类",
    "主题词",
    "有效性",
    "时效性",
    "责任编辑",
    "微信编辑",
    "文章来源",
    "信息来源",
    "来源",
    "公开方式",
    "体裁分类",
    "组配分类",
    "浏览次数",
    "编辑",
    "审核",
)
_LABEL = re.compile(
    "(?P<label>"
    + "|".join(r"[ \t\u3000\xa0]{0,10}".join(map(re.escape, label)) for label in sorted(_LABELS, key=len, reverse=True))
    + r")(?:[ \t\u3000\xa0]{0,6}[:：|｜][ \t\u3000\xa0]{0,6}|[ \t\u3000\xa0]{1,12})"
)
_FRONT_BLOCKS = 60
"""Blocks from the start in which a page tells its data."""
_SITE_SUFFIX = re.compile(
    r"[ \u3000]{0,3}(?:[|｜][ \u3000]{0,2}[^|｜]{1,14}|(?:--|—|_|–|-)[ \u3000]{0,2}[\u4e00-\u9fff（）()]{2,24}(?:网|网站|门户|委员会|局|厅|部|政府|平台|报|在线|日报))$"
)
_LEADING = re.compile(r"^(?:[•·▪●■◆*]{1,2}[ \u3000]{0,3}|[0-9]{1,4}[.．、][ \u3000]{0,3}(?![0-9]))")
_DATE_TAIL = re.compile(r"[（(][ ]?(?:19|20)[0-9]{2}[ ]?年[ ]?[0-9]{1,2}[ ]?月[ ]?[0-9]{1,2}[ ]?日[ ]?[)）]$")
_NUMBER_TAIL = re.compile(rf"[（(][ ]?(?P<number>{DOC_NUMBER.pattern})[ ]?[)）]$")
_ISSUER_IN_TITLE = re.compile(
    r"^(?P<organ>[\u4e00-\u9fff、（）() ]{2,50}?(?:人民政府|政府|办公室|办公厅|委员会|国务院|总局|[局厅部委院署]))(?:等[\u4e00-\u9fff]{1,6}部门)?(?:关于|印发|转发|发布|公布)"
)
_ISSUES_ITSELF = re.compile(r"(?:现|特)(?:予以)?(?:将.{2,120})?(?:印发|转发|下发|公布|发布)(?:给|，|,|。|,)|全文如下")
"""The sentence of a notice that names the plan that it brings."""
_SESSION = re.compile(r"[（(—-]{1,2}.{0,4}(?P<date>20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日)在(?P<place>[\u4e00-\u9fff]{2,40}(?:会议|大会|全会)(?:第[一二三四五六七八九十]{1,3}次会议)?)上?[)）]?")
"""Where and when a report was given, on the line under its title."""
_NATIONAL = re.compile(
    r"^(?:中共中央|国务院|全国|国家|教育部|财政部|工业和信息化部|住房和?城乡建设部|生态环境部|自然资源部|交通运输部|水利部|农业农村部|商务部|文化和旅游部|"
    r"人力资源社会保障部|民政部|公安部|司法部|科学?技术?部|应急管理部|中国人民银行|审计署|市场监管总局)"
)
_WORDING = (
    (Level.COUNTY, re.compile(r"各(?:有关)?(?:乡|镇|街道|乡镇)[^。]{0,2}|[我全]县|全区各镇|县(?:人民)?政府|县教育局|县委")),
    (Level.CITY, re.compile(r"各(?:有关)?(?:县|区县|县区|区)(?:[（(]|人民|、|政府)|[我全]市|市(?:人民)?政府")),
    (Level.PROVINCE, re.compile(r"各(?:设区)?市(?:[（(州、人]|人民)|[我全]省|[我全]自治区|省(?:人民)?政府")),
)
_EXECUTING = (
    (Level.COUNTY, re.compile(r"各(?:有关)?(?:乡镇|乡[（(]镇|镇[（(]街|镇街|镇、|街道|乡、)")),
    (Level.CITY, re.compile(r"各(?:县|区县|县区|县[（(]市|区[（(]县)")),
    (Level.PROVINCE, re.compile(r"各(?:设区|市州|市[（(]州|地市|市、州|市、县)")),
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A value and where it was read."""

    value: str
    span: Span | None = None


def read_header(raw: RawDocument, structured: Structured, source: str) -> Header:
    """The header of a document. `source` is its file name, which says nothing that counts: only the text does."""
    labels = _labels(raw, structured)
    title = _title(structured, labels)
    own_titles = _own_titles(structured, title)
    number = _number(structured, labels)
    issuer = _issuer(structured, labels, title)
    issued = _issued(structured, labels, title)
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


def _quote(structured: Structured, block: Block) -> str:
    return structured.text[block.span.start : block.span.end]


def _labels(raw: RawDocument, structured: Structured) -> dict[str, _Found]:
    """Label -> value of the page's data table; the text's own lines win over the format's metadata."""
    out: dict[str, _Found] = {}
    blocks = structured.blocks
    tail = [b for b in blocks[_FRONT_BLOCKS:] if b.kind is BlockKind.NOISE][-40:]
    for block in (*blocks[:_FRONT_BLOCKS], *tail):
        if block.kind not in (BlockKind.META, BlockKind.NOISE, BlockKind.CELL):
            continue
        line = _quote(structured, block)
        found = list(_LABEL.finditer(line[:400]))
        if not found or found[0].start() > 4:
            continue
        for here, there in zip(found, [*found[1:], None], strict=False):
            end = there.start() if there else len(line)
            value = line[here.end() : end].strip(" \t\u3000\xa0;；|｜,，【】")
            if value:
                at = block.span.start + line.index(value, here.end())
                out.setdefault(re.sub(r"\s", "", here["label"]), _Found(value, Span(at, at + len(value))))
    for key, value in raw.metadata.items():
        name = re.sub(r"[\s:：]", "", key)
        if value.strip():
            out.setdefault(name, _Found(value.strip(), _place(structured, value.strip())))
    return out


def _place(structured: Structured, value: str) -> Span | None:
    at = structured.text.find(value)
    return Span(at, at + len(value)) if at >= 0 else None


def _first(labels: dict[str, _Found], names: tuple[str, ...]) -> _Found | None:
    return next((labels[name] for name in names if name in labels), None)


def _clean_title(text: str) -> str:
    text = _LEADING.sub("", text.strip())
    text = _NUMBER_TAIL.sub("", _DATE_TAIL.sub("", text).strip()).strip()
    shorter = _SITE_SUFFIX.sub("", text).strip()
    return shorter if len(shorter) >= 6 else text


def _title(structured: Structured, labels: dict[str, _Found]) -> _Found | None:
    """The page's label, else the title lines before the text, joined."""
    runs = _title_runs(structured)
    labelled = _first(labels, _TITLE_LABELS)
    if labelled and len(labelled.value) >= 6:
        same = next((r for r in runs if bare(r.value) == bare(labelled.value)), None)
        if same or is_document_title(_clean_title(labelled.value)):
            return _Found(_clean_title(labelled.value), (same or labelled).span)
    if not runs:
        return None
    chosen = next((r for r in runs if is_document_title(_clean_title(r.value))), runs[0])
    return _Found(_clean_title(chosen.value), chosen.span)


def _title_runs(structured: Structured) -> list[_Found]:
    """Neighbouring title lines put together, without repetitions; only those before the first heading."""
    runs: list[_Found] = []
    lines: list[Block] = []

    def close() -> None:
        if lines:
            value = "".join(_quote(structured, b) for b in lines)
            runs.append(_Found(value, Span(lines[0].span.start, lines[-1].span.end)))
            lines.clear()

    for block in structured.blocks:
        if block.heading is not None and runs:
            break
        if block.kind is not BlockKind.TITLE:
            if block.kind is not BlockKind.NOISE:
                close()
            continue
        if lines and _complete(_quote(structured, lines[-1]), _quote(structured, block)):
            close()
        lines.append(block)
    close()
    return runs


def _complete(before: str, line: str) -> bool:
    """Whether a title line begins a new title and does not carry on the one before."""
    if is_document_title(before):
        return True
    return is_document_title(line) and not is_organ(before) and find_region(line[:12]) is not None


def _own_titles(structured: Structured, title: _Found | None) -> tuple[str, ...]:
    """The document's title and those of the plans that stand in the file."""
    inside = [_quote(structured, b) for b in structured.blocks if b.kind is BlockKind.TITLE]
    annexes = [h.title for h in structured.headings if h.marker and h.marker.startswith("附")]
    return tuple(dict.fromkeys(([title.value] if title else []) + [_clean_title(t) for t in inside] + annexes))


def _number(structured: Structured, labels: dict[str, _Found]) -> _Found | None:
    """The document's own number: labelled, or on a line of its own before or below the text."""
    labelled = _first(labels, _NUMBER_LABELS)
    if labelled and (DOC_NUMBER.search(labelled.value) or re.search(r"第?[0-9]{1,5}号", labelled.value)):
        return labelled
    for block in structured.blocks:
        if block.kind in (BlockKind.META, BlockKind.TITLE):
            line = _quote(structured, block).strip()
            inner = line.strip("（）()【】[] 　")
            if tail := _NUMBER_TAIL.search(line):
                at = block.span.start + _quote(structured, block).index(tail["number"])
                return _Found(tail["number"], Span(at, at + len(tail["number"])))
            match = DOC_NUMBER.fullmatch(inner) or re.fullmatch(r"(?:[\u4e00-\u9fff]{2,20}(?:令|公告))?[ ]{0,3}第[ ]?[0-9]{1,4}[ ]?号", inner)
            if match:
                at = block.span.start + _quote(structured, block).index(inner)
                return _Found(inner, Span(at, at + len(inner)))
        if block.kind is BlockKind.PARAGRAPH and block.section is not None:
            break
    return None


def _issuer(structured: Structured, labels: dict[str, _Found], title: _Found | None) -> _Found | None:
    """The labelled body, the one that signs, the one that the title opens with, or the author of a report."""
    author = ("文章作者", "作者")
    labelled = _first(labels, tuple(n for n in _ISSUER_LABELS if n not in author))
    if labelled and 2 <= len(labelled.value) <= 60:
        return labelled
    blocks = [b for b in structured.blocks if b.kind is not BlockKind.NOISE]
    for i, block in enumerate(blocks):
        if block.kind is not BlockKind.META or not is_organ(_quote(structured, block)):
            continue
        near = blocks[max(0, i - 2) : i] + blocks[i + 1 : i + 3]
        if any(is_date_line(_quote(structured, b)) for b in near):
            return _Found(_quote(structured, block).strip(), block.span)
    if title and (match := _ISSUER_IN_TITLE.match(title.value)):
        organ = match["organ"].strip()
        span = _place(structured, organ)
        return _Found(organ, span)
    byline = _byline(structured)
    if byline:
        return byline[0]
    written = _first(labels, author)
    return written if written and is_organ(written.value) else None


def _byline(structured: Structured) -> tuple[_Found, date, Span] | None:
    """A line such as `某省教育厅 某报 2024-04-05` under the headline of an article."""
    for block in structured.blocks[:20]:
        line = _quote(structured, block)
        if len(line) > 60 or block.kind is BlockKind.TITLE:
            continue
        parts = line.split()
        dated = find_date(line)
        if dated and len(parts) >= 2 and is_organ(parts[0]) and find_region(parts[0]) is not None:
            at = block.span.start + line.index(parts[0])
            place = Span(block.span.start + dated[1], block.span.start + dated[2])
            return _Found(parts[0], Span(at, at + len(parts[0]))), dated[0], place
    return None


def _issued(
    structured: Structured, labels: dict[str, _Found], title: _Found | None
) -> tuple[date, Span | None] | None:
    """成文日期: labelled, under a signature, under the title, or in a bracket behind the title."""
    labelled = _first(labels, _ISSUED_LABELS)
    if labelled and (day := read_date(labelled.value)):
        return day, labelled.span
    lines = [
        (day, block.span)
        for block in structured.blocks
        if block.kind is BlockKind.META and is_date_line(text := _quote(structured, block)) and (day := read_date(text))
    ]
    if lines:
        return lines[0]
    if session := _session(structured):
        return session[0], session[2]
    for block in structured.blocks[:12]:
        line = _quote(structured, block)
        if block.kind is BlockKind.TITLE and (tail := _DATE_TAIL.search(line)) and (day := read_date(tail[0])):
            return day, Span(block.span.start + tail.start(), block.span.start + tail.end())
    printed = [b for b in structured.blocks if b.kind is BlockKind.META and _quote(structured, b).endswith("印发")]
    for block in printed:
        if day := read_date(_quote(structured, block)):
            return day, block.span
    return None


def _session(structured: Structured) -> tuple[date, str, Span] | None:
    """Date and assembly of a report, from the line under its title."""
    for block in structured.blocks[:8]:
        match = _SESSION.match(_quote(structured, block))
        if match and (day := read_date(match["date"])):
            at = block.span.start
            return day, match["place"], Span(at + match.start("date"), at + match.end("place"))
    return None


def _released(structured: Structured, labels: dict[str, _Found]) -> tuple[date, Span | None] | None:
    labelled = _first(labels, _RELEASED_LABELS)
    if labelled and (day := read_date(labelled.value)):
        return day, labelled.span
    byline = _byline(structured)
    return (byline[1], byline[2]) if byline else None


def _region(
    structured: Structured, issuer: _Found | None, title: _Found | None
) -> tuple[Region | None, Span | None]:
    """The place that issuer and title name; where they name different ones, the issuer's."""
    by_issuer = find_region(issuer.value, title.value if title else "") if issuer else None
    titles = [title.value] if title else []
    titles += [_quote(structured, b) for b in structured.blocks if b.kind is BlockKind.TITLE]
    if session := _session(structured):
        titles.append(session[1])
    within = (issuer.value if issuer else "") + structured.text[:3000]
    by_title = next((r for t in titles if (r := find_region(t, within)) is not None), None)
    chosen = by_issuer or by_title
    if by_issuer and by_title and _same(by_issuer, by_title) and len(by_title.name) > len(by_issuer.name):
        chosen = by_title
    if by_issuer and by_title and by_issuer.level is not Level.COUNTY and by_issuer.code is None:
        chosen = by_title
    return chosen, _place(structured, chosen.name) if chosen else None


def _same(one: Region, other: Region) -> bool:
    if one.code and other.code:
        return one.code == other.code
    return one.name.endswith(other.name) or other.name.endswith(one.name)


def _level(structured: Structured, region: Region | None, issuer: _Found | None, title: _Found | None) -> Level | None:
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
        line = _quote(structured, block)
        if ("《" not in line and "号" not in line) or (len(line) < 300 and _ISSUES_ITSELF.search(line)):
            continue
        for cite in find_citations(line, own, number, block.span.start):
            out.setdefault(bare(cite.text), cite)
    return tuple(out.values())
