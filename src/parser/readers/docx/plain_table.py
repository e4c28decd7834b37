"""Tables without anything special, read from their bytes and cut out before the tree is built.

A long breakdown table is nearly always of this kind, and building a tree for it is most of the cost of reading a
document. expat vouches that the table is well-formed; rows, cells, paragraphs and texts are then found by their tags.
That is exact because a `<` in such a document can only begin a tag: a table with a comment, a CDATA section, a numeric
character reference or any element that needs more care is left for the careful reader (`table`). Both give the same
draft, which a test holds against each other on every construct.
"""

from __future__ import annotations

import html
import re
from xml.parsers import expat

from .draft import SPAN_LIMIT, Draft, DraftCell, Line, append_lines
from .names import MAIN_NS
from .styles import Styles
from .toggles import align_of, means_on, whole_number

_OPEN, _CLOSE = b"<w:tbl>", b"</w:tbl>"
_BINDING = f'xmlns:w="{MAIN_NS}"'.encode()
_BLANKS = " \t\r\n"
_HEADING = (None, "heading")
"""Style of a line that is no heading, and of one that is."""
# The pattern begins with a literal and each branch with a letter: that is what makes it fast.
_SPECIAL = re.compile(
    rb"<w:(?:ins|del|delText|moveFrom|moveTo|cellIns|cellDel|pPrChange|rPrChange|tcPrChange|trPrChange|vanish"
    rb"|commentReference|footnoteReference|endnoteReference|numPr|outlineLvl|hMerge|gridBefore|fldChar|fldSimple"
    rb"|sym|ptab|ruby|drawing|pict|object|sdt|customXml|hyperlink|smartTag|altChunk)[\s/>]"
)
_SPECIAL_MARKS = (b"\r", b"&#", b"<m:", b"<mc:", b"<w:tc ", b"<w:tc/")
_ROW = re.compile(r"<w:tr(?=[\s>])")
_PARAGRAPH = re.compile(r"<w:p(?=[\s>])")
_TEXT = re.compile(
    r"<w:t(\s[^>]*)?>([^<]*)</w:t>"  # the text with its attributes
    r"|<w:br([\s/>][^<]*)"  # a break with its attributes
    r"|<w:(tab|cr|noBreakHyphen)(?=[\s/>])"
)
_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_TAB_STOPS = re.compile(r"<w:tabs(?=[\s>]).*?</w:tabs>", re.DOTALL)
"""Where tabs stop, not tabs themselves."""


def _value_of(name: str) -> re.Pattern[str]:
    """The w:val of an element; no group where it has none."""
    return re.compile(rf"<w:{name}(?:\s+w:val\s*=\s*[\"']([^\"'<>]*)[\"'])?\s*/?>")


_V_MERGE, _GRID_SPAN, _JC, _HEADER, _STYLE = (
    _value_of(name) for name in ("vMerge", "gridSpan", "jc", "tblHeader", "pStyle")
)


def cut_plain_tables(data: bytes, styles: Styles) -> tuple[bytes, list[Draft]]:
    """The part with an empty `<w:tbl w:draft="n"/>` in place of each plain table, and the drafts of these tables.

    No style may hide its text.
    """
    if styles.paragraph(None).list_id is not None:
        return data, []
    if b"<!" in data or b"<?" in data[5:] or data.count(b"xmlns:w=") != 1 or _BINDING not in data:
        return data, []
    drafts: list[Draft] = []
    kept: list[bytes] = []
    at = 0
    start = data.find(_OPEN)
    while start >= 0:
        end = data.find(_CLOSE, start) + len(_CLOSE)
        inner = data.find(_OPEN, start + 1)
        if end < len(_CLOSE):
            break
        if inner < 0 or inner > end:
            draft = PlainTableReader(styles).read(data[start:end])
            if draft is not None:
                kept += (data[at:start], f'<w:tbl w:draft="{len(drafts)}"/>'.encode())
                at = end
                drafts.append(draft)
        start = inner
    return b"".join((*kept, data[at:])), drafts


