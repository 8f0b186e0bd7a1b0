"""Physical lines to paragraphs."""

from __future__ import annotations

import pytest

from ingest import paragraphs
from ingest.formats.txt import mark_noise, physical_lines
from ingest.model import BlockKind
from ingest.wrapping import Physical, Wrap, wrap_of

BODY = (
    "为深入贯彻落实上级关于基本养老服务体系建设的决策部署，进一步完善县乡村三级养老服务网络，提升养老机构护理能力和"
    "服务质量，更好满足老年人多层次多样化的服务需求，结合我县实际，制定本方案。坚持政府主导、社会参与，统筹城乡资源，"
    "优化设施布局，健全工作机制，推动养老事业和养老产业协同发展，让发展成果更多更公平惠及全体老年人。"
)


def wrap(text: str, columns: int = 36, inset: int = 0) -> list[str]:
    """Lines of `columns` Han characters; the first is `inset` characters shorter."""
    out = [text[: columns - inset]]
    rest = text[columns - inset :]
    return [*out, *(rest[at : at + columns] for at in range(0, len(rest), columns))]


def join(text: str) -> list[str]:
    lines, _ = paragraphs.rejoin(mark_noise(physical_lines(text)))
    return [line.text for line in lines]


def test_hard_wrapped_paragraphs_are_whole_again() -> None:
    source = ["一、总体要求", *wrap(BODY), "二、重点任务", *wrap(BODY), "（一）增加床位", *wrap(BODY)]
    assert join("\n".join(source)) == ["一、总体要求", BODY, "二、重点任务", BODY, "（一）增加床位", BODY]


def test_lost_indentation_shortens_first_lines() -> None:
    source = [
        "一、总体要求",
        *wrap(BODY, inset=2),
        "二、重点任务",
        *wrap(BODY, inset=2),
        "（一）增加床位",
        *wrap(BODY, inset=2),
    ]
    assert join("\n".join(source)) == ["一、总体要求", BODY, "二、重点任务", BODY, "（一）增加床位", BODY]


def test_indentation_divides_paragraphs_that_fill_their_last_line() -> None:
    first = BODY[:71] + "。"
    source = [f"　　{line}" if i == 0 else line for _ in range(6) for i, line in enumerate(wrap(first, inset=2))]
    assert join("\n".join(source)) == [first] * 6


def test_a_first_line_with_digits_is_as_full_as_its_indentation_makes_it() -> None:
    body = "1.提升服务。" + BODY
    source = [
        f"　　{line}" if i == 0 else line for _ in range(4) for i, line in enumerate(wrap(body, columns=26, inset=2))
    ]
    assert join("\n".join(source)) == [body] * 4


def test_a_date_and_a_note_join_with_nothing() -> None:
    title = "青禾县2024年养老服务体系建设重点行动方案"
    source = [*wrap(BODY, columns=28), "2024年4月22日", "（此件公开发布）", title, *wrap(BODY, columns=28)]
    assert join("\n".join(source)) == [BODY, "2024年4月22日", "（此件公开发布）", title, BODY]


def test_page_marks_inside_a_paragraph_follow_it() -> None:
    lines = wrap(BODY)
    source = [*lines[:2], "", "# Page 12:", *lines[2:], "一、总体要求", *lines, *lines]
    out, wrapped = paragraphs.rejoin(mark_noise(physical_lines("\n".join(source))))
    assert wrapped
    assert [out[0].text, out[1].text, out[2].text] == [BODY, "# Page 12:", "一、总体要求"]
    assert out[1].kind is BlockKind.NOISE


def test_pieces_of_a_justified_line_are_one_line() -> None:
    lines = wrap(BODY)
    pieces = [lines[1][:10] + "，", lines[1][11:]] if lines[1][10] == "，" else [lines[1]]
    cut = lines[0].index("，") + 1
    source = ["一、总体要求", lines[0][:cut], lines[0][cut:], *pieces, *lines[2:], *lines, *lines, *lines]
    assert join("\n".join(source))[1].startswith(BODY)


def test_a_number_alone_takes_the_line_behind_it() -> None:
    source = ["一、重点任务", "1.", "加快设施建设。" + BODY[:29], *wrap(BODY[29:]), *wrap(BODY), *wrap(BODY)]
    assert join("\n".join(source))[1].startswith("1.加快设施建设。" + BODY[:60])


def test_unit_brackets_belong_to_their_paragraph() -> None:
    lines = wrap(BODY)
    source = ["1.增加床位。", *lines, "（责任单位：县民政局、县财", "政局）", "2.培训人员。", *lines, *lines]
    assert join("\n".join(source))[1] == BODY + "（责任单位：县民政局、县财政局）"


