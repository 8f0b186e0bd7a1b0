"""Values that were picked to narrow a list by. Pure."""

from __future__ import annotations

from dataclasses import replace

from corpus.chosen import Choice
from corpus.model import Filters

KINDS = ("region", "level", "indicator", "organisation", "force", "due", "status")
"""In the order in which they are shown. `due` is a state on a day (late, soon, open, undated, closed), `status` is what
was reported."""


def without(filters: Filters, kind: str) -> Filters:
    """The filters with nothing chosen of a kind."""
    return replace(filters, chosen=tuple(one for one in filters.chosen if one.kind != kind))


def picked(filters: Filters, choice: Choice) -> Filters:
    """The filters with this choice in place of another of its kind; chosen again, it is taken away."""
    left = without(filters, choice.kind)
    return left if choice in filters.chosen else replace(left, chosen=(*left.chosen, choice))
