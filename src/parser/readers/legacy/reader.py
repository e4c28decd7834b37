"""From the bytes of an old office file to a Document, by way of LibreOffice.

The origin is the file that was given; the source text and its places are those of the converted file, and a note says
so.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ....errors import InputError
from ....outline import Note
from ...document import Document
from .. import Blob, ReadOptions
from ..container.package import Form, Package, PartError
from ..docx.reader import read as read_docx
from ..sheet.reader import read_book
from .kinds import ODS, ODT, Kind, is_encrypted, kind_of
from .office import convert

_PROGRAM = re.compile(rb"<Application>([^<$]{1,60})")


def read_converted(blob: Blob, options: ReadOptions) -> Document:
    """Read a file that LibreOffice converts.

    Raises:
        MissingDependencyError: LibreOffice is not installed.
        InputError: the file has a password, is damaged, or cannot be converted within the time limit.
    """
    kind = kind_of(blob.data)
    if kind is None:
        raise InputError(f"{blob.name}: this is no file that LibreOffice converts.", "unknown-type")
    if is_encrypted(blob.data, kind) or (kind in (ODT, ODS) and _is_sealed(blob, kind)):
        raise InputError(
            f"{blob.name}: the file is protected by a password. Remove the password in Word or WPS and save it again.",
            "encrypted",
        )
    made = Blob(convert(blob.data, kind, blob.name, options.conversion_seconds), blob.name, blob.part)
    document = read_docx(made, options) if kind.target == "docx" else read_book(made)
    return replace(document, origin=blob.source(kind.media_type), notes=(_note(made, kind), *document.notes))


def _is_sealed(blob: Blob, kind: Kind) -> bool:
    """Whether the manifest of an OpenDocument file names a cipher."""
    advice = f"Open it in LibreOffice or WPS and save it as .{kind.target}."
    try:
        return b"encryption-data" in Package(blob.data, blob.name, Form(kind.name, advice)).bytes_of(
            "META-INF/manifest.xml"
        )
    except PartError:
        return False


def _note(made: Blob, kind: Kind) -> Note:
    target = kind.target.upper()
    try:
        found = _PROGRAM.search(Package(made.data, made.name, Form(target, "")).bytes_of("docProps/app.xml"))
    except PartError:
        found = None
    program = found[1].decode("utf-8", "replace").replace("/", " ") if found else "LibreOffice"
    return Note("converted", f"原文件为 {kind.name}，由 {program} 转换为 {target} 后读取")
