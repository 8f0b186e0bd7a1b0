"""`review`: what people confirm, correct and reject of the program's reading."""

from __future__ import annotations

import json as json_module
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tui import console, reviewing
from tui.author import author
from tui.commands import session
from tui.commands.asking import commitment_json
from tui.commands.filters import DocumentId
from tui.commands.keys import reviewed, single
from tui.commands.progress import By
from tui.language import named, t
from tui.tables import render

if TYPE_CHECKING:
    from corpus.corrections import Correction
    from corpus.model import Filters
    from corpus.reviewkeys import Kind
    from corpus.store import Corpus
    from corpus.waiting import Doubt

ACTIONS = ("list", "show", "confirm", "correct", "reject", "undo", "status", "export")

What = Annotated[str, typer.Argument(metavar="|".join(ACTIONS), help=t("argument.review"))]
Key = Annotated[str | None, typer.Argument(metavar="KEY", help=t("argument.review_key"))]
Field = Annotated[str, typer.Argument(metavar="FIELD", help=t("argument.field"))]
Value = Annotated[str | None, typer.Argument(metavar="VALUE", help=t("argument.value"))]
Reason = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help=t("option.reason"))]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FOLDER", help=t("option.gold_folder"))]
Kinds = Annotated[list[str] | None, typer.Option("--kind", metavar="NAME", help=t("option.review_kind"))]
Partial = Annotated[bool, typer.Option("--partial", help=t("option.partial"))]


def review(
    ctx: typer.Context,
    what: What = "list",
    key: Key = None,
    field: Field = "",
    value: Value = None,
    reason: Reason = None,
    by: By = None,
    limit: session.Limit = 20,
    document: DocumentId = None,
    region: session.Region = None,
    org: session.Org = None,
    output: Output = None,
    partial: Partial = False,
    kinds: Kinds = None,
    db: session.Db = None,
    json: session.Json = False,
) -> None:
    """Look at what the program read and say what is right."""
    place = session.path(ctx, db)
    if what not in ACTIONS:
        raise typer.BadParameter(t("usage.review", value=what), param_hint="ACTION")
    if what in ("list", "status", "export"):
        wanted = session.filters(region=region, org=org, document=document)
        with session.reading(place) as corpus:
            session.known_document(corpus, document)
            if what == "list":
                _list(corpus, wanted, limit, _kinds(kinds), as_json=json)
            elif what == "status":
                _status(corpus, as_json=json)
            else:
                _export(corpus, output, partial=partial)
        return
    if not key:
        raise typer.BadParameter(t("usage.missing", name="KEY"), param_hint="KEY")
    if what == "show":
        with session.reading(place) as corpus:
            _show(corpus, key, as_json=json)
        return
    with session.writing(place, create=False) as corpus:
        _say(corpus, _doing(what, field, value, reason, author(by)), key, as_json=json)


def _doing(
    what: str, field: str, value: str | None, reason: str | None, who: str
) -> Callable[[Corpus, str], Correction]:
    """What is to be done to a commitment."""
    from corpus import review as reviews
    from corpus.corrections import Action

    if what == "undo":
        return lambda corpus, key: reviews.undo(corpus, key, who, reason)
    return lambda corpus, key: reviews.record(corpus, key, field, Action(what), who, value, reason)


def _say(corpus: Corpus, work: Callable[[Corpus, str], Correction], key: str, *, as_json: bool) -> None:
    from corpus.reviewkeys import Kind, kind

    written = work(corpus, reviewed(corpus, key))
    if as_json:
        own = kind(written.key) is Kind.COMMITMENT
        more = {"commitment": commitment_json(single(corpus, written.key))} if own else {}
        console.out(console.dumps(asdict(written) | more))
    else:
        console.say(console.one_line(t("review.written", line=reviewing.line(written))))


