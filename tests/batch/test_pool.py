"""A worker process that dies costs only its own task."""

from __future__ import annotations

from pathlib import Path

import pytest

from batch.dying import convert
from hedui.batch.pool import run_tasks
from hedui.batch.work import Outcome, Task
from hedui.config import Settings


def tasks(*stems: str) -> dict[int, Task]:
    return {number: Task(Path(stem), (), stem, Settings(), (), False) for number, stem in enumerate(stems)}


def test_every_task_gets_its_outcome() -> None:
    stems = [f"n{number}" for number in range(12)]
    outcomes = dict(run_tasks(tasks(*stems), 2, convert))
    assert [outcomes[number].digests for number in range(12)] == [(stem,) for stem in stems]


def test_dead_workers_are_named_and_nothing_else_is_lost() -> None:
    stems = ["n0", "dies1", *(f"n{number}" for number in range(2, 12)), "dies12", "n13"]
    outcomes = dict(run_tasks(tasks(*stems), 2, convert))
    assert len(outcomes) == len(stems)
    assert [number for number, outcome in outcomes.items() if outcome.failed] == [1, 12]
    assert "the process that read it died" in str(outcomes[1].reason)


def test_no_task_is_no_outcome() -> None:
    assert list(run_tasks({}, 2, convert)) == []


def test_what_a_worker_raises_is_not_hidden() -> None:
    with pytest.raises(AttributeError):
        list(run_tasks(dict(enumerate(["no task", "nor this"])), 2, convert))  # type: ignore[arg-type]


def test_one_task_needs_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    here: list[Task] = []

    def note(task: Task) -> Outcome:
        here.append(task)
        return Outcome()

    list(run_tasks(tasks("alone"), 8, note))
    assert len(here) == 1