@pytest.mark.parametrize(
    "closing",
    [
        "青禾县人民政府办公室",
        "2024年3月5日",
        "青政办发〔2024〕5号",
        "（此件公开发布）",
        "附件：任务分工表",
        "各乡镇人民政府：",
    ],
)
def test_short_lines_stay_alone(closing: str) -> None:
    source = [*wrap(BODY), closing, "一、总体要求", *wrap(BODY), *wrap(BODY)]
    assert join("\n".join(source))[:3] == [BODY, closing, "一、总体要求"]


def test_a_title_over_two_lines_is_one() -> None:
    source = ["青禾县推进农村供水提标扩面三年行动", "方案（2024-2026年）", *wrap(BODY), *wrap(BODY), *wrap(BODY)]
    assert join("\n".join(source))[0] == "青禾县推进农村供水提标扩面三年行动方案（2024-2026年）"


@pytest.mark.parametrize(
    ("source", "joined"),
    [
        ("按照服务半径乡镇不超过3公里，村不超过5\n\n公里的要求，合理布局。", 1),
        ("加强设施建设，完善运行机制，\n落实资金保障，确保按期完成。", 1),
        ("按照服务半径不超过3公里，村不超过5\n\n二、保障措施", 2),
        ("加强设施建设，完善运行机制，\n责任单位：县民政局", 2),
        ("加强设施建设，完善运行机制。\n落实资金保障，确保按期完成。", 2),
        ("序号\n1\n新建床位\n张\n300", 5),
        ("到2025年，养老机构护理型床位占比不低于60\n%，由县民政局牵头。", 1),
        ("护理型床位占比\n%\n60", 3),
        ("一、总体要求\n坚持政府主导，统筹资源。", 2),
        ("联系电话：0431-8888，0431-9999\n县民政局，县财政局。", 2),
        (
            "今年以来，全县各级各部门奋力推进养老服务体系建设，收到了明显的效果。现在，请看他们的生动实践——\n近年来，我县加大投入。",
            2,
        ),
    ],
)
def test_stray_breaks(source: str, joined: int) -> None:
    assert len(join(source)) == joined


@pytest.mark.parametrize(
    ("first", "bracket", "third", "count"),
    [
        (BODY[:29] + "，推动居民出国", "（境）", "事项全部进驻政务大厅", 1),
        (BODY[:29] + "，推动居民出行。", "（完）", "事项全部进驻政务大厅", 2),
        (BODY[:29] + "，推动居民出国", "（境）", "二、保障措施", 2),
    ],
)
def test_a_bracket_on_a_line_of_its_own_stays_inside_its_sentence(
    first: str, bracket: str, third: str, count: int
) -> None:
    lines = [Physical(text, 0, gap=False) for text in (first, bracket, third)]
    wrap_ = Wrap(tuple(lines), full=72, indented=False, spaced=False)
    assert len(paragraphs._unwrap(lines, wrap_)) == count


def test_text_without_breaks_is_not_wrapped() -> None:
    lines = physical_lines(BODY * 30)
    assert wrap_of(lines) is None
    assert join(BODY * 30) == [BODY * 30]


@pytest.mark.parametrize(
    ("spaced", "plain"),
    [
        ("2023 年4 月28 日", "2023年4月28日"),
        ("新增床位300 张，达到80% 以上", "新增床位300张，达到80%以上"),
        ("1 总则", "1 总则"),
        ("3.2 主要目标2027 年", "3.2 主要目标2027年"),
        ("表 1 主要指标", "表 1主要指标"),
        ("WiFi 6 全覆盖", "WiFi 6全覆盖"),
    ],
)
def test_unspace(spaced: str, plain: str) -> None:
    assert paragraphs.unspace(spaced) == plain


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ("青禾县人民政府办公室关于印发", "《养老服务提升方案》的通知", True),
        ("关于印发《青禾县养老服务体系", "建设实施方案》的通知", True),
        ("青禾县人民政府办公室关于印发", "青禾县加快健全养老服务体系", True),
        ("青禾县人民政府关于加强养老服务体系", "建设的实施意见", True),
        ("青禾县养老服务实施方案", "任务清单", False),
        ("一、总体要求", "二、实施方案", False),
        ("为深入贯彻落实，结合实际", "制定本方案", False),
        ("青政发〔2025〕7号", "青禾县关于加强养老服务的实施意见", False),
        ("青政办函[2025] 第17号", "青禾县养老服务实施方案", False),
    ],
)
def test_title_continues(first: str, second: str, one: bool) -> None:
    assert paragraphs.title_continues(first, second) is one


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [("县教", "育局", "县教育局"), ("public", "health", "public health"), ("共 ", "5", "共5")],
)
def test_glue(first: str, second: str, one: str) -> None:
    assert paragraphs.glue(first, second) == one
