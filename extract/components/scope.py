"""School levels and groups that values are for; mentions carry the label that scopes are compared by."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from spacy.matcher import PhraseMatcher
from spacy.util import filter_spans

from extract.lexicon import load
from extract.registry import Mention, matcher

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


def words() -> Iterator[str]:
    """Every level as written."""
    for rule in load("scopes"):
        yield from rule.words


@cache
def _matcher(vocab: Vocab) -> tuple[PhraseMatcher, dict[str, str]]:
    from spacy.tokens import Doc

    found = PhraseMatcher(vocab)
    labels: dict[str, str] = {}
    for rule in load("scopes"):
        found.add(rule.name, [Doc(vocab, words=list(w), spaces=[False] * len(w)) for w in rule.words])
        labels[rule.name] = rule.means
    return found, labels


@matcher("scope", order=40, words=words)
def find(doc: Doc) -> Iterator[Mention]:
    """Levels as written, the longest first where they overlap."""
    phrases, labels = _matcher(doc.vocab)
    for span in filter_spans(phrases(doc, as_spans=True)):
        yield Mention("scope", span.start, span.end, span.label_, labels[span.label_])
