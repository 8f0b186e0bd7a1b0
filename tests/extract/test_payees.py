"""Sums shared out to the kinds that their payees are listed by."""

from __future__ import annotations

import pytest
from extract_documents import plan

from extract.payees import kinds

KINDS = [
    ("获评三到五星级的民宿", 3, ["获评三星级的民宿", "获评四星级的民宿", "获评五星级的民宿"]),
    ("通过国家级、省级认定的企业", 2, ["通过国家级认定的企业", "通过省级认定的企业"]),
    (
        "满2年的本科及以上、专科(高职)、中职毕业生(不含在编人员)",
        3,
        [
            "满2年的本科及以上毕业生(不含在编人员)",
            "满2年的专科(高职)毕业生(不含在编人员)",
            "满2年的中职毕业生(不含在编人员)",
        ],
    ),
    ("获评二到五级的机构", 2, []),
    ("新设企业", 2, []),
    ("甲、乙", 2, []),
]


@pytest.mark.parametrize(("scope", "count", "expected"), KINDS)
def test_kinds_of_a_list(scope: str, count: int, expected: list[str]) -> None:
    assert kinds(scope, count) == expected


def test_each_sum_goes_to_its_own_kind() -> None:
    text = (
        "对取得初级、中级、高级技能证书的保育员，在保育岗位工作满2年后，分别给予不低于300、600、900元的一次性岗位补贴。"
    )
    found = [(m.subject, m.scope, m.value) for c in plan(text).commitments for m in c.measures]
    assert found == [
        ("一次性岗位补贴", "取得初级技能证书的保育员", 300),
        ("一次性岗位补贴", "取得中级技能证书的保育员", 600),
        ("一次性岗位补贴", "取得高级技能证书的保育员", 900),
    ]


def test_sums_that_are_not_as_many_as_the_kinds_keep_the_whole_list() -> None:
    found = [
        m.scope for c in plan("对获评二到五级的机构，分别给予5万元、10万元资金奖补。").commitments for m in c.measures
    ]
    assert found == ["获评二到五级的机构"] * 2
