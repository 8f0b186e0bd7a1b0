"""Zones, new areas and the corps as issuers."""

from __future__ import annotations

import pytest

from ingest.model import Level
from ingest.zones import find_zone


@pytest.mark.parametrize(
    ("issuer", "expected"),
    [
        ("苏州工业园区管理委员会", ("苏州工业园区", Level.COUNTY, ("江苏省", "苏州市"))),
        ("中共河北雄安新区工作委员会", ("河北雄安新区", Level.CITY, ("河北省",))),
        ("重庆两江新区管理委员会办公室", ("重庆两江新区", Level.COUNTY, ("重庆市",))),
        ("澄迈县老城经济开发区管委会", ("澄迈县老城经济开发区", Level.COUNTY, ("海南省", "澄迈县"))),
        ("陕西省西咸新区开发建设管理委员会", ("陕西省西咸新区", Level.CITY, ("陕西省",))),
        ("新疆生产建设兵团办公厅", ("新疆生产建设兵团", Level.PROVINCE, ("新疆维吾尔自治区",))),
        ("上海市浦东新区人民政府", None),
        ("神农架林区人民政府", None),
        ("岚溪新区管理委员会", None),
        ("苏州市人民政府", None),
    ],
)
def test_zones(issuer: str, expected: tuple[str, Level, tuple[str, ...]] | None) -> None:
    found = find_zone(issuer)
    assert (found and (found.name, found.level, found.parents)) == expected
