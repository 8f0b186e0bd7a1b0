"""Sentences of a report, offered as evidence and never applied without a person."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import apsw
import pytest
from ledger_factories import QINGHE, Extraction, commitment, document, measure, owners, store

from corpus import evidence, ledger, rows
from corpus.errors import BadEvent
from corpus.model import Progress
from corpus.store import Corpus
from extract.model import Role
from ingest.model import Level, Region

PLAN = "新建改扩建义务教育学校100所。\n培训乡村骨干教师500人。\n完善校园安全防护设施。"
REPORT = (
    "全年新建改扩建义务教育学校42所。\n下一步将继续新建改扩建义务教育学校。\n校园安全防护设施已全部完成建设。\n"
    "累计接待群众来访三百人次。\n培训乡村骨干教师工作已启动。"
)


@pytest.fixture
def office(ledger: Corpus) -> Corpus:
    """A plan (document 1), a report of the same county (2), the report of another one (3)."""
    schools = measure(PLAN, "新建改扩建义务教育学校100所", subject="义务教育学校", value=Decimal(100), unit="所")
    teachers = measure(PLAN, "培训乡村骨干教师500人", subject="乡村骨干教师", value=Decimal(500), unit="人")
    found = (
        commitment(PLAN, "新建改扩建义务教育学校100所。", subject="新建改扩建义务教育学校", measures=(schools,)),
        commitment(PLAN, "培训乡村骨干教师500人。", subject="培训乡村骨干教师", measures=(teachers,)),
        commitment(PLAN, "完善校园安全防护设施。", subject="完善校园安全防护设施", responsible=owners("县教育局")),
    )
    store(ledger, Extraction(document(PLAN, region=QINGHE), found, ()))
    told = measure(REPORT, "全年新建改扩建义务教育学校42所", role=Role.STATUS, value=Decimal(42), unit="所")
    store(ledger, Extraction(document(REPORT, region=QINGHE, source="总结.txt"), (), (told,)), identity="总结")
    far = Region("远山县", "339901", Level.COUNTY, ("丁省",))
    store(ledger, Extraction(document(REPORT + "。", region=far, source="别处.txt"), (), ()), identity="别处")
    return ledger


def test_what_is_offered(office: Corpus) -> None:
    found = evidence.suggest(office, 2)
    assert {(one.row.commitment.subject, one.sentence, one.value, one.unit, one.progress) for one in found} == {
        ("新建改扩建义务教育学校", "全年新建改扩建义务教育学校42所。", "42", "所", Progress.IN_PROGRESS),
        ("完善校园安全防护设施", "校园安全防护设施已全部完成建设。", None, None, Progress.DONE),
        ("培训乡村骨干教师", "培训乡村骨干教师工作已启动。", None, None, Progress.IN_PROGRESS),
    }
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert office.connection.execute("select count(*) from event").get == 0


def test_another_county_and_the_plan_itself_offer_nothing(office: Corpus) -> None:
    assert evidence.suggest(office, 3) == []
    assert evidence.suggest(office, 1) == []


def test_accepted_evidence_is_a_declared_event_with_its_sentence(office: Corpus) -> None:
    one = next(one for one in evidence.suggest(office, 2) if one.value)
    event = evidence.accept(office, one.id, "督查室", note="看过")
    assert (event.progress, event.value, event.unit, event.author, event.note) == (
        Progress.IN_PROGRESS, "42", "所", "督查室", "看过",
    )  # fmt: skip
    assert event.evidence == "总结.txt：全年新建改扩建义务教育学校42所。"
    row = rows.commitment(office, one.row.key)
    assert row is not None and row.declared == event
    assert one.id not in [left.id for left in evidence.suggest(office, 2)]
    with pytest.raises(BadEvent, match="已经决定过"):
        evidence.accept(office, one.id, "督查室")


def test_a_person_may_say_otherwise(office: Corpus) -> None:
    one = next(one for one in evidence.suggest(office, 2) if one.progress is Progress.DONE)
    assert evidence.accept(office, one.id, "督查室", Progress.BLOCKED).progress is Progress.BLOCKED


def test_what_was_rejected_is_not_offered_again_even_after_a_new_reading(office: Corpus) -> None:
    one = evidence.suggest(office, 2)[0]
    evidence.reject(office, one.id, "督查室", "说的是另一个项目")
    assert len(evidence.suggest(office, 2)) == 2
    newer = document(REPORT + "\n附注。", region=QINGHE, source="总结.txt")
    written = store(office, Extraction(replace(newer), (), ()), identity="总结")
    assert one.sentence not in [left.sentence for left in evidence.suggest(office, written.document)]
    assert ledger.history(office, one.row.key) == []
    with pytest.raises(apsw.ConstraintError, match="append-only"):
        office.connection.execute("delete from evidence")


@pytest.mark.parametrize("id", ["", "2", "2-0-nothing", "x-1-y", "²-1-y"])
def test_a_suggestion_that_there_is_not(office: Corpus, id: str) -> None:
    with pytest.raises(BadEvent, match="没有这条佐证建议"):
        evidence.accept(office, id, "督查室")
    with pytest.raises(BadEvent):
        evidence.reject(office, id, " ")


JIANGXI = Region("江西省", "360000", Level.PROVINCE)
NANCHANG = Region("南昌市", "360100", Level.CITY, ("江西省",))
DONGHU = Region("南昌市东湖区", "360102", Level.COUNTY, ("江西省", "南昌市"))
HENAN = Region("河南省", "410000", Level.PROVINCE)
NEW = Region("甲省乙县", None, Level.COUNTY, ("甲省",))
OLD = Region("甲省", None, Level.PROVINCE)


@pytest.mark.parametrize(
    ("plan", "report", "place"),
    [
        (JIANGXI, JIANGXI, "same"),
        (replace(DONGHU, name="东湖区"), DONGHU, "same"),
        (NANCHANG, DONGHU, "near"),
        (DONGHU, JIANGXI, "near"),
        (OLD, NEW, "near"),
        (None, DONGHU, "unknown"),
        (DONGHU, None, "unknown"),
        (None, None, "unknown"),
        ("national", DONGHU, "near"),
        (JIANGXI, HENAN, None),
        (HENAN, DONGHU, None),
        (DONGHU, replace(DONGHU, name="南昌市西湖区", code="360103"), None),
        (OLD, JIANGXI, None),
    ],
)
def test_only_places_that_have_to_do_with_each_other(
    ledger: Corpus, plan: Region | str | None, report: Region | None, place: str | None
) -> None:
    region = plan if isinstance(plan, Region) else None
    made = document(PLAN, region=region)
    if plan == "national":
        made = replace(made, header=replace(made.header, level=Level.NATIONAL))
    found = (commitment(PLAN, "完善校园安全防护设施。", subject="完善校园安全防护设施"),)
    store(ledger, Extraction(made, found, ()))
    store(ledger, Extraction(document(REPORT, region=report, source="总结.txt"), (), ()), identity="总结")
    assert [one.place.value for one in evidence.suggest(ledger, 2)] == ([place] if place else [])


def test_what_nobody_knows_the_place_of_comes_last(office: Corpus) -> None:
    nowhere = document(PLAN + "附。", source="无名.txt", title="某方案")
    same = commitment(PLAN, "完善校园安全防护设施。", key="0" * 16, subject="校园安全防护设施")
    store(office, Extraction(nowhere, (same,), ()), identity="某方案")
    found = evidence.suggest(office, 2)
    assert [one.place.value for one in found] == ["same", "same", "same", "unknown"]
    assert found[-1].row.key == same.key and found[-1].score >= found[0].score


@pytest.mark.parametrize(
    ("sentence", "offered"),
    [
        ("校园安全防护设施完善。", True),
        ("投入资金，完善校园安全防护设施。", True),
        ("力争完善校园安全防护设施。", False),
        ("根据完善校园安全防护设施的要求，制定本方案。", False),
        ("完善校园安全防护设施，得2分。", False),
        ("校园环境，各类安全问题，老旧设施，防护林带，都有人管。", False),
    ],
)
def test_a_sentence_that_tells_of_it(office: Corpus, sentence: str, offered: bool) -> None:
    text = "某县工作情况。\n" * 30 + sentence
    report = store(office, Extraction(document(text, region=QINGHE, source="情况.txt"), (), ()), identity="情况")
    assert (len(evidence.suggest(office, report.document)) == 1) is offered


def test_a_promise_or_a_heading_is_no_evidence(office: Corpus) -> None:
    text = "工作总结\n一、完善校园安全防护设施\n已完善校园安全防护设施。"
    promised = commitment(text, "已完善校园安全防护设施。")
    report = store(office, Extraction(document(text, region=QINGHE, source="情况.txt"), (promised,), ()), identity="x")
    assert [one for one in evidence.suggest(office, report.document) if one.row.document == 1] == []