def _kinds(given: list[str] | None) -> tuple[Kind, ...]:
    """The kinds that are named, in either language; all where none is."""
    from corpus.reviewkeys import Kind
    from corpus.waiting import EVERY

    names = {named("reviewkind", one.value): one for one in Kind} | {one.value: one for one in Kind}
    strange = next((name for name in given or () if name not in names), None)
    if strange is not None:
        listed = t("list.mark").join(name for name in names)
        raise typer.BadParameter(t("usage.review_kind", value=strange, names=listed), param_hint="--kind")
    return tuple(dict.fromkeys(names[name] for name in given)) if given else EVERY


def _list(corpus: Corpus, wanted: Filters, limit: int, kinds: tuple[Kind, ...], *, as_json: bool) -> None:
    from corpus import waiting

    found = waiting.queue(corpus, wanted, limit, kinds)
    if as_json:
        console.array(map(doubt_json, found))
        return
    for text in render(reviewing.QUEUE, map(reviewing.queue_row, found), console.columns()):
        console.out(text)
    done = waiting.progress(corpus)
    total = sum(one.of + one.facts + 1 for one in done)
    console.say(t("review.count", shown=len(found), done=total - sum(one.left for one in done), total=total))


def doubt_json(doubt: Doubt) -> dict[str, Any]:
    """What waits, with its kind and all that was read of it."""
    from corpus.interchange import measure_object
    from corpus.model import CommitmentRow, FactRow

    row = doubt.row
    about: dict[str, Any] = {"score": round(doubt.score, 3), "stale": list(doubt.stale), "key": row.key}
    if isinstance(row, CommitmentRow):
        return about | {"kind": "commitment", "commitment": commitment_json(row)}
    place = {"document": row.document, "source": row.source, "section": row.section, "page": row.page}
    if isinstance(row, FactRow):
        return about | {"kind": "fact", "fact": measure_object(row.fact) | place}
    return about | {"kind": "header", "document": row.document, "source": row.source, "title": row.title}


def _status(corpus: Corpus, *, as_json: bool) -> None:
    from corpus import waiting

    found = waiting.progress(corpus)
    if as_json:
        console.array(map(asdict, found))
        return
    for text in render(reviewing.STATUS, map(reviewing.status_row, found), console.columns()):
        console.out(text)
    lost = waiting.orphans(corpus)
    if lost:
        console.say(t("review.orphans", count=len(lost), keys="、".join(dict.fromkeys(one.key for one in lost))))


def _show(corpus: Corpus, key: str, *, as_json: bool) -> None:
    """The fields of a commitment, fact or header by the names that `correct` takes, and what was said of them."""
    from corpus import review as reviews

    whole = reviewed(corpus, key)
    held = reviews.history(corpus, whole)
    reading = reviews.reading_of(corpus, whole)
    fields: list[tuple[str, str, Any]] = reviewing.fields(reading, held)
    if as_json:
        console.out(
            console.dumps(
                {
                    "key": whole,
                    "fields": [{"field": name, "read": was, "now": now} for name, was, now in fields],
                    "corrections": [asdict(one) for one in held],
                }
            )
        )
        return
    console.out(console.one_line(reading.quote))
    for text in render(reviewing.FIELDS, map(reviewing.field_row, fields), console.columns()):
        console.out(text)
    for one in held:
        console.out(console.one_line(reviewing.line(one)))


def _export(corpus: Corpus, output: Path | None, *, partial: bool) -> None:
    from corpus.gold import gold
    from corpus.waiting import progress

    found = list(gold(corpus, partial=partial))
    if output is None:
        console.array(found)
    else:
        output.mkdir(parents=True, exist_ok=True)
        names: set[str] = set()
        for number, one in enumerate(found, 1):
            stem = Path(one["doc"]).stem or str(number)
            # A plan as DOCX and another of the same name as PDF are two files.
            name = stem if stem not in names else f"{stem}-{number}"
            names.add(name)
            Path(output, f"{name}.json").write_text(
                json_module.dumps(one, ensure_ascii=False, indent=1) + "\n", "utf-8"
            )
    said = t("review.exported", count=len(found))
    unfinished = 0 if partial else sum(1 for one in progress(corpus) if one.begun and one.left)
    console.say(said + t("review.unfinished", count=unfinished) if unfinished else said)
