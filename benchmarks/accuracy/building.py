"""From a seed to files: the notice as TXT, DOCX or PDF, its breakdown table in the same file or apart."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random

SAMPLES = str(Path(__file__).resolve().parents[2] / "samples")
if SAMPLES not in sys.path:
    sys.path.insert(0, SAMPLES)

from rendering import FORMS, Part  # noqa: E402
from rendering.source import Grid, Line  # noqa: E402

from .body import body_lines  # noqa: E402
from .changes import inject  # noqa: E402
from .composing import compose  # noqa: E402
from .plan import Plan  # noqa: E402
from .table import table_blocks  # noqa: E402

FORM_CYCLE = ("txt", "docx", "txt", "docx", "pdf")


@dataclass(frozen=True, slots=True)
class Built:
    """A plan with its files: the body file first, then the attachment, where there is one."""

    plan: Plan
    files: tuple[bytes, ...]


def build(seed: int, number: int, form: str | None = None) -> Built:
    """Notice `number` of the run `seed`, the same bytes each time."""
    form = form or FORM_CYCLE[number % len(FORM_CYCLE)]
    plan, names, writer = compose(seed, number, form)
    rng = Random(f"{seed}-{number}-changes")
    inject(plan, names, writer, rng)
    return Built(plan, _files(plan, Random(f"{seed}-{number}-layout")))


def _files(plan: Plan, rng: Random) -> tuple[bytes, ...]:
    body: list[Line | Grid] = list(body_lines(plan, rng))
    table = table_blocks(plan, rng) if plan.with_table else []
    end: list[Line | Grid] = [Line("text", plan.stray)] if plan.stray else []
    if plan.style.closing:
        end.append(Line("closing", f"抄送：{plan.place}有关领导，各有关单位。"))
        end.append(
            Line("closing", f"{plan.issuer}　　{plan.issued.year}年{plan.issued.month}月{plan.issued.day}日印发")
        )
    if plan.form == "txt":
        body, table = _without_pages(body), _without_pages(table)
    options = frozenset({"indented"} if rng.random() < 0.5 else ())
    if plan.style.separate_file and table:
        parts = [Part(tuple(body + end), options), Part(tuple(table), options)]
    else:
        parts = [Part(tuple(body + table + end), options)]
    files = [FORMS[plan.form](part) for part in parts]
    if plan.form == "txt":
        files = [_encoded(data, rng) for data in files]
    return tuple(files)


def _without_pages(blocks: list[Line | Grid]) -> list[Line | Grid]:
    return [block for block in blocks if isinstance(block, Grid) or block.kind != "page"]


def _encoded(data: bytes, rng: Random) -> bytes:
    """Text files come in several encodings and line ends."""
    roll = rng.random()
    if roll < 0.1:
        return data.decode().encode("gb18030")
    if roll < 0.2:
        return data.replace(b"\n", b"\r\n")
    return data
