"""Which office is meant: 市教育局 of one city is another one than 市教育局 of the next."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from corpus import settings
from corpus.store import Corpus, select

BETWEEN = " · "
"""Between the place and the office in a name that needs its place."""

_GOVERNMENT = re.compile(r"人民政府(?:办公厅|办公室)?\Z")
_OWN = re.compile(r"(?<!自治)[省市区县州旗盟]\Z")
"""What a place's own offices may be called by: 县 of 青禾县, whose 财政局 is the 县财政局."""
KIND = re.compile(r"(?<=..)(?:自治[区州县旗]|[省市区县州旗盟])\Z")
"""The word for the kind of a place at the end of its name."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the offices of one document are."""

    label: str | None
    """Put before a name; None for documents of the whole country."""
    signs: tuple[str, ...]
    """Pieces of a name that already say the place."""
    region: str | None = None
    """The region of the document, as written."""


class Offices:
    """Names of the organisations of a ledger's current documents, told apart by place."""

    def __init__(self, corpus: Corpus, on: date | None = None) -> None:
        """Ask the ledger where its documents are from; names are those of the day `on`, with its reorganisations."""
        self._settings = settings.of(corpus)
        self._on = on
        found = select(
            corpus.connection,
            "select id, region, region_code, region_parents, level, issuer, title, source from document"
            " where current = 1",
        )
        codes: dict[str, set[str]] = defaultdict(set)
        for _, region, code, *_ in found:
            if region:
                codes[region].add(code or "")
        self._known = {name for (name,) in select(corpus.connection, "select distinct name from organisation")}
        self._documents = {
            title or PurePath(source).stem
            for _, region, _, _, level, issuer, title, source in found
            if not region and not issuer
        }
        self._places = {
            row: _place(
                region, parents, level, issuer, title or PurePath(source).stem, ambiguous=len(codes[region or ""]) > 1
            )
            for row, region, _, parents, level, issuer, title, source in found
        }

    def label(self, document: int, name: str) -> str:
        """The name with its place: `乙市 · 市教育局`; as it is when it says its place itself, and for nobody."""
        place = self._places.get(document)
        name = self._called(name, place.region if place else None) if name else name
        if not name or place is None or place.label is None or any(sign in name for sign in place.signs):
            return name
        return f"{place.label}{BETWEEN}{name}"

    def _called(self, name: str, region: str | None) -> str:
        """What the settings call it; where they say nothing, 财政局 in a plan of 青禾县 is its 县财政局.

        Only where the ledger knows both names: an office keeps the name that it is written under everywhere.
        """
        set_name = self._settings.organisation(name, region, self._on)
        own = _OWN.search(region) if region and set_name == name else None
        if own is None or own.group() + name not in self._known:
            return set_name
        return self._settings.organisation(own.group() + name, region, self._on)

    def without_document(self, label: str) -> str:
        """A label as one writes to the office: without a document that stands where no place is known."""
        place, between, name = label.partition(BETWEEN)
        return name if between and place in self._documents else label


def _place(
    region: str | None, parents: str, level: str | None, issuer: str | None, title: str, *, ambiguous: bool
) -> _Place:
    """The region, else who issued the document, else the document itself."""
    if level == "national":
        return _Place(None, (), region)
    above = parents.split()
    if region:
        label = above[-1] + region if ambiguous and above else region
        return _Place(label, tuple(_stem(name) for name in (region, *above)), region)
    label = _GOVERNMENT.sub("", issuer) if issuer else title
    return _Place(label, (_stem(label),))


def _stem(name: str) -> str:
    """The name without the word for its kind: 青禾 of 青禾县."""
    return KIND.sub("", name)
