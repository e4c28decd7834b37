"""Opening an input that may be anything: a link, a pipe that never ends, a file that changes under the hand."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Sequence
from contextlib import suppress

from ..errors import InputError
from ..pipeline import MAX_BYTES
from ..records import dataclass
from .inputs import Candidate

_CHUNK = 1 << 20
_HEAD = 1024


@dataclass(frozen=True, slots=True)
class Opened:
    """An open input. `digest` is the SHA-256 of its bytes; `head` the first of them."""

    descriptor: int
    digest: str
    head: bytes


def open_all(candidates: Sequence[Candidate]) -> list[Opened]:
    """Open the files of one notice, body first.

    Raises:
        InputError: one of them cannot be opened; none stays open.
    """
    opened: list[Opened] = []
    try:
        for number, candidate in enumerate(candidates):
            opened.append(_opened(candidate, "" if not number else f"{candidate.place.name}: "))
    except BaseException:
        close_all(opened)
        raise
    return opened


def close_all(opened: Sequence[Opened]) -> None:
    for one in opened:
        with suppress(OSError):
            os.close(one.descriptor)


def _opened(candidate: Candidate, prefix: str) -> Opened:
    """Nothing is waited for, nothing but a regular file is read, and the same open file is hashed and parsed."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    if not candidate.named:
        flags |= getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = os.open(candidate.path, flags)
    except FileNotFoundError:
        raise InputError(f"{prefix}there is no such file. Check the path and the spelling.", "not-found") from None
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or error
        raise InputError(f"{prefix}the file cannot be opened ({said}). Check its permissions.", "unreadable") from None
    try:
        return _hashed(descriptor, prefix)
    except OSError as error:
        os.close(descriptor)
        raise InputError(f"{prefix}the file cannot be read ({error.strerror}).", "unreadable") from None
    except BaseException:
        os.close(descriptor)
        raise


def _hashed(descriptor: int, prefix: str) -> Opened:
    status = os.fstat(descriptor)
    if stat.S_ISDIR(status.st_mode):
        raise InputError(f"{prefix}this is a folder. Name the file itself.", "unreadable")
    if not stat.S_ISREG(status.st_mode):
        raise InputError(f"{prefix}this is no regular file. Copy the notice to an ordinary file first.", "unreadable")
    if status.st_size > MAX_BYTES:
        said = f"{prefix}the file is larger than 512 MiB. Split it, or check that it is the notice."
        raise InputError(said, "too-large")
    head, digest, size = b"", hashlib.sha256(), 0
    while chunk := os.read(descriptor, _CHUNK):
        head = head or chunk[:_HEAD]
        digest.update(chunk)
        size += len(chunk)
        if size > MAX_BYTES:
            raise InputError(f"{prefix}the file grows while it is read.", "changed")
    return Opened(descriptor, digest.hexdigest(), head)
