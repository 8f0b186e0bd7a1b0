import pytest
from extract_documents import document

from extract.modes import mode, turns
from extract.sentences import Label, label, section_label, split

SPLITS = [
    ("一。二;三!", ["一。", "二;", "三!"]),
    ("完成(甲;乙。丙)后,继续。再来", ["完成(甲;乙。丙)后,继续。", "再来"]),
    ("他说“好。”然后", ["他说“好。”", "然后"]),
    ("没有标点", ["没有标点"]),
    ("开着(不关。继续", ["开着(不关。", "继续"]),
]


@pytest.mark.parametrize(("text", "parts"), SPLITS)
def test_split(text: str, parts: list[str]) -> None:
    assert [text[a:b] for a, b in split(text)] == parts


LABELS = [
    ("坚持以习近平新时代中国特色社会主义思想为指导,全面推进。", None, Label.FRAME),
    ("为贯彻会议精神,根据有关规定,结合我县实际,制定本方案。", None, Label.FRAME),
    ("以绿色发展为引领,建设美丽家园。", None, Label.FRAME),
    ("以减量为引领,到2028年,回收率达到80%。", None, Label.COMMITMENT),
    ("加强网络建设。", Label.FRAME, Label.FRAME),
    ("全县共有学校21所。", Label.STATUS, Label.STATUS),
    ("到2025年,入学率达到95%以上。", None, Label.COMMITMENT),
    ("截至2020年底,建成学校21所。", None, Label.STATUS),
    ("2018-2020年,打造教学点5所,已完成。", None, Label.STATUS),
    ("为乡村教师配备相应设施。", None, Label.COMMITMENT),
    ("本办法自印发之日起施行。", None, Label.FRAME),
    ("完善监测机制。", None, Label.COMMITMENT),
    ("对办理情况进行了专项督查。", None, Label.STATUS),
    ("16件正在办理。", None, Label.STATUS),
    ("今年工作的总体要求是:深入贯彻会议精神。", None, Label.FRAME),
]


@pytest.mark.parametrize(("text", "section", "expected"), LABELS)
def test_label(text: str, section: Label | None, expected: Label) -> None:
    assert label(text, section, report=False, preamble=False) is expected


def test_a_report_states_until_it_turns() -> None:
    assert label("推进集团化办学。", None, report=True, preamble=False) is Label.STATUS
    assert turns("下一步,将加大力度。") and not turns("近年来,成效明显。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各承办单位要抓紧办理,规范答复。", Label.COMMITMENT),
        ("进度滞后的单位,要立即整改。", Label.COMMITMENT),
        ("会办单位应在5月底前函告意见。", Label.COMMITMENT),
        ("各承办单位已要求下属整改。", Label.STATUS),
        ("各部门要素保障有力。", Label.STATUS),
        ("有关部门应急处置及时。", Label.STATUS),
    ],
)
def test_whom_a_report_tells_to_act(text: str, expected: Label) -> None:
    assert label(text, None, report=True, preamble=False) is expected


def test_a_preamble_frames_unless_it_promises() -> None:
    assert label("我县高度重视教育。", None, report=False, preamble=True) is Label.FRAME
    assert label("到2030年,实现均衡。", None, report=False, preamble=True) is Label.COMMITMENT


TITLES = [
    ("青禾县人民政府工作报告", True),
    ("青禾县教育工作实施方案", False),
    ("青禾县推进养老服务工作总结", True),
    ("关于印发2026年政府工作报告目标责任分解的通知", False),
]


@pytest.mark.parametrize(("title", "report"), TITLES)
def test_mode_from_the_title(title: str, report: bool) -> None:
    assert mode(document(f"{title}\n\n一、加强领导\n\n压实各方责任，推动工作落实。\n")).report is report


def test_sections_say_what_they_hold() -> None:
    text = "青禾县规划\n\n一、发展基础\n\n全县有学校21所。\n\n二、主要任务\n\n(一)加强建设\n\n新建学校2所。\n"
    read = document(text)
    titles = [h.title for h in read.headings]
    labels = {h.title: section_label([titles[j] for j in read.path(i)]) for i, h in enumerate(read.headings)}
    assert labels["发展基础"] is Label.STATUS
    assert labels["主要任务"] is Label.COMMITMENT
    assert labels["加强建设"] is Label.COMMITMENT
