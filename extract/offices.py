"""Plans that share out duties under headings that are offices: `(一)县水利局`, and below it what it has to do."""

from __future__ import annotations

import re
from collections import Counter

from extract.bodies import definite
from extract.organisations import Name, is_name, split_names
from extract.view import fold
from ingest.model import Document

_LONG = 30
"""Characters of the longest heading that is looked at."""
_FORMED = re.compile(r"(?:小组|工作组|指挥部|机构|专班|中心|办公室|委员会|学校|社区|村|部|院)\Z")
"""Endings of what a plan forms or describes under a heading of its own; it tells no office to act there."""


def offices(title: str, start: int = 0) -> list[Name]:
    """The offices that a folded title consists of from `start` on; none where it says anything else."""
    names = split_names(title[start:].rstrip("。:"), start)
    told = all(is_name(n.full) and definite(n.full) and not _FORMED.search(n.full) for n in names)
    return names if told else []


def office_sections(document: Document) -> frozenset[int]:
    """The headings that are offices, where at least two of one level are: one alone may be a mere topic."""
    found = {
        place: heading.level
        for place, heading in enumerate(document.headings)
        if len(heading.title) <= _LONG and offices("".join(fold(heading.title).split()))
    }
    levels = Counter(found.values())
    return frozenset(place for place, level in found.items() if levels[level] > 1)
