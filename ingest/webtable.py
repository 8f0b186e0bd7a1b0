"""Tables of a web page: which are data, which are layout, which carry the document's metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest import clean
from ingest.dom import Node, inside, text_of
from ingest.folding import simplified

_MAX_SPAN = 1000

_LABELS = """
索引号 信息索引 主题分类 信息分类 分类 体裁分类 组配分类 发文机关 发文单位 发布机构 公开机构
公开主体 制发机关 信息来源 来源 成文日期 发文日期 签发日期 生成日期 公开日期 发布日期
发布时间 公布日期 印发日期 生效日期 失效日期 废止日期 标题 名称 信息名称 文件名称 发文字号
文号 公文文号 文件编号 主题词 关键词 有效性 时效性 是否有效 效力状态 公开方式 公开形式
公开范围 公开时限 公开程序 体裁 服务对象 内容概述 统一编号 规范性文件编号 文件状态
"""
META_LABELS = frozenset(_LABELS.split())
"""Labels of the table that heads a government page, without spaces."""

_DECORATION = re.compile(r"[\s:：*【】\[\]]")
_PAIR = re.compile(r"[【\[]?([\u4e00-\u9fff][\u4e00-\u9fff \u3000]{0,14}?)[】\]]?\s?[:：]\s{0,9}(\S.{0,200})$")


@dataclass(frozen=True, slots=True)
class Place:
    """A cell and where it stands."""

    node: int
    row: int
    column: int
    rows: int
    columns: int


def label(text: str) -> str | None:
    """The metadata label that `text` is (`索 引 号：`), without spaces; None for another text."""
    bare = _DECORATION.sub("", text)
    folded = simplified(bare)
    return folded if folded in META_LABELS else None


def pair(line: str) -> tuple[str, str] | None:
    """Label and value of a line `索引号：…`; None where it is none."""
    match = _PAIR.match(line)
    if not match:
        return None
    name = label(match.group(1))
    return (name, match.group(2).strip()) if name else None


def cells(nodes: Sequence[Node], table: int) -> list[Place]:
    """The table's own cells with rows, columns and extents; spans are bounded, overlaps move to the right."""
    out: list[Place] = []
    taken: dict[int, int] = {}  # column -> first row that is free again
    row = -1
    rows = [at for at in inside(nodes, table, "tr") if _owner(nodes, at, "table") == table]
    for row, at in enumerate(rows):
        column = 0
        for cell in inside(nodes, at, "td", "th"):
            if _owner(nodes, cell, "tr") != at:
                continue
            while taken.get(column, 0) > row:
                column += 1
            wide = min(_span(nodes[cell], "colspan"), _MAX_SPAN)
            tall = min(_span(nodes[cell], "rowspan"), len(rows) - row)
            out.append(Place(cell, row, column, tall, wide))
            if tall > 1:
                taken.update(dict.fromkeys(range(column, column + wide), row + tall))
            column += wide
    return out


def _owner(nodes: Sequence[Node], at: int, tag: str) -> int:
    up = nodes[at].parent
    while up >= 0 and nodes[up].tag != tag:
        up = nodes[up].parent
    return up


def _span(node: Node, name: str) -> int:
    value = node.attributes.get(name, "").strip()
    return int(value) if value.isascii() and value.isdigit() and 0 < len(value) <= 9 and int(value) > 0 else 1


def is_data(nodes: Sequence[Node], table: int, places: Sequence[Place], whole: int) -> bool:
    """Whether a table holds data: rows and columns with text, no table inside, no cell that is the page itself.

    `whole` is the unlinked text of the page.
    """
    if any(True for _ in inside(nodes, table, "table", "h1", "h2", "form")):
        return False
    filled = [place for place in places if nodes[place.node].weight + nodes[place.node].linked]
    if len({place.row for place in filled}) < 2 or len({place.column for place in filled}) < 2:
        return False
    heaviest = max(nodes[place.node].weight for place in filled)
    return not (heaviest > 0.5 * whole and heaviest > 400)


def pairs(nodes: Sequence[Node], places: Sequence[Place]) -> list[tuple[str, str]]:
    """Label and value pairs of a metadata table; empty where it is none."""
    return list(_pairs([content(nodes, place) for place in places]))


def content(nodes: Sequence[Node], place: Place) -> str:
    """A cell's text on one line, its paragraphs divided by one space."""
    return " ".join(clean.line(clean.plain_radicals(text_of(nodes, place.node))).split())


def _pairs(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(texts):
        name, whole = label(texts[at]), pair(texts[at])
        if name and at + 1 < len(texts) and not label(texts[at + 1]):
            if texts[at + 1]:
                yield name, texts[at + 1]
            at += 2
            continue
        if whole:
            yield whole
        at += 1
