"""What stands around the text of a document: titles, notice, lists of annexes, contents, page furniture.

`mark_frame` gives these lines their kind; what stays open is heading or running text.
"""

from __future__ import annotations

import re

from ingest.annexes import mark_annexes
from ingest.contents import mark_contents
from ingest.drafts import Draft
from ingest.furniture import is_noise, opens_tail
from ingest.kinds import (
    bare,
    is_addressee,
    is_date_line,
    is_document_title,
    is_meta,
    is_organ,
    is_red_head,
)
from ingest.markers import Style, opens_numbering, read_annex, read_marker
from ingest.model import BlockKind

_SENTENCE_END = ("。", "！", "？", "；", "!", "?", ";")
_ABOUT = re.compile(r"关于|印发|转发")
_NOTICE = 24
"""Lines from the start in which a notice names the plan that it brings."""
_BRINGS = re.compile("印发|转发|同意|审议通过")
_TITLE_TAIL = re.compile(
    r"[（(](?:[0-9]{4}.{1,8}[0-9]{4}[ ]?年?|试行|暂行|修订版?|征求意见稿|送审稿|草案|.{2,8}版)[)）]"
    r"(?:[\u4e00-\u9fff]{0,20}(?:方案|规划|计划|意见|通知|办法|细则|预案|要点)(?:的通知)?)?$"
)
"""A second line of a title: its years or its state."""
_NO_TITLE = re.compile(
    r"^(?:(?:19|20)[0-9]{2}年)?第[ ]?[0-9一二三四五六七八九十]{1,4}[ ]?期$|^[^\u4e00-\u9fff]{0,40}$|[┌┬┐├┼┤└┴┘│]"
    r"|^[^\u4e00-\u9fff]{0,16}[\u4e00-\u9fff]{2,12}人民政府公报"
    r"|^(?:19|20)[0-9]{2}[年./-][0-9]{1,2}[月./-][0-9]{1,2}.{0,20}(?:来源|作者|阅读|浏览|点击)"
)
"""Lines before the text that are no title: the issue of a gazette, the stamp of a page, the border of a table."""
_BODY = "(?:[\u4e00-\u9fff（）()、]{4,40}(?:政府|公署|行署|兵团|管委会|办公厅|办公室|委员会|[局厅委部])|国务院)"
_NOTICED = re.compile(rf"(?:{_BODY}(?:联合)?)?(?:关于)?(?:印发|转发|下发)")
"""How the title of a notice opens."""
_OPENS = re.compile(rf"{_BODY}(?:印发|转发|关于(?!.*的(?:通知|意见|决定)$))")
"""The first of several lines of a title: the body that issues it and what it does."""
_LINES = 3
"""Lines below the first that a title has which a body opens."""
_SHORTEST = 8
"""Characters of a line that can be found in the format's title by more than chance."""
_HEAD = 6
"""Lines in which the head of official paper stands."""
_LONG = 60
"""A line of more characters is running text."""


def mark_frame(drafts: list[Draft], title: str | None) -> None:
    """Set the kind of every line that is neither heading nor running text. `title` is what the format says it is."""
    mark_contents(drafts)
    _mark_lines(drafts)
    _mark_tail(drafts)
    _mark_title(drafts, title)
    mark_annexes(drafts)
    _mark_signatures(drafts)
    _mark_inner_titles(drafts)


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
        if (
            (marker and marker.style in (Style.CN, Style.CN_PAREN))
            or draft.kind is BlockKind.CELL
            or read_annex(draft.text)
        ):
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
    """The document's own title: what the format says, else the short lines before any text."""
    if any(d.kind is BlockKind.TITLE for d in drafts):
        return
    places = _before_text(drafts)
    first = _title_place(drafts, places, bare(title) if title else "")
    if first is None:
        return
    last = first
    while not is_document_title(_joined(drafts, first, last)) and last + 1 < len(drafts) and last - first < 4:
        following = drafts[last + 1]
        if not following.plain or _is_text(following) or is_addressee(following.text) or read_marker(following.text):
            break
        joined = _joined(drafts, first, last)
        opened = _OPENS.match(joined) or _opens_mark(joined) or (is_organ(joined) and _ABOUT.match(following.text))
        if following.raw.gap_before and not opened and not is_document_title(_joined(drafts, first, last + 1)):
            break
        last += 1
    if last > first and not is_document_title(_joined(drafts, first, last)):
        last = first
    if last + 1 < len(drafts) and drafts[last + 1].plain and _goes_on(drafts[last + 1].text):
        last += 1
    last = _tail(drafts, last)
    if is_document_title(_joined(drafts, first, last)):
        _mark_above(drafts[:first])
    for draft in drafts[first : last + 1]:
        draft.kind = BlockKind.TITLE
    whole = bare(_joined(drafts, first, last))
    for at in range(last + 1, min(len(drafts), last + 12)):
        draft = drafts[at]
        if draft.plain and len(draft.text) >= 8 and bare(draft.text) == whole:
            # The body may stand over the title where that is repeated above the text.
            above = at - 1 > last and drafts[at - 1].plain and is_organ(drafts[at - 1].text)
            signed = above and _ABOUT.match(draft.text) is not None
            for each in drafts[at - 1 if signed else at : _tail(drafts, at) + 1]:
                each.kind = BlockKind.TITLE


