"""Reads many changed samples in one process: forking for each would cost more than reading it. Workers import it."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Sequence

from fuzz.mutation import docx_changed, pdf_changed, text_changed
from hedui.batch.work import Outcome, Task, convert_bytes
from hedui.config import Settings
from hedui.parser.readers import PageWatch

MUTATORS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "docx": docx_changed,
    "pdf": pdf_changed,
    "txt": text_changed,
}
SECONDS = 10
"""Processor time that one input may take."""
DEFECTS = {"defect", "crash", "no-result", "time-cpu", "time-wall", "rule-defect", "page-crash"}
ONE = Task(("input",), "input", Settings(), ("json",), keep_report=True)


def mutant(form: str, seed: int, number: int, originals: Sequence[bytes]) -> bytes:
    """Input `number` of a target: the same for the same seed."""
    chance = random.Random(f"{seed}-{form}-{number}")
    return MUTATORS[form](chance.choice(list(originals)), chance)


def read_many(task: Task, data: Sequence[bytes], watch: PageWatch) -> Outcome:
    """`task.names` are form, seed, and the numbers of the first input and of the one after the last."""
    del watch
    form, seed, first, end = task.names
    bad = {}
    for number in range(int(first), int(end)):
        changed = mutant(form, int(seed), number, data)
        started = time.process_time()
        said = wrong(convert_bytes(ONE, [changed]))
        if said is None and time.process_time() - started > SECONDS:
            said = "time-cpu: reading takes too long"
        if said is not None:
            bad[number] = said
    return Outcome({"bad": json.dumps(bad).encode()})


def wrong(outcome: Outcome) -> str | None:
    """What an outcome says of a defect of hedui."""
    if outcome.verdict is None or outcome.verdict.reason not in DEFECTS:
        return None
    return f"{outcome.verdict.reason}: {outcome.verdict.message}"
