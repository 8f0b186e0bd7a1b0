"""What a list can be narrowed by, in words. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.chosen import Choice
from tui import phrases
from tui.language import named, t


def word(kind: str, value: str) -> str:
    """A value as people call it."""
    if kind == "indicator":
        return phrases.indicator(value)
    if kind == "due":
        return named("timed", value)
    if kind == "status":
        return named("progress", value)
    if not value:
        return t("narrow.none")
    return named(kind, value) if kind in ("level", "force") else value


def line(chosen: Sequence[Choice]) -> str:
    """What was chosen, on one line."""
    return " · ".join(f"{t(f'narrow.{one.kind}')} {word(one.kind, one.value)}" for one in chosen)
