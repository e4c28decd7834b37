"""The user's own DOCX with comments: each stands on the words of its span, and nothing else changes."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from lxml import etree

from hedui import pipeline
from hedui.errors import InputError, UsageError
from hedui.export import ExportOptions, exporter_for
from hedui.export.docx_anchors import with_anchors
from hedui.export.docx_places import Places
from hedui.export.docx_text import read_part
from hedui.export.remarks import remarks_of
from hedui.model import Finding, FindingSpans, Report, Span

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(path for path in ROOT.glob("samples/*/*.docx") if not path.stem.endswith("-attachment"))
SEED = ROOT / ".." / "shared" / "seed" / "notice.docx"
NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NS}}}"
CHANGED = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}


def test_there_are_samples() -> None:
    assert len(SAMPLES) >= 5


def _annotated(path: Path) -> tuple[Report, bytes]:
    inputs = [pipeline.load(path), *(pipeline.load(p) for p in path.parent.glob(f"{path.stem}-attachment.docx"))]
    report = pipeline.check(inputs[0], inputs[1:])
    options = ExportOptions(originals=pipeline.originals_of(inputs[0], inputs[1:]))
    return report, exporter_for("docx").write([report], options)[f"{path.stem}-annotated.docx"]


def _part(data: bytes, name: str = "word/document.xml") -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


def _commented(document: bytes) -> dict[int, str]:
    """Comment id -> the text between its anchors, without white space."""
    open_ids: set[int] = set()
    texts: dict[int, str] = {}
    for element in etree.fromstring(document).iter():
        number = int(element.get(W + "id") or -1)
        if element.tag == W + "commentRangeStart":
            open_ids.add(number)
            texts[number] = ""
        elif element.tag == W + "commentRangeEnd":
            open_ids.remove(number)
        elif element.tag == W + "t":
            for inside in open_ids:
                texts[inside] += "".join((element.text or "").split())
    assert open_ids == set()
    return texts


def _printed(document: bytes) -> list[tuple[str, str]]:
    """Every character with the properties of its run; paragraph ends among them."""
    signs = []
    for element in etree.fromstring(document).iter(W + "t", W + "tab", W + "br", W + "p"):
        properties = b""
        if element.tag != W + "p":
            found = element.getparent().find(W + "rPr")  # type: ignore[union-attr]
            properties = b"" if found is None else etree.tostring(found, method="c14n")
        text = element.text or "" if element.tag == W + "t" else etree.QName(element).localname + "\n"
        signs += [(sign, properties.decode()) for sign in text]
    return signs


@pytest.mark.parametrize("path", [*SAMPLES, SEED], ids=lambda path: path.parent.name)
def test_every_comment_stands_on_the_words_of_its_spans(path: Path) -> None:
    if not path.is_file():
        pytest.skip("the seed is not there")
    report, written = _annotated(path)
    source = pipeline.documents_of(path)[0].source.text
    remarks = [remark for remark in remarks_of(report, ExportOptions()) if remark.part == "body"]
    commented = _commented(_part(written))
    assert sorted(commented) == list(range(len(remarks)))
    for number, remark in enumerate(remarks):
        if not remark.spans:
            continue
        first = remark.spans[0]
        here = [span for span in remark.spans if (span.block, span.cell) == (first.block, first.cell)]
        words = source[min(span.start for span in here) : max(span.end for span in here)]
        assert commented[number] == "".join(words.split()), remark


@pytest.mark.parametrize("path", [*SAMPLES, SEED], ids=lambda path: path.parent.name)
def test_nothing_else_changes(path: Path) -> None:
    if not path.is_file():
        pytest.skip("the seed is not there")
    original = path.read_bytes()
    report, written = _annotated(path)
    with zipfile.ZipFile(io.BytesIO(original)) as before, zipfile.ZipFile(io.BytesIO(written)) as after:
        kept = [name for name in before.namelist() if name not in CHANGED]
        assert [name for name in kept if before.read(name) != after.read(name)] == []
        new = {"word/comments.xml"} if report.findings else set()
        assert set(after.namelist()) == set(before.namelist()) | new
        assert after.testzip() is None
    assert _printed(_part(written)) == _printed(_part(original))
    assert [clause.text for clause in pipeline.read(pipeline.Input("x.docx", written)).clauses] == [
        clause.text for clause in pipeline.read(pipeline.Input("x.docx", original)).clauses
    ]


def test_the_comment_says_what_the_finding_says_and_what_the_other_side_has() -> None:
    path = ROOT / "samples" / "business-climate" / "business-climate.docx"
    report, written = _annotated(path)
    book = docx.Document(io.BytesIO(written))
    comments = list(book.comments)
    remarks = list(remarks_of(report, ExportOptions()))
    assert [comment.text.split("\n")[0] for comment in comments] == [remark.heading for remark in remarks]
    finding = report.findings[0]
    assert finding.message in comments[0].text
    assert finding.table is not None
    assert f"表中：{finding.table}" in comments[0].text


def test_the_same_notice_gives_the_same_bytes() -> None:
    assert _annotated(SAMPLES[0])[1] == _annotated(SAMPLES[0])[1]


def test_comments_that_were_there_stay(tmp_path: Path) -> None:
    book = docx.Document(str(SAMPLES[0]))
    runs = next(paragraph.runs for paragraph in book.paragraphs if paragraph.runs)
    book.add_comment(runs, text="请再核一遍。", author="某人", initials="某")
    path = tmp_path / "commented.docx"
    book.save(str(path))
    _, written = _annotated(path)
    comments = list(docx.Document(io.BytesIO(written)).comments)
    assert (comments[0].text, comments[0].author) == ("请再核一遍。", "某人")
    assert len(comments) > 1
    assert len({comment.comment_id for comment in comments}) == len(comments)
    assert _part(written, "[Content_Types].xml") == _part(path.read_bytes(), "[Content_Types].xml")
    assert set(_commented(_part(written))) == {comment.comment_id for comment in comments}


def test_a_notice_in_two_files_comes_back_as_two_files() -> None:
    path = ROOT / "samples" / "river-care" / "river-care.docx"
    inputs = [pipeline.load(path), pipeline.load(path.with_name("river-care-attachment.docx"))]
    report = pipeline.check(inputs[0], inputs[1:])
    row = report.rows[0]
    found = _finding(FindingSpans(table=row.spans[:1]))
    options = ExportOptions(originals=pipeline.originals_of(inputs[0], inputs[1:]))
    files = exporter_for("docx").write([replace(report, findings=(found,))], options)
    assert list(files) == ["river-care-annotated.docx", "river-care-attachment-annotated.docx"]
    assert files["river-care-annotated.docx"] != files["river-care-attachment-annotated.docx"]
    texts = _commented(_part(files["river-care-attachment-annotated.docx"]))
    assert texts == {0: "".join(row.spans[0].text.split())}
    assert _commented(_part(files["river-care-annotated.docx"])) == {}


def _finding(spans: FindingSpans) -> Finding:
    other = pipeline.check(ROOT / "samples" / "business-climate" / "business-climate.docx").findings[0]
    return replace(other, clause=None, row=None, clause_id=None, row_id=None, body=None, table=None, spans=spans)


def test_a_finding_about_the_whole_notice_stands_at_the_first_words() -> None:
    path = SAMPLES[0]
    report = replace(pipeline.check(path), findings=(_finding(FindingSpans()),))
    (written,) = exporter_for("docx").write([report], ExportOptions(originals={"body": path.read_bytes()})).values()
    texts = _commented(_part(written))
    assert list(texts) == [0]
    assert pipeline.documents_of(path)[0].source.text.startswith(texts[0])


def test_a_notice_that_is_no_docx_is_refused_in_one_sentence() -> None:
    report = pipeline.check(SAMPLES[0].with_suffix(".txt"))
    with pytest.raises(UsageError, match=r"\.txt is no DOCX: .*--format html"):
        exporter_for("docx").write([report], ExportOptions())


def test_an_original_that_is_damaged_is_named() -> None:
    report = pipeline.check(SAMPLES[0])
    with pytest.raises(InputError, match="cannot be annotated"):
        exporter_for("docx").write([report], ExportOptions(originals={"body": b"PK nothing"}))


# --- anchors in the bytes -------------------------------------------------------------------------------------------

START, END = "⟪", "⟫"
BOLD = "<w:rPr><w:b/></w:rPr>"
KEEP = ' xml:space="preserve"'

ANCHORS = {
    "a whole run is not cut": (
        "<w:p><w:r><w:t>前</w:t></w:r><w:r><w:t>市水务局</w:t></w:r></w:p>",
        "市水务局",
        "<w:p><w:r><w:t>前</w:t></w:r>⟪<w:r><w:t>市水务局</w:t></w:r>⟫</w:p>",
    ),
    "a run is cut where the range begins and ends, its properties kept": (
        f"<w:p><w:r>{BOLD}<w:t>由市水务局牵头</w:t></w:r></w:p>",
        "市水务局",
        f"<w:p><w:r>{BOLD}<w:t>由</w:t></w:r>⟪<w:r>{BOLD}<w:t>市水务局</w:t></w:r>⟫<w:r>{BOLD}<w:t>牵头</w:t></w:r></w:p>",
    ),
    "a range over two runs": (
        "<w:p><w:r><w:t>由市水</w:t></w:r><w:r><w:t>务局牵头</w:t></w:r></w:p>",
        "市水务局",
        "<w:p><w:r><w:t>由</w:t></w:r>⟪<w:r><w:t>市水</w:t></w:r><w:r><w:t>务局</w:t></w:r>⟫<w:r><w:t>牵头</w:t></w:r></w:p>",
    ),
    "a blank at the cut stays a blank": (
        "<w:p><w:r><w:t>于 5 月底 完成</w:t></w:r></w:p>",
        "5 月底",
        f"<w:p><w:r><w:t>于</w:t></w:r>⟪<w:r><w:t{KEEP}> 5 月底</w:t></w:r>⟫<w:r><w:t{KEEP}> 完成</w:t></w:r></w:p>",
    ),
    "an entity is one character": (
        "<w:p><w:r><w:t>甲&amp;乙&lt;丙</w:t></w:r></w:p>",
        "&乙",
        "<w:p><w:r><w:t>甲</w:t></w:r>⟪<w:r><w:t>&amp;乙</w:t></w:r>⟫<w:r><w:t>&lt;丙</w:t></w:r></w:p>",
    ),
    "a run inside a run keeps the outer one whole": (
        "<w:p><w:r><w:ruby><w:rubyBase><w:r><w:t>水务</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
        "水",
        "<w:p>⟪<w:r><w:ruby><w:rubyBase><w:r><w:t>水务</w:t></w:r></w:rubyBase></w:ruby></w:r>⟫</w:p>",
    ),
    "a link is not left": (
        "<w:p><w:hyperlink><w:r><w:t>见附件</w:t></w:r></w:hyperlink></w:p>",
        "附件",
        "<w:p><w:hyperlink><w:r><w:t>见</w:t></w:r>⟪<w:r><w:t>附件</w:t></w:r>⟫</w:hyperlink></w:p>",
    ),
    "deleted text is not counted": (
        "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:r><w:t>新期限</w:t></w:r></w:p>",
        "期限",
        "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:r><w:t>新</w:t></w:r>⟪<w:r><w:t>期限</w:t></w:r>⟫</w:p>",
    ),
}


@pytest.mark.parametrize("name", ANCHORS)
def test_anchors_go_in_where_the_words_are(name: str) -> None:
    content, words, expected = ANCHORS[name]
    head, tail = f'<?xml version="1.0"?><w:document xmlns:w="{NS}"><w:body>', "</w:body></w:document>"
    data = f"{head}{content}{tail}".encode()
    part = read_part(data)
    at = part.text.index(words)
    written = with_anchors(data, part, [(7, (at, at + len(words)))]).decode()
    shown = re.sub(r'<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>', END, written)
    shown = shown.replace('<w:commentRangeStart w:id="7"/>', START)
    assert shown == f"{head}{expected}{tail}"
    assert _printed(data) == _printed(written.encode())


def test_two_comments_may_overlap() -> None:
    data = f'<w:p xmlns:w="{NS}"><w:r><w:t>市水务局牵头</w:t></w:r></w:p>'.encode()
    written = with_anchors(data, read_part(data), [(0, (0, 4)), (1, (1, 6)), (2, (0, 4))])
    assert _commented(written) == {0: "市水务局", 1: "水务局牵头", 2: "市水务局"}


# --- from spans to the text -----------------------------------------------------------------------------------------

FIRST = "在全市新建口袋公园十二处。市水务局牵头。"
SECOND = "在全市改造老旧小区三十处。市水务局牵头。"
TEXT = f"总则\n{FIRST}\n{SECOND}"
HERE = FIRST.index("市水务局")


def _span(text: str, start: int) -> Span:
    return Span("body", start, start + len(text), text)


def test_generated_numbers_that_the_file_does_not_hold_shift_the_places() -> None:
    """Each clause has a list number of three characters in the source that the file does not hold."""
    one, two = 3 + 3, 3 + 3 + len(FIRST) + 1 + 3
    places = Places(TEXT, [_span(FIRST, one), _span(SECOND, two)])
    assert places.find(_span("市水务局", one + HERE)) == (3 + HERE, 7 + HERE)
    second = TEXT.rindex("市水务局")
    assert places.find(_span("市水务局", two + HERE)) == (second, second + 4)


def test_a_span_whose_characters_are_not_there_falls_back_on_its_clause() -> None:
    places = Places(TEXT, [_span(FIRST, 3)])
    assert places.find(_span("水利厅", 3 + HERE)) == (3, 3 + len(FIRST))


def test_a_span_far_from_everything_known_has_no_place() -> None:
    assert Places(TEXT, []).find(_span("财政厅", 900)) is None
