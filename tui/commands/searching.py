"""`search` and `searches`: sentences that answer a question, and questions kept for another day."""

from __future__ import annotations

import csv
import io
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from corpus.hits import Found, Hit
from tui import console, hitrows, listing, phrases
from tui.commands import session
from tui.commands.asking import commitment_json
from tui.language import named, t

Words = Annotated[list[str] | None, typer.Argument(metavar="QUERY", help=t("argument.query"))]
Model = Annotated[str | None, typer.Option("--model", metavar="NAME", help=t("option.model"))]
Download = Annotated[bool, typer.Option("--download", help=t("option.download"))]
WordsOnly = Annotated[bool, typer.Option("--words-only", help=t("option.words_only"))]
NoConcepts = Annotated[bool, typer.Option("--no-concepts", help=t("option.no_concepts"))]
NoFold = Annotated[bool, typer.Option("--no-fold", help=t("option.no_fold"))]
Page = Annotated[int, typer.Option("--page", min=1, metavar="N", help=t("option.page"))]
Offset = Annotated[int, typer.Option("--offset", min=0, metavar="N", help=t("option.offset"))]
Facets = Annotated[bool, typer.Option("--facets", help=t("option.facets"))]
Csv = Annotated[bool, typer.Option("--csv", help=t("option.csv"))]
Save = Annotated[str | None, typer.Option("--save", metavar="NAME", help=t("option.save"))]
Saved = Annotated[str | None, typer.Option("--saved", metavar="NAME", help=t("option.saved"))]
Also = Annotated[list[Path] | None, typer.Option("--also", metavar="OTHER.db", help=t("option.also"))]
Forget = Annotated[str | None, typer.Option("--forget", metavar="NAME", help=t("option.forget"))]

_COLUMNS = ("score", "quote", "source", "section", "page", "key", "deadline", "organisations", "why", "copies")


def search(
    ctx: typer.Context,
    query: Words = None,
    region: session.Region = None,
    indicator: session.Indicator = None,
    org: session.Org = None,
    due_before: session.DueBefore = None,
    due_after: session.DueAfter = None,
    limit: session.Limit = 10,
    page: Page = 1,
    offset: Offset = 0,
    model: Model = None,
    download: Download = False,
    words_only: WordsOnly = False,
    no_concepts: NoConcepts = False,
    no_fold: NoFold = False,
    facets: Facets = False,
    save: Save = None,
    saved: Saved = None,
    also: Also = None,
    as_of: session.AsOf = None,
    db: session.Db = None,
    json: session.Json = False,
    csv_: Csv = False,
) -> None:
    """Find sentences by words, by other words for the same, and by meaning."""
    if json and csv_:
        raise typer.BadParameter(t("usage.one_form"), param_hint="--csv")
    on = session.today(as_of)
    place = session.path(ctx, db)
    asked = " ".join(query or ())
    options: dict[str, Any] = {
        name: value
        for name, value in (
            *(("region", region), ("indicator", indicator), ("org", org)),
            *(("due_before", due_before), ("due_after", due_after), ("model", model)),
            *(("words_only", words_only), ("no_concepts", no_concepts), ("no_fold", no_fold)),
        )
        if value
    }
    if saved:
        asked, options = _recall(place, saved, asked, options)
    elif not asked.strip():
        raise typer.BadParameter(t("usage.no_query"), param_hint="QUERY")
    wanted = session.filters(
        **{name: options.get(name) for name in ("region", "indicator", "org", "due_before", "due_after")}
    )
    chosen = options.get("model")
    # Another model writes its vectors into the ledger's sidecar before it can be asked.
    opened = session.writing(place, create=False) if chosen or save else session.reading(place)
    with opened as corpus, ExitStack() as stack:
        if save:
            from corpus import saved as searches

            searches.save(corpus, save, asked, options)
            console.say(console.one_line(t("search.kept", name=save)))
        from corpus.several import find_in

        bar = console.ProgressLine()
        stack.callback(bar.clear)
        found = find_in(
            [corpus, *(stack.enter_context(session.reading(path)) for path in also or ())],
            asked,
            wanted,
            limit,
            offset + (page - 1) * limit,
            model=chosen,
            words_only=bool(options.get("words_only")),
            concepts=not options.get("no_concepts"),
            fold_copies=not options.get("no_fold"),
            download=download,
            progress=(lambda done, all_: bar.show(done, all_, chosen)) if chosen else None,
        )
        bar.clear()
        session.pass_on(corpus)
    _remarks(found)
    if json:
        if facets:
            console.out(console.dumps(found_json(found)))
        else:
            console.array(map(hit_json, found.hits))
    elif csv_:
        _csv(found)
    else:
        _print(found, offset + (page - 1) * limit, facets, on)


