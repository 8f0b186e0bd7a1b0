"""Reports for the public: what was done until they say what is to come."""

import pytest
from extract_documents import document

from extract.modes import mode
from extract.pipeline import extract

OPENINGS = [
    ("本报青禾3月5日电(记者某某)全县去年建成水厂3座。", True),
    ("新华社青禾3月5日电 全县建成水厂3座。", True),
    ("记者从县水利局了解到,全县建成水厂3座。", True),
    ("县水利局局长近日表示,全县建成水厂3座。", True),
    ("7日,县水利局举行新闻发布会,全县建成水厂3座。", True),
    ("记者从县水利局获悉,《供水方案》明确,新建水厂3座。", False),
    ("加强与本报等媒体的合作,新建水厂3座。", False),
    ("各乡镇于7日前召开动员会,新建水厂3座。", False),
]


@pytest.mark.parametrize(("text", "news"), OPENINGS)
def test_how_a_report_for_the_public_opens(text: str, news: bool) -> None:
    assert mode(document(f"{text}\n")).news is news


LEAD = "记者从全县水利会议上获悉,会议总结了工作。"
TOLD = [
    ("全县供水率提升,漏损率保持在9%以内。", [], [9]),
    ("处置险情13处,把确保安全放在首位。", [], [13]),
    ("今年将加快建设,新建水厂3座。改造管网20公里,辖区内漏损率控制在9%以内。", [3, 20, 9], []),
    ("2026年计划完成投资30亿元,同比增长12%。新建水厂3座。", [30, 12, 3], []),
    ("计划在完成既定任务基础上,再新建水厂3座。", [3], []),
    ("2027年干线将基本贯通。县统计局数据显示,2025年预计完成投资30亿元,新建水厂3座。", [], [30, 3]),
    ("今年建成水厂3座。下一步,新建驿站8座。", [8], [3]),
]


@pytest.mark.parametrize(("text", "promised", "stated"), TOLD)
def test_a_report_for_the_public_tells_until_it_looks_ahead(text: str, promised: list[int], stated: list[int]) -> None:
    found = extract(document(f"{LEAD}\n{text}\n"))
    assert [int(str(m.value)) for c in found.commitments for m in c.measures] == promised
    assert [int(str(m.value)) for m in found.facts] == stated
