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
