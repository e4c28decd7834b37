"""One invented notice as web pages in the styles of different site generators."""

from __future__ import annotations

from collections.abc import Callable

MARK = "云川市人民政府办公室文件"
NUMBER = "云政办发〔2024〕30号"
TITLE = "云川市人民政府办公室关于印发云川市城市照明提升工作方案的通知"
TO = "各县（市、区）人民政府，市政府有关部门："
LEAD_IN = "现将《云川市城市照明提升工作方案》印发给你们，请认真组织实施。"
ATTACHED = "附件：云川市城市照明提升任务分解表"
ISSUER, DATE, NOTE = "云川市人民政府办公室", "2024年5月8日", "（此件公开发布）"
PLAN = "云川市城市照明提升工作方案"
CLAUSES = (
    "一、补齐照明短板",
    "1. 修复损坏路灯。对主次干道损坏的路灯逐盏登记造册，登记之日起三十日内全部修复到位，修复情况向社会公布，"
    "接受群众监督。（牵头单位：市城管局；责任单位：市财政局、市住房城乡建设局；完成时限：2024年7月底）",
    "2. 消除背街暗区。对照明不足的背街小巷增设路灯四百盏，优先安排学校、医院周边路段，方便群众夜间出行。"
    "（牵头单位：市城管局；责任单位：各县（市、区）人民政府；完成时限：2024年9月底）",
    "二、健全管护机制",
    "3. 建立巡查制度。每周开展一次夜间巡查，发现故障当日派单处置，群众反映的问题二十四小时内答复，"
    "处置结果纳入考核。（牵头单位：市城管局、市公安局；责任单位：市数据局；完成时限：长期坚持）",
)
CAPTION = "云川市城市照明提升任务分解表"
HEADER = ("序号", "工作任务", "主要措施", "牵头单位", "责任单位", "完成时限")
ROWS = (
    ("1", "修复损坏路灯",
     "对主次干道损坏的路灯逐盏登记造册，登记之日起三十日内全部修复到位，修复情况向社会公布，接受群众监督。",
     "市城管局", "市财政局、市住房城乡建设局", "2024年7月底"),
    ("2", "消除背街暗区", "对照明不足的背街小巷增设路灯四百盏，优先安排学校、医院周边路段，方便群众夜间出行。",
     "市城管局", "各县（市、区）人民政府", "2024年9月底"),
    ("3", "建立巡查制度",
     "每周开展一次夜间巡查，发现故障当日派单处置，群众反映的问题二十四小时内答复，处置结果纳入考核。",
     "市城管局", "市数据局", "长期坚持"),
)  # fmt: skip
OPENING = (TITLE, TO, LEAD_IN, ATTACHED, ISSUER, DATE, NOTE, PLAN)
INDEX = (
    ("索 引 号", "YC0001/2024-00030"), ("主题分类", "城乡建设"), ("发文机关", ISSUER),
    ("成文日期", "2024-05-08"), ("发文字号", NUMBER), ("发布日期", "2024-05-10"), ("有 效 性", "有效"),
)  # fmt: skip
CRUMB = '<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 正文</div>'
SHARE = '<div class="share-box">分享到：<a href="#">微信</a> <a href="#">微博</a></div>'
TOOLS = "<p>【字体：<a href='#'>大</a> <a href='#'>中</a> <a href='#'>小</a>】 打印本页 关闭窗口</p>"
PUBLISHED = "<p>发布时间：2024-05-10 09:30　来源：市政府办公室　浏览次数：<span>128</span></p>"
RELATED = """<div class="box"><h4>相关链接</h4><ul>
<li><a href="/a.html">云川市人民政府关于公布城市照明设施名录的通知</a></li>
<li><a href="/b.html">图解：云川市城市照明提升工作方案</a></li></ul></div>"""
FOOTER = """<div id="footer"><p>主办：云川市人民政府办公室　承办：云川市数据局</p>
<p>网站标识码：0000000000　云ICP备00000000号　<a href="/map">网站地图</a></p></div>"""