_ABOVE = 12
"""Lines of navigation that a page saved as text has above its title."""


def _mark_above(drafts: list[Draft]) -> None:
    """Make noise of the short lines above a title: what a page's menus leave."""
    if len(drafts) > _ABOVE:
        return
    for draft in drafts:
        text = draft.text
        if draft.plain and len(text) <= _LONG and not (_is_text(draft) or is_organ(text) or is_document_title(text)):
            draft.kind = BlockKind.NOISE


def _before_text(drafts: list[Draft]) -> list[int]:
    """Short lines that stand before the first text, number or annex."""
    out: list[int] = []
    for i, draft in enumerate(drafts):
        if not draft.plain:
            continue
        if i < _HEAD and is_red_head(draft.text):
            draft.kind = BlockKind.META
            continue
        marker = read_marker(draft.text, bare=False)
        numbered = marker is not None and not is_document_title(draft.text[marker.end :])
        if _is_text(draft) or read_annex(draft.text) or opens_numbering(draft.text) or numbered:
            break
        if not is_addressee(draft.text) and not draft.text.endswith((":", "：")) and not _NO_TITLE.search(draft.text):
            out.append(i)
    return out


def _title_place(drafts: list[Draft], places: list[int], wanted: str) -> int | None:
    """Where the title begins: the line that the format's title names, the page's first heading, the first line that
    reads like a title, else the first that is long enough.
    """
    named = [i for i in places if len(drafts[i].text) >= _SHORTEST and bare(drafts[i].text) in wanted]
    top = [i for i in places if drafts[i].raw.level == 1]
    worded = [i for i in places if is_document_title(drafts[i].text)]
    if named or top:
        return (named or top)[0]
    if not worded:
        return next((i for i in places if len(drafts[i].text) >= 4 and not is_organ(drafts[i].text)), None)
    first = worded[0]
    opens = next((i for i in range(max(0, first - 3), first) if _OPENS.match(drafts[i].text)), None)
    if opens is not None and all(i in places for i in range(opens, first)):
        return opens
    while first - 1 in places and len(drafts[first - 1].text) >= 4:
        if _opens_mark(drafts[first - 1].text) and drafts[first].text.count("》") > drafts[first].text.count("《"):
            first -= 1
            continue
        apart = drafts[first].raw.gap_before
        if apart and not (is_organ(drafts[first - 1].text) and _ABOUT.match(drafts[first].text)):
            break
        first -= 1
    return first


def _goes_on(text: str) -> bool:
    """Whether a line can only be the second of a title (`及2023年计划草案的报告`)."""
    return text[:1] in "及和与暨" and is_document_title(text)


def _opens_mark(text: str) -> bool:
    """Whether a line opens a name in book-title marks that it does not close."""
    return text.count("《") > text.count("》")


def _tail(drafts: list[Draft], last: int) -> int:
    """The last line of a title whose line `last` may have its years or its state on the line below."""
    below = drafts[last + 1] if last + 1 < len(drafts) else None
    return last + 1 if below is not None and below.plain and _TITLE_TAIL.match(below.text) else last


