"""Files appear whole or not at all, and stay when the power goes."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from ..errors import UsageError

TEMPORARY = ".hedui-"
"""How the names of files begin that are being written."""


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path` through a temporary file beside it, so that nobody ever sees half a file.

    When this returns, the file is on the disk. Folders on the way are made. A file that stands there is replaced and
    keeps its permissions to others.

    Raises:
        UsageError: the place cannot be written to.
    """
    try:
        make_folder(path.parent)
        _replace(path, data)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror or error}") from error


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write each named file into `folder`, each one whole.

    Raises:
        UsageError: the place cannot be written to.
    """
    for name, data in files.items():
        write_whole(folder / name, data)


def put_in_place(made: Path, path: Path) -> None:
    """Give a file that was written elsewhere on the same disk its place, whole and on the disk when this returns.

    Raises:
        OSError: the place cannot be written to.
    """
    make_folder(path.parent)
    with made.open("rb") as file:
        os.fsync(file.fileno())
    made.chmod(_permissions(path))
    made.replace(path)
    _flush_names(path.parent)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; each name is on the disk when this returns."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        _flush_names(one.parent)


def clear_temporaries(folder: Path) -> None:
    """Remove what a run that died was in the middle of writing."""
    for path in folder.rglob(f"{TEMPORARY}*"):
        if path.is_file():
            path.unlink()


def _replace(path: Path, data: bytes) -> None:
    import tempfile  # brings archives and random numbers with it

    handle, temporary = tempfile.mkstemp(prefix=TEMPORARY, dir=path.parent)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_permissions(path))
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(temporary).unlink()
        raise
    _flush_names(path.parent)


def _flush_names(folder: Path) -> None:
    """Put the names of a folder on the disk; systems that cannot (Windows) do it by themselves."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _permissions(path: Path) -> int:
    """Those of the file that is replaced; for a new one, what an ordinary `open` would give."""
    with contextlib.suppress(FileNotFoundError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
