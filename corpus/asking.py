"""Questions as people put them: the words that only ask, and what the answer must look like.

多少钱 is answered by a sum, 什么时候 by a date, 谁负责 by an organisation: a sentence that holds such a thing answers
better than one that does not. The asking words themselves (怎么, 有没有, 哪些) are in no plan and say nothing of it.
Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.words import fold

_WORDS = re.compile(
    "请问|我想知道|想问一下|想了解|有没有|是不是|能不能|会不会|要不要|可不可以|算不算|够不够|管不管|好不好|怎么样|怎么办|怎么个"
    "|怎么|怎样|咋样|咋办|咋|如何|为什么|为啥|凭什么|干什么|什么样的|什么样|什么|啥|哪一些|哪些|哪里|哪儿|哪个|在哪|多少|几个"
    "|到底|究竟|有哪些要求|有什么要求|的话|还能|还要|应该|一下|吗|呢|呀|吧|啊"
)
_YEAR = "[0-9]{4}年|[0-9]{1,2}月|年底|学期|开学前"
_ANSWERS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(asked), re.compile(held))
    for asked, held in (
        (
            "多少钱|多少经费|多少资金|花多少|花了多少|投多少|投入多少|补多少|给多少|奖多少|罚多少|几块|多少元|多少万",
            "[0-9]元|[0-9][百千万亿]{1,2}元|%",
        ),
        ("什么时候|啥时候|何时|几时|哪年|哪一年|哪天|几月|几号|期限|截止|多久完成|时间表", _YEAR),
        (
            "谁负责|谁管|谁来|谁牵头|归谁|谁办|谁干|谁出|谁抓|哪个部门|哪些部门|哪个单位|哪些单位|什么部门",
            "责任单位|牵头单位|配合单位|责任部门|负责|牵头",
        ),
        ("多少人|几个人|几人|几名|多少名|多少个人|多少学生|多少老师", "[0-9]万?余?[人名]|[0-9]%"),
        ("占多少|百分之|几成|多大比例|比例是|比例多|比例要|百分比|多少比例", "[0-9]%|[0-9]分之|比例"),
        ("多大|多少平|几平|平方|面积", "平方|亩|公顷|面积"),
        ("多久一次|多久查|几次|几回|多长时间一次|每隔", "每年|每月|每季|每周|每学|每两年|[0-9]次|定期"),
        (
            "多久|多长|几年|几天|几个月|几小时|几个钟|多少年|多少天|多少小时",
            "[0-9][0-9.]*(?:年|天|日|小时|分钟|学时|个月|工作日)",
        ),
        ("多少|几|最多|最少|至少|不超过|上限|下限", "[0-9]"),
    )
)


def without_asking(text: str) -> str:
    """A query without the words that only ask; as it is where nothing else is left."""
    left = " ".join(_WORDS.sub(" ", fold(text)).split())
    return left or text


def blanked(folded: str) -> str:
    """A folded query with blanks in place of the words that only ask."""
    return _WORDS.sub(lambda found: " " * len(found[0]), folded)


def answering(text: str, bodies: Sequence[str]) -> list[bool]:
    """Which folded sentences hold what a query asks for; none of them for one that asks for nothing of a kind."""
    folded = fold(text)
    held = next((held for asked, held in _ANSWERS if asked.search(folded)), None)
    return [bool(held and held.search(body)) for body in bodies]
