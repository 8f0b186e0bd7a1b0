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
from tui.commands.asking import DocumentId, commitment_json
from tui.commands.keys import single
from tui.commands.progress import By
from tui.language import t
from tui.tables import render

if TYPE_CHECKING:
    from corpus.corrections import Correction
    from corpus.model import Filters
    from corpus.store import Corpus

ACTIONS = ("list", "show", "confirm", "correct", "reject", "undo", "status", "export")

What = Annotated[str, typer.Argument(metavar="|".join(ACTIONS), help=t("argument.review"))]
Key = Annotated[str | None, typer.Argument(metavar="KEY", help=t("argument.review_key"))]
Field = Annotated[str, typer.Argument(metavar="FIELD", help=t("argument.field"))]
Value = Annotated[str | None, typer.Argument(metavar="VALUE", help=t("argument.value"))]
Reason = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help=t("option.reason"))]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FOLDER", help=t("option.gold_folder"))]
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
                _list(corpus, wanted, limit, as_json=json)
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
    written = work(corpus, single(corpus, key).key)
    if as_json:
        console.out(console.dumps(asdict(written) | {"commitment": commitment_json(single(corpus, written.key))}))
    else:
        console.say(console.one_line(t("review.written", line=reviewing.line(written))))


def _list(corpus: Corpus, wanted: Filters, limit: int, *, as_json: bool) -> None:
    from corpus import review as reviews

    found = reviews.queue(corpus, wanted, limit)
    if as_json:
        console.array(
            {"score": round(one.score, 3), "stale": list(one.stale), "commitment": commitment_json(one.row)}
            for one in found
        )
        return
    for text in render(reviewing.QUEUE, map(reviewing.queue_row, found), console.columns()):
        console.out(text)
    done = reviews.progress(corpus)
    console.say(t("review.count", shown=len(found), done=sum(o.done for o in done), total=sum(o.of for o in done)))


def _status(corpus: Corpus, *, as_json: bool) -> None:
    from corpus import review as reviews

    found = reviews.progress(corpus)
    if as_json:
        console.array(map(asdict, found))
        return
    for text in render(reviewing.STATUS, map(reviewing.status_row, found), console.columns()):
        console.out(text)
    lost = reviews.orphans(corpus)
    if lost:
        console.say(t("review.orphans", count=len(lost), keys="、".join(dict.fromkeys(one.key for one in lost))))


def _show(corpus: Corpus, key: str, *, as_json: bool) -> None:
    """The fields of a commitment by the names that `correct` takes, and what was said of them."""
    from corpus import review as reviews
    from corpus.overlay import readings

    row = single(corpus, key)
    held = reviews.history(corpus, row.key)
    reading = readings(corpus, [row.id])[row.id]
    fields: list[tuple[str, str, Any]] = reviewing.fields(reading, held)
    if as_json:
        console.out(
            console.dumps(
                {
                    "key": row.key,
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

    found = list(gold(corpus, partial=partial))
    if output is None:
        console.array(found)
    else:
        output.mkdir(parents=True, exist_ok=True)
        for number, one in enumerate(found):
            stem = Path(one["doc"]).stem or str(number)
            Path(output, f"{stem}.json").write_text(
                json_module.dumps(one, ensure_ascii=False, indent=1) + "\n", "utf-8"
            )
    console.say(t("review.exported", count=len(found)))
