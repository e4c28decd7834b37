"""PDFs drawn by hand with reportlab: what no office program prints on demand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

from reportlab.lib import pdfencrypt
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

SONG = "STSong-Light"  # not embedded: pdfium has to substitute it
ROWS = (("序号", "事项名称", "责任单位"), ("1", "推进社区服务", "市民政局\n市水务局"), ("2", "完善管护", "市教育局"))
TABLE = {
    (0, 0, 1, 1): "序号", (0, 1, 1, 1): "事项名称", (0, 2, 1, 1): "责任单位",
    (1, 0, 1, 1): "1", (1, 1, 1, 1): "推进社区服务", (1, 2, 1, 1): "市民政局|市水务局",
    (2, 0, 1, 1): "2", (2, 1, 1, 1): "完善管护", (2, 2, 1, 1): "市教育局",
}  # fmt: skip


def draw(paint: Callable[[Canvas], None], size: tuple[float, float] = (595, 842), password: str | None = None) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(SONG))
    buffer = BytesIO()
    lock = None if password is None else pdfencrypt.StandardEncryption(password, ownerPassword="owner")
    canvas = Canvas(buffer, pagesize=size, encrypt=lock, invariant=1)
    paint(canvas)
    canvas.save()
    return buffer.getvalue()


def text(canvas: Canvas, x: float, y: float, line: str, size: float = 14) -> None:
    canvas.setFont(SONG, size)
    canvas.drawString(x, y, line)


def centred(canvas: Canvas, x: float, y: float, line: str, size: float = 14) -> None:
    canvas.setFont(SONG, size)
    canvas.drawCentredString(x, y, line)


def table(
    canvas: Canvas,
    x: float,
    y: float,
    rows: Sequence[Sequence[str]] = ROWS,
    widths: Sequence[float] = (60, 200, 200),
    heights: Sequence[float] = (24, 40, 24),
    lines: bool = True,
    inset: float = 4,
) -> None:
    """A table from its top left corner; every cell text may hold several lines."""
    for index in range(len(heights) + 1 if lines else 0):
        canvas.line(x, y - sum(heights[:index]), x + sum(widths), y - sum(heights[:index]))
    for index in range(len(widths) + 1 if lines else 0):
        canvas.line(x + sum(widths[:index]), y, x + sum(widths[:index]), y - sum(heights))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            for number, line in enumerate(cell.split("\n")):
                text(canvas, x + sum(widths[:column]) + inset, y - sum(heights[:row]) - 14 - 15 * number, line, 10)
