"""OFD: the same text, lines, tables and boxes as a PDF of the same pages."""

from __future__ import annotations

import pytest

import hedui
from hedui.errors import InputError
from hedui.parser.document import Table
from hedui.parser.readers import ReadOptions
from hedui.parser.readers.ofd import MEDIA_TYPE, READER
from hedui.parser.readers.ofd import page as page_module
from hedui.pipeline import Input, documents_of
from parser.likeness import NAMES, SAMPLES, assert_spans_quote, said
from parser.ofd.ofd_file import box, package, page, path, read, render_ofd, shown, text

from rendering import parse_source, render_pdf  # isort: skip

_LINE = "各县（区）人民政府，市政府各部门："


@pytest.mark.parametrize("name", NAMES)
def test_a_notice_in_ofd_says_what_it_says_in_pdf_and_word(name: str) -> None:
    part = parse_source((SAMPLES / name / f"{name}.notice").read_text(encoding="utf-8"))[0]
    ofd = Input("通知.ofd", render_ofd(part))
    report = hedui.check(ofd)
    assert said(report) == said(hedui.check(Input("通知.pdf", render_pdf(part))))
    assert said(report) == said(hedui.check(SAMPLES / name / f"{name}.docx"))
    assert_spans_quote(report, documents_of(ofd)[0].source.text, "body")


@pytest.mark.parametrize("name", NAMES[:2])
def test_the_boxes_of_an_ofd_are_those_of_the_same_pdf(name: str) -> None:
    part = parse_source((SAMPLES / name / f"{name}.notice").read_text(encoding="utf-8"))[0]
    ofd, pdf = (hedui.read(Input("通知", data)) for data in (render_ofd(part), render_pdf(part)))
    spans = [[span for clause in notice.clauses for span in clause.spans] for notice in (ofd, pdf)]
    assert spans[0]
    for one, two in zip(*spans, strict=True):
        assert one.page == two.page
        assert one.bbox == pytest.approx(two.bbox, abs=3.0)  # an OFD does not say how wide the last letter is


def test_a_document_knows_its_pages_its_type_and_where_each_line_stands() -> None:
    document = read(package([page(text(30, 40, _LINE)), page(text(30, 40, "第二页的话。"))]))
    assert document.origin.media_type == MEDIA_TYPE
    assert document.origin.pages == 2
    place = document.source.places[0]
    assert place.page == 1
    assert place.bbox is not None
    assert place.bbox[0] == pytest.approx(30 * 72 / 25.4)
    assert place.bbox[2] == pytest.approx((30 + 5 * len(_LINE)) * 72 / 25.4)
    exact = document.source.hull(2, 4).bbox
    assert exact is not None
    assert exact[0] == pytest.approx(40 * 72 / 25.4)
    assert exact[2] == pytest.approx(50 * 72 / 25.4)


_SAME_LINE = {
    "with an offset for each letter": text(30, 40, "市教育局牵头", deltas="5 5 5 5 5"),
    "with one offset for many": text(30, 40, "市教育局牵头", deltas="5 g 3 5 5"),
    "without offsets": text(30, 40, "市教育局牵头", deltas="").replace(' DeltaX=""', ""),
    "letter by letter": "".join(text(30 + 5 * n, 40, letter) for n, letter in enumerate("市教育局牵头")),
    "as two text codes of one object": text(30, 40, "市教育局").replace(
        "</ofd:TextObject>", '<ofd:TextCode X="20" Y="5" DeltaX="5">牵头</ofd:TextCode></ofd:TextObject>'
    ),
    "drawn larger than it is written": text(30, 40, "市教育局牵头", 1, "g 5 1", 'CTM="5 0 0 5 0 0"').replace(
        'Boundary="30 39 ', 'Boundary="30 35 '
    ),
}


@pytest.mark.parametrize("name", _SAME_LINE)
def test_a_line_reads_as_one_however_it_is_written(name: str) -> None:
    document = read(package([page(_SAME_LINE[name])]))
    assert shown(document) == ["市教育局牵头"]
    bbox = document.source.places[0].bbox
    assert bbox is not None
    assert bbox[0] == pytest.approx(30 * 72 / 25.4, abs=0.1)
    assert bbox[2] == pytest.approx(60 * 72 / 25.4, abs=0.1)


def _grid() -> list[str]:
    frames = ((20, 20, 60, 30), (60, 20, 120, 30), (20, 30, 60, 50), (60, 30, 120, 40), (60, 40, 120, 50))
    words = (("任务", 22, 26), ("责任单位", 62, 26), ("修路", 22, 36), ("市甲局", 62, 36), ("市乙局", 62, 46))
    return [*(box(*frame) for frame in frames), *(text(x, y, word, 3) for word, x, y in words)]


def test_ruling_lines_make_a_table_with_merged_cells() -> None:
    table = read(package([page(*_grid())])).blocks[0]
    assert isinstance(table, Table)
    assert [(c.row, c.column, c.row_span) for c in table.cells] == [
        (0, 0, 1),
        (0, 1, 1),
        (1, 0, 2),
        (1, 1, 1),
        (2, 1, 1),
    ]


def test_lines_of_their_own_moved_by_a_matrix_make_the_same_table() -> None:
    lines = [(20, 20, 120, 20), (20, 30, 120, 30), (60, 40, 120, 40), (20, 50, 120, 50)]
    lines += [(20, 20, 20, 50), (60, 20, 60, 50), (120, 20, 120, 50)]
    drawn = [path(f"M {a / 2} {b / 2} L {c / 2} {d / 2}", 'CTM="2 0 0 2 0 0"') for a, b, c, d in lines]
    words = [item for item in _grid() if "TextObject" in item]
    assert shown(read(package([page(*drawn, *words)]))) == shown(read(package([page(*_grid())])))


