"""Headings without a number: marked by the format, or parallel to their siblings.

A short line between paragraphs is a heading if others like it stand in the same place (`十项行动:`,
`实施…行动`), and so is the first phrase of a paragraph (`优化城乡供水布局。2024年…`) where the paragraphs around it
open in the same way.
"""

from __future__ import annotations

import re
from collections import Counter

from ingest import marks
from ingest.drafts import Draft
from ingest.kinds import is_addressee, is_document_title, is_organ
from ingest.model import BlockKind
from ingest.titles import short_sentence

_PARAGRAPH = 40
"""Characters from which a line is running text."""
_SHORT = 40
"""Characters of the longest heading that stands alone without a number."""
_ENDS = re.compile(r"[。；;！!？?，,、…]$")
_NO_HEADING = re.compile(
    r"^(?:专栏|表|图|附表|附图|注|说明|单位|备注|续表|其中|来源|序号|合计|总计)[ ]?[0-9一二三四五六七八九十]{0,3}"
    r"|^[0-9.,%％\s-]+$|^[（(].{1,30}[)）]$|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日$"
)
_ANNOUNCES = re.compile(r"[，,].*(?:如下|以下|下列).*[:：]$")
"""A sentence that announces what follows (`为…，现提出如下分工：`)."""
_SALUTES = re.compile(r"^尊敬的|(?:代表|委员|同志们?|朋友们?|同事们?|领导|来宾)[:：]$")
"""Whom a speech addresses."""
_ORDINAL = re.compile(r"^第[一二三四五六七八九十0-9]{1,2}")
_FRAMED = re.compile(r"【[^【】]{2,30}】[:：]?")
_DASH = re.compile(r"[—–―－-]{1,3}[ \u3000]{0,2}")
_DASH_TITLE = re.compile(r"[^。；;：:！？，,]{2,16}(?:[，,][^。；;：:！？，,]{2,16})?(?=[。：:])")
_INNER = re.compile(r"(?:^|(?<=。))[\u4e00-\u9fff“”]{4,10}(?=。)")


def mark_unnumbered(drafts: list[Draft]) -> None:
    """Find the headings without number and give them title and level. Numbered headings must be known."""
    _mark_standing(drafts)
    _mark_run_in(drafts)
    _mark_inside(drafts)


def _text_after(drafts: list[Draft], i: int, steps: int = 3) -> bool:
    """Whether running text or a further heading with text comes next."""
    for draft in drafts[i + 1 : i + 1 + steps]:
        if draft.kind in (BlockKind.NOISE, BlockKind.META):
            continue
        if draft.kind is BlockKind.CELL:
            return True
        return draft.title is not None or len(draft.text) >= _PARAGRAPH or draft.text.endswith(("。", "；", "！"))
    return False


def _hinted(draft: Draft) -> bool:
    """Whether the format sets the line apart as a heading, or its words do (`2023年工作回顾`)."""
    set_apart = draft.kind is BlockKind.HEADING or draft.raw.level is not None or draft.raw.bold
    return set_apart or marks.is_chapter(draft.text) or _MATTER.fullmatch(draft.text) is not None


_MATTER = re.compile(r"[前引序导][ \u3000]{0,6}[言语]|结[ \u3000]{0,6}(?:束[ \u3000]{0,6})?语")
"""What stands before the first chapter of a plan and behind its last."""


def _candidate(draft: Draft) -> bool:
    text = draft.text
    if not draft.plain or draft.title is not None or draft.marker is not None or draft.continues:
        return False
    if not 2 <= len(text) <= _SHORT or _ENDS.search(text) or _NO_HEADING.search(text) or is_organ(text):
        return False
    if re.search(r"[:：。].", text) or _ANNOUNCES.search(text) or _SALUTES.search(text):
        return False
    return any("\u4e00" <= c <= "\u9fff" for c in text)


