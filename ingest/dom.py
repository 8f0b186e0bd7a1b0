"""A web page as a flat list of nodes in document order: no recursion, however deep the page nests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_DROPPED = """
script style noscript template head iframe object embed svg canvas math select option button textarea input datalist
audio video map area
"""
_STRUCK = frozenset(("del", "s", "strike"))
_STRIKING = re.compile(r"text-decoration(?:-line)?\s{0,3}:[^;]{0,60}line-through", re.IGNORECASE)
DROPPED = frozenset(_DROPPED.split())
"""Elements that show no text of the page, or none that a person reads as text."""
_HIDDEN = re.compile(r"(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|mso-hide\s{0,3}:\s{0,3}all)", re.I)
TEXT = "#text"


_NESTING = re.compile(
    r"<(/?)(?:div|span|font|b|i|u|em|strong|section|center|blockquote|ul|ol|dl|table|small|big|a|label|form)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
MAX_DEPTH = 800


def shallow(page: str) -> str:
    """`page` with tags nested deeper than `MAX_DEPTH` removed: HTML parsers need quadratic time for those."""
    if page.count("<") <= MAX_DEPTH:
        return page
    depth = skipped = 0

    def keep(match: re.Match[str]) -> str:
        nonlocal depth, skipped
        if match.group(1):
            if skipped:
                skipped -= 1
                return " "
            depth = max(0, depth - 1)
            return match.group()
        if depth >= MAX_DEPTH:
            skipped += 1
            return " "
        depth += 1
        return match.group()

    return _NESTING.sub(keep, page)


@dataclass(slots=True)
class Node:
    """An element, or a text."""

    tag: str
    """Lower case; `#text` for a text."""
    parent: int
    """Index of the enclosing element, -1 for the first."""
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    end: int = 0
    """Index one past the last node inside."""
    weight: int = 0
    """Visible characters inside that are not inside links."""
    linked: int = 0
    """Visible characters inside links."""
    identity: int = 0
    """The parser's own number, to find what a selector matched."""


def strikes(tag: str, style: str) -> bool:
    """Whether an element strikes its text through: it was deleted, and is left to be seen."""
    return tag in _STRUCK or ("through" in style.lower() and bool(_STRIKING.search(style)))


def flatten(root: LexborNode, struck: bool = True) -> list[Node]:
    """`root` and all that is visible in it, in document order; what is struck through only where `struck`."""
    nodes: list[Node] = []
    stack: list[tuple[LexborNode, int]] = [(root, -1)]
    while stack:
        element, parent = stack.pop()
        tag = element.tag
        if tag == "-text":
            content = element.text_content or ""
            if content:
                nodes.append(Node(TEXT, parent, text=content))
            continue
        if not tag or tag in DROPPED or tag.startswith(("-", "!", "_")):
            continue
        attributes = {key.lower(): value or "" for key, value in element.attributes.items()}
        if not struck and strikes(tag, attributes.get("style", "")):
            continue
        if "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")):
            continue
        at = len(nodes)
        nodes.append(Node(tag, parent, attributes, identity=element.mem_id))
        children = []
        child = element.child
        while child is not None:
            children.append((child, at))
            child = child.next
        stack.extend(reversed(children))
    _measure(nodes)
    return nodes


def _measure(nodes: Sequence[Node]) -> None:
    """Fill `end`, `weight` and `linked` from the leaves up."""
    for at, node in enumerate(nodes):
        node.end = at + 1
    for at in range(len(nodes) - 1, -1, -1):
        node = nodes[at]
        if node.tag == TEXT:
            node.weight = len(node.text) - node.text.count(" ") - node.text.count("\n") - node.text.count("\t")
        elif node.tag == "a":
            node.weight, node.linked = 0, node.weight + node.linked
        if node.parent >= 0:
            outer = nodes[node.parent]
            outer.end = max(outer.end, node.end)
            outer.weight += node.weight
            outer.linked += node.linked


