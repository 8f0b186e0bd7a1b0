"""Lines above a list that say whose duties it tells: an office that stands alone, without a number, as copied lists and
tables whose cells became lines have it, and a sentence that leads in what a body has to do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.offices import leads_in, named_alone
from extract.organisations import Name

_FIRST = re.compile(r"\((?:一|1)\)|(?:一|1)[、.](?![0-9])|①")
"""The number that opens a list."""
_NUMBER = re.compile(r"\([0-9一二三四五六七八九十]{1,3}\)|[0-9]{1,2}[、.](?![0-9])|[一二三四五六七八九十]{1,3}、|[①-⑳]")
_DUTY = re.compile("(?:主要|具体)?(?:负责(?!人)|承担|牵头(?!单位|部门)|配合(?!单位|部门))|协助|会同|(?:主要|工作)职责:")
"""How duties open whose office stands in front of them."""
_GOES_ON = re.compile("(?:组织|指导|督促|协调|监督|做好|抓好|加强|落实|完成|开展|参与)")
"""How later lines of duties may open."""


def office_lines(lines: Sequence[str]) -> dict[int, tuple[int, list[Name]]]:
    """For each line that tells duties of an office the line of that office and its names, and for an office that stands
    alone its own line likewise; one alone is none. A line is a folded paragraph, empty for what is none."""
    alone: dict[int, list[Name]] = {}
    leading: dict[int, list[Name]] = {}
    for place in range(len(lines) - 1):
        if not _opens_duties(lines[place + 1]):
            continue
        if names := named_alone(lines[place]):
            alone[place] = names
        elif lines[place].endswith(":") and (names := leads_in(lines[place])):
            leading[place] = names
    heads = leading | (alone if len(alone) > 1 else {})
    out = {place: (place, names) for place, names in alone.items()} if len(alone) > 1 else {}
    for place, names in heads.items():
        kind = ""
        for at in range(place + 1, len(lines)):
            if at > place + 1 and (at in heads or not _belongs(lines[at], kind)):
                break
            kind = kind or _kind(lines[at])
            out[at] = place, names
    return out


def _opens_duties(line: str) -> bool:
    return bool(_DUTY.match(line) or _FIRST.match(line))


def _kind(line: str) -> str:
    """How a line is numbered: its number with the digit taken out."""
    number = _NUMBER.match(line)
    return re.sub("[0-9一二三四五六七八九十①-⑳]+", "#", number.group()) if number else ""


def _belongs(line: str, kind: str) -> bool:
    """Whether a line goes on with duties that are numbered so, or opens a list of them where none is open."""
    if _FIRST.match(line):
        return not kind
    return _kind(line) == kind if _kind(line) else bool(_DUTY.match(line) or _GOES_ON.match(line))