def _mark_standing(drafts: list[Draft]) -> None:
    numbered = sum(d.marker is not None and d.title is not None for d in drafts)
    front = _front(drafts)
    places = [i for i, d in enumerate(drafts) if i >= front and _candidate(d)]
    chosen = set(places)
    kept: list[int] = []
    texts = Counter(drafts[i].text for i in places)
    behind = _next_solid(drafts)
    for i in places:
        following = behind[i]
        caption = _between_tables(drafts, i, following)
        scrap = texts[drafts[i].text] > 3 or (not _hinted(drafts[i]) and _behind_scrap(drafts, i))
        if scrap and not caption:
            continue
        if following is None:
            continue
        nested = following in chosen and _rank(drafts[i]) < _rank(drafts[following]) and _text_after(drafts, following)
        crowded = following in chosen and not nested
        if crowded or not (nested or _text_after(drafts, i)):
            continue
        kept.append(i)
    if numbered >= 3:
        kept = _parallel(drafts, kept)
        sections = _sections(drafts)
        crowd = Counter(sections[i] for i in kept)
        kept = [i for i in kept if _hinted(drafts[i]) or crowd[sections[i]] >= 2]
    elif len(kept) < 2 and not any(_hinted(drafts[i]) for i in kept):
        kept = []
    ranks = sorted({_rank(drafts[i]) for i in kept})
    level = 0
    marks = set(kept)
    framed: int | None = None
    for i, draft in enumerate(drafts):
        if draft.opens_document:
            level, framed = 0, None
        if draft.title is not None and draft.level is not None and not draft.annex:
            level = draft.level
        if i in marks:
            end = len(draft.text.rstrip(":： "))
            draft.title, draft.kind = (0, end), BlockKind.HEADING
            matter = _MATTER.fullmatch(draft.text)
            draft.level = 1 if matter else level + 1 + (ranks.index(_rank(draft)) if not numbered else 0)
            if _FRAMED.fullmatch(draft.text):
                # Headings in the same brackets are siblings, whatever numbers stand under the ones before.
                framed = draft.level = framed or draft.level


_FRONT = 25
"""Lines in which a notice addresses those whom it is for."""


def _front(drafts: list[Draft]) -> int:
    """The first line behind the addressee of a notice: what stands before him heads no section."""
    return next((i + 1 for i, d in enumerate(drafts[:_FRONT]) if d.kind is BlockKind.META and is_addressee(d.text)), 0)


def _behind_scrap(drafts: list[Draft], i: int) -> bool:
    """Whether a short line that is no heading stands before it, as in a table that lost its grid."""
    for draft in reversed(drafts[max(0, i - 4) : i]):
        if draft.kind is BlockKind.NOISE:
            continue
        scrap = draft.plain and draft.title is None and len(draft.text) < _PARAGRAPH
        return (
            scrap and not draft.text.endswith(("。", "；", "！", "？", "：", ":", "）", ")")) and not _candidate(draft)
        )
    return False


def _between_tables(drafts: list[Draft], i: int, following: int | None) -> bool:
    """Whether a place heads the table behind it, and stands behind a table or the sums that close one."""
    if following is None or drafts[following].kind is not BlockKind.CELL or not _PLACE.fullmatch(drafts[i].text):
        return False
    before = next((d for d in reversed(drafts[max(0, i - 4) : i]) if d.kind is not BlockKind.NOISE), None)
    return before is not None and (before.kind is BlockKind.CELL or _FIGURE.fullmatch(before.text) is not None)


_PLACE = re.compile("[\u4e00-\u9fff]{1,8}[省市县区州盟旗镇乡]")
_FIGURE = re.compile("[0-9][0-9.,]{0,15}")


def _rank(draft: Draft) -> tuple[int, int]:
    """Order of nesting of headings without number: the format's own level, then lines that end in a colon."""
    level = draft.raw.level or 7
    return (level, 0 if draft.text.endswith((":", "：")) else 1)


def _next_solid(drafts: list[Draft]) -> list[int | None]:
    """For each line the next one that is no page furniture."""
    out: list[int | None] = [None] * len(drafts)
    following: int | None = None
    for i in range(len(drafts) - 1, -1, -1):
        out[i] = following
        if drafts[i].kind is not BlockKind.NOISE:
            following = i
    return out


