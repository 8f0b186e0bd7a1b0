"""The append-only history, and who is late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import apsw
import pytest
from ledger_factories import QINGHE, Extraction, commitment, document, measure, owners, store

from corpus import ledger as history
from corpus import overdue, rows
from corpus.errors import BadEvent, LedgerReadOnly, UnknownKey
from corpus.model import Filters, LedgerEvent, Progress, Standing, Tally
from corpus.store import Corpus
from extract.model import Duty, Responsibility
from ingest.model import Level, Region


def event(progress: Progress = Progress.DONE, standing: Standing = Standing.DECLARED, **more: Any) -> LedgerEvent:
    values = {"key": "", "author": "县教育局", "at": "2026-01-01T00:00:00Z"} | more
    return LedgerEvent(standing=standing, progress=progress, **values)


def keys(corpus: Corpus) -> list[str]:
    return [r.key for r in rows.commitments(corpus)]


def test_an_event_is_recorded_as_it_was_given(filled: Corpus) -> None:
    key = keys(filled)[0]
    given = event(value="12%", note="自查", evidence="附件1.pdf", author=" 县教育局 ")
    written = history.record(filled, key, given)
    assert (written.key, written.id, written.author) == (key, 1, "县教育局")
    assert (written.value, written.note, written.evidence) == ("12%", "自查", "附件1.pdf")
    assert history.history(filled, key) == [written]
    assert history.history(filled, "other") == []


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-03-31", "2026-03-31T00:00:00Z"),
        ("2026-03-31T09:00:00", "2026-03-31T09:00:00Z"),
        ("2026-03-31T09:00:00+08:00", "2026-03-31T01:00:00Z"),
        ("2026-03-31T09:00:00.5Z", "2026-03-31T09:00:00Z"),
    ],
)
def test_moments_are_kept_in_one_form(filled: Corpus, at: str, expected: str) -> None:
    assert history.record(filled, keys(filled)[0], event(at=at)).at == expected


def test_an_event_without_a_moment_happens_now(filled: Corpus) -> None:
    assert history.record(filled, keys(filled)[0], event(at="")).at > "2025"


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (event(key="another"), BadEvent),
        (event(author=" "), BadEvent),
        (event(at="昨天"), BadEvent),
    ],
)
def test_an_event_that_says_too_little_is_refused(filled: Corpus, given: LedgerEvent, error: type[Exception]) -> None:
    with pytest.raises(error):
        history.record(filled, keys(filled)[0], given)
    assert history.history(filled, keys(filled)[0]) == []


def test_a_key_that_never_was_is_refused(filled: Corpus) -> None:
    with pytest.raises(UnknownKey, match="nothing"):
        history.record(filled, "nothing", event())


def test_a_ledger_opened_for_reading_records_nothing(filled: Corpus) -> None:
    with Corpus.open(filled.path, readonly=True) as corpus, pytest.raises(LedgerReadOnly):
        history.record(corpus, keys(corpus)[0], event())


@pytest.mark.parametrize("sql", ["update event set note = 'x'", "delete from event", "delete from event where id = 1"])
def test_history_cannot_be_rewritten(filled: Corpus, sql: str) -> None:
    history.record(filled, keys(filled)[0], event())
    with pytest.raises(apsw.ConstraintError, match="append-only"):
        filled.connection.execute(sql)
    assert len(history.history(filled, keys(filled)[0])) == 1


D, V = Standing.DECLARED, Standing.VERIFIED


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], (Progress.NOT_STARTED, None, None)),
        ([(Progress.DONE, D, "2026-01-01")], (Progress.DONE, Progress.DONE, None)),
        ([(Progress.DONE, D, "2026-01-01"), (Progress.BLOCKED, V, "2025-01-01")],
         (Progress.BLOCKED, Progress.DONE, Progress.BLOCKED)),
        ([(Progress.DONE, D, "2026-02-01"), (Progress.BLOCKED, D, "2026-01-01")], (Progress.DONE, Progress.DONE, None)),
        ([(Progress.DONE, D, "2026-02-01"), (Progress.BLOCKED, D, "2026-02-01")],
         (Progress.BLOCKED, Progress.BLOCKED, None)),
    ],
)  # fmt: skip
def test_declared_and_verified_are_kept_apart(
    filled: Corpus, events: list[tuple[Progress, Standing, str]], expected: tuple[Any, ...]
) -> None:
    key = keys(filled)[1]
    for progress, standing, at in events:
        history.record(filled, key, event(progress, standing, at=at))
    row = rows.commitment(filled, key)
    assert row is not None
    assert (
        row.progress,
        row.declared.progress if row.declared else None,
        row.verified.progress if row.verified else None,
    ) == expected
    found = filled.connection.execute("select progress from v_commitments where key = ?", (key,)).get
    assert found == expected[0]


def late(found: dict[str, list[Any]]) -> dict[str, list[tuple[str, int, Duty | None]]]:
    return {
        name: [(e.row.commitment.quote[:2], e.days_late, e.duty) for e in entries] for name, entries in found.items()
    }


EDUCATION, FINANCE = "青禾县 · 县教育局", "青禾县 · 县财政局"
TEXT = "甲项。\n乙项。\n丙项。\n丁项。\n戊项。"


@pytest.fixture
def office(ledger: Corpus) -> Corpus:
    """甲 and 乙 of one organisation under two names, 丙 of two, 丁 of nobody, 戊 without deadline."""
    short = Responsibility("教育局", Duty.RESPONSIBLE, None, "县教育局")
    found = (
        commitment(TEXT, "甲项。", deadline=date(2025, 1, 1), responsible=(short,)),
        commitment(TEXT, "乙项。", deadline=date(2025, 1, 31), responsible=owners("县教育局")),
        commitment(
            TEXT,
            "丙项。",
            deadline=date(2025, 2, 1),
            responsible=(*owners("县教育局", "县财政局", duty=Duty.SUPPORT), *owners("县教育局")),
        ),
        commitment(TEXT, "丁项。", deadline=date(2025, 2, 1)),
        commitment(TEXT, "戊项。", responsible=owners("县财政局")),
    )
    store(ledger, Extraction(document(TEXT, region=QINGHE), found, ()))
    return ledger


def test_overdue_by_organisation(office: Corpus) -> None:
    found = late(overdue.overdue(office, date(2025, 2, 2)))
    assert list(found) == [EDUCATION, FINANCE, ""]
    assert found == {
        EDUCATION: [("乙项", 2, Duty.LEAD), ("丙项", 1, Duty.LEAD), ("甲项", 32, Duty.RESPONSIBLE)],
        FINANCE: [("丙项", 1, Duty.SUPPORT)],
        "": [("丁项", 1, None)],
    }


@pytest.mark.parametrize(("on", "expected"), [(date(2025, 2, 1), 2), (date(2025, 1, 1), 0), (date(2025, 1, 2), 1)])
def test_a_deadline_has_passed_on_the_day_after(office: Corpus, on: date, expected: int) -> None:
    assert len({e.row.key for entries in overdue.overdue(office, on).values() for e in entries}) == expected


@pytest.mark.parametrize(
    ("days", "expected"), [(0, []), (1, ["丙项", "丁项"]), (-1, [])],
)  # fmt: skip
def test_upcoming(office: Corpus, days: int, expected: list[str]) -> None:
    found = overdue.upcoming(office, date(2025, 1, 31) if days else date(2025, 1, 30), days)
    named = {e.row.commitment.quote[:2] for entries in found.values() for e in entries}
    assert named == set(expected) | ({"乙项"} if days == 1 else set())
    assert all(e.days_late <= 0 for entries in found.values() for e in entries)


@pytest.mark.parametrize(
    ("progress", "standing", "open_"),
    [
        (Progress.DONE, D, False),
        (Progress.CANCELLED, V, False),
        (Progress.IN_PROGRESS, D, True),
        (Progress.BLOCKED, V, True),
    ],
)
def test_what_is_done_is_not_late(office: Corpus, progress: Progress, standing: Standing, open_: bool) -> None:
    history.record(office, keys(office)[0], event(progress, standing))
    found = overdue.overdue(office, date(2026, 1, 1))
    assert ("甲项" in {e.row.commitment.quote[:2] for e in found[EDUCATION]}) == open_
    assert overdue.summary(office, date(2026, 1, 1)).overdue == (4 if open_ else 3)


def test_what_was_declared_done_and_found_open_is_late(office: Corpus) -> None:
    key = keys(office)[0]
    history.record(office, key, event(Progress.DONE, D, at="2026-01-01"))
    history.record(office, key, event(Progress.IN_PROGRESS, V, at="2025-12-01"))
    assert overdue.summary(office, date(2026, 1, 1)).overdue == 4


def test_summary(office: Corpus) -> None:
    found = overdue.summary(office, date(2025, 2, 1))
    assert (found.documents, found.commitments, found.measures) == (1, 5, 0)
    assert (found.due, found.overdue, found.undated) == (2, 2, 1)
    assert found.organisations == (Tally(EDUCATION, 3, 1, 2), Tally(FINANCE, 2, 1, 0))
    assert overdue.summary(office, date(2025, 2, 1), by_organisation=False) == replace(found, organisations=())
    history.record(office, keys(office)[0], event())
    assert overdue.summary(office, date(2025, 2, 1)).organisations[0] == Tally(EDUCATION, 3, 1, 1)


def region(name: str, code: str, level: Level = Level.CITY, parents: tuple[str, ...] = ("甲省",)) -> Region:
    return Region(name, code, level, parents)


PLACES = [
    ({"region": region("乙市", "110100")}, "市教育局", "乙市 · 市教育局"),
    ({"region": region("乙市", "110100")}, "乙市教育局", "乙市教育局"),
    ({"region": region("青禾县", "110121")}, "青禾教育局", "青禾教育局"),
    ({"region": region("乙市", "110100")}, "甲省教育厅", "甲省教育厅"),
    ({"region": region("东区", "110102", parents=("甲省", "乙市"))}, "区教育局", "东区 · 区教育局"),
    ({"region": region("中国", "000000", Level.NATIONAL, ())}, "教育部", "教育部"),
    ({"header": {"issuer": "丙山县人民政府办公室"}}, "县教育局", "丙山县 · 县教育局"),
    ({"title": "某规划"}, "县教育局", "某规划 · 县教育局"),
    ({"title": "某规划"}, "", ""),
]


@pytest.mark.parametrize(("about", "name", "expected"), PLACES)
def test_an_office_is_named_with_its_place(ledger: Corpus, about: dict[str, Any], name: str, expected: str) -> None:
    about = dict(about)
    more = about.pop("header", {})
    read = document(TEXT, **about)
    read = replace(read, header=replace(read.header, **more))
    who = owners(name) if name else ()
    store(ledger, Extraction(read, (commitment(TEXT, "甲项。", deadline=date(2025, 1, 1), responsible=who),), ()))
    assert list(overdue.overdue(ledger, date(2026, 1, 1))) == [expected]
    if name:
        assert [one.organisation for one in overdue.summary(ledger, date(2026, 1, 1)).organisations] == [expected]


def test_offices_of_one_name_are_not_merged(ledger: Corpus) -> None:
    """Two cities, and two districts of one name."""
    places = [
        region("乙市", "110100"),
        region("丁市", "110200"),
        region("东区", "110102", Level.COUNTY, ("甲省", "乙市")),
        region("东区", "110202", Level.COUNTY, ("甲省", "丁市")),
    ]
    for number, place in enumerate(places):
        text = f"{number}甲项。"
        one = commitment(text, text, deadline=date(2025, 1, 1), responsible=owners("教育局"))
        store(ledger, Extraction(document(text, region=place), (one,), ()), identity=str(number))
    on = date(2026, 1, 1)
    names = {"乙市 · 教育局", "丁市 · 教育局", "乙市东区 · 教育局", "丁市东区 · 教育局"}
    assert set(overdue.overdue(ledger, on)) == names
    assert set(overdue.overdue(ledger, on, Filters(region="丁市"))) == {"丁市 · 教育局", "丁市东区 · 教育局"}
    assert set(overdue.overdue(ledger, on, Filters(organisation="丁市 · 教"))) == {"丁市 · 教育局"}
    assert set(overdue.overdue(ledger, on, Filters(organisation="教育局"))) == names
    assert overdue.upcoming(ledger, date(2025, 1, 1), 1, Filters(organisation="财政")) == {}


@pytest.mark.parametrize(
    ("on", "late", "coming"),
    [
        (date(2025, 1, 1), None, date(2025, 12, 31)),
        (date(2026, 1, 1), date(2025, 12, 31), None),
        (date(2036, 1, 1), date(2025, 12, 31), None),
    ],
)
def test_a_measure_that_is_late_makes_its_commitment_late(
    ledger: Corpus, on: date, late: date | None, coming: date | None
) -> None:
    text = "甲项。\n乙项。"
    found = (
        commitment(
            text,
            "甲项。",
            deadline=date(2035, 12, 31),
            measures=tuple(
                measure(text, "甲项", deadline=date(year, 12, 31) if year else None) for year in (2030, 2025, None)
            ),
        ),
        commitment(text, "乙项。", measures=(measure(text, "乙项"),)),
    )
    store(ledger, Extraction(document(text), found, ()))
    for expected, groups in ((late, overdue.overdue(ledger, on)), (coming, overdue.upcoming(ledger, on, 5000))):
        assert [e.due for entries in groups.values() for e in entries] == ([expected] if expected else [])
    counts = overdue.summary(ledger, on)
    assert (counts.due, counts.overdue, counts.undated) == (int(late is None), int(late is not None), 1)
    kept = rows.commitments(ledger, Filters(late_on=on))
    assert [row.commitment.quote for row in kept] == (["甲项。"] if late else [])


def test_what_is_done_is_not_listed_as_late(office: Corpus) -> None:
    asked = Filters(late_on=date(2026, 1, 1))
    assert rows.count(office, asked) == 4
    history.record(office, keys(office)[0], event())
    assert rows.count(office, asked) == 3


def test_an_empty_ledger(ledger: Corpus) -> None:
    found = overdue.summary(ledger, date(2025, 1, 1))
    assert (found.documents, found.commitments, found.due, found.organisations) == (0, 0, 0, ())
    assert overdue.overdue(ledger, date(2025, 1, 1)) == {}


def test_older_versions_are_not_late(filled: Corpus) -> None:
    text = "第二版没有期限。"
    store(filled, Extraction(document(text), (commitment(text, text),), ()))
    assert overdue.overdue(filled, date(2030, 1, 1)) == {}
    assert overdue.summary(filled, date(2030, 1, 1)).commitments == 1
