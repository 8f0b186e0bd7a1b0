"""What a page tells of its document: the table of labels and values, the byline, the session of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ingest.dates import find_date, read_date
from ingest.kinds import DOC_NUMBER, is_date_line, is_organ
from ingest.model import Block, BlockKind, Span
from ingest.raw import RawDocument, Structured
from ingest.regions import find_region

TITLE_LABELS = ("名称", "标题", "信息名称", "文件名称", "公文名称", "ArticleTitle")
NUMBER_LABELS = ("文号", "政策文号", "发文字号", "文件编号", "字号")
ISSUER_LABELS = (
    "发文单位",
    "发文机关",
    "发文机构",
    "制发机关",
    "制定机关",
    "发布机构",
    "发布单位",
    "发布机关",
    "发文部门",
    "发布部门",
    "文章作者",
    "作者",
)
ISSUED_LABELS = ("成文日期", "发文时间", "成文时间", "发文日期", "生成日期", "印发日期")
RELEASED_LABELS = (
    "公布日期",
    "发布日期",
    "信息发布时间",
    "发布时间",
    "公开日期",
    "公开时间",
    "PubDate",
    "publishdate",
    "时间",
    "日期",
)
_LABELS = (
    *TITLE_LABELS,
    *NUMBER_LABELS,
    *ISSUER_LABELS,
    *ISSUED_LABELS,
    *RELEASED_LABELS,
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
    "分类",
    "栏目",
    "热度",
)
_BARE = ("时间", "日期")
"""Labels only where no other word stands before them."""


def _spaced(label: str) -> str:
    pattern = r"[ \t\u3000\xa0]{0,10}".join(map(re.escape, label))
    return rf"(?<![\u4e00-\u9fff]){pattern}" if label in _BARE else pattern


_LABEL = re.compile(
    "(?P<label>"
    + "|".join(_spaced(label) for label in sorted(_LABELS, key=len, reverse=True))
    + r")(?:[ \t\u3000\xa0]{0,6}[:：|｜】\]][ \t\u3000\xa0]{0,6}|[ \t\u3000\xa0]{1,12}"
    r"|(?<=发文机关)|(?<=发文时间)|(?<=发布日期)|(?<=主题分类)|(?<=主题词)|(?<=索引号))"
)
_AROUND = " \t\u3000\xa0;；|｜,，【】[［"
_BAR = re.compile(r"[ \t\u3000][|｜][ \t\u3000]")
"""Where the next cell begins in a row of a table that became a line."""
_INSET = 6
"""Characters that may stand before the first label of a line: a bullet, `备注/`."""
_FRONT_BLOCKS = 60
"""Blocks from the start in which a page tells its data."""
_FRONT_LINES = 16
"""Blocks from the start in which a report says where it was given: a page may have its menus above."""
_SESSION = re.compile(
    r"(?:[（(—–-]{1,2}.{0,4}|(?=20[0-9]{2}[ ]?年))"
    r"(?P<date>20[0-9]{2}[ ]?年[ ]?[0-9]{1,2}[ ]?月[ ]?[0-9]{1,2}[ ]?日)?[ ]?"
    r"在(?P<place>[\u4e00-\u9fff]{2,40}(?:会议|大会|全会)(?:第[一二三四五六七八九十]{1,3}次会议)?)上?[)）]?"
)
"""Where and when a report was given, on the line under its title."""


@dataclass(frozen=True, slots=True)
class Found:
    """A value and where it was read."""

    value: str
    span: Span | None = None


def quote(structured: Structured, block: Block) -> str:
    return structured.text[block.span.start : block.span.end]


def read_labels(raw: RawDocument, structured: Structured) -> dict[str, Found]:
    """Label -> value of the page's data table; the text's own lines win over the format's metadata."""
    out: dict[str, Found] = {}
    blocks = structured.blocks
    tail = [b for b in blocks[_FRONT_BLOCKS:] if b.kind is BlockKind.NOISE][-40:]
    for block in (*blocks[:_FRONT_BLOCKS], *tail):
        if block.kind not in (BlockKind.META, BlockKind.NOISE, BlockKind.CELL):
            continue
        line = quote(structured, block)
        found = list(_LABEL.finditer(line[:400]))
        if not found or found[0].start() > _INSET:
            continue
        for here, there in zip(found, [*found[1:], None], strict=False):
            end = there.start() if there else len(line)
            value = line[here.end() : end].strip(_AROUND)
            value = _BAR.split(value, maxsplit=1)[0].rstrip(_AROUND)
            if value:
                at = block.span.start + line.index(value, here.end())
                out.setdefault(re.sub(r"\s", "", here["label"]), Found(value, Span(at, at + len(value))))
    out |= {name: found for name, found in _below(structured).items() if name not in out}
    for key, value in raw.metadata.items():
        name = re.sub(r"[\s:：]", "", key)
        if value.strip():
            out.setdefault(name, Found(value.strip(), place_of(structured, value.strip())))
    return out


def _below(structured: Structured) -> dict[str, Found]:
    """Labels that stand alone, each with its value on the line below."""
    out: dict[str, Found] = {}
    blocks = structured.blocks[:_FRONT_BLOCKS]
    for block, after in pairwise(blocks):
        line, value = quote(structured, block), quote(structured, after)
        match = _LABEL.search(line) if len(line) <= 24 else None
        if match and match.start() <= _INSET and not line[match.end() :].strip(_AROUND):
            name = re.sub(r"\s", "", match["label"])
            if fits(name, value):
                out.setdefault(name, Found(value.strip(), after.span))
    return out


def fits(label: str, value: str) -> bool:
    """Whether a line has the form that the value of a label has; never for one that any words could be."""
    if label in ISSUED_LABELS or label in RELEASED_LABELS:
        return is_date_line(value)
    return label in NUMBER_LABELS and bool(DOC_NUMBER.fullmatch(value.strip()))


def place_of(structured: Structured, value: str) -> Span | None:
    at = structured.text.find(value)
    return Span(at, at + len(value)) if at >= 0 else None


def first_of(labels: dict[str, Found], names: tuple[str, ...]) -> Found | None:
    return next((labels[name] for name in names if name in labels), None)


def read_byline(structured: Structured) -> tuple[Found, date, Span] | None:
    """A line such as `某省教育厅 某报 2024-04-05` under the headline of an article."""
    for block in structured.blocks[:20]:
        line = quote(structured, block)
        if len(line) > 60 or block.kind is BlockKind.TITLE:
            continue
        parts = line.split()
        dated = find_date(line)
        if dated and len(parts) >= 2 and is_organ(parts[0]) and find_region(parts[0]) is not None:
            at = block.span.start + line.index(parts[0])
            place = Span(block.span.start + dated[1], block.span.start + dated[2])
            return Found(parts[0], Span(at, at + len(parts[0]))), dated[0], place
    return None


def is_session(line: str) -> bool:
    """Whether a line says where a report was given."""
    return len(line) <= 80 and _SESSION.match(line) is not None


def read_session(structured: Structured) -> tuple[date | None, str, Span] | None:
    """Date, where the line tells one, and assembly of a report, from the line under its title."""
    for block in structured.blocks[:_FRONT_LINES]:
        match = _SESSION.match(quote(structured, block))
        if match:
            at = block.span.start
            day = read_date(match["date"]) if match["date"] else None
            return day, match["place"], Span(at + match.start(), at + match.end("place"))
    return None
