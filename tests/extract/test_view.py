from hypothesis import given
from hypothesis import strategies as st

from extract.view import fold, view
from ingest.model import Block, BlockKind, Document, Span


def document(text: str) -> Document:
    return Document("a.txt", "0", "txt", text, (Block(Span(0, len(text)), BlockKind.PARAGRAPH),))


def test_width_and_white_space() -> None:
    text = "到２０２５ 年，　达到９５．５％ 以上"
    shown = view(document(text), Span(0, len(text)))
    assert shown.text == "到2025年,达到95.5%以上"
    at = shown.text.index("95.5%")
    assert text[slice(*_edges(shown.span(at, at + 5)))] == "９５．５％"


def _edges(span: Span) -> tuple[int, int]:
    return span.start, span.end


def test_circled_numbers_and_squares_stay() -> None:
    assert fold("①Ⅲ㎡") == "①Ⅲ㎡"


@given(st.text(max_size=200))
def test_every_character_leads_back(text: str) -> None:
    shown = view(document(text), Span(0, len(text)))
    assert len(shown.text) == len(shown.places)
    for i, place in enumerate(shown.places):
        assert shown.text[i] == fold(text[place])
        assert shown.offset(place) == i
