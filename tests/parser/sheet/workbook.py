"""Workbooks for tests: by hand, the XML a test needs; or a table of a sample, written by openpyxl."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.styles import Alignment

from hedui.parser.document import Document, Table
from hedui.parser.readers import Blob, read_document

if TYPE_CHECKING:
    from rendering.source import Grid

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def _relationships(targets: Iterable[tuple[str, str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>' for key, kind, target in targets
    )
    return f'<Relationships xmlns="{_PACKAGE}">{entries}</Relationships>'


def cell(place: str, text: str, style: int = 0) -> str:
    """A cell with its text in place."""
    return f'<c r="{place}" t="inlineStr" s="{style}"><is><t>{escape(text)}</t></is></c>'


def number(place: str, value: str, style: int = 0) -> str:
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


def sheet(rows: Mapping[int, str], before: str = "", after: str = "", row: str = "") -> str:
    """A worksheet: row number -> cells. `before` stands above the data (columns), `after` below (merges)."""
    data = "".join(f'<row r="{n}" {row}>{cells}</row>' for n, cells in rows.items())
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{data}</sheetData>{after}</worksheet>'


def merges(*references: str) -> str:
    return "<mergeCells>" + "".join(f'<mergeCell ref="{ref}"/>' for ref in references) + "</mergeCells>"


def styles(*codes: str) -> str:
    """A style sheet: style 0 is plain, style n has the n-th code."""
    quoted = [escape(code, {'"': "&quot;"}) for code in codes]
    formats = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="{code}"/>' for n, code in enumerate(quoted))
    xfs = "".join(f'<xf numFmtId="{164 + n}"/>' for n in range(len(codes)))
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts>'
        f'<cellXfs><xf numFmtId="0"/>{xfs}</cellXfs></styleSheet>'
    )


def workbook(
    *sheets: str,
    states: tuple[str, ...] = (),
    strings: str | None = None,
    style_sheet: str | None = None,
    properties: str = "",
    parts: Mapping[str, str | bytes | None] = {},
) -> bytes:
    """A whole package. `parts` adds parts, replaces the usual ones, or leaves one out (None)."""
    listed = "".join(
        f'<sheet name="表{n}" sheetId="{n}" r:id="rId{n}" state="{states[n - 1] if states else "visible"}"/>'
        for n in range(1, len(sheets) + 1)
    )
    targets = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
    targets += [("s1", "sharedStrings", "sharedStrings.xml"), ("s2", "styles", "styles.xml")]
    files: dict[str, str | bytes | None] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relationships([("r1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>{listed}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _relationships(targets),
        "xl/sharedStrings.xml": strings,
        "xl/styles.xml": style_sheet,
        **{f"xl/worksheets/sheet{n}.xml": markup for n, markup in enumerate(sheets, 1)},
        **parts,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            if content is not None:
                archive.writestr(name, content)
    return stream.getvalue()


def read(data: bytes) -> Document:
    return read_document(Blob(data, "表.xlsx", "body"))


def shown(document: Document) -> list[object]:
    """Paragraphs as texts; tables as rows of texts, a merged cell once, the lines of a cell joined by a slash."""
    found: list[object] = []
    for block in document.blocks:
        if not isinstance(block, Table):
            found.append(document.quote(block).text)
            continue
        rows: list[list[str]] = [[""] * block.columns for _ in range(block.rows)]
        for one in block.cells:
            rows[one.row][one.column] = "/".join(document.quote(paragraph).text for paragraph in one.paragraphs)
        found.append(rows)
    return found


def asides(document: Document) -> list[str]:
    return [document.source.text[start:end] for start, end in document.furniture]


def filled_book(title: str, grids: Iterable[Grid]) -> bytes:
    """Merged cells undone, their value in every row, as programs export a table."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for grid in grids:
        page = book.create_sheet(title)
        for region in grid.regions():
            for row in range(region.row + 1, region.row + region.row_span + 1):
                page.cell(row, region.column + 1).value = "\n".join(region.paragraphs)
    return _saved(book)


def bare_book(title: str, grids: Iterable[Grid]) -> bytes:
    """Merged cells undone, their value in the first row alone, blanks around the texts, blank rows far below."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for grid in grids:
        page = book.create_sheet(title)
        for region in grid.regions():
            page.cell(region.row + 1, region.column + 1).value = "  " + "\n".join(region.paragraphs) + " \n"
        page.cell(400, 1).value = " "
    return _saved(book)


def noted_book(title: str, grids: Iterable[Grid]) -> bytes:
    """Label, title and unit of measure above the table; notes and signers below it; empty sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for grid in grids:
        page, width = book.create_sheet(), len(grid.widths)
        above = [["附件1"], [title], ["填报单位：", *[None] * (width - 2), "单位：万元"]]
        for line in above:
            page.append(line)
        _place(page, grid, len(above) + 1)
        below = (["注：1.本表由云川市人民政府办公室负责解释。"], ["2.各单位每月更新一次。"], ["填表人：", "审核人："])
        for number, line in enumerate(below, len(above) + len(grid.cells) + 1):
            for column, text in enumerate(line, 1):
                page.cell(number, column).value = text
            if len(line) == 1:
                page.merge_cells(start_row=number, end_row=number, start_column=1, end_column=width)
        book.create_sheet()
    return _saved(book)


def divided_book(title: str, grids: Iterable[Grid]) -> bytes:
    """A sheet for each section of a table, the header repeated, two columns and four rows left free."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for grid in grids:
        heads = list(range(grid.header_rows))
        for section in _sections(grid):
            page = book.create_sheet()
            _place(page, grid, 5, 3, rows={row: at for at, row in enumerate([*heads, *section])})
    return _saved(book)


def _sections(grid: Grid) -> list[list[int]]:
    """Rows of each section, by the rows that hold one text across the table."""
    found: list[list[int]] = []
    for row in range(grid.header_rows, len(grid.cells)):
        if not found or set(grid.cells[row][1:]) == {"<"}:
            found.append([])
        found[-1].append(row)
    return found


def _place(page: Any, grid: Grid, top: int, left: int = 1, rows: Mapping[int, int] | None = None) -> None:
    """The cells of a grid from row `top` and column `left` on; `rows` maps grid rows to places below `top`."""
    for region in grid.regions():
        at = region.row if rows is None else rows.get(region.row)
        if at is None:
            continue
        row, column = top + at, left + region.column
        page.cell(row, column).value = "\n".join(region.paragraphs)
        page.merge_cells(
            start_row=row,
            end_row=row + region.row_span - 1,
            start_column=column,
            end_column=column + region.column_span - 1,
        )


def _saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def book_of(title: str, grids: Iterable[Grid]) -> bytes:
    """A sheet for each table of a sample: a title across the columns, merged cells, figures as numbers."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for grid in grids:
        page = book.create_sheet()
        page["A1"] = title
        page["A1"].alignment = Alignment(horizontal="center")
        page.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(grid.widths))
        for region in grid.regions():
            row, column = region.row + 3, region.column + 1  # a row is left free below the title
            text = "\n".join(region.paragraphs)
            page.cell(row, column).value = int(text) if text.isdigit() else text or None
            if region.row_span > 1 or region.column_span > 1:
                page.merge_cells(
                    start_row=row,
                    end_row=row + region.row_span - 1,
                    start_column=column,
                    end_column=column + region.column_span - 1,
                )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
