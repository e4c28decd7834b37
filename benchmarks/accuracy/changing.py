"""What every injected difference needs: the register of changes, tasks still untouched, a note of what must be found."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from .plan import Expected, Plan, Side, Task
from .vocabulary import Directory, Writer

Change = Callable[[Plan, Directory, Writer, Random], bool]
CHANGES: dict[str, Change] = {}


def change(name: str) -> Callable[[Change], Change]:
    def register(function: Change) -> Change:
        CHANGES[name] = function
        return function

    return register


def pairs(plan: Plan, rng: Random, *, margin: int = 0) -> list[tuple[Task, Side, Side]]:
    """Untouched tasks with both sides, in random order; `margin` tasks at the end are left out."""
    tasks = plan.tasks[: len(plan.tasks) - margin]
    found = [(t, t.body, t.table) for t in tasks if not t.changed and t.body is not None and t.table is not None]
    rng.shuffle(found)
    return found


def note(plan: Plan, task: Task, rule: str, units: tuple[str, ...] | None = None) -> bool:
    task.changed = True
    plan.findings.append(
        Expected(rule, task.body.number if task.body else None, task.table.number if task.table else None, units)
    )
    return True
