"""What the sentences that a search found have in common, counted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from corpus.hits import Facet
from corpus.store import Corpus, select
from extract.labels import indicator_label

_MOST = 12
"""Values of one kind."""
_PLACES = "select d.id, d.region, d.source from json_each(?) asked cross join document d on d.id = asked.value"
_OWN = "select c.id, substr(c.deadline, 1, 4) from json_each(?) asked cross join commitment c on c.id = asked.value"
_FORCES = (
    "with cl as materialized (select cl.id, cl.commitment, cl.start, cl.end from json_each(?) asked"
    " cross join clause cl on cl.id = asked.value)"
    " select force, count(*) from (select cl.id, c.force from cl cross join commitment c on c.id = cl.commitment"
    " where not exists (select 1 from binding b where b.commitment = c.id and b.start <= cl.start and b.end >= cl.end)"
    " union select cl.id, b.force from cl cross join binding b on b.commitment = cl.commitment and b.start < cl.end"
    " and b.end > cl.start) group by 1"
)
"""How many sentences bind so, by themselves, in a clause or with their commitment."""
_OFFICES = (
    "select distinct r.commitment, o.name from json_each(?) asked cross join responsibility r"
    " on r.commitment = asked.value join organisation o on o.id = r.organisation"
)
_MEASURED = (
    "select distinct m.commitment, m.indicator from json_each(?) asked cross join measure m"
    " on m.commitment = asked.value"
)


def facets(corpus: Corpus, rows: Sequence[int]) -> dict[str, tuple[Facet, ...]]:
    """Values with their counts for each kind, most frequent first; kinds without any value are left out."""
    if not rows:
        return {}
    connection = corpus.connection
    sql = "select cl.id, cl.document, cl.commitment from json_each(?) asked cross join clause cl on cl.id = asked.value"
    found = select(connection, sql, (json.dumps(list(rows)),))
    in_document = Counter(document for _, document, _ in found)
    in_commitment = Counter(commitment for *_, commitment in found if commitment is not None)
    documents, commitments = (json.dumps(sorted(ids)) for ids in (in_document, in_commitment))
    promised = json.dumps([row for row, _, commitment in found if commitment is not None])
    places = select(connection, _PLACES, (documents,))
    own = select(connection, _OWN, (commitments,))
    counted = {
        "region": _counted((region, in_document[row]) for row, region, _ in places),
        "document": _counted((source, in_document[row]) for row, _, source in places),
        "organisation": _counted(
            (name, in_commitment[row]) for row, name in select(connection, _OFFICES, (commitments,))
        ),
        "indicator": _counted(
            (indicator and indicator_label(indicator), in_commitment[row])
            for row, indicator in select(connection, _MEASURED, (commitments,))
        ),
        "force": _counted(select(connection, _FORCES, (promised,))),
        "year": _counted((year, in_commitment[row]) for row, year in own),
    }
    return {kind: values for kind, values in counted.items() if values}


def _counted(values: Iterable[tuple[str | None, int]]) -> tuple[Facet, ...]:
    """The most frequent values; of equally frequent ones in the order of their names."""
    counts: Counter[str] = Counter()
    for value, count in values:
        if value:
            counts[value] += count
    return tuple(Facet(*one) for one in sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:_MOST])
