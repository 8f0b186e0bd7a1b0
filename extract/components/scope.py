"""School levels and groups that values are for; mentions carry the label that scopes are compared by."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from extract.lexicon import load
from extract.registry import Mention, matcher

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


_OTHER = "scope.inside"
_INSIDE = {"开学前": "", "入学前": "", "上学前": "", "放学前": "", "集中学习": "", "其中小学": "小学"}
"""Words that hold the characters of a level, and the level that they really name."""


def words() -> Iterator[str]:
    """Every level as written, and the words that only look as if they held one."""
    for rule in load("scopes"):
        yield from rule.words
    yield from _INSIDE


@cache
def _matcher(vocab: Vocab) -> tuple[PhraseMatcher, dict[str, str]]:
    # Here and not above: `extract.language` loads spaCy without torch, whoever imports this module before it.
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

    found = PhraseMatcher(vocab)
    labels: dict[str, str] = {}
    for rule in load("scopes"):
        found.add(rule.name, [Doc(vocab, words=list(w), spaces=[False] * len(w)) for w in rule.words])
        labels[rule.name] = rule.means
    found.add(_OTHER, [Doc(vocab, words=list(w), spaces=[False] * len(w)) for w in _INSIDE])
    return found, labels


@matcher("scope", order=40, words=words)
def find(doc: Doc) -> Iterator[Mention]:
    """Levels as written, the longest first where they overlap."""
    from spacy.util import filter_spans

    phrases, labels = _matcher(doc.vocab)
    for span in filter_spans(phrases(doc, as_spans=True)):
        if span.label_ == _OTHER:
            inside = _INSIDE[span.text]
            if inside:
                yield Mention("scope", span.end - len(inside), span.end, _OTHER, inside)
            continue
        yield Mention("scope", span.start, span.end, span.label_, labels[span.label_])
