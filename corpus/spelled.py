"""Words of a query that are typed in pinyin, as the words of the ledger that they can stand for."""

from __future__ import annotations

import re
from collections import Counter

from corpus import pinyin
from corpus.concepts import lexicon
from corpus.errors import BadLexicon
from corpus.lexicon import DECAY, Slot
from corpus.store import Corpus, select
from corpus.words import fold
from extract.labels import indicator_labels

_WORDS = re.compile("[a-z]{3,40}")
_MOST = 6
"""Words that one spelling stands for."""
_NAMES = 20_000
"""Organisations that are looked through."""


def slots(corpus: Corpus, text: str) -> tuple[Slot, ...]:
    """One for each word of letters that is pinyin of something: names of organisations in the ledger, terms of the
    lexicon, names of indicators; what most of them say comes first.

    Full pinyin may stand anywhere in a name, first letters only for all of a term or the end of a name: three letters
    fit much. Letters that stand for nothing here stay what they are.
    """
    typed = [word for word in dict.fromkeys(_WORDS.findall(fold(text))) if pinyin.written(word)]
    if not typed:
        return ()
    names = "\n".join(
        name for (name,) in select(corpus.connection, "select distinct written from organisation limit ?", (_NAMES,))
    )
    terms = "\n".join(_terms())
    out = []
    for word in typed:
        found: Counter[str] = Counter()
        whole, short = pinyin.full(word), pinyin.initials(word)
        if whole:
            found.update(pinyin.pattern(whole).findall(names))
            found.update(pinyin.pattern(whole).findall(terms))
        if short and not found:
            found.update(pinyin.pattern(short, "(?![^\\n])").findall(names))
            found.update(pinyin.pattern(short, "(?![^\\n])", "(?<![^\\n])").findall(terms))
        best = sorted(found, key=lambda one: (-found[one], one))[:_MOST]
        if best:
            out.append(Slot(word, tuple((fold(one), DECAY**place) for place, one in enumerate(best))))
    return tuple(out)


def _terms() -> dict[str, None]:
    """Terms of the lexicon, and names of indicators."""
    try:
        entries = lexicon().entries
    except BadLexicon:
        entries = ()
    return dict.fromkeys([*(term for one in entries for term in (*one.terms, *one.says)), *indicator_labels().values()])
