"""How strongly a sentence binds."""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon import Gated, load
from extract.model import Force


@cache
def _rules() -> Gated:
    return Gated(load("force"))


_CLAUSE = re.compile("[,。;]")


def force_of(text: str) -> Force:
    """The force of a folded text: the first rule that matches, else a plain directive.

    A prohibition counts where the text opens with it: `确保…, 不得…` binds by its first clause.
    """
    for rule, pattern in _rules().open(text):
        force = Force(rule.means)
        if pattern.search(_CLAUSE.split(text, maxsplit=1)[0] if force is Force.PROHIBIT else text):
            return force
    return Force.SHALL
