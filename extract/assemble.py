"""Mentions and block context to commitments and facts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from extract import items, keys, measures, owning, tables, years
from extract.bundling import Made, bundles
from extract.components.deadline import When
from extract.drafts import Draft
from extract.finishing import finished
from extract.force import strength
from extract.levels import Sentence
from extract.model import Binding, Commitment, Extraction, Force, Measure, Responsibility, Role
from extract.naming import name
from extract.registry import Mention
from extract.stages import names_stage
from extract.statements import Item, Statement
from extract.tabled import read_row
from extract.view import fold
from ingest.model import Document, Span


def assemble(document: Document, progress: Callable[[], None]) -> Extraction:
    """The commitments and facts of a document, in the order of its text; `progress` is called all the while."""
    year = years.plan_year(document)
    begins = years.begins(document, year)
    education = _is_education(document.text)
    commitments: list[Commitment] = []
    facts: list[Measure] = []
    identity = keys.document_identity(document)
    seen: Counter[tuple[str, ...]] = Counter()
    titles: dict[int | None, tuple[str, ...]] = {}
    stages: dict[int, date] = {}
    read: list[tuple[Item, list[Made]]] = []
    led: date | None = None
    for item in items.read(document):
        progress()
        dashed = _dashed(item)
        if dashed and item.stage is None and led:
            item = item._replace(stage=led)
        if item.stage is None and stages:
            above = [stages[i] for i in document.path(item.section) if i in stages]
            item = item._replace(stage=above[-1] if above else None)
        made = _item(document, item, year, begins, education)
        opened = _stage_of(document, item, made)
        if item.section is not None and opened:
            stages[item.section] = opened
        if not dashed:
            led = _leads(made) if not item.owned else None
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
        for row in tables.rows(document, table, year, first_leads):
            progress()
            promised, stated = read_row(document, table, row, year, identity, seen, education)
            commitments += promised
            facts += stated
    commitments.sort(key=lambda c: (c.span.start, c.span.end))
    facts.sort(key=lambda m: (m.span.start, m.value_span.start if m.value_span else 0))
    return Extraction(document, tuple(commitments), tuple(facts))


_DASHES = ("——", "--", "—")


def _dashed(item: Item) -> bool:
    """Whether an item is one of the points that dashes open (`——产业体系更优。…`)."""
    first = item.statements[0] if item.statements else None
    return first is not None and first.view.text.startswith(_DASHES)


def _leads(made: Sequence[Made]) -> date | None:
    """The date that a paragraph sets for points behind it that dashes open: the only period or year it is to reach."""
    dates = {day for one in made for at, day in one.dated if day and _sets_stage(at, one.statement.view.text)}
    return dates.pop() if len(dates) == 1 else None


_ANNOUNCED = re.compile(r"(?:如下|以下[^,。;]{0,8}(?:目标|任务))[。:]?\Z")


_GOALS = re.compile("目标")
_OF_GOALS = re.compile("(?:总体|主要|发展|工作|建设|行动|规划)目标\\Z")
"""A chapter of goals and of nothing else, also above headings of its own."""


def _speaks_of_goals(document: Document, item: Item) -> bool:
    """Whether an item stands under a heading that names goals."""
    if item.section is None:
        return False
    above = document.path(item.section)[:-1]
    return bool(
        _GOALS.search(document.headings[item.section].title)
        or any(_OF_GOALS.search(document.headings[i].title) for i in above)
    )


def _stage_of(document: Document, item: Item, made: Sequence[Made]) -> date | None:
    """The date that a paragraph sets for what follows it in its section: it announces it, or opens the goals."""
    if not made or item.owned:
        return None
    first = made[0]
    goals = _speaks_of_goals(document, item)
    if first.opening and first.sets_stage and (goals or _announces(made[-1])):
        return first.opening
    if goals and len(made) > 1 and made[-1].opening and made[-1].sets_stage and not any(m.dated for m in made[:-1]):
        return made[-1].opening
    text = first.statement.view.text[first.statement.start : first.statement.end]
    dated = {d for _, d in first.dated if d}
    return dated.pop() if len(dated) == 1 and len(made) == 1 and "目标" in text and text.endswith(":") else None


def _announces(last: Made) -> bool:
    """Whether a paragraph announces what follows it: `到2025年,实现以下目标:`."""
    text = last.statement.view.text[last.statement.start : last.statement.end]
    return text.endswith(":") or bool(_ANNOUNCED.search(text))


def _is_education(text: str) -> bool:
    """Whether the indicators of compulsory education can be meant at all."""
    counted = sum(text.count(word) for word in ("教育", "学校", "教师", "学生", "小学", "初中"))
    return counted * 120 >= len(text)


def _item(document: Document, item: Item, year: int | None, begins: int | None, education: bool) -> list[Made]:
    out: list[Made] = []
    standing = item.stage
    carried: list[str] = []
    prior: Sequence[Measure] = ()
    staged = False
    passing: date | None = None
    for statement in item.statements:
        due = passing or standing
        if out and _OF_WHICH.match(statement.view.text, statement.start):
            due = _only_date(out[-1]) or due
        one, named = _statement(document, item, statement, year, begins, due, carried, education, prior)
        prior = one.measures or prior
        if statement.listing:
            carried = named
        passing = one.opening if one.passes else passing
        stays = statement.opens_block or staged or _speaks_of_goals(document, item)
        if one.opening and one.sets_stage and stays:
            standing, staged = one.opening, True
        if statement.view.text[statement.end - 1] != ";":
            passing = None
        out.append(one)
    return out


_OF_WHICH = re.compile("其中[,:]?")
"""Opens a sentence on parts of what the one in front counts, which are due when the whole is."""


def _only_date(made: Made) -> date | None:
    """The date of a statement whose measures are all due on one day."""
    dates = {m.deadline for m in made.measures if m.role is Role.COMMITMENT}
    return dates.pop() if len(dates) == 1 else None


def _drafts(statement: Statement, carried: list[str], prior: Sequence[Measure]) -> tuple[list[Draft], list[str]]:
    """The measures of a statement and the scopes that a following one may take up, as `measures.read` gives them."""
    quantities = statement.inside("quantity")
    if not quantities:
        return [], list(carried)
    sentence = Sentence(
        statement.start,
        statement.end,
        statement.role,
        tuple(quantities),
        tuple(statement.inside("scope")),
        tuple(statement.inside("indicator")),
    )
    return measures.read(statement.view, sentence, carried, prior)


def _statement(
    document: Document,
    item: Item,
    statement: Statement,
    year: int | None,
    begins: int | None,
    standing: date | None,
    carried: list[str],
    education: bool,
    prior: Sequence[Measure],
) -> tuple[Made, list[str]]:
    view = statement.view
    made = Made(statement)
    if statement.role is Role.COMMITMENT:
        made.strength = strength(view.text[statement.start : statement.end])
    drafts, last = _drafts(statement, carried if statement.lists and not statement.listing else [], prior)
    made.dated = times = _times(statement, year, begins, made) if statement.inside("deadline") else []
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
    first = next(((m, d) for m, d in good if _opens(statement, m, view.text)), None) if good else None
    if first is None and len(good) == 1 and _speaks_of_goals(document, item) and _sets_stage(good[0][0], view.text):
        first = good[0]
    named = bool(good) and statement.opens_block and names_stage(view.text, statement.start, statement.end)
    first = good[-1] if named else first
    if first:
        made.opening = first[1]
        made.sets_stage = named or _sets_stage(first[0], view.text)
        leads = view.text[first[0].end - 1 : first[0].end + 1]
        made.passes = made.sets_stage or leads == "年," or (leads in _LEADS and first[1].month == _LAST_MONTH)
    return made, last


_LEADS = frozenset({"前,", "底,", "末,"})
"""How the end of a year is written that leads a sentence, behind its semicolons too: `2025年底前,建成5个;改造8个`."""
_LAST_MONTH = 12
_GOALS_OF = re.compile("[^,。;:]{0,30}(?:目标|指标)(?:是|为)?:")
"""What stands behind the year of a list of goals: `2024年全县主要预期目标是:`."""
_STAGE = re.compile("(?:年)?(?:为|是)[^,。;]{0,16}(?:阶段|时期|年)")
_AIMED = re.compile(
    r"(?:总体|主要|具体|阶段)?(?:发展|工作|建设|行动)?(?:目标|指标)(?:是|为)?[,:](?:到|至)?"
    r"|(?:以|按照|围绕|坚持)[^。;]{2,60}(?:目标|主线|核心|重点|引领|导向|抓手),(?:到|至)?"
)
"""What may stand in front of the time that opens a paragraph of goals."""


def _opens(statement: Statement, mention: Mention, text: str) -> bool:
    """Whether a time opens its paragraph, if need be behind the aim that it is for."""
    near = mention.start - statement.start <= 4 + statement.lead
    return near or _AIMED.fullmatch(text, statement.start, mention.start) is not None


def _sets_stage(mention: object, text: str) -> bool:
    """A period, or 到X年, that opens a paragraph holds for the paragraph; a month does not."""
    value = getattr(mention, "value", None)
    if not isinstance(value, When):
        return False
    start = getattr(mention, "start", 0)
    behind = text[getattr(mention, "end", start) :]
    if (value.whole_year or (value.end is None and value.month == _LAST_MONTH)) and _GOALS_OF.match(behind):
        return True
    named = bool(_STAGE.match(behind))
    return value.period or (value.whole_year and (named or text[max(0, start - 1) : start] in ("到", "至")))


def _times(statement: Statement, year: int | None, begins: int | None, made: Made) -> list[tuple[Mention, date | None]]:
    """The times of what is promised: none before the plan begins, months without a year in the year of the plan."""
    out = []
    yearly = statement.view.text.find("每年", statement.start, statement.end)
    for mention in statement.inside("deadline"):
        when = mention.value
        if not isinstance(when, When):
            continue
        end = when.resolve(year)
        if when.end is None and 0 <= yearly <= mention.start - len("每年"):
            continue
        if end and begins and end.year < begins:
            continue
        if end is None:
            made.doubts.append("deadline_without_year")
        if when.repaired and "lost" in mention.rule:
            made.doubts.append("repaired_date")
        out.append((mention, end))
    return out


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
    force = next((m.force for m in found if m.force), bundle[0].strength.force)
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
