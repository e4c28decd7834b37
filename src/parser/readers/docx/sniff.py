"""Is this a DOCX? Answered by content: the parts inside the ZIP, or the streams inside an OLE file."""

from __future__ import annotations

import io

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_ZIP_MAGIC = b"PK\x03\x04"
_TYPES = "[content_types].xml"


def sniff(data: bytes) -> int:
    """Confidence that `data` is a Word document. A password-protected package counts: its error is ours to explain."""
    if data.startswith(OLE_MAGIC):
        return 95 if ENCRYPTED_STREAM in data else 0
    if not data.startswith(_ZIP_MAGIC):
        return 0
    names = _names(data)
    if names is None:
        return _sniff_damaged(data)
    if any(name.startswith(("xl/", "ppt/", "visio/")) for name in names):
        return 0
    if any(name.startswith("word/") for name in names):
        return 95
    return 40 if _TYPES in names and "mimetype" not in names else 0


def _names(data: bytes) -> set[str] | None:
    """Lower-case part names, None where the central directory cannot be read."""
    import zipfile  # only an input that begins like a ZIP pays for it

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name.lower().lstrip("/") for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        return None


def _sniff_damaged(data: bytes) -> int:
    """A cut-off download has lost its directory; the names still stand before each part."""
    if b"xl/workbook" in data or b"ppt/presentation" in data:
        return 0
    if b"word/" in data:
        return 60
    return 40 if b"[Content_Types].xml" in data else 0
