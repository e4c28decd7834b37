"""What a file is that hedui does not read, and what to do about it: one sentence each."""

from __future__ import annotations

import re

from .mime import is_mail

_SAVE_AS = "hedui reads {forms}. Save or export the notice in one of these forms"
_RECOGNISE = "hedui reads text, not pictures. Ask for the file itself, or have the text recognised first"
_UNPACK = "Unpack it and give the notice itself, or pack it as ZIP"

_BY_START: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG", "a PNG picture", _RECOGNISE),
    (b"\xff\xd8\xff", "a JPEG picture", _RECOGNISE),
    (b"GIF8", "a GIF picture", _RECOGNISE),
    (b"II*\x00", "a TIFF picture", _RECOGNISE),
    (b"MM\x00*", "a TIFF picture", _RECOGNISE),
    (b"BM", "a BMP picture", _RECOGNISE),
    (b"8BPS", "a Photoshop picture", _RECOGNISE),
    (b"{\\rtf", "an RTF file", _SAVE_AS),
    (b"Rar!", "a RAR archive", _UNPACK),
    (b"7z\xbc\xaf", "a 7-Zip archive", _UNPACK),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ", "an xz archive", _UNPACK),
    (b"MZ", "a Windows program", "Do not open it if you expected a notice; download the notice again"),
    (b"\x7fELF", "a Linux program", "Do not open it if you expected a notice; download the notice again"),
    (b"\xca\xfe\xba\xbe", "a program", "Do not open it if you expected a notice; download the notice again"),
    (b"%!PS", "a PostScript file", "Convert it to PDF"),
    (b"ID3", "a sound recording", _SAVE_AS),
    (b"\xff\xfb", "a sound recording", _SAVE_AS),
    (b"OggS", "a sound or video recording", _SAVE_AS),
    (b"fLaC", "a sound recording", _SAVE_AS),
    (b"#!AMR", "a sound recording", _SAVE_AS),
    (b"\x1aE\xdf\xa3", "a video", _SAVE_AS),
    (b"FLV\x01", "a video", _SAVE_AS),
    (b"\x00\x00\x01\xba", "a video", _SAVE_AS),
    (b"0&\xb2u", "a sound or video recording", _SAVE_AS),
    (b"SQLite format 3", "a database", _SAVE_AS),
    (b"AT&T", "a DjVu scan", _RECOGNISE),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "a shortcut", "Give the file it leads to"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_KINDS: tuple[tuple[str, str, str], ...] = (
    (
        "EncryptedPackage",
        "an Office file protected by a password",
        "Remove the password in Word, Excel or WPS and save it again",
    ),
    ("__substg1.0_", "an Outlook e-mail", "Save the attached notice from the e-mail and give that file"),
    ("PowerPoint Document", "a presentation (PowerPoint)", "Give the notice itself, not slides about it"),
    ("WordDocument", "an old Word or WPS document", "Save it as .docx in Word or WPS"),
    ("Workbook", "an old Excel workbook", "Save it as .xlsx in Excel or WPS"),
)
_ZIP = b"PK\x03\x04"
_ZIP_KINDS: tuple[tuple[tuple[bytes, ...], str, str], ...] = (
    (
        (b"ppt/", b"opendocument.presentation"),
        "a presentation (PowerPoint)",
        "Give the notice itself, not slides about it",
    ),
    ((b"AndroidManifest.xml", b"META-INF/MANIFEST.MF"), "a program", "Download the notice again"),
    ((b"application/epub+zip",), "an electronic book", _SAVE_AS),
    ((b"visio/",), "a drawing (Visio)", _SAVE_AS),
    ((b"xl/",), "an Excel workbook", _SAVE_AS),
)
_TEXT_HEAD = 4096
_JSON = re.compile(rb"(?:\{\s*\"|\[\s*[\[{\"])")
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?([A-Za-z_][\w.-]{0,60})[\s/>]")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|body)[\s>]", re.IGNORECASE)
_PAGE_PARTS = frozenset({b"html", b"body", b"div", b"table", b"p", b"span", b"article", b"section", b"center"})
_XML_KINDS = {
    b"svg": ("an SVG picture", _RECOGNISE),
    b"worddocument": ("a Word document saved as XML", "Save it as .docx in Word or WPS"),
    b"package": ("a Word document saved as XML", "Save it as .docx in Word or WPS"),
    b"workbook": ("an Excel workbook saved as XML", "Save it as .xlsx in Excel or WPS"),
    b"uof": ("a UOF document", "Save it as .docx in WPS"),
}
_DIRECTORY = 64 << 10
"""Bytes at the end of a ZIP in which the names of its parts stand."""


