"""`Filters` as SQL conditions over `commitment c` joined with `document d`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from corpus.chosen import Choice
from corpus.deadlines import DUE_SQL, closed_sql, due_sql, timed_sql
from corpus.model import Filters
from corpus.pinyin import globs, pattern, written
from corpus.store import Value
from corpus.words import phrase, typed
from extract.aliases import variants
from extract.labels import indicator_labels

EVERYTHING = Filters()
_BINDS = "c.force = ? or c.id in (select b.commitment from binding b where b.force = ?)"
"""It binds so, as a whole or in one of its sentences and clauses."""
_COUNTRY = ("全国", "国家", "国家级", "中国")
"""Names of the region of which documents of the whole country are."""


@dataclass(slots=True)
class Conditions:
    """Parts of a WHERE clause with their bindings, joined by AND."""

    parts: list[str] = field(default_factory=list)
    bindings: list[Value] = field(default_factory=list)

    def add(self, part: str, *bindings: Value) -> None:
        """One more condition; `part` is written by the program, what a person typed comes as a binding."""
        self.parts.append(part)
        self.bindings.extend(bindings)

    def among(self, column: str, rows: str, *bindings: Value) -> None:
        """The row is one of those that `rows` selects.

        Only the first such condition may drive the question: SQLite would try every pair of two of them.
        """
        free = "+" if any(" in (select" in part for part in self.parts) else ""
        self.add(f"{free}{column} in ({rows})", *bindings)

    @property
    def sql(self) -> str:
        """All parts; true when there are none."""
        return " and ".join(f"({part})" for part in self.parts) or "1"


def of_documents(filters: Filters, alias: str = "d") -> Conditions:
    """What the filters ask of the document."""
    out = Conditions()
    if filters.document is not None:
        out.add(f"{alias}.id = ?", filters.document)
    if filters.region in _COUNTRY:
        out.add(f"{alias}.id in (select id from document where level = 'national')")
    elif filters.region:
        spelled = globs(filters.region)
        out.add(
            f"{alias}.id in (select id from document where instr(region, ?) or instr(region_parents, ?)"
            f" or (? and substr(region_code, 1, ?) = ?){_like(spelled, 'region')}{_like(spelled, 'region_parents')})",
            *(filters.region, filters.region),
            *_code(filters.region),
            *spelled,
            *spelled,
        )
    for choice in filters.chosen:
        if choice.kind in ("region", "level"):
            out.add(f"coalesce({alias}.{choice.kind}, '') = ?", choice.value)
    return out


def _code(region: str) -> tuple[int, int, str]:
    """(is it a code, its length, the code without the zeros that stand for `all below`)."""
    if not (region.isascii() and region.isdigit()):
        return 0, 0, ""
    code = region
    if len(code) == 6:
        while code.endswith("00") and len(code) > 2:
            code = code[:-2]
    return 1, len(code), code


def of_commitments(filters: Filters) -> Conditions:
    """What the filters ask of the commitment itself, over the alias `c`."""
    out = Conditions()
    if filters.text and filters.text.strip():
        _hold_words(out, filters.text)
    if filters.organisation:
        # A cross join keeps the order: few organisations first, then their commitments by index.
        forms, spelled = variants(filters.organisation), globs(filters.organisation)
        named = " or ".join(["instr(o.written, ?) or instr(o.name, ?)"] * len(forms))
        out.among(
            "c.id",
            "select r.commitment from organisation o cross join responsibility r on r.organisation = o.id"
            f" where {named}{_like(spelled, 'o.written')}",
            *(form for one in forms for form in (one, one)),
            *spelled,
        )
    if filters.indicator:
        ways = written(filters.indicator)
        like = pattern(ways) if ways else None
        labels = [
            name
            for name, label in indicator_labels().items()
            if filters.indicator in label or (like is not None and like.search(label))
        ]
        marks = ", ".join("?" * len(labels))
        out.among(
            "c.id",
            f"select commitment from measure where indicator >= ? and indicator < ? or indicator in ({marks})",
            *(filters.indicator, filters.indicator + "\U0010ffff", *labels),
        )
    if filters.due_after:
        out.add("c.deadline >= ?", filters.due_after.isoformat())
    if filters.due_before:
        out.add("c.deadline <= ?", filters.due_before.isoformat())
    if filters.force:
        out.add(_BINDS, filters.force, filters.force)
    if filters.late_on:
        out.add(f"{DUE_SQL} < ? and c.key not in ({closed_sql(filters.late_on)})", filters.late_on.isoformat())
    if filters.owed_on:
        first, last = filters.owed_from or date.min, filters.owed_to or date.max
        out.add(
            f"{due_sql(filters.owed_on)} between ? and ? and c.key not in ({closed_sql(filters.owed_on)})",
            *(first.isoformat(), last.isoformat()),
        )
    for choice in filters.chosen:
        _meet(out, choice)
    return out


def _meet(out: Conditions, choice: Choice) -> None:
    """What was chosen of the commitment's own kinds; those of its document are met there."""
    if choice.kind == "organisation":
        out.among(
            "c.id",
            "select r.commitment from organisation o cross join responsibility r on r.organisation = o.id"
            " where o.name = ? and r.counts = 1",
            choice.value,
        )
    elif choice.kind == "indicator":
        out.among("c.id", "select commitment from measure where indicator = ?", choice.value)
    elif choice.kind == "force":
        out.add(_BINDS, choice.value, choice.value)
    elif choice.kind == "due" and choice.on is not None:
        out.add(f"{timed_sql(choice.on)} = ?", choice.value)
    elif choice.kind == "status":
        out.add("coalesce((select s.progress from state s where s.key = c.key), 'not_started') = ?", choice.value)


def _hold_words(out: Conditions, text: str) -> None:
    """Every word of `text`; one of letters may also be spelled by an organisation, a place, a title or an indicator."""
    words = text.split()
    spelled = [word for word in words if globs(word)]
    plain = [word for word in words if word not in spelled]
    if plain:
        asked = _words(" ".join(plain))
        if asked is None:
            out.add("instr(c.quote, ?) or instr(c.subject, ?)", " ".join(plain), " ".join(plain))
        else:
            out.among("c.id", "select rowid from commitment_words where commitment_words match ?", asked)
    for word in spelled:
        patterns, labels = globs(word), _spelled_indicators(word)
        out.add(
            "c.id in (select rowid from commitment_words where commitment_words match ?)"
            " or c.id in (select r.commitment from organisation o cross join responsibility r"
            f" on r.organisation = o.id where 0{_like(patterns, 'o.written')})"
            f" or c.document in (select id from document where 0{_like(patterns, 'region')}{_like(patterns, 'title')})"
            f" or c.id in (select commitment from measure where indicator in ({', '.join('?' * len(labels))}))",
            typed(word),
            *(*patterns, *patterns, *patterns),
            *labels,
        )


def _spelled_indicators(word: str) -> list[str]:
    """Ids of the indicators whose names the letters spell."""
    like = pattern(written(word))
    return [name for name, label in indicator_labels().items() if like.search(label)]


def _like(patterns: list[str], column: str) -> str:
    """`or` with a condition for each GLOB pattern; nothing without one."""
    return "".join(f" or {column} glob ?" for _ in patterns)


def _words(text: str) -> str | None:
    """MATCH text for all words of `text`, in any order; the last one may still be being typed."""
    *whole, last = text.split()
    found = [*map(phrase, whole), typed(last)]
    return " AND ".join(part for part in found if part) or None
