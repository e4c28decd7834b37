"""Pictures of the places on the HTML page of a PDF."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import pytest
from PIL import Image

from hedui import pipeline
from hedui.export import ExportOptions, exporter_for, pictures
from hedui.export.pdf_pages import Pages
from hedui.export.pictures import pictures_of
from hedui.export.views import SEVERITIES, view_of
from hedui.model import Report

SAMPLE = Path(__file__).parents[2] / "samples" / "business-climate" / "business-climate.pdf"


@pytest.fixture(scope="module")
def report() -> Report:
    return pipeline.check(SAMPLE)


ORIGINALS = {"body": SAMPLE.read_bytes()}


def _page(report: Report, **options: object) -> str:
    (data,) = exporter_for("html").write([report], ExportOptions(**options)).values()  # type: ignore[arg-type]
    return data.decode()


def test_every_side_of_a_finding_with_a_place_has_its_picture(report: Report) -> None:
    placed = {
        (order, side)
        for order, finding in enumerate(report.findings)
        for side, spans in (("body", finding.spans.body), ("table", finding.spans.table))
        if spans
    }
    assert len(placed) >= 10
    assert set(pictures_of(view_of(report), ORIGINALS)) == placed


def test_a_picture_shows_its_place_coloured_and_keeps_the_ink(report: Report) -> None:
    for picture in pictures_of(view_of(report), ORIGINALS).values():
        image = Image.open(io.BytesIO(base64.b64decode(picture.uri.removeprefix("data:image/png;base64,"))))
        colours = {colour for _, colour in image.convert("RGB").getcolors() or ()}
        assert any(red > 230 and green > 190 and blue < 170 for red, green, blue in colours), "yellow paper"
        assert min(map(sum, colours)) < 200, "the characters are there"
        assert picture.width > picture.height


def test_no_picture_cuts_through_a_line_of_its_place(report: Report) -> None:
    view = view_of(report)
    pages = Pages(ORIGINALS["body"], "sample.pdf")
    seen = 0
    for place in pictures._places(view, ORIGINALS):
        boxes = [box for span in place.spans for box in pages.boxes(span)]
        left, top, right, bottom = pictures._frame(pages, place, boxes)
        assert right - left <= 450 or place.spans[0].cell is None
        for line in pages.lines(place.page, (left, top - 20, right, bottom + 20)):
            assert not line[1] < top < line[3] - 1
            assert not line[1] + 1 < bottom < line[3]
        seen += 1
    pages.close()
    assert seen >= 10


def test_the_page_carries_them_and_its_policy_allows_them(report: Report) -> None:
    page = _page(report, originals=ORIGINALS)
    assert page.count('<img src="data:image/png;base64,') >= 10
    assert "; img-src data:; " in page
    assert all("alt=" in image and "width=" in image for image in re.findall(r"<img [^>]*>", page))


def test_without_the_original_the_page_has_no_pictures_and_allows_none(report: Report) -> None:
    page = _page(report)
    assert "<img" not in page
    assert "img-src" not in page


def test_the_same_notice_gives_the_same_pictures(report: Report) -> None:
    assert _page(report, originals=ORIGINALS) == _page(report, originals=ORIGINALS)


def test_what_is_over_the_budget_is_the_least_grave(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_MOST", 5)
    made = pictures_of(view_of(report), ORIGINALS)
    shown = [SEVERITIES.index(report.findings[order].severity) for order, _ in made]
    assert len(made) == 5
    assert max(shown) == SEVERITIES.index("error")
    monkeypatch.setattr(pictures, "_BUDGET", 0)
    assert pictures_of(view_of(report), ORIGINALS) == {}


def test_a_span_over_two_lines_is_two_boxes(report: Report) -> None:
    spans = [
        span
        for finding in report.findings
        for span in (*finding.spans.body, *finding.spans.table)
        if "\n" in span.text.strip()
    ]
    assert spans
    pages = Pages(ORIGINALS["body"], SAMPLE.name)
    for span in spans:
        assert span.bbox is not None
        boxes = pages.boxes(span)
        assert len(boxes) == len(span.text.strip().split("\n"))
        assert all(box[3] - box[1] < span.bbox[3] - span.bbox[1] for box in boxes)
    pages.close()


def test_a_docx_or_a_text_has_no_pictures() -> None:
    path = SAMPLE.with_suffix(".docx")
    report = pipeline.check(path)
    assert pictures_of(view_of(report), {"body": path.read_bytes()}) == {}
