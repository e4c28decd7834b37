"""A sample notice in every form it may come in: the renderers of samples/ and small writers for web pages and text."""

from __future__ import annotations

import base64
import html
import quopri
from collections.abc import Callable
from unicodedata import east_asian_width

from rendering import Part, render_docx, render_pdf, render_txt
from rendering.source import BREAK, Grid, Line, Region
from sites import SITES

Render = Callable[[Part], bytes]
_CENTRED = frozenset({"mark", "number", "title", "heading"})
_RIGHT = frozenset({"sign", "date"})
_COLUMN = 24
"""Widest cell of the aligned form in half-width columns; longer text goes on in the line below."""


def _esc(text: str) -> str:
    return html.escape(text, quote=False)


def _shown(line: Line) -> str:
    return line.text if line.kind == "title" else line.text.replace(BREAK, "")


def html_plain(part: Part) -> bytes:
    """One `<p>` a paragraph, a bordered table with rowspan and colspan, UTF-8."""
    return _page(_plain_blocks(part)).encode()


def _plain_blocks(part: Part) -> str:
    return "\n".join(_plain_table(b) if isinstance(b, Grid) else _plain_line(b) for b in part.blocks if _is_text(b))


def _is_text(block: Line | Grid) -> bool:
    return isinstance(block, Grid) or block.kind != "page"


def _plain_line(line: Line) -> str:
    align = "center" if line.kind in _CENTRED else "right" if line.kind in _RIGHT else ""
    style = f' style="text-align:{align}"' if align else ""
    return f"<p{style}>{_esc(_shown(line)).replace(BREAK, '<br>')}</p>"


def _plain_table(grid: Grid) -> str:
    return _rows(grid, 'table border="1"', lambda region: "".join(f"<p>{_esc(text)}</p>" for text in region.paragraphs))


def _rows(grid: Grid, tag: str, content: Callable[[Region], str]) -> str:
    rows: list[list[str]] = [[] for _ in grid.cells]
    for region in grid.regions():
        cell = "th" if region.row < grid.header_rows else "td"
        spans = f' rowspan="{region.row_span}"' if region.row_span > 1 else ""
        spans += f' colspan="{region.column_span}"' if region.column_span > 1 else ""
        rows[region.row].append(f"<{cell}{spans}>{content(region)}</{cell}>")
    body = "\n".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return f"<{tag}>\n{body}\n</table>"


def _page(body: str, charset: str = "utf-8") -> str:
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="{charset}"><title>网页</title></head>\n'
        f"<body>\n{body}\n</body></html>\n"
    )


def html_portal(part: Part) -> bytes:
    """A portal: GB18030 under a wrong label, navigation, layout tables, `<br>` cells, inline styles, footer."""
    rows = "".join(f"<tr><td>{_portal_block(block)}</td></tr>" for block in part.blocks if _is_text(block))
    body = f"""
<div class="topbar"><a href="/">首页</a><a href="/zwgk">政务公开</a><a href="/hd">互动交流</a></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a> &gt; 正文</div>
<table width="980" align="center"><tr><td width="20"></td><td>
<table class="article">{rows}</table>
</td></tr></table>
<div class="bdsharebuttonbox">分享到：<a href="#">微信</a> <span>打印本页</span> <span>关闭窗口</span></div>
<div class="xgwd"><h3>相关文档</h3><ul><li><a href="/1.html">云川市人民政府关于加强路灯管理的通知</a></li></ul></div>
<div id="footer"><p>主办：云川市人民政府办公室　地址：青岚路1号，邮编：000000</p>
<p>备案号：云ICP备00000000号</p></div>
<script>document.write("看不见")</script>"""
    return _page(body, "utf-8").encode("gb18030")


def _portal_block(block: Line | Grid) -> str:
    if isinstance(block, Grid):
        return _rows(block, 'table cellspacing="0"', lambda region: "<br>".join(map(_esc, region.paragraphs)))
    align = "center" if block.kind in _CENTRED else "right" if block.kind in _RIGHT else "left"
    indent = "&nbsp;&nbsp;&nbsp;&nbsp;" if block.kind in ("text", "note") else ""
    text = _esc(_shown(block)).replace(BREAK, "<br/>")
    return (
        f'<div style="text-align: {align};"><span style="font-size: 21px; font-family: 仿宋_GB2312">'
        f"{indent}{text[:7]}</span><font>{text[7:]}</font></div>"
    )


