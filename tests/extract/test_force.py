"""How strongly a commitment, its sentences and its measures bind."""

from __future__ import annotations

import pytest
from extract_documents import plan

from extract.force import strength
from extract.model import Force
from extract.view import fold

MUST, SHALL, STRIVE, ENCOURAGE, PROHIBIT = Force.MUST, Force.SHALL, Force.STRIVE, Force.ENCOURAGE, Force.PROHIBIT

SENTENCES = [
    ("确保达到95%。", MUST),
    ("完善招生办法。", SHALL),
    ("力争达到85%。", STRIVE),
    ("鼓励有条件的地方开展试点。", ENCOURAGE),
    ("不得举办重点班。", PROHIBIT),
    ("各乡镇要组织骨干开展巡护，鼓励居民参与。", SHALL),
    ("鼓励居民参与，各乡镇要做好登记。", ENCOURAGE),
    ("建立鼓励企业参与的机制，完善制度。", SHALL),
    ("加大支持力度。", SHALL),
    ("到2027年，力争建成示范点10个。", STRIVE),
    ("对符合条件的企业，鼓励招用残疾人。", ENCOURAGE),
    ("各学校要在开足课程的同时，积极探索开设地方课程。", ENCOURAGE),
    ("加强日常管理，确保按期完成。", SHALL),
    ("各镇要压实责任，加快进度，保证年底前完工。", SHALL),
    ("到2027年，确保管网全部建成，完善台账。", MUST),
    ("对在建项目，确保按期完成，加强日常管理。", MUST),
    ("加强日常管理，务必按期完成。", MUST),
    ("各镇主要负责人是防汛工作的第一责任人，要确保责任到岗。", MUST),
    ("各镇主要负责人是防汛工作的第一责任人，要做好值守，确保责任到岗。", SHALL),
    ("力争提前完成，确保质量。", STRIVE),
    ("为确保工作落实，成立领导小组。", SHALL),
    ("逐步推行定额管理。", SHALL),
    ("逐步实现全覆盖。", STRIVE),
    ("资源配置逐步优化，入学率达到98%。", SHALL),
    ("学校应当公开收费项目。", SHALL),
    ("覆盖率不低于95%。", SHALL),
    ("配备比例不得低于60%。", MUST),
    ("抗菌药物比例不得超过20%。", PROHIBIT),
    ("原则上不得新增产能。", PROHIBIT),
    ("经过三年的努力，建成新区。", SHALL),
    ("积极争取上级资金，改造校舍。", SHALL),
    ("特殊人才可适当放宽要求。", ENCOURAGE),
    ("在允许范围内调整。", SHALL),
    ("推进依法必须招标项目的全流程电子化。", SHALL),
    ("依法招标的项目必须公开。", MUST),
    ("各街道要大力支持、配合教育部门做好工作。", SHALL),
    ("各街道要大力支持民办学校发展。", ENCOURAGE),
    ("在县政府网站开设专栏，力争在更高平台宣传。", SHALL),
    ("在2027年底前，力争建成示范点10个。", STRIVE),
]


@pytest.mark.parametrize(("text", "force"), SENTENCES)
def test_a_sentence_binds_by_its_main_directive(text: str, force: Force) -> None:
    assert strength(fold(text)).force is force
    assert plan(text).commitments[-1].force is force


MEASURES = [
    ("新建学校5所，力争新增学位3000个。", [SHALL, STRIVE]),
    ("力争新建学校5所，改造学校3所。", [STRIVE, STRIVE]),
    ("力争入学率达到98%，巩固率达到95%，新建学校5所。", [STRIVE, STRIVE, SHALL]),
    ("新建学校5所，确保入学率达到100%，巩固率达到95%。", [SHALL, MUST, MUST]),
    ("力争实现以下目标：入学率达到98%，新建学校5所。", [STRIVE, STRIVE]),
    ("鼓励企业捐资，设立奖学金20万元。", [SHALL]),
    ("支持30家福利院设置医务室，新增床位200张。", [ENCOURAGE, SHALL]),
    ("基本实现小学班额不超过45人，初中班额不超过50人。", [STRIVE, STRIVE]),
    ("服务体系基本建成，投入强度提高到1.6%。", [SHALL]),
    ("逐步将补助标准提高至80元。", [STRIVE]),
    ("力争实现规上企业超过250家，专精特新企业增至30家。", [STRIVE, STRIVE]),
    ("力争实现规上企业超过250家，新建学校5所。", [STRIVE, SHALL]),
    ("森林覆盖率力争达到21%，森林蓄积量达到900万立方米。", [STRIVE, SHALL]),
    ("到2027年，单位产值能耗力争下降14%，单位产值水耗下降10%。", [STRIVE, SHALL]),
    ("重点支持山区每个乡镇原则上至少建设1所敬老院。", [ENCOURAGE]),
    ("每个乡镇原则上至少建设1所敬老院。", [STRIVE]),
    ("建成示范校20所。争取创建省级示范校3所。", [SHALL, STRIVE]),
]


@pytest.mark.parametrize(("text", "forces"), MEASURES)
def test_each_measure_has_the_force_of_its_own_clause(text: str, forces: list[Force]) -> None:
    assert [m.force for c in plan(text).commitments for m in c.measures] == forces


def test_a_commitment_of_several_sentences_keeps_what_each_binds() -> None:
    text = "新建学校5所，力争新增学位3000个。鼓励企业捐资助学。严禁违规收费，完善公示制度。"
    (one,) = plan(text).commitments
    assert one.force is SHALL
    assert [(one.part(b.span), b.force) for b in one.bindings] == [
        ("力争新增学位3000个。", STRIVE),
        ("鼓励企业捐资助学。", ENCOURAGE),
        ("严禁违规收费，完善公示制度。", PROHIBIT),
    ]
    whole = plan("新建学校5所。完善公示制度。").commitments[0]
    assert whole.bindings == ()


OPENINGS = [
    ("鼓励企业捐资助学。各学校做好登记。建立公示制度。", SHALL),
    ("引导商户规范经营。组织专项资金申报，严厉打击非法集资。", SHALL),
    ("鼓励企业捐资助学。支持社会力量办学。", ENCOURAGE),
    ("建立公示制度。鼓励企业捐资助学。", SHALL),
]


@pytest.mark.parametrize(("text", "force"), OPENINGS)
def test_what_opens_with_encouragement_and_goes_on_with_directives_is_directed(text: str, force: Force) -> None:
    assert plan(f"（一）办好学校。{text}（责任单位：县教育局）").commitments[0].force is force


def test_a_fact_has_no_force() -> None:
    found = plan("截至2023年底，已建成学校5所。")
    assert [m.force for m in found.facts] == [None]
