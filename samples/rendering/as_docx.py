"""DOCX in the layout of GB/T 9704: A4, 小标宋 title, 仿宋 body with a first line indented, — 1 — at the foot."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from .source import BREAK, Grid, Line, Part

SONG, FANG, HEI, KAI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
BALLAST = ("/stylesWithEffects", "/thumbnail")
EPOCH = (1980, 1, 1, 0, 0, 0)
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
# kind: font, size in points, alignment, first-line indent in characters
LOOK: dict[str, tuple[str, float, Any, int]] = {
    "mark": (SONG, 36, CENTRE, 0),
    "index": (FANG, 12, None, 0),
    "number": (FANG, 16, CENTRE, 0),
    "title": (SONG, 22, CENTRE, 0),
    "to": (FANG, 16, None, 0),
    "text": (FANG, 16, None, 2),
    "sign": (FANG, 16, RIGHT, 0),
    "date": (FANG, 16, RIGHT, 0),
    "note": (FANG, 16, None, 2),
    "label": (HEI, 16, None, 0),
    "heading": (SONG, 22, CENTRE, 0),
    "closing": (FANG, 14, None, 0),
}
HEADINGS = (
    (re.compile(r"[一二三四五六七八九十]+、[^。]{1,40}$"), HEI),
    (re.compile(r"（[一二三四五六七八九十]+）[^。]{1,40}。?$"), KAI),
)


def render_docx(part: Part) -> bytes:
    """One part as a DOCX file with fixed dates inside."""
    document = Document()
    _prepare(document)
    previous = None
    for block in part.blocks:
        if isinstance(block, Grid):
            _table(document, block)
        elif block.kind == "page":
            _new_page(document, block.text)
        else:
            _paragraph(document, block, previous)
        previous = block
    raw = io.BytesIO()
    document.save(raw)
    return _with_fixed_dates(raw.getvalue())


def _prepare(document: Any) -> None:
    properties = document.core_properties
    properties.created = properties.modified = datetime.datetime(2020, 1, 1)
    properties.author, properties.title, properties.comments = "", "", ""
    for holder in (document.part, document.part.package):
        for key in [key for key, rel in holder.rels.items() if rel.reltype.endswith(BALLAST)]:
            del holder.rels[key]
    _page_setup(document.sections[0])
    _page_number(document.sections[0].footer.paragraphs[0])


def _page_setup(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = CENTRE
    _run(paragraph, "— ", FANG, 14)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(_run(paragraph, "1", FANG, 14)._r)
    paragraph._p.append(field)
    _run(paragraph, " —", FANG, 14)


def _run(paragraph: Any, text: str, font: str, size: float) -> Any:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = font, Pt(size)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    return run


def _paragraph(document: Any, line: Line, previous: Line | Grid | None) -> None:
    font, size, align, indent = LOOK[line.kind]
    if line.kind == "text":
        font = next((name for pattern, name in HEADINGS if pattern.match(line.text)), font)
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    layout = paragraph.paragraph_format
    layout.line_spacing, layout.space_after = Pt(28 if size < 30 else 48), Pt(0)
    if indent:
        layout.first_line_indent = Pt(size * indent)
    pieces = line.text.split(BREAK)
    if line.kind != "title":
        pieces = ["".join(pieces)]
    for index, piece in enumerate(pieces):
        run = _run(paragraph, piece, font, size)
        if index < len(pieces) - 1:
            run.add_break(WD_BREAK.LINE)
    if line.kind == "mark":
        paragraph.runs[0].font.color.rgb = RGBColor(0xE0, 0x20, 0x20)


def _new_page(document: Any, layout: str) -> None:
    is_first = not document.paragraphs
    section = document.sections[0] if is_first else document.add_section(WD_SECTION.NEW_PAGE)
    if layout == "landscape":
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)


def _table(document: Any, grid: Grid) -> None:
    table = document.add_table(rows=len(grid.cells), cols=len(grid.widths))
    table.style, table.autofit = "Table Grid", False
    page = document.sections[-1]
    room = page.page_width - page.left_margin - page.right_margin
    for index, width in enumerate(grid.widths):
        table.columns[index].width = int(room * width / sum(grid.widths))
    for row in table.rows[: grid.header_rows]:
        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(mark)
    _fill(table, grid)


def _fill(table: Any, grid: Grid) -> None:
    for region in grid.regions():
        cell = table.cell(region.row, region.column)
        if region.row_span > 1 or region.column_span > 1:
            bottom, right = region.row + region.row_span - 1, region.column + region.column_span - 1
            cell = cell.merge(table.cell(bottom, right))
        head = region.row < grid.header_rows
        for index, text in enumerate(region.paragraphs):
            paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.alignment = CENTRE if head else None
            if text:
                _run(paragraph, text, HEI if head else FANG, 10.5)


def _with_fixed_dates(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            new.writestr(info, old.read(name))
    return out.getvalue()
