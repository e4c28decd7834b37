"""A sample notice as the pages of site generators and editors have it, with what each of them prints around it."""

from __future__ import annotations

import html
from collections.abc import Callable

from rendering import Part
from rendering.source import BREAK, Grid, Line, Region

_CENTRED = frozenset({"mark", "number", "title", "heading"})
_RIGHT = frozenset({"sign", "date"})


def _esc(text: str) -> str:
    return html.escape(text, quote=False)


def _shown(line: Line) -> str:
    return _esc(line.text.replace(BREAK, ""))


def _align(line: Line) -> str:
    return "center" if line.kind in _CENTRED else "right" if line.kind in _RIGHT else "justify"


def _indent(line: Line, blank: str) -> str:
    return blank if line.kind in ("text", "note") else ""


def _title(part: Part) -> str:
    return next((_shown(b) for b in part.blocks if isinstance(b, Line) and b.kind == "title"), "附件")


def _body(part: Part, line: Callable[[Line], str], table: Callable[[Grid], str]) -> str:
    blocks = (block for block in part.blocks if isinstance(block, Grid) or block.kind != "page")
    return "\n".join(table(block) if isinstance(block, Grid) else line(block) for block in blocks)


def _table(grid: Grid, content: Callable[[Region], str], tag: str = 'table border="1"', cell: str = "td") -> str:
    rows: list[list[str]] = [[] for _ in grid.cells]
    for region in grid.regions():
        spans = f" rowspan={region.row_span}" if region.row_span > 1 else ""
        spans += f" colspan={region.column_span}" if region.column_span > 1 else ""
        rows[region.row].append(f"<{cell}{spans}>{content(region)}</td>")
    lines = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return f"<{tag}><tbody>{lines}</tbody></table>"


def _breaks(region: Region) -> str:
    return "<br>".join(map(_esc, region.paragraphs))


def _paragraphs(region: Region) -> str:
    return "".join(f'<p style="text-align:center"><span>{_esc(text)}</span></p>' for text in region.paragraphs)


def editor_box(part: Part) -> bytes:
    """A content system: crumbs, index table, tools, the text in the boxes of its editor, readings and footer below."""

    def line(block: Line) -> str:
        text = block.text.replace(BREAK, "")
        runs = f"<span>{_esc(text[:5])}</span><span lang=EN-US>{_esc(text[5:11])}</span><font>{_esc(text[11:])}</font>"
        return f'<p style="text-align:{_align(block)};text-indent:2em">{runs}</p>'

    index = (
        "<tr><td>索 引 号：</td><td>YC0001/2024-00042</td><td>主题分类：</td><td>综合政务\\其他</td></tr>"
        "<tr><td>发布机构：</td><td>云川市人民政府办公室</td><td>发布日期：</td><td>2024年04月15日</td></tr>"
        "<tr><td>有 效 性：</td><td>有效</td><td>主 题 词：</td><td></td></tr>"
    )
    page = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{_title(part)}_云川市人民政府</title></head>
<body><div class="header"><ul class="nav"><li><a href="/">首 页</a></li><li><a href="/z">政务公开</a></li></ul></div>
<div class="BreadcrumbNav">您所在的位置：<a href="/">首页</a>&nbsp;&gt;&nbsp;<a href="/z/">政府文件</a></div>
<table class="table1">{index}</table><div class="xl_title"><h2>{_title(part)}</h2></div>
<div class="info"><span>发布时间：2024-04-15 10:10</span><span>来源：云川市人民政府办公室</span>
<span>浏览次数：<script>write()</script>128</span> <span>字号：<a href="#">[ 大 ]</a> <a href="#">[ 中 ]</a></span>
</div>
<div class="TRS_Editor"><div class="view TRS_UEDITOR"><style>.TRS_Editor P{{margin:1px}}</style>
{_body(part, line, lambda grid: _table(grid, _paragraphs))}</div></div>
<div class="ewm"><img src="q.png"/><p>扫一扫在手机打开当前页</p></div>
<div class="xgwj"><div>相关解读</div><ul><li><a href="/1.html">一图读懂：重点任务</a><span>2024-04-16</span></li></ul>
</div>
<div class="footer"><p>主办：云川市人民政府办公室&nbsp;承办：云川市数据局</p><p>云ICP备00000000号</p></div>
</body></html>"""
    return page.encode()


def commented(part: Part) -> bytes:
    """Layout tables around the text, its begin and end marked by comments and meta elements; GB18030 under gb2312."""

    def line(block: Line) -> str:
        return f'<p style="text-indent: 2em; text-align:{_align(block)};"><span>{_shown(block)}</span></p>'

    text = _body(part, line, lambda grid: _table(grid, _paragraphs, 'table class="ke-zeroborder"'))
    page = f"""<html><head><meta charset="gb2312"></head><body><table width="1000"><tr><td class="bt_dqwz">当前位置：
