"""Who issues a document that several bodies sign, or whose head is set as a gazette sets it."""

from __future__ import annotations

import pytest

from ingest.kinds import is_addressee, is_organ
from ingest.model import Header, Level
from ingest.read import read_bytes

TEXT = "一、总体要求\n到2026年，新增养老床位800张。\n二、重点任务\n新建日间照料中心12处。\n"
NOTICE = (
    "关于印发《青陇流域养老服务方案》的通知\n\n岚溪、云岭、河口、长桥市人民政府,有关企业集团:\n\n"
    "现将《青陇流域养老服务方案》印发给你们。\n\n"
)


def header(text: str) -> Header:
    return read_bytes(text.encode(), "page.txt").header


def test_many_bodies_sign_together() -> None:
    found = header(
        "青陇流域养老服务方案\n\n来源: 网\n时间:2020-11-04 09:02:36\n热度:\n\n某网讯:日前,方案印发。全文如下:\n\n"
        + NOTICE
        + "民政部 国家发展改革委\n\n财政部 公安部\n\n河西省人民政府 河东省人民政府\n\n"
        + "2020年10月30日\n\n青陇流域养老服务方案\n\n"
        + TEXT
    )
    assert found.title == "关于印发《青陇流域养老服务方案》的通知"
    assert found.issuer == "民政部 国家发展改革委 财政部 公安部 河西省人民政府 河东省人民政府"
    assert found.level is Level.NATIONAL and found.region is None and str(found.issued) == "2020-10-30"


def test_bodies_apart_from_the_signature_do_not_sign() -> None:
    found = header(
        NOTICE + "县民政局\n\n负责落实。\n\n岚溪县人民政府\n\n2020年10月30日\n\n青陇流域养老服务方案\n\n" + TEXT
    )
    assert found.issuer == "岚溪县人民政府"


def test_the_head_of_a_gazette() -> None:
    found = header(
        "Page 24 - 2021年第3期\nP. 24\n\n3/2021      云岭市人民政府公报\n\n\n"
        "         云 岭 市 人 民 政 府 办 公 室\n\n\n"
        "      关于印发《云岭市养老服务\n\n\n           2021年工作要点》的通知\n\n\n         云政办发〔2021〕19号\n\n\n"
        "各县区人民政府,市直有关部门:\n\n现印发给你们。\n\n云岭市人民政府办公室\n\n2021年5月28日\n\n云岭市养老服务2021年工作要点\n\n"
        + TEXT
    )
    assert (found.title or "").replace(" ", "") == (
        "云岭市人民政府办公室关于印发《云岭市养老服务2021年工作要点》的通知"
    )
    assert found.issuer == "云岭市人民政府办公室" and found.doc_number == "云政办发〔2021〕19号"


@pytest.mark.parametrize(
    ("line", "organ"),
    [
        ("云 岭 市 人 民 政 府 办 公 室", True),
        ("民政部 国家发展改革委", True),
        ("云岭市卫生健康委", True),
        ("云 岭 市 概 况", False),
        ("政务公开 办事服务", False),
    ],
)
def test_names_of_bodies(line: str, organ: bool) -> None:
    assert is_organ(line) is organ


@pytest.mark.parametrize(
    ("line", "addressed"),
    [
        ("岚溪、云岭、河口市人民政府,有关企业集团:", True),
        ("岚溪、云岭两市要建立以下机制:", False),
    ],
)
def test_cities_that_a_notice_names(line: str, addressed: bool) -> None:
    assert is_addressee(line) is addressed


def test_a_label_that_opens_a_line_of_labels() -> None:
    found = header(
        "在全县教育会议上的讲话\n\n分类:讲话致辞 时间: 2024-03-18 14:35:31 浏览: 作者:小编\n\n同志们:\n\n" + TEXT
    )
    assert str(found.released) == "2024-03-18"
