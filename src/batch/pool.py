"""Tasks run in worker processes, and a worker that dies costs only the task it died of."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from .work import Outcome, Task, convert_one

Finished = tuple[int, Outcome]

_DIED = Outcome(
    failed=True, reason="the process that read it died (memory, or a crash inside a library); try the file alone"
)


def run_tasks(
    tasks: Mapping[int, Task], jobs: int, convert: Callable[[Task], Outcome] = convert_one
) -> Iterator[Finished]:
    """Yield the outcome of every task, by its number, in the order they finish.

    One job, or a single task, runs in this process.
    """
    if min(jobs, len(tasks)) <= 1:
        for number, task in tasks.items():
            yield number, convert(task)
        return
    waiting = dict(tasks)
    while waiting:
        yield from _taken(_round(waiting, jobs, convert), waiting)
        # The pool broke: whoever broke it is among the first that are left, because tasks start in order.
        for number in list(waiting)[: 2 * jobs + 1]:
            outcome = dict(_round({number: waiting.pop(number)}, 1, convert))
            yield number, outcome.get(number, _DIED)


def _taken(finished: Iterator[Finished], waiting: dict[int, Task]) -> Iterator[Finished]:
    for number, outcome in finished:
        del waiting[number]
        yield number, outcome


def _round(tasks: Mapping[int, Task], workers: int, convert: Callable[[Task], Outcome]) -> Iterator[Finished]:
    """Run tasks in a new pool until all are done or the pool breaks."""
    context = multiprocessing.get_context("spawn")  # a fork of a process with threads may hang
    executor = ProcessPoolExecutor(min(workers, len(tasks)), context, initializer=_leave_interrupts_to_parent)
    try:
        futures: dict[Future[Outcome], int] = {executor.submit(convert, task): number for number, task in tasks.items()}
        for future in as_completed(futures):
            number = futures.pop(future)
            error = future.exception()
            if error is None:
                yield number, future.result()
            elif not isinstance(error, BrokenProcessPool):
                raise error
    finally:
        executor.shutdown(cancel_futures=True)


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