SELECTORS = (
    "#UCAP-CONTENT",
    "#zoom",
    "#Zoom",
    "#js_content",
    "#vsb_content",
    ".v_news_content",
    ".wp_articlecontent",
    ".TRS_UEDITOR",
    ".TRS_Editor",
    ".trs_editor_view",
    ".trs_paper_default",
    ".pages_content",
    ".article-content",
    ".article_content",
    ".article-con",
    ".articleCon",
    ".news_content",
    ".news-content",
    ".newsContent",
    ".xxgk_content",
    ".xxgk-content",
    ".detail-content",
    ".detail_content",
    ".view_content",
    ".bt_content",
    ".main-content",
    ".article-body",
    ".content_body",
    "#articleContent",
    "#article_content",
    "#artibody",
    "#content",
    "#article",
    ".content",
    ".article",
    "article",
    "main",
)
"""Where content systems of government sites put the text, most specific first."""


def main_content(tree: LexborHTMLParser, nodes: Sequence[Node]) -> int:
    """Index of the node that holds the page's own text.

    By selector where one holds a fair share of the text, else by descending to where the unlinked text is.
    """
    if not nodes:
        return 0
    total = max(1, nodes[0].weight)
    at_identity = {node.identity: at for at, node in enumerate(nodes) if node.tag != TEXT}
    for selector in SELECTORS:
        found = [at_identity[match.mem_id] for match in tree.css(selector) if match.mem_id in at_identity]
        best = max(found, key=lambda at: nodes[at].weight, default=None)
        if best is not None and nodes[best].weight >= max(60, 0.25 * total):
            return best
    return _densest(nodes)


def _densest(nodes: Sequence[Node]) -> int:
    """Descend while one child holds nearly all unlinked text and shedding the rest sheds links."""
    at = 0
    while True:
        node = nodes[at]
        inner = max(children(nodes, at), key=lambda child: nodes[child].weight, default=None)
        if inner is None or nodes[inner].tag in _STOPS or nodes[inner].weight < 0.75 * node.weight:
            return at
        at = inner


_STOPS = frozenset({TEXT, "p", "table", "tbody", "tr", "ul", "ol", "span", "font", "b", "strong", "pre"})


_ASIDE = frozenset({"nav", "aside", "footer"})
_ASIDE_NAME = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|breadcrumbs?|crumbs?|sidebar|aside|footer|foot|copyright|share|bdshare|sharebar|fenxiang|related|"
    r"relates?|recommend|tuijian|comments?|pinglun|toolbar|qrcode|erweima|ewm|hot|hotnews|xgyd|xgwz|xglj|prevnext)(?:$|[\s_-]|[0-9])",
    re.IGNORECASE,
)
"""Names that page authors give to what stands beside the text."""
_SMALL_SHARE = 0.3
"""Share of the page's text that an element beside it has at most."""


def beside(nodes: Sequence[Node], main: int) -> frozenset[int]:
    """Indices of all nodes that stand beside the text by the element or by its name, never around `main`."""
    out: set[int] = set()
    whole = max(1, nodes[0].weight + nodes[0].linked) if nodes else 1
    for at, node in enumerate(nodes):
        if node.tag == TEXT or at in out or at <= main < node.end:
            continue
        name = f"{node.attributes.get('class', '')} {node.attributes.get('id', '')}"
        if node.tag not in _ASIDE and not (name.strip() and _ASIDE_NAME.search(name)):
            continue
        if node.weight + node.linked <= _SMALL_SHARE * whole:
            out.update(range(at, node.end))
    return frozenset(out)


def children(nodes: Sequence[Node], at: int) -> Iterator[int]:
    """Indices of the direct children of a node."""
    child = at + 1
    while child < nodes[at].end:
        yield child
        child = nodes[child].end


def inside(nodes: Sequence[Node], at: int, *tags: str) -> Iterator[int]:
    """Indices of the descendants with one of the tags."""
    for index in range(at + 1, nodes[at].end):
        if nodes[index].tag in tags:
            yield index


def text_of(nodes: Sequence[Node], at: int) -> str:
    """All text inside a node, paragraphs and line breaks as spaces."""
    parts: list[str] = []
    for index in range(at, nodes[at].end):
        node = nodes[index]
        if node.tag == TEXT:
            parts.append(node.text)
        elif node.tag in BLOCKS or node.tag == "br":
            parts.append(" ")
    return "".join(parts)


_BLOCKS = """
address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer
form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead
tr ul
"""
BLOCKS = frozenset(_BLOCKS.split())
"""Elements that begin and end a line."""
