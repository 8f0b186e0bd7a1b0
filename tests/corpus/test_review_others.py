"""Corrections of what is no commitment: facts, and the header of a document."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_factories import PLAN, QINGHE, document, measure, plan, say, span_of, store

from corpus import factfields, headerfields, review, rows, waiting
from corpus.cites import cites
from corpus.corrections import Action
from corpus.errors import BadCorrection, UnknownKey
from corpus.filing import forget
from corpus.gold import annotated, gold
from corpus.ledger_merge import merge_events
from corpus.merging import merge_documents
from corpus.model import FactRow, Filters, HeaderRow
from corpus.overlay import as_read
from corpus.reviewkeys import Kind, fact_keys, header_key, kind, numbered
from corpus.store import Corpus, select
from corpus.writing import return_to
from extract.model import Extraction, Measure, Role
from ingest.model import Citation, Header, Level, Region

CONFIRM, CORRECT, REJECT = Action.CONFIRM, Action.CORRECT, Action.REJECT
TEXT = PLAN + "根据《义务教育督导评估办法》(教督〔2017〕6号)和《县城建设规划》执行。现有学校41所，乡村教师512人。\n"
CITED = "《义务教育督导评估办法》(教督〔2017〕6号)"


def made(text: str = TEXT, schools: int = 41, **more: Any) -> Extraction:
    """A plan with a header, two citations and two facts."""
    found = plan(text)
    header = Header(
        title="青禾县实施方案",
        doc_number="青政发〔2024〕3号",
        issuer="青禾县人民政府",
        region=QINGHE,
        level=Level.COUNTY,
        issued=date(2024, 3, 1),
        period=(2024, 2025),
        cites=(
            Citation(CITED, "教督〔2017〕6号", span_of(text, CITED)),
            Citation("《县城建设规划》", None, span_of(text, "《县城建设规划》")),
        ),
        places={"title": span_of(text, "青禾县"), "issuer": span_of(text, "青禾县")},
    )
    facts = (
        measure(text, f"现有学校{schools}所", role=Role.STATUS, subject="学校", value=Decimal(schools), unit="所"),
        measure(text, "乡村教师512人", role=Role.STATUS, subject="乡村教师", value=Decimal(512), unit="人"),
    )
    return replace(found, document=replace(found.document, header=replace(header, **more)), facts=facts)


@pytest.fixture
def office(ledger: Corpus) -> Corpus:
    store(ledger, made())
    return ledger


def head(corpus: Corpus) -> str:
    return rows.documents(corpus)[0].key


def header(corpus: Corpus) -> Header:
    found = rows.document(corpus, rows.documents(corpus)[0].id)
    assert found is not None
    return found.header


def fact_key(corpus: Corpus, which: int) -> str:
    found = select(corpus.connection, "select key from measure where commitment is null order by document, n")
    return str(found[which][0])


def facts(corpus: Corpus) -> tuple[Measure, ...]:
    found = rows.document(corpus, rows.documents(corpus)[0].id)
    assert found is not None and found.row.facts == len(found.facts)
    return found.facts


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("title", "青禾县行动方案", "青禾县行动方案"),
        ("标题", "青禾县行动方案", "青禾县行动方案"),
        ("文号", "青政办〔2024〕9号", "青政办〔2024〕9号"),
        ("发文机关", "青禾县教育局", "青禾县教育局"),
        ("issued", "2024年5月6日", date(2024, 5, 6)),
        ("发布日期", "2024-05-06", date(2024, 5, 6)),
        ("period", "2024—2027", (2024, 2027)),
        ("规划期", "2030年", (2030, 2030)),
        ("level", "市", Level.CITY),
        ("level", "national", Level.NATIONAL),
        ("region", "江西省", Region("江西省", "360000", Level.PROVINCE)),
        ("region", "江西", Region("江西省", "360000", Level.PROVINCE)),
    ],
)
def test_a_header_is_corrected_and_undone(office: Corpus, field: str, value: str, expected: Any) -> None:
    before = header(office)
    say(office, head(office), field, CORRECT, value)
    after, row = header(office), rows.documents(office)[0]
    name = headerfields.typed(field, before)
    assert name is not None and getattr(after, name) == expected and name not in after.places
    said = getattr(row, name)
    assert said == (expected.name if isinstance(expected, Region) else expected)
    review.undo(office, head(office), "督查室")
    assert header(office) == before
    assert select(office.connection, "select count(*) from original_header") == [(0,)]
    assert [one.action for one in review.history(office, head(office))] == [CORRECT, Action.UNDO]


def test_the_region_is_found_by_its_new_name(office: Corpus) -> None:
    assert rows.count(office, Filters(text="青禾县")) == rows.count(office) == 3
    say(office, head(office), "region", CORRECT, "江西省")
    assert rows.count(office, Filters(region="江西")) == rows.count(office, Filters(text="江西省")) == 3
    assert rows.count(office, Filters(text="青禾县 乡镇")) == 0
    assert header(office).level is Level.PROVINCE
    say(office, head(office), "level", CORRECT, "市")
    assert header(office).level is Level.CITY
    say(office, head(office), "region", REJECT)
    assert rows.documents(office)[0].region is None
    for _ in range(3):
        review.undo(office, head(office), "甲")
    assert (header(office).region, header(office).level) == (QINGHE, Level.COUNTY)
    office.connection.execute("insert into commitment_words(commitment_words) values ('integrity-check')")


def test_citations_are_corrected_one_by_one(office: Corpus) -> None:
    say(office, head(office), "cites.2", REJECT)
    assert [one.text for one in header(office).cites] == [CITED]
    say(office, head(office), "引用文件1", CORRECT, "《义务教育督导评估办法》")
    (left,) = header(office).cites
    assert TEXT[left.span.start : left.span.end] == left.text == "《义务教育督导评估办法》" and left.number is None
    assert [one.citation.text for one in cites(office)] == ["《义务教育督导评估办法》"]
    say(office, head(office), "cites", CORRECT, f"《县城建设规划》、{CITED}")
    assert header(office).cites == made().document.header.cites[::-1]
    say(office, head(office), "cites", REJECT)
    assert header(office).cites == ()


def test_a_citation_that_a_new_text_has_not_goes(office: Corpus) -> None:
    say(office, head(office), "cites", CORRECT, "《县城建设规划》")
    text = TEXT.replace("和《县城建设规划》", "").replace("根据", "前言。根据")
    newer = plan(text)
    store(office, newer)
    assert header(office).cites == ()
    assert [one.stale for one in waiting.queue(office, kinds=[Kind.HEADER])] == [("cites",)]


@pytest.mark.parametrize(
    ("field", "action", "value", "message"),
    [
        ("nothing", CONFIRM, None, "没有“nothing”这一项"),
        ("cites.3", REJECT, None, "没有"),
        ("", REJECT, None, "taizhang remove"),
        ("", CORRECT, "x", "哪一项"),
        ("title", CORRECT, " ", "没有写改成什么"),
        ("region", CORRECT, "某个地方", "看不懂"),
        ("level", CORRECT, "乡", "看不懂"),
        ("issued", CORRECT, "去年", "看不懂"),
        ("issued", CORRECT, "2024", "看不懂"),
        ("period", CORRECT, "2027-2024", "看不懂"),
        ("cites", CORRECT, "《没有的文件》", "原文里没有"),
        ("cites", CORRECT, "；", "原文里没有"),
        ("title", CORRECT, "青禾县实施方案", "和原来读出的一样"),
        ("region", CORRECT, "青禾县", "和原来读出的一样"),
    ],
)
def test_what_cannot_be_said_of_a_header(
    office: Corpus, field: str, action: Action, value: str | None, message: str
) -> None:
    with pytest.raises(BadCorrection) as caught:
        say(office, head(office), field, action, value)
    assert message in str(caught.value) and review.history(office, head(office)) == []


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("value", "42", Decimal(42)),
        ("数值", "0.50", Decimal("0.50")),
        ("unit", "座", "座"),
        ("指标", "中小学校", "中小学校"),
        ("role", "条件", Role.CONDITION),
        ("性质", "condition", Role.CONDITION),
        ("deadline", "2023-12-31", date(2023, 12, 31)),
        ("scope", "小学", "小学"),
    ],
)
def test_a_fact_is_corrected_and_undone(office: Corpus, field: str, value: str, expected: Any) -> None:
    before = facts(office)
    say(office, fact_key(office, 0), field, CORRECT, value)
    changed, other = facts(office)
    name = factfields.typed(field)
    assert name is not None and getattr(changed, name) == expected and other == before[1]
    assert changed.rules[-1] == f"review:{name}" and changed.quote == before[0].quote
    assert as_read(office, 1)[2] == before
    review.undo(office, fact_key(office, 0), "甲")
    assert facts(office) == before and select(office.connection, "select count(*) from original_fact") == [(0,)]


def test_a_fact_that_the_text_does_not_state_is_out_and_comes_back(office: Corpus) -> None:
    before = facts(office)
    say(office, fact_key(office, 0), "value", CORRECT, "42")
    say(office, fact_key(office, 0), "", REJECT)
    assert facts(office) == before[1:]
    assert select(office.connection, "select value from v_facts") == [(512.0,)]
    review.undo(office, fact_key(office, 0), "甲")
    assert [one.value for one in facts(office)] == [Decimal(42), Decimal(512)]
    with pytest.raises(BadCorrection, match="不能为空"):
        say(office, fact_key(office, 0), "value", REJECT)
    with pytest.raises(BadCorrection, match="看不懂"):
        say(office, fact_key(office, 0), "role", CORRECT, "承诺")
    with pytest.raises(UnknownKey):
        say(office, "s" + "0" * 15, "", CONFIRM)


def test_they_survive_re_reading_and_new_versions(office: Corpus) -> None:
    say(office, head(office), "issuer", CORRECT, "青禾县教育局")
    say(office, head(office), "region", CORRECT, "江西省")
    say(office, fact_key(office, 0), "value", CORRECT, "42")
    say(office, fact_key(office, 1), "", REJECT)

    def stands() -> None:
        assert (header(office).issuer, rows.documents(office)[0].region) == ("青禾县教育局", "江西省")
        assert [one.value for one in facts(office)] == [Decimal(42)]
        assert not [one for one in waiting.queue(office) if one.stale]

    stands()
    # The same bytes, read better: another title.
    store(office, made(title="青禾县推进方案"))
    assert header(office).title == "青禾县推进方案"
    stands()
    store(office, made(TEXT + "附则。"))
    assert rows.documents(office)[0].version == 2
    stands()
    return_to(office, 1)
    stands()
    # A text that says something else asks again.
    store(office, made(TEXT.replace("41所", "43所"), schools=43, issuer="青禾县人民政府办公室"))
    assert header(office).issuer == "青禾县教育局" and facts(office)[0].value == Decimal(42)
    stale = {one.row.key: one.stale for one in waiting.queue(office) if one.stale}
    assert stale == {head(office): ("issuer",), fact_key(office, 0): ("value",)}
    assert next(iter(waiting.queue(office))).stale


def test_the_queue_holds_them_by_doubt(office: Corpus) -> None:
    store(office, replace(plan("别的\n" + PLAN, title=None), facts=()), path="/plans/b.txt", identity="文号:乙")
    found = waiting.queue(office)
    bare = next(one for one in found if isinstance(one.row, HeaderRow) and one.row.document == 2)
    whole = next(one for one in found if isinstance(one.row, HeaderRow) and one.row.document == 1)
    assert bare.score == pytest.approx(0.45) and whole.score == 0
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert len(waiting.queue(office, kinds=[Kind.FACT])) == 2
    assert all(isinstance(one.row, FactRow) for one in waiting.queue(office, kinds=[Kind.FACT]))
    assert {one.row.document for one in waiting.queue(office, Filters(document=2))} == {2}
    only = waiting.queue(office, Filters(organisation="教育局"))
    assert only and not [one for one in only if isinstance(one.row, FactRow | HeaderRow)]
    (row,) = [one.row for one in waiting.queue(office, Filters(text="乡村 教师"), kinds=[Kind.FACT])]
    assert isinstance(row, FactRow) and row.fact.subject == "乡村教师" and row.section.endswith("保障措施")
    say(office, head(office), "", CONFIRM)
    say(office, fact_key(office, 0), "", REJECT)
    assert not {head(office), fact_key(office, 0)} & {one.row.key for one in waiting.queue(office)}
    first = waiting.progress(office)[0]
    assert (first.facts_done, first.facts, first.header, first.left) == (1, 2, True, 4)


def test_gold_says_what_people_left(office: Corpus) -> None:
    say(office, head(office), "issuer", CORRECT, "青禾县教育局")
    say(office, head(office), "cites.2", REJECT)
    say(office, fact_key(office, 0), "value", CORRECT, "42")
    say(office, fact_key(office, 1), "", REJECT)
    stored = rows.document(office, 1)
    assert stored is not None
    found = annotated(stored)
    assert (found["meta"]["issuer"], found["meta"]["cites"]) == ("青禾县教育局", [CITED])
    assert [one["value"] for one in found["measures"] if one["role"] == "status"] == [42]
    assert list(gold(office)) == []
    while left := waiting.queue(office):
        say(office, left[0].row.key, "", CONFIRM)
    (whole,) = gold(office)
    assert whole["review"] == {"done": 3, "of": 3, "facts_done": 2, "facts": 2, "header": True}
    json.dumps(whole)


def test_another_ledger_gets_the_reading_and_the_corrections(office: Corpus, tmp_path: Path) -> None:
    commitments = [row.key for row in rows.commitments(office)]
    say(office, head(office), "region", CORRECT, "江西省")
    say(office, fact_key(office, 0), "", REJECT)
    say(office, commitments[0], "", REJECT)
    say(office, commitments[1], "deadline", CORRECT, "2030-01-01")
    with Corpus.open(tmp_path / "other.db") as other:
        list(merge_documents(other, office))
        assert as_read(other, 1) == as_read(office, 1)
        done = merge_events(other, office)
        assert done.corrections == 4 and not done.disputes
        assert header(other) == header(office) and facts(other) == facts(office)
        assert [row.commitment for row in rows.commitments(other)] == [
            row.commitment for row in rows.commitments(office)
        ]
        # Nothing of the reading was lost on the way.
        for key in (head(other), fact_key(other, 0), *commitments[:2]):
            review.undo(other, key, "乙")
        assert header(other) == made().document.header and facts(other) == made().facts
        assert [row.key for row in rows.commitments(other)] == commitments
        say(other, head(other), "issuer", CORRECT, "甲")
        say(office, head(office), "issuer", CORRECT, "乙")
        (dispute,) = merge_events(other, office).disputes
        assert (dispute.key, dispute.field) == (head(office), "issuer")


def test_what_is_gone_is_an_orphan(office: Corpus) -> None:
    say(office, head(office), "", CONFIRM)
    say(office, fact_key(office, 0), "value", CORRECT, "42")
    assert waiting.orphans(office) == []
    with office.atomic() as connection:
        forget(connection, 1)
    assert [one.field for one in waiting.orphans(office)] == ["", "value"]


def test_keys_last_and_are_of_one_kind() -> None:
    stated = made().facts
    keys = fact_keys("文号:甲", ["一、现状"] * 2, stated)
    moved = tuple(replace(one, value=Decimal(1)) for one in stated)
    assert fact_keys("文号:甲", ["二、现状"] * 2, moved) == keys
    assert len({*keys, *fact_keys("文号:乙", ["一、现状"] * 2, stated)}) == 4
    twice = fact_keys("文号:甲", [""] * 2, (stated[0], stated[0]))
    assert twice[0] != twice[1]
    assert {kind(key) for key in keys} == {Kind.FACT} and kind(header_key("文号:甲")) is Kind.HEADER
    assert kind("3f2a90bc11d2e4f5") is Kind.COMMITMENT and kind("second") is Kind.COMMITMENT
    assert [numbered(text) for text in ("doc3", "文件12", "DOC 4", "3", "d3")] == [3, 12, 4, None, None]


SAID = st.lists(
    st.one_of(
        st.tuples(
            st.just("head"),
            st.sampled_from(
                [("", CONFIRM, None), ("title", CORRECT, "甲"), ("region", CORRECT, "江西省"), ("region", REJECT, None),
                 ("cites.1", REJECT, None), ("level", CORRECT, "省"), ("undo", CONFIRM, None)]
            ),
        ),
        st.tuples(
            st.just("fact"),
            st.sampled_from(
                [("", CONFIRM, None), ("", REJECT, None), ("value", CORRECT, "7"), ("unit", REJECT, None),
                 ("role", CORRECT, "条件"), ("undo", CONFIRM, None)]
            ),
        ),
        st.tuples(st.sampled_from(["read", "older"]), st.just(("", CONFIRM, None))),
    ),
    max_size=10,
)  # fmt: skip


@given(SAID)
def test_rows_are_always_the_reading_with_its_corrections(
    tmp_path_factory: pytest.TempPathFactory, said: Sequence[Any]
) -> None:
    with Corpus.open(tmp_path_factory.mktemp("review") / "a.db") as corpus:
        store(corpus, made())
        held = {"head": head(corpus), "fact": fact_key(corpus, 0)}
        written = 0
        for what, (field, action, value) in said:
            if what == "read":
                store(corpus, made(TEXT + "附则。"))
            elif what == "older":
                return_to(corpus, 1)
            else:
                try:
                    if field == "undo":
                        review.undo(corpus, held[what], "甲")
                    else:
                        say(corpus, held[what], field, action, value)
                    written += 1
                except BadCorrection:
                    continue
        assert sum(len(review.history(corpus, key)) for key in held.values()) == written
        for (row,) in select(corpus.connection, "select id from document"):
            stored = rows.document(corpus, row)
            assert stored is not None
            read, _, stated = as_read(corpus, row)
            assert (read, stated) == (made(stored.text).document.header, made(stored.text).facts)
            assert stored.header == headerfields.corrected(read, review.history(corpus, held["head"]), stored.text)
            kept = factfields.corrected(stated[0], review.history(corpus, held["fact"]))
            assert stored.facts == tuple(one for one in (kept, stated[1]) if one is not None)
        corpus.connection.execute("insert into commitment_words(commitment_words) values ('integrity-check')")


def test_a_document_of_hand_has_a_key(ledger: Corpus) -> None:
    store(ledger, Extraction(document("甲。"), (), ()))
    assert kind(head(ledger)) is Kind.HEADER
