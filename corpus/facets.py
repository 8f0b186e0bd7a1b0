"""What the sentences that a search found have in common, counted."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.hits import Facet
from corpus.store import Corpus, select
from extract.labels import indicator_label

_MOST = 12
"""Values of one kind."""
_ASKED = {
    "region": "select d.region, count(*) from {clauses} join document d on d.id = cl.document",
    "document": "select d.source, count(*) from {clauses} join document d on d.id = cl.document",
    "organisation": "select o.name, count(distinct cl.id) from {clauses}"
    " join responsibility r on r.commitment = cl.commitment join organisation o on o.id = r.organisation",
    "indicator": "select m.indicator, count(distinct cl.id) from {clauses}"
    " join measure m on m.commitment = cl.commitment",
    "force": "select c.force, count(*) from {clauses} join commitment c on c.id = cl.commitment",
    "year": "select substr(c.deadline, 1, 4), count(*) from {clauses} join commitment c on c.id = cl.commitment",
}


def facets(corpus: Corpus, rows: Sequence[int]) -> dict[str, tuple[Facet, ...]]:
    """Values with their counts for each kind, most frequent first; kinds without any value are left out."""
    if not rows:
        return {}
    marks = ", ".join("?" * len(rows))
    clauses = f"(select * from clause where id in ({marks})) cl"
    out: dict[str, tuple[Facet, ...]] = {}
    for kind, sql in _ASKED.items():
        found = select(corpus.connection, f"{sql.format(clauses=clauses)} group by 1 order by 2 desc, 1", rows)
        values = [Facet(indicator_label(v) if kind == "indicator" else v, n) for v, n in found if v]
        if values:
            out[kind] = tuple(values[:_MOST])
    return out
