"""`Filters` as SQL conditions over `commitment c` joined with `document d`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from corpus.deadlines import DUE_SQL, closed_sql, due_sql
from corpus.model import Filters
from corpus.pinyin import globs, pattern, written
from corpus.store import Value
from corpus.words import phrase, typed
from extract.labels import indicator_labels
from extract.organisations import variants

EVERYTHING = Filters()
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
        asked = _words(filters.text)
        if asked is None:
            out.add("instr(c.quote, ?) or instr(c.subject, ?)", filters.text.strip(), filters.text.strip())
        else:
            out.among("c.id", "select rowid from commitment_words where commitment_words match ?", asked)
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
        out.add("c.force = ?", filters.force)
    if filters.late_on:
        out.add(f"{DUE_SQL} < ? and c.key not in ({closed_sql(filters.late_on)})", filters.late_on.isoformat())
    if filters.owed_on:
        first, last = filters.owed_from or date.min, filters.owed_to or date.max
        out.add(
            f"{due_sql(filters.owed_on)} between ? and ? and c.key not in ({closed_sql(filters.owed_on)})",
            *(first.isoformat(), last.isoformat()),
        )
    return out


def _like(patterns: list[str], column: str) -> str:
    """`or` with a condition for each GLOB pattern; nothing without one."""
    return "".join(f" or {column} glob ?" for _ in patterns)


def _words(text: str) -> str | None:
    """MATCH text for all words of `text`, in any order; the last one may still be being typed."""
    *whole, last = text.split()
    found = [*map(phrase, whole), typed(last)]
    return " AND ".join(part for part in found if part) or None
