"""Invented notices with a known layout, and what prints them: LibreOffice from DOCX, Chromium from HTML, reportlab."""

from __future__ import annotations

import html
import random
import shutil
import subprocess
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

SOFFICE = shutil.which("soffice")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

_SUBJECTS = (
    "城乡社区服务",
    "河湖长效管护",
    "居民户籍办理",
    "政务大厅运行",
    "中小学课后服务",
    "农产品质量追溯",
    "老旧小区改造",
    "道路交通疏堵",
)
_VERBS = ("全面推进", "持续完善", "分类开展", "严格规范", "统筹做好", "加快建立", "定期公开", "认真落实")
_OBJECTS = (
    "工作台账",
    "联席会议制度",
    "“一网通办”平台",
    "IPv6 网络改造",
    "12345 热线办理",
    "长效管护机制",
    "信息报送流程",
    "户外公示栏",
)
_UNITS = (
    "市发展改革委",
    "市教育局",
    "市民政局",
    "市人力资源和社会保障局",
    "市住房和城乡建设局",
    "市水务局",
    "市政府办公室",
    "市生态环境局",
    "市市场监督管理局",
    "各县区人民政府",
)
_DUES = ("2023年6月底前", "长期坚持", "2023年12月底", "每季度末", "2023年10月31日前")

Cells = dict[tuple[int, int, int, int], str]


@dataclass
class Notice:
    """`cells`: (row, column, row_span, column_span) -> paragraphs parted by |. The first `header` rows repeat."""

    title: list[str]
    body: list[str]
    caption: str
    widths: list[int]
    cells: Cells = field(default_factory=dict)
    header: int = 1
    landscape: bool = False
    borders: bool = True
    tail: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return max(row + span for row, _, span, _ in self.cells)


class Dice(random.Random):
    """Chooses among the first `words` words of each list: few words make small files."""

    def __init__(self, seed: int, words: int) -> None:
        super().__init__(seed)
        self.words = words

    def word(self, words: tuple[str, ...]) -> str:
        return self.choice(words[: self.words])


def sentence(dice: Dice, clauses: int = 2) -> str:
    parts = [dice.word(_VERBS) + dice.word(_SUBJECTS) + "的" + dice.word(_OBJECTS) for _ in range(clauses)]
    return "，".join(parts)


