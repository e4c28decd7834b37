"""The workbook: its sheets in the order of their tabs, the texts and styles they share."""

from __future__ import annotations

import re
from dataclasses import field

from lxml import etree

from ....outline import Note
from ....records import dataclass
from ..container.package import Form, Package, PartError
from .names import RELATIONSHIP_ID, S, is_on
from .styles import PLAIN, Style, read_styles

FORM = Form("XLSX", "Open it in Excel or WPS, save it again as .xlsx, and check that the download or copy finished.")
SHEET_LIMIT = 200
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Tab:
    """A worksheet that has not been read yet."""

    name: str
    path: str
    hidden: bool


@dataclass(slots=True)
class Book:
    """An open workbook."""

    package: Package
    tabs: list[Tab]
    from_1904: bool
    strings: list[str]
    styles: list[Style]
    notes: list[Note] = field(default_factory=list)

    def style(self, number: int | None) -> Style:
        return self.styles[number] if number is not None and number < len(self.styles) else PLAIN

    def sheet(self, tab: Tab) -> etree._Element:
        """The root of a worksheet; a damaged one is read as far as it goes, with a note.

        Raises:
            InputError: nothing of it can be read, or it passes the bounds.
        """
        try:
            return self.package.xml(tab.path)
        except PartError as error:
            self.notes.append(Note("text-damaged", f"工作表“{tab.name}”有损坏，已尽量读出，可能有缺失（{error}）"))
        try:
            return self.package.xml(tab.path, recover=True)
        except PartError as error:
            raise self.package.refusal(f"the sheet {tab.name!r} cannot be read: {error}") from error


def open_book(data: bytes, name: str) -> Book:
    """Open a workbook.

    Raises:
        InputError: damaged, encrypted, in the binary form (XLSB), without worksheets, or out of bounds.
    """
    package = Package(data, name, FORM)
    main = _main_part(package)
    try:
        root = package.xml(main)
    except PartError as error:
        raise package.refusal(f"the workbook cannot be read: {error}") from error
    related = package.related(main)
    properties = root.find(S + "workbookPr")
    return Book(
        package,
        _tabs(package, main, root),
        properties is not None and is_on(properties.get("date1904")),
        _strings(package, related.get("sharedStrings")),
        _styles(package, related.get("styles")),
    )


def _main_part(package: Package) -> str:
    main = package.related("").get("officeDocument") or "xl/workbook.xml"
    if main.lower().endswith(".bin") or "xl/workbook.bin" in package:
        raise package.refusal("this is a workbook in the binary form (XLSB)", "unknown-type")
    if main not in package:
        raise package.refusal("the file is a ZIP but holds no workbook (xl/workbook.xml is missing)")
    return main


def _tabs(package: Package, main: str, root: etree._Element) -> list[Tab]:
    sheets = {found.id: found for found in package.relationships(main) if found.kind == "worksheet"}
    tabs = []
    for element in root.iterfind(f"{S}sheets/{S}sheet"):
        found = sheets.get(element.get(RELATIONSHIP_ID, ""))
        if found is not None:
            tabs.append(Tab(element.get("name", ""), found.path, element.get("state", "visible") != "visible"))
    if not tabs:
        raise package.refusal("the workbook holds no worksheet that can be found")
    if len(tabs) > SHEET_LIMIT:
        raise package.refusal(f"the workbook holds {len(tabs)} sheets, more than {SHEET_LIMIT}", "over-limits")
    return tabs


def _strings(package: Package, path: str | None) -> list[str]:
    if path is None:
        return []
    try:
        return [text_of(item) for item in package.xml(path).iterchildren(S + "si")]
    except PartError as error:
        raise package.refusal(f"the texts of the workbook cannot be read: {error}") from error


def _styles(package: Package, path: str | None) -> list[Style]:
    """Without its style sheet a workbook shows dates as numbers: better refused than read wrong."""
    try:
        return read_styles(package.xml(path)) if path is not None else []
    except PartError as error:
        raise package.refusal(f"the number formats of the workbook cannot be read: {error}") from error


def text_of(item: etree._Element) -> str:
    """The text of a string item: its runs joined, reading aids (phonetic runs) left out, line ends as line feeds."""
    pieces = [item.findtext(S + "t") or "", *(run.findtext(S + "t") or "" for run in item.iterchildren(S + "r"))]
    return clean("".join(pieces))


def clean(text: str) -> str:
    """Escapes (`_x000D_`) resolved and line ends made line feeds."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: _char(match[1]), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _char(code: str) -> str:
    number = int(code, 16)
    return "\ufffd" if number == 0 or 0xD800 <= number < 0xE000 else chr(number)