def _joined(drafts: list[Draft], first: int, last: int) -> str:
    return "".join(d.text for d in drafts[first : last + 1])


def _is_text(draft: Draft) -> bool:
    return len(draft.text) > 120 or draft.text.endswith(_SENTENCE_END) or "。" in draft.text


def _mark_signatures(drafts: list[Draft]) -> None:
    """The body that signs, above or below its date; the addressee of a notice."""
    before_text = True
    for i, draft in enumerate(drafts):
        if draft.plain and before_text and is_addressee(draft.text):
            draft.kind, before_text = BlockKind.META, False
        elif draft.plain and (_is_text(draft) or opens_numbering(draft.text)):
            before_text = before_text and not opens_numbering(draft.text) and i < 12
        if draft.plain and is_organ(draft.text) and not read_marker(draft.text, bare=False):
            near = [d for d in drafts[max(0, i - 2) : i + 3] if d is not draft and d.kind is not BlockKind.NOISE]
            if any(is_date_line(d.text) for d in near):
                draft.kind = BlockKind.META
    # Bodies one above the other sign together, however many they are.
    signed = False
    for draft in reversed(drafts):
        if draft.kind is BlockKind.META:
            signed = is_organ(draft.text)
        elif signed and draft.plain and is_organ(draft.text) and not read_marker(draft.text, bare=False):
            draft.kind = BlockKind.META
        elif draft.kind is not BlockKind.NOISE:
            signed = False


def _mark_inner_titles(drafts: list[Draft]) -> None:
    """Titles of the documents inside: the plan behind its notice, a second plan behind the first."""
    own = bare("".join(d.text for d in drafts if d.kind is BlockKind.TITLE))
    named = {bare(t) for t in re.findall(r"[《〈<]([^《》]{4,80})[》〉>]", own)}
    for draft in drafts[:_NOTICE]:
        if draft.plain and _BRINGS.search(draft.text):
            named |= {bare(t) for t in re.findall("《([^《》]{8,80})》", draft.text)}
    for i, draft in enumerate(drafts):
        if not draft.plain or draft.annex or draft.continues or len(draft.text) > 90:
            continue
        text = draft.text
        if text.endswith(_SENTENCE_END) or read_marker(text):
            continue
        last = _title_end(drafts, i)
        joined = "".join(bare(d.text) for d in drafts[i : last + 1])
        notice = last > i and _OPENS.match(text) is not None
        matches = len(joined) >= 8 and (joined in named or (bool(own) and joined in own))
        previous = next((d for d in reversed(drafts[:i][-6:]) if d.kind is not BlockKind.NOISE), None)
        behind_frame = previous is not None and previous.kind in (BlockKind.META, BlockKind.TITLE)
        titled = is_document_title(text) or (last > i and matches)
        if notice or (matches and (titled or joined in named)):
            pass
        elif titled and _NOTICED.match(text) and _addressed(drafts, i):
            last = i
        elif not (titled and (behind_frame or _restarts(drafts, i)) and _text_follows(drafts, _tail(drafts, i))):
            continue
        else:
            last = i
        last = _tail(drafts, last)
        for each in drafts[i : last + 1]:
            each.kind = BlockKind.TITLE
        draft.opens_document = True


def _title_end(drafts: list[Draft], i: int) -> int:
    """The last line of a title that may begin at `i`: itself, the next, or one further on where a body opens it."""
    if is_document_title(drafts[i].text):
        return i
    most = _LINES if _OPENS.match(drafts[i].text) else 1
    for j in range(i + 1, min(len(drafts), i + 1 + most)):
        text = drafts[j].text
        if not drafts[j].plain or _is_text(drafts[j]) or is_addressee(text) or read_marker(text, bare=False):
            break
        if is_document_title(text):
            return j
    return i


def _addressed(drafts: list[Draft], i: int) -> bool:
    """Whether a notice that the line `i` titles names those whom it is for: at once, or below its number."""
    below = [d for d in drafts[i + 1 : i + 5] if d.kind is not BlockKind.NOISE][:2]
    return any(is_addressee(d.text) for d in below)


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
        (following.plain and (_is_text(following) or opens_numbering(following.text) or is_addressee(following.text)))
        or following.kind in (BlockKind.META, BlockKind.CELL)
    )
