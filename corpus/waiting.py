"""What of the program's reading waits for a person, and how far people are: commitments, headers and facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.corrections import Correction, standing
from corpus.fieldnames import WHOLE
from corpus.filtering import EVERYTHING, of_commitments, of_documents
from corpus.model import CommitmentRow, FactRow, Filters, HeaderRow
from corpus.overlay import of_keys, readings
from corpus.overlay_plan import fact_rows, header_row, read_facts_of, read_header
from corpus.readings import CommitmentReading, FactReading, HeaderReading, Reading
from corpus.reviewkeys import Kind, kind
from corpus.rows import by_ids
from corpus.store import Corpus, select

_MISSING = 0.15
"""What each field that a header should have and has not adds to its doubt."""
_CHUNK = 500
_SCORE = "(1 - c.confidence) + 0.15 * json_array_length(c.doubts)"
EVERY = (Kind.HEADER, Kind.COMMITMENT, Kind.FACT)
Reviewable = CommitmentRow | FactRow | HeaderRow
"""What people judge."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that waits for a person."""

    row: Reviewable
    score: float
    """The higher, the more there is to doubt."""
    stale: tuple[str, ...] = ()
    """Fields that a person had looked at and that the text of now says differently."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How far the review of a document is."""

    document: int
    source: str
    done: int
    """Commitments that a person confirmed or rejected as a whole."""
    of: int
    facts_done: int = 0
    facts: int = 0
    """As `done` and `of`, of the numbers that the document only states."""
    header: bool = False
    """Whether its header was confirmed."""

    @property
    def begun(self) -> bool:
        """Whether anybody has looked at anything of it."""
        return bool(self.done or self.facts_done or self.header)

    @property
    def left(self) -> int:
        """What nobody has looked at."""
        return self.of - self.done + self.facts - self.facts_done + (not self.header)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A header or a fact of a current document."""

    key: str
    row: int
    """Id of the document, or of the fact."""
    score: float


def queue(corpus: Corpus, filters: Filters = EVERYTHING, limit: int = 20, kinds: Sequence[Kind] = EVERY) -> list[Doubt]:
    """What of the current documents nobody confirmed or rejected as a whole, most doubtful first.

    What was confirmed comes back, before all others, when a new reading says something else. Filters that ask for
    something that only a commitment has keep commitments alone.
    """
    with corpus.reading() as connection:
        settled, stale = _looked_at(corpus)
        found: list[tuple[float, Kind, int, str]] = []
        if Kind.HEADER in kinds:
            found += [(one.score, Kind.HEADER, one.row, one.key) for one in _headers(corpus, filters)]
        if Kind.COMMITMENT in kinds:
            document, own = of_documents(filters), of_commitments(filters)
            found += [
                (score, Kind.COMMITMENT, row, key)
                for row, key, score in select(
                    connection,
                    f"select c.id, c.key, {_SCORE} from commitment c join document d on d.id = c.document"
                    f" where c.current = 1 and {document.sql} and {own.sql} order by c.id",
                    (*document.bindings, *own.bindings),
                )
            ]
        if Kind.FACT in kinds:
            found += [(one.score, Kind.FACT, one.row, one.key) for one in _facts(corpus, filters)]
        left = [
            (score + 10 if key in stale else score, kind_, row, key)
            for score, kind_, row, key in found
            if key in stale or key not in settled
        ]
        left.sort(key=lambda one: -one[0])
        wanted = left[: max(limit, 0)]
        held: dict[tuple[Kind, int], Reviewable] = {}
        held |= {(Kind.COMMITMENT, row): one for row, one in by_ids(corpus, _of(wanted, Kind.COMMITMENT)).items()}
        held |= {(Kind.FACT, row): one for row, one in fact_rows(corpus, _of(wanted, Kind.FACT)).items()}
        held |= {(Kind.HEADER, row): header_row(corpus, row) for row in _of(wanted, Kind.HEADER)}
        return [Doubt(held[kind_, row], score, stale.get(key, ())) for score, kind_, row, key in wanted]


def _of(wanted: Sequence[tuple[float, Kind, int, str]], which: Kind) -> list[int]:
    return [row for _, kind_, row, _ in wanted if kind_ is which]


def current(corpus: Corpus, key: str) -> Reviewable | None:
    """What a current document holds under a key, as people left it; None where none does."""
    tables = {
        Kind.COMMITMENT: ("c.id", "commitment c join document d on d.id = c.document", "c.key"),
        Kind.FACT: ("m.id", "measure m join document d on d.id = m.document", "m.key"),
        Kind.HEADER: ("d.id", "document d", "d.key"),
    }
    row, table, name = tables[kind(key)]
    with corpus.reading() as connection:
        found = select(connection, f"select {row} from {table} where {name} = ? and d.current = 1", (key,))
        if not found:
            return None
        at = int(found[0][0])
        match kind(key):
            case Kind.COMMITMENT:
                return by_ids(corpus, [at]).get(at)
            case Kind.FACT:
                return fact_rows(corpus, [at]).get(at)
            case Kind.HEADER:
                return header_row(corpus, at)


def progress(corpus: Corpus) -> list[Reviewed]:
    """How far the review of each document is, in the order of the documents."""
    settled, stale = _looked_at(corpus)
    looked = settled - stale.keys()
    counts: dict[tuple[int, bool], list[int]] = {}
    for document, key, stated in select(
        corpus.connection,
        "select c.document, c.key, 0 from commitment c join document d on d.id = c.document where d.current = 1"
        " union all select m.document, m.key, 1 from measure m join document d on d.id = m.document"
        " where d.current = 1 and m.commitment is null",
    ):
        sums = counts.setdefault((document, bool(stated)), [0, 0])
        sums[0] += key in looked
        sums[1] += 1
    out = []
    for row, source, key in select(
        corpus.connection, "select id, source, key from document where current = 1 order by id"
    ):
        done, of = counts.get((row, False), (0, 0))
        facts_done, facts = counts.get((row, True), (0, 0))
        out.append(Reviewed(row, source, done, of, facts_done, facts, key in looked))
    return out


def orphans(corpus: Corpus) -> list[Correction]:
    """Corrections of what no current version holds, by key."""
    found = select(
        corpus.connection,
        "select distinct key from correction r where not exists (select 1 from commitment c join document d"
        " on d.id = c.document where c.key = r.key and d.current = 1) and not exists (select 1 from measure m"
        " join document d on d.id = m.document where m.key = r.key and d.current = 1)"
        " and not exists (select 1 from document d where d.key = r.key and d.current = 1) order by key",
    )
    held = of_keys(corpus.connection, [key for (key,) in found])
    return [one for key in sorted(held) for one in held[key]]


def _headers(corpus: Corpus, filters: Filters) -> list[_Waiting]:
    """Headers of the current documents that the filters keep; none where they ask for something of a commitment."""
    if filters != replace(Filters(), region=filters.region, document=filters.document, text=filters.text):
        return []
    document = of_documents(filters)
    found = select(
        corpus.connection,
        "select d.key, d.id, (d.title is null) + (d.issuer is null) + (d.issued is null and d.released is null)"
        " + (d.region is null and coalesce(d.level, '') <> 'national') from document d"
        f" where d.current = 1 and {document.sql}{_named('d.title', filters)} order by d.id",
        (*document.bindings, *_words(filters)),
    )
    return [_Waiting(key, row, _MISSING * missing) for key, row, missing in found]


def _facts(corpus: Corpus, filters: Filters) -> list[_Waiting]:
    """The same for facts."""
    if filters != replace(Filters(), region=filters.region, document=filters.document, text=filters.text):
        return []
    document = of_documents(filters)
    return [
        _Waiting(*found)
        for found in select(
            corpus.connection,
            "select m.key, m.id, 1 - m.confidence from measure m join document d on d.id = m.document"
            f" where m.commitment is null and d.current = 1 and {document.sql}{_named('m.quote', filters)}"
            " order by m.id",
            (*document.bindings, *_words(filters)),
        )
    ]


def _readings(corpus: Corpus, keys: Sequence[str]) -> dict[str, Reading]:
    """What the program reads of each key that a current version holds."""
    of: dict[Kind, list[str]] = {one: [] for one in Kind}
    for key in keys:
        of[kind(key)].append(key)
    ids: dict[str, int] = {}
    for start in range(0, len(of[Kind.COMMITMENT]), 500):
        some = of[Kind.COMMITMENT][start : start + 500]
        ids |= dict(
            select(
                corpus.connection,
                "select c.key, c.id from commitment c join document d on d.id = c.document where d.current = 1"
                f" and c.key in ({', '.join('?' * len(some))})",
                some,
            )
        )
    read = readings(corpus, ids.values())
    out: dict[str, Reading] = {key: CommitmentReading(read[row]) for key, row in ids.items()}
    out |= _readings_of_headers(corpus, of[Kind.HEADER])
    return out | _readings_of_facts(corpus, of[Kind.FACT])


def _looked_at(corpus: Corpus) -> tuple[set[str], dict[str, tuple[str, ...]]]:
    """Keys that were confirmed or rejected as a whole; keys with fields whose reading has changed since."""
    read = _readings(corpus, [key for (key,) in select(corpus.connection, "select distinct key from correction")])
    settled: set[str] = set()
    stale: dict[str, tuple[str, ...]] = {}
    for key, held in of_keys(corpus.connection, read).items():
        counts = standing(held)
        if WHOLE in counts:
            settled.add(key)
        changed = tuple(field for field, one in counts.items() if (read[key].value(field) or "null") != one.was)
        if changed:
            stale[key] = changed
    return settled, stale


def _readings_of_headers(corpus: Corpus, keys: Iterable[str]) -> dict[str, Reading]:
    """What the program read in the current version, by key; keys that no current document has are left out."""
    out: dict[str, Reading] = {}
    for key in keys:
        for row, header, text in select(
            corpus.connection, "select id, header, text from document where key = ? and current = 1", (key,)
        ):
            out[key] = HeaderReading(read_header(corpus.connection, row, header), text)
    return out


def _readings_of_facts(corpus: Corpus, keys: Sequence[str]) -> dict[str, Reading]:
    """The same for facts."""
    out: dict[str, Reading] = {}
    for start in range(0, len(keys), _CHUNK):
        some = keys[start : start + _CHUNK]
        marks = ", ".join("?" * len(some))
        found = select(
            corpus.connection,
            "select m.key, m.id from measure m join document d on d.id = m.document"
            f" where d.current = 1 and m.key in ({marks})",
            some,
        )
        read = read_facts_of(corpus.connection, [row for _, row in found])
        out |= {key: FactReading(read[row]) for key, row in found}
    return out


def _words(filters: Filters) -> list[str]:
    return (filters.text or "").split()


def _named(column: str, filters: Filters) -> str:
    return "".join(f" and instr({column}, ?)" for _ in _words(filters))
