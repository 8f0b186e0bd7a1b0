"""Files that a web page offers beside its text: the tables and lists of a plan are often there and not on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urlsplit

from ingest import clean, dom
from ingest.dom import Node
from ingest.model import Problem

_FILES = re.compile(r"\.(?:docx?|docm|wps|wpt|rtf|xlsx?|xlsm|et|pptx?|pdf|ofd|ceb|zip|rar|7z|txt)$", re.IGNORECASE)
_LONGEST = 80
"""Characters of a name that are shown."""
_MOST = 10
"""Names that are shown."""


def attachments(nodes: Sequence[Node]) -> tuple[Problem, ...]:
    """One remark that lists the files the page links to, each with the name of its link and its address."""
    found: dict[str, str] = {}
    for target, name in _links(nodes):
        found.setdefault(target, name)
    if not found:
        return ()
    shown = "；".join(f"{name}（{target}）" for target, name in list(found.items())[:_MOST])
    more = "" if len(found) <= _MOST else " 等"
    return (Problem("attachments", f"网页带有 {len(found)} 个附件，没有读入，请下载后一起读取：{shown}{more}。"),)


def _links(nodes: Sequence[Node]) -> Iterator[tuple[str, str]]:
    """Address and name of each link to a file, in the order of the page."""
    for at, node in enumerate(nodes):
        target = clean.line(node.attributes.get("href", "")) if node.tag == "a" else ""
        if not target or len(target) > 2_000:
            continue
        try:
            path = unquote(urlsplit(target).path)
        except ValueError:
            continue
        if _FILES.search(path):
            name = clean.line(dom.text_of(nodes, at)) or clean.line(path.rpartition("/")[2])
            yield target[:200], name[:_LONGEST]