def test_the_template_of_a_page_is_read_with_it() -> None:
    template = page(text(30, 20, "云川市人民政府文件", 8))
    document = read(
        package([page(text(30, 60, _LINE), templates='<ofd:Template TemplateID="77"/>')], template=template)
    )
    assert "云川市人民政府文件" in document.source.text


def test_faint_and_invisible_and_turned_text_is_no_text_of_the_notice() -> None:
    grey = '<ofd:FillColor Value="210 210 210"/>'
    objects = (
        text(30, 60, _LINE),
        text(30, 120, "内部资料", inside=grey),
        text(30, 140, "看不见", more='Visible="false"'),
        text(30, 160, "斜着", more='CTM="0.7 -0.7 0.7 0.7 0 0"'),
    )
    document = read(package([page(*objects)]))
    assert shown(document) == [_LINE]
    assert "看不见" not in document.source.text
    assert "内部资料" in "".join(document.source.text[a:b] for a, b in document.furniture)


def test_a_page_that_is_missing_or_broken_or_empty_is_noted() -> None:
    broken = {"Doc_0/Pages/Page_1/Content.xml": "<a", "Doc_0/Pages/Page_2/Content.xml": None}
    document = read(package([page(text(30, 60, _LINE)), "", "", page()], broken))
    assert shown(document) == [_LINE]
    assert [(note.kind, note.page) for note in document.notes] == [("page-unreadable", n) for n in (2, 3, 4)]


class _Watch:
    def __init__(self) -> None:
        self.heard: list[tuple[str, int]] = []

    def begins(self, part: str, page: int, pages: int) -> bool:
        self.heard.append((f"begins {part} of {pages}", page))
        return page != 2

    def ends(self, part: str, page: int) -> None:
        self.heard.append((f"ends {part}", page))


def test_a_reader_can_be_followed_page_by_page() -> None:
    from hedui.parser.readers import Blob, read_document

    watch = _Watch()
    data = package([page(text(30, 60, _LINE)), page(text(30, 60, "第二页"))])
    document = read_document(Blob(data, "a.ofd", "body"), ReadOptions(watch=watch))
    assert watch.heard == [("begins body of 2", 1), ("ends body", 1), ("begins body of 2", 2)]
    assert [note.page for note in document.notes] == [2]


# --- hostile ---------------------------------------------------------------------------------------------------------

_PAGE = page(text(30, 60, _LINE))
_REFUSED = {
    "cut off": (lambda: package([_PAGE])[:-30], "damaged", "incomplete"),
    "without a document": (lambda: package([_PAGE], {"Doc_0/Document.xml": None}), "damaged", "cannot be read"),
    "without pages": (lambda: package([]), "damaged", "no pages"),
    "with a DOCTYPE": (lambda: package([_PAGE], {"OFD.xml": "<!DOCTYPE a><a/>"}), "forbidden", "DOCTYPE"),
    "with a DOCTYPE in a page": (lambda: package(["<!DOCTYPE a>" + _PAGE]), "forbidden", "DOCTYPE"),
    "encrypted": (lambda: package([_PAGE], {"Encryptions.xml": "<a/>"}), "encrypted", "encrypted"),
    "with 5001 pages": (lambda: package([""] * 5001), "over-limits", "5001 pages"),
}


@pytest.mark.parametrize("name", _REFUSED)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(name: str) -> None:
    make, reason, words = _REFUSED[name]
    with pytest.raises(InputError, match=words) as caught:
        read(make())
    assert caught.value.reason == reason


_ODD = {
    "numbers that are none": text(30, 60, "甲", more='CTM="a b c d e f"'),
    "endless numbers": text(30, 60, "甲", deltas="").replace('X="0"', 'X="1e999"').replace('Y="5', 'Y="nan'),
    "a size of nothing": text(30, 60, "甲", 0),
    "a count without end": text(30, 60, "甲乙丙", deltas="g 999999999999 5 g"),
    "a negative count": text(30, 60, "甲乙丙", deltas="g -5 5 g"),
    "a matrix that flattens": text(30, 60, "甲", more='CTM="0 0 0 0 0 0"'),
    "a path of odd commands": path("M 1 L C Q 1 2 3 A B x y z M 5 5 5 L 1e999 nan"),
    "layers within layers": "<ofd:PageBlock>" * 200 + text(30, 60, "甲") + "</ofd:PageBlock>" * 200,
}


@pytest.mark.parametrize("name", _ODD)
def test_odd_objects_leave_the_rest_of_the_page_readable(name: str) -> None:
    assert _LINE in read(package([page(_ODD[name], text(30, 200, _LINE))])).source.text


@pytest.mark.parametrize("limit", ["OBJECT_LIMIT", "CHARACTER_LIMIT"])
def test_a_page_with_too_much_on_it_is_left_out_with_a_note(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_module, limit, 3)
    crowded = page(*[text(30, 10 * n, "甲乙") for n in range(1, 8)])
    document = read(package([crowded, page(text(30, 60, "甲乙"))]))
    assert [(note.kind, note.page) for note in document.notes] == [("page-unreadable", 1)]
    assert document.source.text.split() == ["甲乙"]


def test_an_ofd_is_told_by_its_parts() -> None:
    assert READER.sniff(package([_PAGE])) == 95
    assert READER.sniff(package([_PAGE])[:-30]) == 60
    assert READER.sniff(b"PK\x03\x04" + b"x" * 100) == 0
    assert READER.sniff(b"OFD.xml") == 0
