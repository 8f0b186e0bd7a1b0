"""What stands in front of the verb that tells somebody to act: names, and all that is said beside them."""

from __future__ import annotations

import re

from extract.organisations import Name

_REMARK = re.compile(r"\([^()]*,[^()]*\)\Z")
"""What a bracket remarks on the name in front of it: `各牵头单位(无牵头单位的,由责任单位承担)`."""
_LED = re.compile("(?:党政|行政)?(?:主要|分管)(?:领导|负责人|负责同志)\\Z")
"""Whom a body sends to act for it: `各部门主要负责人要…`."""


def named_head(head: str) -> str:
    """What stands in front of a verb up to the end of its names."""
    who = _beside(head)
    if who.endswith(")"):
        remark = _REMARK.search(who)
        return who[: remark.start()] if remark else who
    led = _LED.search(who) if who.endswith(("领导", "负责人", "同志")) else None
    return who[: led.start()].removesuffix("的") if led and led.start() > 2 else who


DESCRIBED = re.compile(
    "(?:有(?!条件的)|承担|存在|未|尚未|已|纳入|列入|需|具备|发生|负有)[^,。;]{2,40}的(?=各|有关|相关|[省市县区州乡镇村、]|单位|学校|企业|部门)"
)
"""What tells those who have to act from others: `有建设任务的乡、镇要…`."""
_BESIDE = re.compile(r",?(?:在|自|于|依照|按照|根据|依据)[^,。;]{2,20}(?:内|中),?\Z")


def within_duties(head: str) -> str:
    """What stands in front of a verb and of within what it is done: `县教育局在职责范围内,`."""
    match = _BESIDE.search(head) if head.endswith(("内,", "中,")) else None
    return head[: match.start()] if match else head


def _beside(head: str) -> str:
    """What stands in front of a verb without when and within what it is done: `各牵头部门在印发后1个月内`."""
    match = _BESIDE.search(head) if head.endswith(("内", "中", ",")) else None
    return head[: match.start()] if match else head.removesuffix(",")


_PERSON = re.compile(r"[^、]{0,10}(?:领导|负责人|责任人|同志|书记|主任|校长|局长|河长|[省市县区镇乡村]长)")
"""Persons, who are no organisation."""


def without_persons(names: list[Name]) -> list[Name]:
    """The organisations behind the persons that a list opens with: `各牵头领导、责任单位要…`."""
    first = next((i for i, n in enumerate(names) if not _PERSON.fullmatch(n.name)), 0)
    return names[first:]


def one_subject(head: str) -> bool:
    """Whether the commas in a head join organisations (各镇(街),各相关部门) and not clauses."""
    return all(re.match("各|有关|相关|[省市县区]", part) and len(part) <= 12 for part in head.split(",")[1:])
