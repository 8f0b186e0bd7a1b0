"""Parent plans against local ones, versions of one plan, citations."""

from __future__ import annotations

from pathlib import Path

import pytest
from extract_documents import document, plan

from corpus.align import align
from corpus.aligned import Answer, Change
from corpus.cites import chain, cites, citing, plain
from corpus.intake import add
from corpus.similarity import Weights, sentences
from corpus.store import Corpus
from corpus.versions import versions
from extract.model import Extraction
from extract.pipeline import extract


def parent(body: str) -> Extraction:
    return plan(body, title="云岭省义务教育提升行动方案")


def local(body: str) -> Extraction:
    return plan(body, title="青禾县义务教育提升行动方案")


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("到2027年，初中三年巩固率达到97%以上。", "到2027年，全县初中三年巩固率达到97%以上。", Answer.SAME),
        ("到2027年，初中三年巩固率达到97%以上。", "到2027年，全县初中三年巩固率达到98%以上。", Answer.STRICTER),
        ("到2027年，初中三年巩固率达到97%以上。", "到2027年，全县初中三年巩固率达到95%以上。", Answer.WEAKER),
        ("到2027年，初中三年巩固率达到97%以上。", "到2028年，全县初中三年巩固率达到97%以上。", Answer.LATER),
        ("小学班额不超过45人。", "小学班额不超过48人。", Answer.WEAKER),
        ("小学班额不超过45人。", "小学班额不超过42人。", Answer.STRICTER),
        (
            "建立农村学校教师补充机制，重点补充边远地区音体美教师。",
            "完善农村学校教师补充机制，优先为边远学校补充音体美教师。",
            Answer.REWORDED,
        ),
        ("推进中小学图书馆建设，配齐图书资料。", "加强校园食品安全管理，严防食物中毒。", Answer.MISSING),
        ("创建示范学校200所。", "创建示范学校8所。", Answer.REWORDED),
        ("单位国内生产总值能源消耗下降13.5%。", "单位地区生产总值能源消耗下降12.5%。", Answer.WEAKER),
    ],
)
def test_answers(above: str, below: str, expected: Answer) -> None:
    [pair] = align(parent(above), local(below)).pairs
    assert pair.answer is expected
    assert (pair.local is None) is (expected is Answer.MISSING)


@pytest.mark.parametrize(
    ("above", "below", "answer", "note"),
    [
        ("碳排放比2020年下降17%。", "碳排放比2020年下降19%。", Answer.STRICTER, None),
        ("碳排放比2020年下降17%。", "碳排放比2005年下降66%。", Answer.REWORDED, "base_year"),
        ("碳排放在2020年基础上下降18%。", "碳排放较2015年下降30%。", Answer.REWORDED, "base_year"),
        ("到2025年，清洁取暖率达到80%以上。", "到2030年，清洁取暖率达到90%以上。", Answer.REWORDED, "other_day"),
        ("到2030年，清洁取暖率达到80%以上。", "到2025年，清洁取暖率达到70%以上。", Answer.REWORDED, "other_day"),
        ("到2025年，清洁取暖率达到80%以上。", "到2030年，清洁取暖率达到70%以上。", Answer.WEAKER, None),
        ("到2030年，清洁取暖率达到80%以上。", "到2025年，清洁取暖率达到90%以上。", Answer.STRICTER, None),
        (
            "到2030年，清洁取暖率达到80%以上。",
            "到2025年，清洁取暖率达到70%以上；到2030年，清洁取暖率达到85%以上。",
            Answer.STRICTER,
            None,
        ),
    ],
)
def test_values_of_other_years_do_not_compare(above: str, below: str, answer: Answer, note: str | None) -> None:
    [pair] = align(parent(above), local(below)).pairs
    [value] = pair.values
    assert (value.answer, value.note.code if value.note else None) == (answer, note)


def test_a_pair_says_what_it_rests_on_and_keeps_the_runners_up() -> None:
    above = parent("初中三年巩固率达到97%以上。")
    below = local("做好控辍保学，初中三年巩固率达到97%以上。\n\n加强校园安全管理。\n\n办好学校食堂。")
    [pair] = align(above, below).pairs
    assert {"words", "indicator", "heading"} <= set(pair.why)
    assert pair.score > 0.8 and len(pair.others) == 2
    assert all(score < pair.score for _, score in pair.others)


def test_what_a_local_plan_adds_of_its_own() -> None:
    found = align(
        parent("推进中小学图书馆建设，配齐图书资料。"),
        local("推进中小学图书馆建设，配齐图书资料。\n\n打造青禾民歌进校园品牌，每校组建一支合唱队。"),
    )
    assert [one.quote[:6] for one in found.own] == ["打造青禾民歌"]


def test_one_local_item_may_answer_several() -> None:
    found = align(
        parent("推进中小学图书馆建设，配齐图书资料。\n\n加强校园食品安全管理，严防食物中毒。"),
        local("推进中小学图书馆建设，配齐图书资料；加强校园食品安全管理，严防食物中毒。"),
    )
    assert found.count(Answer.MISSING) == 0 and not found.own


