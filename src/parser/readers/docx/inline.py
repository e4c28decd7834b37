"""One paragraph's content as the text that is printed: runs, fields, links, revisions, symbols, text boxes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from lxml import etree

from ....records import dataclass
from .fields import Field, form_text
from .formula import formula_text
from .names import (
    ALTERNATE,
    CHOICE,
    DEL,
    DEL_TEXT,
    ENDNOTE_REFERENCE,
    FALLBACK,
    FOOTNOTE_REFERENCE,
    INS,
    MATH,
    MOVE_FROM,
    MOVE_TO,
    PPR,
    RPR,
    SDT_CONTENT,
    TBL,
    TXBX_CONTENT,
    TYPE,
    VAL,
    VANISH,
    XML_SPACE,
    R,
    T,
    W,
)
from .styles import Styles
from .symbols import in_font, is_symbol_font, symbol
from .toggles import is_on

_XML_BLANKS = " \t\r\n"


@dataclass(slots=True)
class _Content:
    """What one paragraph has given so far. A line break is a line feed; no other piece holds one."""

    pieces: list[str] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)


class InlineReader:
    """Reads paragraph content in the chosen view of tracked changes.

    After each `text_of`, `boxes_before` and `boxes_after` hold the text boxes anchored before and after the first text;
    the caller takes them. `references` grows over the document: (kind, id) of each footnote and endnote, in order.
    `hiding`: some text is hidden; `dressed`: some stands in capitals or in a symbol font.
    """

    def __init__(self, styles: Styles, *, original: bool, hiding: bool, dressed: bool = False) -> None:
        self._styles = styles
        self._plain = not (hiding or dressed)
        self._hidden_paragraph = False
        self._content = _Content()
        self.boxes_before: list[etree._Element] = []
        self.boxes_after: list[etree._Element] = []
        self.references: list[tuple[str, str]] = []
        self.hidden_characters = 0
        self._skipped = frozenset((INS, MOVE_TO) if original else (DEL, MOVE_FROM))
        self._handlers: dict[str, Callable[[etree._Element], None]] = {
            R: self._run,
            T: self._text,
            DEL_TEXT: self._text,
            ALTERNATE: self._alternate,
            MATH + "oMath": self._math,
            W + "sdt": self._sdt,
            W + "sym": self._symbol,
            W + "br": self._break,
            W + "fldChar": self._field_char,
            W + "instrText": self._instruction,
            W + "ruby": self._ruby,
            FOOTNOTE_REFERENCE: self._reference,
            ENDNOTE_REFERENCE: self._reference,
            W + "drawing": self._drawing,
            W + "pict": self._drawing,
            W + "object": self._drawing,
        } | dict.fromkeys(_TRANSPARENT, self._walk)

    def text_of(self, paragraph: etree._Element, *, hidden: bool = False) -> str:
        """The paragraph's text; `hidden` where its style hides it. Each line feed is a line break of the author."""
        self._content = _Content()
        self._hidden_paragraph = hidden
        pieces = self._content.pieces
        plain = self._plain
        for child in paragraph:
            tag = child.tag
            if tag == R and plain:
                for item in child:
                    name = item.tag
                    if name == T:
                        text = item.text
                        if text:
                            pieces.append(printed_text(item, text))
                    elif name != RPR:
                        self._dispatch(item, name)
            elif tag != PPR:
                self._dispatch(child, tag)
        return "".join(pieces)

    def _dispatch(self, element: etree._Element, tag: str) -> None:
        fixed = _FIXED.get(tag)
        if fixed is not None:
            self._content.pieces.append(fixed)
        elif tag not in self._skipped:
            handler = self._handlers.get(tag)
            if handler is not None:
                handler(element)

    def _walk(self, parent: etree._Element) -> None:
        for child in parent:
            self._dispatch(child, child.tag)

    def _run(self, run: etree._Element) -> None:
        if self._plain:
            self._walk(run)
            return
        pieces = self._content.pieces
        mark = len(pieces)
        hides = self._hides(run)
        self._walk(run)
        if hides:
            self.hidden_characters += sum(not sign.isspace() for piece in pieces[mark:] for sign in piece)
            del pieces[mark:]
        else:
            pieces[mark:] = _dressed(pieces[mark:], run.find(RPR))

    def _hides(self, run: etree._Element) -> bool:
        properties = run.find(RPR)
        if properties is None:
            return self._hidden_paragraph
        vanish = properties.find(VANISH)
        if vanish is not None:
            return is_on(vanish)
        style = properties.find(W + "rStyle")
        return self._hidden_paragraph or (style is not None and self._styles.run_hidden(style.get(VAL)))

    def _text(self, element: etree._Element) -> None:
        text = element.text
        if text:
            self._content.pieces.append(printed_text(element, text))

    def _break(self, element: etree._Element) -> None:
        if element.get(TYPE, "textWrapping") == "textWrapping":
            self._content.pieces.append("\n")

    def _symbol(self, element: etree._Element) -> None:
        self._content.pieces.append(symbol(element.get(W + "char"), element.get(W + "font")))

    def _sdt(self, element: etree._Element) -> None:
        for content in element.iterchildren(SDT_CONTENT):
            self._walk(content)

    def _ruby(self, element: etree._Element) -> None:
        for base in element.iterchildren(W + "rubyBase"):
            self._walk(base)

    def _math(self, element: etree._Element) -> None:
        self._content.pieces.append(formula_text(element, self._skipped))

    def _alternate(self, element: etree._Element) -> None:
        branch = chosen_branch(element)
        if branch is not None:
            self._walk(branch)

    def _drawing(self, element: etree._Element) -> None:
        """The text boxes of a drawing, however deep they lie in groups and shapes."""
        for child in element:
            if child.tag == TXBX_CONTENT:
                self._box(child)
            elif child.tag == ALTERNATE:
                branch = chosen_branch(child)
                if branch is not None:
                    self._drawing(branch)
            else:
                self._drawing(child)

    def _box(self, element: etree._Element) -> None:
        started = any(piece and not piece.isspace() for piece in self._content.pieces)
        (self.boxes_after if started else self.boxes_before).append(element)

    def _reference(self, element: etree._Element) -> None:
        kind = "footnote" if element.tag == FOOTNOTE_REFERENCE else "endnote"
        self.references.append((kind, element.get(W + "id") or ""))

    def _instruction(self, element: etree._Element) -> None:
        fields = self._content.fields
        if fields and not fields[-1].has_result:
            fields[-1].instruction += element.text or ""

    def _field_char(self, element: etree._Element) -> None:
        """Only a field's result is printed. A field left open in its paragraph loses nothing."""
        content = self._content
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            content.fields.append(Field(len(content.pieces), form_text(element)))
        elif content.fields and kind == "separate":
            del content.pieces[content.fields[-1].begin :]
            content.fields[-1].has_result = True
        elif content.fields and kind == "end":
            ended = content.fields.pop()
            if not ended.has_result or not any(content.pieces[ended.begin :]):
                content.pieces[ended.begin :] = [ended.printed()]


