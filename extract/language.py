"""The spaCy pipeline: one token a character, one pipe a component, mentions in `doc.user_data`."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extract import components as room
from extract.lexicon import alternatives
from extract.registry import TEXT, Component, Mention, components

MENTIONS = "taizhang_mentions"
"""Key in `doc.user_data` under which the mentions lie, by kind."""


@cache
def language() -> Language:
    """A blank Chinese pipeline with the character segmenter and every component as a pipe."""
    for module in iter_modules(room.__path__):
        import_module(f"{room.__name__}.{module.name}")
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "char"}}})
    for registered in components():
        name = f"taizhang_{registered.name}"
        if not Language.has_factory(name):
            Language.component(name, func=_pipe(registered.run))
        nlp.add_pipe(name)
    return nlp


def _pipe(run: Component):  # type: ignore[no-untyped-def]
    def pipe(doc: Doc) -> Doc:
        found: dict[str, list[Mention]] = doc.user_data.setdefault(MENTIONS, {})
        for mention in run(doc):
            found.setdefault(mention.kind, []).append(mention)
        return doc

    return pipe


_NEEDS_TOKENS = re.compile(alternatives("scopes"))
"""What components that match tokens look for: a Doc of characters costs more than all patterns together."""


def read(text: str) -> dict[str, list[Mention]]:
    """The mentions of a view's text by kind, each list in the order of the text.

    `text` holds no white space, so the token index is the character index.
    """
    nlp = language()
    words = list(text) if _NEEDS_TOKENS.search(text) else []
    doc = Doc(nlp.vocab, words=words, spaces=[False] * len(words))
    doc.user_data[TEXT] = text
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    found: dict[str, list[Mention]] = doc.user_data[MENTIONS]
    for mentions in found.values():
        mentions.sort(key=lambda m: (m.start, -m.end))
    return found
