"""The sample notices as web pages, and what prints them: LibreOffice from DOCX, Chromium from HTML.

    python tests/parity_print/printing.py [PROGRAM]...   print the files under data/ anew

That needs both programs; the drawing with an embedded font needs fontTools and the Noto CJK fonts as well.
"""

from __future__ import annotations

import html
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
if str(ROOT / "samples") not in sys.path:
    sys.path.insert(0, str(ROOT / "samples"))

from rendering import Part, parse_source, render_docx  # noqa: E402
from rendering.source import BREAK, Grid, Line, Region  # noqa: E402

NAMES = ("business-climate", "farmland", "fire-safety", "elder-care", "school-meals")
_CENTRED, _RIGHT = ("mark", "number", "title", "heading"), ("sign", "date")
_STYLE = """@page{size:A4;margin:30mm 26mm}body{font:15pt/28pt "Noto Serif CJK SC"}p{margin:0}
.text,.note{text-indent:2em}.centred{text-align:center}.right{text-align:right;margin-right:2em}
table{border-collapse:collapse;width:100%;table-layout:fixed;font-size:10.5pt;line-height:15pt}
td{border:1px solid #000;padding:3px;vertical-align:top}"""


def source_of(name: str) -> Part:
    """The notice; samples whose table is a file of its own are not among NAMES."""
    (part,) = parse_source((ROOT / "samples" / name / f"{name}.notice").read_text("utf-8"))
    return part


def web_page(part: Part) -> str:
    blocks = [_table(block) if isinstance(block, Grid) else _line(block) for block in part.blocks]
    return f"<html lang=zh-CN><meta charset=utf-8><style>{_STYLE}</style>{''.join(blocks)}"


def _line(line: Line) -> str:
    if line.kind == "page":
        return '<div style="break-after:page"></div>'
    kind = "centred" if line.kind in _CENTRED else "right" if line.kind in _RIGHT else line.kind
    text = html.escape(line.text).replace(BREAK, "<br>" if line.kind == "title" else "")
    return f'<p class="{kind}">{text}</p>'


def _table(grid: Grid) -> str:
    columns = "".join(f'<col style="width:{100 * width / sum(grid.widths)}%">' for width in grid.widths)
    rows: list[list[str]] = [[] for _ in grid.cells]
    for region in grid.regions():
        rows[region.row].append(_cell(region))
    lines = ["<tr>" + "".join(row) + "</tr>" for row in rows]
    head, body = "".join(lines[: grid.header_rows]), "".join(lines[grid.header_rows :])
    return f"<table>{columns}<thead>{head}</thead>{body}</table>"


def _cell(region: Region) -> str:
    text = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in region.paragraphs)
    return f"<td rowspan={region.row_span} colspan={region.column_span}>{text}</td>"


def libreoffice(part: Part, folder: Path) -> bytes:
    program = shutil.which("soffice")
    assert program is not None, "LibreOffice is not installed"
    (folder / "notice.docx").write_bytes(render_docx(part))
    command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", folder, folder / "notice.docx"], check=True, capture_output=True, timeout=180)
    return (folder / "notice.pdf").read_bytes()


def chromium(part: Part, folder: Path) -> bytes:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert program is not None, "Chromium is not installed"
    (folder / "notice.html").write_text(web_page(part), "utf-8")
    flags = ["--no-sandbox", "--headless", "--disable-gpu", "--no-pdf-header-footer", "--disable-pdf-tagging"]
    command = [program, *flags, f"--user-data-dir={folder}/chromium", f"--print-to-pdf={folder}/notice.pdf"]
    subprocess.run([*command, f"file://{folder}/notice.html"], check=True, capture_output=True, timeout=180)
    return (folder / "notice.pdf").read_bytes()


def truetype(part: Part, folder: Path) -> bytes:
    """Drawn by reportlab with a TrueType font embedded, made of the outlines that the notice needs."""
    import rendering.as_pdf
    from reportlab.pdfbase.ttfonts import TTFont

    text = "".join(block.text if isinstance(block, Line) else str(block.cells) for block in part.blocks)
    _outlines(folder / "font.ttf", sorted(set(text) | set("— 0123456789")))
    drawing = rendering.as_pdf
    usual = drawing.FONT, drawing.UnicodeCIDFont
    drawing.FONT = "Embedded"
    drawing.UnicodeCIDFont = lambda name: TTFont(name, str(folder / "font.ttf"))
    try:
        return rendering.render_pdf(part)
    finally:
        drawing.FONT, drawing.UnicodeCIDFont = usual


def _outlines(target: Path, chars: list[str]) -> None:
    """A TrueType font with these characters, from the Chinese face of Noto Sans CJK, its curves made quadratic."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import TTCollection

    fonts = TTCollection("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").fonts
    noto = next(font for font in fonts if "CJK SC" in font["name"].getDebugName(1))
    glyphs, known = noto.getGlyphSet(), noto.getBestCmap()
    names = {ord(char): known[ord(char)] for char in chars if ord(char) in known}
    drawn, widths = {}, {}
    for name in (".notdef", *dict.fromkeys(names.values())):
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, 2.0, reverse_direction=True))
        drawn[name], widths[name] = pen.glyph(), (glyphs[name].width, 0)
    builder = FontBuilder(noto["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(list(drawn))
    builder.setupCharacterMap(names)
    builder.setupGlyf(drawn)
    builder.setupHorizontalMetrics(widths)
    builder.setupHorizontalHeader(ascent=noto["hhea"].ascent, descent=noto["hhea"].descent)
    builder.setupNameTable({"familyName": "Embedded", "styleName": "Regular", "psName": "Embedded"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(target)


def _print(program: str, name: str) -> str:
    target = HERE / "data" / f"{name}.{program}.pdf"
    with tempfile.TemporaryDirectory() as folder:
        target.write_bytes(_PROGRAMS[program](source_of(name), Path(folder)))
    return f"{target.name} {target.stat().st_size}"


_PROGRAMS = {"libreoffice": libreoffice, "chromium": chromium, "truetype": truetype}


def main() -> None:
    wanted = [(program, name) for name in NAMES for program in sys.argv[1:] or _PROGRAMS]
    # A process for each: reportlab mixes up the character maps of fonts that it embeds one after another.
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as pool:
        for line in pool.map(_print, *zip(*wanted, strict=True)):
            print(line)


if __name__ == "__main__":
    main()
