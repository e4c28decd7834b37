"""A process that dies, hangs or swells costs only the file it was reading, and the file is named."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hedui.batch import pool as pool_module
from hedui.batch import runs
from hedui.batch.fresh import FreshPool
from hedui.batch.limits import Limits
from hedui.batch.pool import ForkPool
from hedui.batch.runs import Job
from hedui.batch.work import Outcome, Task
from hedui.config import Settings

DYING = "batch.dying:convert"
BOUNDS = Limits(cpu_seconds=1, memory=400 << 20)
GOOD = ["good"] * 6

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")


def jobs(folder: Path, contents: list[str], bounds: Limits = BOUNDS) -> Iterator[Job]:
    for number, content in enumerate(contents):
        path = folder / f"{number}.txt"
        path.write_text(content)
        descriptor = os.open(path, os.O_RDONLY)
        task = Task((path.name,), path.name, Settings(), ("out",), keep_report=False)
        yield Job(number, task, (descriptor,), bounds)
        os.close(descriptor)


def outcomes(pool: ForkPool | FreshPool, folder: Path, contents: list[str], bounds: Limits = BOUNDS) -> list[Outcome]:
    # The files must stay open while the jobs run, so all are made first.
    with pool:
        made = []
        for number, content in enumerate(contents):
            path = folder / f"{number}.txt"
            path.write_text(content)
            task = Task((path.name,), path.name, Settings(), ("out",), keep_report=False)
            made.append(Job(number, task, (os.open(path, os.O_RDONLY),), bounds))
        found = dict(pool.run(iter(made)))
        for job in made:
            os.close(job.files[0])
    assert sorted(found) == list(range(len(contents)))
    return [found[number] for number in range(len(contents))]


def reasons(found: list[Outcome]) -> list[str | None]:
    return [outcome.verdict and outcome.verdict.reason for outcome in found]


@pytest.fixture
def short_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    """The back-stop comes after two seconds instead of half a minute."""
    monkeypatch.setattr(Limits, "wall_seconds", 2.0)


def test_every_death_is_named_and_nothing_else_is_lost(tmp_path: Path) -> None:
    bad = {
        "memory": "memory",
        "burn": "time-cpu",
        "exit": "no-result",
        "exit3": "crash",
        "quit": "crash",
        "crash": "crash",
        "odd": "crash",
        "orphan": "no-result",
    }
    contents = [content for word in bad for content in (word, *GOOD[:2])]
    found = outcomes(ForkPool(2, DYING), tmp_path, contents)
    assert reasons(found) == [bad.get(content) for content in contents]
    assert all(outcome.files for outcome, content in zip(found, contents, strict=True) if content == "good")


@pytest.mark.parametrize("pool", [ForkPool, FreshPool])
def test_a_file_that_waits_for_ever_is_ended(tmp_path: Path, short_wall: None, pool: type[ForkPool]) -> None:
    assert reasons(outcomes(pool(1, DYING), tmp_path, ["sleep"])) == ["time-wall"]


def test_a_file_that_works_is_not_ended_by_the_clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Limits, "wall_seconds", 2.0)
    monkeypatch.setattr(pool_module, "_WORKING", 0.01)
    monkeypatch.setattr(pool_module, "_LOOK_AGAIN", 5.0)
    monkeypatch.setattr(pool_module, "_PATIENCE", 1_000)
    found = outcomes(ForkPool(1, DYING), tmp_path, ["burn", "sleep"], replace(BOUNDS, cpu_seconds=1))
    assert reasons(found) == ["time-cpu", "time-wall"]


def test_a_file_that_works_for_ever_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Limits, "wall_seconds", 0.5)
    monkeypatch.setattr(pool_module, "_WORKING", 0.0)
    monkeypatch.setattr(pool_module, "_LOOK_AGAIN", 0.2)
    monkeypatch.setattr(pool_module, "_PATIENCE", 4)
    assert reasons(outcomes(ForkPool(1, DYING), tmp_path, ["sleep"])) == ["time-wall"]


def test_a_death_says_how(tmp_path: Path) -> None:
    crash, odd, exit3 = (o.verdict.message for o in outcomes(ForkPool(1, DYING), tmp_path, ["crash", "odd", "exit3"]))
    assert "SIGSEGV" in crash
    assert "_OddError: 12" in odd
    assert "exit code 3" in exit3


def test_costs_are_measured(tmp_path: Path) -> None:
    (outcome,) = outcomes(ForkPool(1, DYING), tmp_path, ["burn"])
    assert 0.5 < outcome.cpu_seconds < 4
    assert outcome.peak_bytes > 1 << 20


def test_no_process_outlives_the_pool(tmp_path: Path) -> None:
    pool = ForkPool(2, DYING)
    outcomes(pool, tmp_path, ["orphan", "crash", "good"])
    ours = [name for name in os.listdir("/proc") if name.isdigit() and name != str(os.getpid())]  # noqa: PTH208
    parents = {name: _parent(name) for name in ours}
    assert [name for name, parent in parents.items() if parent == str(pool._zygote.pid)] == []
    assert not Path(f"/proc/{pool._zygote.pid}").exists()


def _parent(process: str) -> str:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[1]
    except OSError:
        return ""


def test_pages_read_before_a_death_are_kept(tmp_path: Path) -> None:
    found = outcomes(ForkPool(2, DYING), tmp_path, ["pages 5 3", "pages 9 4 6", "pages 3 1", "pages 4"])
    assert [outcome.pages[0] for outcome in found] == [(5, 4), (9, 3), (3, 2), (4, 4)]
    assert reasons(found) == ["page-crash", "page-crash", "page-crash", None]
    assert [outcome.verdict.status for outcome in found[:3]] == ["partial"] * 3
    assert found[1].verdict.message.startswith("not read: body: page 4-9 of 9")


def test_a_file_no_page_of_which_can_be_read_fails(tmp_path: Path) -> None:
    (outcome,) = outcomes(ForkPool(1, DYING), tmp_path, ["pages 3 1 2 3"])
    assert reasons([outcome]) == ["crash"]


def test_when_the_parent_of_all_readers_dies_another_takes_over(tmp_path: Path) -> None:
    found = outcomes(ForkPool(2, DYING), tmp_path, ["good", "killparent", *GOOD])
    assert reasons(found) == [None, "crash", *[None] * 6]


def test_jobs_are_taken_only_when_there_is_room(tmp_path: Path) -> None:
    taken: list[int] = []

    def noted() -> Iterator[Job]:
        for job in jobs(tmp_path, GOOD):
            taken.append(job.number)
            yield replace(job, files=(os.dup(job.files[0]),))

    with ForkPool(2, DYING) as pool:
        run = pool.run(noted())
        next(run)
        assert len(taken) <= 3
        list(run)
    assert taken == list(range(6))


def test_a_fresh_interpreter_does_the_same_where_there_is_no_fork(tmp_path: Path) -> None:
    contents = ["good", "crash", "pages 4 2"]
    found = outcomes(FreshPool(2, DYING), tmp_path, contents, replace(BOUNDS, cpu_seconds=30))
    assert reasons(found) == [None, "crash", "page-crash"]
    assert found[0].files == {"0.txt.out": b"good"}


@pytest.mark.parametrize(
    ("pages", "said"), [([1], "1"), ([1, 2, 3], "1-3"), ([2, 4, 5, 9], "2, 4-5, 9"), (range(1, 60, 2), "17, 19 ...")]
)
def test_pages_are_listed_as_people_write_them(pages: list[int], said: str) -> None:
    assert runs._listed(pages).endswith(said)
