"""What a paragraph says: runs, fields, revisions, text boxes, symbols."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from hedui.parser.document import Table
from hedui.parser.readers.docx.symbols import symbol
from parser.docx.word_xml import (
    W_NS,
    cell,
    docx,
    para,
    paragraphs_of,
    part,
    read,
    read_body,
    relationships,
    row,
    run,
    table,
    texts,
)

_BOX = "<w:txbxContent><w:p><w:r><w:t>框内文字</w:t></w:r></w:p></w:txbxContent>"
_DRAWN_BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>'
    f"<wps:txbx>{_BOX}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict><v:shape><v:textbox>{_BOX}</v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def _field(instruction: str, result: str | None) -> str:
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}' if result is not None else ""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>{shown}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _form(data: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText> FORM </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


_CASES = {
    "runs are joined without a separator": (run("云川市") + run("人民政府"), ["云川市人民政府"]),
    "blanks are kept where they are preserved": (run("云川市 ") + run("2031年"), ["云川市 2031年"]),
    "blanks that are not preserved are no text": ("<w:r><w:t> 云川市 </w:t></w:r>", ["云川市"]),
    "a line feed inside a text is a blank": ("<w:r><w:t>云川\n市</w:t></w:r>", ["云川 市"]),
    "a full-width blank is text": ("<w:r><w:t>　　为做好工作</w:t></w:r>", ["　　为做好工作"]),
    "a line break makes two paragraphs": (run("一") + "<w:r><w:br/></w:r>" + run("二"), ["一", "二"]),
    "a carriage return makes two paragraphs": (run("一") + "<w:r><w:cr/></w:r>" + run("二"), ["一", "二"]),
    "a page break says nothing": (run("一") + '<w:r><w:br w:type="page"/></w:r>' + run("二"), ["一二"]),
    "the page end Word remembers says nothing": (run("一") + "<w:r><w:lastRenderedPageBreak/></w:r>", ["一"]),
    "a tab is a tab": (run("一") + "<w:r><w:tab/></w:r>" + run("二"), ["一\t二"]),
    "hyphens: the hard one prints, the soft one does not": (
        "<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:softHyphen/><w:t>C</w:t></w:r>",
        ["A-BC"],
    ),
    "a link is its text": (f"<w:hyperlink>{run('市政府网站')}</w:hyperlink>", ["市政府网站"]),
    "smart tags and custom XML are transparent": (
        f"<w:smartTag>{run('青岚')}</w:smartTag><w:customXml>{run('县')}</w:customXml>",
        ["青岚县"],
    ),
    "a content control is its content": (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('市数据局')}</w:sdtContent></w:sdt>",
        ["市数据局"],
    ),
    "a simple field is its result": (f'<w:fldSimple w:instr=" DATE ">{run("2031年")}</w:fldSimple>', ["2031年"]),
    "a complex field is its result": (_field(" PAGE ", run("3")) + run("页"), ["3页"]),
    "a field without a result prints nothing": (run("甲") + _field(" XE 条目 ", None), ["甲"]),
    "a field inside the instruction of another is not printed": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + _field(" A ", run("内"))
        + run(" = 1")
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("外")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ["外"],
    ),
    "a field left open loses nothing": ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("正文"), ["正文"]),
    "a circled number made by a field": (_field(r" eq \o\ac(○,12) ", None), ["⑫"]),
    "a tick in a box made by a field": (_field(r" eq \o\ac(□,√) ", None), ["☑"]),
    "a fraction made by a field": (_field(r" EQ \F(1,2) ", None), ["1/2"]),
    "a ticked box of a form": (
        _form("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>") + run("同意"),
        ["☒同意"],
    ),
    "an empty box of a form": (_form('<w:checkBox><w:default w:val="0"/></w:checkBox>') + run("同意"), ["☐同意"]),
    "the chosen entry of a form": (
        _form('<w:ddList><w:result w:val="1"/><w:listEntry w:val="甲"/><w:listEntry w:val="乙"/></w:ddList>'),
        ["乙"],
    ),
    "a fraction, a root and brackets of a formula": (
        "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f>"
        "<m:rad><m:e><m:r><m:t>c</m:t></m:r></m:e></m:rad><m:d><m:e><m:r><m:t>d</m:t></m:r></m:e></m:d>"
        '<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val=""/></m:dPr><m:e><m:r><m:t>e</m:t></m:r></m:e></m:d>'
        "</m:oMath>",
        ["a/b√c(d)[e"],
    ),
    "a revised formula": (
        "<m:oMath><w:del><m:r><m:t>x</m:t></m:r></w:del><w:ins><m:r><m:t>y</m:t></m:r></w:ins></m:oMath>",
        ["y"],
    ),
    "ruby is its base": (
        f"<w:r><w:ruby><w:rt>{run('lán')}</w:rt><w:rubyBase>{run('岚')}</w:rubyBase></w:ruby></w:r>",
        ["岚"],
    ),
    "a formula is its text": ("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", ["x+1"]),
    "a text box stands before the paragraph it opens, once": (_DRAWN_BOX + run("正文"), ["框内文字", "正文"]),
    "a text box stands after the paragraph it ends, once": (run("正文") + _DRAWN_BOX, ["正文", "框内文字"]),
    "an old text box is read too": (
        f"<w:r><w:pict><v:shape><v:textbox>{_BOX}</v:textbox></v:shape></w:pict></w:r>",
        ["框内文字"],
    ),
    "inserted text is text": (f'<w:ins w:id="1">{run("新")}</w:ins>', ["新"]),
    "deleted text is none": (f'{run("旧")}<w:del w:id="1"><w:r><w:delText>删</w:delText></w:r></w:del>', ["旧"]),
    "moved text stands where it went": (
        f"<w:moveFrom>{run('从')}</w:moveFrom>{run('中')}<w:moveTo>{run('到')}</w:moveTo>",
        ["中到"],
    ),
    "hidden text is not printed": (run("见") + run("隐", "<w:vanish/>") + run("者"), ["见者"]),
    "text that is expressly not hidden is printed": (run("见", '<w:vanish w:val="0"/>'), ["见"]),
    "a letter in a symbol font is the sign one sees": (
        run("R", '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>') + run("同意"),
        ["☑同意"],
    ),
    "a private code of a symbol font is the sign one sees": (
        run("\uf0fc", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings" w:hint="default"/>') + run("已办"),
        ["✓已办"],
    ),
    "capitals print as capitals": (run("app", "<w:caps/>") + run("ok", '<w:caps w:val="0"/>'), ["APPok"]),
    "small capitals are capitals": (run("app", "<w:smallCaps/>"), ["APP"]),
    "of two branches the one whose names Word knows": (
        '<w:r><mc:AlternateContent><mc:Choice xmlns:zz="http://example.org/zz" Requires="zz"><w:t>新</w:t></mc:Choice>'
        "<mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>",
        ["旧"],
    ),
    "a branch may hold a symbol only": (
        '<w:r><mc:AlternateContent><mc:Choice Requires="w14"><w:sym w:font="Wingdings 2" w:char="F052"/></mc:Choice>'
        "</mc:AlternateContent><w:t>同意</w:t></w:r>",
        ["☑同意"],
    ),
    "an empty paragraph is none": ("", []),
    "a paragraph of blanks is none": (run("　 "), []),
}


@pytest.mark.parametrize("name", _CASES)
def test_a_paragraph_says_what_word_prints(name: str) -> None:
    content, expected = _CASES[name]
    assert texts(read_body(para(content) if content else "<w:p/>")) == expected


@pytest.mark.parametrize("name", _CASES)
def test_a_cell_says_what_a_paragraph_says(name: str) -> None:
    content, expected = _CASES[name]
    body = f"<w:tbl><w:tr><w:tc>{para(content) if content else '<w:p/>'}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    document = read_body(body)
    assert [document.quote(p).text for p in paragraphs_of(document)] == expected


def test_a_table_in_a_text_box_is_read_once() -> None:
    box = _DRAWN_BOX.replace(_BOX, f"<w:txbxContent>{table(row('甲', '乙'))}</w:txbxContent>")
    assert box != _DRAWN_BOX
    document = read_body(para(run("图") + box))
    assert texts(document) == ["图", "[table]"]
    assert document.source.text == "图\n甲\n乙"


def test_a_file_within_the_text_that_is_not_read_is_noted() -> None:
    document = read_body(para("前") + '<w:altChunk r:id="rId9"/>' + para("后"))
    assert texts(document) == ["前", "后"]
    assert [note.kind for note in document.notes] == ["text-damaged"]


def test_hidden_text_is_counted_in_a_note() -> None:
    (note,) = read_body(para(run("见") + run("隐 藏", "<w:vanish/>"))).notes
    assert "2 个隐藏文字" in note.text


def _other_prefix(markup: str) -> str:
    named = markup.replace("<w:", "<x:").replace("</w:", "</x:").replace(" w:", " x:")
    return named.replace("xmlns:w=", "xmlns:x=")


def _no_prefix(markup: str) -> str:
    named = markup.replace("<w:", "<").replace("</w:", "</")
    return named.replace("<document ", f'<document xmlns="{W_NS}" ')


@pytest.mark.parametrize("renamed", [_other_prefix, _no_prefix])
def test_names_mean_the_same_under_another_prefix(renamed: Callable[[str], str]) -> None:
    symbols = '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>'
    body = para(run("见") + run("隐", "<w:vanish/>") + run("R", symbols)) + table(row("甲", cell("乙")))
    markup = renamed(part("document", f"<w:body>{body}</w:body>"))
    assert read(docx("", parts={"word/document.xml": markup})).source.text == "见☑\n甲\n乙"


def test_text_hidden_by_its_styles_is_not_printed() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="HP"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = para(run("见") + run("隐", '<w:rStyle w:val="H"/>')) + para("全隐", '<w:pStyle w:val="HP"/>')
    assert texts(read_body(body, styles=styles)) == ["见"]


@pytest.mark.parametrize(
    ("properties", "align"),
    [
        ('<w:jc w:val="center"/>', "center"),
        ('<w:jc w:val="right"/>', "right"),
        ('<w:jc w:val="end"/>', "right"),
        ('<w:jc w:val="both"/>', None),
        ('<w:pStyle w:val="C"/>', "center"),
        ('<w:pStyle w:val="D"/>', "center"),
        ('<w:pStyle w:val="D"/><w:jc w:val="left"/>', None),
    ],
)
def test_alignment_comes_from_the_paragraph_or_its_styles(properties: str, align: str | None) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="C"><w:pPr><w:jc w:val="center"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="D"><w:basedOn w:val="C"/></w:style>'
    )
    (block,) = read_body(para("标题", properties), styles=styles).blocks
    assert not isinstance(block, Table)
    assert block.align == align


@pytest.mark.parametrize(
    ("style", "properties", "expected"),
    [
        ('<w:name w:val="heading 1"/>', '<w:pStyle w:val="S"/>', "heading"),
        ('<w:name w:val="标题 2"/>', '<w:pStyle w:val="S"/>', "heading"),
        ('<w:name w:val="公文标题"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>', '<w:pStyle w:val="S"/>', "heading"),
        ('<w:name w:val="Body"/>', '<w:pStyle w:val="S"/>', None),
        ('<w:name w:val="Body"/>', '<w:outlineLvl w:val="2"/>', "heading"),
        ('<w:name w:val="heading 1"/>', '<w:pStyle w:val="S"/><w:outlineLvl w:val="9"/>', None),
    ],
)
def test_a_heading_is_told_by_outline_level_or_style_name(style: str, properties: str, expected: str | None) -> None:
    styles = f'<w:style w:type="paragraph" w:styleId="S">{style}</w:style>'
    (block,) = read_body(para("第一章", properties), styles=styles).blocks
    assert not isinstance(block, Table)
    assert block.style == expected


def test_styles_based_on_each_other_in_a_circle_end() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    assert texts(read_body(para("正文", '<w:pStyle w:val="A"/>'), styles=styles)) == ["正文"]


def test_footnotes_stand_at_the_end_as_furniture() -> None:
    notes = '<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>注释文字</w:t></w:r></w:p></w:footnote>'
    notes += '<w:footnote w:id="2"><w:p><w:r><w:t>没有引用</w:t></w:r></w:p></w:footnote>'
    body = para(run("正文") + '<w:r><w:footnoteReference w:id="1"/></w:r>' + run("。"))
    document = read(
        docx(
            body,
            parts={
                "word/footnotes.xml": part("footnotes", notes),
                "word/_rels/document.xml.rels": relationships({"footnotes": "footnotes.xml"}),
            },
        )
    )
    assert texts(document) == ["正文。"]
    assert [document.source.text[a:b] for a, b in document.furniture] == ["注释文字"]


def test_headers_and_footers_are_not_read() -> None:
    parts = {"word/header1.xml": part("hdr", para("页眉")), "word/footer1.xml": part("ftr", para("— 1 —"))}
    document = read(docx(para("正文"), parts=parts))
    assert document.source.text == "正文"


def test_content_controls_around_paragraphs_are_transparent() -> None:
    body = f"<w:sdt><w:sdtPr/><w:sdtContent>{para('一')}{para('二')}</w:sdtContent></w:sdt>{para('三')}"
    assert texts(read_body(body)) == ["一", "二", "三"]


@pytest.mark.parametrize(
    ("code", "font", "sign"),
    [
        ("F0FE", "Wingdings", "☑"),
        ("F0A8", "Wingdings", "□"),
        ("F0B7", "Symbol", "•"),
        ("F0B7", None, "•"),
        ("F0B1", "Symbol", "±"),
        ("F052", "Wingdings", "☼"),
        ("F052", "Wingdings 2", "☑"),
        ("00A3", "Wingdings 2", "□"),
        ("0052", "宋体", "R"),
        ("25A1", "宋体", "□"),
        ("F001", "Wingdings", "\uf001"),
        ("zz", "Wingdings", ""),
        ("D800", None, ""),
    ],
)
def test_a_symbol_is_the_character_that_looks_like_it(code: str, font: str | None, sign: str) -> None:
    assert symbol(code, font) == sign


def test_every_visible_character_stands_in_exactly_one_place() -> None:
    body = "".join(para(content) for content, _ in _CASES.values() if content)
    body += "<w:tbl><w:tr><w:tc>" + body + "</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    document = read_body(body)
    ranges = [r for p in paragraphs_of(document) for r in p.ranges] + list(document.furniture)
    claimed = Counter(offset for start, end in ranges for offset in range(start, end))
    placed = Counter(offset for place in document.source.places for offset in range(place.start, place.end))
    visible = [offset for offset, sign in enumerate(document.source.text) if not sign.isspace()]
    assert len(visible) > 100
    assert all(claimed[offset] == 1 and placed[offset] == 1 for offset in visible)
