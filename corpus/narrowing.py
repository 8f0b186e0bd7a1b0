"""What a list of commitments can be narrowed by, with how many each value would keep."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from corpus.choices import KINDS, without
from corpus.deadlines import timed_sql
from corpus.filtering import of_commitments, of_documents
from corpus.hits import Facet
from corpus.model import Filters
from corpus.store import Corpus, select

_COUNTED: dict[str, Callable[[date], tuple[str, str, str]]] = {
    "region": lambda on: ("coalesce(d.region, '')", "count(*)", ""),
    "level": lambda on: ("coalesce(d.level, '')", "count(*)", ""),
    "indicator": lambda on: (
        "m.indicator",
        "count(distinct c.id)",
        " join measure m on m.commitment = c.id and m.indicator is not null",
    ),
    "organisation": lambda on: (
        "(select o.name from organisation o where o.id = r.organisation)",
        "count(*)",
        " join responsibility r on r.commitment = c.id and r.counts = 1",
    ),
    "force": lambda on: (
        "f.force",
        "count(*)",
        " join (select id as owner, force from commitment union all select distinct b.commitment, b.force"
        " from binding b join commitment k on k.id = b.commitment and k.force <> b.force) f on f.owner = c.id",
    ),
    "due": lambda on: (timed_sql(on), "count(*)", ""),
    "status": lambda on: ("coalesce(s.progress, 'not_started')", "count(*)", " left join state s on s.key = c.key"),
}
"""Kind -> (value, how it is counted, what is joined for it)."""
_OF_DOCUMENTS = ("region", "level")


def shares(corpus: Corpus, filters: Filters, on: date) -> Iterator[tuple[str, tuple[Facet, ...]]]:
    """Each kind with its values and the number of commitments that they keep, most first; a kind may have none.

    A kind is counted without what was chosen of it, so that another value of it can be chosen instead. In a large
    ledger each takes a part of a second: who no longer wants the rest stops asking.
    """
    for kind in KINDS:
        yield kind, _shares(corpus, without(filters, kind), kind, on)


def _shares(corpus: Corpus, filters: Filters, kind: str, on: date) -> tuple[Facet, ...]:
    value, counted, joined = _COUNTED[kind](on)
    document, own = of_documents(filters), of_commitments(filters)
    # Without a question to the documents, looking each of them up is most of the work.
    asked = kind in _OF_DOCUMENTS or document.parts
    joined += " join document d on d.id = c.document" if asked else ""
    found = select(
        corpus.connection,
        f"select {value}, {counted} from commitment c{joined}"
        f" where c.current = 1 and {document.sql} and {own.sql} group by 1 order by 2 desc, 1",
        (*document.bindings, *own.bindings),
    )
    return tuple(Facet(str(name), count) for name, count in found)
