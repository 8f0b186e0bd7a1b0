"""Components over the text of a view: patterns read the text, spaCy's matchers the stretches that hold their words.

A Doc of characters costs more than all patterns together, so an automaton over the words of the matchers decides which
characters become tokens; most texts give none.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib import import_module
from pkgutil import iter_modules

from ahocorasick_rs import AhoCorasick, Implementation

from extract import components as room
from extract.registry import Component, Matcher, Mention, components, matchers


@contextmanager
def _without_torch() -> Iterator[None]:
    """spaCy's thinc loads torch where it is installed: 180 MiB and seconds for what a blank pipeline never uses."""
    hidden = "torch" not in sys.modules
    if hidden:
        sys.modules["torch"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if hidden:
            del sys.modules["torch"]


with _without_torch():
    import spacy
    from spacy.language import Language
    from spacy.tokens import Doc

MENTIONS = "taizhang_mentions"
"""Key in `doc.user_data` under which the matchers' mentions lie."""


@cache
def _room() -> None:
    """Every module of components, imported: importing registers."""
    for module in iter_modules(room.__path__):
        import_module(f"{room.__name__}.{module.name}")


@cache
def language() -> Language:
    """A blank Chinese pipeline with the character segmenter and every matcher as a pipe."""
    _room()
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "char"}}})
    for registered in matchers():
        name = f"taizhang_{registered.name}"
        if not Language.has_factory(name):
            Language.component(name, func=_pipe(registered.run))
        nlp.add_pipe(name)
    return nlp


def _pipe(run: Matcher):  # type: ignore[no-untyped-def]
    def pipe(doc: Doc) -> Doc:
        doc.user_data.setdefault(MENTIONS, []).extend(run(doc))
        return doc

    return pipe


@cache
def _components() -> tuple[Component, ...]:
    _room()
    return tuple(registered.run for registered in components())


@cache
def _gate() -> AhoCorasick:
    _room()
    words = sorted({word for registered in matchers() for word in registered.words()})
    return AhoCorasick(words, implementation=Implementation.DFA)


@cache
def _pipes():  # type: ignore[no-untyped-def]
    return language().vocab, [pipe for _, pipe in language().pipeline]


def _stretches(text: str) -> list[tuple[int, int]]:
    """What the words of the matchers cover, words that overlap as one stretch."""
    out: list[tuple[int, int]] = []
    found = _gate().find_matches_as_indexes(text, overlapping=True)
    for start, end in sorted((a, b) for _, a, b in found) if found else ():
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _matched(text: str) -> Iterator[Mention]:
    """The mentions of all matchers, from one Doc of the stretches with a break between them."""
    stretches = _stretches(text)
    if not stretches:
        return
    places = [place for start, end in stretches for place in range(start, end + 1)]
    for one in _tokens("\n".join([text[start:end] for start, end in stretches])):
        yield Mention(one.kind, places[one.start], places[one.end - 1] + 1, one.rule, one.value)


@lru_cache(maxsize=4096)
def _tokens(stretches: str) -> tuple[Mention, ...]:
    """What the matchers find in stretches; plans name the same few again and again."""
    vocab, pipes = _pipes()
    doc = Doc(vocab, words=list(stretches), spaces=[False] * len(stretches))
    for pipe in pipes:
        doc = pipe(doc)
    return tuple(doc.user_data[MENTIONS])


def read(texts: Sequence[str]) -> list[dict[str, list[Mention]]]:
    """The mentions of the texts of views by kind, each list in the order of its text; texts hold no white space.

    Component by component, not text by text: what a component matches with stays in the processor's cache.
    """
    out: list[dict[str, list[Mention]]] = [{} for _ in texts]
    for run in (*_components(), _matched):
        for text, found in zip(texts, out, strict=True):
            for mention in run(text):
                if mention.kind in found:
                    found[mention.kind].append(mention)
                else:
                    found[mention.kind] = [mention]
    for found in out:
        for mentions in found.values():
            if len(mentions) > 1:
                mentions.sort(key=lambda m: (m.start, -m.end))
    return out