def _parallel(drafts: list[Draft], kept: list[int]) -> list[int]:
    """Those lines that the format marks, or that open or close with the same words as another."""
    texts = {i: _ORDINAL.sub("第", drafts[i].text) for i in kept}
    heads = Counter(text[:2] for text in texts.values())
    tails = Counter(_tail(text) for text in texts.values())
    return [
        i
        for i, text in texts.items()
        if _hinted(drafts[i])
        or (not is_document_title(drafts[i].text) and (heads[text[:2]] > 1 or tails[_tail(text)] > 1))
    ]


def _tail(text: str) -> str:
    """The words that a heading closes with; of a place its kind."""
    return text[-1:] if _PLACE.fullmatch(text) else text[-2:]


def _sections(drafts: list[Draft]) -> list[int]:
    """For each line the numbered heading or the document title above it."""
    out: list[int] = []
    section = -1
    for i, draft in enumerate(drafts):
        out.append(section)
        if (draft.marker is not None and draft.title is not None) or draft.opens_document:
            section = i
    return out


def _mark_run_in(drafts: list[Draft]) -> None:
    """Paragraphs that open with a closed phrase, where most paragraphs of their section do."""
    sections: list[tuple[int, list[int]]] = [(0, [])]
    for i, draft in enumerate(drafts):
        if draft.title is not None and draft.level is not None:
            sections.append((0 if draft.annex else draft.level, []))
        elif draft.opens_document:
            sections.append((0, []))
        elif draft.open and draft.marker is None:
            sections[-1][1].append(i)
    for level, members in sections:
        if level == 0:
            continue
        for dashed in (True, False):
            mine = [i for i in members if bool(_DASH.match(drafts[i].text)) is dashed and len(drafts[i].text) >= 20]
            found = {i: span for i in mine if (span := _phrase(drafts[i].text, dashed))} or _alike(drafts, mine)
            # What closes a report stands behind the last of its items, in their section.
            among = [i for i in mine if i <= max(found)] if len(found) >= 3 else mine
            if len(found) < 2 or len(found) * 10 < len(among) * 6:
                continue
            for i, span in found.items():
                drafts[i].title, drafts[i].level = span, level + 1


def _alike(drafts: list[Draft], members: list[int]) -> dict[int, tuple[int, int]]:
    """Phrases with a comma that open with the same word or are of equal halves (`坚持育人为本,面向全体。…`)."""
    found = {
        i: m.span() for i in members if (m := _DASH_TITLE.match(drafts[i].text)) and drafts[i].text[m.end()] == "。"
    }
    heads = {drafts[i].text[:2] for i in found}
    return found if len(heads) == 1 or all(_even(drafts[i].text[a:b]) for i, (a, b) in found.items()) else {}


def _even(phrase: str) -> bool:
    """Whether a phrase has two halves of equal length, as slogans do (`节水优先，量水而行`)."""
    halves = re.split("[，,]", phrase)
    return len(halves) == 2 and len(halves[0]) == len(halves[1])


def _phrase(text: str, dashed: bool) -> tuple[int, int] | None:
    if not dashed:
        end = short_sentence(text, 0)
        return (0, end) if end else None
    dash = _DASH.match(text)
    found = _DASH_TITLE.match(text, dash.end()) if dash else None
    if not found or found.end() + 4 >= len(text):
        return None
    return found.start(), found.end()


def _mark_inside(drafts: list[Draft]) -> None:
    """Items inside one paragraph that open alike (`突出源头防治。… 突出系统治理。…`)."""
    for draft in drafts:
        if not (draft.open or draft.kind is BlockKind.PARAGRAPH) or len(draft.text) < 120:
            continue
        heads: dict[str, int] = {}
        for found in _INNER.finditer(draft.text):
            heads[found[0][:2]] = heads.get(found[0][:2], 0) + 1
        for head, count in heads.items():
            if count < 3:
                continue
            after = draft.title[1] if draft.title else 0
            items = [
                m.span()
                for m in re.finditer(rf"{re.escape(head)}[\u4e00-\u9fff“”]{{2,8}}(?=。)", draft.text)
                if m.start() >= after and m.end() + 8 < len(draft.text)
            ]
            if len(items) >= 3:
                draft.inner = tuple(items)
            break