def invent(
    seed: int,
    items: int = 14,
    *,
    stops: bool = True,
    merged: bool = True,
    separate_number: bool = False,
    words: int = 99,
) -> Notice:
    """A notice whose table has `items` items; with `merged` some have several measures under one title."""
    dice = Dice(seed, words)
    notice = Notice(
        ["云川市人民政府办公室关于印发", f"《云川市重点工作要点（{2000 + seed % 30}年版）》的通知"],
        [f"{n + 1}. {dice.word(_SUBJECTS)}。{sentence(dice, dice.randint(2, 9))}。" for n in range(10)],
        "云川市重点工作任务分解表",
        [90, 200, 75, 75, 60],
    )
    heads = ["事项名称", "主要任务", "牵头单位", "责任单位", "完成时限"]
    if separate_number:
        notice.widths, heads = [36, *notice.widths], ["序号", *heads]
    notice.cells = {(0, column, 1, 1): head for column, head in enumerate(heads)}
    row = 1
    for item in range(1, items + 1):
        if item % 6 == 1:
            notice.cells[row, 0, 1, len(heads)] = "一二三四五六七八九"[item // 6] + "、" + dice.word(_SUBJECTS)
            row += 1
        row = _item(notice, dice, item, row, stops, merged, separate_number)
    return notice


def _item(notice: Notice, dice: Dice, item: int, row: int, stops: bool, merged: bool, numbered: bool) -> int:
    count = dice.choice((1, 1, 2, 3)) if merged else 1
    name = dice.word(_VERBS) + dice.word(_SUBJECTS) + dice.word(_OBJECTS)
    units = _UNITS[: dice.words]
    lead = dice.sample(units, dice.randint(1, min(3, len(units))))
    others = dice.sample(units, dice.randint(1, min(4, len(units))))
    joiner = dice.choice(("|", "、"))
    carried = [name, None, joiner.join(lead), "、".join(others), dice.word(_DUES)]
    carried = [str(item), *carried] if numbered else [f"{item}. {name}", *carried[1:]]
    for column, text in enumerate(carried):
        if text is not None:
            notice.cells[row, column, count, 1] = text
    main = carried.index(None)
    for measure in range(count):
        text = sentence(dice, dice.randint(1, 7)) + ("。" if stops else "")
        notice.cells[row + measure, main, 1, 1] = text
    return row + count


def committed() -> dict[str, Notice]:
    """The notices behind the PDFs under data/, by file name."""
    return {
        "libreoffice_merged": invent(4, 12, words=4),
        "libreoffice_unpunctuated": invent(6, 12, stops=False, separate_number=True, words=4),
        "chromium_merged": invent(2, 12, words=2),
    }


# --- DOCX through LibreOffice ---------------------------------------------------------------------------------------


def docx_bytes(notice: Notice, *, can_split: bool = True, size: float = 10.5) -> bytes:
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Pt

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Pt(595), Pt(842)
    if notice.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Pt(842), Pt(595)
    section.left_margin = section.right_margin = Pt(48)
    _docx_footer(section)
    for line in notice.title:
        _docx_paragraph(document, line, 18, align=1)
    for text in notice.body:
        _docx_paragraph(document, text, 14, indent=28)
    _docx_paragraph(document, notice.caption, 16, align=1)
    _docx_table(document, notice, can_split, size)
    for text in notice.tail:
        _docx_paragraph(document, text, 14, indent=28)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _font(run, size: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run.font.size = Pt(size)
    run.font.name = "Noto Serif CJK SC"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")


def _docx_paragraph(parent, text: str, size: float, align: int | None = None, indent: float = 0):
    from docx.shared import Pt

    paragraph = parent.add_paragraph()
    _font(paragraph.add_run(text), size)
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.first_line_indent = Pt(indent)
    if align is not None:
        paragraph.alignment = align
    return paragraph


def _docx_footer(section) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = 1
    paragraph.add_run("— ")
    field_ = OxmlElement("w:fldSimple")
    field_.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field_)
    paragraph.add_run(" —")


def _docx_table(document, notice: Notice, can_split: bool, size: float) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    columns = len(notice.widths)
    table = document.add_table(notice.rows, columns)
    table.style, table.autofit = ("Table Grid" if notice.borders else None), False
    every = table._cells  # one look: table.cell() counts all cells anew for each
    grid = [every[row * columns : (row + 1) * columns] for row in range(notice.rows)]
    for row in grid:
        for cell, width in zip(row, notice.widths, strict=True):
            cell.width = Pt(width)
    for (row, column, rows, span), text in notice.cells.items():
        cell = grid[row][column]
        if rows > 1 or span > 1:
            cell = cell.merge(grid[row + rows - 1][column + span - 1])
        for paragraph in list(cell.paragraphs):
            paragraph._p.getparent().remove(paragraph._p)
        for piece in text.split("|"):
            _docx_paragraph(cell, piece, size)
    for index, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        if index < notice.header:
            properties.append(OxmlElement("w:tblHeader"))
        if not can_split:
            properties.append(OxmlElement("w:cantSplit"))


def print_docx(data: bytes, folder: Path) -> bytes:
    """Print a DOCX to PDF with LibreOffice, in a profile of its own."""
    assert SOFFICE is not None
    (folder / "notice.docx").write_bytes(data)
    command = [SOFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", folder, folder / "notice.docx"], check=True, capture_output=True, timeout=180)
    return (folder / "notice.pdf").read_bytes()


# --- HTML through Chromium ------------------------------------------------------------------------------------------

_STYLE = """@page{size:A4 %s;margin:22mm 20mm}body{font:14pt "Noto Serif CJK SC"}p{margin:0;text-indent:2em;%s}
h1{text-align:center;font-size:18pt;margin:0}table{border-collapse:collapse;width:100%%;font-size:11pt;table-layout:fixed}
td{border:%s;padding:3px;vertical-align:top}td p{text-indent:0}"""


def html_text(notice: Notice, *, justify: bool = True) -> str:
    border = "1px solid #000" if notice.borders else "none"
    style = _STYLE % ("landscape" if notice.landscape else "", "text-align:justify" if justify else "", border)
    parts = [f"<html lang=zh-CN><meta charset=utf-8><style>{style}</style>"]
    parts += [f"<h1>{html.escape(line)}</h1>" for line in notice.title]
    parts += [f"<p>{html.escape(text)}</p>" for text in notice.body]
    parts.append(f"<h1>{html.escape(notice.caption)}</h1><table>")
    total = sum(notice.widths)
    parts += [f'<col style="width:{100 * width / total}%">' for width in notice.widths]
    for row in range(notice.rows):
        parts.append("<thead><tr>" if row == 0 else "<tr>")
        for (_, _, rows, span), text in sorted(c for c in notice.cells.items() if c[0][0] == row):
            inner = "".join(f"<p>{html.escape(piece)}</p>" for piece in text.split("|"))
            parts.append(f"<td rowspan={rows} colspan={span}>{inner}</td>")
        parts.append("</tr></thead>" if row == notice.header - 1 else "</tr>")
    parts.append("</table>")
    parts += [f"<p>{html.escape(text)}</p>" for text in notice.tail]
    return "".join(parts)


def print_html(text: str, folder: Path) -> bytes:
    """Print HTML to PDF with Chromium."""
    assert CHROMIUM is not None
    (folder / "notice.html").write_text(text, "utf-8")
    flags = [
        "--no-sandbox",
        "--headless",
        "--disable-gpu",
        "--disable-background-networking",
        "--no-pdf-header-footer",
        "--disable-pdf-tagging",
    ]
    command = [CHROMIUM, *flags, f"--user-data-dir={folder}/chromium", f"--print-to-pdf={folder}/notice.pdf"]
    subprocess.run([*command, f"file://{folder}/notice.html"], check=True, capture_output=True, timeout=180)
    return (folder / "notice.pdf").read_bytes()
