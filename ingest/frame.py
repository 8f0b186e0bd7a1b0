"""What stands around the text of a document: titles, notice, lists of annexes, contents, page furniture.

`mark_frame` gives these lines their kind; what stays open is heading or running text.
"""

from __future__ import annotations

import re

from ingest.drafts import Draft
from ingest.kinds import (
    is_addressee,
    is_contents_head,
    is_contents_line,
    is_date_line,
    is_document_title,
    is_meta,
    is_noise,
    is_organ,
    opens_tail,
)
from ingest.markers import Style, read_annex, read_marker
from ingest.model import BlockKind

_SENTENCE_END = ("。", "！", "？", "；", "!", "?", ";")
_LIST_NUMBER = re.compile(r"[0-9]{1,2}[.．、](?![0-9])")
_FILE_NAME = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|zip|rar|pptx?|ofd|jpe?g|png)$", re.IGNORECASE)
_LONG = 60
"""A line of more characters is running text."""


def mark_frame(drafts: list[Draft], title: str | None) -> None:
    """Set the kind of every line that is neither heading nor running text. `title` is what the format says it is."""
    _mark_contents(drafts)
    _mark_lines(drafts)
    _mark_tail(drafts)
    _mark_title(drafts, title)
    _mark_annexes(drafts)
    _mark_signatures(drafts)
    _mark_inner_titles(drafts)


def bare(text: str) -> str:
    """Text without white space and with half-width brackets, for comparing titles."""
    return re.sub(r"[\s\u3000]", "", text).translate(str.maketrans("（）〈〉，：—–－", "()<>,:---"))


def _mark_contents(drafts: list[Draft]) -> None:
    """Tables of contents: dotted lines, and the lines under 目录 that come again as headings."""
    repeated: dict[str, int] = {}
    for draft in drafts:
        if len(draft.text) <= _LONG:
            key = bare(draft.text)
            repeated[key] = repeated.get(key, 0) + 1
    listing = False
    for draft in drafts:
        if not draft.plain:
            continue
        if is_contents_head(draft.text):
            draft.kind, listing = BlockKind.NOISE, True
        elif is_contents_line(draft.text):
            draft.kind = BlockKind.NOISE
        elif listing:
            entry = bare(re.sub(r"[.．…·\s-]{0,200}[0-9]{0,4}$", "", draft.text))
            key = bare(draft.text)
            if len(draft.text) <= _LONG and (repeated.get(key, 0) > 1 or (entry != key and repeated.get(entry, 0) > 0)):
                repeated[key] -= 1
                draft.kind = BlockKind.NOISE
            else:
                listing = False


def _mark_lines(drafts: list[Draft]) -> None:
    for draft in drafts:
        if not draft.open:
            continue
        if is_noise(draft.text):
            draft.kind = BlockKind.NOISE
        elif is_meta(draft.text):
            draft.kind = BlockKind.META


