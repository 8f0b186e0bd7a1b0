"""Mentions and block context to commitments and facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from extract import goals, items, keys, measures, moments, numbers, owning, tables, timing, years
from extract.bundling import Made, bundles
from extract.drafts import Draft
from extract.finishing import finished
from extract.force import PLAIN, Strength, main_force, strength
from extract.model import Binding, Commitment, Extraction, Force, Measure, Responsibility, Role
from extract.naming import name
from extract.stages import leads_stage, names_stage
from extract.statements import Item, Statement
from extract.tabled import read_rows
from extract.view import fold
from ingest.model import Document, Span


def assemble(document: Document, progress: Callable[[], None]) -> Extraction:
    """The commitments and facts of a document, in the order of its text; `progress` is called all the while."""
    year = years.plan_year(document)
    of = timing.Years(year, years.begins(document, year), (document.header.period or (None, None))[1])
    education = _is_education(document.text)
    commitments: list[Commitment] = []
    facts: list[Measure] = []
    identity = keys.document_identity(document)
    seen: Counter[tuple[str, ...]] = Counter()
    titles: dict[int | None, tuple[str, ...]] = {}
    stages: dict[int | None, date] = {}
    read: list[tuple[Item, list[Made]]] = []
    led: date | None = None
    found = items.read(document)
    statements = [one for item in found for one in item.statements]
    progress()
    binding = iter([_strength(one) for one in statements])
    stating = iter(numbers.read(statements))
    for item in found:
        progress()
        dashed = goals.dashed(item)
        if dashed and item.stage is None and led:
            item = item._replace(stage=led)
        if item.stage is None and stages:
            above = [stages[i] for i in document.path(item.section) or (None,) if i in stages]
            item = item._replace(stage=above[-1]) if above else item
        made = _item(document, item, [(one, next(binding), next(stating)) for one in item.statements], of, education)
        opened = goals.stage_of(document, item, made)
        if opened and (item.section is not None or goals.leads_on(made)):
            stages[item.section] = opened
        if not dashed:
            led = goals.leads(made) if not item.owned else None
        read.append((item, made))
    for item, made in read:
        progress()
        for one in made:
            facts += [m for m in one.measures if m.role is not Role.COMMITMENT]
        wanted = [m for m in made if m.statement.role is Role.COMMITMENT]
        if wanted and item.section not in titles:
            titles[item.section] = tuple(document.headings[i].title for i in document.path(item.section))
        for bundle in bundles(item, wanted):
            commitments.append(_commitment(document, item, bundle, identity, titles[item.section], seen))
    first_leads = bool(document.tables) and owning.first_leads(fold(document.text))
    for table in document.tables:
        rows: list[tables.Row] = []
        for row in tables.rows(document, table, year, first_leads):
            progress()
            rows.append(row)
        promised, stated = read_rows(document, table, rows, year, identity, seen, education)
        commitments += promised
        facts += stated
    commitments.sort(key=lambda c: (c.span.start, c.span.end))
    facts.sort(key=lambda m: (m.span.start, m.value_span.start if m.value_span else 0))
    return Extraction(document, tuple(commitments), tuple(facts))


def _is_education(text: str) -> bool:
    """Whether the indicators of compulsory education can be meant at all."""
    counted = sum(text.count(word) for word in ("教育", "学校", "教师", "学生", "小学", "初中"))
    return counted * 120 >= len(text)


def _strength(statement: Statement) -> Strength:
    """How a statement binds, where it promises."""
    promises = statement.role is Role.COMMITMENT
    return strength(statement.view.text[statement.start : statement.end]) if promises else PLAIN


Told = tuple[Statement, Strength, numbers.Numbers | None]
"""A statement, how it binds, and its numbers."""


def _item(document: Document, item: Item, told_: Sequence[Told], of: timing.Years, education: bool) -> list[Made]:
    out: list[Made] = []
    standing = item.stage
    carried: list[str] = []
    prior: Sequence[Measure] = ()
    staged = False
    told: date | None = None
    passing: date | None = None
    told_for: date | None = None
    for one_told in told_:
        statement = one_told[0]
        due = (told_for if statement.role is Role.STATUS else passing) or standing
        if out and goals.OF_WHICH.match(statement.view.text, statement.start):
            due = goals.only_date(out[-1]) or due
        one, named = _statement(document, item, one_told, of, told, due, carried, education, prior)
        told = timing.last_month(one.dated) or told
        prior = one.measures or prior
        if statement.listing:
            carried = named
        passing = one.opening if one.passes else passing
        stays = statement.opens_block or staged or goals.speaks_of_goals(document, item)
        if one.opening and one.sets_stage and stays:
            standing, staged = one.opening, True
        told_for = moments.opening(statement) or told_for
        if statement.view.text[statement.end - 1] != ";":
            passing = told_for = None
        out.append(one)
    return out


def _statement(
    document: Document,
    item: Item,
    one_told: Told,
    of: timing.Years,
    told: date | None,
    standing: date | None,
    carried: list[str],
    education: bool,
    prior: Sequence[Measure],
) -> tuple[Made, list[str]]:
    statement, binds, stated = one_told
    view = statement.view
    made = Made(statement, strength=binds)
    last = carried if statement.lists and not statement.listing else []
    drafts: list[Draft] = []
    if stated:
        drafts, last = measures.read(view, stated, last, prior)
    made.dated = times = timing.promised(statement, of, told, made) if statement.inside("deadline") else []
    if drafts:
        inherited = item.deadline or standing
        made.measures = finished(document, item, statement, drafts, times, inherited, education, made.strength)
    good = [(m, d) for m, d in times if d]
    if item.deadline:
        made.deadline, made.deadline_span = item.deadline, item.deadline_span
    elif good:
        mention, made.deadline = max(good, key=lambda t: t[1])
        made.deadline_span = view.span(mention.start, mention.end)
    else:
        made.deadline = standing
    first = next(((m, d) for m, d in good if goals.opens(statement, m, view.text)), None) if good else None
    if (
        first is None
        and len(good) == 1
        and goals.speaks_of_goals(document, item)
        and goals.sets_stage(good[0][0], view.text)
    ):
        first = good[0]
    named = bool(good) and statement.opens_block and names_stage(view.text, statement.start, statement.end)
    first = good[-1] if named else first
    if good and statement.opens_block and not named and leads_stage(view.text, statement.start, good[0][0].start):
        named, first = True, good[0]
    if first:
        made.opening = first[1]
        made.sets_stage = named or goals.sets_stage(first[0], view.text)
        leads = view.text[first[0].end - 1 : first[0].end + 1]
        made.passes = (
            made.sets_stage or goals.of_year(first[0].value) or (leads in _LEADS and first[1].month == goals.LAST_MONTH)
        )
    return made, last


_LEADS = frozenset({"前,", "底,", "末,"})
"""How the end of a year is written that leads a sentence, behind its semicolons too: `2025年底前,建成5个;改造8个`."""


def _commitment(
    document: Document,
    item: Item,
    bundle: Sequence[Made],
    identity: str,
    path: tuple[str, ...],
    seen: Counter[tuple[str, ...]],
) -> Commitment:
    first, last = bundle[0].statement, bundle[-1].statement
    span = Span(first.view.places[first.start], last.view.places[last.end - 1] + 1)
    quote = document.quote(span)
    subject = name(item, first)
    mark = (*path, "commitment", keys.squeeze(subject))
    ordinal = seen[mark]
    seen[mark] += 1
    owners = item.owners or _union([one.statement.owners for one in bundle if one.statement.actors])
    latest = max((one for one in bundle if one.deadline), key=lambda one: one.deadline or date.min, default=None)
    found = tuple([m for one in bundle for m in one.measures if m.role is Role.COMMITMENT])
    doubts = tuple(dict.fromkeys([d for one in bundle for d in one.doubts]))
    alone = len(bundle) == 1 or item.owned
    recurrence = _duty(first, bundle[0].measures) if alone else None
    least = min([m.confidence for m in found], default=0.9)
    force = next((m.force for m in found if m.force), main_force([one.strength.force for one in bundle]))
    return Commitment(
        key=keys.key(identity, path, "commitment", subject, "", ordinal),
        span=span,
        quote=quote,
        section=item.section,
        subject=subject,
        deadline=latest.deadline if latest else None,
        responsible=owners,
        measures=found,
        force=force,
        recurrence=recurrence,
        deadline_span=latest.deadline_span if latest else None,
        doubts=doubts,
        rules=tuple(dict.fromkeys([r for one in bundle for r in one.statement.rules])),
        confidence=round(least - 0.1 * bool(doubts), 2),
        bindings=tuple(_bindings(bundle, force)),
    )


def _duty(statement: Statement, measures_: Sequence[Measure]) -> str | None:
    """The rhythm of a duty: the first that the sentence names, a mere rate (每周16节) left out."""
    for mention in statement.inside("recurrence"):
        place = statement.view.span(mention.start, mention.end)
        holders = [m for m in measures_ if m.span.contains(place)]
        if not holders or any(m.recurrence for m in holders):
            return str(mention.value)
    return None


def _bindings(bundle: Sequence[Made], force: Force) -> Iterable[Binding]:
    """The sentences and clauses that bind otherwise than the whole."""
    for one in bundle:
        view, start = one.statement.view, one.statement.start
        own = one.strength.force
        if own is not force:
            yield Binding(view.span(start, one.statement.end), own)
        for a, b, other in one.strength.marked():
            yield Binding(view.span(start + a, start + b), other)


def _union(groups: Iterable[Sequence[Responsibility]]) -> tuple[Responsibility, ...]:
    out: dict[str, Responsibility] = {}
    for group in groups:
        for one in group:
            out.setdefault(one.name, one)
    return tuple(out.values())
