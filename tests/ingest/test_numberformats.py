"""Values of cells as a sheet shows them."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.numberformats import show


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (None, "General", ""),
        ("县政府", "0.00", "县政府"),
        (12, "General", "12"),
        (12.0, "General", "12"),
        (1 / 3, "General", "0.33333333333"),
        (0.1 + 0.2, "General", "0.3"),
        (123456789012.0, "General", "123456789012"),
        (1e-7, "General", "0.0000001"),
        (0.855, "0%", "86%"),
        (0.855, "0.00%", "85.50%"),
        (0.9, "0.##%", "90%"),
        (12345.678, "#,##0", "12,346"),
        (2.5, "0", "3"),
        (2.5, "0.0_);(0.0)", "2.5"),
        (-2.5, "0.0_);(0.0)", "(2.5)"),
        (-2.5, "0.0", "-2.5"),
        (300, '0"张"', "300张"),
        (300, "0\\张", "300张"),
        (300, "[红色]0", "300"),
        (300, "[$¥-804]#,##0", "¥300"),
        (12_000_000, "0.0,,", "12.0"),
        (5, "@", "5"),
        (0.5, "# ?/?", "0.5"),
        (5, "0.00E+00", "5"),
        (float("inf"), "0.0", "Infinity"),
        (True, "0", "TRUE"),
        (False, "0", "FALSE"),
        (dt.date(2027, 3, 1), "yyyy/m/d", "2027/3/1"),
        (dt.datetime(2027, 3, 1), "yyyy-mm-dd", "2027-3-1"),
        (dt.datetime(2027, 3, 1), "yyyy.mm", "2027.3"),
        (dt.datetime(2027, 3, 1), "mm-dd-yy", "2027/3/1"),
        (dt.datetime(2027, 3, 1), 'yyyy"年"m"月"d"日"', "2027年3月1日"),
        (dt.datetime(2027, 3, 1), '[$-804]yyyy"年"', "2027年"),
        (dt.datetime(2027, 3, 1, 9, 5), "yyyy/m/d h:mm", "2027/3/1 09:05"),
        (dt.datetime(2027, 3, 1), None, "2027/3/1"),
        (dt.time(9, 5), "h:mm", "09:05"),
        (dt.timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
    ],
)
def test_show(value: object, form: str | None, shown: str) -> None:
    assert show(value, form) == shown
