"""PDF: the user's own PDF back, with a highlight and a note at each difference.

The file is only added to: its own bytes stand unchanged at the beginning of the result. Only where the list of its
objects is broken is the file written anew, its content as it was.
"""

from __future__ import annotations

import ctypes
import hashlib
import io
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from ..model import BBox, Report, Severity
from . import Exporter, ExportOptions, parts_of
from .pdf_pages import Pages, to_page_space
from .remarks import AUTHOR, Remark, files_to_annotate, named, remarks_of
from .visible import screen_text

_MEDIA_TYPE = "application/pdf"
_COLOURS: dict[Severity, tuple[int, int, int]] = {
    "error": (255, 150, 140),
    "warning": (255, 214, 90),
    "info": (150, 200, 255),
}
_PRINTED = 4
_FIRST_NOTE: BBox = (18, 18, 36, 36)
_IDS = re.compile(rb"/ID\s*\[\s*<([0-9A-Fa-f]*)>\s*<([0-9A-Fa-f]*)>\s*\]")


def write_pdf(reports: Sequence[Report], options: ExportOptions) -> dict[str, bytes]:
    """Each PDF of the notice with its remarks.

    Raises:
        UsageError: the notice is no PDF.
        InputError: it cannot be opened.
    """
    (report,) = reports
    files = files_to_annotate(report, options, _MEDIA_TYPE, "PDF")
    remarks, sources = list(remarks_of(report, options)), parts_of(report)
    annotated = {}
    for part, data in files.items():
        here = [remark for remark in remarks if remark.part == part]
        annotated[part] = _annotated(data, sources[part].name, here) if here else data
    return named(report, annotated, EXPORTER.suffix)


def _annotated(data: bytes, name: str, remarks: Sequence[Remark]) -> bytes:
    import pypdfium2.raw as library

    pages = Pages(data, name)
    try:
        by_page = defaultdict[int, list[tuple[Remark, list[BBox]]]](list)
        for remark in remarks:
            for number, boxes in _boxes(pages, remark).items():
                by_page[number].append((remark, boxes))
        for number in sorted(by_page):
            for remark, boxes in by_page[number]:
                _annotate(pages.page(number), remark, boxes)
        out = io.BytesIO()
        whole = _is_sound(data)
        pages.document.save(out, flags=library.FPDF_INCREMENTAL if whole else library.FPDF_NO_INCREMENTAL)
    finally:
        pages.close()
    return _settled(out.getvalue(), len(data) if whole else 0)


def _is_sound(data: bytes) -> bool:
    """Whether the list of objects stands where the end of the file says; what is added refers to it."""
    found = re.search(rb"startxref\s+(\d{1,12})\s+%%EOF\s*\Z", data[-64:])
    return found is not None and re.match(rb"\s*(xref|\d+\s+\d+\s+obj)", data[int(found[1]) :][:32]) is not None


def _settled(written: bytes, after: int) -> bytes:
    """The file with an id that follows from its content: the library draws a new one each time."""
    found = list(_IDS.finditer(written, after))
    if not found:
        return written
    start, end = found[-1].span(2)
    rest = hashlib.sha256(written[:start] + written[end:]).hexdigest().upper().encode()
    return written[:start] + (rest * 4)[: end - start] + written[end:]


def _boxes(pages: Pages, remark: Remark) -> dict[int, list[BBox]]:
    """The lines to highlight by page; without any, a note at the head of the first page."""
    found: dict[int, list[BBox]] = {}
    for span in remark.spans:
        boxes = pages.boxes(span)
        if boxes and span.page is not None:
            found.setdefault(span.page, []).extend(boxes)
    return found or {remark.spans[0].page or 1 if remark.spans else 1: []}


def _annotate(page: Any, remark: Remark, boxes: Sequence[BBox]) -> None:
    import pypdfium2.raw as library

    kind = library.FPDF_ANNOT_HIGHLIGHT if boxes else library.FPDF_ANNOT_TEXT
    annotation = library.FPDFPage_CreateAnnot(page.raw, kind)
    try:
        inside = [to_page_space(page, box) for box in boxes or (_FIRST_NOTE,)]
        for left, bottom, right, top in inside if boxes else ():
            corners = library.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
            library.FPDFAnnot_AppendAttachmentPoints(annotation, corners)
        lefts, bottoms, rights, tops = zip(*inside, strict=True)
        library.FPDFAnnot_SetRect(annotation, library.FS_RECTF(min(lefts), max(tops), max(rights), min(bottoms)))
        library.FPDFAnnot_SetColor(annotation, library.FPDFANNOT_COLORTYPE_Color, *_COLOURS[remark.severity], 255)
        library.FPDFAnnot_SetFlags(annotation, _PRINTED)
        _set(annotation, b"Contents", "\n".join((remark.heading, *remark.lines)))
        _set(annotation, b"T", AUTHOR)
        _set(annotation, b"NM", f"hedui-{remark.key}")
    finally:
        library.FPDFPage_CloseAnnot(annotation)


def _set(annotation: Any, key: bytes, value: str) -> None:
    import pypdfium2.raw as library

    text = ctypes.create_string_buffer(screen_text(value).encode("utf-16-le", "replace") + b"\0\0")
    library.FPDFAnnot_SetStringValue(annotation, key, ctypes.cast(text, library.FPDF_WIDESTRING))


EXPORTER = Exporter(
    "pdf",
    "-annotated.pdf",
    "the user's own PDF with a highlight and a note at each difference",
    write_pdf,
    binary=True,
    annotates=_MEDIA_TYPE,
)
