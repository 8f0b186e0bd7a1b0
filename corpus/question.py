"""What a person typed into a search, understood: words, phrases, exclusions, prefixes, fields, bounds on measures.

    "大班额"  “大班额”      must stand in the sentence
    -初中  -"初中三年"      must not
    交流*                   a word that begins so
    地区:吉林 单位:教育局 指标:班额 力度:必须 截止:<2025 文档:3
    班额<=45  经费>=100万元  a measure of that name with such a value

Any text is a valid query; what cannot be read as a field is looked for as words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from corpus.days import NARROW, day
from corpus.filtering import EVERYTHING
from corpus.model import Filters
from corpus.wording import FORCE
from corpus.words import fold, plain_letters, tokens
from extract.model import Force
from ingest.folding import simplified

_PART = re.compile(r"(-|－)?(?:\"([^\"]*)\"|“([^”]*)”|「([^」]*)」|([^\s\"“「]+))")
_QUOTES = '"“”「」'
_FIELD = re.compile(r"([a-z]{3,9}|[\u4e00-\u9fff]{2})[:：](.{1,100})", re.IGNORECASE)
_FIELDS = {
    **dict.fromkeys(("地区", "region"), "region"),
    **dict.fromkeys(("单位", "org"), "organisation"),
    **dict.fromkeys(("指标", "indicator"), "indicator"),
    **dict.fromkeys(("力度", "force"), "force"),
    **dict.fromkeys(("截止", "期限", "due"), "due"),
    **dict.fromkeys(("文档", "document"), "document"),
}
_BOUND = re.compile(
    r"([\u4e00-\u9fffA-Za-z][^<>=≤≥＜＞＝]{0,30}?)(<=|>=|<|>|=|≤|≥|＜=?|＞=?|＝)"
    r"([0-9]{1,15}(?:\.[0-9]{1,6})?)([千百]?[万亿]?)(%|[^\s0-9<>=]{0,6})"
)
_SIGNS = {"≤": "<=", "≥": ">=", "＜": "<", "＞": ">", "＝": "=", "＜=": "<=", "＞=": ">="}
_TIMES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "百万": 10**6, "千万": 10**7, "千亿": 10**11}
_TIMES |= {"百亿": 10**10}
_DUE = re.compile(r"(<=|>=|<|>|=|≤|≥)?(.+)")


@dataclass(frozen=True, slots=True)
class Bound:
    """A condition on measures."""

    name: str
    """What is measured, as typed."""
    sign: str
    """`<` `<=` `=` `>=` `>`."""
    value: Decimal
    """In single units: 100万元 is 1,000,000 元."""
    unit: str
    """Without 万 and 亿; empty for any."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asked for."""

    text: str
    """The free part, without everything below."""
    phrases: tuple[str, ...] = ()
    """Must stand in the sentence exactly as written."""
    excluded: tuple[str, ...] = ()
    """Must not stand in the sentence."""
    prefixes: tuple[str, ...] = ()
    """A word that begins so must stand in the sentence."""
    bounds: tuple[Bound, ...] = ()
    filters: Filters = EVERYTHING
    """What the fields ask for."""
    doubts: tuple[str, ...] = ()
    """Fields whose value cannot be read; they ask for nothing."""

    @property
    def empty(self) -> bool:
        """Whether nothing is left to look for."""
        asks = self.phrases or self.bounds or self.prefixes or self.filters != EVERYTHING
        return not asks and not tokens(self.text)


def parse(query: str) -> Question:
    """Read a query."""
    out = Question("")
    text: list[str] = []
    position = 0
    for found in _PART.finditer(query):
        before = query[found.start() - 1 : found.start()]
        at_start = not before or before.isspace() or before in _QUOTES
        position = found.end()
        minus, exact, word = found[1], found[2] or found[3] or found[4], found[5]
        if minus and at_start and (exact or (word and tokens(word))):
            out = replace(out, excluded=(*out.excluded, exact or word))
        elif exact:
            out = replace(out, phrases=(*out.phrases, exact.strip()))
        elif word:
            read = None if minus else _special(out, word)
            if read is None:
                text.append((minus or "") + word)
            else:
                out = read
    text.append(query[position:])
    return replace(out, text=" ".join(" ".join(text).split()))


def _special(out: Question, word: str) -> Question | None:
    """`out` with a field, a bound or a prefix added; None for a plain word."""
    field = _FIELD.fullmatch(word)
    name = simplified(field[1].lower()) if field else ""
    if field and name in _FIELDS:
        narrowed = _field(out.filters, _FIELDS[name], field[2])
        if narrowed is None:
            return replace(out, doubts=(*out.doubts, word))
        return replace(out, filters=narrowed)
    bound = _BOUND.fullmatch(word)
    if bound and bound[4] in _TIMES:
        value = Decimal(bound[3]) * _TIMES[bound[4]]
        sign = _SIGNS.get(bound[2], bound[2])
        return replace(out, bounds=(*out.bounds, Bound(simplified(bound[1]), sign, value, fold(bound[5]))))
    if word.endswith(("*", "＊")) and len(word) > 1 and plain_letters(word[:-1]):
        return replace(out, prefixes=(*out.prefixes, word[:-1]))
    return None


def _field(filters: Filters, name: str, value: str) -> Filters | None:
    if name == "region":
        return replace(filters, region=value)
    if name == "organisation":
        return replace(filters, organisation=value)
    if name == "indicator":
        return replace(filters, indicator=simplified(value))
    if name == "document":
        return replace(filters, document=int(value)) if value.isascii() and value.isdigit() else None
    if name == "force":
        strength = force(value)
        return replace(filters, force=strength.value) if strength else None
    return _due(filters, value)


def _due(filters: Filters, value: str) -> Filters | None:
    found = _DUE.fullmatch(value.translate(NARROW))
    if found is None:
        return None
    sign = _SIGNS.get(found[1] or "", found[1] or "=")
    first, last = day(found[2], last=False), day(found[2], last=True)
    if first is None or last is None:
        return None
    one = timedelta(days=1)
    if sign == "<":
        return replace(filters, due_before=first - one)
    if sign == "<=":
        return replace(filters, due_before=last)
    if sign == ">":
        return replace(filters, due_after=last + one)
    if sign == ">=":
        return replace(filters, due_after=first)
    return replace(filters, due_after=first, due_before=last)


def force(text: str) -> Force | None:
    """The force that `text` names: its id or its Chinese word."""
    wanted = simplified(text.strip().lower())
    return next((member for member, word in FORCE.items() if wanted in (member.value, word)), None)
