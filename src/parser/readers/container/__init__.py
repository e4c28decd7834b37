"""Containers that several forms share: ZIP (DOCX, XLSX, OFD, ODT) and OLE (DOC, XLS, encrypted files).

Only what a sniff needs stands here; `package` opens a ZIP of XML parts and imports lxml.
"""

from __future__ import annotations

import io

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGIC = b"PK\x03\x04"


def zip_names(data: bytes) -> frozenset[str] | None:
    """Lower-case names of the parts of a ZIP; None where `data` is no ZIP, or its central directory cannot be read."""
    if not data.startswith(ZIP_MAGIC):
        return None
    import zipfile  # only an input that begins like a ZIP pays for it

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(name.lower().lstrip("/") for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        return None
