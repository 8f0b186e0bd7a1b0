import time
from datetime import date

import pytest

from extract.components.deadline import When, scan
from extract.view import fold


def times(text: str) -> list[When]:
    return [m.value for m in scan(fold(text).replace(" ", "")) if isinstance(m.value, When)]


DATES = [
    ("到2022年", "2022-12-31"),
    ("2019年8月底前", "2019-08-31"),
    ("2025年末前", "2025-12-31"),
    ("2020年秋季开学前", "2020-08-31"),
    ("2021年春季学期开学前", "2021-02-28"),
    ("2021—2025年", "2025-12-31"),
    ("2022年—2024年", "2024-12-31"),
    ("2023-25年", "2025-12-31"),
    ("“十四五”期间", "2025-12-31"),
    ("“十五五”末", "2030-12-31"),
    ("2023年上半年", "2023-06-30"),
    ("2023年第三季度前", "2023-09-30"),
    ("2023年3月之前", "2023-03-31"),
    ("2022年12月15日前", "2022-12-15"),
    ("2022年6月上旬", "2022-06-10"),
    ("20233月之前", "2023-03-31"),
    ("2024年2月底", "2024-02-29"),
    ("2021年9月-2022年6月", "2022-06-30"),
    ("2030年前", "2030-12-31"),
    ("2024年4月1日至15日", "2024-04-15"),
    ("2022年起5年内", "2026-12-31"),
    ("从2021年起,用三年时间", "2023-12-31"),
]


@pytest.mark.parametrize(("text", "end"), DATES)
def test_deadline(text: str, end: str) -> None:
    assert [t.end for t in times(text)] == [date.fromisoformat(end)]


RELATIVE = [
    ("年底前", (12, 31)),
    ("12月底前", (12, None)),
    ("6月15日前", (6, 15)),
    ("4月20日(星期五)前", (4, 20)),
    ("4月1日至10月31日", (10, 31)),
    ("5至9月份", (9, None)),
    ("即日起至3月31日", (3, 31)),
    ("一季度末前", (3, 31)),
]


@pytest.mark.parametrize(("text", "month_day"), RELATIVE)
def test_a_time_without_year_waits_for_one(text: str, month_day: tuple[int, int | None]) -> None:
    (when,) = times(text)
    assert when.end is None and (when.month, when.day) == month_day
    assert when.resolve(None) is None
    assert when.resolve(2024) is not None


NONE = [
    "按2020年价格计算",
    "2022年起免费五年",
    "《青禾县2021—2025年规划》",
    "较2020年下降18%",
    "2022—2023学年",
    "自2023年1月1日起施行",
    "教职工1970人",
    "每年12月底前",
    "每年11月至次年3月",
    "上一年度1月至12月",
    "落实“年初公布、年底交账”的制度",
    "2023年政府工作报告",
    "关于2024年重点事项部署",
    "2025年是全面建成的收官之年,",
    "2020年以来",
    "截至2021年",
    "持续推进",
    "新上岗一年内教师",
]


@pytest.mark.parametrize("text", NONE)
def test_no_deadline(text: str) -> None:
    assert times(text) == []


def test_a_date_that_does_not_exist_is_none() -> None:
    assert times("2023年2月30日前") == []


def test_recurrence() -> None:
    found = [(m.kind, m.value) for m in scan("每年培训200人,每学期至少2次") if m.kind == "recurrence"]
    assert found == [("recurrence", "每年"), ("recurrence", "每学期")]


@pytest.mark.parametrize("text", ["2月30日前", "6月31日前", "2月29日前"])
def test_a_day_that_does_not_exist_is_no_deadline(text: str) -> None:
    assert [when.resolve(2025) for when in times(text)] in ([], [None])


def test_times_of_a_long_paragraph_are_read_in_the_time_of_its_characters() -> None:
    def seconds(many: int) -> float:
        text = "到2027年,按照《总体规划》由县教育局牵头,2026年3月底前建成;" * many
        begun = time.process_time()
        assert len(list(scan(text))) == 2 * many
        return time.process_time() - begun

    seconds(10)
    # Sixteen times the text; a comparison of all with all would take 256 times as long.
    assert seconds(16_000) < 64 * max(seconds(1_000), 0.01)
