"""One attempt at reading a file in a process of its own: what it said, how it ended, and what follows from that."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import Literal

from ..records import dataclass
from .child import EXIT_MEMORY
from .limits import Limits
from .reasons import Verdict, verdict
from .wire import Frame
from .work import Outcome, Task

Killed = Literal["time-wall", "output-too-large"]

_ATTEMPTS = 3
_PAGE_REASONS = {"time-cpu": "page-time", "time-wall": "page-time", "memory": "page-memory"}


@dataclass(frozen=True, slots=True)
class Job:
    """A task and its open files, body first. The files belong to whoever made the job, and stay open until it ended.

    `worker` is what reads: `module:function` that takes task, bytes and page watch, and returns an Outcome.
    """

    number: int
    task: Task
    files: tuple[int, ...]
    bounds: Limits


@dataclass(frozen=True, slots=True)
class Attempt:
    """How a job is run this time. `deaths` are the verdicts on the attempts before."""

    job: Job
    left_out: Mapping[str, Sequence[int]] = field(default_factory=dict)
    deaths: tuple[Verdict, ...] = ()
    cpu_seconds: float = 0.0
    """Spent on the attempts before."""
    first_page: tuple[str, int] | None = None
    """Where the first attempt died: part and page."""
    patience: int = 1
    """Factor on the processor time: the last attempt reads only pages known to be readable, and may take its time."""
    alone: bool = False
    """Run with nothing beside it: something killed the parent of all reading processes, and it may have been this."""

    @property
    def bounds(self) -> Limits:
        return replace(self.job.bounds, cpu_seconds=self.job.bounds.cpu_seconds * self.patience)


@dataclass(slots=True)
class Pages:
    """What is known of the pages of one part."""

    total: int = 0
    done: set[int] = field(default_factory=set)
    reading: int | None = None


@dataclass(slots=True)
class Record:
    """What a process said and how it ended."""

    attempt: Attempt
    message: Mapping[str, object] | None = None
    blobs: list[bytes] = field(default_factory=list)
    pages: dict[str, Pages] = field(default_factory=dict)
    escaped: str | None = None
    killed: Killed | None = None
    status: int | None = None
    """As `os.wait` gives it; None where the process that forks died."""
    cpu_seconds: float = 0.0
    peak_bytes: int = 0

    def hear(self, frame: Frame) -> None:
        """Take one frame. What is no frame of ours is no result, and nothing worse."""
        if isinstance(frame, bytes):
            self.blobs.append(frame)
        elif "state" in frame:
            self._hear_page(frame)
        elif "outcome" in frame:
            self.message = frame
        elif "escaped" in frame:
            self.escaped = str(frame["escaped"])

    def _hear_page(self, frame: Mapping[str, object]) -> None:
        page, pages = frame.get("page"), frame.get("pages", 0)
        if not isinstance(page, int) or not isinstance(pages, int):
            return
        known = self.pages.setdefault(str(frame.get("part")), Pages())
        known.total = max(known.total, pages)
        known.reading = page if frame["state"] == "begins" else None
        if frame["state"] == "ends":
            known.done.add(page)

    @property
    def reading(self) -> tuple[str, int] | None:
        """The part and page that was being read at the end."""
        return next(((part, p.reading) for part, p in self.pages.items() if p.reading is not None), None)


def judged(record: Record) -> Outcome | Attempt:
    """The outcome of a job, or the attempt to make next."""
    outcome = _outcome(record)
    if isinstance(outcome, Outcome):
        return accounted(outcome, record)
    return _next_attempt(record, outcome) or accounted(Outcome(verdict=outcome), record)


def _outcome(record: Record) -> Outcome | Verdict:
    """What the process made, or why it made nothing."""
    if record.killed or record.status != 0 or record.message is None:
        return cause_of_death(record)
    try:
        return Outcome.from_plain(record.message, record.blobs)
    except ValueError as error:
        return verdict("no-result", f"what the reading process sent makes no sense ({error})")


def cause_of_death(record: Record) -> Verdict:
    """Why a process ended without an outcome."""
    bounds = record.attempt.bounds
    if record.killed:
        return verdict(record.killed)
    if record.status is None:
        return verdict("crash", "the process that reading processes are forked from died")
    code = os.waitstatus_to_exitcode(record.status)
    if code == EXIT_MEMORY or (code != 0 and record.peak_bytes > 0.8 * bounds.memory):
        return verdict("memory", f"reading the file needs more than {bounds.memory >> 20} MiB of memory")
    if code == -signal.SIGXCPU or (code == -signal.SIGKILL and record.cpu_seconds >= bounds.cpu_seconds):
        return verdict("time-cpu", f"reading the file takes more than {_allowed(record)} s of processor time")
    if code < 0:
        return verdict("crash", f"the process that read the file died of {_signal_name(-code)}")
    if code > 0:
        said = f": {record.escaped}" if record.escaped else ""
        return verdict("crash", f"the process that read the file ended with exit code {code}{said}")
    return verdict("no-result")


def _allowed(record: Record) -> int:
    bounds = record.attempt.bounds
    page = bounds.page_seconds
    on_a_page = record.reading is not None and record.cpu_seconds < bounds.cpu_seconds - 0.5
    return page if page is not None and on_a_page else bounds.cpu_seconds


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _next_attempt(record: Record, death: Verdict) -> Attempt | None:
    """Try again without the page it died on; then with the pages before the first such page only."""
    attempt, where = record.attempt, record.reading
    if record.status is None and not record.killed:
        return None if attempt.alone else replace(attempt, alone=True)
    if len(attempt.deaths) + 1 >= _ATTEMPTS or death.reason == "output-too-large":
        return None
    again = replace(attempt, deaths=(*attempt.deaths, death), cpu_seconds=attempt.cpu_seconds + record.cpu_seconds)
    if where is None:
        known = death.reason in ("crash", "no-result") and not attempt.deaths
        return again if known else None
    first = attempt.first_page or where
    used_up = record.cpu_seconds >= attempt.bounds.cpu_seconds - 0.5
    again = replace(again, first_page=first)
    if not attempt.deaths and not used_up:
        return replace(again, left_out={where[0]: [where[1]]})
    part, page = first
    if page == 1:
        return None
    return replace(again, left_out={part: range(page, record.pages[part].total + 1)}, patience=2)


def accounted(outcome: Outcome, record: Record) -> Outcome:
    """The outcome with its pages, costs, and what the attempts before have to say."""
    names = ["body", *(f"attachment-{number}" for number in range(1, len(record.attempt.job.task.names)))]
    known = [record.pages.get(part) for part in names]
    return replace(
        outcome,
        pages=tuple(None if pages is None else (pages.total, len(pages.done)) for pages in known),
        verdict=outcome.verdict or _pages_missing(record),
        cpu_seconds=record.attempt.cpu_seconds + record.cpu_seconds,
        peak_bytes=record.peak_bytes,
    )


def _pages_missing(record: Record) -> Verdict | None:
    missing = {
        part: [page for page in range(1, pages.total + 1) if page not in pages.done]
        for part, pages in record.pages.items()
    }
    said = "; ".join(
        f"{part}: page {_listed(pages)} of {record.pages[part].total}" for part, pages in missing.items() if pages
    )
    if not said:
        return None
    if not record.attempt.first_page:
        return verdict("page-unreadable", f"not read: {said}")
    death = record.attempt.deaths[0]
    return verdict(_PAGE_REASONS.get(death.reason, "page-crash"), f"not read: {said} ({death.message})")


def _listed(pages: Sequence[int]) -> str:
    """1, 2, 5-9 as people write it; what is many is cut."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and runs[-1][1] == page - 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    texts = [str(low) if low == high else f"{low}-{high}" for low, high in runs]
    return ", ".join(texts[:10]) + (" ..." if len(texts) > 10 else "")
