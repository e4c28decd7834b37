"""Jobs run in this very process: for finding a defect with a debugger, and for comparison. Nothing is isolated."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from .child import read_whole
from .pool import Finished
from .reasons import verdict
from .runs import Attempt, Job, Record, accounted
from .work import Outcome, convert_bytes


class InlinePool:
    """As `ForkPool`, without processes. A file that hangs, hangs the batch."""

    def __enter__(self) -> InlinePool:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def run(self, jobs: Iterator[Job]) -> Iterator[Finished]:
        for job in jobs:
            yield job.number, _ran(job)


def _ran(job: Job) -> Outcome:
    record = Record(Attempt(job))
    started = time.process_time()
    try:
        outcome = convert_bytes(job.task, [read_whole(one) for one in job.files], _Listener(record))
    except MemoryError:
        outcome = Outcome(verdict=verdict("memory"))
    record.cpu_seconds = time.process_time() - started
    return replace(accounted(outcome, record), peak_bytes=0)


class _Listener:
    """Keeps the record of pages that a process of its own would send."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def begins(self, part: str, page: int, pages: int) -> bool:
        self._record.hear({"state": "begins", "part": part, "page": page, "pages": pages})
        return True

    def ends(self, part: str, page: int) -> None:
        self._record.hear({"state": "ends", "part": part, "page": page})