def _table(attributes: str = 'border="1"') -> str:
    """The breakdown table; the leading unit is printed once for all rows."""
    head = "".join(f"<th>{word}</th>" for word in HEADER)
    rows = []
    for number, row in enumerate(ROWS):
        cells = [f"<td>{text}</td>" for text in row]
        cells[3] = f'<td rowspan="{len(ROWS)}">{row[3]}</td>' if number == 0 else ""
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table {attributes}><tr>{head}</tr>{''.join(rows)}</table>"


def _paragraphs(texts: tuple[str, ...]) -> str:
    return "\n".join(f"<p>{text}</p>" for text in texts)


def _html(body: str, head: str = '<meta charset="utf-8">') -> str:
    return f"<!DOCTYPE html><html><head>{head}<title>{TITLE}</title></head><body>{body}</body></html>"


def index_table() -> bytes:
    """Index block as a table of four columns; the body of a content system in its editor's box."""
    pairs = [f"<td><b>{label}：</b></td><td>{value}</td>" for label, value in (*INDEX, ("", ""))]
    rows = "".join(f"<tr>{a}{b}</tr>" for a, b in zip(pairs[::2], pairs[1::2], strict=True))
    text = _paragraphs(OPENING) + _paragraphs(CLAUSES) + f"<p>{CAPTION}</p>" + _table()
    return _html(
        f'{CRUMB}<table class="index">{rows}</table><h1>{TITLE}</h1>{PUBLISHED}'
        f'<div class="TRS_Editor">{text}</div>{SHARE}{RELATED}{FOOTER}'
    ).encode()


def index_list() -> bytes:
    """Index block as a list of labelled spans, the tools between the title and the text."""
    items = "".join(f"<li><em>{label}：</em><span>{value}</span></li>" for label, value in INDEX)
    text = _paragraphs(OPENING[1:]) + _paragraphs(CLAUSES) + f'<p align="center">{CAPTION}</p>' + _table()
    body = f'<ul class="xxgk">{items}</ul><h2>{TITLE}</h2>{TOOLS}<div class="content" id="zoom">{text}</div>'
    return _html(
        f"<nav><a href='/'>首页</a><a href='/x'>机构</a></nav>{body}{TOOLS}<footer>版权所有：云川市人民政府</footer>"
    ).encode()


def index_definitions() -> bytes:
    """Index block as a definition list without colons."""
    items = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in INDEX)
    text = _paragraphs(OPENING) + _paragraphs(CLAUSES) + _table()
    return _html(f"<dl>{items}</dl><article>{text}</article><aside><p>热点推荐</p></aside>{FOOTER}").encode()


def index_twice() -> bytes:
    """Index block twice: for the screen as a table, for print as one line after the other; and a line of pairs."""
    cells = "".join(f"<tr><th>{label}</th><td colspan='3'>{value}</td></tr>" for label, value in INDEX)
    lines = "".join(f"<p>{label}：{value}</p>" for label, value in INDEX)
    text = _paragraphs(OPENING) + _paragraphs(CLAUSES) + _table()
    both = f"<span>索引号：YC0001</span> <span>文号：{NUMBER}</span>"
    return _html(
        f"<table>{cells}</table><div class='p'>{lines}</div><div>{both}</div><div>{text}</div>{SHARE}"
    ).encode()


def index_without_labels() -> bytes:
    """Only the values of the index block, the title among them."""
    values = ("YC0001/2024-00030", "城乡建设", ISSUER, "2024-05-10", TITLE, NUMBER, "有效")
    cells = "".join(f"<div class='v'>{value}</div>" for value in values)
    text = _paragraphs(OPENING) + _paragraphs(CLAUSES) + _table()
    return _html(f"<div class='head'>{cells}</div><div class='main'>{text}</div>{FOOTER}").encode()


