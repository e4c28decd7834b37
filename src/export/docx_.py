"""DOCX: the user's own document back, with a Word comment at each difference, in body and table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from ..model import Range, Report
from . import Exporter, ExportOptions, parts_of
from .docx_package import with_comments
from .docx_places import Places, anchor_spans
from .docx_text import PartText
from .remarks import Remark, files_to_annotate, named, remarks_of

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def write_docx(reports: Sequence[Report], options: ExportOptions) -> dict[str, bytes]:
    """Each DOCX of the notice with its remarks.

    Raises:
        UsageError: the notice is no DOCX.
        InputError: it cannot be taken apart safely.
    """
    (report,) = reports
    files = files_to_annotate(report, options, _MEDIA_TYPE, "DOCX")
    remarks, sources = list(remarks_of(report, options)), parts_of(report)
    annotated = {}
    for part, data in files.items():
        here = [remark for remark in remarks if remark.part == part]
        annotated[part] = with_comments(data, sources[part].name, here, partial(_places, report, part))
    return named(report, annotated, EXPORTER.suffix)


def _places(report: Report, part: str, text: PartText, remarks: Sequence[Remark]) -> list[Range]:
    """Where each remark stands; one whose place cannot be told stands at the first characters of the file."""
    places = Places(text.text, anchor_spans(report, part))
    first = text.pieces[0]
    start = (first.offset, first.offset + len(first.text))
    return [_place(places, remark) or start for remark in remarks]


def _place(places: Places, remark: Remark) -> Range | None:
    """From the first to the last of the spans in the first paragraph or cell."""
    here = [span for span in remark.spans if (span.block, span.cell) == (remark.spans[0].block, remark.spans[0].cell)]
    found = [place for place in map(places.find, here) if place is not None]
    return (min(start for start, _ in found), max(end for _, end in found)) if found else None


EXPORTER = Exporter(
    "docx",
    "-annotated.docx",
    "the user's own DOCX with a Word comment at each difference",
    write_docx,
    binary=True,
    annotates=_MEDIA_TYPE,
)