def mhtml(part: Part) -> bytes:
    """The plain page in an archive as browsers save it: quoted-printable, a picture in base64 beside it."""
    page = quopri.encodestring(html_plain(part)).replace(b"\n", b"\r\n")
    picture = base64.encodebytes(b"\x89PNG\r\n\x1a\n" + bytes(64)).replace(b"\n", b"\r\n")
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.example.invalid/a.html\r\n"
        b"Subject: =?utf-8?Q?a?=\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--edge"\r\n\r\n\r\n'
        b"----edge\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        b"Content-Location: https://www.example.invalid/a.html\r\n\r\n" + page + b"\r\n"
        b"----edge\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n" + picture + b"\r\n"
        b"----edge--\r\n"
    )


def markdown(part: Part) -> bytes:
    """Headings with #, bold marks around labels, a pipe table with its rule line."""
    return ("\n\n".join(_markdown_block(block) for block in part.blocks if _is_text(block)) + "\n").encode()


def _markdown_block(block: Line | Grid) -> str:
    if isinstance(block, Grid):
        lines = [_piped(row) for row in block.cells]
        rule = "|" + "|".join([" --- "] * len(block.widths)) + "|"
        return "\n".join([*lines[: block.header_rows], rule, *lines[block.header_rows :]])
    text = _shown(block).replace(BREAK, "")
    if block.kind in ("title", "heading"):
        return f"# {text}"
    for label in ("牵头单位：", "责任单位：", "完成时限："):
        text = text.replace(label, f"**{label}**")
    return text


def markdown_tagged(part: Part) -> bytes:
    """Headings with #, the table as HTML with its merged cells, as converters write it."""
    blocks = (_plain_table(b) if isinstance(b, Grid) else _markdown_block(b) for b in part.blocks if _is_text(b))
    return ("\n\n".join(blocks) + "\n").encode()


def _piped(row: tuple[str, ...]) -> str:
    cells = ("" if cell in ("^", "<") else cell.replace("¶", "<br>") for cell in row)
    return "|" + "|".join(f" {cell} " for cell in cells) + "|"


def txt_pipes(part: Part) -> bytes:
    """Plain text with a pipe table, in UTF-16 without a byte order mark."""
    lines = []
    for block in part.blocks:
        if isinstance(block, Grid):
            lines += [_piped(row) for row in block.cells]
        elif _is_text(block):
            lines += _shown(block).split(BREAK)
    return ("\r\n".join(lines) + "\r\n").encode("utf-16-le")


def txt_aligned(part: Part) -> bytes:
    """Plain text in GB18030, the table in columns of spaces, long cells wrapped, a blank line after each row."""
    lines: list[str] = []
    for block in part.blocks:
        if isinstance(block, Grid):
            lines += _aligned(block)
        elif _is_text(block):
            lines += _shown(block).split(BREAK)
    return ("\n".join(lines) + "\n").encode("gb18030")


def _aligned(grid: Grid) -> list[str]:
    lines: list[str] = []
    for row in grid.cells:
        if row[1:] == ("<",) * (len(row) - 1):
            lines += [row[0], ""]
            continue
        cells = [_wrapped("" if cell in ("^", "<") else cell.replace("¶", " "), _COLUMN) for cell in row]
        for level in range(max(map(len, cells))):
            texts = [cell[level] if level < len(cell) else "" for cell in cells]
            lines.append("  ".join(text + " " * (_COLUMN - _width(text)) for text in texts).rstrip())
        lines.append("")
    return lines


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


def _wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for char in text:
        if _width(lines[-1] + char) > width:
            lines.append("")
        lines[-1] += char
    return lines


FORMS: dict[str, Render] = {
    "docx": render_docx,
    "pdf": render_pdf,
    "txt": render_txt,
    "pipes.txt": txt_pipes,
    "aligned.txt": txt_aligned,
    "md": markdown,
    "tagged.md": markdown_tagged,
    "html": html_plain,
    "portal.html": html_portal,
    "mhtml": mhtml,
    **SITES,
}
