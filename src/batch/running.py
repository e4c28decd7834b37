"""One run over a plan: what is done is passed over, the rest is read, and every input has its end written down."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol, Self

from ..errors import InputError, UsageError
from ..records import dataclass
from .inputs import Candidate
from .journal import Journal, content_key, key_of
from .limits import limits_for
from .opening import Opened, close_all, open_all
from .pairing import Bundle
from .reasons import Status, Verdict, verdict
from .result import FileResult, shown
from .runs import Job
from .work import Outcome, Task
from .writing import write_folder

MOST_ATTACHMENTS = 100
STRIKES = 2
"""Runs that died while a notice was read, after which it is not read again."""


class Watcher(Protocol):
    """Hears how a batch goes on: how many notices there are, then each one's end. Paths as in `batch.json`."""

    def start(self, notices: int) -> None: ...
    def done(self, path: str, status: Status, reason: str | None) -> None: ...


class Pool(Protocol):
    """Runs jobs, each to exactly one outcome."""

    def __enter__(self) -> Self: ...
    def __exit__(self, *error: object) -> None: ...
    def run(self, jobs: Iterator[Job]) -> Iterator[tuple[int, Outcome]]: ...


@dataclass(frozen=True, slots=True)
class Plan:
    """A notice to convert."""

    bundle: Bundle
    task: Task


@dataclass(frozen=True, slots=True)
class _Pending:
    key: str
    opened: list[Opened]


@dataclass(frozen=True, slots=True)
class _End:
    """How a notice ended that is not in the journal, as short as it can be held."""

    verdict: Verdict | None
    output: str | None
    digests: tuple[str, ...]
    pages: tuple[tuple[int, int] | None, ...]
    findings: tuple[tuple[str, int], ...]
    cpu_seconds: float
    peak_bytes: int
    trace: str | None

    @staticmethod
    def of(outcome: Outcome) -> _End:
        return _End(
            outcome.verdict,
            next(iter(outcome.files), None),
            outcome.digests,
            outcome.pages,
            _shared(tuple(outcome.findings.items())),
            outcome.cpu_seconds,
            outcome.peak_bytes,
            outcome.trace,
        )