def _recall(place: Any, name: str, asked: str, options: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The query and the options that were saved, with what is given now added."""
    from corpus import saved as searches

    with session.reading(place) as corpus:
        kept = searches.named(corpus, name)
    return " ".join(part for part in (kept.query, asked) if part), kept.options | options


def _remarks(found: Found) -> None:
    """What there is to say about a search, beside its hits."""
    for one in found.expansions:
        if one.terms:
            console.say(console.one_line(t("search.added", typed=one.typed, terms=t("list.mark").join(one.terms[:6]))))
    if found.loose:
        console.say(t("search.loose"))
    elif found.hits and not any({"words", "concepts"} & set(hit.why) for hit in found.hits):
        console.say(t("search.no_words"))


def _print(found: Found, before: int, with_facets: bool, on: Any) -> None:
    if not found.hits:
        console.say(t("search.none") if not found.total else t("search.no_page", total=found.total))
    cells = min(console.columns(), 110)
    for number, hit in enumerate(found.hits, before + 1):
        for line in listing.hit(number, hit, on, cells):
            console.out(line)
    if with_facets:
        console.out()
        for kind, values in found.facets.items():
            shown = t("list.mark").join(
                f"{named('force', one.value) if kind == 'force' else one.value} {one.count}" for one in values
            )
            console.out(console.one_line(f"{named('facet', kind)}  {shown}"))
    if before + len(found.hits) < found.total:
        console.say(t("search.more", first=before + 1, last=before + len(found.hits), total=found.total))


def _csv(found: Found) -> None:
    """The hits as CSV on stdout, with the byte order mark that spreadsheets look for."""
    from corpus.sheet import harmless

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([named("csv", name) for name in _COLUMNS])
    for hit in found.hits:
        kept = hit.commitment.commitment if hit.commitment else None
        writer.writerow(
            harmless(cell)
            for cell in (
                *(hit.score, hit.quote, hit.source, hit.section, hit.page),
                hit.commitment.key if hit.commitment else None,
                hit.due,
                "、".join(one.name for one in phrases.in_order(kept.responsible)) if kept else None,
                hitrows.why(hit),
                len(hit.copies),
            )
        )
    console.out_bytes(b"\xef\xbb\xbf" + text.getvalue().encode("utf-8"))


def searches(ctx: typer.Context, forget: Forget = None, db: session.Db = None, json: session.Json = False) -> None:
    """List the searches that were kept."""
    from corpus import saved

    place = session.path(ctx, db)
    if forget:
        with session.writing(place, create=False) as corpus:
            saved.drop(corpus, forget)
        return
    with session.reading(place) as corpus:
        found = saved.saved(corpus)
    if json:
        console.array(map(asdict, found))
        return
    for one in found:
        options = " ".join(f"--{name.replace('_', '-')}={value}" for name, value in one.options.items())
        console.out(console.one_line(f"{one.name}  {one.query}  {options}".rstrip()))
    console.say(t("searches.count", count=len(found)))


def hit_json(hit: Hit) -> dict[str, Any]:
    """A search result as data."""
    return {
        "quote": hit.quote,
        "source": hit.source,
        "section": hit.section,
        "page": hit.page,
        "score": hit.score,
        "why": list(hit.why),
        "document": hit.document,
        "start": hit.start,
        "end": hit.end,
        "duplicates": hit.duplicates,
        "copies": [asdict(copy) for copy in hit.copies],
        "commitment": commitment_json(hit.commitment) if hit.commitment else None,
    }


def found_json(found: Found) -> dict[str, Any]:
    """A page of a search with what there is to say about all of it."""
    return {
        "total": found.total,
        "loose": found.loose,
        "expansions": [{"typed": one.typed, "terms": list(one.terms)} for one in found.expansions],
        "facets": {kind: [asdict(value) for value in values] for kind, values in found.facets.items()},
        "hits": [hit_json(hit) for hit in found.hits],
    }
