"""One input: a name and its bytes, from a path or as they are."""

from __future__ import annotations

from pathlib import Path

from .errors import InputError
from .records import dataclass

MAX_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Input:
    """One file: its name (file name only) and its bytes."""

    name: str
    data: bytes


Readable = str | Path | bytes | Input


def load(source: Readable, name: str | None = None) -> Input:
    """The bytes of a path, or bytes as they are.

    Raises:
        InputError: there is no such file, it is a folder, it cannot be opened, or it is larger than 512 MiB.
    """
    if isinstance(source, Input):
        return source
    if isinstance(source, bytes | bytearray | memoryview):
        return Input(name or "input", bytes(source))
    path = Path(source)
    try:
        if path.is_dir():
            raise InputError(
                f"{path}: this is a folder, and one file is expected here. `hedui convert` takes folders of notices.",
                "unreadable",
            )
        if path.exists() and not path.is_file():
            raise InputError(
                f"{path}: this is no regular file. Copy the notice to an ordinary file first.", "unreadable"
            )
        if path.stat().st_size > MAX_BYTES:
            raise InputError(
                f"{path}: the file is larger than 512 MiB. Split it, or check that it is the notice.", "too-large"
            )
        return Input(name or path.name, path.read_bytes())
    except FileNotFoundError:
        raise InputError(
            f"{path}: there is no such file. Check the path and the spelling of the name.", "not-found"
        ) from None
    except OSError as error:
        raise InputError(
            f"{path}: the file cannot be opened ({error.strerror}). Check its permissions.", "unreadable"
        ) from None