class PlainTableReader:
    """Reads one table, if it can."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._plain = styles.paragraph(None)
        self._draft = Draft()
        self._above: dict[int, DraftCell] = {}
        """Merged cells that reach down to the row before, by their first column."""

    def read(self, table: bytes) -> Draft | None:
        """The draft of a whole `<w:tbl>` element, None where the table needs the careful reader."""
        if _is_special(table) or not _is_well_formed(table):
            return None
        draft, markup = self._draft, table.decode()
        if "<w:pStyle" in markup and self._numbered(markup):
            return None
        if "<w:tabs" in markup:
            markup = _TAB_STOPS.sub("", markup)
        in_header = True
        for row in _ROW.split(markup)[1:]:
            properties, *cells = row.split("<w:tc>")
            header = _HEADER.search(properties)
            in_header = in_header and header is not None and means_on(header[1])
            draft.header_rows += in_header
            self._row(cells)
            draft.rows += 1
        return draft

    def _numbered(self, markup: str) -> bool:
        """Does the style of some paragraph number it?"""
        return any(self._styles.paragraph(name).list_id is not None for name in set(_STYLE.findall(markup)))

    def _row(self, cells: list[str]) -> None:
        draft, above = self._draft, self._above
        here: dict[int, DraftCell] = {}
        column = 0
        for markup in cells:
            head, end, content = markup.partition("</w:tcPr>")
            if not end:
                head, content = "", markup
            span = _span(head)
            merged = _V_MERGE.search(head) if "<w:vMerge" in head else None
            cell = above.get(column) if merged is not None and merged[1] != "restart" else None
            if cell is not None and cell.column_span == span:
                cell.row_span += 1
                draft.covered += bool(self._lines(content, []))
            else:
                cell = DraftCell(draft.rows, column, span)
                self._lines(content, cell.blocks)
                draft.cells.append(cell)
            if merged is not None:
                here[column] = cell
            column += span
        draft.columns = max(draft.columns, column)
        self._above = here

    def _lines(self, content: str, lines: list[Line | Draft]) -> list[Line | Draft]:
        """The lines of a cell's paragraphs, added to `lines`."""
        single = content.count("</w:p>") == 1
        for paragraph in (content,) if single else _PARAGRAPH.split(content)[1:]:
            found = _TEXT.findall(paragraph)
            if not found:
                continue
            style = self._plain
            if "<w:pStyle" in paragraph:
                named = _STYLE.search(paragraph)
                style = style if named is None else self._styles.paragraph(named[1])
            align = style.align
            if "<w:jc" in paragraph:
                justified = _JC.search(paragraph)
                align = align_of(justified[1]) if justified is not None else align
            text = "".join([_printed(*groups) for groups in found])
            if not text or "\n" in text or text.isspace():
                append_lines(lines, text, align, _HEADING[style.heading])
            else:
                lines.append(Line("", "", text, align, _HEADING[style.heading]))
        return lines


def _is_special(table: bytes) -> bool:
    if table.find(_OPEN, 1) >= 0 or any(mark in table for mark in _SPECIAL_MARKS):
        return True
    return _SPECIAL.search(table) is not None


def _is_well_formed(table: bytes) -> bool:
    try:
        expat.ParserCreate().Parse(table, True)
    except expat.ExpatError:
        return False
    return True


def _span(properties: str) -> int:
    if "<w:gridSpan" not in properties:
        return 1
    match = _GRID_SPAN.search(properties)
    return min(max(whole_number(match[1] if match else None) or 1, 1), SPAN_LIMIT)


def _printed(attributes: str, text: str, line_break: str, sign: str) -> str:
    """The text of a w:t, a w:br or a sign as printed; a line feed is a line break of the author."""
    if sign:
        return _SIGNS[sign]
    if line_break:
        return "" if "page" in line_break or "column" in line_break else "\n"
    if not text:
        return ""
    if "\n" in text:
        text = text.replace("\n", " ")
    if (text[0] in _BLANKS or text[-1] in _BLANKS) and "preserve" not in attributes:
        text = text.strip(_BLANKS)
    return html.unescape(text) if "&" in text else text
