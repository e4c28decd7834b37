"""Loads all that reading needs before the first process is forked, so that no file pays for it.

Modules, tables of facts and grammars are loaded when they are first used. A reading process lives for one file: what
is not loaded in its parent is loaded again for each file, and costs several times what the reading itself costs. So the
parent reads a notice of our own, made up for the purpose, in each common form; never one that somebody gives it.
"""

from __future__ import annotations

import importlib
import io
import pkgutil
import zipfile
from collections.abc import Iterator
from html import escape
from types import ModuleType

from .. import lexicon, normalize, parser, pipeline
from ..config import Settings
from ..export import exporters
from ..patterns import compile_all
from .work import Task, convert_bytes

_BODY = """云川市人民政府办公室关于做好2031年重点工作的通知
云政办发〔2031〕1号
各县（市、区）人民政府，市政府各部门、各直属机构：
为做好重点工作，现将有关事项通知如下。
一、总体要求
（一）推进项目建设。加快建设三个项目，年底前完成投资12.5亿元。加强调度。（牵头单位：市发展改革委；责任单位：市财政局、市住房城乡建设局等；配合单位：各县（市、区）人民政府；完成时限：2031年6月底前）
（二）优化办事流程。压缩办理时限。（市行政审批局牵头，市大数据局、各有关部门配合，2031年9月30日前完成，长期坚持）
二、重点任务
1.开展检查。每季度检查一次，建立台账。（责任单位：市应急管理局、市公安局，各乡镇（街道）、各开发区管委会；完成时限：每季度末）
2.完善制度。修订管理办法。（市司法局会同市档案局负责，持续推进）
4.公开结果。公开检查结果。责任单位：市政府办公室
附件：重点工作任务分解表
云川市人民政府办公室
2031年3月1日
（此件公开发布）
附件
重点工作任务分解表
"""
_ROWS = (
    ("序号", "重点任务", "具体措施", "牵头单位", "责任单位", "完成时限"),
    (
        "1",
        "推进项目建设",
        "加快建设四个项目，年底前完成投资12.5亿元。",
        "市发改委",
        "市财政局、市住建局",
        "2031年7月底",
    ),
    ("2", "优化办事流程", "压缩办理时限。", "市行政审批局", "市大数据局、各部门", "2031年9月底，长期坚持"),
    ("3", "开展检查", "每季度检查一次，建立台账。", "市应急管理局", "市公安局、各乡镇、街道", "每季度末"),
    ("4", "组织培训", "组织两期培训。", "市财政局市财政局", "", "12月31日前"),
)


def warm_up() -> None:
    """Load everything. What the notice says is of no interest, that its reading goes well is."""
    for package in (lexicon, parser, normalize):
        _load(package)
    pipeline.rule_catalogue()
    formats = tuple(name for name, exporter in exporters().items() if not exporter.combines)
    for name, data in _notices():
        convert_bytes(Task((name,), name, Settings(), formats, keep_report=True), [data])
    compile_all()


def _load(package: ModuleType) -> None:
    """Every module of a package, and all that they make once: tables of facts, and grammars made from them."""
    modules = [package]
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        modules.append(importlib.import_module(found.name))
    for module in modules:
        for made_once in list(vars(module).values()):
            if hasattr(made_once, "cache_info") and not made_once.__wrapped__.__code__.co_argcount:
                made_once()


def _notices() -> Iterator[tuple[str, bytes]]:
    """The notice in each form."""
    lines = [*_BODY.splitlines()]
    text = "\n".join([*lines, *map("\t".join, _ROWS)])
    yield "通知.txt", text.encode()
    yield "通知.txt", text.encode("gb18030")
    cells = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in _ROWS)
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in lines)
    yield "通知.html", f"<html><meta charset=utf-8><body>{paragraphs}<table>{cells}</table></body></html>".encode()
    yield "通知.docx", _as_docx(lines)
    yield "通知.pdf", _as_pdf(lines)


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def _as_docx(lines: list[str]) -> bytes:
    paragraphs = "".join(map(_paragraph, lines))
    rows = "".join(f"<w:tr>{''.join(f'<w:tc>{_paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in _ROWS)
    grid = "<w:gridCol/>" * len(_ROWS[0])
    table = f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", _RELATED)
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{_WORD}"><w:body>{paragraphs}{table}</w:body></w:document>'
        )
    return out.getvalue()


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


_SIZE, _LEFT, _TOP, _COLUMN, _LINE = 10, 30, 800, 85, 14
"""Points: the type, where the page begins, a column and a line of the table."""


def _as_pdf(lines: list[str]) -> bytes:
    """One page, a ruled table below the lines; the code of a character is its number in Unicode."""
    short = [line[at : at + 50] for line in lines for at in range(0, len(line), 50)]
    drawn = [_text(_LEFT, _TOP - number * _LINE, line) for number, line in enumerate(short)]
    top = _TOP - len(short) * _LINE - _LINE
    for number, row in enumerate(_ROWS):
        drawn += [
            f"{_LEFT + column * _COLUMN} {top - number * _LINE} {_COLUMN} {_LINE} re S "
            + _text(_LEFT + column * _COLUMN + 2, top - number * _LINE + 3, cell[:8])
            for column, cell in enumerate(row)
        ]
    used = sorted({ord(sign) for line in (*lines, *(cell for row in _ROWS for cell in row)) for sign in line})
    signs = "".join(
        f"{len(some)} beginbfchar {' '.join(f'<{sign:04x}> <{sign:04x}>' for sign in some)} endbfchar\n"
        for some in (used[at : at + 100] for at in range(0, len(used), 100))
    )
    to_unicode = f"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n{signs}endcmap"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>",
        "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>",
        _stream("\n".join(drawn)),
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/DW 1000/FontDescriptor 8 0 R"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        _stream(to_unicode),
        "<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -200 1000 900]/Ascent 900/Descent -200>>",
    ]
    data, places = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj {content} endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    end = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{len(data)}\n"
    return data + end.encode() + b"%%EOF\n"


def _text(x: int, y: int, text: str) -> str:
    return f"BT /F {_SIZE} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"


def _stream(content: str) -> str:
    return f"<</Length {len(content)}>>stream\n{content}\nendstream"
