"""`due` and `lights`."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

Run = Callable[..., tuple[int, str, str]]
KEY = "k000000001"
ON = ("--as-of", "2025-06-01")


def test_what_is_due(office: Run) -> None:
    code, out, err = office("due", "--within", "91", *ON)
    assert code == 0 and "丙山县 · 县残联（1 条）" in out and "剩 91 天" in out and KEY not in out
    assert err == "2025-06-01 起 91 天内到期 1 条，涉及 1 个单位\n"
    assert json.loads(office("due", "--within", "90", "--json", *ON)[1]) == []
    (group,) = json.loads(office("due", "--within", "91", "--json", *ON)[1])
    assert group["entries"][0]["days_late"] == -91


def test_what_lags_behind(office: Run) -> None:
    assert office("due", "--behind", *ON)[2] == "截至 2025-06-01：进度滞后 0 条\n"
    office("declare", "k000000002", "--value", "20%", "--by", "县残联", "--at", "2025-05-01")
    code, out, err = office("due", "--behind", *ON)
    assert code == 0 and "k000000002" in out and "21%" in out and err.endswith("1 条\n")
    (one,) = json.loads(office("due", "--behind", "--json", *ON)[1])
    assert one["reached"] < one["passed"] and one["commitment"]["key"] == "k000000002"


def test_the_board(office: Run) -> None:
    code, out, err = office("lights", *ON)
    assert (code, err) == (0, "") and out.splitlines()[0].split() == ["责任单位", "红", "黄", "蓝", "绿", "灰", "合计"]
    found = {one["organisation"]: one for one in json.loads(office("lights", "--json", *ON)[1])}
    assert found["丙山县 · 县教育局"] == {
        "organisation": "丙山县 · 县教育局", "red": 1, "yellow": 0, "blue": 0, "green": 0, "grey": 0,
    }  # fmt: skip
    assert found[""]["grey"] == 1


@pytest.mark.parametrize("name", ["红", "red", "Red"])
def test_commitments_of_one_light(office: Run, name: str) -> None:
    code, out, err = office("lights", "--light", name, *ON)
    assert code == 0 and KEY in out and "逾期" in out and err == "截至 2025-06-01：1 条\n"
    (one,) = json.loads(office("lights", "--light", name, "--json", *ON)[1])
    assert (one["light"], one["reason"], one["commitment"]["key"]) == ("red", "late", KEY)


def test_a_light_that_there_is_not(office: Run) -> None:
    assert office("lights", "--light", "紫")[0] == 2
