"""The quick reader of plain tables reads what the careful one reads, or leaves the table to it."""

from __future__ import annotations

import random

import pytest
from lxml import etree

from hedui.parser.readers.docx.draft import Draft
from hedui.parser.readers.docx.inline import InlineReader
from hedui.parser.readers.docx.numbering import Numbering
from hedui.parser.readers.docx.plain_table import PlainTableReader, cut_plain_tables
from hedui.parser.readers.docx.styles import Styles
from hedui.parser.readers.docx.table import TableReader
from hedui.parser.readers.docx.walker import Walker
from parser.docx.word_xml import W_NS, cell, docx, grid, para, part, read, read_body, row, run, table, texts

_SHEET = (
    '<w:style w:type="paragraph" w:styleId="Middle"><w:name w:val="表格文字"/>'
    '<w:pPr><w:jc w:val="center"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Head"><w:name w:val="heading 2"/></w:style>'
)
_IDENTIFIED = '<w:p w14:paraId="1A{0:06X}" w14:textId="77777777" w:rsidR="00B3{0:04X}" w:rsidRDefault="00B3{0:04X}">'
# What a generated table is put together from: mostly harmless, some awkward, a few that are no XML at all.
_TEXTS = ("甲", " 乙 ", "丙&amp;丁", "a > b", "\t戊", "己\n庚", "", " ", "w:rsidR=&quot;00000000&quot;")
_RUNS = (
    *("<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>", "<w:r><w:t/></w:r>"),
    *('<w:r><w:t xml:space="preserve">{}</w:t></w:r>', '<w:r w:rsidR="00AB12CD"><w:t>{}</w:t><w:tab/></w:r>'),
    *("<w:r><w:br/><w:t>{}</w:t></w:r>", '<w:r><w:br w:type="page"/><w:lastRenderedPageBreak/><w:t>{}</w:t></w:r>'),
    *("<w:proofErr/>", '<w:bookmarkStart w:id="1" w:name="_GoBack"/>', "<w:r><w:noBreakHyphen/></w:r>", "<w:r/>"),
)
_RARE_RUNS = (
    *("<w:r><w:t>{}</w:t><w:softHyphen/></w:r>", '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'),
    *("<w:r><w:t>{}</w:r></w:t>", "<w:r><w:t>&nbsp;</w:t></w:r>", "<w:r><w:t>]]></w:t></w:r>", "<w:t>{}</w:t>"),
    *("<w:ins><w:r><w:t>{}</w:t></w:r></w:ins>", "<w:r><w:t>\x01</w:t></w:r>", "<w:r><w:t>{}</w:t></w:r >"),
    *("<w:r><w:t>{}</w:t ></w:r>", '<w:r xml:space="preserve"><w:t> 辛 </w:t></w:r>', "<w:tab/>"),
    "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>",
    '<w:r><w:rPr><w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/></w:rPr><w:t>R</w:t></w:r>',
    "<w:r><w:rPr><w:caps/></w:rPr><w:t>app</w:t></w:r>",
)
_PARAGRAPH_PROPERTIES = (
    *("", "", "", '<w:pPr><w:jc w:val="center"/></w:pPr>', '<w:pPr><w:pStyle w:val="Head"/></w:pPr>'),
    *('<w:pPr><w:pStyle w:val="Middle"/><w:jc w:val="left"/></w:pPr>', "<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>"),
)
_RARE_PARAGRAPH_PROPERTIES = (
    '<w:pPr><w:pPrChange><w:pPr><w:jc w:val="right"/></w:pPr></w:pPrChange></w:pPr>',
    '<w:pPr><w:framePr w:dropCap="drop"/></w:pPr>',
    "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
)
_CELL_PROPERTIES = (
    *("", "", '<w:tcPr><w:tcW w:w="{}"/></w:tcPr>', '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'),
    *("<w:tcPr><w:vMerge/></w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr>'),
    '<w:tcPr><w:tcPrChange><w:tcPr><w:gridSpan w:val="3"/></w:tcPr></w:tcPrChange></w:tcPr>',
)
_ROW_PROPERTIES = ("", "", "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", '<w:trPr><w:tblHeader w:val="0"/></w:trPr>')
_RARE_BLOCKS = ("<w:p/>", "", "<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>", "<w:tbl></w:tbl>", "<w:p>")


class _Maker:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.rare = seed % 3 == 0

    def any(self, usual: tuple[str, ...], rare: tuple[str, ...] = ()) -> str:
        return self.random.choice(rare if self.rare and rare and self.random.random() < 0.1 else usual)

    def paragraph(self) -> str:
        if self.rare and self.random.random() < 0.05:
            return self.any(_RARE_BLOCKS)
        runs = (self.any(_RUNS, _RARE_RUNS).format(self.any(_TEXTS)) for _ in range(self.random.randint(0, 3)))
        start = self.random.choice(("<w:p>", _IDENTIFIED.format(self.random.randint(0, 9999))))
        return f"{start}{self.any(_PARAGRAPH_PROPERTIES, _RARE_PARAGRAPH_PROPERTIES)}{''.join(runs)}</w:p>"

    def table(self) -> str:
        return table(*("".join(("<w:tr>", self.any(_ROW_PROPERTIES), *self.cells(), "</w:tr>")) for _ in range(4)))

    def cells(self) -> list[str]:
        inner = ("".join(self.paragraph() for _ in range(self.random.randint(1, 2))) for _ in range(3))
        return [f"<w:tc>{self.any(_CELL_PROPERTIES).format(n)}{blocks}</w:tc>" for n, blocks in enumerate(inner)]


def _carefully(markup: str, styles: Styles) -> Draft | None:
    """What the careful reader makes of a table; None where it is no XML."""
    walker = Walker(
        styles, Numbering(), InlineReader(styles, original=False, hiding=False, dressed=True), original=False
    )
    try:
        root = etree.fromstring(part("document", markup).encode())
    except etree.XMLSyntaxError:
        return None
    return TableReader(walker).read(root[0])


def _shape(draft: Draft) -> list[object]:
    cells = [(c.row, c.column, c.row_span, c.column_span, c.blocks) for c in draft.cells]
    return [draft.rows, draft.columns, draft.header_rows, cells]


def test_generated_tables_read_the_same_or_are_left_to_the_careful_reader() -> None:
    styles = Styles(etree.fromstring(part("styles", _SHEET).encode()))
    reader = PlainTableReader(styles)
    outcomes = {True: 0, False: 0}
    for seed in range(600):
        markup = _Maker(seed).table()
        plain = reader.read(markup.encode())
        outcomes[plain is not None] += 1
        if plain is not None:
            careful = _carefully(markup, styles)
            assert careful is not None, markup
            assert _shape(plain) == _shape(careful), markup
    assert min(outcomes.values()) > 100, outcomes


def test_a_text_that_looks_like_an_identifier_stays() -> None:
    text = ' w:rsidR="00AB12CD" w14:paraId="1A2B3C4D"'
    document = read_body(table(row(f"<w:tc>{_IDENTIFIED.format(1)}{run(text)}</w:p></w:tc>", "乙")))
    assert [entry[4] for entry in grid(document)] == [text, "乙"]


@pytest.mark.parametrize("names", [f'xmlns:x="{W_NS}"', 'xmlns:w="http://example.org/other"'])
def test_a_second_meaning_of_the_prefix_is_left_to_the_careful_reader(names: str) -> None:
    markup = part("document", f"<w:body><w:p {names}/>{table(row('甲', '乙'))}</w:body>").encode()
    assert cut_plain_tables(markup, Styles()) == (markup, [])


def test_blanks_preserved_in_the_whole_document_stay() -> None:
    body = table(row("甲", cell("<w:p><w:r><w:t> 乙 </w:t></w:r></w:p>")))
    markup = part("document", f"<w:body>{body}</w:body>").replace("<w:document ", '<w:document xml:space="preserve" ')
    assert read(docx("", parts={"word/document.xml": markup})).source.text == "甲\n 乙 "


def test_a_plain_table_within_another_is_read_in_its_place() -> None:
    inner = table(row("甲", "乙"))
    document = read_body(para("前") + table(row(cell(inner + para("中")), "丙")) + table(row("丁", "戊")) + para("后"))
    assert texts(document) == ["前", "[table]", "[table]", "后"]
    assert document.source.text == "前\n甲\n乙\n中\n丙\n丁\n戊\n后"


def test_hidden_text_beside_a_plain_table_is_still_hidden() -> None:
    document = read_body(para(run("甲") + run("隐", "<w:vanish/>")) + table(row("乙", "丁")))
    assert document.source.text == "甲\n乙\n丁"
