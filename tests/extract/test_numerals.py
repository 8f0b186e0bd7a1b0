from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.numerals import parse

NUMERALS = [
    ("12", "12"),
    ("1,234.5", "1234.5"),
    ("十", "10"),
    ("十二", "12"),
    ("二十", "20"),
    ("三百零五", "305"),
    ("一千二百", "1200"),
    ("一亿二千万", "120000000"),
    ("两", "2"),
    ("半", "0.5"),
    ("一半", "0.5"),
    ("两半", "2.5"),
    ("三点五", "3.5"),
    ("二〇二五", "2025"),
    ("Ⅲ", "3"),
    ("百", "100"),
]


@pytest.mark.parametrize(("text", "value"), NUMERALS)
def test_numeral(text: str, value: str) -> None:
    assert parse(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "无", "三点", "三点x", "12a", "１２"])
def test_what_is_no_numeral_raises(text: str) -> None:
    with pytest.raises(ValueError):
        parse(text)


DIGITS = "零一二三四五六七八九"


def written(number: int) -> str:
    """A number below 10,000 as it is written."""
    out, gap = "", False
    for size, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            out += ("零" if gap and out else "") + DIGITS[digit] + sign
            gap = False
        else:
            gap = True
    return out


@given(st.integers(1, 9999))
def test_written_numbers_read_back(number: int) -> None:
    assert parse(written(number)) == number


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_ten_thousands_read_back(high: int, low: int) -> None:
    assert (
        parse(written(high) + "万" + (("零" if low < 1000 else "") + written(low) if low else "")) == high * 10000 + low
    )
