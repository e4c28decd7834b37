"""What reading one file may cost. Processor time is what counts: on a busy machine the clock lies."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable

from ..records import dataclass

MEMORY = 1 << 30
FILE_SIZE = 256 << 20
"""Bytes of any file the reading process writes."""

_PDF_WITHIN = 1024
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""Numbers of <malloc.h>."""
_OFFICE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one child process. Seconds are of processor time, but for `wall_seconds`; sizes are bytes."""

    cpu_seconds: int = 30
    page_seconds: int | None = None
    """Processor time of one page; None where a file has no pages."""
    memory: int = MEMORY
    file_size: int = FILE_SIZE

    @property
    def wall_seconds(self) -> float:
        """The back-stop for a process that waits for ever: generous, because machines are busy."""
        return 4.0 * self.cpu_seconds + 30.0


def limits_for(heads: Iterable[bytes]) -> Limits:
    """The limits of a notice by the first bytes of its files: 120 s with a PDF (10 s a page), else 30 s."""
    heads = list(heads)
    if any(b"%PDF-" in head[:_PDF_WITHIN] for head in heads):
        return Limits(cpu_seconds=120, page_seconds=10)
    if any(head.startswith(_OFFICE) or _is_open_document(head) for head in heads):
        return Limits(cpu_seconds=120, memory=4 << 30)  # LibreOffice is another program inside the same bounds
    return Limits()


def _is_open_document(head: bytes) -> bool:
    return head.startswith(b"PK") and b"mimetypeapplication/vnd.oasis.opendocument" in head[:128]


def confine(limits: Limits) -> None:
    """Bind this process: processor time, address space, size of written files, no core file.

    Does nothing where the system has no such limits (Windows).
    """
    if sys.platform == "win32":
        return
    import resource

    hard = limits.cpu_seconds + 2
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, hard))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.file_size, limits.file_size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # macOS knows the limit and does not keep it
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))


def keep_memory() -> None:
    """Tell the C library to keep what is freed: this process lives for one file, and getting memory anew costs time.

    A PDF whose fonts are not embedded has its reader load a font of 26 MB several times over.
    """
    if sys.platform == "linux":
        library = ctypes.CDLL(None)
        if hasattr(library, "mallopt"):  # glibc
            library.mallopt(_TRIM_THRESHOLD, 512 << 20)
            library.mallopt(_MMAP_THRESHOLD, 32 << 20)


def allow_until(cpu_seconds: float) -> None:
    """Move the soft limit: from now on the process ends when it has used `cpu_seconds` in all."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = int(-(-cpu_seconds // 1))
    soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def cpu_used() -> float:
    """Processor seconds of this process so far."""
    times = os.times()
    return times.user + times.system
