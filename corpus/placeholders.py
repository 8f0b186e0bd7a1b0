"""`{{单位}}` in a template: what stands there, and what does not. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from corpus.errors import BadTemplate
from corpus.notice import HEAD, OFFICE, TASK

PLACE = re.compile(r"\{\{\s*([^{}]{1,20}?)\s*\}\}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def names(text: str) -> set[str]:
    """Names that a text asks for."""
    return set(PLACE.findall(text))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with every place filled; what stands in a value is never a place."""
    return PLACE.sub(lambda found: harmless(values.get(found[1], found[0])), text)


def harmless(text: str) -> str:
    """Without characters that a document must not hold."""
    return _CONTROL.sub("", text)


def row_of(found: Iterable[str]) -> str:
    """What a row with these names stands for: `tasks`, `offices` or nothing."""
    asked = set(found)
    if asked & set(OFFICE):
        return "offices"
    return "tasks" if asked & (set(TASK) - set(HEAD)) else ""


def check(path: str, found: Iterable[str]) -> None:
    """Raises BadTemplate for a name that nothing stands behind."""
    unknown = sorted(set(found) - {*HEAD, *TASK, *OFFICE})
    if unknown:
        raise BadTemplate(
            path, f"没有“{unknown[0]}”这个字段", f"可用的有 {'、'.join(dict.fromkeys((*HEAD, *TASK, *OFFICE)))}"
        )
