"""Physical lines to paragraphs: texts whose lines were broken at a fixed width, and stray breaks inside sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import marks
from ingest.clean import width
from ingest.kinds import is_spaced_label
from ingest.model import BlockKind
from ingest.raw import RawLine
from ingest.wrapping import Physical, Wrap, wrap_of

_BEFORE, _AFTER = r"[\u4e00-\u9fff，。、；：（《“]", r"[\u4e00-\u9fff，。、；：）》”]"
_SPACED = re.compile(rf"(?<={_BEFORE})(?<![表图]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?={_AFTER})")
_NUMBERED = re.compile(r"\d{1,2}(?:[.．]\d{1,2}){0,3} ")
_CN = "一二三四五六七八九十"
_ONLY_MARK = re.compile(rf"(?:\d{{1,2}}\s?[.．、]|[（(][{_CN}\d]{{1,3}}[)）]|[{_CN}]{{1,3}}、|[①-⑳])$")
_TITLE_END = re.compile(
    r"(?:方案|规划|计划|意见|通知|办法|纲要|报告|细则|措施|决定|通报|公告|要点|清单|规定|条例|标准|指南|批复|函)"
    r"(?:[（(][^（()）]{1,24}[)）]){0,2}$"
)
_CUT_AFTER = re.compile(r"[，。、；：！？”》）〕\]）,;:)]$")
_CUT_BEFORE = re.compile(r"[“《（(\[〔]")
_OWNER = re.compile(r"[（(\[【](?:责任|牵头|配合|主责|完成|落实)[\u4e00-\u9fff]{0,6}[:：]?")


_SALUTES = re.compile(r"(?:尊敬的|各位)[^，。,]{0,20}[：:]$|(?:同志|朋友)们[：:]$")
"""Whom a speech addresses, on a line of its own."""
FIRST_INDENT = 4
"""Columns that the first line of a paragraph is shorter by, where its indentation was lost."""


def unspace(text: str) -> str:
    """`text` without the single spaces that PDF extractors put between Chinese and digits (`2023 年4 月`).

    A space after the number that opens a line stays: there it divides number and heading.
    """
    head = _NUMBERED.match(text)
    cut = head.end() if head else 0
    return text[:cut] + _SPACED.sub("", text[cut:])


def rejoin(lines: Sequence[Physical]) -> tuple[list[RawLine], bool]:
    """Paragraphs of a text file, and whether its lines were broken at a fixed width."""
    wrap = wrap_of(lines)
    if wrap is None:
        return mend([_raw(line) for line in lines]), False
    return _unwrap(_whole_lines(wrap.lines, wrap.full), wrap), True


def _raw(line: Physical) -> RawLine:
    return RawLine(line.text, kind=BlockKind.NOISE if line.noise else None, gap_before=line.gap)


def _whole_lines(lines: Sequence[Physical], full: int) -> list[Physical]:
    """Pieces of one visual line put together.

    Extractors cut a justified line at its punctuation; the pieces then add up to the full width again.
    """
    out: list[Physical] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        total = width(line.text)
        end = at + 1
        best = 0
        while not line.noise and end < len(lines) and total < full:
            following = lines[end]
            if following.gap or following.indent >= 2 or not _cut_between(lines[end - 1], following):
                break
            total += width(following.text)
            if total > full + 3:
                break
            end += 1
            if total >= full - FIRST_INDENT - 4:
                best = end
        if best > at + 1:
            out.append(replace(line, text="".join(piece.text for piece in lines[at:best])))
            at = best
        else:
            out.append(line)
            at += 1
    return out


def _cut_between(first: Physical, second: Physical) -> bool:
    """Whether an extractor may have cut one visual line here: after a mark or number, before a quote or bracket."""
    if second.noise or _TITLE_END.search(first.text) or _WHOLE.fullmatch(first.text) or _SALUTES.match(first.text):
        return False
    if marks.is_chapter(first.text) or marks.is_chapter(second.text):
        return False
    if marks.opens(second.text) and not _OWNER.match(second.text):
        return False
    return bool(_ONLY_MARK.match(first.text) or _CUT_AFTER.search(first.text) or _CUT_BEFORE.match(second.text))


def _unwrap(lines: Sequence[Physical], wrap: Wrap) -> list[RawLine]:
    """Join the lines of each paragraph; furniture inside a paragraph follows it."""
    out: list[RawLine] = []
    held: list[RawLine] = []
    text = ""
    last = ""
    opened: Physical | None = None
    gap = False

    def close() -> None:
        nonlocal text
        if text:
            whole, breaks = _without_marks(text if is_spaced_label(text) else unspace(text))
            out.append(RawLine(whole, gap_before=gap, breaks=breaks))
        out.extend(held)
        held.clear()
        text = ""

    for line in lines:
        if line.wall:
            close()
            out.append(_raw(line))
            continue
        if line.noise:
            (held if text else out).append(_raw(line))
            continue
        inset = opened.indent if wrap.indented and opened is not None and last == text else 0
        if text and _continues(text, last, line, wrap, blank=line.gap and not held, inset=inset):
            text = text + _MARK + line.text if _held_since(text, held) else glue(text, line.text)
        else:
            close()
            text, gap, opened = line.text, line.gap, line
        last = line.text
    close()
    return out


_MARK = "\ue0f0"
"""Stands where furniture was taken out of a paragraph, until its offset is noted; cleaning leaves no such character."""


def _held_since(text: str, held: Sequence[RawLine]) -> bool:
    """Whether furniture was set aside after the last piece of `text`."""
    return len(held) > text.count(_MARK)


def _without_marks(text: str) -> tuple[str, tuple[int, ...]]:
    """The paragraph, and the offsets at which furniture stood inside it."""
    pieces = text.split(_MARK)
    breaks, length = [], 0
    for piece in pieces[:-1]:
        length += len(piece)
        breaks.append(length)
    return "".join(pieces), tuple(breaks)


_WHOLE = re.compile(
    r"(?:20[0-9]{2}|二[〇○零O0][一二三四五六七八九〇○零]{2})年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日|[（(][^（()）]{4,16}[)）]"
)
"""Lines that are whole in themselves: a date, a note in brackets."""


_ASIDE = re.compile(r"[（(][^（()）]{1,6}[)）]")
"""A bracket that a line holds alone and that stood inside a sentence: `出国` `（境）` `业务全部进驻`."""


def _continues(text: str, last: str, line: Physical, wrap: Wrap, blank: bool, inset: int = 0) -> bool:
    """Whether `line` goes on with the paragraph `text`, whose physical line before was `last`.

    `inset` is the indentation of `last` where it is the paragraph's first line.
    """
    if _WHOLE.fullmatch(text) or marks.is_chapter(text) or marks.is_chapter(line.text):
        return False
    if _ONLY_MARK.match(text):
        return not blank
    if _OWNER.match(line.text) and not blank and marks.stops(text):
        return True
    if marks.hangs(line.text) and not marks.stops(last):
        return True
    full, indented = wrap.full, wrap.indented
    reach = width(last) + (FIRST_INDENT if last == text and not indented else min(inset, FIRST_INDENT))
    cut = reach >= full - _SLACK and not marks.ends_block(last)
    if cut and not blank and wrap.tells and not wrap.divides(line) and not marks.LABEL.match(line.text):
        # The layout says where paragraphs begin: a number that opens this line stands inside a sentence.
        return True
    open_bracket = _inside_bracket(text, last, reach, full)
    listed = cut and last[-1] in "，、,"
    if marks.opens(line.text) and not ((open_bracket or listed) and not _hard_opener(line.text)):
        return False
    if _is_title(text) and not line.text.startswith("的"):
        whole = width(last) < full - 1 or line.text[:4] == text[:4] or not _TITLE_END.search(line.text)
        return not whole and not blank
    if blank:
        return marks.dangling(text) or ((cut or not wrap.spaced) and _breaks_off(text))
    if _ASIDE.fullmatch(last) and "，" in text and not marks.stops(text[: -len(last)]):
        return True
    if open_bracket or marks.dangling(last) or _title_goes_on(text, line.text):
        return True
    if indented and line.indent >= 2:
        return False
    if marks.ends_block(last):
        return marks.stops(last) and reach >= full - 2
    if _TITLE_END.search(last) and reach < full - 4:
        return False
    # A line that stops short without punctuation is a title, a signature or a heading, unless it holds running text.
    return reach >= full * 0.9 or (reach >= full * 0.7 and "，" in text and width(line.text) >= 20)


def _inside_bracket(text: str, last: str, reach: int, full: int) -> bool:
    """Whether the text was cut inside a bracket; one that was never closed ends with its sentence or its short line."""
    if not marks.unclosed(text[-400:]):
        return False
    if marks.stops(last) and reach < full * 0.8:
        return False
    return reach >= full * 0.7 or marks.dangling(last[-1:]) or "《" in text[-80:] or "，" in text


def _is_title(text: str) -> bool:
    """Whether the text is a whole title: short, no mark of a sentence, the kind of document at its end."""
    return len(text) <= 80 and bool(_TITLE_END.search(text)) and not any(mark in text for mark in "，。；：,;:")


_SLACK = 3
"""Columns by which a line that was cut may stay short of the width: a wide character or a mark that did not fit."""
_HARD_OPENER = re.compile(rf"(?:第[{_CN}]{{1,3}}[章节条]|[{_CN}]{{1,3}}、|附件)")


def _hard_opener(line: str) -> bool:
    """Whether `line` opens a block even where a bracket before it was never closed."""
    return bool(_HARD_OPENER.match(line))


def _title_goes_on(first: str, second: str) -> bool:
    """Whether two centred lines are one title: the first names no kind of document yet, the second ends with it."""
    return (
        8 <= len(first) <= 60
        and not _TITLE_END.search(first)
        and first[-1] not in "）)"
        and not any(mark in first + second for mark in "。；，,：:")
        and len(second) <= 40
        and bool(_TITLE_END.search(second))
    )


_NUMBER = re.compile(r"[〔\[［（(【]\s?(?:19|20)[0-9]{2}\s?[〕\]］）)】]\s?第?[0-9]{1,5}\s?号$")
"""The number of a document; its title begins on the line below."""


def title_continues(first: str, second: str) -> bool:
    """Whether `second` is the rest of the title `first`, also where a book-title mark is still open."""
    if marks.ends_block(first) or marks.opens(second) or len(first) > 80 or len(second) > 80:
        return False
    if "，" in first or "。" in first + second or _NUMBER.search(first):
        return False
    if first.endswith(("印发", "转发", "关于")):
        return True
    return ("《" in first and marks.unclosed(first[first.rfind("《") :])) or _title_goes_on(first, second)


def mend(lines: Sequence[RawLine]) -> list[RawLine]:
    """Lines as they stand, except where a break fell into a sentence, or into a title.

    Furniture, cells and lines that the reader is certain of stay as they are and join with nothing.
    """
    out: list[RawLine] = []
    for line in lines:
        before = out[-1] if out and out[-1].kind is None and out[-1].level == line.level else None
        if before is not None and line.kind is None and _broken_between(before, line):
            out[-1] = replace(before, text=glue(before.text, line.text))
        else:
            out.append(line)
    return out


def _broken_between(first: RawLine, second: RawLine) -> bool:
    if first.level is None and _INSIDE.search(first.text) and marks.hangs(second.text) and not marks.stops(first.text):
        return True
    if first.level is None and _breaks_off(first.text) and _takes_up(second.text):
        return True
    if _CITES.match(first.text) and second.text.startswith("《") and "》" in second.text and not first.centered:
        return bool(_INSIDE.search(second.text))
    centred = first.centered and second.centered and not second.gap_before
    return centred and title_continues(first.text, second.text)


_INSIDE = re.compile(r"[，。；,;]")
_CITES = re.compile(r"[为按根依](?:[^，。；：]{0,16})(?:贯彻|落实|执行|根据|按照|依据|依照|结合|转发|印发)(?:了)?$")
"""The beginning of a sentence that names a document: pages set the title, a link, on a line of its own."""
_DIGIT_END = re.compile(r"[\u4e00-\u9fff≥≤][0-9]{1,6}(?:\.[0-9]{0,3})?$")


def _breaks_off(text: str) -> bool:
    """Whether `text` is running text (it holds a comma or a stop) that ends in the middle of a sentence."""
    if marks.ends_block(text) or not _INSIDE.search(text) or len(text) < 12:
        return False
    if text[-1] in "，、,":
        return True
    if _DIGIT_END.search(text):
        return not marks.is_contents(text)
    return width(text) >= 80 and marks.has_words(text[-8:]) and not re.search(r"[|｜丨]", text)


def _takes_up(text: str) -> bool:
    """Whether `text` can go on with a sentence: it opens nothing and is running text itself."""
    return (
        not marks.opens(text)
        and not marks.is_tail(text)
        and not text.startswith(("“", "《", "[", "【"))
        and (bool(_INSIDE.search(text)) or marks.stops(text))
    )


def glue(first: str, second: str) -> str:
    """Two lines as one; a space only between two Latin words."""
    if first[-1:].isascii() and first[-1:].isalpha() and second[:1].isascii() and second[:1].isalpha():
        return f"{first} {second}"
    return first.rstrip(" ") + second
