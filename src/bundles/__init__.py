"""One notice in several files: a folder or a ZIP with the body and its attachments.

`unpacking` opens a ZIP or a folder within bounds, `choosing` decides by content which file is the body.
"""

from __future__ import annotations

from pathlib import Path

from .choosing import Bundle, choose

__all__ = ["Bundle", "is_bundle", "open_bundle", "open_folder"]


def is_bundle(data: bytes) -> bool:
    """Whether these bytes are a ZIP of files, and no form that is a ZIP itself (DOCX, XLSX, OFD ...)."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    from .unpacking import is_bundle  # only what begins like a ZIP pays for opening one

    return is_bundle(data)


def open_bundle(data: bytes, name: str = "bundle.zip") -> Bundle:
    """The body and the attachments in a ZIP. `name` is what messages call it.

    Raises:
        InputError: the ZIP is damaged, needs a password, passes a bound, leads out of itself, holds another ZIP, a file
            of a known form that cannot be read, no notice, or several.
    """
    from .unpacking import unpack

    return choose(unpack(data, name), name)


def open_folder(folder: Path) -> Bundle:
    """The body and the attachments in a folder, those in folders below it included.

    Raises:
        InputError: as `open_bundle`, and where a file cannot be opened.
    """
    from .unpacking import read_folder

    return choose(read_folder(folder), folder.name or str(folder))
