"""How strongly a sentence binds."""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon import load
from extract.model import Force


@cache
def _rules() -> list[tuple[re.Pattern[str], Force]]:
    return [(r.compile(), Force(r.means)) for r in load("force")]


def force_of(text: str) -> Force:
    """The force of a folded text: the first rule that matches, else a plain directive."""
    return next((force for pattern, force in _rules() if pattern.search(text)), Force.SHALL)
