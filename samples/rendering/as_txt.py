"""TXT as a website or a converter hands it out: tab-separated table, blank cells where cells are merged."""

from __future__ import annotations

from .source import BREAK, Grid, Line, Part

WIDE_INDENT = "　　"
INDENTED = frozenset({"text", "note"})


def render_txt(part: Part) -> bytes:
    """One part as UTF-8 text. With option "indented" paragraphs follow each other without a blank line."""
    indented = "indented" in part.options
    chunks = [_table(block) if isinstance(block, Grid) else _paragraph(block, indented) for block in part.blocks]
    return (("\n" if indented else "\n\n").join(chunk for chunk in chunks if chunk) + "\n").encode()


def _paragraph(line: Line, indented: bool) -> str:
    if line.kind == "title":
        return line.text.replace(BREAK, "\n")
    text = line.text.replace(BREAK, "\n\n")
    return WIDE_INDENT + text if indented and line.kind in INDENTED else text


def _table(grid: Grid) -> str:
    lines = [_row(grid, row) for row in range(len(grid.cells))]
    header = lines[: grid.header_rows]
    out = []
    for row, line in enumerate(lines):
        if row in grid.page_ends:
            out += ["", *header]
        out.append(line)
    return "\n".join(out)


def _row(grid: Grid, row: int) -> str:
    return "\t".join("" if cell in ("^", "<") else _cell(cell, grid.options) for cell in grid.cells[row])


def _cell(text: str, options: frozenset[str]) -> str:
    paragraphs = text.split("¶")
    if "p" in options and len(paragraphs) > 1:
        return " ".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return " ".join(paragraphs)
