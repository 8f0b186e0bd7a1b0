"""Who acts, and who acts beside it: `X会同Y开展…`, `X负责、Y参与`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.bodies import definite, generic
from extract.edges import compiled
from extract.lexicon import load
from extract.model import Duty
from extract.organisations import Name, is_name, split_names
from extract.registry import Mention


@dataclass(frozen=True, slots=True)
class Actor:
    """The subject of a clause that has to do something."""

    names: tuple[tuple[Name, Duty], ...]


_TOGETHER = re.compile(r"(?:要|应当?|应|须|将|负责|牵头(?:负责)?,?)?(?:会同|联合|商(?!请|务))(?P<who>[^,。;:]{2,60})")
_LATER = re.compile(r"[^。;:由各会]{0,60}[,时后中并内期上]会同(?P<who>[^,。;:]{2,60})")
"""With whom the subject acts that its clause names later: `要在汛期前会同…`, `制定方案,并会同…`."""
_BESIDE = re.compile(r"(?:负责|牵头|承办|主办)[、,](?P<who>[^,。;:]{2,90}?)(?:参与|参加|配合|协助|协同|协办)")


def with_others(text: str, actor: Mention) -> Mention:
    """Those who act together with the subject: `X会同Y开展…`, `X负责、Y参与`."""
    value = actor.value
    if not isinstance(value, Actor):
        return actor
    last = value.names[-1][0].end
    beside = _BESIDE.match(text, last)
    if beside:
        names = _all_names(beside["who"], beside.start("who"))
        return _joined(actor, value, names, Duty.SUPPORT, beside.end())
    together = _TOGETHER.match(text, last) or _LATER.match(text, last)
    if together is None:
        return actor
    who = together["who"]
    for verb in _together_verb().finditer(who):
        names = _all_names(who[: verb.start()], together.start("who"))
        if names:
            return _joined(actor, value, names, Duty.RESPONSIBLE, together.start("who") + verb.start())
    names = _all_names(who, together.start("who")) if text[together.end() : together.end() + 1] == "," else []
    return _joined(actor, value, names, Duty.RESPONSIBLE, together.end())


@cache
def _together_verb() -> re.Pattern[str]:
    """What offices do together."""
    rules = [r.source() for r in load("organisations") if r.means == "trigger" and r.group in ("opening", "acting")]
    return compiled(f"{'|'.join(rules)}|约谈|核查|验收|通报|督办|检查|巡查|拟[定订]|编制|制订|起草|修订|排查|查处|清理")


def _all_names(text: str, start: int) -> list[Name]:
    """The names in a text that holds nothing else."""
    names = split_names(text, start) if len(text) > 1 else []
    return names if all(is_name(n.full) and (definite(n.full) or generic(n.name)) for n in names) else []


def _joined(actor: Mention, value: Actor, names: list[Name], duty: Duty, end: int) -> Mention:
    if not names:
        return actor
    together = Actor((*value.names, *((name, duty) for name in names)))
    return Mention(actor.kind, actor.start, max(actor.end, end), actor.rule, together)
