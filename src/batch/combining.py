"""The outputs that hold all notices, made from the reports that the journal keeps, one in memory at a time."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from typing import overload

from ..export import Exporter
from ..export.plain import report_from_plain
from ..model import Report
from .journal import Journal
from .work import exported, options_for

COMBINED_NAME = "notices"
_LARGEST = 1 << 30


class Reports(Sequence[Report]):
    """The reports of finished notices, in order; each is read from the journal when it is asked for."""

    def __init__(self, journal: Journal, keys: Sequence[str]) -> None:
        self._journal = journal
        self._keys = keys

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, index: int) -> Report: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Report]: ...
    def __getitem__(self, index: int | slice) -> Report | Sequence[Report]:
        if isinstance(index, slice):
            return Reports(self._journal, self._keys[index])
        return read_report(self._journal.report(self._keys[index]) or b"")

    def __iter__(self) -> Iterator[Report]:
        for number in range(len(self)):
            yield self[number]


def read_report(data: bytes) -> Report:
    """A report as an outcome keeps it."""
    return report_from_plain(json.loads(zlib.decompressobj().decompress(data, _LARGEST)))


def combined_outputs(reports: Reports, exporters: Sequence[Exporter], lang: str) -> Iterator[dict[str, bytes]]:
    """The files of each format that holds all notices, name from the output folder -> bytes, a format at a time."""
    options = options_for(lang)
    for exporter in exporters:
        if exporter.combines:
            yield exported(reports, exporter, exporter.name if exporter.folder else COMBINED_NAME, options)
