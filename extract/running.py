"""Which blocks of a document are running text: neither headings nor labels, nor fragments and notes of tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.view import View
from ingest.model import Block, BlockKind

_STOP = re.compile("[。;!?]|单位|[0-9]")
_WORD = re.compile("[\u4e00-\u9fff]{2}")
_CAPTION = re.compile(
    r"(?:专栏|续表|附表|附图|表|图) ?[0-9一二三四五六七八九十]{1,3}(?:[-—.][0-9]{1,2})?"
    r"(?![0-9.%年月日个项条])[^。;!?,]{0,60}$"
)
"""The name of a table, a figure or a box: it promises nothing."""
_LABEL = re.compile(
    r"(?:责任|牵头|主办|配合|协办|参与|参加|完成|办结|落实|计量|承办)(?:单位|部门|时限|时间)[:]?\Z"
    r"|(?:20[0-9]{2}年)?[0-9]{1,2}月(?:[0-9]{1,2}日)?(?:底|末)?前?\Z|20[0-9]{2}年(?:底|末)?前?\Z"
)
"""The head of a column, or a day and no more."""


def _is_fragment(text: str) -> bool:
    """A line that says nothing by itself: a caption, or what is left of a table or a figure that lost its grid."""
    return (
        bool(_CAPTION.match(text) or _LABEL.match(text))
        or (len(text) < 8 and not _STOP.search(text))
        or not _WORD.search(text)
    )


def running(blocks: Sequence[Block], shown: Sequence[View]) -> list[bool]:
    """Which blocks are running text: neither headings nor labels, fragments and notes of tables."""
    out: list[bool] = []
    noted = False
    for block, one in zip(blocks, shown, strict=True):
        if block.kind is BlockKind.META:
            out.append(False)
            continue
        noted = block.kind is not BlockKind.HEADING and block.heading is None and _is_note(one.text, noted)
        out.append(block.kind is not BlockKind.HEADING and not noted and not _is_fragment(one.text))
    return out


_NOTE = re.compile(r"注(?:[0-9]{1,2})?[:.、]|注[0-9①]|(?:资料|数据)来源[:]")
_NOTED = re.compile(r"[0-9]{1,2}[.、)]|[①-⑳]|\([0-9]{1,2}\)|[*※]")


def _is_note(text: str, noted: bool) -> bool:
    """Whether a line explains a table (注:…), or goes on with the numbered notes under it."""
    return bool(_NOTE.match(text) or (noted and _NOTED.match(text)))
