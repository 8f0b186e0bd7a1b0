"""Aliases of organisations: the full form that the ways of writing one share. Pure text, no spaCy."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extract.lexicon import Rule, load

_NAMES = 8192
"""Names that are remembered: a plan names the same few organisations again and again."""


@lru_cache(maxsize=_NAMES)
def canonical(name: str) -> str:
    """The full form that aliases of one organisation share (`市发改委` -> `市发展和改革委员会`)."""
    out = name
    for rule, pattern in _aliases():
        out = pattern.sub(rule.means, out)
    return out


def variants(name: str) -> tuple[str, ...]:
    """The ways in which a name can be written: as typed, and with each form of an alias in it (`市发改委`,
    `市发展改革委`, `市发展和改革委员会`). What a full form ends in beyond a short one is left off."""
    out = [name]
    for rule in load("aliases"):
        forms = sorted((rule.means, *rule.words), key=len, reverse=True)
        held = next((form for form in forms if form in name), None)
        if held:
            out += [name.replace(held, form) for form in forms if form != held]
            short = name.removesuffix("员会") if name.endswith("委员会") else name
            out += [short.replace(held, form) for form in forms]
    return tuple(dict.fromkeys(out))


@cache
def _aliases() -> list[tuple[Rule, re.Pattern[str]]]:
    return [(rule, rule.compile()) for rule in load("aliases")]
