"""One notice in several files: a folder or a ZIP with the body and its attachments.

`unpacking` opens a ZIP or a folder within bounds, `choosing` decides by content which file is the body.
"""

from __future__ import annotations

from pathlib import Path

from .choosing import Bundle, choose
from .unpacking import is_bundle, read_folder, unpack

__all__ = ["Bundle", "is_bundle", "open_bundle", "open_folder"]


def open_bundle(data: bytes, name: str = "bundle.zip") -> Bundle:
    """The body and the attachments in a ZIP. `name` is what messages call it.

    Raises:
        InputError: the ZIP is damaged, needs a password, passes a bound, leads out of itself, holds another ZIP, a file
            of a known form that cannot be read, no notice, or several.
    """
    return choose(unpack(data, name), name)


def open_folder(folder: Path) -> Bundle:
    """The body and the attachments in a folder, those in folders below it included.

    Raises:
        InputError: as `open_bundle`, and where a file cannot be opened.
    """
    return choose(read_folder(folder), folder.name or str(folder))
