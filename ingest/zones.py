"""Places that are no division of GB/T 2260 and issue plans of their own: development zones, new areas, the corps."""

from __future__ import annotations

import re

from ingest.model import Level, Region
from ingest.regions import find_region

_KIND = (
    "新区|开发区|高新区|经开区|产业园区|工业园区|工业园|园区|生态区|自贸区|自由贸易试验区|自由贸易港|综合保税区|保税区|度假区|风景名胜区|风景区|"
    "管理区|试验区|合作区|集聚区|示范区|新城"
)
_ZONE = re.compile(
    rf"(?P<zone>(?:(?!人民政府|关于|印发|中共|委员会)[\u4e00-\u9fff]){{2,24}}?(?:{_KIND}))"
    r"(?=(?:[\u4e00-\u9fff]{0,6}(?:管委会|管理委员会)|党工委|工作委员会|党政办|社会事业局|经济发展局))"
)
_CORPS = "新疆生产建设兵团"


def find_zone(issuer: str) -> Region | None:
    """The zone whose committee issues a plan; None where it names none, or no division that the zone lies in.

    A zone of a province or autonomous region stands at the level of a city, every other one at that of a county.
    """
    if _CORPS in issuer:
        return Region(_CORPS, None, Level.PROVINCE, ("新疆维吾尔自治区",))
    found = _ZONE.match(issuer.removeprefix("中共"))
    if found is None:
        return None
    name = found["zone"]
    above = find_region(name)
    if above is None or above.code is None or name in (above.name, "".join((*above.parents, above.name))):
        return None
    municipal = above.level is Level.PROVINCE and above.name.endswith("市")
    level = Level.CITY if above.level is Level.PROVINCE and not municipal else Level.COUNTY
    own = name.removeprefix("".join(above.parents))
    return Region(own, None, level, (*above.parents, above.name))
