"""Jobs run on a Ray cluster, as rows of a Ray Data set: the same reading, in the same isolation, on many machines.

Each row carries the bytes of its files and comes back as the outcome, so workers need no access to the inputs. A row
whose worker dies is run again by Ray. Ray is an extra: pip install 'hedui[ray]'.
"""

from __future__ import annotations

import atexit
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, replace
from functools import cache
from itertools import islice
from typing import Any

from ..errors import MissingDependencyError
from . import pool
from .child import read_whole
from .limits import Limits
from .pool import Finished, ForkPool
from .running import outcome_of, record_of
from .runs import Job
from .work import Outcome, Task

_ROWS = 256
"""Jobs of one data set: their files are open and their bytes in memory together."""


class RayPool:
    """As `ForkPool`, on the Ray cluster this program is connected to, or one of this machine with `jobs` workers.

    Raises:
        MissingDependencyError: Ray is not installed.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs

    def __enter__(self) -> RayPool:
        try:
            import ray
            import ray.data
        except ImportError as error:
            raise MissingDependencyError("--engine ray needs Ray: pip install 'hedui[ray]'") from error
        self._started = not ray.is_initialized()
        if self._started:
            local = {} if os.environ.get("RAY_ADDRESS") else {"num_cpus": self._jobs, "include_dashboard": False}
            ray.init(log_to_driver=False, configure_logging=False, **local)
        ray.data.DataContext.get_current().enable_progress_bars = False
        return self

    def __exit__(self, *error: object) -> None:
        import ray

        if self._started:
            ray.shutdown()

    def run(self, jobs: Iterator[Job]) -> Iterator[Finished]:
        """The outcome of every job, by its number."""
        import ray.data

        while rows := [_row_of(job) for job in islice(jobs, _ROWS)]:
            data = ray.data.from_items(rows, override_num_blocks=min(len(rows), 4 * self._jobs))
            for row in data.map(read_row, num_cpus=1).iter_rows():
                outcome = outcome_of(json.loads(row["record"]))
                *files, report = row["blobs"]
                named = dict(zip(outcome.files, files, strict=True))
                yield row["number"], replace(outcome, files=named, report=report or None)


def _row_of(job: Job) -> dict[str, Any]:
    """A job as Arrow holds it."""
    return {
        "number": job.number,
        "task": json.dumps(job.task.to_plain()),
        "bounds": json.dumps(asdict(job.bounds)),
        "worker": pool.WORKER,
        "data": [read_whole(one) for one in job.files],
    }


def read_row(row: dict[str, Any]) -> dict[str, Any]:
    """In a worker of the cluster: read one notice, in a process of its own as everywhere."""
    task = Task.from_plain(json.loads(row["task"]))
    outcome = _read(task, list(row["data"]), Limits(**json.loads(row["bounds"])), row["worker"])
    blobs = [*outcome.files.values(), outcome.report or b""]
    return {"number": int(row["number"]), "record": json.dumps(record_of(outcome, task)), "blobs": blobs}


def _read(task: Task, data: list[bytes], bounds: Limits, worker: str) -> Outcome:
    files = []
    try:
        for one in data:
            files.append(os.memfd_create("input"))
            view = memoryview(one)
            while view:
                view = view[os.write(files[-1], view) :]
        ((_, outcome),) = _pool(worker).run(iter([Job(0, task, tuple(files), bounds)]))
        return outcome
    finally:
        for descriptor in files:
            os.close(descriptor)


@cache
def _pool(worker: str) -> ForkPool:
    """One for each worker of the cluster, as long as it lives."""
    kept = ForkPool(1, worker)
    kept.__enter__()
    atexit.register(kept.__exit__)
    return kept