def index_alternating() -> bytes:
    """Label and value in boxes of their own, everything a box."""
    pairs = "".join(f"<div>{label}</div><div>{value}</div>" for label, value in INDEX)
    text = "".join(f"<div>{text}</div>" for text in (*OPENING, *CLAUSES))
    return _html(
        f"{pairs}<div>{text}</div>{_table()}<div>上一篇：没有了</div><div>下一篇：<a href='#'>公告</a></div>"
    ).encode()


def office_export() -> bytes:
    """Saved from an office program: GBK under gb2312, styles, empty paragraphs, lines of markup broken in the text."""

    def paragraph(text: str) -> str:
        broken = text[:9] + "\r\n" + text[9:]
        return (
            "<p class=MsoNormal style='text-indent:32.0pt;line-height:28.0pt'>"
            "<span lang=EN-US style='font-size:16.0pt'><o:p></o:p></span>"
            f"<span style='font-family:仿宋_GB2312'>{broken}</span></p>"
        )

    texts = (MARK, NUMBER, *OPENING, *CLAUSES, CAPTION)
    body = "<div class=Section1>" + "<p class=MsoNormal>&nbsp;</p>".join(map(paragraph, texts)) + _table() + "</div>"
    head = '<meta http-equiv=Content-Type content="text/html; charset=gb2312"><style>p{margin:0}</style>'
    return _html(f"<!--[if gte mso 9]><xml></xml><![endif]-->{body}", head).encode("gb18030")


def nested_tables() -> bytes:
    """An old portal: tables within tables, a row for each line, capitals, tags that are never closed."""
    rows = "".join(f"<TR><TD><FONT SIZE=3>&nbsp;&nbsp;&nbsp;&nbsp;{text}</FONT>" for text in (*OPENING[1:], *CLAUSES))
    inner = f"<TABLE WIDTH=100%><TR><TD ALIGN=center><B>{TITLE}</B></TD></TR>{rows}<TR><TD>{_table()}</TABLE>"
    menu = "".join(f"<TR><TD><A HREF='/{n}'>{name}</A>" for n, name in enumerate(("要闻", "公告", "文件", "互动")))
    page = f"<TABLE><TR><TD WIDTH=160><TABLE>{menu}</TABLE></TD><TD><TABLE><TR><TD>{inner}</TABLE></TD></TR></TABLE>"
    return f"<HTML><BODY><CENTER>{page}</CENTER></BODY></HTML>".encode("gbk")


def breaks() -> bytes:
    """The whole text in one box, lines ended by <br>, indents by entities, a document number in the title line."""
    lines = "<br>\n".join(f"&emsp;&emsp;{text}" for text in OPENING[1:] + CLAUSES)
    head = f"<center><b>{TITLE}</b><br>{NUMBER}</center><br><br>"
    return _html(f'{CRUMB}<div class="txt">{head}{lines}<br><br>{_table()}</div>{TOOLS}').encode("utf-16")


def pdf_lines() -> bytes:
    """One <p> for each line of a PDF: sentences are broken at 28 characters."""
    lines = []
    for text in (*OPENING[1:], *CLAUSES):
        indented = text in (LEAD_IN, *CLAUSES)
        line = ("　　" if indented else "") + text
        lines += [line[at : at + 28] for at in range(0, len(line), 28)]
    head = f"<p align='center'>{TITLE[:20]}</p><p align='center'>{TITLE[20:]}</p>"
    return _html(f"<div class='view'>{head}{_paragraphs(tuple(lines))}{_table()}</div>{FOOTER}").encode()


def index_header_row() -> bytes:
    """Index block with its labels in one row and the values below; inline elements shown as blocks; a wrong label."""
    labels = "".join(f"<td>{label}</td>" for label, _ in INDEX)
    values = "".join(f"<td>{value}</td>" for _, value in INDEX)
    text = "".join(f'<span style="display:block;font-size:16px">{text}</span>' for text in (*OPENING, *CLAUSES))
    index = f"<table><tbody><tr>{labels}</tr><tr>{values}</tr></tbody></table>"
    hidden = "<div style='display:none'>此处不显示</div><textarea>也不显示</textarea>"
    return _html(f"{index}{hidden}<section>{text}</section>{_table()}", '<meta charset="gbk">').encode()


