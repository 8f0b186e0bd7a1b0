"""Where an annex begins, and lists that only name annexes."""

from __future__ import annotations

import re

from ingest.drafts import Draft
from ingest.kinds import bare, is_date_line, is_document_title, is_organ
from ingest.markers import opens_numbering, read_annex
from ingest.model import BlockKind

_LIST_NUMBER = re.compile(r"[0-9]{1,2}[.．、](?:(?![0-9])|(?=(?:19|20)[0-9]{2}年))")
_FILE_NAME = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|zip|rar|pptx?|ofd|jpe?g|png)$", re.IGNORECASE)
_SENTENCE_END = ("。", "！", "？", "；", "!", "?", ";", "，", ",", ":", "：")


def mark_annexes(drafts: list[Draft]) -> None:
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
        rest = draft.text[at:].strip().strip("|｜ ")
        following = plain[order + 1 : order + 8]
        ends = bool(rest) and all(d.kind is BlockKind.NOISE for d in drafts[i + 1 :])
        if ends or _is_annex_list(drafts, rest, following):
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
                if (
                    more
                    and not is_document_title(drafts[j].text)
                    and drafts[more[0]].plain
                    and is_document_title(drafts[more[0]].text)
                ):
                    drafts[more[0]].kind, drafts[more[0]].continues = BlockKind.HEADING, True


def _is_annex_list(drafts: list[Draft], rest: str, following: list[int]) -> bool:
    """Whether `附件:…` names annexes that come later, as the end of a notice does."""
    if _LIST_NUMBER.match(rest) or _FILE_NAME.search(rest):
        return True
    if not rest:
        return (
            bool(following)
            and bool(_LIST_NUMBER.match(drafts[following[0]].text))
            and (
                is_document_title(_LIST_NUMBER.sub("", drafts[following[0]].text))
                or bool(_FILE_NAME.search(drafts[following[0]].text))
            )
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
    if text.startswith(("(", "（")):
        return False
    return 2 <= len(text) <= 80 and not text.endswith(_SENTENCE_END) and not opens_numbering(text)
