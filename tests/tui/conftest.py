"""A small invented ledger, a desk that answers from it, and an app over that desk."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled, WorkerFailed

from corpus.align import align
from corpus.check import report
from corpus.errors import BadCorrection
from corpus.hits import Facet, Hit
from corpus.lights import Board, Light
from corpus.matrix import Cell as MatrixCell
from corpus.matrix import Matrix, Region, Value
from corpus.matrix import Row as MatrixRow
from corpus.model import (
    CommitmentRow,
    DocumentRow,
    Filters,
    Intake,
    LedgerEvent,
    Outcome,
    Progress,
    Standing,
    StoredDocument,
    Summary,
    Tally,
)
from corpus.months import Month
from corpus.posts import Post
from corpus.promises import Plan, recalled
from corpus.standard import SchoolLevel, Standard
from corpus.standards import shelf
from corpus.verdicts import note
from corpus.waiting import Doubt
from extract.model import Commitment, Comparator, Duty, Extraction, Measure, Responsibility, Role
from ingest.model import Block, BlockKind, Header, Heading, Span
from tui import language
from tui.alignview import Aligned
from tui.app import TaizhangApp
from tui.checkview import Checked
from tui.cli import main
from tui.desk import Desk
from tui.memory import Memory

ON = date(2025, 6, 1)
Run = Callable[..., tuple[int, str, str]]

LINES = (
    (BlockKind.TITLE, "丙山县义务教育优质均衡发展实施方案"),
    (BlockKind.HEADING, "一、主要目标"),
    (BlockKind.PARAGRAPH, "到2024年12月底，小学班级学生数不超过45人，由县教育局牵头，县财政局配合。"),
    (BlockKind.PARAGRAPH, "全县现有小学12所。"),
    (BlockKind.HEADING, "二、保障措施"),
    (BlockKind.PARAGRAPH, "2025年8月底前，残疾儿童少年入学率达到95%以上，县残联负责。"),
    (BlockKind.PARAGRAPH, "严禁拖欠教师工资。"),
)
TEXT = "\n".join(text for _, text in LINES)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def measure(
    words: str, subject: str, comparator: Comparator, value: str, unit: str, scope: str | None = None
) -> Measure:
    return Measure(
        role=Role.COMMITMENT,
        span=span(words),
        quote=words,
        subject=subject,
        scope=scope,
        comparator=comparator,
        value=Decimal(value),
        unit=unit,
        value_span=span(words[-3:]),
    )


def commitment(number: int, words: str, due: date | None, *who: tuple[str, Duty], **more: object) -> CommitmentRow:
    kept = Commitment(
        key=f"k{number:09d}",
        span=span(words),
        quote=words,
        section=0,
        subject=words[:12],
        deadline=due,
        responsible=tuple(Responsibility(name, duty) for name, duty in who),
        rules=("goal.plain",),
        **more,  # type: ignore[arg-type]
    )
    return CommitmentRow(
        id=number,
        key=kept.key,
        document=1,
        source="丙山方案.txt",
        title="丙山县义务教育优质均衡发展实施方案",
        region="丙山县",
        section="一、主要目标",
        page=2,
        commitment=kept,
    )


FIRST = "小学班级学生数不超过45人"
ROWS = (
    commitment(
        1,
        LINES[2][1].rstrip("。"),
        date(2024, 12, 31),
        ("县教育局", Duty.LEAD),
        ("县财政局", Duty.SUPPORT),
        measures=(measure(FIRST, "班级学生数", Comparator.AT_MOST, "45", "人", "小学"),),
    ),
    commitment(
        2,
        LINES[5][1].rstrip("。"),
        date(2025, 8, 31),
        ("县残联", Duty.RESPONSIBLE),
        measures=(measure("残疾儿童少年入学率达到95%", "残疾儿童少年入学率", Comparator.AT_LEAST, "95", "%"),),
    ),
    commitment(3, LINES[6][1].rstrip("。"), None),
)
DOCUMENT = DocumentRow(
    id=1,
    source="丙山方案.txt",
    path="/plans/丙山方案.txt",
    identity="丙政发〔2024〕3号",
    title="丙山县义务教育优质均衡发展实施方案",
    doc_number="丙政发〔2024〕3号",
    issuer="丙山县人民政府",
    region="丙山县",
    region_code=None,
    level="county",
    issued=date(2024, 3, 1),
    released=None,
    period=(2024, 2027),
    format="txt",
    status="ok",
    version=1,
    commitments=3,
    measures=2,
    facts=1,
    problems=0,
    added="2025-05-01T00:00:00Z",
)


def stored(rows: Sequence[CommitmentRow] = ROWS, text: str = TEXT, row: DocumentRow = DOCUMENT) -> StoredDocument:
    blocks, at = [], 0
    for number, line in enumerate(text.split("\n")):
        kind = LINES[number][0] if text == TEXT else BlockKind.PARAGRAPH
        blocks.append(Block(Span(at, at + len(line)), kind, page=1 + number // 4))
        at += len(line) + 1
    headings: tuple[Heading, ...] = ()
    if text == TEXT:
        headings = (
            Heading(1, "一、", "主要目标", span("一、主要目标")),
            Heading(1, "二、", "保障措施", span("二、保障措施")),
        )
    fact = Measure(
        Role.STATUS, span("全县现有小学12所"), "全县现有小学12所", "小学", None, Comparator.EQUAL, Decimal(12), "所"
    )
    facts = (fact,) if text == TEXT else ()
    return StoredDocument(row, text, Header(), tuple(blocks), headings, (), (), tuple(rows), facts)


def matrix(rows: Sequence[CommitmentRow], metrics: Sequence[str], regions: Sequence[str]) -> Matrix:
    """Metrics of four places: the strictest, one that falls short, one that does not compare, a silent one."""
    places = [Region(name, None, (1,)) for name in ("丙山县", "丁水市", "戊林县", "己河县")]
    kept = [one for one in places if not regions or one.name in regions]
    row = rows[0] if rows else None
    made = []
    for at, name in enumerate(metrics if row else ()):
        cells = {}
        for place, number in zip(places, (45, 55, None, 0), strict=True):
            value = Value(
                *(1, row.source, row.key, row.commitment.quote, row.commitment.span, name, "小学", frozenset()),
                *(Comparator.AT_MOST, Decimal(number or 9), "人", None, row.commitment.deadline, row.commitment.force),
                None,
            )
            if number == 0:
                cells[place.name] = MatrixCell(place, None)
            elif number is None:
                cells[place.name] = MatrixCell(place, value, reasons=(note("unit", plan="间", row="人"),))
            else:
                cells[place.name] = MatrixCell(place, value, Decimal(number), rank=1 if number == 45 else 2)
        shown = tuple(cells[one.name] for one in kept)
        line = Decimal(45) if at == 0 else None
        made.append(MatrixRow(name, SchoolLevel.PRIMARY, "人", None, False, shown, line=line, year=2024))
    return Matrix(tuple(kept), tuple(made))


@dataclass
class FakeDesk:
    """Answers from memory; filters only by text."""

    rows: Sequence[CommitmentRow] = ROWS
    plans: Sequence[DocumentRow] = (DOCUMENT,)
    whole: StoredDocument = field(default_factory=stored)
    name: str = "示例.db"
    asked: list[tuple[object, ...]] = field(default_factory=list)
    broken: Exception | None = None
    judged: dict[str, bool] = field(default_factory=dict)
    corrected: dict[str, str] = field(default_factory=dict)
    """Subjects that were typed, by key."""
    checked: Checked | None = None
    """Given back by every check; None to check the document."""
    local: Extraction | None = None
    """What every plan is aligned with; None for the document itself."""
    matched: dict[tuple[str, str], bool] = field(default_factory=dict)
    uids: list[tuple[str, str]] = field(default_factory=list)
    matrix: Matrix | None = None
    """Given back by every comparison."""

    def _answer(self, *question: object) -> None:
        self.asked.append(question)
        if self.broken is not None:
            raise self.broken

    def _kept(self, filters: Filters) -> list[CommitmentRow]:
        words = filters.text or ""
        return [
            row
            for row in self.rows
            if words in row.commitment.quote
            and filters.document in (None, row.document)
            and (filters.force is None or row.commitment.force == filters.force)
        ]

    def summary(self, on: date) -> Summary:
        self._answer("summary", on)
        return Summary(on, len(self.plans), len(self.rows), 2, 1, 1, 1, (Tally("县教育局", 1, 0, 1),))

    def documents(self) -> list[DocumentRow]:
        self._answer("documents")
        return list(self.plans)

    def document(self, number: int) -> StoredDocument:
        self._answer("document", number)
        return self.whole

    def count(self, filters: Filters) -> int:
        self._answer("count", filters)
        return len(self._kept(filters))

    def commitments(self, filters: Filters, limit: int, offset: int) -> list[CommitmentRow]:
        self._answer("commitments", filters, limit, offset)
        return self._kept(filters)[offset : offset + limit]

    def shares(self, filters: Filters, on: date) -> Iterator[tuple[str, Sequence[Facet]]]:
        self._answer("shares", filters, on)
        yield "region", (Facet("丙山县", len(self.rows)),)
        yield "due", (Facet("late", 1), Facet("soon", 1), Facet("undated", 1))

    def search(self, query: str, filters: Filters, limit: int) -> list[Hit]:
        self._answer("search", query, filters)
        return [
            Hit(
                row.commitment.quote,
                row.source,
                row.section,
                row.page,
                0.5,
                ("words", query),
                row.document,
                row.commitment.span.start,
                row.commitment.span.end,
                row,
            )
            for row in self.rows
            if query in row.commitment.quote
        ]

    def posts(self, on: date, filters: Filters) -> list[Post]:
        self._answer("posts", on, filters)
        held: dict[str, dict[Light, list[int]]] = {}
        for row in self._kept(filters):
            day, closed = row.commitment.deadline, row.progress is Progress.DONE
            light = Light.GREEN if closed else Light.GREY if day is None else Light.RED if day < on else Light.GREEN
            for name in [one.name for one in row.commitment.responsible] or [""]:
                held.setdefault(name, {one: [] for one in Light})[light].append(row.id)
        found = [Post(name, own) for name, own in held.items()]
        return sorted(found, key=lambda one: (one.organisation == "", -one.count(Light.RED)))

    def rows_of(self, ids: Sequence[int]) -> dict[int, CommitmentRow]:
        self._answer("rows_of", tuple(ids))
        return {row.id: row for row in self.rows if row.id in ids}

    def report(self, key: str, standing: Standing, progress: Progress, value: str, note: str) -> str:
        self._answer("report", key, standing, progress, value, note)
        self.rows = tuple(replace(row, progress=progress) if row.key == key else row for row in self.rows)
        return f"r-{key}"

    def undo_report(self, key: str, uid: str) -> None:
        self._answer("undo_report", key, uid)
        self.rows = tuple(replace(row, progress=Progress.NOT_STARTED) if row.key == key else row for row in self.rows)

    def write_reminder(self, path: Path, organisation: str, on: date, days: int) -> int:
        self._answer("write_reminder", path, organisation, on, days)
        return 1 if organisation == "县教育局" else 0

    def months(self, on: date, days: int) -> list[Month]:
        self._answer("months", on, days)
        counts: dict[tuple[int, int], list[int]] = {}
        for row in self.rows:
            day = row.commitment.deadline
            if day is not None:
                kind = 0 if day < on else 1 if (day - on).days <= days else 2
                counts.setdefault((day.year, day.month), [0, 0, 0])[kind] += 1
        return [Month(*at, *numbers) for at, numbers in sorted(counts.items())]

    def boards(self, on: date) -> list[Board]:
        self._answer("boards", on)
        counts: dict[str, dict[Light, int]] = {}
        for row in self.rows:
            day = row.commitment.deadline
            light = Light.GREY if day is None else Light.RED if day < on else Light.GREEN
            for name in [one.name for one in row.commitment.responsible] or [""]:
                counts.setdefault(name, dict.fromkeys(Light, 0))[light] += 1
        return [Board(name, own) for name, own in counts.items()]

    def write_bulletin(self, path: Path, on: date, days: int, filters: Filters) -> int:
        self._answer("write_bulletin", path, on, days, filters)
        return len(self._kept(filters))

    def standards(self) -> tuple[Sequence[Standard], Sequence[str]]:
        self._answer("standards")
        return shelf().standards, ("own.toml：看不懂",)

    def check(self, document: int, standard: str) -> Checked:
        self._answer("check", document, standard)
        if self.checked is not None:
            return self.checked
        found = report(Plan(recalled(self.whole)), shelf().find(standard))
        return Checked(document, self.plans[0].title or "", found)

    def write_check(self, path: Path, checked: Checked) -> None:
        self._answer("write_check", path, checked)

    def align(self, parent: int, local: int) -> Aligned:
        self._answer("align", parent, local)
        found = recalled(self.whole)
        names = (self.plans[0].title or "", self.plans[-1].title or "")
        return Aligned((parent, local), names, align(found, self.local or found, self.matched))

    def decide_match(self, parent: str, local: str, *, accept: bool) -> str:
        self._answer("decide_match", parent, local, accept)
        self.matched[parent, local] = accept
        self.uids.append((parent, local))
        return f"m-{len(self.uids)}"

    def undo_match(self, uid: str) -> None:
        self._answer("undo_match", uid)
        del self.matched[self.uids[int(uid[2:]) - 1]]

    def write_alignment(self, path: Path, aligned: Aligned) -> None:
        self._answer("write_alignment", path, aligned)

    def metrics(self, standard: str) -> Sequence[tuple[str, str, int]]:
        self._answer("metrics", standard)
        return (("class_size", "班级学生数", 3), ("disabled", "残疾儿童少年入学率", 1))[: len(self.rows)]

    def regions(self) -> dict[str, int]:
        self._answer("regions")
        return {"丙山县": 3, "丁水市": 2, "戊林县": 1, "己河县": 1}

    def compare(self, metrics: Sequence[str], regions: Sequence[str], standard: str) -> Matrix:
        self._answer("compare", tuple(metrics), tuple(regions), standard)
        return self.matrix if self.matrix is not None else matrix(self.rows, metrics, regions)

    def write_matrix(self, path: Path, matrix: Matrix) -> None:
        self._answer("write_matrix", path, matrix)

    def review(self, filters: Filters, limit: int) -> tuple[list[Doubt], int]:
        self._answer("review", filters, limit)
        waiting = [row for row in self._kept(filters) if row.key not in self.judged]
        return [Doubt(row, 0.4 - row.id / 10) for row in waiting][:limit], len(self.rows) - len(self.judged)

    def judge(self, key: str, *, accept: bool) -> str:
        self._answer("judge", key, accept)
        self.judged[key] = accept
        return f"u-{key}"

    def take_back(self, key: str, uid: str) -> None:
        self._answer("take_back", key, uid)
        del (self.corrected if uid.startswith("c-") else self.judged)[key]

    def fields(self, key: str) -> list[tuple[str, str, str]]:
        self._answer("fields", key)
        row = self.reviewed(key)
        read = next(one for one in ROWS if one.key == key)
        now = row.commitment.subject if row else ""
        return [("subject", read.commitment.subject, now), ("deadline", "2024-12-31", "2024-12-31")]

    def correct(self, key: str, field: str, text: str | None) -> str:
        self._answer("correct", key, field, text)
        if field == "deadline":
            raise BadCorrection(key, f"看不懂“{text}”", "期限请写成 2026-12-31")
        self.corrected[key] = text or ""
        return f"c-{key}"

    def reviewed(self, key: str) -> CommitmentRow | None:
        row = next(one for one in self.rows if one.key == key)
        subject = self.corrected.get(key, row.commitment.subject)
        return replace(row, commitment=replace(row.commitment, subject=subject))

    def history(self, key: str) -> list[LedgerEvent]:
        self._answer("history", key)
        return []

    def add(self, paths: Sequence[Path], progress: Callable[[int, int, Path], None]) -> Iterator[Intake]:
        self._answer("add", *paths)
        for done, path in enumerate(paths):
            progress(done, len(paths), path)
            yield Intake(path, Outcome.ADDED, DOCUMENT)

    def export(self, path: Path, filters: Filters, on: date) -> int:
        self._answer("export", path, filters, on)
        return len(self._kept(filters))

    def close(self) -> None:
        self.asked.append(("close",))


def many(count: int) -> list[CommitmentRow]:
    """Rows that differ in id and deadline."""
    return [
        replace(
            ROWS[number % 3],
            id=number + 1,
            commitment=replace(ROWS[number % 3].commitment, deadline=ON + timedelta(days=number % 400 - 200)),
        )
        for number in range(count)
    ]


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real ledger file that holds the invented plan."""
    from corpus.store import Corpus
    from corpus.writing import put
    from ingest.model import Document

    whole = stored()
    document = Document(
        source=DOCUMENT.source,
        sha256="0" * 64,
        format="txt",
        text=TEXT,
        blocks=whole.blocks,
        headings=whole.headings,
        header=Header(
            title=DOCUMENT.title, doc_number=DOCUMENT.doc_number, issuer=DOCUMENT.issuer, issued=DOCUMENT.issued
        ),
    )
    path = tmp_path_factory.mktemp("ledger") / "plans.db"
    with Corpus.open(path) as corpus:
        extraction = Extraction(document, tuple(row.commitment for row in ROWS), whole.facts)
        put(corpus, extraction, Path("/plans") / DOCUMENT.source, identity=DOCUMENT.identity)
    return path