<table><tr><td><a href="/">首页</a></td><td>&nbsp;&gt;&nbsp;</td><td><a href="/c">公开</a></td></tr>
</table></td></tr></table>
<table id="article"><tr><td class="title"><!--<$[标题]>begin-->{_title(part)}<!--<$[标题]>end--></td></tr>
<tr><td><table><tr><td>发布日期：2024-04-15</td><td>访问次数：</td><td>信息来源：市政府办公室</td></tr></table></td></tr>
<tr><td><div id="zoom"><!--RSS.content.begin--><meta name="ContentStart">{text}<meta name="ContentEnd"></div></td></tr>
<tr><td><a href="#">打印本页</a> <a href="#">关闭窗口</a></td></tr></table>
<div>版权所有：云川市人民政府办公室　建议使用1024*768分辨率</div></body></html>"""
    return page.encode("gb18030")


def unknown_element(part: Part) -> bytes:
    """The text inside an element that HTML does not know; tables within paragraphs; an index block without values."""

    def line(block: Line) -> str:
        return f'<p align="{_align(block)}">{_indent(block, "　　")}{_shown(block)}</p>'

    text = _body(part, line, lambda grid: f"<p>{_table(grid, _breaks)}</p>")
    page = f"""<html><head><meta charset="utf-8"></head><body><div class="location">首页 &gt; 政策 &gt; 正文</div>
<table><tr><td><b>标　　题：</b></td><td colspan="3">{_title(part)}</td></tr>
<tr><td><b>发文机关：</b></td><td></td><td><b>公文种类：</b></td><td>通知</td></tr></table>
<div id="UCAP-CONTENT"><UCAPCONTENT><UCAPTITLE></UCAPTITLE>{text}</UCAPCONTENT></div>
<div class="editor">责任编辑：云小川</div><div><span>【</span><a>我要纠错</a><span>】</span> <span>打印</span></div>
<div class="related"><h4>相关稿件</h4></div></body></html>"""
    return page.encode()


def weblog(part: Part) -> bytes:
    """A weblog's theme: figures around tables, headings for centred lines, comments form, widgets."""

    def line(block: Line) -> str:
        tag = "h2" if block.kind in _CENTRED else "p"
        return f"<!-- wp:paragraph --><{tag}>{_shown(block)}</{tag}><!-- /wp:paragraph -->"

    text = _body(part, line, lambda grid: f"<figure>{_table(grid, _breaks)}<figcaption></figcaption></figure>")
    page = f"""<!doctype html><html lang="zh-CN"><head><meta charset="UTF-8"></head><body>
<header id="masthead"><p><a href="/">云川市人民政府</a></p><nav><ul><li><a href="/a">新闻</a></li></ul></nav></header>
<main><article><header><h1 class="entry-title">{_title(part)}</h1><div class="entry-meta"><span>作者
<a href="/u">管理员</a></span></div></header><div class="entry-content">{text}</div></article>
<nav class="post-navigation"><a href="/b" rel="prev">上一篇：关于植树的通知</a></nav>
<div id="comments"><h3>发表评论</h3><form><input name="a"><p>您的邮箱地址不会被公开。</p></form></div></main>
<aside><section class="widget"><h2>近期文章</h2><ul><li><a href="/x">云川市关于绿化的通知</a></li></ul></section>
</aside>
</body></html>"""
    return page.encode()


def old_fonts(part: Part) -> bytes:
    """Hand-made around the year 2000: nested tables, <font>, lines ended by <br> and indented by &nbsp;."""

    def line(block: Line) -> str:
        if block.kind in _CENTRED:
            return f'<p align=center><b><font size=5 face="黑体">{_shown(block)}</font></b></p>'
        if block.kind in _RIGHT:
            return f"<p align=right>{_shown(block)}&nbsp;&nbsp;&nbsp;&nbsp;</p>"
        return f"&nbsp;&nbsp;&nbsp; {_shown(block)}<br>"

    def table(grid: Grid) -> str:
        return (
            f"<div align=center>{_table(grid, lambda r: f'<font size=2>{_breaks(r)}</font>', 'TABLE BORDER=1')}</div>"
        )

    menu = (
        "<tr><td>站内搜索</td></tr><tr><td><a href=1.asp>通知公告</a></td></tr><tr><td><a href=2.asp>讲话</a></td></tr>"
    )
    page = f"""<html><head><meta http-equiv=Content-Type content="text/html; charset=gb2312"></head><body>
<table width=778><tr><td><table><tr><td><a href=i.asp>首页</a></td><td><a href=a.asp>机构设置</a></td></tr></table>
</td></tr>
<tr><td><table><tr><td width=180><table>{menu}</table></td><td><table>
<tr><td align=center><b>{_title(part)}</b></td></tr>
<tr><td align=center>发布日期：2024-4-15&nbsp;&nbsp;点击数：35</td></tr><tr><td><hr></td></tr>
<tr><td><font size=3 face=宋体>{_body(part, line, table)}</font></td></tr>
<tr><td align=right>【<a href="#">关闭窗口</a>】</td></tr></table></td></tr></table></td></tr>
<tr><td align=center>Copyright 2004 云川市人民政府 All Rights Reserved</td></tr></table></body></html>"""
    return page.encode("gb18030")