def linked_files() -> bytes:
    """The list of attachments is a list of links to files; more files stand in a box of downloads."""
    attached = '<p>附件：<a href="P020240508.docx">1.云川市城市照明提升任务分解表.docx</a></p>'
    opening = _paragraphs(OPENING[:3]) + attached + _paragraphs(OPENING[4:])
    downloads = '<div><p>附件下载：</p><p><a href="/d/%E5%90%8D%E5%86%8C.xlsx">点击下载</a></p></div>'
    text = opening + _paragraphs(CLAUSES) + _table()
    return _html(
        f"<h1>云川市人民政府门户网站</h1><h1>{TITLE}</h1>{PUBLISHED}<div>{text}</div>{downloads}{SHARE}"
    ).encode()


def numbered_lists() -> bytes:
    """The clauses are items of ordered lists: the browser prints their numbers."""
    first, second = (tuple(text[3:] for text in group) for group in (CLAUSES[1:3], CLAUSES[4:]))
    lists = [
        f"<h3>{heading}</h3><ol start='{start}'>{''.join(f'<li>{text}</li>' for text in items)}</ol>"
        for heading, start, items in ((CLAUSES[0], 1, first), (CLAUSES[3], 3, second))
    ]
    return _html(f"<main>{_paragraphs(OPENING)}{''.join(lists)}{_table()}</main>").encode()


def index_glued() -> bytes:
    """Index block as a list without colons and gaps, in a box that calls itself the top of the page."""
    items = "".join(f"<li><b>{label}</b><span>{value}</span></li>" for label, value in INDEX)
    text = _paragraphs(OPENING[1:]) + _paragraphs(CLAUSES) + _table()
    return _html(f"<div class='top'><ul>{items}</ul></div><h1>{TITLE}</h1><div>{text}</div>{FOOTER}").encode()


def index_colon_cells() -> bytes:
    """Index block with a column for the colons; the title labelled by the site."""
    rows = "".join(f"<tr><td>{label}</td><td>：</td><td>{value}</td></tr>" for label, value in INDEX)
    text = _paragraphs(OPENING[1:]) + _paragraphs(CLAUSES) + _table()
    return _html(f"<table>{rows}</table><h1>【重点工作】{TITLE}</h1>{PUBLISHED}<div>{text}</div>").encode()


def index_with_title() -> bytes:
    """The title stands in the index block alone; the imprint in a box without a name."""
    values = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in INDEX)
    index = f"<table>{values}<tr><th>标　　题</th><td>{TITLE}</td></tr><tr><th>主 题 词</th><td></td></tr></table>"
    imprint = "<div>主办单位：云川市人民政府办公室<br>承办单位：云川市数据局<br>网站标识码：0000000000</div>"
    text = _paragraphs(OPENING[1:]) + _paragraphs(CLAUSES) + _table()
    return _html(f"{index}<div>{text}</div>{RELATED}{imprint}").encode()


def index_framed() -> bytes:
    """A database of laws: labels in brackets."""
    items = "".join(f"<p>∙【{label}】{value}</p>" for label, value in INDEX)
    text = _paragraphs(OPENING[1:]) + _paragraphs(CLAUSES) + _table()
    return _html(f"<h2>{TITLE}</h2><p>文章属性</p>{items}<p>正文</p><div>{text}</div><p>【关闭】</p>").encode()


PAGES: dict[str, Callable[[], bytes]] = {
    page.__name__: page
    for page in (
        index_table, index_list, index_definitions, index_twice, index_without_labels, index_alternating, office_export,
        nested_tables, breaks, pdf_lines, index_header_row, linked_files, numbered_lists,
        index_glued, index_colon_cells, index_with_title, index_framed,
    )
}  # fmt: skip
