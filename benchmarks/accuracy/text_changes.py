"""Known differences between the words of body and table."""

from __future__ import annotations

import re
from random import Random

from .changing import change, note, pairs
from .plan import Expected, Plan, Side, Task
from .vocabulary import Directory, Writer


@change("title-differs")
def title_differs(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    if plan.style.title == "none":
        return False
    for task, _, table in pairs(plan, rng):
        if table.title:
            table.title = table.title[2:]
            return note(plan, task, "title-differs")
    return False


REWORDINGS = (
    ("推动", "促进"), ("建立", "设立"), ("完善", "健全"), ("应当", "可以"), ("逐步", "全面"), ("组织", "安排"), ("确保", "力争"), ("提升", "提高"),
    ("严格", "认真"), ("加大", "加强"), ("开展", "组织"), ("鼓励", "支持"), ("全面", ""), ("及时", ""), ("形成", "编制"), ("公开", "公布"),
)  # fmt: skip


@change("text-reworded")
def text_reworded(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    for task, _, table in _with_text(plan, rng):
        for place, sentence in enumerate(table.sentences):
            for old, new in rng.sample(REWORDINGS, len(REWORDINGS)):
                if old in sentence:
                    table.sentences[place] = sentence.replace(old, new, 1)
                    return note(plan, task, "text-reworded")
    return False


@change("number-changed")
def number_changed(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    for task, _, table in _with_text(plan, rng):
        for place, sentence in enumerate(table.sentences):
            found = re.search(r"\d+", sentence)
            if found:
                other = str(int(found.group()) + rng.randint(1, 40))
                table.sentences[place] = sentence[: found.start()] + other + sentence[found.end() :]
                return note(plan, task, "number-changed")
    return False


def _with_text(plan: Plan, rng: Random) -> list[tuple[Task, Side, Side]]:
    return [item for item in pairs(plan, rng) if item[2].sentences]


@change("sentence-missing")
def sentence_missing(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    for task, _, table in _with_text(plan, rng):
        if len(table.sentences) > 1:
            del table.sentences[rng.randrange(len(table.sentences))]
            return note(plan, task, "sentence-missing")
    return False


@change("sentence-added")
def sentence_added(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    for task, _, table in _with_text(plan, rng):
        table.sentences.insert(rng.randint(1, len(table.sentences)), writer.sentence())
        return note(plan, task, "sentence-added")
    return False


@change("sentence-moved")
def sentence_moved(plan: Plan, names: Directory, writer: Writer, rng: Random) -> bool:
    for task, _, table in _with_text(plan, rng):
        others = [other for other, _, row in pairs(plan, rng) if other is not task and row.sentences]
        if len(table.sentences) > 1 and others:
            target = others[0]
            assert target.table is not None
            target.table.sentences.append(table.sentences.pop())
            target.changed = task.changed = True
            plan.findings.append(Expected("sentence-moved", task.body.number if task.body else None))
            return True
    return False
