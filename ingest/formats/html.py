"""Web pages: the text of the page's own article, its tables, and the metadata that content systems put around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest import clean, dom, sniff, weblinks
from ingest.errors import Empty, LimitExceeded, Unreadable
from ingest.model import Problem
from ingest.raw import RawDocument
from ingest.registry import Job, reader
from ingest.textbytes import byte_problems
from ingest.webpage import WebPage

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_CHARSET = re.compile(rb"charset\s{0,4}=\s{0,4}[\"']?\s{0,4}([A-Za-z0-9_\-]{2,20})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,80}encoding=[\"']([A-Za-z0-9_\-]{2,20})", re.IGNORECASE)
_NAMES = """
articletitle pubdate contentsource author keywords columnname columntype sitename publishdate source title description
url
"""
_META_NAMES = frozenset(_NAMES.split())


_OPENS = re.compile("<html[ >]", re.IGNORECASE)
_ENDS = re.compile("</(?:html|body)\\s{0,4}>", re.IGNORECASE)
_BOXES = [
    (re.compile(f"<{name}[ >]", re.IGNORECASE), re.compile(f"</{name}\\s{{0,4}}>", re.IGNORECASE))
    for name in ("div", "table")
]


@reader("html", suffixes=(".html", ".htm", ".shtml", ".xhtml", ".mht.html"), magic=sniff.looks_html, rank=20)
def parse(data: bytes, job: Job) -> RawDocument:
    """Lines of a web page: its own text, everything around it as noise, cells of its tables.

    Raises:
        Unreadable: the bytes are no text in any encoding.
        Empty: the page holds no text without running its scripts.
        LimitExceeded: more characters than the limits allow.
    """
    from selectolax.lexbor import LexborHTMLParser

    declared = _CHARSET.search(data[:4096]) or _XML_ENCODING.search(data[:4096])
    decoded = sniff.decode(data, declared.group(1).decode("ascii") if declared else None)
    if sniff.looks_binary(decoded):
        raise Unreadable(job.source, "内容不是网页文字（二进制数据或编码已损坏）", "请重新下载网页")
    if len(decoded.text) > job.limits.characters:
        raise LimitExceeded(job.source, f"网页超过 {job.limits.characters} 字的上限", "请只保存正文部分")
    tree = LexborHTMLParser(dom.shallow(decoded.text.replace("\0", "")))
    if tree.body is None:
        raise Empty(job.source, "网页没有正文", "请在浏览器中打开后另存网页")
    nodes, struck = _nodes(tree.body)
    page = WebPage(nodes, dom.main_content(tree, nodes), _head(tree))
    lines = page.lines()
    if not any(char.isalnum() for line in lines for char in line.text):
        raise Empty(job.source, "网页里没有文字（内容可能由脚本载入）", "请在浏览器中打开后另存网页，或复制为纯文本")
    problems = byte_problems(decoded)
    if not problems and _is_cut(decoded.text):
        problems = (Problem("truncated", "网页的末尾缺失（下载或复制不完整），可能少了内容。"),)
    if struck:
        problems = (*problems, Problem("struck_text", f"文件里有 {struck} 字加了删除线，没有读入。"))
    return RawDocument("html", tuple(lines), page.metadata, (*problems, *weblinks.attachments(nodes)))


def _nodes(body: LexborNode) -> tuple[list[dom.Node], int]:
    """What the page shows, and how many characters more are struck through."""
    nodes = dom.flatten(body)
    if not any(dom.strikes(node.tag, node.attributes.get("style", "")) for node in nodes):
        return nodes, 0
    kept = dom.flatten(body, struck=False)
    whole, left = (sum(node.weight + node.linked for node in some[:1]) for some in (nodes, kept))
    # Where that is most of the page, nobody closed a tag.
    return (kept, whole - left) if 2 * left > whole else (nodes, 0)


def _is_cut(text: str) -> bool:
    """Whether a page that opens as a whole one ends nowhere, with boxes open; its end tags alone may be left out."""
    if not _OPENS.search(text[:4096]) or _ENDS.search(text):
        return False
    return any(len(opens.findall(text)) > len(closes.findall(text)) for opens, closes in _BOXES)


def _head(tree: LexborHTMLParser) -> dict[str, str]:
    """`<meta>` values by name as written, and `title`."""
    out: dict[str, str] = {}
    for meta in tree.css("meta")[:200]:
        name = (meta.attributes.get("name") or "").strip()
        value = clean.line(meta.attributes.get("content") or "")
        if value and name.lower() in _META_NAMES:
            out.setdefault(name, value[:500])
    title = tree.css_first("title")
    text = clean.line(title.text()) if title is not None else ""
    if text:
        out.setdefault("title", text[:500])
    return out
