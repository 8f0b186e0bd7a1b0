"""Numbers that say where a value stood, beside those that say where it is to go."""

from __future__ import annotations

import re

from extract.registry import Mention

_STARTING = re.compile(r"[从由](?:[^,。;从由]{0,16}的)?(?:每[\u4e00-\u9fff]{1,4}){0,2}(?:约|近)?\Z")
_MOVING = re.compile(
    r"(?:以上|左右|/[\u4e00-\u9fff]{1,2})?(?:、[^,。;]{1,8})?(?:分别)?(?:进一步|逐步|逐渐)?(?:提高|提升|增加|增长|上升|扩大|扩充|延长|拓展|上调|下调|发展|下降|降低|降|减少|压缩|压减|缩短|缩减|精简|调整|增|减|升)(?:到|至|为)"
    r"|再(?:提高|提升|增加|增长|上升|下降|降低|减少)(?:了|超过?|约|近)*[0-9]"
)


_COMPARED = re.compile(
    r"(?:比|较)(?:(?:19|20)[0-9]{2}年(?:底|末|度)?|上年(?:同期|底|末)?|去年(?:同期|底|末)?|基期|“?十[一二三四五]五”?(?:期?末|期间|时期)?)的?"
    r"(?:约|近|[0-9.]{1,9}[^0-9,。;、()]{0,6}、){0,4}\Z"
)
_MOVED_FROM = re.compile(
    r"(?:、[0-9.]{1,9}[^0-9,。;、()]{0,6}){0,4}(?:分别|均|各|都|再|共|累计|年均|大幅|进一步)?(?:增|减|下降|降低|提高|提升|上升|削减|压减|压缩|缩短|回落|翻)"
)


def stood(text: str, mention: Mention) -> bool:
    """The first number of `从53.2%提高到57.7%`, of `比2020年的12万吨减少9%` is where it stood, not what is promised."""
    head = text[max(0, mention.start - 48) : mention.start]
    rest = text[mention.end : mention.end + 30]
    if ("从" in head or "由" in head) and _STARTING.search(head) and _MOVING.match(rest):
        return True
    return ("比" in head or "较" in head) and bool(_COMPARED.search(head) and _MOVED_FROM.match(rest))
