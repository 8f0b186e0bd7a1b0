"""The title of a document: the page's label or headline, else the lines that stand before the text, as one."""

from __future__ import annotations

import re
from datetime import date

from ingest.dates import read_date
from ingest.kinds import DOC_NUMBER, bare, is_document_title, is_organ
from ingest.labels import TITLE_LABELS, Found, first_of, quote
from ingest.model import Block, BlockKind, Span
from ingest.raw import Structured
from ingest.regions import find_region

_SITE = "网|网站|门户|委员会|局|厅|部|政府|平台|报|在线|日报"
_SITE_SUFFIX = re.compile(
    r"[ \u3000]{0,3}(?:[|｜][ \u3000]{0,2}[^|｜]{1,14}"
    rf"|(?:--|—|_|–|-)[ \u3000]{{0,2}}[\u4e00-\u9fff（）()]{{2,24}}(?:{_SITE}))$"
)
_LEADING = re.compile(r"^(?:[•·▪●■◆*-]{1,2}[ \u3000]{0,3}|[0-9]{1,4}[.．、][ \u3000]{0,3}(?![0-9]))")
_KIND_HEAD = re.compile(r"^[\u4e00-\u9fff]{2}解读[ \u3000]{0,2}[┃丨|｜][ \u3000]{0,2}")
DATE_TAIL = re.compile(r"[（(][ ]?(?:19|20)[0-9]{2}[ ]?年[ ]?[0-9]{1,2}[ ]?月[ ]?[0-9]{1,2}[ ]?日[ ]?[)）]$")
NUMBER_TAIL = re.compile(rf"[（(][ ]?(?P<number>{DOC_NUMBER.pattern})[ ]?[)）]$")
NUMBER_HEAD = re.compile(rf"^(?P<number>{DOC_NUMBER.pattern})[ \u3000]{{0,4}}(?=[《\u4e00-\u9fff])(?!文|精神)")
"""A number that a page sets in front of the title."""
_LABEL_HEAD = re.compile(
    r"^(?:信息|文件|公文)?(?:名[ \u3000]{0,6}称|标[ \u3000]{0,6}题)[ \u3000]{0,4}[:：|｜][ \u3000]{0,4}"
)
_PLACED = re.compile(r"[（(](?P<place>[\u4e00-\u9fff]{2,10})[)）](?=.{6})")
"""The place that a collection of documents sets in front of a title."""
_WHOLE_TEXT = re.compile(r"(?<=》)[（(]全文[)）]$")
_BARS = re.compile(r"(?:[ \u3000]{0,4}[|｜]){1,8}[ \u3000]{0,4}$")


def clean_title(text: str) -> str:
    """A title line without what a page sets around it: number, label, date, name of the site."""
    text = _KIND_HEAD.sub("", _LEADING.sub("", text.strip()))
    text = _BARS.sub("", _LABEL_HEAD.sub("", text))
    text = NUMBER_TAIL.sub("", DATE_TAIL.sub("", text).strip()).strip()
    if (placed := _PLACED.match(text)) and find_region(placed["place"]) is not None:
        text = text[placed.end() :]
    text = _unmarked(_WHOLE_TEXT.sub("", NUMBER_HEAD.sub("", text)))
    shorter = _SITE_SUFFIX.sub("", text).strip()
    return shorter if len(shorter) >= 6 else text


def _unmarked(text: str) -> str:
    """A title without the book-title marks that hold it as a whole."""
    if not (text.startswith("《") and text.endswith("》")):
        return text
    inner = text[1:-1]
    return inner if "《" not in inner and "》" not in inner else text


def find_title(structured: Structured, labels: dict[str, Found]) -> Found | None:
    """The page's label, else the title lines before the text, joined."""
    runs = _title_runs(structured)
    labelled = first_of(labels, TITLE_LABELS)
    if labelled and len(labelled.value) >= 6:
        same = next((r for r in runs if bare(r.value) == bare(labelled.value)), None)
        if same or is_document_title(clean_title(labelled.value)):
            return Found(clean_title(labelled.value), (same or labelled).span)
    if not runs:
        return None
    chosen = next((r for r in runs if is_document_title(clean_title(r.value))), runs[0])
    # The same title again, with its years or its state.
    own = clean_title(chosen.value)
    chosen = next((r for r in runs if r.value.startswith(own) and _STATE.fullmatch(r.value[len(own) :])), chosen)
    return notice_of(structured, Found(clean_title(chosen.value), chosen.span))


_STATE = re.compile(r"[ \u3000]{0,3}[（(][^（()）]{4,16}[)）]")
_NOTICE = re.compile(r"(?:印发|转发|发布|下发|公布).*(?:通知|函|公告|决定)$|关于.*(?:通知|函)$")


def notice_of(structured: Structured, title: Found) -> Found:
    """The title of the notice that brings the document `title`, where the file holds it; else `title` itself.

    A page often heads a notice with the name of the plan alone, or with its number in front.
    """
    own = bare(title.value)
    for run in _title_runs(structured):
        value = clean_title(run.value)
        if len(bare(value)) > len(own) and own in bare(value) and _NOTICE.search(value):
            return Found(value, run.span)
    return title


def annex_alone(structured: Structured) -> Found | None:
    """The title of the annex that a file without a title of its own begins with."""
    first = structured.headings[0] if structured.headings else None
    if first is None or not (first.marker or "").startswith("附") or not is_document_title(first.title):
        return None
    before = (b for b in structured.blocks if b.span.end <= first.span.start)
    if any(b.kind not in (BlockKind.NOISE, BlockKind.META) for b in before):
        return None
    at = structured.text.find(first.title, first.span.start, first.span.end)
    return Found(first.title, Span(at, at + len(first.title)) if at >= 0 else first.span)


_ANNOUNCED = re.compile(
    r"(?:[0-9]{1,3}[.．、][ \u3000]{0,2})?(?P<organ>[\u4e00-\u9fff、 ]{2,40}?)(?:联合)?(?:印发|发布|公布|出台)了?"
    r"《(?P<title>[^《》]{6,80})》(?P<day>[（(][^（()）]{4,20}[)）])?"
)
"""The headline of a page that reports a document and gives its text."""


def announced(structured: Structured) -> dict[str, Found] | None:
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


def announced_day(news: dict[str, Found] | None) -> tuple[date, Span | None] | None:
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


_KIND_ALONE = re.compile(
    r"(?:实施|工作|行动|发展|专项|具体)?(?:方案|计划|规划|意见|办法|细则|措施)(?:的通知)?[ \u3000]{0,4}"
    r"(?:[（(][^（()）]{2,24}[)）])?"
)
"""A line with nothing but the kind of document goes on with the title in front."""


def _complete(before: str, line: str) -> bool:
    """Whether a title line begins a new title and does not carry on the one before."""
    if before.rstrip().endswith(("印发", "转发", "关于")) or _KIND_ALONE.fullmatch(line.strip()):
        return False
    if is_document_title(before):
        return line[:1] not in "（(" and not (line[:1] in "及和与暨" and is_document_title(line))
    return is_document_title(line) and not is_organ(before) and find_region(line[:12]) is not None
