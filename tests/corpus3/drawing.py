"""A notice in a small form, drawn as plain text, as DOCX and as a web page.

`body` has one paragraph on each line; a line that begins with = is centred. In `table` the lines that begin with #
stand above the table, | parts the cells, ^ joins a cell with the one above it, < with the one to its left, and ⏎ parts
the paragraphs of a cell. A blank line parts two tables.
"""

from __future__ import annotations

import html
import io
from collections.abc import Iterator
from dataclasses import dataclass

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

UP, LEFT = "^", "<"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table: the lines above it and its cells by row, as the form has them."""

    captions: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def cells(self) -> Iterator[tuple[int, int, int, int, list[str]]]:
        """Row, column, rows and columns spanned, and paragraphs of each cell."""
        for at, row in enumerate(self.rows):
            for column, cell in enumerate(row):
                if cell in (UP, LEFT):
                    continue
                wide = _run(row[column + 1 :], LEFT)
                high = _run([below[column] for below in self.rows[at + 1 :]], UP)
                yield at, column, 1 + high, 1 + wide, cell.split("⏎")


def _run(cells: tuple[str, ...] | list[str], mark: str) -> int:
    return next((n for n, cell in enumerate(cells) if cell != mark), len(cells))


def tables(form: str) -> list[Drawn]:
    found = []
    for block in form.strip().split("\n\n"):
        lines = block.split("\n")
        captions = tuple(line[1:] for line in lines if line.startswith("#"))
        rows = tuple(
            tuple(cell.strip() for cell in line.split("|")) for line in lines if line and not line.startswith("#")
        )
        assert len({len(row) for row in rows}) == 1, f"rows of different length: {rows}"
        found.append(Drawn(captions, rows))
    return found


def as_text(body: str, form: str) -> bytes:
    """Cells parted by tabs; a merged cell stands in its first place, with blanks for the others."""
    lines = [line.removeprefix("=") for line in body.strip().split("\n")]
    for table in tables(form):
        lines += ["", *table.captions]
        for row in table.rows:
            lines.append("\t".join("" if cell in (UP, LEFT) else cell.replace("⏎", " ") for cell in row))
    return "\n".join(lines).encode()


def as_docx(body: str, form: str) -> bytes:
    document = docx.Document()
    for line in body.strip().split("\n"):
        paragraph = document.add_paragraph(line.removeprefix("="))
        if line.startswith("="):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for table in tables(form):
        for caption in table.captions:
            document.add_paragraph(caption)
        drawn = document.add_table(len(table.rows), len(table.rows[0]))
        for row, column, high, wide, paragraphs in table.cells():
            cell = drawn.cell(row, column).merge(drawn.cell(row + high - 1, column + wide - 1))
            cell.paragraphs[0].add_run(paragraphs[0])
            for text in paragraphs[1:]:
                cell.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_page(body: str, form: str) -> bytes:
    out = ["<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>"]
    for line in body.strip().split("\n"):
        style = " style='text-align:center'" if line.startswith("=") else ""
        out.append(f"<p{style}>{html.escape(line.removeprefix('='))}</p>")
    for table in tables(form):
        out += [f"<p>{html.escape(caption)}</p>" for caption in table.captions]
        rows: list[list[str]] = [[] for _ in table.rows]
        for row, _, high, wide, paragraphs in table.cells():
            text = "<br>".join(map(html.escape, paragraphs))
            rows[row].append(f"<td rowspan='{high}' colspan='{wide}'>{text}</td>")
        out.append("<table>" + "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows) + "</table>")
    return "".join([*out, "</body></html>"]).encode()