def test_a_value_that_is_not_repeated_is_lost() -> None:
    [pair] = align(
        parent("推进光盘行动，减少食堂浪费，到2027年食堂明厨亮灶覆盖率达到100%。"),
        local("推进光盘行动，减少食堂浪费，推广明厨亮灶。"),
    ).pairs
    assert pair.local is not None and len(pair.lost) == 1


def test_containment_is_of_the_first_in_the_second() -> None:
    short = sentences("加强校园食品安全管理。")
    long = sentences("加强校园食品安全管理。推进中小学图书馆建设，配齐图书资料。")
    weights = Weights([short, long])
    assert weights.contained(short, long) == pytest.approx(1.0)
    assert weights.contained(long, short) < 0.6
    assert weights.contained(short, ()) == 0


def test_empty_plans_align_to_nothing() -> None:
    assert align(parent(""), local("加强校园安全管理。")).pairs == ()
    assert align(parent("加强校园安全管理。"), local("")).count(Answer.MISSING) == 1


OLD = "到2026年，公交站点覆盖率达到90%。\n\n加强校园食品安全管理，严防食物中毒。\n\n打造青禾民歌进校园品牌。"
HEADED = "一、主要任务"


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (OLD, {}),
        (OLD.replace("90%", "95%"), {"公交": (Change.VALUE,)}),
        (OLD.replace("到2026年，公交", "到2027年，公交"), {"公交": (Change.VALUE, Change.DATE)}),
        (OLD.replace("\n\n打造青禾民歌进校园品牌。", ""), {"打造": (Change.DROPPED,)}),
        (OLD + "\n\n推进中小学图书馆建设，配齐图书资料。", {"推进": (Change.ADDED,)}),
        (OLD.replace("严防食物中毒", "严防集体食物中毒"), {"加强": (Change.REWORDED,)}),
    ],
)
def test_versions(new: str, expected: dict[str, tuple[Change, ...]]) -> None:
    steps = versions(local(OLD), local(new))
    changed = {
        (one.new or one.old).quote.partition("年，")[2][:2] or (one.new or one.old).quote[:2]: one.changes
        for one in steps
        if one.changes != (Change.SAME,)
    }
    assert changed == expected


def test_an_item_under_another_heading_has_moved() -> None:
    kept = "加强校园食品安全管理，严防食物中毒。"
    old = extract(document(f"青禾县方案\n\n一、主要任务\n\n{kept}\n\n二、保障措施\n\n加强组织领导，压实各方责任。\n"))
    new = extract(document(f"青禾县方案\n\n一、主要任务\n\n加强组织领导，压实各方责任。\n\n二、保障措施\n\n{kept}\n"))
    steps = versions(old, new)
    assert {one.changes for one in steps} == {(Change.MOVED,)}


CITED = "云岭省人民政府关于推进义务教育优质均衡发展的意见"


def write(folder: Path, name: str, title: str, body: str, number: str = "") -> Path:
    path = folder / name
    head = f"{number}\n\n" if number else ""
    path.write_text(f"{head}{title}\n\n{body}\n\n一、主要任务\n\n加强{title[:3]}学校建设。\n", "utf-8")
    return path


def test_citations_lead_into_the_ledger(tmp_path: Path, ledger: Corpus) -> None:
    files = [
        write(tmp_path, "a.txt", CITED, "为推进工作，提出以下意见。", "云政发〔2024〕5号"),
        write(
            tmp_path, "b.txt", "云岭市推进义务教育优质均衡发展实施方案",
            f"根据《{CITED}》(云政发〔2024〕5号)和《中华人民共和国义务教育法》，制定本方案。",
        ),
        write(
            tmp_path, "c.txt", "青禾县推进义务教育优质均衡发展工作方案",
            f"根据《云岭市推进义务教育优质均衡发展实施方案》《{CITED}》，制定本方案。",
        ),
    ]  # fmt: skip
    assert not [one.error for one in add(ledger, files, vectors=False) if one.error]
    found = cites(ledger)
    held = {(one.by.source, one.target.source, one.why) for one in found if one.target}
    assert held == {("b.txt", "a.txt", "number"), ("c.txt", "b.txt", "title"), ("c.txt", "a.txt", "title")}
    assert {one.citation.text for one in found if one.target is None} == {"《中华人民共和国义务教育法》"}
    county = next(one.by for one in found if one.by.source == "c.txt")
    links = list(chain(found, county))
    assert [(one.depth, one.again) for one in links] == [(0, False), (1, False), (2, False), (2, False), (1, True)]
    province = next(one.target for one in found if one.target and one.target.source == "a.txt")
    assert {one.source for one in citing(found, province)} == {"b.txt", "c.txt"}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("《青禾县规划》", "青禾县规划"),
        ("青禾县人民政府关于印发《青禾县养老规划》的通知", "青禾县养老规划"),
        ("关于印发青禾县养老规划的通知", "青禾县养老规划"),
    ],
)
def test_plain_titles(title: str, expected: str) -> None:
    assert plain(title) == expected
