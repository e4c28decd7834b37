"""The outputs that hold all notices, made from the reports that the journal keeps, one in memory at a time."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast, overload

from ..config import Lang, Settings
from ..errors import UsageError
from ..export import Exporter, ExportOptions, exporter_for
from ..export.plain import report_from_plain
from ..model import Report
from ..parser.readers import PageWatch
from .inputs import STATE_FOLDER
from .journal import JOURNAL_FILE, Journal
from .limits import Limits
from .pool import ForkPool
from .reasons import verdict
from .runs import Job
from .work import Outcome, Task, exported, options_for
from .writing import put_in_place, write_folder

COMBINED_NAME = "notices"
WORKER = f"{__name__}:combine_apart"
LIMITS = Limits(cpu_seconds=36_000, memory=64 << 30, file_size=64 << 30)
_FEW = 300
"""Notices; so many reports are put together in memory, in the supervising process."""
_NAMES = "names"
SCRATCH = "combining"
"""Folder beside the journal."""
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


def combine(journal: Journal, keys: Sequence[str], target: Path, formats: Sequence[str], lang: str) -> tuple[str, ...]:
    """Write the outputs that hold all notices, in the order of the keys; their names from the output folder.

    A large batch is put together a report at a time and in a process of its own: the one that supervises stays small.

    Raises:
        UsageError: an output cannot be written.
    """
    wanted = tuple(name for name in formats if exporter_for(name).combines)
    many = len(keys) > _FEW
    if not many or not wanted or sys.platform != "linux":
        return _written(Reports(journal, keys), target, wanted, lang, streamed=many)
    with tempfile.TemporaryFile() as listed:
        listed.write("\n".join(keys).encode())
        listed.flush()
        task = Task(("keys",), os.fspath(target.absolute()), Settings(lang=cast("Lang", lang)), wanted, False)
        with ForkPool(1, WORKER) as pool:
            ((_, outcome),) = pool.run(iter([Job(0, task, (listed.fileno(),), LIMITS)]))
    if outcome.verdict is not None:
        raise UsageError(f"the outputs that hold all notices cannot be written: {outcome.verdict.message}")
    return tuple(json.loads(outcome.files[_NAMES]))


def combine_apart(task: Task, data: Sequence[bytes], watch: PageWatch) -> Outcome:
    """`combine` in a process of its own: the bytes are the keys, a line each, `task.stem` the output folder."""
    del watch
    target = Path(task.stem)
    journal = Journal(target / STATE_FOLDER / JOURNAL_FILE)
    try:
        reports = Reports(journal, data[0].decode().split())
        names = _written(reports, target, task.formats, task.settings.lang, streamed=True)
    except UsageError as error:
        return Outcome(verdict=verdict("unreadable", str(error)))
    finally:
        journal.close()
    return Outcome({_NAMES: json.dumps(names).encode()})


def _written(reports: Reports, target: Path, formats: Sequence[str], lang: str, *, streamed: bool) -> tuple[str, ...]:
    """`streamed`: with one report in memory at a time, where the format can."""
    options = options_for(lang)
    names: list[str] = []
    for exporter in map(exporter_for, formats):
        stem = exporter.name if exporter.folder else COMBINED_NAME
        if streamed and exporter.stream is not None:
            names += _streamed(reports, exporter, target, stem, options)
        else:
            files = exported(reports, exporter, stem, options)
            write_folder(target, files)
            names += files
    return tuple(names)


def _streamed(reports: Reports, exporter: Exporter, target: Path, stem: str, options: ExportOptions) -> list[str]:
    """The same as `exported`, written beside the journal first and then put in its place."""
    stream = exporter.stream
    assert stream is not None
    scratch = target / STATE_FOLDER / SCRATCH
    shutil.rmtree(scratch, ignore_errors=True)
    try:
        scratch.mkdir(parents=True)
        found = stream(iter(reports), len(reports), options, scratch)
        names = {name: f"{stem}/{name}" if exporter.folder else stem + exporter.suffix for name in found}
        for name, goal in names.items():
            put_in_place(scratch / name, target / goal)
    except OSError as error:
        raise UsageError(f"cannot write {exporter.name} for all notices: {error.strerror or error}") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return list(names.values())