def word_saved(part: Part) -> bytes:
    """Saved by Word: mso styles, conditional comments, markup wrapped inside words, blank paragraphs between."""

    def line(block: Line) -> str:
        text = block.text.replace(BREAK, "")
        runs = f"<span style='mso-fareast-font-family:仿宋'>{_esc(text[:17])}\r\n{_esc(text[17:])}</span>"
        blank = "<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>"
        return f"<p class=MsoNormal align={_align(block)}>{runs}<span lang=EN-US><o:p></o:p></span></p>\r\n{blank}"

    def content(region: Region) -> str:
        return "".join(f"<p class=MsoNormal><span\r\nlang=ZH>{_esc(text)}</span></p>" for text in region.paragraphs)

    text = _body(
        part, line, lambda grid: f"<div align=center>{_table(grid, content, 'table class=MsoTableGrid')}</div>"
    )
    head = "<!--[if gte mso 9]><xml><o:Author>云小川</o:Author></xml><![endif]--><style><!-- p{mso-a:no} --></style>"
    page = f"<html xmlns:o='urn:office'><head>{head}</head><body><div class=WordSection1>{text}</div></body></html>"
    return page.encode("gb18030")


def spreadsheet_paste(part: Part) -> bytes:
    """The table pasted from a spreadsheet: column groups, a hidden sizing row, an empty column, padded cells."""

    def table(grid: Grid) -> str:
        made = _table(grid, lambda region: f"&nbsp; {_breaks(region)}&nbsp;", "table style='table-layout:fixed'")
        group = "".join(f"<col width={width} style='mso-width-alt:{width}'>" for width in grid.widths)
        sizes = f"<tr height=0 style='display:none'>{'<td width=1></td>' * len(grid.widths)}</tr>"
        made = made.replace("</tr>", "<td width=0></td></tr>")
        return made.replace("<tbody>", f"<colgroup>{group}</colgroup><tbody>").replace("</tbody>", f"{sizes}</tbody>")

    text = _body(part, lambda block: f'<p style="text-align:{_align(block)}">{_shown(block)}</p>', table)
    return f'<html><head><meta charset="utf-8"></head><body><div class="con">{text}</div></body></html>'.encode()


def bars(part: Part) -> bytes:
    """A short text between the bars of a large site: accessibility, warnings, search, rating, visitors."""

    def line(block: Line) -> str:
        return f"<div>{_indent(block, '&nbsp;' * 8)}<span>{_shown(block)}</span></div>"

    text = _body(part, line, lambda grid: _table(grid, _breaks, cell="th"))
    page = f"""<html><head><meta charset="utf-8"></head><body><div class="bar">无障碍浏览
<a href="#">进入关怀版</a></div>
<div class="tan"><p>您访问的链接即将离开“云川市人民政府门户网站”，是否继续？</p><a>继续访问</a><a>放弃</a></div>
<div>今天是2024年4月16日 星期二 <a>繁体</a> <a>移动版</a> 欢迎访问云川市人民政府网站！</div>
<div class="search"><p>热门搜索：<a href="#">公积金</a> <a href="#">社保</a></p></div><div class="article">{text}</div>
<div class="pj"><p>文章评价：<a>满意</a> <a>基本满意</a> <a>不满意</a></p></div><div>智能问答</div>
<div class="bq"><p>您是第 123456 位访问者</p></div></body></html>"""
    return page.encode()


SITES: dict[str, Callable[[Part], bytes]] = {
    f"{site.__name__}.html": site
    for site in (
        editor_box, commented, unknown_element, weblog, old_fonts, word_saved, spreadsheet_paste, bars,
    )
}  # fmt: skip
