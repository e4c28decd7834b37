"""Is this a DOCX? Answered by content: the parts inside the ZIP, or the streams inside an OLE file."""

from __future__ import annotations

from ..container import OLE_MAGIC, ZIP_MAGIC, zip_names

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_TYPES = "[content_types].xml"


def sniff(data: bytes) -> int:
    """Confidence that `data` is a Word document. A password-protected package counts: its error is ours to explain."""
    if data.startswith(OLE_MAGIC):
        return 95 if ENCRYPTED_STREAM in data else 0
    if not data.startswith(ZIP_MAGIC):
        return 0
    names = zip_names(data)
    if names is None:
        return _sniff_damaged(data)
    if any(name.startswith(("xl/", "ppt/", "visio/")) for name in names):
        return 0
    if any(name.startswith("word/") for name in names):
        return 95
    return 40 if _TYPES in names and "mimetype" not in names else 0


def _sniff_damaged(data: bytes) -> int:
    """A cut-off download has lost its directory; the names still stand before each part."""
    if b"xl/workbook" in data or b"ppt/presentation" in data:
        return 0
    if b"word/" in data:
        return 60
    return 40 if b"[Content_Types].xml" in data else 0
