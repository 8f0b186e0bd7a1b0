"""Which sentences a search may find: fields, phrases, exclusions, prefixes and bounds as SQL over `clause cl`."""

from __future__ import annotations

from dataclasses import fields, replace

from corpus.concepts import lexicon
from corpus.errors import BadLexicon
from corpus.filtering import EVERYTHING, Conditions, of_commitments, of_documents
from corpus.model import Filters
from corpus.question import Bound, Question
from corpus.terms import Terms
from corpus.within import EVERYWHERE, Within
from corpus.words import glob, plain_letters, tokens
from extract.labels import indicator_labels
from ingest.folding import simplified

_TIMES = (
    "case when m.unit glob '百万*' then 1e6 when m.unit glob '千万*' then 1e7 when m.unit glob '亿*' then 1e8"
    " when m.unit glob '万*' then 1e4 else 1 end"
)

_BINDS = (
    "exists (select 1 from binding b where b.commitment = cl.commitment and b.force = ? and b.start < cl.end"
    " and b.end > cl.start) or exists (select 1 from commitment c where c.id = cl.commitment and c.force = ? and not"
    " exists (select 1 from binding b where b.commitment = c.id and b.start <= cl.start and b.end >= cl.end))"
)
"""The sentence binds so: it or a clause of it by itself, else with its commitment."""

_SHARES = ("率", "比例", "比重", "占比")
_IS_SHARE = "coalesce(m.unit, '') = '%' and (" + " or ".join(f"instr(m.subject, '{word}')" for word in _SHARES) + ")"
"""A measure of a part of a whole; who asks for 班额 without a unit does not mean 大班额比例."""


def scope(question: Question, filters: Filters, terms: Terms) -> Within:
    """SQL that selects the ids of sentences, with its bindings; (None, ()) when all may be found."""
    conditions = Conditions()
    wanted = both(filters, question.filters)
    document, own = of_documents(wanted), of_commitments(replace(wanted, force=None))
    if document.parts:
        conditions.add(f"cl.document in (select d.id from document d where {document.sql})", *document.bindings)
    if own.parts:
        conditions.add(
            f"cl.commitment in (select c.id from commitment c where c.current = 1 and {own.sql})", *own.bindings
        )
    if wanted.force:
        conditions.add(_BINDS, wanted.force, wanted.force)
    for exact in question.phrases:
        _phrase(conditions, exact, terms)
    for start in question.prefixes:
        _among(conditions, terms.phrase(start, prefix=True))
    for excluded in question.excluded:
        _among(conditions, terms.phrase(excluded), "not in")
    for bound in question.bounds:
        _bound(conditions, bound)
    if not conditions.parts:
        return EVERYWHERE
    return f"select cl.id from clause cl where {conditions.sql}", tuple(conditions.bindings)


def both(filters: Filters, more: Filters) -> Filters:
    """Filters with those of the query's fields put in; where both say something the query counts."""
    given = {f.name: getattr(more, f.name) for f in fields(more)}
    return replace(filters, **{name: value for name, value in given.items() if value != getattr(EVERYTHING, name)})


def _among(conditions: Conditions, match: str | None, how: str = "in") -> None:
    if match:
        conditions.add(f"cl.id {how} (select rowid from clause_words where clause_words match ?)", match)


def _phrase(conditions: Conditions, exact: str, terms: Terms) -> None:
    """The words of the phrase side by side; marks between them must stand there as well."""
    _among(conditions, terms.phrase(exact))
    if not plain_letters(exact):
        conditions.add("cl.body glob ? or cl.body glob ?", glob(exact), glob(simplified(exact)))


def _bound(conditions: Conditions, bound: Bound) -> None:
    """Sentences with a measure of that name whose value keeps the bound; a range must keep it as a whole."""
    names = _names(bound.name)
    labels = [id_ for id_, label in indicator_labels().items() if any(name in label for name in names)]
    # A sentence may hold the name and a measure of something else, which does not count where it is known of what.
    named = " or ".join(["instr(m.subject, ?) or instr(m.quote, ?)"] * len(names))
    marks = ", ".join("?" * len(labels))
    edge = "m.high" if bound.sign in ("<", "<=") else "m.value"
    unit = "and m.unit is not null and (m.unit = ? or (length(m.unit) > length(?) and substr(m.unit, -length(?)) = ?))"
    share = "" if bound.unit or any(word in bound.name for word in _SHARES) else f" and not ({_IS_SHARE})"
    conditions.add(
        "exists (select 1 from measure m where m.document = cl.document and m.start < cl.end and m.end > cl.start"
        f" and (m.indicator in ({marks}) or instr(m.subject, ?) or (m.indicator is null and ({named})))"
        f" and cast(coalesce({edge}, m.value) as real) * {_TIMES} {bound.sign} ?{unit if bound.unit else share})",
        *labels,
        bound.name,
        *(name for one in names for name in (one, one)),
        float(bound.value),
        *((bound.unit,) * 4 if bound.unit else ()),
    )


def _names(typed: str) -> list[str]:
    """A name of a measure and what the lexicon says for it."""
    try:
        slots = lexicon().slots(typed)
    except BadLexicon:
        slots = []
    return [typed, *(term for slot in slots if slot.typed == typed for term, _ in slot.terms if len(tokens(term)) > 1)]
