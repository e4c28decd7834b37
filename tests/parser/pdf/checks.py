"""What every Document must satisfy, and views of it that tests compare."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from hedui.model import Quote
from hedui.parser.document import Document, Paragraph, Table
from hedui.parser.layout.radicals import repair
from hedui.parser.readers import Blob, ReadOptions, read_document
from hedui.parser.readers.pdf.file import open_pdf
from hedui.parser.readers.pdf.library import pdfium
from hedui.parser.readers.pdf.page import PdfPage

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / ".." / "shared"
_SPACE = re.compile(r"\s+")
_OVER = 12.0
"""Points by which a long line may leave the page."""


def read(data: bytes | Path, engine: str = "pdfium") -> Document:
    """Read a PDF and assert the invariants of every Document."""
    name = data.name if isinstance(data, Path) else "file.pdf"
    blob = Blob(data.read_bytes() if isinstance(data, Path) else data, name, "body")
    document = read_document(blob, ReadOptions(engine=engine))
    assert_accounted(document)
    assert_places(document)
    assert_grids(document)
    if engine == "pdfium":
        assert_conserved(document, blob.data)
    return document


def squeeze(text: str) -> str:
    return _SPACE.sub("", text)


def text_of(document: Document, paragraph: Paragraph) -> str:
    return Quote(document.source, paragraph.ranges).text


def paragraphs(document: Document) -> list[str]:
    return [text_of(document, block) for block in document.blocks if isinstance(block, Paragraph)]


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def furniture(document: Document) -> list[str]:
    return [document.source.text[start:end] for start, end in document.furniture]


Grid = dict[tuple[int, int, int, int], str]


def grid(document: Document, table: Table) -> Grid:
    """(row, column, row_span, column_span) -> text with paragraphs separated by |, white space dropped."""
    return {
        (cell.row, cell.column, cell.row_span, cell.column_span): "|".join(
            squeeze(text_of(document, paragraph)) for paragraph in cell.paragraphs
        )
        for cell in table.cells
    }


def flat(cells: Grid) -> Grid:
    """The same without paragraph marks."""
    return {where: text.replace("|", "") for where, text in cells.items()}


def _ranges(document: Document) -> list[tuple[int, int]]:
    found = list(document.furniture)
    for block in document.blocks:
        inner = [block] if isinstance(block, Paragraph) else [p for cell in block.cells for p in cell.paragraphs]
        found.extend(r for paragraph in inner for r in paragraph.ranges)
    return found


def assert_accounted(document: Document) -> None:
    """Every character that is not white space is in exactly one paragraph, cell or piece of furniture."""
    text = document.source.text
    seen = [0] * len(text)
    for start, end in _ranges(document):
        assert 0 <= start < end <= len(text)
        for index in range(start, end):
            seen[index] += 1
    wrong = [(i, text[i], seen[i]) for i in range(len(text)) if (seen[i] != 1 and not text[i].isspace()) or seen[i] > 1]
    assert wrong == []


def assert_places(document: Document) -> None:
    """Places are sorted, do not overlap, cover all that is not white space and carry a page and a box."""
    text, end = document.source.text, 0
    for place in document.source.places:
        assert text[end : place.start].strip() == ""
        assert end <= place.start < place.end
        assert place.page is not None
        assert place.bbox is not None
        assert place.bbox[0] <= place.bbox[2]
        assert place.bbox[1] <= place.bbox[3]
        end = place.end
    assert text[end:].strip() == ""


def assert_conserved(document: Document, data: bytes) -> None:
    """The source text holds each character that pdfium gives, as often as pdfium gives it; boxes stay on their page."""
    given: Counter[str] = Counter()
    sizes = {}
    with open_pdf(data, "file.pdf") as file:
        for number in range(1, pdfium().FPDF_GetPageCount(file) + 1):
            with PdfPage(file, number) as page:
                given.update(squeeze(repair(page.text).replace("\ufffe", "-")))
                sizes[number] = (page.width, page.height) if page.turn % 2 == 0 else (page.height, page.width)
    assert Counter(squeeze(document.source.text)) == given
    for place in document.source.places:
        assert place.page is not None
        assert place.bbox is not None
        width, height = sizes[place.page]
        assert place.bbox[0] >= -_OVER
        assert place.bbox[2] <= width + _OVER
        assert place.bbox[1] >= -_OVER
        assert place.bbox[3] <= height + _OVER


def assert_grids(document: Document) -> None:
    """No grid position is covered twice, and no cell leaves its table."""
    for table in tables(document):
        covered = set()
        for cell in table.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    assert row < table.rows
                    assert column < table.columns
                    assert (row, column) not in covered
                    covered.add((row, column))