@lru_cache(maxsize=1024)
def _shared(findings: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """Many notices have the same counts: one object for all of them."""
    return findings


class Run:
    """Does what a plan asks, and remembers how each notice ended: a short record for each, no outputs."""

    def __init__(
        self, plan: Sequence[Plan], target: Path, journal: Journal, watcher: Watcher | None, *, retry: bool
    ) -> None:
        self.journal = journal
        self._plan = plan
        self._target = target
        self._watcher = watcher
        self._retry = retry
        self._pending: dict[int, _Pending] = {}
        self._suspects: list[int] = []
        self._seen: dict[bytes, int] = {}
        self._ends: dict[int, _End | bytes] = {}
        """Of those in the journal only the key: there may be hundreds of thousands."""
        self._duplicates: dict[int, int] = {}
        self._reported: set[int] = set()

    def go(self, make_pool: Callable[[], Pool]) -> None:
        """Read what is not done. What was being read when an earlier run died is read last, and alone.

        Raises:
            UsageError: an output or the journal cannot be written. What is finished stays so.
        """
        if self._watcher:
            self._watcher.start(len(self._plan))
        jobs = self._jobs(range(len(self._plan)), alone=False)
        first = next(jobs, None)
        try:
            if first is not None or self._suspects:
                with make_pool() as pool:
                    self._work(pool, _with_first(first, jobs))
                    for suspect in self._suspects:
                        self._work(pool, self._jobs([suspect], alone=True))
        finally:
            self._let_go()

    def keys(self) -> list[str]:
        """The keys of the notices that have a report, in the order of the plan."""
        ends = ((number, self._ends[number]) for number in range(len(self._plan)) if number in self._reported)
        return [end.hex() for _, end in ends if isinstance(end, bytes)]

    def _work(self, pool: Pool, jobs: Iterator[Job]) -> None:
        for number, outcome in pool.run(jobs):
            self._finish(number, outcome)

    def _jobs(self, numbers: Sequence[int], *, alone: bool) -> Iterator[Job]:
        for number in numbers:
            job = self._job(number, alone=alone)
            if job is not None:
                yield job

    def _job(self, number: int, *, alone: bool) -> Job | None:
        """What is to be done for a notice; None where its end is known, or it has to wait."""
        plan = self._plan[number]
        try:
            if len(plan.bundle.attachments) > MOST_ATTACHMENTS:
                raise InputError(f"the notice has more than {MOST_ATTACHMENTS} attachments", "too-large")
            opened = open_all(plan.bundle.files)
        except InputError as error:
            self._end(number, Outcome(verdict=verdict(error.reason, str(error))))
            return None
        digests = tuple(one.digest for one in opened)
        key = key_of(plan.task, digests)
        if self._is_known(number, digests, key, alone=alone) or (not alone and number in self._suspects):
            close_all(opened)
            return None
        self._pending[number] = _Pending(key, opened)
        self.journal.begin(key)
        return Job(number, plan.task, tuple(one.descriptor for one in opened), limits_for(one.head for one in opened))

    def _is_known(self, number: int, digests: tuple[str, ...], key: str, *, alone: bool) -> bool:
        """Whether a notice need not be read: its end is noted. A suspect is put aside for the end of the run."""
        task = self._plan[number].task
        first = self._seen.setdefault(bytes.fromhex(content_key(task, digests)), number)
        if first != number:
            self._duplicates[number] = first
            self._end(number, Outcome(digests=digests, verdict=verdict("duplicate")))
            return True
        record = self.journal.done(key)
        if record is not None and self._is_intact(record, task):
            known = outcome_of(record)
            if not (self._retry and known.failed):
                self._end(number, known, key, reported=record["report"])
                return True
        strikes = 0 if self._retry or alone else self.journal.strikes(key)
        if strikes >= STRIKES:
            self._end(number, Outcome(digests=digests, verdict=verdict("set-aside")))
            return True
        if strikes:
            self._suspects.append(number)
        return False

    def _is_intact(self, record: dict[str, Any], task: Task) -> bool:
        """Whether the outputs of a finished notice still stand where they belong, as they were written."""
        if record["stem"] != task.stem:
            return False
        for name, digest in record["files"].items():
            try:
                if sha256((self._target / name).read_bytes()).hexdigest() != digest:
                    return False
            except OSError:
                return False
        return True

    def _finish(self, number: int, outcome: Outcome) -> None:
        """Outputs first, then the journal: what the journal says is on the disk."""
        pending = self._pending[number]
        expected = tuple(one.digest for one in pending.opened)
        if outcome.digests and outcome.digests != expected:
            outcome = Outcome(verdict=verdict("changed"))
        outcome = replace(outcome, digests=expected)
        task = self._plan[number].task
        write_folder(self._target, outcome.files)
        self.journal.finish(pending.key, record_of(outcome, task), outcome.report)
        del self._pending[number]
        close_all(pending.opened)
        self._end(number, outcome, pending.key, reported=outcome.report is not None)

    def _end(self, number: int, outcome: Outcome, key: str | None = None, *, reported: bool = False) -> None:
        """Note an end; `key` is where the journal has it."""
        self._ends[number] = _End.of(outcome) if key is None else bytes.fromhex(key)
        if reported:
            self._reported.add(number)
        if self._watcher:
            end = outcome.verdict
            path = shown(self._plan[number].bundle.body.place)
            self._watcher.done(path, end.status if end else "ok", end.reason if end else None)

    def _let_go(self) -> None:
        """Whatever ended the run in an orderly way, those that were being read are not to blame."""
        if self._pending:
            with suppress(UsageError):
                self.journal.forgive(pending.key for pending in self._pending.values())
        for pending in self._pending.values():
            close_all(pending.opened)
        self._pending.clear()

    def results(self, candidates: Sequence[Candidate]) -> tuple[FileResult, ...]:
        """One entry for every input, in the order they were found."""
        entries: dict[int, FileResult] = {}
        for number, plan in enumerate(self._plan):
            ended = self._ended(number)
            for index, candidate in enumerate(plan.bundle.files):
                entries.setdefault(id(candidate), self._result(number, ended, index, candidate))
        return tuple(entries.get(id(candidate)) or _refused(candidate) for candidate in candidates)

    def _ended(self, number: int) -> _End:
        end = self._ends[number]
        if isinstance(end, _End):
            return end
        record = self.journal.done(end.hex())
        if record is None:
            raise UsageError("the journal was changed while the batch ran. The same command goes on.")
        return _End.of(outcome_of(record))

    def _result(self, number: int, ended: _End, index: int, candidate: Candidate) -> FileResult:
        bundle = self._plan[number].bundle
        pages = ended.pages[index] if index < len(ended.pages) else None
        first = self._duplicates.get(number)
        end = ended.verdict
        return FileResult(
            path=shown(candidate.place),
            status=end.status if end else "ok",
            reason=end.reason if end else None,
            message=end.message if end else None,
            output=None if ended.output is None else shown(Path(ended.output)),
            sha256=ended.digests[index] if index < len(ended.digests) else None,
            pages_total=pages[0] if pages else None,
            pages_done=pages[1] if pages else None,
            cpu_seconds=round(ended.cpu_seconds, 2) if not index and first is None else None,
            peak_bytes=ended.peak_bytes or None if not index else None,
            attachment_of=shown(bundle.body.place) if index else None,
            duplicate_of=None if first is None else shown(self._plan[first].bundle.files[index].place),
            findings=dict(ended.findings) if not index else {},
            trace=ended.trace if not index else None,
        )


def _refused(candidate: Candidate) -> FileResult:
    end = candidate.refused or verdict("attachment-elsewhere")
    return FileResult(path=shown(candidate.place), status=end.status, reason=end.reason, message=end.message)


def _with_first(first: Job | None, jobs: Iterator[Job]) -> Iterator[Job]:
    if first is not None:
        yield first
        yield from jobs


def record_of(outcome: Outcome, task: Task) -> dict[str, Any]:
    """An outcome without its bytes, as JSON holds it."""
    return {
        "stem": task.stem,
        "files": {name: sha256(data).hexdigest() for name, data in outcome.files.items()},
        "report": outcome.report is not None,
        "findings": outcome.findings,
        "digests": outcome.digests,
        "pages": outcome.pages,
        "verdict": None if outcome.verdict is None else [outcome.verdict.reason, outcome.verdict.message],
        "trace": outcome.trace,
        "cpu_seconds": outcome.cpu_seconds,
        "peak_bytes": outcome.peak_bytes,
    }


def outcome_of(record: dict[str, Any]) -> Outcome:
    """What `record_of` made of an outcome; the bytes of its files are empty."""
    return Outcome(
        dict.fromkeys(record["files"], b""),
        None,
        record["findings"],
        tuple(record["digests"]),
        tuple(None if pages is None else tuple(pages) for pages in record["pages"]),
        None if record["verdict"] is None else Verdict(*record["verdict"]),
        record["trace"],
        record["cpu_seconds"],
        record["peak_bytes"],
    )
