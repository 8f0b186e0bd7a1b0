"""Tables of contents: what is listed there must not be read a second time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.drafts import Draft
from ingest.kinds import is_contents_head, is_contents_line, is_document_title, is_meta
from ingest.model import BlockKind

_LONG = 60
"""Characters of the longest entry; a longer line is running text."""
_MOST = 400
"""Entries of the longest contents."""
_LEADER = re.compile(r"[.．…·\s_—-]{0,200}[0-9]{0,4}$")
_POINTS = re.compile(r"[\s\u3000.．、,，:：·…—–-]")
_HEAD_BEHIND_TITLE = re.compile(r"(?P<title>.{4,60}?)[ \u3000]{0,4}目[ \u3000]{0,4}[录次]$")
_NUMBERED = re.compile(r"[0-9０-９一二三四五六七八九十第（(附]")
_FEWEST = 2
_ENTRY = re.compile(
    r"第?[（(]?[0-9０-９一二三四五六七八九十]{1,3}(?:[.．][0-9]{1,2}){0,3}[)）]?[ \u3000.．、章节部]?[^。；：:]{2,50}$"
)
_LONGEST_RUN = 5
"""Numbered lines in a row, all repeated, that are contents without a head; fewer may be a list that comes twice."""


def mark_contents(drafts: list[Draft]) -> None:
    """Make noise of dotted lines, and of the lines under 目录 that come again as headings."""
    for draft in drafts:
        if draft.plain and is_contents_line(draft.text):
            draft.kind = BlockKind.NOISE
    counts: Counter[str] = Counter(_key(draft.text) for draft in drafts if draft.plain and len(draft.text) <= _LONG)
    for i, draft in enumerate(drafts):
        if not draft.plain or not _is_head(draft.text):
            continue
        draft.kind = BlockKind.NOISE
        entries = _entries(drafts, i + 1)
        repeated = [counts[_key(drafts[j].text)] > 1 for j in entries]
        dotted = i + 1 < len(drafts) and is_contents_line(drafts[i + 1].text)
        if sum(repeated) < max(1 if dotted else _FEWEST, 0.5 * len(entries)):
            continue
        for j in entries[: max(at for at, again in enumerate(repeated) if again) + 1]:
            drafts[j].kind = BlockKind.NOISE
    _mark_unheaded(drafts, Counter(_key(draft.text) for draft in drafts if draft.plain and len(draft.text) <= _LONG))


def _mark_unheaded(drafts: list[Draft], counts: Counter[str]) -> None:
    """A run of numbered lines without text between them, all of which come again as headings of text."""
    run: list[int] = []
    seen: set[str] = set()
    for i, draft in enumerate(drafts):
        if draft.kind is BlockKind.NOISE:
            continue
        key = _key(draft.text)
        listed = draft.plain and len(draft.text) <= _LONG and bool(_ENTRY.match(draft.text)) and key not in seen
        if listed and counts[key] > 1:
            run.append(i)
            seen.add(key)
            continue
        if len(run) >= _LONGEST_RUN:
            break
        run.clear()
        seen.clear()
    if len(run) >= _LONGEST_RUN:
        for i in run:
            drafts[i].kind = BlockKind.NOISE


def _is_head(text: str) -> bool:
    """Whether the line is 目录, or the document's title with 目录 behind it."""
    if is_contents_head(text):
        return True
    behind = _HEAD_BEHIND_TITLE.fullmatch(text)
    return behind is not None and is_document_title(behind["title"])


def _entries(drafts: Sequence[Draft], start: int) -> list[int]:
    """The short lines behind a head, up to the line that opens the text: an entry again, or running text."""
    out: list[int] = []
    seen: set[str] = set()
    for i in range(start, min(len(drafts), start + _MOST)):
        draft = drafts[i]
        if not draft.plain:
            continue
        key = _key(draft.text)
        if len(draft.text) > _LONG or draft.text.endswith(("。", "；", "！")) or is_meta(draft.text) or key in seen:
            break
        seen.add(key)
        out.append(i)
    # The title that stands over the text is no entry.
    while out and is_document_title(drafts[out[-1]].text) and not _NUMBERED.match(drafts[out[-1]].text):
        out.pop()
    return out


def _key(text: str) -> str:
    """An entry without its page, white space and points, which the text writes otherwise (`1 总则`, `1.总则`)."""
    return _POINTS.sub("", _LEADER.sub("", text)) or text