def name_foreign_text(data: bytes) -> str | None:
    """What to say of text that is no notice: e-mail, XML, JSON. To be asked before the readers, which take any text."""
    kind = _text_kind(data)
    return f"this is {kind[0]}. {kind[1]}." if kind else None


def _text_kind(data: bytes) -> tuple[str, str] | None:
    if is_mail(data):
        return "an e-mail", "Save the attached notice from the e-mail and give that file"
    head = data[:_TEXT_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\x00", b"")
    if head.startswith(b"[InternetShortcut]"):
        return "a shortcut to a web page", "Open it in a browser, save the page and give that file"
    if _JSON.match(head) and data[-64:].replace(b"\x00", b"").rstrip()[-1:] in (b"}", b"]"):
        return "a JSON file", "Give the notice it was made from"
    return _xml_kind(head) if head.startswith((b"<?xml", b"<svg")) else None


def _xml_kind(head: bytes) -> tuple[str, str] | None:
    """XML by its root element; None for a web page."""
    root = _ROOT.search(head)
    name = root[1].lower() if root else b""
    if name in _PAGE_PARTS or _PAGE.search(head):
        return None
    return _XML_KINDS.get(name, ("an XML file", "Save or export the notice as DOCX, PDF or plain text"))


def name_foreign(data: bytes, forms: str) -> str:
    """What to say of a file that no reader takes. `forms` are the names of those that are read."""
    kind, advice = _kind(data)
    return f"this is {kind}. {advice.format(forms=forms)}."


def is_plain_zip(data: bytes) -> bool:
    """Whether a ZIP is a mere container of files, as far as the names of its parts tell."""
    return _zip_kind(data)[0].startswith("a ZIP file")


def _kind(data: bytes) -> tuple[str, str]:
    if data.startswith(_OLE):
        found = next((kind for kind in _OLE_KINDS if kind[0].encode("utf-16-le") in data), None)
        return found[1:] if found else ("an old Office file", "Save it as .docx or .xlsx in Word, Excel or WPS")
    if data.startswith(_ZIP):
        return _zip_kind(data)
    if data[4:8] == b"ftyp":
        picture = data[8:12] in (b"heic", b"heix", b"mif1", b"avif")
        return ("a picture (HEIC)", _RECOGNISE) if picture else ("a video", _SAVE_AS)
    if data.startswith(b"RIFF"):
        kinds = {b"WEBP": ("a WebP picture", _RECOGNISE), b"WAVE": ("a sound recording", _SAVE_AS)}
        return kinds.get(data[8:12], ("a video", _SAVE_AS))
    found_start = next(((kind, advice) for start, kind, advice in _BY_START if data.startswith(start)), None)
    return found_start or ("a file of unknown kind", _SAVE_AS)


def _zip_kind(data: bytes) -> tuple[str, str]:
    names = data[:4096] + data[-_DIRECTORY:]
    for marks, kind, advice in _ZIP_KINDS:
        if any(mark in names for mark in marks):
            return kind, advice
    if len(data) > 6 and data[6] & 1:
        return "a ZIP file protected by a password", "Unpack it with its password and give the notice itself"
    return "a ZIP file", "Unpack it and give the notice itself"
