"""Which numbered lines are headings.

Two questions are asked of each number: does it carry a sequence on (1, 2, 3 … among its siblings), and do the
siblings read like titles? A list whose items are directives has numbers but no headings.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.decimals import mark_decimals, nest_below_decimals
from ingest.drafts import Draft
from ingest.markers import DEPTH, NESTING, Marker, Style, read_marker
from ingest.model import BlockKind
from ingest.titles import CLOSED, Title, title_of

_CLEAR = frozenset({Style.CHAPTER, Style.SECTION, Style.ARTICLE, Style.CN, Style.CN_PAREN})
"""Styles that hardly occur at the start of a line by chance."""
_DOTTED = (Style.AR_HALF, Style.AR_PAREN, Style.AR_DOT)
_FIRST_LEVEL_MAX = 60
"""Characters of a run-in title of the first level among siblings that are headings."""


@dataclass(slots=True)
class _Item:
    """A line that opens with a number."""

    place: int
    marker: Marker
    title: Title
    group: int = -1
    """Siblings share a group."""


def number(drafts: list[Draft]) -> None:
    """Set marker, title and level of the numbered headings; marker alone on numbered lines that are none."""
    items: list[_Item] = []
    scopes = _scopes(drafts)
    mark_decimals(drafts, scopes)
    for scope in scopes:
        candidates = [
            _Item(i, marker, title_of(drafts[i].text, marker.end))
            for i in scope
            if drafts[i].plain
            and drafts[i].marker is None
            and not drafts[i].annex
            and not drafts[i].continues
            and (marker := read_marker(drafts[i].text))
        ]
        accepted = _sequence(candidates)
        _group(accepted, len(items))
        shifts = _shifts(accepted)
        for item in accepted:
            drafts[item.place].marker = item.marker
        above = 0
        for item in _headings(accepted, drafts):
            draft = drafts[item.place]
            draft.title = (item.title.start, item.title.end)
            draft.level = DEPTH[item.marker.style]
            if item.marker.style is Style.CIRCLED:
                draft.level = max(4, above + 1)
            elif item.marker.style not in (Style.CHAPTER, Style.SECTION):
                draft.level += shifts[item.place]
            if item.marker.style is not Style.CIRCLED:
                above = draft.level
            if not item.title.run_in:
                draft.kind = BlockKind.HEADING
        items.extend(accepted)
    nest_below_decimals(drafts)


def _scopes(drafts: list[Draft]) -> list[range]:
    """Stretches of one numbering: the document, each annex, each document inside."""
    starts = [0, *(i for i, d in enumerate(drafts) if d.opens_document and i), len(drafts)]
    return [range(a, b) for a, b in pairwise(starts) if a < b]


def _shifts(items: list[_Item]) -> dict[int, int]:
    """Place of each item -> levels that its chapter adds: one for its sections, one for 一、 under the chapter."""
    out: dict[int, int] = {}
    chapters: list[list[_Item]] = [[]]
    for item in items:
        if item.marker.style is Style.CHAPTER:
            chapters.append([])
        chapters[-1].append(item)
    for at, members in enumerate(chapters):
        styles = {item.marker.style for item in members}
        shift = 0
        if at > 0:
            shift = (Style.SECTION in styles) + (Style.CN in styles)
        out.update((item.place, shift) for item in members)
    return out


def _sequence(candidates: list[_Item]) -> list[_Item]:
    """Those candidates whose number has a predecessor or a successor among its siblings."""
    by_style: dict[Style, list[int]] = {}
    for order, item in enumerate(candidates):
        by_style.setdefault(item.marker.style, []).append(order)
    following: dict[int, int] = {}
    for orders in by_style.values():
        for here, there in pairwise(orders):
            following[here] = there
    accepted: list[_Item] = []
    local: dict[Style, int] = {}
    overall: dict[Style, int] = {}
    for order, item in enumerate(candidates):
        style, number = item.marker.style, item.marker.number
        if style is Style.BARE:
            resolved = _resolve(candidates, order, accepted, local)
            if resolved is None:
                continue
            style = resolved
            item.marker = replace(item.marker, style=style)
        last = local.get(style, 0)
        after = candidates[following[order]].marker.number if order in following else None
        carries_on = number == last + 1 or number == overall.get(style, 0) + 1
        has_next = after == number + 1
        strong = item.title.strength > 0
        if style in _CLEAR:
            ok = carries_on or has_next or strong or number == 1
        elif number == 1:
            ok = has_next or item.title.strength >= 0.4 or order in following
        else:
            ok = carries_on or has_next or (strong and last < number <= last + 3 and last > 0)
        if not ok:
            continue
        accepted.append(item)
        local[style] = overall[style] = number
        for other in list(local):
            if NESTING[other] > NESTING[style]:
                del local[other]
    return accepted


def _resolve(candidates: list[_Item], order: int, accepted: list[_Item], local: dict[Style, int]) -> Style | None:
    """The style that a number without dot or bracket belongs to, as its neighbours prove; None if nothing proves it."""
    number = candidates[order].marker.number
    for item in reversed(accepted[-3:]):
        if (
            item.marker.style in _DOTTED
            and item.marker.number == number - 1
            and local.get(item.marker.style) == number - 1
        ):
            return item.marker.style
        break
    bare_next = False
    for item in candidates[order + 1 : order + 40]:
        if DEPTH[item.marker.style] <= 2:
            break
        if item.marker.style in _DOTTED and item.marker.number == number + 1:
            deeper_open = local.get(item.marker.style, 0) in (0, number - 1)
            return item.marker.style if deeper_open else None
        if item.marker.style is Style.BARE and item.marker.number == number + 1:
            bare_next = True
            break
    for style in _DOTTED:
        if number > 1 and local.get(style) == number - 1:
            return style
    if bare_next and number == 1:
        return Style.AR_HALF if Style.AR_DOT in local else Style.AR_DOT
    return None


def _group(items: list[_Item], offset: int) -> None:
    """Give siblings (one style under one enclosing number) one group; a number that does not rise opens a new one."""
    open_items: list[tuple[int, int]] = []
    groups: dict[tuple[Style, int], int] = {}
    last: dict[tuple[Style, int], int] = {}
    for order, item in enumerate(items):
        depth = NESTING[item.marker.style]
        while open_items and open_items[-1][0] >= depth:
            open_items.pop()
        parent = open_items[-1][1] if open_items else -1
        key = (item.marker.style, parent)
        if item.marker.number == 1 or item.marker.number <= last.get(key, 0):
            groups.pop(key, None)
        last[key] = item.marker.number
        item.group = groups.setdefault(key, offset + order)
        open_items.append((depth, order))


def _headings(items: list[_Item], drafts: list[Draft]) -> list[_Item]:
    """Those of the numbered lines that are headings, by the majority of their siblings."""
    members: dict[int, list[_Item]] = {}
    overall: dict[Style, list[float]] = {}
    for item in items:
        members.setdefault(item.group, []).append(item)
        overall.setdefault(item.marker.style, []).append(_strength(item, drafts))
    out: list[_Item] = []
    for item in items:
        siblings = members[item.group]
        share = sum(_strength(s, drafts) > 0 for s in siblings) / len(siblings)
        own = _strength(item, drafts)
        if len(siblings) == 1:
            scores = overall[item.marker.style]
            share = max(share * 0.6, sum(s > 0 for s in scores) / len(scores))
        if item.marker.style is Style.CN or item.marker.style is Style.CHAPTER:
            fits = own > 0 or (share >= 0.5 and item.title.end - item.title.start <= _FIRST_LEVEL_MAX and own > -1.5)
            # A closed sentence with nothing below it is a task, whatever stands beside it.
            told = own < 0 and item.title.strength == CLOSED and not item.title.run_in and share < 1
            if fits and share >= 0.3 and not told:
                out.append(item)
        elif own > 0 and share >= 0.5:
            out.append(item)
    return out


def _strength(item: _Item, drafts: list[Draft]) -> float:
    """Strength of a title in its place: a closed short sentence counts where deeper numbers or text follow it."""
    title = item.title
    if item.marker.style is Style.ARTICLE and title.run_in:
        return -1.0
    if title.strength == CLOSED and not title.run_in:
        following = next((d for d in drafts[item.place + 1 : item.place + 4] if d.kind is not BlockKind.NOISE), None)
        if following is None or not following.plain or following.annex:
            return -0.5
        marker = read_marker(following.text)
        if marker and NESTING[marker.style] <= NESTING[item.marker.style]:
            return -0.5
        if marker is None and len(following.text) < 20:
            return -0.5
    return title.strength
