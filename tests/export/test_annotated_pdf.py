"""The user's own PDF with highlights: every mark stands on the words of its span, and nothing else changes."""

from __future__ import annotations

import ctypes
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as library
import pytest

from hedui import pipeline
from hedui.errors import InputError, UsageError
from hedui.export import ExportOptions, exporter_for
from hedui.export.remarks import Remark, remarks_of
from hedui.model import Report

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(path for path in ROOT.glob("samples/*/*.pdf") if not path.stem.endswith("-attachment"))
SEED = ROOT / ".." / "shared" / "seed" / "notice.pdf"
KINDS = {library.FPDF_ANNOT_HIGHLIGHT: "highlight", library.FPDF_ANNOT_TEXT: "note"}


def test_there_are_samples() -> None:
    assert len(SAMPLES) >= 5


def _annotated(path: Path) -> tuple[Report, bytes, bytes]:
    data = path.read_bytes()
    attachments = [pipeline.load(other) for other in path.parent.glob(f"{path.stem}-attachment.pdf")]
    report = pipeline.check(pipeline.Input(path.name, data), attachments)
    originals = pipeline.originals_of(pipeline.Input(path.name, data), attachments)
    files = exporter_for("pdf").write([report], ExportOptions(originals=originals))
    return report, data, files[f"{path.stem}-annotated.pdf"]


def _value(annotation: Any, key: bytes) -> str:
    size = library.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(size)
    library.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[:-2].decode("utf-16-le")


def _marks(data: bytes) -> dict[str, tuple[str, str, str, str]]:
    """Key -> kind, text of the note, words under the mark, page; the marks of one key on several pages joined."""
    document = pypdfium2.PdfDocument(data)
    found: dict[str, tuple[str, str, str, str]] = {}
    for number, page in enumerate(document, start=1):
        words = page.get_textpage()
        for index in range(library.FPDFPage_GetAnnotCount(page.raw)):
            annotation = library.FPDFPage_GetAnnot(page.raw, index)
            key = _value(annotation, b"NM")
            kind = KINDS.get(library.FPDFAnnot_GetSubtype(annotation), "other")
            before = found.get(key, (kind, "", "", ""))
            text = before[2] + _under(annotation, words)
            found[key] = (kind, _value(annotation, b"Contents"), text, f"{before[3]}{number} ")
            library.FPDFPage_CloseAnnot(annotation)
        words.close()
        page.close()
    document.close()
    return found


def _under(annotation: Any, words: Any) -> str:
    text = ""
    for index in range(library.FPDFAnnot_CountAttachmentPoints(annotation)):
        quad = library.FS_QUADPOINTSF()
        library.FPDFAnnot_GetAttachmentPoints(annotation, index, quad)
        xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
        text += words.get_text_bounded(min(xs), min(ys), max(xs), max(ys))
    return "".join(text.split())


def _wanted(remark: Remark) -> list[str]:
    return ["".join(span.text.split()) for span in remark.spans if span.page and span.bbox]


@pytest.mark.parametrize("path", [*SAMPLES, SEED], ids=lambda path: path.stem)
def test_every_mark_stands_on_the_words_of_its_spans(path: Path) -> None:
    if not path.is_file():
        pytest.skip(f"{path.name} of the seed is not there")
    report, _, written = _annotated(path)
    marks = _marks(written)
    remarks = [remark for remark in remarks_of(report, ExportOptions()) if remark.part == "body"]
    assert set(marks) == {f"hedui-{remark.key}" for remark in remarks}
    for remark in remarks:
        kind, text, words, pages = marks[f"hedui-{remark.key}"]
        assert text == "\n".join((remark.heading, *remark.lines))
        assert [word for word in _wanted(remark) if word not in words] == [], remark
        assert len(words) <= 1.5 * len("".join(_wanted(remark))) + 8, "the mark covers its words and no more"
        assert kind == ("highlight" if _wanted(remark) else "note")
        assert not remark.spans or str(remark.spans[0].page) in pages.split()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_users_own_bytes_stand_unchanged_at_the_beginning(path: Path) -> None:
    _, data, written = _annotated(path)
    assert written.startswith(data)


def test_the_same_notice_gives_the_same_bytes() -> None:
    assert _annotated(SAMPLES[0])[2] == _annotated(SAMPLES[0])[2]


def test_a_page_that_is_turned_and_cropped_is_marked_where_it_is_seen(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument(SAMPLES[0])
    for page in document:
        page.set_rotation(90)
        left, bottom, right, top = page.get_mediabox()
        page.set_cropbox(left + 20, bottom + 10, right - 5, top - 15)
    turned = tmp_path / "turned.pdf"
    document.save(turned)
    report, _, written = _annotated(turned)
    remarks = [remark for remark in remarks_of(report, ExportOptions()) if _wanted(remark)]
    assert len(remarks) >= 3
    marks = _marks(written)
    for remark in remarks:
        words = marks[f"hedui-{remark.key}"][2]
        assert [word for word in _wanted(remark) if word not in words] == [], remark


def test_a_file_with_a_broken_list_of_objects_is_written_anew(tmp_path: Path) -> None:
    data = SAMPLES[0].read_bytes()
    at = data.rindex(b"startxref")
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(data[:at] + b"startxref\n7\n%%EOF\n")
    report, _, written = _annotated(broken)
    assert not written.startswith(broken.read_bytes())
    assert set(_marks(written)) == {f"hedui-{remark.key}" for remark in remarks_of(report, ExportOptions())}


def test_a_finding_about_the_whole_notice_is_a_note_on_the_first_page() -> None:
    path = SAMPLES[0]
    report = pipeline.check(path)
    found = replace(
        report.findings[0], clause=None, row=None, clause_id=None, row_id=None, spans=type(report.findings[0].spans)()
    )
    written = exporter_for("pdf").write(
        [replace(report, findings=(found,))], ExportOptions(originals={"body": path.read_bytes()})
    )
    ((kind, text, words, page),) = _marks(next(iter(written.values()))).values()
    assert (kind, words, page) == ("note", "", "1 ")
    assert found.message in text


def test_a_notice_in_two_files_comes_back_as_two_files() -> None:
    path = ROOT / "samples" / "river-care" / "river-care.pdf"
    inputs = [pipeline.load(path), pipeline.load(path.with_name("river-care-attachment.pdf"))]
    report = pipeline.check(inputs[0], inputs[1:])
    options = ExportOptions(originals=pipeline.originals_of(inputs[0], inputs[1:]))
    assert list(exporter_for("pdf").write([report], options)) == [
        "river-care-annotated.pdf",
        "river-care-attachment-annotated.pdf",
    ]


def test_a_notice_that_is_no_pdf_is_refused_in_one_sentence() -> None:
    report = pipeline.check(SAMPLES[0].with_suffix(".txt"))
    with pytest.raises(UsageError, match=r"\.txt is no PDF: .*--format html"):
        exporter_for("pdf").write([report], ExportOptions())


def test_without_the_original_it_says_what_is_missing() -> None:
    report = pipeline.check(SAMPLES[0])
    with pytest.raises(UsageError, match="itself, in ExportOptions"):
        exporter_for("pdf").write([report], ExportOptions())


def test_an_original_that_is_damaged_is_named() -> None:
    report = pipeline.check(SAMPLES[0])
    with pytest.raises(InputError, match="cannot be opened"):
        exporter_for("pdf").write([report], ExportOptions(originals={"body": b"%PDF-1.4 nothing"}))
