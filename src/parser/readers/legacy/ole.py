"""OLE compound files ([MS-CFB]): which streams lie at the top, and where they begin.

What lies deeper does not count: a workbook embedded in a document makes no workbook of it.
"""

from __future__ import annotations

import struct

from ....records import dataclass
from ..container import OLE_MAGIC

_ENTRY = 128
_NO_ENTRY, _LAST_SECTOR = 0xFFFFFFFF, 0xFFFFFFFA
_SMALL = 4096
"""A stream below this size lies in the mini stream, which is not followed."""
_SECTOR_LIMIT = 10_000
"""Sectors of the directory, or of the list of the allocation table, that are followed."""


@dataclass(frozen=True, slots=True)
class Stream:
    """`start` is the offset of its first byte in the file; None where it is small."""

    size: int
    start: int | None


def top_streams(data: bytes) -> dict[str, Stream]:
    """The streams and folders at the top of a compound file by name; none where its directory cannot be read."""
    if not data.startswith(OLE_MAGIC) or len(data) < 512:
        return {}
    try:
        return _Directory(data).top()
    except (struct.error, IndexError):
        return {}


class _Directory:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._size = 1 << int.from_bytes(data[30:32], "little")
        if self._size not in (512, 4096):
            raise IndexError("no sector size of this format")
        self._table = self._table_sectors()
        self._entries: list[bytes] = []
        sector = self._long(48)
        for _ in range(_SECTOR_LIMIT):
            if sector >= _LAST_SECTOR:
                break
            start = self._offset(sector)
            self._entries += [data[at : at + _ENTRY] for at in range(start, start + self._size, _ENTRY)]
            sector = self._next(sector)

    def _offset(self, sector: int) -> int:
        return (sector + 1) * self._size

    def _long(self, at: int) -> int:
        """Beyond the end of the file: 0, which leads to a sector already read."""
        return int.from_bytes(self._data[at : at + 4], "little")

    def _table_sectors(self) -> list[int]:
        """The sectors that hold the allocation table: 109 are named in the head, more in sectors of their own."""
        data, size = self._data, self._size
        sectors = list(struct.unpack_from("<109I", data, 76))
        more = self._long(68)
        for _ in range(_SECTOR_LIMIT):
            if more >= _LAST_SECTOR:
                break
            *found, more = struct.unpack_from(f"<{size // 4}I", data, self._offset(more))
            sectors += found
        return sectors

    def _next(self, sector: int) -> int:
        each = self._size // 4
        return self._long(self._offset(self._table[sector // each]) + sector % each * 4)

    def top(self) -> dict[str, Stream]:
        """The children of the root: a tree whose nodes know their left and right neighbours."""
        streams: dict[str, Stream] = {}
        (child,) = struct.unpack_from("<I", self._entries[0], 76)
        waiting, seen = [child], {_NO_ENTRY}
        while waiting:
            number = waiting.pop()
            if number in seen:
                continue
            seen.add(number)
            entry = self._entries[number]
            length, left, right = struct.unpack_from("<H2xII", entry, 64)
            waiting += (left, right)
            sector, size = struct.unpack_from("<II", entry, 116)
            name = entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            streams[name] = Stream(size, self._offset(sector) if size >= _SMALL else None)
        return streams