@pytest.fixture
def rows() -> tuple[CommitmentRow, ...]:
    return ROWS


@pytest.fixture
def plan() -> DocumentRow:
    return DOCUMENT


@pytest.fixture
def whole() -> StoredDocument:
    return stored()


class Hand:
    """A person at the keyboard of an app under test."""

    def __init__(self, app: TaizhangApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def settle(self) -> None:
        """Wait until nothing is asked, fetched or about to be drawn, three looks in a row."""
        quiet = 0
        for _ in range(500):
            # What a worker died of the app tells: it is looked for on the screen.
            with suppress(WorkerFailed, WorkerCancelled):
                await self.app.workers.wait_for_complete()
            await self.pilot.pause()
            waiting = any(one.is_running for one in self.app.workers) or not getattr(self.app.screen, "settled", True)
            quiet = 0 if waiting else quiet + 1
            if quiet == 3:
                return
        raise AssertionError("the screen does not settle")

    async def press(self, *keys: str) -> None:
        """Press keys and wait for what they do."""
        await self.pilot.press(*keys)
        await self.settle()

    @property
    def text(self) -> str:
        """The screen as text."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    @property
    def name(self) -> str:
        """Class of the screen on top."""
        return type(self.app.screen).__name__


@pytest.fixture
def sit() -> Callable[..., AbstractAsyncContextManager[Hand]]:
    """Sit down at an app over a desk."""

    @asynccontextmanager
    async def down(desk: Desk, size: tuple[int, int] = (120, 40), memory: Memory | None = None) -> AsyncIterator[Hand]:
        app = TaizhangApp(desk, ON, memory=memory)
        async with app.run_test(size=size, notifications=True) as pilot:
            hand = Hand(app, pilot)
            await hand.settle()
            yield hand

    return down


@pytest.fixture(name="many")
def _many() -> Callable[[int], list[CommitmentRow]]:
    return many


@pytest.fixture
def office(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """Run a command over a copy of the invented ledger: exit code, stdout, stderr."""
    own = tmp_path / "own.db"
    shutil.copy(ledger, own)
    monkeypatch.setenv("TAIZHANG_DB", str(own))
    monkeypatch.setenv("TAIZHANG_AUTHOR", "督查室")

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        done = capsys.readouterr()
        return code, done.out, done.err

    return call


@pytest.fixture
def run(ledger: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command over the invented ledger: exit code, stdout, stderr."""
    monkeypatch.setenv("TAIZHANG_DB", str(ledger))
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.delenv("TAIZHANG_DEBUG", raising=False)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        done = capsys.readouterr()
        return code, done.out, done.err

    return call


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The program speaks English."""
    monkeypatch.setenv("TAIZHANG_LANG", "en")
    language.language.cache_clear()
    yield
    monkeypatch.undo()
    language.language.cache_clear()
