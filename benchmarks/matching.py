"""How long it takes to match a very long notice, and how much memory: 2,000 clauses against 5,000 measures.

    python benchmarks/matching.py [--clauses 2000] [--measures 5000] [--seed 1]

The notice is made of invented words, its rows are shuffled, and one sentence in twenty is reworded. The script prints
the CPU seconds of each stage, the peak memory of the process, and how many of the planted pairs were found.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

from hedui.config import Settings
from hedui.normalize.checking import check_reading
from hedui.normalize.match import match
from hedui.pipeline import reading_of

_HEAD = "云川市人民政府关于印发2023年重点任务分工方案的通知\n\n各县区人民政府：\n\n云川市人民政府\n\n2023年1月9日\n\n"
_SECTION, _NUMERALS = 500, "一二三四五六七八九十"
_VERBS = (
    "建设",
    "改造",
    "排查",
    "公开",
    "修订",
    "培育",
    "整治",
    "登记",
    "检测",
    "更新",
    "推广",
    "编制",
    "清理",
    "疏通",
)
_PLACES = (
    "南门",
    "北山",
    "东湖",
    "西坝",
    "梅岭",
    "青石",
    "百花",
    "云台",
    "金谷",
    "石桥",
    "柳林",
    "河口",
    "白塔",
    "双溪",
)
_KINDS = ("片区", "景区", "码头", "园区", "街道", "古镇", "渡口", "水库", "粮站", "社区", "灌区", "林场")
_THINGS = ("公厕", "消防栓", "大棚", "电梯", "候车亭", "护坡", "助餐点", "泊位", "古树", "立管", "证照", "广播", "校舍")
_MANNERS = (
    "逐处建档",
    "接入市级平台",
    "由专人巡查",
    "邀请群众验收",
    "材料全部上网",
    "优先安排资金",
    "按月通报",
    "减免费用",
)
_UNITS = ("市教育局", "市公安局", "市民政局", "市司法局", "市财政局", "市水务局", "市商务局", "市审计局")


def make(clauses: int, measures: int, random: Random) -> str:
    """A notice with `clauses` clauses and as many rows, of altogether `measures` measures. Each section counts anew."""
    counts = [1 + (measures - clauses) // clauses] * clauses
    for index in range(measures - sum(counts)):
        counts[index] += 1
    items = [_item(index % _SECTION + 1, count, random) for index, count in enumerate(counts)]
    body = "\n\n".join(_clause(index, *item) for index, item in enumerate(items))
    random.shuffle(items)
    rows = "\n".join(line for item in items for line in _rows(*item, random))
    header = "序号\t事项名称\t具体措施\t牵头单位\t完成时限"
    return f"{_HEAD}{body}\n\n附件\n\n任务分解表\n\n{header}\n{rows}\n"


def _clause(index: int, number: int, title: str, said: list[str], unit: str) -> str:
    section = f"{_NUMERALS[index // _SECTION]}、第{_NUMERALS[index // _SECTION]}批任务\n\n" if number == 1 else ""
    return f"{section}{number}. {title}。{''.join(said)}（牵头单位：{unit}；完成时限：2023年12月底）"


def _item(number: int, count: int, random: Random) -> tuple[int, str, list[str], str]:
    return number, _subject(random), [_sentence(random) for _ in range(count)], random.choice(_UNITS)


def _subject(random: Random) -> str:
    words = (_VERBS, _PLACES, _KINDS, _THINGS)
    return "".join(random.choice(word) for word in words) + f"第{random.randrange(1, 999)}处"


def _sentence(random: Random) -> str:
    return f"{_subject(random)}，{random.choice(_MANNERS)}，{random.choice(_MANNERS)}。"


def _rows(number: int, title: str, said: list[str], unit: str, random: Random) -> Iterator[str]:
    printed = [text.replace("，", "并", 1) if random.random() < 0.05 else text for text in said]
    yield f"{number}\t{title}\t{printed[0]}\t{unit}\t2023年12月底"
    yield from (f"\t\t{text}\t\t" for text in printed[1:])


@contextmanager
def _timed(stage: str) -> Iterator[None]:
    start = time.process_time()
    yield
    print(f"{stage:<10} {time.process_time() - start:7.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("clauses", 2000), ("measures", 5000), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    arguments = parser.parse_args()
    data = make(arguments.clauses, arguments.measures, Random(arguments.seed)).encode()
    with _timed("read"):
        reading = reading_of(data)
    with _timed("match"):
        matching = match(reading)
    with _timed("check"):
        findings = check_reading(reading, Settings()).findings
    clauses = {item.clause.id: item.clause.title for item in reading.clauses}
    rows = {item.row.id: item.row.title for item in reading.rows}
    right = sum(clauses[pair.clause] == rows[pair.row] for pair in matching.pairs)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(clauses)} clauses, {sum(len(row.measures) for row in reading.rows)} measures, {len(data)} bytes")
    print(f"{right} of {len(clauses)} pairs as planted, {len(findings)} findings, peak memory {peak:.0f} MiB")


if __name__ == "__main__":
    main()
