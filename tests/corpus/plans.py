"""Plans made by the number: each of its own place, title and values."""

from __future__ import annotations

from pathlib import Path
from random import Random

_MATTERS = (
    "农村自来水普及率", "污水处理率", "绿化覆盖率", "垃圾分类覆盖率", "公交站点覆盖率", "政务事项网办率",
    "养老床位护理型占比", "林木良种使用率", "秸秆综合利用率", "职业培训就业率",
)  # fmt: skip
_OFFICES = ("水利局", "住房城乡建设局", "民政局", "林业局", "农业农村局", "人力资源社会保障局", "交通运输局")
_PLACES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


def plan(number: int, lines: int = 12) -> str:
    """The text of plan `number`."""
    place = _PLACES[number % 22] + _PLACES[number // 22 % 22] + "县"
    title = f"{place}第{number}号专项工作实施方案"
    out = [title, "", "一、主要任务"]
    for line in range(lines):
        matter = _MATTERS[(number + line) % len(_MATTERS)]
        office = _OFFICES[(number * 3 + line) % len(_OFFICES)]
        value = 40 + (number * 7 + line * 3) % 59
        out.append(
            f"{line + 1}.{place}{matter}提升。到{2026 + line % 4}年底，{place}{matter}达到{value}%以上，"
            f"由县{office}牵头负责，第{number}号方案第{line}项按季度通报进展。"
        )
    return "\n".join(out) + "\n"


def folder(path: Path, number: int, first: int = 0) -> Path:
    """A folder of so many plans."""
    path.mkdir(parents=True, exist_ok=True)
    for at in range(first, first + number):
        (path / f"plan{at:04}.txt").write_text(plan(at), encoding="utf-8")
    return path


def essay(seed: int, characters: int = 1200) -> str:
    """A text of sentences that no other seed gives: characters drawn one by one, numbers among them."""
    draw = Random(seed)
    pool = "推进落实完善建设提升保障改造服务管理机制项目工程资源环境安全质量标准创新协同统筹布局结构效率监测评价培训"
    out = []
    while sum(map(len, out)) < characters:
        words = "".join(draw.choice(pool) for _ in range(24))
        out.append(f"到{draw.randint(2026, 2030)}年，县发展改革局要确保{words}达到{draw.randint(10, 99)}%以上。")
    return "\n".join(out)