def _mark_tail(drafts: list[Draft]) -> None:
    """Everything behind the first line of page furniture near the end, where no numbered heading follows."""
    total = sum(len(d.text) for d in drafts)
    behind = 0
    start = None
    for i in range(len(drafts) - 1, -1, -1):
        draft = drafts[i]
        behind += len(draft.text)
        if behind > max(2500, total // 4):
            break
        marker = read_marker(draft.text, bare=False) if draft.plain else None
        if (marker and marker.style in (Style.CN, Style.CN_PAREN)) or draft.kind is BlockKind.CELL or read_annex(draft.text):
            break
        if draft.plain and len(draft.text) > 200:
            break
        if opens_tail(draft.text):
            start = i
    if start is None:
        return
    for draft in drafts[start:]:
        if draft.kind is not BlockKind.META or not is_date_line(draft.text):
            draft.kind = BlockKind.NOISE


def _mark_title(drafts: list[Draft], title: str | None) -> None:
    """The document's own title: what the format says, else the first short lines before any text."""
    if any(d.kind is BlockKind.TITLE for d in drafts):
        return
    wanted = bare(title) if title else ""
    first: int | None = None
    for i, draft in enumerate(drafts):
        if not draft.plain:
            continue
        text = draft.text
        if wanted and (bare(text) == wanted or (len(text) >= 8 and bare(text) in wanted)):
            first = i
            break
        if _is_text(draft) or read_annex(text) or _opens_numbering(text):
            break
        if is_organ(text) or is_addressee(text):
            continue
        if first is None and len(text) >= 4:
            first = i
        if is_document_title(text):
            break
    if first is None:
        return
    last = first
    while not is_document_title(_joined(drafts, first, last)) and last + 1 < len(drafts) and last - first < 4:
        following = drafts[last + 1]
        if not following.plain or _is_text(following) or is_addressee(following.text) or read_marker(following.text):
            break
        if following.raw.gap_before and not is_document_title(_joined(drafts, first, last + 1)):
            break
        last += 1
    if last > first and not is_document_title(_joined(drafts, first, last)):
        last = first
    for draft in drafts[first : last + 1]:
        draft.kind = BlockKind.TITLE
    whole = bare(_joined(drafts, first, last))
    for draft in drafts[last + 1 : last + 12]:
        if draft.plain and len(draft.text) >= 8 and bare(draft.text) == whole:
            draft.kind = BlockKind.TITLE


def _joined(drafts: list[Draft], first: int, last: int) -> str:
    return "".join(d.text for d in drafts[first : last + 1])


def _is_text(draft: Draft) -> bool:
    return len(draft.text) > 120 or draft.text.endswith(_SENTENCE_END)


def _opens_numbering(text: str) -> bool:
    marker = read_marker(text, bare=False)
    return marker is not None and marker.style in (Style.CN, Style.CN_PAREN, Style.CHAPTER, Style.ARTICLE)


def _mark_annexes(drafts: list[Draft]) -> None:
    """Lines that open an annex, with the line of its title; lists of annexes become META."""
    plain = [i for i, d in enumerate(drafts) if d.kind not in (BlockKind.NOISE, BlockKind.CELL, BlockKind.TITLE)]
    skip = -1
    for order, i in enumerate(plain):
        draft = drafts[i]
        if order <= skip or not draft.plain:
            continue
        found = read_annex(draft.text)
        if not found:
            continue
        marker, at = found
        rest = draft.text[at:].strip()
        following = plain[order + 1 : order + 8]
        if _is_annex_list(drafts, rest, following):
            draft.kind = BlockKind.META
            skip = order
            for j in following:
                if _LIST_NUMBER.match(drafts[j].text) and len(drafts[j].text) <= 80 and drafts[j].plain:
                    drafts[j].kind = BlockKind.META
                    skip += 1
                else:
                    break
            continue
        if len(draft.text) > 90:
            continue
        draft.annex, draft.kind, draft.level, draft.opens_document = marker, BlockKind.HEADING, 1, True
        if rest:
            draft.title = (len(draft.text) - len(rest), len(draft.text))
            continue
        draft.title = (len(draft.text), len(draft.text))
        nearby = [j for j in range(i + 1, min(i + 6, len(drafts))) if drafts[j].kind is not BlockKind.NOISE]
        for j in nearby[:1]:
            if drafts[j].plain and _is_annex_title(drafts[j]):
                drafts[j].kind, drafts[j].continues = BlockKind.HEADING, True
                more = nearby[1:2]
                if more and not is_document_title(drafts[j].text) and drafts[more[0]].plain and is_document_title(drafts[more[0]].text):
                    drafts[more[0]].kind, drafts[more[0]].continues = BlockKind.HEADING, True


def _is_annex_list(drafts: list[Draft], rest: str, following: list[int]) -> bool:
    """Whether `附件:…` names annexes that come later, as the end of a notice does."""
    if _LIST_NUMBER.match(rest) or _FILE_NAME.search(rest):
        return True
    if not rest:
        return bool(following) and bool(_LIST_NUMBER.match(drafts[following[0]].text)) and is_document_title(
            _LIST_NUMBER.sub("", drafts[following[0]].text)
        )
    for j in following[:4]:
        text = drafts[j].text
        if is_date_line(text) or is_organ(text):
            return True
        if read_annex(text) is None and not (_LIST_NUMBER.match(text) and len(text) < 80):
            break
    return any(bare(drafts[j].text) == bare(rest) for j in following)


def _is_annex_title(draft: Draft) -> bool:
    text = draft.text
    return 2 <= len(text) <= 80 and not text.endswith((*_SENTENCE_END, "，", ",", ":", "：")) and not _opens_numbering(text)


def _mark_signatures(drafts: list[Draft]) -> None:
    """The body that signs, above or below its date; the addressee of a notice."""
    before_text = True
    for i, draft in enumerate(drafts):
        if draft.plain and before_text and is_addressee(draft.text):
            draft.kind, before_text = BlockKind.META, False
        elif draft.plain and (_is_text(draft) or _opens_numbering(draft.text)):
            before_text = before_text and not _opens_numbering(draft.text) and i < 12
        if draft.plain and is_organ(draft.text) and not read_marker(draft.text, bare=False):
            near = [d for d in drafts[max(0, i - 2) : i + 3] if d is not draft and d.kind is not BlockKind.NOISE]
            if any(is_date_line(d.text) for d in near):
                draft.kind = BlockKind.META


def _mark_inner_titles(drafts: list[Draft]) -> None:
    """Titles of the documents inside: the plan behind its notice, a second plan behind the first."""
    own = bare("".join(d.text for d in drafts if d.kind is BlockKind.TITLE))
    named = {bare(t) for t in re.findall(r"[《〈<]([^《》]{4,80})[》〉>]", own)}
    for i, draft in enumerate(drafts):
        if not draft.plain or draft.annex or draft.continues or len(draft.text) > 90:
            continue
        text = draft.text
        if text.endswith(_SENTENCE_END) or read_marker(text):
            continue
        key = bare(text)
        joined = key
        last = i
        if i + 1 < len(drafts) and drafts[i + 1].plain and not is_document_title(text) and is_document_title(drafts[i + 1].text):
            joined, last = key + bare(drafts[i + 1].text), i + 1
        matches = len(joined) >= 8 and own and (joined in named or joined in own)
        previous = next((d for d in reversed(drafts[:i][-6:]) if d.kind is not BlockKind.NOISE), None)
        behind_frame = previous is not None and previous.kind in (BlockKind.META, BlockKind.TITLE)
        titled = is_document_title(text) or (last > i and matches)
        if matches and (titled or joined in named):
            pass
        elif not (titled and (behind_frame or _restarts(drafts, i)) and _text_follows(drafts, i)):
            continue
        else:
            last = i
        for each in drafts[i : last + 1]:
            each.kind = BlockKind.TITLE
        draft.opens_document = True


def _restarts(drafts: list[Draft], i: int) -> bool:
    """Whether 一、 or 第一章 follows soon, after numbers have been seen before."""
    for draft in drafts[i + 1 : i + 8]:
        marker = read_marker(draft.text, bare=False) if draft.plain else None
        if marker and marker.style in (Style.CN, Style.CHAPTER):
            return marker.number == 1
    return False


def _text_follows(drafts: list[Draft], i: int) -> bool:
    following = next((d for d in drafts[i + 1 : i + 4] if d.kind is not BlockKind.NOISE), None)
    return following is not None and (
        (following.plain and (_is_text(following) or _opens_numbering(following.text) or is_addressee(following.text)))
        or following.kind in (BlockKind.META, BlockKind.CELL)
    )
