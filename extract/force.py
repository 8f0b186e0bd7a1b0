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
    """The force of a folded text: the first rule that matches, else a plain directive.

    A prohibition counts where the text opens with it: `确保…, 不得…` binds by its first clause.
    """
    opening = re.split("[,。;]", text, maxsplit=1)[0]
    for pattern, force in _rules():
        if pattern.search(opening if force is Force.PROHIBIT else text):
            return force
    return Force.SHALL
