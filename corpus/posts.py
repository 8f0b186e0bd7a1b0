"""What each organisation has under each light: ids, the first due first. Reads a whole ledger without its rows."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.deadlines import joined_due_sql
from corpus.filtering import EVERYTHING
from corpus.lights import COLOUR, Light, reasons
from corpus.model import Filters
from corpus.offices import Offices
from corpus.store import Corpus, select


@dataclass(frozen=True, slots=True)
class Post:
    """One organisation."""

    organisation: str
    """With its place where the name alone does not say it; empty for nobody."""
    lit: Mapping[Light, Sequence[int]]
    """Row ids of commitments, each once, the first due first, what has no date last."""

    def count(self, light: Light) -> int:
        """Commitments under a light."""
        return len(self.lit[light])

    @property
    def total(self) -> int:
        """All its commitments."""
        return sum(map(len, self.lit.values()))


def posts(corpus: Corpus, on: date, filters: Filters = EVERYTHING) -> list[Post]:
    """What the filters keep, by organisation: most red first, then most yellow; what nobody owns last.

    The organisations and their numbers are those of `lights.boards`.
    """
    with corpus.reading():
        found = reasons(corpus, on, filters)
        offices = Offices(corpus, on)
        wanted = filters.organisation or ""
        labels: dict[tuple[int, str], str] = {}
        held: dict[str, dict[int, str]] = {}
        for row, document, day, name, written in select(
            corpus.connection,
            f"select c.id, c.document, {joined_due_sql(on)}, o.name, o.written from commitment c"
            " left join state s on s.key = c.key left join responsibility r on r.commitment = c.id"
            " left join organisation o on o.id = r.organisation where c.current = 1",
        ):
            if row not in found:
                continue
            label = ""
            if name:
                label = labels.get((document, name)) or labels.setdefault(
                    (document, name), offices.label(document, name)
                )
            if not wanted or wanted in label or wanted in (written or ""):
                held.setdefault(label, {})[row] = day or "9999-99-99"
    out = []
    for label, own in held.items():
        lit: dict[Light, array[int]] = {light: array("q") for light in Light}
        for _, row in sorted((day, row) for row, day in own.items()):
            lit[COLOUR[found[row]]].append(row)
        out.append(Post(label, lit))
    return sorted(
        out,
        key=lambda one: (
            one.organisation == "", -one.count(Light.RED), -one.count(Light.YELLOW), -one.total, one.organisation
        ),
    )  # fmt: skip
