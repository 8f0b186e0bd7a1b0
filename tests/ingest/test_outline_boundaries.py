"""Titles that lost their line break."""

from __future__ import annotations

import pytest

from ingest.boundaries import CERTAIN, phrase_end


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("指导思想坚持以人民为中心", "指导思想"),
        ("工作目标到2025年，全县", "工作目标"),
        ("加强组织领导各部门要压实责任", "加强组织领导"),
        ("实施基层设施建设攻坚优化城乡布局。", "实施基层设施建设攻坚"),
        ("全面加强人才队伍建设完善资源配置。", "全面加强人才队伍建设"),
        ("加快基层优质化进程积极推进模式改革", "加快基层优质化进程"),
        ("加强党的领导各乡镇、各部门要", "加强党的领导"),
        ("保障经费投入始终坚持把供水作为重点", "保障经费投入"),
        ("强化督导检查市政府督查室每年", "强化督导检查"),
        ("加强统筹规划,压实优质发展责任省委、省政府高度重视", "加强统筹规划,压实优质发展责任"),
        ("优化资源配置,合理布局县域资源2023年3月启动", "优化资源配置,合理布局县域资源"),
    ],
)
def test_phrase_end(text: str, title: str) -> None:
    end = phrase_end(text, 0, len(text))
    assert end is not None
    assert text[:end] == title


@pytest.mark.parametrize(
    "text",
    [
        "优化城乡供水布局",
        "碳汇能力巩固提升行动",
        "环境质量持续改善水体变清",
        "普通医院课程要体现多样性",
        "加强组织实施,完善政策体系",
    ],
)
def test_no_boundary(text: str) -> None:
    assert phrase_end(text, 0, len(text)) is None


def test_a_full_stop_close_by_asks_for_more() -> None:
    text = "整合各方资源充实服务力量"
    assert phrase_end(text, 0, len(text)) == 6
    assert phrase_end(text, 0, len(text), CERTAIN) is None