_TRANSPARENT = (
    INS,
    DEL,
    MOVE_FROM,
    MOVE_TO,
    CHOICE,
    FALLBACK,
    MATH + "oMathPara",
    *(W + name for name in ("hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo")),
)
_KNOWN_NAMESPACES = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/", "urn:schemas-")
_CAPITALS = (W + "caps", W + "smallCaps")
_FIXED = {W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-"}


def _dressed(pieces: list[str], properties: etree._Element | None) -> list[str]:
    """The pieces of a run in its capitals or in its symbol font."""
    if properties is None:
        return pieces
    fonts = properties.find(W + "rFonts")
    names = () if fonts is None else (fonts.get(W + "ascii"), fonts.get(W + "hAnsi"))
    font = next(filter(is_symbol_font, names), None)
    if font is not None:
        pieces = [in_font(piece, font) for piece in pieces]
    in_capitals = any(child.tag in _CAPITALS and is_on(child) for child in properties)
    return [piece.upper() for piece in pieces] if in_capitals else pieces


def printed_text(element: etree._Element, text: str) -> str:
    """The text of a w:t as printed: a line feed is a space, and blanks at its ends count only where preserved."""
    if "\n" in text:
        text = text.replace("\n", " ")
    if (text[0] in _XML_BLANKS or text[-1] in _XML_BLANKS) and not _preserves(element):
        return text.strip(_XML_BLANKS)
    return text


def _preserves(element: etree._Element | None) -> bool:
    while element is not None:
        space = element.get(XML_SPACE)
        if space is not None:
            return space == "preserve"
        element = element.getparent()
    return False


def chosen_branch(alternate: etree._Element) -> etree._Element | None:
    """Of the branches that say the same in several ways, the one Word reads; so nothing is read twice.

    That is the first whose names Word knows. A branch without text stands back behind one with text.
    """
    branches = [child for child in alternate if child.tag in (CHOICE, FALLBACK)]
    known = [branch for branch in branches if _is_known(branch)] or branches
    return next((branch for branch in (*known, *branches) if _says_something(branch)), None)


def _is_known(branch: etree._Element) -> bool:
    """Does Word know every namespace that a choice requires?"""
    required = (branch.get("Requires") or "").split()
    return all((branch.nsmap.get(prefix) or "").startswith(_KNOWN_NAMESPACES) for prefix in required)


def _says_something(branch: etree._Element) -> bool:
    return next(branch.iter(T, DEL_TEXT, TBL, W + "sym", MATH + "t"), None) is not None
