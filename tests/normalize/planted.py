"""Notices whose pairs are known because they were planted: items of invented words, rendered as body and table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from hedui import check
from hedui.config import Settings
from hedui.model import Report

_HEAD = "云川市人民政府关于印发2023年重点任务分工方案的通知\n\n各县区人民政府：\n\n云川市人民政府\n\n2023年1月9日\n\n"
_VERBS = [
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
    "加固",
    "补贴",
]
_PLACES = [
    "南门片区",
    "北山景区",
    "东湖码头",
    "西坝工业园",
    "老机床厂",
    "梅岭古道",
    "青石巷",
    "百花渡口",
    "云台水库",
    "金谷粮站",
]
_THINGS = [
    "公共厕所",
    "消防栓",
    "蔬菜大棚",
    "电梯台账",
    "候车亭",
    "河道护坡",
    "助餐点位",
    "停车泊位",
    "古树名木",
    "燃气立管",
    "证照目录",
    "应急广播",
    "校舍档案",
    "就业驿站",
    "冷链仓库",
    "苗木基地",
    "监控探头",
    "便民窗口",
    "排水管网",
    "宣传橱窗",
]
_MANNERS = [
    "逐处建档立卡",
    "同步接入市级平台",
    "由专人每日巡查",
    "邀请群众代表验收",
    "所需材料全部上网",
    "优先安排财政资金",
    "按月通报工作进度",
    "与汛期准备一并落实",
    "对困难家庭减免费用",
    "严格执行国家标准",
    "形成可复制的做法",
    "及时回应社会关切",
]
_UNITS = [
    "市教育局",
    "市公安局",
    "市民政局",
    "市司法局",
    "市财政局",
    "市水务局",
    "市商务局",
    "市审计局",
    "市统计局",
    "市体育局",
]


@dataclass(frozen=True, slots=True)
class Item:
    """A task as it was planted, and the number it is printed with."""

    number: int | None
    title: str
    sentences: tuple[str, ...]
    unit: str


def plant(random: Random, count: int) -> list[Item]:
    """`count` items, numbered 1.., no two of which share their title or a sentence."""
    subjects = [f"{verb}{place}{thing}" for verb in _VERBS for place in _PLACES for thing in _THINGS]
    chosen = iter(random.sample(subjects, 5 * count))
    items = []
    for number in range(1, count + 1):
        sentences = [f"{next(chosen)}，{random.choice(_MANNERS)}。" for _ in range(random.randint(2, 4))]
        items.append(Item(number, next(chosen), tuple(sentences), random.choice(_UNITS)))
    return items


def clause(item: Item) -> str:
    return f"{item.number}. {item.title}。{''.join(item.sentences)}（牵头单位：{item.unit}；完成时限：2023年12月底）"


def row(item: Item) -> str:
    number = "" if item.number is None else str(item.number)
    return "\t".join([number, item.title, "".join(item.sentences), item.unit, "2023年12月底"])


def body_of(items: Sequence[Item]) -> str:
    return "\n\n".join(map(clause, items))


def table_of(items: Sequence[Item], *, numbered: bool = True) -> str:
    lines = ["序号\t事项名称\t具体措施\t牵头单位\t完成时限", *map(row, items)]
    return "\n".join(lines if numbered else [line.split("\t", 1)[1] for line in lines])


def report_of(body: str, table: str, settings: Settings | None = None) -> Report:
    return check(f"{_HEAD}{body}\n\n附件\n\n任务分解表\n\n{table}\n".encode(), settings=settings)


def paired_titles(report: Report) -> set[tuple[str | None, str | None]]:
    """Titles of the clause and the row of each pair."""
    clauses = {item.id: item.title for item in report.clauses}
    rows = {item.id: item.title for item in report.rows}
    return {(clauses[pair.clause], rows[pair.row]) for pair in report.pairs}


def grave(report: Report) -> list[tuple[str, str | None, str | None]]:
    return [(f.code, f.clause, f.row) for f in report.findings if f.severity != "info"]
